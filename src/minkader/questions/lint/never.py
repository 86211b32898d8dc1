# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lint about what no framework can do: guard an interest, or be there at all."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from minkader.decision.situation import Situation
from minkader.problem.numbers import Name
from minkader.problem.translation import Translation, translate
from minkader.questions.lint.sight import Sight, at
from minkader.ruleset.findings import Finding, Severity
from minkader.ruleset.vocabulary import Ground
from minkader.solver.components import split
from minkader.solver.solve import solve
from minkader.solver.watch import Watch

MOST_WORK: Final = 100_000
"""Columns that are looked at in all before the interests that are left stay undecided."""


def never_guarded(
    sight: Sight, watch: Watch, most: int = MOST_WORK
) -> tuple[list[Finding], tuple[str, ...]]:
    """Find what no framework can do: MK108 and MK116, proven by counting or by solving.

    MK116: there is no framework at all, even where what nothing guards (MK107) need not be
    guarded; an error, for every answer will be *infeasible*.

    MK108: an interest has guards, but too few of them in every framework. Fewer can exist than
    `at_least` asks; or, of a lesser one: there are frameworks, and none is left once it must be
    guarded; or, of an essential one: there is none, and there would be none if no other interest
    had to be guarded. Frameworks are those of the file without a scenario.

    Returns:
        The findings, and what was not decided within `most` columns or before the watch said stop:
        interests, and the rule set where that is whether there is any framework.
    """
    search = _NeverGuarded(sight, watch, most)
    found, undecided = [], []
    if search.some is None:
        undecided.append(sight.ruleset.id)
    elif not search.some and search.otherwise:
        found.append(at(sight.ruleset, "MK116", (), sight.ruleset.id, severity=Severity.ERROR))
    for name, interest in sight.ruleset.interests.items():
        never = search.never(name)
        if never is None:
            undecided.append(name)
        elif never:
            path = ("interests", name)
            found.append(at(sight.ruleset, "MK108", path, name, least=interest.at_least))
    return found, tuple(undecided)


class _NeverGuarded:
    def __init__(self, sight: Sight, watch: Watch, most: int) -> None:
        self.sight = sight
        self.watch = watch
        self.left = most
        self.names = frozenset(c.name for c in sight.book.constraints)
        self.valid = not sight.book.broken(sight.today.choices)
        self.some = True if self.valid else self._feasible(sight.situation)
        """Whether there is a framework at all; None where that was not decided."""

    def never(self, name: str) -> bool | None:
        """Return whether no framework guards an interest; None: not decided."""
        situation = self.sight.situation
        interest = situation.interests[name]
        guards = list(self._possible(name))
        if self.sight.without_guard(name) or (self.valid and self.sight.today.guarded(name)):
            return False
        if sum(guards) < interest.at_least:
            return True
        if self.some is None:
            return None
        if interest.ground is None:
            return self.some and self._not(self._feasible(_wanted(situation, name), about=name))
        return not self.some and self._alone(name)

    def _alone(self, name: str) -> bool | None:
        # Nothing else asks for guards: is this one still the trouble?
        without = {known for known in self.names if known[0] != "guard"}
        apart = self._feasible(self.sight.situation, without)
        if not apart:
            return apart
        return self._not(self._feasible(self.sight.situation, {*without, ("guard", (name,))}))

    @property
    def otherwise(self) -> bool:
        """Return whether there is no framework for another reason than that nothing guards."""
        interests = self.sight.situation.interests
        bare = {("guard", (name,)) for name in interests if self.sight.without_guard(name)}
        bare &= self.names
        return not bare or self._feasible(self.sight.situation, self.names - bare) is not True

    @staticmethod
    def _not(feasible: bool | None) -> bool | None:
        return None if feasible is None else not feasible

    def _possible(self, name: str) -> Iterator[bool]:
        # One for each guard that the file names: can it ever hold, as the file stands?
        situation = self.sight.situation
        for index in situation.guards_of[name]:
            choices = situation.rules[index].choices
            yield any(choice.exists and name in choice.guards for choice in choices)
        for refs in situation.interests[name].together:
            yield self.sight.can_hold(refs)

    def _feasible(
        self,
        situation: Situation,
        keep: Collection[Name] | None = None,
        about: str | None = None,
    ) -> bool | None:
        # With `about` only the part around that interest is solved: the rest is known to be fine.
        if self.left <= 0:
            return None
        # What no framework need guard (the other lesser interests) only ties the parts together.
        asked = {name: one for name, one in situation.interests.items() if one.ground is not None}
        translation = translate(replace(situation, interests=asked), keep)
        problem = translation.problem
        self.left -= problem.columns
        if self.left < 0 or self.watch.stopped:
            return None
        # Near today: most rules need not move, so there is little to search.
        costs = [0] * problem.columns
        for (index, place), column in translation.column_of.items():
            costs[column] = int(place != situation.rules[index].today)
        problem.costs, problem.constants = [costs], [0]
        within = None if about is None else self._groups(translation, about)
        for part in split(problem):
            if within is None or not part.groups or within & set(part.groups):
                outcome = solve(part.problem, self.watch, steady=False)
                if outcome.chosen is None:
                    return False if outcome.infeasible else None
        return True

    def _groups(self, translation: Translation, name: str) -> set[int]:
        situation = translation.situation
        members = situation.interests[name].members
        rules = {*situation.guards_of[name], *(situation.by_id[rule].index for rule in members)}
        return {translation.group_of[index] for index in rules if index in translation.group_of}


def _wanted(situation: Situation, name: str) -> Situation:
    # The same situation in which this lesser interest must be guarded.
    lesser = situation.interests[name]
    essential = lesser.model_copy(update={"ground": Ground.SAFETY, "category": None})
    return replace(situation, interests={**situation.interests, name: essential})

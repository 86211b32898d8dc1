# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A framework that is kept best: changes become numbers, and what comes of them is judged.

The solver keeps numbers solved (`solver/incremental`): options that a change takes away are columns
off, hours are capacities, interests are rows. What it says of a component is asked of
`decision.validity` before it counts; hours, the one constraint that components share, are summed.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from minkader.decision.availability import Grants, World, capacity, in_sets
from minkader.decision.kinds import reads_all
from minkader.questions.study import rule_now
from minkader.questions.study.encoding import (
    GUARDS,
    LINKS,
    EncodedInterest,
    EncodedRules,
    choice_of,
)
from minkader.questions.study.rule_components import RuleComponents
from minkader.questions.study.rule_now import RuleNow
from minkader.questions.study.touched import Touched
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.nouns import Changes, Interest, Policy, RuleSet
from minkader.ruleset.uncollected import uncollected
from minkader.ruleset.vocabulary import Tier
from minkader.solver import Extension, Impact, Incremental, Notes

SHARED: Final = ("capacity",)
"""Kinds of constraints that components share."""

# A kind that is in none of these three would be ignored, and an invalid framework called proven.
reads_all(__name__, (*rule_now.KINDS, *LINKS, *GUARDS, *SHARED))


class _Counted(NamedTuple):
    """An interest to be judged, and what it adds to the problem."""

    encoded: EncodedInterest
    extension: Extension


@dataclass(frozen=True)
class Made:
    """What a change did: the choices of before of rules that have another now, and its notes."""

    before: dict[int, int]
    impact: Impact
    notes: Notes


class Kept:
    """All components under some changes: the choice of every rule, and what everything is worth.

    `choices` are by rule, as `Placed.choices` numbers them; where a component has no framework
    those of before are left. `worth` holds the tiers of every component that has one.
    """

    @uncollected()
    def __init__(self, ruleset: RuleSet, policy: Policy) -> None:
        self.ruleset, self.policy = ruleset, policy
        self.names = list(ruleset.groups)
        self.capacities = {name: number for number, name in enumerate(self.names)}
        self.split = RuleComponents(ruleset)
        self.encoded = [
            EncodedRules(component, self.capacities, policy) for component in self.split.components
        ]
        numbered = [encoded.numbered for encoded in self.encoded]
        of_rule, tiers = self.split.of_rule, len(policy.order)
        self.solver = Incremental(numbered, of_rule, len(self.names), tiers)
        self._numbers: dict[str, int] = {}
        self._declared = {
            name: self._encoded(name, interest) for name, interest in ruleset.interests.items()
        }
        self.sets = in_sets(ruleset)
        self.log = log = self.solver.log
        self.interests = log.table(dict[str, EncodedInterest]())
        """The interests that count, by name."""
        self.now = log.table(dict[int, RuleNow]())
        rules = enumerate(ruleset.rules)
        self.choices = log.table((index, 0 if rule.external else -1) for index, rule in rules)
        self.worth = log.table(dict[int, dict[Tier, int]]())
        self.total = log.table(dict.fromkeys(Tier, 0))
        self.asked = log.table(dict[int, dict[str, int]]())
        """The hours that the framework of each component asks of each group."""
        self.told = log.table(dict.fromkeys(self.names, 0))
        """The same of all components together."""

    @property
    def feasible(self) -> bool:
        """Return whether every component has a framework, and all groups have hours enough."""
        sharing = self.solver.sharing
        return not sharing.exceeded and len(self.worth) == len(sharing.settled)

    @property
    def equal(self) -> int | None:
        """Return how many frameworks are as good; None where they were not all counted."""
        return self.solver.sharing.equal()

    @uncollected()
    def begin(self, changes: Changes) -> None:
        """Solve everything for the first time."""
        world = World(self.ruleset, changes, self.policy, Grants(), self.sets)
        for index in self.split.of_rule:
            self.now[index] = RuleNow.of(self.ruleset, world, index)
        off = {index: now.off for index, now in self.now.items()}
        added, _ = self._extensions({*self._declared, *changes.add_interests}, changes)
        hours = self._hours(self.names, changes)
        self._judged(self.solver.start(off, hours, added))
        self.log.cut()

    @uncollected()
    def go(self, changes: Changes, touched: Touched) -> Made:
        """Solve what is touched anew, and judge it.

        Where that ends in an error, everything is as it was before.

        Raises:
            SelfCheckError: where something that was found fails a check.
        """
        try:
            off = self._off(changes, touched.rules)
            added, removed = self._extensions(touched.interests, changes)
            hours = self._hours(touched.groups, changes)
            impact = self.solver.change(off, hours, added, removed)
            return Made(self._judged(impact), impact, self.log.cut())
        except BaseException:
            self.log.undo(self.log.cut())
            raise

    @uncollected()
    def back(self, made: Made) -> None:
        """Take a change back, and judge what it touched once more under the changes of before.

        Raises:
            SelfCheckError: where what was kept fails a check.
        """
        self.log.undo(made.notes)
        touched = made.impact.components
        if not all(self._same(number) for number in touched):
            raise SelfCheckError("study", {"components": sorted(touched)})
        self._check_hours(made.impact.capacities)

    # Changes as numbers ------------------------------------------------------------------------

    def _off(self, changes: Changes, rules: Iterable[str]) -> dict[int, tuple[int, ...]]:
        # Work touched rules out anew.
        off: dict[int, tuple[int, ...]] = {}
        world = World(self.ruleset, changes, self.policy, Grants(), self.sets)
        for rule in rules:
            index = self.split.place[rule]
            if index in self.split.of_rule:
                self.now[index] = RuleNow.of(self.ruleset, world, index)
                off[index] = self.now[index].off
        return off

    def _extensions(
        self, names: Iterable[str], changes: Changes
    ) -> tuple[dict[str, Extension], list[str]]:
        """Return what some interests add now, and those that add nothing any more."""
        added, removed = dict[str, Extension](), list[str]()
        for name in names:
            found = self._declared.get(name)
            if found is None and name in changes.add_interests:
                found = self._encoded(name, changes.add_interests[name])
            if found is None or (name in self._declared and name in changes.drop_interests):
                self.interests.drop(name)
                removed.append(name)
            else:
                self.interests[name], added[name] = found
        return added, removed

    def _encoded(self, name: str, interest: Interest) -> _Counted:
        number = self._numbers.setdefault(name, len(self._numbers) + len(self.encoded))
        rules = self.split.about(name, interest)
        joins = {self.split.of_rule[index] for index in rules if index in self.split.of_rule}
        if name in self.split.of_interest:
            joins.add(self.split.of_interest[name])
        encoded = EncodedInterest(self.ruleset, (name, interest), rules, number, self.policy)
        return _Counted(encoded, self.solver.extension(encoded.numbered, joins, number))

    def _hours(self, groups: Collection[str], changes: Changes) -> dict[int, int]:
        had = capacity(self.ruleset, changes, groups)
        return {self.capacities[name]: hours for name, hours in had.items()}

    # Judging -----------------------------------------------------------------------------------

    def _judged(self, impact: Impact) -> dict[int, int]:
        """Read off and judge what changed; return the choices of before of rules that moved."""
        before: dict[int, int] = {}
        for number in sorted(impact.components):
            ones = self.solver.ones(number)
            if ones is None:
                self._note(number, None, {})
                continue
            choices, worth = self._valid(number, ones)
            self._note(number, worth, self._asked(choices))
            for index, place in choices.items():
                if self.choices[index] != place:
                    before[index] = self.choices[index]
                    self.choices[index] = place
        self._check_hours(impact.capacities)
        return before

    def _valid(self, number: int, ones: Collection[int]) -> tuple[dict[int, int], dict[Tier, int]]:
        """Turn the columns that are 1 into a choice for each rule, and what they are worth.

        Raises:
            SelfCheckError: where they are no valid framework, or worth something else.
        """
        told = [mine for mine in map(choice_of, ones) if mine is not None]
        choices = dict(told)
        values = self._values(number, choices) if len(choices) == len(told) else None
        cost = self.solver.cost(number, ones)
        if values is None or tuple(values[tier] for tier in self.policy.order) != cost:
            raise SelfCheckError("study", {"choices": told, "cost": cost, "told": values})
        return choices, values

    def _values(self, number: int, choices: Mapping[int, int]) -> dict[Tier, int] | None:
        # What a choice for each rule is worth; None where it is not valid.
        component = self.solver.components[number]
        encoded = [self.encoded[member] for member in component.members]
        rules = [index for mine in encoded for index in mine.component.rules]
        if len(choices) != len(rules) or not all(
            index in choices and choices[index] not in self.now[index].forbidden for index in rules
        ):
            return None
        total = dict.fromkeys(Tier, 0)
        for mine in encoded:
            values = mine.worth(choices)
            if values is None:
                return None
            for tier, value in values.items():
                total[tier] += value
        for name in component.extensions:
            residual = self.interests[name].residual(choices)
            if residual is None:
                return None
            total[Tier.RESIDUAL] += residual
        return total

    def _asked(self, choices: Mapping[int, int]) -> dict[str, int]:
        # The hours that choices ask of each group.
        told: dict[str, int] = {}
        for index, place in choices.items():
            choice = self.now[index].placed.choices[place]
            if choice.group is not None:
                told[choice.group] = told.get(choice.group, 0) + choice.hours
        return told

    def _note(self, number: int, worth: dict[Tier, int] | None, asked: dict[str, int]) -> None:
        for tier, value in self.worth.get(number, {}).items():
            self.total[tier] -= value
        for group, amount in self.asked.get(number, {}).items():
            self.told[group] -= amount
        if worth is None:
            self.worth.drop(number)
            self.asked.drop(number)
            return
        self.worth[number], self.asked[number] = worth, asked
        for tier, value in worth.items():
            self.total[tier] += value
        for group, amount in asked.items():
            self.told[group] += amount

    def _same(self, number: int) -> bool:
        # Whether what is noted of a component is what its columns say.
        ones = self.solver.ones(number)
        if ones is None:
            return number not in self.worth
        choices, worth = self._valid(number, ones)
        told = {index: self.choices[index] for index in choices}
        asked = self._asked(choices)
        return (choices, worth, asked) == (told, self.worth[number], self.asked[number])

    def _check_hours(self, capacities: Iterable[int]) -> None:
        for number in capacities:
            name, most = self.names[number], self.solver.caps[number]
            if number not in self.solver.sharing.exceeded and self.told[name] > most:
                raise SelfCheckError("study", {"group": name, "hours": self.told[name]})

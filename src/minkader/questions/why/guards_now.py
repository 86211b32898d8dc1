# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A rule that went: who guards its interests now, and what alone would bring it back.

Each loss is solved again before it is told: a group that stops, a condition that lapses, somebody
who blocks the form, a rule that guards an interest no more (its own forms stay as they are).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from minkader.decision.delta import Standing
from minkader.decision.kinds import reads_all
from minkader.decision.options import Choice, Placed
from minkader.decision.restriction import restrict
from minkader.decision.situation import Situation
from minkader.decision.validity import Book
from minkader.questions.answering.answer import Answer
from minkader.questions.answering.difference import Held, held_as
from minkader.questions.answering.solved import SolvedSituation
from minkader.questions.clash.linked import linked_with
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.reference import split
from minkader.solver import InfeasibleError, Watch

LossKind = Literal["group_stops", "condition_lapses", "blocked", "guard_lost"]
_TIGHTENED_BY: Final[dict[str, LossKind | None]] = {
    "guard": "guard_lost",
    "implicit": None,
    "lock": None,
    "bandwidth": None,
    "ceiling": None,
    "unclassified": None,
    "proposed": None,
    "no_release": None,
    "veto": "blocked",
    "objections": None,
    "needs": "condition_lapses",
    "fallback": None,
    "requires": None,
    "excludes": None,
    "follows": None,
    "capacity": "group_stops",
    "pin": None,
}
"""Which loss tightens the constraints of each kind; None: only what somebody writes anew does."""
reads_all(__name__, _TIGHTENED_BY)


class Guarding(Answer):
    """Who guards an interest of the rule in the answer.

    `rules` guard it alone, `sets` together; `guarded`: enough of them do. `risk`: the risk points
    that it costs where it is a lesser interest that nobody guards (0: it is guarded).
    """

    interest: str
    essential: bool
    at_least: int
    rules: tuple[str, ...]
    sets: tuple[tuple[str, ...], ...]
    guarded: bool
    risk: int


class Loss(Answer):
    """What alone brings a rule back, and how it is held then (None: there is no framework then).

    `group_stops` G · `condition_lapses` C · `blocked` S… (each may block) · `guard_lost` R I.
    """

    kind: LossKind
    subjects: tuple[str, ...]
    to: Held | None


def guarding(standing: Standing, placed: Placed) -> tuple[Guarding, ...]:
    """Return who guards each interest of a rule, those that the situation dropped left out."""
    situation = standing.situation
    names = _interests(situation, placed)
    return tuple(_guarding(standing, name) for name in names if name in situation.interests)


def _interests(situation: Situation, placed: Placed) -> list[str]:
    mine = list(placed.rule.guards)
    for name, interest in situation.interests.items():
        if placed.rule.id in interest.members:
            mine.append(name)
    return list(dict.fromkeys(mine))


def _guarding(standing: Standing, name: str) -> Guarding:
    situation, chosen = standing.situation, standing.chosen
    interest = situation.interests[name]
    guarded = chosen.guarded(name)
    essential = interest.ground is not None
    risk = 0 if guarded or essential else interest.severity * interest.likelihood
    return Guarding(
        interest=name,
        essential=essential,
        at_least=interest.at_least,
        rules=tuple(
            situation.rules[index].rule.id
            for index in situation.guards_of[name]
            if name in chosen.at(index).guards
        ),
        sets=tuple(tuple(refs) for refs in interest.together if chosen.all_hold(refs)),
        guarded=guarded,
        risk=risk,
    )


def losses(standing: Standing, placed: Placed, watch: Watch) -> tuple[Loss, ...]:
    """List what alone brings a rule back, or leaves no framework at all.

    Raises:
        UnknownError: where that was stopped.
        SelfCheckError: where what is found is no valid framework.
    """
    linked = linked_with(standing.book, placed.index, lesser=True)
    around = restrict(standing.situation, linked, lesser=True)
    choices = [standing.choices[index] for index in around.members]
    here = around.situation.by_id[placed.rule.id]
    search = _Losses(Standing(Book(around.situation), choices), here, watch)
    return tuple(search.found())


class _Losses:
    def __init__(self, standing: Standing, placed: Placed, watch: Watch) -> None:
        self.standing = standing
        self.situation = standing.situation
        self.placed = placed
        self.watch = watch
        self.solved = SolvedSituation(standing, self.situation.policy.order, watch)

    def found(self) -> Iterator[Loss]:
        for kind, subjects, off in self._options():
            best = self.solved.without(off)
            present = self.standing.choices[self.placed.index]
            place = None if best is None else dict(best.moves).get(self.placed.index, present)
            yield from self._told(kind, subjects, place)
        for index, name in self._guards():
            subjects = (self.situation.rules[index].rule.id, name)
            yield from self._told("guard_lost", subjects, self._unguarded(index, name))

    def _told(self, kind: LossKind, subjects: tuple[str, ...], place: int | None) -> Iterator[Loss]:
        if place is None:
            yield Loss(kind=kind, subjects=subjects, to=None)
        elif self.placed.choices[place].kept:
            yield Loss(kind=kind, subjects=subjects, to=held_as(self.placed.choices[place]))

    def _options(self) -> Iterator[tuple[LossKind, tuple[str, ...], list[int]]]:
        present = self.standing.chosen.at(self.placed.index)
        if present.group is not None:
            yield "group_stops", (present.group,), self._with(group=present.group)
        for condition in present.listed.needs if present.listed else ():
            yield "condition_lapses", (condition,), self._with(need=condition)
        stakeholders = self.situation.ruleset.stakeholders
        blockers = tuple(name for name, who in stakeholders.items() if who.may_block)
        if blockers:
            place = self.standing.choices[self.placed.index]
            yield "blocked", blockers, self.solved.columns(self.placed.index, [place])

    def _with(self, group: str | None = None, need: str | None = None) -> list[int]:
        # The columns of the options that a group takes over, or that ask for a condition.
        def lost(choice: Choice) -> bool:
            if group is not None:
                return choice.group == group
            return choice.listed is not None and need in choice.listed.needs

        rules = self.situation.rules
        return [
            column
            for (index, place), column in self.solved.translation.column_of.items()
            if lost(rules[index].choices[place])
        ]

    def _guards(self) -> Iterator[tuple[int, str]]:
        """List the other rules that guard an interest of the rule now, alone or in a set."""
        situation, chosen = self.situation, self.standing.chosen
        for name in _interests(situation, self.placed):
            if name in situation.interests:
                alone = {i for i in situation.guards_of[name] if name in chosen.at(i).guards}
                sets = filter(chosen.all_hold, situation.interests[name].together)
                joint = {situation.by_id[split(ref)[0]].index for refs in sets for ref in refs}
                for index in sorted((alone | joint) - {self.placed.index}):
                    yield index, name

    def _unguarded(self, index: int, name: str) -> int | None:
        """Solve where a rule guards an interest no more; None: there is no framework then."""
        situation = _without_guard(self.situation, index, name)
        standing = Standing(Book(situation), self.standing.choices)
        try:
            solved = SolvedSituation(standing, situation.policy.order, self.watch)
        except InfeasibleError:
            return None
        if standing.book.broken(solved.best):
            raise SelfCheckError("unguarded", {"rule": index, "interest": name})
        return solved.best[self.placed.index]


def _without_guard(situation: Situation, index: int, name: str) -> Situation:
    placed, interest = situation.rules[index], situation.interests[name]
    choices = tuple(
        choice._replace(guards=tuple(guard for guard in choice.guards if guard != name))
        for choice in placed.choices
    )
    rules = list(situation.rules)
    rules[index] = replace(placed, choices=choices)
    sets = tuple(
        refs for refs in interest.together if placed.rule.id not in {split(ref)[0] for ref in refs}
    )
    interests = {**situation.interests, name: interest.model_copy(update={"together": sets})}
    return replace(situation, rules=tuple(rules), interests=interests)

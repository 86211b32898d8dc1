# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would make an infeasible input feasible? Every smallest set of changes, cheapest first.

A set that mends must change a member of every clash that is left, so sets are grown along the
clashes (Reiter, A theory of diagnosis from first principles, 1987), up to three changes deep.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Self

from minkader.decision.availability import Grants
from minkader.decision.situation import Situation, situate
from minkader.decision.validity import Book, Chosen
from minkader.problem.translation import Translation, translate
from minkader.questions import clash
from minkader.questions.answering.answers import Change, Clash, ClashMember, Mend
from minkader.questions.clash.loosening import loosening
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.findings import NOWHERE
from minkader.ruleset.nouns import Changes
from minkader.ruleset.values import LARGEST, Interval
from minkader.ruleset.vocabulary import Classification, Form, Stance
from minkader.solver import Watch, solve

DEEPEST: Final = 3
MOST: Final = 20
_Set = frozenset[Change]


def mends(situation: Situation, watch: Watch, found: Clash | None = None) -> tuple[Mend, ...]:
    """List the inclusion-minimal sets of at most three changes that mend, the first twenty.

    `found` is the smallest clash of the situation, where somebody sought it already.
    """
    search = _MendSearch(situation, watch, found)
    search.grow(frozenset())
    whole = [changes for changes in search.found if search.minimal(changes)]
    priced = [search.priced(changes) for changes in whole]
    priced.sort(key=lambda mend: (mend.asks, mend.euros, mend.hours, mend.weeks, _shown(mend)))
    return tuple(priced[:MOST])


def _shown(mend: Mend) -> tuple[int, tuple[str, ...]]:
    return len(mend.changes), tuple(repr(change) for change in mend.changes)


class _MendSearch:
    def __init__(self, situation: Situation, watch: Watch, found: Clash | None) -> None:
        self.situation = situation
        self.watch = watch
        self.first = found
        self.seen: set[_Set] = set()
        self.found: list[_Set] = []
        self.feasible: dict[_Set, bool] = {}

    def grow(self, applied: _Set) -> None:
        """Try a set; where it does not mend yet, add what could loosen a clash that is left."""
        if applied in self.seen or self.watch.stopped:
            return
        self.seen.add(applied)
        if any(found <= applied for found in self.found):
            return
        if self.mends(applied):
            self.found.append(applied)
            return
        situation = self.applied(applied)
        pins = _broken_pins(situation)
        if _independent(situation, pins) > DEEPEST - len(applied):
            return  # more clashes are left than changes, and no change loosens two of them
        if len(applied) < DEEPEST:
            left = None if applied else self.first
            members = left.constraints if left else next(iter(pins), ())
            for member in members or clash.smallest(Book(situation), self.watch).constraints:
                for change in loosening(situation, member):
                    self.grow(applied | {change})

    def mends(self, changes: _Set) -> bool:
        """Return whether a set of changes makes the input feasible."""
        if changes not in self.feasible:
            translation = translate(self.applied(changes))
            translation.problem.costs, translation.problem.constants = [], []
            self.feasible[changes] = not solve(translation.problem, steady=False).infeasible
        return self.feasible[changes]

    def minimal(self, changes: _Set) -> bool:
        """Return whether no smaller part of a set mends (an adopted measure may also harm)."""
        parts = (frozenset(p) for n in range(len(changes)) for p in combinations(changes, n))
        return not any(self.mends(part) for part in parts)

    def applied(self, changes: _Set) -> Situation:
        """Work the situation out anew with changes made; raised capacities have no limit yet."""
        mended = _Mended(self.situation.changes, self.situation.grants)
        for change in sorted(changes, key=repr):
            mended = _APPLY[change.kind](mended, change)
        return situate(
            self.situation.ruleset, mended.changes, self.situation.policy, grants=mended.grants
        )

    def priced(self, changes: _Set) -> Mend:
        """Say what a set of changes costs; the hours that fall short are worked out here."""
        short = self._short(changes)
        told = [
            change.model_copy(update={"hours": short[change.group or ""]})
            if change.kind == "raise_capacity"
            else change
            for change in changes
        ]
        told.sort(key=lambda change: (KINDS.index(change.kind), repr(change)))
        measures = [self.situation.ruleset.measures[c.measure] for c in told if c.measure]
        return Mend(
            changes=tuple(told),
            asks=sum(change.kind in _ASKS for change in told),
            euros=sum(measure.euros for measure in measures),
            hours=sum(measure.hours for measure in measures) + sum(short.values()),
            weeks=max((measure.weeks for measure in measures), default=0),
        )

    def _short(self, changes: _Set) -> dict[str, int]:
        """Return the fewest hours that the raised groups fall short together, by group."""
        raised = sorted({c.group for c in changes if c.kind == "raise_capacity" and c.group})
        if not raised:
            return {}
        limited = self.applied(frozenset(c for c in changes if c.kind != "raise_capacity"))
        names = {constraint.name for constraint in Book(limited).constraints}
        translation = translate(limited, names - {("capacity", (group,)) for group in raised})
        problem = translation.problem
        problem.costs, problem.constants = [[0] * problem.columns], [0]
        for group in raised:
            _add_shortfall(translation, limited, group)
        outcome = solve(problem, steady=True)
        if outcome.chosen is None:
            raise SelfCheckError("mend", {"changes": [repr(change) for change in changes]})
        chosen = Chosen(limited, translation.choices(outcome.chosen))
        used = dict.fromkeys(raised, 0)
        for placed in limited.rules:
            choice = chosen.at(placed.index)
            if choice.group in used:
                used[choice.group] += choice.hours
        return {group: max(0, hours - limited.capacity[group]) for group, hours in used.items()}


def _add_shortfall(translation: Translation, situation: Situation, group: str) -> None:
    # The hours past the capacity, as a sum of powers of two, are what is minimised.
    problem = translation.problem
    terms = []
    for (index, place), column in translation.column_of.items():
        choice = situation.rules[index].choices[place]
        if choice.group == group and choice.hours:
            terms.append((column, -choice.hours))
    most = -sum(hours for _, hours in terms)
    for power in range(most.bit_length()):
        column = problem.add_derived()
        problem.costs[0][column] = 2**power
        terms.append((column, 2**power))
    problem.add_row(terms, -situation.capacity[group], ("short", (group,)))


KINDS: Final = (
    "unpin", "name_fallback", "confirm", "adopt", "raise_capacity", "change_stance",
    "meet_condition", "lift_lock",
)  # fmt: skip
"""The kinds of changes that can mend, in the order that they are told."""
_ASKS: Final = ("change_stance", "meet_condition", "lift_lock")


def _broken_pins(situation: Situation) -> list[tuple[ClashMember, ...]]:
    """List the clashes that can be seen without solving: a pin, and what took its options away."""
    found = []
    for placed in situation.rules:
        wanted = [c for place, c in enumerate(placed.choices) if placed.allowed(place)]
        if placed.pin is not None and not any(choice.exists for choice in wanted):
            taken = [_member(*c.causes[0]) for c in wanted]
            found.append((_member("pin", (placed.rule.id,)), *taken))
    return found


def _member(kind: str, subjects: tuple[str, ...]) -> ClashMember:
    return ClashMember(kind=kind, subjects=subjects, origin=NOWHERE)


def _independent(situation: Situation, clashes: Sequence[tuple[ClashMember, ...]]) -> int:
    """Count clashes of which no two are loosened by the same change: each needs its own."""
    taken: set[Change] = set()
    count = 0
    for members in clashes:
        changes = {change for member in members for change in loosening(situation, member)}
        if taken.isdisjoint(changes):
            taken |= changes
            count += 1
    return count


@dataclass(frozen=True)
class _Mended:
    """The changes and grants that a situation is worked out with."""

    changes: Changes
    grants: Grants

    def changed(self, **update: object) -> Self:
        return replace(self, changes=self.changes.model_copy(update=update))


def _unpin(mended: _Mended, change: Change) -> _Mended:
    changes = mended.changes
    return mended.changed(
        keep=tuple(rule for rule in changes.keep if rule != change.rule),
        release=tuple(rule for rule in changes.release if rule != change.rule),
        form={rule: form for rule, form in changes.form.items() if rule != change.rule},
    )


def _name_fallback(mended: _Mended, change: Change) -> _Mended:
    named = (change.rule or "", Form(change.form or ""))
    fallbacks = mended.grants.fallbacks | {named}
    return replace(mended, grants=mended.grants._replace(fallbacks=fallbacks))


def _confirm(mended: _Mended, change: Change) -> _Mended:
    tags = {**mended.changes.classification, change.rule or "": Classification.CONFIRMED}
    return mended.changed(classification=tags)


def _adopt(mended: _Mended, change: Change) -> _Mended:
    return mended.changed(adopt=(*mended.changes.adopt, change.measure))


def _raise(mended: _Mended, change: Change) -> _Mended:
    # Without limit: how far it must rise is worked out once the set is known to mend.
    boundless = Interval(low=LARGEST, high=LARGEST)
    return mended.changed(capacity={**mended.changes.capacity, change.group or "": boundless})


def _soften(mended: _Mended, change: Change) -> _Mended:
    who, rule, form = change.stakeholder or "", change.rule or "", Form(change.form or "")
    stances = {w: {r: dict(f) for r, f in t.items()} for w, t in mended.changes.stances.items()}
    stances.setdefault(who, {}).setdefault(rule, {})[form] = Stance.TOLERATES
    return mended.changed(stances=stances)


def _meet(mended: _Mended, change: Change) -> _Mended:
    who = change.group or f"{change.rule}@{change.form}"
    conditions = mended.grants.conditions | {(change.condition or "", who)}
    return replace(mended, grants=mended.grants._replace(conditions=conditions))


def _lift(mended: _Mended, change: Change) -> _Mended:
    return mended.changed(lift_locks=(*mended.changes.lift_locks, change.rule))


_APPLY: Final[dict[str, Callable[[_Mended, Change], _Mended]]] = {
    "unpin": _unpin,
    "name_fallback": _name_fallback,
    "confirm": _confirm,
    "adopt": _adopt,
    "raise_capacity": _raise,
    "change_stance": _soften,
    "meet_condition": _meet,
    "lift_lock": _lift,
}

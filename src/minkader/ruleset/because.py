# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a rule did not become lighter, in an answer that is given: one change at a time.

Plain Python, no solver: what took a form away, else what this change alone would break, else
what it would cost. The proof over all frameworks is the question `why`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from minkader.ruleset.choices import Choice, Placed
from minkader.ruleset.reference import split
from minkader.ruleset.situation import Situation
from minkader.ruleset.validity import Book, Chosen, Constraint, follow, worths
from minkader.ruleset.vocabulary import Form, Kind, Tier

CODES: Final = (
    "lock", "bandwidth", "ceiling", "unclassified", "proposed", "pinned", "release_not_stated",
    "veto", "objections", "needs_unmet", "fallback_missing", "only_guard", "needed_together",
    "implicit_interest", "required_by", "excluded_by", "capacity", "cheaper", "tie", "follows",
    "external",
)  # fmt: skip
"""The codes of reasons, in the order in which they are told (page 5)."""

_CODE_OF: Final = {
    "no_release": "release_not_stated",
    "needs": "needs_unmet",
    "fallback": "fallback_missing",
    "implicit": "implicit_interest",
    "requires": "required_by",
    "excludes": "excluded_by",
    "pin": "pinned",
}


@dataclass(frozen=True)
class Reason:
    """One reason: its code, the lighter form that it is about (None: none), and about whom."""

    code: str
    form: Form | None
    subjects: tuple[str, ...]


def taken(placed: Placed, choice: Choice) -> Iterator[Reason]:
    """List what took an option away, pins apart."""
    for cause in choice.causes:
        about = {placed.rule.id, str(choice.form)}
        subjects = tuple(subject for subject in cause.subjects if subject not in about)
        yield Reason(_CODE_OF.get(cause.kind, cause.kind), choice.form, subjects)


class Reasons:
    """Reasons for every rule of one valid framework."""

    def __init__(self, book: Book, choices: Sequence[int]) -> None:
        self.book = book
        self.situation: Situation = book.situation
        self.choices = list(choices)
        self.chosen = Chosen(self.situation, self.choices)
        self._guards: dict[str, int] = {}

    def of(self, placed: Placed) -> list[Reason]:
        """List the reasons of one rule, by form from heavy to light, then by code."""
        if placed.rule.external:
            return [Reason("external", None, ())]
        if placed.rule.follows:
            return [Reason("follows", None, self._leaders(placed))]
        if not self.chosen.at(placed.index).kept:
            return []
        present = self.choices[placed.index]
        residents = [p for p in range(1, present) if not placed.choices[p].kept]
        municipal = [p for p in range(1, present) if placed.choices[p].kept]
        release = [0] if present else []
        lighter = (*reversed(municipal), *residents, *release)
        return [reason for place in lighter for reason in self._against(placed, place)]

    def _leaders(self, placed: Placed) -> tuple[str, ...]:
        # Who keeps it in force: the rules it relaxes that stay, or those that require it.
        if placed.rule.kind is Kind.EXEMPTION:
            return tuple(rule for rule in placed.rule.relaxes if self.chosen.of(rule).kept)
        users = self.situation.users.get(placed.rule.id, ())
        rules = self.situation.rules
        return tuple(rules[user].rule.id for user, ways in users if self.choices[user] in ways)

    def _against(self, placed: Placed, place: int) -> list[Reason]:
        form = placed.choices[place].form
        reasons = list(taken(placed, placed.choices[place]))
        if not placed.allowed(place):
            reasons.append(Reason("pinned", form, ()))
        if not reasons:
            changed = self._changed(placed.index, place)
            reasons = [
                reason
                for constraint in self._broken(placed.index, changed)
                for reason in self._worded(constraint, placed, form)
            ]
            reasons = reasons or list(self._dearer(placed.index, changed, form))
        return sorted(dict.fromkeys(reasons), key=lambda reason: CODES.index(reason.code))

    def _changed(self, index: int, place: int) -> Chosen:
        choices = [*self.choices]
        choices[index] = place
        if index in self.situation.leads:
            choices = follow(self.situation, choices)
        return Chosen(self.situation, choices)

    def _moved(self, index: int, changed: Chosen) -> list[int]:
        if index not in self.situation.leads:
            return [index]
        pairs = zip(self.choices, changed.choices, strict=True)
        return [place for place, (old, new) in enumerate(pairs) if old != new]

    def _broken(self, index: int, changed: Chosen) -> list[Constraint]:
        touched = {
            id(constraint): constraint
            for moved in self._moved(index, changed)
            for constraint in self.book.touching.get(moved, ())
            if constraint.kind != "follows"  # worked out anew, so never broken
        }
        shift = _Shift(self, self._moved(index, changed), changed)
        return [constraint for constraint in touched.values() if not shift.holds(constraint)]

    def _worded(
        self, constraint: Constraint, placed: Placed, form: Form | None
    ) -> Iterator[Reason]:
        subjects = constraint.subjects
        if constraint.kind == "guard":
            alone = subjects[0] in self.chosen.at(placed.index).guards
            yield Reason("only_guard" if alone else "needed_together", form, subjects)
        elif constraint.kind == "implicit":
            yield Reason("implicit_interest", form, subjects[1:])
        else:
            yield Reason(_CODE_OF.get(constraint.kind, constraint.kind), form, subjects)

    def _dearer(self, index: int, changed: Chosen, form: Form | None) -> Iterator[Reason]:
        rise = self._rise(self._moved(index, changed), changed)
        for tier in self.situation.policy.order:
            if rise[tier] > 0:
                yield Reason("cheaper", form, (str(tier),))
            if rise[tier]:
                return  # a fall is only seen in an answer that is not proven
        yield Reason("tie", form, ())

    def _rise(self, moved: Sequence[int], changed: Chosen) -> dict[Tier, int]:
        rise = dict.fromkeys(Tier, 0)
        for place in moved:
            weight = self.situation.rules[place].rule.counts
            new, old = worths(weight, changed.at(place)), worths(weight, self.chosen.at(place))
            for tier, worth in new.items():
                rise[tier] += worth - old[tier]
        shift = _Shift(self, moved, changed)
        touched = {name for place in moved for name in self.situation.lesser_of.get(place, ())}
        for name in touched:
            interest = self.situation.interests[name]
            was, is_now = (
                count >= interest.at_least for count in (self.guards(name), shift.guards(name))
            )
            rise[Tier.RESIDUAL] += interest.severity * interest.likelihood * (was - is_now)
        return rise

    def guards(self, name: str) -> int:
        """Count the guards of an interest that hold in the answer: once for each interest."""
        if name not in self._guards:
            self._guards[name] = self.chosen.guards(name, self.situation.interests[name])
        return self._guards[name]


class _Shift:
    """What a few moved rules change: guards are counted from the answer's count, not anew."""

    def __init__(self, reasons: Reasons, moved: Sequence[int], changed: Chosen) -> None:
        self.reasons = reasons
        self.moved = moved
        self.changed = changed
        self.names = {changed.situation.rules[index].rule.id for index in moved}

    def holds(self, constraint: Constraint) -> bool:
        if constraint.kind != "guard":
            return constraint.holds(self.changed)
        (name,) = constraint.subjects
        return self.guards(name) >= self.changed.situation.interests[name].at_least

    def guards(self, name: str) -> int:
        old, new = self.reasons.chosen, self.changed
        alone = sum(
            (name in new.at(index).guards) - (name in old.at(index).guards) for index in self.moved
        )
        joint = sum(
            new.all_hold(refs) - old.all_hold(refs)
            for refs in new.situation.interests[name].together
            if not self.names.isdisjoint(split(ref)[0] for ref in refs)
        )
        return self.reasons.guards(name) + alone + joint

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a few moved rules change in a framework: which constraints break, and what it costs.

Only what the moved rules touch is looked at, in plain Python; the rest stays as it was.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from minkader.decision.validity import Book, Chosen, Constraint, follow, worths
from minkader.ruleset.reference import split
from minkader.ruleset.vocabulary import Tier


class Standing:
    """A framework that stands, to be asked what moving a few rules would do."""

    def __init__(self, book: Book, choices: Sequence[int]) -> None:
        self.book = book
        self.situation = book.situation
        self.choices = list(choices)
        self.chosen = Chosen(self.situation, self.choices)
        self._guards: dict[str, int] = {}

    @cached_property
    def hours(self) -> dict[str, int]:
        """Add up the hours that are asked of each group."""
        hours = dict.fromkeys(self.situation.capacity, 0)
        for placed in self.situation.rules:
            group, asked = _asked(self.chosen, placed.index)
            if group is not None:
                hours[group] += asked
        return hours

    def guards(self, name: str) -> int:
        """Count the guards of an interest that hold: once for each interest."""
        if name not in self._guards:
            self._guards[name] = self.chosen.guards(name, self.situation.interests[name])
        return self._guards[name]

    def moved(self, index: int, place: int) -> "Shift":
        """Move one rule, and the exemptions and definitions that follow it."""
        choices = [*self.choices]
        choices[index] = place
        if index not in self.situation.leads:
            return Shift(self, [index], Chosen(self.situation, choices))
        return self.to(follow(self.situation, choices))

    def to(self, choices: Sequence[int]) -> "Shift":
        """Move every rule that another framework holds differently."""
        pairs = zip(self.choices, choices, strict=True)
        moved = [index for index, (old, new) in enumerate(pairs) if old != new]
        return Shift(self, moved, Chosen(self.situation, choices))

    def with_moves(self, moves: Mapping[int, int]) -> "Shift":
        """Move some rules (by index) to other choices."""
        choices = [*self.choices]
        for index, place in moves.items():
            choices[index] = place
        return Shift(self, list(moves), Chosen(self.situation, choices))


def _asked(chosen: Chosen, index: int) -> tuple[str | None, int]:
    choice = chosen.at(index)
    return choice.group, choice.hours


class Shift:
    """A framework beside the one that stands: guards and hours are counted from its, not anew."""

    def __init__(self, standing: Standing, moved: Sequence[int], changed: Chosen) -> None:
        self.standing = standing
        self.moved = moved
        """The rules that moved, by index."""
        self.changed = changed
        self.names = {changed.situation.rules[index].rule.id for index in moved}

    def broken(self) -> list[Constraint]:
        """List the constraints that break, but for exemptions and definitions that follow."""
        touching = self.standing.book.touching
        touched = {
            id(constraint): constraint
            for index in self.moved
            for constraint in touching.get(index, ())
            if constraint.kind != "follows"
        }
        return [constraint for constraint in touched.values() if not self._holds(constraint)]

    def follows(self) -> bool:
        """Return whether exemptions and definitions are as the others leave them."""
        situation = self.changed.situation
        if not any(index in situation.leads or self._follower(index) for index in self.moved):
            return True
        return self.changed.choices == follow(situation, self.changed.choices)

    def _follower(self, index: int) -> bool:
        return self.changed.situation.rules[index].rule.follows

    def rise(self) -> dict[Tier, int]:
        """Return what the framework costs more on every tier."""
        old, new = self.standing.chosen, self.changed
        situation = new.situation
        rise = dict.fromkeys(Tier, 0)
        for index in self.moved:
            weight = situation.rules[index].rule.counts
            before = worths(weight, old.at(index))
            for tier, worth in worths(weight, new.at(index)).items():
                rise[tier] += worth - before[tier]
        touched = {name for index in self.moved for name in situation.lesser_of.get(index, ())}
        for name in touched:
            interest = situation.interests[name]
            counts = (self.standing.guards(name), self._guards(name))
            was, is_now = (count >= interest.at_least for count in counts)
            rise[Tier.RESIDUAL] += interest.severity * interest.likelihood * (was - is_now)
        return rise

    def _holds(self, constraint: Constraint) -> bool:
        situation = self.changed.situation
        if constraint.kind == "guard":
            (name,) = constraint.subjects
            return self._guards(name) >= situation.interests[name].at_least
        if constraint.kind == "capacity":
            (group,) = constraint.subjects
            return self._hours(group) <= situation.capacity[group]
        return constraint.holds(self.changed)

    def _hours(self, group: str) -> int:
        hours = self.standing.hours[group]
        for index in self.moved:
            for chosen, sign in ((self.standing.chosen, -1), (self.changed, 1)):
                of, asked = _asked(chosen, index)
                hours += sign * asked if of == group else 0
        return hours

    def _guards(self, name: str) -> int:
        old, new = self.standing.chosen, self.changed
        alone = sum(
            (name in new.at(index).guards) - (name in old.at(index).guards) for index in self.moved
        )
        joint = sum(
            new.all_hold(refs) - old.all_hold(refs)
            for refs in new.situation.interests[name].together
            if not self.names.isdisjoint(split(ref)[0] for ref in refs)
        )
        return self.standing.guards(name) + alone + joint

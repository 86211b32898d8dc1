# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rooms of a rule set, kept solved: whatever a change touches is solved anew and checked.

Each room is solved hours apart; its pieces then share out the hours of their groups with those of
other rooms. A room whose framework changed is checked in plain Python. All of it stands in tables
that note what they held, so that a change is taken back without solving.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minkader.decision.availability import Grants, World, capacity, in_sets
from minkader.questions.study.hours import Hours
from minkader.questions.study.journal import Journal, Notes
from minkader.questions.study.room import Rooms
from minkader.questions.study.settled import Own, asked_hours, settle
from minkader.questions.study.touched import Touched
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.nouns import Changes, Policy, RuleSet
from minkader.ruleset.vocabulary import Tier
from minkader.solver.component import Settings
from minkader.solver.covering_form import Weighting
from minkader.solver.watch import Watch
from minkader.uncollected import uncollected

_ROOM = 2**60
"""More than any tier of any rule set can come to (page 5: numbers up to 10^9)."""


@dataclass
class Went:
    """What a change did: the choices of before of rules that now have another, and how to go back.

    `rooms` and `groups` are the numbers of those that are other than before.
    """

    before: dict[int, int]
    rooms: set[int]
    groups: set[int]
    notes: Notes


class Kept:
    """All rooms under some changes: the choice of every rule, and what everything is worth.

    `choices` are by rule, as `Placed.choices` numbers them; where a room has no framework those
    of before are left. `worth` holds the tiers of every room that has one.
    """

    def __init__(self, ruleset: RuleSet, policy: Policy) -> None:
        self.ruleset, self.policy = ruleset, policy
        self.names = list(ruleset.groups)
        self.groups = {name: number for number, name in enumerate(self.names)}
        weights = tuple(_ROOM**place for place in reversed(range(len(policy.order))))
        weighting = Weighting(weights)
        self.settings = Settings(weighting, Watch(), scarce=frozenset(self.groups.values()))
        self.sets = in_sets(ruleset)
        self.journal = journal = Journal()
        self.rooms = Rooms(ruleset, self.groups, (policy, weighting), journal)
        self.shared = Hours(len(self.names), self.settings, journal)
        self.own = journal.table(dict[int, Own]())
        rules = enumerate(ruleset.rules)
        self.choices = journal.table((index, 0 if rule.external else -1) for index, rule in rules)
        self.worth = journal.table(dict[int, dict[Tier, int]]())
        self.total = journal.table(dict.fromkeys(Tier, 0))
        self.asked = journal.table(dict[int, dict[str, int]]())
        """The hours that the framework of each room asks of each group."""
        self.told = journal.table(dict.fromkeys(self.names, 0))
        """The same of all rooms together."""

    @property
    def feasible(self) -> bool:
        """Tell whether every room has a framework, and the hours of every group are enough."""
        return not self.shared.full and len(self.worth) == len(self.shared.settled)

    def begin(self, changes: Changes) -> None:
        """Solve every room for the first time."""
        world = World(self.ruleset, changes, self.policy, Grants(), self.sets)
        for index in self.rooms.streets.of_rule:
            self.own[index] = Own.of(self.ruleset, world, index)
        self._settle(changes, self.rooms.first(changes), set(self.groups.values()))
        self.journal.turned()

    def go(self, changes: Changes, touched: Touched) -> Went:
        """Solve what is touched anew, and share out the hours that it concerns.

        Where that ends in an error, everything is as it was before.

        Raises:
            SelfCheckError: where something that was found fails a check.
        """
        try:
            rooms = self.rooms.again(touched.interests, changes) if touched.interests else set()
            rooms |= self._moved(changes, touched)
            groups = {self.groups[name] for name in touched.groups}
            before, rooms, groups = self._settle(changes, rooms, groups)
            return Went(before, rooms, groups, self.journal.turned())
        except BaseException:
            self.journal.back(self.journal.turned())
            raise

    def back(self, went: Went, changes: Changes) -> None:
        """Take a change back, and check what it touched once more under the changes of before.

        Raises:
            SelfCheckError: where what was kept fails a check.
        """
        self.journal.back(went.notes)
        if not all(self._same(number) for number in went.rooms):
            raise SelfCheckError("study", {"rooms": sorted(went.rooms)})
        self._check_hours(self._hours(went.groups, changes))

    def _same(self, number: int) -> bool:
        # Tell whether what is noted of a room is what its columns say.
        ones = self.shared.ones(number)
        if ones is None:
            return number not in self.worth
        mine = self.shared.settled[number]
        choices, worth = mine.checked(ones, self.own, self.settings, self.policy.order)
        told = {index: self.choices[index] for index in choices}
        asked = asked_hours(choices, self.own)
        return (choices, worth, asked) == (told, self.worth[number], self.asked[number])

    @uncollected()
    def _settle(
        self, changes: Changes, rooms: set[int], groups: set[int]
    ) -> tuple[dict[int, int], set[int], set[int]]:
        """Solve rooms, share out the hours of groups and of theirs, and look at what moved.

        Returns:
            The choices of before, the rooms that moved and the groups that were shared out.
        """
        for number in sorted(rooms):
            room = self.rooms.rooms.get(number)
            new = None if room is None else settle(room, self.own, self.settings)
            groups = groups | self.shared.put(number, new)
        clusters = self.shared.clusters(groups)
        groups = groups.union(*clusters)
        caps = self._hours(groups, changes)
        rooms = rooms | self.shared.share(clusters, caps)
        before: dict[int, int] = {}
        for number in sorted(rooms):
            self._look(number, before)
        self._check_hours(caps)
        return before, rooms, groups

    def _moved(self, changes: Changes, touched: Touched) -> set[int]:
        # Work touched rules out anew; give the rooms in which other options are open now.
        moved: set[int] = set()
        world = World(self.ruleset, changes, self.policy, Grants(), self.sets)
        for rule in touched.rules:
            if (where := self.rooms.of(rule)) is not None:
                index, number = where
                old, new = self.own[index], Own.of(self.ruleset, world, index)
                self.own[index] = new
                if new.off != old.off:
                    moved.add(number)
        return moved

    def _hours(self, groups: Iterable[int], changes: Changes) -> dict[int, int]:
        names = [self.names[group] for group in groups]
        had = capacity(self.ruleset, changes, names)
        return {self.groups[name]: hours for name, hours in had.items()}

    def _look(self, number: int, before: dict[int, int]) -> None:
        """Read off the framework of a room, and check it in plain Python."""
        ones = self.shared.ones(number)
        if ones is None:
            self._value(number, None, {})
            return
        mine = self.shared.settled[number]
        choices, worth = mine.checked(ones, self.own, self.settings, self.policy.order)
        self._value(number, worth, asked_hours(choices, self.own))
        for index, place in choices.items():
            if self.choices[index] != place:
                before[index] = self.choices[index]
                self.choices[index] = place

    def _value(self, number: int, worth: dict[Tier, int] | None, asked: dict[str, int]) -> None:
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

    def _check_hours(self, caps: Mapping[int, int]) -> None:
        for group, most in caps.items():
            told = self.told[self.names[group]]
            if group not in self.shared.full and told > most:
                raise SelfCheckError("study", {"group": self.names[group], "hours": told})

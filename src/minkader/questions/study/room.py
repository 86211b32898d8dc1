# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rooms: streets that hang together under the interests that count now, each one problem.

Without interests that changes add, a room is one street. An added interest ties the streets of its
rules together for as long as it is there.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from minkader.questions.study.journal import Journal
from minkader.questions.study.plan import Bond, Plan
from minkader.questions.study.street import Streets
from minkader.ruleset.nouns import Changes, Interest, Policy, RuleSet
from minkader.solver.capacity import merge
from minkader.solver.components import connected
from minkader.solver.covering_form import CoveringForm, Weighting


class Room:
    """Some streets and the interests that count there, as one problem, hours apart."""

    def __init__(
        self, streets: Sequence[int], plans: Sequence[Plan], bonds: Sequence[Bond]
    ) -> None:
        self.streets, self.plans, self.bonds = streets, plans, bonds
        self.rules = [index for plan in plans for index in plan.street.rules]
        base = plans[0].form if len(plans) == 1 else merge([plan.form for plan in plans])
        self.form = form = CoveringForm(
            list(base.starts), [], [], list(base.costs), base.uses, list(base.columns)
        )
        self.place = {column: place for place, column in enumerate(base.columns)}
        for bond in bonds:
            bond.lay(form, self.place)
        form.rows += base.rows
        form.rhs += base.rhs
        self.constant = sum(bond.constant for bond in bonds)


class Rooms:
    """The rooms of a rule set, by number, under the interests that changes add and drop."""

    def __init__(
        self, ruleset: RuleSet, groups: Mapping[str, int], settings: tuple[Policy, Weighting],
        journal: Journal,
    ) -> None:  # fmt: skip
        self.ruleset, self._settings = ruleset, settings
        self.streets = Streets(ruleset)
        self.plans = [Plan(street, groups, *settings) for street in self.streets.streets]
        self._numbers: dict[str, int] = {}
        self._own = {
            name: self._bond(name, interest) for name, interest in ruleset.interests.items()
        }
        self._added = journal.table(dict[str, Bond]())
        self.rooms = journal.table(dict[int, Room]())
        self._of = journal.table(dict[int, int]())
        """The room of each street."""

    def of(self, rule: str) -> tuple[int, int] | None:
        """Give the place of a rule and its room; None for a rule of another holder."""
        index = self.streets.place[rule]
        street = self.streets.of_rule.get(index)
        return None if street is None else (index, self._of[street])

    def first(self, changes: Changes) -> set[int]:
        """Make every room; give their numbers."""
        self._add(changes.add_interests, changes)
        return self._lay(range(len(self.plans)), self._added.values(), changes)

    def again(self, interests: Collection[str], changes: Changes) -> set[int]:
        """Make the rooms of some interests anew; give the numbers of these and of those gone."""
        of_interest = self.streets.of_interest
        mine = {of_interest[name] for name in interests if name in of_interest}
        added = [name for name in interests if name not in of_interest]
        bonds = [self._added[name] for name in added if name in self._added]
        bonds += self._add(added, changes)
        mine.update(*(self._tied(bond) for bond in bonds))
        gone = {self._of[street] for street in mine}
        gone.update(bond.number for bond in bonds if bond.number in self.rooms)
        streets, left = set[int](), dict.fromkeys(added)
        for number in gone:
            streets.update(self.rooms[number].streets)
            left.update(dict.fromkeys(bond.name for bond in self.rooms[number].bonds))
            self.rooms.drop(number)
        tying = [self._added[name] for name in left if name in self._added]
        return gone | self._lay(sorted(streets), tying, changes)

    def _add(self, names: Iterable[str], changes: Changes) -> list[Bond]:
        # What is added now under these names; a name that is no longer added goes.
        found = []
        for name in names:
            if name in changes.add_interests:
                self._added[name] = self._bond(name, changes.add_interests[name])
                found.append(self._added[name])
            else:
                self._added.drop(name)
        return found

    def _bond(self, name: str, interest: Interest) -> Bond:
        number = self._numbers.setdefault(name, len(self._numbers) + len(self.plans))
        about = self.streets.about(name, interest)
        return Bond(self.ruleset, (name, interest), about, number, self._settings)

    def _tied(self, bond: Bond) -> set[int]:
        of_rule = self.streets.of_rule
        return {of_rule[index] for index in bond.rules if index in of_rule}

    def _lay(self, streets: Sequence[int], added: Collection[Bond], changes: Changes) -> set[int]:
        """Make the rooms of streets that hang together with no others; give their numbers."""
        place = {street: number for number, street in enumerate(streets)}
        ties = [(bond, [place[street] for street in self._tied(bond)]) for bond in added]
        root_of = connected(len(streets), [tied for _, tied in ties])
        members: dict[int, list[int]] = {}
        bonds: dict[int, list[Bond]] = {}
        dropped = frozenset(changes.drop_interests)
        for street, root in zip(streets, root_of, strict=True):
            number = self._of[street] = streets[root]
            members.setdefault(number, []).append(street)
            names = self.streets.streets[street].interests
            counting = (self._own[name] for name in names if name not in dropped)
            bonds.setdefault(number, []).extend(counting)
        for bond, tied in ties:  # one that ties nothing has a room of its own
            number = streets[root_of[tied[0]]] if tied else bond.number
            members.setdefault(number, [])
            bonds.setdefault(number, []).append(bond)
        for number, mine in members.items():
            self.rooms[number] = Room(mine, [self.plans[s] for s in mine], bonds[number])
        return set(members)

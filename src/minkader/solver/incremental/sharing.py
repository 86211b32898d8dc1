# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each component is held at while capacities are shared, from one change to the next.

A component is what stays one when changes come and go; solved, it may fall apart into smaller ones
(`Settled.solutions`). Capacities that one of those may use together are coupled: a block. Only
blocks that a change touches are shared out anew (`capacity.within_capacities`).
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from minkader.solver.capacity import coupled, within_capacities
from minkader.solver.component import InfeasibleError, Settings, Solution
from minkader.solver.incremental.settled import Demand, Settled
from minkader.solver.incremental.undo_log import LoggedTable, UndoLog

_Place = tuple[int, int]
"""A component, and the number of one of its solutions."""


class Sharing:
    """The components that are settled, and the columns that each of their solutions is held at."""

    def __init__(self, capacities: int, settings: Settings, log: UndoLog) -> None:
        self.settings = settings
        self.settled = log.table(dict[int, Settled]())
        self.users = log.table((capacity, frozenset[int]()) for capacity in range(capacities))
        """The components that may use a capacity."""
        self.used = log.table((capacity, 0) for capacity in range(capacities))
        """What fixed columns use of each capacity."""
        self.held: LoggedTable[_Place, list[int]] = log.table()
        """The columns that are 1 in each solution; none where capacities fall short of it."""
        self.coupling = log.table((capacity, frozenset[int]()) for capacity in range(capacities))
        """The components of which a solution may use a capacity and another one."""
        self.demand: LoggedTable[int, Demand] = log.table(
            (capacity, (0, 0, 0)) for capacity in range(capacities)
        )
        """What all solutions that may use a capacity ask of it."""
        self.exceeded = log.table(dict[int, bool]())
        """Capacities within which nothing keeps."""
        self.scarce: LoggedTable[int, int | None] = log.table()
        """Capacities that fall short of everybody's best or equals: in how many ways that are as
        good they can be shared. The first of a block counts for all of it."""

    def put(self, number: int, new: Settled | None) -> set[int]:
        """Put a component in the place of the old one, or nothing; return the capacities touched.

        Every solution is held at its own best until `share` says otherwise.
        """
        old = self.settled.get(number)
        self.settled.drop(number)
        touched = set[int]()
        if old is not None:
            touched |= self._count(number, old, -1)
            for place in range(len(old.solutions or ())):
                self.held.drop((number, place))
        if new is not None:
            self.settled[number] = new
            touched |= self._count(number, new, 1)
            for place, found in enumerate(new.solutions or ()):
                if found.columns is not None:
                    self.held[number, place] = found.columns
        return touched

    def _count(self, number: int, mine: Settled, sign: int) -> set[int]:
        for table, capacities in ((self.users, mine.capacities), (self.coupling, mine.coupling)):
            for capacity in capacities:
                others = table[capacity]
                table[capacity] = others | {number} if sign > 0 else others - {number}
        for capacity, amounts in mine.demand.items():
            sure, might, uncounted = (sign * amount for amount in amounts)
            had = self.demand[capacity]
            self.demand[capacity] = (had[0] + sure, had[1] + might, had[2] + uncounted)
        for capacity, amount in mine.used.items():
            self.used[capacity] += sign * amount
        return {*mine.capacities, *mine.used}

    def ones(self, number: int) -> list[int] | None:
        """Return the columns of a component that are 1; None where it has no solution."""
        mine = self.settled.get(number)
        if mine is None or mine.solutions is None:
            return None
        columns = list(mine.fixed)
        for place in range(len(mine.solutions)):
            held = self.held.get((number, place))
            if held is None:
                return None
            columns += held
        return columns

    def equal(self) -> int | None:
        """Count the solutions that are as good; None where a component was not counted."""
        alone = (
            found.count
            for mine in self.settled.values()
            for found in mine.solutions or ()
            if not any(capacity in self.scarce for capacity in found.may_use)
        )
        equal = 1
        for count in (*alone, *self.scarce.values()):
            if count is None:
                return None
            equal *= count
        return equal

    def share(self, blocks: Iterable[Collection[int]], caps: Mapping[int, int]) -> set[int]:
        """Share out blocks of capacities anew; return the components that are held otherwise.

        `caps` is what there is of each capacity, what fixed columns use included.
        """
        moved: set[int] = set()
        for block in blocks:
            left = {capacity: caps[capacity] - self.used[capacity] for capacity in block}
            enough = self._enough(left)
            if enough and not any(capacity in self.scarce for capacity in block):
                continue  # everybody is held at their own best
            places = self._places(block)
            found = [self._solution(place) for place in places]
            ones = self._shared(found, left, enough=enough)
            moved |= {place[0] for place in places if self._hold(place, ones)}
        return moved

    def _enough(self, left: Mapping[int, int]) -> bool:
        """Return whether a block has enough for everybody's best, and for its equals."""
        counted = not any(self.demand[capacity][2] for capacity in left)
        return all(self.demand[capacity][counted] <= amount for capacity, amount in left.items())

    def _places(self, block: Collection[int]) -> list[_Place]:
        return [
            (number, place)
            for number in sorted(set().union(*(self.users[capacity] for capacity in block)))
            for place, found in enumerate(self.settled[number].solutions or ())
            if any(capacity in block for capacity in found.may_use)
        ]

    def _shared(
        self, solutions: list[Solution], left: Mapping[int, int], *, enough: bool
    ) -> set[int] | None:
        # The columns that are 1 where a block is shared out; None: it falls short.
        for capacity in left:
            self.exceeded.drop(capacity)
            self.scarce.drop(capacity)
        settings = replace(self.settings, scarce=frozenset(left))
        try:
            joined = within_capacities(solutions, left, settings)
        except InfeasibleError:
            for capacity in left:
                self.exceeded[capacity], self.scarce[capacity] = True, 1
            return None
        if not enough:
            for capacity in left:
                self.scarce[capacity] = 1
            self.scarce[min(left)] = _product([found.count for found in joined])
        return {column for found in joined for column in found.columns or ()}

    def _hold(self, place: _Place, ones: set[int] | None) -> bool:
        # Whether a solution is held otherwise than before.
        before, now = self.held.get(place), None
        if ones is not None:
            now = [column for column in self._solution(place).form.columns if column in ones]
        if before == now:
            return False
        if now is None:
            self.held.drop(place)
        else:
            self.held[place] = now
        return True

    def _solution(self, place: _Place) -> Solution:
        return (self.settled[place[0]].solutions or [])[place[1]]

    def blocks(self, touched: Collection[int]) -> list[tuple[int, ...]]:
        """Return the blocks of some capacities."""
        seen, queue = set(touched), list(touched)
        ties: list[tuple[int, ...]] = []
        while queue:
            for number in self.coupling[queue.pop()]:
                for found in self.settled[number].solutions or ():
                    if not seen.isdisjoint(found.may_use):
                        ties.append(found.may_use)
                        queue += set(found.may_use) - seen
                        seen.update(found.may_use)
        return coupled(seen, ties)


def _product(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return math.prod(known) if len(known) == len(counts) else None

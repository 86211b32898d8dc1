# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find every best solution of a small part exactly: what it costs, how many, and the first.

Branches on one group, splits what is left into pieces that share no open row, multiplies over the
pieces and adds over the branches; equal pieces are searched once. Sets of columns are bits of one
whole number, column 0 the lowest. Where budgets are asked for, the answer is a front: the best
for each amount that is used of them. Limits are counted in branchings, never in seconds.
Source of the idea: AND/OR search (Dechter and Mateescu, 2007).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import add
from typing import Final

from minkader.solver.front import Front, Used, both, either
from minkader.solver.normal import Normal

MOST_NODES: Final = 20_000
MOST_GROUPS: Final = 150
"""Groups that a search is begun with: it goes as deep as there are groups."""
_LOOK: Final = 256
"""Branchings between two looks at a stop request."""

Sums = tuple[tuple[int, int], ...]
"""Open rows that one column need not fulfil: which, and what they still need."""
Piece = tuple[int, tuple[int, ...], Sums]
"""The columns of what hangs together, and its open rows of both kinds."""


class TooManyError(Exception):
    """Raised where the limit in branchings is reached."""


class StoppedError(Exception):
    """Raised where somebody asked to stop."""


def best_of(
    normal: Normal,
    *,
    budgets: Sequence[int] = (),
    most_nodes: int = MOST_NODES,
    ceiling: int | None = None,
    stop: Callable[[], bool] | None = None,
) -> Front:
    """Find the best solutions of a part, for each amount used of some budgets.

    Args:
        normal: the part; budgets limit nothing here, they are only counted.
        budgets: which of them to count; what is used of others is ignored.
        most_nodes: how many branchings it may take.
        ceiling: solutions that cost more are not looked for (only without budgets).
        stop: asked now and then whether to stop.

    Returns:
        Without budgets one best under the key (). With budgets every amount that no other one
        beats, in cost with no more use of any.

    Raises:
        TooManyError: past the limit, or where there are too many groups to begin.
        StoppedError: where `stop` says so.
    """
    if normal.groups > MOST_GROUPS:
        raise TooManyError
    return Search(normal, budgets, most_nodes, stop).run(ceiling)


class Search:
    """The search of one part, its columns and rows laid out as bits."""

    def __init__(
        self,
        normal: Normal,
        budgets: Sequence[int],
        most_nodes: int,
        stop: Callable[[], bool] | None,
    ) -> None:
        """Lay the rows of a part out as bits."""
        self.nodes = most_nodes
        self.stop = stop
        self.costs = normal.costs
        self.group_of: list[int] = []
        """For each column the bits of its group."""
        for first, end in pairwise(normal.starts):
            self.group_of.extend([(1 << end) - (1 << first)] * (end - first))
        self.nothing: Used = (0,) * len(budgets)
        self.uses = _uses(normal, budgets)
        self.clauses: list[int] = []
        self.spans: list[int] = []
        """For each clause the bits of all groups that it touches."""
        self.sums: list[dict[int, int]] = []
        self.needs: list[int] = []
        self.groups_in: list[tuple[int, ...]] = []
        """For each clause the bits of each of these groups."""
        for row, need in zip(normal.rows, normal.needs, strict=True):
            if all(factor == need for factor in row.values()):
                self.clauses.append(sum(1 << column for column in row))
                groups = tuple({self.group_of[column]: None for column in row})
                self.groups_in.append(groups)
                self.spans.append(sum(groups))
            else:
                self.sums.append(row)
                self.needs.append(need)
        self.sum_spans = [self._span(sum(1 << column for column in row)) for row in self.sums]
        self.memo: dict[object, tuple[Front, int | None]] = {}
        self.free: dict[int, Front] = {}
        self.ordered: dict[int, list[int]] = {}
        """For the bits of some columns of a group: these columns, the cheapest first."""

    def run(self, ceiling: int | None) -> Front:
        """Search for the best up to a ceiling."""
        everything = (1 << len(self.costs)) - 1
        return self._solved(
            everything, tuple(range(len(self.clauses))), tuple(enumerate(self.needs)), ceiling
        )

    # Bits --------------------------------------------------------------------------------------

    def _span(self, columns: int) -> int:
        span = 0
        while columns:
            group = self.group_of[_lowest(columns)]
            span |= group
            columns &= ~group
        return span

    def _groups(self, columns: int) -> list[int]:
        found = []
        while columns:
            mine = columns & self.group_of[(columns & -columns).bit_length() - 1]
            found.append(mine)
            columns ^= mine
        return found

    # Search ------------------------------------------------------------------------------------

    def _solved(
        self, alive: int, clauses: tuple[int, ...], sums: Sums, ceiling: int | None
    ) -> Front:
        """Take away what cannot be, set apart what is decided or free, multiply over pieces."""
        filtered = self._filtered(alive, clauses, sums)
        if filtered is None:
            return {}
        alive, decided, clauses, sums = filtered
        front = self._decided(decided)
        pieces, free = self._pieces(alive, clauses, sums)
        for mine in self._groups(free):
            front = both(front, self._alone(mine))
        if ceiling is not None:
            return self._below(front, pieces, ceiling)
        for piece in pieces:
            found = self._branched(*piece)
            if not found:
                return {}
            front = both(front, found)
        return front

    def _below(self, front: Front, pieces: Sequence[Piece], ceiling: int) -> Front:
        """Multiply over pieces where what costs more than a ceiling is not looked for."""
        bounds = [self._bound(piece[0], piece[1]) for piece in pieces]
        for place, piece in enumerate(pieces):
            room = ceiling - front[()][0] - sum(bounds[place + 1 :])
            found = self._branched(*piece, room, bounds[place])
            if not found:
                return {}
            front = both(front, found)
        return front

    def _branched(
        self,
        alive: int,
        clauses: tuple[int, ...],
        sums: Sums,
        ceiling: int | None = None,
        bound: int = 0,
    ) -> Front:
        key = (alive, clauses, sums)
        if key in self.memo:
            known, within = self.memo[key]
            if known or within is None or (ceiling is not None and ceiling <= within):
                return known
        if ceiling is not None and bound > ceiling:
            return {}
        self._count()
        group = self._busiest(alive, clauses, sums)
        rest = alive & ~group
        found: Front = {}
        for column in self._ordered(group):
            limit = ceiling
            if not self.nothing and found:
                limit = found[()][0]
            one = self._solved(rest | 1 << column, clauses, sums, limit)
            found = either(found, one)
        if ceiling is not None and found and found[()][0] > ceiling:
            found = {}  # above the ceiling something better may have been left out
        self.memo[key] = (found, ceiling)
        return found

    def _count(self) -> None:
        self.nodes -= 1
        if self.nodes < 0:
            raise TooManyError
        if self.stop is not None and self.nodes % _LOOK == 0 and self.stop():
            raise StoppedError

    def _busiest(self, alive: int, clauses: Sequence[int], sums: Sums) -> int:
        counts: dict[int, int] = {}
        for clause in clauses:
            for group in self.groups_in[clause]:
                counts[group] = counts.get(group, 0) + 1
        for number, _ in sums:
            for group in self._groups(self.sum_spans[number]):
                counts[group] = counts.get(group, 0) + 1
        busiest, most = 0, -1
        for mine in self._groups(alive):
            count = counts.get(self.group_of[_lowest(mine)], 0)
            if count > most:
                busiest, most = mine, count
        return busiest

    def _bound(self, alive: int, clauses: Sequence[int]) -> int:
        """Give what any solution costs at least: the least of each group, and of some rows.

        Rows that share no group each ask for a column of their own.
        """
        total = sum(map(self._least, self._groups(alive)))
        extras = []
        for clause in clauses:
            extra = self._extra(alive, clause)
            if extra:
                extras.append((-extra, clause))
        taken = 0
        for extra, clause in sorted(extras):
            span = self.spans[clause]
            if not span & taken:
                taken |= span
                total -= extra
        return total

    def _extra(self, alive: int, clause: int) -> int:
        columns, least = self.clauses[clause] & alive, -1
        for group in self.groups_in[clause]:
            mine = columns & group
            if mine:
                extra = self._least(mine) - self._least(group & alive)
                if not extra:
                    return 0
                least = extra if least < 0 else min(least, extra)
        return least

    def _least(self, columns: int) -> int:
        return self.costs[self._ordered(columns)[0]]

    def _ordered(self, columns: int) -> list[int]:
        found = self.ordered.get(columns)
        if found is None:
            found = sorted(bits_of(columns), key=self.costs.__getitem__)
            self.ordered[columns] = found
        return found

    # Rows --------------------------------------------------------------------------------------

    def _filtered(
        self, alive: int, clauses: tuple[int, ...], sums: Sums
    ) -> tuple[int, int, tuple[int, ...], Sums] | None:
        """Tighten until nothing changes: what is open, what is decided, the rows that are left."""
        before = -1
        while before != alive:
            before = alive
            narrowed = self._narrowed(alive, clauses)
            if narrowed is None:
                return None
            alive, clauses = narrowed
            for number, need in sums:
                tightened = self._tightened(alive, number, need)
                if tightened is None:
                    return None
                alive = tightened
        decided = 0
        for mine in self._groups(alive):
            if not mine & (mine - 1):
                decided |= mine
        if sums:
            sums = tuple(self._left(alive, decided, sums))
        return alive ^ decided, decided, clauses, sums

    def _left(self, alive: int, decided: int, sums: Sums) -> Iterator[tuple[int, int]]:
        for number, need in sums:
            if not self._sum_holds(alive, number, need):
                row = self.sums[number]
                mine = decided & self.sum_spans[number]
                yield number, need - sum(row.get(column, 0) for column in bits_of(mine))

    def _narrowed(self, alive: int, clauses: tuple[int, ...]) -> tuple[int, tuple[int, ...]] | None:
        """Where one group alone can fulfil a row, it does; give the rows that are still open."""
        left = []
        for clause in clauses:
            columns = self.clauses[clause] & alive
            able = 0
            for group in self.groups_in[clause]:
                mine = columns & group
                if mine:
                    if mine == alive & group:
                        able = -1  # whatever this group does, the row holds
                        break
                    able, only = able + 1, group
            if able > 1:
                left.append(clause)
            elif able == 1:
                alive = alive & ~only | columns & only
            elif able == 0:
                return None
        return alive, tuple(left) if len(left) < len(clauses) else clauses

    def _tightened(self, alive: int, number: int, need: int) -> int | None:
        row = self.sums[number]
        groups = self._groups(alive & self.sum_spans[number])
        most = [max(row.get(column, 0) for column in bits_of(mine)) for mine in groups]
        slack = sum(most) - need
        if slack < 0:
            return None
        for mine, high in zip(groups, most, strict=True):
            if high > slack:
                for column in bits_of(mine):
                    if high - row.get(column, 0) > slack:
                        alive ^= 1 << column
        return alive

    def _sum_holds(self, alive: int, number: int, need: int) -> bool:
        row = self.sums[number]
        groups = self._groups(alive & self.sum_spans[number])
        return need <= sum(min(row.get(column, 0) for column in bits_of(mine)) for mine in groups)

    def _pieces(self, alive: int, clauses: Sequence[int], sums: Sums) -> tuple[list[Piece], int]:
        """Group what hangs together by open rows; give the groups without a row apart."""
        if not clauses and not sums:
            return [], alive
        spans: list[int] = []
        for span in (
            *(self.spans[clause] for clause in clauses),
            *(self.sum_spans[number] for number, _ in sums),
        ):
            joined = span & alive
            apart = []
            for other in spans:
                if other & joined:
                    joined |= other
                else:
                    apart.append(other)
            spans = [*apart, joined]
        pieces = []
        for span in sorted(spans, key=_lowest):
            mine = tuple(clause for clause in clauses if self.spans[clause] & span)
            open_sums = tuple(one for one in sums if self.sum_spans[one[0]] & span)
            pieces.append((span, mine, open_sums))
        return pieces, alive & ~sum(spans)

    # Fronts ------------------------------------------------------------------------------------

    def _decided(self, columns: int) -> Front:
        """Give the front of columns that are all chosen: one point."""
        cost, used = 0, self.nothing
        for column in bits_of(columns):
            cost += self.costs[column]
            if column in self.uses:
                used = tuple(map(add, used, self.uses[column]))
        return {used: (cost, 1, columns)}

    def _alone(self, mine: int) -> Front:
        """Give the front of one group that is free to choose."""
        found = self.free.get(mine)
        if found is None:
            found = {}
            for column in bits_of(mine):
                used = self.uses.get(column, self.nothing)
                found = either(found, {used: (self.costs[column], 1, 1 << column)})
            self.free[mine] = found
        return found


def _uses(normal: Normal, budgets: Sequence[int]) -> dict[int, Used]:
    if not budgets:
        return {}
    return {
        column: tuple(dict(uses).get(budget, 0) for budget in budgets)
        for column, uses in normal.uses.items()
    }


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def bits_of(bits: int) -> Iterable[int]:
    """Give the places of the bits, from the lowest."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find every best solution of a small part exactly: what it costs, how many, and the first.

Branches on one group, splits what is left into pieces that share no open row, multiplies over the
pieces and adds over the branches; equal pieces are searched once (`bits.py` lays out, tightens and
splits). Where budgets are asked for, the answer is a front: the best for each amount that is used
of them. Source of the idea: AND/OR search (Dechter and Mateescu, 2007).
"""

from collections.abc import Callable, Sequence
from operator import add
from typing import Final

from minkader.solver.covering_form import Normal
from minkader.solver.search.bits import Layout, Piece, Sums, bits_of
from minkader.solver.search.front import Front, Used, both, either

MOST_NODES: Final = 20_000


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
    return Search(normal, budgets, most_nodes, stop).run(ceiling)


class Search(Layout):
    """The search of one part for its best solutions."""

    def __init__(
        self,
        normal: Normal,
        budgets: Sequence[int],
        most_nodes: int,
        stop: Callable[[], bool] | None,
    ) -> None:
        """Lay the rows of a part out, and what is used of some budgets."""
        super().__init__(normal, most_nodes, stop)
        self.nothing: Used = (0,) * len(budgets)
        self.uses = _uses(normal, budgets)
        self.memo: dict[object, tuple[Front, int | None]] = {}
        self.free: dict[int, Front] = {}

    def run(self, ceiling: int | None) -> Front:
        """Search for the best up to a ceiling."""
        return self._solved(*self.everything, ceiling)

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

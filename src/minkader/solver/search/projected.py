# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Count the sets of groups that cost something in some solution of a given cost.

A group is *open* where some of its columns cost something and others do not: what is counted is in
which open groups it costs (projected model counting). Branches on that alone, never on what tells
no two sets apart; splits what is left into pieces that share no row and multiplies over them. Where
pieces share budgets, a set is known by the smallest amounts that it can do with (an antichain), so
that sets of several pieces are counted once, and only where some way of realising all of them
together fits.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from minkader.solver.component import key_of
from minkader.solver.components import apart, piece
from minkader.solver.covering_form import NOBODY, Normal
from minkader.solver.presolve.reduce import forced
from minkader.solver.search.bits import StoppedError, TooManyError
from minkader.solver.search.exact import best_of
from minkader.solver.search.front import Used

MOST_BRANCHES: Final = 200_000
_MOST_LEAF: Final = 2_000
_MOST_STATES: Final = 20_000

_Least = frozenset[Used]
"""The smallest amounts of the budgets that a set can do with: none is beaten by another."""
_States = dict[tuple[int, _Least], int]
"""How many sets have a cost and can do with some amounts."""


def count_sets(
    parts: Sequence[tuple[Normal, Sequence[int]]],
    caps: Mapping[int, int],
    cost: int,
    stop: Callable[[], bool] | None = None,
) -> int:
    """Count the sets of groups that cost something, over all solutions of one cost.

    Args:
        parts: what to count in, each with one tier as its costs and the columns that are gone;
            the columns of a group cost the same, or nothing; only budgets join the parts.
        caps: what there is of each budget that they share.
        cost: the cost that the solutions have together, the least that there is.
        stop: asked now and then whether to stop.

    Raises:
        TooManyError: past the limit in branchings or states.
        StoppedError: where `stop` says so.
    """
    return _Counting(caps, cost, stop).run(parts)


class _Counting:
    def __init__(self, caps: Mapping[int, int], cost: int, stop: Callable[[], bool] | None) -> None:
        self.stop = stop
        self.budgets = tuple(sorted(caps))
        self.caps = tuple(caps[budget] for budget in self.budgets)
        self.cost = cost
        self.nothing: _Least = frozenset({(0,) * len(caps)})
        self.left = MOST_BRANCHES
        self.known: dict[object, _States] = {}

    def run(self, parts: Sequence[tuple[Normal, Sequence[int]]]) -> int:
        total: _States = {(0, self.nothing): 1}
        for part, gone in parts:
            total = self._both(total, self._solved(part, self.cost, gone))
        return sum(count for (cost, _), count in total.items() if cost == self.cost)

    def _solved(self, normal: Normal, most: int, gone: Sequence[int] = ()) -> _States:
        """Count without some columns; what costs more than `most` is left out."""
        reduced = forced(normal, gone=gone)
        if reduced is None:
            return {}
        place = {column: n for n, column in enumerate(normal.columns) if column != NOBODY}
        spent = sum(normal.costs[place[column]] for column in reduced.taken)
        used = tuple(reduced.used.get(budget, 0) for budget in self.budgets)
        total = self._fitting({(spent, frozenset({used})): 1}, most)
        free, pieces = apart(reduced.normal)
        pieces += [piece(free, [group], ()) for group in range(free.groups)]
        for mine in pieces:
            if total:
                spent = min(cost for cost, _ in total)
                total = self._fitting(self._both(total, self._branched(mine, most - spent)), most)
        return total

    def _branched(self, normal: Normal, most: int) -> _States:
        key = key_of(normal, self.budgets), most
        if key not in self.known:
            self.known[key] = self._branches(normal, most)
        return self.known[key]

    def _branches(self, normal: Normal, most: int) -> _States:
        if sum(min(normal.costs[first:end]) for first, end in pairwise(normal.starts)) > most:
            return {}
        sides = _open_sides(normal)
        if sides is None:
            return self._leaf(normal)
        self.left -= 1
        if self.left < 0:
            raise TooManyError
        if self.stop is not None and self.stop():
            raise StoppedError
        total: _States = {}
        for side in sides:
            for state, count in self._solved(normal, most, side).items():
                total[state] = total.get(state, 0) + count
        return total

    def _leaf(self, normal: Normal) -> _States:
        # Nothing tells two sets apart here any more: does it go, and with which amounts?
        cost = sum(normal.costs[first] for first in normal.starts[:-1])
        plain = Normal(
            normal.starts, normal.rows, normal.needs, [0] * len(normal.costs), normal.uses,
            normal.columns,
        )  # fmt: skip
        front = best_of(plain, budgets=self.budgets, most_nodes=_MOST_LEAF)
        return {(cost, _smallest(front)): 1} if front else {}

    def _both(self, one: _States, other: _States) -> _States:
        if len(one) * len(other) > _MOST_STATES:
            raise TooManyError
        total: _States = {}
        for (a, mine), n in one.items():
            for (b, theirs), m in other.items():
                least = self._together(mine, theirs)
                if least:
                    state = (a + b, least)
                    total[state] = total.get(state, 0) + n * m
        return total

    def _together(self, mine: _Least, theirs: _Least) -> _Least:
        if theirs == self.nothing:
            return mine
        if mine == self.nothing:
            return self._within(theirs)
        return self._within(
            {tuple(p + q for p, q in zip(x, y, strict=True)) for x in mine for y in theirs}
        )

    def _within(self, amounts: set[Used] | _Least) -> _Least:
        return _smallest(
            used
            for used in amounts
            if all(amount <= cap for amount, cap in zip(used, self.caps, strict=True))
        )

    def _fitting(self, states: _States, most: int) -> _States:
        return {
            (cost, fitting): count
            for (cost, least), count in states.items()
            if cost <= most and (fitting := self._within(least))
        }


def _smallest(amounts: Iterable[Used]) -> _Least:
    found: list[Used] = []
    for used in sorted(amounts):
        if not any(all(p <= q for p, q in zip(less, used, strict=True)) for less in found):
            found.append(used)
    return frozenset(found)


def _open_sides(normal: Normal) -> tuple[list[int], list[int]] | None:
    """Give the columns of the first open group that cost something, and the others of it."""
    for first, end in pairwise(normal.starts):
        dear = [column for column in range(first, end) if normal.costs[column]]
        if 0 < len(dear) < end - first:
            return dear, [column for column in range(first, end) if not normal.costs[column]]
    return None

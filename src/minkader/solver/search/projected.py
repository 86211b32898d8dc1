# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Count the sets of choice sets that cost something in some solution of a given cost.

A choice set is *open* where some of its columns cost something and others do not: what is counted
is in which open choice sets it costs (projected model counting). Branches on that alone, never on
what tells no two sets apart; splits what is left into components that share no row and multiplies
over them. Where components share capacities, a set is known by the smallest amounts that it can do
with (an antichain), so that sets of several components are counted once, and only where some way of
realising all of them together fits.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from minkader.solver.component import key_of
from minkader.solver.components import decompose, subproblem
from minkader.solver.covering_form import NOBODY, CoveringForm
from minkader.solver.presolve.propagation import propagate
from minkader.solver.search.bits import TooManyError
from minkader.solver.search.exact import best_of
from minkader.solver.search.front import Used
from minkader.solver.watch import StoppedError

MOST_BRANCHES: Final = 200_000
_MOST_LEAF: Final = 2_000
_MOST_STATES: Final = 20_000

_Least = frozenset[Used]
"""The smallest amounts of the capacities that a set can do with: none is beaten by another."""
_States = dict[tuple[int, _Least], int]
"""How many sets have a cost and can do with some amounts."""


def count_sets(
    components: Sequence[tuple[CoveringForm, Sequence[int]]],
    caps: Mapping[int, int],
    cost: int,
    stop: Callable[[], bool] | None = None,
) -> int:
    """Count the sets of choice sets that cost something, over all solutions of one cost.

    Args:
        components: what to count in, each with one tier as its costs and the columns that are gone;
            the columns of a choice set cost the same, or nothing; only capacities join the
            components.
        caps: what there is of each capacity that they share.
        cost: the cost that the solutions have together, the least that there is.
        stop: asked now and then whether to stop.

    Raises:
        TooManyError: past the limit in branchings or states.
        StoppedError: where `stop` says so.
    """
    return _Counting(caps, cost, stop).run(components)


class _Counting:
    def __init__(self, caps: Mapping[int, int], cost: int, stop: Callable[[], bool] | None) -> None:
        self.stop = stop
        self.capacities = tuple(sorted(caps))
        self.caps = tuple(caps[capacity] for capacity in self.capacities)
        self.cost = cost
        self.nothing: _Least = frozenset({(0,) * len(caps)})
        self.left = MOST_BRANCHES
        self.known: dict[object, _States] = {}

    def run(self, components: Sequence[tuple[CoveringForm, Sequence[int]]]) -> int:
        total: _States = {(0, self.nothing): 1}
        for component, off in components:
            total = self._both(total, self._solved(component, self.cost, off))
        return sum(count for (cost, _), count in total.items() if cost == self.cost)

    def _solved(self, form: CoveringForm, most: int, off: Sequence[int] = ()) -> _States:
        """Count without some columns; what costs more than `most` is left out."""
        reduced = propagate(form, off=off)
        if reduced is None:
            return {}
        place = {column: n for n, column in enumerate(form.columns) if column != NOBODY}
        spent = sum(form.costs[place[column]] for column in reduced.fixed)
        used = tuple(reduced.used.get(capacity, 0) for capacity in self.capacities)
        total = self._fitting({(spent, frozenset({used})): 1}, most)
        free, components = decompose(reduced.form)
        components += [subproblem(free, [choice_set], ()) for choice_set in range(free.choice_sets)]
        for mine in components:
            if total:
                spent = min(cost for cost, _ in total)
                total = self._fitting(self._both(total, self._branched(mine, most - spent)), most)
        return total

    def _branched(self, form: CoveringForm, most: int) -> _States:
        key = key_of(form, self.capacities), most
        if key not in self.known:
            self.known[key] = self._branches(form, most)
        return self.known[key]

    def _branches(self, form: CoveringForm, most: int) -> _States:
        if sum(min(form.costs[first:end]) for first, end in pairwise(form.starts)) > most:
            return {}
        sides = _open_sides(form)
        if sides is None:
            return self._leaf(form)
        self.left -= 1
        if self.left < 0:
            raise TooManyError
        if self.stop is not None and self.stop():
            raise StoppedError
        total: _States = {}
        for side in sides:
            for state, count in self._solved(form, most, side).items():
                total[state] = total.get(state, 0) + count
        return total

    def _leaf(self, form: CoveringForm) -> _States:
        # Nothing tells two sets apart here any more: does it go, and with which amounts?
        cost = sum(form.costs[first] for first in form.starts[:-1])
        plain = CoveringForm(
            form.starts, form.rows, form.rhs, [0] * len(form.costs), form.uses,
            form.columns,
        )  # fmt: skip
        front = best_of(plain, capacities=self.capacities, most_nodes=_MOST_LEAF)
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


def _open_sides(form: CoveringForm) -> tuple[list[int], list[int]] | None:
    """Return the columns of the first open choice set that cost something, and the others of it."""
    for first, end in pairwise(form.starts):
        dear = [column for column in range(first, end) if form.costs[column]]
        if 0 < len(dear) < end - first:
            return dear, [column for column in range(first, end) if not form.costs[column]]
    return None

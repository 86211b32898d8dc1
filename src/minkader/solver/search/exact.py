# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find every best solution of a small component exactly: what it costs, how many, and the first.

Branches on one choice set, splits what is left into components that share no open row, multiplies
over the components and adds over the branches; equal components are searched once (`bits.py` lays
out, tightens and splits). Where capacities are asked for, the answer is a front: the best for each
amount that is used of them. Source of the idea: AND/OR search (Dechter and Mateescu, 2007).
"""

from collections.abc import Callable, Sequence
from operator import add
from typing import Final

from minkader.solver.covering_form import CoveringForm
from minkader.solver.search.bits import BitComponent, Layout, Sums, bits_of
from minkader.solver.search.front import Front, Used, both, either

MOST_NODES: Final = 20_000


def best_of(
    form: CoveringForm,
    *,
    capacities: Sequence[int] = (),
    most_nodes: int = MOST_NODES,
    cutoff: int | None = None,
    stop: Callable[[], bool] | None = None,
) -> Front:
    """Find the best solutions of a component, for each amount used of some capacities.

    Args:
        form: the component; capacities limit nothing here, they are only counted.
        capacities: which of them to count; what is used of others is ignored.
        most_nodes: how many branchings it may take.
        cutoff: solutions that cost more are not looked for (only without capacities).
        stop: asked now and then whether to stop.

    Returns:
        Without capacities one best under the key (). With capacities every amount that no other one
        beats, in cost with no more use of any.

    Raises:
        TooManyError: past the limit, or where there are too many choice sets to begin.
        StoppedError: where `stop` says so.
    """
    return ExactSearch(form, capacities, most_nodes, stop).run(cutoff)


class ExactSearch(Layout):
    """The search of one component for its best solutions."""

    def __init__(
        self,
        form: CoveringForm,
        capacities: Sequence[int],
        most_nodes: int,
        stop: Callable[[], bool] | None,
    ) -> None:
        """Lay the rows of a component out, and what is used of some capacities."""
        super().__init__(form, most_nodes, stop)
        self.nothing: Used = (0,) * len(capacities)
        self.uses = _uses(form, capacities)
        self.memo: dict[object, tuple[Front, int | None]] = {}
        self.free: dict[int, Front] = {}

    def run(self, cutoff: int | None) -> Front:
        """Search for the best up to a cutoff."""
        return self._solved(*self.everything, cutoff)

    # Search ------------------------------------------------------------------------------------

    def _solved(
        self, alive: int, clauses: tuple[int, ...], sums: Sums, cutoff: int | None
    ) -> Front:
        """Take away what cannot be, set apart what is decided or free, multiply over components."""
        filtered = self._filtered(alive, clauses, sums)
        if filtered is None:
            return {}
        alive, decided, clauses, sums = filtered
        front = self._decided(decided)
        components, free = self._components(alive, clauses, sums)
        for mine in self._choice_sets(free):
            front = both(front, self._alone(mine))
        if cutoff is not None:
            return self._below(front, components, cutoff)
        for component in components:
            found = self._branched(*component)
            if not found:
                return {}
            front = both(front, found)
        return front

    def _below(self, front: Front, components: Sequence[BitComponent], cutoff: int) -> Front:
        """Multiply over components where what costs more than a cutoff is not looked for."""
        bounds = [self._bound(component[0], component[1]) for component in components]
        for place, component in enumerate(components):
            left = cutoff - front[()][0] - sum(bounds[place + 1 :])
            found = self._branched(*component, left, bounds[place])
            if not found:
                return {}
            front = both(front, found)
        return front

    def _branched(
        self,
        alive: int,
        clauses: tuple[int, ...],
        sums: Sums,
        cutoff: int | None = None,
        bound: int = 0,
    ) -> Front:
        key = (alive, clauses, sums)
        if key in self.memo:
            known, within = self.memo[key]
            if known or within is None or (cutoff is not None and cutoff <= within):
                return known
        if cutoff is not None and bound > cutoff:
            return {}
        self._count()
        choice_set = self._busiest(alive, clauses, sums)
        rest = alive & ~choice_set
        found: Front = {}
        for column in self._ordered(choice_set):
            limit = cutoff
            if not self.nothing and found:
                limit = found[()][0]
            one = self._solved(rest | 1 << column, clauses, sums, limit)
            found = either(found, one)
        if cutoff is not None and found and found[()][0] > cutoff:
            found = {}  # above the cutoff something better may have been left out
        self.memo[key] = (found, cutoff)
        return found

    def _bound(self, alive: int, clauses: Sequence[int]) -> int:
        """Return what any solution costs at least: the least of each choice set, and of some rows.

        Rows that share no choice set each ask for a column of their own.
        """
        total = sum(map(self._least, self._choice_sets(alive)))
        extras = []
        for clause in clauses:
            extra = self._extra(alive, clause)
            if extra:
                extras.append((-extra, clause))
        fixed = 0
        for extra, clause in sorted(extras):
            span = self.spans[clause]
            if not span & fixed:
                fixed |= span
                total -= extra
        return total

    def _extra(self, alive: int, clause: int) -> int:
        columns, least = self.clauses[clause] & alive, -1
        for choice_set in self.choice_sets_in[clause]:
            mine = columns & choice_set
            if mine:
                extra = self._least(mine) - self._least(choice_set & alive)
                if not extra:
                    return 0
                least = extra if least < 0 else min(least, extra)
        return least

    def _least(self, columns: int) -> int:
        return self.costs[self._ordered(columns)[0]]

    # Fronts ------------------------------------------------------------------------------------

    def _decided(self, columns: int) -> Front:
        """Return the front of columns that are all chosen: one point."""
        cost, used = 0, self.nothing
        for column in bits_of(columns):
            cost += self.costs[column]
            if column in self.uses:
                used = tuple(map(add, used, self.uses[column]))
        return {used: (cost, 1, columns)}

    def _alone(self, mine: int) -> Front:
        """Return the front of one choice set that is free to choose."""
        found = self.free.get(mine)
        if found is None:
            found = {}
            for column in bits_of(mine):
                used = self.uses.get(column, self.nothing)
                found = either(found, {used: (self.costs[column], 1, 1 << column)})
            self.free[mine] = found
        return found


def _uses(form: CoveringForm, capacities: Sequence[int]) -> dict[int, Used]:
    if not capacities:
        return {}
    return {
        column: tuple(dict(uses).get(capacity, 0) for capacity in capacities)
        for column, uses in form.uses.items()
    }

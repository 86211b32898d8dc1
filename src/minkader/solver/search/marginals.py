# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find for every column of a small component what the best solution with it costs, in one search.

Branching as `exact.py` does without a cutoff looks at every solution once, as a graph: an AND node
chooses a column, what is left falls apart into components, equal components are one node. Going up
it finds the best of each node; going down again, what the best of everything outside a node costs.
Best inside and best outside together are the best through it (the forward and backward pass of
belief propagation, here in whole numbers on an AND/OR graph: Dechter, Reasoning with probabilistic
and deterministic graphical models, 2013).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from minkader.solver.covering_form import CoveringForm
from minkader.solver.search.bits import BitComponent, Layout, bits_of

MOST_NODES: Final = 5_000

_Known = tuple[int, int]
"""What a solution costs, and its columns as bits."""


@dataclass
class _AndNode:
    """What follows where one column is chosen: its best, and what that is made of."""

    cost: int
    chosen: int
    decided: int
    free: list[int]
    components: list["_OrNode"] = field(default_factory=list)


@dataclass
class _OrNode:
    """A component that hangs together: its cases, and the best outside it as far as is known."""

    cost: int
    chosen: int
    cases: list[_AndNode] = field(default_factory=list)
    outside: _Known | None = None


def marginals(
    form: CoveringForm, *, most_nodes: int = MOST_NODES, stop: Callable[[], bool] | None = None
) -> dict[int, _Known]:
    """Find the best solution with each column: what it costs, and its columns as bits.

    A column that is left out stands in no solution. Capacities limit nothing here.

    Raises:
        TooManyError: past the limit in branchings, or where there are too many choice sets to
            begin.
        StoppedError: where `stop` says so.
    """
    return _Marginals(form, most_nodes, stop).found()


class _Marginals(Layout):
    def found(self) -> dict[int, _Known]:
        self.known: dict[BitComponent, _OrNode | None] = {}
        self.best: dict[int, _Known] = {}
        top = self._case(self.everything)
        if top is None:
            return {}
        self._through(top, (0, 0))
        # What is inside a component has fewer columns than it: so from the largest to the smallest.
        order = sorted(self.known, key=lambda component: component[0].bit_count(), reverse=True)
        for component in order:
            node = self.known[component]
            if node is not None and node.outside is not None:
                for case in node.cases:
                    self._through(case, node.outside)
        return self.best

    def _case(self, component: BitComponent) -> _AndNode | None:
        filtered = self._filtered(*component)
        if filtered is None:
            return None
        alive, decided, clauses, sums = filtered
        components, free = self._components(alive, clauses, sums)
        case = _AndNode(0, 0, decided, self._choice_sets(free))
        firsts = (self._ordered(mine)[0] for mine in case.free)
        for column in (*bits_of(decided), *firsts):
            case.cost += self.costs[column]
            case.chosen |= 1 << column
        for mine in components:
            node = self._node(mine)
            if node is None:
                return None
            case.cost += node.cost
            case.chosen |= node.chosen
            case.components.append(node)
        return case

    def _node(self, component: BitComponent) -> _OrNode | None:
        if component not in self.known:
            self.known[component] = self._made(component)
        return self.known[component]

    def _made(self, component: BitComponent) -> _OrNode | None:
        self._count()
        alive, clauses, sums = component
        choice_set = self._busiest(alive, clauses, sums)
        rest = alive & ~choice_set
        cases = [
            self._case((rest | 1 << column, clauses, sums)) for column in self._ordered(choice_set)
        ]
        there = [case for case in cases if case is not None]
        if not there:
            return None
        first = min(there, key=lambda case: case.cost)
        return _OrNode(first.cost, first.chosen, there)

    def _through(self, case: _AndNode, outside: _Known) -> None:
        """Tell everything in a case what the best with it is, given the best outside."""
        cost, chosen = outside[0] + case.cost, outside[1] | case.chosen
        for column in bits_of(case.decided):
            self._offer(column, cost, chosen)
        for mine in case.free:
            first = self._ordered(mine)[0]
            for column in bits_of(mine):
                dearer = self.costs[column] - self.costs[first]
                self._offer(column, cost + dearer, chosen & ~(1 << first) | 1 << column)
        for node in case.components:
            beside = cost - node.cost, chosen & ~node.chosen
            if node.outside is None or beside[0] < node.outside[0]:
                node.outside = beside

    def _offer(self, column: int, cost: int, chosen: int) -> None:
        known = self.best.get(column)
        if known is None or cost < known[0]:
            self.best[column] = cost, chosen

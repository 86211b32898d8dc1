# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find for every column of a small part what the best solution with it costs, in one search.

Branching as `exact.py` does without a ceiling looks at every solution once, as a graph: a case
chooses a column, what is left falls apart into pieces, equal pieces are one node. Going up it finds
the best of each node; going down again, what the best of everything outside a node costs. Best
inside and best outside together are the best through it (the forward and backward pass of
belief propagation, here in whole numbers on an AND/OR graph: Dechter, Reasoning with
probabilistic and deterministic graphical models, 2013).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from minkader.solver.covering_form import Normal
from minkader.solver.search.bits import Layout, Piece, bits_of

MOST_NODES: Final = 5_000

_Known = tuple[int, int]
"""What a solution costs, and its columns as bits."""


@dataclass
class _Case:
    """What follows where one column is chosen: its best, and what that is made of."""

    cost: int
    chosen: int
    decided: int
    free: list[int]
    pieces: list["_Node"] = field(default_factory=list)


@dataclass
class _Node:
    """A piece that hangs together: its cases, and the best outside it as far as is known."""

    cost: int
    chosen: int
    cases: list[_Case] = field(default_factory=list)
    outside: _Known | None = None


def marginals(
    normal: Normal, *, most_nodes: int = MOST_NODES, stop: Callable[[], bool] | None = None
) -> dict[int, _Known]:
    """Find the best solution with each column: what it costs, and its columns as bits.

    A column that is left out stands in no solution. Budgets limit nothing here.

    Raises:
        TooManyError: past the limit in branchings, or where there are too many groups to begin.
        StoppedError: where `stop` says so.
    """
    return _Marginals(normal, most_nodes, stop).found()


class _Marginals(Layout):
    def found(self) -> dict[int, _Known]:
        self.known: dict[Piece, _Node | None] = {}
        self.best: dict[int, _Known] = {}
        top = self._case(self.everything)
        if top is None:
            return {}
        self._through(top, (0, 0))
        # What is inside a piece has fewer columns than it: so from the largest to the smallest.
        order = sorted(self.known, key=lambda piece: piece[0].bit_count(), reverse=True)
        for piece in order:
            node = self.known[piece]
            if node is not None and node.outside is not None:
                for case in node.cases:
                    self._through(case, node.outside)
        return self.best

    def _case(self, piece: Piece) -> _Case | None:
        filtered = self._filtered(*piece)
        if filtered is None:
            return None
        alive, decided, clauses, sums = filtered
        pieces, free = self._pieces(alive, clauses, sums)
        case = _Case(0, 0, decided, self._groups(free))
        firsts = (self._ordered(mine)[0] for mine in case.free)
        for column in (*bits_of(decided), *firsts):
            case.cost += self.costs[column]
            case.chosen |= 1 << column
        for mine in pieces:
            node = self._node(mine)
            if node is None:
                return None
            case.cost += node.cost
            case.chosen |= node.chosen
            case.pieces.append(node)
        return case

    def _node(self, piece: Piece) -> _Node | None:
        if piece not in self.known:
            self.known[piece] = self._made(piece)
        return self.known[piece]

    def _made(self, piece: Piece) -> _Node | None:
        self._count()
        alive, clauses, sums = piece
        group = self._busiest(alive, clauses, sums)
        rest = alive & ~group
        cases = [self._case((rest | 1 << column, clauses, sums)) for column in self._ordered(group)]
        there = [case for case in cases if case is not None]
        if not there:
            return None
        first = min(there, key=lambda case: case.cost)
        return _Node(first.cost, first.chosen, there)

    def _through(self, case: _Case, outside: _Known) -> None:
        """Tell everything in a case what the best with it is, given the best outside."""
        cost, chosen = outside[0] + case.cost, outside[1] | case.chosen
        for column in bits_of(case.decided):
            self._offer(column, cost, chosen)
        for mine in case.free:
            first = self._ordered(mine)[0]
            for column in bits_of(mine):
                dearer = self.costs[column] - self.costs[first]
                self._offer(column, cost + dearer, chosen & ~(1 << first) | 1 << column)
        for node in case.pieces:
            beside = cost - node.cost, chosen & ~node.chosen
            if node.outside is None or beside[0] < node.outside[0]:
                node.outside = beside

    def _offer(self, column: int, cost: int, chosen: int) -> None:
        known = self.best.get(column)
        if known is None or cost < known[0]:
            self.best[column] = cost, chosen

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nodes of a branch and bound, gone through in depth, so that the relaxation stays warm.

A node is closed by multipliers alone, and a column fixed by them. Which column to branch on is
tried out where little is known, and learnt from then on: reliability branching (Achterberg, Koch
& Martin, Branching rules revisited, 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from minkader.problem.numbers import Problem
from minkader.solver.branch_and_bound.duals import Frame, Places, Priced, Some, Whole, frame_of
from minkader.solver.branch_and_bound.pseudo_costs import PseudoCosts, weighed
from minkader.solver.branch_and_bound.relaxation import Floats, Relaxation
from minkader.solver.branch_and_bound.rounding import Rounding
from minkader.solver.watch import StoppedError, Watch

_HAIR: Final = 1e-6
_TRUSTED: Final = 1
"""How often a column is tried both ways before its average is trusted."""
_TRIED: Final = 8
"""How many columns are tried at a node at most."""
_IDLE: Final = 3
"""After how many columns that are no better the trying ends."""
_ROUND_EVERY: Final = 10
"""At every how many nodes the fractional solution is rounded."""
_ANEW_BEFORE: Final = 400
"""Up to how many nodes a better solution starts the search anew, with fewer columns."""
_ANEW: Final = 0.8
"""What share of the gap must be left at most, so that this is worth while."""


class Incumbent:
    """What all nodes share: the incumbent, the limits, and what was learnt about columns."""

    def __init__(
        self,
        problem: Problem,
        costs: Sequence[int],
        watch: Watch,
        most_nodes: int,
        *,
        record: bool,
    ) -> None:
        self.whole = frame_of(problem, costs)
        self.denominator = self.whole.denominator
        self.values: list[int] | None = None
        self.price = self.whole.most
        """What missing a row by one costs: more than any solution."""
        self.value = self.price
        self.bound = 0
        """A bound on every solution, in parts."""
        self.pseudo_costs = PseudoCosts(problem.columns)
        self.record = record
        self.looked_at = 0
        self._size = problem.columns
        self._watch = watch
        self._left = most_nodes

    @property
    def target(self) -> int:
        """What a bound must reach, so that nothing better than the best so far is there."""
        return (self.value - 1) * self.denominator + 1

    def offer(self, values: Sequence[int]) -> None:
        """Take a solution if it is one; whoever offers it knows that it is better."""
        chosen = self.whole.places(values)
        if chosen is None or self.whole.short(chosen).max(initial=0) > 0:
            return
        self.value = self.whole.cost(chosen) // self.denominator
        self.values = list(values)

    def propose(self, frame: Frame, chosen: Places | None) -> None:
        """Take a choice over a frame if it is a solution and better than the best so far."""
        if chosen is not None and frame.cost(chosen) < self.value * self.denominator:
            self.offer(frame.values(chosen, self._size))

    def check(self) -> None:
        """Raise where somebody said stop."""
        if not self._watch.endless and self._watch.stopped:
            raise StoppedError

    def count(self) -> None:
        """Count a node; raise where there are too many or somebody said stop."""
        if self._left == 0:
            raise StoppedError
        self.check()
        self._left -= 1
        self.looked_at += 1
        best = None if self.values is None else self.value
        self._watch.tell_inside(best, min(-(-self.bound // self.denominator), self.value))


@dataclass
class OpenNode:
    """A node that waits: the columns allowed, a bound with its multipliers, where its tree goes."""

    allowed: Some
    bound: int
    multipliers: Whole
    written: list[Any]
    moved: tuple[int, bool, float] | None = None
    """The column that was branched on, which way, and how far."""
    before: int = 0
    values: Floats | None = None
    """What the relaxation says, where it was tried out and nothing has changed since."""


@dataclass(frozen=True)
class Proven(Priced):
    """What multipliers prove, with the multipliers."""

    multipliers: Whole


class DepthFirst:
    """The columns that are left at the top, and the nodes over them, in depth."""

    def __init__(self, incumbent: Incumbent, frame: Frame, proven: Proven, guess: int) -> None:
        self.incumbent = incumbent
        self.guess = guess
        self.frame = frame
        self.relaxation = Relaxation(frame, incumbent.price)
        self.rounding = Rounding(frame)
        self.pseudo_costs = incumbent.pseudo_costs
        self.root = proven.bound
        self.written: list[Any] = []
        self.tried: dict[int, tuple[OpenNode, OpenNode]] = {}
        self.looked_at = 0
        top = np.ones(len(frame.names), dtype=np.bool_)
        self.waiting = [OpenNode(top, proven.bound, proven.multipliers, self.written)]

    @property
    def target(self) -> int:
        """What a bound must reach for a node to be closed."""
        return min(self.guess, self.incumbent.target)

    def run(self) -> bool:
        """Search all nodes; False where it is worth while to begin anew with fewer columns."""
        while self.waiting:
            node = self.waiting.pop()
            before = self.target
            try:
                self._close(node)
            except StoppedError:
                self._leave(node)
                raise
            if self.target < before and self._anew():
                return False
        return True

    def dive(self) -> None:
        """Look for a first solution: set the largest fraction to 1, again and again."""
        allowed = self.waiting[0].allowed.copy()
        for step in range(len(self.frame.starts)):
            self.incumbent.check()
            values, duals = self.relaxation.solve(allowed)
            priced = self.frame.price(self.frame.rounded(duals), allowed)
            if priced.bound >= self.target:
                return
            if step % 2 == 0:
                chosen = self.rounding.solution(values, priced.reduced_costs, allowed)
                self.incumbent.propose(self.frame, chosen)
            allowed &= priced.reduced_costs < max(1, self.target - priced.bound)
            free = self.relaxation.free
            component = np.where((values[free] < 1 - _HAIR) & allowed[free], values[free], 0.0)
            if component.max(initial=0.0) <= _HAIR:
                return
            column = int(free[component.argmax()])
            allowed &= self.frame.owners != self.frame.owners[column]
            allowed[column] = True

    def _anew(self) -> bool:
        gap, before = self.target - self.root, self.guess - self.root
        return bool(self.waiting) and self.looked_at < _ANEW_BEFORE and gap < _ANEW * before

    def _leave(self, node: OpenNode) -> None:
        bound = min(node.bound, *(other.bound for other in self.waiting), self.target)
        self.incumbent.bound = max(self.incumbent.bound, bound)

    def _close(self, node: OpenNode) -> None:
        while True:
            if node.bound >= self.target:
                self._write(node, "leaf")
                return
            values, priced = self._look(node)
            if priced.bound >= self.target:
                self._write(node, "leaf")
                return
            keep = node.allowed & (priced.reduced_costs < self.target - priced.bound)
            off = node.allowed & ~keep
            if off.any():
                self._write(node, "fix")
                node.allowed = keep
                if values[off].max() > _HAIR:
                    continue
            self._branch(node, values)
            return

    def _look(self, node: OpenNode) -> tuple[Floats, Priced]:
        self.incumbent.count()
        self.looked_at += 1
        values, priced = self._solve(node)
        self._learn(node)
        self._round(node, values, priced)
        return values, priced

    def _solve(self, node: OpenNode) -> tuple[Floats, Priced]:
        if node.values is not None:
            values, node.values = node.values, None
            return values, self.frame.price(node.multipliers, node.allowed)
        values, duals = self.relaxation.solve(node.allowed)
        multipliers = self.frame.rounded(duals)
        priced = self.frame.price(multipliers, node.allowed)
        if priced.bound < node.bound:  # what was proven before is more
            return values, self.frame.price(node.multipliers, node.allowed)
        node.multipliers, node.bound = multipliers, priced.bound
        return values, priced

    def _round(self, node: OpenNode, values: Floats, priced: Priced) -> None:
        free = values[self.relaxation.free]
        whole = np.abs(free - np.round(free)).max(initial=0.0) <= _HAIR
        if whole or self.looked_at % _ROUND_EVERY == 1:
            chosen = self.rounding.solution(values, priced.reduced_costs, node.allowed)
            self.incumbent.propose(self.frame, chosen)

    def _write(self, node: OpenNode, kind: str) -> None:
        if self.incumbent.record:
            node.written.append([kind, pairs(node.multipliers)])

    def _branch(self, node: OpenNode, values: Floats) -> None:
        column = self._column(node, values)
        if column is None:
            self._settle(node)
            return
        yes, no = self.tried.get(column) or self._ways(node, column, values)
        node.written.append(["branch", int(self.frame.names[column])])
        node.written += [yes.written, no.written]
        self.waiting += [no, yes]

    def _ways(self, node: OpenNode, column: int, values: Floats) -> tuple[OpenNode, OpenNode]:
        here = self.frame.owners == self.frame.owners[column]
        without = node.allowed.copy()
        without[column] = False
        only = node.allowed & ~here
        only[column] = True
        value, name = float(values[column]), int(self.frame.names[column])
        bound, multipliers = node.bound, node.multipliers
        return (
            OpenNode(only, bound, multipliers, [], (name, True, 1 - value), bound),
            OpenNode(without, bound, multipliers, [], (name, False, value), bound),
        )

    def _column(self, node: OpenNode, values: Floats) -> int | None:
        self.tried = {}
        free = self.relaxation.free
        away = np.minimum(values[free], 1 - values[free])
        some = free[away > _HAIR]
        if not len(some):
            counts = np.add.reduceat(node.allowed.astype(np.int64), self.frame.starts)
            some = free[node.allowed[free] & (counts[self.frame.owners[free]] > 1)]
            return int(some[0]) if len(some) else None
        scores = self.pseudo_costs.expected(self.frame.names[some], values[some])
        order = np.argsort(-scores, kind="stable")
        return self._picked(node, some[order].tolist(), scores[order].tolist(), values)

    def _picked(
        self, node: OpenNode, columns: list[int], scores: list[float], values: Floats
    ) -> int:
        # Columns of which little is known are tried both ways, until some bring nothing better.
        best, most, idle = columns[0], -1.0, 0
        for column, expected in zip(columns, scores, strict=True):
            score = expected
            name = self.frame.names[column]
            if self.pseudo_costs.counts[:, name].min() < _TRUSTED and len(self.tried) < _TRIED:
                ways = self.tried[column] = self._ways(node, column, values)
                gains = [self._gain(way) for way in ways]
                if max(gains) >= self.target - node.bound:
                    return column
                score = float(weighed(*gains))
            idle = 0 if score > most else idle + 1
            if score > most:
                best, most = column, score
            if idle > _IDLE:
                break
        return best

    def _gain(self, way: OpenNode) -> int:
        way.values, _ = self._solve(way)
        self._learn(way)
        return way.bound - way.before

    def _learn(self, way: OpenNode) -> None:
        if way.moved is not None:
            self.pseudo_costs.learn(*way.moved, way.bound - way.before)
            way.moved = None

    def _settle(self, node: OpenNode) -> None:
        # Nothing is left to choose: it costs too much, or breaks a row.
        frame = self.frame
        chosen = np.flatnonzero(node.allowed)
        node.multipliers = np.zeros(len(frame.rhs), dtype=frame.costs.dtype)
        broken = np.flatnonzero(frame.short(chosen) > 0)
        node.multipliers[broken[:1]] = frame.largest_multiplier
        self.incumbent.propose(frame, chosen)
        self._write(node, "leaf")


def pairs(multipliers: Whole) -> list[list[int]]:
    """Write multipliers as a node does: row and multiplier, where it is not 0."""
    return [[int(row), int(multipliers[row])] for row in np.flatnonzero(multipliers)]

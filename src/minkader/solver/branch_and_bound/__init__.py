# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Minimise one objective by branch and bound, of which every step is proven in whole numbers.

Land & Doig (An automatic method of solving discrete programming problems, 1960) on a linear
relaxation that stays warm, reduced-cost fixing at every node, and reliability branching
(Achterberg, Koch & Martin, Branching rules revisited, 2005). The relaxation only proposes:
its duals are written as whole multipliers, and a node is closed, a column fixed, only by what
those prove exactly. So the tree is the certificate (`docs/certificate.md`). Limits are counted in
nodes. Only ever imported where a component needs it: it loads numpy and GLOP.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from minkader.problem.numbers import Problem
from minkader.solver.branch_and_bound.duals import Frame, Places, Some, Whole
from minkader.solver.branch_and_bound.nodes import (
    DepthFirst,
    Incumbent,
    Proven,
    pairs,
)
from minkader.solver.branch_and_bound.relaxation import Relaxation
from minkader.solver.branch_and_bound.rounding import Rounding
from minkader.solver.minimised import Minimised
from minkader.solver.watch import StoppedError, Watch

MOST_NODES: Final = 50_000
"""Nodes that a search may look at."""
_FEW_ENTRIES: Final = 8_000
"""Up to how many coefficients a problem is relaxed whole at once."""
_BEGIN: Final = 8
"""Columns for each row that the first relaxation has."""
_MORE: Final = 400
"""Columns that a relaxation takes in at once."""
_SHARE: Final = 0.75
_DIVE_SHARE: Final = 0.5
"""How far from the bound to the best so far the search and a dive look at first."""
_GUESSES: Final = 3
"""How often it looks for less than all."""
_DIVE_COLUMNS: Final = 3
"""Columns for each row that a dive has at most, beside those that cost nothing."""

Node = list[Any]
"""A node as the certificate writes it."""


@dataclass(frozen=True)
class Tree:
    """What is found, and the tree that proves it, in preorder; no nodes where it is not proven.

    The tree is of the target (value - 1) * denominator + 1, or, where there is no solution, of the
    target 1 with costs that are all 0.
    """

    found: Minimised
    denominator: int
    nodes: list[Node]
    looked_at: int = 0


def search(  # noqa: PLR0913 (what a search is asked)
    problem: Problem,
    costs: Sequence[int],
    watch: Watch,
    *,
    hint: Sequence[int] | None = None,
    most_nodes: int = MOST_NODES,
    record: bool = False,
) -> Tree:
    """Minimise a sum of costs over a problem.

    Args:
        problem: choice sets, derived columns and rows; what it costs itself is not looked at.
        costs: what each column costs, none below 0.
        watch: who may stop it.
        hint: values to start from; no matter if they break a row.
        most_nodes: how many nodes to look at before it gives up with a bound.
        record: write down the tree.
    """
    if not all(problem.choice_sets):
        return Tree(Minimised(None, 1, proven=False, infeasible=True), 1, [["leaf", []]])
    if not problem.columns:
        return _empty(problem)
    incumbent = Incumbent(problem, costs, watch, most_nodes, record=record)
    if hint is not None:
        incumbent.offer(hint)
    tree = _search(incumbent)
    if record and tree.found.infeasible and any(costs):
        # The proof is of another problem: where nothing costs anything, something is due.
        free = [0] * problem.columns
        proof = _search(Incumbent(problem, free, watch, most_nodes, record=True))
        return Tree(tree.found, 1, proof.nodes, tree.looked_at + proof.looked_at)
    return tree


def _empty(problem: Problem) -> Tree:
    # Nothing to choose: the rows hold as they are, or one of them does not.
    for row, rhs in enumerate(problem.rhs):
        if rhs > 0:
            found = Minimised(None, 1, proven=False, infeasible=True)
            return Tree(found, 1, [["leaf", [[row, 1]]]])
    return Tree(Minimised([], 0, proven=True), 1, [["leaf", []]])


def _search(incumbent: Incumbent) -> Tree:
    top = _Root(incumbent)
    try:
        top.run()
    except StoppedError:
        bound = min(-(-incumbent.bound // incumbent.denominator), incumbent.value)
        proven = incumbent.values is not None and bound == incumbent.value
        found = Minimised(incumbent.values, bound, proven=proven)
        return Tree(found, incumbent.denominator, [], incumbent.looked_at)
    proven = incumbent.values is not None
    found = Minimised(incumbent.values, incumbent.value, proven=proven, infeasible=not proven)
    nodes = list(_flat(top.written)) if incumbent.record else []
    return Tree(
        found,
        incumbent.denominator if incumbent.whole.costs.any() else 1,
        nodes,
        incumbent.looked_at,
    )


class _Root:
    """From the top: a first bound, a first solution, and then the nodes over what is left."""

    def __init__(self, incumbent: Incumbent) -> None:
        self.incumbent = incumbent
        self.frame = incumbent.whole
        self.written: list[Any] = []

    def run(self) -> None:
        """Search until nothing better can be there.

        Raises:
            StoppedError: where the limit is reached, or somebody says stop.
        """
        incumbent = self.incumbent
        incumbent.count()
        proven = self._priced()
        incumbent.bound = proven.bound
        if proven.bound < incumbent.target:
            self._narrow(proven).dive()
        guesses = _GUESSES
        while proven.bound < incumbent.target:
            # First it looks for solutions that are much better than the best so far: then few
            # columns are left. Where it finds one, the search goes on as the proof; else it asks
            # for less.
            guess = self._guess(_SHARE) if guesses else incumbent.target
            core = self._core(proven, guess)
            self.written = [["fix", pairs(proven.multipliers)], core.written]
            if not core.run():
                guesses = 0
            elif incumbent.target <= guess:
                return
            else:
                guesses -= 1
                incumbent.bound = max(incumbent.bound, guess)
        self.written = [["leaf", pairs(proven.multipliers)]]

    def _priced(self) -> Proven:
        # Most columns cost too much to matter: the relaxation has few of them, and takes in those
        # that its duals ask for, until there are none.
        frame, incumbent = self.frame, self.incumbent
        everything: Some = np.ones(len(frame.names), dtype=np.bool_)
        inside = _promising(frame)
        proven: Proven | None = None
        while True:
            component = frame.kept(inside)
            relaxation = Relaxation(component, incumbent.price)
            here: Some = np.ones(len(component.names), dtype=np.bool_)
            values, duals = relaxation.solve(here)
            multipliers = frame.rounded(duals)
            priced = frame.price(multipliers, everything)
            if proven is None or priced.bound > proven.bound:
                proven = Proven(priced.bound, priced.reduced_costs, multipliers)
            wanted = _wanted(frame, priced.reduced_costs, inside)
            incumbent.bound = max(incumbent.bound, proven.bound)
            if not len(wanted):
                break
            incumbent.count()
            inside[wanted] = True
        reduced_costs = component.price(multipliers, here).reduced_costs
        incumbent.propose(component, Rounding(component).solution(values, reduced_costs, here))
        return proven

    def _narrow(self, proven: Proven) -> DepthFirst:
        # For a first solution only: few columns, those that cost least above the others.
        guess = self._guess(_DIVE_SHARE)
        gap = guess - proven.bound
        some = np.sort(
            proven.reduced_costs[(proven.reduced_costs > 0) & (proven.reduced_costs < gap)]
        )
        most = _DIVE_COLUMNS * len(self.frame.rhs)
        gap = int(some[most]) if len(some) > most else gap
        return DepthFirst(
            self.incumbent, self.frame.kept(proven.reduced_costs < gap), proven, guess
        )

    def _core(self, proven: Proven, guess: int) -> DepthFirst:
        keep = proven.reduced_costs < guess - proven.bound
        return DepthFirst(self.incumbent, self.frame.kept(keep), proven, guess)

    def _guess(self, share: float) -> int:
        """Return a target: a share of the way from what is proven to what is found."""
        incumbent = self.incumbent
        least = -(-incumbent.bound // incumbent.denominator)
        wanted = least + int((incumbent.value - least) * share)
        return min(wanted * incumbent.denominator + 1, incumbent.target)


def _promising(frame: Frame) -> Some:
    """Return the columns to begin with: larger choice sets whole, and the cheapest of each row.

    Cheap is what costs little for each row that it stands in.
    """
    lengths = np.diff(frame.pointers)
    sizes = np.diff(frame.starts, append=len(lengths))
    inside: Some = (sizes != 2)[frame.owners]  # noqa: PLR2004 (a pair)
    inside[np.lexsort((np.arange(len(lengths)), lengths, frame.owners))[frame.starts]] = True
    if len(frame.rows) <= _FEW_ENTRIES:
        return np.ones_like(inside)
    pseudo_costs = (frame.costs / np.maximum(lengths, 1)).astype(np.float64)
    order = np.lexsort((np.repeat(pseudo_costs, lengths), frame.rows))
    firsts = np.searchsorted(frame.rows[order], np.arange(len(frame.rhs)))
    rank = np.arange(len(order)) - firsts[frame.rows[order]]
    columns = np.repeat(np.arange(len(lengths)), lengths)
    inside[columns[order[rank < _BEGIN]]] = True
    return inside


def _wanted(frame: Frame, reduced_costs: Whole, inside: Some) -> Places:
    # Columns that would be chosen if they were there, those that save most.
    saves = np.maximum.reduceat(np.where(inside, reduced_costs, 0), frame.starts)[frame.owners]
    wanted = np.flatnonzero(~inside & (reduced_costs == 0) & (saves > 0))
    return wanted[np.argsort(-saves[wanted], kind="stable")[:_MORE]]


def _flat(written: list[Any]) -> Iterator[Node]:
    waiting = [iter(written)]
    while waiting:
        for item in waiting[-1]:
            if item and isinstance(item[0], str):
                yield item
            else:
                waiting.append(iter(item))
                break
        else:
            waiting.pop()

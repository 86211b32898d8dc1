# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make the tree that proves what one component costs at least: fix, branch, leaf.

Multipliers are found by dual ascent, row by row (Erlenkotter, A dual-based procedure for
uncapacitated facility location, 1978). Limits are counted in nodes and in terms looked at.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from minkader.problem.numbers import Problem

MOST_NODES: Final = 4_000
"""Nodes that the tree of one component may have."""
MOST_WORK: Final = 100_000
"""Terms of rows that the making of one tree may look at."""
_PASSES: Final = 4
"""How often dual ascent goes over all rows."""

_Terms = list[tuple[int, int]]
"""Columns of one variable with their coefficients in a row."""
Node = list[Any]
"""A node as the certificate writes it."""


class UnprovenError(Exception):
    """Raised where a value is not proven: the tree becomes too large."""


class BetterError(Exception):
    """Raised where something is found that costs less than what was to be proven the least."""


def tree_of(problem: Problem, costs: Sequence[int], target: int) -> list[Node]:
    """Make the tree that proves that every solution costs at least the target.

    Raises:
        UnprovenError: where it becomes too large.
        BetterError: where a solution costs less.
    """
    return _Prover(_State(problem, costs, target)).tree()


class _State:
    """What may still be: for each rule the columns left, for a derived column what it may be."""

    def __init__(self, problem: Problem, costs: Sequence[int], target: int) -> None:
        self.target = target
        self.costs = costs
        self.ways: list[list[int]] = [list(choice_set) for choice_set in problem.choice_sets]
        """For each variable its columns; -1 where a derived column is 0."""
        self.ways += [[-1, column] for column in range(problem.derived, problem.columns)]
        self.owner = problem.owners()
        rows = [(dict(problem.terms(row)), rhs) for row, rhs in enumerate(problem.rhs)]
        self.rows = rows
        self.rows_of: list[list[int]] = [[] for _ in self.ways]
        self.spans: list[list[tuple[int, dict[int, int]]]] = []
        """For each row its variables, with the coefficients of their columns."""
        for number, (terms, _) in enumerate(rows):
            span: dict[int, dict[int, int]] = {}
            for column, coefficient in terms.items():
                span.setdefault(self.owner[column], {})[column] = coefficient
            self.spans.append(list(span.items()))
            for variable in span:
                self.rows_of[variable].append(number)


class _Prover:
    def __init__(self, state: _State) -> None:
        self.state = state
        self.left = MOST_NODES
        self.work = MOST_WORK
        self.nodes: list[Node] = []

    def tree(self) -> list[Node]:
        state = self.state
        if not all(state.ways):
            return [["leaf", []]]  # a rule without an option
        waiting = [(state.ways, set(range(len(state.rows))))]
        while waiting:
            ways, touched = waiting.pop()
            ways = list(ways)
            while True:
                if self._propagated(ways, touched):
                    break
                bound, multipliers, reduced = self._ascended(ways)
                if bound >= state.target:
                    self._add(["leaf", multipliers])
                    break
                touched = self._fixed(ways, bound, reduced)
                if touched:
                    self._add(["fix", multipliers])
                    continue
                variable = self._busiest(ways)
                column = min(ways[variable], key=lambda c: (reduced.get(c, 0), c))
                touched = set(state.rows_of[variable])
                self._branch(ways, variable, column, waiting)
                break
        return self.nodes

    def _add(self, node: Node) -> None:
        self.left -= 1
        if self.left < 0:
            raise UnprovenError
        self.nodes.append(node)

    def _look(self, row: int) -> None:
        self.work -= len(self.state.rows[row][0])
        if self.work < 0:
            raise UnprovenError

    def _branch(
        self,
        ways: list[list[int]],
        variable: int,
        column: int,
        waiting: list[tuple[list[list[int]], set[int]]],
    ) -> None:
        touched = self.state.rows_of[variable]
        named = column if column >= 0 else next(c for c in ways[variable] if c >= 0)
        self._add(["branch", named])
        yes, no = list(ways), list(ways)
        yes[variable] = [named]
        no[variable] = [other for other in ways[variable] if other != named]
        # The first tree is made first: it is taken from the end.
        waiting.append((no, set(touched)))
        waiting.append((yes, set(touched)))

    def _busiest(self, ways: Sequence[Sequence[int]]) -> int:
        open_ = [variable for variable, mine in enumerate(ways) if len(mine) > 1]
        if not open_:
            raise BetterError  # everything is decided and every row holds
        unmet = {n for n in range(len(self.state.rows)) if not self._holds(ways, n)}
        count = {v: sum(1 for row in self.state.rows_of[v] if row in unmet) for v in open_}
        if not any(count.values()):
            raise BetterError  # every row holds, whatever is chosen
        return max(open_, key=lambda variable: (count[variable], -variable))

    # Rows --------------------------------------------------------------------------------------

    def _holds(self, ways: Sequence[Sequence[int]], row: int) -> bool:
        _, rhs = self.state.rows[row]
        return rhs <= sum(
            min(coefficients.get(column, 0) for column in ways[variable])
            for variable, coefficients in self.state.spans[row]
        )

    def _propagated(self, ways: list[list[int]], touched: set[int]) -> bool:
        """Take away what single rows rule out; tell whether one of them cannot hold any more."""
        queue = sorted(touched, reverse=True)
        while queue:
            row = queue.pop()
            self._look(row)
            rhs = self.state.rows[row][1]
            most = [
                max(coefficients.get(column, 0) for column in ways[variable])
                for variable, coefficients in self.state.spans[row]
            ]
            slack = sum(most) - rhs
            if slack < 0:
                self._add(["leaf", [[row, self._large(ways)]]])
                return True
            changed = self._narrowed(ways, row, most, slack)
            if changed:
                self._add(["fix", [[row, self._large(ways)]]])
                for variable, kept in changed.items():
                    ways[variable] = kept
                more = {other for variable in changed for other in self.state.rows_of[variable]}
                queue = sorted({*queue, *more}, reverse=True)
        return False

    def _narrowed(
        self, ways: Sequence[Sequence[int]], row: int, most: Sequence[int], slack: int
    ) -> dict[int, list[int]]:
        changed = {}
        for (variable, coefficients), high in zip(self.state.spans[row], most, strict=True):
            if high > slack:
                kept = [c for c in ways[variable] if high - coefficients.get(c, 0) <= slack]
                if len(kept) < len(ways[variable]):
                    changed[variable] = kept
        return changed

    def _cost(self, column: int) -> int:
        return self.state.costs[column] if column >= 0 else 0

    def _large(self, ways: Sequence[Sequence[int]]) -> int:
        # A multiplier under which a row that falls short by one reaches the target.
        least = sum(min(map(self._cost, mine)) for mine in ways)
        return max(1, self.state.target - least)

    # Bounds ------------------------------------------------------------------------------------

    def _ascended(
        self, ways: Sequence[Sequence[int]]
    ) -> tuple[int, list[list[int]], dict[int, int]]:
        """Raise the multiplier of one row after the other as long as that raises the bound."""
        reduced = {c: self._cost(c) for mine in ways for c in mine if c >= 0}
        bound = sum(min(map(self._cost, mine)) for mine in ways)
        multipliers: dict[int, int] = {}
        reduced[-1] = 0
        order = sorted(range(len(self.state.rows)), key=lambda row: len(self.state.rows[row][0]))
        left = [self._left(ways, row) for row in range(len(order))]
        for _ in range(_PASSES):
            before = bound
            for row in order:
                self._look(row)
                while step := self._step(*left[row], reduced):
                    by, gain = step
                    bound += gain
                    multipliers[row] = multipliers.get(row, 0) + by
                    for column, coefficient in self.state.rows[row][0].items():
                        if column in reduced:
                            reduced[column] -= by * coefficient
                if bound >= self.state.target:
                    break
            if bound == before or bound >= self.state.target:
                break
        return bound, [[row, y] for row, y in sorted(multipliers.items())], reduced

    def _left(self, ways: Sequence[Sequence[int]], row: int) -> tuple[int, list[_Terms]]:
        """Return what a row still needs, and the coefficients of each undecided variable."""
        rhs, spans = self.state.rows[row][1], []
        for variable, coefficients in self.state.spans[row]:
            mine = [(column, coefficients.get(column, 0)) for column in ways[variable]]
            if len(mine) == 1:
                rhs -= mine[0][1]
            else:
                spans.append(mine)
        return rhs, spans

    def _step(
        self, rate: int, spans: Sequence[_Terms], reduced: Mapping[int, int]
    ) -> tuple[int, int] | None:
        # How far this row's multiplier may go up before a column gets in the way, and the gain.
        limit = None
        for mine in spans:
            least, slope = _cheapest(mine, reduced)
            rate -= slope
            for column, coefficient in mine:
                if coefficient > slope:
                    step = (reduced[column] - least) // (coefficient - slope)
                    if not step:
                        return None
                    limit = step if limit is None or step < limit else limit
        if rate <= 0:
            return None
        by = self.state.target if limit is None else limit
        return by, by * rate

    def _fixed(self, ways: list[list[int]], bound: int, reduced: dict[int, int]) -> set[int]:
        """Take away columns with which the bound reaches the target; return the rows they touch."""
        touched: set[int] = set()
        gap = self.state.target - bound
        for variable, mine in enumerate(ways):
            if len(mine) > 1:
                costs = [reduced.get(column, 0) for column in mine]
                least = min(costs)
                kept = [c for c, cost in zip(mine, costs, strict=True) if cost - least < gap]
                if len(kept) < len(mine):
                    ways[variable] = kept
                    touched.update(self.state.rows_of[variable])
        return touched


def _cheapest(terms: _Terms, reduced: Mapping[int, int]) -> tuple[int, int]:
    """Return the least of some columns, and the most that one of those brings to the row."""
    column, slope = terms[0]
    least = reduced[column]
    for column, coefficient in terms:
        cost = reduced[column]
        if cost < least or (cost == least and coefficient > slope):
            least, slope = cost, coefficient
    return least, slope

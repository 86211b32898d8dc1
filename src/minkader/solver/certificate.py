# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write down why no solution is better: multipliers on rows, and case splits, in whole numbers.

`docs/certificate.md` says what a tree means and how it is checked. What is made here is checked by
`minkader.verify`, which reads the rule set on its own: a mistake here is refused there.
Multipliers are found by dual ascent, row by row (Erlenkotter, A dual-based procedure for
uncapacitated facility location, 1978). Limits are counted in nodes.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from minkader.problem.numbers import Problem
from minkader.solver.exact import Front, TooManyError, best_of
from minkader.solver.join import prices_of
from minkader.solver.normal import normal_of, scale_of
from minkader.solver.split import Part, split
from minkader.solver.watch import Watch

MOST_NODES: Final = 4_000
"""Nodes that the tree of one part may have."""
MOST_WORK: Final = 100_000
"""Terms of rows that the making of one tree may look at."""
_SMALL: Final = 60
"""Groups up to which a part that shares a budget is proven in one piece."""
_PASSES: Final = 4
"""How often dual ascent goes over all rows."""

Node = list[Any]
"""A node as the certificate writes it."""


class UnprovenError(Exception):
    """Raised where a value is not proven: the tree becomes too large."""


class BetterError(Exception):
    """Raised where something is found that costs less than what was to be proven the least."""


@dataclass(frozen=True)
class PartProof:
    """That a part costs at least `values` on the first tiers, with the rows that its tree uses."""

    groups: tuple[int, ...]
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    values: tuple[int, ...]
    weights: tuple[int, ...]
    tree: list[Node]


def prove(
    problem: Problem, values: Sequence[int], watch: Watch | None = None, *, thorough: bool = False
) -> tuple[int, list[PartProof]]:
    """Prove of a best solution that it is best on all tiers, or else on the first, part by part.

    Args:
        problem: the problem.
        values: 0 or 1 for each column of a best solution.
        watch: who follows it and may stop it.
        thorough: where a tree gets too large, ask the LP tree for one of the first tier.

    Returns:
        How many tiers are proven, from the first on, and the parts. None: (0, []).

    Raises:
        BetterError: where something better is there.
    """
    parts, watch = _parts(problem, values), watch or Watch()
    first = 1 if any(_is_priced(part) for part in parts) else len(problem.costs)
    for tiers in dict.fromkeys((first, 1)):
        with suppress(UnprovenError):
            return tiers, list(_proofs(parts, partial(_proof, values=values, tiers=tiers), watch))
    if thorough:
        with suppress(UnprovenError):
            return 1, list(_proofs(parts, partial(_relaxed, values=values, watch=watch), watch))
    return 0, []


def _proofs(
    parts: Sequence[Part], prover: Callable[[Part], PartProof], watch: Watch
) -> Iterator[PartProof]:
    for number, part in enumerate(parts):
        watch.tell("certify", number, len(parts), None, None)
        if watch.stopped:
            raise UnprovenError
        yield prover(part)
    watch.tell("certify", len(parts), len(parts), None, None)


def prove_infeasible(problem: Problem) -> PartProof:
    """Prove that a problem has no solution: everything costs nothing, and still something is due.

    Raises:
        UnprovenError: where a tree gets too large.
        BetterError: where there is a solution.
    """
    too_large = False
    for part in split(problem):
        free = [0] * part.problem.columns
        try:
            tree = _Prover(_State(part.problem, free, 1)).tree()
        except BetterError:
            continue
        except UnprovenError:
            too_large = True
            continue
        return _told(part, (), (), tree)
    raise UnprovenError if too_large else BetterError


def _parts(problem: Problem, values: Sequence[int]) -> list[Part]:
    """Split without the budgets, but for those that make something cost more."""
    alone = split(problem, budgets=())
    used = {column for row in problem.budgets for column, _ in problem.terms(row)}
    for part in alone:
        if not used.isdisjoint(part.columns) and not _best_alone(part, values):
            alone = split(problem)
            break
    # A group without a row counts for the least that it can, also without a part.
    return [part for part in alone if part.rows]


def _best_alone(part: Part, values: Sequence[int]) -> bool:
    scale = scale_of(part.problem)
    normal = normal_of(part.problem, scale)
    chosen = {n for n, column in enumerate(part.columns) if values[column]}
    cost = sum(cost for c, cost in zip(normal.columns, normal.costs, strict=True) if c in chosen)
    try:
        return best_of(normal, ceiling=cost)[()][0] == cost
    except TooManyError:
        return False


def _proof(part: Part, values: Sequence[int], tiers: int) -> PartProof:
    problem = part.problem
    reached = tuple(
        sum(costs[n] for n, column in enumerate(part.columns) if values[column])
        for costs in problem.costs[:tiers]
    )
    if _is_priced(part):
        return _priced(part, reached)
    scale = scale_of(problem, tiers)
    costs = [scale.together(by_tier) for by_tier in zip(*problem.costs[:tiers], strict=True)]
    state = _State(problem, costs, scale.together(reached))
    return _told(part, reached, scale.weights, _Prover(state).tree())


def _relaxed(part: Part, values: Sequence[int], watch: Watch) -> PartProof:
    """Prove the first tier of a part, by the LP tree where our own becomes too large."""
    with suppress(UnprovenError):
        return _proof(part, values, 1)
    from minkader.solver.tree import search  # noqa: PLC0415 (numpy and GLOP, only for this)

    costs = part.problem.costs[0]
    value = sum(costs[n] for n, column in enumerate(part.columns) if values[column])
    hint = [values[column] for column in part.columns]
    made = search(part.problem, costs, watch, hint=hint, record=True)
    if made.found.proven and made.found.bound < value:
        raise BetterError
    if not made.nodes or made.found.infeasible:
        raise UnprovenError
    return _told(part, (value,), (made.denominator,), made.nodes)


def _told(
    part: Part, values: tuple[int, ...], weights: tuple[int, ...], tree: list[Node]
) -> PartProof:
    used = sorted({row for node in tree if node[0] != "branch" for row, _ in node[1]})
    new = {row: place for place, row in enumerate(used)}
    told = [
        node if node[0] == "branch" else [node[0], [[new[r], y] for r, y in node[1]], *node[2:]]
        for node in tree
    ]
    rows = tuple(part.rows[row] for row in used)
    return PartProof(part.groups, part.columns, rows, values, weights, told)


def _is_priced(part: Part) -> bool:
    return bool(part.problem.budgets) and len(part.groups) > _SMALL


def _priced(part: Part, reached: tuple[int, ...]) -> PartProof:
    """Prove the first tier of a part that shares budgets: a price for each, then piece by piece."""
    problem = part.problem
    pieces = split(problem, budgets=())
    fronts = [_front(problem, piece) for piece in pieces]
    caps = [-problem.at_least[row] for row in problem.budgets]
    unit, prices = prices_of(fronts, caps)
    costs = [unit * cost for cost in problem.costs[0]]
    for row, price in zip(problem.budgets, prices, strict=True):
        for column, factor in problem.terms(row):
            costs[column] -= price * factor
    bound = -sum(price * cap for price, cap in zip(prices, caps, strict=True))
    blocks, trees = [], []
    for piece, front in zip(pieces, fronts, strict=True):
        target = min(
            unit * best[0] + sum(p * amount for p, amount in zip(prices, used, strict=True))
            for used, best in front.items()
        )
        bound += target
        blocks.append([list(piece.columns), target])
        trees += _block(piece, costs, target)
    if bound < unit * (reached[0] - 1) + 1:
        raise UnprovenError
    paid = [[row, price] for row, price in zip(problem.budgets, prices, strict=True) if price]
    return _told(part, reached, (unit,), [["split", paid, blocks], *trees])


def _front(problem: Problem, piece: Part) -> Front:
    first = replace(piece.problem, costs=piece.problem.costs[:1], constants=[0])
    normal = normal_of(first, scale_of(first))
    place = {column: number for number, column in enumerate(piece.columns)}
    for budget, row in enumerate(problem.budgets):
        for column, factor in problem.terms(row):
            if column in place:
                uses = normal.uses.get(place[column], ())
                normal.uses[place[column]] = (*uses, (budget, -factor))
    try:
        return best_of(normal, budgets=range(len(problem.budgets)))
    except TooManyError:
        raise UnprovenError from None


def _block(piece: Part, costs: Sequence[int], target: int) -> list[Node]:
    state = _State(piece.problem, [costs[column] for column in piece.columns], target)
    # Its rows and columns as the whole part numbers them.
    return [
        ["branch", piece.columns[node[1]]]
        if node[0] == "branch"
        else [node[0], [[piece.rows[row], y] for row, y in node[1]]]
        for node in _Prover(state).tree()
    ]


class _State:
    """What may still be: for each rule the columns left, for a derived column what it may be."""

    def __init__(self, problem: Problem, costs: Sequence[int], target: int) -> None:
        self.target = target
        self.costs = costs
        self.ways: list[list[int]] = [list(group) for group in problem.groups]
        """For each variable its columns; -1 where a derived column is 0."""
        self.ways += [[-1, column] for column in range(problem.derived, problem.columns)]
        self.owner = problem.owners()
        rows = [(dict(problem.terms(row)), need) for row, need in enumerate(problem.at_least)]
        self.rows = rows
        self.rows_of: list[list[int]] = [[] for _ in self.ways]
        self.spans: list[list[tuple[int, dict[int, int]]]] = []
        """For each row its variables, with the factors of their columns."""
        for number, (terms, _) in enumerate(rows):
            span: dict[int, dict[int, int]] = {}
            for column, factor in terms.items():
                span.setdefault(self.owner[column], {})[column] = factor
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
        _, need = self.state.rows[row]
        return need <= sum(
            min(factors.get(column, 0) for column in ways[variable])
            for variable, factors in self.state.spans[row]
        )

    def _propagated(self, ways: list[list[int]], touched: set[int]) -> bool:
        """Take away what single rows rule out; tell whether one of them cannot hold any more."""
        queue = sorted(touched, reverse=True)
        while queue:
            row = queue.pop()
            self._look(row)
            need = self.state.rows[row][1]
            most = [
                max(factors.get(column, 0) for column in ways[variable])
                for variable, factors in self.state.spans[row]
            ]
            slack = sum(most) - need
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
        for (variable, factors), high in zip(self.state.spans[row], most, strict=True):
            if high > slack:
                kept = [c for c in ways[variable] if high - factors.get(c, 0) <= slack]
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
        order = sorted(range(len(self.state.rows)), key=lambda row: len(self.state.rows[row][0]))
        for _ in range(_PASSES):
            before = bound
            for row in order:
                self._look(row)
                while step := self._step(ways, row, reduced):
                    by, gain = step
                    bound += gain
                    multipliers[row] = multipliers.get(row, 0) + by
                    for column, factor in self.state.rows[row][0].items():
                        if column in reduced:
                            reduced[column] -= by * factor
                if bound >= self.state.target:
                    break
            if bound == before or bound >= self.state.target:
                break
        return bound, [[row, y] for row, y in sorted(multipliers.items())], reduced

    def _step(
        self, ways: Sequence[Sequence[int]], row: int, reduced: dict[int, int]
    ) -> tuple[int, int] | None:
        # How far this row's multiplier may go up before a column gets in the way, and the gain.
        rate = self.state.rows[row][1]
        limit = None
        for variable, factors in self.state.spans[row]:
            mine = [(reduced.get(c, 0), factors.get(c, 0)) for c in ways[variable]]
            least = min(mine)[0]
            slope = max(factor for cost, factor in mine if cost == least)
            rate -= slope
            for cost, factor in mine:
                if factor > slope:
                    room = (cost - least) // (factor - slope)
                    limit = room if limit is None else min(limit, room)
        if rate <= 0 or limit == 0:
            return None
        by = self.state.target if limit is None else limit
        return by, by * rate

    def _fixed(self, ways: list[list[int]], bound: int, reduced: dict[int, int]) -> set[int]:
        """Take away columns with which the bound reaches the target; give the rows they touch."""
        touched: set[int] = set()
        room = self.state.target - bound
        for variable, mine in enumerate(ways):
            if len(mine) > 1:
                costs = [reduced.get(column, 0) for column in mine]
                least = min(costs)
                kept = [c for c, cost in zip(mine, costs, strict=True) if cost - least < room]
                if len(kept) < len(mine):
                    ways[variable] = kept
                    touched.update(self.state.rows_of[variable])
        return touched

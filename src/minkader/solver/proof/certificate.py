# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write down why no solution is better: multipliers on rows, and case splits, in whole numbers.

`docs/certificate.md` says what a tree means and how it is checked. What is made here is checked by
`minkader.verify`, which reads the rule set on its own: a mistake here is refused there.
The trees of single parts are made in `prover.py`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from minkader.problem.numbers import Problem
from minkader.solver.components import Part, split
from minkader.solver.covering_form import normal_of, scale_of
from minkader.solver.proof import prover
from minkader.solver.proof.prover import BetterError, Node, UnprovenError, tree_of
from minkader.solver.search.bits import TooManyError
from minkader.solver.search.exact import best_of
from minkader.solver.search.front import Front
from minkader.solver.search.join import prices_of
from minkader.solver.watch import Watch

_SMALL: Final = 60
"""Groups up to which a part that shares a budget is proven in one piece."""


class PartProof(NamedTuple):
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
    parts: Sequence[Part], proof: Callable[[Part], PartProof | None], watch: Watch
) -> Iterator[PartProof]:
    for number, part in enumerate(parts):
        watch.tell("certify", number, len(parts), None, None)
        if watch.stopped:
            raise UnprovenError
        made = proof(part)
        if made is not None:
            yield made
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
            tree = tree_of(part.problem, free, 1)
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


def _proof(part: Part, values: Sequence[int], tiers: int) -> PartProof | None:
    """Prove a part; None where it costs the least that its rules can, which needs no rows."""
    problem = part.problem
    reached = tuple(
        sum(costs[n] for n, column in enumerate(part.columns) if values[column])
        for costs in problem.costs[:tiers]
    )
    if _is_priced(part):
        return _priced(part, reached)
    scale = scale_of(problem, tiers)
    costs = [scale.together(by_tier) for by_tier in zip(*problem.costs[:tiers], strict=True)]
    target = scale.together(reached)
    if _least(problem, costs) == target:
        return None
    if len(problem.row_columns) > prover.MOST_WORK:
        raise UnprovenError  # a tree begins by looking at every row once
    tree = tree_of(problem, costs, target)
    return _told(part, reached, scale.weights, tree)


def _least(problem: Problem, costs: Sequence[int]) -> int:
    derived = sum(min(0, cost) for cost in costs[problem.derived :])
    return derived + sum(
        min((costs[column] for column in group), default=0) for group in problem.groups
    )


def _relaxed(part: Part, values: Sequence[int], watch: Watch) -> PartProof | None:
    """Prove the first tier of a part, by the LP tree where our own becomes too large."""
    with suppress(UnprovenError):
        return _proof(part, values, 1)
    from minkader.solver.branch_and_bound import search  # noqa: PLC0415 (numpy and GLOP, only for this)

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
    mine = [costs[column] for column in piece.columns]
    # Its rows and columns as the whole part numbers them.
    return [
        ["branch", piece.columns[node[1]]]
        if node[0] == "branch"
        else [node[0], [[piece.rows[row], y] for row, y in node[1]]]
        for node in tree_of(piece.problem, mine, target)
    ]

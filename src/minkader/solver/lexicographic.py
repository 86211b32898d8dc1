# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Solve one component: tier after tier, then the tie-break, each value proven before the next.

Tiers and the digits of the tie-break are blended into one objective as long as their ranges
multiply to something small, with weights that make a unit of an earlier one outweigh all later
ones together; so blending changes no answer, only the number of solves.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from minkader.problem.numbers import Problem, Term, broken_row
from minkader.ruleset.errors import SelfCheckError
from minkader.solver.components import split
from minkader.solver.covering_form import reach
from minkader.solver.minimised import Minimised
from minkader.solver.watch import Watch

BLEND: Final = 10**7
"""How far the ranges in one blended objective may multiply."""


class Goal(NamedTuple):
    """One sum to minimise: a tier (its number), or a choice set in the tie-break (None)."""

    terms: tuple[Term, ...]
    tier: int | None
    reach: int
    """The largest value that the sum can take."""


@dataclass
class LexicographicOptimum:
    """What is known of one component.

    `values` are the columns of the best found (None: none found); `bounds` holds for each tier a
    proven lower bound, None from the first tier on whose predecessor is unproven.
    """

    values: list[int] | None
    bounds: list[int | None]
    proven: bool
    infeasible: bool = False


def solve_lexicographically(
    problem: Problem, watch: Watch, *, steady: bool, first: Minimised | None = None
) -> LexicographicOptimum:
    """Find the lexicographically best solution, ties broken by option numbers if asked.

    Args:
        problem: the component.
        watch: who follows it and may stop it.
        steady: break ties by option numbers.
        first: what the LP tree found of the first tier, if it was asked.

    Raises:
        SelfCheckError: where the solver contradicts itself or the rows.
    """
    if any(not choice_set for choice_set in problem.choice_sets):
        return LexicographicOptimum(
            None, [None] * len(problem.costs), proven=False, infeasible=True
        )
    goals = _goals(problem, steady)
    done = None if first is None else _already(problem, watch, goals, first)
    return done or _searched(problem, watch, goals, first)


def _already(
    problem: Problem, watch: Watch, goals: Sequence[Goal], first: Minimised
) -> LexicographicOptimum | None:
    """Return what is known once the LP tree is done, where nothing is left to ask for."""
    bounds: list[int | None] = [None] * len(problem.costs)
    if first.infeasible:
        return LexicographicOptimum(None, bounds, proven=False, infeasible=True)
    bounds[0] = first.bound
    if first.values is None:
        return LexicographicOptimum(None, bounds, proven=False) if watch.stopped else None
    check_rows(problem, first.values)
    if not first.proven:
        return LexicographicOptimum(first.values, bounds, proven=False) if watch.stopped else None
    _agrees(goals[0].terms, first.values, first)
    if any(goal.reach for goal in goals[1:]):
        return None
    _settle(goals, first.values, bounds)
    return LexicographicOptimum(first.values, bounds, proven=True)


def has_solution(problem: Problem) -> bool:
    """Return whether a problem has a solution, asked of CP-SAT component by component.

    Raises:
        SelfCheckError: where CP-SAT contradicts itself or the rows.
    """
    return not any(
        solve_lexicographically(component.problem, Watch(), steady=False).infeasible
        for component in split(problem)
    )


def check_rows(problem: Problem, values: Sequence[int]) -> None:
    """Check a solution against every choice set and row, in plain integers.

    Raises:
        SelfCheckError: naming the first row that is broken.
    """
    for first, end in pairwise(problem.starts):
        if sum(values[first:end]) != 1:
            raise SelfCheckError("group", {"columns": list(range(first, end))})
    row = broken_row(problem, values)
    if row is not None:
        raise SelfCheckError("row", {"row": repr(problem.rows[row])})


def _searched(
    problem: Problem, watch: Watch, goals: Sequence[Goal], first: Minimised | None = None
) -> LexicographicOptimum:
    from minkader.solver.cpsat import CpModel  # noqa: PLC0415 (ortools only where a component needs it)

    model = CpModel(problem)
    bounds: list[int | None] = [None] * len(problem.costs)
    values = None if first is None else first.values
    if first is not None and first.proven:
        model.at_most(goals[0].terms, first.bound)
        bounds[0], goals = first.bound, goals[1:]
    for block in _blocks(goals):
        terms = _blended(block)
        if values is not None and _at(terms, values) == 0:
            model.at_most(terms, 0)  # costs and digits are never negative: 0 is the least
            _settle(block, values, bounds)
            continue
        found = model.minimise(terms, watch, values, _unit(block))
        if found.infeasible and values is None:
            return LexicographicOptimum(None, bounds, proven=False, infeasible=True)
        if found.values is not None:
            check_rows(problem, found.values)
            values = found.values
        if not found.proven:
            _bound_first(block, found.bound, bounds)
            return LexicographicOptimum(values, bounds, proven=False)
        if found.infeasible or values is None:
            raise SelfCheckError("contradiction", {"terms": repr(terms), "found": repr(found)})
        _agrees(terms, values, found)
        model.at_most(terms, found.bound)
        _settle(block, values, bounds)
    return LexicographicOptimum(values, bounds, proven=True)


def _agrees(terms: Sequence[Term], values: Sequence[int], found: Minimised) -> None:
    if _at(terms, values) != found.bound:
        raise SelfCheckError("contradiction", {"terms": repr(terms), "found": repr(found)})


def _goals(problem: Problem, steady: bool) -> list[Goal]:
    goals = [
        Goal(tuple((c, cost) for c, cost in enumerate(costs) if cost), tier, reach(problem, costs))
        for tier, costs in enumerate(problem.costs)
    ]
    if steady:
        for choice_set in problem.choice_sets:
            terms = tuple((column, place) for place, column in enumerate(choice_set) if place)
            goals.append(Goal(terms, None, len(choice_set) - 1))
    # Without a goal there is still the question whether there is a solution.
    return goals or [Goal((), None, 0)]


def _blocks(goals: Sequence[Goal]) -> list[list[Goal]]:
    blocks: list[list[Goal]] = []
    product = 1
    for goal in goals:
        if not blocks or product * (goal.reach + 1) > BLEND:
            blocks.append([])
            product = 1
        blocks[-1].append(goal)
        product *= goal.reach + 1
    return blocks


def _blended(block: Sequence[Goal]) -> list[Term]:
    terms: dict[int, int] = {}
    weight = 1
    for goal in reversed(block):
        for column, coefficient in goal.terms:
            terms[column] = terms.get(column, 0) + weight * coefficient
        weight *= goal.reach + 1
    return list(terms.items())


def _unit(block: Sequence[Goal]) -> int | None:
    # What a unit of the first tier counts for, where it stands in this block.
    if block[0].tier != 0:
        return None
    return math.prod(goal.reach + 1 for goal in block[1:])


def _at(terms: Sequence[Term], values: Sequence[int]) -> int:
    return sum(coefficient * values[column] for column, coefficient in terms)


def _settle(block: Sequence[Goal], values: Sequence[int], bounds: list[int | None]) -> None:
    for goal in block:
        if goal.tier is not None:
            bounds[goal.tier] = _at(goal.terms, values)


def _bound_first(block: Sequence[Goal], bound: int, bounds: list[int | None]) -> None:
    # What the later goals add is less than one unit of the first: its bound is what is left.
    first, *later = block
    if first.tier is not None:
        weight = math.prod(goal.reach + 1 for goal in later)
        bounds[first.tier] = max(0, bound // weight)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Solve a whole problem: split it, solve each part, put the parts together."""

from collections.abc import Sequence
from dataclasses import dataclass

from minkader.problem import Problem
from minkader.ruleset.errors import SelfCheckError
from minkader.solver.count import MOST_NODES, Best, TooManyError, count_best
from minkader.solver.lexicographic import Solved, solve_part, worth
from minkader.solver.split import Part, split
from minkader.solver.watch import Watch


@dataclass(frozen=True)
class Outcome:
    """The best that was found for a whole problem.

    `chosen` is the column of every group (None: nothing found, or infeasible). `bounds` are proven
    lower bounds of the tiers; None behind the first tier whose value is not proven.
    """

    chosen: list[int] | None
    bounds: list[int | None]
    proven: bool
    infeasible: bool = False
    parts: tuple[tuple[int, ...], ...] = ()
    """Where proven: what each part is worth on every tier, in the order of `split`."""


def solve(
    problem: Problem,
    watch: Watch | None = None,
    *,
    steady: bool = True,
    start: Sequence[int] | None = None,
) -> Outcome:
    """Find the lexicographically best solution of a problem.

    Args:
        problem: what to solve.
        watch: who follows it and may stop it.
        steady: break ties by the smallest option numbers, groups in their order.
        start: a valid solution (a column for every group) to fall back on where a part is stopped
            before it has one of its own.

    Raises:
        SelfCheckError: where a solver contradicts itself.
    """
    watch = watch or Watch()
    parts = split(problem)
    solved: list[Solved] = []
    for part in parts:
        watch.tell("solve", len(solved), len(parts), None, None)
        solved.append(solve_part(part.problem, watch, steady=steady))
        if solved[-1].infeasible:
            return Outcome(None, [None] * len(problem.costs), proven=False, infeasible=True)
    watch.tell("solve", len(parts), len(parts), None, None)
    proven = all(found.proven for found in solved)
    chosen = _chosen(problem, parts, solved, start)
    worths = [tuple(bound or 0 for bound in found.bounds) for found in solved] if proven else []
    return Outcome(chosen, _bounds(problem, parts, solved), proven, parts=tuple(worths))


def _chosen(
    problem: Problem, parts: Sequence[Part], solved: Sequence[Solved], start: Sequence[int] | None
) -> list[int] | None:
    chosen = [-1] * len(problem.groups) if start is None else list(start)
    for part, found in zip(parts, solved, strict=True):
        if found.values is None:
            if start is None:
                return None
            continue  # parts share no row, so a part of the start fits beside any other part
        for group, columns in zip(part.groups, part.problem.groups, strict=True):
            place = next(place for place, column in enumerate(columns) if found.values[column])
            chosen[group] = problem.groups[group][place]
    return chosen


def _bounds(problem: Problem, parts: Sequence[Part], solved: Sequence[Solved]) -> list[int | None]:
    bounds: list[int | None] = [None] * len(problem.costs)
    reached = [
        None if found.values is None else worth(part.problem, found.values)
        for part, found in zip(parts, solved, strict=True)
    ]
    for tier, constant in enumerate(problem.constants):
        bounds[tier] = constant + sum(found.bounds[tier] or 0 for found in solved)
        if any(
            values is None or values[tier] != found.bounds[tier]
            for values, found in zip(reached, solved, strict=True)
        ):
            break
    return bounds


def count_equal(problem: Problem, outcome: Outcome, most_nodes: int = MOST_NODES) -> int | None:
    """Count the solutions that are as good as a proven outcome; None past the node limit.

    Raises:
        SelfCheckError: where this own way of searching finds another optimum for a part.
    """
    count = 1
    for part, worth_of in zip(split(problem), outcome.parts, strict=True):
        try:
            best: Best = count_best(part.problem, most_nodes, worth_of)
        except TooManyError:
            return None
        if best is None or best[0] != worth_of:
            raise SelfCheckError(
                "count", {"groups": list(part.groups), "solver": worth_of, "count": repr(best)}
            )
        count *= best[1]
    return count

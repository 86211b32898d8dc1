# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Minimise one linear objective over one component with CP-SAT.

The only file that touches ortools, by its light door `cp_model_helper` (no pandas);
a test holds it against the public `cp_model`. One thread, presolve off (the wrong proofs reported
against this version need presolve: or-tools #5274, #5293), a fixed seed: the same answer always.
"""

import math
import threading
from collections.abc import Sequence
from typing import Any, Final

from ortools.sat.python.cp_model_helper import (
    CpModelProto,
    CpSolverStatus,
    SatParameters,
    SolutionCallback,
    SolveWrapper,
)

from minkader.problem.numbers import Problem, Row, Term
from minkader.solver.minimised import Minimised
from minkader.solver.watch import Watch

_LOOK: Final = 0.05
"""Seconds between two looks at a stop request."""
_LITTLE: Final = 0.02
"""Work (in CP-SAT's deterministic units) that is done before somebody may stop it."""
_HAIR: Final = 1e-6


class CpModel:
    """One component as a CP-SAT model, to which rows that fix earlier tiers can be added."""

    def __init__(self, problem: Problem) -> None:
        self._proto = CpModelProto()
        for _ in range(problem.columns):
            self._proto.variables.add().domain.extend([0, 1])
        for choice_set in problem.choice_sets:
            self._proto.constraints.add().exactly_one.literals.extend(list(choice_set))
        for row in problem.rows:
            self._add(row)

    def at_most(self, terms: Sequence[Term], bound: int) -> None:
        """Add the row that a sum is at most a bound."""
        negated = tuple((column, -coefficient) for column, coefficient in terms)
        self._add(Row(negated, -bound, ("fixed", ())))

    def _add(self, row: Row) -> None:
        negatives = sum(coefficient < 0 for _, coefficient in row.terms)
        clause = all(abs(coefficient) == 1 for _, coefficient in row.terms)
        if clause and row.rhs == 1 - negatives:
            # A literal is a column, or -column - 1 for its opposite.
            literals = [
                column if coefficient > 0 else -column - 1 for column, coefficient in row.terms
            ]
            self._proto.constraints.add().bool_or.literals.extend(literals)
            return
        linear = self._proto.constraints.add().linear
        linear.vars.extend([column for column, _ in row.terms])
        linear.coeffs.extend([coefficient for _, coefficient in row.terms])
        most = sum(max(coefficient, 0) for _, coefficient in row.terms)
        linear.domain.extend([row.rhs, max(most, row.rhs)])

    def minimise(
        self,
        terms: Sequence[Term],
        watch: Watch,
        hint: Sequence[int] | None = None,
        unit: int | None = None,
    ) -> Minimised:
        """Minimise a sum; a stop request or the time limit gives the best found with its bound.

        `unit`: what one unit of the first tier counts for in it; None where that is decided.
        """
        self._proto.objective.vars.clear()
        self._proto.objective.coeffs.clear()
        self._proto.objective.vars.extend([column for column, _ in terms])
        self._proto.objective.coeffs.extend([coefficient for _, coefficient in terms])
        self._proto.clear_solution_hint()
        if hint is not None:
            self._proto.solution_hint.vars.extend(range(len(hint)))
            self._proto.solution_hint.values.extend(hint)
        least = sum(min(coefficient, 0) for _, coefficient in terms)
        if watch.stopped:
            return Minimised(None, least, proven=False)
        return _read(self._watched(watch, unit), least)

    def _watched(self, watch: Watch, unit: int | None) -> Any:  # noqa: ANN401 (ortools has no types here)
        # Most components are done in a millisecond. What takes longer than a little work (counted,
        # so that it is the same on every machine) starts again beside the main thread: CP-SAT lets
        # go of the interpreter, so Python still sees a Ctrl-C. The handler that CP-SAT would
        # install itself leaves none behind.
        solve: Any = _wrapper(_parameters(watch.seconds_left, work=_LITTLE)).solve
        answer = solve(self._proto)
        if answer.status in (CpSolverStatus.OPTIMAL, CpSolverStatus.INFEASIBLE) or watch.stopped:
            return answer
        solver = _wrapper(_parameters(watch.seconds_left))
        known = _Known(solver) if watch.followed and unit else None
        solve = solver.solve
        answers: list[Any] = []
        thread = threading.Thread(target=lambda: answers.append(solve(self._proto)))
        thread.start()
        thread.join(_LOOK)
        while thread.is_alive():
            if watch.stopped:
                solver.stop_search()
            if known is not None and unit:
                best = None if known.best is None else round(known.best) // unit
                watch.tell_inside(best, max(0, _ceiling(known.bound)) // unit)
            thread.join(_LOOK)
        return answers[0]


class _Known(SolutionCallback):
    """What CP-SAT knows on the way: the best value and the bound, from its own thread."""

    def __init__(self, solver: SolveWrapper) -> None:
        super().__init__()
        self.best: float | None = None
        self.bound = 0.0
        solver.add_solution_callback(self)
        solver.add_best_bound_callback(self._bound)

    def OnSolutionCallback(self) -> None:  # noqa: N802 (the name that ortools calls)
        self.best = self.ObjectiveValue()

    def _bound(self, bound: float) -> None:
        self.bound = bound


def _wrapper(parameters: Any) -> SolveWrapper:  # noqa: ANN401 (ortools has no types here)
    solver = SolveWrapper()
    solver.set_parameters(parameters)
    return solver


def _parameters(seconds: float | None, work: float | None = None) -> Any:  # noqa: ANN401
    parameters = SatParameters()
    parameters.num_workers = 1
    parameters.random_seed = 0
    parameters.linearization_level = 2
    parameters.cp_model_presolve = False
    parameters.catch_sigint_signal = False
    if seconds is not None:
        parameters.max_time_in_seconds = seconds
    if work is not None:
        parameters.max_deterministic_time = work
    return parameters


def _read(response: Any, least: int) -> Minimised:  # noqa: ANN401 (ortools has no types here)
    status = response.status
    if status == CpSolverStatus.INFEASIBLE:
        return Minimised(None, least, proven=False, infeasible=True)
    bound = max(least, _ceiling(response.best_objective_bound))
    if status == CpSolverStatus.OPTIMAL:
        return Minimised(list(response.solution), round(response.objective_value), proven=True)
    if status == CpSolverStatus.FEASIBLE:
        return Minimised(list(response.solution), bound, proven=False)
    return Minimised(None, bound, proven=False)


def _ceiling(bound: float) -> int:
    # Bounds come as floats; a hair above a whole number is that number.
    return math.ceil(bound - _HAIR)

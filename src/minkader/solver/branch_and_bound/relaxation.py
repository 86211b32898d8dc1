# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The linear relaxation of a frame, kept warm in GLOP: solved again and again, a few bounds apart.

Bounds only change between two solves, so the last basis stays dual feasible and the dual simplex
needs few steps (Koberstein, The dual simplex method, 2005). What comes out are floats, and only
ever a proposal: `duals` turns them into whole multipliers.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import linear_solver_pb2, pywraplp

from minkader.solver.branch_and_bound.duals import Frame, Places, Some, Whole

Floats = NDArray[np.float64]
_PARAMETERS: Final = "use_dual_simplex: true use_preprocessing: false"
_AGAIN: Final = "use_dual_simplex: false use_preprocessing: true use_scaling: true"
_SMALL: Final = 8
"""Up to which coefficients a model is not scaled."""


class Relaxation:
    """A linear programme over a frame; one column of each choice set is 1 minus the rest.

    A row may be missed at a price, or can hold together with all others of its kind: so there
    always is a solution, and a bound above any solution where the rows contradict each other.
    """

    def __init__(self, frame: Frame, price: int) -> None:
        self._frame = frame
        self._allowed: Some = np.ones(len(frame.names), dtype=np.bool_)
        self._price = float(price)
        self._model = _LinearModel(frame, self._price)
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.LoadModelFromProto(self._model.proto)
        scaling = " use_scaling: false" if self._model.small else ""
        self._parameters = _PARAMETERS + scaling
        self._variables = self._solver.variables()
        self._constraints = self._solver.constraints()
        self._answer = linear_solver_pb2.MPSolutionResponse()
        self._warm = _settings(warm=True)

    @property
    def free(self) -> NDArray[np.int64]:
        """Return the columns that decide the others: all but one of each choice set."""
        return self._model.columns

    def solve(self, allowed: Some) -> tuple[Floats, Floats]:
        """Solve with only some columns allowed: a value for every column, a dual for every row."""
        model, frame = self._model, self._frame
        values = np.zeros(len(frame.names))
        duals = np.zeros(len(frame.rhs))
        short = frame.rhs - frame.reach(allowed)
        short[~model.hard] = 0
        if short.max(initial=0) > 0:
            duals[short.argmax()] = self._price
            return values, duals
        self._limit(allowed)
        self._run()
        if self._answer.status != linear_solver_pb2.MPSOLVER_OPTIMAL:
            return values, duals  # GLOP gave up: nothing is known
        given = np.array(self._answer.variable_value)
        values[model.columns] = given[: len(model.columns)]
        rest = np.add.reduceat(values, frame.starts) if len(values) else values
        values[model.bases] = 1.0 - rest
        duals[model.rows] = np.array(self._answer.dual_value)[: len(model.rows)]
        return values, duals

    def _run(self) -> None:
        # Where the dual simplex gets lost in rounding, the primal one begins anew.
        for parameters, settings in (
            (self._parameters, self._warm),
            (_AGAIN, _settings(warm=False)),
        ):
            self._solver.SetSolverSpecificParametersAsString(parameters)
            self._solver.Solve(settings)
            self._answer.Clear()
            self._solver.FillSolutionResponseProto(self._answer)
            if self._answer.status == linear_solver_pb2.MPSOLVER_OPTIMAL:
                return

    def _limit(self, allowed: Some) -> None:
        model = self._model
        for column in np.flatnonzero(allowed != self._allowed).tolist():
            place = model.place[column]
            if place >= 0:
                self._variables[place].SetUb(float(allowed[column]))
                continue
            # Without its base, one of the others of the choice set has to be 1.
            least = 0.0 if allowed[column] else 1.0
            if model.joint[column] >= 0:
                self._constraints[model.joint[column]].SetLb(least)
            else:
                self._variables[model.only[column]].SetLb(least)
        self._allowed = allowed.copy()


def _settings(*, warm: bool) -> Any:  # noqa: ANN401 (ortools has no types here)
    kinds = pywraplp.MPSolverParameters
    settings = kinds()
    again = kinds.INCREMENTALITY_ON if warm else kinds.INCREMENTALITY_OFF
    settings.SetIntegerParam(kinds.INCREMENTALITY, again)
    settings.SetIntegerParam(kinds.LP_ALGORITHM, kinds.DUAL if warm else kinds.PRIMAL)
    settings.SetIntegerParam(kinds.PRESOLVE, kinds.PRESOLVE_OFF if warm else kinds.PRESOLVE_ON)
    return settings


class _LinearModel:
    """A frame as ortools writes a model, and where each column and row went."""

    def __init__(self, frame: Frame, price: float) -> None:
        self.proto = linear_solver_pb2.MPModelProto()
        self.frame = frame
        self.bases = _bases(frame)
        size = len(frame.names)
        self.place = np.full(size, -1)
        self.columns = np.setdiff1d(np.arange(size), self.bases, assume_unique=True)
        self.place[self.columns] = np.arange(len(self.columns))
        self.joint = np.full(size, -1)
        self.only = np.full(size, -1)
        self._add_columns()
        self._add_rows(price)
        self._add_choice_sets()

    def _add_columns(self) -> None:
        frame = self.frame
        base = self.bases[frame.owners[self.columns]]
        costs = (frame.costs[self.columns] - frame.costs[base]) / frame.denominator
        for cost in costs.tolist():
            self.proto.variable.add(lower_bound=0.0, upper_bound=1.0, objective_coefficient=cost)

    def _add_rows(self, price: float) -> None:
        terms = _relative(self.frame, self.bases, self.columns, self.place)
        least = np.zeros(len(terms.rhs))
        np.add.at(least, terms.rows, np.minimum(terms.coefficients, 0).astype(np.float64))
        self.rows = np.flatnonzero((terms.rhs > 0) | (terms.rhs > least))
        self.hard = self._hard(terms)
        self.small = bool(np.abs(terms.coefficients).max(initial=0) <= _SMALL)
        ends = np.cumsum(np.bincount(terms.rows, minlength=len(terms.rhs))).tolist()
        firsts = [0, *ends]
        rhs = terms.rhs.astype(np.float64).tolist()
        spots, coefficients = terms.spots.tolist(), terms.coefficients.astype(np.float64).tolist()
        for row in self.rows.tolist():
            made = self.proto.constraint.add(lower_bound=rhs[row])
            made.var_index.extend(spots[firsts[row] : ends[row]])
            made.coefficient.extend(coefficients[firsts[row] : ends[row]])
            if not self.hard[row]:
                made.var_index.append(len(self.proto.variable))
                made.coefficient.append(1.0)
                self.proto.variable.add(lower_bound=0.0, objective_coefficient=price)

    def _hard(self, terms: "_Terms") -> Some:
        # Rows that hold together with all their columns, if each of them can hold at all: no
        # coefficient is below 0, and none is of a base or of a choice set of more than two.
        frame = self.frame
        alone = np.diff(frame.starts, append=len(frame.names)) <= 2  # noqa: PLR2004
        free = alone[frame.owners[self.columns]]
        hard: Some = np.ones(len(terms.rhs), dtype=np.bool_)
        hard[frame.rows[frame.entries(self.bases)]] = False
        hard[terms.rows[(terms.coefficients <= 0) | ~free[terms.spots]]] = False
        return hard

    def _add_choice_sets(self) -> None:
        frame = self.frame
        sizes = np.diff(frame.starts, append=len(frame.names))
        pairs = sizes == 2  # noqa: PLR2004 (a pair)
        self.only[self.bases[pairs]] = self.place[2 * frame.starts[pairs] + 1 - self.bases[pairs]]
        for choice_set in np.flatnonzero(sizes > 2).tolist():  # noqa: PLR2004
            base, first = int(self.bases[choice_set]), int(frame.starts[choice_set])
            columns = range(first, first + int(sizes[choice_set]))
            places = [int(self.place[column]) for column in columns if column != base]
            self.joint[base] = len(self.proto.constraint)
            made = self.proto.constraint.add(lower_bound=0.0, upper_bound=1.0)
            made.var_index.extend(places)
            made.coefficient.extend([1.0] * len(places))


def _bases(frame: Frame) -> NDArray[np.int64]:
    # The column of each choice set that stands in the fewest rows, the first of them.
    lengths = np.diff(frame.pointers)
    order = np.lexsort((np.arange(len(lengths)), lengths, frame.owners))
    return order[frame.starts]


class _Terms(NamedTuple):
    """Rows over the columns that are no base: what each brings above what its base does."""

    rhs: Whole
    rows: Places
    spots: Places
    """The variable of each coefficient; the rows in their order."""
    coefficients: Whole


def _relative(frame: Frame, bases: Places, columns: Places, place: Places) -> _Terms:
    mine = frame.entries(columns)
    spots = np.repeat(place[columns], np.diff(frame.pointers)[columns])
    rows, coefficients, rhs = frame.rows[mine], frame.coefficients[mine], frame.rhs
    theirs = frame.entries(bases)
    if len(theirs):
        # What a base brings, every other column of its choice set brings less.
        rhs = rhs.copy()
        np.subtract.at(rhs, frame.rows[theirs], frame.coefficients[theirs])
        choice_set = np.repeat(np.arange(len(bases)), np.diff(frame.pointers)[bases])
        others = np.diff(frame.starts, append=len(frame.names))[choice_set] - 1
        entry = np.repeat(np.arange(len(theirs)), others)
        nth = np.arange(len(entry)) - np.repeat(np.cumsum(others) - others, others)
        spots = np.concatenate(
            (spots, (frame.starts - np.arange(len(bases)))[choice_set][entry] + nth)
        )
        rows = np.concatenate((rows, frame.rows[theirs][entry]))
        coefficients = np.concatenate((coefficients, -frame.coefficients[theirs][entry]))
    order = np.lexsort((spots, rows))
    rows, spots, coefficients = rows[order], spots[order], coefficients[order]
    new = np.flatnonzero((np.diff(rows, prepend=-1) != 0) | (np.diff(spots, prepend=-1) != 0))
    if len(new) < len(rows):
        rows, spots, coefficients = rows[new], spots[new], np.add.reduceat(coefficients, new)
    return _Terms(rhs, rows, spots, coefficients)

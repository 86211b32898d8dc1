# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other solvers on the same problem, each used plainly on one thread; a proof is their own word.

Every peer is a class that builds its model when made, and then minimises one sum after the other,
each optimum fixed before the next. Building is timed apart from solving. A peer whose package is
not installed is told and left out; minkader itself needs none of them but ortools.
"""

import importlib
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, Final, Protocol

from benchmarks.orlib import Cover
from minkader.problem.numbers import Problem, Term

EXACT: Final = 2**53
"""Up to where a float holds every whole number."""
_HAIR: Final = 1e-6


@dataclass(frozen=True)
class Model:
    """What every peer is given: columns that are 0 or 1, sums within bounds, sums to minimise."""

    columns: int
    rows: list[tuple[Sequence[Term], int, int | None]]
    """Terms, at least, at most (None: no bound)."""
    sums: list[list[int]]


@dataclass
class Said:
    """What a peer says: whether it has proven all sums, their values, the last value and bound."""

    proven: bool
    values: list[int | None]
    bound: int | None = None
    build_s: float = 0.0
    solve_s: float = 0.0
    cpu_s: float = 0.0
    """What solving took of a processor: on a shared machine steadier than the clock."""


@dataclass(frozen=True)
class One:
    """One minimised sum: the value found (None: nothing found), a lower bound, whether proven."""

    value: int | None
    bound: int | None
    proven: bool
    columns: list[int] = field(default_factory=list)


class Peer(Protocol):
    """A solver with a model in it."""

    def minimise(self, costs: Sequence[int], seconds: float, start: Sequence[int]) -> One:
        """Minimise a sum; `start` are the columns of a solution that is known (may be empty)."""

    def fix(self, costs: Sequence[int], most: int) -> None:
        """Add that a sum is at most its optimum."""


def from_cover(cover: Cover) -> Model:
    """Return a set covering instance: a column for each of its columns, a sum for each row."""
    rows: list[tuple[Sequence[Term], int, int | None]] = [
        ([(column, 1) for column in row], 1, None) for row in cover.rows
    ]
    return Model(len(cover.costs), rows, [cover.costs])


def from_problem(problem: Problem, most: int = 1) -> Model:
    """Return a whole problem; tiers in a row in one weighted sum as long as it is below `most`."""
    rows: list[tuple[Sequence[Term], int, int | None]] = [
        ([(column, 1) for column in range(first, end)], 1, 1)
        for first, end in pairwise(problem.starts)
    ]
    rows += [(list(problem.terms(row)), least, None) for row, least in enumerate(problem.rhs)]
    return Model(problem.columns, rows, list(_blended(problem, most)))


def _blended(problem: Problem, most: int) -> Iterator[list[int]]:
    for tiers in _blocks(problem, most):
        blended = [0] * problem.columns
        for tier in tiers:
            room = _reach(problem, problem.costs[tier]) + 1
            costs = problem.costs[tier]
            blended = [room * heavy + light for heavy, light in zip(blended, costs, strict=True)]
        yield blended


def _blocks(problem: Problem, most: int) -> list[range]:
    # Consecutive tiers whose ranges multiply to `most` at most; one alone may reach further.
    blocks: list[range] = []
    size = 1
    for tier, costs in enumerate(problem.costs):
        room = _reach(problem, costs) + 1
        if blocks and size * room <= most:
            blocks[-1] = range(blocks[-1].start, tier + 1)
            size *= room
        else:
            blocks.append(range(tier, tier + 1))
            size = room
    return blocks


def apart(problem: Problem, most: int, values: Sequence[int | None]) -> list[int]:
    """Take the values of weighted sums (`from_problem`) apart into tiers, constants added."""
    found: list[int] = []
    for tiers, value in zip(_blocks(problem, most), values, strict=True):
        mine: list[int] = []
        rest = value or 0
        for tier in reversed(tiers):
            rest, light = divmod(rest, _reach(problem, problem.costs[tier]) + 1)
            mine.insert(0, light)
        found += mine
    return [value + more for value, more in zip(found, problem.constants, strict=True)]


def _reach(problem: Problem, costs: Sequence[int]) -> int:
    groups = sum(max(costs[first:end], default=0) for first, end in pairwise(problem.starts))
    return groups + sum(costs[problem.derived :])


def ask(peer: Callable[[Model], Peer], model: Model, seconds: float) -> Said:
    """Let a peer minimise all sums of a model in turn, within so many seconds together."""
    began = time.perf_counter()
    solver = peer(model)
    built, work = time.perf_counter(), time.process_time()
    said = Said(proven=True, values=[], build_s=built - began)
    found = One(None, None, proven=False)
    for costs in model.sums:
        left = seconds - (time.perf_counter() - built)
        found = solver.minimise(costs, max(left, 0.1), found.columns)
        said.values.append(found.value)
        said.bound = found.bound
        if not found.proven or found.value is None:
            said.proven = False
            break
        if costs is not model.sums[-1]:
            solver.fix(costs, found.value)
    said.solve_s = time.perf_counter() - built
    said.cpu_s = time.process_time() - work
    return said


class CpSat:
    """CP-SAT by its public door: one thread, `linearization_level` 2, presolve as asked."""

    presolve = True

    def __init__(self, model: Model) -> None:
        self.cp: Any = importlib.import_module("ortools.sat.python.cp_model")
        self.model = self.cp.CpModel()
        self.columns = [self.model.new_bool_var("") for _ in range(model.columns)]
        for terms, least, most in model.rows:
            self._row(terms, least, most)

    def _row(self, terms: Sequence[Term], least: int, most: int | None) -> None:
        mine = [self.columns[column] for column, _ in terms]
        plain = all(factor == 1 for _, factor in terms)
        if plain and (least, most) == (1, 1):
            self.model.add_exactly_one(mine)
        elif plain and (least, most) == (1, None):
            self.model.add_bool_or(mine)
        else:
            total = self.cp.LinearExpr.weighted_sum(mine, [factor for _, factor in terms])
            self.model.add(total >= least)

    def _sum(self, costs: Sequence[int]) -> Any:  # noqa: ANN401 (ortools has no types here)
        return self.cp.LinearExpr.weighted_sum(self.columns, list(costs))

    def minimise(self, costs: Sequence[int], seconds: float, start: Sequence[int]) -> One:
        """Minimise a sum."""
        self.model.minimize(self._sum(costs))
        self.model.clear_hints()
        for column, value in zip(self.columns, start, strict=False):
            self.model.add_hint(column, value)
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.cp_model_presolve = self.presolve
        solver.parameters.max_time_in_seconds = seconds
        status = solver.solve(self.model)
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return One(None, _up(solver.best_objective_bound), proven=False)
        columns = [int(solver.boolean_value(column)) for column in self.columns]
        proven = bool(status == self.cp.OPTIMAL)
        return One(_at(costs, columns), _up(solver.best_objective_bound), proven, columns)

    def fix(self, costs: Sequence[int], most: int) -> None:
        """Add that a sum is at most its optimum."""
        self.model.add(self._sum(costs) <= most)


class CpSatNoPresolve(CpSat):
    """CP-SAT with its presolve off."""

    presolve = False


class Highs:
    """HiGHS by highspy: one thread, no gap allowed."""

    def __init__(self, model: Model) -> None:
        self.hs: Any = importlib.import_module("highspy")
        self.solver = self.hs.Highs()
        self.solver.silent()
        for name, value in (("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5)):
            self.solver.setOptionValue(name, value)
        self.columns = model.columns
        lp = self.hs.HighsLp()
        lp.num_col_, lp.num_row_ = model.columns, len(model.rows)
        lp.col_cost_ = [0.0] * model.columns
        lp.col_lower_, lp.col_upper_ = [0.0] * model.columns, [1.0] * model.columns
        lp.row_lower_ = [float(least) for _, least, _ in model.rows]
        endless = self.hs.kHighsInf
        lp.row_upper_ = [endless if most is None else float(most) for _, _, most in model.rows]
        self._fill(lp.a_matrix_, model)
        lp.integrality_ = [self.hs.HighsVarType.kInteger] * model.columns
        self.solver.passModel(lp)

    def _fill(self, matrix: Any, model: Model) -> None:  # noqa: ANN401 (highspy has no types here)
        matrix.format_ = self.hs.MatrixFormat.kRowwise
        starts, index, value = [0], list[int](), list[float]()
        for terms, _, _ in model.rows:
            index += [column for column, _ in terms]
            value += [float(factor) for _, factor in terms]
            starts.append(len(index))
        matrix.start_, matrix.index_, matrix.value_ = starts, index, value

    def minimise(self, costs: Sequence[int], seconds: float, start: Sequence[int]) -> One:
        """Minimise a sum."""
        for column, cost in enumerate(costs):
            self.solver.changeColCost(column, float(cost))
        # The limit counts from the first run on.
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + seconds)
        if start:
            solution = self.hs.HighsSolution()
            solution.col_value = [float(value) for value in start]
            self.solver.setSolution(solution)
        self.solver.run()
        info = self.solver.getInfo()
        bound = _up(info.mip_dual_bound)
        if info.primal_solution_status != self.hs.SolutionStatus.kSolutionStatusFeasible:
            return One(None, bound, proven=False)
        columns = [round(value) for value in self.solver.getSolution().col_value]
        proven = self.solver.getModelStatus() == self.hs.HighsModelStatus.kOptimal
        return One(_at(costs, columns), bound, bool(proven), columns)

    def fix(self, costs: Sequence[int], most: int) -> None:
        """Add that a sum is at most its optimum."""
        index = [column for column, cost in enumerate(costs) if cost]
        value = [float(costs[column]) for column in index]
        self.solver.addRow(-self.hs.kHighsInf, float(most), len(index), index, value)


class Scip:
    """SCIP by pyscipopt, as it comes (it has one thread)."""

    def __init__(self, model: Model) -> None:
        scip: Any = importlib.import_module("pyscipopt")
        self.sum = scip.quicksum
        self.model = scip.Model()
        self.model.hideOutput()
        self.columns = [self.model.addVar(vtype="B") for _ in range(model.columns)]
        for terms, least, most in model.rows:
            total = self.sum(factor * self.columns[column] for column, factor in terms)
            self.model.addCons(total == least if least == most else total >= least)

    def _sum(self, costs: Sequence[int]) -> Any:  # noqa: ANN401 (pyscipopt has no types here)
        return self.sum(cost * self.columns[column] for column, cost in enumerate(costs) if cost)

    def minimise(self, costs: Sequence[int], seconds: float, start: Sequence[int]) -> One:
        """Minimise a sum; SCIP keeps the solutions that it has."""
        self.model.freeTransform()
        self.model.setObjective(self._sum(costs), "minimize")
        self.model.setParam("limits/time", seconds)
        if start:
            known = self.model.createSol()
            for column, value in zip(self.columns, start, strict=True):
                self.model.setSolVal(known, column, value)
            self.model.addSol(known)
        self.model.optimize()
        bound = _up(self.model.getDualbound())
        if not self.model.getNSols():
            return One(None, bound, proven=False)
        best = self.model.getBestSol()
        columns = [round(best[column]) for column in self.columns]
        return One(_at(costs, columns), bound, self.model.getStatus() == "optimal", columns)

    def fix(self, costs: Sequence[int], most: int) -> None:
        """Add that a sum is at most its optimum."""
        self.model.freeTransform()
        self.model.addCons(self._sum(costs) <= most)


class Clingo:
    """Clingo with cores (`--opt-strategy=usc`), for covering problems."""

    def __init__(self, model: Model) -> None:
        clingo: Any = importlib.import_module("clingo")
        self.control = clingo.Control(["--opt-strategy=usc", "--opt-mode=opt"])
        facts = [f"{{ x(0..{model.columns - 1}) }}."]
        for terms, _, _ in model.rows:
            facts.append(":- " + ", ".join(f"not x({column})" for column, _ in terms) + ".")
        facts += [f":~ x({n}). [{cost},{n}]" for n, cost in enumerate(model.sums[0])]
        facts.append("#show x/1.")
        self.control.add("base", [], "\n".join(facts))
        self.control.ground([("base", [])])

    def minimise(self, costs: Sequence[int], seconds: float, start: Sequence[int]) -> One:  # noqa: ARG002
        """Minimise the sum that the model was made with."""
        best: list[list[int]] = []

        def seen(model: Any) -> None:  # noqa: ANN401 (clingo has no types here)
            best.append([symbol.arguments[0].number for symbol in model.symbols(shown=True)])

        with self.control.solve(on_model=seen, async_=True) as handle:
            done = handle.wait(seconds)
            if not done:
                handle.cancel()
            proven = bool(done and handle.get().exhausted)
        value = sum(costs[column] for column in best[-1]) if best else None
        return One(value, value if proven else None, proven)

    def fix(self, costs: Sequence[int], most: int) -> None:
        """Refuse: it is asked for one sum only."""
        raise NotImplementedError


def _at(costs: Sequence[int], columns: Sequence[int]) -> int:
    return sum(cost for cost, value in zip(costs, columns, strict=True) if value)


def _up(bound: float) -> int | None:
    return math.ceil(bound - _HAIR) if abs(bound) < EXACT else None


PEERS: Final[dict[str, tuple[str, Callable[[Model], Peer]]]] = {
    "cpsat": ("ortools", CpSat),
    "cpsat-no-presolve": ("ortools", CpSatNoPresolve),
    "highs": ("highspy", Highs),
    "scip": ("pyscipopt", Scip),
    "clingo": ("clingo", Clingo),
}
"""Every peer with the module it needs."""


def missing() -> list[str]:
    """List the peers whose package is not installed here."""
    return [name for name, (module, _) in PEERS.items() if find_spec(module) is None]


def here(names: Sequence[str]) -> dict[str, Callable[[Model], Peer]]:
    """Return those of some peers that are installed."""
    absent = missing()
    return {name: PEERS[name][1] for name in names if name not in absent}

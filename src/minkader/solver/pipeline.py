# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Solve a whole problem by named steps, from the covering form to the checked best.

Small components are searched exactly, equal components once; what takes too many branchings goes to
CP-SAT. Which way a component goes is counted in rows and branchings, so it is the same on every
machine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minkader.problem.numbers import Problem, worth
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.uncollected import uncollected
from minkader.solver.capacity import scarce_capacities, within_capacities
from minkader.solver.component import (
    InfeasibleError,
    Settings,
    Solution,
    StepEffect,
    asked,
    is_whole_set_cover,
    search_component,
    solve_component,
)
from minkader.solver.components import decompose, subproblem
from minkader.solver.covering_form import NOBODY, CoveringForm, covering_form_of, weighting_of
from minkader.solver.lexicographic import check_rows
from minkader.solver.presolve.propagation import propagate
from minkader.solver.presolve.reduced import Fixed
from minkader.solver.watch import InComponent, Watch


@dataclass(frozen=True)
class Outcome:
    """The best that was found for a whole problem.

    `chosen` is the column of every choice set (None: nothing found, or infeasible). `bounds` are
    proven lower bounds of the tiers; None behind the first tier whose value is not proven. `equal`
    is the number of solutions that are as good (None: not counted). `steps` says what each step
    did. `values` are all columns of a proven best, 0 or 1, the derived ones too.
    """

    chosen: list[int] | None
    bounds: list[int | None]
    proven: bool
    infeasible: bool = False
    equal: int | None = None
    values: Sequence[int] = ()
    steps: Mapping[str, StepEffect] = field(default_factory=dict, compare=False)


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
        steady: break ties by the smallest option numbers, choice sets in their order.
        start: a valid solution (a column for every choice set) to fall back on where a component is
            stopped before it has one of its own.

    Raises:
        SelfCheckError: where a solver contradicts itself.
    """
    settings = Settings(weighting_of(problem), watch or Watch(), steady=steady)
    run = _Pipeline(problem, start, settings)
    with uncollected():
        try:
            form, alone = run.covering_form()
            if alone:
                solutions = [run.solve_set_cover(form)]
            else:
                reduced = run.propagated(form)
                free, components = run.split(reduced)
                solutions = run.within_capacities(run.solve_each(free, components))
        except InfeasibleError:
            return run.infeasible()
        return run.checked(solutions)


class _Pipeline:
    """The steps of one solve, and what they hand on: what is fixed, and what is left of capacities.

    Each step is timed under the name that an answer gives it.
    """

    def __init__(self, problem: Problem, start: Sequence[int] | None, settings: Settings) -> None:
        self.problem = problem
        self.watch = settings.watch
        self.start = start
        self.settings = settings
        self.fixed = Fixed()
        self.caps: list[int] = []
        """What is left of each capacity beside what is fixed."""
        self.owners = problem.owners()
        self.components: list[CoveringForm] = []
        self.plain = not problem.costs or not any(problem.costs[0][problem.derived :])
        self.seen = 0, 0, sum(problem.constants[:1])
        """How many fixed columns and solutions were told, and what they cost on the first tier."""

    # Steps -------------------------------------------------------------------------------------

    def covering_form(self) -> tuple[CoveringForm, bool]:
        """Return the covering form, and whether it is a set cover from which nothing can go."""
        with self.settings.step("normal"):
            form = covering_form_of(self.problem, self.settings.weighting)
            return form, is_whole_set_cover(self.problem, form)

    def solve_set_cover(self, form: CoveringForm) -> Solution:
        """Solve a problem that is one large set cover, as it was given."""
        self.components = [form]
        ahead = self._ahead() if self.watch.followed else []
        self._tell([], 0, ahead)
        found = asked(form, self.settings, problem=self.problem)
        self._tell([found], 1, ahead)
        return found

    def propagated(self, form: CoveringForm) -> CoveringForm:
        """Take away what no solution has, within the capacities."""
        with self.settings.step("forced") as step:
            self.caps = [-self.problem.rhs[row] for row in self.problem.capacities]
            reduced = propagate(form, self.caps)
            if reduced is None:
                raise InfeasibleError
            step.columns += len(form.columns) - len(reduced.form.columns)
            step.rows += len(form.rows) - len(reduced.form.rows)
        self._fix(reduced)
        return reduced.form

    def split(self, form: CoveringForm) -> tuple[CoveringForm, list[CoveringForm]]:
        """Return the choice sets without a row, and the components; note scarce capacities."""
        with self.settings.step("split"):
            free, self.components = decompose(form)
        self.settings.scarce = scarce_capacities(form, self.caps)
        return free, self.components

    def solve_each(self, free: CoveringForm, components: Sequence[CoveringForm]) -> list[Solution]:
        """Solve every component on its own, capacities relaxed."""
        solutions = list(self._free(free))
        ahead = self._ahead() if self.watch.followed else []
        for number, component in enumerate(components):
            self._tell(solutions, number, ahead)
            reduced, mine = solve_component(component, self.settings)
            self._fix(reduced)
            solutions += mine
        self._tell(solutions, len(components), ahead)
        return solutions

    def within_capacities(self, solutions: list[Solution]) -> list[Solution]:
        """Join the components that together use too much of a capacity."""
        return within_capacities(solutions, self.caps, self.settings)

    def infeasible(self) -> Outcome:
        """Return that there is no solution."""
        nothing: list[int | None] = [None] * len(self.problem.costs)
        steps = self.settings.steps
        return Outcome(None, nothing, proven=False, infeasible=True, steps=steps)

    def checked(self, solutions: Sequence[Solution]) -> Outcome:
        """Return the best, held against every row of the problem as it was given where proven."""
        proven = all(found.proven for found in solutions)
        bounds = self._bounds(solutions)
        return Outcome(
            self._chosen(solutions),
            bounds,
            proven,
            equal=self._equal(solutions) if proven else None,
            values=self._values(solutions, bounds) if proven else [],
            steps=self.settings.steps,
        )

    def _fix(self, reduced: Fixed) -> None:
        self.fixed.absorb(reduced)
        for capacity, used in reduced.used.items():
            self.caps[capacity] -= used

    # Progress ----------------------------------------------------------------------------------

    def _ahead(self) -> list[tuple[int, int]]:
        """Return what is left from each component on: its least on the first tier, and today.

        What today's framework costs is only told where no derived column has a cost.
        """
        costs = self.problem.costs[0] if self.problem.costs else []
        ahead = [(0, 0)]
        for component in reversed(self.components):
            mine = [column for column in component.columns if 0 <= column < self.problem.derived]
            choice_sets = dict.fromkeys(self.owners[column] for column in mine)
            least = sum(
                min(component.costs[first:end]) for first, end in pairwise(component.starts)
            )
            today = (
                sum(costs[self.start[choice_set]] for choice_set in choice_sets)
                if self.start
                else 0
            )
            first = (self.settings.weighting.by_tier(least) or (0,))[0]
            ahead.append((ahead[-1][0] + first, ahead[-1][1] + today))
        return ahead[::-1]

    def _tell(
        self, solutions: Sequence[Solution], number: int, ahead: Sequence[tuple[int, int]]
    ) -> None:
        best = bound = None
        spent = self._spent(solutions) if ahead and self.problem.costs else None
        if spent is not None:
            bound = spent + ahead[number][0]
            if self.start is not None and self.plain:
                best = spent + ahead[number][1]
        self.watch.tell("solve", number, len(self.components), best, bound)
        if spent is not None and number < len(self.components):
            least, today = ahead[number + 1]
            others = None if self.start is None or not self.plain else spent + today
            self.watch.enter(InComponent(number, len(self.components), others, spent + least, best))

    def _spent(self, solutions: Sequence[Solution]) -> int | None:
        # What is decided costs on the first tier, added up as it comes; None once it is stopped.
        costs, (fixed, found, spent) = self.problem.costs[0], self.seen
        if any(mine.columns is None for mine in solutions[found:]):
            return None
        spent += sum(costs[column] for column in self.fixed.fixed[fixed:])
        spent += sum(costs[column] for mine in solutions[found:] for column in mine.columns or ())
        self.seen = len(self.fixed.fixed), len(solutions), spent
        return spent

    # Answer ------------------------------------------------------------------------------------

    def _free(self, form: CoveringForm) -> Iterator[Solution]:
        # Choice sets that no row touches: the cheapest column, the first among equals.
        columns, cost, count = [], 0, 1
        for choice_set, (first, end) in enumerate(pairwise(form.starts)):
            if not form.uses.keys().isdisjoint(range(first, end)):
                yield search_component(subproblem(form, [choice_set], ()), self.settings)
                continue
            costs = form.costs[first:end]
            least = min(costs)
            cost, count = cost + least, count * costs.count(least)
            columns.append(form.columns[first + costs.index(least)])
        bounds: list[int | None] = [*self.settings.weighting.by_tier(cost)]
        columns = [column for column in columns if column != NOBODY]
        yield Solution(CoveringForm(), columns, bounds, proven=True, count=count)

    def _ones(self, solutions: Iterable[Solution]) -> Iterator[int]:
        yield from self.fixed.fixed
        for found in solutions:
            yield from found.columns or ()

    def _chosen(self, solutions: Sequence[Solution]) -> list[int] | None:
        owners = self.owners
        choice_sets = len(self.problem.starts) - 1
        chosen = [-1] * choice_sets
        for column in self._ones(solutions):
            if owners[column] < choice_sets:
                chosen[owners[column]] = column
        if all(found.columns is not None for found in solutions):
            return chosen
        return None if self.start is None else self._filled(chosen, self.start)

    def _filled(self, chosen: Sequence[int], start: Sequence[int]) -> list[int]:
        # Components share no row, so a part of the start fits beside any other component;
        # capacities may not.
        mixed = list(chosen)
        for component in self.components:
            mine = {self.owners[c] for c in component.columns if 0 <= c < self.problem.derived}
            if any(chosen[choice_set] < 0 for choice_set in mine):
                for choice_set in mine:
                    mixed[choice_set] = start[choice_set]
        mixed = [
            first if first >= 0 else second for first, second in zip(mixed, start, strict=True)
        ]
        picked = set(mixed)
        for row in self.problem.capacities:
            used = sum(
                coefficient for column, coefficient in self.problem.terms(row) if column in picked
            )
            if used < self.problem.rhs[row]:
                return list(start)
        return mixed

    def _bounds(self, solutions: Sequence[Solution]) -> list[int | None]:
        bounds: list[int | None] = [None] * len(self.problem.costs)
        for tier, constant in enumerate(self.problem.constants):
            costs = self.problem.costs[tier]
            total = constant + sum(costs[column] for column in self.fixed.fixed)
            bounds[tier] = total + sum(found.bounds[tier] or 0 for found in solutions)
            if any(
                found.columns is None
                or sum(costs[column] for column in found.columns) != found.bounds[tier]
                for found in solutions
            ):
                break
        return bounds

    def _values(self, solutions: Sequence[Solution], bounds: Sequence[int | None]) -> list[int]:
        # Checked in plain integers against every row of the problem as it was given.
        values = [0] * self.problem.columns
        for column in self._ones(solutions):
            values[column] = 1
        check_rows(self.problem, values)
        if (found := worth(self.problem, values)) != bounds:
            raise SelfCheckError("worth", {"values": found, "bounds": bounds})
        return values

    def _equal(self, solutions: Sequence[Solution]) -> int | None:
        equal = 1
        for found in solutions:
            if found.count is None:
                return None
            equal *= found.count
        return equal

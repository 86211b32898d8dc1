# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Solve a whole problem: reduce, split, solve each component, join what shares a capacity.

Small components are searched exactly, equal components once; what takes too many branchings goes to
CP-SAT. Which way a component goes is counted in rows and branchings, so it is the same on every
machine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minkader.problem.numbers import Problem, worth
from minkader.ruleset.errors import SelfCheckError
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
from minkader.solver.presolve.reduce import Reduced, propagate
from minkader.solver.watch import InComponent, Watch
from minkader.uncollected import uncollected


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
    watch = watch or Watch()
    settings = Settings(weighting_of(problem), watch, steady=steady)
    with uncollected():
        return _Pipeline(problem, watch, start, settings).run()


class _Pipeline:
    def __init__(
        self,
        problem: Problem,
        watch: Watch,
        start: Sequence[int] | None,
        settings: Settings,
    ) -> None:
        self.problem = problem
        self.watch = watch
        self.start = start
        self.settings = settings
        self.fixed: list[int] = []
        self.owners = problem.owners()
        self.components: list[CoveringForm] = []
        self.plain = not problem.costs or not any(problem.costs[0][problem.derived :])
        self.seen = 0, 0, sum(problem.constants[:1])
        """How many columns taken and founds were told, and what they cost on the first tier."""

    def run(self) -> Outcome:
        try:
            solutions = self._solutions()
        except InfeasibleError:
            nothing: list[int | None] = [None] * len(self.problem.costs)
            steps = self.settings.steps
            return Outcome(None, nothing, proven=False, infeasible=True, steps=steps)
        proven = all(found.proven for found in solutions)
        chosen = self._chosen(solutions)
        bounds = self._bounds(solutions)
        values = self._values(solutions, bounds) if proven else []
        return Outcome(
            chosen,
            bounds,
            proven,
            equal=self._equal(solutions) if proven else None,
            values=values,
            steps=self.settings.steps,
        )

    def _solutions(self) -> list[Solution]:
        settings = self.settings
        with settings.step("normal"):
            form = covering_form_of(self.problem, settings.weighting)
            alone = is_whole_set_cover(self.problem, form)
        if alone:
            self.components = [form]
            return self._core(form)
        with settings.step("forced") as step:
            caps = [-self.problem.rhs[row] for row in self.problem.capacities]
            reduced = propagate(form, caps)
            if reduced is None:
                raise InfeasibleError
            step.columns += len(form.columns) - len(reduced.form.columns)
            step.rows += len(form.rows) - len(reduced.form.rows)
        self._take(reduced, caps)
        with settings.step("split"):
            free, self.components = decompose(reduced.form)
        components = self.components
        settings.scarce = scarce_capacities(reduced.form, caps)
        solutions = list(self._free(free))
        ahead = self._ahead() if self.watch.followed else []
        for number, component in enumerate(components):
            self._tell(solutions, number, ahead)
            smaller, mine = solve_component(component, settings)
            self._take(smaller, caps)
            solutions += mine
        self._tell(solutions, len(components), ahead)
        return within_capacities(solutions, caps, settings)

    def _core(self, form: CoveringForm) -> list[Solution]:
        self.components = [form]
        ahead = self._ahead() if self.watch.followed else []
        self._tell([], 0, ahead)
        solutions = [asked(form, self.settings, problem=self.problem)]
        self._tell(solutions, 1, ahead)
        return solutions

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
        spent += sum(costs[column] for column in self.fixed[fixed:])
        spent += sum(costs[column] for mine in solutions[found:] for column in mine.columns or ())
        self.seen = len(self.fixed), len(solutions), spent
        return spent

    def _take(self, reduced: Reduced, caps: list[int]) -> None:
        self.fixed += reduced.fixed
        for capacity, used in reduced.used.items():
            caps[capacity] -= used

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
        yield from self.fixed
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
            total = constant + sum(costs[column] for column in self.fixed)
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

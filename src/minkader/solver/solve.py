# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Solve a whole problem: reduce, split, solve each part, join what shares a budget.

Small parts are searched exactly, equal parts once; what takes too many branchings goes to CP-SAT.
Which way a part goes is counted in rows and branchings, so it is the same on every machine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minkader.problem.numbers import Problem, worth
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.uncollected import uncollected
from minkader.solver.capacity import live_budgets, within_budgets
from minkader.solver.component import (
    Found,
    InfeasibleError,
    Settings,
    Step,
    asked,
    is_whole_core,
    solve_part,
    solve_piece,
)
from minkader.solver.components import apart, piece
from minkader.solver.covering_form import NOBODY, Normal, normal_of, scale_of
from minkader.solver.lexicographic import check_rows
from minkader.solver.presolve.reduce import Reduced, forced
from minkader.solver.watch import Part, Watch


@dataclass(frozen=True)
class Outcome:
    """The best that was found for a whole problem.

    `chosen` is the column of every group (None: nothing found, or infeasible). `bounds` are proven
    lower bounds of the tiers; None behind the first tier whose value is not proven. `equal` is the
    number of solutions that are as good (None: not counted). `steps` says what each step did.
    `values` are all columns of a proven best, 0 or 1, the derived ones too.
    """

    chosen: list[int] | None
    bounds: list[int | None]
    proven: bool
    infeasible: bool = False
    equal: int | None = None
    values: Sequence[int] = ()
    steps: Mapping[str, Step] = field(default_factory=dict, compare=False)


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
    settings = Settings(scale_of(problem), watch, steady=steady)
    with uncollected():
        return _Whole(problem, watch, start, settings).run()


class _Whole:
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
        self.taken: list[int] = []
        self.owners = problem.owners()
        self.parts: list[Normal] = []
        self.plain = not problem.costs or not any(problem.costs[0][problem.derived :])
        self.seen = 0, 0, sum(problem.constants[:1])
        """How many columns taken and founds were told, and what they cost on the first tier."""

    def run(self) -> Outcome:
        try:
            founds = self._founds()
        except InfeasibleError:
            nothing: list[int | None] = [None] * len(self.problem.costs)
            steps = self.settings.steps
            return Outcome(None, nothing, proven=False, infeasible=True, steps=steps)
        proven = all(found.proven for found in founds)
        chosen = self._chosen(founds)
        bounds = self._bounds(founds)
        values = self._values(founds, bounds) if proven else []
        return Outcome(
            chosen,
            bounds,
            proven,
            equal=self._equal(founds) if proven else None,
            values=values,
            steps=self.settings.steps,
        )

    def _founds(self) -> list[Found]:
        settings = self.settings
        with settings.step("normal"):
            normal = normal_of(self.problem, settings.scale)
            alone = is_whole_core(self.problem, normal)
        if alone:
            self.parts = [normal]
            return self._core(normal)
        with settings.step("forced") as step:
            caps = [-self.problem.at_least[row] for row in self.problem.budgets]
            reduced = forced(normal, caps)
            if reduced is None:
                raise InfeasibleError
            step.columns += len(normal.columns) - len(reduced.normal.columns)
            step.rows += len(normal.rows) - len(reduced.normal.rows)
        self._take(reduced, caps)
        with settings.step("split"):
            free, self.parts = apart(reduced.normal)
        parts = self.parts
        settings.live = live_budgets(reduced.normal, caps)
        founds = list(self._free(free))
        ahead = self._ahead() if self.watch.followed else []
        for number, part in enumerate(parts):
            self._tell(founds, number, ahead)
            smaller, mine = solve_part(part, settings)
            self._take(smaller, caps)
            founds += mine
        self._tell(founds, len(parts), ahead)
        return within_budgets(founds, caps, settings)

    def _core(self, normal: Normal) -> list[Found]:
        self.parts = [normal]
        ahead = self._ahead() if self.watch.followed else []
        self._tell([], 0, ahead)
        founds = [asked(normal, self.settings, problem=self.problem)]
        self._tell(founds, 1, ahead)
        return founds

    def _ahead(self) -> list[tuple[int, int]]:
        """Give what is left from each part on: the least it can cost on the first tier, and today.

        What today's framework costs is only told where no derived column has a cost.
        """
        costs = self.problem.costs[0] if self.problem.costs else []
        ahead = [(0, 0)]
        for part in reversed(self.parts):
            mine = [column for column in part.columns if 0 <= column < self.problem.derived]
            groups = dict.fromkeys(self.owners[column] for column in mine)
            least = sum(min(part.costs[first:end]) for first, end in pairwise(part.starts))
            today = sum(costs[self.start[group]] for group in groups) if self.start else 0
            first = (self.settings.scale.apart(least) or (0,))[0]
            ahead.append((ahead[-1][0] + first, ahead[-1][1] + today))
        return ahead[::-1]

    def _tell(self, founds: Sequence[Found], number: int, ahead: Sequence[tuple[int, int]]) -> None:
        best = bound = None
        spent = self._spent(founds) if ahead and self.problem.costs else None
        if spent is not None:
            bound = spent + ahead[number][0]
            if self.start is not None and self.plain:
                best = spent + ahead[number][1]
        self.watch.tell("solve", number, len(self.parts), best, bound)
        if spent is not None and number < len(self.parts):
            least, today = ahead[number + 1]
            others = None if self.start is None or not self.plain else spent + today
            self.watch.enter(Part(number, len(self.parts), others, spent + least, best))

    def _spent(self, founds: Sequence[Found]) -> int | None:
        # What is decided costs on the first tier, added up as it comes; None once it is stopped.
        costs, (taken, found, spent) = self.problem.costs[0], self.seen
        if any(mine.columns is None for mine in founds[found:]):
            return None
        spent += sum(costs[column] for column in self.taken[taken:])
        spent += sum(costs[column] for mine in founds[found:] for column in mine.columns or ())
        self.seen = len(self.taken), len(founds), spent
        return spent

    def _take(self, reduced: Reduced, caps: list[int]) -> None:
        self.taken += reduced.taken
        for budget, used in reduced.used.items():
            caps[budget] -= used

    def _free(self, normal: Normal) -> Iterator[Found]:
        # Groups that no row touches: the cheapest column, the first among equals.
        columns, cost, count = [], 0, 1
        for group, (first, end) in enumerate(pairwise(normal.starts)):
            if not normal.uses.keys().isdisjoint(range(first, end)):
                yield solve_piece(piece(normal, [group], ()), self.settings)
                continue
            costs = normal.costs[first:end]
            least = min(costs)
            cost, count = cost + least, count * costs.count(least)
            columns.append(normal.columns[first + costs.index(least)])
        bounds: list[int | None] = [*self.settings.scale.apart(cost)]
        columns = [column for column in columns if column != NOBODY]
        yield Found(Normal(), columns, bounds, proven=True, count=count)

    def _ones(self, founds: Iterable[Found]) -> Iterator[int]:
        yield from self.taken
        for found in founds:
            yield from found.columns or ()

    def _chosen(self, founds: Sequence[Found]) -> list[int] | None:
        owners = self.owners
        groups = len(self.problem.starts) - 1
        chosen = [-1] * groups
        for column in self._ones(founds):
            if owners[column] < groups:
                chosen[owners[column]] = column
        if all(found.columns is not None for found in founds):
            return chosen
        return None if self.start is None else self._filled(chosen, self.start)

    def _filled(self, chosen: Sequence[int], start: Sequence[int]) -> list[int]:
        # Parts share no row, so a part of the start fits beside any other part; budgets may not.
        mixed = list(chosen)
        for part in self.parts:
            mine = {self.owners[c] for c in part.columns if 0 <= c < self.problem.derived}
            if any(chosen[group] < 0 for group in mine):
                for group in mine:
                    mixed[group] = start[group]
        mixed = [
            first if first >= 0 else second for first, second in zip(mixed, start, strict=True)
        ]
        picked = set(mixed)
        for row in self.problem.budgets:
            used = sum(factor for column, factor in self.problem.terms(row) if column in picked)
            if used < self.problem.at_least[row]:
                return list(start)
        return mixed

    def _bounds(self, founds: Sequence[Found]) -> list[int | None]:
        bounds: list[int | None] = [None] * len(self.problem.costs)
        for tier, constant in enumerate(self.problem.constants):
            costs = self.problem.costs[tier]
            total = constant + sum(costs[column] for column in self.taken)
            bounds[tier] = total + sum(found.bounds[tier] or 0 for found in founds)
            if any(
                found.columns is None
                or sum(costs[column] for column in found.columns) != found.bounds[tier]
                for found in founds
            ):
                break
        return bounds

    def _values(self, founds: Sequence[Found], bounds: Sequence[int | None]) -> list[int]:
        # Checked in plain integers against every row of the problem as it was given.
        values = [0] * self.problem.columns
        for column in self._ones(founds):
            values[column] = 1
        check_rows(self.problem, values)
        if (found := worth(self.problem, values)) != bounds:
            raise SelfCheckError("worth", {"values": found, "bounds": bounds})
        return values

    def _equal(self, founds: Sequence[Found]) -> int | None:
        equal = 1
        for found in founds:
            if found.count is None:
                return None
            equal *= found.count
        return equal

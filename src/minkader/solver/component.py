# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Solve one component: presolve, split again, search the small, ask CP-SAT for the rest."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, pairwise
from typing import Final

from minkader.problem.numbers import Problem
from minkader.ruleset.errors import SelfCheckError
from minkader.solver.components import connected_components, decompose, subproblem
from minkader.solver.covering_form import NOBODY, CoveringForm, Weighting, problem_of
from minkader.solver.lexicographic import solve_lexicographically
from minkader.solver.minimised import Minimised
from minkader.solver.presolve import STEPS
from minkader.solver.presolve.reduced import Reduced
from minkader.solver.search.bits import TooManyError
from minkader.solver.search.exact import best_of
from minkader.solver.search.front import Best, Front, better
from minkader.solver.watch import StoppedError, Watch

FIRST_NODES: Final = 2_000
"""Branchings that a component is tried with before CP-SAT is asked."""
COUNT_NODES: Final = 20_000
"""Branchings that counting may take where CP-SAT found the optimum."""
SET_COVER: Final = 60
"""Choice sets from which a covering problem is given to the LP tree."""
FEW: Final = 12
"""Choice sets up to which a component is searched as it is."""
_MOST_KNOWN: Final = 100_000
"""Components that are remembered."""


@dataclass
class StepEffect:
    """What one step did in all components together: how much it took away, and how long it took."""

    columns: int = 0
    rows: int = 0
    seconds: float = 0.0


@dataclass
class Settings:
    """How components are solved: the scale of the tiers, the tie-break, limits, who watches."""

    weighting: Weighting
    watch: Watch
    steady: bool = True
    steps: dict[str, StepEffect] = field(default_factory=dict)
    scarce: frozenset[int] = frozenset()
    """Capacities of which everybody together could use more than there is."""
    known: dict[object, Front] = field(default_factory=dict)
    """Components that were searched: equal components are searched once."""

    @property
    def stop(self) -> Callable[[], bool] | None:
        """Return what to ask now and then whether to stop; None where nobody ever will."""
        return None if self.watch.endless else lambda: self.watch.stopped

    @contextmanager
    def step(self, name: str) -> Iterator[StepEffect]:
        """Time a step."""
        began = time.perf_counter()
        step = self.steps.setdefault(name, StepEffect())
        try:
            yield step
        finally:
            step.seconds += time.perf_counter() - began


@dataclass
class Solution:
    """What is known of a component.

    `columns` are the columns of the problem that are 1 (None: none found). `bounds` are proven
    lower bounds by tier, None behind the first that is open. `count` is how many are as good (None:
    not counted). `front` is the best for each amount used of `capacities`, where we searched for
    it. `normal` is empty of components that were joined: nothing more is asked of it.
    """

    form: CoveringForm
    columns: list[int] | None
    bounds: list[int | None]
    proven: bool
    count: int | None = None
    front: Front | None = None
    capacities: tuple[int, ...] = ()

    @cached_property
    def ones(self) -> frozenset[int]:
        """Return the columns of the problem that are 1, to look them up."""
        return frozenset(self.columns or ())

    @cached_property
    def used(self) -> dict[int, int]:
        """Return what the columns that are 1 use of each capacity."""
        used: dict[int, int] = {}
        for column, uses in self.form.uses.items():
            if self.form.columns[column] in self.ones:
                for capacity, amount in uses:
                    used[capacity] = used.get(capacity, 0) + amount
        return used

    @cached_property
    def may_use(self) -> tuple[int, ...]:
        """Return the capacities that the component may use, those that were looked at."""
        return self.capacities if self.front is not None else tuple(sorted(self.span))

    @cached_property
    def span(self) -> dict[int, int]:
        """Return the most that the component can use of each capacity."""
        return self.form.span()


class InfeasibleError(Exception):
    """Raised where a component has no solution."""


def solve_component(form: CoveringForm, settings: Settings) -> tuple[Reduced, list[Solution]]:
    """Find the best of one component: what presolve fixed, and the solution of what is left.

    Capacities are left out of it.

    Raises:
        InfeasibleError: where it has no solution.
        SelfCheckError: where a solver contradicts itself.
    """
    if is_set_cover(form):
        return Reduced(form=form), [asked(form, settings)]
    reduced = _presolved(form, settings)
    if reduced.form is form:
        return reduced, [search_component(form, settings)]
    free, components = decompose(reduced.form)
    components += [subproblem(free, [choice_set], ()) for choice_set in range(free.choice_sets)]
    if len(components) != 1 or reduced.fixed:
        settings.watch.enter_components()
    return reduced, [search_component(mine, settings) for mine in components]


def _presolved(form: CoveringForm, settings: Settings) -> Reduced:
    smaller = Reduced(form=form)
    size = (-1, -1)
    while form.choice_sets > FEW and size != (len(form.columns), len(form.rows)):
        size = (len(form.columns), len(form.rows))
        for name, reduce in STEPS.items():
            with settings.step(name) as step:
                reduced = reduce(form)
                if reduced is None:
                    raise InfeasibleError
                step.columns += len(form.columns) - len(reduced.form.columns)
                step.rows += len(form.rows) - len(reduced.form.rows)
                form = reduced.form
                smaller.absorb(reduced)
    smaller.form = form
    return smaller


def search_component(form: CoveringForm, settings: Settings) -> Solution:
    """Find the best of a component as it is, by search, or by CP-SAT where that takes too long."""
    used = {capacity for uses in form.uses.values() for capacity, _ in uses}
    capacities = tuple(sorted(used & settings.scarce))
    try:
        with settings.step("search"):
            front = _searched(form, settings, capacities)
    except TooManyError:
        return asked(form, settings)
    except StoppedError:
        return _stopped(form, settings)
    cost, count, bits = best_in(front)
    bounds: list[int | None] = [*settings.weighting.by_tier(cost)]
    return Solution(form, picked(form, bits), bounds, True, count, front, capacities)


def best_in(front: Front) -> Best:
    """Return the best of a front, whatever it uses: equals of every amount count."""
    found: Front = {}
    for best in front.values():
        better(found, (), best)
    return found[()]


def _searched(form: CoveringForm, settings: Settings, capacities: tuple[int, ...]) -> Front:
    key = key_of(form, capacities)
    front = settings.known.get(key)
    if front is None:
        if settings.stop is not None and settings.stop():
            raise StoppedError
        front = best_of(form, capacities=capacities, most_nodes=FIRST_NODES, stop=settings.stop)
        if not front:
            raise InfeasibleError
        if len(settings.known) < _MOST_KNOWN:
            settings.known[key] = front
    return front


def key_of(form: CoveringForm, capacities: tuple[int, ...]) -> object:
    """Return what equal components have in common: all but which columns and capacities."""
    rows = tuple(tuple(row.items()) for row in form.rows)
    place = {capacity: number for number, capacity in enumerate(capacities)}
    uses = tuple(
        (column, place[capacity], used)
        for column, mine in form.uses.items()
        for capacity, used in mine
        if capacity in place
    )
    return tuple(form.starts), rows, tuple(form.rhs), tuple(form.costs), uses


def _stopped(form: CoveringForm, settings: Settings) -> Solution:
    # Nothing is cheaper than the least of every choice set.
    least = sum(min(form.costs[first:end]) for first, end in pairwise(form.starts))
    first, *later = settings.weighting.by_tier(least) or (None,)
    return Solution(form, None, [first, *(None for _ in later)], proven=False)


def picked(form: CoveringForm, bits: int) -> list[int]:
    """Return the columns of the problem that stand behind bits."""
    return [c for n, c in enumerate(form.columns) if bits >> n & 1 and c != NOBODY]


def asked(
    form: CoveringForm,
    settings: Settings,
    caps: Mapping[int, int] | None = None,
    problem: Problem | None = None,
) -> Solution:
    """Ask CP-SAT for the best of a component within some capacities; count equals if we can.

    Where the component is a whole problem, that may be given as it was.

    Raises:
        InfeasibleError: where it says that there is no solution.
        SelfCheckError: where CP-SAT contradicts itself, the rows, or our own count.
    """
    problem = problem or problem_of(form, settings.weighting, caps or {})
    first = _first_tier(problem, settings) if not caps and is_set_cover(form) else None
    with settings.step("cpsat"):
        solved = solve_lexicographically(
            problem, settings.watch, steady=settings.steady, first=first
        )
    if solved.infeasible:
        raise InfeasibleError
    if solved.values is None:
        return Solution(form, None, solved.bounds, proven=False)
    columns = [column for column in compress(form.columns, solved.values) if column != NOBODY]
    found = Solution(form, columns, solved.bounds, solved.proven)
    if solved.proven and settings.steady and not caps:
        with settings.step("count"):
            bits = int("".join(map(str, (0, *reversed(solved.values)))), 2)
            found.count = _counted(form, settings, bits)
    return found


def is_set_cover(form: CoveringForm) -> bool:
    """Return whether a component is a large set cover: pairs of which one column fulfils rows."""
    if form.choice_sets < SET_COVER or len(form.columns) != 2 * form.choice_sets:
        return False
    covering = set().union(*form.rows)
    owners = {column // 2 for column in covering}
    return len(owners) == len(covering) and all(rhs == 1 for rhs in form.rhs)


def is_whole_set_cover(problem: Problem, form: CoveringForm) -> bool:
    """Return whether a problem is a core from which nothing can be taken, and that does not split.

    Each row has a choice of two choice sets, so none of them forces anything; and the choice sets
    hang together. Without capacities and derived columns, so that both have the same columns.
    """
    if problem.capacities or problem.columns > problem.derived or not is_set_cover(form):
        return False
    if min(map(len, form.rows), default=0) < 2:  # noqa: PLR2004 (a choice of two)
        return False
    sets = ([column // 2 for column in row] for row in form.rows)
    return len(connected_components(form.choice_sets, sets)) == 1


def _first_tier(problem: Problem, settings: Settings) -> Minimised | None:
    from minkader.solver.branch_and_bound import search  # noqa: PLC0415 (numpy and GLOP, only for a core)

    if not problem.costs:
        return None
    with settings.step("tree"):
        return search(problem, problem.costs[0], settings.watch).found


def _counted(form: CoveringForm, settings: Settings, bits: int) -> int | None:
    cost = sum(cost for column, cost in enumerate(form.costs) if bits >> column & 1)
    try:
        front = best_of(form, most_nodes=COUNT_NODES, cutoff=cost, stop=settings.stop)
    except (TooManyError, StoppedError):
        return None
    best = front.get(())
    if best is None or best[0] != cost or (settings.steady and best[2] != bits):
        told = {"solver": settings.weighting.by_tier(cost), "count": repr(best)}
        raise SelfCheckError("count", told)
    return best[1]

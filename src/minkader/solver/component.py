# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Solve one part: make it smaller, split it again, search the small, ask CP-SAT for the rest."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, pairwise
from typing import Final

from minkader.problem.numbers import Problem
from minkader.ruleset.errors import SelfCheckError
from minkader.solver.components import apart, piece
from minkader.solver.covering_form import NOBODY, Normal, Scale, problem_of
from minkader.solver.lexicographic import solve_part as solve_lexicographically
from minkader.solver.minimised import Minimised
from minkader.solver.presolve.reduce import Reduced, undominated, unimplied, unsubstituted
from minkader.solver.search.bits import StoppedError, TooManyError
from minkader.solver.search.exact import best_of
from minkader.solver.search.front import Best, Front, better
from minkader.solver.watch import Watch

FIRST_NODES: Final = 2_000
"""Branchings that a part is tried with before CP-SAT is asked."""
COUNT_NODES: Final = 20_000
"""Branchings that counting may take where CP-SAT found the optimum."""
CORE: Final = 60
"""Groups from which a covering problem is given to the LP tree."""
FEW: Final = 12
"""Groups up to which a part is searched as it is."""
_MOST_KNOWN: Final = 100_000
"""Parts that are remembered."""

STEPS: Final[dict[str, Callable[[Normal], Reduced | None]]] = {
    "undominated": undominated,
    "unimplied": unimplied,
    "unsubstituted": unsubstituted,
}
"""The steps that make a part smaller, in their order."""


@dataclass
class Step:
    """What one step did in all parts together: how much it took away, and how long it took."""

    columns: int = 0
    rows: int = 0
    seconds: float = 0.0


@dataclass
class Settings:
    """How parts are solved: the scale of the tiers, the tie-break, limits, who watches."""

    scale: Scale
    watch: Watch
    steady: bool = True
    steps: dict[str, Step] = field(default_factory=dict)
    live: frozenset[int] = frozenset()
    """Budgets of which everybody together could use more than there is."""
    known: dict[object, Front] = field(default_factory=dict)
    """Parts that were searched: equal parts are searched once."""

    @property
    def stop(self) -> Callable[[], bool] | None:
        """Give what to ask now and then whether to stop; None where nobody ever will."""
        return None if self.watch.endless else lambda: self.watch.stopped

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Time a step."""
        began = time.perf_counter()
        step = self.steps.setdefault(name, Step())
        try:
            yield step
        finally:
            step.seconds += time.perf_counter() - began


@dataclass
class Found:
    """What is known of a piece.

    `columns` are the columns of the problem that are 1 (None: none found). `bounds` are proven
    lower bounds by tier, None behind the first that is open. `count` is how many are as good (None:
    not counted). `front` is the best for each amount used of `budgets`, where we searched for it.
    `normal` is empty of pieces that were joined: nothing more is asked of it.
    """

    normal: Normal
    columns: list[int] | None
    bounds: list[int | None]
    proven: bool
    count: int | None = None
    front: Front | None = None
    budgets: tuple[int, ...] = ()

    @cached_property
    def ones(self) -> frozenset[int]:
        """Give the columns of the problem that are 1, to look them up."""
        return frozenset(self.columns or ())

    @cached_property
    def used(self) -> dict[int, int]:
        """Give what the columns that are 1 use of each budget."""
        used: dict[int, int] = {}
        for column, uses in self.normal.uses.items():
            if self.normal.columns[column] in self.ones:
                for budget, amount in uses:
                    used[budget] = used.get(budget, 0) + amount
        return used

    @cached_property
    def span(self) -> dict[int, int]:
        """Give the most that the piece can use of each budget."""
        return self.normal.span()


class InfeasibleError(Exception):
    """Raised where a part has no solution."""


def solve_part(normal: Normal, settings: Settings) -> tuple[Reduced, list[Found]]:
    """Find the best of one part: what was decided on the way, and what was found of each piece.

    Budgets are left out of it.

    Raises:
        InfeasibleError: where it has no solution.
        SelfCheckError: where a solver contradicts itself.
    """
    if is_core(normal):
        return Reduced(normal), [asked(normal, settings)]
    reduced = _smaller(normal, settings)
    if reduced.normal is normal:
        return reduced, [solve_piece(normal, settings)]
    free, pieces = apart(reduced.normal)
    pieces += [piece(free, [group], ()) for group in range(free.groups)]
    if len(pieces) != 1 or reduced.taken:
        settings.watch.enter_pieces()
    return reduced, [solve_piece(mine, settings) for mine in pieces]


def _smaller(normal: Normal, settings: Settings) -> Reduced:
    smaller = Reduced(normal)
    size = (-1, -1)
    while normal.groups > FEW and size != (len(normal.columns), len(normal.rows)):
        size = (len(normal.columns), len(normal.rows))
        for name, reduce in STEPS.items():
            with settings.step(name) as step:
                reduced = reduce(normal)
                if reduced is None:
                    raise InfeasibleError
                step.columns += len(normal.columns) - len(reduced.normal.columns)
                step.rows += len(normal.rows) - len(reduced.normal.rows)
                normal = reduced.normal
                smaller.taken += reduced.taken
                for budget, used in reduced.used.items():
                    smaller.used[budget] = smaller.used.get(budget, 0) + used
    smaller.normal = normal
    return smaller


def solve_piece(normal: Normal, settings: Settings) -> Found:
    """Find the best of a piece as it is, by search, or by CP-SAT where that takes too long."""
    used = {budget for uses in normal.uses.values() for budget, _ in uses}
    budgets = tuple(sorted(used & settings.live))
    try:
        with settings.step("search"):
            front = _searched(normal, settings, budgets)
    except TooManyError:
        return asked(normal, settings)
    except StoppedError:
        return _stopped(normal, settings)
    cost, count, bits = best_in(front)
    bounds: list[int | None] = [*settings.scale.apart(cost)]
    return Found(normal, picked(normal, bits), bounds, True, count, front, budgets)


def best_in(front: Front) -> Best:
    """Give the best of a front, whatever it uses: equals of every amount count."""
    found: Front = {}
    for best in front.values():
        better(found, (), best)
    return found[()]


def _searched(normal: Normal, settings: Settings, budgets: tuple[int, ...]) -> Front:
    key = key_of(normal, budgets)
    front = settings.known.get(key)
    if front is None:
        if settings.stop is not None and settings.stop():
            raise StoppedError
        front = best_of(normal, budgets=budgets, most_nodes=FIRST_NODES, stop=settings.stop)
        if not front:
            raise InfeasibleError
        if len(settings.known) < _MOST_KNOWN:
            settings.known[key] = front
    return front


def key_of(normal: Normal, budgets: tuple[int, ...]) -> object:
    """Give what equal pieces have in common: everything but which columns and budgets they are."""
    rows = tuple(tuple(row.items()) for row in normal.rows)
    place = {budget: number for number, budget in enumerate(budgets)}
    uses = tuple(
        (column, place[budget], used)
        for column, mine in normal.uses.items()
        for budget, used in mine
        if budget in place
    )
    return tuple(normal.starts), rows, tuple(normal.needs), tuple(normal.costs), uses


def _stopped(normal: Normal, settings: Settings) -> Found:
    # Nothing is cheaper than the least of every group.
    least = sum(min(normal.costs[first:end]) for first, end in pairwise(normal.starts))
    first, *later = settings.scale.apart(least) or (None,)
    return Found(normal, None, [first, *(None for _ in later)], proven=False)


def picked(normal: Normal, bits: int) -> list[int]:
    """Give the columns of the problem that stand behind bits."""
    return [c for n, c in enumerate(normal.columns) if bits >> n & 1 and c != NOBODY]


def asked(
    normal: Normal,
    settings: Settings,
    caps: Mapping[int, int] | None = None,
    problem: Problem | None = None,
) -> Found:
    """Ask CP-SAT for the best of a piece within some budgets, and count the equals where we can.

    Where the piece is a whole problem, that may be given as it was.

    Raises:
        InfeasibleError: where it says that there is no solution.
        SelfCheckError: where CP-SAT contradicts itself, the rows, or our own count.
    """
    problem = problem or problem_of(normal, settings.scale, caps or {})
    first = _first_tier(problem, settings) if not caps and is_core(normal) else None
    with settings.step("cpsat"):
        solved = solve_lexicographically(
            problem, settings.watch, steady=settings.steady, first=first
        )
    if solved.infeasible:
        raise InfeasibleError
    if solved.values is None:
        return Found(normal, None, solved.bounds, proven=False)
    columns = [column for column in compress(normal.columns, solved.values) if column != NOBODY]
    found = Found(normal, columns, solved.bounds, solved.proven)
    if solved.proven and settings.steady and not caps:
        with settings.step("count"):
            bits = int("".join(map(str, (0, *reversed(solved.values)))), 2)
            found.count = _counted(normal, settings, bits)
    return found


def is_core(normal: Normal) -> bool:
    """Tell whether a piece is a large covering problem: in each group one column fulfils rows."""
    if normal.groups < CORE or len(normal.columns) != 2 * normal.groups:
        return False
    covering = set().union(*normal.rows)
    owners = {column // 2 for column in covering}
    return len(owners) == len(covering) and all(need == 1 for need in normal.needs)


def is_whole_core(problem: Problem, normal: Normal) -> bool:
    """Tell whether a problem is a core from which nothing can be taken, and that does not split.

    Each row has a choice of two groups, so none of them forces anything; and the groups hang
    together. Without budgets and derived columns, so that both have the same columns.
    """
    if problem.budgets or problem.columns > problem.derived or not is_core(normal):
        return False
    if min(map(len, normal.rows), default=0) < 2:  # noqa: PLR2004 (a choice of two)
        return False
    apart, together = normal.rows, set[int]()
    while len(together) < normal.groups:
        together.update(apart[0] if not together else ())
        before = len(apart)
        rest = []
        for row in apart:
            if together.isdisjoint(row):
                rest.append(row)
            else:
                together.update(row)
        if len(rest) == before:
            return False
        apart = rest
    return True


def _first_tier(problem: Problem, settings: Settings) -> Minimised | None:
    from minkader.solver.branch_and_bound import search  # noqa: PLC0415 (numpy and GLOP, only for a core)

    if not problem.costs:
        return None
    with settings.step("tree"):
        return search(problem, problem.costs[0], settings.watch).found


def _counted(normal: Normal, settings: Settings, bits: int) -> int | None:
    cost = sum(cost for column, cost in enumerate(normal.costs) if bits >> column & 1)
    try:
        front = best_of(normal, most_nodes=COUNT_NODES, ceiling=cost, stop=settings.stop)
    except (TooManyError, StoppedError):
        return None
    best = front.get(())
    if best is None or best[0] != cost or (settings.steady and best[2] != bits):
        told = {"solver": settings.scale.apart(cost), "count": repr(best)}
        raise SelfCheckError("count", told)
    return best[1]

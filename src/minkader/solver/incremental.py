# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Solve variants of a problem: with some columns taken away, only what that touches is solved anew.

Parts that share a budget of which there may be too little stand on one island: what a variant
touches on an island is solved anew, its hours are shared out anew, other islands stay as they are.
Taking columns away never makes more of a budget used than everybody together could, so islands
stay islands. Whatever is found is the best: what could not be proven is said to be unknown.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from minkader.problem.numbers import Problem
from minkader.ruleset.uncollected import uncollected
from minkader.solver.capacity import Known, live_budgets, within_budgets
from minkader.solver.component import (
    Found,
    InfeasibleError,
    Settings,
    picked,
    solve_part,
    solve_piece,
)
from minkader.solver.components import apart, piece, roots
from minkader.solver.covering_form import NOBODY, Normal, normal_of, scale_of
from minkader.solver.presolve.reduce import forced
from minkader.solver.search.bits import StoppedError, TooManyError
from minkader.solver.search.marginals import marginals
from minkader.solver.watch import Watch

MOST_HARD: Final = 200
"""Pieces that are too large for our own search, after which a variant is unknown."""


class UnknownError(Exception):
    """Raised where a variant was not solved: stopped, or past the work limit."""


@dataclass(frozen=True)
class Variant:
    """The best of a variant: what it costs on every tier, and the columns that are 1.

    `ones` are those of what it touches; everything else is as in the problem itself.
    """

    costs: tuple[int, ...]
    ones: frozenset[int]


@dataclass
class _Solved:
    """One part: its pieces, which columns were decided on the way, and what these use."""

    founds: list[Found] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    used: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Island:
    """Parts that share budgets, and the budgets; the first part is its name."""

    parts: tuple[int, ...]
    budgets: tuple[int, ...]

    @property
    def name(self) -> int:
        """Give what tells it from other islands: short, where there are many parts."""
        return self.parts[0]


@dataclass(frozen=True)
class _Sum:
    """What some columns cost on every tier, and use of every budget."""

    costs: tuple[int, ...]
    used: tuple[int, ...]

    def with_change(self, old: "_Sum", new: "_Sum") -> "_Sum":
        """Give the sum with one part of it changed."""
        costs = zip(self.costs, old.costs, new.costs, strict=True)
        used = zip(self.used, old.used, new.used, strict=True)
        return _Sum(tuple(s - o + n for s, o, n in costs), tuple(s - o + n for s, o, n in used))


class Variants:
    """A problem that is kept solved, to be asked what it costs without some of its columns."""

    def __init__(self, problem: Problem, watch: Watch | None = None) -> None:
        """Solve a problem.

        Raises:
            InfeasibleError: where it has no solution.
            UnknownError: where its best was not found.
        """
        self.problem = problem
        self.watch = watch or Watch()
        self.settings = Settings(scale_of(problem), self.watch)
        with uncollected():
            self._begin()

    def _begin(self) -> None:
        normal = normal_of(self.problem, self.settings.scale)
        self.caps = [-self.problem.at_least[row] for row in self.problem.budgets]
        reduced = forced(normal)
        if reduced is None:
            raise InfeasibleError
        self.certain = frozenset(reduced.taken)
        """Columns that are 1 in every solution."""
        for budget, used in reduced.used.items():
            self.caps[budget] -= used
        live = live_budgets(reduced.normal, self.caps)
        self.tight = replace(self.settings, live=live)
        free, parts = apart(reduced.normal)
        self.parts = [*parts, *(piece(free, [group], ()) for group in range(free.groups))]
        self._settle()
        self._remember()
        self.islands = self._islands()
        self.island_of = {n: island for island in self.islands for n in island.parts}
        if any(cap < 0 for cap in self.caps):
            raise InfeasibleError
        found = [self._island(island, frozenset()) for island in self.islands]
        each = [self.problem.constants, self._costs(self.certain), *(costs for costs, _ in found)]
        self.costs = tuple(map(sum, zip(*each, strict=True)))
        """What the problem itself costs on every tier."""
        self.ones = self.certain.union(*(ones for _, ones in found))
        """The columns that are 1 in its best, derived ones too."""

    def _remember(self) -> None:
        # What was worked out already.
        self.hard = 0
        self.prices: Known = {}
        self.known: dict[tuple[int, frozenset[int]], tuple[tuple[int, ...], frozenset[int]]] = {}
        self.solved: dict[tuple[int, tuple[int, ...], bool], _Solved] = {}
        """Parts without some columns, hours apart, and with what each can do with fewer hours."""
        self.apart: dict[int, frozenset[int]] = {}
        self.wholes: dict[int, _Sum] = {}
        self.known_of: dict[int, dict[int, tuple[int, int]] | None] = {}
        """For each part the best with each of its columns; None where it is too large."""
        self.owners = self.problem.owners()

    def _settle(self) -> None:
        # Where each column stands, and what it uses.
        self.home: dict[int, tuple[int, int]] = {}
        self.uses: dict[int, tuple[tuple[int, int], ...]] = {}
        for number, part in enumerate(self.parts):
            for place, column in enumerate(part.columns):
                if column != NOBODY:
                    self.home[column] = number, place
            self.uses.update((part.columns[place], mine) for place, mine in part.uses.items())

    def _islands(self) -> list[Island]:
        live = sorted(self.tight.live)
        place = {budget: len(self.parts) + n for n, budget in enumerate(live)}
        uses = [_budgets(part, self.tight.live) for part in self.parts]
        ties = [[number, *(place[b] for b in mine)] for number, mine in enumerate(uses)]
        rooms: dict[int, list[int]] = {}
        for number, root in enumerate(roots(len(self.parts) + len(live), ties)[: len(self.parts)]):
            rooms.setdefault(root, []).append(number)
        return [
            Island(
                tuple(room),
                tuple(sorted(set().union(*(uses[n] for n in room)))),
            )
            for room in rooms.values()
        ]

    def best(self, gone: Collection[int]) -> Variant | None:
        """Find the best without some columns of groups; None where there is no solution.

        Raises:
            UnknownError: where it was stopped, or takes more work than the limit.
        """
        touched: dict[int, set[int]] = {}
        for column in gone:
            if column in self.home:
                touched.setdefault(self.home[column][0], set()).add(column)
            elif column in self.certain:
                return None
        islands: dict[int, set[int]] = {}
        for number, columns in touched.items():
            islands.setdefault(self.island_of[number].name, set()).update(columns)
        costs, ones = list(self.costs), set[int]()
        with uncollected():
            for name, columns in islands.items():
                island = self.island_of[name]
                try:
                    new, mine = self._island(island, frozenset(columns))
                except InfeasibleError:
                    return None
                old = self.costs_of(island)
                costs = [c + n - o for c, n, o in zip(costs, new, old, strict=True)]
                ones |= mine
        return Variant(tuple(costs), frozenset(ones))

    def with_column(self, column: int) -> Variant | None:
        """Find the best with one column of a group; None where there is no solution.

        What is asked of small parts is found for all their columns at once (`marginals.py`).

        Raises:
            UnknownError: where it was stopped, or takes more work than the limit.
        """
        group = self.owners[column]
        others = set(range(*self.problem.starts[group : group + 2])) - {column}
        if column in self.home:
            number, place = self.home[column]
            found = self._marginals(number)
            if found is not None:
                if place not in found:
                    return None
                ones = frozenset(picked(self.parts[number], found[place][1]))
                variant = self._beside(number, ones)
                if variant is not None:
                    return variant
        return self.best(others)

    def _marginals(self, number: int) -> dict[int, tuple[int, int]] | None:
        if number not in self.known_of:
            try:
                found = marginals(self.parts[number], stop=self.settings.stop)
            except TooManyError:
                self.known_of[number] = None
            except StoppedError:
                raise UnknownError from None
            else:
                self.known_of[number] = found
        return self.known_of[number]

    def _beside(self, number: int, ones: frozenset[int]) -> Variant | None:
        """Put other columns in the place of a part, hours apart; None where hours fall short."""
        island = self.island_of[number]
        whole = self._whole(island)
        new = whole.with_change(self._sum(island, self._apart(number)), self._sum(island, ones))
        if not self._enough(island, new.used):
            return None
        if not self._enough(island, whole.used):  # the others too are otherwise than they were
            ones = ones.union(*(self._apart(n) for n in island.parts if n != number))
        costs = zip(self.costs, new.costs, self.costs_of(island), strict=True)
        return Variant(tuple(cost + more - less for cost, more, less in costs), ones)

    def _whole(self, island: Island) -> _Sum:
        # The best of an island, hours apart.
        if island.name not in self.wholes:
            ones = [column for number in island.parts for column in self._apart(number)]
            self.wholes[island.name] = self._sum(island, ones)
        return self.wholes[island.name]

    def _apart(self, number: int) -> frozenset[int]:
        # The columns that are 1 in the best of a part, hours apart.
        if number not in self.apart:
            solved = self._remembered(number, (), self.settings)
            ones = set(solved.taken)
            for found in solved.founds:
                ones.update(_proven(found))
            self.apart[number] = frozenset(ones)
        return self.apart[number]

    def _sum(self, island: Island, ones: Collection[int]) -> _Sum:
        return _Sum(self._costs(ones), self._used(island, ones))

    def _used(self, island: Island, ones: Iterable[int]) -> tuple[int, ...]:
        used = dict.fromkeys(island.budgets, 0)
        for column in ones:
            for budget, amount in self.uses.get(column, ()):
                if budget in used:
                    used[budget] += amount
        return tuple(used.values())

    def _enough(self, island: Island, used: Iterable[int]) -> bool:
        caps = (self.caps[budget] for budget in island.budgets)
        return all(amount <= cap for amount, cap in zip(used, caps, strict=True))

    def costs_of(self, island: Island) -> tuple[int, ...]:
        """Give what an island costs on every tier in the problem itself."""
        return self._island(island, frozenset())[0]

    def _island(
        self, island: Island, gone: frozenset[int]
    ) -> tuple[tuple[int, ...], frozenset[int]]:
        key = island.name, gone
        if key not in self.known:
            self.known[key] = self._shared_out(island, gone)
        return self.known[key]

    def _shared_out(
        self, island: Island, gone: frozenset[int]
    ) -> tuple[tuple[int, ...], frozenset[int]]:
        mine: dict[int, list[int]] = {}
        for column in sorted(gone):
            number, place = self.home[column]
            mine.setdefault(number, []).append(place)
        # The best hours apart is the best where it keeps within them: most often it does.
        ones = self._ones(island, mine, self.settings)
        if not self._enough(island, self._used(island, ones)):
            ones = self._ones(island, mine, self.tight)
        return self._costs(ones), frozenset(ones)

    def _ones(self, island: Island, gone: dict[int, list[int]], settings: Settings) -> list[int]:
        tight = settings is self.tight
        solved = []
        for number in island.parts:
            if len(gone) == 1 and number in gone:  # asked once: the island remembers it
                solved.append(self._part(self.parts[number], gone[number], settings))
            else:
                solved.append(self._remembered(number, tuple(gone.get(number, ())), settings))
        founds = [found for one in solved for found in one.founds]
        if tight:
            caps = self._left(island, solved)
            live = replace(settings, live=frozenset(caps))
            founds = within_budgets(founds, caps, live, self.prices)
        ones = [column for one in solved for column in one.taken]
        for found in founds:
            ones += _proven(found)
        return ones

    def _remembered(self, number: int, gone: tuple[int, ...], settings: Settings) -> _Solved:
        key = number, gone, settings is self.tight
        if key not in self.solved:
            self.solved[key] = self._part(self.parts[number], gone, settings)
        return self.solved[key]

    def _left(self, island: Island, solved: Iterable[_Solved]) -> dict[int, int]:
        # What is left of each budget beside what was decided on the way.
        used: dict[int, int] = {}
        for one in solved:
            for budget, amount in one.used.items():
                used[budget] = used.get(budget, 0) + amount
        caps = {budget: self.caps[budget] - used.get(budget, 0) for budget in island.budgets}
        if any(cap < 0 for cap in caps.values()):
            raise InfeasibleError
        return caps

    def _part(self, part: Normal, gone: Sequence[int], settings: Settings) -> _Solved:
        if self.watch.stopped:
            raise UnknownError
        solved = _Solved()
        if not gone:
            self._pieces(part, solved, settings)
            return solved
        reduced = forced(part, gone=gone)
        if reduced is None:
            raise InfeasibleError
        solved.taken, solved.used = list(reduced.taken), dict(reduced.used)
        free, parts = apart(reduced.normal)
        frees = (piece(free, [group], ()) for group in range(free.groups))
        solved.founds = [solve_piece(mine, settings) for mine in frees]
        for smaller in parts:
            self._pieces(smaller, solved, settings)
        return solved

    def _pieces(self, part: Normal, solved: _Solved, settings: Settings) -> None:
        if self.hard > MOST_HARD:
            raise UnknownError
        smaller, founds = solve_part(part, settings)
        solved.taken += smaller.taken
        for budget, used in smaller.used.items():
            solved.used[budget] = solved.used.get(budget, 0) + used
        solved.founds += founds
        self.hard += sum(found.front is None for found in founds)

    def _costs(self, ones: Collection[int]) -> tuple[int, ...]:
        return tuple(sum(costs[column] for column in ones) for costs in self.problem.costs)


def _proven(found: Found) -> list[int]:
    if found.columns is None or not found.proven:
        raise UnknownError
    return found.columns


def _budgets(part: Normal, live: frozenset[int]) -> set[int]:
    return {budget for uses in part.uses.values() for budget, _ in uses if budget in live}

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Solve variants of a problem: with some columns taken away, only what that touches is solved anew.

Components that share a capacity of which there may be too little are one block: what a variant
touches there is solved anew, its capacities are shared out anew, other blocks stay as they are.
Taking columns away never makes more of a capacity used than everybody together could, so blocks
stay blocks. Whatever is found is the best: what could not be proven is said to be unknown.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from minkader.problem.numbers import Problem
from minkader.ruleset.uncollected import uncollected
from minkader.solver.capacity import Known, scarce_capacities, within_capacities
from minkader.solver.component import (
    InfeasibleError,
    Settings,
    Solution,
    picked,
)
from minkader.solver.components import connected_components, decompose, subproblem
from minkader.solver.covering_form import NOBODY, CoveringForm, covering_form_of, weighting_of
from minkader.solver.incremental.block import Block, Tally
from minkader.solver.incremental.settled import Settled, settle
from minkader.solver.presolve.propagation import propagate
from minkader.solver.search.bits import TooManyError
from minkader.solver.search.marginals import marginals
from minkader.solver.search.projected import count_sets
from minkader.solver.watch import StoppedError, Watch

MOST_HARD: Final = 200
"""Components that are too large for our own search, after which a variant is unknown."""


class UnknownError(Exception):
    """Raised where a variant was not solved: stopped, or past the work limit."""


@dataclass(frozen=True)
class Variant:
    """The best of a variant: what it costs on every tier, and the columns that are 1.

    `ones` are those of what it touches; everything else is as in the problem itself.
    """

    costs: tuple[int, ...]
    ones: frozenset[int]


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
        self.settings = Settings(weighting_of(problem), self.watch)
        with uncollected():
            self._begin()

    def _begin(self) -> None:
        form = covering_form_of(self.problem, self.settings.weighting)
        self.caps = [-self.problem.rhs[row] for row in self.problem.capacities]
        reduced = propagate(form)
        if reduced is None:
            raise InfeasibleError
        self.certain = frozenset(reduced.fixed)
        """Columns that are 1 in every solution."""
        for capacity, used in reduced.used.items():
            self.caps[capacity] -= used
        scarce = scarce_capacities(reduced.form, self.caps)
        self.tight = replace(self.settings, scarce=scarce)
        free, components = decompose(reduced.form)
        self.components = [
            *components,
            *(subproblem(free, [choice_set], ()) for choice_set in range(free.choice_sets)),
        ]
        self._settle()
        self._remember()
        self.blocks = self._blocks()
        self.block_of = {n: block for block in self.blocks for n in block.components}
        if any(cap < 0 for cap in self.caps):
            raise InfeasibleError
        found = [self._block(block, frozenset()) for block in self.blocks]
        each = [self.problem.constants, self._costs(self.certain), *(costs for costs, _ in found)]
        self.costs = tuple(map(sum, zip(*each, strict=True)))
        """What the problem itself costs on every tier."""
        self.ones = self.certain.union(*(ones for _, ones in found))
        """The columns that are 1 in its best, derived ones too."""

    def _remember(self) -> None:
        # What was worked out already.
        self.hard = 0
        self.multipliers: Known = {}
        self.known: dict[tuple[int, frozenset[int]], tuple[tuple[int, ...], frozenset[int]]] = {}
        self.solved: dict[tuple[int, tuple[int, ...], bool], Settled] = {}
        """Components without some columns: capacities relaxed, and with what less of them costs."""
        self.apart: dict[int, frozenset[int]] = {}
        self.wholes: dict[int, Tally] = {}
        self.known_of: dict[int, dict[int, tuple[int, int]] | None] = {}
        """For each component the best with each of its columns; None where it is too large."""
        self.owners = self.problem.owners()

    def _settle(self) -> None:
        # Where each column stands, and what it uses.
        self.home: dict[int, tuple[int, int]] = {}
        self.uses: dict[int, tuple[tuple[int, int], ...]] = {}
        for number, component in enumerate(self.components):
            for place, column in enumerate(component.columns):
                if column != NOBODY:
                    self.home[column] = number, place
            self.uses.update(
                (component.columns[place], mine) for place, mine in component.uses.items()
            )

    def _blocks(self) -> list[Block]:
        scarce = sorted(self.tight.scarce)
        place = {capacity: len(self.components) + n for n, capacity in enumerate(scarce)}
        uses = [_capacities(component, self.tight.scarce) for component in self.components]
        ties = [[number, *(place[c] for c in mine)] for number, mine in enumerate(uses)]
        nodes = connected_components(len(self.components) + len(scarce), ties).values()
        inside = ([n for n in mine if n < len(self.components)] for mine in nodes)
        return [
            Block(tuple(mine), tuple(sorted(set().union(*(uses[n] for n in mine)))))
            for mine in inside
            if mine
        ]

    def best(self, off: Collection[int]) -> Variant | None:
        """Find the best without some columns of choice sets; None where there is no solution.

        Raises:
            UnknownError: where it was stopped, or takes more work than the limit.
        """
        touched: dict[int, set[int]] = {}
        for column in off:
            if column in self.home:
                touched.setdefault(self.home[column][0], set()).add(column)
            elif column in self.certain:
                return None
        blocks: dict[int, set[int]] = {}
        for number, columns in touched.items():
            blocks.setdefault(self.block_of[number].name, set()).update(columns)
        costs, ones = list(self.costs), set[int]()
        with uncollected():
            for name, columns in blocks.items():
                block = self.block_of[name]
                try:
                    new, mine = self._block(block, frozenset(columns))
                except InfeasibleError:
                    return None
                old = self.costs_of(block)
                costs = [c + n - o for c, n, o in zip(costs, new, old, strict=True)]
                ones |= mine
        return Variant(tuple(costs), frozenset(ones))

    def with_column(self, column: int) -> Variant | None:
        """Find the best with one column of a choice set; None where there is no solution.

        What is asked of small components is found for all their columns at once (`marginals.py`).

        Raises:
            UnknownError: where it was stopped, or takes more work than the limit.
        """
        choice_set = self.owners[column]
        others = set(range(*self.problem.starts[choice_set : choice_set + 2])) - {column}
        if column in self.home:
            number, place = self.home[column]
            found = self._marginals(number)
            if found is not None:
                if place not in found:
                    return None
                ones = frozenset(picked(self.components[number], found[place][1]))
                variant = self._beside(number, ones)
                if variant is not None:
                    return variant
        return self.best(others)

    def _marginals(self, number: int) -> dict[int, tuple[int, int]] | None:
        if number not in self.known_of:
            try:
                found = marginals(self.components[number], stop=self.settings.stop)
            except TooManyError:
                self.known_of[number] = None
            except StoppedError:
                raise UnknownError from None
            else:
                self.known_of[number] = found
        return self.known_of[number]

    def _beside(self, number: int, ones: frozenset[int]) -> Variant | None:
        """Put other columns in the place of a component; None where a capacity falls short."""
        block = self.block_of[number]
        whole = self._whole(block)
        new = whole.with_change(self._sum(block, self._apart(number)), self._sum(block, ones))
        if not self._enough(block, new.used):
            return None
        if not self._enough(block, whole.used):  # the others too are otherwise than they were
            ones = ones.union(*(self._apart(n) for n in block.components if n != number))
        costs = zip(self.costs, new.costs, self.costs_of(block), strict=True)
        return Variant(tuple(cost + more - less for cost, more, less in costs), ones)

    def _whole(self, block: Block) -> Tally:
        # The best of a block, capacities relaxed.
        if block.name not in self.wholes:
            ones = [column for number in block.components for column in self._apart(number)]
            self.wholes[block.name] = self._sum(block, ones)
        return self.wholes[block.name]

    def _apart(self, number: int) -> frozenset[int]:
        # The columns that are 1 in the best of a component, capacities relaxed.
        if number not in self.apart:
            solved = self._remembered(number, (), self.settings)
            ones = set(solved.fixed)
            for found in solved.solutions or ():
                ones.update(_proven(found))
            self.apart[number] = frozenset(ones)
        return self.apart[number]

    def _sum(self, block: Block, ones: Collection[int]) -> Tally:
        return Tally(self._costs(ones), self._used(block, ones))

    def _used(self, block: Block, ones: Iterable[int]) -> tuple[int, ...]:
        used = dict.fromkeys(block.capacities, 0)
        for column in ones:
            for capacity, amount in self.uses.get(column, ()):
                if capacity in used:
                    used[capacity] += amount
        return tuple(used.values())

    def _enough(self, block: Block, used: Iterable[int]) -> bool:
        caps = (self.caps[capacity] for capacity in block.capacities)
        return all(amount <= cap for amount, cap in zip(used, caps, strict=True))

    def costs_of(self, block: Block) -> tuple[int, ...]:
        """Return what an block costs on every tier in the problem itself."""
        return self._block(block, frozenset())[0]

    def sets_of(self, block: Block, off: Collection[int]) -> int | None:
        """Count the sets of choice sets of a block that cost something in a best of one tier.

        Args:
            block: what to count in.
            off: columns that stand in none of the bests, whatever block they are in.

        Returns:
            None where that takes more work than the limit, or was stopped.
        """
        components = [
            (form, [place for place, column in enumerate(form.columns) if column in off])
            for form in (self.components[number] for number in block.components)
        ]
        caps = {capacity: self.caps[capacity] for capacity in block.capacities}
        (cost,) = self.costs_of(block)
        try:
            return count_sets(components, caps, cost, self.settings.stop)
        except (TooManyError, StoppedError):
            return None

    def block_with(self, column: int) -> Block | None:
        """Return the block of a column; None where it is decided whatever is chosen."""
        return self.block_of[self.home[column][0]] if column in self.home else None

    def _block(self, block: Block, off: frozenset[int]) -> tuple[tuple[int, ...], frozenset[int]]:
        key = block.name, off
        if key not in self.known:
            self.known[key] = self._shared_out(block, off)
        return self.known[key]

    def _shared_out(
        self, block: Block, off: frozenset[int]
    ) -> tuple[tuple[int, ...], frozenset[int]]:
        mine: dict[int, list[int]] = {}
        for column in sorted(off):
            number, place = self.home[column]
            mine.setdefault(number, []).append(place)
        # The best with capacities relaxed most often keeps within them: then it is the best.
        ones = self._ones(block, mine, self.settings)
        if not self._enough(block, self._used(block, ones)):
            ones = self._ones(block, mine, self.tight)
        return self._costs(ones), frozenset(ones)

    def _ones(self, block: Block, off: dict[int, list[int]], settings: Settings) -> list[int]:
        tight = settings is self.tight
        solved = []
        for number in block.components:
            if len(off) == 1 and number in off:  # asked once: the block remembers it
                solved.append(self._settled(number, off[number], settings))
            else:
                solved.append(self._remembered(number, tuple(off.get(number, ())), settings))
        solutions = [found for one in solved for found in one.solutions or ()]
        if tight:
            caps = self._left(block, solved)
            scarce = replace(settings, scarce=frozenset(caps))
            solutions = within_capacities(solutions, caps, scarce, self.multipliers)
        ones = [column for one in solved for column in one.fixed]
        for found in solutions:
            ones += _proven(found)
        return ones

    def _remembered(self, number: int, off: tuple[int, ...], settings: Settings) -> Settled:
        key = number, off, settings is self.tight
        if key not in self.solved:
            self.solved[key] = self._settled(number, off, settings)
        return self.solved[key]

    def _left(self, block: Block, solved: Iterable[Settled]) -> dict[int, int]:
        # What is left of each capacity beside what was decided on the way.
        used: dict[int, int] = {}
        for one in solved:
            for capacity, amount in one.used.items():
                used[capacity] = used.get(capacity, 0) + amount
        caps = {
            capacity: self.caps[capacity] - used.get(capacity, 0) for capacity in block.capacities
        }
        if any(cap < 0 for cap in caps.values()):
            raise InfeasibleError
        return caps

    def _settled(self, number: int, off: Sequence[int], settings: Settings) -> Settled:
        if self.watch.stopped or self.hard > MOST_HARD:
            raise UnknownError
        settled = settle(self.components[number], off, settings, propagated=True)
        self.hard += sum(found.front is None for found in settled.solutions or ())
        return settled

    def _costs(self, ones: Collection[int]) -> tuple[int, ...]:
        return tuple(sum(costs[column] for column in ones) for costs in self.problem.costs)


def _proven(found: Solution) -> list[int]:
    if found.columns is None or not found.proven:
        raise UnknownError
    return found.columns


def _capacities(component: CoveringForm, scarce: frozenset[int]) -> set[int]:
    return {
        capacity for uses in component.uses.values() for capacity, _ in uses if capacity in scarce
    }

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lay a small component out as bits, tighten its rows and split it: what the searches on it share.

Sets of columns are bits of one whole number, column 0 the lowest. A row whose columns each fulfil
it alone is a clause; the others are sums. Limits are counted in branchings, never in seconds.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from minkader.solver.covering_form import CoveringForm
from minkader.solver.watch import StoppedError

MOST_CHOICE_SETS: Final = 150
"""Choice sets that a search is begun with: it goes as deep as there are choice sets."""
_LOOK: Final = 256
"""Branchings between two looks at a stop request."""

Sums = tuple[tuple[int, int], ...]
"""Open rows that one column need not fulfil: which, and what they still need."""
BitComponent = tuple[int, tuple[int, ...], Sums]
"""The columns of what hangs together, and its open rows of both kinds."""


class TooManyError(Exception):
    """Raised where the limit in branchings is reached."""


class Layout:
    """The columns and rows of one component as bits, and how far a search of it may still go."""

    def __init__(
        self, form: CoveringForm, most_nodes: int, stop: Callable[[], bool] | None
    ) -> None:
        """Lay the rows of a component out as bits.

        Args:
            form: the component.
            most_nodes: how many branchings a search of it may take.
            stop: asked now and then whether to stop.

        Raises:
            TooManyError: where there are too many choice sets to begin.
        """
        if form.choice_sets > MOST_CHOICE_SETS:
            raise TooManyError
        self.nodes = most_nodes
        self.stop = stop
        self.costs = form.costs
        self.choice_set_of: list[int] = []
        """For each column the bits of its choice set."""
        for first, end in pairwise(form.starts):
            self.choice_set_of.extend([(1 << end) - (1 << first)] * (end - first))
        self.clauses: list[int] = []
        self.spans: list[int] = []
        """For each clause the bits of all choice sets that it touches."""
        self.sums: list[dict[int, int]] = []
        self.rhs: list[int] = []
        self.choice_sets_in: list[tuple[int, ...]] = []
        """For each clause the bits of each of these choice sets."""
        for row, rhs in zip(form.rows, form.rhs, strict=True):
            self._laid(row, rhs)
        self.sum_spans = [self._span(sum(1 << column for column in row)) for row in self.sums]
        self.ordered: dict[int, list[int]] = {}
        """For the bits of some columns of a choice set: these columns, the cheapest first."""
        columns = (1 << len(self.costs)) - 1
        rows = tuple(range(len(self.clauses))), tuple(enumerate(self.rhs))
        self.everything: BitComponent = (columns, *rows)
        """The whole component."""

    def _laid(self, row: dict[int, int], rhs: int) -> None:
        if all(coefficient == rhs for coefficient in row.values()):
            self.clauses.append(sum(1 << column for column in row))
            choice_sets = tuple({self.choice_set_of[column]: None for column in row})
            self.choice_sets_in.append(choice_sets)
            self.spans.append(sum(choice_sets))
        else:
            self.sums.append(row)
            self.rhs.append(rhs)

    # Columns -----------------------------------------------------------------------------------

    def _span(self, columns: int) -> int:
        span = 0
        while columns:
            choice_set = self.choice_set_of[_lowest(columns)]
            span |= choice_set
            columns &= ~choice_set
        return span

    def _choice_sets(self, columns: int) -> list[int]:
        found = []
        while columns:
            mine = columns & self.choice_set_of[(columns & -columns).bit_length() - 1]
            found.append(mine)
            columns ^= mine
        return found

    def _count(self) -> None:
        self.nodes -= 1
        if self.nodes < 0:
            raise TooManyError
        if self.stop is not None and self.nodes % _LOOK == 0 and self.stop():
            raise StoppedError

    def _busiest(self, alive: int, clauses: Sequence[int], sums: Sums) -> int:
        counts: dict[int, int] = {}
        for clause in clauses:
            for choice_set in self.choice_sets_in[clause]:
                counts[choice_set] = counts.get(choice_set, 0) + 1
        for number, _ in sums:
            for choice_set in self._choice_sets(self.sum_spans[number]):
                counts[choice_set] = counts.get(choice_set, 0) + 1
        busiest, most = 0, -1
        for mine in self._choice_sets(alive):
            count = counts.get(self.choice_set_of[_lowest(mine)], 0)
            if count > most:
                busiest, most = mine, count
        return busiest

    def _ordered(self, columns: int) -> list[int]:
        found = self.ordered.get(columns)
        if found is None:
            found = sorted(bits_of(columns), key=self.costs.__getitem__)
            self.ordered[columns] = found
        return found

    # Rows --------------------------------------------------------------------------------------

    def _filtered(
        self, alive: int, clauses: tuple[int, ...], sums: Sums
    ) -> tuple[int, int, tuple[int, ...], Sums] | None:
        """Tighten until nothing changes: what is open, what is decided, the rows that are left."""
        before = -1
        while before != alive:
            before = alive
            narrowed = self._narrowed(alive, clauses)
            if narrowed is None:
                return None
            alive, clauses = narrowed
            for number, rhs in sums:
                tightened = self._tightened(alive, number, rhs)
                if tightened is None:
                    return None
                alive = tightened
        decided = 0
        for mine in self._choice_sets(alive):
            if not mine & (mine - 1):
                decided |= mine
        if sums:
            sums = tuple(self._left(alive, decided, sums))
        return alive ^ decided, decided, clauses, sums

    def _left(self, alive: int, decided: int, sums: Sums) -> Iterator[tuple[int, int]]:
        for number, rhs in sums:
            if not self._sum_holds(alive, number, rhs):
                row = self.sums[number]
                mine = decided & self.sum_spans[number]
                yield number, rhs - sum(row.get(column, 0) for column in bits_of(mine))

    def _narrowed(self, alive: int, clauses: tuple[int, ...]) -> tuple[int, tuple[int, ...]] | None:
        """Narrow a choice set that alone can fulfil a row; return the rows still open."""
        left = []
        for clause in clauses:
            columns = self.clauses[clause] & alive
            able = 0
            for choice_set in self.choice_sets_in[clause]:
                mine = columns & choice_set
                if mine:
                    if mine == alive & choice_set:
                        able = -1  # whatever this choice set does, the row holds
                        break
                    able, only = able + 1, choice_set
            if able > 1:
                left.append(clause)
            elif able == 1:
                alive = alive & ~only | columns & only
            elif able == 0:
                return None
        return alive, tuple(left) if len(left) < len(clauses) else clauses

    def _tightened(self, alive: int, number: int, rhs: int) -> int | None:
        row = self.sums[number]
        choice_sets = self._choice_sets(alive & self.sum_spans[number])
        most = [max(row.get(column, 0) for column in bits_of(mine)) for mine in choice_sets]
        slack = sum(most) - rhs
        if slack < 0:
            return None
        for mine, high in zip(choice_sets, most, strict=True):
            if high > slack:
                for column in bits_of(mine):
                    if high - row.get(column, 0) > slack:
                        alive ^= 1 << column
        return alive

    def _sum_holds(self, alive: int, number: int, rhs: int) -> bool:
        row = self.sums[number]
        choice_sets = self._choice_sets(alive & self.sum_spans[number])
        return rhs <= sum(
            min(row.get(column, 0) for column in bits_of(mine)) for mine in choice_sets
        )

    def _components(
        self, alive: int, clauses: Sequence[int], sums: Sums
    ) -> tuple[list[BitComponent], int]:
        """Return the components under open rows, and the choice sets without a row."""
        if not clauses and not sums:
            return [], alive
        spans: list[int] = []
        for span in (
            *(self.spans[clause] for clause in clauses),
            *(self.sum_spans[number] for number, _ in sums),
        ):
            joined = span & alive
            others_apart = []
            for other in spans:
                if other & joined:
                    joined |= other
                else:
                    others_apart.append(other)
            spans = [*others_apart, joined]
        components = []
        for span in sorted(spans, key=_lowest):
            mine = tuple(clause for clause in clauses if self.spans[clause] & span)
            open_sums = tuple(one for one in sums if self.sum_spans[one[0]] & span)
            components.append((span, mine, open_sums))
        return components, alive & ~sum(spans)


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def bits_of(bits: int) -> Iterable[int]:
    """Return the places of the bits, from the lowest."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low

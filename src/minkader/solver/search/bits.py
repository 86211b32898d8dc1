# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lay a small part out as bits, tighten its rows and split it: what the searches on it share.

Sets of columns are bits of one whole number, column 0 the lowest. A row whose columns each fulfil
it alone is a clause; the others are sums. Limits are counted in branchings, never in seconds.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from minkader.solver.covering_form import Normal

MOST_GROUPS: Final = 150
"""Groups that a search is begun with: it goes as deep as there are groups."""
_LOOK: Final = 256
"""Branchings between two looks at a stop request."""

Sums = tuple[tuple[int, int], ...]
"""Open rows that one column need not fulfil: which, and what they still need."""
Piece = tuple[int, tuple[int, ...], Sums]
"""The columns of what hangs together, and its open rows of both kinds."""


class TooManyError(Exception):
    """Raised where the limit in branchings is reached."""


class StoppedError(Exception):
    """Raised where somebody asked to stop."""


class Layout:
    """The columns and rows of one part as bits, and how far a search of it may still go."""

    def __init__(self, normal: Normal, most_nodes: int, stop: Callable[[], bool] | None) -> None:
        """Lay the rows of a part out as bits.

        Args:
            normal: the part.
            most_nodes: how many branchings a search of it may take.
            stop: asked now and then whether to stop.

        Raises:
            TooManyError: where there are too many groups to begin.
        """
        if normal.groups > MOST_GROUPS:
            raise TooManyError
        self.nodes = most_nodes
        self.stop = stop
        self.costs = normal.costs
        self.group_of: list[int] = []
        """For each column the bits of its group."""
        for first, end in pairwise(normal.starts):
            self.group_of.extend([(1 << end) - (1 << first)] * (end - first))
        self.clauses: list[int] = []
        self.spans: list[int] = []
        """For each clause the bits of all groups that it touches."""
        self.sums: list[dict[int, int]] = []
        self.needs: list[int] = []
        self.groups_in: list[tuple[int, ...]] = []
        """For each clause the bits of each of these groups."""
        for row, need in zip(normal.rows, normal.needs, strict=True):
            self._laid(row, need)
        self.sum_spans = [self._span(sum(1 << column for column in row)) for row in self.sums]
        self.ordered: dict[int, list[int]] = {}
        """For the bits of some columns of a group: these columns, the cheapest first."""
        columns = (1 << len(self.costs)) - 1
        rows = tuple(range(len(self.clauses))), tuple(enumerate(self.needs))
        self.everything: Piece = (columns, *rows)
        """The whole part."""

    def _laid(self, row: dict[int, int], need: int) -> None:
        if all(factor == need for factor in row.values()):
            self.clauses.append(sum(1 << column for column in row))
            groups = tuple({self.group_of[column]: None for column in row})
            self.groups_in.append(groups)
            self.spans.append(sum(groups))
        else:
            self.sums.append(row)
            self.needs.append(need)

    # Columns -----------------------------------------------------------------------------------

    def _span(self, columns: int) -> int:
        span = 0
        while columns:
            group = self.group_of[_lowest(columns)]
            span |= group
            columns &= ~group
        return span

    def _groups(self, columns: int) -> list[int]:
        found = []
        while columns:
            mine = columns & self.group_of[(columns & -columns).bit_length() - 1]
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
            for group in self.groups_in[clause]:
                counts[group] = counts.get(group, 0) + 1
        for number, _ in sums:
            for group in self._groups(self.sum_spans[number]):
                counts[group] = counts.get(group, 0) + 1
        busiest, most = 0, -1
        for mine in self._groups(alive):
            count = counts.get(self.group_of[_lowest(mine)], 0)
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
            for number, need in sums:
                tightened = self._tightened(alive, number, need)
                if tightened is None:
                    return None
                alive = tightened
        decided = 0
        for mine in self._groups(alive):
            if not mine & (mine - 1):
                decided |= mine
        if sums:
            sums = tuple(self._left(alive, decided, sums))
        return alive ^ decided, decided, clauses, sums

    def _left(self, alive: int, decided: int, sums: Sums) -> Iterator[tuple[int, int]]:
        for number, need in sums:
            if not self._sum_holds(alive, number, need):
                row = self.sums[number]
                mine = decided & self.sum_spans[number]
                yield number, need - sum(row.get(column, 0) for column in bits_of(mine))

    def _narrowed(self, alive: int, clauses: tuple[int, ...]) -> tuple[int, tuple[int, ...]] | None:
        """Where one group alone can fulfil a row, it does; give the rows that are still open."""
        left = []
        for clause in clauses:
            columns = self.clauses[clause] & alive
            able = 0
            for group in self.groups_in[clause]:
                mine = columns & group
                if mine:
                    if mine == alive & group:
                        able = -1  # whatever this group does, the row holds
                        break
                    able, only = able + 1, group
            if able > 1:
                left.append(clause)
            elif able == 1:
                alive = alive & ~only | columns & only
            elif able == 0:
                return None
        return alive, tuple(left) if len(left) < len(clauses) else clauses

    def _tightened(self, alive: int, number: int, need: int) -> int | None:
        row = self.sums[number]
        groups = self._groups(alive & self.sum_spans[number])
        most = [max(row.get(column, 0) for column in bits_of(mine)) for mine in groups]
        slack = sum(most) - need
        if slack < 0:
            return None
        for mine, high in zip(groups, most, strict=True):
            if high > slack:
                for column in bits_of(mine):
                    if high - row.get(column, 0) > slack:
                        alive ^= 1 << column
        return alive

    def _sum_holds(self, alive: int, number: int, need: int) -> bool:
        row = self.sums[number]
        groups = self._groups(alive & self.sum_spans[number])
        return need <= sum(min(row.get(column, 0) for column in bits_of(mine)) for mine in groups)

    def _pieces(self, alive: int, clauses: Sequence[int], sums: Sums) -> tuple[list[Piece], int]:
        """Group what hangs together by open rows; give the groups without a row apart."""
        if not clauses and not sums:
            return [], alive
        spans: list[int] = []
        for span in (
            *(self.spans[clause] for clause in clauses),
            *(self.sum_spans[number] for number, _ in sums),
        ):
            joined = span & alive
            apart = []
            for other in spans:
                if other & joined:
                    joined |= other
                else:
                    apart.append(other)
            spans = [*apart, joined]
        pieces = []
        for span in sorted(spans, key=_lowest):
            mine = tuple(clause for clause in clauses if self.spans[clause] & span)
            open_sums = tuple(one for one in sums if self.sum_spans[one[0]] & span)
            pieces.append((span, mine, open_sums))
        return pieces, alive & ~sum(spans)


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def bits_of(bits: int) -> Iterable[int]:
    """Give the places of the bits, from the lowest."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make a problem in normal form smaller without losing one of its best solutions.

Every step takes a problem and gives a smaller one with the columns that it decided. None of them
loses a solution that is best on all tiers, so the tie-break and the number of equals stay too.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minkader.solver.covering_form import NOBODY, Normal


@dataclass
class Reduced:
    """What is left, which columns of the problem are 1 whatever happens there, what they use."""

    normal: Normal
    taken: list[int] = field(default_factory=list)
    used: dict[int, int] = field(default_factory=dict)


def forced(
    normal: Normal, caps: Sequence[int] | None = None, gone: Iterable[int] = ()
) -> Reduced | None:
    """Take away columns that no solution has, and rows that hold whatever is chosen.

    A column goes where without it, and with the best of every other group, a row falls short or
    a budget is exceeded (where `caps` says what there is of each). None where a row can't hold or
    a group has nothing left. Columns that are `gone` are taken away first.
    """
    return _Forced(normal, caps, gone).run()


class _Forced:
    def __init__(self, normal: Normal, caps: Sequence[int] | None, gone: Iterable[int]) -> None:
        self.normal = normal
        self.caps = caps
        self.owners = normal.owners()
        self.alive = bytearray(b"\x01") * len(self.owners)
        self.left = [end - first for first, end in pairwise(normal.starts)]
        for column in gone:
            self.alive[column] = 0
            self.left[self.owners[column]] -= 1
        self.rows_of: list[list[int]] = [[] for _ in self.left]
        for number, row in enumerate(normal.rows):
            before = -1
            for column in row:
                if self.owners[column] != before:
                    before = self.owners[column]
                    self.rows_of[before].append(number)
        self.queue = deque(range(len(normal.rows)))
        self.waiting = bytearray(b"\x01") * len(normal.rows)
        self.holds = bytearray(len(normal.rows))

    def run(self) -> Reduced | None:
        if not all(self.left):
            return None
        while True:
            while self.queue:
                number = self.queue.popleft()
                self.waiting[number] = 0
                if not self.holds[number] and not self._look(number):
                    return None
            over = [] if self.caps is None else self._over_budget(self.caps)
            if not over:
                return _without(self.normal, self.alive, self.holds)
            for column in over:
                if not self._remove(column):
                    return None

    def _remove(self, column: int) -> bool:
        group = self.owners[column]
        self.alive[column] = 0
        self.left[group] -= 1
        for number in self.rows_of[group]:
            if not self.waiting[number] and not self.holds[number]:
                self.waiting[number] = 1
                self.queue.append(number)
        return self.left[group] > 0

    def _look(self, number: int) -> bool:
        # Which factors a group still has: how many columns, the least and the most of them.
        need = self.normal.needs[number]
        row = self.normal.rows[number]
        if min(row.values(), default=0) == need:
            return self._look_at_clause(number, row, need)
        spans: dict[int, list[int]] = {}
        for column, factor in row.items():
            if self.alive[column]:
                span = spans.setdefault(self.owners[column], [0, factor, 0])
                span[0] += 1
                span[1] = min(factor, span[1])
                span[2] = max(factor, span[2])
        most = sum(span[2] for span in spans.values())
        if most < need:
            return False
        least = sum(span[1] for group, span in spans.items() if span[0] == self.left[group])
        if least >= need:
            self.holds[number] = 1
            return True
        slack = most - need
        for group, span in spans.items():
            if span[2] > slack:
                self._tighten(group, row, span[2] - slack)
        return True

    def _look_at_clause(self, number: int, row: dict[int, int], need: int) -> bool:
        # Every column fulfils the row alone: how many of them each group still has.
        counts: dict[int, int] = {}
        owners, alive, left = self.owners, self.alive, self.left
        for column in row:
            if alive[column]:
                group = owners[column]
                counts[group] = counts.get(group, 0) + 1
        for group, count in counts.items():
            if count == left[group]:
                self.holds[number] = 1
                return True
        if len(counts) == 1:
            self._tighten(group, row, need)
        return bool(counts)

    def _tighten(self, group: int, row: dict[int, int], wanted: int) -> None:
        # The group has to bring so much: a column with the most of it always stays.
        for column in range(self.normal.starts[group], self.normal.starts[group + 1]):
            if self.alive[column] and row.get(column, 0) < wanted:
                self._remove(column)

    def _over_budget(self, caps: Sequence[int]) -> list[int]:
        """Give the columns that use more than is left beside the least of every other group."""
        spans: dict[tuple[int, int], list[int]] = {}
        used = [
            (column, budget, amount)
            for column, uses in self.normal.uses.items()
            if self.alive[column]
            for budget, amount in uses
        ]
        for column, budget, amount in used:
            span = spans.setdefault((budget, self.owners[column]), [0, amount])
            span[0] += 1
            span[1] = min(span[1], amount)
        least = {
            key: amount if count == self.left[key[1]] else 0
            for key, (count, amount) in spans.items()
        }
        free = list(caps)
        for (budget, _), amount in least.items():
            free[budget] -= amount
        return sorted(
            {
                column
                for column, budget, amount in used
                if amount - least[budget, self.owners[column]] > free[budget]
            }
        )


def _without(normal: Normal, alive: bytearray, holds: bytearray) -> Reduced:
    """Build what is left: decided groups are taken, rows lose what they bring."""
    new = Normal()
    left = Reduced(new)
    place: dict[int, int] = {}
    decided: set[int] = set()
    for first, end in pairwise(normal.starts):
        columns: Sequence[int] = range(first, end)
        if not all(alive[first:end]):
            columns = [column for column in columns if alive[column]]
        if len(columns) == 1:
            decided.add(columns[0])
            _take(left, normal, columns[0])
        else:
            new.add_group(normal, columns, place)
    owners = new.owners()
    for number, row in enumerate(normal.rows):
        if not holds[number]:
            kept = {place[column]: factor for column, factor in row.items() if column in place}
            need = normal.needs[number]
            if len(kept) < len(row) and not decided.isdisjoint(row):
                need -= sum(factor for column, factor in row.items() if column in decided)
            _keep_row(new, owners, kept, need)
    return left


def _take(left: Reduced, normal: Normal, column: int) -> None:
    if normal.columns[column] != NOBODY:
        left.taken.append(normal.columns[column])
    for budget, amount in normal.uses.get(column, ()):
        left.used[budget] = left.used.get(budget, 0) + amount


def _keep_row(new: Normal, owners: list[int], row: dict[int, int], need: int) -> None:
    if row and not min(row.values()) == max(row.values()) == need:
        row, need = _lowered(new, owners, row, need)
    new.rows.append(row)
    new.needs.append(need)


def _lowered(
    new: Normal, owners: list[int], row: dict[int, int], need: int
) -> tuple[dict[int, int], int]:
    # Where every column that is left in a group brings something, all may be lowered by the least.
    groups: dict[int, list[int]] = {}
    for column in row:
        groups.setdefault(owners[column], []).append(column)
    for group, columns in groups.items():
        if len(columns) == new.starts[group + 1] - new.starts[group]:
            least = min(row[column] for column in columns)
            need -= least
            for column in columns:
                row[column] -= least
    return {column: min(factor, need) for column, factor in row.items() if factor}, need


def undominated(normal: Normal) -> Reduced | None:
    """Take away a column that is worse than another of its group and never does more in a row.

    Only where it costs more: every solution with it becomes better by the other, so it stands in
    none of the best. (One that costs as much could be the one that the tie-break wants.)
    """
    rows_of = _rows_of(normal)
    alive = bytearray(b"\x01") * len(normal.columns)
    for first, end in pairwise(normal.starts):
        cheapest = sorted(range(first, end), key=normal.costs.__getitem__)
        for place, column in enumerate(cheapest):
            for other in cheapest[:place]:
                if normal.costs[other] < normal.costs[column] and _as_good(
                    normal, rows_of, other, column
                ):
                    alive[column] = 0
                    break
    return _kept(normal, alive)


def _as_good(normal: Normal, rows_of: list[dict[int, int]], one: int, other: int) -> bool:
    mine = rows_of[one]
    if any(factor > mine.get(row, 0) for row, factor in rows_of[other].items()):
        return False
    theirs = dict(normal.uses.get(other, ()))
    return all(used <= theirs.get(budget, 0) for budget, used in normal.uses.get(one, ()))


def unimplied(normal: Normal) -> Reduced | None:
    """Take away a row that holds wherever another row does.

    Among rows that any one column fulfils: the columns of the other are all columns of this one.
    """
    clauses = {
        number: frozenset(row)
        for number, row in enumerate(normal.rows)
        if all(factor == normal.needs[number] for factor in row.values())
    }
    by_column: dict[int, list[int]] = {}
    for number in sorted(clauses, key=lambda number: (len(clauses[number]), number)):
        by_column.setdefault(min(clauses[number]), []).append(number)
    holds = bytearray(len(normal.rows))
    for number, columns in clauses.items():
        for column in columns:
            for other in by_column.get(column, ()):
                if other != number and not holds[other] and clauses[other] <= columns:
                    if clauses[other] == columns and other > number:
                        continue
                    holds[number] = 1
                    break
            if holds[number]:
                break
    return _without(normal, bytearray(b"\x01") * len(normal.columns), holds)


def unsubstituted(normal: Normal) -> Reduced | None:
    """Take away a column that another group replaces for less.

    Column a of one group, beside b of its group that costs less; another group has a column d
    that stands in every row in which any of its columns stands, and in each in which a stands and
    b does not. Where going from a to b saves more than d costs above the least of its group,
    every solution with a becomes better. Rows that one column fulfils only; nothing that uses a
    budget.
    """
    sets = _single(normal)
    owners = normal.owners()
    leaders = _leaders(normal, sets)
    alive = bytearray(b"\x01") * len(owners)
    for column, rows in enumerate(sets):
        if rows is not None:
            first, end = normal.starts[owners[column]], normal.starts[owners[column] + 1]
            for other in range(first, end):
                saved = normal.costs[column] - normal.costs[other]
                beside = sets[other]
                if saved > 0 and beside is not None and other not in normal.uses:
                    missing = rows - beside
                    if not missing or _led(leaders, missing, saved, owners[column]):
                        alive[column] = 0
                        break
    return _kept(normal, alive)


def _single(normal: Normal) -> list[frozenset[int] | None]:
    # The rows that a column fulfils; None where it only helps to.
    helps = {
        column
        for row, need in zip(normal.rows, normal.needs, strict=True)
        for column, factor in row.items()
        if factor != need
    }
    rows_of = _rows_of(normal)
    return [None if c in helps else frozenset(rows) for c, rows in enumerate(rows_of)]


_Leader = tuple[int, int, frozenset[int]]
"""What a column costs above the least of its group, its group, and the rows that it fulfils."""


def _leaders(normal: Normal, sets: list[frozenset[int] | None]) -> dict[int, list[_Leader]]:
    # By row: the columns that fulfil every row that any column of their group fulfils.
    found: dict[int, list[_Leader]] = {}
    for group, (first, end) in enumerate(pairwise(normal.starts)):
        mine = [rows for rows in sets[first:end] if rows is not None]
        if len(mine) < end - first:
            continue
        everything = frozenset().union(*mine)
        for column in range(first, end):
            if mine[column - first] == everything and column not in normal.uses:
                extra = normal.costs[column] - min(normal.costs[first:end])
                for row in everything:
                    found.setdefault(row, []).append((extra, group, everything))
    for leaders in found.values():
        leaders.sort(key=lambda leader: leader[:2])
    return found


def _led(
    leaders: dict[int, list[_Leader]], missing: frozenset[int], saved: int, group: int
) -> bool:
    for extra, other, rows in leaders.get(min(missing), ()):
        if extra >= saved:
            return False
        if other != group and missing <= rows:
            return True
    return False


def _rows_of(normal: Normal) -> list[dict[int, int]]:
    found: list[dict[int, int]] = [{} for _ in normal.columns]
    for number, row in enumerate(normal.rows):
        for column, factor in row.items():
            found[column][number] = factor
    return found


def _kept(normal: Normal, alive: bytearray) -> Reduced | None:
    if all(alive):
        return Reduced(normal)
    return forced(normal, gone=(column for column, stays in enumerate(alive) if not stays))

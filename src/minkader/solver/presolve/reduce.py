# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make a problem in covering form smaller without losing one of its best solutions.

Every step takes a problem and gives a smaller one with the columns that it decided. None of them
loses a solution that is best on all tiers, so the tie-break and the number of equals stay too.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minkader.solver.covering_form import NOBODY, CoveringForm


@dataclass
class Reduced:
    """What is left, which columns of the problem are 1 whatever happens there, what they use."""

    form: CoveringForm
    fixed: list[int] = field(default_factory=list)
    used: dict[int, int] = field(default_factory=dict)


def propagate(
    form: CoveringForm, caps: Sequence[int] | None = None, off: Iterable[int] = ()
) -> Reduced | None:
    """Take away columns that no solution has, and rows that hold whatever is chosen.

    A column goes where without it, and with the best of every other choice set, a row falls short
    or a capacity is exceeded (where `caps` says what there is of each). None where a row can't hold
    or a choice set has nothing left. Columns that are `gone` are taken away first.
    """
    return _Propagation(form, caps, off).run()


class _Propagation:
    def __init__(self, form: CoveringForm, caps: Sequence[int] | None, off: Iterable[int]) -> None:
        self.form = form
        self.caps = caps
        self.owners = form.owners()
        self.alive = bytearray(b"\x01") * len(self.owners)
        self.left = [end - first for first, end in pairwise(form.starts)]
        for column in off:
            self.alive[column] = 0
            self.left[self.owners[column]] -= 1
        self.rows_of: list[list[int]] = [[] for _ in self.left]
        for number, row in enumerate(form.rows):
            before = -1
            for column in row:
                if self.owners[column] != before:
                    before = self.owners[column]
                    self.rows_of[before].append(number)
        self.queue = deque(range(len(form.rows)))
        self.waiting = bytearray(b"\x01") * len(form.rows)
        self.holds = bytearray(len(form.rows))

    def run(self) -> Reduced | None:
        if not all(self.left):
            return None
        while True:
            while self.queue:
                number = self.queue.popleft()
                self.waiting[number] = 0
                if not self.holds[number] and not self._look(number):
                    return None
            over = [] if self.caps is None else self._over_capacity(self.caps)
            if not over:
                return _without(self.form, self.alive, self.holds)
            for column in over:
                if not self._remove(column):
                    return None

    def _remove(self, column: int) -> bool:
        choice_set = self.owners[column]
        self.alive[column] = 0
        self.left[choice_set] -= 1
        for number in self.rows_of[choice_set]:
            if not self.waiting[number] and not self.holds[number]:
                self.waiting[number] = 1
                self.queue.append(number)
        return self.left[choice_set] > 0

    def _look(self, number: int) -> bool:
        # Which coefficients a choice set still has: how many columns, the least and the most of
        # them.
        rhs = self.form.rhs[number]
        row = self.form.rows[number]
        if min(row.values(), default=0) == rhs:
            return self._look_at_clause(number, row, rhs)
        spans: dict[int, list[int]] = {}
        for column, coefficient in row.items():
            if self.alive[column]:
                span = spans.setdefault(self.owners[column], [0, coefficient, 0])
                span[0] += 1
                span[1] = min(coefficient, span[1])
                span[2] = max(coefficient, span[2])
        most = sum(span[2] for span in spans.values())
        if most < rhs:
            return False
        least = sum(
            span[1] for choice_set, span in spans.items() if span[0] == self.left[choice_set]
        )
        if least >= rhs:
            self.holds[number] = 1
            return True
        slack = most - rhs
        for choice_set, span in spans.items():
            if span[2] > slack:
                self._tighten(choice_set, row, span[2] - slack)
        return True

    def _look_at_clause(self, number: int, row: dict[int, int], rhs: int) -> bool:
        # Every column fulfils the row alone: how many of them each choice set still has.
        counts: dict[int, int] = {}
        owners, alive, left = self.owners, self.alive, self.left
        for column in row:
            if alive[column]:
                choice_set = owners[column]
                counts[choice_set] = counts.get(choice_set, 0) + 1
        for choice_set, count in counts.items():
            if count == left[choice_set]:
                self.holds[number] = 1
                return True
        if len(counts) == 1:
            self._tighten(choice_set, row, rhs)
        return bool(counts)

    def _tighten(self, choice_set: int, row: dict[int, int], wanted: int) -> None:
        # The choice set has to bring so much: a column with the most of it always stays.
        for column in range(self.form.starts[choice_set], self.form.starts[choice_set + 1]):
            if self.alive[column] and row.get(column, 0) < wanted:
                self._remove(column)

    def _over_capacity(self, caps: Sequence[int]) -> list[int]:
        """Return the columns that use more than the least of all other choice sets leaves."""
        spans: dict[tuple[int, int], list[int]] = {}
        used = [
            (column, capacity, amount)
            for column, uses in self.form.uses.items()
            if self.alive[column]
            for capacity, amount in uses
        ]
        for column, capacity, amount in used:
            span = spans.setdefault((capacity, self.owners[column]), [0, amount])
            span[0] += 1
            span[1] = min(span[1], amount)
        least = {
            key: amount if count == self.left[key[1]] else 0
            for key, (count, amount) in spans.items()
        }
        free = list(caps)
        for (capacity, _), amount in least.items():
            free[capacity] -= amount
        return sorted(
            {
                column
                for column, capacity, amount in used
                if amount - least[capacity, self.owners[column]] > free[capacity]
            }
        )


def _without(form: CoveringForm, alive: bytearray, holds: bytearray) -> Reduced:
    """Build what is left: decided choice sets are taken, rows lose what they bring."""
    new = CoveringForm()
    left = Reduced(new)
    place: dict[int, int] = {}
    decided: set[int] = set()
    for first, end in pairwise(form.starts):
        columns: Sequence[int] = range(first, end)
        if not all(alive[first:end]):
            columns = [column for column in columns if alive[column]]
        if len(columns) == 1:
            decided.add(columns[0])
            _take(left, form, columns[0])
        else:
            new.add_choice_set(form, columns, place)
    owners = new.owners()
    for number, row in enumerate(form.rows):
        if not holds[number]:
            kept = {
                place[column]: coefficient for column, coefficient in row.items() if column in place
            }
            rhs = form.rhs[number]
            if len(kept) < len(row) and not decided.isdisjoint(row):
                rhs -= sum(coefficient for column, coefficient in row.items() if column in decided)
            _keep_row(new, owners, kept, rhs)
    return left


def _take(left: Reduced, form: CoveringForm, column: int) -> None:
    if form.columns[column] != NOBODY:
        left.fixed.append(form.columns[column])
    for capacity, amount in form.uses.get(column, ()):
        left.used[capacity] = left.used.get(capacity, 0) + amount


def _keep_row(new: CoveringForm, owners: list[int], row: dict[int, int], rhs: int) -> None:
    if row and not min(row.values()) == max(row.values()) == rhs:
        row, rhs = _lowered(new, owners, row, rhs)
    new.rows.append(row)
    new.rhs.append(rhs)


def _lowered(
    new: CoveringForm, owners: list[int], row: dict[int, int], rhs: int
) -> tuple[dict[int, int], int]:
    # Where every column that is left in a choice set brings something, all may be lowered by the
    # least.
    choice_sets: dict[int, list[int]] = {}
    for column in row:
        choice_sets.setdefault(owners[column], []).append(column)
    for choice_set, columns in choice_sets.items():
        if len(columns) == new.starts[choice_set + 1] - new.starts[choice_set]:
            least = min(row[column] for column in columns)
            rhs -= least
            for column in columns:
                row[column] -= least
    return {
        column: min(coefficient, rhs) for column, coefficient in row.items() if coefficient
    }, rhs


def without_dominated_columns(form: CoveringForm) -> Reduced | None:
    """Take away a column that is worse than another of its choice set and never does more in a row.

    Only where it costs more: every solution with it becomes better by the other, so it stands in
    none of the best. (One that costs as much could be the one that the tie-break wants.)
    """
    rows_of = _rows_of(form)
    alive = bytearray(b"\x01") * len(form.columns)
    for first, end in pairwise(form.starts):
        cheapest = sorted(range(first, end), key=form.costs.__getitem__)
        for place, column in enumerate(cheapest):
            for other in cheapest[:place]:
                if form.costs[other] < form.costs[column] and _as_good(
                    form, rows_of, other, column
                ):
                    alive[column] = 0
                    break
    return _kept(form, alive)


def _as_good(form: CoveringForm, rows_of: list[dict[int, int]], one: int, other: int) -> bool:
    mine = rows_of[one]
    if any(coefficient > mine.get(row, 0) for row, coefficient in rows_of[other].items()):
        return False
    theirs = dict(form.uses.get(other, ()))
    return all(used <= theirs.get(capacity, 0) for capacity, used in form.uses.get(one, ()))


def without_subsumed_rows(form: CoveringForm) -> Reduced | None:
    """Take away a row that holds wherever another row does.

    Among rows that any one column fulfils: the columns of the other are all columns of this one.
    """
    clauses = {
        number: frozenset(row)
        for number, row in enumerate(form.rows)
        if all(coefficient == form.rhs[number] for coefficient in row.values())
    }
    by_column: dict[int, list[int]] = {}
    for number in sorted(clauses, key=lambda number: (len(clauses[number]), number)):
        by_column.setdefault(min(clauses[number]), []).append(number)
    holds = bytearray(len(form.rows))
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
    return _without(form, bytearray(b"\x01") * len(form.columns), holds)


def without_substituted_columns(form: CoveringForm) -> Reduced | None:
    """Take away a column that another choice set replaces for less.

    Column a of one choice set, beside b of its choice set that costs less; another choice set has a
    column d that stands in every row in which any of its columns stands, and in each in which a
    stands and b does not. Where going from a to b saves more than d costs above the least of its
    choice set, every solution with a becomes better. Rows that one column fulfils only; nothing
    that uses a capacity.
    """
    sets = _single(form)
    owners = form.owners()
    leaders = _leaders(form, sets)
    alive = bytearray(b"\x01") * len(owners)
    for column, rows in enumerate(sets):
        if rows is not None:
            first, end = form.starts[owners[column]], form.starts[owners[column] + 1]
            for other in range(first, end):
                saved = form.costs[column] - form.costs[other]
                beside = sets[other]
                if saved > 0 and beside is not None and other not in form.uses:
                    missing = rows - beside
                    if not missing or _led(leaders, missing, saved, owners[column]):
                        alive[column] = 0
                        break
    return _kept(form, alive)


def _single(form: CoveringForm) -> list[frozenset[int] | None]:
    # The rows that a column fulfils; None where it only helps to.
    helps = {
        column
        for row, rhs in zip(form.rows, form.rhs, strict=True)
        for column, coefficient in row.items()
        if coefficient != rhs
    }
    rows_of = _rows_of(form)
    return [None if c in helps else frozenset(rows) for c, rows in enumerate(rows_of)]


_Leader = tuple[int, int, frozenset[int]]
"""What a column costs above the least of its choice set, that set, and the rows it fulfils."""


def _leaders(form: CoveringForm, sets: list[frozenset[int] | None]) -> dict[int, list[_Leader]]:
    # By row: the columns that fulfil every row that any column of their choice set fulfils.
    found: dict[int, list[_Leader]] = {}
    for choice_set, (first, end) in enumerate(pairwise(form.starts)):
        mine = [rows for rows in sets[first:end] if rows is not None]
        if len(mine) < end - first:
            continue
        everything = frozenset().union(*mine)
        for column in range(first, end):
            if mine[column - first] == everything and column not in form.uses:
                extra = form.costs[column] - min(form.costs[first:end])
                for row in everything:
                    found.setdefault(row, []).append((extra, choice_set, everything))
    for leaders in found.values():
        leaders.sort(key=lambda leader: leader[:2])
    return found


def _led(
    leaders: dict[int, list[_Leader]], missing: frozenset[int], saved: int, choice_set: int
) -> bool:
    for extra, other, rows in leaders.get(min(missing), ()):
        if extra >= saved:
            return False
        if other != choice_set and missing <= rows:
            return True
    return False


def _rows_of(form: CoveringForm) -> list[dict[int, int]]:
    found: list[dict[int, int]] = [{} for _ in form.columns]
    for number, row in enumerate(form.rows):
        for column, coefficient in row.items():
            found[column][number] = coefficient
    return found


def _kept(form: CoveringForm, alive: bytearray) -> Reduced | None:
    if all(alive):
        return Reduced(form)
    return propagate(form, off=(column for column, stays in enumerate(alive) if not stays))

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Propagate rows and capacities: take away the columns that no solution has."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

from minkader.solver.covering_form import CoveringForm
from minkader.solver.presolve.reduced import Reduced, remaining


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
                return remaining(self.form, self.alive, self.holds)
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


def keeping(form: CoveringForm, alive: bytearray) -> Reduced | None:
    """Return what is left with only the columns that are alive; None where nothing can hold."""
    if all(alive):
        return Reduced(form=form)
    return propagate(form, off=(column for column, stays in enumerate(alive) if not stays))

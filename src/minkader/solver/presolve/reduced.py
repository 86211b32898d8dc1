# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is left of a covering form, and what was fixed on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minkader.solver.covering_form import NOBODY, CoveringForm


@dataclass
class Fixed:
    """Columns of the problem that are 1 whatever is chosen of the rest, and what they use."""

    fixed: list[int] = field(default_factory=list)
    used: dict[int, int] = field(default_factory=dict)

    def absorb(self, other: "Fixed") -> None:
        """Add what was fixed elsewhere, and what that uses of each capacity."""
        self.fixed += other.fixed
        for capacity, amount in other.used.items():
            self.used[capacity] = self.used.get(capacity, 0) + amount


@dataclass
class Reduced(Fixed):
    """A form that is left, beside what was fixed on the way to it."""

    form: CoveringForm = field(kw_only=True)


def remaining(form: CoveringForm, alive: bytearray, holds: bytearray) -> Reduced:
    """Return what is left: decided choice sets are taken, rows lose what they bring."""
    new = CoveringForm()
    left = Reduced(form=new)
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


def rows_of(form: CoveringForm) -> list[dict[int, int]]:
    """Return the coefficients of each column by row."""
    found: list[dict[int, int]] = [{} for _ in form.columns]
    for number, row in enumerate(form.rows):
        for column, coefficient in row.items():
            found[column][number] = coefficient
    return found

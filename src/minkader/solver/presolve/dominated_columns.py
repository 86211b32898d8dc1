# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dominated columns: another column of the choice set costs less and does as much."""

from itertools import pairwise

from minkader.solver.covering_form import CoveringForm
from minkader.solver.presolve.propagation import keeping
from minkader.solver.presolve.reduced import Reduced, rows_of


def without_dominated_columns(form: CoveringForm) -> Reduced | None:
    """Take away a column that is worse than another of its choice set and never does more in a row.

    Only where it costs more: every solution with it becomes better by the other, so it stands in
    none of the best. (One that costs as much could be the one that the tie-break wants.)
    """
    by_column = rows_of(form)
    alive = bytearray(b"\x01") * len(form.columns)
    for first, end in pairwise(form.starts):
        cheapest = sorted(range(first, end), key=form.costs.__getitem__)
        for place, column in enumerate(cheapest):
            for other in cheapest[:place]:
                if form.costs[other] < form.costs[column] and _as_good(
                    form, by_column, other, column
                ):
                    alive[column] = 0
                    break
    return keeping(form, alive)


def _as_good(form: CoveringForm, by_column: list[dict[int, int]], one: int, other: int) -> bool:
    mine = by_column[one]
    if any(coefficient > mine.get(row, 0) for row, coefficient in by_column[other].items()):
        return False
    theirs = dict(form.uses.get(other, ()))
    return all(used <= theirs.get(capacity, 0) for capacity, used in form.uses.get(one, ()))

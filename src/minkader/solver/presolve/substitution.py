# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Substitution: columns of other choice sets do for less what a column does."""

from itertools import pairwise

from minkader.solver.covering_form import CoveringForm
from minkader.solver.presolve.propagation import keeping
from minkader.solver.presolve.reduced import Reduced, rows_of


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
    return keeping(form, alive)


def _single(form: CoveringForm) -> list[frozenset[int] | None]:
    # The rows that a column fulfils; None where it only helps to.
    helps = {
        column
        for row, rhs in zip(form.rows, form.rhs, strict=True)
        for column, coefficient in row.items()
        if coefficient != rhs
    }
    by_column = rows_of(form)
    return [None if c in helps else frozenset(rows) for c, rows in enumerate(by_column)]


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

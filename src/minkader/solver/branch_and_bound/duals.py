# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What multipliers on the rows prove, in exact whole numbers, over many columns at once.

The numbers of a tree (`docs/certificate.md`): costs times a denominator, multipliers, the bound
that they give, and what each column would add to it. numpy does the sums: in 64 bits where the
largest sum that can come up fits in them, else with Python's own integers. Only ever imported by
`tree`, because numpy takes a tenth of a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from minkader.problem.numbers import Problem

Whole = NDArray[Any]
"""Whole numbers: int64, or Python's integers where those are too small."""
Some = NDArray[np.bool_]
"""Which columns may still be chosen."""
Places = NDArray[np.int64]

ABSENT: Final = -1
"""The name of the column that stands for a derived column that is 0."""
_MOST: Final = 2**61
_FINEST, _COARSEST = 100_000, 100
"""Components of a unit of cost in which multipliers are written."""
_SPARE: Final = 1_000
"""How much larger than any solution a multiplier may be at least: to show a contradiction."""


@dataclass(frozen=True)
class Priced:
    """What multipliers prove: a bound, and the reduced cost of each column above the least."""

    bound: int
    reduced_costs: Whole


@dataclass(frozen=True)
class Frame:
    """Choice sets by column: exactly one of each is 1; a derived column is a choice set too.

    Choice set g is the columns from `starts[g]` on, column c has the coefficients from
    `pointers[c]` on. Costs are in parts of a unit. `constant` is what the choice sets cost that are
    decided, and `needs` is without what those bring.
    """

    names: Places
    starts: Places
    owners: Places
    costs: Whole
    pointers: Places
    rows: Places
    coefficients: Whole
    rhs: Whole
    constant: int
    decided: Places
    """The names of the columns that are 1 in those choice sets."""
    denominator: int
    largest_multiplier: int
    """The largest multiplier that all sums have room for."""
    most: int
    """More than any solution costs, in whole units."""

    @cached_property
    def filled(self) -> Places:
        """Return the columns that stand in a row."""
        return np.flatnonzero(np.diff(self.pointers))

    def price(self, multipliers: Whole, allowed: Some) -> Priced:
        """Compute the bound of multipliers, one for each row, with only some columns allowed."""
        reduced = self.costs.copy()
        filled = self.filled
        if len(filled):
            entries = multipliers[self.rows] * self.coefficients
            reduced[filled] -= np.add.reduceat(entries, self.pointers[filled])
        if not len(self.starts):
            return Priced(self.constant + int((multipliers * self.rhs).sum()), reduced)
        shown = np.where(allowed, reduced, _MOST if reduced.dtype == np.int64 else 2**2000)
        least = np.minimum.reduceat(shown, self.starts)
        bound = self.constant + int((multipliers * self.rhs).sum()) + int(least.sum())
        return Priced(bound, reduced - least[self.owners])

    def rounded(self, duals: NDArray[np.float64]) -> Whole:
        """Write duals as multipliers: rounded down to whole components, none below 0."""
        scaled = np.floor(np.maximum(np.nan_to_num(duals), 0.0) * self.denominator + 1e-6)
        if self.costs.dtype == np.int64:
            return np.minimum(scaled, float(self.largest_multiplier)).astype(np.int64)
        return np.array(
            [min(int(value), self.largest_multiplier) for value in scaled], dtype=object
        )

    def kept(self, allowed: Some) -> "Frame":
        """Leave out columns that are not allowed, and choice sets that have one column left."""
        counts = np.add.reduceat(allowed.astype(np.int64), self.starts)
        single = counts[self.owners] == 1
        decided = np.flatnonzero(allowed & single)
        stays = np.flatnonzero(allowed & ~single)
        rhs = self.rhs.copy()
        np.subtract.at(
            rhs, self.rows[self.entries(decided)], self.coefficients[self.entries(decided)]
        )
        entries = self.entries(stays)
        lengths = np.diff(self.pointers)[stays]
        choice_sets = self.owners[stays]
        firsts = np.flatnonzero(np.diff(choice_sets, prepend=-1))
        return Frame(
            names=self.names[stays],
            starts=firsts,
            owners=np.repeat(np.arange(len(firsts)), np.diff(firsts, append=len(stays))),
            costs=self.costs[stays],
            pointers=np.concatenate(([0], np.cumsum(lengths))),
            rows=self.rows[entries],
            coefficients=self.coefficients[entries],
            rhs=rhs,
            constant=self.constant + int(self.costs[decided].sum()),
            decided=np.concatenate((self.decided, self.names[decided])),
            denominator=self.denominator,
            largest_multiplier=self.largest_multiplier,
            most=self.most,
        )

    def cost(self, chosen: Places) -> int:
        """Return what a choice of a column for each choice set costs, in parts."""
        return self.constant + int(self.costs[chosen].sum())

    def values(self, chosen: Places, size: int) -> list[int]:
        """Write the column chosen of each choice set as 0 or 1 for each column of the problem."""
        values = [0] * size
        for name in (*self.decided.tolist(), *self.names[chosen].tolist()):
            if name != ABSENT:
                values[name] = 1
        return values

    def short(self, chosen: Places) -> Whole:
        """Return how much each row falls short with these columns (not above 0: it holds)."""
        entries = self.entries(chosen)
        short = self.rhs.copy()
        np.subtract.at(short, self.rows[entries], self.coefficients[entries])
        return short

    def reach(self, allowed: Some) -> Whole:
        """Return what all columns that are allowed bring to each row together."""
        entries = np.where(allowed[self._columns], self.coefficients, 0)
        if entries.dtype == np.int64:
            return np.bincount(self.rows, entries, len(self.rhs)).astype(np.int64)
        sums = np.zeros_like(self.rhs)
        np.add.at(sums, self.rows, entries)
        return sums

    @cached_property
    def _columns(self) -> Places:
        return np.repeat(np.arange(len(self.names)), np.diff(self.pointers))

    def places(self, values: Sequence[int]) -> Places | None:
        """Return the column that is 1 of each choice set; None where it is not one of each."""
        given = np.array([*values, 0], dtype=np.bool_)
        named = self.names != ABSENT
        ones = np.where(named, given[self.names], ~given[np.roll(self.names, -1)])
        counts = np.add.reduceat(ones.astype(np.int64), self.starts) if len(ones) else ones
        return np.flatnonzero(ones) if (counts == 1).all() else None

    def entries(self, columns: Places) -> Places:
        """Return the places of the coefficients of some columns."""
        lengths = self.pointers[columns + 1] - self.pointers[columns]
        ends = np.cumsum(lengths)
        shift = self.pointers[columns] - (ends - lengths)
        places: Places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(shift, lengths)
        return places


def frame_of(problem: Problem, costs: Sequence[int]) -> Frame:
    """Write a problem as a frame, with the finest denominator that all sums have room for."""
    names, starts = _choice_sets(problem)
    most = sum(max(costs[first:end], default=0) for first, end in pairwise(problem.starts))
    most += sum(costs[problem.derived :]) + 1
    weight = sum(map(abs, problem.row_coefficients)) + sum(map(abs, problem.rhs)) + 1
    room = _MOST // (most * weight + sum(costs)) // _SPARE
    kind: Any = np.int64 if room >= _COARSEST else object
    denominator = min(_FINEST, room) if room >= _COARSEST else _FINEST
    largest_multiplier = most * denominator * _SPARE
    if kind == np.int64:
        largest_multiplier = (_MOST - sum(costs) * denominator) // weight
    coefficients, rows, pointers = _by_column(problem, names, kind)
    scaled = [0 if name == ABSENT else costs[name] * denominator for name in names]
    return Frame(
        names=np.array(names, dtype=np.int64),
        starts=np.array(starts, dtype=np.int64),
        owners=np.repeat(np.arange(len(starts)), np.diff(starts, append=len(names))),
        costs=np.array(scaled, dtype=kind),
        pointers=pointers,
        rows=rows,
        coefficients=coefficients,
        rhs=np.array(problem.rhs, dtype=kind),
        constant=0,
        decided=np.array([], dtype=np.int64),
        denominator=denominator,
        largest_multiplier=largest_multiplier,
        most=most,
    )


def _choice_sets(problem: Problem) -> tuple[list[int], list[int]]:
    names, starts = list(range(problem.derived)), problem.starts[:-1]
    for column in range(problem.derived, problem.columns):
        starts.append(len(names))
        names += [ABSENT, column]
    return names, starts


def _by_column(
    problem: Problem,
    names: Sequence[int],
    kind: Any,  # noqa: ANN401 (a numpy type)
) -> tuple[Whole, Places, Places]:
    place = np.zeros(problem.columns, dtype=np.int64)
    named = np.array(names, dtype=np.int64)
    real = np.flatnonzero(named != ABSENT)
    place[named[real]] = real
    columns = place[np.array(problem.row_columns, dtype=np.int64)]
    rows = np.repeat(np.arange(len(problem.rhs)), np.diff(problem.row_starts))
    order = np.argsort(columns, kind="stable")
    counts = np.bincount(columns, minlength=len(names))
    coefficients = np.array(problem.row_coefficients, dtype=kind)[order]
    return coefficients, rows[order], np.concatenate(([0], np.cumsum(counts)))

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns, rows and costs, as flat lists of whole numbers. Nothing here knows what a rule is.

A column is 0 or 1. Columns stand in choice sets, exactly one of each choice set is 1; behind them
stand derived columns, which the rows fix as soon as the choice sets are chosen. A row says that a
sum is at least a bound. No solver's API here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise
from typing import NamedTuple

Name = tuple[str, tuple[str, ...]]
"""A named constraint: its kind and its subjects, as a clash tells them ."""
Term = tuple[int, int]
"""A column and its coefficient."""


class Row(NamedTuple):
    """A sum over columns that is at least a bound, and where it comes from."""

    terms: tuple[Term, ...]
    rhs: int
    origin: Name


@dataclass
class Problem:
    """Choice sets of columns, rows over them, and what each column costs on each tier.

    Choice set g is the columns `starts[g]` up to `starts[g + 1]`; an empty choice set has no
    solution. From `derived` on columns belong to no choice set. Row r is `row_columns` and
    `row_coefficients` from `row_starts[r]` up to `row_starts[r + 1]`, at least `at_least[r]`.
    `costs[t][c]` is what column c adds to tier t (never negative), `constants[t]` what no choice
    changes. `capacities` are the rows that limit what many choice sets use together (no coefficient
    above 0).
    """

    starts: list[int] = field(default_factory=lambda: [0])
    columns: int = 0
    row_starts: list[int] = field(default_factory=lambda: [0])
    row_columns: list[int] = field(default_factory=list)
    row_coefficients: list[int] = field(default_factory=list)
    rhs: list[int] = field(default_factory=list)
    origins: list[Name] = field(default_factory=list)
    capacities: list[int] = field(default_factory=list)
    costs: list[list[int]] = field(default_factory=list)
    constants: list[int] = field(default_factory=list)

    @classmethod
    def with_tiers(cls, count: int) -> "Problem":
        """Begin a problem with so many tiers."""
        return cls(costs=[[] for _ in range(count)], constants=[0] * count)

    @property
    def derived(self) -> int:
        """Return the first column that belongs to no choice set."""
        return self.starts[-1]

    @property
    def choice_sets(self) -> list[range]:
        """Return the columns of every choice set."""
        return [range(*pair) for pair in pairwise(self.starts)]

    @property
    def rows(self) -> list[Row]:
        """Return every row as an object: for tests and messages, not for large problems."""
        return [
            Row(tuple(self.terms(row)), self.rhs[row], self.origins[row])
            for row in range(len(self.rhs))
        ]

    def terms(self, row: int) -> Iterator[Term]:
        """Return the columns of a row with their coefficients."""
        within = slice(self.row_starts[row], self.row_starts[row + 1])
        return zip(self.row_columns[within], self.row_coefficients[within], strict=True)

    def add_choice_set(self, size: int) -> range:
        """Add a choice set of columns that cost nothing; before any derived column."""
        first = self.columns
        self._widen(size)
        self.starts.append(self.columns)
        return range(first, self.columns)

    def add_derived(self) -> int:
        """Add a derived column that costs nothing."""
        self._widen(1)
        return self.columns - 1

    def _widen(self, size: int) -> None:
        self.columns += size
        for costs in self.costs:
            costs.extend([0] * size)

    def add_row(self, terms: Iterable[Term], rhs: int, origin: Name) -> None:
        """Add a row; a column stands in it at most once."""
        for column, coefficient in terms:
            self.row_columns.append(column)
            self.row_coefficients.append(coefficient)
        self.row_starts.append(len(self.row_columns))
        self.rhs.append(rhs)
        self.origins.append(origin)

    def add_capacity(self, terms: Iterable[Term], most: int, origin: Name) -> None:
        """Add a row that a sum (coefficients above 0) is at most a bound: a shared capacity."""
        self.capacities.append(len(self.rhs))
        self.add_row(((column, -coefficient) for column, coefficient in terms), -most, origin)

    def owners(self) -> list[int]:
        """Return the choice set of each column; a derived column is numbered behind those."""
        owners: list[int] = []
        for choice_set, (first, end) in enumerate(pairwise(self.starts)):
            owners.extend([choice_set] * (end - first))
        behind = len(self.starts) - 1
        owners.extend(range(behind, behind + self.columns - self.derived))
        return owners


def worth(problem: Problem, values: Sequence[int]) -> list[int]:
    """Compute the value of every tier of a solution (0 or 1 for each column), with constants."""
    return [
        constant + sum(compress(costs, values))
        for constant, costs in zip(problem.constants, problem.costs, strict=True)
    ]


def broken_row(problem: Problem, values: Sequence[int]) -> int | None:
    """Return the first row that a solution breaks, in plain integers; None where all hold."""
    columns, coefficients = problem.row_columns, problem.row_coefficients
    value_of = values.__getitem__
    for row, (rhs, (first, end)) in enumerate(
        zip(problem.rhs, pairwise(problem.row_starts), strict=True)
    ):
        if sum(compress(coefficients[first:end], map(value_of, columns[first:end]))) < rhs:
            return row
    return None

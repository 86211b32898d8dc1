# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Covering form: choice sets, coefficients above 0, one whole number as a column's cost.

Exactly one column of a choice set is 1, so a number may be taken from every column of a choice set
at once: the bound goes down by as much. So every row becomes a sum of coefficients of 0 or more, of
which the least in each choice set is 0. A derived column becomes a choice set of two: it is 0, or
it is 1. The tiers become one number, with weights under which a unit of an earlier tier outweighs
all later ones
together: comparing numbers is comparing tier by tier.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from minkader.problem.numbers import Problem

NOBODY = -1
"""The column of the problem that stands for a derived column that is 0."""


@dataclass
class CoveringForm:
    """Choice sets, rows of positive numbers, one cost for a column, and use of capacities.

    Choice set g is the columns `starts[g]` up to `starts[g + 1]`. Row r is `rows[r]` (column to
    coefficient, at most the need) and `needs[r]`. `uses[c]` says what a column uses of which
    capacity, where it uses any. `columns` says which column of the problem each is.
    """

    starts: list[int] = field(default_factory=lambda: [0])
    rows: list[dict[int, int]] = field(default_factory=list)
    rhs: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)
    uses: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    columns: list[int] = field(default_factory=list)

    @property
    def choice_sets(self) -> int:
        """Return the number of choice sets."""
        return len(self.starts) - 1

    def add_choice_set(
        self, of: "CoveringForm", columns: Sequence[int], place: dict[int, int]
    ) -> None:
        """Add some columns of another one as a choice set, and note in `place` where each came."""
        new, costs, uses, new_costs = of.columns, of.costs, of.uses, self.costs
        mine = self.columns
        for column in columns:
            if column in uses:
                self.uses[len(mine)] = uses[column]
            place[column] = len(mine)
            mine.append(new[column])
            new_costs.append(costs[column])
        self.starts.append(len(mine))

    def owners(self) -> list[int]:
        """Return the choice set of each column."""
        found: list[int] = []
        for choice_set, (first, end) in enumerate(pairwise(self.starts)):
            found.extend([choice_set] * (end - first))
        return found

    def span(self) -> dict[int, int]:
        """Return the most that the choice sets can use together of each capacity."""
        if not self.uses:
            return {}
        owners = self.owners()
        most: dict[tuple[int, int], int] = {}
        for column, uses in self.uses.items():
            for capacity, used in uses:
                key = owners[column], capacity
                most[key] = max(used, most.get(key, 0))
        span: dict[int, int] = {}
        for (_, capacity), used in most.items():
            span[capacity] = span.get(capacity, 0) + used
        return span


class Weighting(NamedTuple):
    """The weights that make one number of what a solution costs on every tier."""

    weights: tuple[int, ...]

    def together(self, costs: Sequence[int]) -> int:
        """Make one number of the costs by tier."""
        return sum(weight * cost for weight, cost in zip(self.weights, costs, strict=True))

    def by_tier(self, cost: int) -> tuple[int, ...]:
        """Return the costs by tier that one number stands for."""
        found = []
        for weight in self.weights:
            tier, cost = divmod(cost, weight)
            found.append(tier)
        return tuple(found)


def weighting_of(problem: Problem, tiers: int | None = None) -> Weighting:
    """Weigh the first tiers so that no sum of later ones reaches one unit of an earlier one."""
    mine = problem.costs[:tiers]
    weights = [1]
    for costs in reversed(mine[1:]):
        weights.append(weights[-1] * (reach(problem, costs) + 1))
    return Weighting(tuple(reversed(weights))[: len(mine)])


def reach(problem: Problem, costs: Sequence[int]) -> int:
    """Return the most that a solution can cost on a tier, with every derived column 1."""
    most = sum(costs[problem.derived :])
    for first, end in pairwise(problem.starts):
        if end - first == 1:
            most += costs[first]
        elif end > first:
            most += max(costs[first:end])
    return most


def covering_form_of(problem: Problem, weighting: Weighting) -> CoveringForm:
    """Bring a problem into covering form; a row that cannot hold keeps a need without columns."""
    owners = problem.owners()
    alone = {
        choice_set
        for choice_set, (first, end) in enumerate(pairwise(problem.starts))
        if end == first + 1
    }
    starts = list(problem.starts)
    columns = list(range(problem.derived))
    for column in range(problem.derived, problem.columns):
        columns += (NOBODY, column)
        starts.append(len(columns))
    form = CoveringForm(starts, columns=columns)
    form.costs = _costs(problem, weighting, columns)
    capacities = set(problem.capacities)
    for row, rhs in enumerate(problem.rhs):
        if row in capacities:
            continue
        plain = _plain(problem, owners, alone, row) if rhs > 0 else None
        if plain is None:
            _add_row(form, problem, owners, row, rhs)
        else:
            form.rows.append(plain)
            form.rhs.append(rhs)
    _add_uses(form, problem)
    return form


def _costs(problem: Problem, weighting: Weighting, columns: Sequence[int]) -> list[int]:
    costs = [0] * problem.columns
    for weight, tier in zip(weighting.weights, problem.costs, strict=True):
        for column, cost in enumerate(tier):
            if cost:
                costs[column] += weight * cost
    return [0 if column == NOBODY else costs[column] for column in columns]


def _plain(
    problem: Problem, owners: Sequence[int], alone: Set[int], row: int
) -> dict[int, int] | None:
    """Return a row that is in covering form as it stands: each 1, no choice set whole."""
    within = slice(problem.row_starts[row], problem.row_starts[row + 1])
    columns, coefficients = problem.row_columns[within], problem.row_coefficients[within]
    if (
        not coefficients
        or coefficients.count(1) < len(coefficients)
        or max(columns) >= problem.derived
    ):
        return None
    choice_sets = {owners[column] for column in columns}
    if len(choice_sets) < len(columns) and not _together(problem.starts, owners, columns):
        return None
    return dict.fromkeys(columns, 1) if alone.isdisjoint(choice_sets) else None


def _together(starts: Sequence[int], owners: Sequence[int], columns: Sequence[int]) -> bool:
    """Return whether the columns of each choice set stand side by side, and none is all there."""
    seen, before, left = set(), -1, 0
    for column in columns:
        choice_set = owners[column]
        if choice_set != before:
            if choice_set in seen:
                return False
            seen.add(choice_set)
            before, left = choice_set, starts[choice_set + 1] - starts[choice_set]
        left -= 1
        if not left:
            return False
    return True


def _add_row(
    form: CoveringForm, problem: Problem, owners: Sequence[int], row: int, rhs: int
) -> None:
    by_choice_set: dict[int, dict[int, int]] = {}
    for column, coefficient in problem.terms(row):
        by_choice_set.setdefault(owners[column], {})[_place(problem, column)] = coefficient
    for choice_set, terms in by_choice_set.items():
        columns = range(form.starts[choice_set], form.starts[choice_set + 1])
        least = min(terms.values()) if len(terms) == len(columns) else min(0, *terms.values())
        if least:
            rhs -= least
            by_choice_set[choice_set] = {
                c: terms[c] - least if c in terms else -least for c in columns
            }
    if rhs <= 0:
        return
    found = {
        column: min(coefficient, rhs)
        for terms in by_choice_set.values()
        for column, coefficient in terms.items()
        if coefficient
    }
    clauses = _clauses(by_choice_set.values(), rhs) if max(found.values(), default=1) > 1 else []
    for mine, least in clauses or [(found, rhs)]:
        form.rows.append(mine)
        form.rhs.append(least)


def _clauses(choice_sets: Iterable[dict[int, int]], rhs: int) -> list[tuple[dict[int, int], int]]:
    """Write a row as rows that one column fulfils, where it says: one of these, or all of those.

    Columns that reach the need alone are the first; where the most of every other choice set
    together is just the need, all of them are the others. An empty list where it says something
    else.
    """
    alone: dict[int, int] = {}
    components: list[list[int]] = []
    left = rhs
    for terms in choice_sets:
        alone.update((column, 1) for column, coefficient in terms.items() if coefficient >= rhs)
        most = max(
            (coefficient for coefficient in terms.values() if 0 < coefficient < rhs), default=0
        )
        if most:
            left -= most
            components.append(
                [column for column, coefficient in terms.items() if coefficient == most]
            )
    if left:
        return []
    return [({**alone, **dict.fromkeys(component, 1)}, 1) for component in components]


def problem_of(form: CoveringForm, weighting: Weighting, caps: Mapping[int, int]) -> Problem:
    """Write a covering form as a problem again, within what there is of some capacities."""
    problem = Problem.with_tiers(len(weighting.weights))
    for first, end in pairwise(form.starts):
        problem.add_choice_set(end - first)
    for column, cost in enumerate(form.costs):
        for tier, component in enumerate(weighting.by_tier(cost)):
            problem.costs[tier][column] = component
    for row, rhs in zip(form.rows, form.rhs, strict=True):
        problem.add_row(row.items(), rhs, ("covering", ()))
    for capacity, cap in caps.items():
        terms = [
            (column, used)
            for column, uses in form.uses.items()
            for of, used in uses
            if of == capacity and used
        ]
        problem.add_capacity(terms, cap, ("capacity", ()))
    return problem


def _add_uses(form: CoveringForm, problem: Problem) -> None:
    for capacity, row in enumerate(problem.capacities):
        for column, coefficient in problem.terms(row):
            place = _place(problem, column)
            form.uses[place] = (*form.uses.get(place, ()), (capacity, -coefficient))


def _place(problem: Problem, column: int) -> int:
    # Behind the choice sets a derived column stands twice: where it is 0, and then where it is 1.
    return column if column < problem.derived else 2 * column - problem.derived + 1

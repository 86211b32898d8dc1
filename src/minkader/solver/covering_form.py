# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Normal form: only groups, only factors above 0, one whole number as the cost of a column.

Exactly one column of a group is 1, so a number may be taken from every column of a group at once:
the bound goes down by as much. So every row becomes a sum of factors of 0 or more, of which the
least in each group is 0. A derived column becomes a group of two: it is 0, or it is 1. The tiers
become one number, with weights under which a unit of an earlier tier outweighs all later ones
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
class Normal:
    """Groups, rows with factors above 0 and a need above 0, one cost for a column, and budgets.

    Group g is the columns `starts[g]` up to `starts[g + 1]`. Row r is `rows[r]` (column to factor,
    at most the need) and `needs[r]`. `uses[c]` says what a column uses of which budget, where it
    uses any. `columns` says which column of the problem each is.
    """

    starts: list[int] = field(default_factory=lambda: [0])
    rows: list[dict[int, int]] = field(default_factory=list)
    needs: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)
    uses: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    columns: list[int] = field(default_factory=list)

    @property
    def groups(self) -> int:
        """Give the number of groups."""
        return len(self.starts) - 1

    def add_group(self, of: "Normal", columns: Sequence[int], place: dict[int, int]) -> None:
        """Add some columns of another one as a group, and note in `place` where each came."""
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
        """Give the group of each column."""
        found: list[int] = []
        for group, (first, end) in enumerate(pairwise(self.starts)):
            found.extend([group] * (end - first))
        return found

    def span(self) -> dict[int, int]:
        """Give the most that the groups can use together of each budget."""
        if not self.uses:
            return {}
        owners = self.owners()
        most: dict[tuple[int, int], int] = {}
        for column, uses in self.uses.items():
            for budget, used in uses:
                key = owners[column], budget
                most[key] = max(used, most.get(key, 0))
        span: dict[int, int] = {}
        for (_, budget), used in most.items():
            span[budget] = span.get(budget, 0) + used
        return span


class Scale(NamedTuple):
    """The weights that make one number of what a solution costs on every tier."""

    weights: tuple[int, ...]

    def together(self, costs: Sequence[int]) -> int:
        """Make one number of the costs by tier."""
        return sum(weight * cost for weight, cost in zip(self.weights, costs, strict=True))

    def apart(self, cost: int) -> tuple[int, ...]:
        """Give the costs by tier that one number stands for."""
        found = []
        for weight in self.weights:
            tier, cost = divmod(cost, weight)
            found.append(tier)
        return tuple(found)


def scale_of(problem: Problem, tiers: int | None = None) -> Scale:
    """Weigh the first tiers so that no sum of later ones reaches one unit of an earlier one."""
    mine = problem.costs[:tiers]
    weights = [1]
    for costs in reversed(mine[1:]):
        weights.append(weights[-1] * (reach(problem, costs) + 1))
    return Scale(tuple(reversed(weights))[: len(mine)])


def reach(problem: Problem, costs: Sequence[int]) -> int:
    """Give the most that a solution can cost on a tier, with every derived column 1."""
    most = sum(costs[problem.derived :])
    for first, end in pairwise(problem.starts):
        if end - first == 1:
            most += costs[first]
        elif end > first:
            most += max(costs[first:end])
    return most


def normal_of(problem: Problem, scale: Scale) -> Normal:
    """Bring a problem into normal form; a row that cannot hold keeps a need without columns."""
    owners = problem.owners()
    alone = {
        group for group, (first, end) in enumerate(pairwise(problem.starts)) if end == first + 1
    }
    starts = list(problem.starts)
    columns = list(range(problem.derived))
    for column in range(problem.derived, problem.columns):
        columns += (NOBODY, column)
        starts.append(len(columns))
    normal = Normal(starts, columns=columns)
    normal.costs = _costs(problem, scale, columns)
    budgets = set(problem.budgets)
    for row, need in enumerate(problem.at_least):
        if row in budgets:
            continue
        plain = _plain(problem, owners, alone, row) if need > 0 else None
        if plain is None:
            _add_row(normal, problem, owners, row, need)
        else:
            normal.rows.append(plain)
            normal.needs.append(need)
    _add_uses(normal, problem)
    return normal


def _costs(problem: Problem, scale: Scale, columns: Sequence[int]) -> list[int]:
    costs = [0] * problem.columns
    for weight, tier in zip(scale.weights, problem.costs, strict=True):
        for column, cost in enumerate(tier):
            if cost:
                costs[column] += weight * cost
    return [0 if column == NOBODY else costs[column] for column in columns]


def _plain(
    problem: Problem, owners: Sequence[int], alone: Set[int], row: int
) -> dict[int, int] | None:
    """Give a row that is in normal form as it stands: factors of 1, no group with all of it."""
    within = slice(problem.row_starts[row], problem.row_starts[row + 1])
    columns, factors = problem.row_columns[within], problem.row_factors[within]
    if not factors or factors.count(1) < len(factors) or max(columns) >= problem.derived:
        return None
    groups = {owners[column] for column in columns}
    if len(groups) < len(columns) and not _together(problem.starts, owners, columns):
        return None
    return dict.fromkeys(columns, 1) if alone.isdisjoint(groups) else None


def _together(starts: Sequence[int], owners: Sequence[int], columns: Sequence[int]) -> bool:
    """Tell whether the columns of each group stand side by side, and none is all there."""
    seen, before, left = set(), -1, 0
    for column in columns:
        group = owners[column]
        if group != before:
            if group in seen:
                return False
            seen.add(group)
            before, left = group, starts[group + 1] - starts[group]
        left -= 1
        if not left:
            return False
    return True


def _add_row(normal: Normal, problem: Problem, owners: Sequence[int], row: int, need: int) -> None:
    by_group: dict[int, dict[int, int]] = {}
    for column, factor in problem.terms(row):
        by_group.setdefault(owners[column], {})[_place(problem, column)] = factor
    for group, terms in by_group.items():
        columns = range(normal.starts[group], normal.starts[group + 1])
        least = min(terms.values()) if len(terms) == len(columns) else min(0, *terms.values())
        if least:
            need -= least
            by_group[group] = {c: terms[c] - least if c in terms else -least for c in columns}
    if need <= 0:
        return
    found = {
        column: min(factor, need)
        for terms in by_group.values()
        for column, factor in terms.items()
        if factor
    }
    clauses = _clauses(by_group.values(), need) if max(found.values(), default=1) > 1 else []
    for mine, least in clauses or [(found, need)]:
        normal.rows.append(mine)
        normal.needs.append(least)


def _clauses(groups: Iterable[dict[int, int]], need: int) -> list[tuple[dict[int, int], int]]:
    """Write a row as rows that one column fulfils, where it says: one of these, or all of those.

    Columns that reach the need alone are the first; where the most of every other group together
    is just the need, all of them are the others. An empty list where it says something else.
    """
    alone: dict[int, int] = {}
    parts: list[list[int]] = []
    left = need
    for terms in groups:
        alone.update((column, 1) for column, factor in terms.items() if factor >= need)
        most = max((factor for factor in terms.values() if 0 < factor < need), default=0)
        if most:
            left -= most
            parts.append([column for column, factor in terms.items() if factor == most])
    if left:
        return []
    return [({**alone, **dict.fromkeys(part, 1)}, 1) for part in parts]


def problem_of(normal: Normal, scale: Scale, caps: Mapping[int, int]) -> Problem:
    """Write a problem in normal form as a problem again, within what there is of some budgets."""
    problem = Problem.with_tiers(len(scale.weights))
    for first, end in pairwise(normal.starts):
        problem.add_group(end - first)
    for column, cost in enumerate(normal.costs):
        for tier, part in enumerate(scale.apart(cost)):
            problem.costs[tier][column] = part
    for row, need in zip(normal.rows, normal.needs, strict=True):
        problem.add_row(row.items(), need, ("normal", ()))
    for budget, cap in caps.items():
        terms = [
            (column, used)
            for column, uses in normal.uses.items()
            for of, used in uses
            if of == budget and used
        ]
        problem.add_budget(terms, cap, ("budget", ()))
    return problem


def _add_uses(normal: Normal, problem: Problem) -> None:
    for budget, row in enumerate(problem.budgets):
        for column, factor in problem.terms(row):
            place = _place(problem, column)
            normal.uses[place] = (*normal.uses.get(place, ()), (budget, -factor))


def _place(problem: Problem, column: int) -> int:
    # Behind the groups a derived column stands twice: where it is 0, and then where it is 1.
    return column if column < problem.derived else 2 * column - problem.derived + 1

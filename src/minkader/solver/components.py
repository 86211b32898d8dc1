# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Split a problem into parts that share no row, each solved on its own.

Tiers are sums and sums are compared tier by tier, so the best whole is made of the best parts:
the lexicographic order of tuples does not change when the same tuple is added to both sides.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from minkader.problem.numbers import Problem
from minkader.solver.covering_form import Normal


class Part(NamedTuple):
    """A problem of its own, and which group of the whole each of its groups is."""

    problem: Problem
    groups: tuple[int, ...]
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    """Which column and row of the whole each of its own is."""


def split(problem: Problem, budgets: Collection[int] | None = None) -> list[Part]:
    """Split into parts, each with its groups, derived columns and rows in the order of the whole.

    Rows without terms, and derived columns that no group touches, come in a part of their own.
    Where `budgets` are given, the others of the problem join nothing and are in no part.
    """
    owners = problem.owners()
    left_out = () if budgets is None else set(problem.budgets).difference(budgets)
    rows = {
        row: [owners[column] for column in problem.row_columns[first:end]]
        for row, (first, end) in enumerate(pairwise(problem.row_starts))
        if row not in left_out
    }
    nodes = len(problem.starts) - 1 + problem.columns - problem.derived
    root_of = roots(nodes, rows.values())
    rooms: dict[int, tuple[list[int], list[int]]] = {}
    for node in range(nodes):
        rooms.setdefault(root_of[node], ([], []))[0].append(node)
    for number, members in rows.items():
        root = root_of[members[0]] if members else -1
        rooms.setdefault(root, ([], []))[1].append(number)
    return [_part(problem, *room) for room in rooms.values()]


def roots(nodes: int, joined: Iterable[Sequence[int]]) -> list[int]:
    """Give for each node the first of those that hang together with it."""
    parent = list(range(nodes))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for members in joined:
        if members:
            one = root(members[0])
            for member in members:
                if parent[member] != one:
                    other = root(member)
                    # The smaller number becomes the root: parts come in the order of the whole.
                    one, other = min(one, other), max(one, other)
                    parent[other] = one
    return [root(node) for node in range(nodes)]


def _part(problem: Problem, nodes: list[int], rows: list[int]) -> Part:
    groups = [node for node in nodes if node < len(problem.starts) - 1]
    part = Problem.with_tiers(len(problem.costs))
    columns: list[int] = []
    for group in groups:
        columns.extend(range(problem.starts[group], problem.starts[group + 1]))
        part.add_group(problem.starts[group + 1] - problem.starts[group])
    for node in nodes[len(groups) :]:
        columns.append(problem.derived + node - len(problem.starts) + 1)
        part.add_derived()
    new = {column: place for place, column in enumerate(columns)}
    part.costs = [[costs[column] for column in columns] for costs in problem.costs]
    budgets = set(problem.budgets)
    for row in rows:
        if row in budgets:
            part.budgets.append(len(part.at_least))
        terms = ((new[column], factor) for column, factor in problem.terms(row))
        part.add_row(terms, problem.at_least[row], problem.origins[row])
    return Part(part, tuple(groups), tuple(columns), tuple(rows))


def apart(normal: Normal) -> tuple[Normal, list[Normal]]:
    """Split a problem in normal form: the groups without a row, and the parts that share no row.

    Budgets join nothing.
    """
    owners = normal.owners()
    root_of = roots(normal.groups, ([owners[column] for column in row] for row in normal.rows))
    rows: dict[int, list[int]] = {}
    for number, row in enumerate(normal.rows):
        rows.setdefault(root_of[owners[next(iter(row))]], []).append(number)
    free: list[int] = []
    rooms: dict[int, list[int]] = {}
    for group, root in enumerate(root_of):
        (rooms.setdefault(root, []) if root in rows else free).append(group)
    return piece(normal, free, ()), [piece(normal, rooms[root], rows[root]) for root in rooms]


def piece(normal: Normal, groups: Sequence[int], rows: Sequence[int]) -> Normal:
    """Give some groups with some rows that touch no other group as a problem of its own."""
    new = Normal()
    place: dict[int, int] = {}
    for group in groups:
        new.add_group(normal, range(normal.starts[group], normal.starts[group + 1]), place)
    for row in rows:
        new.rows.append({place[column]: factor for column, factor in normal.rows[row].items()})
        new.needs.append(normal.needs[row])
    return new

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Split a problem into components that share no row, each solved on its own.

Tiers are sums and sums are compared tier by tier, so the best whole is made of the best components:
the lexicographic order of tuples does not change when the same tuple is added to both sides.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from minkader.problem.numbers import Problem
from minkader.solver.covering_form import CoveringForm


class Component(NamedTuple):
    """A problem of its own, and which choice set of the whole each of its choice sets is."""

    problem: Problem
    choice_sets: tuple[int, ...]
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    """Which column and row of the whole each of its own is."""


def split(problem: Problem, capacities: Collection[int] | None = None) -> list[Component]:
    """Split into components, each with its columns and rows in the order of the whole.

    Rows without terms, and derived columns that no choice set touches, come in a part of their own.
    Where `capacities` are given, the others of the problem join nothing and are in no component.
    """
    owners = problem.owners()
    left_out = () if capacities is None else set(problem.capacities).difference(capacities)
    rows = {
        row: [owners[column] for column in problem.row_columns[first:end]]
        for row, (first, end) in enumerate(pairwise(problem.row_starts))
        if row not in left_out
    }
    nodes = len(problem.starts) - 1 + problem.columns - problem.derived
    root_of = connected(nodes, rows.values())
    inside: dict[int, tuple[list[int], list[int]]] = {}
    for node in range(nodes):
        inside.setdefault(root_of[node], ([], []))[0].append(node)
    for number, members in rows.items():
        root = root_of[members[0]] if members else -1
        inside.setdefault(root, ([], []))[1].append(number)
    return [_component(problem, *members) for members in inside.values()]


def connected(nodes: int, hyperedges: Iterable[Sequence[int]]) -> list[int]:
    """Return for each node the first node of its connected component under hyperedges.

    Union-find with path halving (Tarjan & van Leeuwen, Worst-case analysis of set union
    algorithms, 1984): the only one in the package.
    """
    parent = list(range(nodes))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for members in hyperedges:
        if members:
            one = root(members[0])
            for member in members:
                if parent[member] != one:
                    other = root(member)
                    # The smaller number becomes the root: components come in the order of the
                    # whole.
                    one, other = min(one, other), max(one, other)
                    parent[other] = one
    return [root(node) for node in range(nodes)]


def connected_components(nodes: int, hyperedges: Iterable[Sequence[int]]) -> dict[int, list[int]]:
    """Return the nodes of each connected component under hyperedges, by its first node."""
    found: dict[int, list[int]] = {}
    for node, root in enumerate(connected(nodes, hyperedges)):
        found.setdefault(root, []).append(node)
    return found


def _component(problem: Problem, nodes: list[int], rows: list[int]) -> Component:
    choice_sets = [node for node in nodes if node < len(problem.starts) - 1]
    component = Problem.with_tiers(len(problem.costs))
    columns: list[int] = []
    for choice_set in choice_sets:
        columns.extend(range(problem.starts[choice_set], problem.starts[choice_set + 1]))
        component.add_choice_set(problem.starts[choice_set + 1] - problem.starts[choice_set])
    for node in nodes[len(choice_sets) :]:
        columns.append(problem.derived + node - len(problem.starts) + 1)
        component.add_derived()
    new = {column: place for place, column in enumerate(columns)}
    component.costs = [[costs[column] for column in columns] for costs in problem.costs]
    capacities = set(problem.capacities)
    for row in rows:
        if row in capacities:
            component.capacities.append(len(component.rhs))
        terms = ((new[column], coefficient) for column, coefficient in problem.terms(row))
        component.add_row(terms, problem.rhs[row], problem.origins[row])
    return Component(component, tuple(choice_sets), tuple(columns), tuple(rows))


def decompose(form: CoveringForm) -> tuple[CoveringForm, list[CoveringForm]]:
    """Split a covering form: the choice sets without a row, and the components by rows.

    Capacities join nothing.
    """
    owners = form.owners()
    root_of = connected(form.choice_sets, ([owners[column] for column in row] for row in form.rows))
    rows: dict[int, list[int]] = {}
    for number, row in enumerate(form.rows):
        rows.setdefault(root_of[owners[next(iter(row))]], []).append(number)
    free: list[int] = []
    inside: dict[int, list[int]] = {}
    for choice_set, root in enumerate(root_of):
        (inside.setdefault(root, []) if root in rows else free).append(choice_set)
    return subproblem(form, free, ()), [
        subproblem(form, inside[root], rows[root]) for root in inside
    ]


def subproblem(form: CoveringForm, choice_sets: Sequence[int], rows: Sequence[int]) -> CoveringForm:
    """Return some choice sets, with rows that touch no other, as a problem of its own."""
    new = CoveringForm()
    place: dict[int, int] = {}
    for choice_set in choice_sets:
        new.add_choice_set(form, range(form.starts[choice_set], form.starts[choice_set + 1]), place)
    for row in rows:
        new.rows.append(
            {place[column]: coefficient for column, coefficient in form.rows[row].items()}
        )
        new.rhs.append(form.rhs[row])
    return new

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Split a problem into parts that share no row, each solved on its own.

Tiers are sums and sums are compared tier by tier, so the best whole is made of the best parts:
the lexicographic order of tuples does not change when the same tuple is added to both sides.
"""

from dataclasses import dataclass

from minkader.problem import Problem, Row, Term


@dataclass(frozen=True)
class Part:
    """A problem of its own, and which group of the whole each of its groups is."""

    problem: Problem
    groups: tuple[int, ...]


def split(problem: Problem) -> list[Part]:
    """Split into parts, each with its groups, derived columns and rows in the order of the whole.

    Rows without terms, and derived columns that no group touches, come in a part of their own.
    """
    group_at = _group_at(problem)
    parent = list(range(len(problem.groups) + problem.columns - problem.derived))
    for row in problem.rows:
        members = [group_at[column] for column, _ in row.terms]
        for member in members[1:]:
            _join(parent, members[0], member)
    rooms: dict[int, list[int]] = {}
    for node in range(len(parent)):
        rooms.setdefault(_root(parent, node), []).append(node)
    rows: dict[int, list[Row]] = {}
    for row in problem.rows:
        root = _root(parent, group_at[row.terms[0][0]]) if row.terms else -1
        rows.setdefault(root, []).append(row)
    parts = [_part(problem, nodes, rows.get(root, [])) for root, nodes in rooms.items()]
    if -1 in rows:
        parts.append(_part(problem, [], rows[-1]))
    return parts


def _group_at(problem: Problem) -> list[int]:
    # Derived columns are numbered behind the groups, each a node of its own.
    nodes = [group for group, columns in enumerate(problem.groups) for _ in columns]
    derived = problem.columns - problem.derived
    return nodes + [len(problem.groups) + place for place in range(derived)]


def _root(parent: list[int], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _join(parent: list[int], one: int, other: int) -> None:
    one, other = _root(parent, one), _root(parent, other)
    # The smaller number becomes the root, so that parts come in the order of the whole.
    parent[max(one, other)] = min(one, other)


def _part(problem: Problem, nodes: list[int], rows: list[Row]) -> Part:
    groups = [node for node in nodes if node < len(problem.groups)]
    new: dict[int, int] = {}
    ranges = []
    for group in groups:
        first = len(new)
        for column in problem.groups[group]:
            new[column] = len(new)
        ranges.append(range(first, len(new)))
    derived = len(new)
    for node in nodes[len(groups) :]:
        new[problem.derived + node - len(problem.groups)] = len(new)
    costs = [
        {new[column]: cost for column in new if (cost := tier.get(column, 0))}
        for tier in problem.costs
    ]
    mine = [Row(_renumbered(row.terms, new), row.at_least, row.origin) for row in rows]
    part = Problem(ranges, derived, len(new), mine, costs, [0] * len(costs))
    return Part(part, tuple(groups))


def _renumbered(terms: tuple[Term, ...], new: dict[int, int]) -> tuple[Term, ...]:
    return tuple((new[column], factor) for column, factor in terms)

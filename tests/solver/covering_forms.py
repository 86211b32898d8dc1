# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small problems in covering form, and every solution of one, by trying all of them."""

import itertools
import random
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from minkader.solver.covering_form import NOBODY, CoveringForm
from minkader.solver.search.front import Front, better, unbeaten


class Way(NamedTuple):
    """One solution: its columns as bits and as columns of the problem, its cost, its use."""

    bits: int
    columns: frozenset[int]
    cost: int
    used: dict[int, int]


def form(
    *sizes: int,
    rows: list[tuple[dict[int, int], int]] | None = None,
    costs: Mapping[int, int] | None = None,
    uses: Mapping[int, dict[int, int]] | None = None,
) -> CoveringForm:
    """Write a problem: sizes of choice sets, rows, costs, uses by column and capacity.

    Column n of it is column n of the problem.
    """
    count = sum(sizes)
    return CoveringForm(
        starts=[0, *itertools.accumulate(sizes)],
        rows=[dict(terms) for terms, _ in rows or []],
        rhs=[rhs for _, rhs in rows or []],
        costs=[(costs or {}).get(column, 0) for column in range(count)],
        uses={column: tuple(mine.items()) for column, mine in (uses or {}).items()},
        columns=list(range(count)),
    )


def clauses(*rows: set[int]) -> list[tuple[dict[int, int], int]]:
    """Write rows that any one of their columns fulfils."""
    return [(dict.fromkeys(sorted(row), 1), 1) for row in rows]


def random_form(seed: int, choice_sets: int = 6, capacities: int = 1) -> CoveringForm:
    """Make choice sets of two or three, clauses and sums as rows, costs, and capacities."""
    draw = random.Random(seed)
    sizes = [draw.choice([2, 2, 3]) for _ in range(draw.randint(2, choice_sets))]
    count = sum(sizes)
    owners = [choice_set for choice_set, size in enumerate(sizes) for _ in range(size)]
    rows = []
    for _ in range(draw.randint(1, len(sizes) + 2)):
        columns = sorted(draw.sample(range(count), draw.randint(1, min(4, count))))
        rhs = draw.choice([1, 1, 1, 2, 3])
        terms = {column: draw.randint(1, rhs) for column in columns}
        whole = [g for g in set(owners) if owners.count(g) == sum(owners[c] == g for c in terms)]
        for choice_set in whole:  # the least in each choice set is 0
            del terms[next(c for c in terms if owners[c] == choice_set)]
        if terms:
            rows.append((terms, rhs))
            if rhs == 1 and draw.random() < 0.2:  # a row that holds wherever this one does
                rows.append(({**terms, draw.choice(_partial(terms, owners)): 1}, 1))
    most = draw.choice([2, 5, 20])
    costs = {c: draw.randint(0, most) for c in range(count)}
    uses = {
        c: {b: draw.randint(1, 4) for b in range(capacities) if draw.random() < 0.6}
        for c in range(count)
        if draw.random() < 0.4
    }
    return form(*sizes, rows=rows, costs=costs, uses={c: use for c, use in uses.items() if use})


def _partial(terms: Mapping[int, int], owners: list[int]) -> list[int]:
    # Columns that may be added to a row without filling a choice set.
    return [
        column
        for column, choice_set in enumerate(owners)
        if owners.count(choice_set) > 1 + sum(owners[c] == choice_set for c in terms if c != column)
    ]


def ways(of: CoveringForm, caps: Mapping[int, int] | None = None) -> Iterator[Way]:
    """Try everything: each solution, within what there is of some capacities."""
    for chosen in itertools.product(*(range(*pair) for pair in pairwise(of.starts))):
        reached = (sum(row.get(c, 0) for c in chosen) for row in of.rows)
        if any(total < rhs for total, rhs in zip(reached, of.rhs, strict=True)):
            continue
        used: dict[int, int] = {}
        for column in chosen:
            for capacity, amount in of.uses.get(column, ()):
                used[capacity] = used.get(capacity, 0) + amount
        if caps is None or all(used.get(capacity, 0) <= cap for capacity, cap in caps.items()):
            yield Way(
                sum(1 << column for column in chosen),
                frozenset(of.columns[c] for c in chosen if of.columns[c] != NOBODY),
                sum(of.costs[column] for column in chosen),
                used,
            )


def bests(of: CoveringForm, caps: Mapping[int, int] | None = None) -> set[frozenset[int]]:
    """Return every best solution, as columns of the problem."""
    found = list(ways(of, caps))
    least = min((way.cost for way in found), default=0)
    return {way.columns for way in found if way.cost == least}


def front_of(of: CoveringForm, capacities: tuple[int, ...] = ()) -> Front:
    """Return the best for each amount used that no other beats, by trying everything."""
    front: Front = {}
    for way in ways(of):
        used = tuple(way.used.get(capacity, 0) for capacity in capacities)
        better(front, used, (way.cost, 1, way.bits))
    return unbeaten(front)

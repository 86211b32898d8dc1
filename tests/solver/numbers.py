# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small random problems in numbers, and every solution of one, by trying all of them."""

import itertools
import random
from collections.abc import Iterator

from minkader.problem.numbers import Problem, Row, Term, worth


def problem(
    *sizes: int,
    rows: list[tuple[dict[int, int], int]] | None = None,
    costs: list[dict[int, int]] | None = None,
    derived: int = 0,
    constants: list[int] | None = None,
) -> Problem:
    """Write a problem: the sizes of its groups, rows as terms and bound, costs by tier."""
    tiers = costs if costs is not None else [{}]
    made = Problem.with_tiers(len(tiers))
    for size in sizes:
        made.add_group(size)
    for _ in range(derived):
        made.add_derived()
    for terms, bound in rows or []:
        made.add_row(terms.items(), bound, ("row", ()))
    for tier, mine in enumerate(tiers):
        for column, cost in mine.items():
            made.costs[tier][column] = cost
    made.constants = constants or [0] * len(tiers)
    return made


def random_problem(seed: int) -> Problem:
    """Make a problem of a few groups, with rows of all signs and derived columns."""
    draw = random.Random(seed)
    sizes = [draw.randint(1, 3) for _ in range(draw.randint(1, 5))]
    made = problem(*sizes, costs=[_costs(draw, sum(sizes)) for _ in range(draw.randint(1, 3))])
    for _ in range(draw.randint(0, 4)):
        columns = draw.sample(range(made.columns), min(made.columns, draw.randint(1, 4)))
        span = draw.choice([1, 1, 3])
        terms = tuple((c, draw.choice([-1, 1]) * draw.randint(1, span)) for c in columns)
        made.add_row(terms, draw.randint(-2, 1), ("row", ()))
    for _ in range(draw.randint(0, 2)):
        _derive(made, draw)
    for _ in range(draw.choice([0, 0, 1, 2])):
        _limit(made, draw)
    made.constants = [draw.randint(0, 3) for _ in made.costs]
    return made


def _limit(made: Problem, draw: random.Random) -> None:
    # A budget that some columns use, seldom enough for the most of every group.
    used = [(c, draw.randint(1, 5)) for c in range(made.derived) if draw.random() < 0.5]
    made.add_budget(used, draw.randint(0, 3 * len(made.groups)), ("budget", ()))


def _costs(draw: random.Random, columns: int) -> dict[int, int]:
    return {c: draw.randint(1, 4) for c in range(columns) if draw.random() < 0.5}


def _derive(made: Problem, draw: random.Random) -> None:
    # A column that is 1 exactly where two others are.
    one, other = draw.choice(range(made.derived)), draw.choice(range(made.derived))
    new = made.add_derived()
    for part in {one, other}:
        made.add_row(((part, 1), (new, -1)), 0, ("define", ()))
    terms: dict[int, int] = {new: 1}
    for part in {one, other}:
        terms[part] = terms.get(part, 0) - 1
    made.add_row(terms.items(), 1 - len({one, other}), ("define", ()))
    made.costs[0][new] = draw.randint(1, 3)


def holds(row: Row, values: list[int]) -> bool:
    """Tell whether a row holds."""
    return sum(factor * values[column] for column, factor in row.terms) >= row.at_least


def solutions(made: Problem) -> Iterator[list[int]]:
    """Try everything: the values of all columns of each solution, in order of option numbers."""
    free = made.columns - made.derived
    for chosen in itertools.product(*made.groups):
        for states in itertools.product([0, 1], repeat=free):
            values = [int(column in chosen) for column in range(made.derived)] + list(states)
            if all(holds(row, values) for row in made.rows):
                yield values


def best(made: Problem) -> tuple[list[int], list[int], int] | None:
    """Give the first best solution, what it is worth, and how many are worth as much."""
    found = [(worth(made, values), values) for values in solutions(made)]
    if not found:
        return None
    least = min(value for value, _ in found)
    equal = [values for value, values in found if value == least]
    return equal[0], least, len(equal)


def picked(made: Problem, values: list[int]) -> list[int]:
    """Give the chosen column of every group."""
    return [next(c for c in group if values[c]) for group in made.groups]


def terms_of(costs: list[int]) -> list[Term]:
    """Write costs as terms."""
    return [(column, cost) for column, cost in enumerate(costs) if cost]

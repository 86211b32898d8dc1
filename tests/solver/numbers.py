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
    """Write a problem: the sizes of its choice sets, rows as terms and bound, costs by tier."""
    tiers = costs if costs is not None else [{}]
    made = Problem.with_tiers(len(tiers))
    for size in sizes:
        made.add_choice_set(size)
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
    """Make a problem of a few choice sets, with rows of all signs and derived columns."""
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
    # A capacity that some columns use, seldom enough for the most of every choice set.
    used = [(c, draw.randint(1, 5)) for c in range(made.derived) if draw.random() < 0.5]
    made.add_capacity(used, draw.randint(0, 3 * len(made.choice_sets)), ("capacity", ()))


def _costs(draw: random.Random, columns: int) -> dict[int, int]:
    return {c: draw.randint(1, 4) for c in range(columns) if draw.random() < 0.5}


def _derive(made: Problem, draw: random.Random) -> None:
    # A column that is 1 exactly where two others are.
    one, other = draw.choice(range(made.derived)), draw.choice(range(made.derived))
    new = made.add_derived()
    for component in {one, other}:
        made.add_row(((component, 1), (new, -1)), 0, ("define", ()))
    terms: dict[int, int] = {new: 1}
    for component in {one, other}:
        terms[component] = terms.get(component, 0) - 1
    made.add_row(terms.items(), 1 - len({one, other}), ("define", ()))
    made.costs[0][new] = draw.randint(1, 3)


def holds(row: Row, values: list[int]) -> bool:
    """Return whether a row holds."""
    return sum(coefficient * values[column] for column, coefficient in row.terms) >= row.rhs


def solutions(made: Problem) -> Iterator[list[int]]:
    """Try everything: the values of all columns of each solution, in order of option numbers."""
    free = made.columns - made.derived
    for chosen in itertools.product(*made.choice_sets):
        for states in itertools.product([0, 1], repeat=free):
            values = [int(column in chosen) for column in range(made.derived)] + list(states)
            if all(holds(row, values) for row in made.rows):
                yield values


def best(made: Problem) -> tuple[list[int], list[int], int] | None:
    """Return the first best solution, what it is worth, and how many are worth as much."""
    found = [(worth(made, values), values) for values in solutions(made)]
    if not found:
        return None
    least = min(value for value, _ in found)
    equal = [values for value, values in found if value == least]
    return equal[0], least, len(equal)


def picked(made: Problem, values: list[int]) -> list[int]:
    """Return the chosen column of every choice set."""
    return [next(c for c in choice_set if values[c]) for choice_set in made.choice_sets]


def terms_of(costs: list[int]) -> list[Term]:
    """Write costs as terms."""
    return [(column, cost) for column, cost in enumerate(costs) if cost]

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Generate the rules of a municipality as numbers: clusters, chains, options, hours; with a seed.

Every cluster is a street: some twenty rules whose interests they share, some rules that need the
next one, lesser interests with two guards, and options that a residents' group can take over. Ten
streets share a group, whose hours are often too few. A share of the links crosses clusters.
"""

import random
from typing import Final

from minkader.problem.numbers import Name, Problem, Term

CLUSTER: Final = 20
"""Rules in a cluster."""
_STREETS: Final = 10
"""Clusters that share one residents' group."""
_GUARD: Final[Name] = ("guard", ())
_REQUIRES: Final[Name] = ("requires", ())
_DEFINING: Final[Name] = ("defining", ())
_CAPACITY: Final[Name] = ("capacity", ())


class _Rules:
    """Which columns of each rule are kept, held by residents, or guard; and the hours asked for."""

    def __init__(self) -> None:
        self.held: list[range] = []
        self.kept: list[range] = []
        self.hours: list[list[Term]] = []


def municipality(
    rules: int, seed: int = 1, crossing: float = 0.0, capacity: bool = True
) -> Problem:
    """Generate a problem of so many rules on four tiers (kept, intensity, residual, effort)."""
    draw = random.Random(seed)
    problem = Problem.with_tiers(4)
    made = _Rules()
    for number in range(rules):
        if number % (CLUSTER * _STREETS) == 0:
            made.hours.append([])
        _rule(problem, made, draw)
    for first in range(0, rules, CLUSTER):
        _links(problem, made, draw, range(first, min(first + CLUSTER, rules)), crossing)
    if capacity:
        for asked in made.hours:
            most = sum(hours for _, hours in asked)
            problem.add_capacity(asked, most * draw.randint(5, 55) // 100, _CAPACITY)
    return problem


def _rule(problem: Problem, made: _Rules, draw: random.Random) -> None:
    # Release, perhaps a resident form, perhaps a lighter form, today's form; a tenth is locked.
    locked = draw.random() < 0.1
    resident = not locked and draw.random() < 0.3
    lighter = not locked and draw.random() < 0.2
    columns = problem.add_choice_set(1 if locked else 2 + resident + lighter)
    rung = draw.randint(2, 6)
    kept = columns[-1 - lighter :]
    for place, column in enumerate(kept):
        problem.costs[0][column] = 1
        problem.costs[1][column] = rung if place == len(kept) - 1 else draw.randint(1, rung - 1)
    if resident:
        hours = 5 * draw.randint(1, 12)
        problem.costs[3][columns[1]] = hours
        made.hours[-1].append((columns[1], hours))
    made.kept.append(kept)
    made.held.append(columns[int(not locked) :])


def _links(
    problem: Problem, made: _Rules, draw: random.Random, mine: range, crossing: float
) -> None:
    everyone = len(made.kept)

    def some() -> int:
        return draw.randrange(everyone) if draw.random() < crossing else draw.choice(mine)

    for number in mine:
        if draw.random() < 0.6:
            guards = {some() for _ in range(draw.randint(1, 4))}
            # Residents guard as well as the municipality in half of the interests.
            ways = made.held if draw.random() < 0.5 else made.kept
            terms = [(column, 1) for guard in sorted(guards) for column in ways[guard]]
            problem.add_row(terms, 1, _GUARD)
        if draw.random() < 0.15 and (other := some()) != number:
            terms = [(column, 1) for column in made.held[other]]
            problem.add_row([*terms, *((c, -1) for c in made.held[number])], 0, _REQUIRES)
        if draw.random() < 0.15 and (other := some()) != number:
            _lesser(problem, draw, [*made.held[number], *made.held[other]])


def _lesser(problem: Problem, draw: random.Random, guards: list[int]) -> None:
    # A lesser interest with two guards, and the column that says that it is lost.
    lost = problem.add_derived()
    problem.costs[2][lost] = draw.randint(1, 25)
    problem.add_row([*((c, 1) for c in guards), (lost, 1)], 1, _DEFINING)
    problem.add_row([*((c, -1) for c in guards), (lost, -2)], -2, _DEFINING)

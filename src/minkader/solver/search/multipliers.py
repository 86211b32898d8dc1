# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Lagrange multiplier for each capacity that several fronts share."""

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from minkader.solver.search.front import Front, Used

Multipliers = tuple[int, list[int]]
"""A unit of cost, and a multiplier for each capacity in parts of it."""


def multipliers_of(fronts: Sequence[Front], caps: Sequence[int]) -> Multipliers:
    """Return a unit, and a multiplier for each capacity in parts of that unit of cost."""
    multipliers = _multipliers(fronts, tuple(caps))
    unit = math.lcm(*(price.denominator for price in multipliers))
    return unit, [int(price * unit) for price in multipliers]


def _multipliers(fronts: Sequence[Front], caps: Used) -> list[Fraction]:
    """Return a multiplier for each capacity: any give a bound, good ones a sharp bound."""
    multipliers = [Fraction(0)] * len(caps)
    users: list[list[Front]] = [[] for _ in caps]
    for front in fronts:
        for capacity in range(len(caps)):
            if any(used[capacity] for used in front):
                users[capacity].append(front)
    for _ in range(1 if len(caps) == 1 else 3):
        for capacity, cap in enumerate(caps):
            multipliers[capacity] = _multiplier(users[capacity], multipliers, capacity, cap)
    return multipliers


def _multiplier(
    fronts: Sequence[Front], multipliers: Sequence[Fraction], capacity: int, cap: int
) -> Fraction:
    # The price at which use comes down to the cap, each front going down its lower hull.
    used = 0
    steps: list[tuple[Fraction, int]] = []
    for front in fronts:
        points = _hull(front, multipliers, capacity)
        used += points[-1][0]
        for (less, dear), (more, cheap) in pairwise(points):
            steps.append((Fraction(dear - cheap) / (more - less), more - less))
    price = Fraction(0)
    for slope, fewer in sorted(steps):
        if used <= cap:
            break
        used -= fewer
        price = slope
    return price


def _hull(
    front: Front, multipliers: Sequence[Fraction], capacity: int
) -> list[tuple[int, Fraction]]:
    # By amount used, only downward and convex.
    least: dict[int, Fraction] = {}
    for used, best in front.items():
        others = sum(
            (
                p * amount
                for n, (p, amount) in enumerate(zip(multipliers, used, strict=True))
                if n != capacity
            ),
            start=Fraction(best[0]),
        )
        least[used[capacity]] = min(others, least.get(used[capacity], others))
    hull: list[tuple[int, Fraction]] = []
    for point in sorted(least.items()):
        if hull and point[1] >= hull[-1][1]:
            continue
        while len(hull) > 1 and _above(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    return hull


def _above(
    one: tuple[int, Fraction], between: tuple[int, Fraction], other: tuple[int, Fraction]
) -> bool:
    steep = (between[1] - one[1]) * (other[0] - one[0])
    return steep >= (other[1] - one[1]) * (between[0] - one[0])

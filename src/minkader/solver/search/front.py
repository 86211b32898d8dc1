# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The front of a component: the best of it for each amount that it uses of some capacities.

Solutions are sets of columns, as bits of one whole number, column 0 the lowest.
"""

from operator import add, le

Used = tuple[int, ...]
"""How much is used of each capacity that is asked for."""
Best = tuple[int, int, int]
"""The least cost, how many solutions reach it, and the first of them as bits."""
Front = dict[Used, Best]
"""The best for each amount used; empty where there is no solution."""


def better(front: Front, used: Used, new: Best) -> None:
    """Put a best into a front: the least cost, equals added up, the first of them kept."""
    old = front.get(used)
    if old is None or new[0] < old[0]:
        front[used] = new
    elif new[0] == old[0]:
        front[used] = (new[0], old[1] + new[1], first_of(old[2], new[2]))


def first_of(one: int, other: int) -> int:
    """Return the first of two solutions: the lower column where they first differ."""
    differs = one ^ other
    return one if one & differs & -differs else other


def unbeaten(front: Front) -> Front:
    """Leave out what costs more than another that uses no more: no best whole holds it."""
    if len(front) < 2:  # noqa: PLR2004 (one alone is beaten by none)
        return front
    found: Front = {}
    for cost, used, best in sorted((best[0], used, best) for used, best in front.items()):
        for less, other in found.items():
            if other[0] < cost and all(map(le, less, used)):
                break
        else:
            found[used] = best
    return found


def both(one: Front, other: Front) -> Front:
    """Return the front of two components side by side, each given by nondominated points."""
    if () in one:
        (a, m, x), (b, n, y) = one[()], other[()]
        return {(): (a + b, m * n, x | y)}
    if len(other) == 1:
        one, other = other, one
    found: Front = {}
    for used, (a, m, x) in one.items():
        for more, (b, n, y) in other.items():
            better(found, tuple(map(add, used, more)), (a + b, m * n, x | y))
    # One point moves all others by as much: none of them is beaten by another now.
    return found if len(one) == 1 else unbeaten(found)


def either(one: Front, other: Front) -> Front:
    """Return the front of two disjoint kinds of solution of the same component."""
    if not one or not other:
        return one or other
    found = dict(one)
    for used, best in other.items():
        better(found, used, best)
    return unbeaten(found)

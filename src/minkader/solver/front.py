# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The front of a part: the best of it for each amount that it uses of some budgets.

Solutions are sets of columns, as bits of one whole number, column 0 the lowest.
"""

Used = tuple[int, ...]
"""How much is used of each budget that is asked for."""
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
    """Give which of two solutions comes first: the lower column in the first group that differs."""
    differs = one ^ other
    return one if one & differs & -differs else other


def unbeaten(front: Front) -> Front:
    """Leave out what costs more than another that uses no more: no best whole holds it."""
    found: Front = {}
    for used, best in sorted(front.items(), key=lambda item: (item[1][0], item[0])):
        if not any(
            other[0] < best[0] and all(p <= q for p, q in zip(less, used, strict=True))
            for less, other in found.items()
        ):
            found[used] = best
    return found

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The best that a component can do for each amount of hours, and how they share the hours."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

Hours: TypeAlias = tuple[int, ...]
"""For each group, as in `Encoding.capacity`."""
Best: TypeAlias = tuple[int, int]
"""The least price, and how many ways are as good on the tiers."""
Front: TypeAlias = Mapping[Hours, Best]


class GaveUpError(Exception):
    """An opinion would take too many steps, or somebody asked to stop."""


@dataclass
class Steps:
    """The steps that an opinion may still take; looks now and then whether to stop."""

    left: int
    stop: Callable[[], bool] | None
    look_every: int = 10_000
    looked_at: int | None = None

    def take(self, steps: int) -> None:
        """Take steps.

        Raises:
            GaveUpError: where those are too many, or where `stop` says so.
        """
        self.left -= steps
        if self.left < 0:
            raise GaveUpError
        if self.looked_at is None or self.looked_at - self.left >= self.look_every:
            self.looked_at = self.left
            if self.stop is not None and self.stop():
                raise GaveUpError


def within(hours: Hours, most: Hours) -> bool:
    """Return whether hours are at most these, for every group."""
    return all(a <= b for a, b in zip(hours, most, strict=True))


def add(front: dict[Hours, Best], hours: Hours, found: Best, span: int) -> None:
    """Add ways to a front: better on the tiers replaces, as good is counted too."""
    price, ways = found
    known, count = front.get(hours, (price, 0))
    if price // span < known // span:
        known, count = price, 0
    if price // span == known // span:
        front[hours] = (min(price, known), count + ways)


def beaten(front: Front, hours: Hours, price: int, span: int) -> bool:
    """Return whether a front has a way that is better on the tiers, for no more hours."""
    value = price // span
    return any(
        known // span < value and within(taken, hours) for taken, (known, _) in front.items()
    )


def unbeaten(front: Front, span: int, steps: Steps) -> Front:
    """Leave the ways that no other way of the front beats.

    Raises:
        GaveUpError: where that takes too many steps.
    """

    def value(way: tuple[Hours, Best]) -> int:
        return way[1][0] // span

    found: dict[Hours, Best] = {}
    frugal: list[Hours] = []
    for _, equals in groupby(sorted(front.items(), key=value), key=value):
        fresh = []
        for hours, best in equals:
            steps.take(1 + len(frugal))
            if not any(within(taken, hours) for taken in frugal):
                fresh.append((hours, best))
        found.update(fresh)
        for hours, _ in fresh:
            frugal = _with(frugal, hours)
    return found


def _with(frugal: list[Hours], hours: Hours) -> list[Hours]:
    # Amounts of hours of which none is within another: enough to tell what lies above any.
    if any(within(taken, hours) for taken in frugal):
        return frugal
    return [taken for taken in frugal if not within(hours, taken)] + [hours]


def joined(fronts: Iterable[Front], capacity: Hours, span: int, steps: Steps) -> Front:
    """Join components: the best for each sum of their hours that stays within the capacity.

    The hours of a group are forgotten, once checked, where no further one takes any of them.

    Raises:
        GaveUpError: where that takes too many steps.
    """
    waiting = sorted(fronts, key=_groups)
    last = {group: place for place, front in enumerate(waiting) for group in _groups(front)}
    whole: Front = {(0,) * len(capacity): (0, 1)}
    for place, front in enumerate(waiting):
        goes_on = [last.get(group, -1) > place for group in range(len(capacity))]
        sums: dict[Hours, Best] = {}
        steps.take(len(whole) * len(front))
        for hours, (price, ways) in whole.items():
            for more, (extra, times) in front.items():
                total = tuple(a + b for a, b in zip(hours, more, strict=True))
                if within(total, capacity):
                    told = tuple(a * on for a, on in zip(total, goes_on, strict=True))
                    add(sums, told, (price + extra, ways * times), span)
        whole = unbeaten(sums, span, steps)
    return whole


def _groups(front: Front) -> list[int]:
    return sorted({group for hours in front for group, taken in enumerate(hours) if taken})

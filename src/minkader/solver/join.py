# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Join parts that share budgets: choose a point of every front so that no budget is exceeded.

A multiple-choice knapsack. A price for each budget gives a bound on every choice: what a point
costs with its use paid for, above the least of its front. Only points within a gap of the bound
can stand in a best choice, and where one is found within the gap, every best one was within it.
So the gap grows from nothing until a choice is found; few parts have more than one point within.
All in whole numbers and fractions. Source of the idea: the core of a knapsack (Pisinger, 1995).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Final

from minkader.solver.exact import Best, Front, Used, better

MOST_STATES: Final = 200_000


class TooManyStatesError(Exception):
    """Raised where more states are needed than the limit."""


_Point = tuple[int, Used, Best]
"""What a point costs with its use paid for, above the least of its front; its use; its best."""


@dataclass
class Shared:
    """A front, and where its columns stand in the order of the whole problem.

    `columns` are the columns of the problem by bit; negative ones take no part in the tie-break.
    """

    front: Front
    columns: Sequence[int]


@dataclass
class Choice:
    """The point that each front gives, by what it uses and its bits; and how many are as good."""

    cost: int
    count: int
    chosen: list[int]


def join(
    shared: Sequence[Shared], caps: Sequence[int], most_states: int = MOST_STATES
) -> Choice | None:
    """Choose the best points within the budgets; the first in order among equals.

    Args:
        shared: the fronts, with as many amounts used as there are budgets.
        caps: what there is of each budget.
        most_states: how many combinations may be looked at.

    Raises:
        TooManyStatesError: past the limit.
    """
    return _Join(shared, caps, most_states).run()


class _Join:
    def __init__(self, shared: Sequence[Shared], caps: Sequence[int], most_states: int) -> None:
        self.shared = shared
        self.caps = tuple(caps)
        self.states = most_states
        self.unit, self.prices = prices_of([one.front for one in shared], self.caps)
        self.points = [self._priced(one.front) for one in shared]

    def _priced(self, front: Front) -> list[_Point]:
        # By what each point costs, its use paid for, above the least: in units of 1 / unit.
        priced = [(self._price(used, best[0]), used, best) for used, best in front.items()]
        least = min(price for price, _, _ in priced)
        return sorted((price - least, used, best) for price, used, best in priced)

    def _price(self, used: Used, cost: int) -> int:
        paid = sum(price * amount for price, amount in zip(self.prices, used, strict=True))
        return self.unit * cost + paid

    def run(self) -> Choice | None:
        steps = sorted({price for points in self.points for price, _, _ in points})
        most = sum(points[-1][0] for points in self.points) + sum(
            price * cap for price, cap in zip(self.prices, self.caps, strict=True)
        )
        gap = 0
        while True:
            found = self._within(gap)
            if found is not None:
                return found
            if gap >= most:
                return None
            larger = [step for step in steps if step > gap]
            gap = min(most, max(4 * gap, larger[0] if larger else most))

    def _within(self, gap: int) -> Choice | None:
        """Find the best choice that costs no more than the gap above the bound, if there is one."""
        core: list[_Open] = []
        used, cost, count = (0,) * len(self.caps), 0, 1
        for place, points in enumerate(self.points):
            near = [point for point in points if point[0] <= gap]
            if len(near) > 1:
                core.append(_Open(place, near))
                continue
            _, more, best = near[0]
            used = _sum(used, more)
            cost, count = cost + best[0], count * best[1]
        if not _fits(used, self.caps):
            return None
        _lay_out(core, [self.shared[one.place].columns for one in core])
        rooms = self._rooms(core)
        states: dict[Used, tuple[int, Best]] = {used: (0, (cost, count, 0))}
        for one, room in zip(core, rooms, strict=True):
            states = self._extended(states, one, gap, room)
        first = self._best(states, gap)
        return None if first is None else self._told(first, core)

    def _rooms(self, core: Sequence["_Open"]) -> list[Used]:
        # What may be used up to and with each front, so that those behind it still fit.
        room, rooms = self.caps, []
        for one in reversed(core):
            rooms.append(room)
            least = map(min, zip(*(used for _, used, _ in one.near), strict=True))
            room = tuple(cap - amount for cap, amount in zip(room, least, strict=True))
        return rooms[::-1]

    def _extended(
        self, states: dict[Used, tuple[int, Best]], one: "_Open", gap: int, room: Used
    ) -> dict[Used, tuple[int, Best]]:
        self.states -= len(states) * len(one.near)
        if self.states < 0:
            raise TooManyStatesError
        front: Front = {}
        over: dict[Used, int] = {}
        for before, (above, (cost, count, bits)) in states.items():
            for (price, used, best), mine in zip(one.near, one.bits, strict=True):
                if above + price > gap:
                    break
                total = _sum(before, used)
                if _fits(total, room):
                    # For one amount used, what stands above the bound says what it costs.
                    over[total] = min(over.get(total, gap), above + price)
                    better(front, total, (cost + best[0], count * best[1], bits | mine))
        return {total: (over[total], best) for total, best in front.items()}

    def _best(self, states: dict[Used, tuple[int, Best]], gap: int) -> Best | None:
        front: Front = {}
        for used, (above, best) in states.items():
            room = zip(self.prices, self.caps, used, strict=True)
            if above + sum(price * (cap - amount) for price, cap, amount in room) <= gap:
                better(front, (), best)
        return front.get(())

    def _told(self, best: Best, core: Sequence["_Open"]) -> Choice:
        chosen = [points[0][2][2] for points in self.points]
        for one in core:
            place = one.bits.index(best[2] & one.everything)
            chosen[one.place] = one.near[place][2][2]
        return Choice(best[0], best[1], chosen)


@dataclass
class _Open:
    """A front with more than one point near the bound, and its bits where they stand in the whole.

    So the bits of several fronts can be laid together, and compared for the tie-break.
    """

    place: int
    near: list[_Point]
    bits: list[int] = field(default_factory=list)
    everything: int = 0


def _lay_out(core: Sequence[_Open], columns: Sequence[Sequence[int]]) -> None:
    order = sorted(column for mine in columns for column in mine if column >= 0)
    number = {column: place for place, column in enumerate(order)}
    for one, mine in zip(core, columns, strict=True):
        to = [1 << number[column] if column >= 0 else 0 for column in mine]
        one.everything = sum(to)
        one.bits = [
            sum(there for bit, there in enumerate(to) if best[2] >> bit & 1)
            for _, _, best in one.near
        ]


def _sum(one: Used, other: Used) -> Used:
    return tuple(p + q for p, q in zip(one, other, strict=True))


def _fits(used: Used, caps: Used) -> bool:
    return all(amount <= cap for amount, cap in zip(used, caps, strict=True))


def prices_of(fronts: Sequence[Front], caps: Sequence[int]) -> tuple[int, list[int]]:
    """Give a unit, and a price for each budget in parts of that unit of cost."""
    prices = _prices(fronts, tuple(caps))
    unit = math.lcm(*(price.denominator for price in prices))
    return unit, [int(price * unit) for price in prices]


def _prices(fronts: Sequence[Front], caps: Used) -> list[Fraction]:
    """Give a price for each budget; whatever they are the bound holds, good ones make it sharp."""
    prices = [Fraction(0)] * len(caps)
    for _ in range(1 if len(caps) == 1 else 3):
        for budget, cap in enumerate(caps):
            prices[budget] = _price(fronts, prices, budget, cap)
    return prices


def _price(fronts: Sequence[Front], prices: Sequence[Fraction], budget: int, cap: int) -> Fraction:
    # The price at which use comes down to the cap, each front going down its lower hull.
    used = 0
    steps: list[tuple[Fraction, int]] = []
    for front in fronts:
        points = _hull(front, prices, budget)
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


def _hull(front: Front, prices: Sequence[Fraction], budget: int) -> list[tuple[int, Fraction]]:
    # By amount used, only downward and convex.
    least: dict[int, Fraction] = {}
    for used, best in front.items():
        others = sum(
            (
                p * amount
                for n, (p, amount) in enumerate(zip(prices, used, strict=True))
                if n != budget
            ),
            start=Fraction(best[0]),
        )
        least[used[budget]] = min(others, least.get(used[budget], others))
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

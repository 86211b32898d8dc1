# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Join parts that share capacities: choose a point of every front so that no capacity is exceeded.

A multiple-choice knapsack. a multiplier for each capacity gives a bound on every choice: what a
point costs with its use paid for, above the least of its front. Only points within a gap of the
bound can stand in a best choice, and where one is found within the gap, every best one was within
it. So the gap grows from nothing until a choice is found; few components have more than one point
within. All in whole numbers and fractions. Source of the idea: the core of a knapsack (Pisinger,
1995).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from minkader.solver.search.front import Best, Front, Used, first_of
from minkader.solver.search.multipliers import Multipliers, multipliers_of

MOST_STATES: Final = 1_000_000


class TooManyStatesError(Exception):
    """Raised where more states are needed than the limit."""


_States = dict[Used, tuple[int, Best]]
"""For each amount used: what stands above the bound, and the best."""
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
class Selection:
    """The point that each front gives, by what it uses and its bits; and how many are as good."""

    cost: int
    count: int
    chosen: list[int]


def join(
    shared: Sequence[Shared],
    caps: Sequence[int],
    most_states: int = MOST_STATES,
    multipliers: Multipliers | None = None,
) -> Selection | None:
    """Choose the best points within the capacities; the first in order among equals.

    Args:
        shared: the fronts, with as many amounts used as there are capacities.
        caps: what there is of each capacity.
        most_states: how many combinations may be looked at.
        multipliers: those of nearly the same fronts, if any: the choice does not depend on them,
            only how many points are looked at.

    Raises:
        TooManyStatesError: past the limit.
    """
    if multipliers is None:
        multipliers = multipliers_of([one.front for one in shared], caps)
    return _Join(shared, caps, most_states, multipliers).run()


class _Join:
    def __init__(
        self,
        shared: Sequence[Shared],
        caps: Sequence[int],
        most_states: int,
        multipliers: Multipliers,
    ) -> None:
        self.shared = shared
        self.caps = tuple(caps)
        self.states = most_states
        self.unit, self.multipliers = multipliers
        self.points = [self._priced(one.front) for one in shared]

    def _priced(self, front: Front) -> list[_Point]:
        # By what each point costs, its use paid for, above the least: in units of 1 / unit.
        priced = [(self._penalised(used, best[0]), used, best) for used, best in front.items()]
        least = min(penalised for penalised, _, _ in priced)
        return sorted((penalised - least, used, best) for penalised, used, best in priced)

    def _penalised(self, used: Used, cost: int) -> int:
        paid = sum(rate * amount for rate, amount in zip(self.multipliers, used, strict=True))
        return self.unit * cost + paid

    def run(self) -> Selection | None:
        steps = sorted({penalised for points in self.points for penalised, _, _ in points})
        most = sum(points[-1][0] for points in self.points) + sum(
            rate * cap for rate, cap in zip(self.multipliers, self.caps, strict=True)
        )
        gap = 0
        while True:
            found = self._within(gap)
            if found is not None:
                return found
            if gap >= most:
                return None
            larger = [step for step in steps if step > gap]
            gap = min(most, max(2 * gap, larger[0] if larger else most))

    def _within(self, gap: int) -> Selection | None:
        """Find the best choice that costs no more than the gap above the bound, if there is one."""
        open_fronts: list[_NearFront] = []
        left, cost, count = self.caps, 0, 1
        for place, points in enumerate(self.points):
            near = [point for point in points if point[0] <= gap]
            if len(near) > 1:
                open_fronts.append(_NearFront(place, near))
                continue
            _, used, best = near[0]
            left = tuple(cap - amount for cap, amount in zip(left, used, strict=True))
            cost, count = cost + best[0], count * best[1]
        if any(cap < 0 for cap in left):
            return None
        _lay_out(open_fronts, [self.shared[one.place].columns for one in open_fronts])
        factors = [one.factor() for one in open_fronts]
        open_ = {capacity for factor in factors for capacity in factor.scope}
        # What is left of a capacity is paid for too; where nobody may use more, that is known.
        above = sum(p * cap for b, (p, cap) in enumerate(zip(self.multipliers, left, strict=True))
                    if b not in open_)  # fmt: skip
        for factor in self._eliminated(factors, open_, left, gap):
            if not factor.states:
                return None
            ((more, (a, n, bits)),) = factor.states.values()
            above, cost, count = above + more, cost + a, count * n
            _pick(open_fronts, bits)
        return Selection(cost, count, self._told(open_fronts)) if above <= gap else None

    def _eliminated(
        self, factors: list["_Factor"], capacities: set[int], caps: Used, gap: int
    ) -> list["_Factor"]:
        """Take away one capacity after the other: all fronts that may use it become one.

        The capacity whose fronts use the fewest others goes first (variable elimination: Dechter,
        Bucket elimination, 1999).
        """
        left = set(capacities)
        while left:
            capacity = min(left, key=lambda capacity: (*_size(factors, capacity), capacity))
            left.remove(capacity)
            mine = sorted(
                (factor for factor in factors if capacity in factor.scope),
                key=lambda factor: len(factor.states),
            )
            factors = [factor for factor in factors if capacity not in factor.scope]
            whole = mine[0]
            for factor in mine[1:]:
                whole = self._product(whole, factor, caps, gap)
            factors.append(self._closed(whole, capacity, caps[capacity], gap))
        return factors

    def _product(self, one: "_Factor", other: "_Factor", caps: Used, gap: int) -> "_Factor":
        self.states -= len(one.states) * len(other.states)
        if self.states < 0:
            raise TooManyStatesError
        scope = tuple(sorted({*one.scope, *other.scope}))
        limits = [caps[capacity] for capacity in scope]
        mine, theirs = one.spread(scope), other.spread(scope)
        made = _Factor(scope, {})
        for used, (above, (cost, count, bits)) in mine:
            for more, (further, best) in theirs:
                if above + further <= gap:
                    total = tuple(p + q for p, q in zip(used, more, strict=True))
                    if all(amount <= limit for amount, limit in zip(total, limits, strict=True)):
                        both = (cost + best[0], count * best[1], bits | best[2])
                        made.put(total, above + further, both)
        return made

    def _closed(self, factor: "_Factor", capacity: int, cap: int, gap: int) -> "_Factor":
        # Nobody else may use this capacity: what is left of it is paid for, and then how much was
        # used does not matter any more.
        place = factor.scope.index(capacity)
        made = _Factor(factor.scope[:place] + factor.scope[place + 1 :], {})
        for used, (above, best) in factor.states.items():
            paid = above + self.multipliers[capacity] * (cap - used[place])
            if used[place] <= cap and paid <= gap:
                made.put(used[:place] + used[place + 1 :], paid, best)
        return made

    def _told(self, open_fronts: Sequence["_NearFront"]) -> list[int]:
        chosen = [points[0][2][2] for points in self.points]
        for one in open_fronts:
            chosen[one.place] = one.near[one.bits.index(one.chosen)][2][2]
        return chosen


@dataclass
class _Factor:
    """The best for each amount used of some capacities, and what it stands above the bound."""

    scope: tuple[int, ...]
    states: _States

    def put(self, used: Used, above: int, new: Best) -> None:
        """Add a state: for one amount used, what stands above the bound says what it costs."""
        old = self.states.get(used)
        if old is None or above < old[0]:
            self.states[used] = above, new
        elif above == old[0]:
            best = old[1]
            first = first_of(best[2], new[2])
            self.states[used] = above, (best[0], best[1] + new[1], first)

    def spread(self, scope: Sequence[int]) -> list[tuple[Used, tuple[int, Best]]]:
        """Return the states over more capacities, of which nothing is used."""
        place = [self.scope.index(b) if b in self.scope else -1 for b in scope]
        return [
            (tuple(used[at] if at >= 0 else 0 for at in place), state)
            for used, state in self.states.items()
        ]


def _size(factors: Sequence[_Factor], capacity: int) -> tuple[int, int]:
    mine = [factor for factor in factors if capacity in factor.scope]
    scope = {other for factor in mine for other in factor.scope}
    return len(scope), sum(len(factor.states) for factor in mine)


def _pick(open_fronts: Sequence["_NearFront"], bits: int) -> None:
    for one in open_fronts:
        if bits & one.everything:
            one.chosen = bits & one.everything


@dataclass
class _NearFront:
    """A front with more than one point near the bound, and its bits where they stand in the whole.

    So the bits of several fronts can be laid together, and compared for the tie-break.
    """

    place: int
    near: list[_Point]
    bits: list[int] = field(default_factory=list)
    everything: int = 0
    chosen: int = 0

    def factor(self) -> _Factor:
        """Return its points over the capacities that it may use."""
        count = len(self.near[0][1])
        scope = tuple(b for b in range(count) if any(used[b] for _, used, _ in self.near))
        made = _Factor(scope, {})
        for (penalised, used, best), bits in zip(self.near, self.bits, strict=True):
            made.put(tuple(used[b] for b in scope), penalised, (best[0], best[1], bits))
        return made


def _lay_out(open_fronts: Sequence[_NearFront], columns: Sequence[Sequence[int]]) -> None:
    order = sorted(column for mine in columns for column in mine if column >= 0)
    number = {column: place for place, column in enumerate(order)}
    for one, mine in zip(open_fronts, columns, strict=True):
        to = [1 << number[column] if column >= 0 else 0 for column in mine]
        one.everything = sum(to)
        one.bits = [
            sum(there for bit, there in enumerate(to) if best[2] >> bit & 1)
            for _, _, best in one.near
        ]

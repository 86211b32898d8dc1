# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hold what the pieces found against the budgets that they share, and join them where needed.

A best that was found without a budget and keeps within it is the best with it. Only where pieces
together use too much, or where another best that was counted could, they are joined: by the best
that each has for every amount (`join`), or by CP-SAT where that takes too long.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise

from minkader.solver.component import Found, InfeasibleError, Settings, asked, picked
from minkader.solver.components import roots
from minkader.solver.covering_form import Normal
from minkader.solver.search.front import Front, better, unbeaten
from minkader.solver.search.join import Prices, Shared, TooManyStatesError, join, prices_of

Caps = Sequence[int] | Mapping[int, int]
"""What there is of each budget, by its number."""
Known = dict[tuple[int, ...], Prices]
"""Prices by budgets, of which there was too little together."""


def within_budgets(
    founds: list[Found], caps: Caps, settings: Settings, prices: Known | None = None
) -> list[Found]:
    """Give the founds with those joined that together use too much of a budget.

    Only budgets of which too much is used are looked at; what is joined for those may use too much
    of another, which is then looked at too. `prices` keeps those that were found for
    the next time, with nearly the same founds.

    Raises:
        InfeasibleError: where no choice keeps within them.
    """
    return _Sharing(founds, caps, settings, {} if prices is None else prices).run()


class _Sharing:
    def __init__(self, founds: list[Found], caps: Caps, settings: Settings, prices: Known) -> None:
        self.founds = founds
        self.prices = prices
        self.caps = caps
        self.settings = settings
        self.spans = [found.span for found in founds]
        self.users: dict[int, list[int]] = {budget: [] for budget in sorted(settings.live)}
        for place, span in enumerate(self.spans):
            for budget in span.keys() & self.users.keys():
                self.users[budget].append(place)
        self.counted = all(found.count is not None for found in founds)
        self.joined: dict[tuple[int, ...], Found] = {}
        """What was joined, by its budgets."""

    def run(self) -> list[Found]:
        holder = list(self.founds)
        doubt: set[int] = set()
        while more := {b for b in self.users if b not in doubt and self._in_doubt(b, holder)}:
            doubt |= more
            holder = list(self.founds)
            for budgets in self._clusters(doubt):
                places = sorted({place for budget in budgets for place in self.users[budget]})
                found = self._joined(budgets, places)
                for place in places:
                    holder[place] = found
        own = {id(found) for found in self.founds}
        alone = [found for found in holder if id(found) in own]
        return alone + list({id(mine): mine for mine in holder if id(mine) not in own}.values())

    def _in_doubt(self, budget: int, holder: Sequence[Found]) -> bool:
        """Tell whether what was found uses too much, or another that is as good might."""
        used = 0
        for place in self.users[budget]:
            found = holder[place]
            if self.counted and found.count is not None and found.count > 1:
                used += self.spans[place][budget]
            elif found.columns is not None:
                own = self.founds[place]
                same = found is own
                used += own.used.get(budget, 0) if same else _used(own.normal, found, budget)
        return used > self.caps[budget]

    def _clusters(self, doubt: Iterable[int]) -> list[tuple[int, ...]]:
        # Budgets of which one piece uses more than one are kept together.
        order = sorted(doubt)
        number = {budget: place for place, budget in enumerate(order)}
        ties = ([number[b] for b in sorted(span) if b in number] for span in self.spans)
        clusters: dict[int, list[int]] = {}
        for budget, root in zip(order, roots(len(order), ties), strict=True):
            clusters.setdefault(root, []).append(budget)
        return [tuple(cluster) for cluster in clusters.values()]

    def _joined(self, budgets: tuple[int, ...], places: Sequence[int]) -> Found:
        if budgets not in self.joined:
            mine = [self.founds[place] for place in places]
            caps = {budget: self.caps[budget] for budget in budgets}
            self.joined[budgets] = _joined(mine, caps, self.settings, self.prices)
        return self.joined[budgets]


def live_budgets(normal: Normal, caps: Sequence[int]) -> frozenset[int]:
    """Give the budgets of which all groups together could use more than there is."""
    span = normal.span()
    return frozenset(b for b, cap in enumerate(caps) if span.get(b, 0) > cap)


def _used(normal: Normal, found: Found, budget: int) -> int:
    # What a piece uses where it is held as something that was joined says.
    chosen = found.ones
    return sum(
        used
        for column, uses in normal.uses.items()
        if normal.columns[column] in chosen
        for of, used in uses
        if of == budget
    )


def _joined(
    founds: Sequence[Found], caps: Mapping[int, int], settings: Settings, known: Known
) -> Found:
    if any(found.columns is None for found in founds):
        # Stopped before everything was looked at: the bounds hold, nothing is known that fits.
        bounds = [_sum(found.bounds[tier] for found in founds) for tier in _tiers(settings)]
        return Found(Normal(), None, bounds, proven=False)
    if all(found.front is not None for found in founds):
        budgets = tuple(caps)
        for _ in range(1 + (budgets in known)):
            with suppress(TooManyStatesError):
                return _by_fronts(founds, caps, settings, known)
            del known[budgets]  # once more with prices of its own
    return asked(merge([found.normal for found in founds]), settings, caps)


def _tiers(settings: Settings) -> range:
    return range(len(settings.scale.weights))


def _sum(bounds: Iterable[int | None]) -> int | None:
    total = 0
    for bound in bounds:
        if bound is None:
            return None
        total += bound
    return total


def _by_fronts(
    founds: Sequence[Found],
    caps: Mapping[int, int],
    settings: Settings,
    known: Known,
) -> Found:
    shared = [Shared(_front(found, list(caps)), found.normal.columns) for found in founds]
    budgets, amounts = tuple(caps), list(caps.values())
    with settings.step("join"):
        if budgets not in known:
            known[budgets] = prices_of([one.front for one in shared], amounts)
        choice = join(shared, amounts, prices=known[budgets])
    if choice is None:
        raise InfeasibleError
    columns = [
        column
        for found, bits in zip(founds, choice.chosen, strict=True)
        for column in picked(found.normal, bits)
    ]
    bounds: list[int | None] = [*settings.scale.apart(choice.cost)]
    return Found(Normal(), columns, bounds, proven=True, count=choice.count)


def _front(found: Found, budgets: Sequence[int]) -> Front:
    # A piece knows its own budgets: of those that are not looked at it may use what it likes.
    place = [found.budgets.index(b) if b in found.budgets else -1 for b in budgets]
    front: Front = {}
    for used, best in (found.front or {}).items():
        better(front, tuple(used[at] if at >= 0 else 0 for at in place), best)
    return unbeaten(front)


def merge(normals: Sequence[Normal]) -> Normal:
    """Lay pieces side by side, their groups in the order of the problem, as one problem."""
    groups = [
        (max(normal.columns[first:end]), number, range(first, end))
        for number, normal in enumerate(normals)
        for first, end in pairwise(normal.starts)
    ]
    merged = Normal()
    places: list[dict[int, int]] = [{} for _ in normals]
    for _, number, columns in sorted(groups, key=lambda group: group[0]):
        merged.add_group(normals[number], columns, places[number])
    for normal, place in zip(normals, places, strict=True):
        for row, need in zip(normal.rows, normal.needs, strict=True):
            merged.rows.append({place[column]: factor for column, factor in row.items()})
            merged.needs.append(need)
    return merged

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hold components against the capacities that they share, and join them where needed.

A best that was found without a capacity and keeps within it is the best with it. Only where
components together use too much, or where another best that was counted could, they are joined: by
the best that each has for every amount (`join`), or by CP-SAT where that takes too long.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise

from minkader.solver.component import InfeasibleError, Settings, Solution, asked, picked
from minkader.solver.components import connected_components
from minkader.solver.covering_form import CoveringForm
from minkader.solver.search.front import Front, better, unbeaten
from minkader.solver.search.join import Shared, TooManyStatesError, join
from minkader.solver.search.multipliers import Multipliers, multipliers_of

Caps = Sequence[int] | Mapping[int, int]
"""What there is of each capacity, by its number."""
Known = dict[tuple[int, ...], Multipliers]
"""Multipliers by capacities, of which there was too little together."""


def within_capacities(
    solutions: list[Solution], caps: Caps, settings: Settings, multipliers: Known | None = None
) -> list[Solution]:
    """Return the solutions with those joined that together use too much of a capacity.

    Only capacities of which too much is used are looked at; what is joined for those may use too
    much of another, which is then looked at too. `multipliers` keeps those that were found for the
    next time, with nearly the same solutions.

    Raises:
        InfeasibleError: where no choice keeps within them.
    """
    return _Joining(solutions, caps, settings, {} if multipliers is None else multipliers).run()


class _Joining:
    def __init__(
        self, solutions: list[Solution], caps: Caps, settings: Settings, multipliers: Known
    ) -> None:
        self.solutions = solutions
        self.multipliers = multipliers
        self.caps = caps
        self.settings = settings
        self.spans = [found.span for found in solutions]
        self.users: dict[int, list[int]] = {capacity: [] for capacity in sorted(settings.scarce)}
        for place, span in enumerate(self.spans):
            for capacity in span.keys() & self.users.keys():
                self.users[capacity].append(place)
        self.counted = all(found.count is not None for found in solutions)
        self.joined: dict[tuple[int, ...], Solution] = {}
        """What was joined, by its capacities."""

    def run(self) -> list[Solution]:
        holder = list(self.solutions)
        doubt: set[int] = set()
        while more := {b for b in self.users if b not in doubt and self._in_doubt(b, holder)}:
            doubt |= more
            holder = list(self.solutions)
            for capacities in coupled(doubt, self.spans):
                places = sorted(
                    {place for capacity in capacities for place in self.users[capacity]}
                )
                found = self._joined(capacities, places)
                for place in places:
                    holder[place] = found
        own = {id(found) for found in self.solutions}
        alone = [found for found in holder if id(found) in own]
        return alone + list({id(mine): mine for mine in holder if id(mine) not in own}.values())

    def _in_doubt(self, capacity: int, holder: Sequence[Solution]) -> bool:
        """Return whether what was found uses too much, or another that is as good might."""
        used = 0
        for place in self.users[capacity]:
            found = holder[place]
            if self.counted and found.count is not None and found.count > 1:
                used += self.spans[place][capacity]
            elif found.columns is not None:
                own = self.solutions[place]
                same = found is own
                used += own.used.get(capacity, 0) if same else _used(own.form, found, capacity)
        return used > self.caps[capacity]

    def _joined(self, capacities: tuple[int, ...], places: Sequence[int]) -> Solution:
        if capacities not in self.joined:
            mine = [self.solutions[place] for place in places]
            caps = {capacity: self.caps[capacity] for capacity in capacities}
            self.joined[capacities] = _joined(mine, caps, self.settings, self.multipliers)
        return self.joined[capacities]


def coupled(capacities: Iterable[int], uses: Iterable[Iterable[int]]) -> list[tuple[int, ...]]:
    """Return blocks of capacities, coupled where one component uses more than one of them.

    Args:
        capacities: which of them to look at.
        uses: for each component the capacities that it uses.
    """
    order = sorted(capacities)
    number = {capacity: place for place, capacity in enumerate(order)}
    ties = ([number[c] for c in sorted(used) if c in number] for used in uses)
    blocks = connected_components(len(order), ties).values()
    return [tuple(order[place] for place in block) for block in blocks]


def scarce_capacities(form: CoveringForm, caps: Sequence[int]) -> frozenset[int]:
    """Return the capacities of which all choice sets together could use more than there is."""
    span = form.span()
    return frozenset(b for b, cap in enumerate(caps) if span.get(b, 0) > cap)


def _used(form: CoveringForm, found: Solution, capacity: int) -> int:
    # What a component uses where it is held as something that was joined says.
    chosen = found.ones
    return sum(
        used
        for column, uses in form.uses.items()
        if form.columns[column] in chosen
        for of, used in uses
        if of == capacity
    )


def _joined(
    solutions: Sequence[Solution], caps: Mapping[int, int], settings: Settings, known: Known
) -> Solution:
    if any(found.columns is None for found in solutions):
        # Stopped before everything was looked at: the bounds hold, nothing is known that fits.
        bounds = [_sum(found.bounds[tier] for found in solutions) for tier in _tiers(settings)]
        return Solution(CoveringForm(), None, bounds, proven=False)
    if all(found.front is not None for found in solutions):
        capacities = tuple(caps)
        for _ in range(1 + (capacities in known)):
            with suppress(TooManyStatesError):
                return _by_fronts(solutions, caps, settings, known)
            del known[capacities]  # once more with multipliers of its own
    return asked(merge([found.form for found in solutions]), settings, caps)


def _tiers(settings: Settings) -> range:
    return range(len(settings.weighting.weights))


def _sum(bounds: Iterable[int | None]) -> int | None:
    total = 0
    for bound in bounds:
        if bound is None:
            return None
        total += bound
    return total


def _by_fronts(
    solutions: Sequence[Solution],
    caps: Mapping[int, int],
    settings: Settings,
    known: Known,
) -> Solution:
    shared = [Shared(_front(found, list(caps)), found.form.columns) for found in solutions]
    capacities, amounts = tuple(caps), list(caps.values())
    with settings.step("join"):
        if capacities not in known:
            known[capacities] = multipliers_of([one.front for one in shared], amounts)
        choice = join(shared, amounts, multipliers=known[capacities])
    if choice is None:
        raise InfeasibleError
    columns = [
        column
        for found, bits in zip(solutions, choice.chosen, strict=True)
        for column in picked(found.form, bits)
    ]
    bounds: list[int | None] = [*settings.weighting.by_tier(choice.cost)]
    return Solution(CoveringForm(), columns, bounds, proven=True, count=choice.count)


def _front(found: Solution, capacities: Sequence[int]) -> Front:
    # A component knows its own capacities: of those that are not looked at it may use what it
    # likes.
    place = [found.capacities.index(b) if b in found.capacities else -1 for b in capacities]
    front: Front = {}
    for used, best in (found.front or {}).items():
        better(front, tuple(used[at] if at >= 0 else 0 for at in place), best)
    return unbeaten(front)


def merge(forms: Sequence[CoveringForm]) -> CoveringForm:
    """Lay components side by side as one problem, choice sets in the order of the whole."""
    choice_sets = [
        (max(form.columns[first:end]), number, range(first, end))
        for number, form in enumerate(forms)
        for first, end in pairwise(form.starts)
    ]
    merged = CoveringForm()
    places: list[dict[int, int]] = [{} for _ in forms]
    for _, number, columns in sorted(choice_sets, key=lambda choice_set: choice_set[0]):
        merged.add_choice_set(forms[number], columns, places[number])
    for form, place in zip(forms, places, strict=True):
        for row, rhs in zip(form.rows, form.rhs, strict=True):
            merged.rows.append({place[column]: coefficient for column, coefficient in row.items()})
            merged.rhs.append(rhs)
    return merged

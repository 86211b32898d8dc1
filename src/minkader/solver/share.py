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

from minkader.solver.exact import Front
from minkader.solver.join import Shared, TooManyStatesError, join
from minkader.solver.normal import Normal
from minkader.solver.part import Found, InfeasibleError, Settings, asked, picked
from minkader.solver.split import roots


def within_budgets(
    founds: list[Found], caps: Sequence[int] | Mapping[int, int], settings: Settings
) -> list[Found]:
    """Give the founds with those joined that together use too much of a budget.

    Raises:
        InfeasibleError: where no choice keeps within them.
    """
    spans = [_span(found.normal) if found.normal.uses else {} for found in founds]
    users: dict[int, list[int]] = {budget: [] for budget in sorted(settings.live)}
    for place, span in enumerate(spans):
        for budget in span.keys() & users.keys():
            users[budget].append(place)
    joined: set[int] = set()
    result = list(founds)
    for budgets in _clusters(users, spans):
        places = sorted({place for budget in budgets for place in users[budget]})
        mine = [founds[place] for place in places]
        if _in_doubt(mine, [spans[place] for place in places], budgets, caps):
            joined.update(places)
            result.append(_joined(mine, {budget: caps[budget] for budget in budgets}, settings))
    return [found for place, found in enumerate(result) if place not in joined]


def live_budgets(normal: Normal, caps: Sequence[int]) -> frozenset[int]:
    """Give the budgets of which all groups together could use more than there is."""
    span = _span(normal)
    return frozenset(b for b, cap in enumerate(caps) if span.get(b, 0) > cap)


def _span(normal: Normal) -> dict[int, int]:
    """Give the most that the groups of a problem can use together of each budget."""
    owners = normal.owners()
    most: dict[tuple[int, int], int] = {}
    for column, uses in normal.uses.items():
        for budget, used in uses:
            key = owners[column], budget
            most[key] = max(used, most.get(key, 0))
    span: dict[int, int] = {}
    for (_, budget), used in most.items():
        span[budget] = span.get(budget, 0) + used
    return span


def _clusters(users: dict[int, list[int]], spans: Sequence[dict[int, int]]) -> list[list[int]]:
    # Budgets of which one piece uses more than one are kept together.
    live = list(users)
    number = {budget: place for place, budget in enumerate(live)}
    root_of = roots(len(live), ([number[b] for b in sorted(span) if b in number] for span in spans))
    clusters: dict[int, list[int]] = {}
    for place, root in enumerate(root_of):
        clusters.setdefault(root, []).append(live[place])
    return list(clusters.values())


def _in_doubt(
    founds: Sequence[Found],
    spans: Sequence[dict[int, int]],
    budgets: Sequence[int],
    caps: Sequence[int] | Mapping[int, int],
) -> bool:
    """Tell whether what was found uses too much, or another that is as good might."""
    counted = all(found.count is not None for found in founds)
    for budget in budgets:
        used = 0
        for found, span in zip(founds, spans, strict=True):
            if found.columns is None:
                continue
            many = counted and (found.count or 0) > 1
            used += span.get(budget, 0) if many else _used(found, budget)
        if used > caps[budget]:
            return True
    return False


def _used(found: Found, budget: int) -> int:
    chosen = set(found.columns or ())
    return sum(
        used
        for column, uses in found.normal.uses.items()
        if found.normal.columns[column] in chosen
        for of, used in uses
        if of == budget
    )


def _joined(founds: Sequence[Found], caps: Mapping[int, int], settings: Settings) -> Found:
    merged = merge([found.normal for found in founds])
    if any(found.columns is None for found in founds):
        # Stopped before everything was looked at: the bounds hold, nothing is known that fits.
        bounds = [_sum(found.bounds[tier] for found in founds) for tier in _tiers(settings)]
        return Found(merged, None, bounds, proven=False)
    if all(found.front is not None for found in founds):
        with suppress(TooManyStatesError):
            return _by_fronts(merged, founds, caps, settings)
    return asked(merged, settings, caps)


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
    merged: Normal, founds: Sequence[Found], caps: Mapping[int, int], settings: Settings
) -> Found:
    shared = [Shared(_front(found, list(caps)), found.normal.columns) for found in founds]
    with settings.step("join"):
        choice = join(shared, list(caps.values()))
    if choice is None:
        raise InfeasibleError
    columns = [
        column
        for found, bits in zip(founds, choice.chosen, strict=True)
        for column in picked(found.normal, bits)
    ]
    bounds: list[int | None] = [*settings.scale.apart(choice.cost)]
    return Found(merged, columns, bounds, proven=True, count=choice.count)


def _front(found: Found, budgets: Sequence[int]) -> Front:
    # A piece knows its own budgets; of the others it uses nothing.
    place = [found.budgets.index(b) if b in found.budgets else -1 for b in budgets]
    return {
        tuple(used[at] if at >= 0 else 0 for at in place): best
        for used, best in (found.front or {}).items()
    }


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

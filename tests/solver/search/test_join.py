# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joining components that share capacities, against trying every point of every front."""

import itertools
import random
from collections.abc import Iterator, Sequence

import pytest

from minkader.solver.covering_form import NOBODY
from minkader.solver.search.exact import best_of
from minkader.solver.search.front import Front, Used, first_of, unbeaten
from minkader.solver.search.join import Selection, Shared, TooManyStatesError, join
from minkader.solver.search.multipliers import multipliers_of
from tests.solver.covering_forms import clauses, form, front_of, random_form


def tried(shared: Sequence[Shared], caps: Sequence[int]) -> Selection | None:
    """Try everything: the cost, the number of equals, and of the first the bits of each front."""
    found: list[tuple[int, int, list[int]]] = []
    for points in itertools.product(*(one.front.items() for one in shared)):
        used = [sum(amounts) for amounts in zip(*(used for used, _ in points), strict=True)]
        if all(amount <= cap for amount, cap in zip(used, caps, strict=True)):
            count = 1
            for _, best in points:
                count *= best[1]
            bits = [best[2] for _, best in points]
            found.append((sum(best[0] for _, best in points), count, bits))
    if not found:
        return None
    least = min(cost for cost, _, _ in found)
    equal = [(count, bits) for cost, count, bits in found if cost == least]
    first = equal[0][1]
    for _, bits in equal:
        one, other = (_laid(shared, mine) for mine in (first, bits))
        first = first if first_of(one, other) == one else bits
    return Selection(least, sum(count for count, _ in equal), first)


def _laid(shared: Sequence[Shared], chosen: Sequence[int]) -> int:
    # All that is chosen, as bits of the columns of the problem.
    return sum(
        1 << column
        for one, bits in zip(shared, chosen, strict=True)
        for bit, column in enumerate(one.columns)
        if bits >> bit & 1 and column != NOBODY
    )


def fronts(seed: int, capacities: int, components: int) -> list[Shared]:
    """Make fronts of one choice set each, whose columns lie mixed through the whole.

    Some have a derived column at their end, which takes no part in the tie-break.
    """
    draw = random.Random(seed)
    count = draw.randint(1, components)
    sizes = [draw.randint(1, 4) for _ in range(count)]
    numbers = iter(draw.sample(range(sum(sizes) * 2), sum(sizes)))
    most = draw.choice([1, 3, 12])
    made = []
    for size in sizes:
        front: Front = {}
        for bit in range(size):
            used = tuple(draw.choice([0, 0, 1, 2, 3, 5]) for _ in range(capacities))
            front.setdefault(used, (draw.randint(0, most), draw.randint(1, 3), 1 << bit))
        made.append(Shared(unbeaten(front), sorted(next(numbers) for _ in range(size))))
    return made


def cases(capacities: int, components: int = 6) -> Iterator[tuple[list[Shared], list[int]]]:
    """Make fronts, and what there is of each capacity: from much too little to more than enough."""
    for seed in range(500):
        shared = fronts(seed, capacities, components)
        draw = random.Random(-seed)
        yield shared, [draw.randint(0, 2 * len(shared) + 1) for _ in range(capacities)]


@pytest.mark.parametrize("capacities", [1, 2, 3])
def test_join_gives_the_best_the_count_and_the_first(capacities: int) -> None:
    """Protects the step "join" alone: the optimum, the equals and the tie-break of the whole."""
    none = limited = 0
    for shared, caps in cases(capacities, 6 if capacities < 3 else 5):
        expected, found = tried(shared, caps), join(shared, caps)
        assert found == expected, (shared, caps)
        none += found is None
        limited += found is not None and found != tried(shared, [99] * capacities)
    assert none > 10
    assert limited > 50


@pytest.mark.parametrize("capacities", [1, 2])
def test_prices_change_the_work_and_not_the_choice(capacities: int) -> None:
    """Protects prices that are kept for the next time: of other fronts, or none at all."""
    for seed, (shared, caps) in enumerate(cases(capacities)):
        draw = random.Random(seed)
        multipliers = [draw.choice([0, 1, 2, 5, 40]) for _ in range(capacities)]
        assert join(shared, caps, multipliers=(draw.randint(1, 6), multipliers)) == join(
            shared, caps
        )


def test_components_that_are_searched_and_joined_give_what_the_whole_gives() -> None:
    """Protects search and join together: fronts as the search makes them."""
    compared = 0
    for seed in range(200):
        components = [
            random_form(10 * seed + place, choice_sets=3, capacities=2) for place in range(3)
        ]
        searched = [best_of(component, capacities=[0, 1]) for component in components]
        assert searched == [front_of(component, (0, 1)) for component in components]
        if all(searched):
            firsts = [0, *itertools.accumulate(len(component.columns) for component in components)]
            shared = [
                Shared(front, range(first, end))
                for front, (first, end) in zip(searched, itertools.pairwise(firsts), strict=True)
            ]
            for caps in ([1, 2], [3, 3], [6, 0]):
                assert join(shared, caps) == tried(shared, caps), seed
                compared += 1
    assert compared > 100


def test_nothing_to_join_costs_nothing_and_fits_unless_less_than_nothing_is_left() -> None:
    assert join([], [0]) == Selection(0, 1, [])
    assert join([], [-1]) is None


def test_capacity_that_is_enough_for_the_cheapest_changes_nothing() -> None:
    front: Front = {(2,): (0, 1, 0b01), (0,): (3, 1, 0b10)}
    assert join([Shared(front, [0, 1]), Shared(front, [2, 3])], [4]) == Selection(0, 1, [1, 1])


def test_who_goes_without_is_told_by_the_tie_break_over_all_columns() -> None:
    """The first choice set of the problem is in the second front: its lower column comes first."""
    front: Front = {(2,): (0, 1, 0b01), (0,): (3, 1, 0b10)}
    assert join([Shared(front, [2, 3]), Shared(front, [0, 1])], [2]) == Selection(3, 2, [2, 1])
    assert join([Shared(front, [0, 1]), Shared(front, [2, 3])], [2]) == Selection(3, 2, [1, 2])


def test_column_of_nobody_takes_no_component_in_the_tie_break() -> None:
    """A derived column that is 0 has no number in the problem; what it stands beside decides."""
    component = form(2, 2, rows=clauses({1, 3}, {0, 2}), uses={0: {0: 1}, 1: {0: 1}})
    shared = [Shared(best_of(component, capacities=[0]), [2, 3, NOBODY, 9]) for _ in range(1)]
    assert join(shared, [1]) == tried(shared, [1]) == Selection(0, 2, [0b1001])


def test_choice_that_rhs_a_point_far_from_the_bound_is_found() -> None:
    """Protects the gap's growth: what the prices say is of little use where amounts are coarse."""
    front: Front = {(7,): (0, 1, 0b01), (0,): (1000, 1, 0b10)}
    shared = [Shared(front, [2 * n, 2 * n + 1]) for n in range(3)]
    assert join(shared, [13]) == Selection(2000, 3, [1, 2, 2])
    assert join(shared, [6]) == Selection(3000, 1, [2, 2, 2])


def test_join_gives_up_past_a_limit_in_states() -> None:
    """Protects the same bytes on every machine: states are counted, not seconds."""
    shared, caps = _knotty()
    most = next(n for n in range(10**5) if _fits(shared, caps, n))
    assert most > 10
    assert [_fits(shared, caps, n) for n in (0, most - 1, most + 1)] == [False, False, True]


def _knotty() -> tuple[list[Shared], list[int]]:
    shared = []
    for place in range(4):
        points: dict[Used, int] = {(7 + place, 3): 0, (5, 4 - place): 5, (0, 1): 9 + place}
        front = {used: (cost, 1, 1 << bit) for bit, (used, cost) in enumerate(points.items())}
        shared.append(Shared(front, range(3 * place, 3 * place + 3)))
    return shared, [17, 9]


def _fits(shared: Sequence[Shared], caps: Sequence[int], most: int) -> bool:
    try:
        return join(shared, caps, most) == tried(shared, caps)
    except TooManyStatesError:
        return False


# Prices.


def test_price_is_what_the_last_hour_saves_where_all_together_use_just_enough() -> None:
    front: Front = {(4,): (0, 1, 1), (2,): (3, 1, 2), (0,): (10, 1, 4)}
    assert multipliers_of([front, front], [8]) == (1, [0])
    assert multipliers_of([front, front], [5]) == (2, [3])
    assert multipliers_of([front, front], [1]) == (2, [7])


def test_point_above_the_lower_hull_makes_no_price() -> None:
    front: Front = {(4,): (0, 1, 1), (2,): (9, 1, 2), (0,): (10, 1, 4), (3,): (9, 1, 8)}
    assert multipliers_of([front], [3]) == (2, [5])


def test_capacity_of_several_gets_a_price_beside_the_others() -> None:
    """Protects the alternation: the second capacity is worth nothing once the first is paid for."""
    front: Front = {(2, 2): (0, 1, 1), (0, 0): (4, 1, 2)}
    unit, multipliers = multipliers_of([front, front], [2, 2])
    assert (unit, multipliers) == (1, [2, 0])

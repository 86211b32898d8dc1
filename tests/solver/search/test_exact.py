# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The exact search, against trying everything: what it costs, how many, the first, by use."""

import random

import pytest

from minkader.solver.component import best_in
from minkader.solver.covering_form import CoveringForm
from minkader.solver.search import bits
from minkader.solver.search.bits import TooManyError
from minkader.solver.search.exact import best_of
from minkader.solver.search.front import Front, better, first_of, unbeaten
from minkader.solver.watch import StoppedError
from tests.solver.covering_forms import clauses, form, front_of, random_form

SEEDS = range(400)


def test_search_finds_the_cost_the_count_and_the_first() -> None:
    """Protects the step "search" alone: the optimum, the equals, the tie-break; {}: nothing."""
    none = 0
    for seed in SEEDS:
        made = random_form(seed)
        found = best_of(made)
        assert found == front_of(made), seed
        none += not found
    assert none > 20


@pytest.mark.parametrize("capacities", [(0,), (1,), (1, 0)])
def test_front_has_the_best_of_every_amount_that_no_other_beats(
    capacities: tuple[int, ...],
) -> None:
    """Protects joining: counts and the first of them, for each amount used of some capacities."""
    points = 0
    for seed in SEEDS:
        made = random_form(seed, choice_sets=5, capacities=2)
        found = best_of(made, capacities=capacities)
        assert found == front_of(made, capacities), seed
        points += len(found) > 1
    assert points > 50


def test_point_that_costs_more_and_uses_no_less_is_left_out() -> None:
    made = form(4, costs={0: 1, 1: 2, 2: 2, 3: 3}, uses={0: {0: 2}, 1: {0: 2}, 2: {0: 1}})
    assert best_of(made, capacities=[0]) == {
        (2,): (1, 1, 0b0001),
        (1,): (2, 1, 0b0100),
        (0,): (3, 1, 0b1000),
    }
    assert unbeaten({(2, 0): (1, 1, 1), (2, 1): (2, 1, 2), (1, 5): (2, 1, 4)}) == {
        (2, 0): (1, 1, 1),
        (1, 5): (2, 1, 4),
    }


def test_point_that_costs_as_much_stays_though_it_uses_more() -> None:
    """Protects the count: it is as good wherever there is enough."""
    made = form(2, costs={0: 1, 1: 1}, uses={0: {0: 2}})
    assert best_of(made, capacities=[0]) == {(2,): (1, 1, 0b01), (0,): (1, 1, 0b10)}


def test_of_equals_the_lower_column_in_the_first_choice_set_that_differs_comes_first() -> None:
    assert first_of(0b011001, 0b010110) == first_of(0b010110, 0b011001) == 0b011001
    assert first_of(0b1001, 0b0101) == 0b0101
    front: Front = {(): (3, 2, 0b0110)}
    better(front, (), (3, 4, 0b1001))
    better(front, (), (4, 1, 0b0101))
    assert front == {(): (3, 6, 0b1001)}


def test_choice_set_of_nothing_else_counts_all_its_cheapest() -> None:
    assert best_of(form(3, 2, costs={0: 1})) == {(): (0, 4, 0b01010)}


# The cutoff.


def test_whatever_costs_no_more_than_the_ceiling_is_found_with_all_its_equals() -> None:
    for seed in SEEDS:
        made = random_form(seed, choice_sets=7)
        true = front_of(made)
        if true:
            least = true[()][0]
            assert best_of(made, cutoff=least) == best_of(made, cutoff=least + 2) == true, seed
            above = best_of(made, cutoff=least - 1)
            assert not above or above[()][0] >= least, seed


def test_search_remembers_nothing_that_it_saw_above_a_ceiling() -> None:
    """A fixed bug: a component once seen above a cutoff was taken for exact below a higher one."""
    rows = [*clauses({3, 8}, {1, 5, 10}, {10, 11}), ({6: 1, 12: 2, 14: 2}, 2)]
    costs = dict(enumerate([0, 0, 0, 2, 0, 0, 6, 7, 7, 2, 6, 0, 10, 1, 15]))
    made = form(2, 2, 2, 3, 2, 2, 2, rows=[rows[0], rows[3], *rows[1:3]], costs=costs)
    assert front_of(made)[()][:2] == (24, 7)
    assert best_of(made, cutoff=24) == front_of(made)


def test_components_that_are_seen_again_give_the_same_as_without_a_ceiling() -> None:
    """Protects what is remembered, with many components; a capacity switches cutoffs off."""
    for seed in range(300):
        made = _long(seed)
        everything = best_of(made, capacities=[0])
        expected = {(): best_in(everything)} if everything else {}
        assert best_of(made) == expected, seed
        for best in expected.values():
            assert best_of(made, cutoff=best[0]) == expected, seed


def _long(seed: int) -> CoveringForm:
    # Choice sets in a row, each held only to its neighbours.
    draw = random.Random(seed)
    count = draw.randint(7, 12)
    rows: list[set[int]] = []
    for _ in range(count + 2):
        near = draw.randrange(count - 2)
        choice_sets = draw.sample(range(near, near + 3), 2)
        rows.append({2 * choice_set + draw.randrange(2) for choice_set in choice_sets})
    most = draw.choice([2, 5, 20])
    costs = {column: draw.randint(0, most) for column in range(2 * count)}
    return form(*[2] * count, rows=clauses(*rows), costs=costs)


# Limits.


def _ring(choice_sets: int) -> CoveringForm:
    # Each two neighbours: one of the two; with costs that leave much to try.
    rows = [{2 * n, 2 * ((n + 1) % choice_sets)} for n in range(choice_sets)]
    return form(
        *[2] * choice_sets, rows=clauses(*rows), costs={2 * n: 1 for n in range(choice_sets)}
    )


def test_search_gives_up_past_a_limit_in_branchings() -> None:
    """Protects the same bytes on every machine: what it takes is counted, not timed."""
    made = _ring(9)
    most = next(n for n in range(100) if _fits(made, n))
    assert 0 < most < 50
    assert [_fits(made, n) for n in (0, most - 1, most, most + 1)] == [False, False, True, True]


def _fits(made: CoveringForm, most: int) -> bool:
    try:
        return best_of(made, most_nodes=most) == front_of(made)
    except TooManyError:
        return False


def test_problem_that_rhs_no_branching_rhs_no_limit() -> None:
    made = form(2, 2, 2, rows=clauses({0}, {1, 2}))
    assert best_of(made, most_nodes=0) == front_of(made)


def test_stop_is_asked_for_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bits, "_LOOK", 2)
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) == 2

    with pytest.raises(StoppedError):
        best_of(_ring(9), stop=stop)
    assert len(asked) == 2
    assert best_of(_ring(9), stop=lambda: False) == front_of(_ring(9))


def test_uses_of_capacities_that_nobody_asks_for_are_left_out() -> None:
    made = form(2, costs={1: 1}, uses={0: {0: 2, 3: 4}})
    assert set(best_of(made)) == {()}
    assert set(best_of(made, capacities=[3])) == {(4,), (0,)}
    assert set(best_of(made, capacities=[3, 0])) == {(4, 2), (0, 0)}

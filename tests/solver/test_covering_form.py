# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""covering form says the same as the problem: the same solutions, the same order of costs."""

import pytest

from minkader.problem.numbers import worth
from minkader.solver.covering_form import (
    NOBODY,
    CoveringForm,
    Weighting,
    covering_form_of,
    problem_of,
    reach,
    weighting_of,
)
from tests.solver.covering_forms import bests, clauses, form, random_form, ways
from tests.solver.numbers import problem, random_problem, solutions

SEEDS = range(400)


def _ones(values: list[int]) -> frozenset[int]:
    return frozenset(column for column, value in enumerate(values) if value)


def test_solutions_stay_and_the_one_cost_stands_for_every_tier() -> None:
    """Protects the whole translation: nothing lost, nothing added, every tier and use equal."""
    for seed in SEEDS:
        made = random_problem(seed)
        weighting = weighting_of(made)
        caps = {b: -made.rhs[row] for b, row in enumerate(made.capacities)}
        found = {way.columns: way for way in ways(covering_form_of(made, weighting), caps)}
        expected = {_ones(values): values for values in solutions(made)}
        assert set(found) == set(expected), seed
        made.constants = [0] * len(made.costs)
        for ones, values in expected.items():
            assert weighting.by_tier(found[ones].cost) == tuple(worth(made, values)), seed
            for capacity, row in enumerate(made.capacities):
                used = -sum(
                    coefficient for column, coefficient in made.terms(row) if values[column]
                )
                assert found[ones].used.get(capacity, 0) == used, seed


def test_rows_are_sums_of_coefficients_above_nothing() -> None:
    """Protects what the search builds on: in each choice set a column brings a row nothing."""
    for seed in SEEDS:
        made = random_problem(seed)
        found = covering_form_of(made, weighting_of(made))
        owners = found.owners()
        for row, rhs in zip(found.rows, found.rhs, strict=True):
            assert rhs > 0
            assert all(0 < coefficient <= rhs for coefficient in row.values())
            for choice_set in {owners[column] for column in row}:
                assert owners.count(choice_set) > sum(
                    owners[column] == choice_set for column in row
                )


def test_problem_and_back_keeps_the_best_within_capacities() -> None:
    """Protects what CP-SAT is asked: it answers for the same problem."""
    for seed in SEEDS:
        made = random_form(seed, choice_sets=5, capacities=2)
        weighting, caps = Weighting((7, 1)), {0: 3, 1: 5}
        asked = problem_of(made, weighting, caps)
        answers = {_ones(values) for values in solutions(asked)}
        assert answers == {way.columns for way in ways(made, caps)}, seed
        assert [asked.costs[0][c] * 7 + asked.costs[1][c] for c in range(asked.columns)] == (
            made.costs
        )
        assert bests(covering_form_of(asked, weighting), caps) == bests(made, caps), seed


# By hand.


def _rows(made: CoveringForm) -> list[tuple[dict[int, int], int]]:
    return list(zip(made.rows, made.rhs, strict=True))


def _form(*sizes: int, rows: list[tuple[dict[int, int], int]], derived: int = 0) -> CoveringForm:
    made = problem(*sizes, rows=rows, derived=derived)
    return covering_form_of(made, weighting_of(made))


def test_coefficient_below_nothing_is_one_above_it_on_the_others_of_its_choice_set() -> None:
    assert _rows(_form(3, 2, rows=[({0: -1, 3: 1}, 0)])) == clauses({1, 2, 3})


def test_what_every_column_of_a_choice_set_brings_is_fixed_from_the_rhs() -> None:
    assert _rows(_form(2, 2, rows=[({0: 3, 1: 2, 2: 1}, 3)])) == clauses({0, 2})


def test_row_that_always_holds_goes_and_one_that_never_does_keeps_its_rhs() -> None:
    assert _rows(_form(2, rows=[({0: 1}, 0), ({0: 1, 1: 1}, 1)])) == []
    assert _rows(_form(2, rows=[({}, 1), ({0: 2, 1: 2}, 3)])) == [({}, 1), ({}, 1)]


def test_row_that_is_as_it_should_be_stays_with_the_columns_of_a_choice_set_together() -> None:
    """Protects the order of columns, from which reducing reads where a choice set ends."""
    rows = _form(3, 3, rows=[({3: 1, 0: 1, 1: 1}, 1), ({0: 1, 3: 1, 1: 1}, 2)]).rows
    assert [list(row) for row in rows] == [[3, 0, 1], [0, 1, 3]]
    assert _rows(_form(2, 3, rows=[({2: 1, 0: 1, 1: 1}, 2)])) == clauses({2})


def test_derived_column_becomes_a_choice_set_of_two() -> None:
    found = _form(2, rows=[({0: 1, 2: -1}, 0), ({3: 1}, 1)], derived=2)
    assert (found.columns, found.starts) == ([0, 1, NOBODY, 2, NOBODY, 3], [0, 2, 4, 6])
    assert _rows(found) == clauses({0, 2}, {5})


def test_row_that_says_one_of_these_or_all_of_those_becomes_clauses() -> None:
    found = _form(2, 2, 2, rows=[({0: 3, 2: 2, 4: 1}, 3)])
    assert _rows(found) == clauses({0, 2}, {0, 4})


@pytest.mark.parametrize("coefficients", [(1, 2, 2), (3, 2, 2), (3, 1, 1)])
def test_row_that_says_something_else_stays_a_sum(coefficients: tuple[int, int, int]) -> None:
    row = ({0: coefficients[0], 2: coefficients[1], 4: coefficients[2]}, 3)
    assert _rows(_form(2, 2, 2, rows=[row])) == [row]


# The scale.


def test_unit_of_an_earlier_tier_outweighs_the_most_of_all_later_ones() -> None:
    made = problem(2, 3, costs=[{0: 1}, {0: 4, 1: 2, 2: 3}, {4: 1, 5: 2}], derived=1)
    assert weighting_of(made) == Weighting((8 * 4, 4, 1))
    assert weighting_of(made, 2) == Weighting((8, 1))
    assert weighting_of(made).by_tier(weighting_of(made).together((1, 7, 3))) == (1, 7, 3)


def test_scale_without_tiers_weighs_nothing() -> None:
    assert weighting_of(problem(2, costs=[])) == Weighting(())
    assert (Weighting(()).together(()), Weighting(()).by_tier(0)) == (0, ())


def test_choice_set_of_one_or_none_reaches_what_it_must_cost() -> None:
    made = problem(1, 0, 2, costs=[{0: 5, 1: 1, 2: 3}])
    assert reach(made, made.costs[0]) == 8


def test_choice_set_added_brings_its_uses_along() -> None:
    made = form(2, 2, costs={3: 4}, uses={2: {1: 6}})
    new, place = CoveringForm(), dict[int, int]()
    new.add_choice_set(made, [2, 3], place)
    assert (new.columns, new.costs, new.uses, place) == (
        [2, 3],
        [0, 4],
        {0: ((1, 6),)},
        {2: 0, 3: 1},
    )
    assert (new.choice_sets, new.owners()) == (1, [0, 0])

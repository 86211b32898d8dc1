# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Splitting, solving tier by tier, counting and putting together, against trying everything."""

import random

import pytest

from minkader.problem import Problem
from minkader.ruleset.errors import SelfCheckError
from minkader.solver import lexicographic
from minkader.solver.count import TooManyError, count_best
from minkader.solver.lexicographic import check_rows, solve_part, worth
from minkader.solver.split import split
from minkader.solver.watch import Watch
from minkader.solver.whole import Outcome, count_equal, solve
from tests.solver.numbers import best, picked, problem, random_problem, solutions

SEEDS = range(400)

# Everything tried.


def test_solve_gives_the_first_of_the_best() -> None:
    """Protects tiers in their order, the tie-break, the bounds and the constants."""
    for seed in SEEDS:
        made = random_problem(seed)
        expected, found = best(made), solve(made)
        if expected is None:
            assert (found.infeasible, found.chosen, found.proven) == (True, None, False), seed
            continue
        values, least, _ = expected
        assert found.proven, seed
        assert (found.chosen, found.bounds) == (picked(made, values), least), seed


def test_solve_without_ties_gives_a_best_one() -> None:
    for seed in SEEDS:
        made = random_problem(seed)
        expected, found = best(made), solve(made, steady=False)
        assert found.infeasible == (expected is None)
        if expected is not None:
            assert found.bounds == expected[1], seed


def test_small_blends_change_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects blending: it only changes the number of solves."""
    for seed in range(120):
        made = random_problem(seed)
        blended = solve(made)
        monkeypatch.setattr(lexicographic, "BLEND", random.Random(seed).choice([1, 4, 30]))
        assert solve(made) == blended, seed
        monkeypatch.undo()


def test_count_gives_how_many_are_best() -> None:
    for seed in SEEDS:
        made = random_problem(seed)
        expected = best(made)
        if expected is not None:
            assert count_equal(made, solve(made)) == expected[2], seed


def test_count_of_a_part_says_where_there_is_none() -> None:
    """Protects the second way: feasible and infeasible are told apart without the solver."""
    for seed in SEEDS:
        made = random_problem(seed)
        assert (count_best(made) is None) == (best(made) is None), seed


def test_parts_share_nothing_and_lose_nothing() -> None:
    for seed in SEEDS:
        made = random_problem(seed)
        parts = split(made)
        assert sorted(group for part in parts for group in part.groups) == list(
            range(len(made.groups))
        )
        assert sum(part.problem.columns for part in parts) == made.columns
        assert sum(len(part.problem.rows) for part in parts) == len(made.rows)
        count = 1
        for part in parts:
            count *= len(list(solutions(part.problem)))
        assert count == len(list(solutions(made))), seed


# Splitting.


def test_groups_without_a_common_row_are_apart() -> None:
    made = problem(2, 2, 2, rows=[({0: 1, 4: 1}, 1)])
    assert [part.groups for part in split(made)] == [(0, 2), (1,)]


def test_derived_column_holds_its_groups_together() -> None:
    made = problem(2, 2, rows=[({0: 1, 4: -1}, 0), ({2: 1, 4: -1}, 0)], derived=1)
    (part,) = split(made)
    assert (part.groups, part.problem.derived, part.problem.columns) == ((0, 1), 4, 5)


def test_derived_column_that_nobody_touches_is_a_part_of_its_own() -> None:
    made = problem(2, derived=1, costs=[{0: 2, 2: 5}])
    first, second = split(made)
    assert (first.groups, second.groups) == ((0,), ())
    assert second.problem.costs == [{0: 5}]
    assert solve(made).bounds == [0]


def test_row_without_columns_is_a_part_that_cannot_hold() -> None:
    made = problem(2, rows=[({}, 1)])
    assert [part.groups for part in split(made)] == [(0,), ()]
    assert solve(made).infeasible
    with pytest.raises(SelfCheckError):
        count_equal(made, _claimed((0,), (0,)))


def test_costs_and_rows_go_along_with_their_columns() -> None:
    made = problem(2, 3, rows=[({3: 2, 4: -1}, 1)], costs=[{0: 7, 4: 9}, {3: 1}])
    parts = split(made)
    assert [part.problem.costs for part in parts] == [[{0: 7}, {}], [{2: 9}, {1: 1}]]
    assert parts[1].problem.rows[0].terms == ((1, 2), (2, -1))
    assert parts[1].problem.constants == [0, 0]


# Parts.


def test_group_alone_takes_its_cheapest_and_then_its_first() -> None:
    found = solve_part(problem(4, costs=[{0: 1}, {1: 1}]), Watch(), steady=True)
    assert (found.values, found.bounds, found.proven) == ([0, 0, 1, 0], [0, 0], True)


def test_empty_group_has_no_solution() -> None:
    made = problem(0, 2)
    assert solve_part(made, Watch(), steady=True).infeasible
    assert solve(made).infeasible


def test_problem_without_tiers_still_asks_whether_there_is_a_solution() -> None:
    """A fixed bug: without a goal nothing was solved, and every change seemed to mend."""
    clash = [({0: 1}, 1), ({1: 1}, 1)]
    assert solve(problem(2, rows=clash, costs=[]), steady=False).infeasible
    found = solve(problem(2, rows=clash[1:], costs=[]), steady=False)
    assert (found.chosen, found.bounds, found.proven) == ([1], [], True)


def test_constants_are_in_every_value_and_bound() -> None:
    made = problem(2, costs=[{0: 2, 1: 3}], constants=[10])
    assert solve(made).bounds == [12]
    assert worth(made, [0, 1]) == [13]
    assert count_equal(made, solve(made)) == 1


# Checks.


def test_check_names_a_group_without_exactly_one() -> None:
    made = problem(2)
    for values in ([0, 0], [1, 1]):
        with pytest.raises(SelfCheckError, match="group"):
            check_rows(made, values)
    check_rows(made, [0, 1])


def test_check_names_a_row_that_is_broken() -> None:
    made = problem(2, rows=[({1: 1}, 1)])
    with pytest.raises(SelfCheckError, match="row"):
        check_rows(made, [1, 0])
    check_rows(made, [0, 1])


def _claimed(*parts: tuple[int, ...]) -> Outcome:
    # What a solver says that each part is worth, true or not.
    return Outcome(None, [], proven=True, parts=parts)


@pytest.mark.parametrize("claim", [0, 2])
def test_count_says_where_another_optimum_was_given(claim: int) -> None:
    with pytest.raises(SelfCheckError, match="count"):
        count_equal(problem(2, costs=[{0: 1, 1: 2}]), _claimed((claim,)))


def test_count_says_where_there_is_no_solution_at_all() -> None:
    with pytest.raises(SelfCheckError, match="count"):
        count_equal(problem(1, rows=[({0: 1}, 2)]), _claimed((0,)))


# Limits of counting.


def _knot(pairs: int) -> Problem:
    # At least half of many groups of two: no pieces to split into.
    return problem(*[2] * pairs, rows=[({2 * n: n % 3 + 1 for n in range(pairs)}, pairs)])


def test_count_gives_up_past_a_limit_in_nodes() -> None:
    """Protects the same bytes on every machine: the limit is no time."""
    assert count_equal(_knot(12), _claimed((0,)), most_nodes=3) is None
    with pytest.raises(TooManyError):
        count_best(_knot(12), most_nodes=3)
    assert count_equal(_knot(12), _claimed((0,))) == len(list(solutions(_knot(12))))


def test_count_multiplies_over_very_many_parts() -> None:
    assert count_equal(problem(*[3] * 200), _claimed(*[(0,)] * 200)) == 3**200

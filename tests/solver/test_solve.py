# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reducing, splitting, solving, joining and putting together, against trying everything."""

import random

import pytest

from minkader.problem.numbers import Problem
from minkader.ruleset.errors import SelfCheckError
from minkader.solver import capacity as share
from minkader.solver import component, lexicographic
from minkader.solver.components import split
from minkader.solver.lexicographic import check_rows, solve_lexicographically
from minkader.solver.pipeline import solve
from minkader.solver.search import bits
from minkader.solver.search.exact import best_of
from minkader.solver.search.front import Best, Front
from minkader.solver.search.join import TooManyStatesError, join
from minkader.solver.watch import Watch
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


def test_every_way_leads_to_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects ways that small problems seldom go: presolve, CP-SAT, joined components."""
    monkeypatch.setattr(component, "FEW", 0)
    ways = set()
    for seed in range(600):
        made = random_problem(seed)
        straight, draw = solve(made), random.Random(seed)
        with monkeypatch.context() as other:
            other.setattr(lexicographic, "BLEND", draw.choice([1, 4, 30, 10**7]))
            other.setattr(share, "join", draw.choice([join, _too_many]))
            other.setattr(component, "FIRST_NODES", draw.choice([0, 10**6]))
            found = solve(made)
        assert found.equal in (None, straight.equal), seed
        assert (found.chosen, found.bounds, found.infeasible) == (
            straight.chosen,
            straight.bounds,
            straight.infeasible,
        ), seed
        ways |= set(found.steps)
    assert {"cpsat", "count", "join", "undominated", "unimplied"} <= ways


def _too_many(*_: object, **__: object) -> None:
    raise TooManyStatesError


def test_equal_is_how_many_are_best() -> None:
    for seed in SEEDS:
        made = random_problem(seed)
        expected = best(made)
        if expected is not None:
            assert solve(made).equal == expected[2], seed


def test_components_share_nothing_and_lose_nothing() -> None:
    for seed in SEEDS:
        made = random_problem(seed)
        components = split(made)
        assert sorted(choice_set for one in components for choice_set in one.choice_sets) == list(
            range(len(made.choice_sets))
        )
        assert sorted(c for one in components for c in one.columns) == list(range(made.columns))
        assert sorted(r for one in components for r in one.rows) == list(range(len(made.rhs)))
        count = 1
        for one in components:
            count *= len(list(solutions(one.problem)))
        assert count == len(list(solutions(made))), seed


# Splitting.


def test_choice_sets_without_a_common_row_are_apart() -> None:
    made = problem(2, 2, 2, rows=[({0: 1, 4: 1}, 1)])
    assert [one.choice_sets for one in split(made)] == [(0, 2), (1,)]


def test_derived_column_holds_its_choice_sets_together() -> None:
    made = problem(2, 2, rows=[({0: 1, 4: -1}, 0), ({2: 1, 4: -1}, 0)], derived=1)
    (one,) = split(made)
    assert (one.choice_sets, one.problem.derived, one.problem.columns) == ((0, 1), 4, 5)


def test_derived_column_that_nobody_touches_is_a_component_of_its_own() -> None:
    made = problem(2, derived=1, costs=[{0: 2, 2: 5}])
    first, second = split(made)
    assert (first.choice_sets, second.choice_sets) == ((0,), ())
    assert second.problem.costs == [[5]]
    assert solve(made).bounds == [0]


def test_row_without_columns_is_a_component_that_cannot_hold() -> None:
    made = problem(2, rows=[({}, 1)])
    assert [one.choice_sets for one in split(made)] == [(0,), ()]
    assert solve(made).infeasible


def test_costs_and_rows_go_along_with_their_columns() -> None:
    made = problem(2, 3, rows=[({3: 2, 4: -1}, 1)], costs=[{0: 7, 4: 9}, {3: 1}])
    components = split(made)
    assert [one.problem.costs for one in components] == [[[7, 0], [0, 0]], [[0, 0, 9], [0, 1, 0]]]
    assert components[1].problem.rows[0].terms == ((1, 2), (2, -1))
    assert components[1].problem.constants == [0, 0]


# Components.


def test_choice_set_alone_takes_its_cheapest_and_then_its_first() -> None:
    found = solve(problem(4, costs=[{0: 1}, {1: 1}]))
    assert (found.chosen, found.bounds, found.proven, found.equal) == ([2], [0, 0], True, 2)


def test_empty_choice_set_has_no_solution() -> None:
    made = problem(0, 2)
    assert solve_lexicographically(made, Watch(), steady=True).infeasible
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


def test_equal_components_are_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[object] = []
    true = best_of

    def counting(form: object, **rest: object) -> Front:
        searched.append(form)
        return true(form, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(component, "best_of", counting)
    rows = [({4 * n: 1, 4 * n + 2: 1}, 1) for n in range(50)]
    costs = [{column: column % 4 for column in range(200)}]
    found = solve(problem(*[2] * 100, rows=rows, costs=costs))
    assert (len(searched), found.bounds) == (1, [100])


def test_very_many_components_multiply() -> None:
    assert solve(problem(*[3] * 200)).equal == 3**200


# Capacities.


def _spenders(count: int, cap: int) -> Problem:
    # Pairs of choice sets; each pair is cheapest where it uses two hours.
    made = problem(
        *[2] * (2 * count),
        rows=[({4 * n: 1, 4 * n + 2: 1}, 1) for n in range(count)],
        costs=[{4 * n: 3 for n in range(count)}],
    )
    made.add_capacity(((4 * n + 2, 2) for n in range(count)), cap, ("capacity", ()))
    return made


def test_capacity_that_holds_joins_nothing() -> None:
    found = solve(_spenders(3, 6))
    assert (found.bounds, found.equal) == ([0], 1)
    assert "join" not in found.steps


def test_capacity_that_is_exceeded_joins_its_components() -> None:
    found = solve(_spenders(5, 7))
    assert (found.bounds, found.equal) == ([6], 10)
    # Who goes without is told by the tie-break: the earliest options of the first choice sets.
    assert found.chosen == [0, 3, 4, 7, 9, 10, 13, 14, 17, 18]
    assert "join" in found.steps


def test_capacity_below_what_must_be_used_has_no_solution() -> None:
    made = _spenders(1, 1)
    made.add_row([(2, 1)], 1, ("row", ()))
    assert solve(made).infeasible
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)])
    made.add_capacity([(0, 2), (1, 2)], 1, ("capacity", ()))
    assert solve(made).infeasible


def test_capacity_limits_what_is_counted_as_equal() -> None:
    """Protects the count: an equal that uses too much is no equal."""
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)], costs=[{0: 1, 2: 1}])
    made.add_capacity([(0, 5)], 4, ("capacity", ()))
    assert solve(made).equal == 1


# Checks.


# Checks.


def test_check_names_a_choice_set_without_exactly_one() -> None:
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


def _lying(monkeypatch: pytest.MonkeyPatch, lie: Best) -> None:
    monkeypatch.setattr(component, "best_of", lambda *_, **__: {(): lie})


def test_search_that_breaks_a_row_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    _lying(monkeypatch, (0, 1, 0b1010))
    with pytest.raises(SelfCheckError, match="row"):
        solve(problem(2, 2, rows=[({0: 1, 2: 1}, 1)]))


def test_search_that_says_another_cost_is_not_called_proven(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _lying(monkeypatch, (0, 1, 0b1001))
    with pytest.raises(SelfCheckError, match="worth"):
        solve(problem(2, 2, rows=[({0: 1, 2: 1}, 1)], costs=[{0: 2, 2: 3}]))


@pytest.mark.parametrize("lie", [(0, 1, 0b0101), (1, 1, 0b0110), (1, 1, 0b0011)])
def test_count_that_finds_another_optimum_is_caught(
    monkeypatch: pytest.MonkeyPatch, lie: Best
) -> None:
    """Protects "proven" where CP-SAT says so: our own search holds its optimum against it."""
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)], costs=[{0: 1, 2: 1}])
    monkeypatch.setattr(component, "FIRST_NODES", 0)
    assert solve(made).equal == 2
    true = best_of

    def lying(*asked: object, most_nodes: int = 1, **rest: object) -> Front:
        if most_nodes == 0:
            return true(*asked, most_nodes=0, **rest)  # type: ignore[arg-type]
        return {(): lie}

    monkeypatch.setattr(component, "best_of", lying)
    with pytest.raises(SelfCheckError, match="count"):
        solve(made)


# Limits.


def _knot(pairs: int) -> Problem:
    # At least half of many choice sets of two: no components to split into.
    return problem(*[2] * pairs, rows=[({2 * n: n % 3 + 1 for n in range(pairs)}, pairs)])


def test_count_gives_up_past_a_limit_in_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the same bytes on every machine: the limit is no time."""
    assert solve(_knot(12)).equal == len(list(solutions(_knot(12))))
    monkeypatch.setattr(component, "COUNT_NODES", 3)
    monkeypatch.setattr(component, "FIRST_NODES", 3)
    found = solve(_knot(12))
    assert (found.proven, found.equal) == (True, None)


def test_component_of_very_many_choice_sets_is_not_searched() -> None:
    """Protects Python's stack: a search goes as deep as there are choice sets."""
    rows = [({2 * n: 1, 2 * n + 3: 1}, 1) for n in range(bits.MOST_CHOICE_SETS + 1)]
    rows.append(({2 * n: 1 for n in range(0, bits.MOST_CHOICE_SETS, 3)}, 5))
    made = problem(*[2] * (bits.MOST_CHOICE_SETS + 2), rows=rows, costs=[{0: 1}])
    found = solve(made)
    assert (found.proven, found.equal, "cpsat" in found.steps) == (True, None, True)

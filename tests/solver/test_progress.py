# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is told on the way: the best known and the bound, component after component."""

import random

import pytest

from minkader.problem.numbers import Problem
from minkader.solver import component, cpsat
from minkader.solver.pipeline import solve
from minkader.solver.watch import InComponent, Watch
from tests.solver.numbers import problem, random_problem

Told = list[tuple[int | None, int | None]]


def _watch(told: Told, *, stop: bool = False) -> Watch:
    return Watch(progress=lambda *step: told.append((step[3], step[4])), stop=lambda: stop)


def _pairs(costs: list[dict[int, int]]) -> Problem:
    rows = [({1: 1, 3: 1}, 1), ({5: 1, 7: 1}, 1)]
    return problem(2, 2, 2, 2, rows=rows, costs=costs, constants=[10])


def test_best_comes_down_and_bound_goes_up_to_the_value() -> None:
    """Protects the bar: what is known lies between the two, and at the end they meet."""
    told: Told = []
    found = solve(_pairs([{1: 3, 3: 5, 5: 7, 7: 8}]), _watch(told), start=[1, 3, 4, 7])
    assert told == [(26, 10), (21, 13), (20, 20)]
    assert found.bounds == [20]


def test_bound_and_best_hold_on_the_way() -> None:
    for seed in range(150):
        made, told = random_problem(seed), list[tuple[int | None, int | None]]()
        found = solve(made, _watch(told))
        if found.proven and not made.capacities:
            value = found.bounds[0]
            assert all(best is None for best, _ in told)  # there is no framework to start from
            assert all(bound is not None and bound <= (value or 0) for _, bound in told)


def test_nothing_is_told_of_costs_without_tiers_or_after_a_stop() -> None:
    """A fixed bug: after a stop the best that was told left out what was not found."""
    told: Told = []
    solve(problem(2, 2, rows=[({0: 1, 2: 1}, 1)], costs=[]), _watch(told))
    assert told == [(None, None), (None, None)]
    told.clear()
    solve(_pairs([{1: 3, 3: 5, 5: 7, 7: 8}]), _watch(told, stop=True), start=[1, 3, 5, 6])
    assert told[1:] == [(None, None), (None, None)]


def test_best_is_not_told_where_derived_columns_cost_something() -> None:
    told: Told = []
    made = problem(2, 2, rows=[({1: 1, 3: 1}, 1), ({0: 1, 4: -1}, 0)], costs=[{4: 2}], derived=1)
    solve(made, _watch(told), start=[1, 3])
    assert all(best is None for best, _ in told)


def _hard() -> Problem:
    # A covering of triples that CP-SAT and the LP tree both have to work on.
    draw = random.Random(3)
    rows = []
    for _ in range(140):
        columns = draw.sample(range(70), 4)
        rows.append(({2 * column: 1 for column in columns}, 1))
    return problem(*[2] * 70, rows=rows, costs=[{2 * n: 1 for n in range(70)}])


def test_inside_a_long_component_best_and_bound_are_told_of_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Protects the bar in the component that takes the time: of CP-SAT, and of the LP tree."""
    for core in (60, 1000):
        monkeypatch.setattr(component, "SET_COVER", core)
        monkeypatch.setattr(cpsat, "_LITTLE", 0.0)
        monkeypatch.setattr(cpsat, "_LOOK", 0.001)
        told: Told = []
        made = _hard()
        found = solve(made, _watch(told), steady=False, start=[2 * n for n in range(70)])
        value = found.bounds[0]
        assert value is not None
        assert len(told) > 3
        assert all(best is not None and best >= value for best, _ in told)
        assert all(bound is not None and bound <= value for _, bound in told)
        assert len({best for best, _ in told[:-1]}) > 1, core


def test_what_a_component_of_a_component_costs_is_not_told_as_the_best_of_the_whole() -> None:
    told: Told = []
    watch = _watch(told)
    watch.enter(InComponent(0, 2, 5, 3, 20))
    watch.tell_inside(4, 2)
    watch.tell_inside(None, 2)
    watch.enter_components()
    watch.tell_inside(4, 2)
    assert told == [(9, 5), (20, 5), (20, 5)]
    watch.enter(InComponent(0, 2, 5, 3, None))
    watch.tell_inside(4, 2)
    watch.tell("solve", 1, 2, None, None)
    watch.tell_inside(4, 2)
    watch.enter_components()
    assert told[3:] == [(9, 5), (None, None)]

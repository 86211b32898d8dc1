# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Progress, stop and the time limit; and what is known where a solve was stopped."""

import pytest
from ortools.sat.python.cp_model_helper import CpSolverStatus

from minkader.problem.numbers import Problem
from minkader.solver import component, cpsat, lexicographic
from minkader.solver.cpsat import CpModel
from minkader.solver.lexicographic import solve_lexicographically
from minkader.solver.minimised import Minimised
from minkader.solver.pipeline import solve
from minkader.solver.watch import Watch
from tests.solver.numbers import best, holds, problem, random_problem


class Stopper:
    """Says stop from the so-manieth question on."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self) -> bool:
        """Return whether to stop."""
        self.left -= 1
        return self.left < 0


def _stopped(after: int) -> Watch:
    return Watch(stop=Stopper(after))


# Watching.


def test_watch_tells_whoever_asked() -> None:
    told: list[tuple[object, ...]] = []
    Watch(progress=lambda *step: told.append(step)).tell("solve", 1, 2, None, 3)
    Watch().tell("solve", 1, 2, None, 3)
    assert told == [("solve", 1, 2, None, 3)]


def test_watch_stops_where_asked_and_stays_stopped() -> None:
    answers = iter([False, True, False])
    watch = Watch(stop=lambda: next(answers))
    assert [watch.stopped, watch.stopped, watch.stopped] == [False, True, True]
    by_hand = Watch()
    assert not by_hand.stopped
    by_hand.stop()
    assert by_hand.stopped


def test_watch_counts_the_seconds_that_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("minkader.solver.watch.time.monotonic", lambda: now[0])
    watch = Watch(time_limit=2)
    assert (watch.seconds_left, watch.stopped) == (2.0, False)
    now[0] = 103.0
    assert (watch.seconds_left, watch.stopped) == (0.0, True)
    assert Watch().seconds_left is None


def test_progress_counts_the_components() -> None:
    told: list[tuple[int, int]] = []
    watch = Watch(progress=lambda _, done, total, *__: told.append((done, total)))
    pairs = [({0: 1, 2: 1}, 1), ({4: 1, 6: 1}, 1)]
    solve(problem(2, 2, 2, 2, rows=pairs), watch)
    assert told == [(0, 2), (1, 2), (2, 2)]


# Stopped.


def test_bounds_hold_wherever_a_solve_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects "bound": a proven lower bound, and nothing known behind the first open tier."""
    monkeypatch.setattr(lexicographic, "BLEND", 1)
    monkeypatch.setattr(component, "FIRST_NODES", 0)
    unproven = 0
    for seed in range(150):
        made = random_problem(seed)
        expected = best(made)
        for after in range(4):
            found = solve(made, _stopped(after))
            if expected is None:
                assert found.chosen is None
                continue
            assert not found.infeasible
            known = [bound for bound in found.bounds if bound is not None]
            assert found.bounds == known + [None] * (len(found.bounds) - len(known))
            assert known[:-1] == expected[1][: len(known) - 1], seed
            assert known[-1:] <= expected[1][len(known) - 1 : len(known)], seed
            assert found.proven or found.chosen is None or after < 4
            unproven += not found.proven
    assert unproven > 100


def test_stop_at_once_falls_back_on_the_start() -> None:
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)], costs=[{0: 1, 1: 2, 2: 3, 3: 4}])
    assert solve(made, _stopped(0)).chosen is None
    found = solve(made, _stopped(0), start=[0, 3])
    assert (found.chosen, found.bounds, found.proven) == ([0, 3], [4], False)


def test_start_stands_in_only_for_components_that_found_nothing() -> None:
    """Protects what was found: choice sets alone need no search and are best at once."""
    made = problem(2, 2, 2, rows=[({0: 1, 2: 1}, 1)], costs=[{4: 5}])
    found = solve(made, _stopped(0), start=[1, 2, 4])
    assert found.chosen == [1, 2, 5]


def test_proven_components_count_in_the_bound_of_the_whole() -> None:
    made = problem(2, 2, 2, rows=[({0: 1, 2: 1}, 1)], costs=[{4: 5, 5: 7}, {5: 1}])
    found = solve(made, _stopped(0), start=[0, 2, 4])
    assert (found.bounds, found.proven) == ([5, None], False)


def test_bound_of_a_blend_is_its_first_tier_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the division: what later tiers add is less than one unit of the first."""
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)], costs=[{0: 3, 2: 5}, {1: 2, 3: 3}])

    def half(_: CpModel, terms: object, *__: object) -> Minimised:
        return Minimised([1, 0, 0, 1], 2 * 6 + 1, proven=False)

    monkeypatch.setattr(CpModel, "minimise", half)
    found = solve_lexicographically(made, Watch(), steady=False)
    assert (found.values, found.bounds, found.proven) == ([1, 0, 0, 1], [2, None], False)


def test_bound_below_nothing_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)])
    monkeypatch.setattr(CpModel, "minimise", lambda *_: Minimised(None, -5, proven=False))
    assert solve_lexicographically(made, Watch(), steady=False).bounds == [0]


def test_stop_while_the_tie_is_broken_leaves_all_tiers_proven(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lexicographic, "BLEND", 1)
    made = problem(2, 2, rows=[({1: 1, 3: 1}, 1), ({0: 1, 2: 1}, 1)], costs=[{0: 1, 2: 1}])
    monkeypatch.setattr(component, "FIRST_NODES", 0)
    found = solve(made, _stopped(3))
    assert (found.bounds, found.proven) == ([1], False)
    assert found.chosen in ([0, 3], [1, 2])


# Inside the solver.


def _hard(count: int = 90) -> Problem:
    # Pigeons and holes, far past what is proven in a moment.
    holes = count - 1
    rows = [({pigeon * holes + hole: -1 for pigeon in range(count)}, -1) for hole in range(holes)]
    return problem(*[holes] * count, rows=rows)


def test_stop_request_ends_a_running_search() -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 4

    found = CpModel(_hard()).minimise([], Watch(stop=stop))
    assert not found.proven
    assert found.values is None
    assert len(asked) > 4


def test_time_limit_ends_a_running_search() -> None:
    found = CpModel(_hard()).minimise([(0, 3)], Watch(time_limit=0.05))
    assert (found.values, found.proven, found.infeasible) == (None, False, False)
    assert found.bound >= 0


def test_stopped_watch_starts_no_search() -> None:
    found = CpModel(problem(2)).minimise([(0, -3), (1, 2)], _stopped(0))
    assert found == Minimised(None, -3, proven=False)


class Response:
    """What the solver says, as far as it is read."""

    def __init__(self, status: object, bound: float, value: float = 0.0) -> None:
        self.status = status
        self.best_objective_bound = bound
        self.objective_value = value
        self.solution = [1, 0]


@pytest.mark.parametrize(
    ("bound", "whole"), [(2.0, 2), (2.0000001, 2), (2.4, 3), (1.9999999, 2), (-9.5, -5)]
)
def test_bound_is_the_whole_number_above_a_float(bound: float, whole: int) -> None:
    """Protects bounds from floats: a hair above a number is that number."""
    status = CpSolverStatus
    for found, values in ((status.FEASIBLE, [1, 0]), (status.UNKNOWN, None)):
        assert cpsat._read(Response(found, bound), -5) == Minimised(values, whole, proven=False)


def test_solution_on_the_way_is_kept_with_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)], costs=[{0: 1, 2: 2}])
    response = Response(CpSolverStatus.FEASIBLE, 0.5)
    response.solution = [0, 1, 1, 0]
    monkeypatch.setattr(component, "FIRST_NODES", 0)
    monkeypatch.setattr(CpModel, "_watched", lambda *_: response)
    found = solve(made, steady=False)
    assert (found.chosen, found.bounds, found.proven) == ([1, 2], [1], False)
    assert all(holds(row, [0, 1, 1, 0]) for row in made.rows)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Large covering problems, which go to the LP tree first: made small here, and tried out."""

import random

import pytest

from minkader.problem.numbers import Problem
from minkader.ruleset.errors import SelfCheckError
from minkader.solver import branch_and_bound as lp_tree
from minkader.solver import component
from minkader.solver import pipeline as whole
from minkader.solver.branch_and_bound import Tree
from minkader.solver.component import is_set_cover, is_whole_set_cover
from minkader.solver.covering_form import covering_form_of, weighting_of
from minkader.solver.cpsat import CpModel
from minkader.solver.lexicographic import LexicographicOptimum, solve_lexicographically
from minkader.solver.minimised import Minimised
from minkader.solver.pipeline import solve
from minkader.solver.watch import Watch
from tests.solver.covering_forms import clauses, form
from tests.solver.numbers import best, picked, problem


def cover(seed: int, tiers: int) -> Problem:
    """Make a cover: choice sets of two whose second column costs something and fulfils rows."""
    draw = random.Random(seed)
    count = draw.randint(4, 8)
    made = problem(*[2] * count, costs=[{} for _ in range(tiers)])
    for _ in range(draw.randint(3, 7)):
        columns = draw.sample(range(count), draw.randint(2, 3))
        made.add_row([(2 * c + 1, 1) for c in columns], 1, ("row", ()))
    for costs in made.costs:
        for choice_set in range(count):
            costs[2 * choice_set + 1] = draw.randint(0, 3)
    return made


@pytest.mark.parametrize("tiers", [0, 1, 2])
def test_core_has_the_best_the_first_and_the_equals_that_it_has_without_the_tree(
    tiers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects the step "tree" alone: the optimum of every tier, the tie-break, the equals."""
    monkeypatch.setattr(component, "SET_COVER", 3)
    trees = 0
    for seed in range(80):
        made = cover(seed, tiers)
        expected, found = best(made), solve(made)
        assert expected is not None
        values, least, equal = expected
        assert (found.chosen, found.bounds, found.proven) == (
            picked(made, values),
            least,
            True,
        ), seed
        assert found.equal == equal, seed
        loose = solve(made, steady=False)
        assert (loose.bounds, loose.proven) == (least, True), seed
        trees += "tree" in found.steps
    assert trees > 60 if tiers else trees == 0


def test_core_is_a_large_cover_in_which_one_column_of_a_choice_set_fulfils_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(component, "SET_COVER", 3)
    rows = clauses({1, 3}, {3, 4})
    assert is_set_cover(form(2, 2, 2, rows=rows))
    assert not is_set_cover(form(2, 2, rows=rows[:1]))
    assert not is_set_cover(form(2, 2, 3, rows=rows))
    assert not is_set_cover(form(2, 2, 2, rows=[*rows, *clauses({0, 5})]))
    assert not is_set_cover(form(2, 2, 2, rows=[*rows, ({1: 1, 3: 1, 4: 1}, 2)]))


def test_core_of_which_the_tree_gives_up_is_solved_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Protects hard cores: CP-SAT goes on from what the tree found, or from nothing."""
    monkeypatch.setattr(component, "SET_COVER", 3)
    real = lp_tree.search
    for most in (0, 1):
        monkeypatch.setattr(
            lp_tree, "search", lambda *asked, most=most: real(*asked, most_nodes=most)
        )
        for seed in range(30):
            made = cover(seed, 2)
            expected = best(made)
            assert expected is not None
            found = solve(made)
            assert (found.chosen, found.bounds) == (picked(made, expected[0]), expected[1]), seed


# What the tree says, as far as it goes.

ASKED = problem(2, 2, rows=[({1: 1, 3: 1}, 1)], costs=[{1: 2, 3: 3}, {1: 4}])
FOUND = [0, 1, 1, 0]


def _stopped() -> Watch:
    watch = Watch()
    watch.stop()
    return watch


def test_tree_that_says_there_is_no_solution_is_believed() -> None:
    first = Minimised(None, 1, proven=False, infeasible=True)
    assert solve_lexicographically(ASKED, Watch(), steady=True, first=first).infeasible


def test_stopped_after_the_tree_keeps_its_bound_and_what_it_found() -> None:
    """Protects "bound": nothing is known behind the first tier."""
    for values in (None, FOUND):
        first = Minimised(values, 1, proven=False)
        found = solve_lexicographically(ASKED, _stopped(), steady=True, first=first)
        assert found == LexicographicOptimum(values, [1, None], proven=False)


def test_tree_that_proves_the_only_goal_leaves_nothing_to_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Protects cores of thousands of rows: CP-SAT is not even begun."""
    monkeypatch.setattr(CpModel, "minimise", lambda *_: pytest.fail("asked"))
    made = problem(2, 2, rows=[({1: 1, 3: 1}, 1)], costs=[{1: 2, 3: 3}, {}])
    found = solve_lexicographically(
        made, Watch(), steady=False, first=Minimised(FOUND, 2, proven=True)
    )
    assert found == LexicographicOptimum(FOUND, [2, 0], proven=True)


def test_tree_that_contradicts_itself_or_a_row_is_caught() -> None:
    for values, bound, what in ((FOUND, 1, "contradiction"), ([1, 0, 1, 0], 0, "row")):
        first = Minimised(values, bound, proven=True)
        with pytest.raises(SelfCheckError, match=what):
            solve_lexicographically(ASKED, Watch(), steady=True, first=first)


def test_tree_that_calls_a_worse_one_proven_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects "proven": our own count holds what the tree says against what it finds itself."""
    monkeypatch.setattr(component, "SET_COVER", 3)
    made = problem(2, 2, 2, rows=[({1: 1, 3: 1, 5: 1}, 1)], costs=[{1: 2, 3: 3, 5: 4}])
    assert solve(made).bounds == [2]
    lie = Tree(Minimised([1, 0, 0, 1, 1, 0], 3, proven=True), 1, [])
    monkeypatch.setattr(lp_tree, "search", lambda *_: lie)
    with pytest.raises(SelfCheckError, match="count"):
        solve(made)


# A problem that is one core from the start.


def _whole(made: Problem) -> bool:
    return is_whole_set_cover(made, covering_form_of(made, weighting_of(made)))


def test_problem_is_one_core_where_nothing_is_forced_and_nothing_is_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Protects what may be left out: only where the steps before the tree would change nothing."""
    monkeypatch.setattr(component, "SET_COVER", 3)
    ring = [({1: 1, 3: 1}, 1), ({7: 1, 5: 1}, 1), ({3: 1, 5: 1}, 1)]
    assert _whole(problem(2, 2, 2, 2, rows=ring))
    assert not _whole(problem(2, 2, 2, 2, rows=ring[:2]))  # two components
    assert not _whole(problem(2, 2, 2, 2, 2, rows=ring))  # a choice set without a row
    assert not _whole(problem(2, 2, 2, 2, rows=[*ring, ({1: 1}, 1)]))  # one is forced
    assert not _whole(problem(2, 2, 2, 2))
    assert not _whole(problem(2, 2, 2, rows=[*ring[:1], ({3: 1, 4: 1, 7: 1}, 1)], derived=2))
    assert not _whole(problem(2, 2, 3, 2, rows=ring[:1]))
    limited = problem(2, 2, 2, 2, rows=ring)
    limited.add_capacity([(1, 1)], 1, ("capacity", ()))
    assert not _whole(limited)


def test_one_core_gives_what_its_components_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the short way: the same first, bounds, equals and progress as the long one."""
    monkeypatch.setattr(component, "SET_COVER", 3)
    short = 0
    for seed in range(80):
        made, told, other = cover(seed, 2), list[object](), list[object]()
        start = [2 * choice_set + 1 for choice_set in range(len(made.choice_sets))]
        found = solve(made, Watch(progress=lambda *said, t=told: t.append(said)), start=start)
        with monkeypatch.context() as long:
            long.setattr(whole, "is_whole_set_cover", lambda *_: False)
            expected = solve(
                made, Watch(progress=lambda *said, t=other: t.append(said)), start=start
            )
        assert found == expected, seed
        if "forced" not in found.steps:
            assert told == other, seed
            short += 1
    assert short > 10

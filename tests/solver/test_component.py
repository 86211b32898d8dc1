# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Components that have no solution, and components that are remembered."""

import pytest

from minkader.problem.numbers import Problem
from minkader.solver import component
from minkader.solver.component import InfeasibleError, Settings, solve_component
from minkader.solver.covering_form import Weighting
from minkader.solver.pipeline import solve
from minkader.solver.search.exact import best_of
from minkader.solver.search.front import Front
from minkader.solver.watch import Watch
from tests.solver.covering_forms import clauses, form
from tests.solver.numbers import problem


def test_component_that_only_a_search_finds_to_have_no_solution() -> None:
    """Each row can still hold in two ways, but not all of them together."""
    rows = [({one: 1, other: 1}, 1) for one in (0, 1) for other in (2, 3)]
    found = solve(problem(2, 2, rows=rows))
    assert (found.infeasible, found.chosen, "search" in found.steps) == (True, None, True)
    assert solve(problem(2, 2, rows=rows[1:])).chosen == [1, 3]


def test_component_that_is_found_to_have_no_solution_while_it_is_made_smaller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Protects the contract: whatever component is asked for, no solution is told as just that."""
    monkeypatch.setattr(component, "FEW", 1)
    made = form(3, 2, rows=[*clauses({0, 3}), ({0: 1, 3: 1}, 3)], costs={1: 1, 2: 2})
    with pytest.raises(InfeasibleError):
        solve_component(made, Settings(Weighting((1,)), Watch()))


def _pairs() -> Problem:
    rows = [({4 * n: 1, 4 * n + 2: 1}, 1) for n in range(5)]
    return problem(*[2] * 10, rows=rows, costs=[{column: column % 4 for column in range(20)}])


@pytest.mark.parametrize(("most", "searches"), [(0, 5), (1, 1)])
def test_components_that_are_not_remembered_are_searched_again(
    most: int, searches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects the memory: past a limit nothing more is kept, and the answer is the same."""
    searched: list[object] = []

    def counting(form: object, **rest: object) -> Front:
        searched.append(form)
        return best_of(form, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(component, "best_of", counting)
    monkeypatch.setattr(component, "_MOST_KNOWN", most)
    found = solve(_pairs())
    assert (len(searched), found.bounds, found.equal) == (searches, [10], 1)

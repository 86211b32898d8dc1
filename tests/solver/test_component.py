# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts that have no solution, and parts that are remembered."""

import pytest

from minkader.problem.numbers import Problem
from minkader.solver import component as part
from minkader.solver.component import InfeasibleError, Settings, solve_part
from minkader.solver.covering_form import Scale
from minkader.solver.search.exact import best_of
from minkader.solver.search.front import Front
from minkader.solver.solve import solve
from minkader.solver.watch import Watch
from tests.solver.covering_forms import clauses, normal
from tests.solver.numbers import problem


def test_part_that_only_a_search_finds_to_have_no_solution() -> None:
    """Each row can still hold in two ways, but not all of them together."""
    rows = [({one: 1, other: 1}, 1) for one in (0, 1) for other in (2, 3)]
    found = solve(problem(2, 2, rows=rows))
    assert (found.infeasible, found.chosen, "search" in found.steps) == (True, None, True)
    assert solve(problem(2, 2, rows=rows[1:])).chosen == [1, 3]


def test_part_that_is_found_to_have_no_solution_while_it_is_made_smaller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Protects the contract: whatever part is asked for, no solution is told as just that."""
    monkeypatch.setattr(part, "FEW", 1)
    made = normal(3, 2, rows=[*clauses({0, 3}), ({0: 1, 3: 1}, 3)], costs={1: 1, 2: 2})
    with pytest.raises(InfeasibleError):
        solve_part(made, Settings(Scale((1,)), Watch()))


def _pairs() -> Problem:
    rows = [({4 * n: 1, 4 * n + 2: 1}, 1) for n in range(5)]
    return problem(*[2] * 10, rows=rows, costs=[{column: column % 4 for column in range(20)}])


@pytest.mark.parametrize(("most", "searches"), [(0, 5), (1, 1)])
def test_parts_that_are_not_remembered_are_searched_again(
    most: int, searches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects the memory: past a limit nothing more is kept, and the answer is the same."""
    searched: list[object] = []

    def counting(normal: object, **rest: object) -> Front:
        searched.append(normal)
        return best_of(normal, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(part, "best_of", counting)
    monkeypatch.setattr(part, "_MOST_KNOWN", most)
    found = solve(_pairs())
    assert (len(searched), found.bounds, found.equal) == (searches, [10], 1)

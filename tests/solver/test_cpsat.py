# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The light door to CP-SAT against the public one; and what is caught where a solver lies."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from minkader.problem.numbers import Problem, Term
from minkader.questions.solve import solve
from minkader.ruleset.errors import SelfCheckError
from minkader.solver import component
from minkader.solver.cpsat import CpModel
from minkader.solver.lexicographic import solve_lexicographically
from minkader.solver.minimised import Minimised
from minkader.solver.watch import Watch
from tests.solver.numbers import problem, random_problem, terms_of
from tests.tiny import lesser, option, rule, ruleset, safe


def _by_the_front_door(made: Problem, terms: Sequence[Term]) -> float | None:
    from ortools.sat.python import cp_model  # noqa: PLC0415 (it loads pandas)

    model = cp_model.CpModel()
    columns = [model.new_bool_var(f"c{n}") for n in range(made.columns)]
    for choice_set in made.choice_sets:
        model.add_exactly_one(columns[column] for column in choice_set)
    for row in made.rows:
        model.add(
            sum(coefficient * columns[column] for column, coefficient in row.terms) >= row.rhs
        )
    model.minimize(sum(coefficient * columns[column] for column, coefficient in terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return None if status == cp_model.INFEASIBLE else solver.objective_value


def test_light_door_and_front_door_lead_to_the_same_room() -> None:
    """Protects the private module that is used for speed: same optimum, same infeasible."""
    pytest.importorskip("pandas")
    outcomes = set()
    for seed in range(120):
        made = random_problem(seed)
        terms = terms_of(made.costs[0])
        found = CpModel(made).minimise(terms, Watch())
        expected = _by_the_front_door(made, terms)
        assert (None if found.infeasible else float(found.bound)) == expected, seed
        assert found.infeasible or (found.proven and found.values is not None)
        outcomes.add(found.infeasible)
    assert outcomes == {True, False}


def test_row_added_later_holds_and_a_hint_changes_no_optimum() -> None:
    made = problem(3, rows=[({0: 1, 1: 1, 2: 1}, 1)])
    terms = [(1, 1), (2, 2)]
    model = CpModel(made)
    assert model.minimise(terms, Watch()).bound == 0
    model.at_most([(0, 1)], 0)
    assert model.minimise(terms, Watch(), [1, 0, 0]).values == [0, 1, 0]
    model.at_most([(1, 3)], 2)
    assert model.minimise(terms, Watch(), [0, 1, 0]).values == [0, 0, 1]


def test_objective_of_large_numbers_is_exact() -> None:
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)], costs=[{0: 10**9, 2: 10**9 - 1}])
    assert solve_lexicographically(made, Watch(), steady=True).bounds == [10**9 - 1]


def test_solver_loads_no_pandas() -> None:
    """Protects the start-up time: the front door takes half a second."""
    code = "import minkader.solver.cpsat, sys; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Lies.

Lie = Callable[..., Minimised]


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> Callable[[Lie], None]:
    """Let the solver answer otherwise: the lie is told the true answer too."""
    monkeypatch.setattr(component, "FIRST_NODES", 0)
    true = CpModel.minimise

    def install(lie: Lie) -> None:
        def minimise(self: CpModel, *asked: Any) -> Minimised:  # noqa: ANN401 (passed on)
            return lie(true(self, *asked))

        monkeypatch.setattr(CpModel, "minimise", minimise)

    return install


def _asked(**flags: Any) -> Any:  # noqa: ANN401 (passed on)
    read = ruleset(
        rule("A", guards=["i"], options=[option("duty_of_care", guards=["i"])]),
        rule("B", guards=["i", "j"], options=[option("duty_of_care", guards=["i"])]),
        interests={"i": safe(), "j": lesser(severity=2)},
        policy={"fallback": "reported"},
    )
    return solve(read, **flags)


def test_truth_is_told_by_the_fixture_too(lying: Callable[[Lie], None]) -> None:
    """Protects the tests below: without a lie there is an answer."""
    lying(lambda found: found)
    assert _asked().status == "proven"


def test_solution_that_breaks_a_row_is_caught(lying: Callable[[Lie], None]) -> None:
    lying(lambda found: Minimised([1, 0, 0, 1, 0, 0], found.bound, proven=True))
    with pytest.raises(SelfCheckError):
        _asked()


def test_solution_without_a_choice_is_caught(lying: Callable[[Lie], None]) -> None:
    lying(lambda found: Minimised([0] * len(found.values or ()), 0, proven=True))
    with pytest.raises(SelfCheckError, match="group"):
        _asked()


@pytest.mark.parametrize("off", [-1, 1])
def test_bound_that_is_not_the_value_is_caught(off: int, lying: Callable[[Lie], None]) -> None:
    lying(lambda found: Minimised(found.values, found.bound + off, proven=True))
    with pytest.raises(SelfCheckError, match="contradiction"):
        _asked()


def test_optimum_that_is_none_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects "proven": whoever makes the certificate finds what is better."""
    monkeypatch.setattr(component, "FIRST_NODES", 0)
    true = CpModel.minimise

    def too_much(self: CpModel, terms: Sequence[Term], *rest: Any) -> Minimised:  # noqa: ANN401
        found = true(self, [(column, -coefficient) for column, coefficient in terms], *rest)
        values = found.values or []
        return Minimised(values, sum(f * values[c] for c, f in terms), proven=True)

    monkeypatch.setattr(CpModel, "minimise", too_much)
    with pytest.raises(SelfCheckError, match="better"):
        _asked(ties="any")


def test_infeasible_after_a_solution_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minkader.solver.lexicographic.BLEND", 1)
    answers = [Minimised([0, 0, 1, 1, 0, 0], 5, proven=True)]
    none = Minimised(None, 0, proven=True, infeasible=True)
    monkeypatch.setattr(CpModel, "minimise", lambda *_: answers.pop() if answers else none)
    made = problem(3, 3, rows=[({0: -1, 3: 1}, 0)], costs=[{2: 5, 1: 9}, {3: 1}])
    with pytest.raises(SelfCheckError, match="contradiction"):
        solve_lexicographically(made, Watch(), steady=False)


def test_unproven_lie_is_never_called_proven(lying: Callable[[Lie], None]) -> None:
    """Protects the word: a solver that is not done gives no minimum, whatever its bound says."""
    lying(lambda found: Minimised(found.values, found.bound, proven=False))
    found = _asked()
    assert (found.status, found.proof, found.equal_optima) == ("not_proven", None, None)


def test_bound_above_the_value_is_caught(lying: Callable[[Lie], None]) -> None:
    lying(lambda found: Minimised(found.values, 10**9, proven=False))
    with pytest.raises(SelfCheckError, match="bound"):
        _asked()

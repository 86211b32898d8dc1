# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The LP tree against brute force and known optima; every tree it writes is checked anew."""

import gzip
import random
from typing import Any

import pytest

from minkader.problem.numbers import Problem, broken_row
from minkader.solver import branch_and_bound as lp_tree
from minkader.solver.branch_and_bound import Tree, relaxation, search
from minkader.solver.cpsat import CpModel
from minkader.solver.watch import Watch
from tests.shared import shared
from tests.solver.numbers import problem, random_problem, solutions, terms_of

SEEDS = range(300)
COVERS = {"scp41": 429, "scp42": 512, "scp51": 253, "scp61": 138, "scp510": 265}


def worth(costs: list[int], values: list[int]) -> int:
    return sum(cost for cost, value in zip(costs, values, strict=True) if value)


def proves(made: Problem, costs: list[int], tree: Tree) -> bool:
    """Check a tree as docs/certificate.md says, with nothing of what made it."""
    target = (tree.found.bound - 1) * tree.denominator + 1
    if tree.found.infeasible:
        costs, target = [0] * made.columns, 1
    scaled = [cost * tree.denominator for cost in costs]
    ways = [list(choice_set) for choice_set in made.choice_sets]
    ways += [[-1, column] for column in range(made.derived, made.columns)]
    waiting = [ways]
    for kind, said in tree.nodes:
        ways = waiting.pop()
        if kind == "branch":
            home = next(place for place, way in enumerate(made.owners()) if place == said)
            home = made.owners()[home]
            for keep in (False, True):
                mine = [c for c in ways[home] if (c == said) is keep]
                waiting.append([*ways[:home], mine, *ways[home + 1 :]])
            continue
        bound, left = reduced(made, scaled, said)
        leasts = [min((left[c] if c >= 0 else 0 for c in way), default=target) for way in ways]
        bound = bound + sum(leasts) if all(ways) else target
        if kind == "leaf":
            assert bound >= target
            continue
        assert kind == "fix"
        waiting.append(
            [
                [c for c in way if (left[c] if c >= 0 else 0) - least < target - bound]
                for way, least in zip(ways, leasts, strict=True)
            ]
        )
    return not waiting


def reduced(made: Problem, scaled: list[int], said: list[list[int]]) -> tuple[int, list[int]]:
    """Compute what rows bring with their multipliers, and what is left of the costs."""
    bound, left = 0, list(scaled)
    for row, multiplier in said:
        assert type(multiplier) is int
        assert multiplier >= 0
        bound += multiplier * made.rhs[row]
        for column, coefficient in made.terms(row):
            left[column] -= multiplier * coefficient
    return bound, left


def cover(name: str) -> Problem:
    """Read a set cover: a choice set for each column, off or on."""
    text = gzip.decompress(shared(f"data/orlib-scp/{name}.txt.gz").read_bytes())
    rows, columns, *numbers = map(int, text.split())
    rest = iter(numbers)
    made = Problem.with_tiers(1)
    for _ in range(columns):
        made.add_choice_set(2)
    made.costs[0] = [cost for _ in range(columns) for cost in (0, next(rest))]
    for _ in range(rows):
        terms = [(2 * next(rest) - 1, 1) for _ in range(next(rest))]
        made.add_row(terms, 1, ("row", ()))
    return made


@pytest.mark.parametrize("seed", SEEDS)
def test_equals_brute_force_and_its_tree_holds(seed: int) -> None:
    """A wrong optimum, a wrong 'infeasible', a tree that proves something else."""
    made = random_problem(seed)
    everything = list(solutions(made))
    for costs in made.costs:
        tree = search(made, costs, Watch(), record=True)
        found = tree.found
        assert found.infeasible is not bool(everything)
        assert proves(made, costs, tree)
        if found.values is not None:
            assert found.proven
            assert found.values in everything
            assert found.bound == min(worth(costs, values) for values in everything)
            assert found.bound == worth(costs, found.values)


@pytest.mark.parametrize(("name", "value"), COVERS.items())
def test_known_optima_with_a_tree(name: str, value: int) -> None:
    """Real instances: pricing, fixing, branching and beginning anew, all in one tree."""
    made = cover(name)
    tree = search(made, made.costs[0], Watch(), record=True)
    assert tree.found.proven
    assert tree.found.bound == value
    assert tree.found.values is not None
    assert broken_row(made, tree.found.values) is None
    assert worth(made.costs[0], tree.found.values) == value
    assert proves(made, made.costs[0], tree)


def test_prices_in_columns_that_were_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A first relaxation of one column for each row must still end at the true bound."""
    made = cover("scp51")
    monkeypatch.setattr(lp_tree, "_FEW_ENTRIES", 0)
    monkeypatch.setattr(lp_tree, "_BEGIN", 1)
    monkeypatch.setattr(lp_tree, "_MORE", 20)
    tree = search(made, made.costs[0], Watch(), record=True)
    assert tree.found.bound == COVERS["scp51"]
    assert proves(made, made.costs[0], tree)


@pytest.mark.parametrize("seed", range(60))
def test_pricing_where_coefficients_have_signs(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns left out of rows with coefficients below 0, of capacities, of derived columns."""
    made = random_problem(seed)
    monkeypatch.setattr(lp_tree, "_FEW_ENTRIES", 0)
    monkeypatch.setattr(lp_tree, "_BEGIN", 0)
    tree = search(made, made.costs[0], Watch(), record=True)
    values = [worth(made.costs[0], values) for values in solutions(made)]
    assert tree.found.infeasible is not bool(values)
    assert not values or tree.found.bound == min(values)
    assert proves(made, made.costs[0], tree)


def test_a_node_limit_gives_a_bound_that_holds() -> None:
    """Stopped early: a solution that holds, a bound that is not too high, no tree."""
    made = cover("scp61")
    for most in (0, 1, 2, 5, 10, 15):
        tree = search(made, made.costs[0], Watch(), most_nodes=most, record=True)
        assert tree.found.bound <= COVERS["scp61"]
        assert tree.looked_at <= most
        assert not tree.found.infeasible
        if not tree.found.proven:
            assert tree.nodes == []
        if tree.found.values is not None:
            assert worth(made.costs[0], tree.found.values) >= tree.found.bound
            assert broken_row(made, tree.found.values) is None


def test_stop_gives_what_is_there() -> None:
    """Who says stop at once gets a bound and the hint back, if it is a solution."""
    made = problem(2, 2, rows=[({1: 1, 3: 1}, 1)], costs=[{1: 3, 3: 2}])
    stopped = search(made, made.costs[0], Watch(stop=lambda: True), hint=[1, 0, 0, 1])
    assert stopped.found.values == [1, 0, 0, 1]
    assert stopped.found.bound <= 2
    nothing = search(made, made.costs[0], Watch(stop=lambda: True), hint=[1, 1, 0, 0])
    assert nothing.found.values is None
    assert not nothing.found.infeasible


def test_same_again() -> None:
    """The same bytes at every run."""
    made = cover("scp61")
    first, again = (search(made, made.costs[0], Watch(), record=True) for _ in range(2))
    assert first == again


def test_a_best_hint_is_kept() -> None:
    """A solution that is already best is proven, not replaced by another."""
    made = problem(2, 2, rows=[({1: 1, 3: 1}, 1)], costs=[{1: 2, 3: 2}])
    for hint in ([1, 0, 0, 1], [0, 1, 1, 0]):
        tree = search(made, made.costs[0], Watch(), hint=hint)
        assert tree.found.values == hint
        assert tree.found.proven


def test_a_choice_set_without_a_column() -> None:
    """No way to choose: infeasible, and the shortest tree there is."""
    made = problem(2, 0)
    tree = search(made, [0, 0], Watch(), record=True)
    assert tree.found.infeasible
    assert proves(made, [0, 0], tree)


def test_nothing_to_choose() -> None:
    """No choice set at all, or no row, is no special case for the caller."""
    empty = problem()
    assert search(empty, [], Watch(), record=True).found.proven
    free = problem(3, costs=[{0: 2, 1: 1, 2: 3}])
    assert search(free, free.costs[0], Watch()).found.values == [0, 1, 0]


@pytest.mark.parametrize("seed", range(40))
def test_numbers_beyond_64_bits(seed: int) -> None:
    """Costs so large that numpy's own integers would overflow: exact all the same."""
    made = random_problem(seed)
    large: list[Any] = [cost * 10**19 + cost // 2 for cost in made.costs[0]]
    tree = search(made, large, Watch(), record=True)
    values = [worth(large, values) for values in solutions(made)]
    assert tree.found.infeasible is not bool(values)
    assert not values or tree.found.bound == min(values)
    assert proves(made, large, tree)


def wide_problem(seed: int) -> Problem:
    """Make a problem of many choice sets, too large to try everything."""
    draw = random.Random(seed)
    made = Problem.with_tiers(1)
    for _ in range(draw.randint(8, 60)):
        made.add_choice_set(draw.choice([2, 2, 2, 3, 4, 5]))
    made.costs[0] = [draw.choice([0, 0, 1, 2, 7, draw.randint(0, 999)]) for _ in made.costs[0]]
    for _ in range(draw.randint(10, 60)):
        columns = draw.sample(range(made.columns), draw.randint(2, 8))
        coefficients, rhs = draw.choice([([1], 1), ([1], 2), ([-1, 1], 0), ([-3, -2, 1, 2, 5], 2)])
        terms = [(column, draw.choice(coefficients)) for column in columns]
        made.add_row(terms, draw.randint(rhs - 1, rhs), ("row", ()))
    return made


@pytest.mark.parametrize("seed", [*range(100), 1288])
def test_equals_cp_sat_where_brute_force_cannot(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contradictions that need large multipliers, rows that a base column has a component in.

    In the last one duals as rounded take away a column that the relaxation itself has chosen.
    """
    if seed % 2:
        monkeypatch.setattr(lp_tree, "_FEW_ENTRIES", 0)
        monkeypatch.setattr(lp_tree, "_BEGIN", 1)
    made = wide_problem(seed)
    costs = made.costs[0]
    other = CpModel(made).minimise(terms_of(costs), Watch())
    tree = search(made, costs, Watch(), most_nodes=2_000, record=True)
    assert tree.found.infeasible is other.infeasible
    assert tree.found.infeasible or tree.found.bound == other.bound
    assert tree.found.infeasible or tree.found.proven
    assert proves(made, costs, tree)


def test_rows_without_columns_decide_where_there_is_nothing_to_choose() -> None:
    """A need above nothing cannot be met; the shortest tree says by which row."""
    for rhs, infeasible in ((0, False), (1, True)):
        made = problem(rows=[({}, 0), ({}, rhs)])
        tree = search(made, [], Watch(), record=True)
        assert tree.found.infeasible is infeasible
        assert tree.found.proven is not infeasible
        assert proves(made, [], tree)


@pytest.mark.parametrize("seed", range(40))
def test_relaxation_that_is_not_solved_leaves_the_answer_to_branching(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects the proof from GLOP: where it gives up nothing is known, and nothing is claimed."""
    monkeypatch.setattr(relaxation, "_PARAMETERS", "max_number_of_iterations: 0")
    monkeypatch.setattr(relaxation, "_AGAIN", "max_number_of_iterations: 0")
    made = random_problem(seed)
    tree = search(made, made.costs[0], Watch(), record=True)
    values = [worth(made.costs[0], values) for values in solutions(made)]
    assert tree.found.infeasible is not bool(values)
    assert not values or tree.found.bound == min(values)
    assert proves(made, made.costs[0], tree)


def test_writing_the_tree_changes_no_answer() -> None:
    """Whoever only asks for the optimum pays for no tree, and gets the same."""
    made = cover("scp61")
    plain = search(made, made.costs[0], Watch())
    written = search(made, made.costs[0], Watch(), record=True)
    assert (plain.found, plain.looked_at) == (written.found, written.looked_at)
    assert (plain.nodes, bool(written.nodes)) == ([], True)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Variants of a problem, and the sets that cost something: against trying everything."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from minkader.problem.numbers import Problem, worth
from minkader.solver import component
from minkader.solver.component import InfeasibleError
from minkader.solver.covering_form import Weighting, covering_form_of
from minkader.solver.incremental import variants
from minkader.solver.incremental.variants import UnknownError, Variants
from minkader.solver.search import bits, projected
from minkader.solver.search import marginals as marginals_
from minkader.solver.search.bits import TooManyError
from minkader.solver.search.projected import count_sets
from minkader.solver.watch import StoppedError, Watch
from tests.solver.numbers import problem, random_problem, solutions
from tests.solver.test_capacity import pairs


def _problems() -> Iterator[Problem]:
    yield from map(random_problem, range(300))
    for seed in range(200):
        yield pairs(seed, 1 + seed % 4)


@pytest.mark.parametrize("few", [component.FEW, 0])
def test_variant_costs_what_trying_everything_without_its_columns_gives(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects blocks: what is not touched stays as it is, hours are shared out anew."""
    monkeypatch.setattr(component, "FEW", few)
    seen = Counter[str]()
    for number, made in enumerate(_problems()):
        draw = random.Random(number)
        every = list(solutions(made))
        try:
            solved = Variants(made)
        except InfeasibleError:
            assert not every
            seen["infeasible"] += 1
            continue
        for _ in range(8):
            off = draw.sample(range(made.derived), min(made.derived, draw.choice([1, 1, 2, 4])))
            left = [v for v in every if not any(v[column] for column in off)]
            found = solved.best(off)
            if found is None:
                assert not left, number
                seen["none"] += 1
                continue
            assert list(found.costs) == min(worth(made, v) for v in left), number
            assert found.ones.isdisjoint(off)
            seen["tight" if any(tight for _, _, tight in solved.solved) else "loose"] += 1
    assert min(seen[word] for word in ("infeasible", "none", "tight", "loose")) > 20


def test_sets_are_counted_as_trying_everything_counts_them() -> None:
    """Protects projection: ways that tell no two sets apart count once, also within capacities."""
    seen = Counter[str]()
    for number, made in enumerate(_problems()):
        made.costs, made.constants = made.costs[:1], made.constants[:1]
        made.costs[0] = _weights(made, number)
        every = list(solutions(made))
        if not every:
            continue
        solved = Variants(made)
        (least,) = min(worth(made, values) for values in every)
        sets = {_set(made, values) for values in every if worth(made, values) == [least]}
        counted = 1
        for block in solved.blocks:
            components = [(solved.components[n], ()) for n in block.components]
            caps = {capacity: solved.caps[capacity] for capacity in block.capacities}
            (cost,) = solved.costs_of(block)
            counted *= count_sets(components, caps, cost)
        assert counted == len(sets), number
        seen["more" if len(sets) > 1 else "one"] += 1
        seen["capacity"] += bool(len(sets) > 1 and any(i.capacities for i in solved.blocks))
    assert min(seen.values()) > 20


def _weights(made: Problem, seed: int) -> list[int]:
    # Some columns of a choice set cost what its rule weighs, the others nothing.
    draw = random.Random(seed)
    weights = [draw.choice([1, 1, 1, 2]) for _ in made.choice_sets]
    owners = made.owners()
    asked = set(made.row_columns)
    costs = [weights[owners[c]] * (c in asked or draw.random() < 0.2) for c in range(made.derived)]
    return costs + [0] * (made.columns - made.derived)


def _set(made: Problem, values: list[int]) -> frozenset[int]:
    return frozenset(
        number
        for number, choice_set in enumerate(made.choice_sets)
        if any(values[column] and made.costs[0][column] for column in choice_set)
    )


def test_column_that_every_solution_has_cannot_go() -> None:
    made = problem(1, 2, rows=[({1: 1}, 1)])
    solved = Variants(made)
    assert solved.best([0]) is None
    assert solved.best([1]) is None
    assert solved.best([2]) is not None


def test_capacity_that_what_is_decided_exceeds_has_no_solution() -> None:
    made = problem(1)
    made.add_capacity([(0, 3)], 2, ("capacity", ()))
    with pytest.raises(InfeasibleError):
        Variants(made)


def test_variant_that_is_forced_past_its_capacity_has_no_solution() -> None:
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)])
    made.add_capacity([(2, 3)], 2, ("capacity", ()))
    solved = Variants(made)
    assert solved.best([0]) is None
    assert solved.best([2]) is not None


def test_component_that_is_stopped_on_the_way_makes_a_variant_unknown() -> None:
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)])
    looks = iter([False, True])
    with pytest.raises(UnknownError):
        Variants(made, Watch(stop=lambda: next(looks)))


def test_stopped_or_past_the_limit_a_variant_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)])
    with pytest.raises(UnknownError):
        Variants(made, Watch(stop=lambda: True))
    monkeypatch.setattr(variants, "MOST_HARD", -1)
    with pytest.raises(UnknownError):
        Variants(made)


def test_counting_gives_up_past_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [({0: 1, 2: 1, 4: 1}, 1), ({0: 1, 6: 1, 8: 1}, 1)]
    made = problem(2, 2, 2, 2, 2, rows=rows, costs=[{0: 1, 2: 1, 4: 1}])
    solved = Variants(made)
    (block,) = solved.blocks
    components = [(solved.components[n], ()) for n in block.components]
    assert count_sets(components, {}, 1) == 3
    for limit in ("MOST_BRANCHES", "_MOST_STATES", "_MOST_LEAF"):
        with monkeypatch.context() as patched:
            patched.setattr(projected, limit, 0)
            with pytest.raises(TooManyError):
                count_sets(components, {}, 1)
    with pytest.raises(StoppedError):
        count_sets(components, {}, 1, lambda: True)


def test_best_with_each_column_is_what_trying_everything_gives() -> None:
    """Protects the two passes: up for the best inside, down for the best outside."""
    seen = Counter[str]()
    for number, made in enumerate(_problems()):
        every = list(solutions(made))
        try:
            solved = Variants(made)
        except InfeasibleError:
            continue
        for column in range(made.derived):
            found = solved.with_column(column)
            mine = [values for values in every if values[column]]
            if found is None:
                assert not mine, number
                seen["none"] += 1
                continue
            assert list(found.costs) == min(worth(made, values) for values in mine), number
            assert column in found.ones | solved.certain
            seen["found"] += 1
    assert min(seen["none"], seen["found"]) > 100


def test_large_component_is_asked_column_by_column(monkeypatch: pytest.MonkeyPatch) -> None:
    made = problem(2, 2, 2, rows=[({0: 1, 2: 1, 4: 1}, 1)], costs=[{0: 3, 2: 1, 4: 2}])
    monkeypatch.setattr(bits, "MOST_CHOICE_SETS", 0)
    solved = Variants(made)
    assert [solved.with_column(column).costs for column in (0, 2, 4)] == [(3,), (1,), (2,)]  # type: ignore[union-attr]
    assert solved.known_of == {0: None}
    monkeypatch.undo()
    looks = iter([False] * 3 + [True] * 9)
    stopped = Variants(made, Watch(stop=lambda: next(looks)))
    monkeypatch.setattr(bits, "_LOOK", 1)
    with pytest.raises(UnknownError):
        stopped.with_column(0)
    with pytest.raises(TooManyError):
        marginals_.marginals(stopped.components[0], most_nodes=0)


def test_component_without_a_solution_has_no_best_with_any_column() -> None:
    """Four rows that two choice sets cannot all fulfil; with a third they may do without."""
    rows = [{a: 1, b: 1} for a in (0, 1) for b in (2, 3)]
    hopeless = covering_form_of(problem(2, 2, rows=[(row, 1) for row in rows]), Weighting((1,)))
    assert marginals_.marginals(hopeless) == {}
    spared = [({**row, 4: 1}, 1) for row in rows]
    made = problem(2, 2, 2, 2, rows=[*spared, ({4: 1, 6: 1}, 1)], costs=[{4: 7}])
    found = marginals_.marginals(covering_form_of(made, Weighting((1,))))
    assert {c: cost for c, (cost, _) in found.items()} == dict.fromkeys((0, 1, 2, 3, 4, 6, 7), 7)

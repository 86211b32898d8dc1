# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Variants of a problem, and the sets that cost something: against trying everything."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from minkader.problem.numbers import Problem, worth
from minkader.solver import projected, variants
from minkader.solver.exact import TooManyError
from minkader.solver.part import InfeasibleError
from minkader.solver.projected import count_sets
from minkader.solver.variants import UnknownError, Variants
from minkader.solver.watch import Watch
from tests.solver.numbers import problem, random_problem, solutions
from tests.solver.test_share import pairs


def _problems() -> Iterator[Problem]:
    yield from map(random_problem, range(300))
    for seed in range(200):
        yield pairs(seed, 1 + seed % 4)


def test_variant_costs_what_trying_everything_without_its_columns_gives() -> None:
    """Protects islands: what is not touched stays as it is, hours are shared out anew."""
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
            gone = draw.sample(range(made.derived), min(made.derived, draw.choice([1, 1, 2, 4])))
            left = [v for v in every if not any(v[column] for column in gone)]
            found = solved.best(gone)
            if found is None:
                assert not left, number
                seen["none"] += 1
                continue
            assert list(found.costs) == min(worth(made, v) for v in left), number
            assert found.ones.isdisjoint(gone)
            seen["tight" if any(tight for _, tight in solved.solved) else "loose"] += 1
    assert min(seen[word] for word in ("infeasible", "none", "tight", "loose")) > 20


def test_sets_are_counted_as_trying_everything_counts_them() -> None:
    """Protects projection: ways that tell no two sets apart count once, also within budgets."""
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
        for island in solved.islands:
            parts = [(solved.parts[n], ()) for n in island.parts]
            caps = {budget: solved.caps[budget] for budget in island.budgets}
            counted *= count_sets(parts, caps, *solved.costs_of(island))
        assert counted == len(sets), number
        seen["more" if len(sets) > 1 else "one"] += 1
        seen["budget"] += bool(len(sets) > 1 and any(i.budgets for i in solved.islands))
    assert min(seen.values()) > 20


def _weights(made: Problem, seed: int) -> list[int]:
    # Some columns of a group cost what its rule weighs, the others nothing.
    draw = random.Random(seed)
    weights = [draw.choice([1, 1, 1, 2]) for _ in made.groups]
    owners = made.owners()
    asked = set(made.row_columns)
    costs = [weights[owners[c]] * (c in asked or draw.random() < 0.2) for c in range(made.derived)]
    return costs + [0] * (made.columns - made.derived)


def _set(made: Problem, values: list[int]) -> frozenset[int]:
    return frozenset(
        number
        for number, group in enumerate(made.groups)
        if any(values[column] and made.costs[0][column] for column in group)
    )


def test_column_that_every_solution_has_cannot_go() -> None:
    made = problem(1, 2, rows=[({1: 1}, 1)])
    solved = Variants(made)
    assert solved.best([0]) is None
    assert solved.best([1]) is None
    assert solved.best([2]) is not None


def test_budget_that_what_is_decided_exceeds_has_no_solution() -> None:
    made = problem(1)
    made.add_budget([(0, 3)], 2, ("budget", ()))
    with pytest.raises(InfeasibleError):
        Variants(made)


def test_variant_that_is_forced_past_its_budget_has_no_solution() -> None:
    made = problem(2, 2, rows=[({0: 1, 2: 1}, 1)])
    made.add_budget([(2, 3)], 2, ("budget", ()))
    solved = Variants(made)
    assert solved.best([0]) is None
    assert solved.best([2]) is not None


def test_piece_that_is_stopped_on_the_way_makes_a_variant_unknown() -> None:
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
    (island,) = solved.islands
    parts = [(solved.parts[n], ()) for n in island.parts]
    assert count_sets(parts, {}, 1) == 3
    for limit in ("MOST_BRANCHES", "_MOST_STATES", "_MOST_LEAF"):
        with monkeypatch.context() as patched:
            patched.setattr(projected, limit, 0)
            with pytest.raises(TooManyError):
                count_sets(parts, {}, 1)

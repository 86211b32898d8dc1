# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Capacities that many components share, in whole problems, against trying everything."""

import random
from collections.abc import Sequence

import pytest

from minkader.problem.numbers import Problem
from minkader.solver import capacity as share
from minkader.solver.incremental.variants import Variants
from minkader.solver.pipeline import solve
from minkader.solver.search.join import Selection, Shared, TooManyStatesError, join
from minkader.solver.search.multipliers import Multipliers
from minkader.solver.watch import Watch
from tests.solver.numbers import best, picked, problem


def pairs(seed: int, capacities: int) -> Problem:
    """Make pairs of choice sets with a row each; a pair pays for what it saves with capacity."""
    draw = random.Random(seed)
    pairs = draw.randint(2, 4)
    most = draw.choice([1, 3, 9])
    made = problem(
        *[2] * (2 * pairs),
        rows=[({4 * n: 1, 4 * n + 2: 1}, 1) for n in range(pairs)],
        costs=[{column: draw.randint(0, most) for column in range(4 * pairs)} for _ in range(2)],
    )
    for number in range(capacities):
        terms = [(c, draw.randint(1, 4)) for c in range(4 * pairs) if draw.random() < 0.3]
        made.add_capacity(terms, draw.randint(2, 2 * pairs + 2), (f"capacity {number}", ()))
    return made


def test_components_within_several_capacities_give_the_first_best_and_the_equals() -> None:
    """Protects which capacities are looked at together: joining for one may exceed another."""
    joined = apart = none = 0
    for seed in range(240):
        made = pairs(seed, 1 + seed % 4)
        expected, found = best(made), solve(made)
        if expected is None:
            assert found.infeasible, seed
            none += 1
            continue
        values, least, equal = expected
        assert (found.chosen, found.bounds, found.equal) == (
            picked(made, values),
            least,
            equal,
        ), seed
        joined += "join" in found.steps
        apart += "join" not in found.steps
    assert joined > 40
    assert apart > 10
    assert none > 5


def test_capacity_joined_for_another_is_looked_at_again() -> None:
    """What goes without the first capacity takes of the second, and there is too little."""
    made = problem(3, 3, 2, costs=[{1: 1, 2: 5, 4: 1, 5: 5, 7: 1}])
    made.add_capacity([(0, 2), (3, 2)], 2, ("first", ()))
    made.add_capacity([(1, 2), (4, 2), (6, 1)], 2, ("second", ()))
    found = solve(made)
    expected = best(made)
    assert expected is not None
    values, least, equal = expected
    assert (found.chosen, found.bounds, found.equal) == (picked(made, values), least, equal)
    assert (found.chosen, found.bounds) == ([0, 4, 7], [2])


def test_what_was_joined_once_is_not_joined_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects large municipalities: only what a further capacity touches is looked at anew."""
    joined: list[list[int]] = []

    def counting(
        shared: Sequence[Shared], caps: Sequence[int], *, multipliers: Multipliers
    ) -> Selection | None:
        joined.append(list(caps))
        return join(shared, caps, multipliers=multipliers)

    monkeypatch.setattr(share, "join", counting)
    made = problem(3, 3, 2, 2, 2, costs=[{1: 1, 2: 5, 4: 1, 5: 5, 7: 1, 9: 2, 11: 2}])
    made.add_capacity([(0, 2), (3, 2)], 2, ("first", ()))
    made.add_capacity([(1, 2), (4, 2), (6, 1)], 2, ("second", ()))
    made.add_capacity([(8, 3), (10, 3)], 4, ("of others", ()))
    expected, found = best(made), solve(made)
    assert expected is not None
    assert (found.chosen, found.bounds) == (picked(made, expected[0]), expected[1])
    assert joined == [[2], [4], [2, 2]]


def test_capacity_of_less_than_nothing_that_nobody_uses_has_no_solution() -> None:
    made = problem(2)
    made.add_capacity([], -1, ("capacity", ()))
    assert best(made) is None
    assert solve(made).infeasible


# Stopped on the way.


def _three(cap: int) -> Problem:
    # Three pairs, each cheapest where it uses two hours; each with costs of its own.
    made = problem(
        *[2] * 6,
        rows=[({4 * n: 1, 4 * n + 2: 1}, 1) for n in range(3)],
        costs=[{4 * n: 3 + n for n in range(3)}, {4 * n + 3: 1 for n in range(3)}],
    )
    made.add_capacity([(4 * n + 2, 2) for n in range(3)], cap, ("capacity", ()))
    return made


def _stopped(after: int) -> Watch:
    left = iter([False] * after)
    return Watch(stop=lambda: next(left, True))


def test_prices_of_before_that_lead_nowhere_are_found_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects variants: prices that fit them badly cost one try more, and no answer."""
    variants, asked = Variants(_three(2)), list[Multipliers]()
    (before,) = variants.multipliers.values()
    expected = Variants(_three(2)).best({0})

    def stubborn(
        shared: Sequence[Shared], caps: Sequence[int], *, multipliers: Multipliers
    ) -> Selection | None:
        asked.append(multipliers)
        if multipliers is before:
            raise TooManyStatesError
        return join(shared, caps, multipliers=multipliers)

    monkeypatch.setattr(share, "join", stubborn)
    assert variants.best({0}) == expected
    assert len(asked) == 2
    assert [*variants.multipliers.values()] == asked[1:]


START = [0, 3, 4, 7, 9, 10]
"""Only the third pair uses something."""


def test_component_that_was_stopped_takes_the_start_where_the_capacity_allows() -> None:
    found = solve(_three(4), _stopped(1), start=START)
    assert (found.chosen, found.proven, found.infeasible) == ([1, 2, 4, 7, 9, 10], False, False)


def test_start_stands_as_a_whole_where_what_was_found_leaves_it_too_little() -> None:
    """Protects the capacity: some of the start need not fit beside another component."""
    found = solve(_three(2), _stopped(1), start=START)
    assert (found.chosen, found.proven) == (START, False)
    assert solve(_three(2), _stopped(1)).chosen is None


def test_bounds_of_components_that_exceed_a_capacity_hold_where_a_third_was_stopped() -> None:
    """Protects "bound": two use too much together, of the third only the least is known."""
    found = solve(_three(3), _stopped(2), start=START)
    assert (found.chosen, found.bounds, found.proven) == (START, [0, None], False)
    whole = solve(_three(3))
    assert (whole.bounds, whole.proven) == ([7, 2], True)

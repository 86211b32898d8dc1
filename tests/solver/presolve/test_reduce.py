# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every step that makes a problem smaller, alone: all best solutions before are all after it.

Keeping the whole set of best solutions keeps the optimum, the tie-break and the number of equals.
"""

import random
from collections.abc import Callable, Iterator, Mapping

import pytest

from minkader.solver.covering_form import Normal, normal_of, scale_of
from minkader.solver.presolve.reduce import Reduced, forced, undominated, unimplied, unsubstituted
from tests.solver.covering_forms import bests, clauses, normal, random_normal, ways
from tests.solver.numbers import best, picked, random_problem

Step = Callable[[Normal], Reduced | None]
STEPS: list[Step] = [undominated, unimplied, unsubstituted]


def problems() -> Iterator[tuple[Normal, dict[int, int]]]:
    """Give problems as their translation gives them and wilder ones; and what may be used."""
    for seed in range(400):
        made = random_problem(seed)
        caps = {b: -made.at_least[row] for b, row in enumerate(made.budgets)}
        yield normal_of(made, scale_of(made)), caps
    for seed in range(400):
        draw = random.Random(seed)
        yield random_normal(seed, budgets=2), {0: draw.randint(0, 6), 1: draw.randint(1, 6)}


def left(reduced: Reduced, caps: Mapping[int, int]) -> dict[int, int]:
    """Give what is left of budgets when a step has decided something."""
    return {budget: cap - reduced.used.get(budget, 0) for budget, cap in caps.items()}


def after(reduced: Reduced | None, caps: Mapping[int, int]) -> set[frozenset[int]]:
    """Give every best solution that a step leaves, with what it decided."""
    if reduced is None:
        return set()
    found = bests(reduced.normal, left(reduced, caps))
    return {frozenset(reduced.taken) | rest for rest in found}


def _reduced(found: Reduced | None) -> Reduced:
    assert found is not None
    return found


def is_normal(made: Normal) -> bool:
    """Tell whether rows are as the search wants them: nothing that always holds or never does."""
    return all(
        need > 0 and row and all(0 < factor <= need for factor in row.values())
        for row, need in zip(made.rows, made.needs, strict=True)
    )


# Every step, against trying everything with and without it.


def test_forced_keeps_every_best_solution() -> None:
    """Protects the first step: the optimum, the tie-break, the equals; None says: no solution."""
    smaller = impossible = 0
    for made, caps in problems():
        before = bests(made, caps)
        reduced = forced(made, [caps[budget] for budget in sorted(caps)])
        assert after(reduced, caps) == before
        if reduced is None:
            impossible += 1
            continue
        assert is_normal(reduced.normal)
        smaller += len(reduced.normal.columns) < len(made.columns)
    assert smaller > 200
    assert impossible > 50


def test_forced_without_budgets_keeps_the_best_of_every_amount() -> None:
    """Protects parts: a step that does not know what is left must lose nothing, whatever it is."""
    for made, caps in problems():
        reduced = forced(made)
        for cap in (0, 2, 5, 100):
            mine = dict.fromkeys(caps, cap)
            assert after(reduced, mine) == bests(made, mine)


def test_forced_takes_away_what_is_gone_and_looks_again() -> None:
    """Protects the certificate's branches: gone columns are as if they had never been."""
    decided = 0
    for seed in range(300):
        made = random_normal(seed)
        gone = random.Random(seed).sample(range(len(made.columns)), 2)
        found = list(ways(made))
        without = [way for way in found if not way.columns & set(gone)]
        least = min((way.cost for way in without), default=0)
        expected = {way.columns for way in without if way.cost == least}
        reduced = forced(made, gone=gone)
        assert after(reduced, {}) == expected, seed
        decided += reduced is not None and bool(reduced.taken)
    assert decided > 50


@pytest.mark.parametrize(
    ("step", "often"), [(undominated, 300), (unimplied, 30), (unsubstituted, 200)]
)
def test_step_keeps_every_best_solution(step: Step, often: int) -> None:
    """Protects each step alone: the optimum, the tie-break and the equals, whatever may be used."""
    smaller = 0
    for whole, caps in problems():
        start = forced(whole)
        if start is None:
            continue
        made = start.normal
        reduced = step(made)
        for mine in (caps, dict.fromkeys(caps, 2), dict.fromkeys(caps, 100)):
            rest = left(start, mine)
            assert after(reduced, rest) == bests(made, rest)
        if reduced is not None:
            assert is_normal(reduced.normal)
            smaller += len(reduced.normal.columns) + len(reduced.normal.rows) < len(
                made.columns
            ) + len(made.rows)
    assert smaller > often


def test_all_steps_after_another_give_what_the_problem_itself_gives() -> None:
    """Protects their order: the first best of the whole problem and the equals, by numbers."""
    for seed in range(300):
        made = random_problem(seed)
        caps = {b: -made.at_least[row] for b, row in enumerate(made.budgets)}
        reduced = forced(normal_of(made, scale_of(made)), list(caps.values()))
        taken: set[int] = set()
        for step in (*STEPS, *STEPS):
            if reduced is None:
                break
            taken |= set(reduced.taken)
            caps = left(reduced, caps)
            reduced = step(reduced.normal)
        expected, found = best(made), after(reduced, caps)
        assert (expected is not None) == bool(found), seed
        if expected is not None:
            values, _, equal = expected
            assert len(found) == equal, seed
            first = min(sorted(c for c in one | taken if c < made.derived) for one in found)
            assert first == picked(made, values), seed


# Forced, by hand.


def test_column_without_which_a_row_falls_short_is_taken() -> None:
    made = normal(2, 3, rows=[({0: 1}, 1), ({2: 2, 3: 1}, 2)])
    reduced = forced(made)
    assert reduced is not None
    assert (reduced.taken, reduced.normal.groups) == ([0, 2], 0)


def test_row_that_holds_whatever_is_chosen_goes() -> None:
    """Only what is gone makes it hold: each column that is left in the group fulfils it."""
    made = normal(3, 2, rows=[({0: 1, 1: 1, 3: 1}, 1)])
    assert len(_reduced(forced(made)).normal.rows) == 1
    reduced = _reduced(forced(made, gone=[2]))
    assert (reduced.taken, reduced.normal.rows, reduced.normal.columns) == ([], [], [0, 1, 3, 4])


def test_row_loses_what_a_decided_column_brings() -> None:
    made = normal(2, 2, 2, rows=[({0: 1}, 1), ({0: 1, 2: 1, 4: 1}, 2)])
    reduced = _reduced(forced(made))
    assert reduced.taken == [0]
    assert (reduced.normal.rows, reduced.normal.needs) == ([{0: 1, 2: 1}], [1])


def test_row_is_lowered_where_every_column_that_is_left_brings_something() -> None:
    """Protects the normal form: the least in each group is 0, and no factor is above the need."""
    made = normal(3, 2, 2, rows=[({0: 2, 1: 1, 3: 2, 5: 1}, 3)])
    reduced = _reduced(forced(made, gone=[2]))
    assert (reduced.normal.rows, reduced.normal.needs) == ([{0: 1, 2: 2, 4: 1}], [2])


def test_one_row_leads_to_the_next() -> None:
    made = normal(2, 2, 2, rows=[({1: 1, 2: 1}, 1), ({3: 1, 4: 1}, 1), ({0: 1}, 1)])
    assert _reduced(forced(made)).taken == [0, 2, 4]


def test_column_that_uses_more_than_is_left_goes() -> None:
    """Beside the least of every other group; a group of which all columns use something too."""
    made = normal(2, 2, uses={0: {0: 3}, 2: {0: 2}, 3: {0: 4}})
    reduced = _reduced(forced(made, [4]))
    assert (reduced.taken, reduced.used, reduced.normal.columns) == ([1], {}, [2, 3])
    reduced = _reduced(forced(made, [5]))
    assert (reduced.taken, reduced.normal.columns) == ([], [0, 1, 2, 3])
    reduced = _reduced(forced(made, [3]))
    assert (reduced.taken, reduced.used) == ([1, 2], {0: 2})


def test_budget_that_a_row_leaves_too_little_of_has_no_solution() -> None:
    """A row decides a column, the budget takes away the rest, and the row after that breaks."""
    rows = clauses({0}, {2})
    uses = {0: {0: 2}, 2: {0: 2}}
    assert forced(normal(2, 2, rows=rows, uses=uses), [3]) is None
    assert forced(normal(2, 2, rows=rows, uses=uses), [4]) is not None


def test_row_that_cannot_hold_has_no_solution() -> None:
    assert forced(normal(2, rows=[({0: 1}, 2)])) is None
    assert forced(normal(2, rows=[({}, 1)])) is None


def test_group_of_which_nothing_is_left_has_no_solution() -> None:
    assert forced(normal(2, 0)) is None
    assert forced(normal(2), gone=[0, 1]) is None
    assert forced(normal(2, uses={0: {0: 1}, 1: {0: 1}}), [0]) is None


# Undominated, by hand.


def test_column_that_costs_more_and_does_no_more_goes() -> None:
    made = normal(3, 2, rows=clauses({1, 2, 3}), costs={1: 1, 2: 2})
    assert _reduced(undominated(made)).normal.columns == [0, 1, 3, 4]


def test_column_that_costs_as_much_stays_for_the_tie_break() -> None:
    made = normal(3, 2, rows=clauses({1, 2, 3}), costs={1: 1, 2: 1})
    assert _reduced(undominated(made)).normal is made


def test_column_that_does_more_in_a_row_stays() -> None:
    made = normal(3, 2, rows=[({1: 1, 2: 2, 3: 1}, 2)], costs={1: 1, 2: 2})
    assert _reduced(undominated(made)).normal is made


def test_column_that_uses_less_of_a_budget_stays() -> None:
    rows = clauses({1, 2, 3})
    made = normal(3, 2, rows=rows, costs={1: 1, 2: 2}, uses={1: {0: 2}, 2: {0: 1}})
    assert _reduced(undominated(made)).normal is made
    made = normal(3, 2, rows=rows, costs={1: 1, 2: 2}, uses={1: {0: 2}, 2: {0: 2}})
    assert _reduced(undominated(made)).normal.columns == [0, 1, 3, 4]


def test_what_is_left_of_a_dominated_group_is_taken_with_what_it_uses() -> None:
    made = normal(2, 2, rows=clauses({0, 2}), costs={1: 1, 2: 1}, uses={0: {1: 3}, 1: {1: 4}})
    reduced = _reduced(undominated(made))
    assert (reduced.taken, reduced.used) == ([0], {1: 3})
    assert (reduced.normal.columns, reduced.normal.rows) == ([2, 3], [])


# Unimplied, by hand.


def test_row_that_holds_wherever_a_shorter_one_does_goes() -> None:
    made = normal(2, 2, 2, rows=clauses({0, 2, 4}, {0, 2}))
    reduced = _reduced(unimplied(made))
    assert reduced.normal.rows == [{0: 1, 2: 1}]


def test_of_equal_rows_the_first_stays() -> None:
    made = normal(2, 2, 2, rows=[*clauses({2, 4}), ({0: 2, 2: 2}, 2), *clauses({0, 2}, {0, 2})])
    reduced = _reduced(unimplied(made))
    assert (reduced.normal.rows, reduced.normal.needs) == ([{2: 1, 4: 1}, {0: 2, 2: 2}], [1, 2])


def test_row_that_needs_several_columns_implies_nothing() -> None:
    made = normal(2, 2, 2, rows=[({0: 1, 2: 1}, 2), ({0: 1, 2: 1, 4: 1}, 2), ({0: 1, 3: 2}, 2)])
    assert _reduced(unimplied(made)).normal.rows == made.rows


# Unsubstituted, by hand.

# Column 1 costs 3 and fulfils both rows; the second group's column 3 costs 2 and fulfils them too.
SUBSTITUTE = clauses({1, 3}, {1, 3, 5})


def test_column_that_another_group_replaces_for_less_goes() -> None:
    made = normal(2, 2, 2, rows=SUBSTITUTE, costs={1: 3, 3: 2, 5: 1})
    assert _reduced(undominated(made)).normal is made
    assert _reduced(unsubstituted(made)).taken[:1] == [0]


def test_column_stays_where_the_other_costs_as_much() -> None:
    """Protects the tie-break and the equals: both ways are best."""
    made = normal(2, 2, 2, rows=SUBSTITUTE, costs={1: 2, 3: 2, 5: 1})
    assert _reduced(unsubstituted(made)).normal is made


def test_column_stays_where_the_other_group_would_lose_a_row() -> None:
    """Column 2 fulfils a row that column 3 does not: going over to 3 could break it."""
    rows = [*SUBSTITUTE, *clauses({2, 4})]
    made = normal(2, 2, 2, rows=rows, costs={1: 3, 3: 2, 5: 1})
    assert _reduced(unsubstituted(made)).normal is made


def test_column_stays_where_the_other_uses_a_budget() -> None:
    costs = {1: 3, 3: 2, 5: 1}
    made = normal(2, 2, 2, rows=SUBSTITUTE, costs=costs, uses={3: {0: 1}})
    assert _reduced(unsubstituted(made)).normal is made
    made = normal(2, 2, 2, rows=SUBSTITUTE, costs=costs, uses={0: {0: 1}})
    assert _reduced(unsubstituted(made)).normal is made


def test_column_stays_where_it_only_helps_to_fulfil_a_row() -> None:
    for helper in (0, 1, 3):
        rows = [*SUBSTITUTE, ({helper: 1, 4: 1, 5: 2}, 2)]
        made = normal(2, 2, 2, rows=rows, costs={1: 3, 3: 2, 5: 1})
        assert _reduced(unsubstituted(made)).normal is made, helper


def test_columns_of_its_own_group_do_not_replace_a_column() -> None:
    """Column 2 does all that its group does, for 1; but then it is chosen itself, not column 0."""
    made = normal(3, 2, rows=clauses({1, 2, 4}, {2, 4}), costs={1: 3, 2: 1, 4: 5})
    reduced = _reduced(unsubstituted(made))
    assert after(reduced, {}) == bests(made) == {frozenset({2, 3})}
    made = normal(3, 2, rows=clauses({1, 4}, {2, 4}), costs={1: 3, 2: 1, 4: 5})
    assert _reduced(unsubstituted(made)).normal is made


def test_first_of_several_leaders_need_not_be_the_one_that_replaces() -> None:
    """Column 5 is cheapest and stands in the first row only; column 3 stands in both."""
    made = normal(2, 2, 2, 2, rows=clauses({1, 3, 5}, {1, 3, 7}), costs={1: 4, 3: 3, 5: 1, 7: 1})
    reduced = _reduced(unsubstituted(made))
    assert 1 not in reduced.normal.columns
    assert after(reduced, {}) == bests(made)

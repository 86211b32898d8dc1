# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every step that makes a problem smaller, alone: all best solutions before are all after it.

Keeping the whole set of best solutions keeps the optimum, the tie-break and the number of equals.
"""

import random
from collections.abc import Callable, Iterator, Mapping

import pytest

from minkader.solver.covering_form import CoveringForm, covering_form_of, weighting_of
from minkader.solver.presolve.dominated_columns import without_dominated_columns
from minkader.solver.presolve.propagation import propagate
from minkader.solver.presolve.reduced import Reduced
from minkader.solver.presolve.substitution import without_substituted_columns
from minkader.solver.presolve.subsumed_rows import without_subsumed_rows
from tests.solver.covering_forms import bests, clauses, form, random_form, ways
from tests.solver.numbers import best, picked, random_problem

StepEffect = Callable[[CoveringForm], Reduced | None]
STEPS: list[StepEffect] = [
    without_dominated_columns,
    without_subsumed_rows,
    without_substituted_columns,
]


def problems() -> Iterator[tuple[CoveringForm, dict[int, int]]]:
    """Return problems as their translation gives them and wilder ones; and what may be used."""
    for seed in range(400):
        made = random_problem(seed)
        caps = {b: -made.rhs[row] for b, row in enumerate(made.capacities)}
        yield covering_form_of(made, weighting_of(made)), caps
    for seed in range(400):
        draw = random.Random(seed)
        yield random_form(seed, capacities=2), {0: draw.randint(0, 6), 1: draw.randint(1, 6)}


def left(reduced: Reduced, caps: Mapping[int, int]) -> dict[int, int]:
    """Return what is left of capacities when a step has decided something."""
    return {capacity: cap - reduced.used.get(capacity, 0) for capacity, cap in caps.items()}


def after(reduced: Reduced | None, caps: Mapping[int, int]) -> set[frozenset[int]]:
    """Return every best solution that a step leaves, with what it decided."""
    if reduced is None:
        return set()
    found = bests(reduced.form, left(reduced, caps))
    return {frozenset(reduced.fixed) | rest for rest in found}


def _reduced(found: Reduced | None) -> Reduced:
    assert found is not None
    return found


def is_form(made: CoveringForm) -> bool:
    """Return whether rows are as the search wants them: nothing that always holds or never does."""
    return all(
        rhs > 0 and row and all(0 < coefficient <= rhs for coefficient in row.values())
        for row, rhs in zip(made.rows, made.rhs, strict=True)
    )


# Every step, against trying everything with and without it.


def test_forced_keeps_every_best_solution() -> None:
    """Protects the first step: the optimum, the tie-break, the equals; None says: no solution."""
    smaller = impossible = 0
    for made, caps in problems():
        before = bests(made, caps)
        reduced = propagate(made, [caps[capacity] for capacity in sorted(caps)])
        assert after(reduced, caps) == before
        if reduced is None:
            impossible += 1
            continue
        assert is_form(reduced.form)
        smaller += len(reduced.form.columns) < len(made.columns)
    assert smaller > 200
    assert impossible > 50


def test_forced_without_capacities_keeps_the_best_of_every_amount() -> None:
    """Protects components: a step that does not know what is left must lose nothing."""
    for made, caps in problems():
        reduced = propagate(made)
        for cap in (0, 2, 5, 100):
            mine = dict.fromkeys(caps, cap)
            assert after(reduced, mine) == bests(made, mine)


def test_forced_takes_away_what_is_off_and_looks_again() -> None:
    """Protects the certificate's branches: gone columns are as if they had never been."""
    decided = 0
    for seed in range(300):
        made = random_form(seed)
        off = random.Random(seed).sample(range(len(made.columns)), 2)
        found = list(ways(made))
        without = [way for way in found if not way.columns & set(off)]
        least = min((way.cost for way in without), default=0)
        expected = {way.columns for way in without if way.cost == least}
        reduced = propagate(made, off=off)
        assert after(reduced, {}) == expected, seed
        decided += reduced is not None and bool(reduced.fixed)
    assert decided > 50


@pytest.mark.parametrize(
    ("step", "often"),
    [
        (without_dominated_columns, 300),
        (without_subsumed_rows, 30),
        (without_substituted_columns, 200),
    ],
)
def test_step_keeps_every_best_solution(step: StepEffect, often: int) -> None:
    """Protects each step alone: the optimum, the tie-break and the equals, whatever may be used."""
    smaller = 0
    for whole, caps in problems():
        start = propagate(whole)
        if start is None:
            continue
        made = start.form
        reduced = step(made)
        for mine in (caps, dict.fromkeys(caps, 2), dict.fromkeys(caps, 100)):
            rest = left(start, mine)
            assert after(reduced, rest) == bests(made, rest)
        if reduced is not None:
            assert is_form(reduced.form)
            smaller += len(reduced.form.columns) + len(reduced.form.rows) < len(made.columns) + len(
                made.rows
            )
    assert smaller > often


def test_all_steps_after_another_give_what_the_problem_itself_gives() -> None:
    """Protects their order: the first best of the whole problem and the equals, by numbers."""
    for seed in range(300):
        made = random_problem(seed)
        caps = {b: -made.rhs[row] for b, row in enumerate(made.capacities)}
        reduced = propagate(covering_form_of(made, weighting_of(made)), list(caps.values()))
        fixed: set[int] = set()
        for step in (*STEPS, *STEPS):
            if reduced is None:
                break
            fixed |= set(reduced.fixed)
            caps = left(reduced, caps)
            reduced = step(reduced.form)
        expected, found = best(made), after(reduced, caps)
        assert (expected is not None) == bool(found), seed
        if expected is not None:
            values, _, equal = expected
            assert len(found) == equal, seed
            first = min(sorted(c for c in one | fixed if c < made.derived) for one in found)
            assert first == picked(made, values), seed


# Forced, by hand.


def test_column_without_which_a_row_falls_short_is_fixed() -> None:
    made = form(2, 3, rows=[({0: 1}, 1), ({2: 2, 3: 1}, 2)])
    reduced = propagate(made)
    assert reduced is not None
    assert (reduced.fixed, reduced.form.choice_sets) == ([0, 2], 0)


def test_row_that_holds_whatever_is_chosen_goes() -> None:
    """Only what is gone makes it hold: each column that is left in the choice set fulfils it."""
    made = form(3, 2, rows=[({0: 1, 1: 1, 3: 1}, 1)])
    assert len(_reduced(propagate(made)).form.rows) == 1
    reduced = _reduced(propagate(made, off=[2]))
    assert (reduced.fixed, reduced.form.rows, reduced.form.columns) == ([], [], [0, 1, 3, 4])


def test_row_loses_what_a_decided_column_brings() -> None:
    made = form(2, 2, 2, rows=[({0: 1}, 1), ({0: 1, 2: 1, 4: 1}, 2)])
    reduced = _reduced(propagate(made))
    assert reduced.fixed == [0]
    assert (reduced.form.rows, reduced.form.rhs) == ([{0: 1, 2: 1}], [1])


def test_row_is_lowered_where_every_column_that_is_left_brings_something() -> None:
    """Protects the covering form: the least in each choice set is 0, none is above the bound."""
    made = form(3, 2, 2, rows=[({0: 2, 1: 1, 3: 2, 5: 1}, 3)])
    reduced = _reduced(propagate(made, off=[2]))
    assert (reduced.form.rows, reduced.form.rhs) == ([{0: 1, 2: 2, 4: 1}], [2])


def test_one_row_leads_to_the_next() -> None:
    made = form(2, 2, 2, rows=[({1: 1, 2: 1}, 1), ({3: 1, 4: 1}, 1), ({0: 1}, 1)])
    assert _reduced(propagate(made)).fixed == [0, 2, 4]


def test_column_that_uses_more_than_is_left_goes() -> None:
    """Beside the least of all other choice sets, of one whose columns all use something too."""
    made = form(2, 2, uses={0: {0: 3}, 2: {0: 2}, 3: {0: 4}})
    reduced = _reduced(propagate(made, [4]))
    assert (reduced.fixed, reduced.used, reduced.form.columns) == ([1], {}, [2, 3])
    reduced = _reduced(propagate(made, [5]))
    assert (reduced.fixed, reduced.form.columns) == ([], [0, 1, 2, 3])
    reduced = _reduced(propagate(made, [3]))
    assert (reduced.fixed, reduced.used) == ([1, 2], {0: 2})


def test_capacity_that_a_row_leaves_too_little_of_has_no_solution() -> None:
    """A row decides a column, the capacity takes away the rest, and the row after that breaks."""
    rows = clauses({0}, {2})
    uses = {0: {0: 2}, 2: {0: 2}}
    assert propagate(form(2, 2, rows=rows, uses=uses), [3]) is None
    assert propagate(form(2, 2, rows=rows, uses=uses), [4]) is not None


def test_row_that_cannot_hold_has_no_solution() -> None:
    assert propagate(form(2, rows=[({0: 1}, 2)])) is None
    assert propagate(form(2, rows=[({}, 1)])) is None


def test_choice_set_of_which_nothing_is_left_has_no_solution() -> None:
    assert propagate(form(2, 0)) is None
    assert propagate(form(2), off=[0, 1]) is None
    assert propagate(form(2, uses={0: {0: 1}, 1: {0: 1}}), [0]) is None


# Undominated, by hand.


def test_column_that_costs_more_and_does_no_more_goes() -> None:
    made = form(3, 2, rows=clauses({1, 2, 3}), costs={1: 1, 2: 2})
    assert _reduced(without_dominated_columns(made)).form.columns == [0, 1, 3, 4]


def test_column_that_costs_as_much_stays_for_the_tie_break() -> None:
    made = form(3, 2, rows=clauses({1, 2, 3}), costs={1: 1, 2: 1})
    assert _reduced(without_dominated_columns(made)).form is made


def test_column_that_does_more_in_a_row_stays() -> None:
    made = form(3, 2, rows=[({1: 1, 2: 2, 3: 1}, 2)], costs={1: 1, 2: 2})
    assert _reduced(without_dominated_columns(made)).form is made


def test_column_that_uses_less_of_a_capacity_stays() -> None:
    rows = clauses({1, 2, 3})
    made = form(3, 2, rows=rows, costs={1: 1, 2: 2}, uses={1: {0: 2}, 2: {0: 1}})
    assert _reduced(without_dominated_columns(made)).form is made
    made = form(3, 2, rows=rows, costs={1: 1, 2: 2}, uses={1: {0: 2}, 2: {0: 2}})
    assert _reduced(without_dominated_columns(made)).form.columns == [0, 1, 3, 4]


def test_what_is_left_of_a_dominated_choice_set_is_fixed_with_what_it_uses() -> None:
    made = form(2, 2, rows=clauses({0, 2}), costs={1: 1, 2: 1}, uses={0: {1: 3}, 1: {1: 4}})
    reduced = _reduced(without_dominated_columns(made))
    assert (reduced.fixed, reduced.used) == ([0], {1: 3})
    assert (reduced.form.columns, reduced.form.rows) == ([2, 3], [])


# Unimplied, by hand.


def test_row_that_holds_wherever_a_shorter_one_does_goes() -> None:
    made = form(2, 2, 2, rows=clauses({0, 2, 4}, {0, 2}))
    reduced = _reduced(without_subsumed_rows(made))
    assert reduced.form.rows == [{0: 1, 2: 1}]


def test_of_equal_rows_the_first_stays() -> None:
    made = form(2, 2, 2, rows=[*clauses({2, 4}), ({0: 2, 2: 2}, 2), *clauses({0, 2}, {0, 2})])
    reduced = _reduced(without_subsumed_rows(made))
    assert (reduced.form.rows, reduced.form.rhs) == ([{2: 1, 4: 1}, {0: 2, 2: 2}], [1, 2])


def test_row_that_rhs_several_columns_implies_nothing() -> None:
    made = form(2, 2, 2, rows=[({0: 1, 2: 1}, 2), ({0: 1, 2: 1, 4: 1}, 2), ({0: 1, 3: 2}, 2)])
    assert _reduced(without_subsumed_rows(made)).form.rows == made.rows


# Unsubstituted, by hand.

# Column 1 costs 3 and fulfils both rows; the second choice set's column 3 costs 2 and fulfils them
# too.
SUBSTITUTE = clauses({1, 3}, {1, 3, 5})


def test_column_that_another_choice_set_replaces_for_less_goes() -> None:
    made = form(2, 2, 2, rows=SUBSTITUTE, costs={1: 3, 3: 2, 5: 1})
    assert _reduced(without_dominated_columns(made)).form is made
    assert _reduced(without_substituted_columns(made)).fixed[:1] == [0]


def test_column_stays_where_the_other_costs_as_much() -> None:
    """Protects the tie-break and the equals: both ways are best."""
    made = form(2, 2, 2, rows=SUBSTITUTE, costs={1: 2, 3: 2, 5: 1})
    assert _reduced(without_substituted_columns(made)).form is made


def test_column_stays_where_the_other_choice_set_would_lose_a_row() -> None:
    """Column 2 fulfils a row that column 3 does not: going over to 3 could break it."""
    rows = [*SUBSTITUTE, *clauses({2, 4})]
    made = form(2, 2, 2, rows=rows, costs={1: 3, 3: 2, 5: 1})
    assert _reduced(without_substituted_columns(made)).form is made


def test_column_stays_where_the_other_uses_a_capacity() -> None:
    costs = {1: 3, 3: 2, 5: 1}
    made = form(2, 2, 2, rows=SUBSTITUTE, costs=costs, uses={3: {0: 1}})
    assert _reduced(without_substituted_columns(made)).form is made
    made = form(2, 2, 2, rows=SUBSTITUTE, costs=costs, uses={0: {0: 1}})
    assert _reduced(without_substituted_columns(made)).form is made


def test_column_stays_where_it_only_helps_to_fulfil_a_row() -> None:
    for helper in (0, 1, 3):
        rows = [*SUBSTITUTE, ({helper: 1, 4: 1, 5: 2}, 2)]
        made = form(2, 2, 2, rows=rows, costs={1: 3, 3: 2, 5: 1})
        assert _reduced(without_substituted_columns(made)).form is made, helper


def test_columns_of_its_own_choice_set_do_not_replace_a_column() -> None:
    """Column 2 does all that its set does, for 1; but then it is chosen itself, not column 0."""
    made = form(3, 2, rows=clauses({1, 2, 4}, {2, 4}), costs={1: 3, 2: 1, 4: 5})
    reduced = _reduced(without_substituted_columns(made))
    assert after(reduced, {}) == bests(made) == {frozenset({2, 3})}
    made = form(3, 2, rows=clauses({1, 4}, {2, 4}), costs={1: 3, 2: 1, 4: 5})
    assert _reduced(without_substituted_columns(made)).form is made


def test_first_of_several_leaders_rhs_not_be_the_one_that_replaces() -> None:
    """Column 5 is cheapest and stands in the first row only; column 3 stands in both."""
    made = form(2, 2, 2, 2, rows=clauses({1, 3, 5}, {1, 3, 7}), costs={1: 4, 3: 3, 5: 1, 7: 1})
    reduced = _reduced(without_substituted_columns(made))
    assert 1 not in reduced.form.columns
    assert after(reduced, {}) == bests(made)

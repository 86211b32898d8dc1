# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Components of a covering form share no row: together they are the whole, and their bests."""

from itertools import pairwise

from minkader.solver.capacity import merge, scarce_capacities
from minkader.solver.components import connected, decompose, subproblem
from minkader.solver.covering_form import CoveringForm
from minkader.solver.presolve.propagation import propagate
from tests.solver.covering_forms import bests, clauses, form, random_form, ways


def _components(made: CoveringForm) -> list[CoveringForm]:
    free, components = decompose(made)
    return [
        *components,
        *(subproblem(free, [choice_set], ()) for choice_set in range(free.choice_sets)),
    ]


def _product(components: list[CoveringForm]) -> set[frozenset[int]]:
    found = {frozenset[int]()}
    for one in components:
        found = {mine | more for mine in found for more in bests(one)}
    return found


def _with_a_clash(made: CoveringForm) -> CoveringForm:
    # Two choice sets more, of which every pair breaks a row; no row alone shows it.
    sizes = [end - start for start, end in pairwise(made.starts)]
    first = made.starts[-1]
    clash = clauses(*({first + one, first + 2 + other} for one in (0, 1) for other in (0, 1)))
    return form(
        *(*sizes, 2, 2),
        rows=[*zip(made.rows, made.rhs, strict=True), *clash],
        costs=dict(enumerate(made.costs)),
        uses={column: dict(use) for column, use in made.uses.items()},
    )


def test_best_wholes_are_the_best_components_put_together() -> None:
    """Protects the step "split" alone: the optimum, the tie-break and the equals stay."""
    several = without = 0
    for seed in range(400):
        made = random_form(seed)
        start = propagate(_with_a_clash(made) if seed % 10 == 0 else made)
        if start is None:
            continue
        components = _components(start.form)
        if all(bests(one) for one in components):
            assert _product(components) == bests(start.form), seed
        else:
            assert not bests(start.form), seed
            without += 1
        assert sorted(c for one in components for c in one.columns) == start.form.columns
        assert sum(len(one.rows) for one in components) == len(start.form.rows)
        several += len(components) > 1
    assert several > 100
    assert without > 20


def test_components_laid_side_by_side_are_the_whole_again() -> None:
    """Protects joining by CP-SAT: the choice sets in their order, uses and rows with them."""
    for seed in range(200):
        start = propagate(random_form(seed, capacities=2))
        if start is not None:
            merged = merge(_components(start.form)[::-1])
            assert merged.columns == start.form.columns
            assert (merged.starts, merged.costs) == (start.form.starts, start.form.costs)
            assert {(w.columns, w.cost) for w in ways(merged, {0: 3, 1: 4})} == {
                (w.columns, w.cost) for w in ways(start.form, {0: 3, 1: 4})
            }, seed


def test_choice_sets_without_a_row_are_free_and_capacities_join_nothing() -> None:
    made = form(2, 2, 2, 2, 2, rows=clauses({0, 6}, {3, 8}), uses={0: {0: 1}, 3: {0: 2}})
    free, components = decompose(made)
    assert free.columns == [4, 5]
    assert [one.columns for one in components] == [[0, 1, 6, 7], [2, 3, 8, 9]]
    assert [one.rows for one in components] == [[{0: 1, 2: 1}], [{1: 1, 2: 1}]]
    assert [one.uses for one in components] == [{0: ((0, 1),)}, {1: ((0, 2),)}]


def test_root_is_the_first_of_those_that_hang_together() -> None:
    assert connected(7, [[5, 4], [], [6], [4, 2], [3, 1], [1, 5]]) == [0, 1, 1, 1, 1, 1, 6]


def test_capacity_lives_where_all_together_could_use_more_than_there_is() -> None:
    """Protects the front's size: a capacity that limits nobody is not counted."""
    uses = {0: {0: 2, 1: 1}, 1: {0: 3}, 2: {0: 4}, 3: {1: 5}}
    made = form(2, 2, uses=uses)
    assert scarce_capacities(made, [7, 6]) == frozenset()
    assert scarce_capacities(made, [6, 6]) == {0}
    assert scarce_capacities(made, [6, 5, 0]) == {0, 1}

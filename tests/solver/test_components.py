# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts that share no row, in normal form: together they are the whole, and so are their bests."""

from itertools import pairwise

from minkader.solver.capacity import live_budgets, merge
from minkader.solver.components import apart, piece, roots
from minkader.solver.covering_form import Normal
from minkader.solver.presolve.reduce import forced
from tests.solver.covering_forms import bests, clauses, normal, random_normal, ways


def _pieces(made: Normal) -> list[Normal]:
    free, pieces = apart(made)
    return [*pieces, *(piece(free, [group], ()) for group in range(free.groups))]


def _product(pieces: list[Normal]) -> set[frozenset[int]]:
    found = {frozenset[int]()}
    for one in pieces:
        found = {mine | more for mine in found for more in bests(one)}
    return found


def _with_a_clash(made: Normal) -> Normal:
    # Two groups more, of which every pair breaks a row; no row alone shows it.
    sizes = [end - start for start, end in pairwise(made.starts)]
    first = made.starts[-1]
    clash = clauses(*({first + one, first + 2 + other} for one in (0, 1) for other in (0, 1)))
    return normal(
        *(*sizes, 2, 2),
        rows=[*zip(made.rows, made.needs, strict=True), *clash],
        costs=dict(enumerate(made.costs)),
        uses={column: dict(use) for column, use in made.uses.items()},
    )


def test_best_wholes_are_the_best_parts_put_together() -> None:
    """Protects the step "split" alone: the optimum, the tie-break and the equals stay."""
    several = without = 0
    for seed in range(400):
        made = random_normal(seed)
        start = forced(_with_a_clash(made) if seed % 10 == 0 else made)
        if start is None:
            continue
        pieces = _pieces(start.normal)
        if all(bests(one) for one in pieces):
            assert _product(pieces) == bests(start.normal), seed
        else:
            assert not bests(start.normal), seed
            without += 1
        assert sorted(c for one in pieces for c in one.columns) == start.normal.columns
        assert sum(len(one.rows) for one in pieces) == len(start.normal.rows)
        several += len(pieces) > 1
    assert several > 100
    assert without > 20


def test_pieces_laid_side_by_side_are_the_whole_again() -> None:
    """Protects joining by CP-SAT: the groups in their order, uses and rows with them."""
    for seed in range(200):
        start = forced(random_normal(seed, budgets=2))
        if start is not None:
            merged = merge(_pieces(start.normal)[::-1])
            assert merged.columns == start.normal.columns
            assert (merged.starts, merged.costs) == (start.normal.starts, start.normal.costs)
            assert {(w.columns, w.cost) for w in ways(merged, {0: 3, 1: 4})} == {
                (w.columns, w.cost) for w in ways(start.normal, {0: 3, 1: 4})
            }, seed


def test_groups_without_a_row_are_free_and_budgets_join_nothing() -> None:
    made = normal(2, 2, 2, 2, 2, rows=clauses({0, 6}, {3, 8}), uses={0: {0: 1}, 3: {0: 2}})
    free, pieces = apart(made)
    assert free.columns == [4, 5]
    assert [one.columns for one in pieces] == [[0, 1, 6, 7], [2, 3, 8, 9]]
    assert [one.rows for one in pieces] == [[{0: 1, 2: 1}], [{1: 1, 2: 1}]]
    assert [one.uses for one in pieces] == [{0: ((0, 1),)}, {1: ((0, 2),)}]


def test_root_is_the_first_of_those_that_hang_together() -> None:
    assert roots(7, [[5, 4], [], [6], [4, 2], [3, 1], [1, 5]]) == [0, 1, 1, 1, 1, 1, 6]


def test_budget_lives_where_all_together_could_use_more_than_there_is() -> None:
    """Protects the front's size: a budget that limits nobody is not counted."""
    uses = {0: {0: 2, 1: 1}, 1: {0: 3}, 2: {0: 4}, 3: {1: 5}}
    made = normal(2, 2, uses=uses)
    assert live_budgets(made, [7, 6]) == frozenset()
    assert live_budgets(made, [6, 6]) == {0}
    assert live_budgets(made, [6, 5, 0]) == {0, 1}

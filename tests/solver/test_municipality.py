# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Components too large to try everything: search, CP-SAT and certificate agree."""

import pytest

from benchmarks.municipality import municipality
from minkader.solver import component
from minkader.solver.components import split
from minkader.solver.covering_form import covering_form_of, weighting_of
from minkader.solver.pipeline import solve
from minkader.solver.proof.certificate import prove
from minkader.solver.search import bits, exact


@pytest.mark.parametrize("seed", range(1, 7))
def test_generated_municipality_is_proven_on_every_tier(seed: int) -> None:
    """A fixed bug: the search remembered what it found above a ceiling as if it were the least.

    Whoever makes the certificate finds what is better; small random problems never showed it.
    """
    made = municipality(1200, seed, capacity=False)
    found = solve(made)
    tiers, components = prove(made, found.values)
    assert tiers == 4
    assert len(components) > 50


@pytest.mark.parametrize("seed", range(1, 5))
def test_search_and_cpsat_find_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the search by another program: every tier, every choice, the count."""
    made = municipality(300, seed, crossing=0.02, capacity=seed % 2 == 0)
    searched = solve(made)
    monkeypatch.setattr(component, "FIRST_NODES", 0)
    asked = solve(made)
    assert "cpsat" in asked.steps
    assert (asked.chosen, asked.bounds) == (searched.chosen, searched.bounds)
    assert asked.equal in (None, searched.equal)


@pytest.mark.parametrize("seed", range(1, 5))
def test_hours_that_are_too_few_are_shared_out_to_the_best(seed: int) -> None:
    """Protects the join where capacities bind: the first tier is proven by prices."""
    made = municipality(800, seed)
    found = solve(made)
    assert "join" in found.steps
    tiers, _ = prove(made, found.values)
    assert tiers >= 1


def test_large_component_is_proven_by_the_lp_tree_where_somebody_takes_the_time() -> None:
    made = municipality(1500, 3, crossing=0.05, capacity=False)
    found = solve(made)
    assert prove(made, found.values) == (0, [])
    tiers, components = prove(made, found.values, thorough=True)
    assert tiers == 1
    assert sum(proof.values[0] for proof in components) <= (found.bounds[0] or 0)


def test_large_component_with_hours_is_given_up_at_once_by_whoever_certifies() -> None:
    """A fixed bug: a search was begun on thousands of choice sets, for minutes and unasked."""
    made = municipality(700, 3, crossing=0.3, capacity=False)
    found = solve(made)
    hours = [(column, 1) for column in range(0, made.derived, 7)]
    made.add_capacity(hours, len(hours), ("capacity", ()))
    large = [
        one for one in split(made, capacities=()) if len(one.choice_sets) > bits.MOST_CHOICE_SETS
    ]
    assert large
    for one in large:
        with pytest.raises(bits.TooManyError):
            exact.best_of(covering_form_of(one.problem, weighting_of(one.problem)))
    assert prove(made, found.values)[0] in (0, 1)

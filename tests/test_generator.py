# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The generated cases are varied: what they never have in them, no comparison can catch."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.depth import seeds
from tests.generator import FEATURES, features, make
from tests.oracle import answer
from tests.oracle_clash import smallest_clash

SEEDS = seeds(2000, least=1250)
RARE = {"shown_tie_by_follower": 0.5}


@pytest.fixture(scope="module")
def counted() -> Counter[str]:
    count: Counter[str] = Counter()
    for seed in SEEDS:
        count.update(features(*make(seed)))
    return count


def test_generator_has_every_feature_often_enough(counted: Counter[str]) -> None:
    """Protects the other tests from cases that no longer contain what they are about."""
    least = {name: RARE.get(name, 2) * len(SEEDS) / 100 for name in FEATURES}
    assert {name: counted[name] for name in FEATURES if counted[name] < least[name]} == {}


def test_features_have_no_other_names(counted: Counter[str]) -> None:
    """Protects `FEATURES`: a feature that it does not name has no minimum."""
    assert set(counted) <= FEATURES


def test_generator_makes_mostly_feasible_cases(counted: Counter[str]) -> None:
    """Protects the balance: an infeasible case tells little, but clashes need cases too."""
    assert 0.6 <= counted["shown_proven"] / len(SEEDS) <= 0.8


def test_generator_makes_the_same_case_twice() -> None:
    """Protects reproduction: a seed in a bug report is the whole case."""
    assert [make(seed) for seed in seeds(300)] == [make(seed) for seed in seeds(300)]


def test_oracle_answers_the_same_twice_and_leaves_the_case_alone() -> None:
    """Protects the oracle from state that one answer leaves for the next."""
    for seed in seeds(300):
        document, scenario, trust = make(seed)
        first = answer(document, scenario, trust)
        assert answer(document, scenario, trust) == first
        assert make(seed) == (document, scenario, trust)


def test_oracle_answer_lies_within_its_own_limits() -> None:
    """Protects the oracle's own words: core, open and never divide the rules that count."""
    for seed in seeds(300):
        result = answer(*make(seed))
        if result.status == "infeasible":
            continue
        assert result.minimum <= result.tiers["kept"]
        assert set(result.necessary) <= set(result.core)
        assert not set(result.core) & set(result.open)
        assert not set(result.never) & {*result.core, *result.open}
        assert (result.minimumSets == 1) == (not result.open)
        assert result.equalOptima >= 1


def test_oracle_names_a_clash_exactly_where_no_framework_is() -> None:
    """Protects the second reading in `oracle_clash`: it agrees with the first on what is valid."""
    for seed in seeds(250):
        clash = smallest_clash(*make(seed))
        assert bool(clash) == (answer(*make(seed)).status == "infeasible")


def test_large_cases_stay_within_reach_of_the_oracle() -> None:
    """Protects the time of every test that compares with the oracle."""
    for seed in seeds(15, least=5):
        assert answer(*make(seed, small=False)).status in ("proven", "infeasible")

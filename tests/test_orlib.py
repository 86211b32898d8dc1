# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hard cores through the public door: instances of OR-Library, of which the optimum is known.

What is protected: a rule set that is one large covering problem is solved to the optimum of the
literature, and no answer, however early it was stopped, claims more than is true.
"""

import pytest

import minkader as mk
from benchmarks.orlib import cover, document, known
from minkader.questions.answering.answers import Framework, Objective
from tests.shared import shared

QUICK = ("scp41", "scp64")
HARD = ("scpcyc06", "scpclr10")
"""None of these is done in the blink of an eye that they are given."""


def load(name: str) -> mk.RuleSet:
    """Load an instance as a rule set."""
    return mk.load(document(cover(name, shared("data/orlib-scp"))))


def optimum(name: str) -> int:
    """Return the optimum that the README beside the instances says."""
    said = known(shared("data/orlib-scp"))[name]
    assert said.optimal
    return said.value


def only(answer: Framework) -> Objective:
    """Return the one objective that was asked for."""
    (objective,) = answer.objectives
    return objective


def covers(ruleset: mk.RuleSet, answer: Framework) -> int:
    """Check with sets alone that every interest is guarded; give the weight of what is kept."""
    kept = {rule.id for rule in answer.rules or () if rule.decision == "kept"}
    mine = [rule for rule in ruleset.rules if rule.id in kept]
    assert {name for rule in mine for name in rule.guards} == set(ruleset.interests)
    return sum(rule.counts for rule in mine)


@pytest.mark.parametrize("name", QUICK)
def test_a_covering_problem_is_solved_to_its_known_optimum(name: str) -> None:
    """The value and its bound are the literature's, and the framework is really worth that."""
    ruleset = load(name)
    answer = mk.solve(ruleset, order=["kept"], ties="any")
    assert answer.status == "proven"
    objective = only(answer)
    assert (objective.value, objective.bound) == (optimum(name), optimum(name))
    assert covers(ruleset, answer) == optimum(name)


@pytest.mark.parametrize("name", HARD)
def test_an_answer_stopped_early_claims_no_bound_above_the_optimum(name: str) -> None:
    """A time limit costs the proof, never the truth: bound ≤ optimum ≤ value, and it covers."""
    ruleset = load(name)
    answer = mk.solve(ruleset, order=["kept"], ties="any", time_limit=0.5)
    objective = only(answer)
    assert objective.value is not None
    assert objective.value >= optimum(name) >= (objective.bound or 0)
    assert covers(ruleset, answer) == objective.value
    assert (answer.status == "proven") == objective.proven
    assert not objective.proven or objective.value == optimum(name)


def test_an_answer_stopped_at_once_claims_next_to_nothing() -> None:
    """Where there was no time at all there is today's framework, and a bound that is true."""
    ruleset = load("scp41")
    answer = mk.solve(ruleset, order=["kept"], ties="any", stop=lambda: True)
    objective = only(answer)
    assert answer.status == "not_proven"
    assert objective.value is not None
    assert (objective.bound or 0) <= optimum("scp41") <= objective.value
    assert covers(ruleset, answer) == objective.value

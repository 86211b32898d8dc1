# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The laws of the model, over generated rule sets, and the oracle as the judge."""

import copy
import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

import pytest

from minkader.decision.validity import Book
from minkader.formats.locate import load
from minkader.problem.translation import translate
from minkader.questions.answering.answers import Framework
from minkader.questions.asking.asked import ask
from minkader.questions.clash import smallest
from minkader.questions.solve import solve
from minkader.solver.pipeline import Outcome
from minkader.solver.pipeline import solve as solve_numbers
from minkader.solver.watch import Watch
from tests.depth import seeds
from tests.generator import make
from tests.oracle import Oracle, answer
from tests.oracle_clash import smallest_clash

SEEDS: Final = seeds(1500, least=60)
FEW: Final = seeds(150, least=30)

Json = dict[str, Any]
Case = tuple[Json, str | None, bool]


@cache
def case(seed: int) -> Case:
    """Make a case once; whoever changes it takes a copy."""
    return make(seed)


@cache
def judged(seed: int) -> Oracle:
    """Return the oracle's answer to a case, worked out once."""
    return answer(*case(seed))


def asked(document: Json, scenario: str | None, trust: bool) -> Framework:
    """Ask for the smallest framework."""
    return solve(load(document), scenario=scenario, trust_proposals=trust)


def optimum(document: Json, scenario: str | None, trust: bool) -> tuple[float, ...]:
    """Return the optimum as a tuple in the order of the policy; infinite where there is none.

    By the solver alone: no reasons, no clash.
    """
    found = solved(document, scenario, trust)
    assert found.proven != found.infeasible
    return (float("inf"),) if found.infeasible else tuple(bound or 0 for bound in found.bounds)


def solved(document: Json, scenario: str | None, trust: bool) -> Outcome:
    """Solve a case in numbers."""
    here = ask(load(document), scenario=scenario, trust_proposals=trust).situation
    return solve_numbers(translate(here).problem)


def told(answered: Framework) -> str:
    """Write an answer without what was measured."""
    return answered.model_copy(update={"measured": None}).model_dump_json(warnings=False)


def feasible(among: range) -> Iterator[int]:
    """List the seeds whose case has an answer."""
    return (seed for seed in among if judged(seed).status == "proven")


# The oracle.


def test_solver_gives_the_oracle_s_answer_on_every_tier_and_rule() -> None:
    """Protects the meaning: two readings of the model that share no line."""
    wrong = []
    for seed in SEEDS:
        expected = judged(seed)
        if expected.status == "infeasible":
            assert solved(*case(seed)).infeasible, seed
            continue
        found = asked(*case(seed))
        assert found.status == "proven", seed
        reached = {o.tier: o.value for o in (*found.objectives, *found.reported)}
        rules = [(rule.id, rule.decision, rule.form, rule.group) for rule in found.rules or ()]
        same = (
            reached == expected.tiers
            and rules == [tuple(row) for row in expected.rules]
            and found.equal_optima == str(expected.equalOptima)
            and list(expected.objectives) == [objective.tier for objective in found.objectives]
        )
        if not same:
            wrong.append(seed)
    assert not wrong


def test_clash_is_the_oracle_s_wherever_there_is_no_framework() -> None:
    """Protects the smallest clash: its members, their order, and which among equals."""
    wrong = []
    for seed in SEEDS:
        document, scenario, trust = case(seed)
        if judged(seed).status == "infeasible":
            here = ask(load(document), scenario=scenario, trust_proposals=trust).situation
            found = smallest(Book(here), Watch())
            members = [(member.kind, member.subjects) for member in found.constraints]
            if members != smallest_clash(document, scenario, trust):
                wrong.append(seed)
            assert found.size == "smallest", seed
    assert not wrong


# The same again.


@pytest.mark.parametrize("seed", SEEDS[::30])
def test_answer_is_the_same_twice(seed: int) -> None:
    """Protects "the same bytes on every run"."""
    assert told(asked(*case(seed))) == told(asked(*case(seed)))


def test_rule_order_changes_no_value_and_no_status() -> None:
    """Protects the tiers from the tie-break: order only says which equal framework is shown."""
    draw = random.Random(1)
    for seed in FEW:
        document, scenario, trust = case(seed)
        shuffled = {**document, "rules": draw.sample(document["rules"], len(document["rules"]))}
        assert optimum(document, scenario, trust) == optimum(shuffled, scenario, trust), seed


def test_ties_any_gives_the_same_values() -> None:
    """Protects `--ties any`: any best framework, never another value."""
    for seed in FEW:
        document, scenario, trust = case(seed)
        read = load(document)
        steady = solve(read, scenario=scenario, trust_proposals=trust)
        other = solve(read, scenario=scenario, trust_proposals=trust, ties="any")
        assert [o.value for o in other.objectives] == [o.value for o in steady.objectives], seed
        assert other.equal_optima == steady.equal_optima


# Less asked, or more given, is never dearer.


def _loosened(loosen: Callable[[Json, str], bool]) -> Iterator[tuple[int, Json, str, bool]]:
    # Each case with one thing more in its scenario (made where there was none).
    for seed in FEW:
        document, scenario, trust = copy.deepcopy(case(seed))
        name = scenario or "los"
        document.setdefault("scenarios", {}).setdefault(name, {"title": "Los"})
        while loosen(document, name):
            yield seed, document, name, trust


def _never_raises(loosen: Callable[[Json, str], bool]) -> int:
    # Every loosening comes on top of the one before.
    tried, last = 0, -1
    before: tuple[float, ...] = ()
    for seed, document, name, trust in _loosened(loosen):
        if seed != last:
            before, last = optimum(*case(seed)), seed
        after = optimum(document, name, trust)
        assert after <= before, (seed, before, after)
        before = after
        tried += 1
    return tried


def _drop(document: Json, name: str) -> bool:
    scenario = document["scenarios"][name]
    dropped = scenario.setdefault("drop_interests", [])
    left = [interest for interest in document.get("interests", {}) if interest not in dropped]
    dropped.extend(left[:1])
    return bool(left)


def test_dropped_interest_never_raises_the_optimum() -> None:
    """Protects the direction of guarding: an interest, lesser or essential, only ever asks."""
    assert _never_raises(_drop) > len(FEW) // 5


def _lift(document: Json, name: str) -> bool:
    lifted = document["scenarios"][name].setdefault("lift_locks", [])
    left = [r["id"] for r in document["rules"] if "lock" in r and r["id"] not in lifted]
    lifted.extend(left[:1])
    return bool(left)


def test_lifted_lock_never_raises_the_optimum() -> None:
    """Protects the direction of locks: they only ever take options away."""
    assert _never_raises(_lift) > len(FEW) // 5


def test_raised_capacity_never_raises_the_optimum() -> None:
    """Protects the direction of capacity: hours are room, never a duty."""
    tried = 0
    for seed in FEW:
        document, scenario, trust = copy.deepcopy(case(seed))
        changes = document.get("scenarios", {}).get(scenario, {})
        before = optimum(document, scenario, trust)
        for group in document.get("groups", {}).values():
            group["capacity"] = 10**6
        for group in changes.get("capacity", {}):
            changes["capacity"][group] = 10**6
        assert optimum(document, scenario, trust) <= before, seed
        tried += bool(document.get("groups"))
    assert tried > len(FEW) // 5


# Keeping.


def _keep_everything(document: Json, scenario: str | None) -> Json:
    # What is left of the scenario without its pins, and every rule pinned to what it is today.
    changed = copy.deepcopy(document)
    old = changed.get("scenarios", {}).get(scenario, {})
    kept = {key: value for key, value in old.items() if key not in ("keep", "release", "form")}
    own = [
        rule for rule in changed["rules"] if rule.get("holder", "municipality") == "municipality"
    ]
    followers = ("exemption", "definition")
    kept["keep"] = [rule["id"] for rule in own if rule.get("kind") not in followers]
    changed["scenarios"] = {"alles": {**kept, "title": "Alles"}}
    return changed


def test_keeping_everything_is_never_better() -> None:
    """Protects the direction of pins; adding a kept rule may even leave no framework at all."""
    for seed in FEW:
        document, scenario, trust = case(seed)
        pinned = _keep_everything(document, scenario)
        free = copy.deepcopy(pinned)
        del free["scenarios"]["alles"]["keep"]
        assert optimum(free, "alles", trust) <= optimum(pinned, "alles", trust), seed


def test_kept_rules_are_kept_where_everything_must_stay() -> None:
    """Protects the pin `keep`: no decided rule leaves the municipality."""
    shown = 0
    for seed in FEW:
        document, scenario, trust = case(seed)
        found = asked(_keep_everything(document, scenario), "alles", trust)
        if found.counts is not None:
            assert (found.counts.delegated, found.counts.released) == (0, 0), seed
            shown += 1
    assert shown > len(FEW) // 5


def _released_alone(case: Case, found: Framework, rule_id: str) -> Case:
    # The same framework but for one rule: every other decided rule pinned to what it is.
    document, scenario, trust = copy.deepcopy(case)
    old = document.get("scenarios", {}).get(scenario, {})
    follow = {r["id"] for r in document["rules"] if r.get("kind") in ("exemption", "definition")}
    rows = [rule for rule in found.rules or () if rule.id not in {*follow, rule_id}]
    forms = {rule.id: rule.form for rule in rows if rule.decision in ("kept", "delegated")}
    released = [rule_id, *(rule.id for rule in rows if rule.decision == "released")]
    pins = {
        "keep": [r for r in old.get("keep", ()) if r in follow],
        "release": released + [r for r in old.get("release", ()) if r in follow],
        "form": forms | {r: form for r, form in old.get("form", {}).items() if r in follow},
    }
    document["scenarios"] = {"een": {**old, "title": "Een", **pins}}
    return document, "een", trust


def test_reason_of_a_kept_rule_survives_mutation() -> None:
    """The law of mutation: release one kept rule alone, and what the answer names breaks.

    A rule that stays because that is cheaper, or by the tie-break, breaks nothing.
    """
    tried = set()
    for seed in feasible(FEW):
        found = asked(*case(seed))
        for rule in found.rules or ():
            codes = {reason.code for reason in rule.because if reason.form == "release"}
            if rule.decision == "kept" and codes and "pinned" not in codes:
                alone = answer(*_released_alone(case(seed), found, rule.id)).status
                assert (alone == "proven") == bool(codes & {"cheaper", "tie"}), (seed, rule.id)
                tried |= codes
    assert len(tried) > 10

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second opinion: it agrees with whoever else can tell, and says so where it gives up."""

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import minkader.second
from minkader.decision.situation import Situation, situate
from minkader.decision.validity import Book, tiers
from minkader.formats.locate import load
from minkader.questions.solve import solve
from minkader.ruleset.vocabulary import ProposalPolicy
from minkader.second import MOST_STEPS, Opinion, second_opinion
from tests.depth import seeds
from tests.generator import make
from tests.oracle import answer
from tests.shared import ROOT, lines

BOOMGAARDSHOEK = load(ROOT / "rulesets" / "boomgaardshoek")
SCENARIOS = [None, *BOOMGAARDSHOEK.scenarios]
FALLBACK = {
    "indicator": "klachten",
    "unit": "per jaar",
    "threshold": 5,
    "window": "12 months",
    "owner": "wijkmanager",
}


def situation_of(document: Mapping[str, Any], scenario: str | None, trust: bool) -> Situation:
    """Work out the situation of a document."""
    ruleset = load(document)
    policy = ruleset.policy
    if trust:
        policy = policy.model_copy(update={"proposals": ProposalPolicy.DECIDE})
    return situate(ruleset, ruleset.scenarios.get(scenario or ""), policy)


Told = tuple[dict[str, int], list[list[str | None]], int | None] | None
"""Objectives, rules and equal optima as the contract writes them; None where infeasible."""


def told(situation: Situation, opinion: Opinion | None) -> Told:
    """Write an opinion as the contract writes an answer."""
    assert opinion is not None
    if not opinion.feasible:
        assert opinion == Opinion(feasible=False, values=(), choices=(), equal=None)
        return None
    order = (str(tier) for tier in situation.policy.order)
    rules: list[list[str | None]] = []
    for placed, place in zip(situation.rules, opinion.choices, strict=True):
        choice = placed.choices[place]
        form = None if choice.decision in ("released", "lapsed") else str(choice.form)
        rules.append([placed.rule.id, str(choice.decision), form, choice.group])
    return dict(zip(order, opinion.values, strict=True)), rules, opinion.equal


def cover(interests: list[list[int]], *, groups: int = 0, capacity: int = 5) -> dict[str, Any]:
    """Write a rule set of dangers, each guarded by some of the rules.

    With groups each rule can be handed over too, to the next group in turn, for an hour more each.
    """
    count = 1 + max(max(rules) for rules in interests)
    rules: list[dict[str, Any]] = []
    for n in range(count):
        guards = [f"danger-{k}" for k, members in enumerate(interests) if n in members]
        rule: dict[str, Any] = {"id": f"R{n}", "title": "r", "classification": "confirmed"}
        rule |= {"guards": guards, "release": {"fallback": FALLBACK}}
        if groups:
            option = {"form": "neighbour_agreement", "guards": guards, "fallback": FALLBACK}
            rule["options"] = [option | {"group": f"g{n % groups}", "hours_per_year": n + 1}]
        rules.append(rule)
    document = {"minkader": 1, "id": "cover", "title": "cover", "rules": rules}
    dangers = {f"danger-{k}": {"title": "d", "ground": "safety"} for k in range(len(interests))}
    owners = {f"g{n}": {"title": "g", "capacity": capacity} for n in range(groups)}
    return document | {"interests": dangers} | ({"groups": owners} if groups else {})


def wheel(size: int) -> list[list[int]]:
    """Return dangers around a wheel: each is guarded by three rules beside each other."""
    return [[n, (n + 1) % size, (n + 2) % size] for n in range(size)]


def test_second_opinion_gives_every_answer_of_the_contract() -> None:
    wrong = []
    for number, case in enumerate(lines("contract/cases.jsonl")):
        situation = situation_of(case["ruleset"], case["scenario"], case["trust"])
        found, expected = told(situation, second_opinion(situation)), case["expect"]
        right = None
        if expected["status"] == "proven":
            right = expected["objectives"], expected["rules"], expected["equalOptima"]
        if found != right:
            wrong.append((number, found, right))
    assert not wrong


@pytest.mark.parametrize(
    ("seeds", "small"), [(seeds(400), True), (range(5000, 5000 + len(seeds(40))), False)]
)
def test_second_opinion_agrees_with_the_oracle(seeds: range, small: bool) -> None:
    wrong = []
    for seed in seeds:
        document, scenario, trust = make(seed, small=small)
        situation = situation_of(document, scenario, trust)
        found, best = told(situation, second_opinion(situation)), answer(document, scenario, trust)
        right = None
        if best.status == "proven":
            right = best.objectives, [list(row) for row in best.rules], best.equalOptima
        if found != right:
            wrong.append((seed, found, right))
    assert not wrong


@pytest.mark.parametrize("trust", [False, True])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_second_opinion_agrees_with_solve_on_boomgaardshoek(
    scenario: str | None, trust: bool
) -> None:
    policy = BOOMGAARDSHOEK.policy
    if trust:
        policy = policy.model_copy(update={"proposals": ProposalPolicy.DECIDE})
    changes = BOOMGAARDSHOEK.scenarios.get(scenario or "")
    situation = situate(BOOMGAARDSHOEK, changes, policy)
    framework = solve(BOOMGAARDSHOEK, scenario=scenario, trust_proposals=trust)
    assert framework.rules is not None
    objectives = {str(objective.tier): objective.value for objective in framework.objectives}
    rules = [
        [rule.id, str(rule.decision), rule.form and str(rule.form), rule.group]
        for rule in framework.rules
    ]
    found = told(situation, second_opinion(situation))
    assert found == (objectives, rules, int(framework.equal_optima or 0))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_second_opinion_on_boomgaardshoek_is_far_from_its_limit(scenario: str | None) -> None:
    situation = situate(BOOMGAARDSHOEK, BOOMGAARDSHOEK.scenarios.get(scenario or ""))
    assert second_opinion(situation, most_steps=MOST_STEPS // 1000) is not None


@pytest.mark.parametrize(("groups", "capacity"), [(0, 0), (1, 12), (2, 6), (3, 5)])
def test_second_opinion_stands_the_plain_check_of_validity(groups: int, capacity: int) -> None:
    situation = situation_of(cover(wheel(12), groups=groups, capacity=capacity), None, False)
    opinion = second_opinion(situation)
    assert opinion is not None
    assert not Book(situation).broken(opinion.choices)
    values = tiers(situation, opinion.choices)
    assert opinion.values == tuple(values[tier] for tier in situation.policy.order)


def test_groups_are_joined_apart_where_no_part_takes_hours_of_two() -> None:
    # Twelve rules that each guard a danger of their own, in four groups with room for some.
    document = cover([[n] for n in range(12)], groups=4, capacity=12)
    situation = situation_of(document, None, False)
    opinion = second_opinion(situation)
    assert opinion is not None
    # Group n has rules of n+1, n+5 and n+9 hours: two fit, but for n=3 (4 and 8) always the least.
    assert opinion.values == (4, 8, 0, 6 + 8 + 10 + 12)
    assert opinion.equal == 1


def test_best_frameworks_of_parts_are_counted_as_a_product() -> None:
    # Four dangers, two rules each, one of the two stays: the later, as the earlier goes first.
    situation = situation_of(cover([[0, 4], [1, 5], [2, 6], [3, 7]]), None, False)
    opinion = second_opinion(situation)
    assert opinion == Opinion(True, (4, 8, 0, 0), (0, 0, 0, 0, 1, 1, 1, 1), 16)


def test_steady_answer_compares_whole_lists_where_parts_run_criss_cross() -> None:
    # Hours for one of the four: whichever part takes them, its other rule may go as well.
    document = cover([[0, 3], [1, 2]], groups=1, capacity=1)
    for rule in document["rules"]:
        rule["options"][0]["hours_per_year"] = 1
    opinion = second_opinion(situation_of(document, None, False))
    # R0 and R1 go; R2 in residents' hands (1) before R2 kept (2).
    assert opinion == Opinion(True, (1, 2, 0, 1), (0, 0, 1, 2), 8)


@pytest.mark.parametrize(("capacity", "feasible"), [(0, False), (2, False), (3, True)])
def test_hours_that_are_pinned_must_fit_together(capacity: int, feasible: bool) -> None:
    document = cover([[0], [1]], groups=1, capacity=capacity)
    pins = {"R0": "neighbour_agreement", "R1": "neighbour_agreement"}
    document["scenarios"] = {"all": {"title": "all", "form": pins}}
    opinion = second_opinion(situation_of(document, "all", False))
    assert opinion is not None
    assert opinion.feasible is feasible


def test_second_opinion_gives_up_past_its_limit() -> None:
    situation = situation_of(cover(wheel(30)), None, False)
    assert second_opinion(situation, most_steps=2_000) is None


@pytest.mark.parametrize("most", [0, 10, 100, 1_000])
def test_second_opinion_is_right_or_gives_up_at_any_limit(most: int) -> None:
    situation = situation_of(cover([[n] for n in range(12)], groups=2, capacity=20), None, False)
    assert second_opinion(situation, most_steps=most) in (None, second_opinion(situation))


def test_second_opinion_gives_up_on_more_rules_than_its_numbers_are_made_for() -> None:
    situation = situation_of(cover([[n] for n in range(200)]), None, False)
    assert second_opinion(situation, most_steps=200 * 200 // 16 - 1) is None


def test_second_opinion_stops_when_told() -> None:
    situation = situation_of(cover(wheel(16)), None, False)
    asked: list[None] = []

    def third_time() -> bool:
        asked.append(None)
        return len(asked) == 3

    assert second_opinion(situation, stop=lambda: True) is None
    assert second_opinion(situation, stop=third_time) is None
    assert len(asked) == 3
    assert second_opinion(situation, stop=lambda: False) == second_opinion(situation)


def test_second_opinion_imports_ruleset_alone_and_its_solver_late() -> None:
    for file in Path(minkader.second.__file__).parent.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                module = node.module or ""
                ours = module.startswith(("minkader.ruleset.", "minkader.second.")) or module in (
                    "minkader.decision.kinds",
                    "minkader.decision.options",
                    "minkader.decision.situation",
                )
                assert ours or not module.startswith("minkader")
                assert module != "minkader.decision.validity"
                assert module != "constraint" or node not in tree.body
            assert not isinstance(node, ast.Import)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What-if, scenarios and compare: the laws that they keep, on rule sets of every kind."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

import minkader as mk
from minkader.questions.answering.answers import to_json
from tests.depth import seeds
from tests.generator import make

SEEDS = seeds(60, least=25)


def cases() -> Iterator[tuple[dict[str, Any], mk.RuleSet]]:
    """Return generated documents and their rule sets."""
    for seed in SEEDS:
        document, _, _ = make(seed)
        yield document, mk.load(document)


def told(answer: mk.Framework) -> dict[str, Any]:
    """Return what an answer says, without what it says of its input and the clock."""
    document: dict[str, Any] = json.loads(answer.to_json())
    for key in ("input", "measured"):
        del document[key]
    for member in document.get("clash", {}).get("constraints", ()):
        del member["origin"]  # a flag stands in no file
    return document


def words_of(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the changes of a scenario of a document, as words for Python."""
    scenario = dict(document["scenarios"][name])
    for key in ("title", "note", "assumed"):
        scenario.pop(key, None)
    return scenario


def test_what_if_in_words_says_the_same_as_the_scenario() -> None:
    for document, rules in cases():
        for name in rules.scenarios:
            asked = mk.what_if(rules, **words_of(document, name))
            assert told(asked.answer) == told(mk.solve(rules, scenario=name))


def test_what_if_on_a_scenario_says_back_what_the_flags_changed() -> None:
    rules = mk.load("voorbeeld")
    asked = mk.what_if(rules, scenario="proef", capacity={"vereniging": 150}, keep=["FLAGPOLE"])
    assert asked.answer.input.scenario == "proef"
    assert asked.answer.input.changes == {"capacity": {"vereniging": 150}, "keep": ["FLAGPOLE"]}
    assert asked.base.input.scenario is None
    assert asked.base.input.changes == {}


def test_what_if_equals_solving_the_changed_file() -> None:
    for document, rules in cases():
        for group in rules.groups:
            changed = copy.deepcopy(document)
            changed["groups"][group]["capacity"] = 35
            asked = mk.what_if(rules, capacity={group: 35})
            assert told(asked.answer) == told(mk.solve(mk.load(changed)))


def test_what_if_and_its_opposite_give_the_base_back() -> None:
    for _, rules in cases():
        for group, noun in rules.groups.items():
            there = mk.what_if(rules, capacity={group: 999})
            back = mk.what_if(rules, capacity={group: noun.capacity.low})
            assert told(back.answer) == told(there.base)
            assert back.differences == ()


def test_what_if_without_changes_has_no_differences() -> None:
    for _, rules in cases():
        asked = mk.what_if(rules)
        assert asked.differences == ()
        assert all(total.before == total.after for total in asked.totals)


def best(answer: mk.Framework) -> list[int | None] | None:
    """Return the optimum of an answer; None where there is no framework."""
    if answer.rules is None:
        return None
    return [objective.value for objective in answer.objectives]


def no_worse(after: mk.Framework, before: mk.Framework) -> bool:
    """Return whether an optimum did not rise."""
    old, new = best(before), best(after)
    if old is None:
        return True
    return new is not None and [v or 0 for v in new] <= [v or 0 for v in old]


def test_dropping_an_interest_never_raises_the_optimum() -> None:
    for _, rules in cases():
        for name in rules.interests:
            asked = mk.what_if(rules, drop_interests=[name])
            assert no_worse(asked.answer, asked.base), (rules.id, name)


def test_lifting_a_lock_never_raises_the_optimum() -> None:
    for _, rules in cases():
        for rule in rules.rules:
            if rule.lock is not None:
                asked = mk.what_if(rules, lift_locks=[rule.id])
                assert no_worse(asked.answer, asked.base), (rules.id, rule.id)


def test_lifting_a_veto_never_raises_the_optimum() -> None:
    seen = 0
    for _, rules in cases():
        for rule in rules.rules:
            for option in rule.options:
                for who, stance in option.stances.items():
                    if stance == "blocks" and rules.stakeholders[who].may_block:
                        seen += 1
                        softer = {who: {rule.id: {str(option.form): "tolerates"}}}
                        asked = mk.what_if(rules, stances=softer)
                        assert no_worse(asked.answer, asked.base), (rules.id, rule.id)
    assert seen > 5


def test_adding_capacity_never_raises_the_optimum() -> None:
    for _, rules in cases():
        for group, noun in rules.groups.items():
            asked = mk.what_if(rules, capacity={group: noun.capacity.low + 40})
            assert no_worse(asked.answer, asked.base), (rules.id, group)


def test_infeasible_what_if_leaves_the_base_and_says_what_clashes() -> None:
    asked = mk.what_if(mk.load("voorbeeld"), release=["ACCESS-ROAD"])
    assert asked.base.status == "proven"
    assert asked.answer.status == "infeasible"
    assert asked.differences == ()
    assert asked.answer.clash is not None
    assert {member.kind for member in asked.answer.clash.constraints} == {"fallback", "pin"}


def test_difference_names_the_reason_of_each_rule_that_comes_back() -> None:
    asked = mk.what_if(mk.load("boomgaardshoek"), capacity={"bewonersvereniging": 300})
    (fence,) = [d for d in asked.differences if d.id == "BS-22.26-hek"]
    assert fence.move == "back"
    assert (fence.from_.decision, fence.to.decision) == ("delegated", "kept")
    assert {because.code for because in fence.because} == {"capacity"}


def test_scenarios_equal_their_what_ifs() -> None:
    for document, rules in cases():
        table = mk.scenarios(rules)
        assert [one.name for one in table.scenarios] == list(rules.scenarios)
        for one in table.scenarios:
            asked = mk.what_if(rules, **words_of(document, one.name))
            assert told(one.answer) == told(asked.answer)
            assert one.differences == asked.differences


@pytest.mark.parametrize("words", [{"releese": ["HEDGE"]}, {"release": ["HEGDE"]}])
def test_what_if_refuses_a_slip_of_the_pen(words: dict[str, Any]) -> None:
    with pytest.raises(mk.WrongUseError) as caught:
        mk.what_if(mk.load("voorbeeld"), **words)
    assert caught.value.finding.values["near"]


def test_what_if_refuses_a_rule_pinned_twice() -> None:
    with pytest.raises(mk.WrongUseError) as caught:
        mk.what_if(mk.load("voorbeeld"), keep=["HEDGE"], release=["HEDGE"])
    assert caught.value.finding.code == "MK042"


def test_pin_on_top_of_a_scenario_replaces_its_pin_of_the_same_rule() -> None:
    asked = mk.what_if(mk.load("voorbeeld"), scenario="proef", form={"HEDGE": "duty_of_care"})
    assert asked.answer.rule("HEDGE").form == "duty_of_care"


def test_stopped_what_if_is_not_proven() -> None:
    asked = mk.what_if(mk.load("boomgaardshoek"), stop=lambda: True)
    assert asked.answer.status == "not_proven"


def test_answers_have_a_page_for_notebooks_without_scripts() -> None:
    rules = mk.load("voorbeeld")
    answers = [
        mk.solve(rules),
        mk.what_if(rules, adopt=["cursus"], capacity={"vereniging": 150}),
        mk.what_if(rules, release=["ACCESS-ROAD"]),
        mk.scenarios(rules),
        mk.compare(rules, rules),
        mk.show(rules, "HEDGE"),
        mk.check(rules, cases=mk.load_cases("voorbeeld")),
    ]
    for answer in answers:
        page = answer._repr_html_()
        assert page.startswith('<div class="minkader">')
        assert page.count("<table>") == page.count("</table>")
        assert page.count("<p>") + page.count("<td") + page.count("<li") > 0
        assert "<script" not in page


def test_answers_become_json_with_camel_case_keys() -> None:
    rules = mk.load("voorbeeld")
    document = json.loads(
        to_json(mk.what_if(rules, adopt=["cursus"], capacity={"vereniging": 150}))
    )
    assert set(document) == {
        "formatVersion", "question", "tool", "base", "answer", "differences", "totals",
    }  # fmt: skip
    assert document["differences"][0]["from"] == {
        "decision": "kept", "form": "duty_of_care", "group": None,
    }  # fmt: skip

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shared contract: small rule sets with exact answers, and documents to refuse."""

import json
from typing import Any

import pytest

from minkader.formats.locate import load
from minkader.questions.solve import solve
from minkader.ruleset.errors import UnreadableError
from tests.oracle import answer
from tests.shared import lines


def differences(case: dict[str, Any]) -> list[str]:
    """List where the solver's answer to a case is not the expected one."""
    expected = case["expect"]
    found = solve(load(case["ruleset"]), scenario=case["scenario"], trust_proposals=case["trust"])
    if found.status != expected["status"]:
        return [f"status {found.status}"]
    if found.rules is None:
        return []
    rules = [[rule.id, rule.decision, rule.form, rule.group] for rule in found.rules]
    values = {objective.tier: objective.value for objective in found.objectives}
    wrong = []
    if values != expected["objectives"]:
        wrong.append(f"objectives {values}")
    if rules != expected["rules"]:
        wrong.append(f"rules {rules}")
    if found.equal_optima != str(expected["equalOptima"]):
        wrong.append(f"equalOptima {found.equal_optima}")
    return wrong


def test_solver_gives_every_answer_of_the_contract() -> None:
    wrong = [
        (n, d) for n, case in enumerate(lines("contract/cases.jsonl")) if (d := differences(case))
    ]
    assert not wrong


def test_oracle_gives_every_answer_of_the_contract() -> None:
    wrong = []
    for number, case in enumerate(lines("contract/cases.jsonl")):
        expected = case["expect"]
        found = answer(case["ruleset"], case["scenario"], case["trust"])
        told = {key: getattr(found, key) for key in expected}
        # Through JSON, so that tuples and lists are the same thing.
        if json.loads(json.dumps(told, default=list)) != expected:
            wrong.append(number)
    assert not wrong


def test_reader_refuses_every_wrong_document_and_names_what_is_wrong() -> None:
    for case in lines("contract/errors.jsonl"):
        with pytest.raises(UnreadableError) as caught:
            load(case["ruleset"])
        told = str(caught.value)
        assert all(finding.code < "MK100" for finding in caught.value.findings)
        for name in case["names"]:
            assert name in told, (case["wrong"], told)

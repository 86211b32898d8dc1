# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checker of certificates: claims, framework and parts that are not what they must be."""

import copy
from typing import Final

import pytest

from minkader.verify import read
from tests.certificates import LEAF, TWO, Change, certified, changed, two, why, written
from tests.tiny import Json, document, lesser, rule, safe

CHANGES: Final[dict[str, tuple[list[Change], str]]] = {
    "hash": ([(["input", "sha256"], "0" * 64)], "input, rule set: other_rule_set"),
    "scenario": ([(["input", "scenario"], "other")], "input, rule set: unknown_scenario"),
    "pin": ([(["input", "changes"], {"keep": ["A"]})], "claims, framework: unknown_form"),
    "interest dropped": (
        [(["input", "changes"], {"drop_interests": ["flood"]})], "parts[0].rows[1]: unknown_row"
    ),
    "order": ([(["input", "policy", "order"], ["effort", "kept"])], "claims, framework: order"),
    "claim up": ([(["claims", 0, "value"], 3)], "claims: kept: framework_value"),
    "claim down": ([(["claims", 0, "value"], 1)], "claims: kept: framework_value"),
    "claim of text": ([(["claims", 0, "value"], "2")], "claims, framework: not_whole"),
    "claim of another tier": ([(["claims", 0, "tier"], "effort")], "claims, framework: order"),
    "no claims": ([(["claims"], [])], "claims, framework: status"),
    "infeasible": ([(["status"], "infeasible")], "claims, framework: status"),
    "status": ([(["status"], "not_proven")], "claims, framework: status"),
    "form away": ([(["framework", "B"], "release")], "framework: guard fire: broken"),
    "form unknown": ([(["framework", "B"], "permit")], "claims, framework: unknown_form"),
    "form not hashable": ([(["framework", "B"], [])], "claims, framework: malformed"),
    "rule too many": ([(["framework", "X"], "release")], "claims, framework: unknown_form"),
    "no framework": ([(["framework"], None)], "claims, framework: not_table"),
    "framework as a list": ([(["framework"], [["A", "release"]])], "claims, framework: not_table"),
    "value up": ([(["parts", 0, "values", 0], 3)], "parts[0] tree[0]: leaf_weak"),
    "value down": ([(["parts", 0, "values", 0], 1)], "claims: sum"),
    "value of text": ([(["parts", 0, "values", 0], "2")], "parts[0].weights: not_whole"),
    "value true": ([(["parts", 0, "values", 0], True)], "parts[0].weights: not_whole"),
    "another version": ([(["formatVersion"], 2)], "input, rule set: certificate_version"),
    "no parts": ([(["parts"], [])], "claims: sum"),
    "parts as a table": ([(["parts"], {})], "claims, framework: not_list"),
    "a rule less": ([(["parts", 0, "rules"], ["A", "B"])], "parts[0]: options"),
    "a rule twice": ([(["parts", 0, "rules"], ["A", "B", "C", "C"])], "parts[0]: in_two_parts"),
    "an unknown rule": ([(["parts", 0, "rules"], ["A", "B", "X"])], "parts[0]: unknown_rule"),
    "an option twice": ([(["parts", 0, "options", 0], ["A", "general_rule"])], "parts[0]: options"),
    "an option unknown": (
        [(["parts", 0, "options", 0], ["A", "permit"])], "parts[0]: unknown_option"
    ),
    "a factor": ([(["parts", 0, "rows", 0, "terms", 0, 1], 2)], "parts[0].rows[0]: unknown_row"),
    "a term": ([(["parts", 0, "rows", 0, "terms", 0, 0], 0)], "parts[0].rows[0]: unknown_row"),
    "a term twice": (
        [(["parts", 0, "rows", 0, "terms", 0], [3, 1])], "parts[0].rows[0]: term_twice"
    ),
    "a term said again": (
        [(["parts", 0, "rows", 0, "terms"], [[1, 1], [3, 1], [3, 1]])],
        "parts[0].rows[0]: term_twice",
    ),
    "an option said again": (
        [(["parts", 0, "options"], [[r, f] for r in "ABCC" for f in ("release", "general_rule")])],
        "parts[0]: options",
    ),
    "a term outside": (
        [(["parts", 0, "rows", 0, "terms", 0, 0], 9)], "parts[0].rows[0]: column_number"
    ),
    "a term from the end": (
        [(["parts", 0, "rows", 0, "terms", 0, 0], -5)], "parts[0].rows[0]: too_small"
    ),
    "at least": ([(["parts", 0, "rows", 0, "atLeast"], 2)], "parts[0].rows[0]: unknown_row"),
    "at least true": ([(["parts", 0, "rows", 0, "atLeast"], True)], "parts[0].rows[0]: not_whole"),
    "a key less": ([(["parts", 0], {"rules": ["A"]})], "parts[0]: missing"),
    "a part as a list": ([(["parts", 0], ["A"])], "parts[0]: not_table"),
    "a rule less in the framework": (
        [(["framework"], {rule: "release" for rule in "ABCE"})], "claims, framework: undecided"
    ),
    "a framework beside no framework": (
        [(["status"], "infeasible"), (["claims"], [])], "claims, framework: no_framework"
    ),
    "a tier of another checker": (
        [(["input", "policy", "order"], ["cost"]), (["claims", 0, "tier"], "cost")],
        "claims, framework: unknown_tier",
    ),
    "a weight below those of later tiers": (
        [
            (["claims"], [{"tier": "kept", "value": 2}, {"tier": "intensity", "value": 4}]),
            (["parts", 0, "values"], [2, 4]),
            (["parts", 0, "weights"], [6, 1]),
        ],
        "parts[0].weights: weight",
    ),
    "a word in the policy": (
        [(["input", "policy", "fallback"], "sometimes")], "input, rule set: unknown_word"
    ),
    "a share in words": (
        [(["input", "policy", "objectionsAtMost"], "half")], "input, rule set: objections"
    ),
    "a measure": (
        [(["input", "changes"], {"adopt": ["course"]})], "input, rule set: unknown_measure"
    ),
    "a pin elsewhere": (
        [(["input", "changes"], {"keep": ["X"]})], "input, rule set: pin_elsewhere"
    ),
}  # fmt: skip
"""What is changed in a right certificate, and where it is refused with which sentence."""


@pytest.mark.parametrize("name", CHANGES)
def test_changed_certificate_is_refused(name: str) -> None:
    """Protects every number and name that the proof rests on."""
    changes, refused = CHANGES[name]
    assert why(changed(two(LEAF), *changes), TWO) == refused


def test_other_rule_set_is_refused() -> None:
    """Protects that the proof is of this file: even a title makes it another."""
    assert why(two(LEAF), TWO | {"title": "Anders"}) == "input, rule set: other_rule_set"


def test_part_twice_is_refused() -> None:
    """Protects that no rule is counted twice."""
    certificate = two(LEAF)
    certificate["parts"].append(copy.deepcopy(certificate["parts"][0]))
    certificate["framework"] |= dict.fromkeys("ABCD", "general_rule")
    certificate["claims"][0]["value"] = 4
    assert why(certificate, TWO) == "parts[1]: in_two_parts"


def test_framework_that_reaches_the_value_by_breaking_a_row_is_refused() -> None:
    """Protects validity: a value alone is not a framework."""
    certificate = two(LEAF)
    certificate["framework"] |= {"A": "general_rule", "C": "release"}
    assert why(certificate, TWO) == "framework: guard flood: broken"


def test_rule_in_no_part_counts_for_the_least_it_can() -> None:
    """Protects rules that no part speaks of: what must stay is counted, what may go is not."""
    text = document(rule("A"), rule("B", classification="none", weight=3), rule("C", weight=5))
    framework = {"A": "release", "B": "general_rule", "C": "release"}
    certificate = written(text, {"kept": 3, "intensity": 2}, framework)
    assert why(certificate, text) is None
    certificate["framework"] = {"A": "general_rule", "B": "general_rule", "C": "release"}
    certificate["claims"] = [{"tier": "kept", "value": 4}, {"tier": "intensity", "value": 4}]
    assert why(certificate, text) == "claims: sum"


def test_proof_of_no_framework_shows_none() -> None:
    """Protects the reader: no framework, no value and no second part stand beside such a proof."""
    text = document(rule("A"), interests={"fire": safe()})
    made = certified(text)
    assert why(made, text) is None
    changes: list[tuple[Json, str]] = [
        ({"framework": {"A": "general_rule"}}, "no_framework"),
        ({"claims": [{"tier": "kept", "value": 0}]}, "status"),
        ({"status": "proven"}, "status"),
        ({"parts": []}, "no_framework"),
        ({"parts": made["parts"] * 2}, "no_framework"),
    ]
    for more, refused in changes:
        assert why(made | more, text) == f"claims, framework: {refused}"


def test_tier_claimed_twice_is_refused() -> None:
    """Protects the reader of `claims`: the first of two would be anything at all."""
    for order in (["kept"], ["kept", "kept"], ["kept", "kept", "effort"]):
        certificate = two(LEAF, values=[2, 2], weights=[4, 1])
        certificate["input"]["policy"]["order"] = order
        certificate["claims"].insert(0, {"tier": "kept", "value": 99})
        assert why(certificate, TWO) == "claims, framework: tier_twice"


def test_derived_column_is_not_a_rule() -> None:
    """Protects parts: a derived column comes once, by its name, and never among the rules."""
    text = document(
        rule("A"), rule("B"),
        interests={"x": lesser(together=[["A", "B"]], at_least=1), "y": lesser(together=[["A"]])},
        policy={"order": ["residual", "kept"], "fallback": "reported"},
    )  # fmt: skip
    made = certified(text)
    assert why(made, text) is None
    part = made["parts"][0]
    derived = [name for name in part["options"] if len(name) == 3]
    assert derived
    column = read(text, made["input"]).number[tuple(derived[0])]
    for more in (column, float(column), derived[0], derived[0][0]):
        refused = "parts[0]: malformed" if more == derived[0] else "parts[0]: unknown_rule"
        other = copy.deepcopy(made)
        other["parts"][0]["rules"].append(more)
        assert why(other, text) == refused
        other["parts"][0]["options"].remove(derived[0])
        assert why(other, text) == refused
    other = copy.deepcopy(made)
    other["parts"][0]["options"].append(derived[0])
    assert why(other, text) == "parts[0]: in_two_parts"
    for rules in (["A"], []):  # the columns of a rule come with the rule
        other["parts"] = [part | {"rules": rules}]
        assert why(other, text) == "parts[0]: options"


def test_part_of_derived_columns_alone_is_checked_like_any_other() -> None:
    """Protects a part without rules: its columns are free, so its rows are those that stay."""
    text = document(
        rule("A", guards=["x"]), rule("B", guards=["x"]), rule("C"),
        interests={"x": lesser()}, policy={"order": ["residual"], "fallback": "reported"},
    )  # fmt: skip
    part = {
        "rules": [], "options": [["lost", "x", 0]], "rows": [],
        "values": [0], "weights": [1], "tree": [["leaf", []]],
    }  # fmt: skip
    kept = {"A": "general_rule", "B": "release", "C": "release"}
    assert why(written(text, {"residual": 0}, kept, part), text) is None
    gone = {"A": "release", "B": "release", "C": "release"}
    for n, tree in enumerate(([["leaf", []]], [["branch", 0], ["leaf", []], ["leaf", []]])):
        claimed = part | {"values": [1], "tree": tree}
        refused = f"parts[0] tree[{2 * n}]: leaf_weak"
        assert why(written(text, {"residual": 1}, gone, claimed), text) == refused


def test_unknown_keys_are_ignored() -> None:
    """Protects certificates of later versions that only say more."""
    certificate = two(LEAF, note="x") | {"extra": [1.5]}
    assert why(certificate, TWO) is None


@pytest.mark.parametrize(
    "key", ["formatVersion", "input", "status", "claims", "framework", "parts"]
)
def test_missing_key_is_refused(key: str) -> None:
    """Protects against a proof of less than it seems."""
    certificate = two(LEAF)
    del certificate[key]
    where = "input, rule set" if key in ("formatVersion", "input") else "claims, framework"
    assert why(certificate, TWO) == f"{where}: missing"

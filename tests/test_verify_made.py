# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checker of certificates against the truth: made by brute force, then changed at random."""

import copy
import hashlib
import itertools
import json
import random
from typing import Any

from minkader.formats.locate import load
from minkader.questions.solve import solve
from minkader.verify import Reading, read
from tests.certificates import certified, small, why
from tests.shared import ROOT
from tests.test_verify_reading import ORDER, asked, best, cost, forms, frameworks
from tests.tiny import FALLBACK, document, lesser, rule


def test_right_certificate_of_every_case_is_accepted_and_no_other_value() -> None:
    """Protects both sides: what is proven passes on every tier, one more or one less does not."""
    statuses = []
    cases = sorted(small(3000), key=lambda case: str(case["expect"]["status"]))
    for case in cases[::5]:
        text = case["ruleset"]
        made = certified(text, case["scenario"], trust=case["trust"])
        assert made["status"] == case["expect"]["status"]
        assert why(made, text) is None
        statuses.append(made["status"])
        for n, claim in enumerate(made["claims"]):
            for more in (1, -1):
                refused = f"claims: {claim['tier']}: framework_value"
                if claim["value"] + more < 0:
                    refused = "claims, framework: too_small"
                other = copy.deepcopy(made)
                other["claims"][n]["value"] = claim["value"] + more
                assert why(other, text) == refused
                other["parts"][0]["values"][n] += more
                assert why(other, text) == refused
        shorter = certified(text, case["scenario"], trust=case["trust"], count=2)
        assert shorter["claims"] == made["claims"][:2]
        assert why(shorter, text) is None
    assert {"infeasible", "proven"} == set(statuses)


def test_framework_that_is_valid_but_not_best_is_refused() -> None:
    """Protects the proof itself: here the claims are reached, and only the tree can tell."""
    tried = 0
    for case in small(600)[::7]:
        text = case["ruleset"]
        made = certified(text, case["scenario"], trust=case["trust"])
        here = read(text, made["input"])
        truth = [claim["value"] for claim in made["claims"]]
        for chosen in itertools.islice(frameworks(here) if truth else (), 40):
            values = [cost(here, chosen, claim["tier"]) for claim in made["claims"]]
            if values != truth:
                other = copy.deepcopy(made) | {"framework": forms(here, chosen)}
                for claim, value in zip(other["claims"], values, strict=True):
                    claim["value"] = value
                    part = [value - here.constants[claim["tier"]]]
                    other["parts"][0]["values"] = other["parts"][0]["values"][1:] + part
                told = str(why(other, text))
                assert told.startswith("parts[0] tree[")
                assert told.endswith(": leaf_weak")
                tried += 1
    assert tried > 100


def test_mutated_certificates_never_end_in_a_traceback() -> None:
    """Protects the reader: whatever is changed is accepted or refused, nothing else."""
    draw = random.Random(1)  # fixed
    odd: list[Any] = [
        None,
        True,
        -1,
        0,
        1,
        10**30,
        1.5,
        "",
        "kept",
        [],
        {},
        [[]],
        [0, 1],
        {"a": 1},
        "\ud800",
    ]
    told = []
    cases = small(100)[::5]
    made = [(certified(c["ruleset"], c["scenario"], trust=c["trust"]), c["ruleset"]) for c in cases]
    for n in range(1500):
        certificate, text = copy.deepcopy(made[n % len(made)])
        _mutate(draw, certificate if n % 4 else text, odd)
        if n % 4 == 0:
            certificate["input"]["sha256"] = _hash(text)
        told.append(why(certificate, text))
        if told[-1] is None:  # and what is accepted is true
            found = best(read(text, certificate["input"]))
            claims = {claim["tier"]: claim["value"] for claim in certificate["claims"]}
            assert claims == ({} if found is None else dict(list(found[0].items())[: len(claims)]))
    assert told.count(None) < len(told) / 2


def _hash(text: object) -> str:
    told = json.dumps(text, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode(errors="replace")).hexdigest()


def _mutate(draw: random.Random, whole: Any, odd: list[Any]) -> None:  # noqa: ANN401
    at = whole
    while True:
        key = draw.choice(list(at) if isinstance(at, dict) else range(len(at)))
        if not isinstance(at[key], dict | list) or not at[key] or draw.random() < 0.15:
            break
        at = at[key]
    if draw.random() < 0.2:
        del at[key]
    else:
        at[key] = draw.choice(odd)


def test_rule_with_the_name_of_a_derived_column_is_certified() -> None:
    """Protects the names of columns: a rule may be called `lost`, and an interest as its form."""
    text = document(
        rule("lost", guards=["permit"], form="permit", release={"fallback": FALLBACK}),
        rule("together", guards=["permit"], form="permit", release={"fallback": FALLBACK}),
        interests={"permit": lesser(together=[["lost", "together"]], at_least=2)},
        policy={"order": ["residual", "kept"]},
    )
    names = Reading(text, asked(text)).number
    assert {("lost", "permit"), ("lost", "permit", 0), ("together", "permit", 0)} <= names.keys()
    made = certified(text)
    assert made["claims"][0] == {"tier": "residual", "value": 0}
    assert why(made, text) is None
    assert solve(load(text), certificate=True).proof == "certified"


def test_example_rule_set_is_certified() -> None:
    """Protects the way from the example in the repository to a certificate."""
    text = json.loads(json.dumps(dict(load(ROOT / "rulesets" / "voorbeeld").document), default=str))
    made = certified(text)
    assert why(made, text) is None
    assert [claim["tier"] for claim in made["claims"]] == ORDER

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checker of certificates: right proofs are accepted, wrong and malformed ones refused."""

import copy
import hashlib
import itertools
import json
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from math import prod
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import pytest

from minkader import verify
from minkader.formats.locate import load
from minkader.questions.solve import solve
from minkader.verify import Reading, Refused, check, main, read
from tests.shared import ROOT, lines
from tests.test_verify_reading import ORDER, asked, best, cost, forms, frameworks
from tests.tiny import FALLBACK, document, lesser, option, rule, safe

Json = dict[str, Any]
FILE: Final = ROOT / "src" / "minkader" / "verify.py"


class Maker:
    """Make a certificate with one part by branching on every rule: simple, and far too large."""

    def __init__(self, text: Json, request: Json, count: int = 4) -> None:
        self.here = read(text, request)
        self.names = [list(name) for name in self.here.number]
        self.rows = list(self.here.rows)
        found = best(self.here)
        self.order = [] if found is None else self.here.policy["order"][:count]
        self.values = [] if found is None else list(found[0].values())[:count]
        self.weights = weights(self.here, self.order)
        self.target = 1 - sum(self.weights[-1:])
        for tier, weight, value in zip(self.order, self.weights, self.values, strict=True):
            self.target += weight * (value - self.here.constants[tier])
        self.made = {
            "formatVersion": 1,
            "input": request,
            "status": "infeasible" if found is None else "proven",
            "claims": [
                {"tier": t, "value": v} for t, v in zip(self.order, self.values, strict=True)
            ],
            "framework": None if found is None else found[1],
            "parts": [self._part()],
        }

    def _part(self) -> Json:
        tiers = zip(self.order, self.values, strict=True)
        return {
            "rules": list(self.here.of_rule),
            "options": self.names,
            "rows": [
                {"name": [name], "terms": [[c, f] for c, f in sorted(terms)], "atLeast": least}
                for (terms, least), name in self.here.rows.items()
            ],
            "values": [value - self.here.constants[tier] for tier, value in tiers],
            "weights": self.weights,
            "tree": self._tree(list(self.here.of_rule.values()), []),
        }

    def _tree(self, left: Sequence[Sequence[int]], chosen: list[int]) -> list[Any]:
        # Branch until every rule is chosen, then on derived columns, then close with one row.
        if left:
            return self._ways(left[0], left[1:], chosen)
        return self._derived([d[0] for d in self.here.derived], chosen)

    def _ways(
        self, own: Sequence[int], left: Sequence[Sequence[int]], chosen: list[int]
    ) -> list[Any]:
        if not own:
            return [["leaf", []]]
        first = self._tree(left, [*chosen, own[0]])
        if len(own) == 1:
            return first
        return [["branch", own[0]], *first, *self._ways(own[1:], left, chosen)]

    def _derived(self, derived: list[int], chosen: list[int]) -> list[Any]:
        if not derived:
            return [["leaf", self._close(chosen)]]
        one = self._derived(derived[1:], [*chosen, derived[0]])
        return [["branch", derived[0]], *one, *self._derived(derived[1:], chosen)]

    def _close(self, chosen: list[int]) -> list[list[int]]:
        spent = 0
        for tier, weight in zip(self.order, self.weights, strict=True):
            spent += weight * sum(self.here.costs[tier].get(column, 0) for column in chosen)
        if spent >= self.target:
            return []
        return next(
            [[number, self.target - spent]]
            for number, (terms, least) in enumerate(self.rows)
            if sum(f for c, f in terms if c in chosen) < least
        )


def weights(here: Reading, order: Sequence[str]) -> list[int]:
    """Weigh tiers by hand for a part that holds everything; the last one weighs 1."""
    made: list[int] = []
    later = 0
    for tier in reversed(order):
        made.insert(0, 1 + later)
        most = [max((here.costs[tier][c] for c in own), default=0) for own in here.of_rule.values()]
        later += made[0] * (sum(most) + sum(here.costs[tier][d[0]] for d in here.derived))
    return made


def certified(
    text: Json, scenario: str | None = None, *, trust: bool = False, count: int = 4
) -> Json:
    """Make a certificate for a document by brute force, of so many tiers."""
    return Maker(text, asked(text, scenario, trust=trust), count).made


def written(text: Json, claims: dict[str, int], framework: Json, *parts: Json) -> Json:
    """Write a certificate by hand."""
    return {
        "formatVersion": 1,
        "input": asked(text),
        "status": "proven",
        "claims": [{"tier": tier, "value": value} for tier, value in claims.items()],
        "framework": framework,
        "parts": list(parts),
    }


def why(certificate: object, text: object) -> str | None:
    """Tell how a certificate is refused, as JSON would bring it; None where it is accepted."""
    try:
        check(json.loads(json.dumps(certificate)), json.loads(json.dumps(text)))
    except Refused as refused:
        return refused.message[1]
    return None


# By hand ------------------------------------------------------------------------------------------


TWO: Final = document(
    rule("A", guards=["fire"], release={"fallback": FALLBACK}),
    rule("B", guards=["fire"], release={"fallback": FALLBACK}),
    rule("C", guards=["flood"], release={"fallback": FALLBACK}),
    rule("D", release={}),
    rule("E", release={}),
    interests={"fire": safe(), "flood": safe(at_least=1)},
)
"""A or B guards fire, C guards flood, D and E are free."""


def two(tree: list[Any], **part: Any) -> Json:  # noqa: ANN401
    """Write a certificate for `TWO` with A, B, C in one part, D and E in none."""
    whole = {
        "rules": ["A", "B", "C"],
        "options": [[r, f] for r in "ABC" for f in ("release", "general_rule")],
        "rows": [
            {"name": ["guard", "fire"], "terms": [[1, 1], [3, 1]], "atLeast": 1},
            {"name": ["guard", "flood"], "terms": [[5, 1]], "atLeast": 1},
        ],
        "values": [2],
        "weights": [1],
        "tree": tree,
    }
    framework = {rule: "general_rule" if rule in "BC" else "release" for rule in "ABCDE"}
    return written(TWO, {"kept": 2}, framework, whole | part)


LEAF: Final = [["leaf", [[0, 1], [1, 1]]]]
RIGHT: Final[dict[str, list[Any]]] = {
    "leaf": LEAF,
    "fix": [["fix", [[1, 5]]], ["leaf", [[0, 1]]]],
    "fix that leaves a rule nothing": [["fix", [[0, 2], [1, 1]]], ["leaf", []]],
    "branch": [["branch", 1], ["leaf", [[1, 1]]], ["leaf", [[0, 1], [1, 1]]]],
    "branch on what is gone": [["fix", [[1, 5]]], ["branch", 4], ["leaf", []], ["leaf", [[0, 1]]]],
    "split": [
        ["split", [], [[[0, 1, 2, 3], 1], [[4, 5], 1]]],
        ["leaf", [[0, 1]]],
        ["leaf", [[1, 1]]],
    ],
    "split with a rest": [["split", [[1, 1]], [[[2, 3, 0, 1], 1]]], ["leaf", [[0, 1]]]],
    "split after a fix": [
        ["fix", [[1, 5]]],
        ["split", [], [[[0, 1, 2, 3], 1], [[5], 1]]],
        ["leaf", [[0, 1]]],
        ["leaf", []],
    ],
}
WRONG: Final[dict[str, list[Any]]] = {
    "nothing": [],
    "too small": [["leaf", [[0, 1]]]],
    "too large": [["leaf", [[0, 2], [1, 1]]]],
    "unknown row": [["leaf", [[0, 1], [2, 1]]]],
    "row from the end": [["leaf", [[0, 1], [-1, 1]]]],
    "negative": [["leaf", [[0, 1], [1, -1]]]],
    "true": [["leaf", [[0, True], [1, 1]]]],
    "fraction": [["leaf", [[0, 1.0], [1, 1]]]],
    "two leaves": [*LEAF, *LEAF],
    "branch of one": [["branch", 1], ["leaf", [[1, 1]]]],
    "branch of three": [["branch", 1], *LEAF, *LEAF, *LEAF],
    "branch outside": [["branch", 6], *LEAF, *LEAF],
    "fix alone": [["fix", [[1, 5]]]],
    "fix too much": [["fix", [[1, 1]]], ["leaf", [[0, 1]]]],
    "half a rule": [
        ["split", [], [[[1, 2, 3], 1], [[4, 5], 1]]],
        ["leaf", [[0, 1]]],
        ["leaf", [[1, 1]]],
    ],
    "a rule in two blocks": [
        ["split", [], [[[0, 1, 2, 3], 1], [[2, 3, 4, 5], 1]]],
        ["leaf", [[0, 1]]],
        ["leaf", [[1, 1]]],
    ],
    "targets too low": [
        ["split", [], [[[0, 1, 2, 3], 1], [[4, 5], 0]]],
        ["leaf", [[0, 1]]],
        ["leaf", []],
    ],
    "target not reached": [["split", [], [[[0, 1, 2, 3], 2]]], ["leaf", [[0, 1]]]],
    "row across blocks": [
        ["split", [], [[[0, 1], 1], [[4, 5], 1]]],
        ["leaf", [[0, 1]]],
        ["leaf", [[1, 1]]],
    ],
    "block without a tree": [["split", [], [[[0, 1, 2, 3], 1], [[4, 5], 1]]], ["leaf", [[0, 1]]]],
    "unknown word": [["lief", [[0, 1], [1, 1]]]],
    "no list": ["leaf"],
    "bare": [["leaf"]],
    "leaf with blocks": [["leaf", [[0, 1], [1, 1]], []]],
    "split without": [["split", []]],
    "triple": [["leaf", [[0, 1, 1], [1, 1]]]],
    "table": [["leaf", {}]],
    "null": [None],
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_tree_that_proves_the_value_is_accepted(name: str) -> None:
    """Protects each kind of node, and what a fix or a branch may leave."""
    assert why(two(RIGHT[name]), TWO) is None


@pytest.mark.parametrize("name", WRONG)
def test_tree_that_proves_nothing_is_refused(name: str) -> None:
    """Protects soundness: every way in which a tree may fall short."""
    assert why(two(WRONG[name]), TWO) is not None


# Weights ------------------------------------------------------------------------------------------


def triples(last: object, tree: list[Any]) -> tuple[Json, Json]:
    """Of every three of four rules one must stay: two in all, and no whole multipliers say so."""
    trios = ["ABC", "ABD", "ACD", "BCD"]
    text = document(
        *(
            rule(r, guards=[t for t in trios if r in t], release={"fallback": FALLBACK})
            for r in "ABCD"
        ),
        interests={trio: safe() for trio in trios},
    )
    part = {
        "rules": list("ABCD"),
        "options": [[r, f] for r in "ABCD" for f in ("release", "general_rule")],
        "rows": [
            {"name": [t], "terms": [[2 * "ABCD".index(r) + 1, 1] for r in t], "atLeast": 1}
            for t in trios
        ],
        "values": [2],
        "weights": [last],
        "tree": tree,
    }
    framework = {r: "general_rule" if r in "AB" else "release" for r in "ABCD"}
    return written(text, {"kept": 2}, framework, part), text


def test_last_weight_of_three_allows_thirds() -> None:
    """Protects fractions as whole numbers: four thirds are more than one, so at least two."""
    thirds = [["leaf", [[row, 1] for row in range(4)]]]
    assert why(*triples(3, thirds)) is None
    assert why(*triples(3, [["leaf", [[row, 1] for row in range(3)]]])) == verify.WORDS["weak"][1]
    assert why(*triples(1, thirds)) == verify.WORDS["weak"][1]
    assert why(*triples(2, thirds)) == verify.WORDS["weak"][1]
    large = [["leaf", [[row, 10**20] for row in range(4)]]]
    assert why(*triples(3 * 10**20, large)) is None


@pytest.mark.parametrize("weight", [0, -1, True, 1.0, "1", None, [1]])
def test_weight_that_is_no_whole_number_above_zero_is_refused(weight: object) -> None:
    """Protects the first of all conditions: with a weight of nothing a tier would not count."""
    assert why(two(LEAF, weights=[weight]), TWO) is not None
    text, right, _ = handed()
    for n in (0, 1):
        wrong = copy.deepcopy(right)
        wrong["parts"][0]["weights"][n] = weight
        assert why(wrong, text) is not None


def test_as_many_weights_and_values_as_claims() -> None:
    """Protects that no tier is left out, and none is proven that is not claimed."""
    parts: list[Json] = [
        {"weights": []},
        {"values": []},
        {"weights": [], "values": []},
        {"weights": [9, 1]},
        {"values": [2, 0]},
        {"weights": [9, 1], "values": [2, 4]},
        {"weights": {}},
        {"values": "2"},
    ]
    for part in parts:
        assert why(two(LEAF, **part), TWO) is not None


def handed() -> tuple[Json, Json, Json]:
    """Write a rule that residents take over in ten hours: the truth, and that it would be kept."""
    text = document(
        rule("A", release="never", options=[option("self_management", hours_per_year=10)]),
        policy={"order": ["kept", "effort"], "fallback": "reported"},
    )
    part = {
        "rules": ["A"],
        "options": [["A", "self_management"], ["A", "general_rule"]],
        "rows": [],
        "values": [0, 10],
        "weights": [11, 1],
        "tree": [["leaf", []]],
    }
    right = written(text, {"kept": 0, "effort": 10}, {"A": "self_management"}, part)
    wrong = written(
        text, {"kept": 1, "effort": 0}, {"A": "general_rule"}, part | {"values": [1, 0]}
    )
    return text, right, wrong


def test_too_small_a_weight_would_prove_what_is_false() -> None:
    """Protects the order of tiers: ten hours never weigh up against a rule that is kept."""
    text, right, wrong = handed()
    assert why(right, text) is None
    for first in (1, 2, 10):  # with these the tree does prove "at least one kept, and no hours"
        assert min(first, 10) >= first * 1 + 1 * 0 - 1 + 1
        wrong["parts"][0]["weights"] = [first, 1]
        assert why(wrong, text) == verify.WORDS["value"][1]
        right["parts"][0]["weights"] = [first, 1]
        assert why(right, text) == verify.WORDS["value"][1]
    for weighed in ([11, 1], [10**40, 1], [22, 2], [100, 9]):
        wrong["parts"][0]["weights"] = weighed
        assert why(wrong, text) == verify.WORDS["weak"][1]
    right["parts"][0]["weights"] = [21, 2]  # the last weight counts too
    assert why(right, text) == verify.WORDS["value"][1]


def test_smallest_weights_are_accepted_and_one_less_is_not() -> None:
    """Protects both sides of the condition, on every tier, in made certificates."""
    tried = 0
    for case in _small(600)[::25]:
        text = case["ruleset"]
        made = certified(text, case["scenario"], trust=case["trust"])
        assert why(made, text) is None
        for n in range(len(made["claims"])):
            other = copy.deepcopy(made)
            other["parts"][0]["weights"][n] -= 1
            assert why(other, text) is not None
            tried += 1
    assert tried > 20


def _change(path: Sequence[str | int], value: object) -> Callable[[Json], None]:
    def change(certificate: Json) -> None:
        at: Any = certificate
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return change


CHANGES: Final[dict[str, tuple[list[str | int], object]]] = {
    "hash": (["input", "sha256"], "0" * 64),
    "scenario": (["input", "scenario"], "other"),
    "pin": (["input", "changes"], {"keep": ["A"]}),
    "interest dropped": (["input", "changes"], {"drop_interests": ["flood"]}),
    "order": (["input", "policy", "order"], ["effort", "kept"]),
    "claim up": (["claims", 0, "value"], 3),
    "claim down": (["claims", 0, "value"], 1),
    "claim of text": (["claims", 0, "value"], "2"),
    "claim of another tier": (["claims", 0, "tier"], "effort"),
    "no claims": (["claims"], []),
    "infeasible": (["status"], "infeasible"),
    "status": (["status"], "not_proven"),
    "form away": (["framework", "B"], "release"),
    "form unknown": (["framework", "B"], "permit"),
    "form not hashable": (["framework", "B"], []),
    "rule too many": (["framework", "X"], "release"),
    "no framework": (["framework"], None),
    "framework as a list": (["framework"], [["A", "release"]]),
    "value up": (["parts", 0, "values", 0], 3),
    "value down": (["parts", 0, "values", 0], 1),
    "value of text": (["parts", 0, "values", 0], "2"),
    "value true": (["parts", 0, "values", 0], True),
    "another version": (["formatVersion"], 2),
    "no parts": (["parts"], []),
    "parts as a table": (["parts"], {}),
    "a rule less": (["parts", 0, "rules"], ["A", "B"]),
    "a rule twice": (["parts", 0, "rules"], ["A", "B", "C", "C"]),
    "an unknown rule": (["parts", 0, "rules"], ["A", "B", "X"]),
    "an option twice": (["parts", 0, "options", 0], ["A", "general_rule"]),
    "an option unknown": (["parts", 0, "options", 0], ["A", "permit"]),
    "a factor": (["parts", 0, "rows", 0, "terms", 0, 1], 2),
    "a term": (["parts", 0, "rows", 0, "terms", 0, 0], 0),
    "a term twice": (["parts", 0, "rows", 0, "terms", 0], [3, 1]),
    "a term said again": (["parts", 0, "rows", 0, "terms"], [[1, 1], [3, 1], [3, 1]]),
    "an option said again": (
        ["parts", 0, "options"],
        [[r, f] for r in "ABCC" for f in ("release", "general_rule")],
    ),
    "a term outside": (["parts", 0, "rows", 0, "terms", 0, 0], 9),
    "a term from the end": (["parts", 0, "rows", 0, "terms", 0, 0], -5),
    "at least": (["parts", 0, "rows", 0, "atLeast"], 2),
    "at least true": (["parts", 0, "rows", 0, "atLeast"], True),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changed_certificate_is_refused(name: str) -> None:
    """Protects every number and name that the proof rests on."""
    certificate = two(LEAF)
    _change(*CHANGES[name])(certificate)
    assert why(certificate, TWO) is not None


def test_other_rule_set_is_refused() -> None:
    """Protects that the proof is of this file: even a title makes it another."""
    assert why(two(LEAF), TWO | {"title": "Anders"}) == verify.WORDS["document"][1]


def test_part_twice_is_refused() -> None:
    """Protects that no rule is counted twice."""
    certificate = two(LEAF)
    certificate["parts"].append(copy.deepcopy(certificate["parts"][0]))
    certificate["claims"][0]["value"] = 4
    assert why(certificate, TWO) is not None


def test_framework_that_reaches_the_value_by_breaking_a_row_is_refused() -> None:
    """Protects validity: the value alone is no framework."""
    certificate = two(LEAF)
    certificate["framework"] |= {"A": "general_rule", "C": "release"}
    assert why(certificate, TWO) == verify.WORDS["broken"][1]


def test_framework_without_a_rule_is_refused() -> None:
    """Protects that every rule is decided."""
    certificate = two(LEAF)
    del certificate["framework"]["D"]
    assert why(certificate, TWO) == verify.WORDS["rule"][1]


def test_rule_in_no_part_counts_for_the_least_it_can() -> None:
    """Protects rules that no part speaks of: what must stay is counted, what may go is not."""
    text = document(rule("A"), rule("B", classification="none", weight=3), rule("C", weight=5))
    framework = {"A": "release", "B": "general_rule", "C": "release"}
    certificate = written(text, {"kept": 3, "intensity": 2}, framework)
    assert why(certificate, text) is None
    certificate["framework"] = {"A": "general_rule", "B": "general_rule", "C": "release"}
    certificate["claims"] = [{"tier": "kept", "value": 4}, {"tier": "intensity", "value": 4}]
    assert why(certificate, text) == verify.WORDS["value"][1]


def test_negative_multiplier_proves_nothing() -> None:
    """Protects the sense of rows: turned around, "not both" would say "one of the two"."""
    text = document(rule("A", excludes=["B"]), rule("B"), policy={"order": ["kept"]})
    part = {
        "rules": ["A", "B"],
        "options": [[r, f] for r in "AB" for f in ("release", "general_rule")],
        "rows": [{"name": [], "terms": [[1, -1], [3, -1]], "atLeast": -1}],
        "values": [1],
        "weights": [1],
        "tree": [["leaf", [[0, -1]]]],
    }
    framework = {"A": "general_rule", "B": "release"}
    assert why(written(text, {"kept": 1}, framework, part), text) is not None


@pytest.mark.parametrize("tree", [[["leaf", []]], LEAF, [["leaf", [[0, 10**9]]]], []])
@pytest.mark.parametrize("numbers", [([], []), ([1], [1]), ([0], [1])])
def test_feasible_rule_set_is_never_proven_infeasible(
    tree: list[Any], numbers: tuple[list[int], list[int]]
) -> None:
    """Protects the other answer: it needs a tree of its own, and no values."""
    values, weighed = numbers
    certificate = two(tree, values=values, weights=weighed) | {
        "status": "infeasible", "claims": [], "framework": None
    }  # fmt: skip
    assert why(certificate, TWO) is not None
    certificate["parts"] = []
    assert why(certificate, TWO) is not None


def test_proof_of_no_framework_shows_none() -> None:
    """Protects the reader: no framework, no value and no second part stand beside such a proof."""
    text = document(rule("A"), interests={"fire": safe()})
    made = certified(text)
    assert why(made, text) is None
    changes: list[Json] = [
        {"framework": {"A": "general_rule"}},
        {"claims": [{"tier": "kept", "value": 0}]},
        {"status": "proven"},
        {"parts": []},
        {"parts": made["parts"] * 2},
    ]
    for more in changes:
        assert why(made | more, text) is not None


def test_tier_claimed_twice_is_refused() -> None:
    """Protects the reader of `claims`: the first of two would be anything at all."""
    for order in (["kept"], ["kept", "kept"], ["kept", "kept", "effort"]):
        certificate = two(LEAF)
        certificate["input"]["policy"]["order"] = order
        certificate["claims"].insert(0, {"tier": "kept", "value": 99})
        assert why(certificate, TWO) is not None
        part = certificate["parts"][0]
        part["values"], part["weights"] = [2, 2], [4, 1]
        assert why(certificate, TWO) is not None


def test_derived_column_is_no_rule() -> None:
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
        other = copy.deepcopy(made)
        other["parts"][0]["rules"].append(more)
        assert why(other, text) is not None
        other["parts"][0]["options"].remove(derived[0])
        assert why(other, text) is not None
    other = copy.deepcopy(made)
    other["parts"][0]["options"].append(derived[0])
    assert why(other, text) is not None
    for rules in (["A"], []):  # the columns of a rule come with the rule
        other["parts"] = [part | {"rules": rules}]
        assert why(other, text) is not None


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
    for tree in ([["leaf", []]], [["branch", 0], ["leaf", []], ["leaf", []]]):
        claimed = part | {"values": [1], "tree": tree}
        assert why(written(text, {"residual": 1}, gone, claimed), text) is not None


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
    assert why(certificate, TWO) is not None


def test_refusal_tells_the_place_in_both_languages() -> None:
    """Protects the reader who must find what is wrong."""
    with pytest.raises(Refused) as caught:
        check(two(WRONG["too small"]), TWO)
    assert caught.value.where == "parts[0] tree[0]"
    assert caught.value.message == verify.WORDS["weak"]


# Made by brute force ------------------------------------------------------------------------------


def _small(most: int) -> list[Json]:
    """List the cases of the contract with at most so many choices of columns."""
    found = []
    for case in lines("contract/cases.jsonl"):
        here = read(case["ruleset"], asked(case["ruleset"], case["scenario"], trust=case["trust"]))
        sizes = [max(len(columns), 1) for columns in here.of_rule.values()]
        if prod(sizes) << len(here.derived) <= most:
            found.append(case)
    return found


def test_right_certificate_of_every_case_is_accepted_and_no_other_value() -> None:
    """Protects both sides: what is proven passes on every tier, one more or one less does not."""
    statuses = []
    cases = sorted(_small(3000), key=lambda case: str(case["expect"]["status"]))
    for case in cases[::5]:
        text = case["ruleset"]
        made = certified(text, case["scenario"], trust=case["trust"])
        assert made["status"] == case["expect"]["status"]
        assert why(made, text) is None
        statuses.append(made["status"])
        for n, claim in enumerate(made["claims"]):
            for more in (1, -1):
                other = copy.deepcopy(made)
                other["claims"][n]["value"] = claim["value"] + more
                assert why(other, text) is not None
                other["parts"][0]["values"][n] += more
                assert why(other, text) is not None
        shorter = certified(text, case["scenario"], trust=case["trust"], count=2)
        assert shorter["claims"] == made["claims"][:2]
        assert why(shorter, text) is None
    assert {"infeasible", "proven"} == set(statuses)


def test_framework_that_is_valid_but_not_best_is_refused() -> None:
    """Protects the proof itself: here the claims are reached, and only the tree can tell."""
    tried = 0
    for case in _small(600)[::7]:
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
                assert why(other, text) == verify.WORDS["weak"][1]
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
    cases = _small(100)[::5]
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


# Whole programs -----------------------------------------------------------------------------------


def _files(folder: Path, certificate: object, text: object) -> list[str]:
    paths = [folder / "c.json", folder / "regels.json"]
    for path, content in zip(paths, (certificate, text), strict=True):
        path.write_text(json.dumps(content), encoding="utf-8")
    return [str(path) for path in paths]


def test_file_alone_checks_a_certificate(tmp_path: Path) -> None:
    """Protects the promise: Python and one file, without site packages, nothing of minkader."""
    command = [sys.executable, "-I", "-S", str(FILE), *_files(tmp_path, two(LEAF), TWO)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "kept: 2" in done.stdout


def test_exit_codes_and_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Protects scripts (0, 1, 3) and readers of either language."""
    told = []
    for lang in ("nl", "en"):
        assert main([*_files(tmp_path, two(LEAF), TWO), "--lang", lang]) == 0
        assert main([*_files(tmp_path, two(WRONG["nothing"]), TWO), "--lang", lang]) == 1
        (tmp_path / "c.json").write_text("{", encoding="utf-8")
        assert main([str(tmp_path / "c.json"), str(tmp_path / "regels.json"), "--lang", lang]) == 3
        assert main([str(tmp_path / "none.json"), str(FILE), "--lang", lang]) == 3
        told.append(capsys.readouterr().out.splitlines())
    assert len(told[0]) == len(told[1])
    assert not set(told[0]) & set(told[1])


@pytest.mark.parametrize("content", ["[" * 100_000, "1" * 5000, '"\udcff"', "\0", ""])
def test_unreadable_file_is_no_traceback(tmp_path: Path, content: str) -> None:
    """Protects against files made to break a reader."""
    paths = _files(tmp_path, two(LEAF), TWO)
    Path(paths[0]).write_bytes(content.encode("utf-8", "surrogateescape"))
    assert main(paths) == 3


@pytest.mark.parametrize("which", [0, 1])
def test_key_twice_in_a_file_is_unreadable(tmp_path: Path, which: int) -> None:
    """Protects against a file that says one thing to a reader and another to the checker."""
    paths = _files(tmp_path, two(LEAF), TWO)
    assert main(paths) == 0
    path = Path(paths[which])
    told = path.read_text(encoding="utf-8")
    key = ('"claims":', '"rules":')[which]
    assert told.count(key) > 0
    path.write_text(told.replace(key, f"{key} [], {key}", 1), encoding="utf-8")
    assert main(paths) == 3


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "2.0", "-0.0"])
def test_number_that_is_none_is_refused(tmp_path: Path, number: str) -> None:
    """Protects arithmetic: nothing compares with NaN, everything is below Infinity."""
    for old, new in (
        ('"value": 2', '"value": {}'), ('"values": [2]', '"values": [{}]'),
        ('"weights": [1]', '"weights": [{}]'), ("[[0, 1], [1, 1]]", "[[0, {}], [1, 1]]"),
        ('"atLeast": 1', '"atLeast": {}'),
    ):  # fmt: skip
        paths = _files(tmp_path, two(LEAF), TWO)
        told = Path(paths[0]).read_text(encoding="utf-8")
        assert old in told
        Path(paths[0]).write_text(told.replace(old, new.format(number)), encoding="utf-8")
        assert main(paths) == 1


def test_number_without_end_is_refused_from_python_too() -> None:
    """Protects the caller: what JSON could never bring ends in `Refused` as well."""
    huge = 10**5000  # more digits than Python writes
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    for path, value in (
        (["parts", 0, "rules"], [huge]),
        (["parts", 0, "tree"], [["leaf", [[0, huge], [1, huge]]]]),
        (["parts", 0, "weights"], [-huge]),
        (["claims", 0, "value"], huge),
        (["claims", 0, "tier"], huge),
        (["framework"], {"A": deep}),
        (["input", "scenario"], "accepted"),  # a word that the checker knows
    ):
        certificate = two(LEAF)
        _change(path, value)(certificate)  # type: ignore[arg-type]
        with pytest.raises(Refused) as caught:
            check(certificate, TWO)
        assert caught.value.message in [verify.WORDS[code] for code in ("kind", "value", "weak")]
    for document_ in (TWO | {"note": deep}, TWO | {"note": huge}, deep, None):
        with pytest.raises(Refused):
            check(two(LEAF), document_)  # type: ignore[arg-type]


def test_infeasible_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Protects the other answer: no framework at all, and that is proven too."""
    text = document(rule("A"), interests={"fire": safe()})
    assert main(_files(tmp_path, certified(text), text)) == 0
    assert verify.WORDS["none"][0] in capsys.readouterr().out


def test_file_stays_short_and_imports_nothing_of_minkader() -> None:
    """Protects that somebody can read it in ten minutes."""
    text = FILE.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert "import minkader" not in text
    assert "from minkader" not in text


def test_every_message_has_both_languages() -> None:
    """Protects Dutch and English readers alike."""
    for dutch, english in verify.WORDS.values():
        assert dutch != english
        assert dutch.count("{") == english.count("{")


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


def test_many_parts_are_checked_fast() -> None:
    """Protects that no part costs more for there being many."""
    count = 3000
    text = document(
        *(
            rule(f"R{n}", guards=[f"i{n // 2}"], release={"fallback": FALLBACK})
            for n in range(2 * count)
        ),
        interests={f"i{n}": safe() for n in range(count)},
        policy={"order": ["kept"]},
    )
    parts = [
        {
            "rules": [f"R{2 * n}", f"R{2 * n + 1}"],
            "options": [[f"R{2 * n + r}", f] for r in (0, 1) for f in ("release", "general_rule")],
            "rows": [{"name": [], "terms": [[1, 1], [3, 1]], "atLeast": 1}],
            "values": [1],
            "weights": [1],
            "tree": [["leaf", [[0, 1]]]],
        }
        for n in range(count)
    ]
    framework = {f"R{n}": "general_rule" if n % 2 else "release" for n in range(2 * count)}
    certificate = written(text, {"kept": count}, framework, *parts)
    started = perf_counter()
    report = check(certificate, text)
    assert (report.parts, report.nodes) == (count, count)
    assert perf_counter() - started < 10

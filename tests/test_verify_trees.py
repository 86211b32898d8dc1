# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checker of certificates: trees that prove a value, and what falls short; weights."""

import copy
from typing import Any, Final

import pytest

from minkader.verify import Refused, check
from tests.certificates import (
    LEAF,
    TWO,
    certified,
    changed,
    handed,
    small,
    triples,
    two,
    why,
    written,
)
from tests.tiny import Json, document, rule

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
WRONG: Final[dict[str, tuple[list[Any], str]]] = {
    "nothing": ([], "parts[0].weights: tree_short"),
    "too small": ([["leaf", [[0, 1]]]], "parts[0] tree[0]: leaf_weak"),
    "too large": ([["leaf", [[0, 2], [1, 1]]]], "parts[0] tree[0]: leaf_weak"),
    "unknown row": ([["leaf", [[0, 1], [2, 1]]]], "parts[0] tree[0]: row_number"),
    "row from the end": ([["leaf", [[0, 1], [-1, 1]]]], "parts[0] tree[0]: too_small"),
    "negative": ([["leaf", [[0, 1], [1, -1]]]], "parts[0] tree[0]: too_small"),
    "true": ([["leaf", [[0, True], [1, 1]]]], "parts[0] tree[0]: not_whole"),
    "fraction": ([["leaf", [[0, 1.0], [1, 1]]]], "parts[0] tree[0]: not_whole"),
    "two leaves": ([*LEAF, *LEAF], "parts[0] tree[1]: tree_long"),
    "branch of one": ([["branch", 1], ["leaf", [[1, 1]]]], "parts[0] tree[1]: tree_short"),
    "branch of three": ([["branch", 1], *LEAF, *LEAF, *LEAF], "parts[0] tree[3]: tree_long"),
    "branch outside": ([["branch", 6], *LEAF, *LEAF], "parts[0] tree[0]: column_number"),
    "fix alone": ([["fix", [[1, 5]]]], "parts[0] tree[0]: tree_short"),
    "fix too much": ([["fix", [[1, 1]]], ["leaf", [[0, 1]]]], "parts[0] tree[1]: leaf_weak"),
    "half a rule": (
        [
            ["split", [], [[[1, 2, 3], 1], [[4, 5], 1]]],
            ["leaf", [[0, 1]]],
            ["leaf", [[1, 1]]],
        ],
        "parts[0] tree[0]: block_partial",
    ),
    "a rule in two blocks": (
        [
            ["split", [], [[[0, 1, 2, 3], 1], [[2, 3, 4, 5], 1]]],
            ["leaf", [[0, 1]]],
            ["leaf", [[1, 1]]],
        ],
        "parts[0] tree[0]: block_outside",
    ),
    "targets too low": (
        [
            ["split", [], [[[0, 1, 2, 3], 1], [[4, 5], 0]]],
            ["leaf", [[0, 1]]],
            ["leaf", []],
        ],
        "parts[0] tree[0]: split_weak",
    ),
    "target not reached": (
        [["split", [], [[[0, 1, 2, 3], 2]]], ["leaf", [[0, 1]]]],
        "parts[0] tree[1]: leaf_weak",
    ),
    "row across blocks": (
        [
            ["split", [], [[[0, 1], 1], [[4, 5], 1]]],
            ["leaf", [[0, 1]]],
            ["leaf", [[1, 1]]],
        ],
        "parts[0] tree[1]: row_outside",
    ),
    "block without a tree": (
        [["split", [], [[[0, 1, 2, 3], 1], [[4, 5], 1]]], ["leaf", [[0, 1]]]],
        "parts[0] tree[1]: tree_short",
    ),
    "unknown word": ([["lief", [[0, 1], [1, 1]]]], "parts[0] tree[0]: unknown_node"),
    "no list": (["leaf"], "parts[0] tree[0]: not_list"),
    "bare": ([["leaf"]], "parts[0] tree[0]: malformed"),
    "leaf with blocks": ([["leaf", [[0, 1], [1, 1]], []]], "parts[0] tree[0]: malformed"),
    "split without": ([["split", []]], "parts[0] tree[0]: malformed"),
    "triple": ([["leaf", [[0, 1, 1], [1, 1]]]], "parts[0] tree[0]: malformed"),
    "table": ([["leaf", {}]], "parts[0] tree[0]: not_list"),
    "null": ([None], "parts[0] tree[0]: not_list"),
    "branch on another block": (
        [["split", [], [[[0, 1, 2, 3], 1], [[4, 5], 1]]], ["branch", 4], *LEAF, *LEAF, *LEAF],
        "parts[0] tree[1]: branch_outside",
    ),
    "block with what is gone and elsewhere": (
        [
            ["fix", [[1, 5]]],
            ["split", [], [[[0, 1, 2, 3], 1], [[5], 1]]],
            ["leaf", [[0, 1]]],
            ["split", [], [[[4, 5], 1]]],
            ["leaf", []],
        ],
        "parts[0] tree[3]: block_outside",
    ),
    "an option twice in a block": (
        [["split", [], [[[0, 1, 1, 2, 3], 2]]], ["leaf", [[0, 1]]]],
        "parts[0] tree[0]: block_partial",
    ),
}
"""What falls short, and where it is refused with which sentence."""


@pytest.mark.parametrize("name", RIGHT)
def test_tree_that_proves_the_value_is_accepted(name: str) -> None:
    """Protects each kind of node, and what a fix or a branch may leave."""
    assert why(two(RIGHT[name]), TWO) is None


@pytest.mark.parametrize("name", WRONG)
def test_tree_that_proves_nothing_is_refused(name: str) -> None:
    """Protects soundness: every way in which a tree may fall short."""
    tree, refused = WRONG[name]
    assert why(two(tree), TWO) == refused


def test_refusal_says_the_place_in_both_languages() -> None:
    """Protects the reader who must find what is wrong."""
    with pytest.raises(Refused) as caught:
        check(two(WRONG["too small"][0]), TWO)
    assert caught.value.where == "parts[0] tree[0]"
    assert caught.value.message == (
        "Deze stap bewijst de waarde niet.", "This step does not prove the value."
    )  # fmt: skip


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
    refused = why(written(text, {"kept": 1}, framework, part), text)
    assert refused == "parts[0] tree[0]: too_small"


@pytest.mark.parametrize("tree", [[["leaf", []]], LEAF, [["leaf", [[0, 10**9]]]], []])
def test_feasible_rule_set_is_never_proven_infeasible(tree: list[Any]) -> None:
    """Protects the other answer: it needs a tree of its own, and no values."""
    none: Json = {"status": "infeasible", "claims": [], "framework": None}
    certificate = two(tree, values=[], weights=[]) | none
    where = "parts[0] tree[0]: leaf_weak" if tree else "parts[0].weights: tree_short"
    assert why(certificate, TWO) == where
    assert why(certificate | {"parts": []}, TWO) == "claims, framework: no_framework"
    for weight in (0, 1):
        certificate = two(tree, values=[1], weights=[weight]) | none
        assert why(certificate, TWO) == "parts[0].weights: weights"


# Weights ------------------------------------------------------------------------------------------


def test_last_weight_of_three_allows_thirds() -> None:
    """Protects fractions as whole numbers: four thirds are more than one, so at least two."""
    thirds = [["leaf", [[row, 1] for row in range(4)]]]
    assert why(*triples(3, thirds)) is None
    assert (
        why(*triples(3, [["leaf", [[row, 1] for row in range(3)]]]))
        == "parts[0] tree[0]: leaf_weak"
    )
    assert why(*triples(1, thirds)) == "parts[0] tree[0]: leaf_weak"
    assert why(*triples(2, thirds)) == "parts[0] tree[0]: leaf_weak"
    large = [["leaf", [[row, 10**20] for row in range(4)]]]
    assert why(*triples(3 * 10**20, large)) is None


@pytest.mark.parametrize("weight", [0, -1, True, 1.0, "1", None, [1]])
def test_weight_that_is_not_a_whole_number_above_zero_is_refused(weight: object) -> None:
    """Protects the first of all conditions: with a weight of nothing a tier would not count."""
    sentence = "too_small" if type(weight) is int else "not_whole"
    refused = f"parts[0].weights: {sentence}"
    assert why(two(LEAF, weights=[weight]), TWO) == refused
    text, right, _ = handed()
    for n in (0, 1):
        assert why(changed(right, (["parts", 0, "weights", n], weight)), text) == refused


WEIGHTS: Final[list[tuple[Json, str]]] = [
    ({"weights": []}, "parts[0].weights: weights"),
    ({"values": []}, "parts[0].weights: weights"),
    ({"weights": [], "values": []}, "parts[0].weights: weights"),
    ({"weights": [9, 1]}, "parts[0].weights: weights"),
    ({"values": [2, 0]}, "parts[0].weights: weights"),
    ({"weights": [9, 1], "values": [2, 4]}, "parts[0].weights: weights"),
    ({"weights": {}}, "parts[0].weights: not_list"),
    ({"values": "2"}, "parts[0].weights: not_list"),
]


@pytest.mark.parametrize(("part", "refused"), WEIGHTS)
def test_as_many_weights_and_values_as_claims(part: Json, refused: str) -> None:
    """Protects that no tier is left out, and none is proven that is not claimed."""
    assert why(two(LEAF, **part), TWO) == refused


SMALL: Final = "parts[0].weights: weight"


def test_too_small_a_weight_would_prove_what_is_false() -> None:
    """Protects the order of tiers: ten hours never weigh up against a rule that is kept."""
    text, right, wrong = handed()
    assert why(right, text) is None
    for first in (1, 2, 10):  # with these the tree does prove "at least one kept, and no hours"
        assert min(first, 10) >= first * 1 + 1 * 0 - 1 + 1
        wrong["parts"][0]["weights"] = [first, 1]
        assert why(wrong, text) == SMALL
        right["parts"][0]["weights"] = [first, 1]
        assert why(right, text) == SMALL
    for weighed in ([11, 1], [10**40, 1], [22, 2], [100, 9]):
        wrong["parts"][0]["weights"] = weighed
        assert why(wrong, text) == "parts[0] tree[0]: leaf_weak"
    right["parts"][0]["weights"] = [21, 2]  # the last weight counts too
    assert why(right, text) == SMALL


def test_smallest_weights_are_accepted_and_one_less_is_not() -> None:
    """Protects both sides of the condition, on every tier, in made certificates."""
    tried = 0
    for case in small(600)[::25]:
        text = case["ruleset"]
        made = certified(text, case["scenario"], trust=case["trust"])
        assert why(made, text) is None
        for n in range(len(made["claims"])):
            other = copy.deepcopy(made)
            other["parts"][0]["weights"][n] -= 1
            assert why(other, text) in (SMALL, "parts[0].weights: too_small")
            tried += 1
    assert tried > 20

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bound that a council can check by hand: true wherever it is told."""

from minkader.formats.locate import load
from minkader.questions.answering.answers import ByHand, Framework
from minkader.questions.solve import solve
from minkader.ruleset.nouns import Changes
from tests.depth import seeds
from tests.generator import make
from tests.reading import text_of
from tests.tiny import Json, lesser, option, rule, ruleset, safe, tangled

REPORTED = {"fallback": "reported"}


def _asked(*rules: Json, **parts: object) -> Framework:
    return solve(ruleset(*rules, policy=REPORTED, **parts))


def test_rules_without_another_form_are_a_bound_by_themselves() -> None:
    answer = _asked(rule("A", lock={"kind": "full"}), rule("B"))
    assert answer.by_hand == ByHand(no_other_form=("A",), share_no_rule=())


def test_interests_that_share_no_rule_each_keep_one() -> None:
    rules = [rule(name, guards=guards) for name, guards in (
        ("A", ["fire"]), ("B", ["fire"]), ("C", ["flood"]), ("D", ["flood"]),
    )]  # fmt: skip
    answer = _asked(*rules, interests={"fire": safe(), "flood": safe()})
    assert answer.by_hand == ByHand(no_other_form=(), share_no_rule=("fire", "flood"))


def test_bound_that_takes_more_than_that_is_not_told() -> None:
    """Protects the sentence: five rules in a ring need three, two interests share no rule."""
    assert solve(tangled()).by_hand is None


def test_interest_that_residents_can_guard_too_is_no_bound() -> None:
    held = option("neighbour_notice", guards=["fire"])
    answer = _asked(rule("A", guards=["fire"], options=[held]), interests={"fire": safe()})
    assert answer.by_hand == ByHand(no_other_form=(), share_no_rule=())


def test_weights_and_another_order_have_no_bound_by_hand() -> None:
    assert _asked(rule("A", weight=2, lock={"kind": "full"})).by_hand is None
    read = ruleset(rule("A", lock={"kind": "full"}), interests={"i": lesser()})
    assert solve(read, order=["residual", "kept"]).by_hand is None
    assert solve(read, certificate=False).by_hand is None


def test_bound_by_hand_is_what_is_kept_wherever_it_is_told() -> None:
    """Protects the council: whoever counts the lists comes to the rules that are kept."""
    told = 0
    tried = seeds(300, least=30)
    for seed in tried:
        document, scenario, trust = make(seed)
        answer = solve(load(document), scenario=scenario, trust_proposals=trust)
        if answer.by_hand is not None:
            lists = (*answer.by_hand.no_other_form, *answer.by_hand.share_no_rule)
            assert len(lists) == len(set(lists)) == answer.objectives[0].value
            told += bool(lists)
    assert told > len(tried) // 10


def test_sentence_names_the_interests_by_their_titles(tongue: str) -> None:
    read = ruleset(
        rule("A", guards=["fire"]),
        interests={"fire": safe(title={"nl": "Brand", "en": "Fire"})},
        policy=REPORTED,
    )
    told = " ".join(text_of(solve(read), read, "klein", 80).split())
    words = {
        "nl": "1 belang houdt een eigen regel: Brand.",
        "en": "1 interest keeps a rule of its own: Fire.",
    }
    assert words[tongue] in told
    added = {"add_interests": {"rest": safe(title="Rust", together=[["A@kept"]])}}
    told = text_of(solve(read, changes=Changes.model_validate(added)), read, "klein", 80)
    assert "rest" in told or "Brand" in told

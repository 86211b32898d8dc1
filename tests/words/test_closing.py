# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an answer ends with, where a golden text does not show it."""

import pytest

from minkader.formats.locate import load
from minkader.questions.answering.answers import Clash, ClashMember, Framework
from minkader.questions.solve import solve
from minkader.ruleset.findings import NOWHERE
from minkader.ruleset.nouns import Changes, RuleSet
from tests.reading import text_of
from tests.tiny import document, rule


@pytest.fixture(scope="module")
def example() -> RuleSet:
    return load("voorbeeld")


def _told(answer: Framework, rules: RuleSet, **changed: object) -> str:
    told = text_of(answer.model_copy(update=changed), rules, "voorbeeld")
    return " ".join(told.split())


def test_frameworks_that_are_as_good_are_counted_or_it_is_said_that_they_are_not(
    dutch: None, example: RuleSet
) -> None:
    answer = solve(example)
    assert "Er is 1 kader dat zo goed is." in _told(answer, example)
    many = "12345678901234567890123"
    told = _told(answer, example, equal_optima=many)
    assert "Er zijn 12.345.678.901.234.567.890.123 kaders die zo goed zijn." in told
    told = _told(answer, example, equal_optima=None)
    assert "Hoeveel kaders even goed zijn, is niet geteld." in told


def test_certificate_is_told_where_there_is_one(tongue: str, example: RuleSet) -> None:
    told = _told(solve(example), example)
    words = {"nl": "Bewezen en nagerekend, gegeven", "en": "Proven and recomputed, given"}
    assert words[tongue] in told


def test_certificate_of_some_tiers_says_which(tongue: str, example: RuleSet) -> None:
    told = _told(solve(example), example, certified_tiers=("kept",))
    words = {
        "nl": "Bewezen en nagerekend voor regels; voor de rest",
        "en": "Proven and recomputed for rules; for the rest",
    }
    assert words[tongue] in told


def test_answer_without_a_certificate_rests_on_the_solver(tongue: str, example: RuleSet) -> None:
    """Protects "proven": that word is for what our own checker accepted."""
    told = _told(solve(example, certificate=False), example).lower()
    words = {"nl": "optimaal volgens de solver", "en": "optimal according to the solver"}
    assert words[tongue] in told
    assert {"nl": "bewezen", "en": "proven"}[tongue] not in told


def test_second_opinion_that_gave_up_is_told(tongue: str, example: RuleSet) -> None:
    told = _told(solve(example), example, second_opinion="unknown")
    assert {"nl": "gaf het op", "en": "gave up"}[tongue] in told


def test_clash_of_one_is_no_group(tongue: str) -> None:
    rules = load(document(rule("A", lock={"kind": "full"})))
    answer = solve(rules, changes=Changes(release=("A",)))
    assert answer.clash is not None
    member = answer.clash.constraints[0]
    alone = Clash(size="smallest", constraints=(member,))
    told = text_of(answer.model_copy(update={"clash": alone}), rules, "x")
    assert {"nl": "Dit ene punt is onmogelijk:", "en": "This one point is impossible:"}[
        tongue
    ] in told


def test_clash_without_a_mend_says_so(tongue: str, example: RuleSet) -> None:
    answer = solve(example, changes=Changes(release=("HEDGE",)))
    told = _told(answer, example, mend=())
    assert {"nl": "lukt het niet.", "en": "solve this."}[tongue] in told


def test_clash_without_a_rule_asks_check(dutch: None, example: RuleSet) -> None:
    answer = solve(example, changes=Changes(release=("HEDGE",)))
    nowhere = NOWHERE
    member = ClashMember(kind="capacity", subjects=("vereniging",), origin=nowhere)
    clash = Clash(size="smallest", constraints=(member,))
    told = text_of(answer.model_copy(update={"clash": clash}), example, "voorbeeld")
    assert told.endswith("  minkader check voorbeeld\n")


def test_names_past_eight_are_counted(tongue: str, example: RuleSet) -> None:
    names = tuple(f"R{n}" for n in range(11))
    told = _told(solve(example), example, rests_on_proposals=names)
    assert {"nl": "R6, R7 en nog 3.", "en": "R6, R7 and 3 more."}[tongue] in told


def test_weights_are_told_where_they_are_no_counts(tongue: str) -> None:
    rules = load(document(rule("A", classification=None, weight=5), rule("B")))
    told = text_of(solve(rules), rules, "x")
    words = {
        "nl": "Gewogen tellen de regels van nu voor 6, de gehouden regels voor 5.",
        "en": "Weighed, today's rules count for 6, the kept rules for 5.",
    }
    assert words[tongue] in " ".join(told.split())

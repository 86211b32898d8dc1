# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reasons, members of a clash and mends in words: each code, and what is told with it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from minkader.decision.kinds import KINDS
from minkader.decision.reasons import CODES, Reason
from minkader.formats.locate import load
from minkader.questions.answering.answers import (
    Change,
    Clash,
    ClashMember,
    Framework,
    Input,
    Mend,
)
from minkader.questions.clash import mend
from minkader.questions.solve import solve
from minkader.ruleset.findings import NOWHERE, Place
from minkader.ruleset.nouns import Changes, RuleSet
from minkader.ruleset.vocabulary import (
    UNITS,
    Classification,
    Decision,
    Form,
    Ground,
    Holder,
    Instrument,
    Kind,
    Stance,
    Tier,
)
from minkader.words import terms
from minkader.words.reasons import Reasoner, objective
from tests.conftest import Golden
from tests.reading import text_of
from tests.tiny import FALLBACK, lesser, option, rule, ruleset, safe

FOLDER = Path(__file__).parent / "golden"
SUBJECTS: dict[str, tuple[str, ...]] = {
    "veto": ("wijkagent",),
    "needs_unmet": ("hedge_trained",),
    "only_guard": ("street-view",),
    "needed_together": ("rain-storage",),
    "implicit_interest": ("safety",),
    "required_by": ("HEDGE", "PAVE-CAP@kept"),
    "excluded_by": ("HEDGE", "PAVE-CAP@permit"),
    "capacity": ("vereniging",),
    "cheaper": ("residual",),
    "follows": ("HEDGE", "PAVE-CAP"),
}
MEMBERS: dict[str, tuple[str, ...]] = {
    "guard": ("fire-access",),
    "implicit": ("HEDGE", "safety"),
    "veto": ("wijkagent", "HEDGE", "self_management"),
    "objections": ("HEDGE", "self_management"),
    "needs": ("HEDGE", "self_management", "hedge_trained"),
    "fallback": ("HEDGE", "release"),
    "requires": ("HEDGE", "PAVE-CAP@kept"),
    "excludes": ("HEDGE", "PAVE-CAP"),
    "capacity": ("vereniging",),
}


@pytest.fixture(scope="module")
def example() -> RuleSet:
    return load("voorbeeld")


def _asked(example: RuleSet) -> Input:
    return solve(example).input


def _reason(example: RuleSet, code: str) -> str:
    because = Reason(code=code, form="self_management", subjects=SUBJECTS.get(code, ()))
    return Reasoner(example).because("HEDGE", because)


def _member(example: RuleSet, kind: str) -> str:
    origin = Place(file="ruleset.yaml", line=12)
    member = ClashMember(kind=kind, subjects=MEMBERS.get(kind, ("HEDGE",)), origin=origin)
    return Reasoner(example).member(member, _asked(example))


def _change(example: RuleSet, kind: str) -> str:
    change = Change(
        kind=kind,
        rule="HEDGE",
        form="self_management",
        group="vereniging",
        measure="cursus",
        stakeholder="wijkagent",
        condition="hedge_trained",
        hours=1200,
    )
    return Reasoner(example).change(change)


Said = Callable[[RuleSet, str], str]
PAGES: dict[str, tuple[tuple[str, ...], Said]] = {
    "reasons": (CODES, _reason),
    "members": (KINDS, _member),
    "mends": (mend.KINDS, _change),
}


@pytest.mark.parametrize("page", PAGES)
def test_each_code_has_a_sentence_of_its_own(
    tongue: str, golden: Golden, example: RuleSet, page: str
) -> None:
    """Protects every sentence, word for word, with whom it is about: no two codes say the same."""
    codes, said = PAGES[page]
    told = [said(example, code) for code in codes]
    assert len({*told}) == len(codes)
    assert not set("{}@") & set("".join(told))
    lines = "".join(f"{code}: {one}\n" for code, one in zip(codes, told, strict=True))
    assert golden(FOLDER / f"{page}.{tongue}.txt", lines) == lines


def test_condition_is_missed_by_the_group_of_the_form_that_asks_it(dutch: None) -> None:
    """Protects a rule that two groups could take over: each in a form of its own."""
    options = [
        option("neighbour_agreement", group="straat"),
        option("self_management", group="tuin", needs=["cursus"]),
    ]
    rules = ruleset(
        rule("A", options=options, release="never"),
        groups={"straat": {"title": "De straat"}, "tuin": {"title": "De tuinclub"}},
    )
    missed = Reason(code="needs_unmet", form="self_management", subjects=("cursus",))
    assert Reasoner(rules).because("A", missed) == "De tuinclub mist cursus"


def test_mend_says_what_it_costs(tongue: str, example: RuleSet) -> None:
    changes = (Change(kind="adopt", measure="cursus"),)
    dear = Mend(changes=changes, asks=1, euros=2500, hours=40, weeks=1)
    free = Mend(changes=changes, asks=0, euros=0, hours=0, weeks=0)
    told = [Reasoner(example).mend(found) for found in (dear, free)]
    assert (
        told
        == {
            "nl": [
                "neem maatregel cursus (1 verzoek, 2.500 euro, 40 uur, 1 week)",
                "neem maatregel cursus (kost niets)",
            ],
            "en": [
                "take measure cursus (1 request, 2,500 euros, 40 hours, 1 week)",
                "take measure cursus (costs nothing)",
            ],
        }[tongue]
    )


def test_condition_of_an_option_without_a_group_names_form_and_rule(
    dutch: None, example: RuleSet
) -> None:
    alone = Change(kind="meet_condition", rule="A", form="self_management", condition="pas")
    assert Reasoner(example).change(alone) == "zorg voor pas bij zelfbeheer van A"


@pytest.mark.parametrize(
    ("pins", "told"),
    [
        ({"keep": ("HEDGE",)}, "gevraagd is: HEDGE blijft"),
        ({"release": ("HEDGE",)}, "gevraagd is: HEDGE wordt losgelaten"),
        (
            {"form": {"HEDGE": "permit"}},
            "gevraagd is: HEDGE wordt vergunning; die vorm staat niet bij deze regel",
        ),
        ({}, "gevraagd is: HEDGE wordt zelfbeheer"),
    ],
)
def test_pin_is_said_as_it_was_asked_before_what_the_scenario_says(
    dutch: None, example: RuleSet, pins: dict[str, object], told: str
) -> None:
    asked = _asked(example).model_copy(update={"scenario": "proef", "changes": pins})
    member = ClashMember(kind="pin", subjects=("HEDGE",), origin=NOWHERE)
    assert Reasoner(example).member(member, asked) == told


def _reasons(answer: Framework, rules: RuleSet, name: str) -> list[str]:
    return list(Reasoner(rules).lines(answer.rule(name)))


def test_forms_that_share_their_reasons_are_told_together(dutch: None) -> None:
    notice = option("neighbour_notice", stances={"w": "blocks"}, fallback=FALLBACK)
    rules = ruleset(
        rule("A", options=[{**notice, "form": "neighbour_agreement"}, notice], release="never"),
        stakeholders={"w": {"may_block": True}, "x": {}},
    )
    assert _reasons(solve(rules), rules, "A") == [
        "burenakkoord, kennisgeving aan buren: w houdt dit tegen",
        "loslaten: het bestand zegt dat dit nooit mag vervallen",
    ]


def test_never_says_why(tongue: str) -> None:
    rules = ruleset(rule("A", release={"never": {"nl": "de wet", "en": "the law"}}))
    assert (
        _reasons(solve(rules), rules, "A")
        == {
            "nl": ["loslaten: het bestand zegt dat dit nooit mag vervallen (de wet)"],
            "en": ["release: the file says that this may never go (the law)"],
        }[tongue]
    )
    answer = solve(rules, changes=Changes(release=("A",)))
    told = text_of(answer, rules, "x")
    words = {"nl": "A nooit mag vervallen (de wet)", "en": "A may never go (the law)"}
    assert words[tongue] in told


def test_lock_names_the_law(dutch: None) -> None:
    rules = ruleset(rule("A", lock={"kind": "full", "basis": "Wet X 3"}))
    assert _reasons(solve(rules), rules, "A") == [
        "loslaten: hoger recht legt deze regel vast (Wet X 3)"
    ]


def test_exemption_says_what_it_follows_and_that_nothing_needs_it(dutch: None) -> None:
    rules = ruleset(rule("A"), rule("E", kind="exemption", relaxes=["A"]))
    kept = solve(rules, changes=Changes(keep=("A",)))
    assert _reasons(kept, rules, "E") == ["volgt A"]
    assert _reasons(solve(rules), rules, "E") == ["geen regel die blijft heeft dit nodig"]


def test_interest_that_only_a_scenario_knows_is_said_by_its_id(dutch: None) -> None:
    rules = ruleset(
        rule("A"),
        scenarios={"s": {"add_interests": {"nieuw": {**safe(), "together": [["A"]]}}}},
    )
    told = _reasons(solve(rules, scenario="s"), rules, "A")
    assert told == ["loslaten: samen met andere regels nodig voor nieuw"]


def test_reason_can_be_what_it_costs(dutch: None) -> None:
    rules = ruleset(
        rule("A", guards=["mooi"], release={"fallback": FALLBACK}),
        interests={"mooi": lesser()},
        policy={"order": ["residual", "kept"]},
    )
    assert _reasons(solve(rules), rules, "A") == ["loslaten: dit kost meer: restrisico"]


def test_objective_is_said_with_its_unit(tongue: str) -> None:
    told = [objective(tier, 1) for tier in ("kept", "intensity", "residual", "effort")]
    assert (
        told
        == {
            "nl": [
                "regels 1",
                "zwaarte 1 vormtrede",
                "restrisico 1 risicopunt",
                "inzet 1 uur/jaar",
            ],
            "en": [
                "rules 1",
                "intensity 1 form rung",
                "residual risk 1 risk point",
                "effort 1 hour/year",
            ],
        }[tongue]
    )
    assert objective("kept", None) == {"nl": "regels ?", "en": "rules ?"}[tongue]


@pytest.mark.parametrize(
    ("glossary", "words"),
    [
        (terms.FORMS, Form),
        (terms.GROUNDS, Ground),
        (terms.KINDS, Kind),
        (terms.HOLDERS, Holder),
        (terms.DECISIONS, Decision),
        (terms.CLASSIFICATIONS, Classification),
        (terms.STANCES, Stance),
        (terms.INSTRUMENTS, Instrument),
        (terms.TIERS, Tier),
        (terms.UNITS, UNITS.values()),
    ],
)
def test_every_word_of_the_model_is_in_the_glossary(
    glossary: dict[str, tuple[str, str]], words: Iterable[str]
) -> None:
    assert set(glossary) == set(words)


def test_no_form_is_no_rule(tongue: str) -> None:
    assert terms.form(None) == {"nl": "geen regel", "en": "no rule"}[tongue]


def test_clash_that_is_only_irreducible_is_not_called_smallest(
    tongue: str, example: RuleSet
) -> None:
    answer = solve(example, changes=Changes(release=("HEDGE",)))
    assert answer.clash is not None
    smallest = text_of(answer, example, "voorbeeld")
    clash = Clash(size="irreducible", constraints=answer.clash.constraints)
    told = text_of(answer.model_copy(update={"clash": clash}), example, "voorbeeld")
    words = {
        "nl": ("geen kleinere groep botst", "zonder een ervan wel"),
        "en": ("no smaller group clashes", "without any one of them they can"),
    }[tongue]
    assert words[0] in smallest
    assert words[1] in told
    assert words[0] not in told

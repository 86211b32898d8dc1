# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reasons, members of a clash and mends in words: each code, and what is told with it."""

from collections.abc import Iterable

import pytest

from minkader.decision.kinds import KINDS
from minkader.decision.reasons import CODES
from minkader.formats.locate import load
from minkader.questions.answering.answers import (
    Because,
    Change,
    Clash,
    ClashMember,
    Framework,
    Input,
    Mend,
    Origin,
)
from minkader.questions.clash import mend
from minkader.questions.solve import solve
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
from minkader.words import framework, terms
from minkader.words.reasons import Reasoner, objective
from tests.tiny import FALLBACK, lesser, option, rule, ruleset, safe

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


@pytest.mark.parametrize("code", CODES)
def test_reason_is_said(tongue: str, example: RuleSet, code: str) -> None:
    because = Because(code=code, form="self_management", subjects=SUBJECTS.get(code, ()))
    told = Reasoner(example).because("HEDGE", because)
    assert len(told) > 5
    assert not set("{}") & set(told)
    assert "@" not in told


@pytest.mark.parametrize("kind", KINDS)
def test_member_of_a_clash_is_said(tongue: str, example: RuleSet, kind: str) -> None:
    origin = Origin(file="ruleset.yaml", line=12)
    member = ClashMember(kind=kind, subjects=MEMBERS.get(kind, ("HEDGE",)), origin=origin)
    told = Reasoner(example).member(member, _asked(example))
    assert told.endswith(" (ruleset.yaml:12)")
    assert not set("{}@") & set(told)
    assert told.startswith(("Brandweer kan erbij", "Bewonersvereniging")) or "HEDGE" in told


@pytest.mark.parametrize("kind", mend.KINDS)
def test_mend_is_said(tongue: str, example: RuleSet, kind: str) -> None:
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
    told = Reasoner(example).change(change)
    assert not set("{}") & set(told)
    assert any(name in told for name in ("HEDGE", "cursus", "Bewonersvereniging"))


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
        ({"release": ("HEDGE",)}, "gevraagd is: HEDGE gaat los"),
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
    member = ClashMember(kind="pin", subjects=("HEDGE",), origin=Origin(file=None, line=None))
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
    told = framework.text(answer, rules, "x")
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
    assert told == ["loslaten: nodig, samen met andere, voor: nieuw"]


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
            "nl": ["regels 1", "zwaarte 1 trede", "restrisico 1 punt", "inzet 1 uur/jaar"],
            "en": ["rules 1", "intensity 1 rung", "residual risk 1 point", "effort 1 hour/year"],
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
    smallest = framework.text(answer, example, "voorbeeld")
    clash = Clash(size="irreducible", constraints=answer.clash.constraints)
    told = framework.text(answer.model_copy(update={"clash": clash}), example, "voorbeeld")
    words = {
        "nl": ("geen kleinere groep botst", "zonder een ervan wel"),
        "en": ("no smaller group clashes", "without one of them they can"),
    }[tongue]
    assert words[0] in smallest
    assert words[1] in told
    assert words[0] not in told

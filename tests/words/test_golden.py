# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as people read them, whole. `pytest --refresh` writes them anew: read the difference."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from minkader.formats.cases import Case, Expected
from minkader.formats.locate import load
from minkader.questions.check import check
from minkader.questions.choices import choices
from minkader.questions.compare import compare
from minkader.questions.scenarios import scenarios
from minkader.questions.show import show
from minkader.questions.solve import solve
from minkader.questions.what_if import what_if
from minkader.questions.why import why
from minkader.ruleset.nouns import Changes, RuleSet
from minkader.ruleset.values import Text
from minkader.ruleset.vocabulary import Form
from minkader.words import language
from tests.conftest import Golden
from tests.reading import text_of
from tests.tiny import FALLBACK, document, lesser, option, rule, safe, tangled

FOLDER = Path(__file__).parent / "golden"
Told = Callable[[int], str]
"""An answer as text, for a width."""


@cache
def _loaded(name: str) -> RuleSet:
    return load(name)


def _solved(name: str, **asked: Any) -> Told:  # noqa: ANN401 (any flag of a question)
    rules = _loaded(name)
    answer = solve(rules, **asked)
    return lambda width: text_of(answer, rules, name, width)


def _shown(name: str, rule_: str, **asked: Any) -> Told:  # noqa: ANN401
    shown = show(_loaded(name), rule_, **asked)
    return lambda width: text_of(shown, _loaded(name), name, width)


def _checked(name: str, cases: tuple[Case, ...] = ()) -> Told:
    checked = check(_loaded(name), cases=cases)
    return lambda width: text_of(checked, _loaded(name), name, width, cases=bool(cases))


def _judged(change: Callable[[Any], None], **asked: Any) -> Told:  # noqa: ANN401
    # A framework that was changed by hand.
    rules = _loaded("voorbeeld")
    answer = json.loads(solve(rules, **asked).to_json())
    change({row["id"]: row for row in answer["rules"] or ()} | {"": answer})
    checked = check(rules, framework=answer)
    return lambda width: text_of(checked, rules, "voorbeeld", width, cases=False)


def _judged_in_time() -> Told:
    rules = tangled()
    checked = check(rules, framework=solve(rules), stop=lambda: True)
    return lambda width: text_of(checked, rules, "klein", width, cases=False)


def _unsound() -> Told:
    # Every kind of finding, and what was not decided.
    rules = load(
        document(
            rule("SLOT", lock={"kind": "full"}, excludes=["A"]),
            rule("A", guards=["mooi"], release="never"),
            interests={"mooi": lesser(), "veilig": safe()},
            groups={"niemand": {}},
        )
    )
    checked = check(rules, stop=lambda: True)
    return lambda width: text_of(checked, rules, "klein", width, cases=False)


def _as_it_was(_: Any) -> None:  # noqa: ANN401
    """Change nothing."""


def _released(rows: Any) -> None:  # noqa: ANN401
    rows["ACCESS-ROAD"] |= {"decision": "released", "form": None}
    rows["ROOF-GREEN"] |= {"decision": "released", "form": None}


def _kept_too_much(rows: Any) -> None:  # noqa: ANN401
    rows["FLAGPOLE"] |= {"decision": "kept", "form": "notification_duty"}
    rows[""]["input"]["sha256"] = "0" * 64


def _what_if(changes: Changes, **asked: Any) -> Told:  # noqa: ANN401
    rules = _loaded("voorbeeld")
    answer = what_if(rules, changes=changes, **asked)
    return lambda width: text_of(answer, rules, "voorbeeld", width)


def _scenarios(name: str) -> Told:
    answer = scenarios(_loaded(name))
    return lambda width: text_of(answer, _loaded(name), name, width)


def _compared(everything: bool) -> Told:
    rules, tiny = _loaded("voorbeeld"), load(EVERYTHING)
    answer = compare(rules, tiny)
    return lambda width: text_of(
        answer, rules, ("voorbeeld", "klein"), width, everything=everything
    )


def _compared_scenarios(everything: bool) -> Told:
    rules = _loaded("boomgaardshoek")
    answer = compare(rules, with_scenario="minder-uren")
    return lambda width: text_of(
        answer, rules, ("boomgaardshoek", None), width, everything=everything
    )


OLD = document(
    rule("HEK", title="Erfafscheiding aan de straat", form="permit", guards=["mooi"]),
    rule("BOOM", title="Bomen", source={"article": "4.11"}, guards=["mooi"], weight=2),
    rule("STIL", title="Geen lawaai na elf uur", grounds=["health"], guards=["rust"]),
    rule("VUUR", title="Geen vuur", guards=["veilig"], options=[option("duty_of_care")]),
    interests={
        "mooi": lesser(),
        "rust": {"title": "Rust", "ground": "health"},
        "veilig": safe(together=[["VUUR"]]),
    },
    policy={"fallback": "reported"},
)
NEW = document(
    rule("HEKKEN", title="Erfafscheiding aan de straat", form="permit", release="never"),
    rule("BOMEN", title="Bomen", source={"article": "4.11"}, guards=["mooi"], assumed=True),
    rule("HERRIE", title="Geen lawaai na elf uur", grounds=["health"], guards=["rust"]),
    rule("VUUR", title="Open vuur", guards=["veilig"], reviewed={"by": "jurist"}),
    rule("NIEUW", title="Een nieuwe regel", release="never"),
    interests={
        "mooi": lesser(severity=4),
        "rust": {"title": "Rust", "ground": "health"},
        "veilig": safe(),
    },
    policy={"fallback": "reported"},
)


def _renamed(everything: bool) -> Told:
    a, b = load(OLD), load(NEW)
    answer = compare(a, b, match=[("HEK", "HEKKEN")])
    return lambda width: text_of(
        answer, a, ("oud", "nieuw"), width, everything=everything, match="paren.csv"
    )


def _why(name: str, rule_: str, **asked: Any) -> Told:  # noqa: ANN401
    answer = why(_loaded(name), rule_, **asked)
    return lambda width: text_of(answer, _loaded(name), name, width)


def _why_tiny(rule_: str, **asked: Any) -> Told:  # noqa: ANN401
    rules = load(REASONS)
    answer = why(rules, rule_, **asked)
    return lambda width: text_of(answer, rules, "klein", width)


def _choices(name: str, **asked: Any) -> Told:  # noqa: ANN401
    rules = load(REASONS) if name == "klein" else _loaded(name)
    answer = choices(rules, **asked)
    return lambda width: text_of(answer, rules, name, width)


REASONS = document(
    rule("A", guards=["veilig"], release={"fallback": FALLBACK}, requires=["D"]),
    rule(
        "B",
        guards=["veilig"],
        release={"fallback": FALLBACK},
        source={"citation": "Plan", "article": "2.1"},
    ),
    rule("C", form="permit", release={"never": "De raad"},
         options=[option("neighbour_notice", stances={"w": "blocks"})]),
    rule("D", kind="definition"),
    rule("E", form="permit", guards=["mooi"],
         options=[option("self_management", group="g", hours_per_year=4, needs=["pas"],
                         guards=["mooi"], fallback=FALLBACK)], release="never"),
    rule("F", guards=["alles"], release={"fallback": FALLBACK}),
    rule("G", guards=["alles"], release={"fallback": FALLBACK}),
    rule("H", guards=["alles"], release={"fallback": FALLBACK}, weight=2),
    rule("I", form="permit", ceiling="information_duty"),
    interests={
        "mooi": lesser(severity=3),
        "veilig": safe(non_delegable="Wet 3"),
        "alles": safe(at_least=2, together=[["A@kept", "B"]]),
    },
    groups={"g": {"capacity": 9, "has": ["pas"]}},
    stakeholders={"w": {"may_block": True, "block_basis": "Het convenant"}},
    scenarios={
        "s": {"release": ["B"]},
        "twee": {"release": ["G", "H"]},
        "klem": {"release": ["A", "B"]},
    },
)  # fmt: skip
ONE_GROUP = {"trust_proposals": True, "fallback": "reported", "irredundant": True}
HEDGES = Changes(form={"HEDGE": Form.SELF_MANAGEMENT})
WRONG = Case(
    title=Text(nl="Een geval dat niet klopt", en="A case that is wrong"),
    expect=Expected(keeps=("FLAGPOLE",), objectives={"kept": 3}, because={"HEDGE": "lock"}),
    file="fout.yaml",
)
EVERYTHING = document(
    rule("DEZE-NAAM-IS-ZO-LANG-DAT-HIJ-NERGENS-IN-PAST", grounds=["safety"]),
    rule("E", kind="exemption", relaxes=["WEG"]),
    rule("WEG", title={"nl": "Gaat weg", "en": "Goes"}),
    rule("TE-ZWAAR", form="permit", ceiling="information_duty", classification="proposed"),
    rule("NIEMAND-KEEK", classification=None, weight=3),
    rule(
        "LICHTER",
        form="permit",
        guards=["mooi"],
        options=[option("notification_duty", guards=["mooi"])],
        release="never",
        open_norm="Redelijk",
        assumed=True,
    ),
    rule(
        "TERUG",
        form="prohibition",
        guards=["mooi"],
        release={"fallback": {**FALLBACK, "form": "permit", "weeks": 1, "when": "below"}},
    ),
    rule("WET", holder="state", form="prohibition", guards=["veilig"]),
    rule("PLICHT", holder="water_board", kind="authority_duty"),
    rule("OVER", options=[option("neighbour_notice", hours_per_year=1500)], lock={"kind": "none"}),
    interests={"mooi": lesser(), "veilig": safe()},
    stakeholders={"w": {"may_block": True}},
    valid_on="2026-03-31",
)


def _everything() -> Told:
    rules = load(EVERYTHING)
    answer = solve(rules, changes=Changes(form={"OVER": Form.NEIGHBOUR_NOTICE}))
    return lambda width: text_of(answer, rules, "a map/x.yaml", width)


def _stopped() -> Told:
    rules = tangled()
    answer = solve(rules, stop=lambda: True)
    return lambda width: text_of(answer, rules, "klein", width)


def _nothing_yet() -> Told:
    # Today's framework is not allowed here, and the search stops before it finds another.
    rules = tangled(scenarios={"s": {"release": ["R0"]}})
    answer = solve(rules, scenario="s", stop=lambda: True)
    return lambda width: text_of(answer, rules, "klein", width)


def _equal() -> Told:
    # Of three rules that are the same, two must stay: three frameworks are as good.
    kept = [rule(name, guards=["veilig"], release={"fallback": FALLBACK}) for name in "ABC"]
    rules = load(document(*kept, interests={"veilig": safe(at_least=2)}))
    answer = solve(rules)
    return lambda width: text_of(answer, rules, "klein", width)


def _shown_everything() -> Told:
    rules = load(
        document(
            rule(
                "A",
                grounds=["safety", "health"],
                guards=["veilig"],
                summary="Een regel met van alles erop en eraan, om te laten zien.",
                source={"article": "1.1", "citation": "Omgevingsplan"},
                open_norm="Onaanvaardbare hinder",
                requires=["B@kept"],
                excludes=["C"],
                options=[
                    option("neighbour_agreement", hours_per_year=12, fallback=FALLBACK),
                    option("self_management", needs=["pas"], requires=["B@general_rule"]),
                ],
                release={"never": "De wet"},
            ),
            rule("B"),
            rule("C", holder="province", kind="restriction"),
            interests={"veilig": safe()},
        )
    )
    shown = show(rules, "A")
    return lambda width: text_of(shown, rules, "klein", width)


@dataclass(frozen=True)
class Page:
    """One golden text: its name, what makes it, its language."""

    name: str
    made: Callable[..., Told]
    about: tuple[Any, ...] = ()
    asked: dict[str, Any] = field(default_factory=dict)


PAGES = [
    Page("solve-voorbeeld", _solved, ("voorbeeld",)),
    Page("solve-proef", _solved, ("voorbeeld",), {"scenario": "proef"}),
    Page("solve-zonder-vereniging", _solved, ("voorbeeld",), {"scenario": "zonder-vereniging"}),
    Page("solve-infeasible", _solved, ("voorbeeld",), {"changes": HEDGES}),
    Page("solve-not-proven", _stopped),
    Page("solve-nothing-yet", _nothing_yet),
    Page("solve-boomgaardshoek", _solved, ("boomgaardshoek",)),
    Page("solve-reported", _solved, ("voorbeeld",), {"fallback": "reported"}),
    Page("solve-order", _solved, ("voorbeeld",), {"order": ["residual", "effort", "kept"]}),
    Page("solve-second-opinion", _solved, ("voorbeeld",), {"second_opinion": True}),
    Page("solve-everything", _everything),
    Page("solve-equal", _equal),
    Page("show-everything", _shown_everything),
    Page("show-hedge", _shown, ("voorbeeld", "HEDGE")),
    Page("show-hedge-proef", _shown, ("voorbeeld", "HEDGE"), {"scenario": "proef"}),
    Page("show-hek", _shown, ("boomgaardshoek", "BS-22.26-hek")),
    Page("show-exemption", _shown, ("boomgaardshoek", "BS-22.27")),
    Page("show-external", _shown, ("voorbeeld", "BBL-4")),
    Page("check-voorbeeld", _checked, ("voorbeeld",)),
    Page("check-boomgaardshoek", _checked, ("boomgaardshoek",)),
    Page("check-wrong-case", _checked, ("voorbeeld", (WRONG,))),
    Page("check-framework-right", _judged, (_as_it_was,), {"scenario": "proef"}),
    Page("check-framework-invalid", _judged, (_released,)),
    Page("check-framework-too-large", _judged, (_kept_too_much,)),
    Page("check-framework-infeasible", _judged, (_as_it_was,), {"changes": HEDGES}),
    Page("check-framework-stopped", _judged_in_time),
    Page("check-errors", _unsound),
    Page("what-if-adopt", _what_if, (Changes(adopt=("cursus",)),)),
    Page("what-if-infeasible", _what_if, (HEDGES,)),
    Page("scenarios-voorbeeld", _scenarios, ("voorbeeld",)),
    Page("compare", _compared, (False,)),
    Page("compare-all", _compared, (True,)),
    Page("compare-renamed", _renamed, (False,)),
    Page("compare-renamed-all", _renamed, (True,)),
    Page("compare-scenarios", _compared_scenarios, (False,)),
    Page("compare-scenarios-all", _compared_scenarios, (True,)),
    Page("why-hedge", _why, ("voorbeeld", "HEDGE")),
    Page("why-dormer", _why, ("voorbeeld", "FRONT-DORMER")),
    Page("why-not-form", _why, ("voorbeeld", "HEDGE"), {"not_form": "self_management"}),
    Page("why-external", _why, ("voorbeeld", "BBL-4")),
    Page("why-cheaper", _why, ("boomgaardshoek", "BS-22.18-2")),
    Page("why-exemption", _why, ("boomgaardshoek", "BS-22.27")),
    Page("why-guard", _why_tiny, ("A",), {"scenario": "s"}),
    Page("why-veto", _why_tiny, ("C",)),
    Page("why-tie", _why_tiny, ("B",)),
    Page("why-tie-form", _why_tiny, ("B",), {"not_form": "release"}),
    Page("why-lapses", _why_tiny, ("D",)),
    Page("why-residents", _why_tiny, ("E",)),
    Page("why-is-so", _why_tiny, ("E",), {"not_form": "self_management"}),
    Page("why-not-listed", _why_tiny, ("E",), {"not_form": "duty_of_care"}),
    Page("why-cheaper-form", _why_tiny, ("E",), {"not_form": "permit"}),
    Page("why-infeasible", _why_tiny, ("C",), {"scenario": "klem"}),
    Page("why-stopped", _why_tiny, ("C",), {"stop": lambda: True}),
    Page("why-order", _why_tiny, ("E",), {"order": ["residual", "kept"]}),
    Page("why-above-ceiling", _why_tiny, ("I",), {"not_form": "permit"}),
    Page("why-tie-any", _why_tiny, ("B",), {"ties": "any"}),
    Page("why-at-least", _why_tiny, ("F",), {"scenario": "twee"}),
    Page("choices-one-group", _choices, ("voorbeeld",), ONE_GROUP),
    Page("choices-voorbeeld", _choices, ("voorbeeld",), {"irredundant": True}),
    Page("choices-boomgaardshoek", _choices, ("boomgaardshoek",)),
    Page("choices-open", _choices, ("klein",), {"irredundant": True, "most": 1}),
    Page("choices-order", _choices, ("klein",), {"order": ["residual", "kept"]}),
    Page("choices-infeasible", _choices, ("klein",), {"scenario": "klem"}),
    Page("choices-stopped", _choices, ("klein",), {"stop": lambda: True}),
]


@pytest.fixture(scope="module")
def told() -> Callable[[Page], Told]:
    """Answer each question once, whatever the language and the width."""
    return cache(lambda name: next(p.made(*p.about, **p.asked) for p in PAGES if p.name == name))


NOTEBOOK = pytest.mark.parametrize("name", [page.name for page in PAGES])


@NOTEBOOK
def test_answer_reads_as_it_did(
    tongue: str, golden: Golden, told: Callable[[str], Told], name: str
) -> None:
    text = told(name)(80)
    assert golden(FOLDER / f"{name}.{tongue}.txt", text) == text


def too_wide(text: str, width: int) -> Iterator[str]:
    """List lines that are too wide and could have been wrapped; a command is never cut."""
    for line in text.splitlines():
        if len(line) > width and " " in line.strip() and not line.startswith("  minkader "):
            yield line


@NOTEBOOK
@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_answer_fits_the_line(
    tongue: str, told: Callable[[str], Told], name: str, width: int
) -> None:
    text = told(name)(width)
    assert not list(too_wide(text, width))
    assert not any(line != line.rstrip() for line in text.splitlines())
    assert text.endswith("\n")


@NOTEBOOK
def test_no_code_of_the_answer_is_left_unsaid(told: Callable[[str], Told], name: str) -> None:
    if name.startswith("check-"):
        return  # these speak of keys of a file, as it writes them
    language.choose("nl")
    lines = told(name)(120).splitlines()
    language.choose(None)
    text = "\n".join(line for line in lines if not line.startswith("  minkader "))
    for code in ("not_proven", "self_management", "general_rule", "fallback_missing", "None", "{n"):
        assert code not in text


def test_other_order_than_kept_first_is_never_called_smallest(
    tongue: str, told: Callable[[str], Told]
) -> None:
    head = told("solve-order")(80).splitlines()[0]
    assert {"nl": "het beste kader", "en": "the best framework"}[tongue] in head
    smallest = {"nl": "kleinste", "en": "smallest"}[tongue]
    assert smallest not in told("solve-order")(80)
    assert smallest in told("solve-voorbeeld")(80)
    assert smallest not in told("solve-not-proven")(80)


def test_only_what_was_recomputed_is_called_proven(dutch: None) -> None:
    for page in PAGES:
        words = (FOLDER / f"{page.name}.nl.txt").read_text(encoding="utf-8").lower()
        rest = " ".join(words.split()).replace("bewezen en nagerekend", "")
        assert "bewezen" not in rest.replace("niet bewezen", "")


def test_every_framework_ends_by_saying_that_it_is_no_decision(
    tongue: str, told: Callable[[str], Told]
) -> None:
    sentence = {"nl": "Dit is geen besluit", "en": "This is not a decision"}[tongue]
    for page in PAGES:
        if page.name.startswith(("solve", "what-if", "scenarios", "compare")):
            assert sentence in " ".join(told(page.name)(80).split()), page.name


def test_name_of_a_rule_is_never_cut(dutch: None, told: Callable[[str], Told]) -> None:
    assert "DEZE-NAAM-IS-ZO-LANG-DAT-HIJ-NERGENS-IN-PAST" in told("solve-everything")(60)


def test_free_text_without_english_is_marked(told: Callable[[str], Told]) -> None:
    language.choose("en")
    text = told("solve-voorbeeld")(200)
    language.choose(None)
    assert "Vlaggenmast in de voortuin (nl)" in text
    language.choose("nl")
    assert "(nl)" not in told("solve-voorbeeld")(200)
    language.choose(None)

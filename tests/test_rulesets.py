# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rule sets that come along: they read, their cases pass, and Boomgaardshoek is what it says.

The catalogue of rows and the source text lie outside the repository (`tests/shared.py`).
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from minkader.formats.cases import Case, load_cases
from minkader.formats.locate import load, shipped
from minkader.questions.answering.answers import Framework
from minkader.questions.check import check
from minkader.questions.solve import solve
from minkader.ruleset.findings import Severity
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.rule import Rule
from minkader.ruleset.vocabulary import Classification, Form, Kind
from tests.shared import ROOT, lines, shared

NAMES = sorted(path.name for path in (ROOT / "rulesets").iterdir() if path.is_dir())
CASES = [
    (name, path.name)
    for name in NAMES
    for path in sorted((ROOT / "rulesets" / name / "cases").glob("*.yaml"))
]
LONGEST_TITLE = 45


@cache
def ruleset(name: str) -> RuleSet:
    """Load a shipped rule set once."""
    return load(name)


@cache
def cases(name: str) -> list[Case]:
    """Load the cases of a shipped rule set once."""
    return load_cases(name)


@cache
def answer(name: str) -> Framework:
    """Answer a shipped rule set once."""
    return solve(ruleset(name))


def test_every_folder_is_shipped_under_its_name() -> None:
    assert list(shipped()) == NAMES
    assert {"voorbeeld", "boomgaardshoek"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_ruleset_has_no_error_and_an_answer(name: str) -> None:
    found = check(ruleset(name)).findings
    assert not [finding for finding in found if finding.severity is Severity.ERROR]
    assert answer(name).status == "proven"
    assert answer(name).equal_optima is not None


@pytest.mark.parametrize(("name", "file"), CASES, ids=lambda value: value)
def test_case_comes_out_as_its_writer_expects(name: str, file: str) -> None:
    (case,) = (case for case in cases(name) if case.file == file)
    (found,) = check(ruleset(name), cases=[case]).cases
    assert found.differences == ()


@pytest.mark.parametrize("name", NAMES)
def test_scenarios_all_have_an_answer(name: str) -> None:
    for scenario in ruleset(name).scenarios:
        assert solve(ruleset(name), scenario=scenario).status in ("proven", "infeasible")


@pytest.mark.parametrize("name", NAMES)
def test_title_fits_a_line_in_either_language(name: str) -> None:
    read = ruleset(name)
    nouns: list[Any] = [read, *read.rules]
    for part in (read.interests, read.groups, read.stakeholders, read.measures, read.scenarios):
        nouns += part.values()
    for noun in nouns:
        for title in (noun.title.nl, noun.title.en or ""):
            assert len(title) <= LONGEST_TITLE, title


# Boomgaardshoek -------------------------------------------------------------------------------

STANDS_FOR = {
    "BS-22.27a": "BS-22.26-bijbehorend",
    "BS-22.27c": "BS-22.26-dakkapel",
    "BS-22.27d": "BS-22.26-speeltoestel",
    "BS-22.27e": "BS-22.26-zwembad",
    "BS-22.27f": "BS-22.26-hek",
    "BS-22.36a": "BS-22.26-oppervlakte",
    "BS-22.36c": "BS-22.26-mantelzorg",
}
"""A row about an exemption stands for the permit duty that is left for that object."""
FORM_OF = {
    "burenakkoord": Form.NEIGHBOUR_AGREEMENT,
    "melding": Form.NOTIFICATION_DUTY,
    "zelfbeheer": Form.SELF_MANAGEMENT,
}


def catalogue() -> list[dict[str, str]]:
    """Read the rows that the rule set was made from."""
    path = shared("data/real/derived/pilot_rules.csv")
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def boomgaardshoek() -> dict[str, Rule]:
    """Return the rules of Boomgaardshoek by id."""
    return {rule.id: rule for rule in ruleset("boomgaardshoek").rules}


def rule_of(row: dict[str, str]) -> Rule:
    """Return the rule that a row is, or stands for."""
    return boomgaardshoek()[STANDS_FOR.get(row["id"], row["id"])]


def test_every_row_is_a_rule_or_stands_for_one() -> None:
    rows = catalogue()
    assert len(rows) == 65
    named = {STANDS_FOR.get(row["id"], row["id"]) for row in rows}
    assert named <= set(boomgaardshoek())
    assert len(named) == 65


def test_exemption_of_a_row_relaxes_the_permit_duty_that_stands_for_it() -> None:
    rules = boomgaardshoek()
    for row, name in STANDS_FOR.items():
        exemption = rules[row[:8]]
        assert exemption.kind is Kind.EXEMPTION
        assert name in exemption.relaxes
        assert rules[name].kind is Kind.RESTRICTION


def _offers(rule: Rule, mode: str) -> bool:
    if mode == "loslaten":
        return rule.release is not None and not rule.release.refused
    wanted = FORM_OF[mode]
    return wanted in (rule.form, *(option.form for option in rule.options))


def test_mode_of_a_row_is_a_form_that_its_rule_may_take() -> None:
    for row in catalogue():
        rule = rule_of(row)
        if not rule.external and not rule.follows and row["mode"] != "keep":
            assert _offers(rule, row["mode"]), row["id"]


def test_rule_that_a_row_keeps_stays() -> None:
    for row in catalogue():
        if row["mode"] == "keep":
            decision = answer("boomgaardshoek").rule(rule_of(row).id).decision
            assert decision in ("kept", "external"), row["id"]


def test_rule_of_another_holder_has_no_mode() -> None:
    for rule in boomgaardshoek().values():
        if rule.external:
            assert not rule.options
            assert rule.release is None


def test_rule_is_confirmed_only_on_a_text_that_was_read() -> None:
    for row in catalogue():
        rule = rule_of(row)
        if rule.classification is Classification.CONFIRMED:
            assert "T" in row["evidence"].split(";"), row["id"]
    for rule in boomgaardshoek().values():
        if rule.classification is Classification.CONFIRMED:
            assert rule.reviewed is not None, rule.id
            assert rule.reviewed.by == "voorbeeld"


def test_every_rule_names_its_source_or_is_made_up() -> None:
    for rule in boomgaardshoek().values():
        assert rule.source is not None or rule.assumed, rule.id


def test_groups_stances_and_measures_are_marked_as_made_up() -> None:
    read = ruleset("boomgaardshoek")
    assert all(group.assumed for group in read.groups.values())
    assert all(measure.assumed for measure in read.measures.values())
    assert len(read.groups) == 3
    assert len(read.stakeholders) == 5
    assert len(read.scenarios) == 5


def test_answer_says_what_rests_on_what_was_made_up() -> None:
    found = answer("boomgaardshoek")
    gone = {rule.id for rule in found.rules or () if rule.decision in ("delegated", "released")}
    assert set(found.rests_on_assumed) <= gone
    assert found.rests_on_assumed


RUN = 8
"""Words in a row that are no coincidence."""


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """List every run of so many words."""
    words = re.findall(r"\w+", text.lower())
    return zip(*(words[n:] for n in range(RUN)), strict=False)


def test_no_sentence_was_copied_from_the_sources() -> None:
    copied: set[tuple[str, ...]] = set()
    for row in catalogue():
        for cell in row.values():
            copied.update(runs(cell))
    for article in lines("data/real/derived/ermelo_rules.jsonl"):
        copied.update(runs(article["tekst"] or ""))
    assert len(copied) > 10_000
    folder = Path(shipped()["boomgaardshoek"])
    for path in [*folder.rglob("*.yaml"), *folder.rglob("*.md")]:
        shared_runs = copied & set(runs(path.read_text(encoding="utf-8")))
        assert not shared_runs, (path.name, sorted(shared_runs)[:3])

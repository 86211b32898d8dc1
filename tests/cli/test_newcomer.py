# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a newcomer stumbled over: each stumble has its case here."""

from pathlib import Path

import pytest
import yaml

from minkader.formats.locate import load
from minkader.questions.compare.documents import plain
from tests.cli.conftest import Run

UNGUARDED = """\
minkader: 1
id: wijk
title: Wijk
interests: {rust: {title: Rust in de wijk, ground: health}}
rules:
- {id: A, title: Vlag, classification: confirmed}
"""


def test_what_if_shows_what_a_policy_flag_changes(run: Run) -> None:
    told = run("what-if", "boomgaardshoek", "--trust-proposals", "--lang", "nl").out
    assert "* voorstellen beslissen mee" in told
    assert "58 gehouden (−9)" in told
    assert "Er verandert niets" not in told


def test_compare_says_which_side_has_no_framework(run: Run, tmp_path: Path) -> None:
    document = plain(load("voorbeeld").document)
    document["groups"]["vereniging"]["capacity"] = 10
    path = tmp_path / "klein.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    ran = run("compare", "voorbeeld", str(path), "--scenario", "proef", "--lang", "nl")
    assert ran.code == 1
    assert "B heeft geen kader." in ran.out
    assert "is er niet" not in ran.out
    assert "0 houden" not in ran.out


def test_interest_that_nobody_guards_is_named_with_what_is_missing(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "wijk.yaml"
    path.write_text(UNGUARDED, encoding="utf-8")
    told = " ".join(run("solve", str(path), "--lang", "nl").out.split())
    assert "Rust in de wijk moet beschermd blijven; geen regel noemt dit bij guards" in told


def test_interest_in_a_clash_is_told_with_what_would_guard_it(run: Run) -> None:
    told = run("what-if", "voorbeeld", "--add-interest", "stil={title: Stil, ground: health}").out
    assert "Stil" in told or "stil" in told
    asked = "stil={title: Stil, ground: health, together: [[FLAGPOLE@kept]]}"
    line = ("what-if", "voorbeeld", "--add-interest", asked, "--release", "FLAGPOLE")
    assert "FLAGPOLE" in run(*line, "--lang", "nl").out.split("dat kan door")[1]


def test_what_if_from_a_base_without_framework_says_so(run: Run, tmp_path: Path) -> None:
    document = plain(load("voorbeeld").document)
    document["scenarios"]["vast"] = {"title": "Vast", "release": ["ACCESS-ROAD"]}
    path = tmp_path / "vast.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    told = run("what-if", str(path), "--base", "vast", "--lang", "nl").out
    assert "Daar is geen kader; hiermee wel." in told
    table = run("scenarios", str(path), "--base", "vast", "--lang", "nl").out
    assert "geen kader" in table


def test_wrong_number_for_a_group_is_told_once(run: Run) -> None:
    ran = run("what-if", "voorbeeld", "--capacity", "vereniging=-5")
    assert ran.code == 2
    assert ran.err.count("MK023") == 1


def test_suggestion_of_new_can_be_pasted_for_a_name_with_spaces(run: Run, tmp_path: Path) -> None:
    told = run("new", str(tmp_path / "mijn map" / "wijk")).out
    assert f"minkader solve '{tmp_path / 'mijn map' / 'wijk'}'" in told


def test_next_question_is_asked_in_the_language_of_the_answer(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINKADER_LANG", "nl")
    told = run("solve", "voorbeeld", "--lang", "en").out
    assert told.rstrip().endswith("--scenario zonder-vereniging --lang en")
    assert "--lang" not in run("solve", "voorbeeld", "--lang", "nl").out

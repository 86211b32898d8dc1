# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader check` as a command: what it ends with, its forms, where a framework comes from."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, process
from tests.tiny import document, rule, safe, tangled


@pytest.fixture
def kader(spoken: Run, tmp_path: Path) -> Path:
    """Write the framework of voorbeeld to a file."""
    path = tmp_path / "kader.json"
    path.write_text(spoken("solve voorbeeld --json").out, encoding="utf-8")
    return path


def changed(path: Path, rule_: str, **row: object) -> Path:
    """Change one rule of a framework in a file by hand."""
    answer: Any = json.loads(path.read_text(encoding="utf-8"))
    answer["rules"] = [{**one, **row} if one["id"] == rule_ else one for one in answer["rules"]]
    path.write_text(json.dumps(answer), encoding="utf-8")
    return path


def test_framework_that_is_right_ends_in_zero(run: Run, kader: Path) -> None:
    ran = run("check", "voorbeeld", "--framework", str(kader), "--lang", "nl")
    assert ran.code == 0
    assert "Dit kader is geldig." in ran.out
    assert ran.out.endswith("Volgende vraag:\n  minkader solve voorbeeld\n")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"decision": "kept", "form": "notification_duty"}, "Het kan kleiner: regels 4 in plaats"),
        ({"hoursPerYear": 3}, "rules.FLAGPOLE.hoursPerYear: er staat 3, het is 0"),
    ],
)
def test_framework_that_is_not_right_ends_in_one(
    run: Run, kader: Path, row: dict[str, Any], words: str
) -> None:
    changed(kader, "FLAGPOLE", **row)
    ran = run("check", "voorbeeld", "--framework", str(kader), "--lang", "nl")
    assert ran.code == 1
    assert words in ran.out


def test_framework_that_is_invalid_ends_in_one_and_names_the_line(run: Run, kader: Path) -> None:
    changed(kader, "ACCESS-ROAD", decision="released", form=None)
    ran = run("check", "voorbeeld", "--framework", str(kader), "--lang", "nl")
    assert ran.code == 1
    assert "Dit kader is niet geldig. Het breekt 1 eis:" in ran.out
    assert "(ruleset.yaml:21)" in ran.out


def test_framework_that_cannot_be_read_ends_in_three(run: Run, kader: Path) -> None:
    ran = run("check", "boomgaardshoek", "--framework", str(kader), "--json")
    assert ran.code == 3
    assert ran.json["status"] == "unreadable"
    assert ran.json["findings"][0]["code"] == "MK062"
    assert run("check", "voorbeeld", "--framework", "nergens.json").code == 3
    assert run("check", "voorbeeld", "--framework", str(kader.parent)).code == 3


def test_search_that_was_stopped_ends_in_four(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "ring.json"
    rules.write_text(json.dumps(dict(tangled().document)), encoding="utf-8")
    kader = tmp_path / "kader.json"
    kader.write_text(run("solve", str(rules), "--json").out, encoding="utf-8")
    asked = ("check", str(rules), "--framework", str(kader), "--lang", "nl")
    assert run(*asked).code == 0
    ran = run(*asked, "--time-limit", "0")
    assert ran.code == 4
    assert "Niet beslist: status" in ran.out


def test_framework_comes_from_the_input_too(kader: Path) -> None:
    ran = process("check", "voorbeeld", "--framework", "-", stdin=kader.read_bytes())
    assert ran.returncode == 0
    assert "Het kader van minkader" in ran.stdout.decode()


def test_both_from_the_input_is_wrong_use(run: Run, tongue: str) -> None:
    ran = run("check", "-", "--framework", "-")
    assert ran.code == 2
    assert {"nl": "niet allebei", "en": "cannot both"}[tongue] in ran.err


def test_framework_that_is_too_large_is_refused(run: Run, kader: Path) -> None:
    kader.write_text(kader.read_text(encoding="utf-8") + " " * 1024 * 1024, encoding="utf-8")
    ran = run("check", "voorbeeld", "--framework", str(kader), "--max-size", "1", "--json")
    assert (ran.code, ran.json["findings"][0]["code"]) == (3, "MK004")


def test_table_has_a_row_for_every_finding_and_for_the_framework(
    run: Run, kader: Path, tongue: str
) -> None:
    changed(kader, "ACCESS-ROAD", decision="released", form=None)
    ran = run("check", "voorbeeld", "--framework", str(kader), "--format", "csv")
    rows = list(csv.reader(io.StringIO(ran.out.removeprefix("\ufeff")), delimiter=";"))
    kinds = [row[0] for row in rows[1:]]
    expected = {
        "nl": ["opmerking", "kader", "gebroken eis", "klopt niet"],
        "en": ["remark", "framework", "broken constraint", "not true"],
    }
    assert list(dict.fromkeys(kinds)) == expected[tongue]
    assert {len(row) for row in rows} == {3}
    changed(kader, "ACCESS-ROAD", decision="kept", form="general_rule")
    changed(kader, "FLAGPOLE", decision="kept", form="notification_duty")
    ran = run("check", "voorbeeld", "--framework", str(kader), "--format", "csv")
    assert {"nl": "kleiner", "en": "smaller"}[tongue] in ran.out


def test_error_of_lint_makes_check_end_in_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(document(rule("A"), interests={"brand": safe()})), encoding="utf-8")
    ran = run("check", str(path), "--lang", "nl")
    assert ran.code == 1
    assert "1 fout:" in ran.out
    assert ran.out.endswith("minkader explain-code MK107\n")


def test_answer_is_the_same_on_every_run(run: Run, kader: Path) -> None:
    asked = ("check", "voorbeeld", "--framework", str(kader), "--cases", "--json")
    assert run(*asked).out == run(*asked).out

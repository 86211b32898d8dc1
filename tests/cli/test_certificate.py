# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Proofs on the command line: written, checked, exported; and what each step of solving did."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from minkader.formats.locate import load
from tests.cli.conftest import Run
from tests.shared import ROOT

FILE = ROOT / "rulesets" / "voorbeeld" / "ruleset.yaml"
OWN = ROOT / "rulesets" / "boomgaardshoek"


def test_certificate_is_written_and_accepted(run: Run, tmp_path: Path) -> None:
    proof = str(tmp_path / "bewijs.json")
    assert run("solve", "boomgaardshoek", "--certificate", proof).code == 0
    ran = run("verify", proof, "boomgaardshoek", "--lang", "nl")
    assert ran.code == 0
    assert ran.out.startswith("Klopt: 6 delen")
    assert "kept: 54 is het laagste dat kan." in ran.out
    assert "Right: 6 parts" in run("verify", proof, str(OWN), "--lang", "en").out


def test_certificate_of_no_framework_is_accepted_too(run: Run, tmp_path: Path) -> None:
    proof = str(tmp_path / "bewijs.json")
    text = FILE.read_text(encoding="utf-8").replace("at_least: 1", "")
    impossible = tmp_path / "r.yaml"
    scenario = "\nscenarios:\n  s: {title: S, form: {HEDGE: self_management}}\n"
    impossible.write_text(text.split("\nscenarios:")[0] + scenario, encoding="utf-8")
    assert run("solve", str(impossible), "--scenario", "s", "--certificate", proof).code == 1
    ran = run("verify", proof, str(impossible), "--lang", "nl")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Geen enkel kader voldoet.")


def test_certificate_of_another_rule_set_is_refused(run: Run, tmp_path: Path) -> None:
    proof = str(tmp_path / "bewijs.json")
    run("solve", "voorbeeld", "--certificate", proof)
    ran = run("verify", proof, "boomgaardshoek", "--lang", "nl")
    assert ran.code == 1
    assert "hoort bij een andere regelset" in ran.out


def test_certificate_that_was_changed_is_refused(run: Run, tmp_path: Path) -> None:
    proof = tmp_path / "bewijs.json"
    run("solve", "voorbeeld", "--certificate", str(proof))
    told = json.loads(proof.read_text(encoding="utf-8"))
    told["claims"][0]["value"] += 1
    proof.write_text(json.dumps(told), encoding="utf-8")
    assert run("verify", str(proof), "voorbeeld").code == 1


@pytest.mark.parametrize("content", ["", "{", "\x00"])
def test_certificate_that_is_no_json_is_unreadable(run: Run, tmp_path: Path, content: str) -> None:
    proof = tmp_path / "bewijs.json"
    proof.write_text(content, encoding="utf-8")
    assert run("verify", str(proof), "voorbeeld").code == 3
    assert run("verify", str(tmp_path / "niets.json"), "voorbeeld").code == 3
    assert run("verify", str(proof), "niets").code == 3


def test_export_and_the_bare_checker_are_all_that_an_outsider_needs(
    run: Run, tmp_path: Path
) -> None:
    """Protects independence: the checker runs without minkader and without its packages."""
    proof, exported = tmp_path / "bewijs.json", tmp_path / "regels.json"
    run("solve", "boomgaardshoek", "--certificate", str(proof))
    assert run("export", "boomgaardshoek", "--json", "--output", str(exported)).code == 0
    checker = str(ROOT / "src" / "minkader" / "verify.py")
    ran = subprocess.run(
        [sys.executable, "-I", "-S", checker, str(proof), str(exported)],
        capture_output=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout


def test_stopped_answer_has_no_certificate_and_says_so(run: Run, tmp_path: Path) -> None:
    proof = tmp_path / "bewijs.json"
    ran = run(
        "solve", "boomgaardshoek", "--time-limit", "0", "--certificate", str(proof), "--lang", "nl"
    )
    assert ran.code == 4
    assert "Er is geen bewijs geschreven" in ran.err
    assert not proof.exists()


def test_certificate_never_goes_over_the_rule_set(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_bytes(FILE.read_bytes())
    assert run("solve", str(file), "--certificate", str(file)).code == 2
    assert file.read_bytes() == FILE.read_bytes()


def test_answer_and_certificate_never_go_over_each_other(run: Run, tmp_path: Path) -> None:
    """A fixed bug: with one name for both, the answer wiped out the proof."""
    same = str(tmp_path / "een.json")
    ran = run("solve", "voorbeeld", "--output", same, "--certificate", same, "--lang", "nl")
    assert ran.code == 2
    assert "Kies twee bestanden" in ran.err
    assert not Path(same).exists()
    other = str(tmp_path / "twee.json")
    assert run("solve", "voorbeeld", "--output", same, "--certificate", other).code == 0


def test_exported_json_is_the_same_rule_set(run: Run, tmp_path: Path) -> None:
    exported = tmp_path / "r.json"
    exported.write_text(run("export", "boomgaardshoek", "--json").out, encoding="utf-8")
    assert load(exported).sha256 == load("boomgaardshoek").sha256


def test_exported_opb_has_a_line_for_every_constraint(run: Run) -> None:
    head, *lines = run("export", "voorbeeld", "--opb").out.splitlines()
    variables, constraints = int(head.split()[2]), int(head.split()[4])
    comments = [line for line in lines if line.startswith("*")]
    demands = [line for line in lines if line.endswith((" ;", "= 1 ;"))]
    assert len(demands) == constraints
    assert sum(line.startswith("* x") for line in comments) == variables
    assert sum(line.startswith("min:") for line in lines) == 1
    scenario = run("export", "voorbeeld", "--opb", "--scenario", "proef").out
    assert scenario != run("export", "voorbeeld", "--opb").out


@pytest.mark.parametrize("flags", [(), ("--json", "--opb")])
def test_export_wants_one_form(run: Run, flags: tuple[str, ...]) -> None:
    ran = run("export", "voorbeeld", *flags, "--lang", "nl")
    assert ran.code == 2
    assert "Kies --json of --opb." in ran.err


@pytest.mark.parametrize(
    ("tongue", "words"),
    [("nl", ("Zo is het opgelost:", "wat niet anders kan", "de uren verdelen")),
     ("en", ("This is how it was solved:", "what can only go one way", "share out the hours"))],
)  # fmt: skip
def test_steps_say_what_each_took_away(run: Run, tongue: str, words: tuple[str, ...]) -> None:
    told = run("solve", "boomgaardshoek", "--explain-steps", "--lang", tongue).out
    assert all(word in told for word in words)
    assert words[0] not in run("solve", "boomgaardshoek", "--lang", tongue).out


def test_steps_stand_in_json_under_measured(run: Run) -> None:
    """Protects the same bytes: how long a step took stands where nothing is the same twice."""
    steps = run("solve", "boomgaardshoek", "--json").json["measured"]["steps"]
    assert [step["name"] for step in steps][:3] == ["normal", "forced", "split"]
    assert steps[1]["columns"] > 0


def test_question_from_standard_input_suggests_a_command_that_works(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fixed bug: `solve -` suggested `show - A`, which has no input when it is pasted."""
    asked = ("solve -", "show - HEDGE", "check -", "scenarios -", "what-if - --release FLAGPOLE")
    for line in map(str.split, (*asked, "compare voorbeeld -")):
        stream = SimpleNamespace(buffer=io.BytesIO(FILE.read_bytes()))
        monkeypatch.setattr("sys.stdin", stream)
        told = run(*line, "--lang", "nl").out.splitlines()
        commands = [said.strip() for said in told if said.startswith("  minkader ")]
        assert commands in (["minkader --help --lang nl"], ["minkader --help"])
        assert run(*commands[0].split()[1:]).code == 0

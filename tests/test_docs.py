# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages in docs/ are true: their programs run, their commands work as they stand."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Golden
from tests.shared import ROOT

DOCS = ROOT / "docs"


def blocks(page: str, language: str) -> list[str]:
    """Give the code blocks of a page in one language."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


@pytest.mark.parametrize("number", range(6))
def test_embedding_page_shows_programs_that_run(number: int) -> None:
    program = blocks("embedding.md", "python")[number]
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, text=True, cwd=ROOT
    )
    assert run.returncode == 0, run.stderr


def test_embedding_page_has_no_program_that_is_not_run() -> None:
    assert len(blocks("embedding.md", "python")) == 6


def ask(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of a page as an officer would, in a folder of its own."""
    name, *arguments = shlex.split(command)
    assert name == "minkader"
    return subprocess.run(
        [sys.executable, "-m", "minkader", *arguments],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        cwd=folder,
    )


def test_first_rule_set_page_leads_to_ten_rules_that_answer(tmp_path: Path) -> None:
    yaml = blocks("eerste-regelset.md", "yaml")
    started, solved, asked, cases, written = (
        block.strip().splitlines() for block in blocks("eerste-regelset.md", "console")
    )
    for command in started:
        assert ask(command, tmp_path).returncode == 0
    folder = tmp_path / "mijn-wijk"
    (folder / "ruleset.yaml").write_text(yaml[0], encoding="utf-8")
    assert yaml[0].count("{id:") + yaml[0].count("- id:") == 10
    for command in (*solved, *asked):
        answer = ask(command, tmp_path)
        assert answer.returncode == 0, (command, answer.stdout, answer.stderr)
    (folder / "cases").mkdir()
    (folder / "cases" / "01.yaml").write_text(yaml[1], encoding="utf-8")
    for command in (*cases, *written):
        answer = ask(command, tmp_path)
        assert answer.returncode == 0, (command, answer.stdout, answer.stderr)
    assert "1 van 1" in ask(cases[0], tmp_path).stdout
    assert (tmp_path / "mijn-wijk.csv").read_bytes().startswith(b"\xef\xbb\xbf")


OUTPUT = re.compile(r"(<!-- output: (minkader [^\n]+?) -->\n```\n)(.*?)(```\n)", re.S)


def test_questions_page_shows_real_answers(
    golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINKADER_LANG", "nl")
    monkeypatch.setenv("COLUMNS", "80")
    page = DOCS / "questions.md"
    told = [ask(found[2], tmp_path).stdout for found in OUTPUT.finditer(page.read_text("utf-8"))]
    assert told
    assert all(told)
    answers = iter(told)
    shown = OUTPUT.sub(
        lambda found: f"{found[1]}{next(answers)}{found[4]}", page.read_text("utf-8")
    )
    golden(page, shown)


def test_questions_page_has_commands_that_work(tmp_path: Path) -> None:
    commands = [line for block in blocks("questions.md", "console") for line in block.splitlines()]
    assert commands
    for command in commands:
        answer = ask(command, tmp_path)
        assert answer.returncode == 0, (command, answer.stderr)

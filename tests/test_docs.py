# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages in docs/ are true: their programs run, their commands work as they stand."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from minkader.words.codes import family
from tests.conftest import Golden
from tests.shared import ROOT

DOCS = ROOT / "docs"


def blocks(page: str, language: str) -> list[str]:
    """Give the code blocks of a page in one language."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


@pytest.mark.parametrize("number", range(7))
def test_embedding_page_shows_programs_that_run(number: int) -> None:
    program = blocks("embedding.md", "python")[number]
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, text=True, cwd=ROOT
    )
    assert run.returncode == 0, run.stderr


def test_embedding_page_has_no_program_that_is_not_run() -> None:
    assert len(blocks("embedding.md", "python")) == 7


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
        env={**os.environ, "MINKADER_LANG": "nl", "COLUMNS": "80"},
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


# The page of questions.

STEP = re.compile(
    r"```(?P<kind>console|json)\n(?P<given>.*?)```"
    r"|(?P<head><!-- output: (?P<lines>all|first (?P<count>\d+) lines) -->\n```\n)(?P<told>.*?)```",
    re.S,
)


def answered(page: str, folder: Path) -> str:
    """Give a page with each output as it is when its commands are typed from top to bottom."""
    out = ""

    def step(found: re.Match[str]) -> str:
        nonlocal out
        if found["kind"] == "json":
            _edit(folder / "kader.json", json.loads(found["given"]))
        elif found["kind"] == "console":
            for line in found["given"].splitlines():
                command, _, file = line.partition(" > ")
                ran = ask(command, folder)
                assert ran.returncode in (0, 1), (line, ran.stderr)
                out = ran.stdout
                if file:
                    (folder / file).write_text(out, encoding="utf-8")
        else:
            count = int(found["count"]) if found["count"] else None
            shown = "".join(out.splitlines(keepends=True)[:count])
            return f"{found['head']}{shown}```"
        return found[0]

    return STEP.sub(step, page)


def _edit(path: Path, row: dict[str, Any]) -> None:
    answer = json.loads(path.read_text(encoding="utf-8"))
    rows = [{**one, **row} if one["id"] == row["id"] else one for one in answer["rules"]]
    assert rows != answer["rules"]
    path.write_text(json.dumps({**answer, "rules": rows}), encoding="utf-8")


def test_questions_page_shows_what_its_commands_say(golden: Golden, tmp_path: Path) -> None:
    page = DOCS / "questions.md"
    text = page.read_text(encoding="utf-8")
    golden(page, answered(text, tmp_path))
    told = [found["told"] for found in STEP.finditer(page.read_text(encoding="utf-8"))]
    assert "Dit kader is geldig." in "".join(filter(None, told))
    assert "Dit kader is niet geldig." in "".join(filter(None, told))


def test_questions_page_shows_programs_that_run() -> None:
    for program in blocks("questions.md", "python"):
        run = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=False, text=True, cwd=ROOT
        )
        assert run.returncode == 0, run.stderr
        assert run.stdout.splitlines()[0] == "True True None"


def test_questions_page_names_every_lint_code() -> None:
    text = (DOCS / "questions.md").read_text(encoding="utf-8")
    assert sorted(set(re.findall(r"^\| (MK1\d\d) \|", text, re.M))) == sorted(family("lint"))

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
from pydantic import BaseModel
from pydantic.alias_generators import to_camel

from minkader.cli import ending
from minkader.decision.reasons import CODES
from minkader.formats.cases import Expected, load_cases
from minkader.formats.locate import load
from minkader.questions.answering.answers import Counts, Framework, Input, Objective, RuleAnswer
from minkader.questions.check import check
from minkader.ruleset import nouns, rule
from minkader.ruleset.errors import SelfCheckError, UnreadableError
from minkader.words import terms
from minkader.words.codes import family
from minkader.words.language import Pair
from tests.conftest import Golden
from tests.shared import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(path.name for path in DOCS.glob("*.md"))


def blocks(page: str, language: str) -> list[str]:
    """Return the code blocks of a page in one language."""
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
    now = answered(text, tmp_path)
    assert golden(page, now) == now
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


# The pages on files and cases: Dutch for officers, English for others.

FIELDS: dict[tuple[str, str], list[type[BaseModel]]] = {
    ("Rule set", "Regelset"): [nouns.RuleSet, nouns.Area],
    ("Policy", "Beleid"): [nouns.Policy],
    ("Interest", "Belang"): [nouns.Interest],
    ("Group of residents", "Bewonersgroep"): [nouns.Group],
    ("Stakeholder", "Belanghebbende"): [nouns.Stakeholder],
    ("Measure", "Maatregel"): [nouns.Measure],
    ("Rule", "Regel"): [rule.Rule, rule.Source, rule.Lock, rule.Release, rule.Review],
    ("Option", "Optie"): [rule.Option],
    ("Fallback", "Terugval"): [rule.Fallback],
    ("Scenario", "Scenario"): [nouns.Scenario],
}
"""The English and Dutch headings under which the fields of each noun are explained."""


def chapters(page: str) -> dict[str, str]:
    """Return the text of a page by heading (what stands in brackets left out)."""
    text = (DOCS / page).read_text(encoding="utf-8")
    parts = re.split(r"^#{2,3} ", text, flags=re.M)[1:]
    return {part.splitlines()[0].split(" (")[0]: part for part in parts}


@pytest.mark.parametrize(("page", "language"), [("model.md", 0), ("velden.md", 1)])
def test_every_field_of_the_file_is_explained_under_its_noun(page: str, language: int) -> None:
    under = chapters(page)
    for headings, nouns_ in FIELDS.items():
        explained = set(re.findall(r"^\|.*", under[headings[language]], re.M))
        named = set(re.findall(r"`(\w+)`", "\n".join(explained)))
        for noun in nouns_:
            missing = set(noun.model_fields) - named - {"note", "assumed"}
            assert not missing, (headings, missing)
    text = (DOCS / page).read_text(encoding="utf-8")
    assert "`note`" in text
    assert "`assumed`" in text


CASES = ["cases.md", "gevallen.md"]


@pytest.mark.parametrize("page", CASES)
def test_cases_page_shows_cases_that_come_out_as_it_says(page: str, tmp_path: Path) -> None:
    written = blocks(page, "yaml")
    assert len(written) == 2
    (tmp_path / "cases").mkdir()
    source = ROOT / "rulesets" / "voorbeeld" / "ruleset.yaml"
    (tmp_path / "ruleset.yaml").write_bytes(source.read_bytes())
    for number, case in enumerate(written):
        (tmp_path / "cases" / f"{number}.yaml").write_text(case, encoding="utf-8")
    checked = check(load(tmp_path), cases=load_cases(tmp_path))
    assert [case.differences for case in checked.cases] == [(), ()]


@pytest.mark.parametrize("page", CASES)
def test_cases_page_explains_every_key_and_code(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for key in (*Expected.model_fields, *CODES, "title", "scenario", "expect"):
        assert f"`{key}`" in text, key


# What the model page says of an answer, and the headings that code points at.


def test_model_page_explains_every_key_of_the_answer() -> None:
    text = chapters("model.md")["The answer"]
    for answer in (Framework, RuleAnswer, Counts, Objective, Input):
        for key in answer.model_fields:
            told = to_camel(key)
            assert f"`{told}`" in text or told in ("tier", "id"), (answer, told)


def test_model_page_names_the_codes_of_reasons_in_their_order() -> None:
    text = chapters("model.md")["The answer"]
    listed = text.split("in which they are told:")[1]
    assert tuple(re.findall(r"`(\w+)`", listed))[: len(CODES)] == CODES


def test_model_page_names_every_exit_code() -> None:
    text = chapters("model.md")["Exit codes"]
    codes = {ending.ANSWERED, ending.NEGATIVE, ending.WRONG_USE, ending.NOT_PROVEN}
    codes |= {UnreadableError.exit_code, SelfCheckError.exit_code}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.M)} == codes


def test_model_page_has_the_headings_that_code_points_at() -> None:
    asked = {
        "Kinds", "Options", "Guarding", "Capacity", "Tiers", "steady",
        "Exemptions and definitions", "Named constraints and their order", "The answer",
        "Exit codes", "Cases", "What a scenario does",
    }  # fmt: skip
    assert asked <= chapters("model.md").keys()


# The glossary.


def rows() -> list[list[str]]:
    """Return the rows of the glossary, as cells."""
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] != "word and room"]


def test_glossary_has_four_filled_cells_in_each_row() -> None:
    assert len(rows()) > 100
    for row in rows():
        assert len(row) == 4, row
        assert all(row), row
        # Who wrote it and when, an article of law, or that the word is our own.
        published = r"own|.*\b(1[89]|20)\d\d\b.*|.*\b(Ow|Awb|BW|Bal|Gemeentewet) \d.*"
        assert re.fullmatch(published, row[3]), row


def test_glossary_names_rooms_that_are_there() -> None:
    for row in rows():
        room = row[0].rpartition("· ")[2].strip("`")
        path = ROOT / "src" / "minkader" / room
        assert path.is_dir() or path.with_suffix(".py").is_file(), row


TERMS: list[dict[str, Pair]] = [
    terms.FORMS, terms.GROUNDS, terms.KINDS, terms.DECISIONS, terms.TIERS, terms.NOUNS,
]  # fmt: skip


@pytest.mark.parametrize("words", TERMS, ids=lambda words: next(iter(words)))
def test_glossary_has_every_word_of_the_model(words: dict[str, Pair]) -> None:
    found = {(re.split(r"[ `]+", f" {row[0]}")[1].lower(), row[1]) for row in rows()}
    for code, (dutch, _) in words.items():
        assert (code, dutch) in found


# All pages.


def test_pages_do_not_speak_of_documents_that_are_not_here() -> None:
    for page in PAGES:
        text = (DOCS / page).read_text(encoding="utf-8")
        assert not re.search(r"\b[Pp]ages? \d|\b[Dd]esign page", text), page


def slug(heading: str) -> str:
    """Return the anchor that a heading has on the page of a repository."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", [*PAGES, "../README.md", "../CONTRIBUTING.md"])
def test_links_of_a_page_lead_somewhere(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" not in link:
            path, _, anchor = link.partition("#")
            target = (DOCS / page).parent / path if path else DOCS / page
            assert target.exists(), link
            if anchor:
                heads = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.M)
                assert anchor in map(slug, heads), link


@pytest.mark.parametrize("pair", [("cases.md", "gevallen.md"), ("model.md", "velden.md")])
def test_page_in_the_other_language_is_linked_both_ways(pair: tuple[str, str]) -> None:
    for page, other in (pair, pair[::-1]):
        assert f"({other}" in (DOCS / page).read_text(encoding="utf-8"), page


@pytest.mark.parametrize("page", ["velden.md", "gevallen.md"])
def test_officer_is_led_to_the_pages_in_dutch(page: str) -> None:
    assert f"]({page})" in (DOCS / "eerste-regelset.md").read_text(encoding="utf-8")
    assert f"](docs/{page})" in (ROOT / "README.md").read_text(encoding="utf-8")

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The examples that `explain-code` shows are true: each is loaded or run, in both languages."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import minkader as mk
from minkader.formats.locate import read
from minkader.questions.lint.whole import lint
from minkader.questions.solve import solve
from minkader.render.terminal import blocks
from minkader.ruleset.errors import UnreadableError, WrongUseError
from minkader.ruleset.findings import Finding, Severity
from minkader.words.explain import explained, filled
from tests.words.test_codes import CODES

EXAMPLES = {known: code.example for known, code in CODES.items() if code.example is not None}
NOT_SHOWN = ("MK002", "MK003", "MK004", "MK005", "MK006", "MK010")
"""Codes about a folder, the right to read, the size, bytes, nothing, and 65 levels: no example."""
OF_AN_ANSWER = "MK102"
"""The lint code that an answer gives, and not the file alone."""
WIDEST = 76


def framed(text: str) -> str:
    """Make a whole file of a piece, as an officer would have it around it."""
    if text.startswith(("minkader:", "- ")):
        return text
    rules = "" if re.search(r"^rules:", text, re.M) else "rules:\n- {id: R, title: R}\n"
    return f"minkader: 1\nid: voorbeeld\ntitle: Voorbeeld\n{rules}{text}"


def of_file(text: str) -> list[Finding]:
    """Load a piece of a rule set: what is wrong with it, or unwise."""
    try:
        ruleset = read(framed(text).encode(), "x.yaml")
    except UnreadableError as error:
        return list(error.findings)
    answers = [f for f in solve(ruleset).findings if f.code == OF_AN_ANSWER]
    return [*lint(ruleset).findings, *answers]


def of_answer(text: str) -> list[Finding]:
    """Put a piece into a framework of voorbeeld, and check that."""
    ruleset = mk.load("voorbeeld")
    answer = json.loads(mk.solve(ruleset).to_json())
    piece = json.loads(text)
    if "id" in piece:
        answer["rules"] = [
            {**row, **piece} if row["id"] == "HEDGE" else row for row in answer["rules"]
        ]
    answer |= {key: value for key, value in piece.items() if key in answer}
    return raised(lambda: mk.check(ruleset, framework=answer))


def of_python(text: str) -> list[Finding]:
    """Run a program."""
    names: dict[str, object] = {"mk": mk, "rules": mk.load("voorbeeld")}
    return raised(lambda: exec(text, names))  # noqa: S102 (our own examples)


def raised(call: Callable[[], object]) -> list[Finding]:
    """Return the findings with which a call is refused."""
    try:
        call()
    except (UnreadableError, WrongUseError) as error:
        return list(error.findings)
    return []


@pytest.fixture
def of_command(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: Any) -> Any:  # noqa: ANN401
    """Run the lines that are typed; `>` writes to a file."""
    from minkader.cli import main  # noqa: PLC0415

    monkeypatch.chdir(tmp_path)

    def found(text: str) -> list[Finding]:
        err = ""
        for line in text.splitlines():
            typed, _, file = line.partition(" > ")
            name, *arguments = typed.split()
            assert name == "minkader"
            capsys.readouterr()
            with pytest.raises(SystemExit):
                main([*arguments, "--lang", mk_language()])
            out, err = capsys.readouterr()
            if file:
                Path(file).write_text(out, encoding="utf-8")
        # The first line of an error begins with its place, then its code.
        return [Finding(code=code) for code in re.findall(r"(MK\d{3})", err)[:1]]

    return found


def mk_language() -> str:
    """Return the language of this test."""
    from minkader.words.language import current  # noqa: PLC0415

    return current()


Gives = Callable[[str, str], list[Finding]]
"""What an example of a kind gives."""


@pytest.fixture
def findings(of_command: Callable[[str], list[Finding]]) -> Gives:
    """Return what an example gives."""
    ways = {"file": of_file, "answer": of_answer, "python": of_python, "command": of_command}
    return lambda text, kind: ways[kind](text)


def test_every_code_has_an_example_or_a_reason_to_have_none() -> None:
    assert {*EXAMPLES, *NOT_SHOWN} == set(CODES)
    assert not set(EXAMPLES) & set(NOT_SHOWN)
    assert {code for code in CODES if code >= "MK100"} <= set(EXAMPLES)


@pytest.mark.parametrize("code", EXAMPLES)
def test_example_gives_its_code_alone_and_mended_it_does_not(
    tongue: str, findings: Gives, code: str
) -> None:
    example = EXAMPLES[code]
    failing = findings(filled(example.failing), example.kind)
    mended = findings(filled(example.mended), example.kind)
    assert {finding.code for finding in failing} == {code}
    assert code not in {finding.code for finding in mended}
    assert not [finding for finding in mended if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("code", EXAMPLES)
def test_explanation_shows_both_as_they_are_typed(tongue: str, code: str) -> None:
    told = blocks(explained(code), width=60)
    for text in (EXAMPLES[code].failing, EXAMPLES[code].mended):
        lines = filled(text).splitlines()
        assert all(len(line) <= WIDEST for line in lines)
        assert "\n".join(f"  {line}" for line in lines) in told
    head = {"nl": "Fout", "en": "Wrong"}[tongue]
    assert told.count(f"\n{head}") == 1
    assert ("Kleur" in told) <= (tongue == "nl")
    assert ("Colour" in told) <= (tongue == "en")

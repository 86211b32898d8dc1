# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of questions: each has all its doors, and one that is added finds them by itself."""

import subprocess
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Literal

import pytest

import minkader as mk
from minkader import questions
from minkader.questions import QUESTIONS, Question, found
from minkader.questions.answering.answers import About, Outcome
from minkader.questions.asking.flags import SCENARIO, Flag
from minkader.questions.asking.schemas import names, schema
from minkader.ruleset.nouns import RuleSet
from minkader.words.commands import COMMANDS, FLAGS, Help
from minkader.words.language import LANGUAGES
from minkader.words.telling import Telling
from minkader.words.view import FlatTable, NumberCell, Paragraph, Section, View
from tests.cli.conftest import Run
from tests.shared import ROOT

each = pytest.mark.parametrize("question", QUESTIONS, ids=[one.name for one in QUESTIONS])
GOLDEN = ROOT / "tests" / "words" / "golden"
CHAPTERS = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8").split("\n## ")[1:]
ABOUT = {"ruleset": "voorbeeld", "a": "voorbeeld", "b": "voorbeeld", "rule": "HEDGE"}

MORE = {"what-if": ["--keep", "FLAGPOLE"]}


@each
def test_question_names_what_is_there(question: Question) -> None:
    assert callable(found(question.ask))
    assert callable(found(question.view))
    assert issubclass(found(question.answer), About)


@each
def test_question_has_a_public_name_and_its_answer_too(question: Question) -> None:
    assert getattr(mk, question.word) is found(question.ask)
    answer = found(question.answer)
    assert getattr(mk, answer.__name__) is answer
    assert {question.word, answer.__name__} <= set(mk.__all__)


@each
def test_question_has_help_in_both_languages(question: Question) -> None:
    for pair in (COMMANDS[question.name].short, *(FLAGS[flag.name] for flag in question.flags)):
        assert all(pair)
        assert pair[0] != pair[1]


@each
def test_question_has_a_chapter_that_shows_its_command(question: Question) -> None:
    assert any(f"minkader {question.name} " in chapter for chapter in CHAPTERS)


@each
def test_question_has_a_schema(question: Question) -> None:
    assert question.word in names()
    assert schema(question.word)["title"] == found(question.answer).__name__


@each
def test_question_has_golden_texts_in_both_languages(question: Question) -> None:
    told = {path.name.split(".")[-2] for path in GOLDEN.glob(f"{question.name}*.txt")}
    assert told == set(LANGUAGES)


@each
def test_question_answers_as_text_json_and_csv(question: Question, run: Run) -> None:
    about = [*(ABOUT[name] for name in question.takes), *MORE.get(question.name, ())]
    rows = run(question.name, *about, "--format", "csv").out.splitlines()
    assert len(rows) > 1
    assert run(question.name, *about, "--json").json["question"] == question.word
    assert run(question.name, *about).out.count("\n") > 1


@each
def test_flags_of_a_question_are_told_apart(question: Question) -> None:
    assert len({flag.name for flag in question.flags}) == len(question.flags)
    assert len({flag.keyword for flag in question.flags}) == len(question.flags)


def test_list_loads_neither_pydantic_nor_a_question() -> None:
    told = "import sys, minkader.questions; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, check=True, text=True
    ).stdout.split()
    own = {name for name in loaded if name.startswith("minkader.questions.")}
    assert own == {
        "minkader.questions.answering",
        "minkader.questions.answering.media",
        "minkader.questions.asking",
        "minkader.questions.asking.flags",
    }
    assert not {"pydantic", "click", "yaml", "ortools"} & set(loaded)


class Sized(About):
    """The answer to a question that only this test asks: how many rules there are."""

    question: Literal["how_many"] = "how_many"
    rules: int
    least: int

    @property
    def outcome(self) -> Outcome:
        """Return what became of the question."""
        return "answered" if self.rules >= self.least else "negative"


def how_many(
    ruleset: RuleSet,
    *,
    scenario: str | None = None,
    least: int = 0,
    progress: object = None,
    stop: Callable[[], bool] | None = None,
) -> Sized:
    """Count the rules of a rule set."""
    assert stop is not None
    assert progress is not None
    assert scenario in (None, *ruleset.scenarios)
    return Sized(rules=len(ruleset.rules), least=least).about(ruleset)


def view(answer: Sized, telling: Telling) -> View:
    """Say how many rules there are."""
    said = f"{answer.rules} in {telling.named}"
    table = FlatTable(heads=["rules"], rows=[[NumberCell(answer.rules, str(answer.rules))]])
    return View(title="HOW MANY", sections=[Section([Paragraph(said)])], table=table)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Question:
    """Add a question to the list, and its help to the words: all that it takes."""
    home = ModuleType("made_up_question")
    for thing in (how_many, Sized, view):
        setattr(home, thing.__name__, thing)
    monkeypatch.setitem(sys.modules, home.__name__, home)
    least = Flag("--least", "least", "whole", shown="N", default=0, least=0)
    question = Question(
        "how-many",
        "made_up_question:how_many",
        "made_up_question:Sized",
        "made_up_question:view",
        (SCENARIO, least),
    )
    monkeypatch.setattr(questions, "QUESTIONS", (*QUESTIONS, question))
    told = ("Tel de regels.", "Count the rules.")
    monkeypatch.setitem(COMMANDS, "how-many", Help(told, told))
    monkeypatch.setitem(FLAGS, "--least", ("Ten minste.", "At least."))
    return question


@pytest.mark.usefixtures("added")
def test_added_question_is_a_command_with_help_and_flags(run: Run) -> None:
    assert "how-many" in run("--help", "--lang", "en").out
    told = run("how-many", "--help", "--lang", "en").out
    assert {"Count the rules.", "--least", "At least.", "--scenario"} <= {
        part for part in ("Count the rules.", "--least", "At least.", "--scenario") if part in told
    }
    ran = run("how-many", "voorbeeld", "--least", "3")
    assert (ran.code, "8 in voorbeeld" in ran.out) == (0, True)
    assert run("how-many", "voorbeeld", "--least", "99").code == 1
    assert run("how-many", "voorbeeld", "--scenario", "nobody").code == 70


@pytest.mark.usefixtures("added")
def test_added_question_is_json_and_csv(run: Run) -> None:
    assert run("how-many", "voorbeeld", "--json").json == {
        "question": "how_many",
        "rules": 8,
        "least": 0,
    }
    assert run("how-many", "voorbeeld", "--format", "csv").out == "\ufeffrules\r\n8\r\n"


@pytest.mark.usefixtures("added")
def test_added_question_is_a_python_word_with_a_page() -> None:
    ask = mk.how_many
    answer = ask(mk.load("voorbeeld"), progress=print, stop=lambda: False)
    assert mk.Sized is Sized
    assert "how_many" in dir(mk)
    assert "8 in voorbeeld" in answer.text(lang="en")
    assert "HOW MANY" in answer.html()
    assert "8" in answer.csv()


@pytest.mark.usefixtures("added")
def test_added_question_has_a_schema_and_completion(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("schema", "how_many").json == schema("how_many")
    monkeypatch.setenv("COMP_WORDS", "minkader how-many voorbeeld --scenario pr")
    monkeypatch.setenv("COMP_CWORD", "4")
    monkeypatch.setenv("_MINKADER_COMPLETE", "bash_complete")
    assert run().out.split() == ["plain,proef"]

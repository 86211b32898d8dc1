# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers in Python say what the command line says: text, csv and JSON, in either language."""

import json
import re
import threading
from pathlib import Path
from typing import Any

import pytest

import minkader as mk
from minkader.words import language
from tests.cli.conftest import Run, run  # noqa: F401 (a fixture)

ASKED = [
    pytest.param("solve", {}, [], id="solve"),
    pytest.param("solve", {"scenario": "proef"}, ["--scenario", "proef"], id="solve-scenario"),
    pytest.param("what_if", {"adopt": ["cursus"]}, ["--adopt", "cursus"], id="what-if"),
    pytest.param("what_if", {"release": ["HEDGE"]}, ["--release", "HEDGE"], id="infeasible"),
    pytest.param("scenarios", {}, [], id="scenarios"),
    pytest.param("show", {"rule": "HEDGE"}, ["HEDGE"], id="show"),
    pytest.param("why", {"rule": "HEDGE"}, ["HEDGE"], id="why"),
    pytest.param("choices", {}, [], id="choices"),
    pytest.param("check", {}, [], id="check"),
    pytest.param(
        "compare",
        {"with_scenario": "proef", "alone": 0},
        ["--with-scenario", "proef"],
        id="compare",
    ),
]


def _asked(name: str, words: dict[str, Any]) -> Any:  # noqa: ANN401 (any answer)
    return getattr(mk, name)(mk.load("voorbeeld"), **words)


def _unmeasured(text: str) -> str:
    return re.sub(r'("seconds": )[0-9.e-]+', r"\g<1>0", text)


@pytest.mark.parametrize(("name", "words", "flags"), ASKED)
@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_python_says_what_the_command_line_says(
    run: Run,  # noqa: F811
    name: str,
    words: dict[str, Any],
    flags: list[str],
    tongue: str,
) -> None:
    """Protects W4 and W8: every answer has its text, csv and JSON, and they are the CLI's."""
    answer = _asked(name, words)
    line = [name.replace("_", "-"), "voorbeeld", *flags, "--lang", tongue]
    assert answer.text(lang=tongue) == run(*line).out
    more = ["--alone", "0"] if name == "compare" else []
    assert answer.csv(lang=tongue) == run(*line, *more, "--format", "csv").out
    assert _unmeasured(answer.to_json()) == _unmeasured(run(*line, *more, "--json").out)
    assert answer.html(lang=tongue).startswith('<div class="minkader"><h3>')


def test_language_is_of_one_call(dutch: str) -> None:
    answer = mk.solve(mk.load("voorbeeld"))
    assert "Next question:" in answer.text(lang="en")
    assert "Volgende vraag:" in answer.text()
    assert answer.html(lang="en") != answer.html()
    with pytest.raises(ValueError, match="'fr' is none of nl, en"):
        answer.text(lang="fr")
    assert language.current() == "nl"


def test_language_of_one_call_is_of_its_thread_alone(dutch: str) -> None:
    """Protects a server: two people who read one answer at once each read their own language."""
    answer = mk.solve(mk.load("boomgaardshoek"))
    wanted = {tongue: answer.text(lang=tongue) for tongue in language.LANGUAGES}
    wrong: list[str] = []

    def read(tongue: str) -> None:
        told = (answer.text(lang=tongue) for _ in range(10))
        wrong.extend(text for text in told if text != wanted[tongue])

    threads = [threading.Thread(target=read, args=(tongue,)) for tongue in (*wanted, *wanted)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_width_and_options_reach_the_text(dutch: str) -> None:
    answer = mk.solve(mk.load("boomgaardshoek"))
    assert max(map(len, answer.text(width=120).splitlines())) > 80
    assert "Zo is het opgelost:" in answer.text(explain_steps=True)
    assert "Zo is het opgelost:" not in answer.text()


def test_commands_name_the_rule_set_as_it_was_loaded(dutch: str, tmp_path: Path) -> None:
    path = tmp_path / "mijn regels.yaml"
    source = mk.shipped()["voorbeeld"] / "ruleset.yaml"
    path.write_bytes(source.read_bytes())
    told = mk.show(mk.load(path), "HEDGE").text()
    assert told.endswith(f"  minkader solve '{path}'\n")
    document = mk.load(mk.load(path).exported())
    assert mk.show(document, "HEDGE").text().endswith("  minkader --help\n")


def test_answer_read_back_without_its_rule_set_says_so() -> None:
    rules = mk.load("voorbeeld")
    answer = mk.Framework.model_validate_json(mk.solve(rules).to_json())
    with pytest.raises(ValueError, match="about"):
        answer.text()
    assert answer._repr_html_().startswith("<pre>")
    assert answer.about(rules).text() == mk.solve(rules).text()


def test_json_of_every_answer_is_what_its_function_writes() -> None:
    told = json.loads(mk.scenarios(mk.load("voorbeeld")).to_json())
    assert [one["name"] for one in told["scenarios"]] == ["zonder-vereniging", "proef"]

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a question gives: exit codes, forms, files, and a next question that works."""

import csv
import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from minkader.cli import ending
from minkader.questions import solve as solving
from minkader.solver.pipeline import Outcome
from tests.cli.conftest import Run
from tests.shared import ROOT
from tests.tiny import document, lesser, option, rule, safe

FILE = ROOT / "rulesets" / "voorbeeld" / "ruleset.yaml"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("solve voorbeeld", 0),
        ("solve voorbeeld --ties any", 0),
        ("solve voorbeeld --second-opinion", 0),
        ("what-if voorbeeld --adopt cursus", 0),
        ("what-if voorbeeld --form HEDGE=self_management", 1),
        ("scenarios voorbeeld", 0),
        ("compare voorbeeld voorbeeld", 0),
        ("compare voorbeeld --with-scenario proef", 0),
        ("show voorbeeld HEDGE", 0),
        ("show voorbeeld HEDGE --scenario proef", 0),
        ("why voorbeeld HEDGE", 0),
        ("why voorbeeld HEDGE --not-form self_management --scenario proef", 0),
        ("why boomgaardshoek BS-22.14 --time-limit 0", 4),
        ("choices voorbeeld --list 2 --irredundant", 0),
        ("choices boomgaardshoek --time-limit 0", 4),
        ("check voorbeeld --cases", 0),
        ("check boomgaardshoek", 0),
        ("rulesets", 0),
        ("schema", 0),
        ("explain-code mk101", 0),
        ("--version", 0),
        ("solve boomgaardshoek --time-limit 0", 4),
        ("solve voorbeeld --scenario nergens", 2),
        ("solve nergens", 3),
    ],
)
def test_exit_code_is_that_of_the_contract(spoken: Run, line: str, code: int) -> None:
    ran = spoken(line)
    assert ran.code == code
    assert bool(ran.out) == (code in (0, 1, 4))


def test_infeasible_ends_in_one_and_says_what_helps(run: Run, tmp_path: Path) -> None:
    path = _written(tmp_path, document(rule("A", lock={"kind": "full"}), scenarios=LOCKED))
    ran = run("solve", str(path), "--scenario", "s", "--lang", "nl")
    assert ran.code == 1
    assert "hoger recht legt A vast" in ran.out
    assert "Wat helpt" in ran.out


LOCKED = {"s": {"release": ["A"]}}


def _written(folder: Path, content: object, name: str = "x.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_case_that_fails_makes_check_end_in_one(run: Run, tmp_path: Path) -> None:
    _written(tmp_path, document(rule("A")), "ruleset.json")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "01.yaml").write_text("title: Blijft\nexpect: {keeps: [A]}\n")
    ran = run("check", str(tmp_path), "--cases", "--lang", "nl")
    assert ran.code == 1
    assert "keeps.A: verwacht kept, gevonden released" in ran.out
    assert run("check", str(tmp_path)).code == 0


Lie = Callable[[list[int]], Outcome]


@pytest.mark.parametrize(
    ("what", "lie"),
    [
        ("invalid", lambda n: Outcome([0] * n, [0] * 4, proven=True)),
        ("infeasible", lambda _: Outcome(None, [None] * 4, proven=False, infeasible=True)),
    ],
)
def test_answer_that_fails_our_own_check_ends_in_seventy_with_a_report(
    run: Run, tongue: str, monkeypatch: pytest.MonkeyPatch, what: str, lie: Callable[[int], Outcome]
) -> None:
    def lying(problem: object, *_: object, **__: object) -> Outcome:
        return lie(len(problem.choice_sets))  # type: ignore[attr-defined]

    monkeypatch.setattr(solving, "solve_numbers", lying)
    ran = run("solve", "voorbeeld")
    assert ran.code == 70
    assert ran.out == ""
    assert f"({what})" in ran.err
    report = Path(ran.err.split()[-1])
    said = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    assert said["what"] == what
    assert said["document"]["id"] == "voorbeeldbuurt"
    assert said["input"]["policy"]["fallback"] == "required"


def test_fault_that_nobody_foresaw_ends_in_seventy_with_a_report(
    run: Run, tongue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprised(*_: object, **__: object) -> Outcome:
        raise ZeroDivisionError("verrassing")

    monkeypatch.setattr(solving, "solve_numbers", surprised)
    ran = run("solve", "voorbeeld")
    assert ran.code == 70
    assert "(ZeroDivisionError)" in ran.err
    report = Path(ran.err.split()[-1])
    said = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    assert "verrassing" in said["traceback"]


def test_report_that_can_be_written_nowhere_stands_on_the_screen(
    spoken: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    lie = Outcome(None, [None] * 4, proven=False, infeasible=True)
    monkeypatch.setattr(solving, "solve_numbers", lambda *_, **__: lie)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    ran = spoken("solve voorbeeld")
    assert ran.code == 70
    assert json.loads(ran.err.splitlines()[-1])["what"] == "infeasible"


def test_not_proven_gives_the_best_found_with_its_bounds(run: Run) -> None:
    best = run("solve", "boomgaardshoek", "--json").json["objectives"][0]["value"]
    ran = run("solve", "boomgaardshoek", "--time-limit", "0", "--json")
    assert ran.code == 4
    assert ran.json["status"] == "not_proven"
    assert ran.json["proof"] is None
    first, *others = ran.json["objectives"]
    assert first["bound"] <= best <= first["value"]
    assert all(tier["bound"] is None for tier in others)


def test_json_is_the_same_on_every_run(run: Run) -> None:
    told = []
    for _ in range(2):
        answer = run("solve", "boomgaardshoek", "--json").json
        del answer["measured"]
        told.append(json.dumps(answer))
    assert told[0] == told[1]


def test_json_of_an_answer_is_the_same_in_either_language(run: Run) -> None:
    answers = [
        run("solve", "voorbeeld", "--json", "--lang", tongue).json for tongue in ("nl", "en")
    ]
    for answer in answers:
        del answer["measured"]
    assert answers[0] == answers[1]


def _table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


@pytest.mark.parametrize(
    "line",
    [
        "solve boomgaardshoek",
        "solve boomgaardshoek --time-limit 0",
        "what-if voorbeeld --capacity vereniging=0",
        "what-if voorbeeld --form HEDGE=self_management",
        "scenarios voorbeeld",
        "why voorbeeld HEDGE",
        "why voorbeeld FRONT-DORMER",
        "why boomgaardshoek BS-22.18-2",
        "choices voorbeeld",
        "compare voorbeeld boomgaardshoek",
        "compare voorbeeld --scenario proef --with-scenario -",
        "compare voorbeeld --with-scenario zonder-vereniging --fallback reported",
        "show voorbeeld HEDGE",
        "show boomgaardshoek BS-22.26-hek",
        "check voorbeeld --cases",
        "check boomgaardshoek",
    ],
)
def test_csv_is_what_a_dutch_excel_reads(spoken: Run, line: str) -> None:
    told = spoken(f"{line} --format csv").out
    assert told.startswith("\ufeff")
    assert told.count("\ufeff") == 1
    table = _table(told)
    assert len(table) > 1
    assert len({len(row) for row in table}) == 1
    assert all(";" not in head for head in table[0])
    begun = tuple("=+-@\t\r")
    cells = [cell for row in table for cell in row if not cell.removeprefix("-").isdecimal()]
    assert not any(cell[:1] in begun for cell in cells if cell)


def test_csv_says_every_decision_in_words_and_how_sure_it_is(spoken: Run) -> None:
    head, *rows = _table(spoken("solve voorbeeld --format csv").out)
    assert head[0] == "regel"
    assert head[-1] == "zekerheid"
    found = {row[0]: row for row in rows}
    assert len(found) == 8
    assert found["FRONT-DORMER"][3:8] == [
        "overdragen",
        "vergunning",
        "burenakkoord",
        "Bewonersvereniging",
        "20",
    ]
    assert {row[-1] for row in rows} == {"bewezen en nagerekend"}
    assert "niet bewezen" in spoken("solve boomgaardshoek --time-limit 0 --format csv").out


def test_csv_of_an_infeasible_question_says_what_clashes_and_what_helps(
    run: Run, tmp_path: Path
) -> None:
    path = _written(tmp_path, document(rule("A", lock={"kind": "full"}), scenarios=LOCKED))
    ran = run("solve", str(path), "--scenario", "s", "--format", "csv", "--lang", "nl")
    assert ran.code == 1
    kinds = [row[0] for row in _table(ran.out)]
    assert kinds == ["soort", "botsing", "botsing", "wat helpt", "wat helpt"]


def test_csv_holds_no_formula_that_somebody_put_in_a_title(run: Run, tmp_path: Path) -> None:
    titles = ["=1+1", "+1", "-1+1", "-1", "@SUM(A1)", "\t=1", 'gewoon; met "punten"']
    rules = [rule(f"R{n}", title=title) for n, title in enumerate(titles)]
    path = _written(tmp_path, document(*rules))
    rows = _table(run("solve", str(path), "--format", "csv", "--lang", "nl").out)[1:]
    assert [row[1] for row in rows] == [
        "'=1+1",
        "'+1",
        "'-1+1",
        "-1",
        "'@SUM(A1)",
        "'=1",
        'gewoon; met "punten"',
    ]


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_output_is_written_and_told(run: Run, tongue: str, tmp_path: Path, form: str) -> None:
    path = tmp_path / "antwoord.txt"
    ran = run("show", "voorbeeld", "HEDGE", "--format", form, "--output", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == {"nl": f"Geschreven: {path}\n", "en": f"Written: {path}\n"}[tongue]
    told = run("show", "voorbeeld", "HEDGE", "--format", form).out
    assert path.read_bytes().decode("utf-8") == told


def test_output_that_cannot_be_written_is_wrong_use(run: Run, tongue: str, tmp_path: Path) -> None:
    path = tmp_path / "is-er-niet" / "x.txt"
    ran = run("solve", "voorbeeld", "--output", str(path))
    assert ran.code == 2
    words = {
        "nl": f"In {path} kan niet worden geschreven: er is geen map of bestand met deze naam.",
        "en": f"{path} cannot be written: No such file or directory.",
    }
    assert words[tongue] in ran.err


def test_output_never_goes_over_the_ruleset_itself(run: Run, tmp_path: Path) -> None:
    path = _written(tmp_path, document(rule("A")), "ruleset.json")
    before = path.read_bytes()
    for source in (path, tmp_path):
        ran = run("solve", str(source), "--output", str(path), "--lang", "nl")
        assert ran.code == 2
        assert "is de regelset zelf" in ran.err
    assert path.read_bytes() == before


def test_standard_input_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def given() -> None:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(FILE.read_bytes())))

    given()
    ran = run("solve", "-", "--json")
    assert (ran.code, ran.json["counts"]["kept"]) == (0, 4)
    given()
    ran = run("check", "-", "--cases", "--lang", "nl")
    assert (ran.code, "Er zijn geen gevallen." in ran.out) == (0, True)


def test_flags_reach_the_answer(run: Run) -> None:
    flags = ["--trust-proposals", "--fallback", "reported", "--order", "residual, kept"]
    for question in (["solve", "voorbeeld"], ["show", "voorbeeld", "HEDGE"]):
        policy = run(*question, *flags, "--json").json["input"]["policy"]
        assert policy["order"] == ["residual", "kept"]
        assert policy["fallback"] == "reported"
        assert policy["proposals"] == "decide"
    asked = run("solve", "voorbeeld", "--scenario", "proef", "--ties", "any", "--json").json
    assert (asked["input"]["scenario"], asked["input"]["ties"]) == ("proef", "any")


def test_second_opinion_is_told(spoken: Run) -> None:
    assert "Een tweede programma kwam op hetzelfde uit." in " ".join(
        spoken("solve voorbeeld --second-opinion").out.split()
    )


def commands(text: str) -> list[str]:
    """List the commands that an answer says can be asked next."""
    return [line.strip() for line in text.splitlines() if line.startswith("  minkader ")]


@pytest.mark.parametrize(
    "line",
    [
        "solve voorbeeld",
        "solve voorbeeld --scenario proef",
        "solve voorbeeld --scenario zonder-vereniging",
        "solve boomgaardshoek --time-limit 0",
        "solve boomgaardshoek",
        "solve boomgaardshoek --scenario alles-bevestigd",
        "what-if voorbeeld --adopt cursus",
        "what-if voorbeeld --capacity vereniging=0",
        "what-if voorbeeld --form HEDGE=self_management",
        "what-if voorbeeld --scenario proef --capacity vereniging=0",
        "scenarios voorbeeld",
        "why voorbeeld HEDGE",
        "why voorbeeld FRONT-DORMER",
        "why boomgaardshoek BS-22.18-2",
        "choices voorbeeld",
        "compare voorbeeld boomgaardshoek",
        "compare voorbeeld --scenario proef --with-scenario -",
        "compare voorbeeld --with-scenario zonder-vereniging --fallback reported",
        "show voorbeeld HEDGE",
        "show boomgaardshoek BS-22.26-hek",
        "check voorbeeld",
    ],
)
def test_next_question_can_be_pasted(spoken: Run, line: str) -> None:
    asked = commands(spoken(line).out)
    assert asked
    for command in asked:
        assert spoken(command.removeprefix("minkader ")).code in (0, 1)


def test_next_question_works_for_a_path_with_spaces(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mijn wijk 'zuid'"
    folder.mkdir()
    option_ = option("neighbour_notice", stances={"w": "blocks"}, guards=["mooi"])
    rules = document(
        rule("A", guards=["mooi"], options=[option_]),
        rule("B", guards=["veilig"]),
        interests={"mooi": lesser(), "veilig": safe()},
        stakeholders={"w": {"may_block": True}},
        scenarios={"s": {"release": ["B"]}, "t": {"form": {"A": "neighbour_notice"}}},
    )
    _written(folder, rules, "ruleset.json")
    for more in ([], ["--scenario", "s"], ["--scenario", "t"], ["--fallback", "reported"]):
        asked = commands(run("solve", str(folder), *more, "--lang", "nl").out)
        assert asked
        for command in asked:
            assert run(*shlex.split(command)[1:], "--lang", "nl").code in (0, 1), command


def test_shipped_rulesets_are_listed_and_found_from_anywhere(
    run: Run, tongue: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("rulesets").out.splitlines()
    assert [line.split()[0] for line in told] == ["boomgaardshoek", "voorbeeld"]
    assert {"nl": "8 regels", "en": "8 rules"}[tongue] in told[1]
    assert all(run("check", line.split()[0]).code == 0 for line in told)


def test_code_is_explained(run: Run, tongue: str) -> None:
    ran = run("explain-code", "MK020")
    assert {"nl": "De sleutel …", "en": "The key …"}[tongue] in ran.out


def test_version_is_said(run: Run) -> None:
    from minkader import __version__  # noqa: PLC0415

    assert run("--version").out == f"minkader {__version__}\n"


def test_new_ruleset_can_be_asked_at_once_and_is_never_overwritten(
    run: Run, tongue: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("new", "mijn-wijk")
    assert ran.code == 0
    for command in commands(ran.out + ran.err):
        assert run(*shlex.split(command)[1:]).code == 0
    before = (tmp_path / "mijn-wijk" / "ruleset.yaml").read_bytes()
    again = run("new", "mijn-wijk")
    assert again.code == 2
    assert (tmp_path / "mijn-wijk" / "ruleset.yaml").read_bytes() == before
    assert run("new", "geen naam!").code == 2


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_a_terminal_that_wants_them(
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    environment: dict[str, str],
    coloured: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout", _Screen(terminal))
    assert ending.colours() is coloured


class _Screen(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def test_answer_on_a_terminal_is_bold_and_one_in_a_file_or_a_pipe_is_plain(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Protects files and pipes: no codes of a terminal in them."""
    assert "\x1b" not in run("solve", "voorbeeld").out
    monkeypatch.setattr(ending, "colours", lambda: True)
    path = tmp_path / "kader.txt"
    assert run("solve", "voorbeeld", "--output", str(path)).code == 0
    assert "\x1b" not in path.read_text(encoding="utf-8")
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)
    assert run("solve", "voorbeeld").out.startswith("\x1b[1mVoorbeeldbuurt")

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong is said in words, in either language, with its exit code: never a traceback."""

import json
import shlex
from pathlib import Path

import pytest

from minkader.cli.group import build
from tests.cli.conftest import BROKEN, Run, process
from tests.tiny import document, rule

COMMANDS = list(build().list_commands(None))  # type: ignore[attr-defined]
NEEDS = [name for name in COMMANDS if name not in ("rulesets", "schema")]

WRONG = [
    ("nope", "De opdracht 'nope' is er niet.", "No such command 'nope'."),
    ("solv voorbeeld", "Bedoelde u 'solve'?", "Did you mean 'solve'?"),
    ("solve voorbeeld --nope", "De optie '--nope' is er niet.", "No such option '--nope'."),
    ("solve voorbeeld extra", "Dit argument is te veel: extra", "unexpected extra argument"),
    ("solve voorbeeld --format xml", "'xml' is geen van 'text'", "'xml' is not one of 'text'"),
    ("solve voorbeeld --ties odd", "'odd' is geen van 'steady'", "'odd' is not one of 'steady'"),
    ("solve voorbeeld --time-limit x", "'x' is geen getal.", "'x' is not a valid number."),
    ("solve voorbeeld --time-limit nan", "--time-limit", "--time-limit"),
    ("solve voorbeeld --time-limit -1", "-1.0 valt buiten x>=0.", "-1.0 is not in the range"),
    ("solve voorbeeld --max-size 0", "0 valt buiten x>=1.", "0 is not in the range x>=1."),
    ("solve voorbeeld --max-size 1.5", "'1.5' is geen getal.", "not a valid whole number"),
    ("solve voorbeeld --scenario", "Achter '--scenario' hoort een waarde.", "requires an argument"),
    ("solve voorbeeld --scenario proff", "Bedoelde u proef?", "Did you mean proef?"),
    (
        "solve voorbeeld --order kept,kept",
        "kept,kept is geen volgorde",
        "kept,kept is not an order",
    ),
    ("solve voorbeeld --order ''", "(leeg) is geen volgorde", "(empty) is not an order"),
    ("solve voorbeeld --fallback maybe", "'maybe' is geen van", "'maybe' is not one of"),
    ("show voorbeeld HEGDE", "Bedoelde u HEDGE?", "Did you mean HEDGE?"),
    ("show voorbeeld NIETS", "Er is geen regel NIETS.", "There is no rule NIETS."),
    ("why voorbeeld HEGDE", "Bedoelde u HEDGE?", "Did you mean HEDGE?"),
    ("why voorbeeld HEDGE --not-form permitt", "Bedoelde u permit?", "Did you mean permit?"),
    ("choices voorbeeld --list -1", "-1 valt buiten x>=0.", "-1 is not in the range x>=0."),
    ("explain-code MK999", "Er is geen code MK999.", "There is no code MK999."),
    ("schema nope", "'nope' is geen van 'ruleset'", "'nope' is not one of 'ruleset'"),
    ("solve voorbeeld --output /", "'/' is een map.", "'/' is a directory."),
]


@pytest.mark.parametrize("command", NEEDS)
def test_command_without_arguments_says_what_is_missing(
    run: Run, tongue: str, command: str
) -> None:
    ran = run(command)
    words = {"nl": ("Gebruik:", "Er ontbreekt een argument"), "en": ("Usage:", "Missing argument")}
    assert ran.code == 2
    assert ran.out == ""
    assert all(word in ran.err for word in words[tongue])


def test_minkader_alone_shows_its_help(run: Run, tongue: str) -> None:
    ran = run()
    assert ran.code == 2
    assert all(f"  {name} " in ran.err for name in COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_begins_with_an_example_in_either_language(
    run: Run, tongue: str, command: str
) -> None:
    ran = run(*command.split(), "--help")
    assert ran.code == 0
    usage, example = {"nl": ("Gebruik:", "Voorbeelden:"), "en": ("Usage:", "Examples:")}[tongue]
    assert ran.out.startswith(usage)
    assert ran.out.index(example) < ran.out.index("--help")
    foreign = {"nl": ("Usage", "Options", "Show this", "default"), "en": ("Gebruik", "Opties")}
    assert not any(word in ran.out for word in foreign[tongue])
    assert all(len(line) <= 80 for line in ran.out.splitlines())


@pytest.mark.parametrize(("line", "nl", "en"), WRONG, ids=lambda value: value)
def test_wrong_use_is_said_and_ends_in_two(
    run: Run, tongue: str, line: str, nl: str, en: str
) -> None:
    ran = run(*shlex.split(line))
    assert ran.code == 2
    assert ran.out == ""
    assert {"nl": nl, "en": en}[tongue] in ran.err


def test_language_that_is_not_there_is_wrong_use(run: Run) -> None:
    assert run("solve", "voorbeeld", "--lang", "fr").code == 2
    assert run("solve", "voorbeeld", "--lang").code == 2


@pytest.mark.parametrize("command", ["solve", "check", "show", "scenarios", "what-if"])
def test_file_that_is_not_there_ends_in_three(run: Run, tongue: str, command: str) -> None:
    rule_ = ["A"] if command == "show" else []
    ran = run(command, "nergens.yaml", *rule_)
    assert ran.code == 3
    said = {"nl": "Dit bestand of deze map is er niet.", "en": "There is no such file or folder."}
    assert ran.err.startswith(f"nergens.yaml: MK001 {said[tongue]}")
    assert "voorbeeld" in ran.err


def test_near_name_of_a_shipped_ruleset_is_named(spoken: Run) -> None:
    assert "Bedoelde u voorbeeld?" in spoken("solve voorbeld").err


@pytest.mark.parametrize(
    "broken_",
    [
        ("empty.yaml", b"", "MK006"),
        ("spaces.yaml", b" \n\n", "MK006"),
        ("binary.yaml", b"\x00\x01\x02", "MK005"),
        ("utf16.yaml", "minkader: 1".encode("utf-16"), "MK005"),
        ("latin.yaml", b"title: caf\xe9", "MK005"),
        ("list.yaml", b"- 1", "MK014"),
        ("open.yaml", b"a: [1", "MK007"),
        ("twice.yaml", b"a: 1\na: 2", "MK008"),
        ("anchor.yaml", b"a: &x 1\nb: *x", "MK009"),
        ("deep.yaml", b"[" * 50_000, "MK010"),
        ("two.yaml", b"a: 1\n---\nb: 2", "MK012"),
        ("long.yaml", b"minkader: " + b"9" * 6000, "MK011"),
        ("bare.yaml", b"minkader: 1", "MK021"),
        ("other.yaml", b"minkader: 2\nid: x\ntitle: x\nrules: []", "MK019"),
    ],
    ids=lambda broken_: broken_[0],
)
def test_broken_file_is_refused_with_its_code(
    run: Run, tongue: str, tmp_path: Path, broken_: tuple[str, bytes, str]
) -> None:
    name, content, code = broken_
    path = tmp_path / name
    path.write_bytes(content)
    for command in ("solve", "check"):
        ran = run(command, str(path))
        assert ran.code == 3
        assert ran.out == ""
        assert f" {code} " in ran.err
        assert ran.err.startswith(name)


def test_folder_without_a_ruleset_ends_in_three(run: Run, tmp_path: Path) -> None:
    ran = run("solve", str(tmp_path), "--lang", "nl")
    assert (ran.code, "MK002" in ran.err) == (3, True)


def test_unreadable_file_is_told_as_json_on_stdout_and_in_words_on_stderr(
    run: Run, broken: Path
) -> None:
    for command in (["solve"], ["check"], ["show", "--format", "json"]):
        rule_ = ["A"] if command[0] == "show" else []
        flags = command[1:] or ["--json"]
        ran = run(command[0], str(broken), *rule_, *flags, "--lang", "nl")
        assert ran.code == 3
        assert ran.json["status"] == "unreadable"
        assert [finding["code"] for finding in ran.json["findings"]] == ["MK024", "MK020"]
        assert ran.json["findings"][0]["where"]["line"] == 5
        assert "broken.yaml:5:21 rules[0].form (A): MK024 Het woord permt" in ran.err


def test_terminal_shows_twenty_findings_and_json_all(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_text(json.dumps(document(*(rule(f"R{n}", form="zzz") for n in range(25)))))
    ran = run("solve", str(path), "--json", "--lang", "en")
    assert ran.err.count("MK024") == 20
    assert "and 5 more findings" in ran.err
    assert len(ran.json["findings"]) == 25


def test_wrong_use_says_every_fault_of_the_question(run: Run) -> None:
    ran = run("what-if", "voorbeeld", "--keep", "NIETS", "--release", "OOK-NIET", "--lang", "nl")
    assert ran.code == 2
    assert "NIETS" in ran.err
    assert "OOK-NIET" in ran.err


def test_file_past_the_limit_is_refused_and_the_limit_can_be_raised(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "large.yaml"
    text = "minkader: 1\nid: x\ntitle: X\nrules:\n- {id: A, title: A}\n"
    path.write_text(text + "#" * 1024 * 1024, encoding="utf-8")
    ran = run("solve", str(path), "--max-size", "1", "--lang", "nl")
    assert (ran.code, "MK004" in ran.err) == (3, True)
    assert run("solve", str(path), "--max-size", "2").code == 0


def test_broken_case_is_refused_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text(BROKEN.replace("permt, nope: 1", "permit"))
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "01.yaml").write_text("title: X\nexpect: {keps: [A]}\n")
    ran = run("check", str(tmp_path), "--cases", "--lang", "nl")
    assert ran.code == 3
    assert ran.err.startswith("01.yaml:2:10 expect.keps: MK020")
    assert run("check", str(tmp_path), "--lang", "nl").code == 0


def test_name_that_is_no_text_never_ends_in_a_traceback(tmp_path: Path) -> None:
    ran = process("solve", "a\udcff", "--json", LC_ALL="C.UTF-8", cwd=tmp_path)
    assert ran.returncode == 3
    assert b"Traceback" not in ran.stderr
    assert json.loads(ran.stdout.decode("utf-8", "surrogateescape"))["status"] == "unreadable"


@pytest.mark.parametrize(
    ("line", "code", "named"),
    [
        ("compare voorbeeld", 2, "MK073"),
        ("compare voorbeeld --scenario proef", 2, "MK073"),
        ("compare voorbeeld --scenario proef --with-scenario proef", 2, "MK074"),
        ("compare voorbeeld --with-scenario -", 2, "MK074"),
        ("compare voorbeeld --with-scenario prof", 2, "MK051"),
        ("compare voorbeeld boomgaardshoek --with-scenario prof", 2, "MK051"),
        ("compare voorbeeld voorbeeld --match nergens.csv", 3, "MK003"),
        ("compare voorbeeld voorbeeld --alone -1", 2, "--alone"),
    ],
)
def test_compare_without_two_sides_is_refused(
    spoken: Run, line: str, code: int, named: str
) -> None:
    ran = spoken(line)
    assert ran.code == code
    assert named in ran.err
    assert ran.out == ""


def test_pair_that_names_no_rule_is_refused_with_its_line(spoken: Run, tmp_path: Path) -> None:
    path = tmp_path / "paren.csv"
    path.write_text("HEDGE;BS-22.14\nHEDG;\n", encoding="utf-8")
    ran = spoken(f"compare voorbeeld boomgaardshoek --match {path}")
    assert ran.code == 3
    assert "paren.csv:2: MK070" in ran.err
    assert "HEDGE" in ran.err


def test_answer_never_overwrites_the_pairs(spoken: Run, tmp_path: Path) -> None:
    path = tmp_path / "paren.csv"
    path.write_text("HEDGE;BS-22.14\n", encoding="utf-8")
    ran = spoken(f"compare voorbeeld boomgaardshoek --match {path} --output {path}")
    assert ran.code == 2
    assert path.read_text(encoding="utf-8") == "HEDGE;BS-22.14\n"

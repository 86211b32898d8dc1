# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""README tells the truth: its output, its Python, its map; and every public name is documented."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

import minkader
from minkader.cli import main
from minkader.decision.kinds import KINDS
from minkader.decision.reasons import CODES
from minkader.formats.cases import Expected, load_cases
from minkader.formats.locate import load
from minkader.questions.check import check
from minkader.questions.solve import solve
from minkader.ruleset import nouns, rule
from minkader.words import framework
from tests.conftest import Golden
from tests.shared import ROOT

README = ROOT / "README.md"
MODEL = ROOT / "docs" / "model.md"
FIELDS: dict[str, list[type[BaseModel]]] = {
    "Rule set": [nouns.RuleSet, nouns.Area],
    "Policy": [nouns.Policy],
    "Interest": [nouns.Interest],
    "Group of residents": [nouns.Group],
    "Stakeholder": [nouns.Stakeholder],
    "Measure": [nouns.Measure],
    "Rule": [rule.Rule, rule.Source, rule.Lock, rule.Release, rule.Review],
    "Option": [rule.Option],
    "Fallback": [rule.Fallback],
    "Scenario": [nouns.Scenario],
}
"""The headings of docs/model.md under which the fields of each noun are explained."""
HOUSE = ROOT / "src" / "minkader"
OUTPUT = re.compile(r"(<!-- output: minkader solve voorbeeld -->\n```\n)(.*?)(```\n)", re.S)
ENTRANCES = {"__init__.py", "__main__.py", "py.typed", "__pycache__"}
"""What stands in the house without being a room."""


def text() -> str:
    """Give the README."""
    return README.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [README, MODEL], ids=lambda page: page.name)
def test_page_shows_the_real_output(dutch: None, golden: Golden, page: Path) -> None:
    rules = load("voorbeeld")
    told = framework.text(solve(rules), rules, "voorbeeld")
    before = page.read_text(encoding="utf-8")
    golden(page, OUTPUT.sub(lambda found: f"{found[1]}{told}{found[3]}", before))
    shown = OUTPUT.search(page.read_text(encoding="utf-8"))
    assert shown is not None
    assert shown[2] == told


@pytest.mark.parametrize("scenario", [None, "zonder-vereniging", "proef"])
def test_example_solved_by_hand_is_what_the_solver_says(scenario: str | None) -> None:
    page = MODEL.read_text(encoding="utf-8")
    name = "as it is" if scenario is None else f"`{scenario}`"
    row = re.search(rf"^\| {name} \|(.*)\|$", page, re.M)
    assert row is not None
    by_hand = [int(cell) for cell in row[1].split("|")]
    answer = solve(load("voorbeeld"), scenario=scenario)
    assert by_hand == [objective.value for objective in answer.objectives]


def test_every_field_of_the_file_is_explained() -> None:
    # A part a noun: the fields of that noun stand under its own heading.
    parts = MODEL.read_text(encoding="utf-8").split("\n### ")
    under = {part.split("\n")[0].split(" (")[0]: part for part in parts[1:]}
    for heading, nouns_ in FIELDS.items():
        explained = set(re.findall(r"`(\w+)`", under[heading]))
        for noun in nouns_:
            missing = set(noun.model_fields) - explained - {"note", "assumed"}
            assert not missing, (heading, missing)


def test_every_kind_of_constraint_is_explained() -> None:
    page = MODEL.read_text(encoding="utf-8")
    assert all(f"`{kind}`" in page for kind in KINDS)


def test_readme_python_runs() -> None:
    (program,) = re.findall(r"```python\n(.*?)```", text(), re.S)
    ran = _python(program)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split()[0] == "proven"


def test_readme_commands_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```\n(minkader .*?)```", text(), re.S)
    commands = [line.split("#")[0].split() for block in blocks for line in block.splitlines()]
    assert len(commands) >= 6
    # The folder that others speak of is begun first.
    for command in sorted(commands, key=lambda command: command[1] != "new"):
        quick = [part for part in command[1:] if part != "--cases"]  # tests/test_rulesets.py
        with pytest.raises(SystemExit) as ended:
            main(quick)
        assert ended.value.code in (0, None), command
    capsys.readouterr()


def test_map_names_exactly_the_rooms_and_the_folders() -> None:
    table = re.findall(r"^\| `([^`]+)` \|", text().split("## The map of the house")[1], re.M)
    rooms = {name.removeprefix("src/minkader/") for name in table if name.startswith("src/")}
    there = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in HOUSE.iterdir()
        if path.name not in ENTRANCES
    }
    assert rooms == there
    folders = {name for name in table if not name.startswith("src/")}
    tracked = subprocess.run(
        ["git", "ls-files"],  # noqa: S607 (the one on the path)
        capture_output=True,
        check=False,
        text=True,
        cwd=ROOT,
    ).stdout.split()
    if tracked:
        tops = {f"{name.split('/')[0]}/" for name in tracked if "/" in name}
        assert folders == tops - {"src/", "LICENSES/", ".ci/", ".github/"}


def test_map_draws_the_layers_that_are_held() -> None:
    (drawn,) = re.findall(r"```\n(cli  >.*?)\n```", text(), re.S)
    held = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    layers = re.search(r"^layers = \[\n(.*?)^\]", held, re.S | re.M)
    assert layers is not None
    names = re.findall(r'"([^"]+)"', layers[1])
    assert [part.strip() for part in drawn.split("  >  ")] == names[1:]


def test_pages_that_readme_points_at_are_there() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", text()):
        if "://" not in link:
            assert (ROOT / link).exists(), link


# The public names -----------------------------------------------------------------------------

NAMES = [name for name in minkader.__all__ if name != "__version__"]


@pytest.mark.parametrize("name", NAMES)
def test_public_name_is_there_and_documented_in_one_sentence(name: str) -> None:
    thing = getattr(minkader, name)
    first = (inspect.getdoc(thing) or "").splitlines()[0]
    assert first.endswith(".")
    assert first[0].isupper()
    assert len(re.findall(r"[.!?](?:\s|$)", first)) == 1
    assert name in dir(minkader)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if inspect.isfunction(getattr(minkader, name))]
)
def test_public_function_says_what_it_does_as_a_command(name: str) -> None:
    verb = (inspect.getdoc(getattr(minkader, name)) or "").split()[0]
    assert not verb.endswith(("s", "ing", "ed")), verb


def test_name_that_is_not_public_is_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = minkader.nothing
    assert sorted(dir(minkader)) == sorted(minkader.__all__)


def test_names_for_type_checkers_are_the_names_at_run_time() -> None:
    tree = ast.parse((HOUSE / "__init__.py").read_text(encoding="utf-8"))
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("minkader.")
        for alias in node.names
    }
    assert imported - {"VERSION", "VOICE", "NOTEBOOK"} == set(NAMES)


# What it loads --------------------------------------------------------------------------------

HEAVY = {"pydantic", "ortools", "click", "yaml", "constraint", "numpy"}


def _python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        cwd=Path(sys.prefix),
    )


def test_import_loads_next_to_nothing() -> None:
    ran = _python("import sys, minkader; print(*sys.modules)")
    loaded = {name.split(".")[0] for name in ran.stdout.split()}
    assert "minkader" in loaded
    assert not loaded & HEAVY


def test_loading_a_ruleset_loads_no_solver() -> None:
    ran = _python("import sys, minkader as mk; mk.load('voorbeeld'); print(*sys.modules)")
    loaded = {name.split(".")[0] for name in ran.stdout.split()}
    assert loaded & HEAVY == {"pydantic", "yaml"}


def test_error_says_itself_in_words_without_more_imports() -> None:
    ran = _python(
        "import minkader as mk\ntry:\n mk.load('nergens')\n"
        "except mk.MinkaderError as error:\n print(error)"
    )
    assert ran.stdout.startswith("nergens: MK001 ")


# docs/cases.md --------------------------------------------------------------------------------


def test_cases_page_shows_cases_that_come_out_as_it_says(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "cases.md").read_text(encoding="utf-8")
    written = re.findall(r"```yaml\n(.*?)```", page, re.S)
    assert len(written) == 2
    (tmp_path / "cases").mkdir()
    source = ROOT / "rulesets" / "voorbeeld" / "ruleset.yaml"
    (tmp_path / "ruleset.yaml").write_bytes(source.read_bytes())
    for number, case in enumerate(written):
        (tmp_path / "cases" / f"{number}.yaml").write_text(case, encoding="utf-8")
    checked = check(load(tmp_path), cases=load_cases(tmp_path))
    assert [case.differences for case in checked.cases] == [(), ()]


def test_cases_page_explains_every_key_and_code() -> None:
    page = (ROOT / "docs" / "cases.md").read_text(encoding="utf-8")
    for key in (*Expected.model_fields, *CODES, "title", "scenario", "expect"):
        assert f"`{key}`" in page, key

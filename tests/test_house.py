# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The papers of the house: publiccode.yml, the changelog, licences, the metadata of the wheel."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from minkader.version import VERSION
from tests.shared import ROOT
from tests.this_python import CORE

SPDX = ("SPDX-FileCopyrightText: 2026 minkader contributors", "SPDX-License-Identifier: EUPL-1.2")
WRITTEN = (".py", ".md", ".yaml", ".yml", ".toml", ".sh")
"""Files that people write, and that can carry a header."""


def tracked() -> list[Path]:
    """List the files of the repository: as git knows them, with those that it is yet to know."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        capture_output=True,
        check=False,
        text=True,
        cwd=ROOT,
    ).stdout.splitlines()
    if listed:
        return [ROOT / name for name in listed if (ROOT / name).is_file()]
    folders = ("src", "tests", "rulesets", "benchmarks", "docs")
    return [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def publiccode() -> Any:  # noqa: ANN401 (a document)
    """Read publiccode.yml."""
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "key",
    [
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "categories",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    ],
)
def test_publiccode_has_what_the_standard_requires(publiccode: Any, key: str) -> None:  # noqa: ANN401
    assert publiccode[key]


def test_publiccode_describes_in_dutch_and_english(publiccode: Any) -> None:  # noqa: ANN401
    assert set(publiccode["description"]) == {"nl", "en"} == set(LANGUAGES)
    assert set(publiccode["localisation"]["availableLanguages"]) == set(LANGUAGES)
    for said in publiccode["description"].values():
        assert len(said["shortDescription"]) <= 150
        assert 150 <= len(said["longDescription"]) <= 10_000
        assert said["features"]


LANGUAGES = ("nl", "en")


def test_publiccode_is_open_and_maintained(publiccode: Any) -> None:  # noqa: ANN401
    assert publiccode["legal"]["license"] == "EUPL-1.2"
    assert publiccode["maintenance"]["type"] in ("internal", "contract", "community", "none")
    assert publiccode["maintenance"]["contacts"]
    assert publiccode["localisation"]["localisationReady"] is True
    assert "@" not in str(publiccode["maintenance"])
    assert publiccode["softwareVersion"] == VERSION


def test_changelog_names_the_current_version() -> None:
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[([^\]]+)\] - (unreleased|\d{4}-\d{2}-\d{2})$", log, re.M)
    assert versions[0][0] == VERSION
    assert "### Added" in log


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in tracked()
        if path.suffix in WRITTEN and path.stat().st_size and path.name != "REUSE.toml"
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_file_says_its_licence_at_the_top(path: Path) -> None:
    head = path.read_text(encoding="utf-8").splitlines()[:5]
    for line in SPDX:
        assert any(line in said for said in head)


def test_every_module_says_what_lives_there() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        first = path.read_text(encoding="utf-8").splitlines()[2]
        assert first.startswith('"""'), path
        assert first.rstrip('"').rstrip().endswith((".", "?", ":")), path


def test_no_room_of_the_house_has_a_word_that_says_nothing() -> None:
    nothing = re.compile(r"\b(model|manager|helper|utils?|common|data|process|handle)s?\b")
    for path in (ROOT / "src").rglob("*.py"):
        assert not nothing.search(path.stem.replace("_", " ")), path


def test_wheel_is_for_the_pythons_and_libraries_that_were_agreed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11,<3.15"
    assert project["license"] == "EUPL-1.2"
    assert project["scripts"] == {"minkader": "minkader.cli:main"}
    names = {re.split(r"[<>=~ ]", need)[0] for need in project["dependencies"]}
    assert names == {"click", "ortools", "pydantic", "python-constraint2", "PyYAML"}
    assert any(need.startswith("ortools~=9.15") for need in project["dependencies"])


# Names.

ROLES = {"ask", "view", "render", "main"}
"""What every question or medium has one of, under one name."""
HOUSE = ROOT / "src" / "minkader"


def _trees() -> list[tuple[str, ast.Module]]:
    return [
        (path.relative_to(HOUSE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(HOUSE.rglob("*.py"))
    ]


def test_one_class_name_stands_for_one_class() -> None:
    """Protects the reader: a leading underscore makes no other name."""
    places: dict[str, list[str]] = {}
    for place, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name.lstrip("_"), []).append(place)
    assert len(places) > 200
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_one_public_function_name_stands_for_one_function_in_a_room() -> None:
    places: dict[tuple[str, str], list[str]] = {}
    for place, tree in _trees():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                room = place.split("/")[0]
                places.setdefault((room, node.name), []).append(place)
    twice = {name: found for name, found in places.items() if len(found) > 1}
    assert {name: found for name, found in twice.items() if name[1] not in ROLES} == {}


def test_code_does_not_speak_of_documents_that_are_not_here() -> None:
    spoken = re.compile(r"\bpages? [1-9]\b|\bdesign page", re.I)
    for folder in ("src", "tests", "benchmarks"):
        for path in (ROOT / folder).rglob("*.py"):
            if path != Path(__file__):
                found = spoken.search(path.read_text(encoding="utf-8"))
                assert found is None, (path, found)


@pytest.mark.parametrize("first", ["Give", "Tell whether"])
def test_docstring_says_what_is_returned(first: str) -> None:
    for place, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                told = ast.get_docstring(node) or ""
                assert not told.startswith(f"{first} "), (place, node.name)


def test_core_that_every_python_runs_is_there() -> None:
    """Protects `.ci/pythons`: a file that moved would be no test on three of four Pythons."""
    assert [name for name in CORE if not (ROOT / name).exists()] == []

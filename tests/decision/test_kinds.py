# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever reads kinds of constraints refuses one that it does not know, when it is imported."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from minkader.decision.kinds import KINDS, UnknownKindError, reads_all
from tests.shared import ROOT

READERS = (
    "minkader.decision.reasons",
    "minkader.decision.restriction",
    "minkader.decision.validity",
    "minkader.problem.translation",
    "minkader.questions.clash.loosening",
    "minkader.questions.study.kept",
    "minkader.questions.why.guards_now",
    "minkader.questions.why.tree",
    "minkader.second.encoding",
    "minkader.words.reasons",
)
"""Every module that reads kinds of constraints."""
NO_READERS = {
    "minkader.decision.availability": "makes them: what it makes `validity` must know",
    "minkader.decision.delta": "asks the constraint itself; counts guards and hours faster",
    "minkader.questions.judge.claims": "names fields of an answer",
    "minkader.questions.lint.forms": "asks of one kind whether it stands alone",
    "minkader.questions.lint.links": "looks at `requires` and `excludes` alone",
    "minkader.questions.study.encoding": "tells `kept`, which reads for all of study, its kinds",
    "minkader.questions.study.rule_now": "tells `kept` its kinds too",
    "minkader.ruleset.consistency": "names fields of the file",
    "minkader.verify": "stands on its own: it reads the fields of the file",
    "minkader.words.fields": "names fields of the file",
    "minkader.words.solve": "names reasons",
    "minkader.words.why": "names losses",
}
"""Modules in which several words are kinds too, and why they need not know every kind."""
MANY = 3
SRC = ROOT / "src"

RELOADED = """
import importlib, json, sys
from minkader.decision import kinds
modules = [importlib.import_module(name) for name in json.loads(sys.argv[1])]
kinds.KINDS = tuple(json.loads(sys.argv[2]))
refused = {}
for module in modules:
    try:
        importlib.reload(module)
    except kinds.UnknownKindError as error:
        refused[module.__name__] = [error.reader, error.kind]
print(json.dumps(refused))
"""


def _refused(kinds: tuple[str, ...]) -> dict[str, list[str]]:
    ran = subprocess.run(
        [sys.executable, "-c", RELOADED, json.dumps(READERS), json.dumps(kinds)],
        capture_output=True,
        check=True,
        text=True,
    )
    found: dict[str, list[str]] = json.loads(ran.stdout)
    return found


@pytest.fixture(scope="module")
def with_one_more() -> dict[str, list[str]]:
    """Import every reader anew while there is a kind that none of them knows."""
    return _refused((*KINDS, "budget"))


@pytest.fixture(scope="module")
def with_one_less() -> dict[str, list[str]]:
    """Import every reader anew while one kind is there no more."""
    return _refused(KINDS[1:])


@pytest.mark.parametrize("reader", READERS)
def test_reader_refuses_a_kind_that_it_does_not_know(
    with_one_more: dict[str, list[str]], reader: str
) -> None:
    assert with_one_more.get(reader) == [reader, "budget"]


@pytest.mark.parametrize("reader", READERS)
def test_reader_refuses_to_know_a_kind_that_is_not_there(
    with_one_less: dict[str, list[str]], reader: str
) -> None:
    assert with_one_less.get(reader) == [reader, KINDS[0]]


def test_nothing_can_be_solved_while_a_kind_is_not_read() -> None:
    said = "from minkader.decision import kinds; kinds.KINDS += ('budget',)"
    asked = f"{said}; import minkader; minkader.solve"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False, text=True)
    assert ran.returncode == 1
    assert "UnknownKindError" in ran.stderr
    assert "does not read the kind of constraint 'budget'" in ran.stderr


def test_refusal_names_who_misses_which_kind() -> None:
    with pytest.raises(UnknownKindError, match=r"somewhere does not read the kind .*'veto'"):
        reads_all("somewhere", [kind for kind in KINDS if kind != "veto"])
    with pytest.raises(UnknownKindError, match=r"somewhere reads an unknown kind .*'budget'"):
        reads_all("somewhere", (*KINDS, "budget"))
    reads_all("somewhere", reversed(KINDS))


def _mentions() -> Iterator[tuple[str, set[str]]]:
    for path in SRC.rglob("*.py"):
        words = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        yield _module(path), words.intersection(KINDS)


def _module(path: Path) -> str:
    steps = path.relative_to(SRC).with_suffix("").parts
    return ".".join(steps[:-1] if steps[-1] == "__init__" else steps)


def test_list_of_readers_is_complete() -> None:
    """Protects the test above: a module that names kinds is a reader, or has a reason not to be."""
    found = {module for module, kinds in _mentions() if len(kinds) >= MANY}
    assert found - {"minkader.decision.kinds", *READERS} == set(NO_READERS)


def test_every_reader_calls_for_all_kinds_and_nobody_else_does() -> None:
    callers = {
        _module(path)
        for path in SRC.rglob("*.py")
        if "reads_all(" in path.read_text(encoding="utf-8")
    }
    assert callers - {"minkader.decision.kinds"} == set(READERS)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases beside a rule set, and changes from Python: read whole, or refused with every finding."""

from collections.abc import Callable
from pathlib import Path

import pytest

from minkader.formats.cases import load_cases
from minkader.formats.document import read_changes
from minkader.ruleset.errors import UnreadableError, WrongUseError
from tests.formats.test_yaml import GOOD
from tests.tiny import Json

Writer = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    """Write cases beside a rule set."""
    (tmp_path / "ruleset.yaml").write_text(GOOD, encoding="utf-8")

    def write(**files: str) -> Path:
        (tmp_path / "cases").mkdir()
        for name, text in files.items():
            (tmp_path / "cases" / f"{name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def _refused(folder: Path) -> list[tuple[str, str | None, int | None, str | None]]:
    with pytest.raises(UnreadableError) as caught:
        load_cases(folder)
    return [(f.code, f.where.file, f.where.line, f.where.path) for f in caught.value.findings]


def test_cases_are_read_in_the_order_of_their_names(written: Writer) -> None:
    folder = written(
        b="title: B\nscenario: proef\nexpect: {status: proven}\n",
        a="title: A\nscenario: {keep: [A]}\nexpect: {keeps: [A], objectives: {kept: 1}}\n",
    )
    first, second = load_cases(folder)
    assert (first.file, first.scenario, first.expect.keeps) == ("a.yaml", None, ("A",))
    assert first.changes is not None
    assert first.changes.keep == ("A",)
    assert (second.scenario, second.changes, second.expect.status) == ("proef", None, "proven")


def test_ruleset_without_cases_has_none(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text(GOOD, encoding="utf-8")
    assert load_cases(tmp_path) == []


def test_all_wrong_cases_are_found_with_file_line_and_path(written: Writer) -> None:
    folder = written(
        a="- 1\n",
        b="title: B\n",
        c="title: C\nscenario:\n  keep: [A]\n  releese: [B]\nexpect: {}\n",
        d="title: D\nscenario: proef\ntitle: E\nexpect: {}\n",
        e="title: E\nexpect: {}\nanders: 1\n",
        f="title: [\n",
        g="title: G\nexpect: {}\n",
    )
    assert _refused(folder) == [
        ("MK014", "a.yaml", 1, None),
        ("MK021", "b.yaml", 1, "expect"),
        ("MK020", "c.yaml", 4, "scenario.releese"),
        ("MK008", "d.yaml", 3, "title"),
        ("MK020", "e.yaml", 3, "anders"),
        ("MK007", "f.yaml", 2, "title[0]"),
    ]


# Changes from Python.


def test_changes_take_lists_tuples_sets_and_tables() -> None:
    changes = read_changes(
        {
            "keep": ("B",),
            "release": {"D", "C"},
            "adopt": frozenset({"m"}),
            "capacity": {"g": (1, 5)},
            "form": {"A": "permit"},
        }
    )
    assert (changes.keep, changes.release, changes.adopt) == (("B",), ("C", "D"), ("m",))
    assert changes.capacity["g"].high == 5
    assert changes.form == {"A": "permit"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"keep": None}, [("MK021", "keep")]),
        ({"keep": "A"}, [("MK022", "keep")]),
        ({"houden": ["A"]}, [("MK020", "houden")]),
        (
            {"keep": ["A", "a"], "form": {"A": "permitt"}},
            [("MK026", "keep"), ("MK024", "form.A")],
        ),
    ],
)
def test_changes_without_a_meaning_are_wrong_use_with_every_finding(
    words: Json, told: list[tuple[str, str]]
) -> None:
    with pytest.raises(WrongUseError) as caught:
        read_changes(words)
    assert [(f.code, f.where.path) for f in caught.value.findings] == told

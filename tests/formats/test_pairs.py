# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that say which rules belong together: what is read, what is refused, and a fuzz test."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minkader.formats.pairs import read_pairs
from minkader.ruleset.errors import UnreadableError


def read(folder: Path, text: str, name: str = "paren.csv") -> list[tuple[str | None, str | None]]:
    """Write a file and read its pairs."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [(said.a, said.b) for said in read_pairs(path)]


@pytest.mark.parametrize(
    "text",
    [
        "A1;B1\nA2;\n;B3\n",
        "\ufeffA1;B1\r\nA2;\r\n;B3\r\n",
        "A1,B1\nA2,\n,B3",
        "A1\tB1\nA2\t\n\tB3",
        '# een opmerking\n\n"A1" ; "B1"\n A2 ;\n;B3\n',
    ],
)
def test_csv_is_read_as_excel_and_people_write_it(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == [("A1", "B1"), ("A2", None), (None, "B3")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.yaml", "- {a: A1, b: B1}\n- a: A2\n- {b: B3}\n"),
        ("p.yml", "- {a: A1, b: B1}\n- {a: A2, b: }\n- {a: '', b: B3}\n"),
        ("p.json", '[{"a": "A1", "b": "B1"}, {"a": "A2", "b": null}, {"b": "B3"}]'),
    ],
)
def test_yaml_and_json_are_lists_of_tables(tmp_path: Path, name: str, text: str) -> None:
    assert read(tmp_path, text, name) == [("A1", "B1"), ("A2", None), (None, "B3")]


def test_id_that_looks_like_a_number_is_taken_as_written(tmp_path: Path) -> None:
    assert read(tmp_path, "- {a: 22.10, b: 010}\n", "p.yaml") == [("22.10", "010")]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("p.csv", "A1;B1\nA2\nA3;B3;C3\n;\n", [2, 3, 4]),
        ("p.yaml", "- {a: A1, b: B1}\n- [A2, B2]\n- {a: [A3]}\n- {c: A4}\n- {}\n", [2, 3, 4, 5]),
        ("p.yaml", "A1: B1\n", [1]),
        ("p.yaml", "- {a: , b: }\n", [1]),
    ],
)
def test_line_that_is_no_pair_is_named(
    tmp_path: Path, name: str, text: str, lines: list[int]
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path, text, name)
    assert [(f.code, f.where.line) for f in caught.value.findings] == [
        ("MK072", line) for line in lines
    ]


def test_file_that_is_not_there_or_broken_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_pairs(tmp_path / "weg.csv")
    assert caught.value.findings[0].code == "MK003"
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path, "- {a: [", "p.yaml")
    assert caught.value.findings[0].code == "MK007"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), name=st.sampled_from(["p.csv", "p.yaml"]))
def test_whatever_stands_in_it_gives_pairs_or_a_clear_error(
    tmp_path: Path, text: str, name: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    with suppress(UnreadableError):
        assert all(one.a or one.b for one in read_pairs(path))

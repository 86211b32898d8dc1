# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files as Windows writes and names them."""

from pathlib import Path

import pytest

import minkader as mk

EXAMPLE = "minkader: 1\nid: wijk\ntitle: Wijk\nrules:\n- {id: A, title: Straat}\n"


def test_line_ends_of_windows_make_no_difference(tmp_path: Path) -> None:
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_bytes(EXAMPLE.encode())
    other.write_bytes(b"\xef\xbb\xbf" + EXAMPLE.replace("\n", "\r\n").encode())
    assert mk.load(one) == mk.load(other)
    assert mk.load(one).sha256 == mk.load(other).sha256


def test_error_behind_windows_line_ends_names_the_right_line(tmp_path: Path) -> None:
    path = tmp_path / "ruleset.yaml"
    path.write_bytes(
        EXAMPLE.replace("Straat", "Straat, form: permitt").replace("\n", "\r\n").encode()
    )
    with pytest.raises(mk.UnreadableError) as caught:
        mk.load(path)
    (finding,) = caught.value.findings
    assert (finding.where.file, finding.where.line) == ("ruleset.yaml", 5)


def test_path_with_backslashes_and_spaces_is_a_path_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / r"C:\Mijn documenten\wijk"
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(EXAMPLE, encoding="utf-8")
    assert mk.load(folder).file == "ruleset.yaml"
    assert mk.load(str(folder / "ruleset.yaml")).id == "wijk"


def test_windows_path_that_is_not_there_is_a_clear_error() -> None:
    with pytest.raises(mk.UnreadableError) as caught:
        mk.load("C:\\wijken\\nergens\\ruleset.yaml")
    assert caught.value.findings[0].code == "MK001"
    assert "C:\\wijken\\nergens" in str(caught.value)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a rule set is found: a file, a folder, standard input, a shipped one, a document."""

import gc
import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from minkader.formats import locate
from minkader.formats.locate import find, load, shipped
from minkader.ruleset.errors import UnreadableError
from minkader.ruleset.findings import Finding, Place
from tests.formats.test_yaml import GOOD
from tests.shared import ROOT
from tests.tiny import document, rule


def _refused(source: str | Path, max_size: int = locate.LARGEST_FILE) -> Finding:
    with pytest.raises(UnreadableError) as caught:
        load(source, max_size=max_size)
    (found,) = caught.value.findings
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ruleset.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_file_and_folder_give_the_same_ruleset(folder: Path) -> None:
    by_file, by_folder = load(folder / "ruleset.yaml"), load(str(folder))
    assert by_file == by_folder
    assert by_folder.file == "ruleset.yaml"


@pytest.mark.parametrize("name", ["ruleset.yml", "ruleset.json", "anders.txt"])
def test_file_may_have_another_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    assert load(tmp_path / name).file == name
    if name != "anders.txt":
        assert load(tmp_path).file == name


def test_place_of_a_path_is_line_and_column_of_the_file(folder: Path) -> None:
    read = load(folder)
    assert read.place(("rules", 0)) == Place("ruleset.yaml", 5, 3)
    assert read.place(("rules", 0, "title", "nl")) == Place("ruleset.yaml", 5, 11)
    assert read.place(("policy",)) == Place("ruleset.yaml", 1, 1)


def test_folder_without_a_ruleset_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notities.txt").write_text("x", encoding="utf-8")
    assert _refused(tmp_path).code == "MK002"


def test_path_that_is_not_there_names_the_nearest_shipped_ruleset() -> None:
    found = _refused("voorbeld")
    assert (found.code, found.values["near"]) == ("MK001", ("voorbeeld",))


@pytest.mark.parametrize("bad", ["a\0b", "x" * 5000])
def test_path_that_cannot_be_one_is_refused(bad: str) -> None:
    found = _refused(bad)
    assert found.code in ("MK001", "MK003")
    assert len(found.where.file or "") <= 200


def test_file_past_the_limit_is_refused_unread(folder: Path) -> None:
    assert _refused(folder, max_size=20).code == "MK004"
    assert load(folder, max_size=len(GOOD)).id == "klein"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read_is_refused(folder: Path) -> None:
    (folder / "ruleset.yaml").chmod(0)
    assert _refused(folder).code == "MK003"


def test_file_that_goes_while_it_is_read_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Path) -> bytes:
        raise FileNotFoundError(2, "weg")

    monkeypatch.setattr(Path, "read_bytes", gone)
    found = _refused(folder)
    assert (found.code, found.values) == ("MK003", {"problem": "weg"})


def _stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def test_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    _stdin(monkeypatch, GOOD.encode())
    assert load("-").file == "-"


def test_standard_input_has_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    _stdin(monkeypatch, GOOD.encode() * 10)
    found = _refused("-", max_size=20)
    assert (found.code, found.where.file) == ("MK004", "-")


def test_shipped_rulesets_are_found_by_name() -> None:
    assert {"voorbeeld", "boomgaardshoek"} <= set(shipped())
    assert list(shipped()) == sorted(shipped())
    assert find("voorbeeld") == ROOT / "rulesets" / "voorbeeld" / "ruleset.yaml"
    assert load("voorbeeld").id == "voorbeeldbuurt"


def test_file_of_that_name_goes_before_a_shipped_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "ruleset.yaml").rename(folder / "voorbeeld")
    monkeypatch.chdir(folder)
    assert load("voorbeeld").id == "klein"


def test_installed_rulesets_go_before_those_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rulesets" / "eigen").mkdir(parents=True)
    (tmp_path / "rulesets" / "eigen" / "ruleset.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "rulesets" / "leeg").mkdir()
    monkeypatch.setattr(locate, "__file__", str(tmp_path / "formats" / "locate.py"))
    assert list(shipped()) == ["eigen"]


def test_nothing_is_shipped_where_there_is_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locate, "__file__", str(tmp_path / "a" / "b" / "c" / "d" / "locate.py"))
    assert shipped() == {}
    assert _refused("voorbeeld").code == "MK001"


def test_garbage_collection_is_as_it_was_before_reading(folder: Path) -> None:
    assert gc.isenabled()
    load(folder)
    assert gc.isenabled()
    gc.disable()
    try:
        load(folder)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_document_is_loaded_as_a_file_would_be(tmp_path: Path) -> None:
    read = load(document(rule("A", classification=None, title="Regel")))
    (tmp_path / "ruleset.yaml").write_text(GOOD.replace("Klein", "Klein"), encoding="utf-8")
    assert read == load(tmp_path)
    assert read.sha256 == load(tmp_path).sha256
    assert read.file is None

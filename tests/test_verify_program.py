# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checker as a program of one file: files, exit codes, sentences, sizes."""

import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import pytest

from minkader import verify
from minkader.verify import Refused, check, main
from tests import test_verify_certificate, test_verify_ruleset, test_verify_trees
from tests.certificates import LEAF, TWO, Change, certified, changed, two, written
from tests.shared import ROOT
from tests.tiny import FALLBACK, document, rule, safe

FILE: Final = ROOT / "src" / "minkader" / "verify.py"


def _files(folder: Path, certificate: object, text: object) -> list[str]:
    paths = [folder / "c.json", folder / "regels.json"]
    for path, content in zip(paths, (certificate, text), strict=True):
        path.write_text(json.dumps(content), encoding="utf-8")
    return [str(path) for path in paths]


def test_file_alone_checks_a_certificate(tmp_path: Path) -> None:
    """Protects the promise: Python and one file, without site packages, nothing of minkader."""
    command = [sys.executable, "-I", "-S", str(FILE), *_files(tmp_path, two(LEAF), TWO)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "kept: 2" in done.stdout


def test_exit_codes_and_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Protects scripts (0, 1, 3) and readers of either language."""
    told = []
    for lang in ("nl", "en"):
        assert main([*_files(tmp_path, two(LEAF), TWO), "--lang", lang]) == 0
        assert main([*_files(tmp_path, two([]), TWO), "--lang", lang]) == 1
        (tmp_path / "c.json").write_text("{", encoding="utf-8")
        assert main([str(tmp_path / "c.json"), str(tmp_path / "regels.json"), "--lang", lang]) == 3
        assert main([str(tmp_path / "none.json"), str(FILE), "--lang", lang]) == 3
        told.append(capsys.readouterr().out.splitlines())
    assert len(told[0]) == len(told[1])
    assert not set(told[0]) & set(told[1])


@pytest.mark.parametrize("content", ["[" * 100_000, "1" * 5000, '"\udcff"', "\0", ""])
def test_unreadable_file_is_no_traceback(tmp_path: Path, content: str) -> None:
    """Protects against files made to break a reader."""
    paths = _files(tmp_path, two(LEAF), TWO)
    Path(paths[0]).write_bytes(content.encode("utf-8", "surrogateescape"))
    assert main(paths) == 3


@pytest.mark.parametrize("which", [0, 1])
def test_key_twice_in_a_file_is_unreadable(tmp_path: Path, which: int) -> None:
    """Protects against a file that says one thing to a reader and another to the checker."""
    paths = _files(tmp_path, two(LEAF), TWO)
    assert main(paths) == 0
    path = Path(paths[which])
    told = path.read_text(encoding="utf-8")
    key = ('"claims":', '"rules":')[which]
    assert told.count(key) > 0
    path.write_text(told.replace(key, f"{key} [], {key}", 1), encoding="utf-8")
    assert main(paths) == 3


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "2.0", "-0.0"])
def test_number_that_is_none_is_refused(tmp_path: Path, number: str) -> None:
    """Protects arithmetic: nothing compares with NaN, everything is below Infinity."""
    for old, new in (
        ('"value": 2', '"value": {}'), ('"values": [2]', '"values": [{}]'),
        ('"weights": [1]', '"weights": [{}]'), ("[[0, 1], [1, 1]]", "[[0, {}], [1, 1]]"),
        ('"atLeast": 1', '"atLeast": {}'),
    ):  # fmt: skip
        paths = _files(tmp_path, two(LEAF), TWO)
        told = Path(paths[0]).read_text(encoding="utf-8")
        assert old in told
        Path(paths[0]).write_text(told.replace(old, new.format(number)), encoding="utf-8")
        assert main(paths) == 1


def test_number_without_end_is_refused_from_python_too() -> None:
    """Protects the caller: what JSON could never bring ends in `Refused` as well."""
    huge = 10**5000  # more digits than Python writes
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    wrong: list[tuple[Change, str]] = [
        ((["parts", 0, "rules"], [huge]), "unknown_rule"),
        ((["parts", 0, "tree"], [["leaf", [[0, huge], [1, huge]]]]), "leaf_weak"),
        ((["parts", 0, "weights"], [-huge]), "too_small"),
        ((["claims", 0, "value"], huge), "framework_value"),
        ((["claims", 0, "tier"], huge), "order"),
        ((["framework"], {"A": deep}), "malformed"),
        ((["input", "scenario"], "broken"), "unknown_scenario"),  # a word that the checker uses
    ]
    for change, code in wrong:
        with pytest.raises(Refused) as caught:
            check(changed(two(LEAF), change), TWO)
        assert caught.value.code == code
    for text in (TWO | {"note": deep}, TWO | {"note": huge}, deep, None):
        with pytest.raises(Refused):
            check(two(LEAF), text)  # type: ignore[arg-type]


def test_infeasible_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Protects the other answer: no framework at all, and that is proven too."""
    text = document(rule("A"), interests={"fire": safe()})
    assert main(_files(tmp_path, certified(text), text)) == 0
    assert verify.WORDS["none"][0] in capsys.readouterr().out


def test_file_is_read_in_ten_minutes_and_imports_nothing_of_minkader() -> None:
    """Protects whoever reads it to trust it: its length, and that nothing else need be read."""
    text = FILE.read_text(encoding="utf-8")
    assert len(text.partition("# 5. Words")[0].splitlines()) <= 880
    assert "import minkader" not in text
    assert "from minkader" not in text


def test_every_sentence_is_there_in_both_languages_and_once() -> None:
    """Protects Dutch and English readers alike: each fault has a sentence that no other has."""
    told = [*verify.REFUSALS.values(), *verify.WORDS.values()]
    for dutch, english in told:
        assert dutch != english
        assert dutch.count("{") == english.count("{")
    assert len({sentence for pair in told for sentence in pair}) == 2 * len(told)


def test_every_sentence_is_said() -> None:
    """Protects against a sentence for what never happens: these tables are tested elsewhere."""
    refused = [said for _, said in test_verify_trees.WRONG.values()]
    refused += [said for _, said in test_verify_trees.WEIGHTS]
    refused += [said for _, said in test_verify_certificate.CHANGES.values()]
    refused += [said for _, said in test_verify_ruleset.RULE_SETS.values()]
    codes = {said.rpartition(": ")[2] for said in refused}
    elsewhere = {"unknown_field", "tier_twice"}  # tests of their own
    assert codes | elsewhere == verify.REFUSALS.keys()


COUNTS: Final = {
    (1, 1, 1): ("Klopt: 1 deel, 1 eis, 1 stap.", "Right: 1 part, 1 row, 1 step."),
    (2, 0, 9): ("Klopt: 2 delen, 0 eisen, 9 stappen.", "Right: 2 parts, 0 rows, 9 steps."),
}


@pytest.mark.parametrize("counts", COUNTS)
def test_counts_agree_in_number(
    counts: tuple[int, int, int],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A fixed bug: "Klopt: 1 delen"."""
    report = verify.Report()
    report.parts, report.rows, report.nodes = counts
    monkeypatch.setattr(verify, "check", lambda *_: report)
    files = _files(tmp_path, two(LEAF), TWO)
    for lang, said in zip(("nl", "en"), COUNTS[counts], strict=True):
        assert main([*files, "--lang", lang]) == 0
        assert capsys.readouterr().out.splitlines()[0] == said


def test_many_parts_are_checked_fast() -> None:
    """Protects that no part costs more for there being many."""
    count = 3000
    text = document(
        *(
            rule(f"R{n}", guards=[f"i{n // 2}"], release={"fallback": FALLBACK})
            for n in range(2 * count)
        ),
        interests={f"i{n}": safe() for n in range(count)},
        policy={"order": ["kept"]},
    )
    parts = [
        {
            "rules": [f"R{2 * n}", f"R{2 * n + 1}"],
            "options": [[f"R{2 * n + r}", f] for r in (0, 1) for f in ("release", "general_rule")],
            "rows": [{"name": [], "terms": [[1, 1], [3, 1]], "atLeast": 1}],
            "values": [1],
            "weights": [1],
            "tree": [["leaf", [[0, 1]]]],
        }
        for n in range(count)
    ]
    framework = {f"R{n}": "general_rule" if n % 2 else "release" for n in range(2 * count)}
    certificate = written(text, {"kept": count}, framework, *parts)
    started = perf_counter()
    report = check(certificate, text)
    assert (report.parts, report.nodes) == (count, count)
    assert perf_counter() - started < 10

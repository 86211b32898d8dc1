# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""minkader as a process of its own: Ctrl-C, other consoles, other folders, what it loads."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from minkader.cli import ending, watching
from tests.cli.conftest import environment_of, process
from tests.shared import ROOT, shared
from tests.tiny import document, rule, safe


def covering(path: Path) -> dict[str, Any]:
    """Read a set covering problem (OR-Library) as rules that guard essential interests."""
    numbers = list(map(int, gzip.decompress(path.read_bytes()).split()))
    rows, columns = numbers[:2]
    weights, at = numbers[2 : 2 + columns], 2 + columns
    guards: list[list[str]] = [[] for _ in range(columns)]
    for row in range(rows):
        covered = numbers[at + 1 : at + 1 + numbers[at]]
        at += 1 + numbers[at]
        for column in covered:
            guards[column - 1].append(f"i{row}")
    return document(
        *(rule(f"R{n}", weight=w, guards=guards[n]) for n, w in enumerate(weights)),
        interests={f"i{row}": safe() for row in range(rows)},
        policy={"fallback": "reported"},
    )


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Hear Ctrl-C, as on a terminal: who starts the tests in the background may ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    """Return a rule set that takes longer than anybody waits."""
    path = tmp_path / "hard.json"
    problem = covering(shared("data/orlib-scp/scpcyc07.txt.gz"))
    path.write_text(json.dumps(problem), encoding="utf-8")
    return path


def _began(path: Path, *flags: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "minkader", "solve", str(path), *flags],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment_of(),
    )


LATER: Final = (2, 6, 20, 60)
"""Seconds before Ctrl-C: a busy machine takes longer to hear it, and to a first bound."""


def _stopped(path: Path, *flags: str, presses: int) -> Iterator[tuple[bytes, str]]:
    """List what is said on Ctrl-C, ever later; where it was not heard yet the process just died."""
    for after in LATER:
        began = _began(path, *flags)
        time.sleep(after)
        for _ in range(presses):
            began.send_signal(signal.SIGINT)
            time.sleep(0.02)
        pressed = time.monotonic()
        out, err = began.communicate(timeout=60)
        assert time.monotonic() - pressed < 5 + after
        if began.returncode != -signal.SIGINT:
            assert began.returncode == 4
            assert b"Traceback" not in err
            yield out, err.decode()


@pytest.mark.skipif(os.name == "nt", reason="a signal of another kind")
def test_ctrl_c_gives_the_best_found_with_its_bound(hard: Path) -> None:
    for out, err in _stopped(hard, "--json", presses=1):
        assert "Stoppen met het beste tot nu toe" in err
        answer = json.loads(out)
        if answer["objectives"][0]["bound"]:
            break
    assert answer["status"] == "not_proven"
    first = answer["objectives"][0]
    assert 0 < first["bound"] < first["value"] <= 448
    assert answer["counts"]["kept"] == first["value"]


@pytest.mark.skipif(os.name == "nt", reason="a signal of another kind")
def test_second_ctrl_c_stops_at_once_without_an_answer(hard: Path) -> None:
    out, _ = next(_stopped(hard, presses=2))
    assert out == b"" or "beste gevonden" in out.decode()


def test_time_limit_stops_with_the_best_found(hard: Path) -> None:
    ran = process("solve", str(hard), "--time-limit", "1")
    assert ran.returncode == 4
    assert "het beste gevonden kader" in ran.stdout.decode()


def test_bar_is_shown_on_a_terminal_after_a_second_and_wiped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with watching.watched() as watched:
        watched.progress("solve", 1, 4, None, 2)
        assert capsys.readouterr().err == ""
        later = time.monotonic() + 5
        monkeypatch.setattr(time, "monotonic", lambda: later)
        watched.progress("solve", 1, 4, None, 2)
        watched.progress("solve", 1, 4, 3, 2)  # too soon after the one before
    told = capsys.readouterr().err
    assert told.count("1/4") == 1
    assert "?" in told
    assert told.endswith("\r\x1b[K")


def test_first_ctrl_c_asks_and_the_second_one_ends(capsys: pytest.CaptureFixture[str]) -> None:
    with watching.watched() as watched:
        assert not watched.stop()
        signal.raise_signal(signal.SIGINT)
        assert watched.stop()
        assert "Ctrl-C" in capsys.readouterr().err
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1"])
def test_console_of_another_encoding_gets_utf_8(encoding: str) -> None:
    ran = process("solve", "voorbeeld", PYTHONIOENCODING=encoding)
    assert ran.returncode == 0
    assert "vergunning → burenakkoord" in ran.stdout.decode("utf-8")
    assert process("solve", "é…", PYTHONIOENCODING=encoding).returncode == 3


@pytest.mark.parametrize("columns", [60, 120])
def test_answer_is_as_wide_as_the_terminal(columns: int) -> None:
    told = process("solve", "boomgaardshoek", COLUMNS=str(columns)).stdout.decode()
    assert all(len(line) <= columns or line.startswith("  minkader ") for line in told.splitlines())
    assert any(len(line) > columns - 10 for line in told.splitlines())


@pytest.mark.parametrize(
    ("said", "terminal", "expected"),
    [
        ("72", 100, 72),
        ("", 100, 100),
        ("0", 100, 100),
        ("wide", 100, 100),
        ("-3", 100, 100),
        ("", 0, 80),
        ("", None, 80),
        ("9" * 5000, 100, 80),
        ("5", 100, 40),
    ],
)
def test_width_is_what_columns_says_or_the_terminal_has(
    monkeypatch: pytest.MonkeyPatch, said: str, terminal: int | None, expected: int
) -> None:
    """Protects narrow screens: whatever stands in COLUMNS, an answer has lines of some width."""

    def size(_: int) -> os.terminal_size:
        if terminal is None:
            raise OSError
        return os.terminal_size((terminal, 24))

    monkeypatch.setenv("COLUMNS", said)
    monkeypatch.setattr(os, "get_terminal_size", size)
    monkeypatch.setattr(sys, "stdout", sys.__stdout__)
    assert ending.width() == expected


def test_shipped_ruleset_is_found_from_another_folder(tmp_path: Path) -> None:
    ran = process("check", "voorbeeld", "--cases", cwd=tmp_path)
    assert ran.returncode == 0
    assert "4 van 4 kloppen" in ran.stdout.decode()


def test_shim_at_the_top_asks_the_same(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "show", "voorbeeld", "HEDGE"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=environment_of(),
    )
    assert ran.stdout == process("show", "voorbeeld", "HEDGE").stdout


@pytest.mark.skipif(os.name == "nt", reason="no pipes of that kind")
def test_reader_that_goes_away_is_no_fault() -> None:
    began = subprocess.Popen(
        [sys.executable, "-m", "minkader", "solve", "boomgaardshoek", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment_of(),
    )
    assert began.stdout is not None
    assert began.stderr is not None
    began.stdout.close()
    err = began.stderr.read()
    began.stderr.close()
    began.wait(timeout=30)
    assert began.returncode != 70
    assert err == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_full_disk_is_said(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "minkader", "solve", "voorbeeld"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=environment_of(),
        )
    assert ran.returncode == 2
    assert "de schijf is vol" in ran.stderr.decode()
    assert b"Traceback" not in ran.stderr


def loaded(*arguments: str) -> set[str]:
    """List the packages that a command has loaded by the time it ends."""
    program = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from minkader.cli import main\n"
        f"main({list(arguments)!r})\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, env=environment_of()
    )
    return {name.split(".")[0] for name in ran.stderr.decode().split()}


def test_help_loads_nothing_heavy() -> None:
    for arguments in (["--help"], ["solve", "--help"], ["--version"]):
        assert not loaded(*arguments) & {"pydantic", "ortools", "yaml", "constraint", "numpy"}


def test_check_and_show_load_no_solver_that_they_do_not_need() -> None:
    assert "ortools" not in loaded("show", "voorbeeld", "HEDGE")
    solved = loaded("solve", "boomgaardshoek")
    assert not solved & {"constraint", "ortools", "numpy"}
    assert {"pydantic", "yaml"} <= solved


def test_step_of_a_comparison_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tongue: str
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with watching.watched() as watched:
        later = time.monotonic() + 5
        monkeypatch.setattr(time, "monotonic", lambda: later)
        watched.progress("effects", 3, 40, None, None)
    told = {"nl": "verschillen proberen 3/40\r", "en": "trying differences 3/40\r"}[tongue]
    assert told in capsys.readouterr().err

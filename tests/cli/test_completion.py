# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tab in bash, zsh, fish and PowerShell: what is offered, and real shells take the scripts."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHELLS = ("bash", "zsh", "fish", "powershell")


def ask(**environment: str) -> str:
    """Run minkader as a shell does when somebody presses Tab."""
    run = subprocess.run(
        [sys.executable, "-c", "from minkader.cli import main; main([])"],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    assert run.stderr == ""
    return run.stdout


def offered(*words: str) -> list[str]:
    """Return what is offered for the last word of a line."""
    line = " ".join(("minkader", *words))
    told = ask(_MINKADER_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words)))
    return [entry.partition(",")[2] for entry in told.splitlines() if entry.startswith("plain,")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("so",), ["solve"]),
        (("solve", "boom"), ["boomgaardshoek"]),
        (("solve", "voorbeeld", "--scenario", "pr"), ["proef"]),
        (("solve", "voorbeeld", "--sec"), ["--second-opinion"]),
        (("show", "voorbeeld", "HE"), ["HEDGE"]),
        (("what-if", "voorbeeld", "--adopt", "c"), ["cursus"]),
        (("what-if", "voorbeeld", "--drop-interest", "st"), ["street-view"]),
        (("compare", "voorbeeld", "boom"), ["boomgaardshoek"]),
        (("compare", "voorbeeld", "--with-scenario", "p"), ["proef"]),
        (("compare", "voorbeeld", "boomgaardshoek", "--with-scenario", "m"), ["minder-uren"]),
        (("show", "there-is-none", "HE"), []),
    ],
)
def test_tab_offers_what_can_stand_there(words: tuple[str, ...], expected: list[str]) -> None:
    assert offered(*words) == expected


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_its_script(shell: str) -> None:
    script = ask(_MINKADER_COMPLETE=f"{shell}_source")
    assert f"{shell}_complete" in script


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_real_shell_takes_its_script(shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{shell} is missing: .ci/run installs it")
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / f"complete.{shell}"
    script.write_text(ask(_MINKADER_COMPLETE=f"{shell}_source"), encoding="utf-8")
    checks = {
        "bash": ["--norc", "-n"],
        "zsh": ["-f", "-n"],
        "fish": ["--no-config", "--no-execute"],
    }
    run = subprocess.run(
        [program, *checks[shell], str(script)], capture_output=True, check=False, text=True
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_bash_completes_a_line_for_real(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    folder = tmp_path / "bin"
    folder.mkdir()
    started = folder / "minkader"
    started.write_text(f'#!/bin/sh\nexec {sys.executable} -m minkader "$@"\n', encoding="utf-8")
    started.chmod(0o755)
    script = ask(_MINKADER_COMPLETE="bash_source")
    line = (
        f"{script}\nCOMP_WORDS=(minkader solve voorb) COMP_CWORD=2\n"
        "_minkader_completion minkader\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
    )
    run = subprocess.run(
        [bash, "--norc", "-c", line],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
    )
    assert "voorbeeld" in run.stdout.split(), run.stderr

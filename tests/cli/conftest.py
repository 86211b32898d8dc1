# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run the command line: in this process (fast), or as a process of its own."""

import gc
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from minkader.cli import main
from minkader.words import language

BROKEN = "minkader: 1\nid: x\ntitle: X\nrules:\n- {id: A, title: A, form: permt, nope: 1}\n"


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 (a document)
        """Read what was said as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run a command in this process; it must end by itself, without a traceback."""

    def ran(*arguments: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, out, err)

    yield ran
    gc.enable()
    language.choose(None)


@pytest.fixture
def spoken(run: Run) -> Run:
    """Run a command line as it is written, in Dutch unless it says otherwise."""

    def ran(line: str) -> Ran:
        arguments = shlex.split(line)
        return run(*arguments, *([] if "--lang" in arguments else ["--lang", "nl"]))

    return ran


@pytest.fixture(params=language.LANGUAGES)
def tongue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test in Dutch and in English, as the environment says."""
    monkeypatch.setenv("MINKADER_LANG", request.param)
    return str(request.param)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a file with two errors."""
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def process(
    *arguments: str, cwd: Path | None = None, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run minkader as a process of its own, in Dutch unless the environment says otherwise."""
    return subprocess.run(
        [sys.executable, "-m", "minkader", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        input=stdin,
        env=environment_of(**environment),
        timeout=60,
    )


def environment_of(**environment: str) -> dict[str, str]:
    """Return the environment of a process: ours, without what would decide language or width."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    for name in ("LANG", "COLUMNS", "MINKADER_LANG"):
        ours.pop(name, None)
    return {**ours, "MINKADER_LANG": "nl", **environment}

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run every check of the house: `python -m tests`. People and `.ci/run` share this one command."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
FULL: Final = ("ruleset/*", "decision/*", "solver/*", "problem/*", "second/*")
"""The rooms whose every branch is tested."""
TWO: Final = ("-n", "auto", "--maxprocesses", "2")
"""Two processes where there are two cores: about half of the time. More only get in the way."""
FLOOR: Final = 90
"""The share of branches that the rest keeps to, in percent."""


Check = tuple[str, list[str]]
"""A name, and the command."""
PYTHON: Final = [sys.executable, "-m"]


def static() -> list[Check]:
    """List the checks that read the code and run nothing of it."""
    layers = "from importlinter.cli import lint_imports_command as c; c()"
    return [
        ("format", [*PYTHON, "ruff", "format", "--check", "--quiet", "."]),
        ("lint", [*PYTHON, "ruff", "check", "--quiet", "."]),
        ("types", [*PYTHON, "mypy"]),
        ("layers", [sys.executable, "-c", layers]),
        ("licences", [*PYTHON, "reuse", "lint", "--quiet"]),
    ]


def tests() -> list[Check]:
    """List what runs the code: the tests, and what they covered."""
    full = ",".join(f"*/minkader/{room}" for room in FULL)
    report = [*PYTHON, "coverage", "report"]
    return [
        ("tests", [*PYTHON, "pytest", *TWO, "--cov", "--cov-report=", "-q", *sys.argv[1:]]),
        ("coverage", [*report, f"--fail-under={FLOOR}", "--skip-covered"]),
        ("full", [*report, "--fail-under=100", f"--include={full}", "-m"]),
    ]


def kept(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command, and keep what it says until it is its turn on the screen."""
    return subprocess.run(
        command, cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def main() -> int:
    """Run every check: the static ones beside the tests, and after them on the screen."""
    failed = []
    with ThreadPoolExecutor(max_workers=1) as beside:
        read = [(name, beside.submit(kept, command)) for name, command in static()]
        for name, command in tests():
            print(f"== {name}", flush=True)  # noqa: T201 (this is a command)
            if subprocess.run(command, cwd=ROOT, check=False).returncode:
                failed.append(name)
        for name, running in read:
            ended = running.result()
            print(f"== {name}", ended.stdout, sep="\n", end="", flush=True)  # noqa: T201
            if ended.returncode:
                failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

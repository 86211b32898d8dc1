# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run every check of the house: `python -m tests`. People and `.ci/run` share this one command."""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
FULL: Final = ("ruleset/*", "decision/*", "solver/*", "problem/*", "second/*")
"""The rooms whose every branch is tested."""
TWO: Final = ("-n", "auto", "--maxprocesses", "2")
"""Two processes where there are two cores: about half of the time. More only get in the way."""
FLOOR: Final = 90
"""The share of branches that the rest keeps to, in percent."""


def steps() -> list[tuple[str, list[str]]]:
    """List the checks: a name, and the command."""
    python = [sys.executable, "-m"]
    full = ",".join(f"*/minkader/{room}" for room in FULL)
    return [
        ("format", [*python, "ruff", "format", "--check", "--quiet", "."]),
        ("lint", [*python, "ruff", "check", "--quiet", "."]),
        ("types", [*python, "mypy"]),
        (
            "layers",
            [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        ),
        ("licences", [*python, "reuse", "lint", "--quiet"]),
        ("tests", [*python, "pytest", *TWO, "--cov", "--cov-report=", "-q", *sys.argv[1:]]),
        ("coverage", [*python, "coverage", "report", f"--fail-under={FLOOR}", "--skip-covered"]),
        ("full", [*python, "coverage", "report", "--fail-under=100", f"--include={full}", "-m"]),
    ]


def main() -> int:
    """Run the checks one after the other; the tests come last on the screen."""
    failed = []
    for name, command in steps():
        print(f"== {name}", flush=True)  # noqa: T201 (this is a command)
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

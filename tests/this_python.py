# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Check what depends on the Python that runs this: `python3.13 -m tests.this_python`.

Both commands of the README, each in an environment of its own that is thrown away: the first as
it stands, and of the second the types, the layers and a core of the tests.
"""

import os
import platform
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
CORE: Final = (
    "tests/formats", "tests/ruleset", "tests/words", "tests/render", "tests/cli/test_answers.py",
    "tests/cli/test_question_list.py", "tests/questions/solve/test_solve.py",
    "tests/solver/test_cpsat.py", "tests/solver/search/test_exact.py", "tests/test_api.py",
    "tests/test_second.py", "tests/test_verify_reading.py",
)  # fmt: skip
"""The tests that meet the interpreter and every library: files, processes, numbers, words."""
QUIET: Final = ("-q", "--disable-pip-version-check")


def steps(folder: Path) -> Iterator[tuple[str, list[str | Path]]]:
    """List the checks: a name, and the command."""
    use, test = (folder / name / _BIN for name in ("use", "test"))
    pip = ["-m", "pip", "install", *QUIET]
    yield "install", [use / "python", *pip, ROOT]
    yield "use", [use / "minkader", "solve", "boomgaardshoek"]
    yield "install [dev]", [test / "python", *pip, "-e", ".[dev]", "-c", "constraints.txt"]
    yield "types", [test / "python", "-m", "mypy", "--cache-dir", folder / "types"]
    layers = "from importlinter.cli import lint_imports_command as c; c()"
    yield "layers", [test / "python", "-c", layers]
    yield "tests", [test / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", *CORE]


_BIN: Final = "Scripts" if os.name == "nt" else "bin"


def main() -> int:
    """Run the checks one after the other, and stop at the first that fails."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in ("use", "test"):
            venv.create(folder / name, with_pip=True)
        for name, command in steps(folder):
            print(f"== {platform.python_version()}: {name}", flush=True)  # noqa: T201
            if subprocess.run(command, cwd=ROOT, check=False).returncode:
                print(f"== {platform.python_version()}: {name} failed")  # noqa: T201
                return 1
    print(f"== {platform.python_version()}: all hold")  # noqa: T201 (this is a command)
    return 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the tests find shared material (contract, real data); nothing of it is copied here."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared(name: str) -> Path:
    """Return the path of a shared file or folder.

    Where there is none the test is skipped, and fails in CI: there it must be.
    """
    folder = Path(os.environ.get("MINKADER_SHARED", str(ROOT.parent / "shared")))
    path = folder / name
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is missing (MINKADER_SHARED)")
        pytest.skip(f"{path} is missing (MINKADER_SHARED)")
    return path


def lines(name: str) -> Iterator[Any]:
    """Read a shared file with one JSON document a line."""
    with shared(name).open(encoding="utf-8") as file:
        yield from map(json.loads, file)

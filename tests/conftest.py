# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How tests run: the profiles of Hypothesis, `--refresh` for golden files, and the language.

How deep they look is in tests/depth.py.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from minkader.words import language
from tests.depth import PROFILE

settings.register_profile("quick", deadline=None, max_examples=20)
settings.register_profile("deep", deadline=None, max_examples=150, derandomize=True)
settings.load_profile(PROFILE)


Golden = Callable[[Path, str], str]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes golden files anew; git shows what changed."""
    parser.addoption("--refresh", action="store_true", help="write golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Read a golden file, to hold a text against; with `--refresh` write that file anew."""

    def held(path: Path, text: str) -> str:
        if request.config.getoption("--refresh"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return path.read_text(encoding="utf-8")

    return held


@pytest.fixture
def dutch() -> Iterator[str]:
    """Speak Dutch, whatever the machine speaks."""
    yield from _spoken("nl")


def _spoken(tongue: str) -> Iterator[str]:
    # As where somebody lives, so that commands to paste need no --lang.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINKADER_LANG", tongue)
        language.choose(tongue)
        yield tongue
        language.choose(None)


@pytest.fixture(params=language.LANGUAGES)
def tongue(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run a test in Dutch and in English."""
    yield from _spoken(request.param)

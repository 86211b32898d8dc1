# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as a terminal shows them, for the tests of every room."""

import importlib
from typing import Any

from minkader.render import terminal
from minkader.ruleset.nouns import RuleSet
from minkader.words.telling import Telling


def text_of(
    answer: Any,  # noqa: ANN401 (the answer to any question)
    rules: RuleSet,
    named: str | tuple[str, str | None] = "x",
    width: int = 80,
    **how: Any,  # noqa: ANN401 (what a telling holds besides)
) -> str:
    """Return an answer as a terminal of so many columns shows it."""
    words = importlib.import_module(f"minkader.words.{answer.question}")
    return terminal.render(words.view(answer, Telling(rules, named, **how)), width=width)

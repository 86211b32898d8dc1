# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A time limit is of the whole question: questions of several solves share it out."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

import minkader as mk
from minkader.questions import compare, scenarios, solve, what_if
from minkader.questions.compare.documents import plain

LIMIT = 600.0


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """List the time limit of every solve that a question makes."""
    found: list[float] = []
    solved = solve.solve

    def heard(*about: Any, **flags: Any) -> mk.Framework:  # noqa: ANN401 (of solve)
        found.append(flags["time_limit"])
        return solved(*about, **flags)

    for module in (compare, sys.modules["minkader.questions.compare.effects"], scenarios, what_if):
        monkeypatch.setattr(module, "solve", heard)
    return found


def _compare(rules: mk.RuleSet) -> object:
    made = plain(rules.document)
    made["groups"]["vereniging"]["capacity"] = 10
    made["rules"][0]["weight"] = 3
    return mk.compare(rules, mk.load(made), time_limit=LIMIT)


def _what_if(rules: mk.RuleSet) -> object:
    return mk.what_if(rules, release=["HEDGE"], time_limit=LIMIT)


def _scenarios(rules: mk.RuleSet) -> object:
    return mk.scenarios(rules, time_limit=LIMIT)


@pytest.mark.parametrize(
    ("asked", "solves"), [(_compare, 2 + 2), (_what_if, 2), (_scenarios, 1 + 2)]
)
def test_solves_of_one_question_share_its_time_limit(
    limits: list[float], asked: Callable[[mk.RuleSet], object], solves: int
) -> None:
    """Protects who waits: a minute is a minute, however many frameworks it takes."""
    asked(mk.load("voorbeeld"))
    assert limits == [LIMIT / solves] * solves

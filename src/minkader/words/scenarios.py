# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `scenarios` in words: one table, with the difference from the base."""

import shlex
from collections.abc import Iterator
from typing import Final

from minkader.questions.answering.answers import Framework
from minkader.questions.scenarios import ScenarioAnswer, Scenarios
from minkader.ruleset.nouns import RuleSet
from minkader.words import closing, terms
from minkader.words.difference import MARKS, signed
from minkader.words.further import further
from minkader.words.language import Pair, number, say, spoken
from minkader.words.layout import columns, shortened, wrapped

_HEAD: Final[Pair] = ("{title} · alle scenario's", "{title} · all scenarios")
_NOW: Final[Pair] = ("(nu)", "(now)")
_NAME: Final[Pair] = ("scenario", "scenario")
_NONE: Final[Pair] = ("geen kader", "no framework")
_NOT_PROVEN: Final[Pair] = (
    "Niet bewezen, want gestopt: {names}.",
    "Not proven, for they were stopped: {names}.",
)
_LEGEND: Final[Pair] = (
    "+ komt terug · - gaat weg · ~ wordt anders",
    "+ comes back · - goes · ~ is held otherwise",
)
_NO_SCENARIOS: Final[Pair] = (
    "Dit bestand noemt geen scenario's.",
    "This file names no scenarios.",
)
_LEAST: Final = 9
"""Columns for a number and its change, at least."""


def text(answer: Scenarios, ruleset: RuleSet, named: str, width: int = 80) -> str:
    """Say every scenario in one table, and under it which rules change."""
    title = spoken(ruleset.title.in_languages)
    lines = [*wrapped(say(_HEAD, title=title), width, "", "  "), ""]
    tiers = [tier.tier for tier in answer.base.objectives]
    base = answer.base.input.scenario
    first = base or say(_NOW)
    rows = [[say(_NAME), *(terms.term(terms.TIERS, tier) for tier in tiers)]]
    rows.append([first, *_values(answer.base)])
    rows += [
        [scenario.name, *_changed(scenario, answer.base)]
        for scenario in answer.scenarios
        if scenario.name != base
    ]
    lines += [*_table(rows, width), ""]
    moves = [line for scenario in answer.scenarios for line in _moves(scenario, width)]
    if moves:
        lines += wrapped(say(_LEGEND), width, "  ", "  ")
        lines += moves
    if not answer.scenarios:
        lines.append(say(_NO_SCENARIOS))
    lines += closing.short(answer.base, width)
    unsure = [one.name for one in answer.scenarios if one.answer.status == "not_proven"]
    if unsure:
        lines += wrapped(say(_NOT_PROVEN, names=", ".join(unsure)), width)
    if answer.scenarios:
        first = answer.scenarios[0].name
        lines += further(named, f"what-if {shlex.quote(named)} --scenario {first}")
    return "\n".join(lines) + "\n"


def _table(rows: list[list[str]], width: int) -> Iterator[str]:
    """Lay out rows: the name in front, or above where numbers would not fit beside it."""
    longest = max(len(row[0]) for row in rows)
    fits = [max(_LEAST, *(len(cell) for cell in cells)) for cells in zip(*rows, strict=True)][1:]
    if 2 + longest + sum(fit + 2 for fit in fits) <= width:
        for row in rows:
            yield "  " + columns([row[0], *_right(row[1:], fits)], [longest, *fits])
        return
    narrow = max(_LEAST, min(max(fits), (width - 2) // len(fits) - 2))
    widths = [narrow] * len(fits)
    for row in rows:
        yield f"  {shortened(row[0], width - 2)}"
        yield "    " + columns(_right(row[1:], widths), widths)


def _right(cells: list[str], widths: list[int]) -> list[str]:
    return [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]


def _values(answer: Framework) -> list[str]:
    if answer.status == "infeasible":
        return [say(_NONE)] + [""] * (len(answer.objectives) - 1)
    values = [tier.value for tier in answer.objectives]
    return ["?" if v is None else number(v) for v in values]


def _changed(scenario: ScenarioAnswer, base: Framework) -> list[str]:
    if scenario.answer.rules is None:
        return [say(_NONE)] + [""] * (len(base.objectives) - 1)
    cells = []
    for tier, before in zip(scenario.answer.objectives, base.objectives, strict=True):
        told = "?" if tier.value is None else number(tier.value)
        if tier.value is not None and before.value is not None and tier.value != before.value:
            told = f"{told} ({signed(tier.value - before.value)})"
        cells.append(told)
    return cells


def _moves(scenario: ScenarioAnswer, width: int) -> list[str]:
    moved = [f"{MARKS[one.move]}{one.id}" for one in scenario.differences]
    if not moved:
        return []
    return wrapped(f"{scenario.name}: {', '.join(moved)}", width, "  ", "    ")

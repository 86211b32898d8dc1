# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `scenarios` in words: one table, with the difference from the base."""

from typing import Final

from minkader.questions.answers import Framework
from minkader.questions.scenarios import ScenarioAnswer, Scenarios
from minkader.ruleset.nouns import RuleSet
from minkader.words import closing, terms
from minkader.words.difference import MARKS, signed
from minkader.words.language import Pair, number, say, spoken
from minkader.words.layout import columns, wrapped

_HEAD: Final[Pair] = ("{title} · alle scenario's", "{title} · all scenarios")
_NOW: Final[Pair] = ("(nu)", "(now)")
_NAME: Final[Pair] = ("scenario", "scenario")
_NONE: Final[Pair] = ("geen kader", "no framework")
_NO_SCENARIOS: Final[Pair] = (
    "Dit bestand noemt geen scenario's.",
    "This file names no scenarios.",
)
_NUMBER_WIDTH: Final = 12


def text(answer: Scenarios, ruleset: RuleSet, named: str, width: int = 80) -> str:
    """Say every scenario in one table, and under it which rules change."""
    title = spoken(ruleset.title.model_dump(exclude_none=True))
    lines = [say(_HEAD, title=title), ""]
    tiers = [tier.tier for tier in answer.base.objectives]
    base = answer.base.input.scenario
    first = base or say(_NOW)
    longest = max(len(name) for name in (first, *(s.name for s in answer.scenarios), "scenario"))
    widths = [longest, *(_NUMBER_WIDTH for _ in tiers)]
    heads = [say(_NAME), *(terms.term(terms.TIERS, tier).rjust(_NUMBER_WIDTH) for tier in tiers)]
    lines.append("  " + columns(heads, widths))
    lines.append("  " + columns([first, *_values(answer.base)], widths))
    for scenario in answer.scenarios:
        if scenario.name != base:
            cells = [scenario.name, *_changed(scenario, answer.base)]
            lines.append("  " + columns(cells, widths))
    lines.append("")
    for scenario in answer.scenarios:
        lines += _moves(scenario, width)
    if not answer.scenarios:
        lines.append(say(_NO_SCENARIOS))
    lines += closing.short(answer.base, width)
    if answer.scenarios:
        lines += [
            say(closing.NEXT),
            f"  minkader what-if {named} --scenario {answer.scenarios[0].name}",
        ]
    return "\n".join(lines) + "\n"


def _values(answer: Framework) -> list[str]:
    values = [tier.value for tier in answer.objectives]
    return ["?" if v is None else number(v).rjust(_NUMBER_WIDTH) for v in values]


def _changed(scenario: ScenarioAnswer, base: Framework) -> list[str]:
    if scenario.answer.rules is None:
        return [say(_NONE).rjust(_NUMBER_WIDTH)] + [""] * (len(base.objectives) - 1)
    cells = []
    for tier, before in zip(scenario.answer.objectives, base.objectives, strict=True):
        told = "?" if tier.value is None else number(tier.value)
        if tier.value is not None and before.value is not None and tier.value != before.value:
            told = f"{told} ({signed(tier.value - before.value)})"
        cells.append(told.rjust(_NUMBER_WIDTH))
    return cells


def _moves(scenario: ScenarioAnswer, width: int) -> list[str]:
    moved = [f"{MARKS[one.move]}{one.id}" for one in scenario.differences]
    if not moved:
        return []
    return wrapped(f"{scenario.name}: {', '.join(moved)}", width, "  ", "    ")

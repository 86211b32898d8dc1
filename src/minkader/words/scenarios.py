# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `scenarios` in words: one table, with the difference from the base."""

import shlex
from collections.abc import Iterator
from typing import Final

from minkader.questions.answering.answers import Framework
from minkader.questions.scenarios import ScenarioAnswer, Scenarios
from minkader.words import closing, terms
from minkader.words.difference import MARKS, signed
from minkader.words.further import ask_next
from minkader.words.language import Pair, number, say, spoken
from minkader.words.telling import Telling
from minkader.words.view import (
    Block,
    Cell,
    Column,
    Entry,
    FlatTable,
    Grid,
    Item,
    NumberCell,
    Paragraph,
    Section,
    TextCell,
    View,
)

_HEAD: Final[Pair] = ("{title} · alle scenario's", "{title} · all scenarios")
_NOW: Final[Pair] = ("(nu)", "(now)")
_NAME: Final[Pair] = ("scenario", "scenario")
_OUTCOME: Final[Pair] = ("uitkomst", "outcome")
_NONE: Final[Pair] = ("geen kader", "no framework")
_NOT_PROVEN: Final[Pair] = (
    "Niet bewezen, want het zoeken is eerder gestopt: {names}.",
    "Not proven, because the search was stopped early: {names}.",
)
_LEGEND: Final[Pair] = (
    "+ komt terug · - gaat weg · ~ wordt anders",
    "+ comes back · - goes · ~ is held differently",
)
_NO_SCENARIOS: Final[Pair] = (
    "Dit bestand noemt geen scenario's.",
    "This file names no scenarios.",
)
_LEAST: Final = 9
"""Columns for a number and its change, at least."""


def view(answer: Scenarios, told: Telling) -> View:
    """Return every scenario in one table, and under it which rules change."""
    first = answer.scenarios[0].name if answer.scenarios else ""
    question = f"what-if {shlex.quote(told.name)} --scenario {first}"
    return View(
        title=say(_HEAD, title=spoken(told.ruleset.title.in_languages)),
        sections=[Section([_grid(answer)]), Section(list(_below(answer)))],
        next=ask_next(told.name, question) if first else (),
        table=_table(answer),
    )


def _tiers(answer: Scenarios) -> list[str]:
    return [terms.term(terms.TIERS, tier.tier) for tier in answer.base.objectives]


def _grid(answer: Scenarios) -> Grid:
    base = answer.base.input.scenario
    rows = [Entry([TextCell(base or say(_NOW)), *_values(answer.base)])]
    rows += [
        Entry([TextCell(scenario.name), *_changed(scenario, answer.base)])
        for scenario in answer.scenarios
        if scenario.name != base
    ]
    numbers = [Column(tier, least=_LEAST, right=True) for tier in _tiers(answer)]
    return Grid([Column(say(_NAME), fit="above"), *numbers], rows, heads=True)


def _below(answer: Scenarios) -> Iterator[Block]:
    moves = [Item(told, hang=4) for told in map(_moves, answer.scenarios) if told]
    if moves:
        yield from (Item(say(_LEGEND)), *moves)
    if not answer.scenarios:
        yield Paragraph(say(_NO_SCENARIOS))
    yield from closing.sure(answer.base).blocks
    unsure = [one.name for one in answer.scenarios if one.answer.status == "not_proven"]
    if unsure:
        yield Paragraph(say(_NOT_PROVEN, names=", ".join(unsure)))


def _values(answer: Framework) -> list[Cell]:
    if answer.status == "infeasible":
        return _none(answer)
    return [_value(tier.value) for tier in answer.objectives]


def _none(base: Framework) -> list[Cell]:
    return [TextCell(say(_NONE)), *([TextCell("")] * (len(base.objectives) - 1))]


def _value(value: int | None, change: str = "") -> Cell:
    return TextCell("?") if value is None else NumberCell(value, number(value) + change)


def _changed(scenario: ScenarioAnswer, base: Framework) -> list[Cell]:
    if scenario.answer.rules is None:
        return _none(base)
    cells = []
    for tier, before in zip(scenario.answer.objectives, base.objectives, strict=True):
        known = tier.value is not None and before.value is not None
        rise = (tier.value or 0) - (before.value or 0) if known else 0
        cells.append(_value(tier.value, f" ({signed(rise)})" if rise else ""))
    return cells


def _moves(scenario: ScenarioAnswer) -> str:
    moved = [f"{MARKS[one.move]}{one.id}" for one in scenario.differences]
    return f"{scenario.name}: {', '.join(moved)}" if moved else ""


def _table(answer: Scenarios) -> FlatTable:
    """Return one row a scenario, the base first."""
    heads = [say(_NAME), say(_OUTCOME), *_tiers(answer)]
    each = [(answer.base.input.scenario or "", answer.base)]
    each += [(scenario.name, scenario.answer) for scenario in answer.scenarios]
    return FlatTable(heads, [_row(name, framework) for name, framework in each])


def _row(name: str, answer: Framework) -> list[Cell]:
    outcome = TextCell(terms.term(terms.STATUSES, answer.status))
    values = [
        TextCell("") if tier.value is None else _value(tier.value) for tier in answer.objectives
    ]
    return [TextCell(name), outcome, *values]

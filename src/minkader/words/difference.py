# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Differences between frameworks in words: `+` comes back, `-` goes, `~` is held otherwise."""

from collections.abc import Sequence
from typing import Final

from minkader.questions.answering.difference import Held, RuleDifference, Total
from minkader.ruleset.nouns import RuleSet
from minkader.words import terms
from minkader.words.language import Pair, number, say, spoken
from minkader.words.reasons import Reasoner
from minkader.words.view import (
    Cell,
    ChangeCell,
    Column,
    Entry,
    FlatTable,
    FormCell,
    Grid,
    Item,
    RuleCell,
    TextCell,
)

MARKS: Final = {"back": "+", "away": "-", "other": "~"}
SAME: Final[Pair] = ("Er verandert niets.", "Nothing changes.")
_NO_MORE: Final[Pair] = ("hield het eerst tegen: {why}", "this stood in the way before: {why}")
_TOGETHER: Final[Pair] = ("Samen: {totals}", "Together: {totals}")
_COUNTS: Final[dict[str, Pair]] = {
    "kept": ("{n} gehouden", "{n} kept"),
    "delegated": ("{n} overgedragen", "{n} handed over"),
    "released": ("{n} losgelaten", "{n} released"),
}
_KEPT: Final[Pair] = ("houden ({form})", "keep ({form})")
_COLUMNS: Final[tuple[Pair, ...]] = (
    ("regel", "rule"),
    ("was", "was"),
    ("wordt", "becomes"),
    ("waarom", "why"),
)
_TITLE: Final[Pair] = ("titel", "title")
_TITLE_WIDTH: Final = 28


def told(differences: Sequence[RuleDifference], ruleset: RuleSet) -> Grid | Item:
    """Return every rule that changed, with its reason under it; or that nothing changes."""
    if not differences:
        return Item(say(SAME))
    reasoner = Reasoner(ruleset)
    rule, was, becomes, _ = _heads()
    columns = (
        Column(rule),
        Column(say(_TITLE), fit="rest", most=_TITLE_WIDTH),
        Column(f"{was} → {becomes}", fit="below"),
    )
    return Grid(columns, [_entry(difference, reasoner) for difference in differences])


def _entry(difference: RuleDifference, reasoner: Reasoner) -> Entry:
    title = TextCell(spoken(reasoner.rules[difference.id].title.in_languages))
    change = ChangeCell(held_cell(difference.from_), held_cell(difference.to))
    reason = why(difference, reasoner)
    return Entry(
        (RuleCell(difference.id), title, change),
        mark=MARKS[difference.move],
        under=[Item(reason)] if reason else [],
    )


def table(differences: Sequence[RuleDifference], ruleset: RuleSet) -> FlatTable:
    """Return one row a rule that is held differently."""
    reasoner = Reasoner(ruleset)
    rows: list[Sequence[Cell]] = [
        [
            RuleCell(one.id),
            held_cell(one.from_),
            held_cell(one.to),
            TextCell(why(one, reasoner)),
        ]
        for one in differences
    ]
    return FlatTable(_heads(), rows)


def _heads() -> list[str]:
    return [say(pair) for pair in _COLUMNS]


def why(difference: RuleDifference, reasoner: Reasoner) -> str:
    """Say why a rule comes back, or what stood in the way of one that goes."""
    each = [reasoner.because(difference.id, because) for because in difference.because]
    reasons = "; ".join(dict.fromkeys(each))
    return say(_NO_MORE, why=reasons) if reasons and difference.move == "away" else reasons


def held(how: Held) -> str:
    """Say how a rule is held: kept with its form, or the form that replaced it."""
    if how.decision == "kept":
        return say(_KEPT, form=terms.form(how.form))
    if how.form is None:
        return terms.term(terms.DECISIONS, how.decision)
    return terms.form(how.form)


def held_cell(how: Held) -> FormCell:
    """Return how a rule is held as a cell, with the form that it has."""
    return FormCell(how.form, held(how))


def summed(totals: Sequence[Total]) -> Item:
    """Return the totals: counts with their change, tiers before and after."""
    each = [_total(total) for total in totals if total.name in _COUNTS]
    each += [_total(total) for total in totals if _told_tier(total)]
    return Item(say(_TOGETHER, totals=" · ".join(each)), depth=0)


def _told_tier(total: Total) -> bool:
    return total.name not in (*_COUNTS, "tier.kept") and total.before != total.after


def _total(total: Total) -> str:
    if total.name in _COUNTS:
        after = total.after if total.after is not None else 0
        counted = say(_COUNTS[total.name], n=after)
        if total.before is None or total.before == after:
            return counted
        return f"{counted} ({signed(after - total.before)})"
    name = terms.term(terms.TIERS, total.name.removeprefix("tier."))
    return f"{name} {_amount(total.before)} → {_amount(total.after)}"


def _amount(value: int | None) -> str:
    return "?" if value is None else number(value)


def signed(value: int) -> str:
    """Write a change with its sign, a real minus."""
    return f"+{number(value)}" if value > 0 else f"−{number(-value)}"

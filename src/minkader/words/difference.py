# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Differences between frameworks in words: `+` comes back, `-` goes, `~` is held otherwise."""

from collections.abc import Iterator, Sequence
from typing import Final

from minkader.questions.answering.difference import Held, RuleDifference, Total
from minkader.ruleset.nouns import RuleSet
from minkader.words import terms
from minkader.words.language import Pair, number, say, spoken
from minkader.words.layout import columns, wrapped
from minkader.words.reasons import Reasoner

MARKS: Final = {"back": "+", "away": "-", "other": "~"}
SAME: Final[Pair] = ("Er verandert niets.", "Nothing changes.")
_NO_MORE: Final[Pair] = ("dit gold, en nu niet meer: {why}", "this held, and no more: {why}")
_TOGETHER: Final[Pair] = ("Samen: {totals}", "Together: {totals}")
_COUNTS: Final[dict[str, Pair]] = {
    "kept": ("{n} houden", "{n} kept"),
    "delegated": ("{n} overgedragen", "{n} handed over"),
    "released": ("{n} losgelaten", "{n} released"),
}
_KEPT: Final[Pair] = ("houden ({form})", "keep ({form})")
_TITLE_WIDTH: Final = 28


def lines(differences: Sequence[RuleDifference], ruleset: RuleSet, width: int) -> Iterator[str]:
    """Say every rule that changed, with its reason behind or under it."""
    if not differences:
        yield f"  {say(SAME)}"
        return
    reasoner = Reasoner(ruleset)
    rules = {rule.id: rule for rule in ruleset.rules}
    longest = max(len(difference.id) for difference in differences)
    for difference in differences:
        title = spoken(rules[difference.id].title.in_languages)
        cells = [f"{MARKS[difference.move]} {difference.id}", title]
        change = f"{held(difference.from_)} → {held(difference.to)}"
        head = columns(cells, [longest + 2, _TITLE_WIDTH]).ljust(longest + 4 + _TITLE_WIDTH)
        if len(head) + len(change) + 4 <= width:
            yield f"  {head}  {change}"
        else:
            yield f"  {columns(cells, [longest + 2, width - longest - 6])}"
            yield f"      {change}"
        yield from wrapped(why(difference, reasoner), width, "      ", "  ")


def why(difference: RuleDifference, reasoner: Reasoner) -> str:
    """Say why a rule comes back, or what stood in the way of one that goes."""
    told = [reasoner.because(difference.id, because) for because in difference.because]
    reasons = "; ".join(dict.fromkeys(told))
    return say(_NO_MORE, why=reasons) if reasons and difference.move == "away" else reasons


def held(how: Held) -> str:
    """Say how a rule is held: kept with its form, or the form that replaced it."""
    if how.decision == "kept":
        return say(_KEPT, form=terms.form(how.form))
    if how.form is None:
        return terms.term(terms.DECISIONS, how.decision)
    return terms.form(how.form)


def together(totals: Sequence[Total], width: int) -> Iterator[str]:
    """Say the totals: counts with their change, tiers before and after."""
    told = [_total(total) for total in totals if total.name in _COUNTS]
    told += [_total(total) for total in totals if _told_tier(total)]
    yield from wrapped(say(_TOGETHER, totals=" · ".join(told)), width, "", "  ")


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

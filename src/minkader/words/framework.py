# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `solve` as an officer reads it: at most as wide as the terminal."""

from collections.abc import Iterator
from typing import Final

from minkader.questions.answers import Framework, RuleAnswer
from minkader.ruleset.nouns import Rule, RuleSet
from minkader.words import closing, terms
from minkader.words.language import Pair, date, number, say, spoken
from minkader.words.layout import columns, shortened, spread, wrapped
from minkader.words.reasons import Reasoner

_WIDEST_ID: Final = 24
_FORM_WIDTH: Final = 18
_ARTICLE_WIDTH: Final = 8

_SMALLEST: Final[Pair] = ("het kleinste kader", "the smallest framework")
_BEST: Final[Pair] = ("het beste kader", "the best framework")
_FOUND: Final[Pair] = ("het beste gevonden kader", "the best framework found")
_NONE: Final[Pair] = ("er is geen kader", "there is no framework")
_ON: Final[Pair] = ("op {date}", "on {date}")
_NOW: Final[Pair] = (
    "Nu {now} {now:regel|regels} → houden {kept} · overdragen {delegated} · loslaten {released}",
    "Now {now} {now:rule|rules} → keep {kept} · hand over {delegated} · release {released}",
)
_LAPSED: Final[Pair] = (" · vervallen {n}", " · lapse {n}")
_EXTERNAL: Final[Pair] = ("({n} van een ander)", "({n} held by others)")
_HOURS: Final[Pair] = (
    "{group} {used} van {hours} uur/jaar",
    "{group} {used} of {hours} hours/year",
)
_BACK: Final[Pair] = (
    "terug na {weeks} weken bij {side} dan {threshold} {indicator} {unit} ({window})",
    "back after {weeks} weeks at {side} than {threshold} {indicator} {unit} ({window})",
)
_HEADS: Final[dict[str, Pair]] = {
    "kept": ("HOUDEN", "KEEP"),
    "delegated": ("OVERDRAGEN", "HAND OVER"),
    "released": ("LOSLATEN", "RELEASE"),
    "lapsed": ("VERVALLEN", "LAPSE"),
}


def text(answer: Framework, ruleset: RuleSet, named: str, width: int = 80) -> str:
    """Say an answer; `named` is how the officer named the rule set, for commands to paste."""
    page = _Page(answer, ruleset, width)
    lines = [*page.head()]
    if answer.status == "infeasible":
        lines += closing.infeasible(answer, page.reasoner, width)
    elif answer.rules is not None:
        lines += page.body()
    lines += closing.lines(answer, ruleset, named, width)
    return "\n".join(lines) + "\n"


class _Page:
    def __init__(self, answer: Framework, ruleset: RuleSet, width: int) -> None:
        self.answer = answer
        self.ruleset = ruleset
        self.width = width
        self.reasoner = Reasoner(ruleset)
        longest = max(len(rule.id) for rule in ruleset.rules)
        self.id_width = min(max(longest, 12), _WIDEST_ID)
        self.indent = " " * (self.id_width + 4)

    def head(self) -> Iterator[str]:
        answer = self.answer
        kept_first = answer.input.policy.order[0] == "kept"
        kinds = {
            "proven": _SMALLEST if kept_first else _BEST,
            "not_proven": _FOUND,
            "infeasible": _NONE,
        }
        title = spoken(self.ruleset.title.model_dump(exclude_none=True))
        left = f"{title} · {say(kinds[answer.status])}"
        if answer.input.scenario is not None:
            left += f" · scenario {answer.input.scenario}"
        valid_on = self.ruleset.valid_on
        yield spread(left, say(_ON, date=date(valid_on)) if valid_on else "", self.width)
        counts = answer.counts
        if counts is not None:
            now = sum(1 for rule in answer.rules or () if rule.decision != "external")
            left = say(
                _NOW,
                now=now,
                kept=counts.kept,
                delegated=counts.delegated,
                released=counts.released,
            )
            if counts.lapsed:
                left += say(_LAPSED, n=counts.lapsed)
            external = say(_EXTERNAL, n=counts.external) if counts.external else ""
            yield spread(left, external, self.width)

    def body(self) -> Iterator[str]:
        rules = {rule.id: rule for rule in self.ruleset.rules}
        for decision, head in _HEADS.items():
            chosen = [rule for rule in self.answer.rules or () if rule.decision == decision]
            if chosen:
                yield ""
                left = f"{say(head)} {number(len(chosen))}"
                hours = list(self._hours()) if decision == "delegated" else []
                yield spread(left, hours[0] if len(hours) == 1 else "", self.width)
                if len(hours) > 1:
                    yield from (f"  {line}" for line in hours)
                for rule in chosen:
                    yield from self._rule(rule, rules[rule.id])

    def _hours(self) -> Iterator[str]:
        used: dict[str, int] = {}
        for rule in self.answer.rules or ():
            if rule.group is not None:
                used[rule.group] = used.get(rule.group, 0) + rule.hours_per_year
        for group, hours in used.items():
            capacity = self.answer.capacity[group]
            yield say(_HOURS, group=self.reasoner.group(group), used=hours, hours=capacity)

    def _rule(self, answer: RuleAnswer, rule: Rule) -> Iterator[str]:
        title = spoken(rule.title.model_dump(exclude_none=True))
        article = rule.source.article if rule.source and rule.source.article else ""
        form = terms.form(answer.form)
        if answer.form != answer.today:
            form = f"{terms.form(answer.today)} → {form}"
        if answer.hours_per_year:
            form += f"  {number(answer.hours_per_year)} {say(('u', 'h'))}"
        yield self._row(answer.id, title, form, article)
        for line in self.reasoner.lines(answer):
            yield from wrapped(line, self.width, self.indent, "  ")
        yield from self._back(answer)

    def _row(self, name: str, title: str, form: str, article: str) -> str:
        form_width = max(_FORM_WIDTH, len(form))
        widths = [self.id_width, 0, form_width, _ARTICLE_WIDTH]
        room = self.width - 2 - sum(widths) - 2 * 3
        if room < len(title) and not article:
            room += _ARTICLE_WIDTH + 2  # nothing stands in the last column
        widths[1] = max(room, 8)
        line = "  " + columns([name, title, form, article], widths).rstrip()
        if len(line) <= self.width:
            return line
        # A wide change of form goes on a line of its own.
        first = columns(
            [name, shortened(title, self.width - self.id_width - 16), article],
            [self.id_width, self.width - self.id_width - 6 - _ARTICLE_WIDTH, _ARTICLE_WIDTH],
        )
        return f"  {first}\n{self.indent}{form}"

    def _back(self, answer: RuleAnswer) -> Iterator[str]:
        fallback = answer.fallback
        if fallback is None:
            return
        side = ("meer", "more") if fallback.when == "above" else ("minder", "less")
        told = say(
            _BACK,
            weeks=fallback.weeks,
            side=say(side),
            threshold=fallback.threshold.replace(".", say((",", "."))),
            indicator=spoken(fallback.indicator),
            unit=spoken(fallback.unit),
            window=fallback.window,
        )
        yield from wrapped(told, self.width, self.indent, "  ")

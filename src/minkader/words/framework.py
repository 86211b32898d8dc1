# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `solve` as an officer reads it: at most as wide as the terminal."""

from collections.abc import Iterator
from typing import Final

from minkader.questions.answering.answers import Framework, RuleAnswer
from minkader.ruleset.nouns import RuleSet
from minkader.words import closing, terms
from minkader.words.fallback import back
from minkader.words.language import Pair, date, number, say, spoken
from minkader.words.layout import columns, spread, wrapped
from minkader.words.reasons import Reasoner

_WIDEST_ID: Final = 24
_NARROWEST_TITLE: Final = 24
_WIDEST_ARTICLE: Final = (8, 24)
"""Columns for an article: on 80 columns, and at most, where a terminal is wider."""
_DEEPEST_INDENT: Final = 16

_SMALLEST: Final[Pair] = ("het kleinste kader", "the smallest framework")
_BEST: Final[Pair] = ("het beste kader", "the best framework")
_FOUND: Final[Pair] = ("het beste gevonden kader", "the best framework found")
_NONE_YET: Final[Pair] = ("nog geen kader gevonden", "no framework found yet")
_NONE: Final[Pair] = ("er is geen kader", "there is no framework")
_ON: Final[Pair] = ("op {date}", "on {date}")
_NOW: Final[Pair] = (
    "Nu {now} {now:regel|regels} → houden {kept} · overdragen {delegated} · loslaten {released}",
    "Now {now} {now:rule|rules} → keep {kept} · hand over {delegated} · release {released}",
)
_LAPSED: Final[Pair] = (" · vervallen {n}", " · lapse {n}")
_EXTERNAL: Final[Pair] = ("({n} van {n:een ander|anderen})", "({n} held by others)")
_HOURS: Final[Pair] = (
    "{group} {used} van {hours} uur/jaar",
    "{group} {used} of {hours} hours/year",
)
_NO_WAY_BACK: Final[Pair] = ("zonder terugval", "without a fallback")
_CEILING: Final[Pair] = (
    "hoger recht staat hooguit {form} toe",
    "higher law allows {form} at most",
)
_UNSURE: Final[dict[str, Pair]] = {
    "proposed": (
        "Een voorstel, dus zoals vandaag: {n} (--trust-proposals beslist ze mee)",
        "A proposal, so as today: {n} (--trust-proposals decides these too)",
    ),
    "none": (
        "Nog niet ingedeeld, dus zoals vandaag: {n}",
        "Not classified yet, so as today: {n}",
    ),
}
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
        self.no_way_back = {
            name
            for finding in answer.findings
            if finding.code == "MK102"
            for name in finding.subjects
        }
        longest = max(len(rule.id) for rule in ruleset.rules)
        self.id_width = min(max(longest, 12), _WIDEST_ID)
        self.indent = " " * min(self.id_width + 4, _DEEPEST_INDENT)

    def head(self) -> Iterator[str]:
        answer = self.answer
        kept_first = answer.input.policy.order[0] == "kept"
        kinds = {
            "proven": _SMALLEST if kept_first else _BEST,
            "not_proven": _FOUND if answer.rules is not None else _NONE_YET,
            "infeasible": _NONE,
        }
        title = spoken(self.ruleset.title.in_languages)
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
        for decision, head in _HEADS.items():
            chosen = [rule for rule in self.answer.rules or () if rule.decision == decision]
            if chosen:
                yield ""
                left = f"{say(head)} {number(len(chosen))}"
                hours = list(self._hours()) if decision == "delegated" else []
                yield spread(left, hours[0] if len(hours) == 1 else "", self.width)
                if len(hours) > 1:
                    yield from (f"  {line}" for line in hours)
                yield from self._section(chosen)

    def _section(self, chosen: list[RuleAnswer]) -> Iterator[str]:
        # Rules that nobody confirmed all stay for the same reason: said once, above them.
        table = _Table(self, chosen)
        for rule in chosen:
            if not _only_unsure(rule):
                yield from table.row(rule)
                for line in (*self._ceiling(rule), *self.reasoner.lines(rule), *self._back(rule)):
                    yield from wrapped(line, self.width, self.indent, "  ")
        for classification, pair in _UNSURE.items():
            unsure = [
                rule
                for rule in chosen
                if _only_unsure(rule) and rule.classification == classification
            ]
            if unsure:
                yield from wrapped(say(pair, n=len(unsure)), self.width, "  ")
                for rule in unsure:
                    yield from table.row(rule)

    def _ceiling(self, answer: RuleAnswer) -> Iterator[str]:
        rule = self.reasoner.rules[answer.id]
        if rule.today is not rule.form and answer.form == rule.today:
            yield say(_CEILING, form=terms.form(rule.today))

    def _hours(self) -> Iterator[str]:
        used: dict[str, int] = {}
        for rule in self.answer.rules or ():
            if rule.group is not None:
                used[rule.group] = used.get(rule.group, 0) + rule.hours_per_year
        for group, hours in used.items():
            capacity = self.answer.capacity[group]
            yield say(_HOURS, group=self.reasoner.group(group), used=hours, hours=capacity)

    def _back(self, answer: RuleAnswer) -> Iterator[str]:
        fallback = answer.fallback
        if fallback is None:
            if answer.id in self.no_way_back:
                yield say(_NO_WAY_BACK)
            return
        yield back(fallback, answer.today)


def _only_unsure(rule: RuleAnswer) -> bool:
    """Tell whether a rule stays as it is for want of a confirmation, and no firmer law."""
    if rule.form != rule.today:
        return False
    by_form: dict[str | None, set[str]] = {}
    for because in rule.because:
        by_form.setdefault(because.form, set()).add(because.code)
    return bool(by_form) and all(
        codes & {"proposed", "unclassified"} and not codes & {"lock", "bandwidth"}
        for codes in by_form.values()
    )


class _Table:
    """The rows of one section, in columns that fit what stands in it."""

    def __init__(self, page: _Page, chosen: list[RuleAnswer]) -> None:
        self.page = page
        self.rules = {rule.id: rule for rule in page.ruleset.rules}
        # Columns fit the forms that did not change; a change goes on a line of its own where it
        # would leave no room for titles.
        plain = [len(_form(rule)) for rule in chosen if rule.form == rule.today]
        articles = [len(self._article(rule)) for rule in chosen]
        narrow, wide = _WIDEST_ARTICLE
        self.article = min(max(articles), max(narrow, min(wide, narrow + (page.width - 80) // 2)))
        self.form = max(plain or [len(_form(rule)) for rule in chosen])
        self.room = page.width - page.id_width - 4 - self.article - 2 * bool(self.article)
        if self.room - self.form - 2 < _NARROWEST_TITLE:
            self.form = 0

    def _article(self, rule: RuleAnswer) -> str:
        source = self.rules[rule.id].source
        return source.article if source is not None and source.article else ""

    def row(self, rule: RuleAnswer) -> Iterator[str]:
        """Lay out one rule."""
        title = spoken(self.rules[rule.id].title.in_languages)
        form = _form(rule)
        apart = len(form) > self.form
        name = rule.id
        if len(name) > self.page.id_width:  # never cut: it is what other commands are asked with
            yield f"  {name}"
            name = ""
        cells = [(name, self.page.id_width)]
        if apart:
            cells.append((title, self.room))
        else:
            cells += [(title, self.room - self.form - 2), (form, self.form)]
        cells.append((self._article(rule), self.article))
        yield "  " + columns([cell for cell, _ in cells], [width for _, width in cells])
        if apart:
            yield from wrapped(form, self.page.width, self.page.indent, "  ")


def _form(rule: RuleAnswer) -> str:
    form = terms.form(rule.form)
    if rule.form != rule.today:
        form = f"{terms.form(rule.today)} → {form}"
    if rule.hours_per_year:
        form += f"  {number(rule.hours_per_year)} {say(('u', 'h'))}"
    return form

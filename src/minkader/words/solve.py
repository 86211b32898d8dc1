# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `solve` as an officer reads it."""

import shlex
from collections.abc import Iterator, Sequence
from typing import Final

from minkader.questions.answering.answers import Framework, RuleAnswer
from minkader.ruleset.nouns import RuleSet
from minkader.words import closing, steps, terms
from minkader.words.fallback import back
from minkader.words.further import BARE, next_questions
from minkader.words.language import Pair, date, number, say, spoken
from minkader.words.reasons import Reasoner
from minkader.words.telling import Telling
from minkader.words.view import (
    Band,
    Cell,
    ChangeCell,
    Column,
    Entry,
    FlatTable,
    FormCell,
    Grid,
    Item,
    NumberCell,
    RuleCell,
    Section,
    Spread,
    TextCell,
    View,
)

_NARROWEST_ID: Final = 12
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
_COLUMNS: Final[tuple[Pair, ...]] = (
    ("regel", "rule"),
    ("titel", "title"),
    ("artikel", "article"),
    ("besluit", "decision"),
    ("vandaag", "today"),
    ("vorm", "form"),
    ("groep", "group"),
    ("uur per jaar", "hours a year"),
    ("waarom", "why"),
    ("zekerheid", "certainty"),
)


def view(answer: Framework, told: Telling) -> View:
    """Return an answer to `solve` as people read it."""
    page = _FrameworkView(answer, told.ruleset)
    sections: list[Section] = []
    if answer.status == "infeasible":
        sections += closing.no_framework(answer, page.reasoner)
    elif answer.rules is not None:
        sections += page.body()
    sections.append(closing.ending(answer, told.ruleset))
    if told.explain_steps:
        sections.append(steps.section(answer))
    valid_on = told.ruleset.valid_on
    return View(
        title=page.title(),
        aside=say(_ON, date=date(valid_on)) if valid_on else "",
        lead=list(page.counts()),
        sections=sections,
        next=list(next_questions(answer, told.ruleset, shlex.quote(told.name))),
        next_gap=told.explain_steps,
        table=page.table(),
    )


class _FrameworkView:
    """The parts of a view; the lines that say why are made once, for the screen and the table."""

    def __init__(self, answer: Framework, ruleset: RuleSet) -> None:
        self.answer = answer
        self.ruleset = ruleset
        self.reasoner = Reasoner(ruleset)
        self.reasons = {rule.id: list(self.reasoner.lines(rule)) for rule in answer.rules or ()}
        self.no_way_back = {
            name for finding in answer.findings if finding.code == BARE for name in finding.subjects
        }

    def title(self) -> str:
        answer = self.answer
        kept_first = answer.input.policy.order[0] == "kept"
        kinds = {
            "proven": _SMALLEST if kept_first else _BEST,
            "not_proven": _FOUND if answer.rules is not None else _NONE_YET,
            "infeasible": _NONE,
        }
        title = f"{spoken(self.ruleset.title.in_languages)} · {say(kinds[answer.status])}"
        scenario = answer.input.scenario
        return title if scenario is None else f"{title} · scenario {scenario}"

    def counts(self) -> Iterator[Spread]:
        counts = self.answer.counts
        if counts is None:
            return
        now = sum(1 for rule in self.answer.rules or () if rule.decision != "external")
        told = {"kept": counts.kept, "delegated": counts.delegated, "released": counts.released}
        lapsed = say(_LAPSED, n=counts.lapsed) if counts.lapsed else ""
        external = say(_EXTERNAL, n=counts.external) if counts.external else ""
        yield Spread(say(_NOW, now=now, **told) + lapsed, external)

    def body(self) -> Iterator[Section]:
        for decision, head in _HEADS.items():
            chosen = [rule for rule in self.answer.rules or () if rule.decision == decision]
            if chosen:
                hours = list(self._hours()) if decision == "delegated" else []
                alone = hours[0] if len(hours) == 1 else ""
                listed = [] if alone else [Item(line) for line in hours]
                heading = f"{say(head)} {number(len(chosen))}"
                yield Section([*listed, self._grid(chosen)], heading=heading, aside=alone)

    def _grid(self, chosen: list[RuleAnswer]) -> Grid:
        # Rules that nobody confirmed all stay for the same reason: said once, above them.
        rows: list[Entry | Band] = [
            self._entry(rule, self._under(rule)) for rule in chosen if not _only_unsure(rule)
        ]
        for classification, pair in _UNSURE.items():
            unsure = [
                rule
                for rule in chosen
                if _only_unsure(rule) and rule.classification == classification
            ]
            if unsure:
                rows.append(Band(say(pair, n=len(unsure))))
                rows += [self._entry(rule) for rule in unsure]
        longest = max(len(rule.id) for rule in self.ruleset.rules)
        wide = min(max(longest, _NARROWEST_ID), _WIDEST_ID)
        rule, title, form, article = (say(_COLUMNS[place]) for place in (0, 1, 5, 2))
        return Grid(
            columns=(
                Column(rule, fit="above", least=wide, most=wide),
                Column(title, fit="rest", least=_NARROWEST_TITLE),
                Column(form, fit="below"),
                Column(article, most=_WIDEST_ARTICLE[0], widest=_WIDEST_ARTICLE[1]),
            ),
            rows=rows,
            indent=min(wide + 4, _DEEPEST_INDENT),
        )

    def _entry(self, rule: RuleAnswer, under: Sequence[Item] = ()) -> Entry:
        title = TextCell(spoken(self.reasoner.rules[rule.id].title.in_languages))
        cells = (RuleCell(rule.id), title, _form(rule), TextCell(self._article(rule.id)))
        return Entry(cells, under=under)

    def _article(self, rule: str) -> str:
        source = self.reasoner.rules[rule].source
        return source.article if source is not None and source.article else ""

    def _under(self, answer: RuleAnswer) -> list[Item]:
        rule = self.reasoner.rules[answer.id]
        lines = list(self.reasons[answer.id])
        if rule.today is not rule.form and answer.form == rule.today:
            lines.insert(0, say(_CEILING, form=terms.form(rule.today)))
        if answer.fallback is not None:
            lines.append(back(answer.fallback, answer.today))
        elif answer.id in self.no_way_back:
            lines.append(say(_NO_WAY_BACK))
        return [Item(line) for line in lines]

    def _hours(self) -> Iterator[str]:
        used: dict[str, int] = {}
        for rule in self.answer.rules or ():
            if rule.group is not None:
                used[rule.group] = used.get(rule.group, 0) + rule.hours_per_year
        for group, hours in used.items():
            capacity = self.answer.capacity[group]
            yield say(_HOURS, group=self.reasoner.group(group), used=hours, hours=capacity)

    def table(self) -> FlatTable:
        """Return one row a rule: what is decided, in which form, and why."""
        if self.answer.rules is None:
            return closing.no_framework_table(self.answer, self.reasoner)
        sure = TextCell(closing.certainty(self.answer))
        rows = [[*self._cells(rule), sure] for rule in self.answer.rules]
        return FlatTable([say(head) for head in _COLUMNS], rows)

    def _cells(self, rule: RuleAnswer) -> list[Cell]:
        return [
            RuleCell(rule.id),
            TextCell(spoken(self.reasoner.rules[rule.id].title.in_languages)),
            TextCell(self._article(rule.id)),
            TextCell(terms.term(terms.DECISIONS, rule.decision)),
            FormCell(rule.today, terms.form(rule.today)),
            FormCell(rule.form, terms.form(rule.form)),
            TextCell(self.reasoner.group(rule.group) if rule.group else ""),
            NumberCell(rule.hours_per_year, number(rule.hours_per_year)),
            TextCell(" | ".join(self.reasons[rule.id])),
        ]


def _only_unsure(rule: RuleAnswer) -> bool:
    """Return whether a rule stays as it is for want of a confirmation, and no firmer law."""
    if rule.form != rule.today:
        return False
    by_form: dict[str | None, set[str]] = {}
    for because in rule.because:
        by_form.setdefault(because.form, set()).add(because.code)
    return bool(by_form) and all(
        codes & {"proposed", "unclassified"} and not codes & {"lock", "bandwidth"}
        for codes in by_form.values()
    )


def _form(rule: RuleAnswer) -> FormCell | ChangeCell:
    hours = f"{number(rule.hours_per_year)} {say(('u', 'h'))}" if rule.hours_per_year else ""
    form = FormCell(rule.form, terms.form(rule.form), hours)
    if rule.form == rule.today:
        return form
    return ChangeCell(FormCell(rule.today, terms.form(rule.today)), form)

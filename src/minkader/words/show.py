# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `show` in words: one rule, what it guards, and its forms."""

import shlex
from collections.abc import Iterator, Sequence
from typing import Final

from minkader.questions.show import FormShown, Shown
from minkader.ruleset.rule import Rule
from minkader.words import terms
from minkader.words.further import ask_next
from minkader.words.language import Pair, listed, number, say, spoken
from minkader.words.reasons import Reasoner
from minkader.words.telling import Telling
from minkader.words.view import (
    Block,
    Cell,
    FlatTable,
    FormCell,
    Item,
    Paragraph,
    Section,
    TextCell,
    View,
)

_IS: Final[Pair] = (
    "{kind} van {holder}, nu {form}, {classification}",
    "{kind} of {holder}, now {form}, {classification}",
)
_SOURCE: Final[Pair] = ("Bron: {citation} {article}", "Source: {citation} {article}")
_GROUNDS: Final[Pair] = ("Grond: {grounds}", "Ground: {grounds}")
_GUARDS: Final[Pair] = ("Beschermt:", "Guards:")
_TOO: Final[Pair] = ("ook door {others}", "also by {others}")
_ALONE: Final[Pair] = ("door geen andere regel", "by no other rule")
_LINKS: Final[dict[str, Pair]] = {
    "requires": ("Heeft nodig: {names}", "Requires: {names}"),
    "required_by": ("Nodig voor: {names}", "Required by: {names}"),
    "excludes": ("Gaat niet samen met: {names}", "Excludes: {names}"),
    "relaxes": ("Versoepelt: {names}", "Relaxes: {names}"),
    "relaxed_by": ("Versoepeld door: {names}", "Relaxed by: {names}"),
}
_FORMS: Final[Pair] = ("Vormen (+ kan, ! kan niet):", "Forms (+ possible, ! not possible):")
_TODAY: Final[Pair] = ("vandaag", "today")
_HOURS: Final[Pair] = ("{group}, {hours} uur/jaar", "{group}, {hours} hours/year")
_ONLY_HOURS: Final[Pair] = ("{hours} uur/jaar", "{hours} hours/year")
_KEEPS: Final[Pair] = ("beschermt dan nog: {names}", "then still guards: {names}")
_NOTHING: Final[Pair] = ("beschermt dan niets", "then guards nothing")
_SAID: Final[Pair] = ("{who}: {stance}", "{who}: {stance}")
_OPEN: Final[Pair] = ("Open norm: {norm}", "Open norm: {norm}")
_COLUMNS: Final[tuple[Pair, ...]] = (
    ("vorm", "form"),
    ("kan", "possible"),
    ("beschermt", "guards"),
    ("waarom niet", "why not"),
)


def view(shown: Shown, told: Telling) -> View:
    """Return what stands about one rule: what it guards, what it is tied to, and its forms."""
    reasoner = Reasoner(told.ruleset)
    rule = reasoner.rules[shown.id]
    named = shlex.quote(told.name)
    return View(
        title=f"{shown.id} · {spoken(rule.title.in_languages)}",
        lead=list(_lead(shown, rule)),
        sections=[
            Section(list(_guards(shown, reasoner)), heading=say(_GUARDS) if shown.guards else ""),
            Section(list(_links(shown)), gap=False),
            Section(
                [item for form in shown.forms for item in _form(shown, form, reasoner)],
                heading=say(_FORMS),
            ),
        ],
        next=ask_next(told.name, _question(shown, named)),
        next_gap=True,
        table=_table(shown, reasoner),
    )


def _question(shown: Shown, named: str) -> str:
    # What else may this rule be? Ask what that would do.
    scenario = shown.input.scenario
    base = named if scenario is None else f"{named} --scenario {scenario}"
    for form in reversed(shown.forms):
        if form.exists and not form.today:
            if form.form == "release":
                return f"what-if {base} --release {shown.id}"
            return f"what-if {base} --form {shown.id}={form.form}"
    return f"solve {base}"


def _lead(shown: Shown, rule: Rule) -> Iterator[Block]:
    told = say(
        _IS,
        kind=terms.term(terms.KINDS, shown.kind),
        holder=terms.term(terms.HOLDERS, shown.holder),
        form=terms.form(shown.today),
        classification=terms.term(terms.CLASSIFICATIONS, shown.classification),
    )
    yield Item(told)
    if rule.summary is not None:
        yield Paragraph(spoken(rule.summary.in_languages), depth=1)
    if rule.source is not None and (rule.source.citation or rule.source.article):
        citation = rule.source.citation
        said = spoken(citation.in_languages) if citation else ""
        told = say(_SOURCE, citation=said, article=rule.source.article or "")
        yield Paragraph(" ".join(told.split()), depth=1)
    if shown.grounds:
        grounds = [terms.term(terms.GROUNDS, ground) for ground in shown.grounds]
        yield Paragraph(say(_GROUNDS, grounds=listed(grounds)), depth=1)
    if rule.open_norm is not None:
        norm = spoken(rule.open_norm.in_languages)
        yield Paragraph(say(_OPEN, norm=norm), depth=1)


def _guards(shown: Shown, reasoner: Reasoner) -> Iterator[Item]:
    for guarded in shown.guards:
        ground = (
            terms.term(terms.GROUNDS, guarded.ground)
            if guarded.ground
            else terms.term(terms.CATEGORIES, guarded.category or "")
        )
        others = say(_TOO, others=listed(guarded.others)) if guarded.others else say(_ALONE)
        yield Item(f"{reasoner.interest(guarded.id)} ({ground}): {others}")


def _links(shown: Shown) -> Iterator[Item]:
    for key, pair in _LINKS.items():
        names = getattr(shown, key)
        if names:
            said = listed([terms.reference(name) for name in names])
            yield Item(say(pair, names=said), depth=0)


def _form(shown: Shown, form: FormShown, reasoner: Reasoner) -> Iterator[Item]:
    about = "; ".join(_about(shown, form, reasoner))
    told = terms.form(form.form)
    mark = "+" if form.exists else "!"
    yield Item(f"{told}: {about}" if about else told, mark=mark, hang=4)
    for because in form.missing:
        yield Item(reasoner.because(shown.id, because), depth=3)
    said = [
        say(_SAID, who=reasoner.stakeholder(who), stance=terms.term(terms.STANCES, stance))
        for who, stance in form.stances.items()
    ]
    if said:
        yield Item(", ".join(said), depth=3)


def _about(shown: Shown, form: FormShown, reasoner: Reasoner) -> Iterator[str]:
    if form.today:
        yield say(_TODAY)
    hours = number(form.hours_per_year)
    if form.group is not None:
        yield say(_HOURS, group=reasoner.group(form.group), hours=hours)
    elif form.hours_per_year:
        yield say(_ONLY_HOURS, hours=hours)
    if shown.guards and not form.today:
        kept = listed([reasoner.interest(name) for name in form.guards])
        yield say(_KEEPS, names=kept) if kept else say(_NOTHING)


def _table(shown: Shown, reasoner: Reasoner) -> FlatTable:
    """Return one row a form of the rule."""
    rows: list[Sequence[Cell]] = [
        [
            FormCell(form.form, terms.form(form.form)),
            TextCell(say(("ja", "yes") if form.exists else ("nee", "no"))),
            TextCell(", ".join(reasoner.interest(name) for name in form.guards)),
            TextCell("; ".join(reasoner.because(shown.id, one) for one in form.missing)),
        ]
        for form in shown.forms
    ]
    return FlatTable([say(head) for head in _COLUMNS], rows)

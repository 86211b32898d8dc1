# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `show` in words: one rule, what it guards, and its forms."""

import shlex
from collections.abc import Iterator
from typing import Final

from minkader.questions.show import FormShown, Shown
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.rule import Rule
from minkader.words import terms
from minkader.words.further import further
from minkader.words.language import Pair, listed, number, say, spoken
from minkader.words.layout import spread, wrapped
from minkader.words.reasons import Reasoner

_IS: Final[Pair] = (
    "{kind} van {holder}, nu {form}, {classification}",
    "{kind} of {holder}, now {form}, {classification}",
)
_SOURCE: Final[Pair] = ("Bron: {citation} {article}", "Source: {citation} {article}")
_GROUNDS: Final[Pair] = ("Grond: {grounds}", "Ground: {grounds}")
_GUARDS: Final[Pair] = ("Beschermt:", "Guards:")
_TOO: Final[Pair] = ("ook door {others}", "also by {others}")
_ALONE: Final[Pair] = ("door niemand anders", "by nobody else")
_LINKS: Final[dict[str, Pair]] = {
    "requires": ("Heeft nodig: {names}", "Requires: {names}"),
    "required_by": ("Nodig voor: {names}", "Required by: {names}"),
    "excludes": ("Gaat niet samen met: {names}", "Excludes: {names}"),
    "relaxes": ("Versoepelt: {names}", "Relaxes: {names}"),
    "relaxed_by": ("Versoepeld door: {names}", "Relaxed by: {names}"),
}
_FORMS: Final[Pair] = ("Vormen (+ kan, ! kan niet):", "Forms (+ can be, ! cannot be):")
_TODAY: Final[Pair] = ("vandaag", "today")
_HOURS: Final[Pair] = ("{group}, {hours} uur/jaar", "{group}, {hours} hours/year")
_ONLY_HOURS: Final[Pair] = ("{hours} uur/jaar", "{hours} hours/year")
_KEEPS: Final[Pair] = ("beschermt dan nog: {names}", "still guards then: {names}")
_NOTHING: Final[Pair] = ("beschermt dan niets", "guards nothing then")
_SAID: Final[Pair] = ("{who}: {stance}", "{who}: {stance}")
_OPEN: Final[Pair] = ("Open norm: {norm}", "Open norm: {norm}")


def text(shown: Shown, ruleset: RuleSet, width: int = 80, named: str | None = None) -> str:
    """Say what stands about one rule; `named` is the rule set, for a command to paste."""
    rule = next(rule for rule in ruleset.rules if rule.id == shown.id)
    reasoner = Reasoner(ruleset)
    lines = [
        *_head(shown, rule, width),
        *_guards(shown, reasoner, width),
        *_links(shown, width),
        "",
        say(_FORMS),
    ]
    for form in shown.forms:
        lines += _form(shown, form, reasoner, width)
    if named is not None:
        lines += ["", *further(named, _question(shown, shlex.quote(named)))]
    return "\n".join(lines) + "\n"


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


def _head(shown: Shown, rule: Rule, width: int) -> Iterator[str]:
    title = spoken(rule.title.in_languages)
    yield spread(f"{shown.id} · {title}", "", width)
    told = say(
        _IS,
        kind=terms.term(terms.KINDS, shown.kind),
        holder=terms.term(terms.HOLDERS, shown.holder),
        form=terms.form(shown.today),
        classification=terms.term(terms.CLASSIFICATIONS, shown.classification),
    )
    yield from wrapped(told, width, "  ", "  ")
    if rule.summary is not None:
        yield from wrapped(spoken(rule.summary.in_languages), width, "  ")
    if rule.source is not None and (rule.source.citation or rule.source.article):
        citation = rule.source.citation
        said = spoken(citation.in_languages) if citation else ""
        told = say(_SOURCE, citation=said, article=rule.source.article or "")
        yield from wrapped(" ".join(told.split()), width, "  ")
    if shown.grounds:
        grounds = [terms.term(terms.GROUNDS, ground) for ground in shown.grounds]
        yield "  " + say(_GROUNDS, grounds=listed(grounds))
    if rule.open_norm is not None:
        norm = spoken(rule.open_norm.in_languages)
        yield from wrapped(say(_OPEN, norm=norm), width, "  ")


def _guards(shown: Shown, reasoner: Reasoner, width: int) -> Iterator[str]:
    if not shown.guards:
        return
    yield ""
    yield say(_GUARDS)
    for guarded in shown.guards:
        ground = (
            terms.term(terms.GROUNDS, guarded.ground)
            if guarded.ground
            else terms.term(terms.CATEGORIES, guarded.category or "")
        )
        others = say(_TOO, others=listed(guarded.others)) if guarded.others else say(_ALONE)
        told = f"{reasoner.interest(guarded.id)} ({ground}): {others}"
        yield from wrapped(told, width, "  ", "  ")


def _links(shown: Shown, width: int) -> Iterator[str]:
    for key, pair in _LINKS.items():
        names = getattr(shown, key)
        if names:
            said = listed([terms.reference(name) for name in names])
            yield from wrapped(say(pair, names=said), width, "", "  ")


def _form(shown: Shown, form: FormShown, reasoner: Reasoner, width: int) -> Iterator[str]:
    about = [say(_TODAY)] if form.today else []
    if form.group is not None:
        hours = number(form.hours_per_year)
        about.append(say(_HOURS, group=reasoner.group(form.group), hours=hours))
    elif form.hours_per_year:
        about.append(say(_ONLY_HOURS, hours=number(form.hours_per_year)))
    if shown.guards and not form.today:
        kept = listed([reasoner.interest(name) for name in form.guards])
        about.append(say(_KEEPS, names=kept) if kept else say(_NOTHING))
    mark = "+" if form.exists else "!"
    told = f"{mark} {terms.form(form.form)}"
    yield from wrapped(f"{told}: {'; '.join(about)}" if about else told, width, "  ", "    ")
    for because in form.missing:
        yield from wrapped(reasoner.because(shown.id, because), width, "      ", "  ")
    said = [
        say(_SAID, who=reasoner.stakeholder(who), stance=terms.term(terms.STANCES, stance))
        for who, stance in form.stances.items()
    ]
    if said:
        yield from wrapped(", ".join(said), width, "      ", "  ")

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as a small page for notebooks: a heading, a table, what it rests on. No scripts."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

from minkader.questions.answering.answers import About, Framework
from minkader.questions.answering.difference import Total
from minkader.questions.check import Checked
from minkader.questions.choices.answer import Choices
from minkader.questions.compare import Compared
from minkader.questions.scenarios import Scenarios
from minkader.questions.what_if import WhatIf
from minkader.questions.why import Why
from minkader.ruleset.nouns import RuleSet
from minkader.words import choices as choices_words
from minkader.words import closing, judged, terms
from minkader.words import why as why_words
from minkader.words.difference import SAME, held
from minkader.words.faults import finding_text
from minkader.words.language import Pair, number, say, spoken
from minkader.words.reasons import Reasoner, objective
from minkader.words.why import walked

_STATUS: Final[dict[str, Pair]] = {
    "proven": ("Het kleinste kader", "The smallest framework"),
    "not_proven": ("Het beste gevonden kader", "The best framework found"),
    "infeasible": ("Er is geen kader", "There is no framework"),
}
_BEST: Final[Pair] = ("Het beste kader", "The best framework")
_COLUMNS: Final[tuple[Pair, ...]] = (
    ("regel", "rule"),
    ("titel", "title"),
    ("besluit", "decision"),
    ("vorm", "form"),
    ("waarom niet lichter", "why no lighter"),
)
_DIFFERENCES: Final[tuple[Pair, ...]] = (
    ("regel", "rule"),
    ("was", "was"),
    ("wordt", "becomes"),
    ("waarom", "why"),
)
_ONE_LINE: Final = 10_000
"""A width at which nothing is wrapped: a page wraps by itself."""
_STYLE: Final = "text-align:left;padding:0.1em 1em 0.1em 0;vertical-align:top"


def page(answer: object) -> str:
    """Give an answer as HTML; one that has no page of its own as its JSON."""
    for kind, made in _PAGES.items():
        if isinstance(answer, kind) and (kind is Checked or _ruleset(answer) is not None):
            return f'<div class="minkader">{made(answer)}</div>'
    return f"<pre>{escape(repr(answer))}</pre>"


def _ruleset(answer: object) -> RuleSet | None:
    """Find the rule set that an answer is about: for titles and reasons."""
    if isinstance(answer, About):
        return answer.ruleset
    if isinstance(answer, WhatIf | Scenarios):
        return answer.base.ruleset
    return answer.a.ruleset if isinstance(answer, Compared) else None


def _head(text: str) -> str:
    return f"<h3>{escape(text)}</h3>"


def _line(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def cells(tag: str, texts: Sequence[str]) -> str:
        return "".join(f'<{tag} style="{_STYLE}">{escape(text)}</{tag}>' for text in texts)

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f"<table><thead><tr>{cells('th', heads)}</tr></thead><tbody>{body}</tbody></table>"


def title_of(answer: Framework) -> str:
    """Say in a few words what kind of framework an answer holds."""
    if answer.status == "proven" and answer.input.policy.order[0] != "kept":
        return say(_BEST)
    return say(_STATUS[answer.status])


def _framework(answer: Framework) -> str:
    reasoner = _reasoner(answer)
    titles = {rule.id: rule.title for rule in reasoner.ruleset.rules}
    title = spoken(reasoner.ruleset.title.in_languages)
    parts = [_head(f"{title} · {title_of(answer)}")]
    if answer.rules is not None:
        parts.append(_line(", ".join(objective(t.tier, t.value) for t in answer.objectives)))
        rows = [
            [
                rule.id,
                spoken(titles[rule.id].in_languages),
                terms.term(terms.DECISIONS, rule.decision),
                _change(rule.today, rule.form),
                "; ".join(reasoner.lines(rule)),
            ]
            for rule in answer.rules
            if rule.decision != "external"
        ]
        parts.append(_table([say(pair) for pair in _COLUMNS], rows))
    if answer.clash is not None:
        told = closing.infeasible(answer, reasoner, _ONE_LINE)
        parts += [_line(line) for line in told if line]
    return "".join([*parts, _line(" ".join(closing.short(answer, _ONE_LINE)))])


def _reasoner(answer: object) -> Reasoner:
    ruleset = _ruleset(answer)
    if ruleset is None:
        raise AssertionError("a page is only made of an answer that knows its rule set")
    return Reasoner(ruleset)


def _change(today: str, form: str | None) -> str:
    if today == form:
        return terms.form(form)
    return f"{terms.form(today)} → {terms.form(form)}"


def _totals(totals: Sequence[Total]) -> str:
    rows = [
        [_total_name(total), _amount(total.before), _amount(total.after)]
        for total in totals
        if total.before != total.after
    ]
    heads = ["", say(("was", "was")), say(("wordt", "becomes"))]
    return _table(heads, rows) if rows else ""


def _total_name(total: Total) -> str:
    if total.name.startswith("tier."):
        return terms.term(terms.TIERS, total.name.removeprefix("tier."))
    return terms.term(terms.DECISIONS, total.name)


def _amount(value: int | None) -> str:
    return "?" if value is None else number(value)


def _compared(answer: Compared) -> str:
    nothing = say(("is er niet", "is not there"))
    rows = [
        [one.id, held(one.a) if one.a else nothing, held(one.b) if one.b else nothing]
        for one in answer.differences
    ]
    head = _head(f"{answer.a.input.id} → {answer.b.input.id}")
    if not rows:
        return head + _line(say(SAME))
    return head + _table([say(("regel", "rule")), "A", "B"], rows) + _totals(answer.totals)


def _checked(answer: Checked) -> str:
    findings = "".join(_line(finding_text(finding)) for finding in answer.findings)
    rows = [
        [case.file, spoken(case.title), say(("klopt", "right") if case.passed else ("nee", "no"))]
        for case in answer.cases
    ]
    heads = [say(("geval", "case")), say(("titel", "title")), ""]
    told = _head(answer.id) + _judged(answer) + findings
    return told + (_table(heads, rows) if rows else "")


def _judged(answer: Checked) -> str:
    if answer.framework is None or answer.ruleset is None:
        return ""
    return "".join(map(_line, judged.lines(answer.framework, answer.ruleset, _ONE_LINE)))


def _why(answer: Why) -> str:
    reasoner = _reasoner(answer)
    parts = [_head(answer.id), _line(why_words.verdict(answer, reasoner.ruleset))]
    if answer.reasons:
        told = [why_words.reason(answer, node, reasoner) for node, _ in walked(answer.reasons)]
        parts.append(_table([say(("waarom", "why"))], [[line] for line in told]))
    if answer.without:
        heads = [say(pair) for pair in _DIFFERENCES[:3]]
        rows = [[one.id, held(one.from_), held(one.to)] for one in answer.without]
        parts.append(_table(heads, rows))
    parts += [_line(why_words.guarded(one, reasoner)) for one in answer.guards]
    parts += [_line(f"+ {why_words.lost(loss, reasoner)}") for loss in answer.losses]
    return "".join([*parts, _line(closing.no_decision())])


def _choices(answer: Choices) -> str:
    ruleset = _reasoner(answer).ruleset
    title = spoken(ruleset.title.in_languages)
    parts = [_head(say(choices_words.HEAD, title=title))]
    if answer.minimum is None:
        return "".join([*parts, _framework(answer.answer)])
    parts.append(_line(choices_words.least(answer, ruleset)))
    titles = {rule.id: rule.title for rule in ruleset.rules}
    rows = [
        [
            rule.id,
            spoken(titles[rule.id].in_languages),
            say(choices_words.SECTIONS[rule.standing]),
            choices_words.price(rule),
        ]
        for rule in answer.rules
    ]
    heads = [say(pair) for pair in _STANDINGS]
    closed = _line(" ".join(closing.short(answer.answer, _ONE_LINE)))
    return "".join([*parts, _table(heads, rows), closed])


_STANDINGS: Final[tuple[Pair, ...]] = (
    ("regel", "rule"),
    ("titel", "title"),
    ("plaats", "standing"),
    ("anders", "otherwise"),
)
_PAGES: Final[dict[type, Callable[..., str]]] = {
    Compared: _compared,
    Checked: _checked,
    Why: _why,
    Choices: _choices,
}

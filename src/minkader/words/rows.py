# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as rows of a table, the first one naming the columns: for csv."""

from minkader.questions.answers import Framework
from minkader.questions.check import Checked
from minkader.questions.show import Shown
from minkader.ruleset.nouns import RuleSet
from minkader.words import terms
from minkader.words.faults import finding_text
from minkader.words.language import Pair, say, spoken
from minkader.words.reasons import Reasoner

Rows = list[list[str]]


def _heads(*pairs: Pair) -> list[str]:
    return [say(pair) for pair in pairs]


def framework(answer: Framework, ruleset: RuleSet) -> Rows:
    """Give one row a rule: what is decided, in which form, and why."""
    reasoner = Reasoner(ruleset)
    heads = _heads(
        ("regel", "rule"),
        ("titel", "title"),
        ("artikel", "article"),
        ("besluit", "decision"),
        ("vandaag", "today"),
        ("vorm", "form"),
        ("groep", "group"),
        ("uur per jaar", "hours a year"),
        ("waarom", "why"),
    )
    table = [heads]
    for rule, noun in zip(answer.rules or (), ruleset.rules, strict=False):
        source = noun.source
        table.append(
            [
                rule.id,
                spoken(noun.title.model_dump(exclude_none=True)),
                (source.article or "") if source else "",
                terms.term(terms.DECISIONS, rule.decision),
                terms.form(rule.today),
                terms.form(rule.form),
                reasoner.group(rule.group) if rule.group else "",
                str(rule.hours_per_year),
                " | ".join(reasoner.lines(rule)),
            ]
        )
    return table


def checked(answer: Checked) -> Rows:
    """Give one row a finding, then one a case."""
    heads = _heads(("soort", "kind"), ("naam", "name"), ("uitkomst", "outcome"))
    table = [heads]
    for finding in answer.findings:
        told = " ".join(finding_text(finding).split())
        table.append([say(("aandachtspunt", "point")), finding.code, told])
    for case in answer.cases:
        outcome = say(("klopt", "right") if case.passed else ("klopt niet", "wrong"))
        table.append([say(("geval", "case")), case.file, outcome])
    return table


def shown(answer: Shown) -> Rows:
    """Give one row a form of the rule."""
    heads = _heads(
        ("vorm", "form"), ("kan", "can"), ("beschermt", "guards"), ("waarom niet", "why not")
    )
    table = [heads]
    for form in answer.forms:
        can = say(("ja", "yes") if form.exists else ("nee", "no"))
        missing = ", ".join(because.code for because in form.missing)
        table.append([terms.form(form.form), can, ", ".join(form.guards), missing])
    return table

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as rows of a table, the first one naming the columns: for csv."""

from collections.abc import Sequence
from typing import Final

from minkader.questions.answering.answers import Framework
from minkader.questions.check import Checked
from minkader.questions.choices.answer import Choices, Way
from minkader.questions.judge import Judged
from minkader.questions.why import Why
from minkader.ruleset.nouns import RuleSet
from minkader.words import choices as choices_words
from minkader.words import closing, judged, terms
from minkader.words import why as why_words
from minkader.words.difference import held
from minkader.words.faults import finding_text
from minkader.words.language import Pair, say, spoken
from minkader.words.reasons import Reasoner

Rows = list[list[str]]


def _heads(*pairs: Pair) -> list[str]:
    return [say(pair) for pair in pairs]


def _without(answer: Framework, ruleset: RuleSet) -> Rows:
    table = [_heads(("soort", "kind"), ("uitkomst", "outcome"))]
    if answer.clash is None:
        return [*table, [say(("kader", "framework")), say(closing.NOTHING_YET)]]
    reasoner = Reasoner(ruleset)
    clash, mend = say(("botsing", "clash")), say(("wat helpt", "what helps"))
    table += [[clash, reasoner.member(m, answer.input)] for m in answer.clash.constraints]
    return table + [[mend, reasoner.mend(found)] for found in answer.mend or ()]


_SEVERITIES: Final[dict[str, Pair]] = {
    "error": ("fout", "error"),
    "warning": ("aandachtspunt", "point"),
    "note": ("opmerking", "remark"),
}


def checked(answer: Checked) -> Rows:
    """Give one row a finding, then one a case, then what became of a framework."""
    heads = _heads(("soort", "kind"), ("naam", "name"), ("uitkomst", "outcome"))
    table = [heads]
    for finding in answer.findings:
        told = " ".join(finding_text(finding).split())
        table.append([say(_SEVERITIES[finding.severity]), finding.code, told])
    for case in answer.cases:
        outcome = say(("klopt", "right") if case.passed else ("klopt niet", "wrong"))
        table.append([say(("geval", "case")), case.file, outcome])
    if answer.framework is None or answer.ruleset is None:
        return table
    return table + _judged(answer.framework, answer.ruleset)


def _judged(found: Judged, ruleset: RuleSet) -> Rows:
    name = found.file or ""
    table = [[say(("kader", "framework")), name, judged.verdict(found)]]
    told = judged.constraints(found, ruleset)
    table += [[say(("gebroken eis", "broken constraint")), name, one] for one in told]
    if found.smaller is not None:
        table.append([say(("kleiner", "smaller")), name, judged.better(found.smaller)])
    false = say(("klopt niet", "not true"))
    return table + [[false, name, judged.claim(one)] for one in found.false_claims]


def why(answer: Why, ruleset: RuleSet) -> Rows:
    """Give one row a reason, with how deep it stands, behind what is so instead or beside it."""
    reasoner = Reasoner(ruleset)
    heads = _heads(("soort", "kind"), ("regel", "rule"), ("uitkomst", "outcome"))
    heads += _heads(("diepte", "depth"), ("artikel", "article"), ("plek", "line"))
    told = [(("antwoord", "answer"), answer.id, why_words.verdict(answer, ruleset))]
    told += [
        (("anders", "otherwise"), one.id, f"{held(one.from_)} → {held(one.to)}")
        for one in answer.without or ()
    ]
    for guards in answer.guards:
        told.append((("bescherming", "guarding"), answer.id, why_words.guarded(guards, reasoner)))
    for loss in answer.losses:
        told.append((("verlies", "loss"), answer.id, why_words.lost(loss, reasoner)))
    table = [[say(kind), rule, outcome, "", "", ""] for kind, rule, outcome in told]
    for node, depth in why_words.walked(answer.reasons):
        line = "" if node.origin.line is None else str(node.origin.line)
        said = why_words.reason(answer, node, reasoner)
        reason = say(("reden", "reason"))
        table.append([reason, node.rule or "", said, str(depth), node.article or "", line])
    return [heads, *table]


def choices(answer: Choices, ruleset: RuleSet) -> Rows:
    """Give one row a rule that counts: where it stands, and the prices of both ways."""
    if answer.status == "infeasible":
        return _without(answer.answer, ruleset)
    titles = {rule.id: rule.title.in_languages for rule in ruleset.rules}
    tiers = [tier.tier for tier in answer.answer.objectives]
    table = [_heads(("regel", "rule"), ("titel", "title"), ("plaats", "standing"))]
    for head in (("houden: {tier}", "with it: {tier}"), ("weg: {tier}", "without it: {tier}")):
        table[0] += [say(head, tier=terms.term(terms.TIERS, tier)) for tier in tiers]
    for rule in answer.rules:
        prices = [*_price(rule.keep, tiers), *_price(rule.let_go, tiers)]
        standing = say(choices_words.SECTIONS[rule.standing])
        table.append([rule.id, spoken(titles[rule.id]), standing, *prices])
    return table


def _price(way: Way, tiers: Sequence[str]) -> list[str]:
    return ["" if way.price is None else str(way.price[tier]) for tier in tiers]

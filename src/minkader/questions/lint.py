# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is unwise in a rule set that can be read (`MK1xx`): findings, no errors."""

from collections.abc import Iterator, Sequence

from minkader.ruleset.findings import Finding, Path, Severity, Values, Where, shown
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.situation import Situation
from minkader.ruleset.validity import Chosen
from minkader.ruleset.vocabulary import FallbackPolicy
from minkader.ruleset.world import lacks_fallback


def lint(ruleset: RuleSet) -> tuple[Finding, ...]:
    """List what is unwise in the file itself, in the order of the file."""
    return (*_above_ceiling(ruleset), *_veto_without_basis(ruleset))


def answer_findings(situation: Situation, choices: Sequence[int] | None) -> tuple[Finding, ...]:
    """List what is unwise in an answer: of the file, and fallbacks that it does without."""
    found = list(lint(situation.ruleset))
    if choices is not None and situation.policy.fallback is FallbackPolicy.REPORTED:
        found += _without_fallback(situation, Chosen(situation, choices))
    return tuple(found)


def _at(ruleset: RuleSet, code: str, path: Path, subject: str, values: Values) -> Finding:
    line, column = ruleset.place(path) or (None, None)
    where = Where(file=ruleset.file, line=line, column=column, path=shown(path))
    return Finding(
        code=code, severity=Severity.WARNING, where=where, subjects=(subject,), values=values
    )


def _above_ceiling(ruleset: RuleSet) -> Iterator[Finding]:
    for place, rule in enumerate(ruleset.rules):
        if rule.today is not rule.form:
            values: Values = {"found": str(rule.form), "ceiling": str(rule.today)}
            yield _at(ruleset, "MK101", ("rules", place, "form"), rule.id, values)


def _veto_without_basis(ruleset: RuleSet) -> Iterator[Finding]:
    for name, stakeholder in ruleset.stakeholders.items():
        if stakeholder.may_block and stakeholder.block_basis is None:
            yield _at(ruleset, "MK103", ("stakeholders", name, "may_block"), name, {})


def _without_fallback(situation: Situation, chosen: Chosen) -> Iterator[Finding]:
    for placed in situation.rules:
        choice = chosen.at(placed.index)
        if lacks_fallback(placed.rule, choice, placed.rule.id in situation.in_sets):
            values: Values = {"form": str(choice.form)}
            path: Path = ("rules", placed.index)
            yield _at(situation.ruleset, "MK102", path, placed.rule.id, values)

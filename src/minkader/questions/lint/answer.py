# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The findings that an answer carries itself (`MK101` to `MK103`): loaded with every question."""

from collections.abc import Sequence

from minkader.decision.availability import lacks_fallback
from minkader.decision.situation import Situation
from minkader.decision.validity import Chosen
from minkader.questions.lint.sight import Findings, at
from minkader.ruleset.findings import Finding
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.vocabulary import FallbackPolicy


def answer_findings(situation: Situation, choices: Sequence[int] | None) -> tuple[Finding, ...]:
    """List what is unwise in an answer: of the file, and fallbacks that it does without."""
    ruleset = situation.ruleset
    found = [*above_ceiling(ruleset), *veto_without_basis(ruleset)]
    if choices is not None and situation.policy.fallback is FallbackPolicy.REPORTED:
        found += without_fallback(situation, Chosen(situation, choices))
    return tuple(found)


def above_ceiling(ruleset: RuleSet) -> Findings:
    """MK101: find rules whose form, as written, is heavier than their `ceiling`."""
    for place, rule in enumerate(ruleset.rules):
        if rule.today is not rule.form:
            path = ("rules", place, "form")
            yield at(ruleset, "MK101", path, rule.id, found=str(rule.form), ceiling=str(rule.today))


def without_fallback(situation: Situation, chosen: Chosen) -> Findings:
    """MK102: find rules that an answer lets go without a fallback, though they guard something."""
    for placed in situation.rules:
        choice = chosen.at(placed.index)
        if lacks_fallback(placed.rule, choice, placed.rule.id in situation.in_sets):
            path = ("rules", placed.index)
            yield at(situation.ruleset, "MK102", path, placed.rule.id, form=str(choice.form))


def veto_without_basis(ruleset: RuleSet) -> Findings:
    """MK103: find stakeholders that may block while no `block_basis` says why."""
    for name, stakeholder in ruleset.stakeholders.items():
        if stakeholder.may_block and stakeholder.block_basis is None:
            yield at(ruleset, "MK103", ("stakeholders", name, "may_block"), name)

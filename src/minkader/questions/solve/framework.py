# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Describe a framework as an answer: decisions, reasons, counts, and what it rests on."""

from collections.abc import Iterator, Sequence
from typing import Literal

from minkader.decision.options import Choice, Placed
from minkader.decision.reasons import Reasons
from minkader.decision.situation import Situation
from minkader.decision.validity import Book, Chosen, follow, tiers
from minkader.questions.answering.answers import (
    Counts,
    FallbackNamed,
    Framework,
    Objective,
    RuleAnswer,
    Today,
    decimal,
)
from minkader.questions.asking.asked import Asked
from minkader.questions.lint.answer import answer_findings
from minkader.ruleset.rule import Fallback, Rule
from minkader.ruleset.vocabulary import UNITS, Classification, Decision, Instrument, Tier


def described(  # noqa: PLR0913 (what an answer is made of, by name)
    asked: Asked,
    book: Book,
    choices: Sequence[int] | None,
    *,
    status: Literal["proven", "not_proven", "infeasible"],
    objectives: tuple[Objective, ...],
    equal: int | None,
) -> Framework:
    """Describe a framework (None: none found) as an answer."""
    situation = asked.situation
    answer = Framework(
        input=asked.input,
        status=status,
        proof=None if status == "not_proven" else "solver",
        objectives=objectives,
        rules=None,
        counts=None,
        today=Today(kept=_today(situation)),
        capacity=dict(situation.capacity),
        equal_optima=None if equal is None else decimal(equal),
        open_norms=tuple(p.rule.id for p in situation.rules if p.rule.open_norm is not None),
        findings=answer_findings(situation, choices),
    ).about(situation.ruleset)
    if choices is None:
        return answer
    chosen = Chosen(situation, choices)
    reasons = Reasons(book, choices)
    rules = tuple(_rule(placed, chosen, reasons) for placed in situation.rules)
    return answer.model_copy(
        update={
            "rules": rules,
            "counts": _counts(rules),
            "reported": _reported(situation, choices),
            "rests_on_proposals": tuple(_on_proposals(situation, chosen)),
            "rests_on_assumed": tuple(_on_assumed(situation, chosen)),
        }
    )


def _today(situation: Situation) -> int:
    choices = follow(situation, [placed.today for placed in situation.rules])
    return tiers(situation, choices)[Tier.KEPT]


def _rule(placed: Placed, chosen: Chosen, reasons: Reasons) -> RuleAnswer:
    rule, choice = placed.rule, chosen.at(placed.index)
    gone = choice.decision in (Decision.RELEASED, Decision.LAPSED)
    return RuleAnswer(
        id=rule.id,
        decision=choice.decision,
        form=None if gone else choice.form,
        today=rule.form,
        group=choice.group,
        hours_per_year=choice.hours,
        needs=choice.listed.needs if choice.listed else (),
        instrument=choice.listed.carried_by if choice.listed else None,
        fallback=_fallback(rule, choice.fallback),
        classification=placed.classification,
        because=tuple(reasons.of(placed)),
    )


def _fallback(rule: Rule, fallback: Fallback | None) -> FallbackNamed | None:
    if fallback is None:
        return None
    texts = {key: getattr(fallback, key).in_languages for key in ("indicator", "unit", "owner")}
    return FallbackNamed(
        **texts,
        threshold=format(fallback.threshold.normalize(), "f"),
        when=fallback.when,
        window=fallback.window,
        form=fallback.form or rule.today,
        weeks=fallback.weeks,
    )


def _counts(rules: Sequence[RuleAnswer]) -> Counts:
    count = dict.fromkeys(Decision, 0)
    for rule in rules:
        count[Decision(rule.decision)] += 1
    return Counts(
        kept=count[Decision.KEPT],
        delegated=count[Decision.DELEGATED],
        released=count[Decision.RELEASED],
        lapsed=count[Decision.LAPSED],
        external=count[Decision.EXTERNAL],
        still_in_plan=sum(rule.instrument == Instrument.PLAN_CONDITION for rule in rules),
    )


def _reported(situation: Situation, choices: Sequence[int]) -> tuple[Objective, ...]:
    values = tiers(situation, choices)
    return tuple(
        Objective(tier=tier, value=values[tier], bound=None, unit=UNITS[tier], proven=False)
        for tier in Tier
        if tier not in situation.policy.order
    )


def _on_proposals(situation: Situation, chosen: Chosen) -> Iterator[str]:
    # A proposed rule that moved; and one whose guarding let another rule go.
    let_go = {
        interest
        for placed in situation.rules
        if not placed.rule.external
        for interest in placed.rule.guards
        if interest not in chosen.at(placed.index).guards
    }
    for placed in situation.rules:
        if placed.classification is Classification.PROPOSED and not placed.rule.external:
            choice = chosen.at(placed.index)
            moved = not placed.rule.follows and chosen.choices[placed.index] != placed.today
            if moved or let_go & set(choice.guards):
                yield placed.rule.id


def _on_assumed(situation: Situation, chosen: Chosen) -> Iterator[str]:
    for placed in situation.rules:
        choice = chosen.at(placed.index)
        if choice.decision in (Decision.DELEGATED, Decision.RELEASED) and _assumed(
            situation, placed.rule, choice
        ):
            yield placed.rule.id


def _assumed(situation: Situation, rule: Rule, choice: Choice) -> bool:
    groups, interests = situation.ruleset.groups, situation.ruleset.interests
    return (
        rule.assumed
        or (choice.listed is not None and choice.listed.assumed)
        or (choice.group is not None and groups[choice.group].assumed)
        or any(interests[name].assumed for name in rule.guards)
    )

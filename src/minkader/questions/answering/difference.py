# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The difference between two frameworks of one rule set: what changed, why, and the totals."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from minkader.decision.options import Choice
from minkader.decision.reasons import Reason
from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import Framework, RuleAnswer


class Held(Answer):
    """How a rule is held in one framework."""

    decision: str
    form: str | None
    group: str | None


def held_as(choice: Choice) -> Held:
    """Tell how a choice holds its rule."""
    form = choice.form if choice.in_force else None
    return Held(decision=choice.decision, form=form, group=choice.group)


class RuleDifference(Answer):
    """One rule that is held differently, and why.

    `move`: `back` (kept again), `away` (kept no more), `other` (held in another way). `because`
    gives the reasons of the framework in which it is kept, for the form that it has in the other.
    """

    id: str
    move: Literal["back", "away", "other"]
    from_: Held = Field(alias="from")
    to: Held
    because: tuple[Reason, ...]


class Total(Answer):
    """One total before and after; None where there is no framework."""

    name: str
    unit: str
    before: int | None
    after: int | None


def differences(before: Framework, after: Framework) -> tuple[RuleDifference, ...]:
    """List the rules that are held differently, in the order of the file; empty without one."""
    if before.rules is None or after.rules is None:
        return ()
    return tuple(
        _difference(old, new)
        for old, new in zip(before.rules, after.rules, strict=True)
        if held_in(old) != held_in(new)
    )


def held_in(rule: RuleAnswer) -> Held:
    """Tell how an answer holds a rule."""
    return Held(decision=rule.decision, form=rule.form, group=rule.group)


def _difference(old: RuleAnswer, new: RuleAnswer) -> RuleDifference:
    was_kept, is_kept = old.decision == "kept", new.decision == "kept"
    move: Literal["back", "away", "other"] = "other"
    if was_kept != is_kept:
        move = "back" if is_kept else "away"
    heavier, lighter = (new, old) if is_kept else (old, new)
    return RuleDifference(
        id=old.id,
        move=move,
        from_=held_in(old),
        to=held_in(new),
        because=_reasons(heavier, lighter),
    )


def _reasons(heavier: RuleAnswer, lighter: RuleAnswer) -> tuple[Reason, ...]:
    form = lighter.form or "release"
    return tuple(reason for reason in heavier.because if reason.form in (form, None))


def totals(before: Framework, after: Framework) -> tuple[Total, ...]:
    """Return every count and every tier before and after."""
    names = ("kept", "delegated", "released")
    counted = [
        Total(name=name, unit="rules", before=_count(before, name), after=_count(after, name))
        for name in names
    ]
    return (*counted, *_tiers(before, after))


def _count(answer: Framework, name: str) -> int | None:
    return None if answer.counts is None else int(getattr(answer.counts, name))


def _tiers(before: Framework, after: Framework) -> Sequence[Total]:
    values = {tier.tier: tier.value for tier in (*before.objectives, *before.reported)}
    return [
        Total(
            name=f"tier.{tier.tier}",
            unit=tier.unit,
            before=values.get(tier.tier),
            after=tier.value,
        )
        for tier in (*after.objectives, *after.reported)
    ]

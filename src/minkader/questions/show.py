# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands about this rule: what it guards, who says what, and which forms it may take."""

from collections.abc import Mapping
from typing import Literal, Unpack

from minkader.decision.options import Choice, Placed
from minkader.decision.reasons import Reason, taken
from minkader.decision.situation import Situation, stances_on
from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import (
    FORMAT_VERSION,
    TOOL,
    About,
    Input,
    Outcome,
)
from minkader.questions.asking.asked import Flags, ask
from minkader.ruleset.consistency import nearest
from minkader.ruleset.errors import WrongUseError
from minkader.ruleset.findings import Finding
from minkader.ruleset.nouns import Changes, RuleSet
from minkader.ruleset.vocabulary import Form


class Guarded(Answer):
    """One interest that a rule guards, and who guards it too."""

    id: str
    ground: str | None
    category: str | None
    others: tuple[str, ...]
    at_least: int


class FormShown(Answer):
    """One form that a rule could take, and what took it away (`missing`: empty where it exists)."""

    form: str
    today: bool
    exists: bool
    guards: tuple[str, ...]
    group: str | None
    hours_per_year: int
    needs: tuple[str, ...]
    stances: Mapping[str, str]
    missing: tuple[Reason, ...]


class Shown(About):
    """The answer to `show`: one rule in one situation."""

    format_version: int = FORMAT_VERSION
    question: Literal["show"] = "show"
    tool: str = TOOL
    input: Input
    id: str
    kind: str
    holder: str
    today: str
    weight: int
    classification: str
    grounds: tuple[str, ...]
    guards: tuple[Guarded, ...]
    requires: tuple[str, ...]
    required_by: tuple[str, ...]
    excludes: tuple[str, ...]
    relaxes: tuple[str, ...]
    relaxed_by: tuple[str, ...]
    forms: tuple[FormShown, ...]

    @property
    def outcome(self) -> Outcome:
        """Return what became of the question."""
        return "answered"


def show(
    ruleset: RuleSet,
    rule: str,
    *,
    scenario: str | None = None,
    changes: Changes | None = None,
    **flags: Unpack[Flags],
) -> Shown:
    """Show one rule in a situation: what it guards, and which forms it may take.

    Raises:
        WrongUseError: where there is no such rule or scenario.
    """
    asked = ask(ruleset, scenario=scenario, changes=changes, **flags)
    situation = asked.situation
    placed = situation.by_id.get(rule)
    if placed is None:
        near = nearest(rule, tuple(situation.by_id))
        raise WrongUseError([Finding(code="MK054", values={"found": rule, "near": near})])
    noun = placed.rule
    rules = situation.ruleset.rules
    users = {situation.rules[user].rule.id: None for user, _ in situation.users.get(rule, ())}
    return Shown(
        input=asked.input,
        id=rule,
        kind=noun.kind,
        holder=noun.holder,
        today=noun.form,
        weight=noun.counts,
        classification=placed.classification,
        grounds=placed.grounds,
        guards=tuple(_guarded(situation, placed, interest) for interest in noun.guards),
        requires=noun.requires,
        required_by=tuple(users),
        excludes=noun.excludes,
        relaxes=noun.relaxes,
        relaxed_by=tuple(other.id for other in rules if rule in other.relaxes),
        forms=tuple(
            _form(situation, placed, choice)
            for choice in reversed(placed.choices)
            if choice.form is not None
        ),
    ).about(ruleset)


def _guarded(situation: Situation, placed: Placed, name: str) -> Guarded:
    interest = situation.interests.get(name) or situation.ruleset.interests[name]
    others = [situation.rules[index].rule.id for index in situation.guards_of.get(name, ())]
    others += interest.members
    return Guarded(
        id=name,
        ground=interest.ground,
        category=interest.category,
        others=tuple(dict.fromkeys(other for other in others if other != placed.rule.id)),
        at_least=interest.at_least,
    )


def _form(situation: Situation, placed: Placed, choice: Choice) -> FormShown:
    form = choice.form or Form.RELEASE
    today = choice.in_force and form is placed.rule.today
    decided = not placed.rule.external and not placed.rule.follows
    stances = stances_on(situation, placed.rule.id, form) if decided else {}
    return FormShown(
        form=form,
        today=today,
        exists=choice.exists,
        guards=choice.guards,
        group=choice.group,
        hours_per_year=choice.hours,
        needs=choice.listed.needs if choice.listed else (),
        stances={who: str(stance) for who, stance in stances.items()},
        missing=tuple(taken(placed, choice)),
    )

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an answer that somebody hands over asks of a rule set, and the form it gives each rule."""

from typing import NoReturn

from minkader.decision.options import Placed
from minkader.decision.situation import Situation, situate
from minkader.formats.claimed import Claimed, ClaimedRule
from minkader.formats.document import read_changes
from minkader.questions.answering.answers import PolicyUsed
from minkader.questions.asking.asked import Asked, ask, policy_of
from minkader.ruleset.consistency import nearest
from minkader.ruleset.errors import UnreadableError, WrongUseError
from minkader.ruleset.findings import Finding, Place
from minkader.ruleset.nouns import RuleSet


def asked_as(ruleset: RuleSet, claimed: Claimed) -> Asked:
    """Ask of a rule set what an answer says that it was asked: scenario, changes and policy.

    The id must be the same; the content may have changed since, and then the question is whether
    the framework still stands.

    Raises:
        UnreadableError: where it is about another rule set, or its changes mean nothing here.
    """
    said = claimed.input
    if said.id != ruleset.id:
        _refuse(claimed, "MK062", "input.id", found=said.id, expected=ruleset.id)
    try:
        changes = read_changes(said.changes)
        asked = ask(ruleset, scenario=said.scenario, changes=changes, ties=said.ties)
    except WrongUseError as error:
        raise UnreadableError([_inside(claimed, finding) for finding in error.findings]) from None
    used = PolicyUsed(**said.policy.model_dump())
    policy = policy_of(used)
    situation = situate(ruleset, asked.situation.changes, policy, scenario=asked.situation.scenario)
    told = asked.input.model_copy(update={"policy": used})
    return asked._replace(situation=situation, input=told)


def _inside(claimed: Claimed, finding: Finding) -> Finding:
    path = f"input.changes.{finding.where.path}" if finding.where.path else "input.scenario"
    where = Place(file=claimed.file, path=path)
    return finding.model_copy(update={"where": where})


def choices_of(situation: Situation, claimed: Claimed) -> list[int] | None:
    """Return the choice that an answer makes for every rule; None where it holds no framework.

    Raises:
        UnreadableError: with every rule that is missing, unknown or there twice, and every form
            that its rule does not have.
    """
    if claimed.rules is None:
        return None
    rows: dict[str, tuple[int, ClaimedRule]] = {}
    found: list[Finding] = []
    for place, row in enumerate(claimed.rules):
        where = Place(file=claimed.file, path=f"rules[{place}].id")
        if row.id not in situation.by_id or row.id in rows:
            why = "twice" if row.id in rows else "unknown"
            near = nearest(row.id, tuple(situation.by_id)) if why == "unknown" else ()
            values = {"found": row.id, "why": why, "near": near}
            found.append(Finding(code="MK063", where=where, values=values))
        rows.setdefault(row.id, (place, row))
    choices = []
    for placed in situation.rules:
        if placed.rule.id not in rows:
            values = {"found": placed.rule.id, "why": "missing"}
            where = Place(file=claimed.file, path="rules")
            found.append(Finding(code="MK063", where=where, values=values))
            continue
        place, row = rows[placed.rule.id]
        choice = placed.place_of(row.decision, row.form)
        if choice is None:
            found.append(_no_form(claimed, placed, place, row))
        else:
            choices.append(choice)
    if found:
        raise UnreadableError(found)
    return choices


def _no_form(claimed: Claimed, placed: Placed, place: int, row: ClaimedRule) -> Finding:
    where = Place(file=claimed.file, path=f"rules[{place}].form")
    forms = tuple(str(choice.form) for choice in placed.choices if choice.form)
    found = f"{row.decision} {row.form}" if row.form else row.decision
    values = {"found": found, "rule": placed.rule.id, "forms": forms}
    return Finding(code="MK064", where=where, subjects=(placed.rule.id,), values=values)


def _refuse(claimed: Claimed, code: str, path: str, **values: str) -> NoReturn:
    where = Place(file=claimed.file, path=path)
    raise UnreadableError([Finding(code=code, where=where, values=values)])

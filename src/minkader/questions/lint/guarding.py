# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lint about interests: who guards them, and on what they hang."""

from collections.abc import Iterator

from minkader.questions.lint.sight import Findings, Sight, at
from minkader.ruleset.findings import Severity
from minkader.ruleset.nouns import Interest
from minkader.ruleset.reference import split
from minkader.ruleset.rule import Rule
from minkader.ruleset.vocabulary import Classification, Form, Kind, LockKind


def redundant(sight: Sight) -> Findings:
    """MK104: find own rules that only guard what rules of other holders guard enough already.

    The rule is confirmed (somebody says that its guards are all), not locked, guards something
    (by `guards` or in a set), has no ground without a declared interest, and nobody requires it.
    A note: such a rule can go without any loss.
    """
    implicit = {rule for rule, _ in sight.situation.implicit}
    for place, rule in sight.rules():
        sure = rule.classification is Classification.CONFIRMED and not rule.follows
        if not sure or rule.id in implicit:
            continue
        guarded = dict.fromkeys((*rule.guards, *sight.sets_with.get(rule.id, ())))
        needed = rule.lock_kind is not LockKind.NONE or sight.situation.users.get(rule.id)
        if guarded and not needed and all(_enough(sight, name) for name in guarded):
            others = dict.fromkeys(o for name in guarded for o in _others(sight, name))
            path = ("rules", place)
            note = Severity.NOTE
            yield at(sight.ruleset, "MK104", path, rule.id, severity=note, others=tuple(others))


def _others(sight: Sight, name: str) -> Iterator[str]:
    for index in sight.situation.guards_of[name]:
        rule = sight.ruleset.rules[index]
        if rule.external:
            yield rule.id
    for refs in sight.ruleset.interests[name].together:
        members = [split(ref)[0] for ref in refs]
        if all(sight.situation.by_id[member].rule.external for member in members):
            yield "+".join(members)


def _enough(sight: Sight, name: str) -> bool:
    return len(list(_others(sight, name))) >= sight.ruleset.interests[name].at_least


def unguarded(sight: Sight) -> Findings:
    """MK107: find interests that no rule guards, and no set that could ever hold.

    An error where the interest is essential: then there is no framework. A warning where it is
    lesser: its risk is the same in every framework.
    """
    for name, interest in sight.ruleset.interests.items():
        if sight.without_guard(name):
            essential = interest.ground is not None
            why = "essential" if essential else "lesser"
            severity = Severity.ERROR if essential else Severity.WARNING
            path = ("interests", name)
            yield at(sight.ruleset, "MK107", path, name, severity=severity, why=why)


def duty_of_care_alone(sight: Sight) -> Findings:
    """MK109: find essential interests that only duties of care guard today.

    Every guard counts, alone or in a set. A duty of the authority itself is none: it binds no
    citizen and leaves no judgement to him. A note: what a duty of care asks is only known
    afterwards.
    """
    for name, interest in sight.ruleset.interests.items():
        rules = [sight.ruleset.rules[index] for index in sight.situation.guards_of[name]]
        rules += _members(sight, interest)
        soft = all(_open(rule) for rule in rules)
        if interest.ground is not None and rules and soft:
            named = tuple(dict.fromkeys(rule.id for rule in rules))
            path = ("interests", name)
            yield at(sight.ruleset, "MK109", path, name, severity=Severity.NOTE, rules=named)


def _open(rule: Rule) -> bool:
    return rule.today is Form.DUTY_OF_CARE and rule.kind is not Kind.AUTHORITY_DUTY


def _members(sight: Sight, interest: Interest) -> Iterator[Rule]:
    for refs in interest.together:
        for ref in refs:
            yield sight.situation.by_id[split(ref)[0]].rule

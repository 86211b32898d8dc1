# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lint about what a rule may become: options, release, and exemptions that follow nothing."""

from collections.abc import Iterator

from minkader.decision.options import Choice, Placed
from minkader.questions.lint.sight import Findings, Sight, at
from minkader.ruleset.findings import Path, Severity
from minkader.ruleset.vocabulary import Form, Kind

_HIGHER_LAW = ("lock", "bandwidth", "ceiling")


def unreachable(sight: Sight) -> Findings:
    """MK111: find listed options that nothing can bring back, short of changing the rule.

    A municipal form heavier than the `ceiling`, or a need that neither the group of the option
    has nor any measure of the file provides. Locks, tags and stances can be changed by a scenario
    and are no finding.
    """
    for place, rule in sight.rules():
        for row, option in enumerate(rule.options):
            if not sight.reachable(rule, option):
                missing = sight.missing(option)
                yield at(
                    sight.ruleset, "MK111", ("rules", place, "options", row), rule.id,
                    form=str(option.form), missing=missing, why="needs" if missing else "ceiling",
                )  # fmt: skip


def fallback_missing(sight: Sight) -> Findings:
    """MK112: find options and releases, written in the file, that only want a fallback.

    The policy asks for one, the rule guards something, and higher law does not stand in the way.
    A release that is not written is no finding: nobody offered it. A note.
    """
    for placed in sight.situation.rules:
        for choice, path in _offered(placed):
            kinds = {kind for kind, _ in choice.causes}
            if "fallback" in kinds and kinds.isdisjoint(_HIGHER_LAW):
                yield at(
                    sight.ruleset, "MK112", path, placed.rule.id,
                    severity=Severity.NOTE, form=str(choice.form),
                )  # fmt: skip


def _offered(placed: Placed) -> Iterator[tuple[Choice, Path]]:
    rule = placed.rule
    path: Path = ("rules", placed.index)
    for choice in placed.choices:
        if choice.listed is not None:
            yield choice, (*path, "options", rule.options.index(choice.listed))
        elif choice.form is Form.RELEASE and rule.release and not rule.release.refused:
            yield choice, (*path, "release")


def exemption_without_rule(sight: Sight) -> Findings:
    """MK113: find own exemptions that relax nothing, or only rules that are never in force."""
    for place, rule in sight.rules():
        if rule.kind is Kind.EXEMPTION and rule.id not in sight.alive:
            yield at(sight.ruleset, "MK113", ("rules", place), rule.id, rules=rule.relaxes)


def release_without_reason(sight: Sight) -> Findings:
    """MK114: find what is said of a release without a reason.

    `release: never` without its why; and a `procedure` or `authority_duty` that may be released
    while neither `reviewed` nor a `note` says who looked at it, or why.
    """
    for place, rule in sight.rules():
        release = rule.release
        if release is None:
            continue
        path: Path = ("rules", place, "release")
        duty = rule.kind in (Kind.PROCEDURE, Kind.AUTHORITY_DUTY)
        if release.refused:
            if release.never is None:
                yield at(sight.ruleset, "MK114", path, rule.id, why="never")
        elif duty and rule.reviewed is None and rule.note is None:
            yield at(sight.ruleset, "MK114", path, rule.id, kind=str(rule.kind), why="duty")

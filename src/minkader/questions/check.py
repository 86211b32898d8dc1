# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is this rule set sound, and does it answer its cases as their writers expect?"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal

from minkader.decision.situation import Situation
from minkader.formats.cases import Case, Expected
from minkader.formats.claimed import Claimed, load_answer
from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import FORMAT_VERSION, TOOL, About, Framework
from minkader.questions.asking.asked import ask
from minkader.questions.judge import Judged, judge
from minkader.questions.lint.whole import lint
from minkader.questions.solve import answered
from minkader.ruleset.errors import WrongUseError
from minkader.ruleset.findings import Finding, Severity
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.reference import split
from minkader.ruleset.vocabulary import Form
from minkader.solver.watch import Progress, Watch


class Difference(Answer):
    """Where an answer is not what a case expects."""

    what: str
    expected: str
    found: str


class CaseResult(Answer):
    """One case: passed where there are no differences."""

    file: str
    title: dict[str, str]
    passed: bool
    differences: tuple[Difference, ...]


class Checked(About):
    """The answer to `check`: lint findings, the result of every case, and of a framework.

    `undecided` names what lint did not decide within its work limit: interests that perhaps no
    framework guards (MK108), and the rule set where perhaps there is no framework (MK116).
    """

    format_version: int = FORMAT_VERSION
    question: Literal["check"] = "check"
    tool: str = TOOL
    id: str
    sha256: str
    findings: tuple[Finding, ...]
    undecided: tuple[str, ...] = ()
    cases: tuple[CaseResult, ...]
    framework: Judged | None = None

    @property
    def sound(self) -> bool:
        """Return whether there is no error, no case that fails and nothing false in a framework.

        Where a framework is judged, its own rightness counts and not what lint says.
        """
        if self.framework is not None:
            return self.framework.right and all(case.passed for case in self.cases)
        errors = any(finding.severity is Severity.ERROR for finding in self.findings)
        return not errors and all(case.passed for case in self.cases)


def check(  # noqa: PLR0913 (what can be checked, by name)
    ruleset: RuleSet,
    *,
    cases: Sequence[Case] = (),
    framework: Framework | Claimed | Mapping[str, Any] | str | Path | None = None,
    time_limit: float | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> Checked:
    """Check a rule set: lint it, run the cases given, and judge a framework.

    Args:
        ruleset: the rules.
        cases: what officers expect of the answers (`load_cases`).
        framework: an answer of `solve` to judge: itself, a path or `-` to its JSON, or that read.
        time_limit: seconds after which what is not decided yet is said to be so.
        progress: called with step, done, total, best, bound.
        stop: asked now and then whether to stop; a case that was stopped does not pass.

    Raises:
        UnreadableError: where the framework is no answer of `solve` about this rule set.
        SelfCheckError: where an answer fails minkader's own check.
    """
    claimed = None if framework is None else _claimed(framework)
    watch = Watch(progress, stop, time_limit)
    linted = lint(ruleset, watch)
    return Checked(
        id=ruleset.id,
        sha256=ruleset.sha256,
        findings=linted.findings,
        undecided=linted.undecided,
        cases=tuple(_run(ruleset, case, watch) for case in cases),
        framework=None if claimed is None else judge(ruleset, claimed, watch),
    ).about(ruleset)


def _claimed(framework: Framework | Claimed | Mapping[str, Any] | str | Path) -> Claimed:
    if isinstance(framework, Claimed):
        return framework
    if isinstance(framework, Framework):
        return load_answer(json.loads(framework.to_json()))
    return load_answer(framework)


def _run(ruleset: RuleSet, case: Case, watch: Watch) -> CaseResult:
    try:
        asked = ask(ruleset, scenario=case.scenario, changes=case.changes)
        answer = answered(asked, watch)
        differences = tuple(_differences(case.expect, answer, asked.situation))
    except WrongUseError as error:
        found = ", ".join((error.finding.code, *error.finding.subjects))
        differences = (Difference(what="scenario", expected=str(case.scenario), found=found),)
    return CaseResult(
        file=case.file,
        title=case.title.in_languages,
        passed=not differences,
        differences=differences,
    )


_DECISIONS: Final = {"keeps": "kept", "delegates": "delegated", "releases": "released"}


def _differences(
    expected: Expected, answer: Framework, situation: Situation
) -> Iterator[Difference]:
    if expected.status is not None:
        yield from _unequal("status", expected.status, answer.status)
    values = {tier.tier: tier.value for tier in (*answer.objectives, *answer.reported)}
    for tier, value in expected.objectives.items():
        yield from _unequal(f"objectives.{tier}", value, values.get(tier))
    decisions = {rule.id: rule.decision for rule in answer.rules or ()}
    for key, decision in _DECISIONS.items():
        for rule in getattr(expected, key):
            yield from _unequal(f"{key}.{rule}", decision, decisions.get(rule))
    forms = {rule.id: rule.form for rule in answer.rules or ()}
    for rule, form in expected.forms.items():
        yield from _unequal(f"forms.{rule}", form, forms.get(rule))
    for rule in expected.refused:
        yield from _unequal(f"refused.{rule}", "refused", _release(situation, rule))
    yield from _codes(expected, answer)
    if expected.clash is not None:
        yield from _unequal("clash", sorted(expected.clash), _named(answer, situation))


def _codes(expected: Expected, answer: Framework) -> Iterator[Difference]:
    if expected.findings is not None:
        codes = sorted({finding.code for finding in answer.findings})
        yield from _unequal("findings", sorted(set(expected.findings)), codes)
    for rule, code in expected.because.items():
        reasons = next((r.because for r in answer.rules or () if r.id == rule), ())
        codes = sorted({reason.code for reason in reasons})
        if code not in codes:
            yield Difference(what=f"because.{rule}", expected=code, found=", ".join(codes))


def _unequal(what: str, expected: object, found: object) -> Iterator[Difference]:
    if expected != found:
        yield Difference(what=what, expected=_told(expected), found=_told(found))


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _release(situation: Situation, rule: str) -> str:
    placed = situation.by_id.get(rule)
    if placed is None:
        return "unknown"
    offered = any(choice.form is Form.RELEASE and choice.exists for choice in placed.choices)
    return "offered" if offered else "refused"


def _named(answer: Framework, situation: Situation) -> list[str]:
    """List the rules, interests, groups and stakeholders that a clash names."""
    ruleset = situation.ruleset
    known = {*situation.by_id, *situation.interests, *ruleset.groups, *ruleset.stakeholders}
    members = answer.clash.constraints if answer.clash else ()
    return sorted({split(name)[0] for member in members for name in member.subjects} & known)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is this rule set sound, and does it answer its cases as their writers expect?"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal

from minkader.formats.cases import Case, Expected
from minkader.questions.answers import FORMAT_VERSION, TOOL, Framework
from minkader.questions.ask import ask
from minkader.questions.lint import lint
from minkader.questions.solve import answered
from minkader.ruleset.errors import WrongUseError
from minkader.ruleset.findings import Answer, Finding, Severity
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.reference import split
from minkader.ruleset.situation import Situation
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


class Checked(Answer):
    """The answer to `check`: lint findings, and the result of every case."""

    format_version: int = FORMAT_VERSION
    question: Literal["check"] = "check"
    tool: str = TOOL
    id: str
    sha256: str
    findings: tuple[Finding, ...]
    cases: tuple[CaseResult, ...]

    @property
    def sound(self) -> bool:
        """Tell whether there is no error and no case that fails."""
        errors = any(finding.severity is Severity.ERROR for finding in self.findings)
        return not errors and all(case.passed for case in self.cases)


def check(
    ruleset: RuleSet,
    *,
    cases: Sequence[Case] = (),
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> Checked:
    """Check a rule set: lint it, and run the cases given.

    Args:
        ruleset: the rules.
        cases: what officers expect of the answers (`load_cases`).
        progress: called with step, done, total, best, bound.
        stop: asked now and then whether to stop; a case that was stopped does not pass.

    Raises:
        SelfCheckError: where an answer fails minkader's own check.
    """
    return Checked(
        id=ruleset.id,
        sha256=ruleset.sha256,
        findings=lint(ruleset),
        cases=tuple(_run(ruleset, case, Watch(progress, stop)) for case in cases),
    )


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
        title=case.title.model_dump(exclude_none=True),
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

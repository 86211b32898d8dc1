# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `check` in words."""

import shlex
from typing import Final

from minkader.questions.check import CaseResult, Checked
from minkader.words import judged
from minkader.words.faults import findings_text
from minkader.words.further import further
from minkader.words.language import Pair, listed, say, spoken
from minkader.words.layout import wrapped

_READ: Final[Pair] = ("{id} is goed te lezen.", "{id} can be read.")
FINDINGS: Final[dict[str, Pair]] = {
    "error": ("{n} {n:fout|fouten}:", "{n} {n:error|errors}:"),
    "warning": ("{n} {n:aandachtspunt|aandachtspunten}:", "{n} {n:point|points} to look at:"),
    "note": ("{n} {n:opmerking|opmerkingen}:", "{n} {n:remark|remarks}:"),
}
"""The heads above findings, by how much they matter, the gravest first."""
_NONE: Final[Pair] = ("Geen aandachtspunten.", "No points to look at.")
_BESIDES: Final[Pair] = (
    "Over de regelset zelf {n:is|zijn} er {n} {n:bevinding|bevindingen}: laat --framework weg.",
    "Of the rule set itself there {n:is|are} {n} {n:finding|findings}: leave out --framework.",
)
_UNDECIDED: Final[Pair] = (
    "Niet uitgezocht of dit kan, want het werk stopte of werd te groot: {names}.",
    "Not worked out whether this is possible, as the work stopped or grew too large: {names}.",
)
_CASES: Final[Pair] = (
    "Gevallen: {passed} van {n} {passed:klopt|kloppen}.",
    "Cases: {passed} of {n} {passed:comes|come} out right.",
)
_NO_CASES: Final[Pair] = ("Er zijn geen gevallen.", "There are no cases.")
_FAILED: Final[Pair] = ("! {file}: {title}", "! {file}: {title}")
_DIFFERS: Final[Pair] = (
    "{what}: verwacht {expected}, gevonden {found}",
    "{what}: expected {expected}, found {found}",
)


def text(checked: Checked, *, with_cases: bool, width: int = 80, named: str | None = None) -> str:
    """Say what a check found; `named` is the rule set, for a command to paste."""
    lines = []
    if checked.framework is not None and checked.ruleset is not None:
        lines += [*judged.lines(checked.framework, checked.ruleset, width), ""]
    lines += [say(_READ, id=checked.id), *_found(checked, width)]
    if checked.undecided:
        lines += wrapped(say(_UNDECIDED, names=listed(checked.undecided)), width, "", "  ")
    if with_cases:
        passed = sum(case.passed for case in checked.cases)
        counted = say(_CASES, passed=passed, n=len(checked.cases))
        lines.append(counted if checked.cases else say(_NO_CASES))
        for case in checked.cases:
            lines += _failed(case, width)
    if named is not None:
        lines += further(named, _next(checked, shlex.quote(named)))
    return "\n".join(lines) + "\n"


def _found(checked: Checked, width: int) -> list[str]:
    # The gravest first, and then in the order of the file. Who asks about a framework is only
    # told what takes every framework away.
    judged_only = checked.framework is not None
    shown = [f for f in checked.findings if not judged_only or f.severity == "error"]
    lines = []
    for severity, head in FINDINGS.items():
        found = [finding for finding in shown if finding.severity == severity]
        if found:
            told = findings_text(found, most=len(found), width=width - 2)
            lines += [say(head, n=len(found)), *(f"  {line}" for line in told.splitlines())]
    if rest := len(checked.findings) - len(shown):
        lines += wrapped(say(_BESIDES, n=rest), width, "", "  ")
    return lines or [say(_NONE)]


def _next(checked: Checked, named: str) -> str:
    # Of a framework: what would be better, or what it did with the rules. Else: what a finding
    # means, the gravest first; where there is none, the answer.
    if checked.framework is not None:
        scenario = checked.framework.input.scenario
        return f"solve {named}" if scenario is None else f"solve {named} --scenario {scenario}"
    grave = (f for severity in FINDINGS for f in checked.findings if f.severity == severity)
    first = next(grave, None)
    return f"solve {named}" if first is None else f"explain-code {first.code}"


def _failed(case: CaseResult, width: int) -> list[str]:
    if case.passed:
        return []
    lines = wrapped(say(_FAILED, file=case.file, title=spoken(case.title)), width, "", "  ")
    for difference in case.differences:
        told = say(
            _DIFFERS,
            what=difference.what,
            expected=difference.expected,
            found=difference.found,
        )
        lines += wrapped(told, width, "    ", "  ")
    return lines

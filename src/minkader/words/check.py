# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `check` in words."""

import shlex
from typing import Final

from minkader.questions.check import CaseResult, Checked
from minkader.words.faults import findings_text
from minkader.words.further import further
from minkader.words.language import Pair, say, spoken
from minkader.words.layout import wrapped

_READ: Final[Pair] = ("{id} is goed te lezen.", "{id} can be read.")
_FINDINGS: Final[Pair] = (
    "{n} {n:aandachtspunt|aandachtspunten}:",
    "{n} {n:point|points} to look at:",
)
_NONE: Final[Pair] = ("Geen aandachtspunten.", "No points to look at.")
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
    lines = [say(_READ, id=checked.id)]
    if checked.findings:
        lines.append(say(_FINDINGS, n=len(checked.findings)))
        told = findings_text(checked.findings, most=len(checked.findings), width=width - 2)
        lines += [f"  {line}" for line in told.splitlines()]
    else:
        lines.append(say(_NONE))
    if with_cases:
        passed = sum(case.passed for case in checked.cases)
        counted = say(_CASES, passed=passed, n=len(checked.cases))
        lines.append(counted if checked.cases else say(_NO_CASES))
        for case in checked.cases:
            lines += _failed(case, width)
    if named is not None:
        lines += further(named, f"solve {shlex.quote(named)}")
    return "\n".join(lines) + "\n"


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

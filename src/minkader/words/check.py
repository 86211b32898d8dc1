# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `check` in words."""

import shlex
from collections.abc import Iterator
from typing import Final

from minkader.questions.check import CaseResult, Checked
from minkader.words import judged
from minkader.words.faults import finding_lines
from minkader.words.further import ask_next
from minkader.words.language import Pair, listed, say, spoken
from minkader.words.telling import Telling
from minkader.words.view import Block, Cell, FlatTable, Item, Paragraph, Section, TextCell, View

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
_DIFFERS: Final[Pair] = (
    "{what}: verwacht {expected}, gevonden {found}",
    "{what}: expected {expected}, found {found}",
)
_SEVERITIES: Final[dict[str, Pair]] = {
    "error": ("fout", "error"),
    "warning": ("aandachtspunt", "point"),
    "note": ("opmerking", "remark"),
}


def view(answer: Checked, told: Telling) -> View:
    """Return what a check found: what became of a framework first, where one was judged."""
    named = shlex.quote(told.name)
    read = say(_READ, id=answer.id)
    blocks = [*_found(answer), *_undecided(answer), *_cases(answer, told)]
    framework = answer.framework
    if framework is None:
        title, sections = read, [Section(blocks, gap=False)]
    else:
        title = judged.head(framework)
        about = Section(list(judged.blocks(framework, told.ruleset)), gap=False)
        sections = [about, Section([Paragraph(read), *blocks])]
    return View(
        title=title,
        sections=sections,
        next=ask_next(named, _next(answer, named)),
        table=_table(answer, told),
    )


def _found(checked: Checked) -> Iterator[Block]:
    # The gravest first, and then in the order of the file. Who asks about a framework is only
    # told what takes every framework away.
    judged_only = checked.framework is not None
    shown = [f for f in checked.findings if not judged_only or f.severity == "error"]
    for severity, head in FINDINGS.items():
        found = [finding for finding in shown if finding.severity == severity]
        if found:
            yield Paragraph(say(head, n=len(found)))
        for finding in found:
            wrong, mend = finding_lines(finding)
            yield Item(wrong)
            yield Item(mend, depth=2)
    if rest := len(checked.findings) - len(shown):
        yield Paragraph(say(_BESIDES, n=rest), hang=2)
    if not checked.findings:
        yield Paragraph(say(_NONE))


def _undecided(checked: Checked) -> Iterator[Block]:
    if checked.undecided:
        yield Paragraph(say(_UNDECIDED, names=listed(checked.undecided)), hang=2)


def _cases(checked: Checked, told: Telling) -> Iterator[Block]:
    if not told.cases:
        return
    passed = sum(case.passed for case in checked.cases)
    counted = say(_CASES, passed=passed, n=len(checked.cases))
    yield Paragraph(counted if checked.cases else say(_NO_CASES))
    for case in checked.cases:
        yield from _failed(case)


def _next(checked: Checked, named: str) -> str:
    # Of a framework: what would be better, or what it did with the rules. Else: what a finding
    # means, the gravest first; where there is none, the answer.
    if checked.framework is not None:
        scenario = checked.framework.input.scenario
        return f"solve {named}" if scenario is None else f"solve {named} --scenario {scenario}"
    grave = (f for severity in FINDINGS for f in checked.findings if f.severity == severity)
    first = next(grave, None)
    return f"solve {named}" if first is None else f"explain-code {first.code}"


def _failed(case: CaseResult) -> Iterator[Block]:
    if case.passed:
        return
    yield Item(f"{case.file}: {spoken(case.title)}", mark="!", depth=0)
    for difference in case.differences:
        told = say(
            _DIFFERS,
            what=difference.what,
            expected=difference.expected,
            found=difference.found,
        )
        yield Item(told, depth=2)


def _table(checked: Checked, told: Telling) -> FlatTable:
    """Return one row a finding, then one a case, then what became of a framework."""
    heads = [say(("soort", "kind")), say(("naam", "name")), say(("uitkomst", "outcome"))]
    rows = [
        (say(_SEVERITIES[finding.severity]), finding.code, " ".join(finding_lines(finding)))
        for finding in checked.findings
    ]
    for case in checked.cases:
        outcome = say(("klopt", "right") if case.passed else ("klopt niet", "wrong"))
        rows.append((say(("geval", "case")), case.file, outcome))
    if checked.framework is not None:
        rows += judged.rows(checked.framework, told.ruleset)
    cells: list[list[Cell]] = [[TextCell(" ".join(said.split())) for said in row] for row in rows]
    return FlatTable(heads, cells)

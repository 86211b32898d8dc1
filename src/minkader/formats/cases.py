# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read cases: a scenario and the expected answer, a test that a policy officer can write."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from minkader.formats import shape
from minkader.formats.document import faults_of, finding_of, kind_of
from minkader.formats.locate import find, text_of
from minkader.formats.yaml import parse
from minkader.ruleset.consistency import Fault
from minkader.ruleset.errors import UnreadableError
from minkader.ruleset.findings import Finding, Place
from minkader.ruleset.nouns import Changes
from minkader.ruleset.values import FreeText


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Listed = tuple[str, ...]


class Expected(_Strict):
    """What an officer expects of the answer; what is left out is not looked at."""

    status: str | None = None
    objectives: dict[str, int] = Field(default_factory=dict)
    keeps: Listed = ()
    delegates: Listed = ()
    releases: Listed = ()
    forms: dict[str, str] = Field(default_factory=dict)
    refused: Listed = ()
    findings: Listed | None = None
    clash: Listed | None = None
    because: dict[str, str] = Field(default_factory=dict)


class Case(_Strict):
    """One case: title, scenario (a name) or the changes themselves, and expectation."""

    title: FreeText
    scenario: str | None = None
    changes: Changes | None = None
    expect: Expected
    file: str = ""


def load_cases(source: str | Path) -> list[Case]:
    """Load the cases that stand beside a rule set, in order of file name: beside `-` stands none.

    Raises:
        UnreadableError: with every finding, where a case cannot be read.
    """
    if str(source) == "-":
        return []
    folder = find(source).parent / "cases"
    cases: list[Case] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.y*ml")) if folder.is_dir() else []:
        try:
            cases.append(_case(path))
        except UnreadableError as error:
            findings += error.findings
    if findings:
        raise UnreadableError(findings)
    return cases


def _case(path: Path) -> Case:
    parsed = parse(text_of(path), path.name)
    document: Any = parsed.document
    if not isinstance(document, dict):
        where = Place(file=path.name, line=1, column=1)
        found = Finding(code="MK014", where=where, values={"found": kind_of(document)})
        raise UnreadableError([*parsed.findings, found])
    # The file has one key for both: a name, or the changes themselves.
    if isinstance(document.get("scenario"), dict):
        document = {("changes" if k == "scenario" else k): v for k, v in document.items()}
    try:
        case = Case.model_validate(document)
    except ValidationError as error:
        told = [_said(fault) for fault, _ in faults_of(document, error, shape.of(Case))]
        found_here = [finding_of(parsed, fault, path.name) for fault in told]
        raise UnreadableError([*parsed.findings, *found_here]) from None
    if parsed.findings:
        raise UnreadableError(parsed.findings)
    return case.model_copy(update={"file": path.name})


def _said(fault: Fault) -> Fault:
    path = ("scenario" if step == "changes" else step for step in fault.path[:1])
    return fault._replace(path=(*path, *fault.path[1:]))

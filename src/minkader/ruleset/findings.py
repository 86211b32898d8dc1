# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings (errors and lint alike) and the one family of exceptions: codes and values, no words.

Which codes exist and what they say stands in `words/`.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Path = tuple[str | int, ...]
"""Where something stands in a document: keys and list positions from the top."""

Values = Mapping[str, str | int | tuple[str, ...]]
"""What a message is made of besides its code: names found, expected, near."""


class Answer(BaseModel):
    """Carry codes and values of an answer; frozen, with camelCase keys in JSON."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class Severity(StrEnum):
    """How much a finding matters: an error makes `check` fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Where(Answer):
    """Point at a place in a file; lines and columns count from 1."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    path: str | None = None


class Finding(Answer):
    """Say what is wrong (code), where, about whom (subjects) and with which values."""

    code: str
    severity: Severity = Severity.ERROR
    where: Where = Field(default_factory=Where)
    subjects: tuple[str, ...] = ()
    values: Values = Field(default_factory=dict)


def _unworded(error: "MinkaderError") -> str:
    return f"{type(error).__name__}: {error.args!r}"


class MinkaderError(Exception):
    """Base of everything that minkader raises on purpose.

    `exit_code` is what the command line ends with. The text comes from `words`, which registers
    itself with `worded_by`.
    """

    exit_code: ClassVar[int] = 70
    worded_by: ClassVar[Callable[["MinkaderError"], str]] = staticmethod(_unworded)

    def __str__(self) -> str:
        """Say what is wrong, in the language of the session."""
        return MinkaderError.worded_by(self)


class UnreadableError(MinkaderError):
    """Raised where a file or document has no meaning; holds every finding of one pass."""

    exit_code = 3

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(*findings)
        self.findings = tuple(findings)


class WrongUseError(MinkaderError):
    """Raised where a question is asked in a way that has no answer; holds one finding."""

    exit_code = 2

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


class SelfCheckError(MinkaderError):
    """Raised where an answer fails minkader's own check; never shown as an answer.

    `report` is what to send in: the input and both sides of the disagreement.
    """

    exit_code = 70

    def __init__(self, what: str, report: Mapping[str, object]) -> None:
        super().__init__(what)
        self.what = what
        self.report = dict(report)

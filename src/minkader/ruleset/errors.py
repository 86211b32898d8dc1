# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one family of exceptions. They hold findings and values; `words` gives them a text.

Light to import: the command line needs it before anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from minkader.ruleset.findings import Finding


class Voice:
    """Say errors: `minkader` introduces `words`; before that, their bare names."""

    def __init__(self) -> None:
        self.say: Callable[[Exception], str] = lambda error: type(error).__name__


VOICE = Voice()


class MinkaderError(Exception):
    """Base of everything that minkader raises on purpose.

    `exit_code` is what the command line ends with. The text comes from `words`.
    """

    exit_code: ClassVar[int] = 70

    def __str__(self) -> str:
        """Say what is wrong, in the language of the session."""
        return VOICE.say(self)


class UnreadableError(MinkaderError):
    """Raised where a file or document has no meaning; holds every finding of one pass."""

    exit_code = 3

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(*findings)
        self.findings = tuple(findings)


class WrongUseError(MinkaderError):
    """Raised where a question is asked in a way that has no answer; holds every finding."""

    exit_code = 2

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(*findings)
        self.findings = tuple(findings)

    @property
    def finding(self) -> Finding:
        """Return the first finding."""
        return self.findings[0]


class SelfCheckError(MinkaderError):
    """Raised where an answer fails minkader's own check; never shown as an answer.

    `report` is what to send in: the input and both sides of the disagreement.
    """

    exit_code = 70

    def __init__(self, what: str, report: Mapping[str, object]) -> None:
        super().__init__(what)
        self.what = what
        self.report = dict(report)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a view is made with besides the answer: the rule set, and how somebody asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from minkader.ruleset.nouns import RuleSet

NAMELESS: Final = "-"
"""The name of a rule set that no other command can read again: standard input, a document."""


class Telling(NamedTuple):
    """How an answer is told; every view takes what it knows of.

    `named` is how somebody named the rule set, unquoted, for commands to paste. Of two rule sets
    that are compared it holds both names, the second None where both are one file, and `ruleset`
    is the first.
    """

    ruleset: RuleSet
    named: str | tuple[str, str | None] = NAMELESS
    everything: bool = False
    """Tell all of it, not the summary (`compare`)."""
    cases: bool = False
    """Tell what became of cases, also where there are none (`check`)."""
    explain_steps: bool = False
    """Tell what each step of solving took away (`solve`)."""
    match: str | None = None
    """The file that said which rules are the same, for commands to paste (`compare`)."""

    @property
    def name(self) -> str:
        """Return the name of the rule set, or of the first of two."""
        return self.named if isinstance(self.named, str) else self.named[0]

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The next question, as a command that can be pasted and works."""

from typing import Final

from minkader.words.language import Pair, say

NEXT: Final[Pair] = ("Volgende vraag:", "Next question:")
_SAVE: Final[Pair] = (
    "Bewaar de invoer in een bestand om verder te vragen:",
    "Save the input in a file to ask on:",
)
INPUT: Final = "-"
"""The name of a rule set that came from standard input: no other command can read it again."""


def further(named: str, command: str) -> list[str]:
    """Suggest a command about a rule set, by the (quoted) name under which it was read."""
    if named == INPUT:
        return [say(_SAVE), "  minkader --help"]
    return [say(NEXT), f"  minkader {command}"]

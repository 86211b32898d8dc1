# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The flags of questions as plain data: options, Python's keywords and addresses follow from it.

What a flag says of itself stands in `words/commands.py`, under its name. Loads nothing.
"""

from typing import Final, Literal, NamedTuple

Kind = Literal[
    "text", "switch", "whole", "seconds", "word", "file", "names", "tiers", "pairs", "stance"
]  # fmt: skip
"""How a value is written: one word out of `words`, the name of a file that is read, names, tiers
with commas, NAME=VALUE, four words."""
To = Literal["ask", "changes", "words", "both", "write"]
"""Who takes a value: the question, its changes, the words of its answer, the question and the
words both; or a file to which is written what the answer holds."""


class Flag(NamedTuple):
    """One flag of a question: how it is written, and who takes it."""

    name: str
    keyword: str
    kind: Kind = "text"
    shown: str | None = None
    """What stands in its place in help: `NAME`, `RULE=FORM`."""
    default: str | int | None = None
    words: tuple[str, ...] = ()
    of: str | None = None
    """The names that it takes, for completion: a list of the rule set, `b.` before it of the
    second one, or `forms`."""
    many: bool = False
    to: To = "ask"
    reader: str | None = None
    """`module:function` that reads for the question: the file that is named, or, for a switch,
    what stands beside the rule set."""
    least: int | None = None


SCENARIO: Final = Flag("--scenario", "scenario", shown="NAME", of="scenarios")
BASE: Final = Flag("--base", "base", shown="NAME", of="scenarios")
POLICY: Final = (
    Flag("--trust-proposals", "trust_proposals", "switch"),
    Flag("--fallback", "fallback", "word", words=("required", "reported")),
    Flag("--order", "order", "tiers", shown="T,T,…"),
)
"""Flags that stand in the place of the rule set's policy."""
ASKED: Final = (SCENARIO, *POLICY)
"""What is asked of a rule set."""
TIME_LIMIT: Final = Flag("--time-limit", "time_limit", "seconds", shown="S")
SOLVING: Final = (
    Flag("--ties", "ties", "word", default="steady", words=("steady", "any")),
    TIME_LIMIT,
)
"""How to solve."""


def _change(name: str, keyword: str, shown: str, of: str | None = None) -> Flag:
    kind: Kind = "pairs" if "=" in shown else "names"
    return Flag(name, keyword, kind, shown, of=of, many=True, to="changes")


CHANGES: Final = (
    _change("--keep", "keep", "RULE", "rules"),
    _change("--release", "release", "RULE", "rules"),
    _change("--drop-interest", "drop_interests", "INTEREST", "interests"),
    _change("--adopt", "adopt", "MEASURE", "measures"),
    _change("--lift-lock", "lift_locks", "RULE", "rules"),
    _change("--form", "form", "RULE=FORM"),
    _change("--capacity", "capacity", "GROUP=HOURS"),
    _change("--ground", "grounds", "RULE=GROUND,…"),
    _change("--classify", "classification", "RULE=WORD"),
    _change("--add-interest", "add_interests", "ID={…}"),
    Flag("--stance", "stances", "stance", "WHO RULE FORM STANCE", many=True, to="changes"),
)
"""One for every field of a scenario."""

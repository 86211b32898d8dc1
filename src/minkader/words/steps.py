# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Say what each step of solving took away, and how long it took."""

from typing import Final

from minkader.questions.answering.answers import Framework
from minkader.words.language import Pair, say
from minkader.words.layout import columns

_HEAD: Final[Pair] = ("Zo is het opgelost:", "This is how it was solved:")
_NONE: Final[Pair] = ("Er was niets op te lossen.", "There was nothing to solve.")
_HEADS: Final[tuple[Pair, ...]] = (
    ("stap", "step"),
    ("opties weg", "options gone"),
    ("eisen weg", "demands gone"),
    ("seconden", "seconds"),
)
_STEPS: Final[dict[str, Pair]] = {
    "normal": ("alles in een vorm zetten", "put all in one form"),
    "forced": ("wat niet anders kan", "what has no other way"),
    "split": ("delen die los staan", "parts that stand apart"),
    "undominated": ("opties die altijd slechter zijn", "options that are always worse"),
    "unimplied": ("eisen die al in een andere zitten", "demands that another one holds"),
    "unsubstituted": ("opties waar een andere regel voor is", "options that another rule replaces"),
    "search": ("elk deel doorzoeken", "search each part"),
    "tree": ("harde kernen: een boom van gevallen", "hard cores: a tree of cases"),
    "cpsat": ("grote delen: de solver", "large parts: the solver"),
    "count": ("tellen wat even goed is", "count what is as good"),
    "join": ("de uren verdelen", "share out the hours"),
}


def text(answer: Framework) -> str:
    """Write the steps as a table."""
    rows = [[say(pair) for pair in _HEADS]]
    for step in answer.measured.steps:
        name = say(_STEPS[step.name])
        rows.append([name, str(step.columns), str(step.rows), f"{step.seconds:.4f}"])
    if len(rows) == 1:
        return f"\n{say(_NONE)}\n"
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    return "\n".join(["", say(_HEAD), *(columns(row, widths) for row in rows)]) + "\n"

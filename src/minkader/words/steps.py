# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Say what each step of solving took away, and how long it took."""

from typing import Final

from minkader.questions.answering.answers import Framework
from minkader.words.language import Pair, number, say
from minkader.words.view import Column, Entry, Grid, NumberCell, Paragraph, Section, TextCell

_HEAD: Final[Pair] = ("Zo is het opgelost:", "This is how it was solved:")
_NONE: Final[Pair] = ("Er was niets op te lossen.", "There was nothing to solve.")
_HEADS: Final[tuple[Pair, ...]] = (
    ("stap", "step"),
    ("opties weg", "options gone"),
    ("eisen weg", "demands gone"),
    ("seconden", "seconds"),
)
_STEPS: Final[dict[str, Pair]] = {
    "normal": ("alles in één vorm zetten", "put everything in one form"),
    "forced": ("wat niet anders kan", "what can only go one way"),
    "split": ("delen die los van elkaar staan", "parts that stand apart"),
    "undominated": ("opties die altijd slechter zijn", "options that are always worse"),
    "unimplied": ("eisen die al in een andere zitten", "demands that another one covers"),
    "unsubstituted": ("opties die een andere regel vervangt", "options that another rule replaces"),
    "search": ("elk deel doorzoeken", "search each part"),
    "tree": ("harde kernen: een boom van gevallen", "hard cores: a tree of cases"),
    "cpsat": ("grote delen: de solver", "large parts: the solver"),
    "count": ("tellen wat even goed is", "count what is just as good"),
    "join": ("de uren verdelen", "share out the hours"),
}


def section(answer: Framework) -> Section:
    """Return the steps as a table."""
    if not answer.measured.steps:
        return Section([Paragraph(say(_NONE))])
    columns = [Column(say(head), right=place > 0) for place, head in enumerate(_HEADS)]
    rows = [
        Entry(
            [
                TextCell(say(_STEPS[step.name])),
                NumberCell(step.columns, number(step.columns)),
                NumberCell(step.rows, number(step.rows)),
                TextCell(f"{step.seconds:.4f}"),
            ]
        )
        for step in answer.measured.steps
    ]
    return Section([Grid(columns, rows, heads=True)], heading=say(_HEAD))

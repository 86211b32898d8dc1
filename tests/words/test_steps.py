# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps of solving in words."""

import re

from minkader.formats.locate import load
from minkader.questions.answering.answers import Measured, StepTaken
from minkader.questions.solve import solve
from minkader.solver.presolve import STEPS
from minkader.words import commands, steps
from minkader.words.view import Entry, Grid
from tests.reading import text_of
from tests.shared import ROOT


def test_every_step_of_the_solver_has_words(tongue: str) -> None:
    """A fixed bug: a step without words ended in a fault of our own."""
    texts = [
        path.read_text(encoding="utf-8") for path in (ROOT / "src/minkader/solver").glob("*.py")
    ]
    names = {name for text in texts for name in re.findall(r'\.step\("(\w+)"\)', text)} | {*STEPS}
    assert len(names) > 8
    answer = solve(load("voorbeeld"))
    taken = tuple(StepTaken(name=name, columns=1, rows=2, seconds=0.5) for name in sorted(names))
    measured = Measured(seconds=1, steps=taken)
    section = steps.section(answer.model_copy(update={"measured": measured}))
    (grid,) = section.blocks
    assert isinstance(grid, Grid)
    assert len(grid.rows) == len(names)
    assert all(cell.text for row in grid.rows if isinstance(row, Entry) for cell in row.cells)


def test_everything_that_is_told_on_the_way_has_words() -> None:
    """Protects the bar on a terminal: a step that it does not know would end in a fault."""
    folder = ROOT / "src/minkader"
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]
    told = {name for text in texts for name in re.findall(r'\.(?:tell|_progress)\("(\w+)"', text)}
    assert len(told) > 4
    assert told == set(commands.STEPS)


def test_answer_without_steps_says_so(tongue: str) -> None:
    answer = solve(load("voorbeeld"))
    none = answer.model_copy(update={"measured": Measured(seconds=0)})
    told = text_of(none, load("voorbeeld"), explain_steps=True)
    assert {"nl": "niets op te lossen", "en": "nothing to solve"}[tongue] in told

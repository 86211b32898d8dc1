# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A view as text on a terminal: no line wider than asked, but for commands to paste."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from minkader.render.grid import grid_lines
from minkader.render.lines import Pen, clipped, item_lines, spread, wrapped
from minkader.words.view import (
    Block,
    Clipped,
    Grid,
    Item,
    Next,
    Paragraph,
    Section,
    Spread,
    Typed,
    View,
)

NARROWEST: Final = 40
WIDEST: Final = 120
"""Lines that are longer are hard to read."""


class LineBlock(NamedTuple):
    """Lines that stand together, and whether a blank line belongs above them."""

    lines: Sequence[str]
    gap: bool


def render(view: View, *, width: int = 80, colour: bool = False) -> str:
    """Return a view as text, ending in a line end.

    Args:
        view: what to say.
        width: how wide a line may be, in columns of a terminal; 40 to 120 are kept to.
        colour: write headings in bold and marks in colour.
    """
    pen = Pen(min(max(width, NARROWEST), WIDEST), colour)
    groups = list(_groups(view, pen))
    gaps = True
    if view.screen is not None:
        if _count(groups) > view.screen:
            groups = list(_groups(view, pen, brief=True))
        gaps = _count(groups) + sum(group.gap for group in groups[1:]) <= view.screen
    lines: list[str] = []
    for group in groups:
        lines += ["", *group.lines] if gaps and group.gap and lines else group.lines
    return "\n".join(lines) + "\n"


def blocks(said: Iterable[Block], *, width: int = 80) -> str:
    """Return blocks that stand in no view, such as findings, ending in a line end."""
    pen = Pen(min(max(width, NARROWEST), WIDEST))
    return "".join(f"{line}\n" for block in said for line in _block(block, pen))


def _count(groups: Sequence[LineBlock]) -> int:
    return sum(len(group.lines) for group in groups)


def _groups(view: View, pen: Pen, brief: bool = False) -> Iterator[LineBlock]:
    head = Section(view.lead, view.title, view.aside, gap=False)
    for section in (head, *view.sections):
        blocks = section.brief if brief and section.brief is not None else section.blocks
        lines = [pen.strong(line) for line in _heading(section, pen)]
        lines += [line for block in blocks for line in _block(block, pen)]
        if lines:
            yield LineBlock(lines, section.gap)
    if view.next:
        yield LineBlock(
            [line for question in view.next for line in _next(question, pen)], view.next_gap
        )


def _heading(section: Section, pen: Pen) -> Iterator[str]:
    return spread(section.heading, section.aside, pen.columns)


def _block(block: Block, pen: Pen) -> Iterator[str]:
    match block:
        case Paragraph():
            return wrapped(block.text, pen.columns, 2 * block.depth, block.hang)
        case Item():
            return item_lines(block, pen, 2 * block.depth)
        case Spread():
            return spread(block.left, block.right, pen.columns)
        case Clipped():
            lines = clipped(block, pen.columns)
            return map(pen.strong, lines) if block.strong else lines
        case Typed():
            return iter([f"{' ' * 2 * block.depth}{block.text}".rstrip()])
        case Grid():
            return grid_lines(block, pen)


def _next(question: Next, pen: Pen) -> Iterator[str]:
    yield from wrapped(question.label, pen.columns)
    yield f"  {question.command}"

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of text that are at most so many columns wide, in the columns of a terminal."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from minkader.render.graphemes import cut, pieces, width
from minkader.words.view import Clipped, Item, Mark

_BOLD: Final = "\x1b[1m{}\x1b[0m"
_COLOURS: Final = {
    "+": "\x1b[32m{}\x1b[0m",
    "-": "\x1b[31m{}\x1b[0m",
    "~": "\x1b[33m{}\x1b[0m",
    "!": "\x1b[1;31m{}\x1b[0m",
}
"""Colours repeat what a mark says already: nobody needs to see them."""


class Pen(NamedTuple):
    """How a page is written: in how many columns, and whether in bold and colour."""

    columns: int
    colour: bool = False

    def strong(self, line: str) -> str:
        """Return a line in bold."""
        return _BOLD.format(line) if self.colour else line

    def marked(self, lines: Iterator[str], mark: Mark) -> Iterator[str]:
        """Yield lines, the mark with which the first begins in its colour."""
        for place, line in enumerate(lines):
            if self.colour and place == 0 and mark in _COLOURS:
                yield line.replace(mark, _COLOURS[mark].format(mark), 1)
            else:
                yield line


def wrapped(text: str, columns: int, indent: int = 0, hang: int = 0) -> Iterator[str]:
    """Yield a text as lines; later ones are indented `hang` more. A word that fits none is broken.

    An indent never takes more than half of a line.
    """
    half = columns // 2
    margin, later = " " * min(indent, half), " " * min(indent + hang, half)
    text = text.strip(" ")
    if text and len(margin) + width(text) <= columns:  # as most lines are
        yield margin + text
        return
    line, used = "", 0
    for spaces, word in _words(text, columns - len(later)):
        wide = width(word)
        if line and len(margin) + used + len(spaces) + wide > columns:
            yield margin + line
            margin, line, used = later, "", 0
        line += spaces + word if line else word
        used = used + len(spaces) + wide if used else wide
    if line:
        yield margin + line


def _words(text: str, room: int) -> Iterator[tuple[str, str]]:
    """Yield each word and the spaces before it; one that is wider than a line in pieces."""
    for spaces, word in re.findall("( *)([^ ]+)", text):
        if width(word) <= room:
            yield spaces, word
            continue
        first, *others = pieces(word, room)
        yield spaces, first
        yield from (("", other) for other in others)


def spread(left: str, right: str, columns: int) -> Iterator[str]:
    """Yield two texts on one line, the second against the right edge; below it if need be."""
    gap = columns - width(left) - width(right)
    if right and gap > 0:
        yield f"{left}{' ' * gap}{right}"
        return
    yield from wrapped(left, columns, 0, 2)
    yield from wrapped(right, columns, 2)


def item_lines(item: Item, pen: Pen, indent: int) -> Iterator[str]:
    """Yield the lines of an item, behind its mark."""
    told = f"{item.mark} {item.text}" if item.mark else item.text
    return pen.marked(wrapped(told, pen.columns, indent, item.hang), item.mark)


def clipped(line: Clipped, columns: int) -> Iterator[str]:
    """Yield one line, cut before its tail; where the tail leaves no room, all of it wrapped."""
    margin = 2 * line.depth
    room = columns - margin - width(line.tail)
    if room > 0:
        yield f"{' ' * margin}{cut(line.text, room)}{line.tail}".rstrip()
    else:
        yield from wrapped(line.text + line.tail, columns, margin, 2)

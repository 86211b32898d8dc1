# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A grid in lines: its columns side by side, or its cells under each other where it is narrow."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from minkader.render.graphemes import fitted, width
from minkader.render.lines import Pen, item_lines, wrapped
from minkader.words.view import Band, ChangeCell, Column, Entry, Grid, TextCell

_SCREEN: Final = 80
"""The screen for which columns say how wide they are at most."""
_GAP: Final = 2
_READABLE: Final = 8
"""Columns in which a cut text still says something."""
_HANG: Final = 2


class Widths(NamedTuple):
    """How wide each column is, in the order of the grid; 0: it is not shown beside the others.

    `apart`: the first cell of every row stands on a line of its own.
    """

    widths: Sequence[int]
    apart: bool = False


def grid_lines(grid: Grid, pen: Pen) -> Iterator[str]:
    """Yield the lines of a grid."""
    layout = _widths(grid, pen.columns)
    if grid.heads and layout is not None:
        heads = Entry([TextCell(column.head) for column in grid.columns])
        yield from map(pen.strong, _row(heads, grid, layout, pen.columns))
    for row in grid.rows:
        if isinstance(row, Band):
            yield from wrapped(row.text, pen.columns, 2 * grid.depth)
            continue
        if layout is None:
            lines = _stacked(row, grid, pen.columns)
        else:
            lines = _row(row, grid, layout, pen.columns)
        yield from pen.marked(lines, row.mark)
        for item in row.under:
            yield from item_lines(item, pen, grid.indent)


def _texts(row: Entry) -> list[str]:
    texts = [cell.text for cell in row.cells]
    if row.mark:
        texts[0] = f"{row.mark} {texts[0]}"
    return texts


# How wide ---------------------------------------------------------------------------------------


def _widths(grid: Grid, columns: int) -> Widths | None:
    """Return a layout, or None where the columns can't stand side by side."""
    room = columns - 2 * grid.depth
    needed = [_needed(grid, place, columns) for place in range(len(grid.columns))]
    rest = next((i for i, column in enumerate(grid.columns) if column.fit == "rest"), None)
    if rest is None:
        return _without_rest(grid, needed, room)
    below = next((i for i, column in enumerate(grid.columns) if column.fit == "below"), None)
    widths = [0 if place in (rest, below) else wide for place, wide in enumerate(needed)]
    left = room - _taken(widths)
    title = grid.columns[rest]
    if title.most is not None:
        widths[rest] = min(left, title.most + max(0, columns - _SCREEN))
        if below is not None:
            widths[below] = max(0, left - widths[rest] - _GAP)
    else:
        beside = 0 if below is None else needed[below]
        if left - _GAP - beside < title.least:
            beside = 0
        widths[rest] = left - (beside + _GAP if beside else 0)
        if below is not None:
            widths[below] = beside
    return Widths(widths) if widths[rest] >= _READABLE else None


def _taken(widths: Sequence[int]) -> int:
    """Return what columns take together, and the gap before the one that takes the rest."""
    return sum(wide + _GAP for wide in widths if wide)


def _without_rest(grid: Grid, needed: list[int], room: int) -> Widths | None:
    if sum(needed) + _GAP * (len(needed) - 1) <= room:
        return Widths(needed)
    beside = [0, *needed[1:]]
    if grid.columns[0].fit == "above" and 2 + _taken(beside) - _GAP <= room:
        return Widths(beside, apart=True)
    return None


def _needed(grid: Grid, place: int, columns: int) -> int:
    """Return how wide a column must be for its own cells, within what it says itself."""
    column = grid.columns[place]
    entries = [row for row in grid.rows if isinstance(row, Entry)]
    cells = [row.cells[place] for row in entries]
    if column.fit == "below":
        cells = [cell for cell in cells if not isinstance(cell, ChangeCell)] or cells
    wide = max((width(cell.text) for cell in cells), default=0)
    if place == 0:
        wide = max((width(_texts(row)[0]) for row in entries), default=0)
    if grid.heads:
        wide = max(wide, width(column.head))
    return max(column.least, min(wide, _most(column, columns) or wide))


def _most(column: Column, columns: int) -> int | None:
    if column.most is None or column.widest is None:
        return column.most
    return max(column.most, min(column.widest, column.most + (columns - _SCREEN) // 2))


# One row ----------------------------------------------------------------------------------------


def _row(row: Entry, grid: Grid, layout: Widths, columns: int) -> Iterator[str]:
    margin = 2 * grid.depth
    texts, widths = _texts(row), list(layout.widths)
    if layout.apart:
        yield from wrapped(texts[0], columns, margin)
        margin += _HANG
    below = []
    for place, column in enumerate(grid.columns):
        wider = width(texts[place]) > widths[place]
        if column.fit == "above" and wider:
            if not layout.apart:
                yield from wrapped(texts[place], columns, margin)
            texts[place] = ""
        elif column.fit == "below" and wider:
            below.append(texts[place])
            texts[place] = ""
            rest = next(i for i, other in enumerate(grid.columns) if other.fit == "rest")
            widths[rest] += widths[place] + _GAP if widths[place] else 0
            widths[place] = 0
    told = [
        fitted(text, wide, column.right)
        for text, wide, column in zip(texts, widths, grid.columns, strict=True)
        if wide
    ]
    yield (" " * margin + (" " * _GAP).join(told)).rstrip()
    for text in below:
        yield from wrapped(text, columns, grid.indent, _HANG)


def _stacked(row: Entry, grid: Grid, columns: int) -> Iterator[str]:
    first, *others = _texts(row)
    yield from wrapped(first, columns, 2 * grid.depth, _HANG)
    for text, column in zip(others, grid.columns[1:], strict=True):
        if text:
            told = f"{column.head}: {text}" if column.head else text
            yield from wrapped(told, columns, 2 * grid.depth + _HANG, _HANG)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A view as a small page for notebooks: headings, tables and lists. No scripts, no commands."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from minkader.words.view import (
    Band,
    Block,
    Clipped,
    Entry,
    Grid,
    Item,
    Paragraph,
    Spread,
    Typed,
    View,
)

_CELL: Final = "text-align:left;padding:0.1em 1em 0.1em 0;vertical-align:top"
_UNDER: Final = "text-align:left;padding:0 0 0.3em 1.5em"


def render(view: View) -> str:
    """Return a view as one `div`; whatever stands in a text is shown, never run."""
    parts = [*_heading("h3", view.title, view.aside), *_blocks(view.lead)]
    for section in view.sections:
        parts += [*_heading("h4", section.heading, section.aside), *_blocks(section.blocks)]
    return f'<div class="minkader">{"".join(parts)}</div>'


def _heading(tag: str, text: str, aside: str) -> Iterator[str]:
    if text:
        yield _tagged(tag, _beside(text, aside))


def _beside(text: str, aside: str) -> str:
    return f"{text} ({aside})" if aside else text


def _tagged(tag: str, text: str, style: str = "", span: int = 0) -> str:
    said = f' style="{style}"' if style else ""
    said += f' colspan="{span}"' if span else ""
    return f"<{tag}{said}>{escape(text)}</{tag}>"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    items: list[Item] = []
    for block in blocks:
        if isinstance(block, Item):
            items.append(block)
            continue
        yield from _list(items)
        items = []
        yield _block(block)
    yield from _list(items)


def _list(items: Sequence[Item]) -> Iterator[str]:
    # Depth as a margin: a list within a list says no more, and is easily left open.
    if items:
        told = (
            _tagged("li", _item(item), f"margin-left:{max(0, item.depth - 1)}em") for item in items
        )
        yield f'<ul style="list-style:none;padding:0">{"".join(told)}</ul>'


def _item(item: Item) -> str:
    return f"{item.mark} {item.text}" if item.mark else item.text


def _block(block: Paragraph | Spread | Clipped | Typed | Grid) -> str:
    match block:
        case Paragraph():
            return _tagged("p", block.text)
        case Spread():
            return _tagged("p", _beside(block.left, block.right.strip("()")))
        case Clipped():
            return _tagged("h3" if block.strong else "p", block.text + block.tail)
        case Typed():
            return _tagged("pre", block.text)
        case Grid():
            return _table(block)


def _table(grid: Grid) -> str:
    heads = ""
    if any(column.head for column in grid.columns):
        cells = (_tagged("th", column.head, _CELL) for column in grid.columns)
        heads = f"<thead><tr>{''.join(cells)}</tr></thead>"
    rows = "".join(part for row in grid.rows for part in _row(row, len(grid.columns)))
    return f"<table>{heads}<tbody>{rows}</tbody></table>"


def _row(row: Entry | Band, span: int) -> Iterator[str]:
    if isinstance(row, Band):
        yield f"<tr>{_tagged('td', row.text, _CELL, span)}</tr>"
        return
    texts = [cell.text for cell in row.cells]
    if row.mark:
        texts[0] = f"{row.mark} {texts[0]}"
    yield f"<tr>{''.join(_tagged('td', text, _CELL) for text in texts)}</tr>"
    for item in row.under:
        yield f"<tr>{_tagged('td', _item(item), _UNDER, span)}</tr>"

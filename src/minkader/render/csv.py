# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of a view as a Dutch Excel reads csv: semicolons, a byte order mark, no formulas."""

import csv
import io

from minkader.words.view import AmountCell, Cell, NumberCell, View


def render(view: View) -> str:
    """Return the flat table of a view, its heads first; lines end in CR and LF."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(head) for head in view.table.heads])
    writer.writerows([_written(cell) for cell in row] for row in view.table.rows)
    return "\ufeff" + written.getvalue()


def _written(cell: Cell) -> str:
    if isinstance(cell, NumberCell | AmountCell):
        return str(cell.value)
    return _harmless(cell.text)


def _harmless(text: str) -> str:
    # A cell that begins like a formula is run by Excel: an apostrophe makes it text.
    if text.removeprefix("-").isdecimal():
        return text
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text

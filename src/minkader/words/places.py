# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where something stands, in words: every format alike."""

from minkader.ruleset.findings import Place


def said(place: Place) -> str:
    """Say a place in a file: `file:line:column` of a text, `file:sheet!cell` of a workbook."""
    cell = "!".join(part for part in (place.sheet, place.cell) if part is not None) or None
    parts = (place.file, place.line, place.column, cell)
    return ":".join(str(part) for part in parts if part is not None)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lay out lines of text for a terminal of a given width."""

import textwrap
from collections.abc import Sequence


def shortened(text: str, width: int) -> str:
    """Cut a text to a width, with a mark where something went."""
    return text if len(text) <= width else text[: max(0, width - 1)] + "…"


def spread(left: str, right: str, width: int) -> str:
    """Put two texts on one line, the second against the right edge; below it where both don't fit.

    A text that is wider than the line is wrapped.
    """
    gap = width - len(left) - len(right)
    if right and gap > 0:
        return f"{left}{' ' * gap}{right}"
    below = wrapped(right, width, "  ", "  ") if right else []
    return "\n".join([*wrapped(left, width, "", "  "), *below])


def wrapped(text: str, width: int, indent: str = "", hang: str = "") -> list[str]:
    """Wrap a text; later lines get `hang` on top of the indent."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent + hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def columns(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Put cells in columns, two spaces apart, each cut to its width; nothing behind the last."""
    padded = [
        shortened(cell, width).ljust(width) for cell, width in zip(cells, widths, strict=True)
    ]
    return "  ".join(padded).rstrip()

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many columns a text takes on a terminal, and where it may be cut.

A *grapheme* is what a reader takes for one character: a letter with its accents, a flag, a family
of joined emoji (Unicode Standard Annex 29, its extended clusters, without the rules for Indic
conjuncts and Hangul in pieces). It takes two columns where it is wide (Annex 11), else one.

The library `wcwidth` does this too, but since 0.3 it loads `textwrap`, `secrets` and `random`, and
with them takes some 150 ms where this whole program starts in less; the versions before it do not
know what a grapheme is. `unicodedata` is there, and is only loaded where a text asks for it.
"""

import functools
from collections.abc import Iterator
from typing import Final

_NARROW: Final = "\u0300"
"""Every letter before this one takes one column and joins nothing."""
_ALSO_NARROW: Final = frozenset("→−–—…·‘’“”•€≤≥")
"""What our own sentences use, so that they need no tables."""
_JOINER: Final = "\u200d"
_EMOJI: Final = "\ufe0f"
"""Variation selector 16: the letter before it is shown as an emoji, which is wide."""
_FLAGS: Final = ("\U0001f1e6", "\U0001f1ff")
_TONES: Final = ("\U0001f3fb", "\U0001f3ff")
_EXTENDING: Final = ("Mn", "Me", "Mc", "Cf")
_WIDE: Final = ("W", "F")


def narrow(text: str) -> bool:
    """Return whether every letter of a text takes one column and stands alone."""
    return text.isascii() or all(
        letter < _NARROW or letter in _ALSO_NARROW for letter in text if letter > "\x7f"
    )


def width(text: str) -> int:
    """Return how many columns a text takes."""
    if text.isascii() or narrow(text):
        return len(text)
    return sum(map(_width, graphemes(text)))


def graphemes(text: str) -> Iterator[str]:
    """Split a text in what a reader takes for characters."""
    cluster = ""
    for letter in text:
        if cluster and not _joins(cluster, letter):
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _joins(cluster: str, letter: str) -> bool:
    if letter < _NARROW:
        return False
    if _extends(letter):
        return True
    if cluster[-1] == _JOINER:
        return _wide(letter) or _pictured(letter)
    # Two letters make a flag, the third begins the next one.
    return _between(letter, _FLAGS) and len(cluster) == 1 and _between(cluster, _FLAGS)


def _between(letter: str, ends: tuple[str, str]) -> bool:
    return ends[0] <= letter <= ends[1]


@functools.lru_cache(maxsize=4096)
def _extends(letter: str) -> bool:
    import unicodedata  # noqa: PLC0415 (most texts need no tables)

    return unicodedata.category(letter) in _EXTENDING or _between(letter, _TONES)


@functools.lru_cache(maxsize=4096)
def _pictured(letter: str) -> bool:
    import unicodedata  # noqa: PLC0415 (most texts need no tables)

    return unicodedata.category(letter) == "So"


@functools.lru_cache(maxsize=4096)
def _wide(letter: str) -> bool:
    import unicodedata  # noqa: PLC0415 (most texts need no tables)

    return unicodedata.east_asian_width(letter) in _WIDE


def _width(cluster: str) -> int:
    first = cluster[0]
    if len(cluster) == 1 and first >= _NARROW and _extends(first):
        return 0  # a mark without a letter of its own
    if _wide(first) or _EMOJI in cluster or _between(first, _FLAGS):
        return 2
    return 1


def cut(text: str, most: int) -> str:
    """Return a text in at most so many columns, with a mark where something went."""
    if width(text) <= most:
        return text
    return _head(text, most - 1) + "…" if most > 0 else ""


def pieces(text: str, most: int) -> Iterator[str]:
    """Split a text that is wider than a line in pieces that fit, each at least one character."""
    while text:
        piece = _head(text, most) or next(graphemes(text))
        yield piece
        text = text[len(piece) :]


def _head(text: str, most: int) -> str:
    if narrow(text):
        return text[: max(0, most)]
    kept, used = [], 0
    for cluster in graphemes(text):
        used += _width(cluster)
        if used > most:
            break
        kept.append(cluster)
    return "".join(kept)


def fitted(text: str, to: int, right: bool = False) -> str:
    """Return a text in exactly so many columns: cut, or with spaces behind it (before it)."""
    gap = to - width(text)
    if gap < 0:
        text = cut(text, to)
        gap = to - width(text)
    return " " * gap + text if right else text + " " * gap

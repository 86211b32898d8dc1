# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choose a language, and say a template in it: `{n:regel|regels}` picks one or many."""

import locale
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

LANGUAGES: Final = ("nl", "en")
Pair = tuple[str, str]
"""The same sentence in Dutch and in English."""

_JOINERS: Final = "\u200c\u200d"
_READABLE: Final = 50
"""Figures of a number that still fit on a line."""
_chosen: list[str] = []
_SPEAKING: Final[ContextVar[str | None]] = ContextVar("language of one call", default=None)


def choose(language: str | None) -> None:
    """Fix the language of this process; None goes back to what the environment says."""
    _chosen[:] = [] if language is None else [language]


def current() -> str:
    """Return the language: of this call, else chosen, else what the environment says.

    That is MINKADER_LANG, else the locale, else Dutch.
    """
    return _SPEAKING.get() or (_chosen[0] if _chosen else usual())


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Speak a language for a while, in this thread or task alone; None changes nothing.

    Raises:
        ValueError: where there is no such language.
    """
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"{language!r} is none of {', '.join(LANGUAGES)}")
    token = _SPEAKING.set(language or _SPEAKING.get())
    try:
        yield
    finally:
        _SPEAKING.reset(token)


def usual() -> str:
    """Return the language where nobody chooses one: what the environment says, else Dutch."""
    for said in (os.environ.get("MINKADER_LANG"), *_locales()):
        if said and said[:2].lower() in LANGUAGES:
            return said[:2].lower()
    return "nl"


def _locales() -> Sequence[str | None]:
    said = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    if any(said):
        return said
    try:
        return [locale.getlocale()[0]]
    except ValueError:
        return []


class Count(int):
    """A number that a template can turn into a word: `{n:regel|regels}`."""

    def __format__(self, spec: str) -> str:
        """Pick the word for one or for many; without a bar, write the number."""
        if "|" not in spec:
            return number(self)
        one, many = spec.split("|")
        return one if self == 1 else many


def number(value: int) -> str:
    """Write a whole number with a point (nl) or comma (en) between thousands."""
    grouped = f"{int(value):,}"
    return grouped.replace(",", ".") if current() == "nl" else grouped


def figures(count: str) -> str:
    """Write a count of however many figures; where nobody can read it any more, its size."""
    if len(count) <= _READABLE:
        return number(int(count))
    return say(("minstens 10^{power}", "at least 10^{power}"), power=str(len(count) - 1))


def say(pair: Pair, **values: object) -> str:
    """Fill a template in the current language."""
    return pair[LANGUAGES.index(current())].format(
        **{key: Count(v) if isinstance(v, int) else v for key, v in values.items()}
    )


def listed(words: Sequence[str], last: Pair = ("en", "and")) -> str:
    """Join words as a sentence does: a, b en c."""
    if len(words) < 2:  # noqa: PLR2004 (one word needs no joining)
        return "".join(words)
    return f"{', '.join(words[:-1])} {say(last)} {words[-1]}"


def spoken(text: Mapping[str, str] | None) -> str:
    """Return a free text in the current language; what has no English stays Dutch, marked (nl)."""
    if text is None:
        return ""
    if current() == "en" and "en" not in text:
        return f"{plain(text['nl'])} (nl)"
    return plain(text[current()])


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters, with a mark where something went."""
    return text if len(text) <= most else text[: max(0, most - 1)] + "…"


def plain(text: str) -> str:
    """Put a text on one line, without the control characters with which it could fool a screen.

    What joins two letters (Persian) or two emoji (a family) stays: without it the text is another.
    """
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join(letter for letter in line if letter.isprintable() or letter in _JOINERS)


_MONTHS: Final = (
    ("januari", "January"), ("februari", "February"), ("maart", "March"), ("april", "April"),
    ("mei", "May"), ("juni", "June"), ("juli", "July"), ("augustus", "August"),
    ("september", "September"), ("oktober", "October"), ("november", "November"),
    ("december", "December"),
)  # fmt: skip


def date(iso: str) -> str:
    """Write a date (YYYY-MM-DD) in words."""
    year, month, day = iso.split("-")
    return f"{int(day)} {say(_MONTHS[int(month) - 1])} {year}"

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Explain a finding code: what it says in general, how to mend it, and an example of both."""

import string
from collections.abc import Iterator
from string import Template
from typing import Final

from minkader.ruleset.errors import WrongUseError
from minkader.ruleset.findings import Finding
from minkader.words import codes
from minkader.words.language import Pair, say
from minkader.words.view import Block, Item, Paragraph, Typed

_KIND: Final[dict[str, Pair]] = {
    "MK0": (
        "Een fout: zo heeft het bestand of de vraag geen betekenis.",
        "An error: as it stands, the file or the question has no meaning.",
    ),
    "MK1": (
        "Een aandachtspunt: het bestand is te lezen, maar kijk hiernaar.",
        "A point to look at: the file is readable, but look at this.",
    ),
}
_WRONG: Final[dict[str, Pair]] = {
    "file": ("Fout, in een regelset:", "Wrong, in a rule set:"),
    "command": ("Fout:", "Wrong:"),
    "answer": ("Fout, in een kader:", "Wrong, in a framework:"),
    "python": ("Fout, in Python:", "Wrong, in Python:"),
}
_RIGHT: Final[Pair] = ("Goed:", "Right:")


def explained(code: str) -> list[Block]:
    """Explain a code.

    Raises:
        WrongUseError: where there is no such code.
    """
    known = code.upper()
    try:
        meant = codes.code(known)
    except KeyError:
        raise WrongUseError([Finding(code="MK055", values={"found": code})]) from None
    general = [Item(_general(pair)) for pair in (meant.message, meant.mend)]
    shown = [] if meant.example is None else _shown(meant.example)
    return [Paragraph(known), Paragraph(say(_KIND[known[:3]])), Typed(""), *general, *shown]


def filled(text: str) -> str:
    """Return an example in the current language: what stands behind each `$`."""
    names = {name: say(codes.pair(said)) for name, said in codes.texts("names").items()}
    return Template(text).substitute(names)


def _shown(example: codes.Example) -> Iterator[Block]:
    for head, text in ((_WRONG[example.kind], example.failing), (_RIGHT, example.mended)):
        yield Typed("")
        yield Paragraph(say(head))
        yield from map(Typed, filled(text).splitlines())


def _general(pair: Pair) -> str:
    # Every name in a template becomes a blank that a reader can fill in.
    fields = {name for _, name, _, _ in string.Formatter().parse(pair[0] + pair[1]) if name}
    return say(pair, **dict.fromkeys(fields, "…"))

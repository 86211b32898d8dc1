# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an example of a code is made of, and its words in both languages."""

from string import Template
from typing import Final, Literal, NamedTuple

from minkader.words.language import Pair, say

Kind = Literal["file", "command", "answer", "python"]


class Example(NamedTuple):
    """What gives a code, and the same mended.

    A `file` is a piece of a rule set (whole where it begins with `minkader:` or `-`); a `command`
    is typed; an `answer` is a piece of what `solve --json` wrote; `python` is a call.
    """

    failing: str
    mended: str
    kind: Kind = "file"


_NAMES: Final[dict[str, Pair]] = {
    "SHED": ("SCHUUR", "SHED"),
    "shed": ("Kleur schuur", "Colour of shed"),
    "FENCE": ("HEK", "FENCE"),
    "fence": ("Hoogte hek", "Height of fence"),
    "ROAD": ("WEG", "ROAD"),
    "road": ("Brandweerweg", "Fire road"),
    "LAW": ("WET", "LAW"),
    "law": ("Bouwregels", "Building rules"),
    "FREE": ("VRIJ", "FREE"),
    "free": ("Vrij bouwen", "Free works"),
    "fire": ("brand", "fire"),
    "Fire": ("Geen brand", "No fire"),
    "water": ("water", "water"),
    "Water": ("Water", "Water"),
    "view": ("straat", "street"),
    "View": ("Straatbeeld", "Look of the street"),
    "club": ("vereniging", "association"),
    "Club": ("Vereniging", "Association"),
    "police": ("wijkagent", "police"),
    "Police": ("Wijkagent", "Police officer"),
    "trial": ("proef", "trial"),
    "Trial": ("Een proef", "A trial"),
    "trained": ("cursus", "trained"),
    "complaints": ("klachten", "complaints"),
    "peryear": ("per jaar", "per year"),
    "months": ("12 maanden", "12 months"),
    "owner": ("wijkmanager", "area manager"),
    "agreed": ("Afspraak", "Agreed"),
    "duty": ("Wet 1.1", "Act 1.1"),
    "small": ("Tot 10 m2.", "Up to 10 m2."),
    "large": ("Vanaf 10 m2.", "From 10 m2."),
    "answer": ("kader.json", "framework.json"),
}


def filled(text: str) -> str:
    """Fill in an example in the language of this process: what stands behind each `$`."""
    return Template(text).substitute({name: say(pair) for name, pair in _NAMES.items()})

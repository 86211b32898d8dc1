# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a framework that somebody hands over (`MK060` to `MK065`), and the mend."""

from typing import Final

from minkader.words.language import Pair

CLAIMED: Final[dict[str, tuple[Pair, Pair]]] = {
    "MK060": (
        ("Dit is geen JSON.", "This is no JSON."),
        (
            "Geef een bestand van minkader solve --json.",
            "Give a file of minkader solve --json.",
        ),
    ),
    "MK061": (
        (
            "Dit is geen antwoord van minkader solve: het mist wat daarin staat.",
            "This is no answer of minkader solve: what stands in one is missing.",
        ),
        (
            "Maak het bestand opnieuw met minkader solve --json.",
            "Make the file again with minkader solve --json.",
        ),
    ),
    "MK062": (
        (
            "Dit kader hoort bij een andere regelset: {found}, niet {expected}.",
            "This framework belongs to another rule set: {found}, not {expected}.",
        ),
        (
            "Geef de regelset waarvan dit kader is.",
            "Give the rule set that this framework is of.",
        ),
    ),
    "MK063": (
        (
            "De regels van dit kader zijn niet die van de regelset: {found}.",
            "The rules of this framework are not those of the rule set: {found}.",
        ),
        (
            "Los de regelset opnieuw op, en leg beide naast elkaar met minkader compare.",
            "Solve the rule set again, and lay both side by side with minkader compare.",
        ),
    ),
    "MK064": (
        ("{rule} kan nooit zo zijn: {found}.", "{rule} can never be like this: {found}."),
        ("{rule} kent deze vormen: {forms}.", "{rule} has these forms: {forms}."),
    ),
    "MK065": (
        (
            "Dit antwoord is van een nieuwere versie: {found}, bekend tot {most}.",
            "This answer is of a newer version: {found}, known up to {most}.",
        ),
        ("Gebruik een nieuwere minkader.", "Use a newer minkader."),
    ),
}
CLAIMED_VARIANTS: Final[dict[tuple[str, str], Pair]] = {
    ("MK063", "missing"): (
        "De regel {found} heeft in dit kader geen vorm.",
        "The rule {found} has no form in this framework.",
    ),
    ("MK063", "unknown"): (
        "Dit kader kent een regel die er niet is: {found}.",
        "This framework has a rule that is not there: {found}.",
    ),
    ("MK063", "twice"): (
        "De regel {found} staat twee keer in dit kader.",
        "The rule {found} stands twice in this framework.",
    ),
}

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""click's own words in Dutch: click has no Dutch catalog, but says everything through gettext."""

import gettext
import sys
from typing import Final

from minkader.words import language

_DUTCH: Final = {
    "Usage:": "Gebruik:",
    "Options": "Opties",
    "Commands": "Opdrachten",
    "Positional arguments": "Argumenten",
    "Show this message and exit.": "Toon deze hulp en stop.",
    "Show the version and exit.": "Toon de versie en stop.",
    "Error: {message}": "Fout: {message}",
    "Try '{command} {option}' for help.": "Hulp: '{command} {option}'.",
    "No such option {name!r}.": "De optie {name!r} is er niet.",
    "No such command {name!r}.": "De opdracht {name!r} is er niet.",
    "Missing command.": "Er is geen opdracht gegeven.",
    "Missing argument": "Er ontbreekt een argument:",
    "Missing option": "Er ontbreekt een optie:",
    "Missing parameter": "Er ontbreekt een waarde:",
    "Missing {param_type}": "Er ontbreekt: {param_type}",
    "Missing parameter: {param_name}": "Er ontbreekt: {param_name}",
    "Invalid value: {message}": "Dit kan niet: {message}",
    "Invalid value for {param_hint}: {message}": "Dit kan niet bij {param_hint}: {message}",
    "Option {name!r} does not take a value.": "Achter {name!r} staat geen waarde.",
    "Option {name!r} requires an argument.": "Achter {name!r} hoort een waarde.",
    "Option {name!r} requires {nargs} arguments.": "Achter {name!r} horen {nargs} waarden.",
    "{value!r} is not {choice}.": "{value!r} is niet {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} is geen van {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} is geen getal.",
    "{value} is not in the range {range}.": "{value} valt buiten {range}.",
    "Got unexpected extra argument ({args})": "Dit argument is te veel: {args}",
    "Got unexpected extra arguments ({args})": "Deze argumenten zijn te veel: {args}",
    "Did you mean {possibility}?": "Bedoelde u {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Bedoelde u een van: {possibilities}?)",
    "(Possible options: {possibilities})": "(Wel mogelijk: {possibilities})",
    "default: {default}": "standaard: {default}",
    "env var: {var}": "omgeving: {var}",
    "required": "verplicht",
    "Aborted!": "Gestopt.",
    "Choose from:\n\t{choices}": "Kies uit:\n\t{choices}",
    "{name} {filename!r} is a directory.": "{filename!r} is een map.",
    "{name} {filename!r} is not writable.": "In {filename!r} kan niet worden geschreven.",
    "Could not open file {filename!r}: {message}": "{filename!r} gaat niet open: {message}",
}


def _one(message: str) -> str:
    return _DUTCH.get(message, message)


def _one_or_many(one: str, many: str, n: int) -> str:
    return _one(one if n == 1 else many)


def translate_click() -> None:
    """Let click speak the language of this process."""
    import click  # noqa: PLC0415 (its modules must be loaded before they can be found)

    dutch = language.current() == "nl"
    said = (_one, _one_or_many) if dutch else (gettext.gettext, gettext.ngettext)
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{click.__name__}."):
            for attribute, function in zip(("_", "ngettext"), said, strict=True):
                if hasattr(module, attribute):
                    setattr(module, attribute, function)

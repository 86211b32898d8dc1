# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the command line says of itself: help of commands and flags, and its messages."""

from typing import Final, NamedTuple

from minkader.words.language import Pair


class Help(NamedTuple):
    """The help of one command: a line in the list, and its own page (examples first)."""

    short: Pair
    long: Pair


GROUP: Final[Pair] = (
    "Vind het kleinste kader: welke regels houden, overdragen of loslaten.\n\n"
    "\b\nVoorbeelden:\n  minkader solve boomgaardshoek\n  minkader show boomgaardshoek BS-22.14\n"
    "  minkader check mijn-wijk/ --cases",
    "Find the smallest framework: which rules to keep, hand over or release.\n\n"
    "\b\nExamples:\n  minkader solve boomgaardshoek\n  minkader show boomgaardshoek BS-22.14\n"
    "  minkader check my-area/ --cases",
)
VERSION_LINE: Final[Pair] = ("minkader {version}", "minkader {version}")
_RULESET: Final[Pair] = (
    "RULESET is een pad, een map, - (invoer), of een meegeleverde regelset.",
    "RULESET is a path, a folder, - (input), or a rule set that comes with minkader.",
)


def _help(short: Pair, examples: str, more: Pair = _RULESET) -> Help:
    heads = ("Voorbeelden", "Examples")
    nl, en = (
        f"{said}\n\n\b\n{head}:\n{examples}\n\n{rest}"
        for said, head, rest in zip(short, heads, more, strict=True)
    )
    return Help(short, (nl, en))


COMMANDS: Final[dict[str, Help]] = {
    "solve": _help(
        ("Vind het kleinste kader, of waarom niet.", "Find the smallest framework, or why not."),
        "  minkader solve boomgaardshoek\n"
        "  minkader solve boomgaardshoek --scenario alles-bevestigd\n"
        "  minkader solve ruleset.yaml --json",
    ),
    "check": _help(
        ("Kijk een regelset na, met zijn gevallen.", "Check a rule set, with its cases."),
        "  minkader check voorbeeld\n  minkader check voorbeeld --cases",
    ),
    "show": _help(
        ("Toon een regel: wat hij beschermt en welke vormen kunnen.",
         "Show a rule: what it guards and which forms it can take."),
        "  minkader show voorbeeld HEDGE\n  minkader show voorbeeld HEDGE --scenario proef",
    ),
    "rulesets": _help(
        ("Noem de meegeleverde regelsets.", "List the rule sets that come with minkader."),
        "  minkader rulesets",
        ("Gebruik zo'n naam in de plaats van een pad.", "Use such a name in the place of a path."),
    ),
    "schema": _help(
        ("Geef het JSON-schema van het bestand of een antwoord.",
         "Print the JSON Schema of the file or an answer."),
        "  minkader schema > ruleset.schema.json\n  minkader schema solve",
        ("Een editor vult hiermee sleutels aan.", "An editor completes keys with it."),
    ),
    "explain-code": _help(
        ("Leg een code uit, zoals MK020.", "Explain a code, such as MK020."),
        "  minkader explain-code MK020",
        ("Codes staan in elke melding.", "Codes stand in every message."),
    ),
}  # fmt: skip

FLAGS: Final[dict[str, Pair]] = {
    "--scenario": ("Neem dit scenario van het bestand.", "Take this scenario of the file."),
    "--trust-proposals": (
        "Beslis ook over voorstellen die niemand bevestigde.",
        "Decide proposals too that nobody confirmed.",
    ),
    "--fallback": (
        "Eis een terugval (required), of meld dat die ontbreekt (reported).",
        "Ask for a fallback (required), or report where one is missing (reported).",
    ),
    "--order": (
        "De doelen op volgorde: kept, intensity, residual, effort.",
        "The tiers in order: kept, intensity, residual, effort.",
    ),
    "--ties": (
        "steady: altijd hetzelfde kader; any: een van de beste.",
        "steady: always the same framework; any: one of the best.",
    ),
    "--time-limit": (
        "Stop na zoveel seconden met het beste tot dan.",
        "Stop after so many seconds with the best so far.",
    ),
    "--second-opinion": (
        "Laat een tweede programma het antwoord narekenen.",
        "Let a second program work the answer out again.",
    ),
    "--format": ("Tekst, JSON, of csv voor Excel.", "Text, JSON, or csv for Excel."),
    "--json": ("Hetzelfde als --format json.", "The same as --format json."),
    "--output": ("Schrijf het antwoord in dit bestand.", "Write the answer to this file."),
    "--lang": ("Nederlands of Engels.", "Dutch or English."),
    "--max-size": ("Het grootste bestand, in MiB.", "The largest file, in MiB."),
    "--cases": ("Loop ook de gevallen na.", "Run the cases too."),
}
REPORT_WRITTEN: Final[Pair] = (
    "Stuur ons dit bestand, dan zoeken wij het uit: {path}",
    "Send us this file and we will find out: {path}",
)
WRITTEN: Final[Pair] = ("Geschreven: {path}", "Written: {path}")
PROGRESS: Final[Pair] = (
    "{step} {done}/{total} · beste {best} · ten minste {bound}",
    "{step} {done}/{total} · best {best} · at least {bound}",
)
STOPPING: Final[Pair] = (
    "Stoppen met het beste tot nu toe; nog eens Ctrl-C stopt meteen.",
    "Stopping with the best so far; Ctrl-C again stops at once.",
)

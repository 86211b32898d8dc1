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
    "what-if": _help(
        ("Verander iets en zie het verschil.", "Change something and see the difference."),
        "  minkader what-if voorbeeld --adopt cursus --capacity vereniging=150\n"
        "  minkader what-if voorbeeld --release FLAGPOLE --keep HEDGE\n"
        "  minkader what-if voorbeeld --scenario proef --form FRONT-DORMER=permit",
    ),
    "scenarios": _help(
        ("Zet alle scenario's van het bestand naast elkaar.",
         "Put all scenarios of the file side by side."),
        "  minkader scenarios voorbeeld",
    ),
    "compare": _help(
        ("Leg twee regelsets of scenario's naast elkaar.",
         "Lay two rule sets or scenarios side by side."),
        "  minkader compare voorbeeld mijn-wijk/\n"
        "  minkader compare voorbeeld mijn-wijk/ --all\n"
        "  minkader compare voorbeeld --scenario proef --with-scenario -",
        ("A en B zijn elk een pad, een map, of een meegeleverde regelset. Zonder B vergelijkt het "
         "twee scenario's van A.",
         "A and B are each a path, a folder, or a rule set that comes with minkader. Without B it "
         "compares two scenarios of A."),
    ),
    "new": _help(
        ("Begin een eigen regelset.", "Start a rule set of your own."),
        "  minkader new mijn-wijk\n  minkader solve mijn-wijk",
        ("Het maakt een map met een bestand vol uitleg.",
         "It makes a folder with a file full of hints."),
    ),
    "check": _help(
        ("Kijk een regelset na, met zijn gevallen.", "Check a rule set, with its cases."),
        "  minkader check voorbeeld\n  minkader check voorbeeld --cases\n"
        "  minkader solve voorbeeld --json > kader.json\n"
        "  minkader check voorbeeld --framework kader.json",
    ),
    "show": _help(
        ("Toon een regel: wat hij beschermt en welke vormen kunnen.",
         "Show a rule: what it guards and which forms it can take."),
        "  minkader show voorbeeld HEDGE\n  minkader show voorbeeld HEDGE --scenario proef",
    ),
    "why": _help(
        ("Zeg waarom een regel blijft, of wat hem nu vervangt.",
         "Say why a rule stays, or what takes its place now."),
        "  minkader why voorbeeld HEDGE\n"
        "  minkader why voorbeeld HEDGE --not-form self_management",
    ),
    "choices": _help(
        ("Toon waar nog een keuze is, en wat elke keuze kost.",
         "Show where there is still a choice, and what each choice costs."),
        "  minkader choices voorbeeld\n"
        "  minkader choices boomgaardshoek --scenario alles-bevestigd --list 3",
    ),
    "export": _help(
        ("Schrijf een regelset voor andere programma's.", "Write a rule set for other programs."),
        "  minkader export voorbeeld --json > regels.json\n"
        "  minkader export voorbeeld --opb > regels.opb",
    ),
    "verify": _help(
        ("Reken een bewijs na.", "Check a proof."),
        "  minkader solve voorbeeld --certificate bewijs.json\n"
        "  minkader verify bewijs.json voorbeeld",
        ("CERTIFICATE is een bestand van solve --certificate.\n\n" + _RULESET[0],
         "CERTIFICATE is a file from solve --certificate.\n\n" + _RULESET[1]),
    ),
    "rulesets": _help(
        ("Noem de meegeleverde regelsets.", "List the rule sets that come with minkader."),
        "  minkader rulesets",
        ("Gebruik zo'n naam in plaats van een pad.", "Use such a name instead of a path."),
    ),
    "schema": _help(
        ("Geef het JSON-schema van het bestand of een antwoord.",
         "Print the JSON Schema of the file or an answer."),
        "  minkader schema > ruleset.schema.json\n  minkader schema solve",
        ("Een editor vult hiermee sleutels aan.", "An editor can use it to complete keys."),
    ),
    "explain-code": _help(
        ("Leg een code uit, zoals MK020.", "Explain a code, such as MK020."),
        "  minkader explain-code MK020",
        ("Elke melding heeft een code. Bij de meeste hoort een voorbeeld, fout en hersteld.",
         "Every message has a code. Most have an example, wrong and mended."),
    ),
}  # fmt: skip

FLAGS: Final[dict[str, Pair]] = {
    "--not-form": (
        "Vraag waarom de regel deze vorm niet krijgt.",
        "Ask why the rule does not take this form.",
    ),
    "--list": (
        "Noem hooguit zo veel verzamelingen regels.",
        "List at most this many sets of rules.",
    ),
    "--irredundant": (
        "Zoek ook verzamelingen regels waaruit niets weg kan.",
        "Also look for sets of rules from which nothing can go.",
    ),
    "--scenario": ("Neem dit scenario uit het bestand.", "Use this scenario from the file."),
    "--trust-proposals": (
        "Beslis ook over voorstellen die niemand bevestigde.",
        "Also decide proposals that nobody has confirmed.",
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
        "Stop na zoveel seconden, met het beste tot dan.",
        "Stop after this many seconds, with the best so far.",
    ),
    "--second-opinion": (
        "Laat een tweede programma het antwoord narekenen.",
        "Have a second program work out the answer again.",
    ),
    "--certificate": (
        "Schrijf het bewijs in dit bestand.",
        "Write the proof to this file.",
    ),
    "--explain-steps": (
        "Zeg wat elke stap wegnam en hoe lang die duurde.",
        "Say what each step took away and how long it took.",
    ),
    "--opb": (
        "De vraag als OPB, voor andere solvers en controleurs.",
        "The question as OPB, for other solvers and checkers.",
    ),
    "--format": ("Tekst, JSON, of csv voor Excel.", "Text, JSON, or csv for Excel."),
    "--json": ("Hetzelfde als --format json.", "The same as --format json."),
    "--output": ("Schrijf het antwoord in dit bestand.", "Write the answer to this file."),
    "--lang": ("Nederlands of Engels.", "Dutch or English."),
    "--max-size": ("Het grootste bestand, in MiB.", "The largest file, in MiB."),
    "--base": ("Vergelijk met dit scenario.", "Compare with this scenario."),
    "--framework": (
        "Kijk dit kader na: een bestand van solve --json, of - (invoer).",
        "Check this framework: a file from solve --json, or - (input).",
    ),
    "--with-scenario": (
        "Het scenario van B, of - voor geen. Zonder deze vlag geldt --scenario ook voor B.",
        "The scenario of B, or - for none. Without this flag, --scenario applies to B too.",
    ),
    "--match": (
        "Welke regels bij elkaar horen: per regel NAAM-IN-A;NAAM-IN-B.",
        "Which rules belong together: on each line NAME-IN-A;NAME-IN-B.",
    ),
    "--all": ("Toon alle verschillen.", "Show all differences."),
    "--alone": (
        "Probeer hooguit zoveel verschillen elk alleen.",
        "Try at most this many differences, each on its own.",
    ),
    "--cases": ("Loop ook de gevallen na.", "Run the cases too."),
    "--keep": ("Houd deze regel.", "Keep this rule."),
    "--release": ("Laat deze regel los.", "Release this rule."),
    "--form": ("Geef een regel deze vorm.", "Give a rule this form."),
    "--capacity": ("Geef een groep zoveel uur per jaar.", "Give a group this many hours a year."),
    "--drop-interest": ("Laat dit belang weg.", "Leave this interest out."),
    "--add-interest": (
        "Voeg een belang toe, geschreven als in het bestand.",
        "Add an interest, written as in the file.",
    ),
    "--adopt": ("Neem deze maatregel.", "Take this measure."),
    "--stance": (
        "Wat iemand van een vorm van een regel vindt.",
        "What somebody thinks of a form of a rule.",
    ),
    "--lift-lock": ("Haal het slot van deze regel.", "Lift the lock of this rule."),
    "--ground": ("Geef een regel deze gronden.", "Give a rule these grounds."),
    "--classify": (
        "Deel een regel in: none, proposed, confirmed.",
        "Classify a rule: none, proposed, confirmed.",
    ),
}
NOT_A_PAIR: Final[Pair] = (
    "{value} past hier niet: schrijf NAAM=WAARDE, elke naam een keer.",
    "{value} does not fit here: write NAME=VALUE, each name once.",
)
NOT_A_TABLE: Final[Pair] = (
    "{value} is geen belang: schrijf bijvoorbeeld {{title: Rust, ground: health}}.",
    "{value} is not an interest: write for instance {{title: Rest, ground: health}}.",
)
NOT_A_NAME: Final[Pair] = (
    "{name} kan geen naam zijn: gebruik letters, cijfers en . _ : -",
    "{name} cannot be a name: use letters, digits and . _ : -",
)
EXISTS: Final[Pair] = (
    "{path} bestaat al en blijft zoals het is. Kies een andere naam.",
    "{path} already exists and stays as it is. Choose another name.",
)
STARTED: Final[Pair] = (
    "Geschreven: {path}\nVolgende vraag:\n  minkader solve {name}",
    "Written: {path}\nNext question:\n  minkader solve {name}",
)
REPORT_WRITTEN: Final[Pair] = (
    "Stuur ons dit bestand, dan zoeken wij het uit: {path}",
    "Send us this file and we will look into it: {path}",
)
STOPPED: Final[Pair] = ("Gestopt, zonder antwoord.", "Stopped, without an answer.")
STANDARD_OUTPUT: Final[Pair] = ("de uitvoer", "standard output")
NOT_WRITTEN: Final[Pair] = (
    "In {path} kan niet worden geschreven: {problem}.",
    "{path} cannot be written: {problem}.",
)
NOT_OVER_ITSELF: Final[Pair] = (
    "{path} is de regelset zelf. Kies een ander bestand.",
    "{path} is the rule set itself. Choose another file.",
)
EXPORT_WHAT: Final[Pair] = ("Kies --json of --opb.", "Choose --json or --opb.")
NO_PROOF: Final[Pair] = (
    "Er is geen bewijs geschreven: dit antwoord is niet nagerekend.",
    "No proof was written: this answer was not recomputed.",
)
NOT_TWICE: Final[Pair] = (
    "{path} kan niet het antwoord en het bewijs zijn. Kies twee bestanden.",
    "{path} cannot be both the answer and the proof. Choose two files.",
)
ONE_INPUT: Final[Pair] = (
    "De regelset en het kader kunnen niet allebei uit de invoer komen.",
    "The rule set and the framework cannot both come from the input.",
)
NO_COMMAND: Final[Pair] = (
    "De opdracht {found!r} is er niet. Bedoelde u {near!r}?",
    "There is no command {found!r}. Did you mean {near!r}?",
)
RULESET_LINE: Final[Pair] = ("{n} {n:regel|regels}", "{n} {n:rule|rules}")
WRITTEN: Final[Pair] = ("Geschreven: {path}", "Written: {path}")
PROGRESS: Final[Pair] = (
    "{step} {done}/{total} · beste {best} · ten minste {bound}",
    "{step} {done}/{total} · best {best} · at least {bound}",
)
STEPS: Final[dict[str, Pair]] = {
    "solve": ("oplossen", "solving"),
    "certify": ("bewijs maken", "making the proof"),
    "clash": ("botsing zoeken", "finding the clash"),
    "choices": ("keuzes uitzoeken", "working out choices"),
    "minima": ("keuzes tellen", "counting choices"),
    "irredundant": ("zoeken waaruit niets weg kan", "looking for sets from which nothing can go"),
    "match": ("regels herkennen", "matching rules"),
    "effects": ("verschillen proberen", "trying differences"),
}
STEP: Final[Pair] = ("{step} {done}/{total}", "{step} {done}/{total}")
STOPPING: Final[Pair] = (
    "Stoppen met het beste tot nu toe; nog eens Ctrl-C stopt meteen.",
    "Stopping with the best so far; Ctrl-C again stops at once.",
)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each finding code says, and how to mend it. Codes are never reused.

`MK0xx`: the file has no meaning, or the question has none. `MK1xx`: lint.
Those of a framework handed over stand in `claimed.py`, those of lint in `lint.py`.
"""

from typing import Final

from minkader.words.claimed import CLAIMED, CLAIMED_VARIANTS
from minkader.words.language import Pair
from minkader.words.lint import LINT, LINT_VARIANTS

FOUND_IS_A_KIND: Final = ("MK005", "MK014", "MK022", "MK033")
"""Codes whose value `found` names a kind of value, so that it is said as a word."""
DID_YOU_MEAN: Final[Pair] = ("Bedoelde u {near}?", "Did you mean {near}?")
AND_MORE: Final[Pair] = (
    "… en nog {n} {n:bevinding|bevindingen}; --json toont alle.",
    "… and {n} more {n:finding|findings}; --json shows all.",
)
SELF_CHECK: Final[Pair] = (
    "Het antwoord doorstond onze eigen controle niet ({what}) en wordt niet getoond.",
    "The answer failed our own check ({what}) and is not shown.",
)

MESSAGES: Final[dict[str, tuple[Pair, Pair]]] = {
    "MK001": (
        ("Dit bestand of deze map is er niet.", "There is no such file or folder."),
        (
            "Geef een pad, of een meegeleverde regelset: {shipped}.",
            "Give a path, or a rule set that comes with minkader: {shipped}.",
        ),
    ),
    "MK002": (
        ("In deze map staat geen regelset.", "This folder holds no rule set."),
        ("Zet er een bestand {expected} in.", "Put a file {expected} in it."),
    ),
    "MK003": (
        ("Dit bestand is niet te openen: {problem}.", "This file cannot be opened: {problem}."),
        ("Kijk of het pad klopt en u mag lezen.", "Check the path and your right to read it."),
    ),
    "MK004": (
        (
            "Dit bestand is te groot: {found} bytes, hooguit {most}.",
            "This file is too large: {found} bytes, at most {most}.",
        ),
        ("Verhoog de grens met --max-size.", "Raise the limit with --max-size."),
    ),
    "MK005": (
        ("Dit is geen tekst in UTF-8: {found}.", "This is no text in UTF-8: {found}."),
        ("Sla het bestand op als UTF-8.", "Save the file as UTF-8."),
    ),
    "MK006": (
        ("Dit bestand is leeg.", "This file is empty."),
        (
            "Begin met minkader: 1, id, title en rules.",
            "Begin with minkader: 1, id, title and rules.",
        ),
    ),
    "MK007": (
        ("Dit is geen geldige YAML: {problem}.", "This is no valid YAML: {problem}."),
        (
            "Kijk naar inspringen, haakjes en aanhalingstekens op deze regel.",
            "Look at indentation, brackets and quotes on this line.",
        ),
    ),
    "MK008": (
        (
            "De sleutel {found} staat hier twee keer; eerder op regel {first}.",
            "The key {found} stands here twice; first on line {first}.",
        ),
        ("Haal een van de twee weg.", "Take one of the two away."),
    ),
    "MK009": (
        (
            "{found}: ankers, verwijzingen en tags van YAML worden niet gelezen.",
            "{found}: anchors, aliases and tags of YAML are not read.",
        ),
        ("Schrijf voluit wat er moet staan.", "Write out in full what should stand here."),
    ),
    "MK010": (
        (
            "Dit ligt te diep genest: meer dan {most} lagen.",
            "This is nested too deeply: more than {most} levels.",
        ),
        ("Een regelset is nergens zo diep.", "No rule set is ever that deep."),
    ),
    "MK011": (
        (
            "Dit getal is te lang: {digits} tekens, hooguit {most}.",
            "This number is too long: {digits} characters, at most {most}.",
        ),
        ("Schrijf een kleiner getal.", "Write a smaller number."),
    ),
    "MK012": (
        ("Hier begint een tweede document.", "A second document begins here."),
        (
            "Zet elke regelset in een eigen bestand.",
            "Put every rule set in a file of its own.",
        ),
    ),
    "MK013": (
        ("Een sleutel moet een woord zijn.", "A key must be a word."),
        ("Schrijf hier een naam met een dubbele punt.", "Write a name with a colon here."),
    ),
    "MK014": (
        ("Een regelset is een tabel, niet: {found}.", "A rule set is a table, not {found}."),
        (
            "Begin met minkader: 1, id, title en rules.",
            "Begin with minkader: 1, id, title and rules.",
        ),
    ),
    "MK019": (
        (
            "Deze versie van het bestand is niet bekend: {found}.",
            "This version of the file is not known: {found}.",
        ),
        ("Schrijf minkader: 1.", "Write minkader: 1."),
    ),
    "MK020": (
        ("De sleutel {found} is hier niet bekend.", "The key {found} is not known here."),
        (
            "Haal hem weg, of kijk met minkader schema wat kan.",
            "Take it away, or see with minkader schema what can stand here.",
        ),
    ),
    "MK021": (
        ("Hier ontbreekt {key}.", "{key} is missing here."),
        (
            "Vul {key} in.",
            "Fill in {key}.",
        ),
    ),
    "MK022": (
        (
            "Hier wordt {expected} verwacht, maar er staat {found}.",
            "This should be {expected}, but it is {found}.",
        ),
        ("Schrijf {expected}.", "Write {expected}."),
    ),
    "MK023": (
        ("Dit getal kan hier niet: {found}.", "This number cannot stand here: {found}."),
        ("Schrijf {bound}.", "Write {bound}."),
    ),
    "MK024": (
        ("Het woord {found} is hier niet bekend.", "The word {found} is not known here."),
        ("Kies uit: {known}.", "Choose from: {known}."),
    ),
    "MK025": (
        ("Dit is niet {what}: {found}.", "This is not {what}: {found}."),
        ("Schrijf {what}.", "Write {what}."),
    ),
    "MK026": (
        ("{found} staat hier twee keer.", "{found} stands here twice."),
        (
            "Haal er één weg; hoofdletters maken geen verschil.",
            "Take one away; capitals make no difference.",
        ),
    ),
    "MK027": (
        ("Hier mag het niet leeg zijn.", "This may not be empty."),
        ("Vul het in, of haal de sleutel weg.", "Fill it in, or take the key away."),
    ),
    "MK028": (
        (
            "Hier kan alleen een vorm van de gemeente staan, geen {found}.",
            "Only a municipal form can stand here, not {found}.",
        ),
        (
            "Kies uit: prohibition, permit, notification_duty, information_duty, general_rule,"
            " duty_of_care.",
            "Choose from: prohibition, permit, notification_duty, information_duty, general_rule,"
            " duty_of_care.",
        ),
    ),
    "MK030": (
        (
            "Er is geen {noun} met de naam {found}.",
            "There is no {noun} with the name {found}.",
        ),
        (
            "Neem {found} op in het bestand, of haal de naam weg.",
            "Add {found} to the file, or take the name away.",
        ),
    ),
    "MK031": (
        ("{found}: die vorm heeft {rule} nooit.", "{found}: {rule} never has that form."),
        ("Achter de @ kan staan: {forms}.", "After the @ can stand: {forms}."),
    ),
    "MK032": (
        (
            "Een release is geen optie: elke beperking kan al worden losgelaten.",
            "A release is no option: every restriction can be released already.",
        ),
        (
            "Schrijf release bij de regel zelf, niet onder options.",
            "Write release at the rule itself, not under options.",
        ),
    ),
    "MK033": (
        (
            "Een belang heeft een ground of een category; dit heeft {found}.",
            "An interest has a ground or a category; this one has {found}.",
        ),
        (
            "Geef ground aan een essentieel belang, category aan een ander.",
            "Give ground to an essential interest, category to any other.",
        ),
    ),
    "MK034": (
        (
            "{interest} mag niet worden overgedragen, ook niet met {found}.",
            "{interest} may not be handed over, not by {found} either.",
        ),
        (
            "Haal het hier weg, of vraag een vorm van de gemeente (@kept).",
            "Take it away here, or ask for a municipal form (@kept).",
        ),
    ),
    "MK035": (
        ("De vorm {found} staat hier al.", "The form {found} stands here already."),
        ("Noem elke vorm één keer.", "Name each form once."),
    ),
    "MK036": (
        (
            "Een optie kan alleen beschermen wat de regel zelf beschermt, niet {found}.",
            "An option can only guard what the rule itself guards, not {found}.",
        ),
        (
            "Zet {found} ook bij guards van de regel.",
            "Put {found} in the guards of the rule too.",
        ),
    ),
    "MK037": (
        (
            "{key} hoort bij een vorm van bewoners, niet bij {found}.",
            "{key} belongs to a resident form, not to {found}.",
        ),
        ("Haal {key} hier weg.", "Take {key} away here."),
    ),
    "MK038": (
        ("{key} past niet bij deze soort: {kind}.", "{key} does not fit this kind: {kind}."),
        ("Haal {key} weg, of kies een andere kind.", "Take {key} away, or choose another kind."),
    ),
    "MK039": (
        (
            "{key} kan niet bij een regel van {holder}.",
            "{key} cannot stand with a rule of {holder}.",
        ),
        (
            "Haal {key} weg: over deze regel beslist de gemeente niet.",
            "Take {key} away: the municipality does not decide this rule.",
        ),
    ),
    "MK040": (
        (
            "lightest hoort bij bandwidth, en is niet zwaarder dan vandaag.",
            "lightest belongs to bandwidth, and is no heavier than today.",
        ),
        (
            "Geef een lichtste vorm van de gemeente, of kies lock: full.",
            "Give a lightest municipal form, or choose lock: full.",
        ),
    ),
    "MK041": (
        (
            "Met {key} komt dit bij zichzelf uit: {circle}.",
            "Through {key} this leads back to itself: {circle}.",
        ),
        ("Haal een van de verwijzingen weg.", "Take one of the references away."),
    ),
    "MK042": (
        ("{found} kan hier niet worden vastgezet.", "{found} cannot be pinned here."),
        (
            "Zet alleen regels van de gemeente vast, elk hooguit één keer.",
            "Pin rules of the municipality only, each at most once.",
        ),
    ),
    "MK043": (
        ("Het belang {found} bestaat al.", "The interest {found} exists already."),
        ("Geef het nieuwe belang een andere naam.", "Give the new interest another name."),
    ),
    "MK051": (
        ("Er is geen scenario {found}.", "There is no scenario {found}."),
        ("Deze regelset heeft: {known}.", "This rule set has: {known}."),
    ),
    "MK052": (
        ("{found} is geen keuze voor --fallback.", "{found} is no choice for --fallback."),
        ("Kies uit: {known}.", "Choose from: {known}."),
    ),
    "MK053": (
        ("{found} is geen volgorde.", "{found} is no order."),
        ("Noem elk doel hooguit één keer: {known}.", "Name each tier at most once: {known}."),
    ),
    "MK054": (
        ("Er is geen regel {found}.", "There is no rule {found}."),
        (
            "minkader solve toont de namen van alle regels.",
            "minkader solve shows the names of all rules.",
        ),
    ),
    "MK055": (
        ("Er is geen code {found}.", "There is no code {found}."),
        ("Een code ziet eruit als MK020.", "A code looks like MK020."),
    ),
    "MK057": (
        ("Het woord {found} is hier niet bekend.", "The word {found} is not known here."),
        ("Kies uit: {known}.", "Choose from: {known}."),
    ),
    "MK058": (
        ("{found} is geen vorm.", "{found} is no form."),
        ("Kies uit: {known}.", "Choose from: {known}."),
    ),
    "MK059": (
        ("Zoveel verzamelingen bestaan niet: {found}.", "There is no such number: {found}."),
        ("Geef --list een getal van 0 of meer.", "Give --list a number of 0 or more."),
    ),
    "MK070": (
        ("Er is geen regel {found} in {side}.", "There is no rule {found} in {side}."),
        (
            "Schrijf de naam zoals hij in {side} staat.",
            "Write the name as it stands in {side}.",
        ),
    ),
    "MK071": (
        (
            "De regel {found} van {side} staat hier twee keer.",
            "The rule {found} of {side} stands here twice.",
        ),
        ("Noem elke regel hooguit één keer.", "Name each rule at most once."),
    ),
    "MK072": (
        ("Dit is geen paar van regels: {found}.", "This is no pair of rules: {found}."),
        (
            "Schrijf NAAM-IN-A;NAAM-IN-B, of in YAML een lijst met a en b. "
            "Zonder partner blijft een kant leeg.",
            "Write NAME-IN-A;NAME-IN-B, or in YAML a list with a and b. "
            "Without a partner one side stays empty.",
        ),
    ),
    "MK073": (
        ("Er is niets om A mee te vergelijken.", "There is nothing to compare A with."),
        (
            "Noem een tweede regelset, of een scenario met --with-scenario.",
            "Name a second rule set, or a scenario with --with-scenario.",
        ),
    ),
    "MK074": (
        (
            "Dit vergelijkt A met zichzelf: beide kanten zijn scenario {found}.",
            "This compares A with itself: both sides are scenario {found}.",
        ),
        (
            "Noem een ander scenario met --with-scenario; - is geen scenario.",
            "Name another scenario with --with-scenario; - is no scenario.",
        ),
    ),
    "MK075": (
        (
            "Paren van regels horen bij twee bestanden.",
            "Pairs of rules belong to two files.",
        ),
        (
            "Laat --match weg: de regels van één bestand zijn dezelfde.",
            "Leave --match out: the rules of one file are the same.",
        ),
    ),
    "MK076": (
        ("Zoveel verschillen bestaan niet: {found}.", "There is no such number: {found}."),
        ("Geef --alone een getal van 0 of meer.", "Give --alone a number of 0 or more."),
    ),
    **CLAIMED,
    **LINT,
}

VARIANTS: Final[dict[tuple[str, str], Pair]] = {
    ("MK035", "today"): (
        "{found} is de vorm van vandaag (of het plafond) en bestaat al.",
        "{found} is today's form (or the ceiling) and exists already.",
    ),
    ("MK035", "twice"): ("De vorm {found} staat hier twee keer.", "{found} stands here twice."),
    ("MK042", "holder"): (
        "{found} is van een ander en kan niet worden vastgezet.",
        "{found} is held by somebody else and cannot be pinned.",
    ),
    ("MK042", "twice"): ("{found} is al vastgezet.", "{found} is pinned already."),
    **CLAIMED_VARIANTS,
    **LINT_VARIANTS,
}

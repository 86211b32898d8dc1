# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each lint code says, and how to mend it. Codes are never reused."""

from typing import Final

from minkader.words.language import Pair

ABOUT_FORMS: Final = ("MK101", "MK102", "MK111", "MK112")
"""Codes whose values are forms in force: said as words, for nobody has to type them."""

LINT: Final[dict[str, tuple[Pair, Pair]]] = {
    "MK101": (
        (
            "De vorm {found} is zwaarder dan hoger recht toestaat: {ceiling}.",
            "The form {found} is heavier than higher law allows: {ceiling}.",
        ),
        (
            "Vandaag telt als {ceiling}; zet form in het bestand daarop.",
            "Today counts as {ceiling}; set form in the file to that.",
        ),
    ),
    "MK102": (
        (
            "Deze regel gaat zonder terugval: {form}.",
            "This rule goes without a fallback: {form}.",
        ),
        (
            "Noem een teller, een grens en een eigenaar bij fallback.",
            "Name an indicator, a threshold and an owner under fallback.",
        ),
    ),
    "MK103": (
        (
            "{subject} kan tegenhouden, maar er staat niet waarom.",
            "{subject} may block, but it does not say why.",
        ),
        ("Noem de afspraak of wet bij block_basis.", "Name the agreement or law in block_basis."),
    ),
    "MK104": (
        (
            "Deze regel beschermt alleen wat regels van anderen al beschermen: {others}.",
            "This rule only guards what rules of others guard already: {others}.",
        ),
        (
            "Haal de regel weg, of zet bij guards wat hij meer beschermt.",
            "Take the rule away, or add to guards what else it guards.",
        ),
    ),
    "MK105": (
        (
            "Deze regel botst vandaag met {other}.",
            "This rule conflicts with {other} today.",
        ),
        (
            "Haal {other} weg bij {key}, of verander de vorm van een van beide.",
            "Take {other} away under {key}, or change the form of one of the two.",
        ),
    ),
    "MK106": (
        (
            "Niets in het bestand gebruikt {found} ({noun}).",
            "Nothing in the file uses {found} ({noun}).",
        ),
        (
            "Gebruik {found} in het bestand, of haal het weg.",
            "Use {found} in the file, or take it away.",
        ),
    ),
    "MK107": (
        ("Niets beschermt het belang {subject}.", "Nothing guards the interest {subject}."),
        (
            "Zet {subject} bij guards van een regel, of haal het belang weg.",
            "Put {subject} in the guards of a rule, or take the interest away.",
        ),
    ),
    "MK108": (
        (
            "In geen enkel kader zijn er genoeg beschermers van {subject}: ten minste {least}.",
            "No framework has enough guards of {subject}: at least {least}.",
        ),
        (
            "Verlaag at_least, of haal weg wat de beschermers tegenhoudt.",
            "Lower at_least, or take away what holds the guards back.",
        ),
    ),
    "MK109": (
        (
            "Het essentiële belang {subject} rust alleen op een zorgplicht: {rules}.",
            "The essential interest {subject} hangs on a duty of care alone: {rules}.",
        ),
        (
            "Een zorgplicht is een open norm. Zet er een regel naast die zegt wat moet.",
            "A duty of care is an open norm. Add a rule that says what must be done.",
        ),
    ),
    "MK110": (
        ("{rule} lijkt dezelfde regel als {other}.", "{rule} looks like the same rule as {other}."),
        (
            "Haal een van de twee weg, of zeg in summary waarin zij verschillen.",
            "Take one of the two away, or say in summary how they differ.",
        ),
    ),
    "MK111": (
        ("De vorm {form} kan hier nooit.", "The form {form} is never possible here."),
        (
            "Haal de optie weg, of verander wat haar tegenhoudt.",
            "Take the option away, or change what holds it back.",
        ),
    ),
    "MK112": (
        (
            "De vorm {form} kan nog niet: er is geen terugval genoemd.",
            "The form {form} is not possible yet: no fallback is named.",
        ),
        (
            "Noem een teller, een grens en een eigenaar bij fallback.",
            "Name an indicator, a threshold and an owner under fallback.",
        ),
    ),
    "MK113": (
        (
            "Deze uitzondering verlicht geen regel die kan gelden.",
            "This exemption relaxes no rule that can be in force.",
        ),
        (
            "Noem bij relaxes een regel die geldt, of haal de uitzondering weg.",
            "Name a rule that is in force under relaxes, or take the exemption away.",
        ),
    ),
    "MK114": (
        (
            "Er staat niet waarom deze regel wel of niet los mag.",
            "It does not say why this rule may or may not be released.",
        ),
        (
            "Schrijf waarom: achter never, of bij reviewed of note.",
            "Write why: behind never, or in reviewed or note.",
        ),
    ),
    "MK115": (
        ("{found} verandert hier niets.", "{found} changes nothing here."),
        ("Haal {found} weg, of verbeter de naam.", "Take {found} away, or mend the name."),
    ),
    "MK116": (
        ("Er is geen enkel kader dat kan.", "No framework is possible at all."),
        (
            "minkader solve noemt de botsing, en wat helpt.",
            "minkader solve names the clash, and what helps.",
        ),
    ),
}

LINT_VARIANTS: Final[dict[tuple[str, str], Pair]] = {
    ("MK105", "excludes"): (
        "{subject} en {other} sluiten elkaar uit, maar gelden vandaag allebei.",
        "{subject} and {other} exclude each other, but both are in force today.",
    ),
    ("MK105", "requires"): (
        "{subject} heeft {other} nodig, maar dat geldt vandaag niet.",
        "{subject} requires {other}, but that does not hold today.",
    ),
    ("MK106", "definition"): (
        "Geen regel die kan gelden, gebruikt dit begrip: {found}.",
        "No rule that can be in force uses this definition: {found}.",
    ),
    ("MK107", "essential"): (
        "Niets beschermt het essentiële belang {subject}, dus er is geen kader.",
        "Nothing guards the essential interest {subject}, so there is no framework.",
    ),
    ("MK110", "text"): (
        "{rule} heeft dezelfde tekst als {other}.",
        "{rule} has the same text as {other}.",
    ),
    ("MK110", "source"): (
        "{rule} staat op dezelfde plek als {other} en beschermt hetzelfde.",
        "{rule} stands in the same place as {other} and guards the same.",
    ),
    ("MK111", "ceiling"): (
        "De vorm {form} kan nooit: zij is zwaarder dan het plafond.",
        "The form {form} is never possible: it is heavier than the ceiling.",
    ),
    ("MK111", "needs"): (
        "De vorm {form} kan nooit: niemand geeft {missing}.",
        "The form {form} is never possible: nobody gives {missing}.",
    ),
    ("MK114", "never"): (
        "Deze regel mag nooit los, maar er staat niet waarom.",
        "This rule may never be released, but it does not say why.",
    ),
    ("MK114", "duty"): (
        "Deze regel ({kind}) mag los, maar er staat niet waarom.",
        "This rule ({kind}) may be released, but it does not say why.",
    ),
    ("MK115", "lock"): (
        "{found} heeft geen slot, dus hier gaat niets open.",
        "{found} has no lock, so nothing is unlocked here.",
    ),
    ("MK115", "form"): (
        "{rule} heeft de vorm {found} nooit, dus deze houding telt niet.",
        "{rule} never has the form {found}, so this stance does not count.",
    ),
    ("MK115", "provides"): (
        "Geen optie vraagt om {found}.",
        "No option needs {found}.",
    ),
    ("MK115", "never"): (
        "Dit kan nooit gelden: {found}.",
        "This can never hold: {found}.",
    ),
}

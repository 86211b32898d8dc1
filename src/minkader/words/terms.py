# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The glossary: what the words of the model are called."""

from typing import Final

from minkader.words.language import Pair, say

FORMS: Final[dict[str, Pair]] = {
    "prohibition": ("verbod", "prohibition"),
    "permit": ("vergunning", "permit"),
    "notification_duty": ("meldplicht", "notification duty"),
    "information_duty": ("informatieplicht", "information duty"),
    "general_rule": ("algemene regel", "general rule"),
    "duty_of_care": ("zorgplicht", "duty of care"),
    "self_management": ("zelfbeheer", "self-management"),
    "neighbour_agreement": ("burenakkoord", "neighbour agreement"),
    "neighbour_notice": ("kennisgeving aan buren", "notice to neighbours"),
    "release": ("loslaten", "release"),
}
GROUNDS: Final[dict[str, Pair]] = {
    "safety": ("veiligheid", "safety"),
    "health": ("gezondheid", "health"),
    "area_transcending": ("gebiedsoverstijgend", "area-transcending"),
}
CATEGORIES: Final[dict[str, Pair]] = {
    "amenity": ("woongenot", "amenity"),
    "appearance": ("uiterlijk", "appearance"),
    "order": ("orde", "order"),
    "heritage": ("erfgoed", "heritage"),
    "nature": ("natuur", "nature"),
    "procedure": ("procedure", "procedure"),
}
KINDS: Final[dict[str, Pair]] = {
    "restriction": ("beperking", "restriction"),
    "exemption": ("uitzondering", "exemption"),
    "definition": ("begrip", "definition"),
    "procedure": ("procedure", "procedure"),
    "authority_duty": ("taak", "duty"),
}
HOLDERS: Final[dict[str, Pair]] = {
    "municipality": ("de gemeente", "the municipality"),
    "state": ("het rijk", "the state"),
    "province": ("de provincie", "the province"),
    "water_board": ("het waterschap", "the water board"),
    "civil_law": ("het burgerlijk recht", "civil law"),
    "other": ("een ander", "somebody else"),
}
DECISIONS: Final[dict[str, Pair]] = {
    "kept": ("houden", "keep"),
    "delegated": ("overdragen", "hand over"),
    "released": ("loslaten", "release"),
    "lapsed": ("vervallen", "lapse"),
    "external": ("van een ander", "held by others"),
}
CLASSIFICATIONS: Final[dict[str, Pair]] = {
    "none": ("nog niet ingedeeld", "not classified yet"),
    "proposed": ("een voorstel", "a proposal"),
    "confirmed": ("bevestigd", "confirmed"),
}
STANCES: Final[dict[str, Pair]] = {
    "supports": ("steunt", "supports"),
    "tolerates": ("gedoogt", "tolerates"),
    "objects": ("maakt bezwaar", "objects"),
    "blocks": ("houdt tegen", "blocks"),
}
INSTRUMENTS: Final[dict[str, Pair]] = {
    "agreement": ("overeenkomst", "agreement"),
    "plan_condition": ("voorwaarde in het plan", "condition in the plan"),
    "policy": ("beleid", "policy"),
}
TIERS: Final[dict[str, Pair]] = {
    "kept": ("regels", "rules"),
    "intensity": ("zwaarte", "intensity"),
    "residual": ("restrisico", "residual risk"),
    "effort": ("inzet", "effort"),
}
UNITS: Final[dict[str, Pair]] = {
    "rules": ("{n:regel|regels}", "{n:rule|rules}"),
    "rungs": ("{n:vormtrede|vormtreden}", "{n:form rung|form rungs}"),
    "risk_points": ("{n:risicopunt|risicopunten}", "{n:risk point|risk points}"),
    "hours_per_year": ("uur/jaar", "{n:hour|hours}/year"),
}
_WINDOWS: Final[dict[Pair, tuple[str, ...]]] = {
    ("{n:dag|dagen}", "{n:day|days}"): ("dag", "dagen", "day", "days"),
    ("{n:week|weken}", "{n:week|weeks}"): ("week", "weken", "weeks"),
    ("{n:maand|maanden}", "{n:month|months}"): ("maand", "maanden", "month", "months"),
    ("jaar", "{n:year|years}"): ("jaar", "jaren", "year", "years"),
}
STATUSES: Final[dict[str, Pair]] = {
    "proven": ("kader gevonden", "framework found"),
    "not_proven": ("niet bewezen", "not proven"),
    "infeasible": ("geen kader", "no framework"),
}
CHANGES: Final[dict[str, Pair]] = {
    "added": ("erbij", "added"),
    "gone": ("weg", "gone"),
    "changed": ("veranderd", "changed"),
}
LISTS: Final[dict[str, Pair]] = {
    "rules": ("regel", "rule"),
    "interests": ("belang", "interest"),
    "groups": ("bewonersgroep", "residents' group"),
    "stakeholders": ("belanghebbende", "stakeholder"),
    "measures": ("maatregel", "measure"),
    "scenarios": ("scenario", "scenario"),
    "ruleset": ("regelset", "rule set"),
}
NOUNS: Final[dict[str, Pair]] = {
    "rule": ("regel", "rule"),
    "interest": ("belang", "interest"),
    "group": ("bewonersgroep", "residents' group"),
    "stakeholder": ("belanghebbende", "stakeholder"),
    "measure": ("maatregel", "measure"),
    "scenario": ("scenario", "scenario"),
}


def term(glossary: dict[str, Pair], code: str) -> str:
    """Say a word of the model; a code without an entry (a category of the file's own) as it is."""
    return say(glossary[code]) if code in glossary else code


def form(code: str | None) -> str:
    """Say a form; None is no rule any more."""
    return say(("geen regel", "no rule")) if code is None else term(FORMS, code)


def reference(written: str) -> str:
    """Say a reference: `RULE`, `RULE@kept` or `RULE@FORM`."""
    rule, _, asked = written.partition("@")
    if not asked:
        return rule
    if asked == "kept":
        return say(("{rule} bij de gemeente", "{rule} with the municipality"), rule=rule)
    return say(("{rule} als {form}", "{rule} as {form}"), rule=rule, form=form(asked))


def window(written: str) -> str:
    """Say a window, which the file may give in Dutch or English: `12 maanden`."""
    amount = "".join(letter for letter in written if letter.isdigit())
    unit = written.removeprefix(amount).strip()
    pair = next(pair for pair, spelled in _WINDOWS.items() if unit in spelled)
    return f"{amount} {say(pair, n=int(amount))}"

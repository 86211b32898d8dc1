# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the keys of a rule-set file are called, and their values: for whoever compares two files."""

from collections.abc import Mapping
from typing import Any, Final

from minkader.words import terms
from minkader.words.language import Pair, say, shortened, spoken

FIELDS: Final[dict[str, Pair]] = {
    "add_interests": ("nieuwe belangen", "new interests"),
    "adopt": ("maatregelen genomen", "measures taken"),
    "area": ("gebied", "area"),
    "assumed": ("verzonnen", "made up"),
    "at_least": ("hoeveel beschermers ten minste", "how many guards at least"),
    "basis": ("waarom beschermd", "why protected"),
    "block_basis": ("recht om tegen te houden", "right to block"),
    "capacity": ("uren per jaar", "hours a year"),
    "cares_for": ("belangen waar hij op let", "interests it cares for"),
    "category": ("soort belang", "kind of interest"),
    "ceiling": ("plafond", "ceiling"),
    "classification": ("indeling", "classification"),
    "drop_interests": ("belangen weggelaten", "interests left out"),
    "effect_radius": ("hoe ver hij werkt", "how far it works"),
    "euros": ("euro", "euros"),
    "excludes": ("gaat niet samen met", "cannot stand with"),
    "form": ("vorm", "form"),
    "ground": ("grond", "ground"),
    "grounds": ("gronden", "grounds"),
    "guards": ("beschermt", "guards"),
    "has": ("voldoet aan", "meets"),
    "holder": ("van wie", "held by"),
    "hours": ("uren", "hours"),
    "households": ("huishoudens", "households"),
    "keep": ("vastgezet op houden", "pinned to keep"),
    "kind": ("soort regel", "kind of rule"),
    "lift_locks": ("sloten weg", "locks lifted"),
    "lifts_locks": ("haalt sloten weg", "lifts locks"),
    "likelihood": ("kans", "likelihood"),
    "lock": ("slot", "lock"),
    "may_block": ("mag tegenhouden", "may block"),
    "municipality": ("gemeente", "municipality"),
    "non_delegable": ("niet over te dragen", "not to be handed over"),
    "note": ("opmerking", "remark"),
    "open_norm": ("open norm", "open norm"),
    "options": ("andere vormen", "other forms"),
    "policy": ("beleid", "policy"),
    "power": ("invloed", "power"),
    "provides": ("zorgt voor", "provides"),
    "relaxes": ("maakt lichter", "makes lighter"),
    "release": ("loslaten", "release"),
    "requires": ("vraagt", "requires"),
    "reviewed": ("bevestigd door", "confirmed by"),
    "severity": ("ernst", "severity"),
    "source": ("bron", "source"),
    "stake": ("betrokkenheid", "stake"),
    "stances": ("wie wat vindt", "who says what"),
    "summary": ("wat er staat", "what it says"),
    "title": ("titel", "title"),
    "together": ("samen beschermd door", "guarded together by"),
    "valid_on": ("geldig op", "valid on"),
    "weeks": ("weken", "weeks"),
    "weight": ("gewicht", "weight"),
    "work_area": ("werkgebied", "where it works"),
}
"""Every key that a noun of the file, or the file itself, may have (held by a test)."""

_VALUES: Final[dict[str, dict[str, Pair]]] = {
    "ceiling": terms.FORMS,
    "classification": terms.CLASSIFICATIONS,
    "category": terms.CATEGORIES,
    "form": terms.FORMS,
    "ground": terms.GROUNDS,
    "grounds": terms.GROUNDS,
    "holder": terms.HOLDERS,
    "kind": terms.KINDS,
    "release": {"never": ("nooit", "never")},
}
_NOTHING: Final[Pair] = ("niet genoemd", "not said")
_YES: Final[Pair] = ("ja", "yes")
_NO: Final[Pair] = ("nee", "no")
_PARTS: Final[Pair] = ("{n} {n:onderdeel|onderdelen}", "{n} {n:part|parts}")
_ELSE: Final[Pair] = ("{field} veranderd", "{field} changed")
_FROM_TO: Final[Pair] = ("{field} {old} → {new}", "{field} {old} → {new}")
_LONGEST: Final = 40


def change(field: str, old: object, new: object) -> str:
    """Say how one field differs: its name in words, and both values where they are short."""
    name = terms.term(FIELDS, field)
    said, then = value(field, old), value(field, new)
    if said == then:
        return say(_ELSE, field=name)
    return say(_FROM_TO, field=name, old=said, new=then)


def value(field: str, found: Any) -> str:  # noqa: ANN401 (any value of a document)
    """Say the value of a field: words of the model as words, what is long by its size."""
    if found is None:
        return say(_NOTHING)
    if isinstance(found, bool):
        return say(_YES if found else _NO)
    if isinstance(found, list):
        return _listed(field, found)
    if isinstance(found, Mapping):
        return _table(field, found)
    if isinstance(found, float) and found.is_integer():
        return str(int(found))
    return shortened(terms.term(_VALUES.get(field, {}), str(found)), _LONGEST)


def _listed(field: str, found: list[Any]) -> str:
    if not found:
        return say(_NOTHING)
    if field == "options":
        return ", ".join(terms.form(str(option.get("form"))) for option in found)
    if any(isinstance(part, list | dict) for part in found):
        return say(_PARTS, n=len(found))
    if field == "capacity":
        return "–".join(map(str, found))
    return shortened(", ".join(value(field, part) for part in found), _LONGEST)


def _table(field: str, found: Mapping[str, Any]) -> str:
    if "nl" in found:
        return shortened(spoken(found), _LONGEST)
    plain = not any(isinstance(part, Mapping) for part in found.values())
    told = ", ".join(f"{key} {value(field, part)}" for key, part in found.items())
    by_name = field in ("capacity", "classification", "form", "grounds")
    if by_name and plain and len(told) <= _LONGEST:
        return told
    return say(_PARTS, n=len(found))

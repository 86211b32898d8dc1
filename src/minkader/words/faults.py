# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings and errors in words: what is wrong, where, and how to mend it."""

from collections.abc import Sequence
from typing import Final

from minkader.ruleset.errors import MinkaderError, SelfCheckError, UnreadableError, WrongUseError
from minkader.ruleset.findings import Finding
from minkader.words import codes, places, terms
from minkader.words.language import Pair, listed, plain, say
from minkader.words.layout import wrapped
from minkader.words.lint import ABOUT_FORMS
from minkader.words.problems import problem

SHOWN: Final = 20
"""How many findings a terminal shows before it counts the rest."""

_EXPECTED: Final[dict[str, Pair]] = {
    "text": ("tekst", "text"),
    "mapping": ("sleutels met waarden (een tabel)", "keys with values (a table)"),
    "list": ("een lijst", "a list"),
    "whole_number": ("een geheel getal", "a whole number"),
    "number": ("een getal", "a number"),
    "boolean": ("true of false", "true or false"),
    "nothing": ("niets", "nothing"),
    "interval": (
        "een geheel getal of [laag, hoog], laag eerst",
        "a whole number or [low, high], low first",
    ),
    "release": (
        "never, {{never: waarom}} of {{stances: …, fallback: …}}",
        "never, {{never: why}} or {{stances: …, fallback: …}}",
    ),
    "release_never": (
        "never alleen, of {{never: waarom}} zonder iets ernaast",
        "never alone, or {{never: why}} with nothing beside it",
    ),
    "id": (
        "een naam van letters, cijfers en . _ : - (hooguit 80 tekens)",
        "a name of letters, digits and . _ : - (at most 80 characters)",
    ),
    "reference": ("REGEL, REGEL@kept of REGEL@VORM", "RULE, RULE@kept or RULE@FORM"),
    "window": (
        "een getal en een eenheid, zoals 12 maanden",
        "a number and a unit, such as 12 months",
    ),
    "date": ("een datum als 2026-01-01", "a date such as 2026-01-01"),
    "both": ("allebei", "both"),
    "neither": ("geen van beide", "neither"),
    "utf-16": ("UTF-16", "UTF-16"),
    "binary": ("een ander soort bestand", "another kind of file"),
    "other": ("een andere tekenset", "another character set"),
}


_EMPTY: Final[Pair] = ("(leeg)", "(empty)")


def error_text(error: MinkaderError) -> str:
    """Say an error of any kind, with everything in it (no cut)."""
    if isinstance(error, UnreadableError | WrongUseError):
        return findings_text(error.findings, most=len(error.findings))
    if isinstance(error, SelfCheckError):
        return say(codes.SELF_CHECK, what=error.what)
    return type(error).__name__


def findings_text(findings: Sequence[Finding], most: int = SHOWN, width: int | None = None) -> str:
    """Say findings, one under the other; past `most`, count the rest. None wraps nothing."""
    told = [finding_text(finding, width) for finding in findings[:most]]
    rest = len(findings) - len(told)
    if rest > 0:
        told.append(say(codes.AND_MORE, n=rest))
    return "\n".join(told)


def finding_text(finding: Finding, width: int | None = None) -> str:
    """Say one finding: place, code, what is wrong, and how to mend it. None wraps nothing."""
    values = _values(finding)
    message, mend = codes.MESSAGES[finding.code]
    variant = codes.VARIANTS.get((finding.code, str(finding.values.get("why", ""))))
    told = plain(f"{_place(finding)}{finding.code} {say(variant or message, **values)}")
    near = finding.values.get("near")
    if isinstance(near, tuple) and near:
        help_ = say(codes.DID_YOU_MEAN, near=listed(near, ("of", "or")))
    else:
        help_ = say(mend, **values)
    help_ = plain(help_)
    if width is None:
        return f"{told}\n  {help_}"
    return "\n".join([*wrapped(told, width, "", "  "), *wrapped(help_, width, "  ", "  ")])


def _place(finding: Finding) -> str:
    where = finding.where
    path = where.path or ""
    steps = path.replace("[", ".").split(".")
    about = ", ".join(subject for subject in finding.subjects if subject not in steps)
    inside = f"{path} ({about})" if path and about else path or about
    told = " ".join(part for part in (places.said(where), inside) if part)
    return f"{told}: " if told else ""


def _values(finding: Finding) -> dict[str, object]:
    values: dict[str, object] = {"subject": ", ".join(finding.subjects), **finding.values}
    for key, value in values.items():
        values[key] = _value(finding, key, value)
    values.setdefault("bound", _bound(finding))
    return values


_GLOSSARIES: Final = {"noun": terms.NOUNS, "kind": terms.KINDS, "holder": terms.HOLDERS}


def _value(finding: Finding, key: str, value: object) -> object:
    """Say one value of a message: words of the model as words, names as they are."""
    if isinstance(value, tuple):
        return " → ".join(value) if key == "circle" else ", ".join(map(str, value))
    glossary = _GLOSSARIES.get(key)
    if key in ("found", "ceiling", "form") and finding.code in ABOUT_FORMS:
        glossary = terms.FORMS
    if glossary is not None:
        return terms.term(glossary, str(value))
    if key == "problem":
        return problem(str(value))
    if key == "found" and finding.code not in codes.FOUND_IS_A_KIND:
        return say(_EMPTY) if value == "" else value
    if key in ("expected", "what", "found"):
        said = str(value).lower()
        return say(_EXPECTED[said]) if said in _EXPECTED else value
    return value


def _bound(finding: Finding) -> str:
    if "least" in finding.values:
        return say(("ten minste {n}", "at least {n}"), n=str(finding.values["least"]))
    return say(("hooguit {n}", "at most {n}"), n=str(finding.values.get("most", "")))

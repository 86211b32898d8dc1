# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings and errors in words: what is wrong, where, and how to mend it."""

from collections.abc import Iterator, Sequence
from typing import Final

from minkader.ruleset.errors import MinkaderError, SelfCheckError, UnreadableError, WrongUseError
from minkader.ruleset.findings import Finding
from minkader.words import codes, places, terms
from minkader.words.language import Pair, listed, plain, say
from minkader.words.problems import problem
from minkader.words.view import Item

SHOWN: Final = 20
"""How many findings a terminal shows before it counts the rest."""

_DID_YOU_MEAN: Final[Pair] = ("Bedoelde u {near}?", "Did you mean {near}?")
_AND_MORE: Final[Pair] = (
    "… en nog {n} {n:bevinding|bevindingen}; --json toont ze allemaal.",
    "… and {n} more {n:finding|findings}; --json shows them all.",
)
_SELF_CHECK: Final[Pair] = (
    "Het antwoord doorstond onze eigen controle niet ({what}). Wij tonen het niet.",
    "The answer failed our own check ({what}), so we do not show it.",
)
_EMPTY: Final[Pair] = ("(leeg)", "(empty)")


def error_text(error: MinkaderError) -> str:
    """Say an error of any kind, with everything in it (no cut)."""
    if isinstance(error, UnreadableError | WrongUseError):
        return "\n".join(map(finding_text, error.findings))
    if isinstance(error, SelfCheckError):
        return say(_SELF_CHECK, what=error.what)
    return type(error).__name__


def items(findings: Sequence[Finding], most: int = SHOWN) -> Iterator[Item]:
    """Yield findings, one under the other, each with its mend; past `most`, count the rest."""
    for finding in findings[:most]:
        wrong, mend = finding_lines(finding)
        yield Item(wrong, depth=0)
        yield Item(mend, depth=1)
    if len(findings) > most:
        yield Item(say(_AND_MORE, n=len(findings) - most), depth=0)


def finding_text(finding: Finding) -> str:
    """Say one finding on two lines: place, code and what is wrong, and how to mend it."""
    return "\n  ".join(finding_lines(finding))


def finding_lines(finding: Finding) -> tuple[str, str]:
    """Return where and what is wrong, and how to mend it: a line each."""
    code = codes.code(finding.code)
    values = _values(finding, code)
    variant = finding.values.get("why") or finding.values.get("what")
    message = code.variants.get(str(variant), code.message)
    told = plain(f"{_place(finding)}{finding.code} {say(message, **values)}")
    near = finding.values.get("near")
    if isinstance(near, tuple) and near:
        help_ = say(_DID_YOU_MEAN, near=listed(near, ("of", "or")))
    else:
        help_ = say(code.mend, **values)
    return told, plain(help_)


def _place(finding: Finding) -> str:
    where = finding.where
    path = where.path or ""
    steps = path.replace("[", ".").split(".")
    about = ", ".join(subject for subject in finding.subjects if subject not in steps)
    inside = f"{path} ({about})" if path and about else path or about
    told = " ".join(part for part in (places.said(where), inside) if part)
    return f"{told}: " if told else ""


def _values(finding: Finding, code: codes.Code) -> dict[str, object]:
    values: dict[str, object] = {"subject": ", ".join(finding.subjects), **finding.values}
    for key, value in values.items():
        values[key] = _value(code, key, value)
    values.setdefault("bound", _bound(finding))
    return values


_GLOSSARIES: Final = {"noun": terms.NOUNS, "kind": terms.KINDS, "holder": terms.HOLDERS}


def _value(code: codes.Code, key: str, value: object) -> object:
    """Say one value of a message: words of the model as words, names as they are."""
    if isinstance(value, tuple):
        return " → ".join(value) if key == "circle" else ", ".join(map(str, value))
    glossary = _GLOSSARIES.get(key)
    if key in ("found", "ceiling", "form") and code.names == "forms":
        glossary = terms.FORMS
    if glossary is not None:
        return terms.term(glossary, str(value))
    if key == "problem":
        return problem(str(value))
    if key == "found" and code.names != "kinds":
        return say(_EMPTY) if value == "" else value
    if key in ("expected", "what", "found"):
        said = codes.texts("values").get(str(value).lower())
        return value if said is None else say(codes.pair(said))
    return value


def _bound(finding: Finding) -> str:
    if "least" in finding.values:
        return say(("ten minste {n}", "at least {n}"), n=str(finding.values["least"]))
    return say(("hooguit {n}", "at most {n}"), n=str(finding.values.get("most", "")))

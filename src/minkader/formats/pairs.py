# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read which rules of two rule sets belong together: a CSV or YAML file that a person wrote."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from minkader.formats.document import kind_of
from minkader.formats.locate import LARGEST_FILE, text_of
from minkader.formats.parsed import Parsed
from minkader.formats.yaml import parse
from minkader.ruleset.errors import UnreadableError
from minkader.ruleset.findings import Finding, Place, shown

_YAML: Final = (".yaml", ".yml", ".json")
_SEPARATORS: Final = ";\t,"
_SIDES: Final = ("a", "b")
_TWO: Final = 2


@dataclass(frozen=True)
class Said:
    """What a person said of one rule or two: they belong together, or (None) have no partner."""

    a: str | None
    b: str | None
    where: Place


def read_pairs(path: Path, *, max_size: int = LARGEST_FILE) -> list[Said]:
    """Read the pairs of a file: lines `a;b` of a CSV, or tables {a, b} of a YAML list.

    Raises:
        UnreadableError: with every finding, where the file or a line of it has no meaning.
    """
    text = text_of(path, max_size=max_size)
    in_yaml = path.suffix.lower() in _YAML
    said, findings = _of_yaml(text, path.name) if in_yaml else _of_csv(text, path.name)
    if findings:
        raise UnreadableError(findings)
    return said


def _of_csv(text: str, file: str) -> tuple[list[Said], list[Finding]]:
    said, findings = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = Place(file=file, line=number)
        cells = [cell.strip().strip('"') for cell in _cells(line)]
        if len(cells) == _TWO and any(cells):
            said.append(Said(cells[0] or None, cells[1] or None, where))
        else:
            findings.append(Finding(code="MK072", where=where, values={"found": line.strip()}))
    return said, findings


def _cells(line: str) -> list[str]:
    separator = next((sign for sign in _SEPARATORS if sign in line), ";")
    return line.split(separator)


def _of_yaml(text: str, file: str) -> tuple[list[Said], list[Finding]]:
    parsed = parse(text, file)
    findings = list(parsed.findings)
    document: Any = parsed.document
    if not isinstance(document, list):
        where = Place(file=file, line=1)
        return [], [*findings, Finding(code="MK072", where=where, values=_kind(document))]
    said = []
    for place, pair in enumerate(document):
        where = replace(parsed.places[place,], file=file, path=shown((place,)))
        sides = _sides(parsed, place, pair)
        if sides is None:
            findings.append(Finding(code="MK072", where=where, values=_kind(pair)))
        else:
            said.append(Said(*sides, where))
    return said, findings


def _kind(found: object) -> dict[str, str]:
    return {"found": kind_of(found)}


def _sides(parsed: Parsed, place: int, pair: object) -> tuple[str | None, str | None] | None:
    # Ids may look like numbers: what counts is how the file writes them.
    if not isinstance(pair, dict) or not pair or set(pair) - set(_SIDES):
        return None
    names = []
    for side in _SIDES:
        value = pair.get(side)
        if value is not None:
            value = parsed.written.get((place, side), value)
        if value is not None and not isinstance(value, str):
            return None
        names.append(value or None)
    return None if names == [None, None] else (names[0], names[1])

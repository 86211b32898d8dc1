# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plain document to a RuleSet, or every error in it in one pass, each with its place."""

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from minkader.formats import shape
from minkader.formats.yaml import Parsed, shown
from minkader.ruleset.consistency import Fault, Names, faults, names_of, nearest
from minkader.ruleset.findings import Finding, Path, UnreadableError, Values, Where
from minkader.ruleset.nouns import RuleSet

_ROUNDS: Final = 5
_NAMED: Final = ("interests", "groups", "stakeholders", "measures", "scenarios")


def to_ruleset(parsed: Parsed, file: str | None = None) -> RuleSet:
    """Build the rule set that a parsed document describes.

    Raises:
        UnreadableError: with every finding, in the order of the file.
    """
    document = parsed.document
    if not isinstance(document, dict):
        where = Where(file=file, line=1, column=1)
        found = Finding(code="MK014", where=where, values={"found": kind_of(document)})
        raise UnreadableError([*parsed.findings, found])
    _settle(parsed)
    found_faults = list(_nulls(document, ()))
    ruleset, broken = _validated(document, found_faults)
    found_faults += broken
    if ruleset is not None:
        found_faults += faults(ruleset, _names(document, ruleset))
    findings = [*parsed.findings, *(_finding(parsed, fault, file) for fault in found_faults)]
    if ruleset is None or findings:
        raise UnreadableError(sorted(findings, key=_in_file_order))
    return ruleset.read_from(document, parsed.places, file)


def _in_file_order(finding: Finding) -> tuple[int, int]:
    return (finding.where.line or 0, finding.where.column or 0)


def _settle(parsed: Parsed) -> None:
    # Where text is expected, what stands in the file is taken as written: 22.10 stays "22.10".
    for path, text in parsed.written.items():
        expected = shape.at(path)
        if (
            expected is None
            or not expected.text
            or text == ""
            or _at(parsed.document, path) is None
        ):
            continue
        _at(parsed.document, path[:-1])[path[-1]] = text


def _at(document: Any, path: Path) -> Any:  # noqa: ANN401 (any document)
    for step in path:
        document = document[step]
    return document


def _nulls(value: object, path: Path) -> Iterator[Fault]:
    if value is None:
        yield Fault("MK021", path, values={"key": str(path[-1]) if path else ""})
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _nulls(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _nulls(inner, (*path, place))


def _validated(document: dict[str, Any], nulls: list[Fault]) -> tuple[RuleSet | None, list[Fault]]:
    # What is wrong is cut out and the rest validated again, so that checks between nouns still
    # run over all that is sound. The rule set that comes back then only serves to find errors.
    if nulls:
        document = copy.deepcopy(document)
        for fault in reversed(nulls):
            _cut(document, fault.path)
    found: dict[tuple[str, Path], Fault] = {}
    for _ in range(_ROUNDS):
        try:
            return RuleSet.model_validate(document), list(found.values())
        except ValidationError as error:
            document = copy.deepcopy(document) if not found else document
            cuts = []
            for details in error.errors(include_url=False):
                fault, cut = _fault(document, dict(details))
                # After the first round a fault inside what was cut is an echo of the first.
                if not any(_inside(fault.path, earlier) for _, earlier in found):
                    found.setdefault((fault.code, fault.path), fault)
                cuts.append(cut)
        for cut in sorted(cuts, key=_from_the_end, reverse=True):
            _cut(document, cut)
    return None, list(found.values())


def _inside(path: Path, earlier: Path) -> bool:
    noun = 2  # a noun is the second step: rules[3], interests.fire
    return len(path) <= noun and path[:noun] == earlier[:noun]


def _from_the_end(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)


def _cut(document: Any, path: Path) -> None:  # noqa: ANN401 (any document)
    try:
        holder = _at(document, path[:-1])
        if path:
            del holder[path[-1]]
    except (KeyError, IndexError, TypeError):
        return  # cut already, with something around it


def kind_of(value: object) -> str:
    """Name the kind of a value in a document, for messages."""
    kinds = {dict: "mapping", list: "list", str: "text", bool: "boolean", type(None): "nothing"}
    return kinds.get(type(value), "number")


_EXPECTED: Final = {
    "string_type": "text",
    "string_sub_type": "text",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "mapping_type": "mapping",
    "tuple_type": "list",
    "list_type": "list",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "number_type": "number",
    "bool_type": "boolean",
    "interval": "interval",
    "release": "release",
    "release_never": "release_never",
}
_Details = dict[str, Any]


def _fault(document: Any, details: _Details) -> tuple[Fault, Path]:  # noqa: ANN401
    """Turn one error of pydantic into a fault, and say what to cut before reading on."""
    kind, context = details["type"], details.get("ctx") or {}
    path = _trimmed(document, tuple(step for step in details["loc"] if step != "[key]"))
    if kind == "missing":
        key = str(details["loc"][-1])
        return Fault("MK021", (*path, key), _subjects(document, path), {"key": key}), path
    if kind == "extra_forbidden":
        known = shape.at(path[:-1])
        near = nearest(str(path[-1]), tuple(known.fields) if known else ())
        extra: Values = {"found": str(path[-1]), "near": near}
        return Fault("MK020", path, _subjects(document, path), extra), path
    if kind in _EXPECTED:
        values: Values = {"expected": _EXPECTED[kind], "found": kind_of(details["input"])}
        return Fault("MK022", path, _subjects(document, path), values), path
    code, read_values = _CODES.get(kind, ("MK022", _own))
    values = read_values(details, context)
    where = (*path, context["key"]) if kind == "resident_only" else path
    # Without these a rule would mean something else: what follows from a default is no finding.
    cut = path[:-1] if path and path[-1] in ("form", "kind", "holder", "ceiling") else path
    return Fault(code, where, _subjects(document, path), values), cut


def _own(_: _Details, context: Mapping[str, Any]) -> Values:
    return {key: value if isinstance(value, int) else str(value) for key, value in context.items()}


def _bounds(details: _Details, context: Mapping[str, Any]) -> Values:
    low, high = context.get("ge"), context.get("le")
    bound = {"least": str(low)} if low is not None else {"most": str(high)}
    return {"found": str(details["input"]), **bound}


def _word(details: _Details, _: Mapping[str, Any]) -> Values:
    expected = [
        text.strip("'") for text in details["ctx"]["expected"].replace(" or ", ", ").split(", ")
    ]
    found = details["input"]
    found = found if isinstance(found, str) else str(found)
    return {"found": found, "known": tuple(expected), "near": nearest(found, expected)}


_CODES: Final[Mapping[str, tuple[str, Callable[[_Details, Mapping[str, Any]], Values]]]] = {
    "enum": ("MK024", _word),
    "greater_than_equal": ("MK023", _bounds),
    "less_than_equal": ("MK023", _bounds),
    "shape": ("MK025", _own),
    "twice": ("MK026", _own),
    "set_twice": ("MK026", _own),
    "too_short": ("MK027", lambda *_: {}),
    "string_too_short": ("MK027", lambda *_: {}),
    "empty_set": ("MK027", lambda *_: {}),
    "municipal": ("MK028", _own),
    "option_release": ("MK032", lambda *_: {"found": "release"}),
    "ground_or_category": ("MK033", _own),
    "resident_only": ("MK037", _own),
    "lightest": ("MK040", lambda *_: {}),
    "version": ("MK019", _own),
}


def _trimmed(document: Any, path: Path) -> Path:  # noqa: ANN401 (any document)
    # Validators name parts that the file does not have (a text's `nl`, an interval's `low`).
    for end, step in enumerate(path):
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            return path[:end]
    return path


def _subjects(document: Any, path: Path) -> tuple[str, ...]:  # noqa: ANN401 (any document)
    if len(path) > 1 and path[0] == "rules" and isinstance(path[1], int):
        rule = _at(document, path[:2])
        name = rule.get("id") if isinstance(rule, dict) else None
        return (str(name),) if name is not None else ()
    return (str(path[1]),) if len(path) > 1 and path[0] in _NAMED else ()


def _names(document: dict[str, Any], ruleset: RuleSet) -> Names:
    sound = names_of(ruleset)
    rules = document.get("rules")
    listed = [rule.get("id") for rule in rules if isinstance(rule, dict)] if rules else []
    tables = [
        {*declared, *_keys(document.get(name))}
        for name, declared in zip(
            _NAMED,
            (sound.interests, sound.groups, sound.stakeholders, sound.measures),
            strict=False,
        )
    ]
    ids = {*sound.rules, *(name for name in listed if isinstance(name, str))}
    return Names(ids, *tables)


def _keys(table: object) -> list[str]:
    return [str(key) for key in table] if isinstance(table, dict) else []


def _finding(parsed: Parsed, fault: Fault, file: str | None) -> Finding:
    place = next(
        (
            parsed.places[fault.path[:end]]
            for end in range(len(fault.path), -1, -1)
            if fault.path[:end] in parsed.places
        ),
        (None, None),
    )
    where = Where(file=file, line=place[0], column=place[1], path=shown(fault.path) or None)
    subjects = fault.subjects or _subjects(parsed.document, fault.path)
    return Finding(code=fault.code, where=where, subjects=subjects, values=fault.values)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plain document to a RuleSet, or every error in it in one pass, each with its place."""

import copy
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError

from minkader.formats import shape
from minkader.formats.parsed import Parsed
from minkader.ruleset.consistency import Fault, Names, faults, names_of, nearest
from minkader.ruleset.errors import UnreadableError, WrongUseError
from minkader.ruleset.findings import NOWHERE, Finding, Path, Place, Values, nearest_place, shown
from minkader.ruleset.nouns import Changes, RuleSet
from minkader.ruleset.values import LONGEST_ID

_ROUNDS: Final = 5
_NAMED: Final = ("interests", "groups", "stakeholders", "measures", "scenarios")


def to_ruleset(parsed: Parsed, file: str | None = None) -> RuleSet:
    """Build the rule set that a parsed document describes.

    Raises:
        UnreadableError: with every finding, in the order of the file.
    """
    document = parsed.document
    if not isinstance(document, dict):
        where = Place(file=file, line=1, column=1)
        found = Finding(code="MK014", where=where, values={"found": kind_of(document)})
        raise UnreadableError([*parsed.findings, found])
    _settle(parsed)
    sifted = _Sifted(document)
    ruleset = sifted.validated()
    found_faults = [fault for fault in sifted.found.values() if fault.path not in parsed.long]
    if ruleset is not None:
        between = [f for f in faults(ruleset, _names(document, ruleset)) if sifted.certain(f)]
        found_faults += [fault._replace(path=sifted.original(fault.path)) for fault in between]
    findings = [*parsed.findings, *(finding_of(parsed, fault, file) for fault in found_faults)]
    if ruleset is None or findings:
        raise UnreadableError(sorted(findings, key=_in_file_order))
    return ruleset.read_from(document, parsed.places, file)


def _in_file_order(finding: Finding) -> tuple[int, int]:
    return (finding.where.line or 0, finding.where.column or 0)


def _settle(parsed: Parsed) -> None:
    # Where text is expected, what stands in the file is taken as written: 22.10 stays "22.10".
    for path, text in parsed.written.items():
        if _is_text(path) and text != "" and _at(parsed.document, path) is not None:
            _at(parsed.document, path[:-1])[path[-1]] = text
    # A number too long to read is none where text is expected, up to what an id may have.
    for path in list(parsed.long):
        if _is_text(path) and len(_at(parsed.document, path)) <= LONGEST_ID:
            del parsed.long[path]
    parsed.findings.extend(parsed.long.values())


def _is_text(path: Path) -> bool:
    expected = shape.at(shape.of(RuleSet), path)
    return expected is not None and expected.text


def _at(document: Any, path: Path) -> Any:  # noqa: ANN401 (any document)
    for step in path:
        document = document[step]
    return document


def _nulls(table: dict[str, Any] | list[Any], path: Path) -> Iterator[Fault]:
    for step, inner in table.items() if isinstance(table, dict) else enumerate(table):
        if inner is None:
            yield Fault("MK021", (*path, step), values={"key": str(step)})
        elif isinstance(inner, (dict, list)):
            yield from _nulls(inner, (*path, step))


_MEANING: Final = ("form", "kind", "holder", "ceiling")
"""The keys of a rule without which it would mean something else."""
_OF_NAMES: Final = ("MK026", "MK030")
"""Codes of faults between nouns that only speak of names."""


class _Sifted:
    """A document from which is cut what is wrong, so that the rest can be read on and checked.

    The rule set that comes back where something was cut only serves to find more errors.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.cuts: list[Path] = []
        self.guessed: set[str] = set()
        nulls = list(_nulls(document, ()))
        self.found = {(fault.code, fault.path): fault for fault in nulls}
        if nulls:
            self.document = copy.deepcopy(document)
            for fault in reversed(nulls):
                self._cut(fault.path)

    def validated(self) -> RuleSet | None:
        """Build the rule set, cutting what is wrong; None where nothing sound is left."""
        for _ in range(_ROUNDS):
            try:
                return RuleSet.model_validate(self.document)
            except ValidationError as error:
                told = self._told()
                cuts = [self._note(dict(e), told) for e in error.errors(include_url=False)]
                if not self.cuts:
                    self.document = copy.deepcopy(self.document)
                for cut in sorted(set(cuts), key=_from_the_end, reverse=True):
                    self._cut(cut)
        return None

    def _told(self) -> set[Path]:
        # Where an error would be the echo of an earlier one: what was cut is missing now, and the
        # noun that it stood in (the second step: rules[3]) or the list of nouns may have become
        # wrong.
        paths = [fault.path for fault in self.found.values()]
        return {path[:end] for path in paths for end in (1, 2, len(path))}

    def _note(self, details: "_Details", told: Collection[Path]) -> Path:
        fault, cut = _fault(self.document, details, shape.of(RuleSet))
        fault = fault._replace(path=self.original(fault.path))
        if details["type"] == "too_short" and details["input"]:
            return ()  # a list is too short for pydantic too where all that stands in it is wrong
        if cut and cut[0] == "rules" and cut[-1] in _MEANING:
            self.guessed |= set(fault.subjects)
        if fault.code == "MK022" or fault.path not in told:
            self.found.setdefault((fault.code, fault.path), fault)
        return cut

    def certain(self, fault: Fault) -> bool:
        """Return whether a fault between nouns does not rest on a default.

        Without its form, kind, holder or ceiling a rule would mean something else: of it and of
        who refers to it only what is said of names stands.
        """
        written = (fault.values.get(key) for key in ("found", "rule"))
        about = {*fault.subjects, *(str(name).partition("@")[0] for name in written)}
        return fault.code in _OF_NAMES or self.guessed.isdisjoint(about)

    def _cut(self, path: Path) -> None:
        try:
            holder = _at(self.document, path[:-1])
            if (stand_in := _stand_in(path)) is not None:
                holder[path[-1]] = stand_in
            else:
                del holder[path[-1]]
                self.cuts.append(path)
        except (KeyError, IndexError, TypeError):
            return  # not there, or cut already with something around it

    def original(self, path: Path) -> Path:
        """Return the path in the file of what now stands at a path: lists have become shorter."""
        for cut in reversed(self.cuts):
            *holder, place = cut
            at = len(holder)
            if path[:at] == tuple(holder) and len(path) > at and isinstance(place, int):
                step = path[at]
                if isinstance(step, int) and step >= place:
                    path = (*path[:at], step + 1, *path[at + 1 :])
        return path


def _stand_in(path: Path) -> object | None:
    # What takes the place of something that cannot be left out, where its value changes nothing.
    if path in (("minkader",), ("id",), ("title",)):
        return 1 if path == ("minkader",) else "x"
    titled = len(path) == len(("rules", 0, "title")) and path[0] in ("rules", *_NAMED)
    return "x" if titled and path[-1] == "title" else None


def _from_the_end(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)


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


def read_changes(words: Mapping[str, Any]) -> Changes:
    """Build changes from the words of a scenario, given as a file would give them.

    Raises:
        WrongUseError: with every finding.
    """
    document = {key: _as_document(value) for key, value in words.items()}
    nulls = list(_nulls(document, ()))
    parsed = Parsed(document=document)
    if not nulls:
        try:
            return Changes.model_validate(document)
        except ValidationError as error:
            told = (fault for fault, _ in faults_of(document, error, shape.of(Changes)))
            # Both ends of a number that stands for an interval give the same fault.
            nulls = list({(fault.code, fault.path): fault for fault in told}.values())
    raise WrongUseError([finding_of(parsed, fault, None) for fault in nulls])


def _as_document(value: object) -> object:
    # Python callers may give tuples, sets and mappings of any kind.
    if isinstance(value, Mapping):
        return {str(key): _as_document(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_as_document(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    return value


def faults_of(
    document: Any,  # noqa: ANN401 (any document)
    error: ValidationError,
    root: shape.Shape,
) -> list[tuple[Fault, Path]]:
    """Turn pydantic's errors into faults, each with what to cut out before reading on."""
    return [_fault(document, dict(d), root) for d in error.errors(include_url=False)]


def _fault(document: Any, details: _Details, root: shape.Shape) -> tuple[Fault, Path]:  # noqa: ANN401
    kind, context = details["type"], details.get("ctx") or {}
    path = _trimmed(document, tuple(step for step in details["loc"] if step != "[key]"))
    if kind == "missing":
        key = str(details["loc"][-1])
        missing = (*path, key)
        cut = path if _stand_in(missing) is None else missing
        return Fault("MK021", missing, _subjects(document, path), {"key": key}), cut
    if kind == "extra_forbidden":
        known = shape.at(root, path[:-1])
        near = nearest(str(path[-1]), tuple(known.fields) if known else ())
        extra: Values = {"found": str(path[-1]), "near": near}
        return Fault("MK020", path, _subjects(document, path), extra), path
    if kind in _EXPECTED:
        values: Values = {"expected": _EXPECTED[kind], "found": kind_of(details["input"])}
        return Fault("MK022", path, _subjects(document, path), values), path
    code, read_values = _CODES.get(kind, ("MK022", _own))
    values = read_values(details, context)
    where = (*path, context["key"]) if kind == "resident_only" else path
    return Fault(code, where, _subjects(document, path), values), path


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


def finding_of(parsed: Parsed, fault: Fault, file: str | None) -> Finding:
    """Return a fault with its place in the file."""
    found = nearest_place(parsed.places, fault.path) or NOWHERE
    where = replace(found, file=file, path=shown(fault.path) or None)
    subjects = fault.subjects or _subjects(parsed.document, fault.path)
    return Finding(code=fault.code, where=where, subjects=subjects, values=fault.values)

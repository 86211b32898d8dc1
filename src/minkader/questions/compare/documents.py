# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two documents side by side: which nouns came, went or changed, field by field."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, Literal

from minkader.questions.answering.answer import Answer

_TABLES: Final = ("interests", "groups", "stakeholders", "measures", "scenarios")
_WHOLE: Final = ("policy", "title", "municipality", "area", "valid_on", "source")


class FieldChange(Answer):
    """One field of one noun: its value in A and in B, as the files write it (None: not there)."""

    field: str
    a: Any
    b: Any


class DocumentChange(Answer):
    """One noun that came, went or changed; `noun` is the list it stands in."""

    noun: str
    id: str
    how: Literal["added", "gone", "changed"]
    fields: tuple[FieldChange, ...]


Document = Mapping[str, Any]


def changes_between(a: Document, b: Document) -> tuple[DocumentChange, ...]:
    """List every noun that differs: rules in the order of A (new ones behind), then the rest."""
    return (
        *_table("rules", rules_of(a), rules_of(b)),
        *(change for noun in _TABLES for change in _table(noun, a.get(noun, {}), b.get(noun, {}))),
        *_table("ruleset", _whole(a), _whole(b)),
    )


def rules_of(document: Document) -> dict[str, Any]:
    """Return the rules of a document by id."""
    return {rule["id"]: rule for rule in document["rules"]}


def _whole(document: Document) -> dict[str, Any]:
    # What stands on top: each key is its own noun, named by the key.
    return {key: {key: document[key]} for key in _WHOLE if key in document}


def _table(noun: str, a: Document, b: Document) -> Iterator[DocumentChange]:
    for name in dict.fromkeys((*a, *b)):
        if name not in b:
            yield DocumentChange(noun=noun, id=name, how="gone", fields=())
        elif name not in a:
            yield DocumentChange(noun=noun, id=name, how="added", fields=())
        elif fields := tuple(fields_between(a[name], b[name])):
            yield DocumentChange(noun=noun, id=name, how="changed", fields=fields)


def fields_between(a: Document, b: Document) -> Iterator[FieldChange]:
    """List the fields of one noun that differ."""
    for field in dict.fromkeys((*a, *b)):
        old, new = plain(a.get(field)), plain(b.get(field))
        if old != new:
            yield FieldChange(field=field, a=old, b=new)


def plain(value: Any) -> Any:  # noqa: ANN401 (any value of a document)
    """Return a value as JSON has it: decimals as numbers."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def with_change(a: Document, b: Document, change: DocumentChange) -> dict[str, Any]:
    """Return document A with one difference of B, and nothing else of it; parts are shared."""
    made: dict[str, Any] = dict(a)
    if change.noun == "rules":
        made["rules"] = _with_rule(made["rules"], b, change)
        return made
    if change.noun == "ruleset":
        made.pop(change.id, None)
        if change.how != "gone":
            made[change.id] = b[change.id]
        return made
    table = made[change.noun] = dict(made.get(change.noun, {}))
    if change.how == "gone":
        del table[change.id]
    else:
        table[change.id] = b[change.noun][change.id]
    return made


def _with_rule(rules: list[Any], b: Document, change: DocumentChange) -> list[Any]:
    new = rules_of(b)
    if change.how == "added":
        return [*rules, new[change.id]]
    return [
        new[change.id] if rule["id"] == change.id else rule
        for rule in rules
        if change.how == "changed" or rule["id"] != change.id
    ]

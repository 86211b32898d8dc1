# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the fields of the nouns hold: free text, ids, references, dates, numbers, spans.

Each type checks its own shape and describes it for the published schema.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from copy import copy
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, Final, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

LONGEST_ID: Final = 80
ID_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$"
_REFERENCE_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}(@[a-z_]+)?$"
_WINDOW_PATTERN: Final = (
    r"^[0-9]{1,4} ?(dag|dagen|week|weken|maand|maanden|jaar|jaren"
    r"|day|days|weeks|month|months|year|years)$"
)
LARGEST: Final = 10**9

_Item = TypeVar("_Item")


class Noun(BaseModel):
    """Base of every noun: frozen, no key that it does not know, no silent conversion."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Taken:
    """What a field takes: the check that pydantic runs, and what the published schema says of it.

    Given whole: from a chain of validators pydantic would work both out anew for every field that
    takes the same, which is a third of the time of building the nouns.
    """

    def __init__(
        self,
        check: CoreSchema | Callable[[CoreSchema], CoreSchema],
        said: Mapping[str, Any] | None = None,
    ) -> None:
        """Set a check (or how to wrap that of the annotated type) and its schema (None: its)."""
        self._check = check
        self._said = said

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], CoreSchema]
    ) -> CoreSchema:
        """Hand the check to pydantic: a copy, for it writes on what it is given."""
        return self._check(handler(source)) if callable(self._check) else copy(self._check)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: Callable[[CoreSchema], dict[str, Any]]
    ) -> dict[str, Any]:
        """Return the published schema, for pydantic."""
        return handler(core) if self._said is None else dict(self._said)


def before(function: Callable[[Any], object], said: Mapping[str, Any] | None = None) -> Taken:
    """Let a function look at a value before its type does."""
    return Taken(partial(core_schema.no_info_before_validator_function, function), said)


def _after(function: Callable[[Any], object], check: CoreSchema) -> CoreSchema:
    return core_schema.no_info_after_validator_function(function, check)


def _wrap_text(value: object) -> object:
    return {"nl": value} if isinstance(value, str) else value


class Text(Noun):
    """Free text: Dutch, and English where the file gives it."""

    nl: str = Field(min_length=1)
    en: str | None = Field(default=None, min_length=1)

    @property
    def in_languages(self) -> dict[str, str]:
        """Return the text by language, as a file would write it."""
        return {"nl": self.nl} if self.en is None else {"nl": self.nl, "en": self.en}

    def spoken(self, language: str) -> tuple[str, bool]:
        """Return the text in a language, and whether it had to stay Dutch."""
        if language == "en":
            return (self.en, False) if self.en is not None else (self.nl, True)
        return self.nl, False


TEXT_SCHEMA: Final = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "properties": {
                "nl": {"type": "string", "minLength": 1},
                "en": {"type": "string", "minLength": 1},
            },
            "required": ["nl"],
            "additionalProperties": False,
        },
    ]
}
FreeText = Annotated[Text, before(_wrap_text, TEXT_SCHEMA)]
Plain = Annotated[str, Taken(core_schema.str_schema(min_length=1))]


def _shaped(pattern: str, what: str) -> Taken:
    matches = re.compile(pattern).fullmatch

    def check(value: str) -> str:
        if matches(value) is None:
            raise PydanticCustomError("shape", "shape", {"what": what, "found": value})
        return value

    said = {"type": "string", "pattern": pattern}
    return Taken(_after(check, core_schema.str_schema()), said)


def _date(value: str) -> str:
    try:
        written = datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        written = None
    if written != value:  # Python reads 20261124 and 2026-W48-2 too
        raise PydanticCustomError("shape", "shape", {"what": "date", "found": value})
    return value


Id = Annotated[str, _shaped(ID_PATTERN, "id")]
Written = Annotated[str, _shaped(_REFERENCE_PATTERN, "reference")]
"""A reference as the file writes it; `reference.py` reads it."""
Window = Annotated[str, _shaped(_WINDOW_PATTERN, "window")]
Date = Annotated[
    str, Taken(_after(_date, core_schema.str_schema()), {"type": "string", "format": "date"})
]


def _whole(value: object) -> object:
    # bool is an int to Python, and a number with a decimal point is no whole number to us.
    if isinstance(value, bool) or not isinstance(value, int):
        raise PydanticCustomError("int_type", "whole number")
    return value


def _whole_from(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def _from(least: int, most: int) -> Taken:
    number = core_schema.int_schema(ge=least, le=most)
    check = core_schema.no_info_before_validator_function(_whole, number)
    return Taken(check, _whole_from(least, most))


Whole = Annotated[int, _from(0, LARGEST)]
AtLeastOne = Annotated[int, _from(1, LARGEST)]
OneToFive = Annotated[int, _from(1, 5)]
UpToFive = Annotated[int, _from(0, 5)]


def _decimal(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("number_type", "number")
    # repr of a float is the shortest decimal that reads back as it: the decimal as written.
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _between(least: int, most: int) -> Taken:
    return Taken(
        core_schema.no_info_before_validator_function(
            _decimal,
            core_schema.decimal_schema(ge=Decimal(least), le=Decimal(most), allow_inf_nan=False),
        ),
        {"type": "number", "minimum": least, "maximum": most},
    )


Number = Annotated[Decimal, _between(-LARGEST, LARGEST)]
Share = Annotated[Decimal, _between(0, 1)]


def once(values: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """Refuse a value that stands twice, upper and lower case alike."""
    seen: set[object] = set()
    for value in values:
        folded = value.lower() if isinstance(value, str) else value
        if folded in seen:
            raise PydanticCustomError("twice", "twice", {"found": str(value)})
        seen.add(folded)
    return values


def _idsonce(values: dict[str, _Item]) -> dict[str, _Item]:
    once(tuple(values))
    return values


Ids = Annotated[tuple[Id, ...], AfterValidator(once)]
References = Annotated[tuple[Written, ...], AfterValidator(once)]
Named = Annotated[dict[Id, _Item], AfterValidator(_idsonce)]


def _interval(value: object) -> object:
    if isinstance(value, list | tuple):
        if len(value) != 2:  # noqa: PLR2004 (an interval has two ends)
            raise PydanticCustomError("interval", "interval")
        return {"low": value[0], "high": value[1]}
    _whole(value)
    return {"low": value, "high": value}


class Interval(Noun):
    """A whole number, or a low and a high one."""

    low: Whole
    high: Whole

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise PydanticCustomError("interval", "interval")
        return self


_WHOLE_SCHEMA: Final = _whole_from(0, LARGEST)
Span = Annotated[
    Interval,
    before(
        _interval,
        {
            "anyOf": [
                _WHOLE_SCHEMA,
                {"type": "array", "items": _WHOLE_SCHEMA, "minItems": 2, "maxItems": 2},
            ]
        },
    ),
]


class Remarkable(Noun):
    """A noun that takes a `note` and can be marked as made up (`assumed`)."""

    note: FreeText | None = None
    assumed: bool = Field(default=False, strict=True)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the fields of the nouns hold: free text, ids, references, dates, numbers, spans.

Each type checks its own shape and describes it for the published schema.
"""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Final, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

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
FreeText = Annotated[Text, BeforeValidator(_wrap_text), WithJsonSchema(TEXT_SCHEMA)]
Plain = Annotated[str, Field(min_length=1)]


def _shape(pattern: str, what: str) -> Callable[[str], str]:
    matches = re.compile(pattern).fullmatch

    def check(value: str) -> str:
        if matches(value) is None:
            raise PydanticCustomError("shape", "shape", {"what": what, "found": value})
        return value

    return check


def _date(value: str) -> str:
    try:
        written = datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        written = None
    if written != value:  # Python reads 20261124 and 2026-W48-2 too
        raise PydanticCustomError("shape", "shape", {"what": "date", "found": value})
    return value


Id = Annotated[
    str,
    AfterValidator(_shape(ID_PATTERN, "id")),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN}),
]
Written = Annotated[
    str,
    AfterValidator(_shape(_REFERENCE_PATTERN, "reference")),
    WithJsonSchema({"type": "string", "pattern": _REFERENCE_PATTERN}),
]
"""A reference as the file writes it; `reference.py` reads it."""
Window = Annotated[
    str,
    AfterValidator(_shape(_WINDOW_PATTERN, "window")),
    WithJsonSchema({"type": "string", "pattern": _WINDOW_PATTERN}),
]
Date = Annotated[str, AfterValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]


def _whole(value: object) -> object:
    # bool is an int to Python, and a number with a decimal point is no whole number to us.
    if isinstance(value, bool) or not isinstance(value, int):
        raise PydanticCustomError("int_type", "whole number")
    return value


def _whole_from(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


Whole = Annotated[
    int, BeforeValidator(_whole), Field(ge=0, le=LARGEST), WithJsonSchema(_whole_from(0, LARGEST))
]
AtLeastOne = Annotated[
    int, BeforeValidator(_whole), Field(ge=1, le=LARGEST), WithJsonSchema(_whole_from(1, LARGEST))
]
OneToFive = Annotated[
    int, BeforeValidator(_whole), Field(ge=1, le=5), WithJsonSchema(_whole_from(1, 5))
]
UpToFive = Annotated[
    int, BeforeValidator(_whole), Field(ge=0, le=5), WithJsonSchema(_whole_from(0, 5))
]


def _decimal(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("number_type", "number")
    # repr of a float is the shortest decimal that reads back as it: the decimal as written.
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _number_from(least: int, most: int) -> dict[str, Any]:
    return {"type": "number", "minimum": least, "maximum": most}


Number = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False),
    WithJsonSchema(_number_from(-LARGEST, LARGEST)),
]
Share = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(ge=0, le=1, allow_inf_nan=False),
    WithJsonSchema(_number_from(0, 1)),
]


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
    BeforeValidator(_interval),
    WithJsonSchema(
        {
            "anyOf": [
                _WHOLE_SCHEMA,
                {"type": "array", "items": _WHOLE_SCHEMA, "minItems": 2, "maxItems": 2},
            ]
        }
    ),
]


class Remarkable(Noun):
    """A noun that takes a `note` and can be marked as made up (`assumed`)."""

    note: FreeText | None = None
    assumed: bool = Field(default=False, strict=True)

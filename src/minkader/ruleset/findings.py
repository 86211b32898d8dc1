# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings, errors and lint alike: codes and values. What each code says stands in `words/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field

Path = tuple[str | int, ...]
"""Where something stands in a document: keys and list positions from the top."""


def shown(path: Path) -> str:
    """Write a path as people read it: `rules[3].options[0].form`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


Values = Mapping[str, str | int | tuple[str, ...]]
"""What a message is made of besides its code: names found, expected, near."""


class Severity(StrEnum):
    """How much a finding matters: an error makes `check` fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Point at a place in a file; lines and columns count from 1.

    Of a text its line and column, of a workbook its sheet and cell; `path` is its place in the
    document, whatever the format.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    path: str | None = None


NOWHERE: Final = Place()


def nearest_place(places: Mapping[Path, Place], path: Path) -> Place | None:
    """Return where a path stands, or its nearest parent that is known."""
    above = (path[:end] for end in range(len(path), -1, -1))
    return next((places[one] for one in above if one in places), None)


class Finding(BaseModel):
    """Say what is wrong (code), where, about whom (subjects) and with which values."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    code: str
    severity: Severity = Severity.ERROR
    where: Place = Field(default_factory=lambda: NOWHERE)
    subjects: tuple[str, ...] = ()
    values: Values = Field(default_factory=dict)

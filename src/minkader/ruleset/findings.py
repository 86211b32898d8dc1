# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings, errors and lint alike: codes and values. What each code says stands in `words/`."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Path = tuple[str | int, ...]
"""Where something stands in a document: keys and list positions from the top."""


def shown(path: Path) -> str:
    """Write a path as people read it: `rules[3].options[0].form`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


Values = Mapping[str, str | int | tuple[str, ...]]
"""What a message is made of besides its code: names found, expected, near."""


class Answer(BaseModel):
    """Carry codes and values of an answer; frozen, with camelCase keys in JSON."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        populate_by_name=True,
        defer_build=True,
    )


class Severity(StrEnum):
    """How much a finding matters: an error makes `check` fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Where(Answer):
    """Point at a place in a file; lines and columns count from 1."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    path: str | None = None


class Finding(Answer):
    """Say what is wrong (code), where, about whom (subjects) and with which values."""

    code: str
    severity: Severity = Severity.ERROR
    where: Where = Field(default_factory=Where)
    subjects: tuple[str, ...] = ()
    values: Values = Field(default_factory=dict)

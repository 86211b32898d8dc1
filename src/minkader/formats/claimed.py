# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read what `solve --json` wrote, also of another version: what is needed to judge it again.

Keys that are not known are ignored (design page 5); only what a judgement cannot do without is
asked for.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError
from pydantic.alias_generators import to_camel

from minkader.formats.locate import LARGEST_FILE, decoded, text_of
from minkader.ruleset.errors import UnreadableError
from minkader.ruleset.findings import Finding, Place, shown
from minkader.ruleset.vocabulary import Tier

NEWEST: Final = 1
"""The format version of answers that this program knows the meaning of."""


class _Lenient(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=to_camel, defer_build=True, strict=True
    )


class ClaimedPolicy(_Lenient):
    """The policy that an answer says it was made under."""

    order: list[str] = Field(min_length=1)
    fallback: Literal["required", "reported"]
    objections_at_most: str = Field(pattern=r"^(0|1|0?\.[0-9]{1,40}|1\.0{1,40})$")
    proposals: Literal["keep", "decide"]


class ClaimedInput(_Lenient):
    """What an answer says that it depends on."""

    id: str
    sha256: str
    scenario: str | None = None
    changes: dict[str, Any] = Field(default_factory=dict)
    policy: ClaimedPolicy
    ties: Literal["steady", "any"] = "steady"


class ClaimedRule(_Lenient):
    """The form that an answer gives to one rule."""

    id: str
    decision: Literal["kept", "delegated", "released", "lapsed", "external"]
    form: str | None


class Claimed(_Lenient):
    """An answer to `solve` as somebody hands it over, and the document it was read from."""

    format_version: int = Field(ge=1)
    question: Literal["solve"]
    tool: str = ""
    input: ClaimedInput
    status: Literal["proven", "not_proven", "infeasible"]
    rules: list[ClaimedRule] | None
    _document: Mapping[str, Any] = PrivateAttr(default_factory=dict)
    _file: str | None = PrivateAttr(default=None)

    @property
    def document(self) -> Mapping[str, Any]:
        """Return everything that the answer says."""
        return self._document

    @property
    def file(self) -> str | None:
        """Return the name of the file that it was read from."""
        return self._file


def load_answer(source: str | Path | Mapping[str, Any], *, max_size: int = LARGEST_FILE) -> Claimed:
    """Load an answer of `solve --json`.

    Args:
        source: a path, `-` for standard input, or the document as JSON gives it.
        max_size: the largest file that is read, in bytes.

    Raises:
        UnreadableError: where it is no JSON, no answer of `solve`, or of a newer format.
    """
    if isinstance(source, Mapping):
        return _claimed(dict(source), None)
    if str(source) == "-":
        content = sys.stdin.buffer.read(max_size + 1)
        return _claimed(_json(decoded(content, "-", max_size=max_size), "-"), "-")
    path = Path(source)
    return _claimed(_json(text_of(path, max_size=max_size), path.name), path.name)


def _json(text: str, file: str) -> Any:  # noqa: ANN401 (any document)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        _refuse("MK060", Place(file=file, line=error.lineno, column=error.colno))
    except (ValueError, RecursionError):  # a number, or a nest, that nobody needs
        _refuse("MK060", Place(file=file))


def _claimed(document: Any, file: str | None) -> Claimed:  # noqa: ANN401
    if not isinstance(document, dict):
        _refuse("MK061", Place(file=file))
    version = document.get("formatVersion")
    if isinstance(version, int) and version > NEWEST:
        _refuse("MK065", Place(file=file, path="formatVersion"), found=version, most=NEWEST)
    try:
        read = Claimed.model_validate(document)
        _tiers(read.input.policy.order)
    except ValidationError as error:
        paths = dict.fromkeys(shown(told["loc"]) for told in error.errors(include_url=False))
        raise UnreadableError(
            [Finding(code="MK061", where=Place(file=file, path=path)) for path in paths]
        ) from None
    except ValueError:
        _refuse("MK061", Place(file=file, path="input.policy.order"))
    read._document, read._file = document, file
    return read


def _tiers(order: list[str]) -> None:
    if len({Tier(tier) for tier in order}) < len(order):
        raise ValueError(order)


def _refuse(code: str, where: Place, **values: str | int) -> NoReturn:
    raise UnreadableError([Finding(code=code, where=where, values=values)])

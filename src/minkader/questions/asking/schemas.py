# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The published JSON Schemas: of the rule-set file, of a case, and of every answer."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from pydantic import BaseModel

from minkader.formats.cases import Case
from minkader.questions.answering.answers import Framework
from minkader.questions.check import Checked
from minkader.questions.choices.answer import Choices
from minkader.questions.compare import Compared
from minkader.questions.scenarios import Scenarios
from minkader.questions.show import Shown
from minkader.questions.what_if import WhatIf
from minkader.questions.why import Why
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.values import TEXT_SCHEMA

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def _file(model: type[BaseModel]) -> dict[str, Any]:
    made = model.model_json_schema(mode="validation")
    if "Release" in made["$defs"]:
        # What the reader takes in a shorter form too: never, {never: why}, or the keys.
        keys = made["$defs"]["Release"]["properties"]
        stances_and_fallback = {key: keys[key] for key in ("stances", "fallback")}
        made["$defs"]["Release"] = {
            "anyOf": [
                {"const": "never"},
                _table({"never": TEXT_SCHEMA}, "never"),
                _table(stances_and_fallback),
            ]
        }
    cleaned: dict[str, Any] = _without_null(made)
    return cleaned


def _table(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    made = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": list(required)} if required else made


def _without_null(schema: Any) -> Any:  # noqa: ANN401 (any part of a schema)
    """Take out `null`: a key that is left out is no key with nothing behind it."""
    if isinstance(schema, list):
        return [_without_null(part) for part in schema if part != {"type": "null"}]
    if isinstance(schema, dict):
        kept = {key: part for key, part in schema.items() if (key, part) != ("default", None)}
        return {key: _without_null(part) for key, part in kept.items()}
    return schema


def _answer(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True, mode="serialization")


def _case(model: type[BaseModel]) -> dict[str, Any]:
    # The file has one key for both: a scenario's name, or the changes themselves.
    made = _file(model)
    properties = made["properties"]
    del properties["file"]
    properties["scenario"] = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Changes"}]}
    del properties["changes"]
    return made


_Made = Callable[[type[BaseModel]], dict[str, Any]]
_SCHEMAS: Final[Mapping[str, tuple[type[BaseModel], _Made]]] = {
    "ruleset": (RuleSet, _file),
    "case": (Case, _case),
    "solve": (Framework, _answer),
    "check": (Checked, _answer),
    "show": (Shown, _answer),
    "what_if": (WhatIf, _answer),
    "compare": (Compared, _answer),
    "scenarios": (Scenarios, _answer),
    "why": (Why, _answer),
    "choices": (Choices, _answer),
}


NAMES: Final = tuple(_SCHEMAS)
"""What there is a schema of."""


def schema(what: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of `ruleset`, `case`, or the answer to a question."""
    model, made = _SCHEMAS[what]
    return {"$schema": _DIALECT, **made(model)}

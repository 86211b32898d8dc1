# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The published JSON Schemas: what minkader gives and takes keeps to them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from minkader.formats.locate import load, shipped
from minkader.formats.yaml import parse
from minkader.questions.asking.schemas import names, schema
from minkader.questions.solve import solve
from minkader.ruleset.nouns import RuleSet
from tests.cli.conftest import Run
from tests.depth import seeds
from tests.generator import make
from tests.shared import ROOT, lines

RULESETS = sorted(path.name for path in (ROOT / "rulesets").iterdir() if path.is_dir())


@cache
def validator(what: str) -> Draft202012Validator:
    """Return the validator of one schema, itself checked."""
    made = schema(what)
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def faults(what: str, document: Any) -> list[str]:  # noqa: ANN401 (any document)
    """List what a schema says against a document."""
    return [
        f"{error.json_path}: {error.message}" for error in validator(what).iter_errors(document)
    ]


def document_of(name: str) -> Any:  # noqa: ANN401
    """Return the parsed document of a shipped rule set."""
    return dict(load(name).document)


@pytest.mark.parametrize("what", names())
def test_command_prints_the_schema(run: Run, what: str) -> None:
    assert run("schema", what).json == schema(what)
    assert schema(what)["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert validator(what).is_valid({}) is False


def test_schema_of_the_ruleset_is_what_is_printed_without_a_name(run: Run) -> None:
    assert run("schema").json == schema("ruleset")


@pytest.mark.parametrize("name", RULESETS)
def test_shipped_ruleset_keeps_to_the_schema(name: str) -> None:
    assert list(shipped()) == RULESETS
    assert not faults("ruleset", _plain(document_of(name)))


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "rulesets").glob("*/cases/*.yaml")),
    ids=lambda path: f"{path.parts[-3]}/{path.stem}",
)
def test_shipped_case_keeps_to_the_schema(path: Any) -> None:  # noqa: ANN401 (a path)
    assert not faults("case", parse(path.read_text(encoding="utf-8")).document)


@pytest.mark.parametrize("seed", seeds(60))
def test_generated_document_keeps_to_the_schema(seed: int) -> None:
    assert not faults("ruleset", make(seed)[0])


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Turn the reader's decimals into numbers, as a file holds them."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | bool | None) else float(value)


ANSWERS = [
    ("solve", "solve voorbeeld"),
    ("solve", "solve boomgaardshoek --fallback reported"),
    ("solve", "solve boomgaardshoek --time-limit 0"),
    ("solve", "solve voorbeeld --scenario proef --second-opinion"),
    ("check", "check voorbeeld --cases"),
    ("check", "check boomgaardshoek"),
    ("check", "check voorbeeld --framework KADER"),
    ("check", "check voorbeeld --framework KADER --cases --time-limit 0"),
    ("show", "show voorbeeld HEDGE"),
    ("show", "show boomgaardshoek BS-22.27"),
    ("show", "show voorbeeld BBL-4"),
]


@pytest.mark.parametrize(("what", "line"), ANSWERS, ids=lambda value: value)
def test_answer_keeps_to_its_schema(spoken: Run, tmp_path: Path, what: str, line: str) -> None:
    if "KADER" in line:
        path = tmp_path / "kader.json"
        path.write_text(spoken("solve voorbeeld --json").out, encoding="utf-8")
        line = line.replace("KADER", path.as_posix())
    assert not faults(what, spoken(f"{line} --json").json)


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("what_if", "what-if voorbeeld --adopt cursus --capacity vereniging=150"),
        ("what_if", "what-if voorbeeld --form HEDGE=self_management"),
        ("scenarios", "scenarios boomgaardshoek"),
        ("compare", "compare voorbeeld boomgaardshoek"),
        ("why", "why voorbeeld FRONT-DORMER"),
        ("why", "why voorbeeld HEDGE"),
        ("why", "why boomgaardshoek BS-22.18-2"),
        ("choices", "choices boomgaardshoek --irredundant"),
        ("compare", "compare voorbeeld --scenario proef --with-scenario -"),
        ("compare", "compare boomgaardshoek voorbeeld --time-limit 0"),
    ],
    ids=lambda value: value,
)
def test_answer_to_a_later_question_keeps_to_its_schema(spoken: Run, what: str, line: str) -> None:
    assert not faults(what, spoken(f"{line} --json").json)


@pytest.mark.parametrize("seed", seeds(40))
def test_every_generated_answer_keeps_to_its_schema(seed: int) -> None:
    document, scenario, trust = make(seed)
    answer = solve(load(document), scenario=scenario, trust_proposals=trust)
    assert not faults("solve", json.loads(answer.to_json()))


def _accepted() -> set[str]:
    contract = lines("contract/errors.jsonl")
    return {case["wrong"] for case in contract if not faults("ruleset", case["ruleset"])}


def test_document_that_a_schema_can_refuse_is_refused() -> None:
    # What is left needs the names of the file: a schema sees its shape only.
    by_shape = {"no rules", "no tier", "unknown form", "unknown stance"}
    assert not by_shape & _accepted()


def test_number_out_of_bounds_is_refused_by_the_schema() -> None:
    assert not {"negative weight", "number past 10^9", "severity of 6"} & _accepted()


def test_schema_knows_every_key_that_the_reader_knows() -> None:
    assert set(schema("ruleset")["properties"]) == set(RuleSet.model_fields)

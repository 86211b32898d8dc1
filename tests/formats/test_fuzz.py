# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is read: a RuleSet or a clear error, never anything else."""

import copy
import json
import random
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from minkader.formats.locate import load, read
from minkader.ruleset.errors import UnreadableError
from minkader.ruleset.nouns import RuleSet
from tests.shared import ROOT

NAMES: Final = ("voorbeeld", "boomgaardshoek")
WORDS: Final = [
    "null",
    "~",
    "[]",
    "{}",
    "[[]]",
    "true",
    "no",
    "-1",
    "0",
    "1.5",
    "1e400",
    "22.10",
    "9999999999",
    "x",
    "release",
    "kept",
    "permit\nself_management",
    "never",
    "A@kept",
    "A@release",
    "@",
    "&",
    "*",
    "!",
    "!!str",
    "<<:",
    "|",
    ">",
    "-",
    "?",
    "#",
    "%",
    "`",
    "'",
    '"',
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\t",
    "\x00\n\u2028",
    "\ufeff",
    "😀",
    "---",
    "...",
    "minkader",
    "id",
    "title",
    "rules",
    "interests",
]


def _read(attempt: Callable[[], RuleSet]) -> RuleSet | UnreadableError:
    try:
        return attempt()
    except UnreadableError as refused:
        return refused


def _is_clear(found: RuleSet | UnreadableError) -> bool:
    # A rule set that knows its hash, or an error that says what is wrong.
    if isinstance(found, RuleSet):
        return len(found.sha256) == 64
    codes = [finding.code for finding in found.findings]
    return bool(codes and str(found)) and all(code.startswith("MK0") for code in codes)


@cache
def _text(name: str) -> str:
    return (ROOT / "rulesets" / name / "ruleset.yaml").read_text(encoding="utf-8")


@cache
def _document(name: str) -> Any:  # noqa: ANN401 (a document)
    # As JSON: decimals become floats.
    return json.loads(json.dumps(load(name).document, default=float))


def _places(value: object) -> list[tuple[Any, Any]]:
    # Every container with each of its keys.
    found: list[tuple[Any, Any]] = []
    keys = value.keys() if isinstance(value, dict) else range(len(value))  # type: ignore[arg-type]
    for key in keys:
        inner = value[key]  # type: ignore[index]
        found.append((value, key))
        if isinstance(inner, dict | list):
            found += _places(inner)
    return found


@given(st.binary(max_size=400))
def test_any_bytes_are_a_ruleset_or_an_error(content: bytes) -> None:
    assert _is_clear(_read(lambda: read(content)))


@given(st.text(max_size=300))
def test_any_text_is_a_ruleset_or_an_error(content: str) -> None:
    assert _is_clear(_read(lambda: read(content.encode("utf-8", "replace"))))


@given(st.lists(st.sampled_from([*WORDS, "\n", "\n- ", ": ", " "]), max_size=80))
def test_any_row_of_yaml_marks_is_a_ruleset_or_an_error(words: list[str]) -> None:
    assert _is_clear(_read(lambda: read("".join(words).encode())))


@given(st.sampled_from(NAMES), st.randoms(use_true_random=False), st.integers(1, 4))
def test_file_with_lines_cut_doubled_or_swapped_is_read_or_refused(
    name: str, draw: random.Random, times: int
) -> None:
    lines = _text(name).splitlines(keepends=True)
    for _ in range(times):
        at, other = draw.randrange(len(lines)), draw.randrange(len(lines))
        way = draw.choice(["cut", "twice", "swap", "indent", "start"])
        if way == "cut":
            del lines[at]
        elif way == "twice":
            lines.insert(other, lines[at])
        elif way == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif way == "indent":
            lines[at] = "  " + lines[at]
        else:
            lines[at] = lines[at].lstrip()
    assert _is_clear(_read(lambda: read("".join(lines).encode())))


@given(st.sampled_from(NAMES), st.randoms(use_true_random=False), st.integers(1, 5))
def test_file_with_characters_changed_is_read_or_refused(
    name: str, draw: random.Random, times: int
) -> None:
    text = _text(name)
    for _ in range(times):
        at = draw.randrange(len(text))
        text = text[:at] + draw.choice(WORDS) + text[at + draw.choice([0, 1, 1, 5]) :]
    assert _is_clear(_read(lambda: read(text.encode("utf-8", "replace"))))


_ANYTHING: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 10**10)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@given(st.sampled_from(NAMES), st.data(), st.integers(1, 4))
def test_document_with_values_replaced_is_read_or_refused(
    name: str, data: st.DataObject, times: int
) -> None:
    document = copy.deepcopy(_document(name))
    for _ in range(times):
        places = _places(document)
        holder, key = data.draw(st.sampled_from(range(len(places))).map(places.__getitem__))
        way = data.draw(st.sampled_from(["cut", "replace", "word", "copy"]))
        if way == "cut":
            del holder[key]
        elif way == "replace":
            holder[key] = data.draw(_ANYTHING)
        elif way == "word":
            holder[key] = data.draw(st.sampled_from(WORDS))
        else:
            other, place = data.draw(st.sampled_from(range(len(places))).map(places.__getitem__))
            holder[key] = copy.deepcopy(other[place]) if place in _keys(other) else None
    assert _is_clear(_read(lambda: load(document)))


def _keys(value: object) -> list[Any]:
    return list(value) if isinstance(value, dict) else list(range(len(value)))  # type: ignore[arg-type]


@settings(max_examples=10)
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_unchanged_document_is_read_and_a_swap_of_rules_too(name: str, draw: random.Random) -> None:
    """Protects the other fuzzers: what they start from is good."""
    document = copy.deepcopy(_document(name))
    draw.shuffle(document["rules"])
    assert isinstance(_read(lambda: load(document)), RuleSet)
    assert isinstance(_read(lambda: read(_text(name).encode())), RuleSet)

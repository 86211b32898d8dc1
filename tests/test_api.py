# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public names and what they take: other programs are built on them."""

import inspect
from typing import get_type_hints

import minkader as mk
from minkader.questions.asking.asked import Flags, WordsAndFlags
from minkader.ruleset.nouns import Changes

TAKES = {
    "load": ["source", "max_size="],
    "load_cases": ["source"],
    "shipped": [],
    "solve": ["ruleset", "scenario=", "changes=", "second_opinion=", "**flags"],
    "what_if": ["ruleset", "scenario=", "base=", "changes=", "**flags"],
    "scenarios": ["ruleset", "base=", "**flags"],
    "compare": ["a", "b=", "scenario=", "with_scenario=", "match=", "alone=", "**flags"],
    "show": ["ruleset", "rule", "scenario=", "changes=", "**flags"],
    "why": ["ruleset", "rule", "not_form=", "scenario=", "changes=", "**flags"],
    "choices": ["ruleset", "scenario=", "changes=", "most=", "irredundant=", "**flags"],
    "check": ["ruleset", "cases=", "framework=", "time_limit=", "progress=", "stop="],
}
CLASSES = {
    "Changes", "Checked", "Choices", "Compared", "Finding", "Framework", "MinkaderError", "RuleSet",
    "Scenarios", "SelfCheckError", "Shown", "Study", "UnreadableError", "WhatIf",
    "Why", "WrongUseError",
}  # fmt: skip


def taken(name: str) -> list[str]:
    """Say what a public function takes: `=` behind what may be left out."""
    said = []
    for parameter in inspect.signature(getattr(mk, name)).parameters.values():
        stars = "**" if parameter.kind is parameter.VAR_KEYWORD else ""
        optional = "=" if parameter.default is not parameter.empty else ""
        said.append(f"{stars}{parameter.name}{optional}")
    return said


def test_public_names_are_these_and_no_others() -> None:
    assert set(mk.__all__) == {*TAKES, *CLASSES, "__version__"}


def test_public_functions_take_what_they_took() -> None:
    assert {name: taken(name) for name in TAKES} == TAKES


def test_flags_of_every_question_are_these() -> None:
    assert list(get_type_hints(Flags)) == [
        "trust_proposals", "fallback", "order", "ties", "time_limit", "certificate", "progress",
        "stop",
    ]  # fmt: skip


def test_words_of_what_if_are_the_words_of_a_scenario() -> None:
    words = set(get_type_hints(WordsAndFlags)) - set(get_type_hints(Flags))
    assert words == set(Changes.model_fields)


def test_unknown_public_name_is_an_attribute_error() -> None:
    assert not hasattr(mk, "slove")
    assert dir(mk) == mk.__all__

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of questions: from it follow command, help, completion, `mk.NAME`, schema, csv and page.

One folder or file per question; each returns a typed, frozen answer of codes and values. Importing
this list loads neither pydantic nor a question: what belongs to one is named as `module:name`.
"""

import importlib
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from minkader.questions.asking.flags import (
    ASKED,
    BASE,
    CHANGES,
    POLICY,
    SOLVING,
    TIME_LIMIT,
    Flag,
)


class Question(NamedTuple):
    """One question: who answers it, what its answer is, who words that, and what it takes."""

    name: str
    """Its word on the command line; in Python and addresses the same."""
    ask: str
    answer: str
    view: str
    flags: tuple[Flag, ...]
    takes: tuple[str, ...] = ("ruleset",)
    """What it is about, in order: `ruleset`, `rule`, `a`, and `b`, which may be left out."""
    watched: bool = True
    """Whether it takes long enough to be followed and stopped."""
    brief: Mapping[str, object] = {}
    """What it is asked where only a summary of the answer is shown."""

    @property
    def word(self) -> str:
        """Return its word in Python."""
        return self.name.replace("-", "_")


QUESTIONS: Final = (
    Question(
        "solve",
        "minkader.questions.solve:solve",
        "minkader.questions.answering.answers:Framework",
        "minkader.words.solve:view",
        (
            *ASKED,
            *SOLVING,
            Flag("--second-opinion", "second_opinion", "switch"),
            Flag("--certificate", "certificate", "file", shown="FILE", to="write"),
            Flag("--explain-steps", "explain_steps", "switch", to="words"),
        ),
    ),
    Question(
        "what-if",
        "minkader.questions.what_if:what_if",
        "minkader.questions.what_if:WhatIf",
        "minkader.words.what_if:view",
        (*CHANGES, BASE, *ASKED, *SOLVING),
    ),
    Question(
        "scenarios",
        "minkader.questions.scenarios:scenarios",
        "minkader.questions.scenarios:Scenarios",
        "minkader.words.scenarios:view",
        (BASE, *POLICY, *SOLVING),
    ),
    Question(
        "compare",
        "minkader.questions.compare:compare",
        "minkader.questions.compare:Compared",
        "minkader.words.compare:view",
        (
            Flag("--with-scenario", "with_scenario", shown="NAME", of="b.scenarios"),
            Flag("--match", "match", "file", shown="FILE", to="both"),
            Flag("--all", "everything", "switch", to="words"),
            Flag("--alone", "alone", "whole", shown="N", least=0),
            *ASKED,
            *SOLVING,
        ),
        takes=("a", "b"),
        # The summary does not say what each difference does alone, so nobody need wait for it.
        brief={"alone": 0},
    ),
    Question(
        "show",
        "minkader.questions.show:show",
        "minkader.questions.show:Shown",
        "minkader.words.show:view",
        ASKED,
        takes=("ruleset", "rule"),
        watched=False,
    ),
    Question(
        "why",
        "minkader.questions.why:why",
        "minkader.questions.why:Why",
        "minkader.words.why:view",
        (Flag("--not-form", "not_form", shown="FORM", of="forms"), *ASKED, *SOLVING),
        takes=("ruleset", "rule"),
    ),
    Question(
        "choices",
        "minkader.questions.choices:choices",
        "minkader.questions.choices.answer:Choices",
        "minkader.words.choices:view",
        (
            Flag("--list", "most", "whole", shown="N", default=10, least=0),
            Flag("--irredundant", "irredundant", "switch"),
            *ASKED,
            *SOLVING,
        ),
    ),
    Question(
        "check",
        "minkader.questions.check:check",
        "minkader.questions.check:Checked",
        "minkader.words.check:view",
        (
            Flag(
                "--cases",
                "cases",
                "switch",
                to="words",
                reader="minkader.formats.cases:load_cases",
            ),
            Flag(
                "--framework",
                "framework",
                "file",
                shown="FILE",
                reader="minkader.formats.claimed:load_answer",
            ),
            TIME_LIMIT,
        ),
    ),
)
"""Every question, in the order in which people need them."""


def named(word: str) -> Question | None:
    """Return the question of this word, as the command line or Python writes it; None: no such."""
    return next((one for one in QUESTIONS if word in (one.name, one.word)), None)


def found(place: str) -> Any:  # noqa: ANN401 (whatever stands there)
    """Return what stands at `module:name`; its module is loaded now."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)

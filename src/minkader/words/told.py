# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The view of any answer, in a language that is chosen for this once: for Python."""

from collections.abc import Mapping
from typing import Any

from minkader import questions
from minkader.ruleset.nouns import RuleSet
from minkader.words.language import current, speaking
from minkader.words.telling import NAMELESS, Telling
from minkader.words.view import View


def view(answer: Any, lang: str | None, options: Mapping[str, Any]) -> View:  # noqa: ANN401
    """Return what people read of an answer to any question, as the list of questions has it.

    Raises:
        ValueError: where there is no such language, or the answer does not know its rule set.
    """
    ruleset = answer.ruleset
    if ruleset is None:
        raise ValueError("this answer does not know its rule set: tell it with about(ruleset)")
    question = questions.named(answer.question)
    if question is None:
        raise ValueError(f"{answer.question} is not in the list of questions")
    with speaking(lang or current()):  # the environment is asked once, not for every word
        told: View = questions.found(question.view)(
            answer, Telling(ruleset, _named(answer), **options)
        )
        return told


def _named(answer: Any) -> str | tuple[str, str | None]:  # noqa: ANN401 (the answer to any question)
    if answer.question != "compare":
        return _name(answer.ruleset)
    a, b = answer.a.ruleset, answer.b.ruleset
    return _name(a), None if a is b else _name(b)


def _name(ruleset: RuleSet | None) -> str:
    return NAMELESS if ruleset is None or ruleset.named is None else ruleset.named

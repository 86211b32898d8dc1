# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""minkader: the smallest set of rules that a municipality must keep.

The public API: one word per question, the same words as on the command line. Names load what
they need when first used; `import minkader` itself loads next to nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from minkader import questions
from minkader.questions.answering.media import MEDIA
from minkader.ruleset.errors import (
    VOICE,
    MinkaderError,
    SelfCheckError,
    UnreadableError,
    WrongUseError,
)
from minkader.version import VERSION

if TYPE_CHECKING:
    from minkader.formats.cases import load_cases
    from minkader.formats.locate import load, shipped
    from minkader.questions.answering.answers import Framework
    from minkader.questions.check import Checked, check
    from minkader.questions.choices import choices
    from minkader.questions.choices.answer import Choices
    from minkader.questions.compare import Compared, compare
    from minkader.questions.scenarios import Scenarios, scenarios
    from minkader.questions.show import Shown, show
    from minkader.questions.solve import solve
    from minkader.questions.study import Study
    from minkader.questions.what_if import WhatIf, what_if
    from minkader.questions.why import Why, why
    from minkader.ruleset.findings import Finding
    from minkader.ruleset.nouns import Changes, RuleSet

__version__ = VERSION

_HOMES: Final = {
    "load": "minkader.formats.locate",
    "shipped": "minkader.formats.locate",
    "load_cases": "minkader.formats.cases",
    "Study": "minkader.questions.study",
    "Finding": "minkader.ruleset.findings",
    "Changes": "minkader.ruleset.nouns",
    "RuleSet": "minkader.ruleset.nouns",
}
"""Public names that belong to no question of the list, and their module."""
__all__ = [
    "Changes",
    "Checked",
    "Choices",
    "Compared",
    "Finding",
    "Framework",
    "MinkaderError",
    "RuleSet",
    "Scenarios",
    "SelfCheckError",
    "Shown",
    "Study",
    "UnreadableError",
    "WhatIf",
    "Why",
    "WrongUseError",
    "__version__",
    "check",
    "choices",
    "compare",
    "load",
    "load_cases",
    "scenarios",
    "shipped",
    "show",
    "solve",
    "what_if",
    "why",
]


def _places() -> dict[str, str]:
    """Return where each public name stands, as `module:name`; every question brings two."""
    places = {name: f"{module}:{name}" for name, module in _HOMES.items()}
    for question in questions.QUESTIONS:
        places[question.word] = question.ask
        places[question.answer.partition(":")[2]] = question.answer
    return places


def __getattr__(name: str) -> Any:  # noqa: ANN401 (any public name)
    place = _places().get(name)
    if place is None:
        raise AttributeError(f"module 'minkader' has no attribute {name!r}")
    return questions.found(place)


def __dir__() -> list[str]:
    return sorted({*_places(), *__all__})


def _error_text(error: Exception) -> str:
    return str(importlib.import_module("minkader.words.faults").error_text(error))


def _view(answer: object, lang: str | None, options: Mapping[str, Any]) -> object:
    return importlib.import_module("minkader.words.told").view(answer, lang, options)


def _render(medium: str, view: object, **layout: int) -> str:
    return str(importlib.import_module(f"minkader.render.{medium}").render(view, **layout))


VOICE.say = _error_text
MEDIA.view = _view
MEDIA.render = _render

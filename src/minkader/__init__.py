# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""minkader: the smallest set of rules that a municipality must keep.

The public API: one word per question, the same words as on the command line. Names load what
they need when first used; `import minkader` itself loads next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from minkader.questions.answering.notebook import NOTEBOOK
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
    "solve": "minkader.questions.solve",
    "load_cases": "minkader.formats.cases",
    "check": "minkader.questions.check",
    "show": "minkader.questions.show",
    "what_if": "minkader.questions.what_if",
    "compare": "minkader.questions.compare",
    "scenarios": "minkader.questions.scenarios",
    "why": "minkader.questions.why",
    "choices": "minkader.questions.choices",
    "Framework": "minkader.questions.answering.answers",
    "Checked": "minkader.questions.check",
    "Compared": "minkader.questions.compare",
    "Scenarios": "minkader.questions.scenarios",
    "Shown": "minkader.questions.show",
    "Study": "minkader.questions.study",
    "WhatIf": "minkader.questions.what_if",
    "Why": "minkader.questions.why",
    "Choices": "minkader.questions.choices.answer",
    "Finding": "minkader.ruleset.findings",
    "Changes": "minkader.ruleset.nouns",
    "RuleSet": "minkader.ruleset.nouns",
}

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


def __getattr__(name: str) -> Any:  # noqa: ANN401 (any public name)
    if name not in _HOMES:
        raise AttributeError(f"module 'minkader' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__


def _error_text(error: Exception) -> str:
    return str(importlib.import_module("minkader.words.faults").error_text(error))


def _page(answer: object) -> str:
    return str(importlib.import_module("minkader.words.html").page(answer))


VOICE.say = _error_text
NOTEBOOK.page = _page

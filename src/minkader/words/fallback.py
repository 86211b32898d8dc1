# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fallback in words: when a rule that went comes back, how fast, and in which form."""

from typing import Final

from minkader.questions.answering.answers import FallbackNamed
from minkader.words import terms
from minkader.words.language import Pair, say, spoken

_BACK: Final[Pair] = (
    "terug{form} na {weeks} {weeks:week|weken} bij {side} dan"
    " {threshold} {indicator} {unit} ({window})",
    "back{form} after {weeks} {weeks:week|weeks} at {side} than"
    " {threshold} {indicator} {unit} ({window})",
)
_BACK_AS: Final[Pair] = (" als {form}", " as {form}")


def back(fallback: FallbackNamed, today: str) -> str:
    """Say when a rule comes back, and its form where that is not today's."""
    side = ("meer", "more") if fallback.when == "above" else ("minder", "less")
    return say(
        _BACK,
        form="" if fallback.form == today else say(_BACK_AS, form=terms.form(fallback.form)),
        weeks=fallback.weeks,
        side=say(side),
        threshold=fallback.threshold.replace(".", say((",", "."))),
        indicator=spoken(fallback.indicator),
        unit=spoken(fallback.unit),
        window=terms.window(fallback.window),
    )

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where errors and answers find their words: `words` speaks, `__init__` introduces it.

So nothing below `words` imports it, and nothing heavy is loaded before somebody has to speak.
"""

from collections.abc import Callable, Mapping
from typing import Any


class Voice:
    """Give words to errors and answers; before anybody is introduced, their bare names.

    `view` makes what people read of an answer, in a language (None: the usual one) and with the
    options of its question; `render` writes that for a medium.
    """

    def __init__(self) -> None:
        self.error: Callable[[Exception], str] = lambda error: type(error).__name__
        self.html: Callable[[object], str] = lambda answer: type(answer).__name__
        self.view: Callable[[object, str | None, Mapping[str, Any]], object] = (
            lambda answer, _lang, _options: type(answer).__name__
        )
        self.render: Callable[..., str] = lambda _medium, view, **_layout: str(view)


VOICE = Voice()

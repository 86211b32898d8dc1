# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where errors and answers find their words: `words` speaks, `__init__` introduces it.

So nothing below `words` imports it, and nothing heavy is loaded before somebody has to speak.
"""

from collections.abc import Callable


class Voice:
    """Give text to errors and a page to answers; before anybody is introduced, their bare names."""

    def __init__(self) -> None:
        self.error: Callable[[Exception], str] = lambda error: type(error).__name__
        self.html: Callable[[object], str] = lambda answer: type(answer).__name__


VOICE = Voice()

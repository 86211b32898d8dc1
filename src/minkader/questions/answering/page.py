# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where answers find their page: `words` makes it, `minkader` introduces it.

So no question imports words, and nothing heavy is loaded before somebody looks.
"""

from collections.abc import Callable


class Page:
    """Give a page to answers; before anybody is introduced, their bare names."""

    def __init__(self) -> None:
        self.of: Callable[[object], str] = lambda answer: type(answer).__name__


PAGE = Page()

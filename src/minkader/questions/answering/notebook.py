# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where answers find their page for a notebook: `words` makes it, `minkader` introduces it.

So no question imports words, and nothing heavy is loaded before somebody looks.
"""

from collections.abc import Callable


class Notebook:
    """Make the page of an answer; before anybody is introduced, their bare names."""

    def __init__(self) -> None:
        self.page: Callable[[object], str] = lambda answer: type(answer).__name__


NOTEBOOK = Notebook()

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where answers find their words and their media: `minkader` introduces both.

So no question imports words, and nothing heavy is loaded before somebody reads an answer.
"""

from collections.abc import Callable, Mapping
from typing import Any


class Media:
    """Make answers readable; before anybody is introduced, by their bare names.

    `view` makes what people read of an answer, in a language (None: the usual one) and with the
    options of its question; `render` writes that for a medium.
    """

    def __init__(self) -> None:
        self.view: Callable[[object, str | None, Mapping[str, Any]], object] = (
            lambda answer, _lang, _options: type(answer).__name__
        )
        self.render: Callable[..., str] = lambda _medium, view, **_layout: str(view)


MEDIA = Media()

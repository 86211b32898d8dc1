# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Say what others say in English only: the YAML parser, and the system that opens files."""

from minkader.words.codes import texts
from minkader.words.language import current


def problem(said: str) -> str:
    """Return a problem in the current language; what has no Dutch stays English, marked (en)."""
    text = texts("problems").get(said, {})
    if current() == "en":
        return str(text.get("en", said))
    return str(text.get("nl", f"{said} (en)"))

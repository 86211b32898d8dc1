# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: `minkader QUESTION RULESET`.

Importing this loads click and nothing heavy: each command loads what it needs when it runs.
"""

import sys
from collections.abc import Sequence

from minkader.cli import dutch, start
from minkader.cli.group import build
from minkader.words import language


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with the exit code of docs/model.md."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows speaks cp1252, which has no arrow and no ellipsis.
        # What cannot be written (half a character in a file name) never ends in a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    language.choose(_asked_language(given) or language.usual())
    dutch.translate_click()
    start.rest_the_collector()
    build()(args=given, prog_name="minkader")


def _asked_language(arguments: Sequence[str]) -> str | None:
    # Before click reads them: its help must already be in the right language.
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            said = value or (arguments[place + 1] if place + 1 < len(arguments) else "")
            return said if said in language.LANGUAGES else None
    return None

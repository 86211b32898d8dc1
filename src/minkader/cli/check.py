# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader check`: is this rule set sound?"""

import click

from minkader.cli import ending, flags
from minkader.cli.asking import Given, Told, question, table
from minkader.cli.watching import Watching


def check() -> click.Command:
    """Build the command."""
    return question("check", _answer, flags.ruleset(), flags.cases())


def _answer(given: Given, watching: Watching) -> Told:
    from minkader.formats.cases import load_cases  # noqa: PLC0415 (help stays fast)
    from minkader.formats.locate import load  # noqa: PLC0415
    from minkader.questions import check as questions  # noqa: PLC0415
    from minkader.questions.answers import to_json  # noqa: PLC0415
    from minkader.words import check as words  # noqa: PLC0415

    rules = load(given["ruleset"], max_size=given["max_size"])
    # Beside standard input stands nothing.
    cases = load_cases(given["ruleset"]) if given["cases"] and given["ruleset"] != "-" else []
    checked = questions.check(rules, cases=cases, progress=watching.progress, stop=watching.stop)
    return Told(
        text=lambda width: words.text(
            checked, with_cases=given["cases"], width=width, named=given["ruleset"]
        ),
        json=lambda: to_json(checked),
        rows=lambda: table().checked(checked),
        code=ending.ANSWERED if checked.sound else ending.NEGATIVE,
    )

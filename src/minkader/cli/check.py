# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader check`: is this rule set sound?"""

from typing import TYPE_CHECKING

import click

from minkader.cli import ending, flags
from minkader.cli.asking import Given, Told, question, table
from minkader.cli.watching import Watching
from minkader.words.commands import ONE_INPUT
from minkader.words.language import say

if TYPE_CHECKING:
    from minkader.questions.check import Checked


def check() -> click.Command:
    """Build the command."""
    worn = (flags.cases(), flags.framework(), flags.time_limit())
    return question("check", _answer, flags.ruleset(), *worn)


def _answer(given: Given, watching: Watching) -> Told:
    from minkader.formats.cases import load_cases  # noqa: PLC0415 (help stays fast)
    from minkader.formats.claimed import load_answer  # noqa: PLC0415
    from minkader.formats.locate import load  # noqa: PLC0415
    from minkader.questions import check as questions  # noqa: PLC0415
    from minkader.questions.answering.answers import to_json  # noqa: PLC0415
    from minkader.words import check as words  # noqa: PLC0415

    if given["framework"] == given["ruleset"] == "-":
        raise click.UsageError(say(ONE_INPUT))
    rules = load(given["ruleset"], max_size=given["max_size"])
    handed = given["framework"]
    claimed = None if handed is None else load_answer(handed, max_size=given["max_size"])
    # Beside standard input stands nothing.
    cases = load_cases(given["ruleset"]) if given["cases"] and given["ruleset"] != "-" else []
    checked = questions.check(
        rules,
        cases=cases,
        framework=claimed,
        time_limit=given["time_limit"],
        progress=watching.progress,
        stop=watching.stop,
    )
    return Told(
        text=lambda width: words.text(
            checked, with_cases=given["cases"], width=width, named=given["ruleset"]
        ),
        json=lambda: to_json(checked),
        rows=lambda: table().checked(checked),
        code=_code(checked),
    )


def _code(checked: "Checked") -> int:
    if checked.sound:
        return ending.ANSWERED
    judged = checked.framework
    return ending.NOT_PROVEN if judged is not None and judged.open else ending.NEGATIVE

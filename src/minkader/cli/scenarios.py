# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader scenarios`: every scenario of the file in one table."""

import click

from minkader.cli import ending, flags
from minkader.cli.asking import Given, Told, code_of, question, terms
from minkader.cli.watching import Watching


def scenarios() -> click.Command:
    """Build the command."""
    worn = (flags.ruleset(), flags.base(), *flags.policies(), *flags.solving())
    return question("scenarios", _answer, *worn)


def _answer(given: Given, watching: Watching) -> Told:
    from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
    from minkader.questions import scenarios as questions  # noqa: PLC0415
    from minkader.questions.answering.answers import to_json  # noqa: PLC0415
    from minkader.words import scenarios as words  # noqa: PLC0415
    from minkader.words.telling import Telling  # noqa: PLC0415

    rules = load(given["ruleset"], max_size=given["max_size"])
    answer = questions.scenarios(rules, base=given["base"], **terms(given, watching))
    # A scenario without a framework is an answer; one that was stopped is not.
    stopped = any(one.answer.status == "not_proven" for one in answer.scenarios)
    return Told(
        view=lambda: words.view(answer, Telling(rules, given["ruleset"])),
        json=lambda: to_json(answer),
        code=ending.NOT_PROVEN if stopped else code_of(answer.base.status),
    )

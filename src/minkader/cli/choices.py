# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader choices`: which rules are needed, and where there is a choice."""

import click

from minkader.cli import flags
from minkader.cli.asking import Given, Told, code_of, question, table, terms
from minkader.cli.watching import Watching


def choices() -> click.Command:
    """Build the command."""
    worn = (flags.ruleset(), *flags.listing(), *flags.asking(), *flags.solving())
    return question("choices", _answer, *worn)


def _answer(given: Given, watching: Watching) -> Told:
    from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
    from minkader.questions import choices as questions  # noqa: PLC0415
    from minkader.questions.answering.answers import to_json  # noqa: PLC0415
    from minkader.words import choices as words  # noqa: PLC0415

    rules = load(given["ruleset"], max_size=given["max_size"])
    answer = questions.choices(
        rules,
        scenario=given["scenario"],
        most=given["most"],
        irredundant=given["irredundant"],
        **terms(given, watching),
    )
    return Told(
        text=lambda width: words.text(answer, rules, given["ruleset"], width),
        json=lambda: to_json(answer),
        rows=lambda: table().choices(answer, rules),
        code=code_of(answer.status),
    )

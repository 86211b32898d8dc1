# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader what-if`: change something and see the difference."""

import click

from minkader.cli import changes, flags
from minkader.cli.asking import Given, Told, code_of, question, terms
from minkader.cli.watching import Watching


def what_if() -> click.Command:
    """Build the command."""
    worn = (flags.ruleset(), *changes.flags(), flags.base(), *flags.asking(), *flags.solving())
    return question("what-if", _answer, *worn)


def _answer(given: Given, watching: Watching) -> Told:
    words_said = changes.words(given)
    from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
    from minkader.questions import what_if as questions  # noqa: PLC0415
    from minkader.questions.answering.answers import to_json  # noqa: PLC0415
    from minkader.words import what_if as words  # noqa: PLC0415
    from minkader.words.telling import Telling  # noqa: PLC0415

    rules = load(given["ruleset"], max_size=given["max_size"])
    answer = questions.what_if(
        rules,
        scenario=given["scenario"],
        base=given["base"],
        **words_said,
        **terms(given, watching),
    )
    return Told(
        view=lambda: words.view(answer, Telling(rules, given["ruleset"])),
        json=lambda: to_json(answer),
        code=code_of(answer.answer.status),
    )

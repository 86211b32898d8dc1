# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader why`: why a rule stays, or what guards its interests now."""

import click

from minkader.cli import flags
from minkader.cli.asking import Given, Told, code_of, question, table, terms
from minkader.cli.completion import names
from minkader.cli.watching import Watching


def why() -> click.Command:
    """Build the command."""
    rule = click.argument("rule", metavar="RULE", shell_complete=names("rules"))
    more = (flags.not_form(), *flags.asking(), *flags.solving())
    return question("why", _answer, flags.ruleset(), rule, *more)


def _answer(given: Given, watching: Watching) -> Told:
    from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
    from minkader.questions import why as questions  # noqa: PLC0415
    from minkader.questions.answering.answers import to_json  # noqa: PLC0415
    from minkader.words import why as words  # noqa: PLC0415

    rules = load(given["ruleset"], max_size=given["max_size"])
    answer = questions.why(
        rules,
        given["rule"],
        not_form=given["not_form"],
        scenario=given["scenario"],
        **terms(given, watching),
    )
    return Told(
        text=lambda width: words.text(answer, rules, given["ruleset"], width),
        json=lambda: to_json(answer),
        rows=lambda: table().why(answer, rules),
        code=code_of(answer.status),
    )

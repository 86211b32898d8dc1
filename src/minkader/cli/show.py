# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader show`: what stands about one rule."""

import click

from minkader.cli import flags
from minkader.cli.asking import Given, Told, question
from minkader.cli.completion import names
from minkader.cli.watching import Watching


def show() -> click.Command:
    """Build the command."""
    rule = click.argument("rule", metavar="RULE", shell_complete=names("rules"))
    return question("show", _answer, flags.ruleset(), rule, *flags.asking())


def _answer(given: Given, _: Watching) -> Told:
    from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
    from minkader.questions import show as questions  # noqa: PLC0415
    from minkader.questions.answering.answers import to_json  # noqa: PLC0415
    from minkader.words import show as words  # noqa: PLC0415
    from minkader.words.telling import Telling  # noqa: PLC0415

    rules = load(given["ruleset"], max_size=given["max_size"])
    shown = questions.show(
        rules,
        given["rule"],
        scenario=given["scenario"],
        trust_proposals=given["trust_proposals"],
        fallback=given["fallback"],
        order=given["order"],
    )
    return Told(
        view=lambda: words.view(shown, Telling(rules, given["ruleset"])),
        json=lambda: to_json(shown),
    )

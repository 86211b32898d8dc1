# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader solve`: the smallest framework."""

import click

from minkader.cli import flags
from minkader.cli.asking import Given, Told, code_of, question, table, terms
from minkader.cli.watching import Watching


def solve() -> click.Command:
    """Build the command."""
    worn = (flags.ruleset(), *flags.asking(), *flags.solving(), flags.second_opinion())
    return question("solve", _answer, *worn)


def _answer(given: Given, watching: Watching) -> Told:
    from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
    from minkader.questions import solve as questions  # noqa: PLC0415
    from minkader.words import framework  # noqa: PLC0415

    rules = load(given["ruleset"], max_size=given["max_size"])
    answer = questions.solve(
        rules,
        scenario=given["scenario"],
        second_opinion=given["second_opinion"],
        **terms(given, watching),
    )
    return Told(
        text=lambda width: framework.text(answer, rules, given["ruleset"], width),
        json=answer.to_json,
        rows=lambda: table().framework(answer, rules),
        code=code_of(answer.status),
    )

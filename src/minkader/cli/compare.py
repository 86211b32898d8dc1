# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader compare`: two rule sets side by side."""

import click

from minkader.cli import flags
from minkader.cli.asking import Given, Told, code_of, question, table, terms
from minkader.cli.completion import rulesets
from minkader.cli.watching import Watching


def compare() -> click.Command:
    """Build the command."""
    sides = (
        click.argument(side, metavar=side.upper(), shell_complete=rulesets) for side in ("a", "b")
    )
    return question("compare", _answer, *sides, *flags.asking(), *flags.solving())


def _answer(given: Given, watching: Watching) -> Told:
    from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
    from minkader.questions import compare as questions  # noqa: PLC0415
    from minkader.questions.answers import to_json  # noqa: PLC0415
    from minkader.words import compare as words  # noqa: PLC0415

    named = (given["a"], given["b"])
    a, b = (load(name, max_size=given["max_size"]) for name in named)
    answer = questions.compare(a, b, scenario=given["scenario"], **terms(given, watching))
    return Told(
        text=lambda width: words.text(answer, a, b, named, width),
        json=lambda: to_json(answer),
        rows=lambda: table().compared(answer),
        code=code_of(answer.a.status, answer.b.status),
    )

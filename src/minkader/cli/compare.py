# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader compare`: two rule sets side by side, or two scenarios of one."""

import click

from minkader.cli import flags
from minkader.cli.asking import Given, Told, code_of, question, terms
from minkader.cli.completion import rulesets
from minkader.cli.watching import Watching


def compare() -> click.Command:
    """Build the command."""
    sides = (
        click.argument("a", metavar="A", shell_complete=rulesets),
        click.argument("b", metavar="[B]", required=False, shell_complete=rulesets),
    )
    return question(
        "compare", _answer, *sides, *flags.comparing(), *flags.asking(), *flags.solving()
    )


def _answer(given: Given, watching: Watching) -> Told:
    from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
    from minkader.questions import compare as questions  # noqa: PLC0415
    from minkader.questions.answering.answers import to_json  # noqa: PLC0415
    from minkader.words import compare as words  # noqa: PLC0415
    from minkader.words import compare_rows  # noqa: PLC0415

    named = (given["a"], given["b"])
    a = load(named[0], max_size=given["max_size"])
    b = None if named[1] is None else load(named[1], max_size=given["max_size"])
    answer = questions.compare(
        a,
        b,
        scenario=given["scenario"],
        with_scenario=given["with_scenario"],
        match=given["match"],
        alone=_alone(given),
        **terms(given, watching),
    )
    sides = words.Sides(a, a if b is None else b, named, given["match"])
    return Told(
        text=lambda width: words.text(answer, sides, width, given["everything"]),
        json=lambda: to_json(answer),
        rows=lambda: compare_rows.compared(answer, sides),
        code=code_of(answer.a.status, answer.b.status),
    )


def _alone(given: Given) -> int | None:
    # The summary does not say what each difference does alone, so nobody need wait for it.
    summary = given["answer_form"] == "text" and not (given["as_json"] or given["everything"])
    return 0 if summary else given["alone"]

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader check`: is this rule set sound?"""

import click

from minkader.cli import ending, flags
from minkader.words.commands import FLAGS
from minkader.words.language import say


def check() -> click.Command:
    """Build the command."""
    cases = click.option("--cases", "with_cases", is_flag=True, help=say(FLAGS["--cases"]))
    worn = flags.wear(_check, flags.ruleset(), cases, *flags.reading())
    return flags.command("check")(worn)


def _check(
    ruleset: str,
    with_cases: bool,
    form: str,
    as_json: bool,
    output: str | None,
    max_size: int,
) -> None:
    form = ending.chosen_form(form, as_json)
    with ending.ended(as_json=form == "json"):
        from minkader.formats.cases import load_cases  # noqa: PLC0415 (help stays fast)
        from minkader.formats.locate import load  # noqa: PLC0415
        from minkader.questions.answers import to_json  # noqa: PLC0415
        from minkader.questions.check import check as answer_check  # noqa: PLC0415
        from minkader.words import check as words  # noqa: PLC0415
        from minkader.words import rows  # noqa: PLC0415

        rules = load(ruleset, max_size=max_size)
        checked = answer_check(rules, cases=load_cases(ruleset) if with_cases else ())
        told = ending.told(
            form,
            text=lambda: words.text(checked, with_cases=with_cases, width=ending.width()),
            to_json=lambda: to_json(checked),
            rows=lambda: rows.checked(checked),
        )
        ending.write(told, output)
    ending.leave(ending.ANSWERED if checked.sound else ending.NEGATIVE)

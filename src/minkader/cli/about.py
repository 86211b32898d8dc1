# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader rulesets`, `schema` and `explain-code`: what minkader knows of itself."""

import json
from collections.abc import Callable

import click

from minkader import questions
from minkader.cli import ending, flags
from minkader.words.commands import RULESET_LINE
from minkader.words.language import say


def _command(name: str, callback: Callable[..., None], *worn: flags.Worn) -> click.Command:
    return flags.command(name, callback, (*worn, flags.lang()))


def rulesets() -> click.Command:
    """Build the command that lists the rule sets that come with minkader."""

    def run() -> None:
        with ending.ended():
            from minkader.formats.locate import load, shipped  # noqa: PLC0415 (help stays fast)
            from minkader.words.language import spoken  # noqa: PLC0415

            names = shipped()
            for name in names:
                rules = load(name)
                title = spoken(rules.title.in_languages)
                count = say(RULESET_LINE, n=len(rules.rules))
                click.echo(f"{name.ljust(max(map(len, names)))}  {count.rjust(9)}  {title}")

    return _command("rulesets", run)


def _schemas() -> list[str]:
    return ["ruleset", "case", *(question.word for question in questions.QUESTIONS)]


def schema() -> click.Command:
    """Build the command that prints the JSON Schema of the file or of an answer."""

    def run(what: str) -> None:
        from minkader.questions.asking.schemas import schema as schema_of  # noqa: PLC0415

        click.echo(json.dumps(schema_of(what), ensure_ascii=False, indent=1))

    what = click.argument("what", type=click.Choice(_schemas()), default="ruleset")
    return _command("schema", run, what)


def explain_code() -> click.Command:
    """Build the command that explains a finding code."""

    def run(code: str) -> None:
        with ending.ended():
            from minkader.render.terminal import blocks  # noqa: PLC0415 (help stays fast)
            from minkader.words.explain import explained  # noqa: PLC0415

            click.echo(blocks(explained(code), width=ending.width()), nl=False)

    return _command("explain-code", run, click.argument("code", metavar="CODE"))

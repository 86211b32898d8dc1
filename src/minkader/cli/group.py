# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The group of commands: it names them all, and loads one only when it is asked for."""

import importlib
from typing import Final

import click

from minkader import questions
from minkader.cli import flags
from minkader.version import VERSION
from minkader.words.commands import COMMANDS, GROUP, NO_COMMAND, VERSION_LINE
from minkader.words.language import say

_OURS: Final = {
    "export": "certificate",
    "verify": "certificate",
    "new": "new",
    "rulesets": "about",
    "schema": "about",
    "explain-code": "about",
}
"""Commands that ask no question of the list, and their module."""


def _names() -> list[str]:
    return [*(question.name for question in questions.QUESTIONS), *_OURS]


class _Commands(click.Group):
    """Commands by name; a command's module is imported when that command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """List the commands in the order in which people need them."""
        return _names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Build one command in the language of this process."""
        asked = questions.named(cmd_name)
        if asked is not None and cmd_name == asked.name:
            from minkader.cli.question import command_of  # noqa: PLC0415

            return command_of(asked)
        if cmd_name not in _OURS:
            return None
        module = importlib.import_module(f"minkader.cli.{_OURS[cmd_name]}")
        made: click.Command = getattr(module, cmd_name.replace("-", "_"))()
        return made

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for; where there is none, name the nearest."""
        found = str(args[0])
        if found not in _names():
            from difflib import get_close_matches  # noqa: PLC0415 (only a slip needs it)

            for near in get_close_matches(found, _names(), n=1):
                ctx.fail(say(NO_COMMAND, found=found, near=near))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without loading any of them."""
        with formatter.section(say(("Opdrachten", "Commands"))):
            formatter.write_dl([(name, say(COMMANDS[name].short)) for name in _names()])


def build() -> click.Command:
    """Build the group in the language of this process."""
    group = _Commands(
        name="minkader",
        help=say(GROUP),
        no_args_is_help=True,
        options_metavar=say(("[OPTIES]", "[OPTIONS]")),
        subcommand_metavar=say(("OPDRACHT …", "COMMAND …")),
    )
    version = click.version_option(VERSION, message=say(VERSION_LINE, version=VERSION))
    worn: click.Command = flags.wear(group, (flags.lang(), version))
    return worn

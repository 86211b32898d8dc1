# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader new`: start a rule set from a commented skeleton."""

import re
import shlex
from pathlib import Path
from typing import Final

import click

from minkader.cli import ending, flags
from minkader.ruleset.values import ID_PATTERN
from minkader.words.commands import EXISTS, NOT_A_NAME, STARTED
from minkader.words.language import say

_FILE: Final = "ruleset.yaml"


def new() -> click.Command:
    """Build the command."""
    name = click.argument("name", metavar="NAME")
    return flags.command("new", _new, (name, flags.lang()))


def _new(name: str) -> None:
    with ending.ended():
        from minkader.words.skeleton import skeleton  # noqa: PLC0415 (help stays fast)

        folder = Path(name)
        if re.fullmatch(ID_PATTERN, folder.name) is None:
            raise click.BadParameter(say(NOT_A_NAME, name=folder.name), param_hint="NAME")
        path = folder / _FILE
        if path.exists():
            raise click.UsageError(say(EXISTS, path=path))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(skeleton(folder.name), encoding="utf-8", newline="\n")
        except OSError as error:
            raise click.FileError(str(path), hint=error.strerror or str(error)) from None
        click.echo(say(STARTED, path=path, name=shlex.quote(name)))

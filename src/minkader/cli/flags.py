# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flags as click wears them, in the language of this process: those of questions, and our own."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import click

from minkader.cli import completion
from minkader.questions.asking.flags import Flag
from minkader.words.commands import COMMANDS, FLAGS
from minkader.words.language import LANGUAGES, say

Wrapped = Callable[..., Any]
Worn = Callable[[Wrapped], Wrapped]
"""A flag or an argument that can be put on a function."""
_MEGABYTE: Final = 1024 * 1024


class _Seconds(click.FloatRange):
    name = "number"  # what click calls it in an error

    def convert(
        self,
        value: Any,  # noqa: ANN401 (click's signature)
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        number: float = super().convert(value, param, ctx)
        return self.fail(f"{value!r}", param, ctx) if math.isnan(number) else number


class _Size(click.IntRange):
    name = "whole number"


def _option(*names: str, **settings: Any) -> Worn:  # noqa: ANN401
    return click.option(*names, help=say(FLAGS[names[0]]), **settings)


def _tiers(_: click.Context, __: click.Parameter, value: str | None) -> Sequence[str] | None:
    return None if value is None else [tier.strip() for tier in value.split(",")]


def _plain(_: Flag) -> dict[str, Any]:
    return {}


def _word(flag: Flag) -> dict[str, Any]:
    return {"type": click.Choice(flag.words), "default": flag.default}


def _whole(flag: Flag) -> dict[str, Any]:
    shown = flag.default is not None
    return {"type": _Size(min=flag.least), "default": flag.default, "show_default": shown}


def _file(flag: Flag) -> dict[str, Any]:
    # A reader of its own says itself what is wrong with a name.
    read = flag.reader is not None
    return {} if read else {"type": click.Path(dir_okay=False, writable=flag.to == "write")}


_SETTINGS: Final[dict[str, Callable[[Flag], dict[str, Any]]]] = {
    "switch": lambda _: {"is_flag": True},
    "word": _word,
    "seconds": lambda _: {"type": _Seconds(min=0)},
    "whole": _whole,
    "tiers": lambda _: {"callback": _tiers},
    "stance": lambda _: {"nargs": 4},
    "file": _file,
}
"""What click is told of each kind of flag, besides its name."""


def worn(flag: Flag) -> Worn:
    """Build the option of a question's flag."""
    own = _SETTINGS.get(flag.kind, _plain)(flag)
    settings = {"metavar": flag.shown, "multiple": flag.many, **own}
    if flag.of is not None:
        settings["shell_complete"] = completion.of(flag.of)
    return _option(flag.name, flag.keyword, **settings)


def argument(name: str) -> Worn:
    """Build the argument of what a question is about."""
    if name == "rule":
        return click.argument("rule", metavar="RULE", shell_complete=completion.of("rules"))
    optional = name == "b"
    shown = "[B]" if optional else name.upper()
    return click.argument(
        name, metavar=shown, required=not optional, shell_complete=completion.ruleset_names
    )


def lang() -> Worn:
    """Build the flag that chooses the language; it is read before click starts."""
    return _option("--lang", type=click.Choice(LANGUAGES), expose_value=False)


def reading() -> list[Worn]:
    """Build the flags for reading a rule set and writing an answer."""
    return [
        _option(
            "--format", "answer_form", type=click.Choice(["text", "json", "csv"]), default="text"
        ),
        _option("--json", "as_json", is_flag=True),
        output(),
        lang(),
        max_size(),
    ]


def output() -> Worn:
    """Build the flag that names the file to write to."""
    return _option("--output", type=click.Path(dir_okay=False, writable=True))


def max_size() -> Worn:
    """Build the flag that limits the size of a file."""
    return _option(
        "--max-size",
        metavar="MIB",
        type=_Size(min=1),
        default=32,
        show_default=True,
        callback=lambda _, __, value: value * _MEGABYTE,
    )


def exporting() -> list[Worn]:
    """Build the flags that say in which form to export."""
    return [
        _option("--json", "as_json", is_flag=True),
        _option("--opb", "as_opb", is_flag=True),
    ]


def wear(function: Any, flags: Iterable[Worn]) -> Any:  # noqa: ANN401 (a function or a group)
    """Put flags on a function, so that help lists them in the order given."""
    for flag in reversed([*flags]):
        function = flag(function)
    return function


def command(name: str, run: Wrapped, flags: Iterable[Worn]) -> click.Command:
    """Build a command from a function and the flags that it wears, with its help."""
    words = COMMANDS[name]
    dressed: click.Command = click.command(
        name,
        help=say(words.long),
        short_help=say(words.short),
        options_metavar=say(("[OPTIES]", "[OPTIONS]")),
    )(wear(run, flags))
    return dressed

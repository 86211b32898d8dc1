# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The flags that every question has, built in the language of this process."""

import math
from collections.abc import Callable, Sequence
from typing import Any, Final

import click

from minkader.cli import completion
from minkader.words.commands import COMMANDS, FLAGS
from minkader.words.language import LANGUAGES, say

Wrapped = Callable[..., Any]
Flag = Callable[[Wrapped], Wrapped]
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


def _option(*names: str, **settings: Any) -> Flag:  # noqa: ANN401
    return click.option(*names, help=say(FLAGS[names[0]]), **settings)


def lang() -> Flag:
    """Build the flag that chooses the language; it is read before click starts."""
    return _option("--lang", type=click.Choice(LANGUAGES), expose_value=False)


def ruleset() -> Flag:
    """Build the argument RULESET."""
    return click.argument("ruleset", metavar="RULESET", shell_complete=completion.rulesets)


def _order(_: click.Context, __: click.Parameter, value: str | None) -> Sequence[str] | None:
    return None if value is None else [tier.strip() for tier in value.split(",")]


POLICIES: Final = ("trust_proposals", "fallback", "order")
"""The flags that stand in the place of the rule set's policy."""
SHARED: Final = (*POLICIES, "ties", "time_limit")
"""The flags that go to every question as they are."""


def reading() -> list[Flag]:
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


def output() -> Flag:
    """Build the flag that names the file to write to."""
    return _option("--output", type=click.Path(dir_okay=False, writable=True))


def max_size() -> Flag:
    """Build the flag that limits the size of a file."""
    return _option(
        "--max-size",
        metavar="MIB",
        type=_Size(min=1),
        default=32,
        show_default=True,
        callback=lambda _, __, value: value * _MEGABYTE,
    )


def scenario(name: str) -> Flag:
    """Build a flag that names a scenario."""
    return _option(name, metavar="NAME", shell_complete=completion.names("scenarios"))


def policies() -> list[Flag]:
    """Build the flags that stand in the place of the rule set's policy."""
    return [
        _option("--trust-proposals", is_flag=True),
        _option("--fallback", type=click.Choice(["required", "reported"])),
        _option("--order", metavar="T,T,…", callback=_order),
    ]


def asking() -> list[Flag]:
    """Build the flags that say what is asked of a rule set."""
    return [scenario("--scenario"), *policies()]


def solving() -> list[Flag]:
    """Build the flags that say how to solve."""
    return [
        _option("--ties", type=click.Choice(["steady", "any"]), default="steady"),
        time_limit(),
    ]


def time_limit() -> Flag:
    """Build the flag that limits how long an answer is looked for."""
    return _option("--time-limit", type=_Seconds(min=0), metavar="S")


def proving() -> list[Flag]:
    """Build the flags that say how an answer was found, and write its proof."""
    return [
        _option("--certificate", metavar="FILE", type=click.Path(dir_okay=False, writable=True)),
        _option("--explain-steps", is_flag=True),
    ]


def exporting() -> list[Flag]:
    """Build the flags that say in which form to export."""
    return [
        _option("--json", "as_json", is_flag=True),
        _option("--opb", "as_opb", is_flag=True),
    ]


def not_form() -> Flag:
    """Build the flag that asks why a rule does not take a form."""
    return _option("--not-form", metavar="FORM", shell_complete=completion.forms)


def listing() -> list[Flag]:
    """Build the flags that say how many sets of rules to list, and which kind."""
    return [
        _option("--list", "most", metavar="N", type=_Size(min=0), default=10, show_default=True),
        _option("--irredundant", is_flag=True),
    ]


def comparing() -> list[Flag]:
    """Build the flags that say what is compared, and how much of it is told."""
    other = completion.names("scenarios", "b")
    return [
        _option("--with-scenario", metavar="NAME", shell_complete=other),
        _option("--match", metavar="FILE", type=click.Path(dir_okay=False)),
        _option("--all", "everything", is_flag=True),
        _option("--alone", metavar="N", type=_Size(min=0)),
    ]


def base() -> Flag:
    """Build the flag that names the scenario to compare with."""
    return scenario("--base")


def second_opinion() -> Flag:
    """Build the flag that asks for a second opinion."""
    return _option("--second-opinion", is_flag=True)


def cases() -> Flag:
    """Build the flag that runs the cases of a rule set."""
    return _option("--cases", is_flag=True)


def framework() -> Flag:
    """Build the flag that names an answer of `solve` to judge."""
    return _option("--framework", metavar="FILE")


def wear(function: Any, *flags: Flag) -> Any:  # noqa: ANN401 (a function or a group)
    """Put flags on a function, so that help lists them in the order given."""
    for flag in reversed(flags):
        function = flag(function)
    return function


def command(name: str) -> Callable[[Wrapped], click.Command]:
    """Build a command from a function that wears its flags, with its help."""
    words = COMMANDS[name]
    return click.command(
        name,
        help=say(words.long),
        short_help=say(words.short),
        options_metavar=say(("[OPTIES]", "[OPTIONS]")),
    )

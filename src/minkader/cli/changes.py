# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The flags of `what-if`: one, repeatable, for every field of a scenario."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import click

from minkader.cli.completion import names
from minkader.cli.flags import Flag
from minkader.words.commands import CHANGES, NOT_A_PAIR, NOT_A_TABLE
from minkader.words.language import say

_LISTS: Final = {
    "--keep": "keep",
    "--release": "release",
    "--drop-interest": "drop_interests",
    "--adopt": "adopt",
    "--lift-lock": "lift_locks",
}
_PAIRS: Final = {
    "--form": "form",
    "--capacity": "capacity",
    "--ground": "grounds",
    "--classify": "classification",
    "--add-interest": "add_interests",
}
_NOUNS: Final = {
    "--keep": "rules",
    "--release": "rules",
    "--drop-interest": "interests",
    "--adopt": "measures",
    "--lift-lock": "rules",
}
_METAVARS: Final = {
    "--keep": "RULE",
    "--release": "RULE",
    "--drop-interest": "INTEREST",
    "--adopt": "MEASURE",
    "--lift-lock": "RULE",
    "--form": "RULE=FORM",
    "--capacity": "GROUP=HOURS",
    "--ground": "RULE=GROUND,…",
    "--classify": "RULE=WORD",
    "--add-interest": "ID={…}",
}


def flags() -> list[Flag]:
    """Build the flags."""
    made: list[Flag] = []
    for name, word in {**_LISTS, **_PAIRS}.items():
        made.append(
            click.option(
                name,
                word,
                multiple=True,
                metavar=_METAVARS[name],
                help=say(CHANGES[name]),
                shell_complete=names(_NOUNS[name]) if name in _NOUNS else None,
            )
        )
    made.append(
        click.option(
            "--stance",
            "stances",
            multiple=True,
            nargs=4,
            metavar="WHO RULE FORM STANCE",
            help=say(CHANGES["--stance"]),
        )
    )
    return made


def words(given: dict[str, Sequence[Any]]) -> dict[str, Any]:
    """Turn the flags into the words of a scenario; what was not given is left out.

    Raises:
        click.BadParameter: where a value does not have the shape that the flag asks for, or two
            flags speak of the same thing.
    """
    said: dict[str, Any] = {word: list(given[word]) for word in _LISTS.values() if given[word]}
    for name, word in _PAIRS.items():
        table: dict[str, Any] = {}
        for pair in given[word]:
            key, value = _pair(name, pair)
            if key in table:
                raise click.BadParameter(say(NOT_A_PAIR, value=pair), param_hint=name)
            table[key] = _READ.get(name, _as_it_is)(name, value)
        if table:
            said[word] = table
    stances: dict[str, dict[str, dict[str, str]]] = {}
    for who, rule, form, stance in given["stances"]:
        stances.setdefault(who, {}).setdefault(rule, {})[form] = stance
    if stances:
        said["stances"] = stances
    return said


def _pair(name: str, written: str) -> tuple[str, str]:
    key, equals, value = written.partition("=")
    if not equals or not key:
        raise click.BadParameter(say(NOT_A_PAIR, value=written), param_hint=name)
    return key, value


def _as_it_is(_: str, value: str) -> object:
    return value


def _whole(name: str, value: str) -> object:
    if re.fullmatch("-?[0-9]{1,12}", value) is None:  # one too large is told with its place
        raise click.BadParameter(say(NOT_A_PAIR, value=value), param_hint=name)
    return int(value)


def _grounds(_: str, value: str) -> object:
    return [ground for ground in value.split(",") if ground]


def _table(name: str, value: str) -> object:
    from minkader.formats.yaml import parse  # noqa: PLC0415 (only this flag needs it)
    from minkader.ruleset.errors import UnreadableError  # noqa: PLC0415

    try:
        document = parse(value).document
    except UnreadableError as error:
        raise click.BadParameter(str(error), param_hint=name) from None
    if not isinstance(document, dict):
        raise click.BadParameter(say(NOT_A_TABLE, value=value), param_hint=name)
    return document


_READ: Final[dict[str, Callable[[str, str], object]]] = {
    "--capacity": _whole,
    "--ground": _grounds,
    "--add-interest": _table,
}

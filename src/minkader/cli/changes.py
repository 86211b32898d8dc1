# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the flags of a question change, in the words of a scenario."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import click

from minkader.questions.asking.flags import Flag
from minkader.words.commands import NOT_A_PAIR, NOT_A_TABLE
from minkader.words.language import say


def words(flags: Sequence[Flag], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words of a scenario that flags say; what was not given is left out.

    Raises:
        click.BadParameter: where a value does not have the shape that the flag asks for, or two
            flags speak of the same thing.
    """
    said = {
        flag.keyword: _SHAPES[flag.kind](flag.name, given[flag.keyword])
        for flag in flags
        if flag.to == "changes"
    }
    return {word: value for word, value in said.items() if value}


def _names(_: str, given: Sequence[str]) -> list[str]:
    return list(given)


def _pairs(name: str, given: Sequence[str]) -> dict[str, object]:
    table: dict[str, object] = {}
    for pair in given:
        key, value = _pair(name, pair)
        if key in table:
            raise click.BadParameter(say(NOT_A_PAIR, value=pair), param_hint=name)
        table[key] = _READ.get(name, _as_it_is)(name, value)
    return table


def _stances(_: str, given: Sequence[Sequence[str]]) -> dict[str, dict[str, dict[str, str]]]:
    stances: dict[str, dict[str, dict[str, str]]] = {}
    for who, rule, form, stance in given:
        stances.setdefault(who, {}).setdefault(rule, {})[form] = stance
    return stances


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
_SHAPES: Final[Mapping[str, Callable[[str, Any], Any]]] = {
    "names": _names,
    "pairs": _pairs,
    "stance": _stances,
}

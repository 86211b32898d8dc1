# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How every question is asked on the command line: read, answer, write, end."""

import importlib
import re
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from minkader.cli import ending, flags
from minkader.cli.watching import Watching, watched
from minkader.words import language

if TYPE_CHECKING:
    from minkader.words.view import View

Given = dict[str, Any]
"""The flags and arguments of one command, by name."""

_CODES: Final = {"infeasible": ending.NEGATIVE, "not_proven": ending.NOT_PROVEN}


class Told(NamedTuple):
    """An answer that can be told in each form, and the exit code that goes with it.

    `view` makes what people read of it; `text` and `rows` are of questions without a view yet.
    """

    json: Callable[[], str]
    code: int = ending.ANSWERED
    view: "Callable[[], View] | None" = None
    text: Callable[[int], str] | None = None
    rows: Callable[[], Sequence[Sequence[str]]] | None = None


def table() -> ModuleType:
    """Give the module that makes rows, loaded where csv is asked for."""
    return importlib.import_module("minkader.words.rows")


def code_of(*statuses: str) -> int:
    """Give the exit code of statuses: the gravest of them."""
    return max(_CODES.get(status, ending.ANSWERED) for status in statuses)


def question(
    name: str, answer: Callable[[Given, Watching], Told], *worn: flags.Flag
) -> click.Command:
    """Build the command of one question: `answer` imports what it needs when it is called."""

    def run(**given: Any) -> None:  # noqa: ANN401 (whatever flags the command wears)
        _without_plugins()
        form = "json" if given["as_json"] else given["answer_form"]
        with ending.ended(as_json=form == "json"), watched() as watching:
            told = answer(given, watching)
            watching.close()
            ending.write(_written(told, form, given["output"]), given["output"], _sources(given))
        click.get_current_context().exit(told.code)

    dressed: click.Command = flags.command(name)(flags.wear(run, *worn, *flags.reading()))
    return dressed


def _without_plugins() -> None:
    # Looking for plug-ins of pydantic, of which this command has none, costs 20 ms: it would load
    # importlib.metadata, and that email, socket and zipfile.
    loader: Any = ModuleType("pydantic.plugin._loader")
    loader.get_plugins = tuple
    sys.modules.setdefault(loader.__name__, loader)


def _written(told: Told, form: str, output: str | None) -> str:
    if form == "json":
        return told.json()
    if told.view is not None:
        return _rendered(told.view(), form, output)
    if form == "csv" and told.rows is not None:
        return ending.as_csv(told.rows())
    return "" if told.text is None else _spoken_on(told.text(ending.width()))


def _rendered(view: "View", form: str, output: str | None) -> str:
    from minkader.render import csv, terminal  # noqa: PLC0415 (help stays fast)

    if form == "csv":
        return csv.render(view)
    return terminal.render(view, width=ending.width(), colour=output is None and ending.colours())


def _spoken_on(text: str) -> str:
    # A next question that is pasted should be answered in the language of this answer.
    if language.current() == language.usual():
        return text
    return re.sub(r"(?m)^  minkader .+$", rf"\g<0> --lang {language.current()}", text)


def _sources(given: Given) -> list[str]:
    return [given[name] for name in ("ruleset", "a", "b", "match") if given.get(name) is not None]


def terms(given: Given, watching: Watching) -> Given:
    """Give the flags that every question takes, as Python calls them."""
    said: Given = {name: given[name] for name in flags.SHARED if name in given}
    return {**said, "progress": watching.progress, "stop": watching.stop}

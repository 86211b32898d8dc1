# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command of any question in the list: read, ask, word, write, end.

Nothing here knows one question from another: what a flag is for stands in the list.
"""

import json
from typing import Any, Final

import click

from minkader.cli import changes, ending, flags, start
from minkader.cli.watching import Watching, watched
from minkader.questions import Question, found
from minkader.words.commands import NO_PROOF, ONE_INPUT
from minkader.words.language import say

Given = dict[str, Any]
"""The flags and arguments of one command, by name."""
_RULESETS: Final = ("ruleset", "a", "b")


def command_of(question: Question) -> click.Command:
    """Build the command of a question; what it needs is loaded when it runs."""

    def run(**given: Any) -> None:  # noqa: ANN401 (whatever flags the question has)
        start.skip_plugins_of_pydantic()
        form = "json" if given["as_json"] else given["answer_form"]
        with ending.ended(as_json=form == "json"), watched() as watching:
            written, code = _asked(question, given, form, watching)
            watching.close()
            ending.write(written, given["output"], _sources(question, given))
        click.get_current_context().exit(code)

    worn = (flags.argument(name) for name in question.takes)
    own = (flags.worn(flag) for flag in question.flags)
    return flags.command(question.name, run, (*worn, *own, *flags.reading()))


def _asked(question: Question, given: Given, form: str, watching: Watching) -> tuple[str, int]:
    """Return the answer as it is written, and the exit code that goes with it."""
    said = changes.words(question.flags, given)
    _refuse_one_place_for_two(question, given)
    rulesets = _rulesets(question, given)
    asked = {**_keywords(question, given), **said}
    if question.watched:
        asked.update(progress=watching.progress, stop=watching.stop)
    if form == "text" and not given.get("everything"):
        asked.update(question.brief)
    about = [given[name] for name in question.takes if name not in _RULESETS]
    answer = found(question.ask)(*rulesets, *about, **asked)
    _write_held(question, given, answer)
    if form == "json":
        return answer.to_json(), ending.code_of(answer.outcome)
    view = found(question.view)(answer, _telling(question, given, rulesets))
    return _rendered(view, form, given["output"]), ending.code_of(answer.outcome)


def _telling(question: Question, given: Given, rulesets: list[Any]) -> Any:  # noqa: ANN401
    from minkader.words.telling import Telling  # noqa: PLC0415 (help stays fast)

    names = tuple(given[name] for name in question.takes if name in _RULESETS)
    how = {
        flag.keyword: given[flag.keyword] for flag in question.flags if flag.to in ("words", "both")
    }
    return Telling(rulesets[0], names if len(names) > 1 else names[0], **how)


def _rendered(view: Any, form: str, output: str | None) -> str:  # noqa: ANN401 (a view)
    from minkader.render import csv, terminal  # noqa: PLC0415 (help stays fast)

    if form == "csv":
        return csv.render(view)
    colour = output is None and ending.colours()
    return terminal.render(view, width=ending.width(), colour=colour)


def _rulesets(question: Question, given: Given) -> list[Any]:
    from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)

    names = [given[name] for name in question.takes if name in _RULESETS]
    return [None if one is None else load(one, max_size=given["max_size"]) for one in names]


def _keywords(question: Question, given: Given) -> Given:
    """Return what the flags ask of the question, as Python calls it, with files read."""
    asked: Given = {}
    for flag in question.flags:
        value = given[flag.keyword]
        if flag.reader is not None:
            if value:  # what stands beside the rule set, or in the file that is named
                beside = flag.kind == "switch"
                size = {} if beside else {"max_size": given["max_size"]}
                asked[flag.keyword] = found(flag.reader)(
                    given["ruleset"] if beside else value, **size
                )
        elif flag.to in ("ask", "both"):
            asked[flag.keyword] = value
        elif flag.to == "write" and value is not None:
            asked[flag.keyword] = True
    return asked


def _refuse_one_place_for_two(question: Question, given: Given) -> None:
    for flag in question.flags:
        value = given[flag.keyword]
        if flag.to == "write":
            ending.apart(value, given["output"])
        elif flag.reader is not None and value == given["ruleset"] == "-":
            raise click.UsageError(say(ONE_INPUT))


def _write_held(question: Question, given: Given, answer: Any) -> None:  # noqa: ANN401 (any answer)
    """Write what the answer holds to the file that a flag names."""
    for flag in question.flags:
        if flag.to == "write" and given[flag.keyword] is not None:
            held = getattr(answer, flag.keyword)
            if held is None:
                click.echo(say(NO_PROOF), err=True)
            else:
                text = json.dumps(held, ensure_ascii=False) + "\n"
                ending.write(text, given[flag.keyword], _sources(question, given))


def _sources(question: Question, given: Given) -> list[str]:
    names = [given[name] for name in question.takes if name in _RULESETS]
    read = [flag for flag in question.flags if flag.kind == "file" and flag.to != "write"]
    files = [given[flag.keyword] for flag in read]
    return [name for name in (*names, *files) if name is not None]

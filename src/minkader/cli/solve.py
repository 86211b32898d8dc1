# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader solve`: the smallest framework."""

import json
from typing import TYPE_CHECKING

import click

from minkader.cli import ending, flags
from minkader.cli.asking import Given, Told, code_of, question, terms
from minkader.cli.watching import Watching
from minkader.words.commands import NO_PROOF
from minkader.words.language import say

if TYPE_CHECKING:
    from minkader.questions.answering.answers import Framework


def solve() -> click.Command:
    """Build the command."""
    worn = (flags.ruleset(), *flags.asking(), *flags.solving(), flags.second_opinion())
    return question("solve", _answer, *worn, *flags.proving())


def _answer(given: Given, watching: Watching) -> Told:
    from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
    from minkader.questions import solve as questions  # noqa: PLC0415
    from minkader.words import solve as words  # noqa: PLC0415
    from minkader.words.telling import Telling  # noqa: PLC0415

    ending.apart(given["certificate"], given["output"])
    rules = load(given["ruleset"], max_size=given["max_size"])
    answer = questions.solve(
        rules,
        scenario=given["scenario"],
        second_opinion=given["second_opinion"],
        certificate=True if given["certificate"] else None,
        **terms(given, watching),
    )
    if given["certificate"]:
        _write_proof(answer, given)

    telling = Telling(rules, given["ruleset"], explain_steps=given["explain_steps"])
    return Told(
        view=lambda: words.view(answer, telling),
        json=answer.to_json,
        code=code_of(answer.status),
    )


def _write_proof(answer: "Framework", given: Given) -> None:
    if answer.certificate is None:
        click.echo(say(NO_PROOF), err=True)
        return
    text = json.dumps(answer.certificate, ensure_ascii=False) + "\n"
    ending.write(text, given["certificate"], [given["ruleset"]])

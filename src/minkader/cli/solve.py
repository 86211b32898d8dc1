# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader solve`: the smallest framework."""

from collections.abc import Sequence

import click

from minkader.cli import ending, flags
from minkader.cli.watching import watched


def solve() -> click.Command:
    """Build the command."""
    worn = flags.wear(_solve, flags.ruleset(), *flags.asking(), *flags.solving(), *flags.reading())
    return flags.command("solve")(worn)


def _solve(
    ruleset: str,
    scenario: str | None,
    trust_proposals: bool,
    fallback: str | None,
    order: Sequence[str] | None,
    ties: str,
    time_limit: float | None,
    second_opinion: bool,
    form: str,
    as_json: bool,
    output: str | None,
    max_size: int,
) -> None:
    form = ending.chosen_form(form, as_json)
    with ending.ended(as_json=form == "json"), watched() as watching:
        from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
        from minkader.questions.solve import solve as answer_solve  # noqa: PLC0415
        from minkader.words import framework, rows  # noqa: PLC0415

        rules = load(ruleset, max_size=max_size)
        answer = answer_solve(
            rules,
            scenario=scenario,
            trust_proposals=trust_proposals,
            fallback=fallback,
            order=order,
            ties="any" if ties == "any" else "steady",
            time_limit=time_limit,
            second_opinion=second_opinion,
            progress=watching.progress,
            stop=watching.stop,
        )
        watching.close()
        told = ending.told(
            form,
            text=lambda: framework.text(answer, rules, ruleset, ending.width()),
            to_json=answer.to_json,
            rows=lambda: rows.framework(answer, rules),
        )
        ending.write(told, output)
    codes = {"infeasible": ending.NEGATIVE, "not_proven": ending.NOT_PROVEN}
    ending.leave(codes.get(answer.status, ending.ANSWERED))

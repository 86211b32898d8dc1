# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader show`: what stands about one rule."""

from collections.abc import Sequence

import click

from minkader.cli import ending, flags


def show() -> click.Command:
    """Build the command."""
    rule = click.argument("rule", metavar="RULE")
    worn = flags.wear(_show, flags.ruleset(), rule, *flags.asking(), *flags.reading())
    return flags.command("show")(worn)


def _show(
    ruleset: str,
    rule: str,
    scenario: str | None,
    trust_proposals: bool,
    fallback: str | None,
    order: Sequence[str] | None,
    form: str,
    as_json: bool,
    output: str | None,
    max_size: int,
) -> None:
    form = ending.chosen_form(form, as_json)
    with ending.ended(as_json=form == "json"):
        from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
        from minkader.questions.answers import to_json  # noqa: PLC0415
        from minkader.questions.show import show as answer_show  # noqa: PLC0415
        from minkader.words import rows  # noqa: PLC0415
        from minkader.words import show as words  # noqa: PLC0415

        rules = load(ruleset, max_size=max_size)
        shown = answer_show(
            rules,
            rule,
            scenario=scenario,
            trust_proposals=trust_proposals,
            fallback=fallback,
            order=order,
        )
        told = ending.told(
            form,
            text=lambda: words.text(shown, rules, ending.width()),
            to_json=lambda: to_json(shown),
            rows=lambda: rows.shown(shown),
        )
        ending.write(told, output)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `compare` in words: the summary, which fits one screen; all of it where asked."""

import shlex
from collections.abc import Sequence
from typing import Final

from minkader.questions.compare import NO_SCENARIO, Compared
from minkader.ruleset.nouns import Policy
from minkader.words.compare import differences, summary
from minkader.words.compare.sides import Sides, sides_of
from minkader.words.compare.table import comparison_table
from minkader.words.further import ask, ask_next, clashing
from minkader.words.language import Pair
from minkader.words.telling import NAMELESS, Telling
from minkader.words.view import Next, View

SCREEN: Final = 24
"""Lines of a screen: blank lines go first where the summary would not fit."""
_ALL: Final[Pair] = ("Alle verschillen:", "All differences:")


def view(answer: Compared, told: Telling) -> View:
    """Return a comparison: a summary of one screen, and all of it behind that where asked."""
    sides = sides_of(answer, told)
    more = differences.every_difference(answer, sides) if told.everything else ()
    return View(
        title="",
        lead=list(summary.lead(answer, sides)),
        sections=[*summary.summarised(answer, sides), *more, summary.both_sure(answer)],
        next=_next(answer, sides, told.everything),
        next_gap=True,
        table=comparison_table(answer, sides),
        screen=None if told.everything else SCREEN,
    )


def _next(answer: Compared, sides: Sides, everything: bool) -> Sequence[Next]:
    if NAMELESS in sides.named:
        return ask_next(NAMELESS, "")
    if everything or _alike(answer):
        return ask_next(sides.of_b, _question(answer, sides))
    return (ask(f"{command(answer, sides)} --all", _ALL),)


def _alike(answer: Compared) -> bool:
    """Tell that there is nothing more to show than the summary says."""
    told = (answer.differences, answer.changed, answer.others, answer.scenarios, answer.added)
    by_id = all(pair.how == "id" for pair in answer.matching.pairs)
    return by_id and not any((*told, answer.gone))


def _question(answer: Compared, sides: Sides) -> str:
    name = shlex.quote(sides.of_b)
    scenario = answer.b.input.scenario
    flag = f" --scenario {scenario}" if scenario else ""
    if answer.b.status == "infeasible":
        return clashing(answer.b, sides.b, name)
    back = [rule.b for rule in answer.rules if rule.outcome in ("taken_back", "returned")]
    return f"show {name} {back[0]}{flag}" if back else f"solve {name}{flag}"


def command(answer: Compared, sides: Sides) -> str:
    """Write the command that asked for this answer."""
    words = ["compare", *(shlex.quote(name) for name in sides.named if name is not None)]
    of_a, of_b = answer.a.input.scenario, answer.b.input.scenario
    if of_a is not None:
        words.append(f"--scenario {of_a}")
    if of_a != of_b:
        words.append(f"--with-scenario {of_b or NO_SCENARIO}")
    if sides.match is not None:
        words.append(f"--match {shlex.quote(sides.match)}")
    return " ".join([*words, *_policy(answer, sides.a.policy)])


def _policy(answer: Compared, policy: Policy) -> Sequence[str]:
    used = answer.a.input.policy
    said = []
    if used.proposals != policy.proposals:
        said.append("--trust-proposals")
    if used.fallback != policy.fallback:
        said.append(f"--fallback {used.fallback}")
    if used.order != tuple(policy.order):
        said.append(f"--order {','.join(used.order)}")
    return said

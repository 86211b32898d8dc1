# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hold an answer against the second opinion, which shares no translation with the solver."""

from collections.abc import Callable
from typing import Any, Literal

from minkader.questions.answering.answers import Framework, decimal
from minkader.questions.asking.asked import Asked
from minkader.ruleset.errors import SelfCheckError
from minkader.second import Opinion, second_opinion


def confirmed(
    asked: Asked, answer: Framework, stop: Callable[[], bool] | None = None
) -> Literal["agrees", "unknown"]:
    """Ask for a second opinion on an answer that is proven or infeasible.

    `unknown`: the second program gave up, or the answer is not proven.

    Raises:
        SelfCheckError: where the two differ.
    """
    if answer.status == "not_proven":
        return "unknown"
    opinion = second_opinion(asked.situation, stop=stop)
    if opinion is None:
        return "unknown"
    first, second = _first(answer), _second(asked, answer, opinion)
    if first != second:
        raise SelfCheckError("second_opinion", {"first": first, "second": second, **asked.report()})
    return "agrees"


def _first(answer: Framework) -> dict[str, Any]:
    told: dict[str, Any] = {"feasible": answer.status == "proven"}
    if answer.rules is not None:
        told["values"] = [tier.value for tier in answer.objectives]
        told["equal"] = answer.equal_optima
        if answer.input.ties == "steady":
            told["forms"] = [(rule.id, rule.decision, rule.form) for rule in answer.rules]
    return told


def _second(asked: Asked, answer: Framework, opinion: Opinion) -> dict[str, Any]:
    told: dict[str, Any] = {"feasible": opinion.feasible}
    if opinion.feasible:
        told["values"] = list(opinion.values)
        # What the first one did not count is no disagreement.
        told["equal"] = None if answer.equal_optima is None else decimal(opinion.equal or 0)
        if answer.input.ties == "steady":
            told["forms"] = list(_forms(asked, opinion))
    return told


def _forms(asked: Asked, opinion: Opinion) -> list[tuple[str, str, str | None]]:
    told: list[tuple[str, str, str | None]] = []
    for placed, place in zip(asked.situation.rules, opinion.choices, strict=True):
        choice = placed.choices[place]
        form = choice.form if choice.in_force else None
        told.append((placed.rule.id, choice.decision, form))
    return told

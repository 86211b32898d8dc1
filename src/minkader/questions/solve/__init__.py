# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is the smallest framework? Solve, check the answer in plain Python, say why."""

import time
from collections.abc import Sequence
from typing import Unpack

from minkader.decision.validity import Book, follow, tiers
from minkader.problem.translation import Translation, translate
from minkader.questions.answering.answers import Framework, Measured, Objective, StepTaken
from minkader.questions.asking.asked import Asked, Flags, ask, watch_of
from minkader.questions.solve import certify
from minkader.questions.solve.by_hand import by_hand
from minkader.questions.solve.framework import described
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.nouns import Changes, RuleSet
from minkader.ruleset.vocabulary import UNITS
from minkader.solver import Outcome, Watch
from minkader.solver import solve as solve_numbers


def solve(
    ruleset: RuleSet,
    *,
    scenario: str | None = None,
    changes: Changes | None = None,
    second_opinion: bool = False,
    **flags: Unpack[Flags],
) -> Framework:
    """Find the smallest framework, or the smallest clash where there is none.

    Args:
        ruleset: the rules.
        scenario: the name of one of its scenarios.
        changes: changes on top of the scenario.
        second_opinion: let a second program, which shares no translation, work it out again.
        flags: what every question takes (`ask.Flags`): trust_proposals, fallback, order, ties,
            time_limit, certificate, progress, stop.

    Raises:
        WrongUseError: where scenario, changes or order have no meaning for this rule set.
        SelfCheckError: where an answer fails minkader's own check, or the second opinion differs.
    """
    began = time.perf_counter()
    asked = ask(ruleset, scenario=scenario, changes=changes, **flags)
    answer = answered(asked, watch_of(flags), flags.get("certificate"))
    if second_opinion:
        from minkader.questions.solve.confirm import confirmed  # noqa: PLC0415 (only where asked for)

        answer = answer.model_copy(
            update={"second_opinion": confirmed(asked, answer, flags.get("stop"))}
        )
    seconds = round(time.perf_counter() - began, 3)
    measured = Measured(seconds=seconds, steps=answer.measured.steps)
    return answer.model_copy(update={"measured": measured})


def answered(asked: Asked, watch: Watch, certificate: bool | None = None) -> Framework:
    """Answer a question that was read already; `certificate` as among the flags."""
    situation = asked.situation
    book = Book(situation)
    translation = translate(situation)
    start = _today(book, translation)
    outcome = solve_numbers(
        translation.problem, watch, steady=asked.input.ties == "steady", start=start
    )
    if outcome.infeasible:
        if start is not None:  # today's framework is valid
            raise SelfCheckError("infeasible", asked.report())
        return _infeasible(asked, book, translation, watch, certificate)
    choices = None if outcome.chosen is None else translation.choices(outcome.chosen)
    objectives = checked(asked, book, outcome, choices)
    answer = described(
        asked,
        book,
        choices,
        status="proven" if outcome.proven else "not_proven",
        objectives=objectives,
        equal=outcome.equal,
    )
    answer = answer.model_copy(update={"measured": _measured(outcome)})
    if choices is not None and outcome.proven and certify.wanted(translation, certificate):
        values = _values(asked, translation, outcome, choices)
        thorough = certificate is True
        answer = answer.certified(
            certify.proven(asked, translation, values, watch, thorough=thorough)
        )
        if answer.proof == "certified":
            told = by_hand(translation, outcome.bounds[0] or 0)
            return answer.model_copy(update={"by_hand": told})
    return answer


def _values(
    asked: Asked, translation: Translation, outcome: Outcome, choices: list[int]
) -> Sequence[int]:
    # The columns that the certificate is about are those of the framework that is shown.
    columns = translation.columns(choices)
    if columns is None or not all(outcome.values[column] for column in columns):
        raise SelfCheckError("columns", {"columns": columns, **asked.report()})
    return outcome.values


def _measured(outcome: Outcome) -> Measured:
    steps = tuple(
        StepTaken(name=name, columns=s.columns, rows=s.rows, seconds=round(s.seconds, 4))
        for name, s in outcome.steps.items()
    )
    return Measured(seconds=0.0, steps=steps)


def _today(book: Book, translation: Translation) -> list[int] | None:
    # Everything as it is now: often valid, so there is something to show when stopped early.
    situation = book.situation
    choices = [placed.today for placed in situation.rules]
    choices = follow(situation, choices)
    return None if book.broken(choices) else translation.columns(choices)


def _infeasible(
    asked: Asked, book: Book, translation: Translation, watch: Watch, certificate: bool | None
) -> Framework:
    from minkader.questions import clash  # noqa: PLC0415 (most answers need no clash)
    from minkader.questions.clash.mend import mends  # noqa: PLC0415

    found = clash.smallest(book, watch)
    empty = tuple(
        Objective(tier=tier, value=None, bound=None, unit=UNITS[tier], proven=False)
        for tier in asked.situation.policy.order
    )
    answer = described(asked, book, None, status="infeasible", objectives=empty, equal=None)
    if certify.wanted(translation, certificate):
        answer = answer.certified(certify.infeasible(asked, translation))
    return answer.model_copy(update={"clash": found, "mend": mends(asked.situation, watch, found)})


def checked(
    asked: Asked, book: Book, outcome: Outcome, choices: list[int] | None
) -> tuple[Objective, ...]:
    """Check a framework in plain Python, and give its objectives recomputed.

    Raises:
        SelfCheckError: where it breaks a constraint, or a value that is called proven is not met.
    """
    situation = asked.situation
    if choices is not None and (broken := book.broken(choices)):
        report = {"broken": [c.name for c in broken], "choices": choices}
        raise SelfCheckError("invalid", {**report, **asked.report()})
    values = None if choices is None else tiers(situation, choices)
    objectives = []
    known = True
    for tier, bound in zip(situation.policy.order, outcome.bounds, strict=True):
        value = None if values is None else values[tier]
        proven = known and value is not None and value == bound
        if value is not None and bound is not None and value < bound:
            raise SelfCheckError(
                "bound", {"tier": str(tier), "value": value, "bound": bound, **asked.report()}
            )
        objectives.append(
            Objective(tier=tier, value=value, bound=bound, unit=UNITS[tier], proven=proven)
        )
        known = proven
    if outcome.proven and not all(objective.proven for objective in objectives):
        raise SelfCheckError("unproven", {"bounds": list(outcome.bounds), **asked.report()})
    return tuple(objectives)

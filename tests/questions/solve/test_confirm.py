# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""An answer held against the second opinion: agreed, unknown, or never shown."""

from typing import Any

import pytest

from minkader.questions.answering.answers import Framework
from minkader.questions.asking.asked import Asked, ask
from minkader.questions.solve import answered, confirm
from minkader.questions.solve.confirm import confirmed
from minkader.ruleset.errors import SelfCheckError
from minkader.solver.watch import Watch
from tests.tiny import lesser, rule, ruleset, safe


def _answered(**flags: Any) -> tuple[Asked, Framework]:  # noqa: ANN401 (passed on)
    read = ruleset(
        rule("A", guards=["i"]),
        rule("B", guards=["i", "j"]),
        interests={"i": safe(), "j": lesser()},
        policy={"fallback": "reported"},
        scenarios={"s": {"release": ["A", "B"]}},
    )
    asked = ask(read, **flags)
    return asked, answered(asked, Watch())


@pytest.mark.parametrize("flags", [{}, {"ties": "any"}, {"scenario": "s"}])
def test_second_opinion_agrees(flags: dict[str, str]) -> None:
    assert confirmed(*_answered(**flags)) == "agrees"


def test_answer_that_is_not_proven_is_not_asked_about() -> None:
    asked, answer = _answered()
    assert confirmed(asked, answer.model_copy(update={"status": "not_proven"})) == "unknown"


def test_second_opinion_that_gave_up_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirm, "second_opinion", lambda *_, **__: None)
    assert confirmed(*_answered()) == "unknown"


def test_answer_that_was_not_counted_agrees_all_the_same() -> None:
    asked, answer = _answered()
    assert confirmed(asked, answer.model_copy(update={"equal_optima": None})) == "agrees"


def _wrong(answer: Framework, what: str) -> Framework:
    rules = answer.rules or ()
    objectives = answer.objectives
    changes: dict[str, dict[str, object]] = {
        "count": {"equal_optima": "99"},
        "status": {"status": "infeasible", "rules": None},
        "value": {"objectives": (objectives[0].model_copy(update={"value": 9}), *objectives[1:])},
        "form": {"rules": (rules[0].model_copy(update={"form": "permit"}), *rules[1:])},
    }
    return answer.model_copy(update=changes[what])


@pytest.mark.parametrize("what", ["count", "status", "value", "form"])
def test_answer_that_differs_is_never_shown(what: str) -> None:
    """Protects from a wrong optimum, count, tie-break or infeasible that the solver repeats."""
    asked, answer = _answered()
    with pytest.raises(SelfCheckError, match="second_opinion") as caught:
        confirmed(asked, _wrong(answer, what))
    assert {"first", "second", "input", "document"} <= set(caught.value.report)


def test_tie_that_was_broken_otherwise_is_no_difference_where_any_will_do() -> None:
    asked, answer = _answered(ties="any")
    assert confirmed(asked, _wrong(answer, "form")) == "agrees"

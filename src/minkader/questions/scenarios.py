# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""All scenarios side by side: every one of the file, with its difference from the base."""

from typing import Literal, Unpack

from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import (
    FORMAT_VERSION,
    TOOL,
    About,
    Framework,
    Outcome,
    outcome_of,
)
from minkader.questions.answering.difference import RuleDifference, Total, differences, totals
from minkader.questions.asking.asked import Flags, shared_out
from minkader.questions.solve import solve
from minkader.ruleset.nouns import RuleSet


class ScenarioAnswer(Answer):
    """One scenario: its answer, and what changed from the base."""

    name: str
    answer: Framework
    differences: tuple[RuleDifference, ...]
    totals: tuple[Total, ...]


class Scenarios(About):
    """The answer to `scenarios`: the base, and every scenario in the order of the file."""

    format_version: int = FORMAT_VERSION
    question: Literal["scenarios"] = "scenarios"
    tool: str = TOOL
    base: Framework
    scenarios: tuple[ScenarioAnswer, ...]

    @property
    def outcome(self) -> Outcome:
        """Return what became of the question."""
        # A scenario without a framework is an answer; one that was stopped is not.
        stopped = any(one.answer.status == "not_proven" for one in self.scenarios)
        return "not_proven" if stopped else outcome_of(self.base.status)


def scenarios(
    ruleset: RuleSet,
    *,
    base: str | None = None,
    **flags: Unpack[Flags],
) -> Scenarios:
    """Solve every scenario of a rule set and compare it with the base.

    Args:
        ruleset: the rules.
        base: the scenario to compare with; None: the rule set as it stands.
        flags: as in `solve`, for every framework alike; a time limit is shared out.

    Raises:
        WrongUseError: where base or order has no meaning for this rule set.
        SelfCheckError: where an answer fails minkader's own check.
    """
    names = list(ruleset.scenarios)
    shared = shared_out(flags, len(names) + 1)
    before = solve(ruleset, scenario=base, **shared)
    found = []
    for name in names:
        after = before if name == base else solve(ruleset, scenario=name, **shared)
        found.append(
            ScenarioAnswer(
                name=name,
                answer=after,
                differences=differences(before, after),
                totals=totals(before, after),
            )
        )
    return Scenarios(base=before, scenarios=tuple(found)).about(ruleset)

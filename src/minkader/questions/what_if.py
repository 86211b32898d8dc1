# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What if? Solve with changes, and give the difference from the base."""

from typing import Literal, Unpack

from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import FORMAT_VERSION, TOOL, Framework
from minkader.questions.answering.difference import RuleDifference, Total, differences, totals
from minkader.questions.asking.asked import WordsAndFlags, changed, shared_out, without_policy
from minkader.questions.solve import solve
from minkader.ruleset.nouns import Changes, RuleSet


class WhatIf(Answer):
    """The answer to `what-if`: both frameworks, and what changed from the base to the answer."""

    format_version: int = FORMAT_VERSION
    question: Literal["what_if"] = "what_if"
    tool: str = TOOL
    base: Framework
    answer: Framework
    differences: tuple[RuleDifference, ...]
    totals: tuple[Total, ...]


def what_if(
    ruleset: RuleSet,
    *,
    scenario: str | None = None,
    base: str | None = None,
    changes: Changes | None = None,
    **flags: Unpack[WordsAndFlags],
) -> WhatIf:
    """Solve with changes and compare with the base.

    Args:
        ruleset: the rules.
        scenario: a scenario of the file that lies below the changes.
        base: the scenario to compare with; None: the rule set as it stands.
        changes: changes, as an object; the words come on top.
        flags: as in `solve`; a time limit is shared out. What stands in the place of the policy
            (trust_proposals, fallback, order) is a change too: the base is solved without it.
            Besides, changes in the words of a scenario: keep, release, form, capacity,
            drop_interests, add_interests, grounds, classification, adopt, stances, lift_locks.

    Raises:
        WrongUseError: where a word or a name has no meaning for this rule set.
        SelfCheckError: where an answer fails minkader's own check.
    """
    asked, rest = changed(changes, flags)
    shared = shared_out(rest, 2)
    before = solve(ruleset, scenario=base, **without_policy(shared))
    after = solve(ruleset, scenario=scenario, changes=asked, **shared)
    return WhatIf(
        base=before,
        answer=after,
        differences=differences(before, after),
        totals=totals(before, after),
    )

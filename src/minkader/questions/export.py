# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write a rule set for other programs: as plain JSON, or its question as a problem in OPB.

OPB is the format of the pseudo-Boolean competitions (Roussel and Manquinho, Input/output format
and solver requirements for the competitions of pseudo-Boolean solvers, 2012): other solvers and
proof checkers read it.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Unpack

from minkader.problem.numbers import Problem
from minkader.problem.translation import translate
from minkader.questions.asking.asked import Flags, ask
from minkader.ruleset.nouns import Changes, RuleSet
from minkader.solver import weighting_of


def document(ruleset: RuleSet) -> str:
    """Write the parsed document as JSON, as `verify.py` reads it; the order of the file stays."""
    return json.dumps(ruleset.exported(), ensure_ascii=False, indent=1) + "\n"


def opb(
    ruleset: RuleSet,
    *,
    scenario: str | None = None,
    changes: Changes | None = None,
    **flags: Unpack[Flags],
) -> str:
    """Write the question as a problem in OPB: one objective, in which no tier can outweigh another.

    Comments say which rule and form each variable is, and how to read the tiers from the objective.
    The tie-break is no part of it.

    Raises:
        WrongUseError: where scenario, changes or order have no meaning for this rule set.
    """
    asked = ask(ruleset, scenario=scenario, changes=changes, **flags)
    translation = translate(asked.situation)
    problem = translation.problem
    rows = list(_rows(problem))
    names = translation.named()
    tiers = [str(tier) for tier in asked.situation.policy.order]
    weighting = weighting_of(problem)
    objective = [
        (weighting.together(costs), column)
        for column, costs in enumerate(zip(*problem.costs, strict=True))
        if any(costs)
    ]
    lines = [
        f"* #variable= {problem.columns} #constraint= {len(rows)}",
        f"* {ruleset.id} sha256 {ruleset.sha256}",
        *(f"* x{column + 1} {' '.join(map(str, name))}" for column, name in enumerate(names)),
        *(
            f"* {tier}: weight {weight}, constant {constant}"
            for tier, weight, constant in zip(
                tiers, weighting.weights, problem.constants, strict=True
            )
        ),
        f"min: {_sum(objective)};",
        *rows,
    ]
    return "\n".join(lines) + "\n"


def _rows(problem: Problem) -> Iterator[str]:
    for group in problem.choice_sets:
        yield f"{_sum((1, column) for column in group)} = 1 ;"
    for row, at_least in enumerate(problem.rhs):
        terms = ((factor, column) for column, factor in problem.terms(row))
        yield f"{_sum(terms)} >= {at_least} ;"


def _sum(terms: Iterable[tuple[int, int]]) -> str:
    # Where nothing is left to add up, OPB still wants a term.
    return " ".join(f"{factor:+d} x{column + 1}" for factor, column in terms) or "+0 x1"

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A bound that a council can check by hand: interests that share no rule each keep one.

Disjoint blocking groups (design page 1): where they, and the rules that have no form without the
municipality, add up to what is kept, nobody needs a tree to see that less is impossible.
"""

from collections.abc import Iterator

from minkader.problem.translation import Translation
from minkader.questions.answering.answers import ByHand
from minkader.ruleset.vocabulary import Tier


def by_hand(translation: Translation, kept: int) -> ByHand | None:
    """Return what shows, by hand, that no fewer than `kept` rules stay; None: nothing does.

    Only where the rules kept are minimised first, and each counts for one.
    """
    problem = translation.problem
    if translation.situation.policy.order[0] is not Tier.KEPT or problem.constants[0]:
        return None
    costs = problem.costs[0]
    least = [min((costs[column] for column in group), default=1) for group in problem.groups]
    if max(costs, default=0) > 1:
        return None
    only = [rule for rule, cost in zip(translation.rule_of, least, strict=True) if cost]
    disjoint = list(_disjoint(translation, least))
    if len(only) + len(disjoint) < kept:
        return None
    return ByHand(no_other_form=tuple(only), share_no_rule=tuple(disjoint))


def _disjoint(translation: Translation, least: list[int]) -> Iterator[str]:
    # Interests of which every guard is a rule that is kept then, the fewest guards first.
    problem = translation.problem
    rows = sorted(
        (row for row, origin in enumerate(problem.origins) if origin[0] == "guard"),
        key=lambda row: problem.row_starts[row + 1] - problem.row_starts[row],
    )
    taken: set[int] = set()
    for row in rows:
        columns = [column for column, _ in problem.terms(row)]
        groups = {translation.owner(column) for column in columns if column < problem.derived}
        counts = all(c < problem.derived and problem.costs[0][c] for c in columns)
        if counts and not any(least[group] for group in groups) and taken.isdisjoint(groups):
            taken |= groups
            yield problem.origins[row][1][0]

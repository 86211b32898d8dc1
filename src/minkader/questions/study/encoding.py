# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What never changes in a study, translated once: a component with every option, an interest.

Columns are numbered over the whole rule set, so that what is laid together fits, and the tie-break
sees the order of the file.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from minkader.decision.availability import ways
from minkader.decision.options import Placed
from minkader.decision.situation import Situation
from minkader.decision.validity import Book, Chosen, residual, tiers
from minkader.problem.translation import Translation, translate
from minkader.questions.study.rule_components import RuleComponent
from minkader.ruleset.nouns import UNCHANGED, Interest, Policy, RuleSet
from minkader.ruleset.rule import Rule
from minkader.ruleset.vocabulary import Tier
from minkader.solver import Numbered

_WIDTH: Final = 64
"""Columns that one rule may have: more than there are forms."""
_DERIVED: Final = 1 << 40
"""Derived columns are numbered from here: they take no part in the tie-break."""
_PER_INTEREST: Final = 1 << 20
_ENDLESS: Final = 2**60
"""More hours than all rules of any rule set can ask for: they are shared out over all of them."""
LINKS: Final = ("requires", "excludes", "follows")
"""Kinds of constraints within a component, whatever options exist and interests count."""
GUARDS: Final = ("guard",)
"""Kinds of constraints that an interest makes."""


def column_of(index: int, place: int) -> int:
    """Return the column, over the whole rule set, of a choice of the rule with an index."""
    return index * _WIDTH + place


def choice_of(column: int) -> tuple[int, int] | None:
    """Return the rule and the choice that a column stands for; None for a derived one."""
    return divmod(column, _WIDTH) if column < _DERIVED else None


class EncodedRules:
    """A component with every option there, and no interest: as numbers, and to be judged."""

    def __init__(
        self,
        component: RuleComponent,
        capacities: Mapping[str, int],
        policy: Policy,
    ) -> None:
        self.component = component
        rules = component.ruleset
        hours = dict.fromkeys(component.groups, _ENDLESS)
        situation = Situation(rules, UNCHANGED, policy, _everything(rules.rules), {}, hours)
        self.situation = situation
        self.book = Book(situation, LINKS)
        keep = {(one.kind, one.subjects) for one in self.book.constraints}
        keep.update(("capacity", (group,)) for group in component.groups)
        translation = translate(situation, keep)
        problem = translation.problem
        numbers = [capacities[problem.origins[row][1][0]] for row in problem.capacities]
        columns = _columns(translation, component.members, _DERIVED)
        self.numbered = Numbered(problem, columns, numbers)

    def worth(self, choices: Mapping[int, int]) -> dict[Tier, int] | None:
        """Return what choices are worth, interests apart; None where a link breaks."""
        local = _local(self.component.members, choices)
        return None if self.book.broken(local) else tiers(self.situation, local)


class EncodedInterest:
    """One interest with every option of the rules it is about: as rows, and to be judged.

    `number` tells the interests of a study apart.
    """

    def __init__(
        self,
        ruleset: RuleSet,
        named: tuple[str, Interest],
        rules: Sequence[int],
        number: int,
        policy: Policy,
    ) -> None:
        name, _ = named
        self.rules = rules
        placed = _everything([ruleset.rules[index] for index in rules])
        groups = (choice.group for mine in placed for choice in mine.choices)
        hours = {group: _ENDLESS for group in groups if group is not None}
        self.situation = Situation(ruleset, UNCHANGED, policy, placed, dict([named]), hours)
        self.book = Book(self.situation, GUARDS)
        translation = translate(self.situation, {("guard", (name,))})
        # What the rules themselves are worth is counted in their components.
        problem = translation.problem
        for place, tier in enumerate(policy.order):
            if tier is not Tier.RESIDUAL:
                problem.costs[place] = [0] * problem.columns
        first = _DERIVED + number * _PER_INTEREST
        self.numbered = Numbered(problem, _columns(translation, rules, first))

    def residual(self, choices: Mapping[int, int]) -> int | None:
        """Return what it costs where choices leave it unguarded; None where they may not."""
        local = _local(self.rules, choices)
        if self.book.broken(local):
            return None
        return residual(Chosen(self.situation, local))


def _everything(rules: Sequence[Rule]) -> tuple[Placed, ...]:
    return tuple(
        Placed(rule, place, rule.grounds, rule.classification, ways(rule))
        for place, rule in enumerate(rules)
    )


def _columns(translation: Translation, rules: Sequence[int], derived: int) -> list[int]:
    # The number of each column over the whole rule set.
    columns = [derived + column for column in range(translation.problem.columns)]
    for (local, place), column in translation.column_of.items():
        columns[column] = column_of(rules[local], place)
    return columns


def _local(rules: Sequence[int], choices: Mapping[int, int]) -> list[int]:
    # By place among some rules; a rule of another holder has one choice only.
    return [choices.get(index, 0) for index in rules]

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What never changes in a study, translated once: a street with every option, an interest alone.

Columns are numbered over the whole rule set, so that what is laid together fits, and the tie-break
sees the order of the file.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from minkader.decision.availability import ways
from minkader.decision.options import Placed
from minkader.decision.situation import Situation
from minkader.decision.validity import Book, Chosen, follow, tiers
from minkader.problem.translation import Translation, translate
from minkader.questions.study.street import Street
from minkader.ruleset.nouns import UNCHANGED, Interest, Policy, RuleSet
from minkader.ruleset.rule import Rule
from minkader.ruleset.vocabulary import Tier
from minkader.solver.covering_form import NOBODY, CoveringForm, Weighting, covering_form_of

_WIDTH: Final = 64
"""Columns that one rule may have: more than there are forms."""
_DERIVED: Final = 1 << 40
"""Derived columns are numbered from here: they take no part in the tie-break."""
_PER_INTEREST: Final = 1 << 20
_ENDLESS: Final = 2**60
"""More hours than all rules of any rule set can ask for: they are shared out over all streets."""
_LINKS: Final = ("requires", "excludes", "follows")
"""Kinds of constraints within a street, whatever options exist and whatever interests count."""


def column_of(index: int, place: int) -> int:
    """Give the column, over the whole rule set, of a choice of the rule with an index."""
    return index * _WIDTH + place


def choice_of(column: int) -> tuple[int, int] | None:
    """Give the rule and the choice that a column stands for; None for a derived one."""
    return divmod(column, _WIDTH) if column < _DERIVED else None


class Plan:
    """A street with every option there, and no interest: as numbers, and in plain Python."""

    def __init__(
        self, street: Street, groups: Mapping[str, int], policy: Policy, weighting: Weighting
    ) -> None:
        self.street = street
        ruleset = street.ruleset
        hours = dict.fromkeys(street.groups, _ENDLESS)
        self.situation = Situation(
            ruleset, UNCHANGED, policy, _everything(ruleset.rules), {}, hours
        )
        constraints = Book(self.situation).constraints
        self.links = [one for one in constraints if one.kind in ("requires", "excludes")]
        keep = {(one.kind, one.subjects) for one in constraints if one.kind in _LINKS}
        keep.update(("capacity", (group,)) for group in street.groups)
        translation = translate(self.situation, keep)
        self.form = form = _numbered(translation, street.members, weighting, _DERIVED)
        problem = translation.problem
        capacity = [groups[problem.origins[row][1][0]] for row in problem.capacities]
        form.uses = {
            column: tuple((capacity[of], used) for of, used in uses)
            for column, uses in form.uses.items()
        }

    def values(self, choices: Mapping[int, int]) -> dict[Tier, int] | None:
        """Give what choices are worth, interests apart; None where a link between rules breaks."""
        local = _local(self.street.members, choices)
        framework = Chosen(self.situation, local)
        if not all(link.holds(framework) for link in self.links):
            return None
        # Who follows is in force just where the others leave it so.
        return tiers(self.situation, local) if follow(self.situation, local) == local else None


class Bond:
    """One interest alone, with every option of the rules it is about: as numbers, and in Python.

    `rules` are the places of those rules in the whole; `number` tells the interests of a study
    apart.
    """

    def __init__(
        self,
        ruleset: RuleSet,
        named: tuple[str, Interest],
        rules: Sequence[int],
        number: int,
        settings: tuple[Policy, Weighting],
    ) -> None:
        self.name, self.interest = named
        self.rules, self.number = rules, number
        policy, weighting = settings
        placed = _everything([ruleset.rules[index] for index in rules])
        groups = (choice.group for mine in placed for choice in mine.choices)
        hours = {group: _ENDLESS for group in groups if group is not None}
        self.situation = Situation(ruleset, UNCHANGED, policy, placed, dict([named]), hours)
        translation = translate(self.situation, {("guard", (self.name,))})
        # What the rules themselves are worth is counted in their streets.
        problem = translation.problem
        for place, tier in enumerate(policy.order):
            if tier is not Tier.RESIDUAL:
                problem.costs[place] = [0] * problem.columns
        first = _DERIVED + number * _PER_INTEREST
        self.form = _numbered(translation, rules, weighting, first)
        self.constant = weighting.together(problem.constants)

    def guarded(self, choices: Mapping[int, int]) -> bool:
        """Tell whether enough guards of the interest hold under choices."""
        return Chosen(self.situation, _local(self.rules, choices)).guarded(self.name)

    def lay(self, form: CoveringForm, place: dict[int, int]) -> None:
        """Add the interest to a problem that has its rules; `place` says where columns stand."""
        mine, at = self.form, list[int]()
        for first, end in pairwise(mine.starts):
            derived = mine.columns[first] == NOBODY
            for column in range(first, end):
                name = mine.columns[column]
                if derived:
                    at.append(len(form.columns))
                    form.columns.append(name)
                    form.costs.append(mine.costs[column])
                    place[name] = at[-1]
                else:
                    at.append(place[name])
                    form.costs[at[-1]] += mine.costs[column]
            if derived:
                form.starts.append(len(form.columns))
        for row, rhs in zip(mine.rows, mine.rhs, strict=True):
            form.rows.append({at[column]: coefficient for column, coefficient in row.items()})
            form.rhs.append(rhs)


def _everything(rules: Sequence[Rule]) -> tuple[Placed, ...]:
    return tuple(
        Placed(rule, place, rule.grounds, rule.classification, ways(rule))
        for place, rule in enumerate(rules)
    )


def _numbered(
    translation: Translation, rules: Sequence[int], weighting: Weighting, derived: int
) -> CoveringForm:
    # In normal form, with the columns numbered over the whole rule set.
    problem = translation.problem
    names = [derived + column for column in range(problem.columns)]
    for (local, place), column in translation.column_of.items():
        names[column] = column_of(rules[local], place)
    form = covering_form_of(problem, weighting)
    form.columns = [c if c == NOBODY else names[c] for c in form.columns]
    return form


def _local(rules: Sequence[int], choices: Mapping[int, int]) -> list[int]:
    # By place in a street or bond; a rule of another holder has one choice only.
    return [choices.get(index, 0) for index in rules]

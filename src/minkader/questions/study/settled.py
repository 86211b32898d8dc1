# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""One street solved under some changes, hours apart: its pieces, and what is decided already.

The street is translated once, with every option there (`Plan`); what a change takes away or gives
back is only which options exist. Columns are numbered over the whole rule set, so that the
tie-break sees the order of the file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from minkader.problem.translation import translate
from minkader.questions.study.street import Street
from minkader.ruleset.choices import Placed
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.situation import Situation
from minkader.ruleset.validity import STRUCTURAL, Book, Chosen, tiers
from minkader.ruleset.vocabulary import Tier
from minkader.ruleset.world import World
from minkader.solver.normal import NOBODY, Scale, normal_of
from minkader.solver.part import Found, InfeasibleError, Settings, solve_part, solve_piece
from minkader.solver.reduce import forced
from minkader.solver.split import apart, piece

_WIDTH: Final = 64
"""Columns that one rule may have: more than there are forms."""


class Plan:
    """A street with every option there: its numbers, and its constraints in plain Python."""

    def __init__(
        self,
        street: Street,
        number: int,
        situation: Situation,
        groups: Mapping[str, int],
        scale: Scale,
    ) -> None:
        self.street = street
        self.situation = situation
        constraints = Book(self.situation).constraints
        self.constraints = [one for one in constraints if one.kind in STRUCTURAL]
        keep = frozenset((one.kind, one.subjects) for one in self.constraints)
        self.translation = translate(self.situation, keep)
        self.names = self._numbered(number)
        self.place = {name: column for column, name in enumerate(self.names)}
        problem = self.translation.problem
        self.normal = normal = normal_of(problem, scale)
        normal.columns = [c if c == NOBODY else self.names[c] for c in normal.columns]
        budget = [groups[problem.origins[row][1][0]] for row in problem.budgets]
        normal.uses = {
            column: tuple((budget[of], used) for of, used in uses)
            for column, uses in normal.uses.items()
        }

    def _numbered(self, number: int) -> list[int]:
        # The number over the whole rule set of each column. Derived columns take no part in the
        # tie-break: any number behind the rules will do.
        whole = dict(zip(self.street.locals, self.street.rules, strict=True))
        problem = self.translation.problem
        names = [0] * problem.columns
        for (index, place), column in self.translation.column_of.items():
            names[column] = whole[index] * _WIDTH + place
        first = (1 << 40) + (number << 20)
        for column in range(problem.derived, problem.columns):
            names[column] = first + column
        return names

    def gone(self, placed: Iterable[Placed]) -> list[int]:
        """Give the columns of the options that do not exist, or that a pin leaves no room for."""
        column_of = self.translation.column_of
        return [
            column_of[mine.index, place]
            for mine in placed
            for place, choice in enumerate(mine.choices)
            if choice.causes or not mine.allowed(place)
        ]


@dataclass
class Settled:
    """A street under some changes: pieces (None: it has no solution), and what is decided already.

    `placed` are its own rules, `taken` decided columns, `used` the hours that these use of each
    group (by its number).
    """

    plan: Plan
    placed: Sequence[Placed]
    founds: list[Found] | None = None
    taken: list[int] = field(default_factory=list)
    used: dict[int, int] = field(default_factory=dict)

    @property
    def groups(self) -> set[int]:
        """Give the groups whose hours the pieces may use."""
        return {budget for found in self.founds or () for budget in found.budgets}

    def checked(self, ones: Iterable[int]) -> tuple[list[int], dict[Tier, int]]:
        """Turn the columns that are 1 into a choice for each rule, and what they are worth.

        Raises:
            SelfCheckError: where they are no valid framework, or worth something else.
        """
        plan, problem = self.plan, self.plan.translation.problem
        columns = [plan.place[number] for number in ones]
        chosen = [-1] * (len(problem.starts) - 1)
        for column in columns:
            if column < problem.derived:
                chosen[plan.translation.owner(column)] = column
        choices = plan.translation.choices(chosen)
        values = tiers(plan.situation, choices)
        worth = [
            constant + sum(costs[column] for column in columns)
            for constant, costs in zip(problem.constants, problem.costs, strict=True)
        ]
        told = [values[tier] for tier in plan.situation.policy.order]
        if -1 in chosen or worth != told or not self._valid(choices):
            raise SelfCheckError("study", {"choices": choices, "worth": worth, "told": told})
        return choices, values

    def _valid(self, choices: Sequence[int]) -> bool:
        exist = all(
            mine.choices[choices[mine.index]].exists and mine.allowed(choices[mine.index])
            for mine in self.placed
        )
        framework = Chosen(self.plan.situation, choices)
        return exist and all(one.holds(framework) for one in self.plan.constraints)

    def own(self, choices: Sequence[int]) -> list[int]:
        """Give the choices of the street's own rules."""
        return [choices[place] for place in self.plan.street.locals]

    def hours(self, choices: Sequence[int]) -> dict[str, int]:
        """Add up the hours that a framework asks of each group."""
        told: dict[str, int] = {}
        for mine in self.placed:
            choice = mine.choices[choices[mine.index]]
            if choice.group is not None:
                told[choice.group] = told.get(choice.group, 0) + choice.hours
        return told


def settle(plan: Plan, world: World, before: Mapping[int, Placed], settings: Settings) -> Settled:
    """Solve a street under changes, hours apart.

    Args:
        plan: the street.
        world: the changes, worked out for the whole rule set.
        before: rules of the street, by their place in it, that the changes leave as they were.
        settings: how parts are solved.
    """
    rules = plan.situation.ruleset.rules
    placed = [
        before[place] if place in before else world.placed(place, rules[place])
        for place in plan.street.locals
    ]
    made = Settled(plan, placed)
    try:
        _solve(made, settings)
    except InfeasibleError:
        made.founds = None
    return made


def _solve(made: Settled, settings: Settings) -> None:
    reduced = forced(made.plan.normal, gone=made.plan.gone(made.placed))
    if reduced is None:
        raise InfeasibleError
    free, parts = apart(reduced.normal)
    made.taken, made.used = list(reduced.taken), dict(reduced.used)
    founds = [solve_piece(piece(free, [group], ()), settings) for group in range(free.groups)]
    for part in parts:
        smaller, mine = solve_part(part, settings)
        made.taken += smaller.taken
        for of, used in smaller.used.items():
            made.used[of] = made.used.get(of, 0) + used
        founds += mine
    made.founds = founds

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""One room solved under some changes, hours apart: its pieces, and what is decided already.

A room is laid out with every option there; what a change takes away or gives back of its rules is
only which options are open (`Own`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from minkader.decision.availability import World
from minkader.decision.options import Placed
from minkader.decision.situation import implied
from minkader.questions.study.plan import choice_of, column_of
from minkader.questions.study.room import Room
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.vocabulary import Tier
from minkader.solver.component import (
    InfeasibleError,
    Settings,
    Solution,
    search_component,
    solve_component,
)
from minkader.solver.components import decompose, subproblem
from minkader.solver.presolve.reduce import propagate


@dataclass(frozen=True)
class Own:
    """A rule of the municipality under some changes; `stays` where a ground of its own keeps it."""

    placed: Placed
    stays: bool

    @classmethod
    def of(cls, ruleset: RuleSet, world: World, index: int) -> "Own":
        """Work out one rule under changes."""
        placed = world.placed(index, ruleset.rules[index])
        return cls(placed, bool(implied(ruleset, placed)))

    def stands(self, place: int) -> bool:
        """Tell whether a choice is open: nothing takes it away, and pin and grounds allow it."""
        choice = self.placed.choices[place]
        return choice.exists and self.placed.allowed(place) and (choice.kept or not self.stays)

    @cached_property
    def off(self) -> tuple[int, ...]:
        """Give the columns of the choices that are not open."""
        places = range(len(self.placed.choices))
        return tuple(column_of(self.placed.index, p) for p in places if not self.stands(p))


Demand = tuple[int, int, int]
"""What pieces use at their best, what their equals might, and how many have uncounted equals."""


@dataclass
class Settled:
    """A room under some changes: pieces (None: no solution), and what is decided already.

    `taken` are decided columns, `used` the hours that these use of each group (by its number).
    """

    room: Room
    solutions: list[Solution] | None = None
    fixed: list[int] = field(default_factory=list)
    used: dict[int, int] = field(default_factory=dict)

    @cached_property
    def groups(self) -> frozenset[int]:
        """Give the groups whose hours the pieces may use."""
        return frozenset(
            capacity for found in self.solutions or () for capacity in found.capacities
        )

    @cached_property
    def tying(self) -> frozenset[int]:
        """Give the groups of which some piece may use the hours of more than one."""
        several = (found.capacities for found in self.solutions or () if len(found.capacities) > 1)
        return frozenset(group for capacities in several for group in capacities)

    @cached_property
    def demand(self) -> dict[int, Demand]:
        """Give what the pieces ask of each group, each held at its own best."""
        asked = dict.fromkeys(self.groups, (0, 0, 0))
        for found in self.solutions or ():
            for group in found.capacities:
                best = found.used.get(group, 0)
                equals = found.count is not None and found.count > 1
                most = found.span.get(group, 0) if equals else best
                sure, might, uncounted = asked[group]
                asked[group] = (sure + best, might + most, uncounted + (found.count is None))
        return asked

    def checked(
        self, ones: Sequence[int], own: Mapping[int, Own], settings: Settings, order: Sequence[Tier]
    ) -> tuple[dict[int, int], dict[Tier, int]]:
        """Turn the columns that are 1 into a choice for each rule, and what they are worth.

        Raises:
            SelfCheckError: where they are no valid framework, or worth something else.
        """
        room, form = self.room, self.room.form
        told = [mine for mine in map(choice_of, ones) if mine is not None]
        choices = dict(told)
        values = self._values(choices, own) if len(choices) == len(told) else None
        worth = room.constant + sum(form.costs[room.place[column]] for column in ones)
        if values is None or settings.weighting.together([values[t] for t in order]) != worth:
            raise SelfCheckError("study", {"choices": told, "worth": worth, "told": values})
        return choices, values

    def _values(self, choices: Mapping[int, int], own: Mapping[int, Own]) -> dict[Tier, int] | None:
        # In plain Python: what a choice for each rule is worth; None where it is not valid.
        rules = self.room.rules
        if len(choices) != len(rules) or not all(
            index in choices and own[index].stands(choices[index]) for index in rules
        ):
            return None
        total = dict.fromkeys(Tier, 0)
        for plan in self.room.plans:
            values = plan.values(choices)
            if values is None:
                return None
            for tier, value in values.items():
                total[tier] += value
        for bond in self.room.bonds:
            if not bond.guarded(choices):
                if bond.interest.ground is not None:
                    return None
                total[Tier.RESIDUAL] += bond.interest.severity * bond.interest.likelihood
        return total


def asked_hours(choices: Mapping[int, int], own: Mapping[int, Own]) -> dict[str, int]:
    """Add up the hours that choices ask of each group."""
    told: dict[str, int] = {}
    for index, place in choices.items():
        choice = own[index].placed.choices[place]
        if choice.group is not None:
            told[choice.group] = told.get(choice.group, 0) + choice.hours
    return told


def settle(room: Room, own: Mapping[int, Own], settings: Settings) -> Settled:
    """Solve a room with its rules as they are now, hours apart."""
    made = Settled(room)
    try:
        _solve(made, (room.place[c] for index in room.rules for c in own[index].off), settings)
    except InfeasibleError:
        made.solutions = None
    return made


def _solve(made: Settled, off: Iterable[int], settings: Settings) -> None:
    reduced = propagate(made.room.form, off=off)
    if reduced is None:
        raise InfeasibleError
    free, parts = decompose(reduced.form)
    made.fixed, made.used = list(reduced.fixed), dict(reduced.used)
    solutions = [
        search_component(subproblem(free, [group], ()), settings)
        for group in range(free.choice_sets)
    ]
    for part in parts:
        smaller, mine = solve_component(part, settings)
        made.fixed += smaller.fixed
        for of, used in smaller.used.items():
            made.used[of] = made.used.get(of, 0) + used
        solutions += mine
    for found in solutions:  # what CP-SAT solved uses hours too
        found.capacities = found.capacities or tuple(sorted(found.span))
    made.solutions = solutions

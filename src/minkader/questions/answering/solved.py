# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A situation that is kept solved, to be asked what it costs without some forms of its rules.

Whatever is found is held against every constraint that it touches, and its worth recomputed, in
plain Python, before anything is said of it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from pydantic import Field

from minkader.decision.delta import Shift, Standing
from minkader.decision.situation import Situation
from minkader.decision.validity import tiers
from minkader.problem.translation import Translation, translate
from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import Framework
from minkader.questions.answering.difference import Held, held_as
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.vocabulary import Tier
from minkader.solver import Variant, Variants, Watch


@dataclass(frozen=True)
class FoundFramework:
    """A framework: which rules (by index) it holds otherwise than the one that stands; its costs.

    `costs` are by tier, in the order that was solved.
    """

    moves: tuple[tuple[int, int], ...]
    costs: tuple[int, ...]


class HeldOtherwise(Answer):
    """One rule that a framework holds otherwise (`to`) than the one that stands (`from`)."""

    id: str
    from_: Held = Field(alias="from")
    to: Held


class SolvedSituation:
    """The best frameworks of a situation on some tiers, told beside one that stands."""

    def __init__(self, standing: Standing, order: Sequence[Tier], watch: Watch) -> None:
        """Solve it.

        Raises:
            InfeasibleError: where it has no solution.
            UnknownError: where its best was not found.
        """
        self.standing = standing
        self.order = tuple(order)
        whole = standing.situation
        policy = whole.policy.model_copy(update={"order": self.order})
        self.situation: Situation = replace(whole, policy=policy)
        self.translation: Translation = translate(self.situation)
        self.problem = self.translation.problem
        self.variants = Variants(self.problem, watch)
        self.costs = self.variants.costs
        """What the best of the situation itself costs, by tier."""
        worth = tiers(self.situation, standing.choices)
        self.worth = [worth[tier] for tier in self.order]
        """What the framework that stands is worth, by tier."""
        self.index_of = {group: i for i, group in self.translation.choice_set_of.items()}
        self.best = self._choices()
        self.same = self.best == standing.choices

    def columns(self, index: int, places: Iterable[int] | None = None) -> list[int]:
        """Return the columns of a rule, of some of its choices: those that are there."""
        choices = self.situation.rules[index].choices
        wanted = range(len(choices)) if places is None else places
        columns = (self.translation.column_of.get((index, place)) for place in wanted)
        return [column for column in columns if column is not None]

    def without(self, off: Collection[int]) -> FoundFramework | None:
        """Find the best framework without some columns; None where there is none.

        Raises:
            UnknownError: where it was stopped, or takes more work than the limit.
            SelfCheckError: where what is found is not valid, or not worth what it should be.
        """
        return self._looked_at(self.variants.best(off), off)

    def with_form(self, index: int, place: int) -> FoundFramework | None:
        """Find the best framework with one choice of a rule that is there; None: there is none.

        Raises:
            UnknownError: where it was stopped, or takes more work than the limit.
            SelfCheckError: where what is found is not valid, or not worth what it should be.
        """
        (column,) = self.columns(index, [place])
        off = [other for other in self.columns(index) if other != column]
        return self._looked_at(self.variants.with_column(column), off)

    def _looked_at(self, variant: Variant | None, off: Collection[int]) -> FoundFramework | None:
        if variant is None:
            return None
        if self.same:
            shift = self.standing.with_moves(self._moves(variant.ones))
        else:
            shift = self.standing.to(self._choices(variant.ones))
        choices = shift.changed.choices
        held = any(self._holds(choices, column) for column in off)
        if held or not self._right(shift, variant.costs):
            raise SelfCheckError("without", {"gone": sorted(off), "choices": choices})
        return FoundFramework(
            tuple((moved, choices[moved]) for moved in shift.moved), variant.costs
        )

    def _holds(self, choices: Sequence[int], column: int) -> bool:
        index = self.index_of[self.translation.owner(column)]
        return choices[index] == self.translation.choice_of[column]

    def _right(self, shift: Shift, costs: Sequence[int]) -> bool:
        rise = shift.rise()
        worth = [value + rise[t] for t, value in zip(self.order, self.worth, strict=True)]
        return worth == list(costs) and not shift.broken() and shift.follows()

    def _choices(self, ones: frozenset[int] = frozenset()) -> list[int]:
        # Of its best, or of a variant with those columns.
        chosen = [-1] * (len(self.problem.starts) - 1)
        for column in (*self.variants.ones, *ones):
            if column < self.problem.derived:
                chosen[self.translation.owner(column)] = column
        return self.translation.choices(chosen)

    def _moves(self, ones: frozenset[int]) -> dict[int, int]:
        # What a variant changes, where the framework that stands is the best itself.
        moves = {}
        for column in sorted(ones):
            if column < self.problem.derived:
                index = self.index_of[self.translation.owner(column)]
                place = self.translation.choice_of[column]
                if self.standing.choices[index] != place:
                    moves[index] = place
        return moves


def moves_of(standing: Standing, found: FoundFramework) -> tuple[HeldOtherwise, ...]:
    """Return what a framework holds otherwise than the one that stands."""
    rules = standing.situation.rules
    return tuple(
        HeldOtherwise(
            id=rules[index].rule.id,
            from_=held_as(standing.chosen.at(index)),
            to=held_as(rules[index].choices[place]),
        )
        for index, place in found.moves
    )


def places_of(situation: Situation, answer: Framework) -> list[int]:
    """Return the choice of every rule in an answer of our own that has a framework.

    Raises:
        SelfCheckError: where it tells of a rule what cannot be chosen.
    """
    held = {rule.id: rule for rule in answer.rules or ()}
    places = []
    for placed in situation.rules:
        told = held[placed.rule.id]
        place = placed.place_of(told.decision, told.form)
        if place is None:
            raise SelfCheckError("place", {"rule": told.id, "form": told.form})
        places.append(place)
    return places

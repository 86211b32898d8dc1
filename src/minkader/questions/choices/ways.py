# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every form of every rule costs: the best framework with it, and the fewest rules with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from minkader.decision.delta import Standing
from minkader.decision.options import Placed
from minkader.decision.situation import Situation
from minkader.decision.validity import Book
from minkader.questions.answering.solved import FoundFramework, SolvedSituation
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.vocabulary import Tier
from minkader.solver import UnknownError, Watch


@dataclass(frozen=True)
class FormFound:
    """What is known of one form: the best with it, and the one with the fewest rules with it.

    Both None: no valid framework has it. `known` is false where that was not worked out.
    """

    place: int
    best: FoundFramework | None
    least: FoundFramework | None
    known: bool = True

    @property
    def kept(self) -> int | None:
        """Return the fewest rules (in weight) that stay with it."""
        return None if self.least is None else self.least.costs[0]


class Ways:
    """What every form of every rule costs beside a framework that is best."""

    def __init__(self, situation: Situation, choices: Sequence[int], watch: Watch) -> None:
        """Solve the situation, and its fewest rules apart.

        Raises:
            UnknownError: where that was stopped.
            SelfCheckError: where the framework is not as good as what is found to be the best.
        """
        order = situation.policy.order
        self.standing = Standing(Book(situation), choices)
        self.best = SolvedSituation(self.standing, order, watch)
        self.least = SolvedSituation(self.standing, (Tier.KEPT,), watch)
        self.minimum = self.least.costs[0]
        """The fewest rules that any valid framework keeps, in weight."""
        self.first = order[0] is Tier.KEPT
        if self.best.worth != list(self.best.costs):
            raise SelfCheckError("choices", {"worth": self.best.worth, "best": self.best.costs})

    def forms(self, placed: Placed) -> list[FormFound]:
        """Find the best with each form of a rule that exists."""
        column_of = self.best.translation.column_of
        there = [p for p in range(len(placed.choices)) if (placed.index, p) in column_of]
        return [self._form(placed.index, place) for place in there]

    def _form(self, index: int, place: int) -> FormFound:
        try:
            best = self._with(self.best, index, place)
            least = best if self.first or best is None else self._with(self.least, index, place)
        except UnknownError:
            return FormFound(place, None, None, known=False)
        return FormFound(place, best, least)

    def _with(self, solved: SolvedSituation, index: int, place: int) -> FoundFramework | None:
        if solved is self.best and self.standing.choices[index] == place:
            return FoundFramework((), solved.costs)
        return solved.with_form(index, place)

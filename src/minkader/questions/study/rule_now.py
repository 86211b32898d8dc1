# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""One rule under some changes: which of its choices no constraint of its own forbids."""

from dataclasses import dataclass, replace
from typing import Final

from minkader.decision.availability import World
from minkader.decision.options import Placed
from minkader.decision.situation import Situation
from minkader.decision.validity import Book
from minkader.questions.study.encoding import column_of
from minkader.ruleset.nouns import RuleSet

KINDS: Final = (
    "implicit", "lock", "bandwidth", "ceiling", "unclassified", "proposed", "no_release", "veto",
    "objections", "needs", "fallback", "pin",
)  # fmt: skip
"""Kinds of constraints that are about one rule alone."""


@dataclass(frozen=True)
class RuleNow:
    """A rule of the municipality under some changes, and which of its choices are open."""

    placed: Placed
    forbidden: frozenset[int]
    """The places of the choices that a constraint of its own forbids."""

    @classmethod
    def of(cls, ruleset: RuleSet, world: World, index: int) -> "RuleNow":
        """Work out one rule under changes, and ask which of its choices are valid alone."""
        placed = world.placed(index, ruleset.rules[index])
        alone = replace(placed, index=0)
        book = Book(Situation(ruleset, world.changes, world.policy, (alone,), {}, {}), KINDS)
        places = range(len(placed.choices)) if book.constraints else ()
        return cls(placed, frozenset(place for place in places if book.broken([place])))

    @property
    def off(self) -> tuple[int, ...]:
        """Return the columns, over the whole rule set, of those choices."""
        return tuple(column_of(self.placed.index, place) for place in sorted(self.forbidden))

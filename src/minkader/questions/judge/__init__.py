# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is this framework valid? Judge an answer of `solve`, whoever made it.

Read (`reading.py`), held against every named constraint in plain Python and solved anew (here),
and what it says of itself held against what is so (`claims.py`).
"""

from collections.abc import Sequence
from typing import Literal

from minkader.decision.validity import Book, tiers
from minkader.formats.claimed import Claimed
from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import (
    ClashMember,
    Framework,
    Input,
    Objective,
)
from minkader.questions.asking.asked import Asked
from minkader.questions.clash import member_of
from minkader.questions.judge.claims import FalseClaim, Truth, claims
from minkader.questions.judge.reading import asked_as, choices_of
from minkader.questions.solve import answered
from minkader.questions.solve.framework import described
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.vocabulary import UNITS
from minkader.solver.watch import Watch


class Better(Answer):
    """Something smaller than the framework: the first tier on which, and how much it is there."""

    tier: str
    value: int
    found: int
    unit: str


class Judged(Answer):
    """What became of a framework: valid or not, what is better, and which claims are false.

    `valid` is None where the answer holds no framework. `best` is the status of our own answer to
    the same question. `smaller` is None where nothing better was found, or where it is not valid.
    """

    file: str | None
    tool: str
    status: Literal["proven", "not_proven", "infeasible"]
    same_input: bool
    """Whether the rule set is, to the letter, the one that the answer was made from."""
    input: Input
    valid: bool | None
    broken: tuple[ClashMember, ...]
    objectives: tuple[Objective, ...]
    """The tiers of the framework, recomputed, with the bounds that we proved ourselves."""
    best: Literal["proven", "not_proven", "infeasible"]
    smaller: Better | None
    looked_at: int
    """How many claims were held against what is so."""
    false_claims: tuple[FalseClaim, ...]
    undecided: tuple[str, ...]
    """Claims that a search which was stopped leaves open."""

    @property
    def right(self) -> bool:
        """Return whether the framework is not invalid and every claim was found true."""
        return self.valid is not False and not self.false_claims and not self.undecided

    @property
    def open(self) -> bool:
        """Return whether nothing is wrong as far as we came, while something is undecided."""
        return self.valid is not False and not self.false_claims and bool(self.undecided)


def judge(ruleset: RuleSet, claimed: Claimed, watch: Watch) -> Judged:
    """Judge an answer of `solve` against a rule set.

    Raises:
        UnreadableError: where it is about another rule set, or names what is not there.
        SelfCheckError: where our own answer fails our own check, or is beaten by this one.
    """
    asked = asked_as(ruleset, claimed)
    book = Book(asked.situation)
    choices = choices_of(asked.situation, claimed)
    ours = answered(asked, watch)
    broken = [] if choices is None else book.broken(choices)
    valid = None if choices is None else not broken
    objectives = () if choices is None else _objectives(asked, choices, ours, level=bool(valid))
    if valid:
        _not_beaten(asked, objectives, ours)
    # All that an answer with this framework would say besides how sure it is.
    theirs = described(asked, book, choices, status="not_proven", objectives=(), equal=None)
    truth = Truth(asked, ours, objectives, theirs, valid=valid)
    looked, false, undecided = claims(claimed, truth)
    return Judged(
        file=claimed.file,
        tool=claimed.tool,
        status=claimed.status,
        same_input=claimed.input.sha256 == ruleset.sha256,
        input=asked.input,
        valid=valid,
        broken=tuple(member_of(ruleset, constraint, constraint.path) for constraint in broken),
        objectives=objectives,
        best=ours.status,
        smaller=_better(objectives, ours) if valid else None,
        looked_at=looked,
        false_claims=false,
        undecided=undecided,
    )


def _objectives(
    asked: Asked, choices: Sequence[int], ours: Framework, *, level: bool
) -> tuple[Objective, ...]:
    # A bound is one of this framework's too only while every tier before it is the best; of one
    # that is not valid never (`level`).
    values = tiers(asked.situation, choices)
    told: list[Objective] = []
    for tier, best in zip(asked.situation.policy.order, ours.objectives, strict=True):
        value, bound = values[tier], best.bound if level else None
        proven = level and value == bound
        told.append(Objective(tier=tier, value=value, bound=bound, unit=UNITS[tier], proven=proven))
        level = proven
    return tuple(told)


def _better(objectives: Sequence[Objective], ours: Framework) -> Better | None:
    for one, best in zip(objectives, ours.objectives, strict=False):
        if one.value is None or best.value is None or one.value < best.value:
            return None
        if one.value > best.value:
            return Better(tier=one.tier, value=one.value, found=best.value, unit=one.unit)
    return None


def _not_beaten(asked: Asked, objectives: Sequence[Objective], ours: Framework) -> None:
    # A valid framework that is better than what we proved to be the best: a fault of our own.
    values = [one.value for one in objectives]
    proven = [one.value for one in ours.objectives]
    if ours.status == "infeasible" or (ours.status == "proven" and values < proven):
        raise SelfCheckError("beaten", {"theirs": values, "ours": proven, **asked.report()})

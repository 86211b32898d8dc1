# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `choices`: codes and values only."""

from collections.abc import Mapping
from typing import Literal

from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import (
    FORMAT_VERSION,
    TOOL,
    About,
    Framework,
    Outcome,
    outcome_of,
)
from minkader.questions.answering.solved import HeldOtherwise

Standing = Literal["necessary", "core", "open", "never", "unknown"]
FormStanding = Literal["necessary", "core", "open", "never", "impossible", "unknown"]


class Way(Answer):
    """What one way of holding a rule costs, and the frameworks that show it.

    `possible`: whether any valid framework has it (None: not worked out; `why` tells why not).
    `price`: how much more than the answer the best framework with it costs, on each tier of the
    order; None where there is none, or it is not known. `witness`: what that framework holds
    otherwise than the answer. `minimum`: the same for a framework with the fewest rules that
    holds it so, where there is one and the witness is none.
    """

    possible: bool | None
    price: Mapping[str, int] | None
    witness: tuple[HeldOtherwise, ...] | None
    minimum: tuple[HeldOtherwise, ...] | None = None


class FormWay(Way):
    """One form of a rule (`release` too; None: an exemption or definition that lapses).

    `standing`: in every valid framework (necessary), in every minimum (core), in some (open), in
    none though it can be (never), in no valid framework (impossible).
    """

    form: str | None
    group: str | None
    standing: FormStanding


class RuleChoices(Answer):
    """Where a rule that counts stands, and the prices of keeping it and of letting it go."""

    id: str
    standing: Standing
    keep: Way
    let_go: Way
    forms: tuple[FormWay, ...]


class OpenDecision(Answer):
    """Rules among which there is a choice that hangs on no other rule: the council's.

    `ways`: in how many different sets of them the fewest rules stay (None: too many to count).
    `sets`: the first of those, which of the rules stay.
    """

    rules: tuple[str, ...]
    ways: str | None
    sets: tuple[tuple[str, ...], ...]


class Blocking(Answer):
    """Rules that hang together: what cannot all go, and the sets of which nothing can go.

    `groups` are smallest sets of rules that cannot all go at once; `sets` smallest sets that can
    stay alone, of these rules; `count` how many of those there are (None: not all were found).
    """

    rules: tuple[str, ...]
    count: str | None
    sets: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[str, ...], ...]


class Irredundant(Answer):
    """Sets of kept rules from which nothing can go, and a bound to be checked by hand.

    `count` is a product over the parts (None: not all were found).

    `apart` are blocking groups that share no rule: each keeps one, so `at_least` stay (in weight).
    """

    count: str | None
    parts: tuple[Blocking, ...]
    apart: tuple[tuple[str, ...], ...]
    at_least: int


class Choices(About):
    """The answer to `choices`: which rules are needed, and where there is a choice.

    Lists hold rules with weight above 0, in the order of the file. `unknown` are those that were
    not worked out: stopped, or past the work limit; then the status is `not_proven`.
    """

    format_version: int = FORMAT_VERSION
    question: Literal["choices"] = "choices"
    tool: str = TOOL
    status: Literal["proven", "not_proven", "infeasible"]
    answer: Framework
    minimum: int | None
    minimum_sets: str | None
    equal_optima: str | None
    necessary: tuple[str, ...]
    core: tuple[str, ...]
    open: tuple[str, ...]
    never: tuple[str, ...]
    unknown: tuple[str, ...]
    decisions: tuple[OpenDecision, ...]
    minima: tuple[tuple[str, ...], ...]
    """The first minimum sets: which of the open rules stay."""
    rules: tuple[RuleChoices, ...]
    irredundant: Irredundant | None = None

    @property
    def outcome(self) -> Outcome:
        """Return what became of the question."""
        return outcome_of(self.status)

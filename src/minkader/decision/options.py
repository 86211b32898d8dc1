# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be chosen for one rule in a situation, and what took each missing option away."""

from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from minkader.ruleset.rule import Fallback, Option, Rule
from minkader.ruleset.vocabulary import Classification, Decision, Form, Ground

LAPSED: Final = 0
IN_FORCE: Final = 1
"""The two choices of an exemption or definition."""


Name: TypeAlias = tuple[str, tuple[str, ...]]
"""The name of a constraint: its kind, and whom it is about."""


class Choice(NamedTuple):
    """One option of one rule: its form (None: lapsed), what it guards, what took it away."""

    form: Form | None
    decision: Decision
    guards: tuple[str, ...] = ()
    listed: Option | None = None
    fallback: Fallback | None = None
    causes: tuple[Name, ...] = ()
    """The constraints that take it away, by name."""

    @property
    def exists(self) -> bool:
        """Return whether nothing takes this option away."""
        return not self.causes

    @property
    def hours(self) -> int:
        """Return the resident effort, in hours a year."""
        return self.listed.hours if self.listed else 0

    @property
    def group(self) -> str | None:
        """Return the residents' group that takes this over."""
        return self.listed.group if self.listed else None

    @property
    def in_force(self) -> bool:
        """Return whether somebody holds the rule in this option."""
        return self.decision not in (Decision.RELEASED, Decision.LAPSED)

    @property
    def kept(self) -> bool:
        """Return whether the rule stays: in a municipal form, or of another holder."""
        return self.decision in (Decision.KEPT, Decision.EXTERNAL)


@dataclass(frozen=True)
class Placed:
    """One rule in a situation: its choices in the order that `steady` gives them.

    An exemption or definition has two, lapsed and in force; a rule of another holder one.
    """

    rule: Rule
    index: int
    grounds: tuple[Ground, ...]
    classification: Classification
    choices: tuple[Choice, ...]
    pin: str | None = None
    pinned: int | None = None
    """The choice that a `form` or `release` pin asks for; -1 where the rule never lists it."""

    @property
    def today(self) -> int:
        """Return the place of today's form among the choices."""
        return next(
            place
            for place, choice in enumerate(self.choices)
            if choice.form is self.rule.today and choice.in_force
        )

    def place_of(self, decision: str, form: str | None) -> int | None:
        """Return the choice that an answer tells by decision and form; None where there is none.

        A rule has one choice for each form, and in an answer what is let go has no form.
        """
        for place, choice in enumerate(self.choices):
            told = choice.form if choice.in_force else None
            if choice.decision == decision and told == form:
                return place
        return None

    def allowed(self, choice: int) -> bool:
        """Return whether the pin of this rule, if any, allows a choice."""
        if self.pin is None:
            return True
        if self.pin == "keep":
            return self.choices[choice].kept
        return choice == self.pinned

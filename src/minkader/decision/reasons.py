# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a rule did not become lighter, in an answer that is given: one change at a time.

Plain Python, no solver: what took a form away, else what this change alone would break, else
what it would cost. The proof over all frameworks is the question `why`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from minkader.decision.delta import Shift, Standing
from minkader.decision.kinds import reads_all
from minkader.decision.options import Choice, Placed
from minkader.decision.situation import Situation
from minkader.decision.validity import Book, Constraint
from minkader.ruleset.vocabulary import Form, Kind

CODES: Final = (
    "lock", "bandwidth", "ceiling", "unclassified", "proposed", "pinned", "release_not_stated",
    "veto", "objections", "needs_unmet", "fallback_missing", "only_guard", "needed_together",
    "implicit_interest", "required_by", "excluded_by", "capacity", "cheaper", "tie", "follows",
    "external",
)  # fmt: skip
"""The codes of reasons, in the order in which they are told."""

_CODE_OF: Final = {
    "guard": "only_guard",  # or `needed_together`, where the rule guards in a joint set
    "implicit": "implicit_interest",
    "lock": "lock",
    "bandwidth": "bandwidth",
    "ceiling": "ceiling",
    "unclassified": "unclassified",
    "proposed": "proposed",
    "no_release": "release_not_stated",
    "veto": "veto",
    "objections": "objections",
    "needs": "needs_unmet",
    "fallback": "fallback_missing",
    "requires": "required_by",
    "excludes": "excluded_by",
    "follows": "follows",
    "capacity": "capacity",
    "pin": "pinned",
}
"""The reason that each kind of constraint gives."""
reads_all(__name__, _CODE_OF)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a rule did not become lighter, as every answer carries it.

    Its code, the lighter form that it is about (None: none), and about whom it is.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    code: str
    form: str | None
    subjects: tuple[str, ...]


def taken(placed: Placed, choice: Choice) -> Iterator[Reason]:
    """List what took an option away, pins apart."""
    about = {placed.rule.id, str(choice.form)}
    for kind, subjects in choice.causes:
        others = tuple(subject for subject in subjects if subject not in about)
        yield Reason(_CODE_OF[kind], choice.form, others)


class Reasons:
    """Reasons for every rule of one valid framework."""

    def __init__(self, book: Book, choices: Sequence[int]) -> None:
        self.situation: Situation = book.situation
        self.standing = Standing(book, choices)
        self.chosen = self.standing.chosen

    def of(self, placed: Placed) -> list[Reason]:
        """List the reasons of one rule, by form from heavy to light, then by code."""
        if placed.rule.external:
            return [Reason("external", None, ())]
        if placed.rule.follows:
            return [Reason("follows", None, self._leaders(placed))]
        if not self.chosen.at(placed.index).kept:
            return []
        present = self.chosen.choices[placed.index]
        residents = [p for p in range(1, present) if not placed.choices[p].kept]
        municipal = [p for p in range(1, present) if placed.choices[p].kept]
        release = [0] if present else []
        lighter = (*reversed(municipal), *residents, *release)
        return [reason for place in lighter for reason in self._against(placed, place)]

    def _leaders(self, placed: Placed) -> tuple[str, ...]:
        # Who keeps it in force: the rules it relaxes that stay, or those that require it.
        if placed.rule.kind is Kind.EXEMPTION:
            return tuple(rule for rule in placed.rule.relaxes if self.chosen.of(rule).kept)
        users = self.situation.users.get(placed.rule.id, ())
        rules, choices = self.situation.rules, self.chosen.choices
        return tuple(rules[user].rule.id for user, ways in users if choices[user] in ways)

    def _against(self, placed: Placed, place: int) -> list[Reason]:
        form = placed.choices[place].form
        reasons = list(taken(placed, placed.choices[place]))
        if not placed.allowed(place):
            reasons.append(Reason("pinned", form, ()))
        if not reasons:
            shift = self.standing.moved(placed.index, place)
            reasons = [self._of(constraint, placed, form) for constraint in shift.broken()]
            reasons = reasons or list(self._dearer(shift, form))
        return sorted(dict.fromkeys(reasons), key=lambda reason: CODES.index(reason.code))

    def _of(self, constraint: Constraint, placed: Placed, form: Form | None) -> Reason:
        code, subjects = _CODE_OF[constraint.kind], constraint.subjects
        if code == "only_guard" and subjects[0] not in self.chosen.at(placed.index).guards:
            code = "needed_together"
        return Reason(code, form, subjects[1:] if code == "implicit_interest" else subjects)

    def _dearer(self, shift: Shift, form: Form | None) -> Iterator[Reason]:
        rise = shift.rise()
        for tier in self.situation.policy.order:
            if rise[tier] > 0:
                yield Reason("cheaper", form, (str(tier),))
            if rise[tier]:
                return  # a fall is only seen in an answer that is not proven
        yield Reason("tie", form, ())

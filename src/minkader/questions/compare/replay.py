# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every claim of a comparison is replayed before it is shown, in plain Python.

Both frameworks are set up again from what their answers say, and `decision.validity` says whether
they hold, how each rule is held and how many guards hold. Nothing of `relation.py` is used but the
claims.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from minkader.decision.options import Placed
from minkader.decision.situation import situate
from minkader.decision.validity import Book, Chosen
from minkader.questions.answering.answers import Framework
from minkader.questions.asking.asked import policy_of
from minkader.questions.compare.relation import (
    Beside,
    GeneralCase,
    InterestRelation,
    Relation,
    Stand,
)
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.nouns import UNCHANGED, RuleSet
from minkader.ruleset.vocabulary import Form

_Stood = tuple[str, str | None]
"""How a rule stands on one side: state and form."""
_LIGHTER, _STRICTER, _OTHERWISE = "lighter", "stricter", "incomparable"
_WEIGHTLESS: Final = ("absent", "apart", "released", "lapsed")
_SHOWN_BY: Final = {
    "equal": ([],),
    _LIGHTER: ([_LIGHTER],),
    _STRICTER: ([_STRICTER],),
    _OTHERWISE: ([_OTHERWISE], [_LIGHTER, _STRICTER]),
}
"""The cases that show each claim, and none of them is needless."""


class Stage:
    """One framework, set up again and found valid."""

    def __init__(self, ruleset: RuleSet, answer: Framework) -> None:
        """Set up a framework.

        Raises:
            SelfCheckError: where it says what cannot be chosen, or breaks a constraint.
        """
        self.answer = answer
        name = answer.input.scenario
        changes = UNCHANGED if name is None else ruleset.scenarios[name]
        policy = policy_of(answer.input.policy)
        self.situation = situate(ruleset, changes, policy, scenario=name)
        held = {rule.id: rule for rule in answer.rules or ()}
        choices = []
        for placed in self.situation.rules:
            rule = held[placed.rule.id]
            choices.append(self._place(placed, rule.decision, rule.form, rule.group))
        if broken := Book(self.situation).broken(choices):
            raise self.failed("broken", [found.name for found in broken])
        self.chosen = Chosen(self.situation, choices)
        self.in_sets = {
            name: set(interest.members) for name, interest in self.situation.interests.items()
        }

    def _place(self, placed: Placed, decision: str, form: str | None, group: str | None) -> int:
        place = placed.place_of(decision, form)
        if place is not None and placed.choices[place].group == group:
            return place
        raise self.failed("no such choice", [placed.rule.id, decision, form])

    def failed(self, why: str, what: object) -> SelfCheckError:
        """Make the error of a claim that does not hold here."""
        said = self.answer.input.model_dump(mode="json", by_alias=True)
        document = dict(self.situation.ruleset.document)
        return SelfCheckError(
            "replay", {"why": why, "what": what, "input": said, "document": document}
        )

    def stood(self, rule: str | None, interest: str | None) -> _Stood:
        """Return how a rule stands; with an interest: as far as it protects that."""
        if rule is None:
            return "absent", None
        choice = self.chosen.of(rule)
        if not choice.in_force:
            return choice.decision, None
        apart = interest is not None and not self.protects(rule, interest)
        return "apart" if apart else choice.decision, choice.form

    def protects(self, rule: str, interest: str) -> bool:
        """Return whether a rule protects an interest as it is held: alone, or in a joint set."""
        if interest not in self.in_sets:
            return False
        return interest in self.chosen.of(rule).guards or rule in self.in_sets[interest]

    def guards(self, interest: str) -> tuple[int | None, int | None]:
        """Return how many guards of an interest hold, and how many it asks for."""
        found = self.situation.interests.get(interest)
        if found is None:
            return None, None
        return self.chosen.guards(interest, found), found.at_least


class Replay:
    """Two frameworks side by side, on which claims are replayed."""

    def __init__(self, a: Stage, b: Stage, rules: Sequence[Beside]) -> None:
        self.a, self.b, self.rules = a, b, rules

    def whole(self, relation: Relation, cases: Sequence[GeneralCase]) -> None:
        """Replay the claim about all rules.

        Raises:
            SelfCheckError: where the claim does not hold.
        """
        self._claim(None, relation, cases, self.rules)

    def interests(self, claims: Iterable[InterestRelation]) -> None:
        """Replay the claims about interests: cases, direction and guards.

        Raises:
            SelfCheckError: where a claim does not hold, or an interest has none.
        """
        left = {*self.a.situation.interests, *self.b.situation.interests}
        protecting = self._protecting()
        for claim in claims:
            left.discard(claim.interest)
            said = ((claim.guards_a, claim.at_least_a), (claim.guards_b, claim.at_least_b))
            if said != (self.a.guards(claim.interest), self.b.guards(claim.interest)):
                raise self.b.failed("guards", claim.model_dump(mode="json"))
            rules = protecting.get(claim.interest, [])
            self._claim(claim.interest, claim.relation, claim.cases, rules)
        if left:
            raise self.b.failed("unclaimed", sorted(left))

    def _protecting(self) -> dict[str, list[Beside]]:
        # Which rules protect what, as they are held; a rule that does on neither side cannot move.
        found: dict[str, dict[Beside, None]] = {}
        for stage, side in ((self.a, 0), (self.b, 1)):
            sets: dict[str, list[str]] = {}
            for interest, rules in stage.in_sets.items():
                for rule in rules:
                    sets.setdefault(rule, []).append(interest)
            for pair in self.rules:
                if (name := pair[side]) is not None:
                    for interest in (*stage.chosen.of(name).guards, *sets.get(name, ())):
                        found.setdefault(interest, {})[pair] = None
        return {interest: list(pairs) for interest, pairs in found.items()}

    def _claim(
        self,
        interest: str | None,
        relation: Relation,
        cases: Sequence[GeneralCase],
        rules: Sequence[Beside],
    ) -> None:
        directions = {_direction(*self._stood(pair, interest)) for pair in rules} - {None}
        mixed = len(directions) > 1
        held = relation == (_OTHERWISE if mixed else next(iter(directions), "equal"))
        shown = sorted(case.shows for case in cases) in _SHOWN_BY[relation]
        if not held or not shown or not all(self._shows(interest, case) for case in cases):
            told = [case.model_dump(mode="json") for case in cases]
            raise self.b.failed("claim", [interest, relation, told])

    def _shows(self, interest: str | None, case: GeneralCase) -> bool:
        said = _told(case.a), _told(case.b)
        return (
            bool(case.rules)
            and _direction(*said) == case.shows
            and all(self._stood((pair.a, pair.b), interest) == said for pair in case.rules)
        )

    def _stood(self, pair: Beside, interest: str | None) -> tuple[_Stood, _Stood]:
        return self.a.stood(pair[0], interest), self.b.stood(pair[1], interest)


def _told(stand: Stand) -> _Stood:
    return stand.state, stand.form


def _direction(old: _Stood, new: _Stood) -> str | None:
    before, after = _weight(*old), _weight(*new)
    if before != after:
        return _LIGHTER if after < before else _STRICTER
    return _OTHERWISE if before == 1 and old[1] != new[1] else None


def _weight(state: str, form: str | None) -> int:
    # Not held 0, by residents 1, by an authority its rung and one more.
    return 0 if state in _WEIGHTLESS or form is None else Form(form).rung + 1

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every claim of a comparison is replayed before it is shown, in plain Python.

Both frameworks are set up again from what their answers say (`situation.py`), checked against every
named constraint (`validity.py`), and each claim is read off anew: how the rules of its cases are
held, which way they point, that no other rule points another way, and how many guards hold.
Nothing of `relation.py` is used but the claims.
"""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from minkader.decision.options import Choice, Placed
from minkader.decision.situation import Situation, situate
from minkader.decision.validity import Book, Chosen
from minkader.questions.answering.answers import Framework
from minkader.questions.compare.relation import Beside, Case, InterestRelation, Relation, Stand
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.nouns import UNCHANGED, Policy, RuleSet
from minkader.ruleset.vocabulary import MUNICIPAL_FORMS, Decision, FallbackPolicy, Form, Tier
from minkader.ruleset.vocabulary import ProposalPolicy as Proposals

_LIGHTER, _STRICTER, _OTHERWISE = "lighter", "stricter", "incomparable"
_GONE: Final = 0
_RESIDENTS: Final = 1


class Stage:
    """One framework, set up again and found valid."""

    def __init__(self, ruleset: RuleSet, answer: Framework) -> None:
        """Set up a framework.

        Raises:
            SelfCheckError: where it says what cannot be chosen, or breaks a constraint.
        """
        self.situation = _situation(ruleset, answer)
        self.answer = answer
        held = {rule.id: rule for rule in answer.rules or ()}
        choices = []
        for placed in self.situation.rules:
            rule = held[placed.rule.id]
            choices.append(self._place(placed, rule.decision, rule.form, rule.group))
        if broken := Book(self.situation).broken(choices):
            raise self.failed("broken", [(found.kind, found.subjects) for found in broken])
        self.chosen = Chosen(self.situation, choices)
        self.members = {
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

    def choice(self, rule: str | None) -> Choice | None:
        """Give what is chosen for a rule; None where it is not there."""
        return None if rule is None else self.chosen.of(rule)

    def protects(self, rule: str, interest: str) -> bool:
        """Tell whether a rule protects an interest as it is held: alone, or in a joint set."""
        if interest not in self.members:
            return False
        return interest in self.chosen.of(rule).guards or rule in self.members[interest]

    def guards(self, interest: str) -> tuple[int | None, int | None]:
        """Count the guards of an interest that hold, and say how many it asks for."""
        found = self.situation.interests.get(interest)
        if found is None:
            return None, None
        return self.chosen.guards(interest, found), found.at_least


def _situation(ruleset: RuleSet, answer: Framework) -> Situation:
    used, name = answer.input.policy, answer.input.scenario
    policy = Policy(
        order=tuple(Tier(tier) for tier in used.order),
        fallback=FallbackPolicy(used.fallback),
        objections_at_most=Decimal(used.objections_at_most),
        proposals=Proposals(used.proposals),
    )
    changes = UNCHANGED if name is None else ruleset.scenarios[name]
    return situate(ruleset, changes, policy, scenario=name)


class Replay:
    """Two frameworks side by side, on which claims are replayed."""

    def __init__(self, a: Stage, b: Stage, rules: Sequence[Beside]) -> None:
        self.a, self.b, self.rules = a, b, rules

    def whole(self, relation: Relation, cases: Sequence[Case]) -> None:
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
        found: dict[str, list[Beside]] = {}
        sets = [_sets_of(stage) for stage in (self.a, self.b)]
        for pair in self.rules:
            names: dict[str, None] = {}
            for rule, stage, in_sets in zip(pair, (self.a, self.b), sets, strict=True):
                if rule is not None:
                    names.update(dict.fromkeys(stage.chosen.of(rule).guards))
                    names.update(dict.fromkeys(in_sets.get(rule, ())))
            for name in names:
                found.setdefault(name, []).append(pair)
        return found

    def _claim(
        self,
        interest: str | None,
        relation: Relation,
        cases: Sequence[Case],
        rules: Sequence[Beside],
    ) -> None:
        shown = {case.shows for case in cases}
        held = all(self._shows(interest, case) for case in cases)
        directions = {self._direction(pair, interest) for pair in rules} - {None}
        if not held or _claim_of(directions) != relation or not _enough(relation, cases, shown):
            told = [case.model_dump(mode="json") for case in cases]
            raise self.b.failed("claim", [interest, relation, told])

    def _shows(self, interest: str | None, case: Case) -> bool:
        return bool(case.rules) and all(
            self._direction((pair.a, pair.b), interest) == case.shows
            and _stands(self.a, pair.a, interest, case.a)
            and _stands(self.b, pair.b, interest, case.b)
            for pair in case.rules
        )

    def _direction(self, pair: Beside, interest: str | None) -> str | None:
        old, new = (
            _heaviness(stage, rule, interest)
            for stage, rule in zip((self.a, self.b), pair, strict=True)
        )
        if old[0] == new[0]:
            return _OTHERWISE if old[1] is not new[1] and old[0] == _RESIDENTS else None
        return _LIGHTER if new[0] < old[0] else _STRICTER


def _sets_of(stage: Stage) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for interest, rules in stage.members.items():
        for rule in rules:
            found.setdefault(rule, []).append(interest)
    return found


def _heaviness(stage: Stage, rule: str | None, interest: str | None) -> tuple[int, Form | None]:
    choice = stage.choice(rule)
    if choice is None or rule is None or not choice.in_force or choice.form is None:
        return _GONE, None
    if interest is not None and not stage.protects(rule, interest):
        return _GONE, None
    if choice.form in MUNICIPAL_FORMS:
        return _RESIDENTS + len(MUNICIPAL_FORMS) - MUNICIPAL_FORMS.index(choice.form), choice.form
    return _RESIDENTS, choice.form


def _stands(stage: Stage, rule: str | None, interest: str | None, said: Stand) -> bool:
    choice = stage.choice(rule)
    if choice is None or rule is None:
        return (said.state, said.form) == ("absent", None)
    if said.state == "apart":
        if interest is None or stage.protects(rule, interest) or not choice.in_force:
            return False
    elif said.state != choice.decision:
        return False
    gone = choice.decision in (Decision.RELEASED, Decision.LAPSED)
    return said.form == (None if gone else choice.form)


def _claim_of(directions: Any) -> str:  # noqa: ANN401 (a set of words)
    if not directions:
        return "equal"
    return str(next(iter(directions))) if len(directions) == 1 else _OTHERWISE


def _enough(relation: Relation, cases: Sequence[Case], shown: Collection[str]) -> bool:
    """Tell whether the cases show the claim, and none of them is needless."""
    if relation == "equal":
        return not cases
    if relation == _OTHERWISE and _OTHERWISE not in shown:
        return len(cases) == 2 and set(shown) == {_LIGHTER, _STRICTER}  # noqa: PLR2004 (one of each)
    return len(cases) == 1 and set(shown) == {relation}

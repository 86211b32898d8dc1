# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How two frameworks relate, for each interest and as a whole, with the cases that show it.

On one ladder a rule that is let go or not there weighs 0, one held by residents 1, one in a
municipal form (or of another holder) its rung and one more. For an interest only a rule weighs that
protects it as it is held: its present form guards it, or it stands in one of its joint sets. As a
whole every rule weighs.

B is *lighter* than A where some rule weighs less and none more; *stricter* the other way round;
*equal* where all weigh the same; *incomparable* where both occur, or where residents hold a rule in
another way (their forms have no order).

A *general case* is all rules that make the same step: so held in A, so in B. Each claim but equal
carries the fewest cases that show it: one, or two where one rule is lighter and another stricter.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, cast

from minkader.decision.situation import interests_under
from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import Framework, RuleAnswer
from minkader.ruleset.nouns import UNCHANGED, RuleSet
from minkader.ruleset.reference import split
from minkader.ruleset.rule import Rule
from minkader.ruleset.vocabulary import Form

Relation = Literal["equal", "lighter", "stricter", "incomparable"]
State = Literal["kept", "delegated", "released", "lapsed", "external", "absent", "apart"]
Beside = tuple[str | None, str | None]
"""One rule: its id in A and in B; None on the side where it is not there."""
_HELD: Final = ("kept", "external", "delegated")


class Stand(Answer):
    """How a rule stands on one side: as decided, and in which form.

    `absent`: the rule is not there. `apart`: it is held, but so that it does not protect the
    interest that the case is about.
    """

    state: State
    form: str | None


class RuleBeside(Answer):
    """One rule by its id in A and in B; None on the side where it is not there."""

    a: str | None
    b: str | None


class GeneralCase(Answer):
    """A general case: every rule that stands so in A and so in B, and what that shows of B."""

    shows: Literal["lighter", "stricter", "incomparable"]
    a: Stand
    b: Stand
    rules: tuple[RuleBeside, ...]


class InterestRelation(Answer):
    """What B is beside A for one interest, the rules that make it so, and the cases that show it.

    `guards_a`, `guards_b`: how many guards hold; `at_least_a`, `at_least_b`: how many must, or
    should where the interest is lesser. None on a side that does not have the interest.
    """

    interest: str
    relation: Relation
    rules: tuple[str, ...]
    cases: tuple[GeneralCase, ...]
    guards_a: int | None
    guards_b: int | None
    at_least_a: int | None
    at_least_b: int | None


class FrameworkSide:
    """One rule set with its framework: how each rule stands, read from the answer."""

    def __init__(self, ruleset: RuleSet, answer: Framework) -> None:
        self.rules = {rule.id: rule for rule in ruleset.rules}
        self.held = {rule.id: rule for rule in answer.rules or ()}
        name = answer.input.scenario
        changes = UNCHANGED if name is None else ruleset.scenarios[name]
        self.interests = interests_under(ruleset, changes)
        self.in_sets = {name: set(interest.members) for name, interest in self.interests.items()}
        self.alone = Counter(
            name for answer in self.held.values() for name in guarded(self.rules[answer.id], answer)
        )

    def protectors(self) -> dict[str, list[str]]:
        """List for each interest the rules that may protect it."""
        found: dict[str, list[str]] = {name: [] for name in self.interests}
        for rule in self.rules.values():
            for name in rule.guards:
                if name in found:
                    found[name].append(rule.id)
        for name, members in self.in_sets.items():
            found[name] += sorted(members - set(found[name]))
        return found

    def stand(self, rule: str | None, interest: str | None = None) -> Stand:
        """Say how a rule stands; with an interest: as far as it protects that."""
        if rule is None:
            return Stand(state="absent", form=None)
        answer = self.held[rule]
        state = cast(State, answer.decision)
        if interest is not None and state in _HELD and not self._protects(answer, interest):
            state = "apart"
        return Stand(state=state, form=answer.form)

    def _protects(self, answer: RuleAnswer, interest: str) -> bool:
        if interest not in self.interests:
            return False
        return interest in guarded(self.rules[answer.id], answer) or (
            answer.id in self.in_sets[interest]
        )

    def guards(self, interest: str) -> int | None:
        """Count the guards of an interest that hold; None where it is not there."""
        if interest not in self.interests:
            return None
        sets = self.interests[interest].together
        return self.alone[interest] + sum(
            all(self._holds(written) for written in refs) for refs in sets
        )

    def _holds(self, written: str) -> bool:
        rule, asked = split(written)
        answer = self.held[rule]
        if answer.decision not in _HELD:
            return False
        if asked == "kept":
            return answer.decision != "delegated"
        return asked is None or answer.form == asked

    def at_least(self, interest: str) -> int | None:
        """Return how many guards an interest asks for; None where it is not there."""
        return self.interests[interest].at_least if interest in self.interests else None


def guarded(rule: Rule, answer: RuleAnswer) -> Sequence[str]:
    """Return what a rule guards in the form that an answer gives it."""
    if answer.decision not in _HELD:
        return ()
    if answer.form == rule.today:
        return rule.guards
    return next(option.guards for option in rule.options if option.form == answer.form)


def overall(
    a: FrameworkSide, b: FrameworkSide, rules: Iterable[Beside]
) -> tuple[Relation, tuple[GeneralCase, ...]]:
    """Relate two frameworks as a whole, over every rule, also one that protects no interest."""
    cases = _cases((pair, a.stand(pair[0]), b.stand(pair[1])) for pair in rules)
    return _claimed(cases)


def relations(
    a: FrameworkSide, b: FrameworkSide, rules: Sequence[Beside]
) -> tuple[InterestRelation, ...]:
    """Relate two frameworks for every interest that one of them has."""
    found = []
    for interest, pairs in protecting(a.protectors(), b.protectors(), rules).items():
        cases = _cases(
            (pair, a.stand(pair[0], interest), b.stand(pair[1], interest)) for pair in pairs
        )
        relation, shown = _claimed(cases)
        moved = {(rule.a, rule.b) for case in cases for rule in case.rules}
        found.append(
            InterestRelation(
                interest=interest,
                relation=relation,
                rules=tuple(pair[0] or str(pair[1]) for pair in pairs if pair in moved),
                cases=shown,
                guards_a=a.guards(interest),
                guards_b=b.guards(interest),
                at_least_a=a.at_least(interest),
                at_least_b=b.at_least(interest),
            )
        )
    return tuple(found)


def protecting(
    of_a: Mapping[str, Sequence[str]], of_b: Mapping[str, Sequence[str]], rules: Sequence[Beside]
) -> dict[str, list[Beside]]:
    """List for each interest the rules that protect it on either side, in the order given."""
    at_a = {pair[0]: place for place, pair in enumerate(rules) if pair[0] is not None}
    at_b = {pair[1]: place for place, pair in enumerate(rules) if pair[1] is not None}
    return {
        interest: [
            rules[place]
            for place in sorted(
                {at_a[rule] for rule in of_a.get(interest, ())}
                | {at_b[rule] for rule in of_b.get(interest, ())}
            )
        ]
        for interest in dict.fromkeys((*of_a, *of_b))
    }


def _cases(moves: Iterable[tuple[Beside, Stand, Stand]]) -> list[GeneralCase]:
    """Return every general case that is not equal, in the order of their first rule."""
    classes: dict[tuple[Stand, Stand], list[Beside]] = {}
    for pair, old, new in moves:
        classes.setdefault((old, new), []).append(pair)
    found = []
    for (old, new), pairs in classes.items():
        shows = _step(old, new)
        if shows is not None:
            rules = tuple(RuleBeside(a=one, b=other) for one, other in pairs)
            found.append(GeneralCase(shows=shows, a=old, b=new, rules=rules))
    return found


def _step(old: Stand, new: Stand) -> Literal["lighter", "stricter", "incomparable"] | None:
    before, after = weight(old), weight(new)
    if before != after:
        return "lighter" if after < before else "stricter"
    both_residents = old.state == new.state == "delegated"
    return "incomparable" if both_residents and old.form != new.form else None


def weight(stand: Stand) -> int:
    """Weigh how a rule stands: not at all 0, by residents 1, by an authority above that."""
    if stand.state not in _HELD or stand.form is None:
        return 0
    return 1 if stand.state == "delegated" else Form(stand.form).rung + 1


def _claimed(cases: Sequence[GeneralCase]) -> tuple[Relation, tuple[GeneralCase, ...]]:
    """Make the claim that cases allow, with the fewest of them that show it."""
    first = {
        shows: max((case for case in cases if case.shows == shows), key=_general)
        for shows in {case.shows for case in cases}
    }
    if "incomparable" in first:
        return "incomparable", (first["incomparable"],)
    if len(first) > 1:
        return "incomparable", (first["lighter"], first["stricter"])
    for shows, case in first.items():
        return shows, (case,)
    return "equal", ()


def _general(case: GeneralCase) -> tuple[int, int]:
    # The case of the most rules, then of the largest step; max takes the first of equals.
    return len(case.rules), abs(weight(case.a) - weight(case.b))

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How two frameworks relate, for each interest: equal, lighter, stricter or incomparable.

For an interest look at every rule that protects it in either rule set, in the form in which each
framework holds it. B is *lighter* where no such rule is held heavier than in A and some rule
lighter; *stricter* the other way round; *incomparable* where both occur, or where residents hold a
rule in another way (their forms have no order). A rule that is not there counts as let go.
"""

from collections.abc import Iterable
from typing import Final, Literal

from minkader.questions.answers import Framework
from minkader.ruleset.findings import Answer
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.reference import split
from minkader.ruleset.vocabulary import Form

Relation = Literal["equal", "lighter", "stricter", "incomparable"]
_GONE: Final = (0, "")
_RESIDENTS: Final = 1


class InterestRelation(Answer):
    """What B is beside A for one interest, and the rules that make it so."""

    interest: str
    relation: Relation
    rules: tuple[str, ...]


def relations(
    a: RuleSet, before: Framework, b: RuleSet, after: Framework
) -> tuple[InterestRelation, ...]:
    """Relate the frameworks of two rule sets for every interest; empty where one has none."""
    if before.rules is None or after.rules is None:
        return ()
    old, new = _weights(before), _weights(after)
    protectors_a, protectors_b = _protectors(a), _protectors(b)
    found = []
    for interest in dict.fromkeys((*protectors_a, *protectors_b)):
        rules = dict.fromkeys((*protectors_a.get(interest, ()), *protectors_b.get(interest, ())))
        moves = {rule: _move(old.get(rule, _GONE), new.get(rule, _GONE)) for rule in rules}
        found.append(
            InterestRelation(
                interest=interest,
                relation=_joined(moves.values()),
                rules=tuple(rule for rule, move in moves.items() if move != "equal"),
            )
        )
    return tuple(found)


def overall(before: Framework, after: Framework) -> Relation | None:
    """Relate two frameworks as a whole, over every rule, also one that protects no interest."""
    if before.rules is None or after.rules is None:
        return None
    old, new = _weights(before), _weights(after)
    return _joined(_move(old.get(rule, _GONE), new.get(rule, _GONE)) for rule in {**old, **new})


def _protectors(ruleset: RuleSet) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {interest: [] for interest in ruleset.interests}
    for rule in ruleset.rules:
        for interest in rule.guards:
            found[interest].append(rule.id)
    for name, interest_noun in ruleset.interests.items():
        found[name] += [split(ref)[0] for refs in interest_noun.together for ref in refs]
    return found


def _weights(answer: Framework) -> dict[str, tuple[int, str]]:
    """Weigh how each rule is held: not at all 0, by residents 1, by an authority above that."""
    weights = {}
    for rule in answer.rules or ():
        if rule.form is None:
            weights[rule.id] = _GONE
        else:
            form = Form(rule.form)
            held = form.rung + _RESIDENTS if form.municipal else _RESIDENTS
            weights[rule.id] = (held, rule.form)
    return weights


def _move(old: tuple[int, str], new: tuple[int, str]) -> Relation:
    if old == new:
        return "equal"
    if old[0] == new[0]:
        return "incomparable"
    return "lighter" if new[0] < old[0] else "stricter"


def _joined(moves: Iterable[Relation]) -> Relation:
    kinds = set(moves) - {"equal"}
    if not kinds:
        return "equal"
    return kinds.pop() if len(kinds) == 1 else "incomparable"

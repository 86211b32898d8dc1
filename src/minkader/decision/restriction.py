# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A situation restricted to some rules, with the rules of other holders that they lean on.

What is left out must share no constraint with what stays, and no lesser interest where those count.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from minkader.decision.kinds import reads_all
from minkader.decision.situation import Situation
from minkader.ruleset.findings import Path
from minkader.ruleset.nouns import Interest
from minkader.ruleset.reference import split
from minkader.ruleset.rule import Rule

_CARRIED_BY: Final = {
    "rules": (
        "implicit", "lock", "bandwidth", "ceiling", "unclassified", "proposed", "no_release",
        "veto", "objections", "needs", "fallback", "pin",
    ),
    "references": ("requires", "excludes", "follows"),
    "interests": ("guard",),
    "capacity": ("capacity",),
}  # fmt: skip
"""What of a situation carries the constraints of each kind over into a smaller one."""
reads_all(__name__, chain.from_iterable(_CARRIED_BY.values()))


@dataclass(frozen=True)
class Restriction:
    """A smaller situation, and which rule of the whole each of its rules is, by index."""

    situation: Situation
    members: tuple[int, ...]

    def path(self, path: Path) -> Path:
        """Return the path in the file of a path in the smaller situation."""
        if path[:1] != ("rules",):
            return path
        return ("rules", self.members[int(path[1])], *path[2:])


def restrict(whole: Situation, to: Collection[int], *, lesser: bool = False) -> Restriction:
    """Restrict a situation to rules (by index) that share no constraint with the others.

    Rules of other holders stay where a rule or an interest that is left names them. Lesser
    interests are left out, for no constraint asks for them, unless they are asked for.
    """
    mine = {whole.rules[index].rule.id for index in to if not whole.rules[index].rule.external}
    interests = _interests(whole, mine, lesser)
    named = {rule for interest in interests.values() for rule in interest.members}
    for name in mine:
        rule = whole.by_id[name].rule
        named.update(rule.relaxes, (split(ref)[0] for ref in _references(rule)))
    members = tuple(
        index
        for index, placed in enumerate(whole.rules)
        if placed.rule.id in mine
        or (placed.rule.external and _leans(placed.rule, mine, named, interests))
    )
    known = {whole.rules[index].rule.id for index in members}
    rules = tuple(
        replace(whole.rules[index], index=place, rule=_alone(whole.rules[index].rule, known))
        for place, index in enumerate(members)
    )
    groups = {choice.group for placed in rules for choice in placed.choices if choice.group}
    capacity = {group: hours for group, hours in whole.capacity.items() if group in groups}
    # A new object has none of the lists that the whole keeps of itself.
    return Restriction(replace(whole, rules=rules, interests=interests, capacity=capacity), members)


def _interests(whole: Situation, mine: Collection[str], lesser: bool) -> Mapping[str, Interest]:
    found = {}
    for name, interest in whole.interests.items():
        if lesser or interest.ground is not None:
            about = {whole.rules[index].rule.id for index in whole.guards_of[name]}
            about.update(interest.members)
            if not about.isdisjoint(mine):
                found[name] = interest
    return found


def _leans(
    rule: Rule, mine: Collection[str], named: Collection[str], interests: Collection[str]
) -> bool:
    asked = (split(ref)[0] for ref in _references(rule))
    return (
        rule.id in named
        or any(name in mine for name in asked)
        or any(name in interests for name in rule.guards)
    )


def _references(rule: Rule) -> tuple[str, ...]:
    listed = (ref for option in rule.options for ref in option.requires)
    return (*rule.requires, *rule.excludes, *listed)


def _alone(rule: Rule, known: Collection[str]) -> Rule:
    return without_others(rule, known) if rule.external else rule


def without_others(rule: Rule, known: Collection[str]) -> Rule:
    """Leave out of a rule of another holder what it asks of rules that are not known here."""
    return rule.model_copy(
        update={
            "requires": tuple(ref for ref in rule.requires if split(ref)[0] in known),
            "excludes": tuple(ref for ref in rule.excludes if split(ref)[0] in known),
        }
    )

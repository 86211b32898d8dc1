# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A rule set under a scenario, worked out: choices, interests, capacities, and who leans on whom.

Which options exist, and why each missing one does not, is worked out in `world.py`.
Not here: whether a framework is valid (`validity.py`), what is best (`solver/`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from minkader.decision.availability import Grants, World, capacity, in_sets
from minkader.decision.options import Placed
from minkader.ruleset.findings import Path
from minkader.ruleset.nouns import UNCHANGED, Changes, Interest, Policy, RuleSet
from minkader.ruleset.reference import split
from minkader.ruleset.vocabulary import (
    Form,
    Ground,
    Stance,
)


@dataclass(frozen=True)
class Situation:
    """A rule set, changes on it and a policy, worked out: what can be chosen, and within what."""

    ruleset: RuleSet
    changes: Changes
    policy: Policy
    rules: tuple[Placed, ...]
    interests: Mapping[str, Interest]
    capacity: Mapping[str, int]
    grants: Grants = field(default_factory=Grants)
    scenario: str | None = None
    """The name of the scenario of the file that the changes come from, if any."""

    @cached_property
    def by_id(self) -> Mapping[str, Placed]:
        """Return the placed rule of an id."""
        return {placed.rule.id: placed for placed in self.rules}

    @cached_property
    def implicit(self) -> tuple[tuple[str, Ground], ...]:
        """List the implicit interests: a rule and a ground that none of its guards declares."""
        return tuple(
            (placed.rule.id, ground)
            for placed in self.rules
            for ground in implied(self.ruleset, placed)
        )

    @cached_property
    def guards_of(self) -> Mapping[str, tuple[int, ...]]:
        """List for each interest the rules whose present form may guard it, by index."""
        found: dict[str, list[int]] = {interest: [] for interest in self.interests}
        for placed in self.rules:
            for interest in placed.rule.guards:
                if interest in found:
                    found[interest].append(placed.index)
        return {interest: tuple(rules) for interest, rules in found.items()}

    @cached_property
    def in_sets(self) -> frozenset[str]:
        """Return the rules that stand in a `together` set of the file, dropped interests' too."""
        return in_sets(self.ruleset)

    def demands(self, index: int) -> Mapping[str, frozenset[int]]:
        """List each reference that a rule requires, with the choices in which it does."""
        placed = self.rules[index]
        found: dict[str, set[int]] = {}
        for place, choice in enumerate(placed.choices):
            written = placed.rule.requires if choice.in_force else ()
            for ref in (*written, *(choice.listed.requires if choice.listed else ())):
                found.setdefault(ref, set()).add(place)
        return {ref: frozenset(places) for ref, places in found.items()}

    @cached_property
    def users(self) -> Mapping[str, tuple[tuple[int, frozenset[int]], ...]]:
        """List for each rule who requires it, by index, and in which choices."""
        found: dict[str, list[tuple[int, frozenset[int]]]] = {}
        for placed in self.rules:
            for ref, places in self.demands(placed.index).items():
                found.setdefault(split(ref)[0], []).append((placed.index, places))
        return {rule: tuple(users) for rule, users in found.items()}

    def said_at(self, key: str, name: str) -> Path:
        """Return the path in the file where a change was said; empty where a flag said it."""
        scenario = self.ruleset.scenarios.get(self.scenario or "")
        if self.scenario is None or scenario is None or name not in getattr(scenario, key):
            return ()
        return ("scenarios", self.scenario, key, name)

    @cached_property
    def followers(self) -> tuple[int, ...]:
        """Return the exemptions and definitions that follow others, by index."""
        return tuple(placed.index for placed in self.rules if placed.rule.follows)

    @cached_property
    def leads(self) -> frozenset[int]:
        """Return the rules, by index, that an exemption or definition follows."""
        relaxed = {
            self.by_id[name].index
            for placed in self.rules
            if placed.rule.follows
            for name in placed.rule.relaxes
        }
        definitions = {placed.rule.id for placed in self.rules if placed.rule.follows}
        users = {user for rule in definitions for user, _ in self.users.get(rule, ())}
        return frozenset(relaxed | users)

    @cached_property
    def lesser_of(self) -> Mapping[int, tuple[str, ...]]:
        """List for each rule, by index, the lesser interests that its choice may leave open."""
        found: dict[int, list[str]] = {}
        for name, interest in self.interests.items():
            if interest.ground is None:
                members = (self.by_id[rule].index for rule in interest.members)
                touched = {*self.guards_of[name], *members}
                for index in touched:
                    found.setdefault(index, []).append(name)
        return {index: tuple(names) for index, names in found.items()}


def situate(
    ruleset: RuleSet,
    changes: Changes | None = None,
    policy: Policy | None = None,
    *,
    grants: Grants | None = None,
    scenario: str | None = None,
) -> Situation:
    """Work out a situation: apply the changes in the order of page 5, then list the choices.

    The changes must have passed `consistency.change_faults`.
    """
    changes = changes or UNCHANGED
    policy = policy or ruleset.policy
    grants = grants or Grants()
    world = World(ruleset, changes, policy, grants)
    interests = interests_under(ruleset, changes)
    rules = tuple(world.placed(index, rule) for index, rule in enumerate(ruleset.rules))
    hours = capacity(ruleset, changes)
    return Situation(ruleset, changes, policy, rules, interests, hours, grants, scenario)


def interests_under(ruleset: RuleSet, changes: Changes) -> dict[str, Interest]:
    """Return the interests that are there under some changes: what is dropped goes, then adds."""
    dropped = changes.drop_interests
    left = {name: found for name, found in ruleset.interests.items() if name not in dropped}
    return {**left, **changes.add_interests}


def implied(ruleset: RuleSet, placed: Placed) -> list[Ground]:
    """List the grounds of a rule that no interest of the file that it guards declares."""
    if placed.rule.external or placed.rule.follows:
        return []
    guarded = (ruleset.interests.get(name) for name in placed.rule.guards)
    declared = {interest.ground for interest in guarded if interest is not None}
    return [ground for ground in placed.grounds if ground not in declared]


def stances_on(situation: Situation, rule: str, form: Form) -> dict[str, Stance]:
    """Return who says what of one option of one rule in a situation."""
    world = World(situation.ruleset, situation.changes, situation.policy, situation.grants)
    placed = situation.by_id[rule]
    choice = next(choice for choice in placed.choices if choice.form is form)
    return world.stances_on(placed.rule, choice, form)

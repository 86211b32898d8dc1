# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What going from one set of changes to another touches: rules, interests, groups."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from minkader.ruleset.nouns import Changes, RuleSet


@dataclass
class Touched:
    """Rules whose choices, interests that count, or groups whose hours may be different."""

    rules: set[str] = field(default_factory=set)
    interests: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)


class Touching:
    """What a change of a rule set touches; made once for a rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._measures = ruleset.measures
        self._asking: dict[str, set[str]] = {}
        for rule in ruleset.rules:
            for option in rule.options:
                for condition in option.needs:
                    self._asking.setdefault(condition, set()).add(rule.id)

    def between(self, before: Changes, after: Changes) -> Touched:
        """Return what differs between two sets of changes."""
        found = Touched()
        for name in ("lift_locks", "keep", "release"):
            found.rules |= set(getattr(before, name)) ^ set(getattr(after, name))
        for name in ("grounds", "classification", "form"):
            found.rules |= set(_moved(getattr(before, name), getattr(after, name)))
        found.rules |= {said[1] for said in set(_stances(before)) ^ set(_stances(after))}
        found.groups |= set(_moved(before.capacity, after.capacity))
        found.interests |= set(before.drop_interests) ^ set(after.drop_interests)
        found.interests |= set(_moved(before.add_interests, after.add_interests))
        if before.adopt != after.adopt:
            for name in (*before.adopt, *after.adopt):
                self._measure(name, found)
        return found

    def _measure(self, name: str, found: Touched) -> None:
        measure = self._measures[name]
        found.groups.update(measure.capacity)
        found.rules.update(measure.lifts_locks)
        for rules in measure.stances.values():
            found.rules.update(rules)
        for condition in measure.provides:
            found.rules |= self._asking.get(condition, set())


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    if before is not after:
        for name in {*before, *after}:
            if before.get(name) != after.get(name):
                yield name


def _stances(changes: Changes) -> Iterable[tuple[str, str, str, str]]:
    return (
        (who, rule, str(form), str(stance))
        for who, rules in changes.stances.items()
        for rule, forms in rules.items()
        for form, stance in forms.items()
    )

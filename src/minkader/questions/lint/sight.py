# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lint looks at: a rule set as it stands, without scenario, and what can ever be in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from minkader.decision.situation import Situation, situate
from minkader.decision.validity import Book, Chosen, follow
from minkader.ruleset.findings import Finding, Path, Place, Severity, Values, shown
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.reference import read, split
from minkader.ruleset.rule import Option, Rule
from minkader.ruleset.vocabulary import Form, Kind

Findings = Iterator[Finding]


def at(
    ruleset: RuleSet,
    code: str,
    path: Path,
    *subjects: str,
    severity: Severity = Severity.WARNING,
    **values: str | int | tuple[str, ...],
) -> Finding:
    """Return a finding at a place of the file."""
    where = replace(ruleset.place(path) or Place(file=ruleset.file), path=shown(path))
    said: Values = values
    return Finding(code=code, severity=severity, where=where, subjects=subjects, values=said)


class Sight:
    """A rule set as it stands: under its own policy, no scenario, no measure adopted."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.situation: Situation = situate(ruleset)

    @cached_property
    def book(self) -> Book:
        """Return every named constraint."""
        return Book(self.situation)

    @cached_property
    def today(self) -> Chosen:
        """Return the framework of today: every rule in today's form, followers worked out."""
        choices = [placed.today for placed in self.situation.rules]
        return Chosen(self.situation, follow(self.situation, choices))

    @cached_property
    def provided(self) -> frozenset[str]:
        """Return the conditions that a measure of the file can provide."""
        measures = self.ruleset.measures.values()
        return frozenset(condition for measure in measures for condition in measure.provides)

    @cached_property
    def sets_with(self) -> Mapping[str, list[str]]:
        """List for each rule the interests in whose sets it stands."""
        found: dict[str, list[str]] = {}
        for name, interest in self.ruleset.interests.items():
            for rule in interest.members:
                found.setdefault(rule, []).append(name)
        return found

    def missing(self, option: Option) -> tuple[str, ...]:
        """List the needs of an option that neither its group has nor any measure provides."""
        group = self.ruleset.groups[option.group].has if option.group else ()
        return tuple(n for n in option.needs if n not in self.provided and n not in group)

    def reachable(self, rule: Rule, option: Option) -> bool:
        """Return whether a scenario or a measure could ever make an option exist.

        Tags, stances, locks and policy can be changed; a ceiling and a need that nobody can meet
        cannot.
        """
        too_heavy = rule.ceiling is not None and option.form.rung > rule.ceiling.rung
        return not too_heavy and not self.missing(option)

    @cached_property
    def alive(self) -> frozenset[str]:
        """Return the rules that can be in force at all.

        Every rule but an own exemption that relaxes none of them and an own definition that none
        of them requires.
        """
        found = {rule.id for rule in self.ruleset.rules if not rule.follows}
        grew = True
        while grew:
            new = {rule.id for rule in self._followed(found)}
            grew = bool(new)
            found |= new
        return frozenset(found)

    def _followed(self, alive: set[str]) -> Iterator[Rule]:
        for rule in self.ruleset.rules:
            if rule.id not in alive:
                exempts = rule.kind is Kind.EXEMPTION
                leaders = rule.relaxes if exempts else self._users.get(rule.id, ())
                if alive.intersection(leaders):
                    yield rule

    @cached_property
    def _users(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for rule in self.ruleset.rules:
            options = [option for option in rule.options if self.reachable(rule, option)]
            for written in (*rule.requires, *(ref for o in options for ref in o.requires)):
                found.setdefault(split(written)[0], []).append(rule.id)
        return found

    def can_hold(self, references: Iterable[str]) -> bool:
        """Return whether references could ever hold together: each alone, one form a rule."""
        asked: dict[str, set[Form]] = {}
        for written in references:
            ref = read(written)
            ways = self._ways(ref.rule)
            if ref.asked == "kept":
                ways = {form for form in ways if form.municipal}
            elif ref.asked is not None:
                ways &= {ref.asked}
            asked[ref.rule] = asked.get(ref.rule, ways) & ways
        return all(asked.values())

    def _ways(self, name: str) -> set[Form]:
        rule = self.situation.by_id[name].rule
        if name not in self.alive:
            return set()
        return {rule.today, *(o.form for o in rule.options if self.reachable(rule, o))}

    def without_guard(self, name: str) -> bool:
        """Return whether no rule guards an interest and no set that could ever hold."""
        sets = self.situation.interests[name].together
        return not self.situation.guards_of[name] and not any(map(self.can_hold, sets))

    def rules(self) -> Iterator[tuple[int, Rule]]:
        """Go through the rules of the municipality with their place in the file."""
        for place, rule in enumerate(self.ruleset.rules):
            if not rule.external:
                yield place, rule

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cut a rule set into streets: rules that share nothing with the others but residents' hours.

Whatever a scenario changes, a street stays a street: rules stand together as soon as any interest,
reference or follower could tie them, whether or not the option that does it exists. Only an added
interest ties streets together that were apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from minkader.ruleset.nouns import Changes, Interest, Policy, RuleSet
from minkader.ruleset.reference import split
from minkader.ruleset.rule import Rule
from minkader.ruleset.situation import Situation, situate
from minkader.solver.split import roots

_ENDLESS: Final = 2**60
"""More hours than all rules of any rule set can ask for."""


@dataclass(frozen=True)
class Street:
    """Some rules and interests as a rule set of their own, with the rules of others they lean on.

    `rules` are the places of its own rules in the whole, `locals` their places in `ruleset`.
    """

    rules: tuple[int, ...]
    locals: tuple[int, ...]
    interests: frozenset[str]
    added: frozenset[str]
    groups: tuple[str, ...]
    ruleset: RuleSet

    def situation(self, changes: Changes, policy: Policy) -> Situation:
        """Work out the situation of this street alone under changes to the whole.

        It has hours without end: those are shared out over all streets.
        """
        if changes.add_interests:
            mine = {n: i for n, i in changes.add_interests.items() if n in self.added}
            changes = changes.model_copy(update={"add_interests": mine})
        here = situate(self.ruleset, changes, policy)
        return replace(here, capacity=dict.fromkeys(self.groups, _ENDLESS))


class Streets:
    """The streets of a rule set, under the interests that changes add."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.place = {rule.id: index for index, rule in enumerate(ruleset.rules)}
        self.external = {rule.id for rule in ruleset.rules if rule.external}
        self.interests = list(ruleset.interests)
        self.named: dict[str, set[str]] = {
            name: {split(ref)[0] for refs in interest.together for ref in refs}
            for name, interest in ruleset.interests.items()
        }
        """For each interest the rules in its sets, those of all definitions that were added."""
        self.leaning: dict[str, set[str]] = {}
        """For each interest and each rule the rules of other holders that guard or name it."""
        for rule in ruleset.rules:
            if rule.external:
                for name in (*rule.guards, *(split(ref)[0] for ref in _references(rule))):
                    self.leaning.setdefault(name, set()).add(rule.id)
        number = {name: len(ruleset.rules) + n for n, name in enumerate(self.interests)}
        ties = (self._ties(index, rule, number) for index, rule in enumerate(ruleset.rules))
        sets = ([number[name], *self._own(self.named[name])] for name in self.interests)
        root_of = roots(len(ruleset.rules) + len(number), [*ties, *sets])
        rooms: dict[int, list[int]] = {}
        for node, root in enumerate(root_of):
            if node >= len(ruleset.rules) or not ruleset.rules[node].external:
                rooms.setdefault(root, []).append(node)
        self.streets: list[Street] = [self._street(nodes) for nodes in rooms.values()]
        self.streets.append(self._facts())
        self.of_rule = {r: n for n, street in enumerate(self.streets) for r in street.rules}
        self.of_interest = {
            name: n for n, street in enumerate(self.streets) for name in street.interests
        }

    def _own(self, rules: Iterable[str]) -> Iterator[int]:
        return (self.place[rule] for rule in rules if rule not in self.external)

    def _ties(self, index: int, rule: Rule, number: dict[str, int]) -> list[int]:
        if rule.external:
            return []
        named = (*rule.relaxes, *(split(ref)[0] for ref in _references(rule)))
        return [index, *self._own(named), *(number[name] for name in rule.guards)]

    def found(
        self, rules: Iterable[str], interests: Iterable[str], added: Mapping[str, Interest]
    ) -> set[int]:
        """Give the streets of rules and interests; an added interest joins those of its rules."""
        numbers = {self.of_rule[self.place[rule]] for rule in rules if rule not in self.external}
        for name in interests:
            if name in added:
                numbers |= self._joined(name, added[name])
            elif name in self.of_interest:
                numbers.add(self.of_interest[name])
        return numbers

    def _joined(self, name: str, interest: Interest) -> set[int]:
        named = {split(ref)[0] for refs in interest.together for ref in refs}
        self.named.setdefault(name, set()).update(named)
        numbers = {self.of_rule[index] for index in self._own(named)}
        if name in self.of_interest:
            numbers.add(self.of_interest[name])
        if not numbers:
            numbers = {len(self.streets)}
            self.streets.append(self._made((), (), frozenset()))
        first, *others = sorted(numbers)
        mine = [self.streets[number] for number in (first, *others)]
        self.streets[first] = self._made(
            tuple(sorted(rule for street in mine for rule in street.rules)),
            sorted(interest for street in mine for interest in street.interests),
            frozenset({name}.union(*(street.added for street in mine))),
        )
        for number in others:  # an empty street keeps the number
            self.streets[number] = self._made((), (), frozenset())
        self.of_rule.update(dict.fromkeys(self.streets[first].rules, first))
        self.of_interest.update(dict.fromkeys(self.streets[first].interests, first))
        self.of_interest.update(dict.fromkeys(self.streets[first].added, first))
        return numbers

    def _street(self, nodes: Sequence[int]) -> Street:
        count = len(self.ruleset.rules)
        own = tuple(node for node in nodes if node < count)
        interests = [self.interests[node - count] for node in nodes if node >= count]
        return self._made(own, interests, frozenset())

    def _made(
        self, own: tuple[int, ...], interests: Sequence[str], added: frozenset[str]
    ) -> Street:
        whole = self.ruleset
        mine = {whole.rules[index].id for index in own}
        beside = self._beside(own, (*interests, *added), mine)
        places = sorted({*own, *beside})
        known = {whole.rules[index].id for index in places}
        rules = tuple(
            _cut(whole.rules[index], mine, known) if index in beside else whole.rules[index]
            for index in places
        )
        options = (option for index in own for option in whole.rules[index].options)
        groups = {option.group for option in options if option.group is not None}
        ruleset = whole.model_copy(
            update={
                "rules": rules,
                "interests": {name: whole.interests[name] for name in interests},
            }
        )
        return Street(
            rules=own,
            locals=tuple(place for place, index in enumerate(places) if index not in beside),
            interests=frozenset(interests),
            added=added,
            groups=tuple(group for group in whole.groups if group in groups),
            ruleset=ruleset,
        )

    def _beside(self, own: Sequence[int], interests: Sequence[str], mine: set[str]) -> set[int]:
        # Rules of other holders that guard here, are referred to here, or refer to a rule here.
        named = {split(ref)[0] for index in own for ref in _references(self.ruleset.rules[index])}
        named.update(name for index in own for name in self.ruleset.rules[index].relaxes)
        named.update(*(self.named.get(name, ()) for name in interests))
        leaning = (self.leaning.get(name, ()) for name in (*interests, *mine))
        return {self.place[name] for name in self.external & named.union(*leaning)}

    def _facts(self) -> Street:
        """Give the rules of other holders alone: what they ask of each other holds or not."""
        street = self._made((), (), frozenset())
        rules = tuple(
            _cut(rule, self.external, self.external) for rule in self.ruleset.rules if rule.external
        )
        return replace(street, ruleset=street.ruleset.model_copy(update={"rules": rules}))


def _references(rule: Rule) -> Iterator[str]:
    yield from rule.requires
    yield from rule.excludes
    for option in rule.options:
        yield from option.requires


def _cut(rule: Rule, asked: set[str], known: set[str]) -> Rule:
    """Leave out of a rule of another holder what it asks of rules that are not here."""
    return rule.model_copy(
        update={
            "requires": tuple(ref for ref in rule.requires if split(ref)[0] in asked & known),
            "excludes": tuple(ref for ref in rule.excludes if split(ref)[0] in asked & known),
        }
    )

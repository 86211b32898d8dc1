# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Split a rule set into components: rules that share nothing with others but residents' hours.

Whatever a scenario changes, a component stays one: rules stand together as soon as any interest of
the file, reference or follower could tie them, whether or not the option that does it exists. Only
interests that a change adds join components, for as long as they are there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from minkader.decision.restriction import without_others
from minkader.ruleset.nouns import Interest, RuleSet
from minkader.ruleset.reference import split
from minkader.ruleset.rule import Rule
from minkader.solver import connected_components


@dataclass(frozen=True)
class RuleComponent:
    """Some rules as a rule set of their own, with the rules of others they lean on.

    `rules` are the places of its own rules in the whole, `members` those of every rule in
    `ruleset`. `interests` are the names of the interests of the file that are about them.
    """

    rules: tuple[int, ...]
    members: tuple[int, ...]
    interests: tuple[str, ...]
    groups: tuple[str, ...]
    ruleset: RuleSet


class RuleComponents:
    """The components of a rule set, those without a rule of the municipality too."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.place = {rule.id: index for index, rule in enumerate(ruleset.rules)}
        self.external = {rule.id for rule in ruleset.rules if rule.external}
        self.interests = list(ruleset.interests)
        self.guarding: dict[str, list[int]] = {name: [] for name in self.interests}
        """For each interest of the file the rules that guard it in some form."""
        for index, rule in enumerate(ruleset.rules):
            for name in rule.guards:
                self.guarding[name].append(index)
        self.leaning: dict[str, set[str]] = {}
        """For each rule the rules of other holders that name it."""
        for rule in ruleset.rules:
            if rule.external:
                for name in (split(ref)[0] for ref in _references(rule)):
                    self.leaning.setdefault(name, set()).add(rule.id)
        self.components = [self._component(nodes) for nodes in self._nodes()]
        self.components.append(self._facts())
        self.of_rule = {r: n for n, one in enumerate(self.components) for r in one.rules}
        self.of_interest = {
            name: n for n, one in enumerate(self.components) for name in one.interests
        }

    def about(self, name: str, interest: Interest) -> list[int]:
        """Return the places of the rules that guard an interest, alone or in a set."""
        named = (self.place[rule] for rule in interest.members)
        return sorted({*self.guarding.get(name, ()), *named})

    def _nodes(self) -> Iterable[list[int]]:
        # Behind the rules of the municipality stand the interests, as nodes.
        rules = self.ruleset.rules
        ties = [self._ties(index, rule) for index, rule in enumerate(rules)]
        for node, name in enumerate(self.interests, start=len(rules)):
            about = self.about(name, self.ruleset.interests[name])
            ties.append([node, *(index for index in about if not rules[index].external)])
        found = connected_components(len(rules) + len(self.interests), ties).values()
        own = ([n for n in nodes if n >= len(rules) or not rules[n].external] for nodes in found)
        return [nodes for nodes in own if nodes]

    def _own(self, rules: Iterable[str]) -> Iterator[int]:
        return (self.place[rule] for rule in rules if rule not in self.external)

    def _ties(self, index: int, rule: Rule) -> list[int]:
        if rule.external:
            return []
        return [index, *self._own((*rule.relaxes, *(split(ref)[0] for ref in _references(rule))))]

    def _component(self, nodes: Sequence[int]) -> RuleComponent:
        count = len(self.ruleset.rules)
        own = tuple(node for node in nodes if node < count)
        return self._made(
            own, tuple(self.interests[node - count] for node in nodes if node >= count)
        )

    def _made(self, own: tuple[int, ...], interests: tuple[str, ...]) -> RuleComponent:
        whole = self.ruleset
        mine = {whole.rules[index].id for index in own}
        beside = self._beside(own, mine)
        members = tuple(sorted({*own, *beside}))
        rules = tuple(
            without_others(whole.rules[index], mine) if index in beside else whole.rules[index]
            for index in members
        )
        options = (option for index in own for option in whole.rules[index].options)
        groups = {option.group for option in options if option.group is not None}
        return RuleComponent(
            rules=own,
            members=members,
            interests=interests,
            groups=tuple(sorted(groups)),
            ruleset=whole.model_copy(update={"rules": rules, "interests": {}}),
        )

    def _beside(self, own: Sequence[int], mine: set[str]) -> set[int]:
        # Rules of other holders that are referred to here, or refer to a rule here.
        named = {split(ref)[0] for index in own for ref in _references(self.ruleset.rules[index])}
        named.update(name for index in own for name in self.ruleset.rules[index].relaxes)
        leaning = (self.leaning.get(name, ()) for name in mine)
        return {self.place[name] for name in self.external & named.union(*leaning)}

    def _facts(self) -> RuleComponent:
        """Return the rules of other holders alone: what they ask of each other holds or not."""
        rules = self.ruleset.rules
        members = tuple(index for index, rule in enumerate(rules) if rule.external)
        cut = tuple(without_others(rules[index], self.external) for index in members)
        made = self._made((), ())
        whole = made.ruleset.model_copy(update={"rules": cut})
        return replace(made, members=members, ruleset=whole)


def _references(rule: Rule) -> Iterator[str]:
    yield from rule.requires
    yield from rule.excludes
    for option in rule.options:
        yield from option.requires

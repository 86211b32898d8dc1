# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The streets of a rule set, kept solved: whatever a change touches is solved anew and checked.

Each street is solved hours apart; its pieces then share out the hours of their groups with those of
other streets (`solver/share.py`). A street whose framework changed is checked in plain Python.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from minkader.questions.study.settled import Plan, Settled, settle
from minkader.questions.study.street import Streets
from minkader.questions.study.touched import Touched
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.nouns import Changes, Policy, RuleSet
from minkader.ruleset.vocabulary import Tier
from minkader.ruleset.world import Grants, World, capacity, in_sets
from minkader.solver.normal import Scale
from minkader.solver.part import Found, InfeasibleError, Settings
from minkader.solver.share import within_budgets
from minkader.solver.split import roots
from minkader.solver.watch import Watch
from minkader.uncollected import uncollected

_ROOM = 2**60
"""More than any tier of any rule set can come to (page 5: numbers up to 10^9)."""
_Piece = tuple[int, int]
"""A street and the number of one of its pieces."""


class Kept:
    """All streets under some changes: the choice of every rule, and what everything is worth.

    `choices` are by rule, as `Placed.choices` numbers them; where a street has no framework those
    of before are left. `worth` holds the tiers of every street that has one.
    """

    def __init__(self, ruleset: RuleSet, policy: Policy) -> None:
        self.ruleset = ruleset
        self.policy = policy
        self.streets = Streets(ruleset)
        self.names = list(ruleset.groups)
        self.groups = {name: number for number, name in enumerate(self.names)}
        weights = tuple(_ROOM**place for place in reversed(range(len(policy.order))))
        live = frozenset(self.groups.values())
        self.settings = Settings(Scale(weights), Watch(), live=live)
        self.sets = in_sets(ruleset)
        self.plans: dict[int, tuple[object, Plan]] = {}
        self.settled: dict[int, Settled] = {}
        self.users: list[set[int]] = [set() for _ in self.groups]
        """The streets of which a piece may use a group's hours."""
        self.used = [0] * len(self.groups)
        """Hours that are decided already, by group."""
        self.held: dict[_Piece, list[int]] = {}
        self.full: set[int] = set()
        """Groups whose hours cannot be shared out."""
        self.choices = [0 if rule.external else -1 for rule in ruleset.rules]
        self.worth: dict[int, dict[Tier, int]] = {}
        self.total = dict.fromkeys(Tier, 0)
        self.counts: list[int | None] = [1] * len(self.groups)
        """In how many ways that are as good the hours of each group can be shared out."""
        self.hours: dict[int, dict[str, int]] = {}

    @property
    def feasible(self) -> bool:
        """Tell whether every street has a framework, and the hours of every group are enough."""
        return not self.full and len(self.worth) == len(self.settled)

    def equal(self) -> int | None:
        """Count the frameworks that are as good; None where a part was not counted."""
        alone = (
            found.count
            for mine in self.settled.values()
            for found in mine.founds or ()
            if not found.budgets
        )
        equal = 1
        for count in (*alone, *self.counts):
            if count is None:
                return None
            equal *= count
        return equal

    @uncollected()
    def go(self, changes: Changes, numbers: Iterable[int], touched: Touched) -> dict[int, int]:
        """Solve some streets anew, and share out the hours of the groups that are touched.

        Returns:
            The choices of before of the rules that now have another.

        Raises:
            SelfCheckError: where something that was found fails a check.
        """
        world = World(self.ruleset, changes, self.policy, Grants(), self.sets)
        anew, groups = set(numbers), {self.groups[name] for name in touched.groups}
        for number in anew:
            groups |= self._put(number, changes, world, touched.rules)
        clusters = self._clusters(groups)
        names = [self.names[group] for cluster in clusters for group in cluster]
        hours = capacity(self.ruleset, changes, names)
        caps = {
            self.groups[name]: had - self.used[self.groups[name]] for name, had in hours.items()
        }
        moved = anew | self._shared_out(clusters, caps)
        before: dict[int, int] = {}
        for number in sorted(moved):
            self._look(number, before)
        self._check_hours(hours, moved)
        return before

    def _put(self, number: int, changes: Changes, world: World, rules: set[str]) -> set[int]:
        """Solve a street anew, in the place of the old one; give the groups that it concerns."""
        plan = self._plan(number, changes)
        old = self.settled.get(number)
        before = {}
        if old is not None and old.plan is plan:
            before = {mine.index: mine for mine in old.placed if mine.rule.id not in rules}
        groups = self._forget(number)
        new = settle(plan, world, before, self.settings)
        self.settled[number] = new
        for group in new.groups:
            self.users[group].add(number)
        for group, amount in new.used.items():
            self.used[group] += amount
        for place, found in enumerate(new.founds or ()):
            if not found.budgets and found.columns is not None:
                self.held[number, place] = found.columns
        return groups | new.groups | new.used.keys()

    def _plan(self, number: int, changes: Changes) -> Plan:
        # What a street looks like with every option there: kept for as long as that is the same.
        street = self.streets.streets[number]
        rules = [self.ruleset.rules[index].id for index in street.rules]
        key = (
            id(street),
            tuple(name for name in changes.drop_interests if name in street.interests),
            tuple((n, i) for n, i in changes.add_interests.items() if n in street.added),
            tuple((rule, changes.grounds[rule]) for rule in rules if rule in changes.grounds),
        )
        known = self.plans.get(number)
        if known is None or known[0] != key:
            here = street.situation(changes, self.policy)
            plan = Plan(street, number, here, self.groups, self.settings.scale)
            known = self.plans[number] = key, plan
        return known[1]

    def _forget(self, number: int) -> set[int]:
        old = self.settled.pop(number, None)
        if old is None:
            return set()
        for group in old.groups:
            self.users[group].discard(number)
        for group, amount in old.used.items():
            self.used[group] -= amount
        for place in range(len(old.founds or ())):
            self.held.pop((number, place), None)
        return old.groups | old.used.keys()

    def _shared_out(self, clusters: Sequence[set[int]], caps: Mapping[int, int]) -> set[int]:
        """Share out the hours of groups anew; give the streets of which a piece moved."""
        moved: set[int] = set()
        for cluster in clusters:
            pieces = [
                (number, place)
                for number in sorted(set().union(*(self.users[group] for group in cluster)))
                for place, found in enumerate(self.settled[number].founds or ())
                if not cluster.isdisjoint(found.budgets)
            ]
            ones = self._shared(cluster, [self._found(piece) for piece in pieces], caps)
            moved |= {piece[0] for piece in pieces if self._hold(piece, ones)}
        return moved

    def _shared(
        self, cluster: set[int], founds: list[Found], caps: Mapping[int, int]
    ) -> set[int] | None:
        # The columns that are 1 where some groups share out their hours; None: they fall short.
        settings = replace(self.settings, live=frozenset(cluster))
        self.full -= cluster
        try:
            joined = within_budgets(founds, caps, settings)
        except InfeasibleError:
            self.full |= cluster
            return None
        self._count(cluster, joined)
        return {column for found in joined for column in found.columns or ()}

    def _hold(self, piece: _Piece, ones: set[int] | None) -> bool:
        # Tell whether a piece is held otherwise than before.
        before = self.held.pop(piece, None)
        if ones is not None:
            columns = self._found(piece).normal.columns
            self.held[piece] = [column for column in columns if column in ones]
        return before != self.held.get(piece)

    def _count(self, cluster: set[int], joined: Sequence[Found]) -> None:
        equal: int | None = 1
        for found in joined:
            equal = None if equal is None or found.count is None else equal * found.count
        for group in cluster:  # the first of a cluster counts for all of it
            self.counts[group] = 1
        self.counts[min(cluster)] = equal

    def _found(self, piece: _Piece) -> Found:
        return (self.settled[piece[0]].founds or [])[piece[1]]

    def _clusters(self, touched: set[int]) -> list[set[int]]:
        # Groups of which one piece may use more than one are shared out together.
        seen, queue = set(touched), list(touched)
        ties: list[list[int]] = []
        while queue:
            for number in self.users[queue.pop()]:
                for found in self.settled[number].founds or ():
                    if not seen.isdisjoint(found.budgets):
                        ties.append(list(found.budgets))
                        queue += set(found.budgets) - seen
                        seen.update(found.budgets)
        order = sorted(seen)
        place = {group: number for number, group in enumerate(order)}
        root_of = roots(len(order), [[place[group] for group in tie] for tie in ties])
        clusters: dict[int, set[int]] = {}
        for group, root in zip(order, root_of, strict=True):
            clusters.setdefault(root, set()).add(group)
        return list(clusters.values())

    def _look(self, number: int, before: dict[int, int]) -> None:
        """Read off the framework of a street, and check it in plain Python."""
        mine = self.settled[number]
        pieces = [(number, place) for place in range(len(mine.founds or ()))]
        if mine.founds is None or any(piece not in self.held for piece in pieces):
            self._value(number, None)
            self.hours.pop(number, None)
            return
        ones = [*mine.taken, *(column for piece in pieces for column in self.held[piece])]
        choices, worth = mine.checked(ones)
        self._value(number, worth)
        self.hours[number] = mine.hours(choices)
        for index, place in zip(mine.plan.street.rules, mine.own(choices), strict=True):
            if self.choices[index] != place:
                before[index] = self.choices[index]
                self.choices[index] = place

    def _value(self, number: int, worth: dict[Tier, int] | None) -> None:
        for tier, value in self.worth.pop(number, {}).items():
            self.total[tier] -= value
        if worth is not None:
            self.worth[number] = worth
            for tier, value in worth.items():
                self.total[tier] += value

    def _check_hours(self, hours: Mapping[str, int], moved: set[int]) -> None:
        for name, most in hours.items():
            group = self.groups[name]
            if group not in self.full:
                streets = self.users[group] | moved
                told = sum(self.hours.get(number, {}).get(name, 0) for number in streets)
                if told > most:
                    raise SelfCheckError("study", {"group": name, "hours": told})

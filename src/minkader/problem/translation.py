# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only translation from nouns to numbers: a situation becomes columns, rows and costs.

The columns of one rule are its choices, in the order of `steady`. Every row keeps the named
constraint that it comes from. No solver's API here.
"""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from minkader.decision.kinds import reads_all
from minkader.decision.options import Placed
from minkader.decision.situation import Situation
from minkader.decision.validity import worths
from minkader.problem.numbers import Name, Problem, Term
from minkader.ruleset.circles import strongly_connected
from minkader.ruleset.reference import read
from minkader.ruleset.vocabulary import Kind, Tier

COLUMNS: Final = (
    "lock", "bandwidth", "ceiling", "unclassified", "proposed", "no_release", "veto", "objections",
    "needs", "fallback",
)  # fmt: skip
"""Kinds of constraints that take options away: their columns are not there."""
ROWS: Final = ("guard", "implicit", "requires", "excludes", "follows", "capacity", "pin")
"""Kinds that become rows; a pin takes columns away too."""

# A kind that is in neither would be no part of the problem, and what breaks it called the best.
reads_all(__name__, (*COLUMNS, *ROWS))


class _Indicator(NamedTuple):
    """An expression that is 0 or 1: a constant, or the sum of columns of one rule."""

    columns: tuple[int, ...] = ()
    true: bool = False


class Translation:
    """A problem, and the way back: which choice of which rule each column is.

    `keep` limits the named constraints to some of them (for explanations): an option that only a
    relaxed constraint takes away is there again, and a follower whose `follows` was relaxed is
    free. Without it every constraint counts.
    """

    def __init__(self, situation: Situation, keep: Collection[Name] | None = None) -> None:
        self.situation = situation
        self.problem = Problem.with_tiers(len(situation.policy.order))
        self.choice_set_of: dict[int, int] = {}
        self.rule_of: list[str] = []
        """The rule of each choice set."""
        self.choice_of: list[int] = []
        """The choice that a column of a choice set stands for."""
        self.column_of: dict[tuple[int, int], int] = {}
        self._choice_set_at: list[int] = []
        self._keep = keep
        self.derived_of: dict[int, tuple[str | int, ...]] = {}
        """What a derived column stands for, as `docs/certificate.md` names it."""
        self._place_rules()
        self._guards()
        self._implicit()
        self._links()
        self._followers()
        self._capacities()
        self._follower_pins()

    def choices(self, chosen: Sequence[int]) -> list[int]:
        """Turn the column of every choice set back into a choice for every rule, by index."""
        found = [0] * len(self.situation.rules)
        for index, choice_set in self.choice_set_of.items():
            found[index] = self.choice_of[chosen[choice_set]]
        return found

    def columns(self, choices: Sequence[int]) -> list[int] | None:
        """Return the column of every choice set; None where an option is not there."""
        found = []
        for index, _ in sorted(self.choice_set_of.items(), key=lambda item: item[1]):
            column = self.column_of.get((index, choices[index]))
            if column is None:
                return None
            found.append(column)
        return found

    def owner(self, column: int) -> int:
        """Return the choice set of a column that stands for a choice."""
        return self._choice_set_at[column]

    def named(self) -> list[tuple[str | int, ...]]:
        """Return the name of every column, as `docs/certificate.md` says it."""
        rules = self.situation.rules
        found: dict[int, tuple[str | int, ...]] = dict(self.derived_of)
        for (index, place), column in self.column_of.items():
            rule, choice = rules[index].rule, rules[index].choices[place]
            follows = "in_force" if choice.in_force else "lapsed"
            found[column] = (rule.id, follows if rule.follows else str(choice.form or "release"))
        return [found[column] for column in range(self.problem.columns)]

    # Columns ----------------------------------------------------------------------------------

    def _counts(self, kind: str, subjects: tuple[str, ...]) -> bool:
        return self._keep is None or (kind, subjects) in self._keep

    def _place_rules(self) -> None:
        for placed in self.situation.rules:
            if not placed.rule.external:
                there = [p for p in range(len(placed.choices)) if self._there(placed, p)]
                choice_set = len(self.problem.starts) - 1
                self.choice_set_of[placed.index] = choice_set
                self.rule_of.append(placed.rule.id)
                for place, column in zip(
                    there, self.problem.add_choice_set(len(there)), strict=True
                ):
                    self.column_of[placed.index, place] = column
                    self.choice_of.append(place)
                    self._choice_set_at.append(choice_set)
                    for tier, worth in worths(placed.rule.counts, placed.choices[place]).items():
                        self._cost(tier, column, worth)

    def _there(self, placed: Placed, place: int) -> bool:
        if any(self._counts(*cause) for cause in placed.choices[place].causes):
            return False
        if placed.rule.follows or not self._counts("pin", (placed.rule.id,)):
            return True  # a pin on a follower is a condition on the others: a row
        return placed.allowed(place)

    def _derived(self, *name: str | int) -> int:
        column = self.problem.add_derived()
        self.derived_of[column] = name
        return column

    def _cost(self, tier: Tier, column: int | None, worth: int) -> None:
        order = self.situation.policy.order
        if worth and tier in order:
            place = order.index(tier)
            if column is None:
                self.problem.constants[place] += worth
            else:
                self.problem.costs[place][column] += worth

    def _row(self, terms: Sequence[Term], rhs: int, kind: str, *subjects: str) -> None:
        merged: dict[int, int] = {}
        for column, coefficient in terms:
            merged[column] = merged.get(column, 0) + coefficient
        kept = [(column, coefficient) for column, coefficient in merged.items() if coefficient]
        if sum(min(coefficient, 0) for _, coefficient in kept) < rhs:
            self.problem.add_row(kept, rhs, (kind, subjects))

    # Expressions ------------------------------------------------------------------------------

    def _sum(self, index: int, places: Collection[int]) -> _Indicator:
        if self.situation.rules[index].rule.external:
            return _Indicator(true=bool(places))
        columns = (self.column_of.get((index, place)) for place in places)
        return _Indicator(tuple(column for column in columns if column is not None))

    def _reference(self, written: str) -> _Indicator:
        ref = read(written)
        placed = self.situation.by_id[ref.rule]
        if ref.asked is None:
            places = [p for p, choice in enumerate(placed.choices) if choice.in_force]
        elif ref.asked == "kept":
            places = [p for p, choice in enumerate(placed.choices) if choice.kept]
        else:
            places = [
                p
                for p, choice in enumerate(placed.choices)
                if choice.in_force and choice.form is ref.asked
            ]
        return self._sum(placed.index, places)

    def _joint(self, references: Sequence[str], interest: str, number: int) -> _Indicator:
        parts = [part for part in map(self._reference, references) if not part.true]
        if not parts:
            return _Indicator(true=True)
        if any(not part.columns for part in parts):
            return _Indicator()
        if len(parts) == 1:
            return parts[0]
        joint = self._derived("together", interest, number)
        for part in parts:
            self._row([*_plus(part), (joint, -1)], 0, *_DEFINE)
        everyone = [term for part in parts for term in _minus(part)]
        self._row([(joint, 1), *everyone], 1 - len(parts), *_DEFINE)
        return _Indicator((joint,))

    # Rows -------------------------------------------------------------------------------------

    def _guards(self) -> None:
        alone = self._alone()
        for name, interest in self.situation.interests.items():
            essential = interest.ground is not None
            if essential and not self._counts("guard", (name,)):
                continue
            if not essential and Tier.RESIDUAL not in self.situation.policy.order:
                continue
            sets = enumerate(interest.together)
            joint = [self._joint(references, name, number) for number, references in sets]
            guards = [*alone[name], *joint]
            certain = sum(guard.true for guard in guards)
            open_guards = [guard for guard in guards if guard.columns]
            missing = interest.at_least - certain
            if essential:
                terms = [term for guard in open_guards for term in _plus(guard)]
                self._row(terms, missing, "guard", name)
            elif missing > 0:
                worth = interest.severity * interest.likelihood
                self._residual(name, open_guards, missing, worth)

    def _alone(self) -> dict[str, list[_Indicator]]:
        # For each interest the rules that guard it alone, in one walk over all choices.
        found: dict[str, list[_Indicator]] = {name: [] for name in self.situation.interests}
        for placed in self.situation.rules:
            places: dict[str, list[int]] = {name: [] for name in placed.rule.guards}
            for place, choice in enumerate(placed.choices):
                for name in choice.guards:
                    places[name].append(place)
            made: dict[tuple[int, ...], _Indicator] = {}  # most guards of a rule go together
            for name in places.keys() & found.keys():
                ways = tuple(places[name])
                if ways not in made:
                    made[ways] = self._sum(placed.index, ways)
                found[name].append(made[ways])
        return found

    def _residual(self, name: str, guards: Sequence[_Indicator], missing: int, worth: int) -> None:
        # A risk counts once where fewer guards hold than the interest asks for.
        if len(guards) < missing:
            self._cost(Tier.RESIDUAL, None, worth)
            return
        if len(guards) == 1 and self._lone(guards[0]):
            self._lone_residual(guards[0], worth)
            return
        lost = self._derived("lost", name, 0)
        self._cost(Tier.RESIDUAL, lost, worth)
        terms = [term for guard in guards for term in _plus(guard)]
        self._row([*terms, (lost, missing)], missing, *_DEFINE)
        less = [term for guard in guards for term in _minus(guard)]
        slack = len(guards) - missing + 1
        self._row([*less, (lost, -slack)], 1 - missing - slack, *_DEFINE)

    def _lone(self, guard: _Indicator) -> bool:
        return guard.columns[0] < self.problem.derived

    def _lone_residual(self, guard: _Indicator, worth: int) -> None:
        # One rule alone decides: what it does not guard costs where it is chosen.
        choice_set = self._choice_set_at[guard.columns[0]]
        for column in range(*self.problem.starts[choice_set : choice_set + 2]):
            if column not in guard.columns:
                self._cost(Tier.RESIDUAL, column, worth)

    def _implicit(self) -> None:
        for rule, ground in self.situation.implicit:
            if self._counts("implicit", (rule, str(ground))):
                self._row(_plus(self._reference(f"{rule}@kept")), 1, "implicit", rule, str(ground))

    def _links(self) -> None:
        for placed in self.situation.rules:
            name = placed.rule.id
            for written, places in self.situation.demands(placed.index).items():
                if self._counts("requires", (name, written)):
                    self._required(placed, written, places)
            for written in placed.rule.excludes:
                if self._counts("excludes", (name, written)):
                    held = self._reference(name)
                    barred = self._reference(written)
                    certain = held.true + barred.true
                    terms = [*_minus(held), *_minus(barred)]
                    self._row(terms, certain - 1, "excludes", name, written)

    def _required(self, placed: Placed, written: str, places: Collection[int]) -> None:
        wanted, asking = self._reference(written), self._sum(placed.index, places)
        if not wanted.true:
            terms = [*_plus(wanted), *_minus(asking)]
            self._row(terms, int(asking.true), "requires", placed.rule.id, written)

    def _followers(self) -> None:
        followers = {
            placed.rule.id: placed.index
            for placed in self.situation.rules
            if placed.rule.follows and self._counts("follows", (placed.rule.id,))
        }
        supports = {name: self._supports(index) for name, index in followers.items()}
        rules = self.situation.rules
        graph = {
            name: [rules[index].rule.id for index, _ in support]
            for name, support in supports.items()
        }
        # Who holds up whom only ever adds, so followers that hold up each other are in force
        # together, and exactly when somebody outside their circle holds one of them up.
        for joined in strongly_connected(graph):
            circle = sorted(joined, key=followers.__getitem__)
            outside = [
                self._sum(index, places)
                for name in circle
                for index, places in supports[name]
                if rules[index].rule.id not in circle
            ]
            first, *others = [_plus(self._reference(name)) for name in circle]
            self._held_up(circle[0], first, outside)
            for name, other in zip(circle[1:], others, strict=True):
                self._row([*other, *_negated(first)], 0, "follows", name)
                self._row([*first, *_negated(other)], 0, "follows", name)

    def _held_up(self, name: str, in_force: list[Term], supports: Sequence[_Indicator]) -> None:
        if any(support.true for support in supports):
            self._row(in_force, 1, "follows", name)
            return
        for support in supports:
            if support.columns:
                self._row([*in_force, *_minus(support)], 0, "follows", name)
        anyone = [term for support in supports for term in _plus(support)]
        self._row([*anyone, *_negated(in_force)], 0, "follows", name)

    def _supports(self, index: int) -> list[tuple[int, Collection[int]]]:
        rule = self.situation.rules[index].rule
        if rule.kind is Kind.DEFINITION:
            users: dict[int, set[int]] = {}  # one rule may require it more than once
            for user, places in self.situation.users.get(rule.id, ()):
                users.setdefault(user, set()).update(places)
            return [(user, sorted(places)) for user, places in users.items()]
        relaxed = [self.situation.by_id[name] for name in rule.relaxes]
        return [
            (placed.index, [p for p, choice in enumerate(placed.choices) if choice.kept])
            for placed in relaxed
        ]

    def _capacities(self) -> None:
        hours: dict[str, list[Term]] = {group: [] for group in self.situation.capacity}
        for (index, place), column in self.column_of.items():
            choice = self.situation.rules[index].choices[place]
            if choice.group is not None and choice.hours:
                hours[choice.group].append((column, choice.hours))
        for group, terms in hours.items():
            most = self.situation.capacity[group]
            if terms and self._counts("capacity", (group,)):
                self.problem.add_capacity(terms, most, ("capacity", (group,)))

    def _follower_pins(self) -> None:
        for placed in self.situation.rules:
            name = placed.rule.id
            if placed.rule.follows and placed.pin and self._counts("pin", (name,)):
                places = [p for p in range(len(placed.choices)) if placed.allowed(p)]
                self._row(_plus(self._sum(placed.index, places)), 1, "pin", name)


_DEFINE: Final = ("defining",)


def _plus(expression: _Indicator) -> list[Term]:
    return [(column, 1) for column in expression.columns]


def _minus(expression: _Indicator) -> list[Term]:
    return [(column, -1) for column in expression.columns]


def _negated(terms: Sequence[Term]) -> list[Term]:
    return [(column, -coefficient) for column, coefficient in terms]


def translate(situation: Situation, keep: Collection[Name] | None = None) -> Translation:
    """Translate a situation into numbers; `keep` limits the named constraints that count."""
    return Translation(situation, keep)

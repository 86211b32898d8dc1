# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the decision model means, in plain Python: is this framework valid, and what is it worth?

Every answer passes through here before it is shown. There is no solver here and no speed trick
that a reader would have to take on trust.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from minkader.decision.kinds import KINDS, reads_all
from minkader.decision.options import IN_FORCE, LAPSED, Choice, Name, Placed
from minkader.decision.situation import Situation
from minkader.ruleset.findings import Path
from minkader.ruleset.nouns import Interest
from minkader.ruleset.reference import Reference, read
from minkader.ruleset.vocabulary import Kind, Tier


class Chosen:
    """A choice for every rule, by index; exemptions and definitions included."""

    def __init__(self, situation: Situation, choices: Sequence[int]) -> None:
        self.situation = situation
        self.choices = list(choices)

    def at(self, index: int) -> Choice:
        """Return the choice made for the rule with this index."""
        return self.situation.rules[index].choices[self.choices[index]]

    def of(self, rule: str) -> Choice:
        """Return the choice made for the rule with this id."""
        return self.at(self.situation.by_id[rule].index)

    def holds(self, ref: Reference) -> bool:
        """Return whether a reference holds: in force, kept, or in the form asked for."""
        choice = self.of(ref.rule)
        if ref.asked is None:
            return choice.in_force
        if ref.asked == "kept":
            return choice.kept
        return choice.in_force and choice.form is ref.asked

    def guards(self, name: str, interest: Interest) -> int:
        """Count the guards of an interest that hold: rules and joint sets, one each."""
        alone = sum(name in self.at(index).guards for index in self.situation.guards_of[name])
        return alone + sum(self.all_hold(refs) for refs in interest.together)

    def all_hold(self, references: Iterable[str]) -> bool:
        """Return whether a joint set holds: every reference in it does."""
        return all(self.holds(read(written)) for written in references)

    def guarded(self, name: str) -> bool:
        """Return whether enough guards of an interest hold."""
        interest = self.situation.interests[name]
        return self.guards(name, interest) >= interest.at_least


class Constraint(NamedTuple):
    """One named constraint: kind and subjects, where it comes from, which rules it touches."""

    kind: str
    subjects: tuple[str, ...]
    path: Path
    touches: tuple[int, ...]
    holds: Callable[[Chosen], bool]

    @property
    def name(self) -> Name:
        """Return the name of the constraint."""
        return self.kind, self.subjects


def follow(situation: Situation, choices: Sequence[int], free: Collection[int] = ()) -> list[int]:
    """Return the choices with exemptions and definitions as the others leave them.

    In force among them is the least set that page 5's two sentences give: start with none and
    add what must be in force until nothing changes. Those in `free` (indices) stay as they are.
    """
    chosen = Chosen(situation, choices)
    pending = [index for index in situation.followers if index not in free]
    for index in pending:
        chosen.choices[index] = LAPSED
    grew = True
    while grew:
        grew = False
        for index in [i for i in pending if chosen.choices[i] == LAPSED]:
            if demanded(chosen, index):
                chosen.choices[index] = IN_FORCE
                grew = True
    return chosen.choices


def demanded(chosen: Chosen, index: int) -> bool:
    """Return whether the others keep this exemption or definition in force."""
    rule = chosen.situation.rules[index].rule
    if rule.kind is Kind.EXEMPTION:
        return any(chosen.of(relaxed).kept for relaxed in rule.relaxes)
    return any(
        chosen.choices[user] in ways for user, ways in chosen.situation.users.get(rule.id, ())
    )


class Book:
    """All named constraints of a situation, in page 5's order, and who touches which."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.constraints: tuple[Constraint, ...] = tuple(_constraints(situation))

    @cached_property
    def touching(self) -> dict[int, list[Constraint]]:
        """List for each rule, by index, the constraints that its choice can break."""
        found: dict[int, list[Constraint]] = {}
        for constraint in self.constraints:
            for index in constraint.touches:
                found.setdefault(index, []).append(constraint)
        return found

    def broken(self, choices: Sequence[int]) -> list[Constraint]:
        """List the constraints that a framework breaks; empty: it is valid."""
        chosen = Chosen(self.situation, choices)
        return [constraint for constraint in self.constraints if not constraint.holds(chosen)]


def tiers(situation: Situation, choices: Sequence[int]) -> dict[Tier, int]:
    """Compute the value of every tier of a framework, in or out of the order."""
    chosen = Chosen(situation, choices)
    value = dict.fromkeys(Tier, 0)
    for placed in situation.rules:
        if not placed.rule.external:
            for tier, worth in worths(placed.rule.counts, chosen.at(placed.index)).items():
                value[tier] += worth
    for name, interest in situation.interests.items():
        if interest.ground is None and not chosen.guarded(name):
            value[Tier.RESIDUAL] += interest.severity * interest.likelihood
    return value


def worths(weight: int, choice: Choice) -> dict[Tier, int]:
    """Return what one rule adds to the tiers in one choice (residual is the interests')."""
    rung = choice.form.rung if choice.kept and choice.form is not None else 0
    return {
        Tier.KEPT: weight if choice.kept else 0,
        Tier.INTENSITY: rung if weight else 0,
        Tier.EFFORT: choice.hours,
    }


def _constraints(situation: Situation) -> Iterable[Constraint]:
    taken = _taken_away(situation)
    for kind in KINDS:
        yield from taken[kind] if kind in taken else _MAKERS[kind](situation)


def _taken_away(situation: Situation) -> dict[str, list[Constraint]]:
    # Constraints that take options away: each holds while none of its options is chosen.
    ways: dict[Name, tuple[int, set[int]]] = {}
    for placed in situation.rules:
        for place in _as_listed(placed):
            for cause in placed.choices[place].causes:
                ways.setdefault(cause, (placed.index, set()))[1].add(place)
    found: dict[str, list[Constraint]] = {kind: [] for kind in _TAKE_AWAY}
    for (kind, subjects), (index, places) in ways.items():
        path = _origin(situation, index, kind, min(places))
        made = Constraint(kind, subjects, path, (index,), _never(index, frozenset(places)))
        found[kind].append(made)
    return found


def _as_listed(placed: Placed) -> list[int]:
    # The order of the file: options as listed, the release behind them.
    options = placed.rule.options

    def listed(place: int) -> int:
        option = placed.choices[place].listed
        return len(options) if option is None else options.index(option)

    return sorted(range(len(placed.choices)), key=listed)


_TAKE_AWAY: Final[dict[str, str | None]] = {
    "lock": "lock",
    "bandwidth": "lock",
    "ceiling": "ceiling",
    "unclassified": "classification",
    "proposed": "classification",
    "no_release": "release",
    "veto": None,
    "objections": None,
    "needs": None,
    "fallback": None,
}
"""The kinds that take options away, by the field of the rule that says so; None: the option."""


def _origin(situation: Situation, index: int, kind: str, place: int) -> Path:
    path: Path = ("rules", index)
    field = _TAKE_AWAY[kind]
    if field is not None:
        return (*path, field)
    placed = situation.rules[index]
    listed = placed.choices[place].listed
    if listed is None:
        return (*path, "release")
    return (*path, "options", placed.rule.options.index(listed))


def _never(index: int, places: frozenset[int]) -> Callable[[Chosen], bool]:
    return lambda chosen: chosen.choices[index] not in places


def _guards(situation: Situation) -> Iterable[Constraint]:
    for name, interest in situation.interests.items():
        if interest.ground is not None:
            added = name not in situation.ruleset.interests
            path: Path = ("interests", name)
            if added:
                path = situation.said_at("add_interests", name)
            touches = {*situation.guards_of[name], *_named(situation, interest)}
            yield Constraint("guard", (name,), path, tuple(sorted(touches)), _guarded(name))


def _named(situation: Situation, interest: Interest) -> set[int]:
    return {situation.by_id[rule].index for rule in interest.members}


def _guarded(name: str) -> Callable[[Chosen], bool]:
    return lambda chosen: chosen.guarded(name)


def _implicit(situation: Situation) -> Iterable[Constraint]:
    for rule, ground in situation.implicit:
        index = situation.by_id[rule].index
        path: Path = ("rules", index, "grounds")
        yield Constraint("implicit", (rule, str(ground)), path, (index,), _stays(index))


def _stays(index: int) -> Callable[[Chosen], bool]:
    return lambda chosen: chosen.at(index).kept


def _requires(situation: Situation) -> Iterable[Constraint]:
    for placed in situation.rules:
        for written, ways in situation.demands(placed.index).items():
            ref = read(written)
            touches = tuple({placed.index, situation.by_id[ref.rule].index})
            path: Path = ("rules", placed.index)
            holds = _implies(placed.index, ways, ref)
            yield Constraint("requires", (placed.rule.id, written), path, touches, holds)


def _implies(index: int, ways: frozenset[int], ref: Reference) -> Callable[[Chosen], bool]:
    return lambda chosen: chosen.choices[index] not in ways or chosen.holds(ref)


def _excludes(situation: Situation) -> Iterable[Constraint]:
    for placed in situation.rules:
        for place, written in enumerate(placed.rule.excludes):
            ref = read(written)
            touches = tuple({placed.index, situation.by_id[ref.rule].index})
            path: Path = ("rules", placed.index, "excludes", place)
            holds = _bars(placed.index, ref)
            yield Constraint("excludes", (placed.rule.id, written), path, touches, holds)


def _bars(index: int, ref: Reference) -> Callable[[Chosen], bool]:
    return lambda chosen: not (chosen.at(index).in_force and chosen.holds(ref))


def _follows(situation: Situation) -> Iterable[Constraint]:
    for placed in situation.rules:
        if placed.rule.follows:
            path: Path = ("rules", placed.index)
            touches = (placed.index,)
            yield Constraint("follows", (placed.rule.id,), path, touches, _followed(placed.index))


def _followed(index: int) -> Callable[[Chosen], bool]:
    # A whole framework follows where nothing changes when it is worked out anew.
    return lambda chosen: chosen.choices[index] == follow(chosen.situation, chosen.choices)[index]


def _capacities(situation: Situation) -> Iterable[Constraint]:
    takers: dict[str, list[int]] = {group: [] for group in situation.capacity}
    for placed in situation.rules:
        for group in {choice.group for choice in placed.choices if choice.group and choice.hours}:
            takers[group].append(placed.index)
    for group, rules in takers.items():
        holds = _within(group, tuple(rules), situation.capacity[group])
        yield Constraint("capacity", (group,), ("groups", group), tuple(rules), holds)


def _within(group: str, rules: tuple[int, ...], capacity: int) -> Callable[[Chosen], bool]:
    def holds(chosen: Chosen) -> bool:
        taken = (chosen.at(index) for index in rules)
        return sum(choice.hours for choice in taken if choice.group == group) <= capacity

    return holds


def _pins(situation: Situation) -> Iterable[Constraint]:
    for placed in situation.rules:
        if placed.pin is not None:
            path = situation.said_at(placed.pin, placed.rule.id)
            touches = (placed.index,)
            yield Constraint("pin", (placed.rule.id,), path, touches, _pinned(placed.index))


def _pinned(index: int) -> Callable[[Chosen], bool]:
    return lambda chosen: chosen.situation.rules[index].allowed(chosen.choices[index])


_MAKERS: Final[dict[str, Callable[[Situation], Iterable[Constraint]]]] = {
    "guard": _guards,
    "implicit": _implicit,
    "requires": _requires,
    "excludes": _excludes,
    "follows": _follows,
    "capacity": _capacities,
    "pin": _pins,
}
"""Who makes the constraints of a kind; those of every other kind take options away."""
reads_all(__name__, (*_MAKERS, *_TAKE_AWAY))

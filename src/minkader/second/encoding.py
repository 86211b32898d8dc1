# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A situation encoded anew: what each rule may take at what price, and what links the rules.

Everything that is minimised is one whole number, the *price*: a digit for each tier of the order,
most important first, and behind them a digit for each rule of the file, its choice. A digit is in
a base that no sum of it reaches. So a sum of prices is a sum on every tier, and the smaller number
is better by the tiers first, then by the list of choices.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from minkader.decision.kinds import reads_all
from minkader.decision.options import Choice, Placed
from minkader.decision.situation import Situation
from minkader.ruleset.nouns import Interest
from minkader.ruleset.vocabulary import Kind, Tier
from minkader.second.claims import ALWAYS, NEVER, Claim, Fact, Term
from minkader.second.followers import followers_in_force, follows, wants

_READ_AS: Final = {
    "choices": (
        "implicit", "lock", "bandwidth", "ceiling", "unclassified", "proposed", "no_release",
        "veto", "objections", "needs", "fallback", "pin",
    ),
    "claims": ("guard", "requires", "excludes", "follows"),
    "hours": ("capacity",),
}  # fmt: skip
"""What the constraints of each kind limit here: the choices of one rule, what links rules, hours.
(Pins on exemptions and definitions are claims.)"""
reads_all(__name__, chain.from_iterable(_READ_AS.values()))


@dataclass(frozen=True)
class PriceScale:
    """How tiers and choices make up one number."""

    order: tuple[Tier, ...]
    tier_base: int
    choice_base: int
    rules: int

    @property
    def span(self) -> int:
        """Return what the choices of all rules stay below: the tiers stand above it."""
        return int(self.choice_base**self.rules)

    def price(self, worth: Mapping[Tier, int], rule: int = 0, choice: int = 0) -> int:
        """Write worths on the tiers, and the choice of one rule, as a number."""
        value = 0
        for tier in self.order:
            value = value * self.tier_base + worth.get(tier, 0)
        return value * self.span + int(choice * self.choice_base ** (self.rules - 1 - rule))

    def values(self, price: int) -> tuple[int, ...]:
        """Read the value of each tier of the order."""
        return _digits(price // self.span, self.tier_base, len(self.order))

    def choices(self, price: int) -> tuple[int, ...]:
        """Read the choice of each rule of the file."""
        return _digits(price % self.span, self.choice_base, self.rules)


def _digits(number: int, base: int, count: int) -> tuple[int, ...]:
    found = []
    for _ in range(count):
        number, digit = divmod(number, base)
        found.append(digit)
    return tuple(reversed(found))


@dataclass(frozen=True)
class Encoding:
    """What each rule may take, at what price and for how many hours; and the claims."""

    scale: PriceScale
    possible: Mapping[int, frozenset[int]]
    """For each rule that is decided; the others stand in the claims through these."""
    prices: Mapping[int, Mapping[int, int]]
    hours: Mapping[int, Mapping[int, tuple[int, ...]]]
    """Rule, choice: hours for each group of `capacity`."""
    capacity: tuple[int, ...]
    """The hours of each group whose hours could run out."""
    claims: tuple[Claim, ...]


def encode(situation: Situation) -> Encoding:
    """Encode a situation."""
    decided = [placed for placed in situation.rules if _is_decided(placed)]
    scale = _scale_of(situation)
    groups = [name for name in situation.capacity if _can_run_out(situation, name)]
    return Encoding(
        scale,
        {placed.index: _possible(situation, placed) for placed in decided},
        {
            placed.index: {
                place: scale.price(_worth(placed, choice), placed.index, place)
                for place, choice in enumerate(placed.choices)
            }
            for placed in decided
        },
        {
            placed.index: {
                place: tuple(choice.hours if choice.group == name else 0 for name in groups)
                for place, choice in enumerate(placed.choices)
            }
            for placed in decided
        },
        tuple(situation.capacity[name] for name in groups),
        tuple(_Links(situation, scale).claims()),
    )


def _is_decided(placed: Placed) -> bool:
    return not placed.rule.external and not follows(placed)


def _possible(situation: Situation, placed: Placed) -> frozenset[int]:
    # An implicit interest lets only municipal forms through.
    declared = situation.ruleset.interests
    covered = {declared[name].ground for name in placed.rule.guards if name in declared}
    must_stay = not covered.issuperset(placed.grounds)
    return frozenset(
        place
        for place, choice in enumerate(placed.choices)
        if not choice.causes and (choice.kept or not must_stay) and _fits_pin(placed, place)
    )


def _fits_pin(placed: Placed, place: int) -> bool:
    if placed.pin == "keep":
        return placed.choices[place].kept
    return placed.pin is None or placed.pinned == place


def _worth(placed: Placed, choice: Choice) -> dict[Tier, int]:
    weight = placed.rule.weight
    if weight is None:
        weight = int(placed.rule.kind is Kind.RESTRICTION)
    worth = {Tier.EFFORT: choice.hours}
    if choice.kept and weight > 0 and choice.form is not None:
        worth |= {Tier.KEPT: weight, Tier.INTENSITY: choice.form.rung}
    return worth


def _risk(interest: Interest) -> int:
    return interest.severity * interest.likelihood


def _scale_of(situation: Situation) -> PriceScale:
    most = 1 + sum(_risk(interest) for interest in situation.interests.values())
    for placed in situation.rules:
        most += max(max(_worth(placed, choice).values()) for choice in placed.choices)
    width = max(len(placed.choices) for placed in situation.rules)
    return PriceScale(situation.policy.order, most, width, len(situation.rules))


def _can_run_out(situation: Situation, group: str) -> bool:
    most = sum(
        max(choice.hours if choice.group == group else 0 for choice in placed.choices)
        for placed in situation.rules
    )
    return most > situation.capacity[group]


class _Links:
    """What links the rules of a situation, as claims."""

    def __init__(self, situation: Situation, scale: PriceScale) -> None:
        self.situation = situation
        self.scale = scale
        self.at = {placed.rule.id: placed for placed in situation.rules}
        self.following = followers_in_force(situation)

    def claims(self) -> Iterator[Claim]:
        for placed in self.situation.rules:
            yield from self._requires(placed)
            yield from self._excludes(placed)
            if follows(placed):
                yield from self._follower(placed)
        alone = self._guards()
        for name, interest in self.situation.interests.items():
            joint = [tuple((self._holds(ref), True) for ref in refs) for refs in interest.together]
            price = self.scale.price({Tier.RESIDUAL: _risk(interest)})
            terms = (*alone.get(name, ()), *joint)
            yield Claim(interest.at_least, terms, None if interest.ground else price)

    def _guards(self) -> dict[str, list[Term]]:
        # For each interest the rules that guard it alone, in some of their choices.
        found: dict[str, list[Term]] = {}
        for placed in self.situation.rules:
            ways: dict[str, set[int]] = {}
            for place, choice in enumerate(placed.choices):
                for name in choice.guards:
                    ways.setdefault(name, set()).add(place)
            for name, places in ways.items():
                fact = self._fact(placed, frozenset(places))
                found.setdefault(name, []).append(((fact, True),))
        return found

    def _fact(self, placed: Placed, places: frozenset[int]) -> Fact:
        # The rule takes one of these choices. Asked of a follower: is it in force?
        if placed.index in self.following:
            return self.following[placed.index] if 1 in places else NEVER
        if placed.rule.external:
            return ALWAYS if places else NEVER
        return Fact({placed.index: places} if places else {})

    def _holds(self, written: str) -> Fact:
        rule, _, asked = written.partition("@")
        placed = self.at[rule]
        return self._fact(
            placed,
            frozenset(
                place for place, choice in enumerate(placed.choices) if _is_asked(choice, asked)
            ),
        )

    def _requires(self, placed: Placed) -> Iterator[Claim]:
        for written, places in wants(placed).items():
            yield Claim(
                1,
                (
                    ((self._fact(placed, frozenset(places)), False),),
                    ((self._holds(written), True),),
                ),
            )

    def _excludes(self, placed: Placed) -> Iterator[Claim]:
        in_force = frozenset(
            place for place, choice in enumerate(placed.choices) if choice.in_force
        )
        for written in placed.rule.excludes:
            yield Claim(
                1,
                (
                    ((self._fact(placed, in_force), False),),
                    ((self._holds(written), False),),
                ),
            )

    def _follower(self, placed: Placed) -> Iterator[Claim]:
        lapsed: Term = ((self.following[placed.index], False),)
        price = self.scale.price(_worth(placed, placed.choices[1]), placed.index, 1)
        yield Claim(1, (lapsed,), price)
        if not _fits_pin(placed, 1):
            yield Claim(1, (lapsed,))
        if not _fits_pin(placed, 0):
            yield Claim(1, (((self.following[placed.index], True),),))


def _is_asked(choice: Choice, asked: str) -> bool:
    if asked == "kept":
        return choice.kept
    return choice.in_force and (not asked or choice.form == asked)

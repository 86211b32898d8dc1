# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a component costs at the least, whatever is chosen for the rules that are still open."""

from minkader.second.claims import Claim, Possible, claim_holds
from minkader.second.components import ClaimComponent
from minkader.second.encoding import Encoding
from minkader.second.fronts import Hours


class Bound:
    """The least price and the least hours of a component; exact where each rule has its choice."""

    def __init__(self, component: ClaimComponent, possible: Possible, encoding: Encoding) -> None:
        self._prices = encoding.prices
        self._hours = encoding.hours
        self._groups = len(encoding.capacity)
        self._takers: dict[int, set[int]] = {}
        for rule in component.rules:
            for place in possible[rule]:
                for group, hours in enumerate(encoding.hours[rule][place]):
                    if hours:
                        self._takers.setdefault(group, set()).add(rule)
        self._cheapest = {
            rule: min(possible[rule], key=encoding.prices[rule].__getitem__)
            for rule in component.rules
        }
        self._claims = [
            (claim, self._detours(claim, possible))
            for claim in sorted(component.claims, key=lambda claim: len(claim.scope))
        ]

    def hours(self, left: Possible) -> Hours:
        """Return the hours of each group that are taken at the least."""
        taken = [0] * self._groups
        for group, rules in self._takers.items():
            taken[group] = sum(
                min(self._hours[rule][place][group] for place in left[rule]) for rule in rules
            )
        return tuple(taken)

    def price(self, left: Possible) -> int:
        """Return a price that no way of filling in what is open stays below.

        Each rule costs its cheapest choice. A claim that then fails costs its own price, or a
        detour: some open rule of its scope takes another choice that matters to it. Claims whose
        open rules differ may be added up; of others only the first counts.
        """
        cheapest = {
            rule: places if len(places) == 1 else frozenset({self._cheapest[rule]})
            for rule, places in left.items()
        }
        least = sum(self._prices[rule][place] for rule, (place,) in cheapest.items())
        used: set[int] = set()
        for claim, detours in self._claims:
            if claim_holds(claim, cheapest) is False:
                ways = {rule: more for rule, more in detours.items() if len(left[rule]) > 1}
                if used.isdisjoint(ways):
                    used |= ways.keys()
                    own = [] if claim.price is None else [claim.price]
                    least += min([*ways.values(), *own])
        return least

    def _detours(self, claim: Claim, possible: Possible) -> dict[int, int]:
        # What it costs more to take another side than the cheapest choice does, for each rule.
        found: dict[int, int] = {}
        for term in claim.terms:
            for fact, _ in term:
                for rule, places in fact.ways.items():
                    cheapest, prices = self._cheapest[rule], self._prices[rule]
                    side = possible[rule] - places if cheapest in places else places
                    more = min(prices[p] for p in side & possible[rule]) - prices[cheapest]
                    found[rule] = min(more, found.get(rule, more))
        return found

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Split an encoding into components that share nothing but the hours of groups."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from minkader.second.claims import Claim, Possible, claim_holds, narrowed
from minkader.second.encoding import Encoding


@dataclass(frozen=True)
class ClaimComponent:
    """Rules with a choice left, linked by open claims."""

    rules: tuple[int, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class SplitEncoding:
    """An encoding split into components: what is settled, what it costs, and the components."""

    possible: Possible
    settled: int
    """The price of what no choice changes any more."""
    components: tuple[ClaimComponent, ...]


def split(encoding: Encoding) -> SplitEncoding | None:
    """Settle what is forced and split the rest into components; None where nothing is valid."""
    possible = dict(encoding.possible)
    hard = [claim for claim in encoding.claims if claim.price is None]
    if not _tighten(possible, hard):
        return None
    truths = [(claim, claim_holds(claim, possible)) for claim in encoding.claims]
    still_open = [narrowed(claim, possible) for claim, truth in truths if truth is None]
    settled = sum(claim.price or 0 for claim, truth in truths if truth is False)
    return SplitEncoding(possible, settled, tuple(_components(possible, still_open)))


def _tighten(possible: dict[int, frozenset[int]], claims: Iterable[Claim]) -> bool:
    # Drop choices that break a claim whatever the others do, until nothing changes.
    waiting = [claim for claim in claims if claim_holds(claim, possible) is not True]
    changed = True
    while changed:
        changed = False
        for claim in waiting:
            if claim_holds(claim, possible) is False:
                return False
            for rule in claim.scope:
                left = frozenset(
                    place
                    for place in possible[rule]
                    if claim_holds(claim, _WithChoice(possible, rule, place)) is not False
                )
                changed = changed or left != possible[rule]
                possible[rule] = left
    return all(possible.values())


class _WithChoice(dict[int, frozenset[int]]):
    """What is possible where one rule takes one choice."""

    def __init__(self, possible: Mapping[int, frozenset[int]], rule: int, place: int) -> None:
        super().__init__({rule: frozenset({place})})
        self._others = possible

    def __missing__(self, rule: int) -> frozenset[int]:
        return self._others[rule]


def _components(possible: Possible, claims: list[Claim]) -> Iterator[ClaimComponent]:
    above = {rule: rule for rule in possible}

    def top(rule: int) -> int:
        while above[rule] != rule:
            above[rule] = rule = above[above[rule]]
        return rule

    for claim in claims:
        first, *others = claim.scope
        for rule in others:
            above[top(rule)] = top(first)
    rules: dict[int, list[int]] = {}
    for rule in possible:
        rules.setdefault(top(rule), []).append(rule)
    held: dict[int, list[Claim]] = {}
    for claim in claims:
        held.setdefault(top(next(iter(claim.scope))), []).append(claim)
    for one, members in rules.items():
        yield ClaimComponent(tuple(members), tuple(held.get(one, ())))

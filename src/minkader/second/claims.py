# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one shape of everything that links rules: at least so many of these terms hold.

A rule is named by its place in the file, a choice by its number. What is known of a rule is the
set of choices that it may still take; with one choice left in each, every claim is true or false.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

Possible: TypeAlias = Mapping[int, frozenset[int]]
"""Rule to the choices that it may still take."""


@dataclass(frozen=True)
class Fact:
    """Some rule takes one of the choices named for it; or it is sure, whatever is chosen."""

    ways: Mapping[int, frozenset[int]]
    sure: bool = False


ALWAYS: Final = Fact({}, sure=True)
NEVER: Final = Fact({})

Literal: TypeAlias = tuple[Fact, bool]
"""A fact, and whether it is wanted or the opposite of it."""
Term: TypeAlias = tuple[Literal, ...]
"""Literals that hold all together."""


@dataclass(frozen=True)
class Claim:
    """At least `least` of the terms hold.

    `price` is what it costs where they do not; None: they must.
    """

    least: int
    terms: tuple[Term, ...]
    price: int | None = None

    @property
    def scope(self) -> frozenset[int]:
        """Return the rules that this speaks of."""
        return frozenset(rule for term in self.terms for fact, _ in term for rule in fact.ways)


def fact_holds(fact: Fact, possible: Possible) -> bool | None:
    """Return whether a fact holds; None where that is open."""
    if fact.sure:
        return True
    is_open = False
    for rule, places in fact.ways.items():
        left = possible[rule]
        if left <= places:
            return True
        is_open = is_open or not left.isdisjoint(places)
    return None if is_open else False


def term_holds(term: Term, possible: Possible) -> bool | None:
    """Return whether all literals of a term hold; None where that is open."""
    is_open = False
    for fact, wanted in term:
        found = fact_holds(fact, possible)
        if found is None:
            is_open = True
        elif found is not wanted:
            return False
    return None if is_open else True


def claim_holds(claim: Claim, possible: Possible) -> bool | None:
    """Return whether enough terms hold; None where that is open."""
    met, may_be_met = 0, 0
    for term in claim.terms:
        found = term_holds(term, possible)
        met += found is True
        may_be_met += found is not False
    if met >= claim.least:
        return True
    return None if may_be_met >= claim.least else False


def narrowed(claim: Claim, possible: Possible) -> Claim:
    """Leave out of an open claim what is settled, so that it speaks of open rules only."""
    least, terms = claim.least, []
    for term in claim.terms:
        found = term_holds(term, possible)
        least -= found is True
        if found is None:
            terms.append(_narrowed_term(term, possible))
    return Claim(least, tuple(terms), claim.price)


def _narrowed_term(term: Term, possible: Possible) -> Term:
    return tuple(
        (
            Fact({r: ways for r, ways in fact.ways.items() if not possible[r].isdisjoint(ways)}),
            wanted,
        )
        for fact, wanted in term
        if fact_holds(fact, possible) is None
    )

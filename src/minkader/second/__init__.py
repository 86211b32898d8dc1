# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second opinion: another solver on another encoding, made from `ruleset` alone.

`encoding` (with `followers`) says anew what a situation means, as `claims`; `components` splits it;
`search` tries every framework of a component with python-constraint, as far as `bound` lets it;
`fronts` joins the components by the hours that they take from the groups.
Not here: anything of `problem` or `solver`, so that a wrong translation there is caught.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from minkader.decision.situation import Situation
from minkader.second.components import split
from minkader.second.encoding import encode
from minkader.second.fronts import GaveUpError, Steps, joined
from minkader.second.search import front_of

__all__ = ["MOST_STEPS", "Opinion", "second_opinion"]


MOST_STEPS: Final = 4_000_000
"""How many steps an opinion may take: some seconds. Trying a choice takes a step for each rule and
claim of its component and each way found there; joining takes one for each pair of ways."""


@dataclass(frozen=True)
class Opinion:
    """What the second solver found; empty where no framework is valid."""

    feasible: bool
    values: tuple[int, ...] = ()
    """One for each tier of the policy's order."""
    choices: tuple[int, ...] = ()
    """The steady best framework: the choice of every rule in the order of the file."""
    equal: int | None = None
    """How many frameworks are best; None where none is valid."""


def second_opinion(
    situation: Situation, *, stop: Callable[[], bool] | None = None, most_steps: int = MOST_STEPS
) -> Opinion | None:
    """Find the best framework of a situation by another way; None where that takes too much.

    Why joining is exact. Components share no claim: any framework of one goes with any of another
    as long as the hours fit. So only a component's hours matter to the others, and for the same
    hours or fewer a framework that is better on the tiers can replace a worse one. Ties are kept
    and counted. *Steady* compares whole lists in the order of the file, through which the
    components run criss-cross; but written with the choice of each rule as a digit, the first
    rule's the heaviest, the list of a whole is the sum of its components' lists, and the smaller
    number is the earlier list. So steady adds up over components just as the tiers do, behind which
    it stands in one number (`encoding`), and the least sum belongs to the first of the lists.

    Args:
        situation: what can be chosen, and within what.
        stop: asked now and then whether to give up.
        most_steps: how many steps to take before giving up.
    """
    try:
        return _opinion(situation, Steps(most_steps, stop))
    except GaveUpError:
        return None


def _opinion(situation: Situation, steps: Steps) -> Opinion:
    # Each price has a digit for each rule, and sixteen digits are written in about a step.
    steps.take(len(situation.rules) ** 2 // 16)
    encoding = encode(situation)
    split_up = split(encoding)
    if split_up is None:
        return Opinion(feasible=False)
    scale = encoding.scale
    fronts = [front_of(one, split_up.possible, encoding, steps) for one in split_up.components]
    whole = joined(fronts, encoding.capacity, scale.span, steps)
    if not whole:
        return Opinion(feasible=False)
    price = min(price for price, _ in whole.values())
    value = price // scale.span
    equal = sum(ways for other, ways in whole.values() if other // scale.span == value)
    best = price + split_up.settled
    return Opinion(True, scale.values(best), scale.choices(best), equal)

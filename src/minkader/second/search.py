# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Try every framework of a component with python-constraint, and keep the best for its hours."""

from collections.abc import Callable, Sequence

from minkader.second.bound import Bound
from minkader.second.claims import Claim, Possible, claim_holds
from minkader.second.components import ClaimComponent
from minkader.second.encoding import Encoding
from minkader.second.fronts import Best, Front, Hours, Steps, add, beaten, unbeaten, within


def front_of(
    component: ClaimComponent, possible: Possible, encoding: Encoding, steps: Steps
) -> Front:
    """Return the best ways of a component, one for each amount of hours.

    Every claim that must hold is a constraint over the few rules that it speaks of; one more, over
    all rules of the component, cuts off what can't be among the best any more.

    Raises:
        GaveUpError: where that takes too many steps.
    """
    # Imported here: whoever asks no second opinion need not wait for it. Most of the time goes into
    # the bound; of the package's solvers none was clearly faster than this one (its forward check
    # cost more than it saved on small components), and the recursive one was slower on large ones.
    from constraint import FunctionConstraint, OptimizedBacktrackingSolver, Problem  # noqa: PLC0415

    span = encoding.scale.span
    front: dict[Hours, Best] = {}
    size = len(component.rules) + len(component.claims)
    bound = Bound(component, possible, encoding)

    def may_be_best(*taken: object) -> bool:
        steps.take(size + len(front))
        left = _left(component.rules, taken, possible)
        hours = bound.hours(left)
        if not within(hours, encoding.capacity):
            return False
        return not front or not beaten(front, hours, bound.price(left), span)

    problem = Problem(OptimizedBacktrackingSolver(forwardcheck=False))
    for rule in component.rules:
        # The last of a domain is tried first.
        cheap_last = sorted(possible[rule], key=encoding.prices[rule].__getitem__, reverse=True)
        problem.addVariable(rule, cheap_last)
    for claim in component.claims:
        if claim.price is None:
            scope = sorted(claim.scope)
            check = FunctionConstraint(_may_hold(claim, scope, possible), assigned=False)
            problem.addConstraint(check, scope)
    problem.addConstraint(FunctionConstraint(may_be_best, assigned=False), list(component.rules))
    for solution in problem.getSolutionIter():
        left = {rule: frozenset({solution[rule]}) for rule in component.rules}
        add(front, bound.hours(left), (bound.price(left), 1), span)
    return unbeaten(front, span, steps)


def _may_hold(claim: Claim, scope: Sequence[int], possible: Possible) -> Callable[..., bool]:
    def check(*taken: object) -> bool:
        return claim_holds(claim, _left(scope, taken, possible)) is not False

    return check


def _left(rules: Sequence[int], taken: Sequence[object], possible: Possible) -> Possible:
    # A rule without a choice yet comes as the package's own mark, which is no number.
    return {
        rule: frozenset({place}) if isinstance(place, int) else possible[rule]
        for rule, place in zip(rules, taken, strict=True)
    }

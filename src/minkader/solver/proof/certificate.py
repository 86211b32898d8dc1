# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write down why no solution is better: multipliers on rows, and case splits, in whole numbers.

`docs/certificate.md` says what a tree means and how it is checked. What is made here is checked by
`minkader.verify`, which reads the rule set on its own: a mistake here is refused there.
The trees of single components are made in `prover.py`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from minkader.problem.numbers import Problem
from minkader.solver.components import Component, split
from minkader.solver.covering_form import covering_form_of, weighting_of
from minkader.solver.proof import prover
from minkader.solver.proof.prover import BetterError, Node, UnprovenError, tree_of
from minkader.solver.search.bits import TooManyError
from minkader.solver.search.exact import best_of
from minkader.solver.search.front import Front
from minkader.solver.search.multipliers import multipliers_of
from minkader.solver.watch import Watch

_SMALL: Final = 60
"""Choice sets up to which a component that shares a capacity is proven in one component."""


class ComponentProof(NamedTuple):
    """That a component costs at least `values` on the first tiers, by the rows of its tree."""

    choice_sets: tuple[int, ...]
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    values: tuple[int, ...]
    weights: tuple[int, ...]
    tree: list[Node]


def prove(
    problem: Problem, values: Sequence[int], watch: Watch | None = None, *, thorough: bool = False
) -> tuple[int, list[ComponentProof]]:
    """Prove a solution best on all tiers, or else on the first, component by component.

    Args:
        problem: the problem.
        values: 0 or 1 for each column of a best solution.
        watch: who follows it and may stop it.
        thorough: where a tree gets too large, ask the LP tree for one of the first tier.

    Returns:
        How many tiers are proven, from the first on, and the components. None: (0, []).

    Raises:
        BetterError: where something better is there.
    """
    components, watch = _components(problem, values), watch or Watch()
    first = (
        1 if any(_shares_capacities(component) for component in components) else len(problem.costs)
    )
    for tiers in dict.fromkeys((first, 1)):
        with suppress(UnprovenError):
            return tiers, list(
                _proofs(components, partial(_proof, values=values, tiers=tiers), watch)
            )
    if thorough:
        with suppress(UnprovenError):
            return 1, list(
                _proofs(components, partial(_relaxed, values=values, watch=watch), watch)
            )
    return 0, []


def _proofs(
    components: Sequence[Component],
    proof: Callable[[Component], ComponentProof | None],
    watch: Watch,
) -> Iterator[ComponentProof]:
    for number, component in enumerate(components):
        watch.tell("certify", number, len(components), None, None)
        if watch.stopped:
            raise UnprovenError
        made = proof(component)
        if made is not None:
            yield made
    watch.tell("certify", len(components), len(components), None, None)


def prove_infeasible(problem: Problem) -> ComponentProof:
    """Prove that a problem has no solution: everything costs nothing, and still something is due.

    Raises:
        UnprovenError: where a tree gets too large.
        BetterError: where there is a solution.
    """
    too_large = False
    for component in split(problem):
        free = [0] * component.problem.columns
        try:
            tree = tree_of(component.problem, free, 1)
        except BetterError:
            continue
        except UnprovenError:
            too_large = True
            continue
        return _told(component, (), (), tree)
    raise UnprovenError if too_large else BetterError


def _components(problem: Problem, values: Sequence[int]) -> list[Component]:
    """Split without the capacities, but for those that make something cost more."""
    alone = split(problem, capacities=())
    used = {column for row in problem.capacities for column, _ in problem.terms(row)}
    for component in alone:
        if not used.isdisjoint(component.columns) and not _best_alone(component, values):
            alone = split(problem)
            break
    # A choice set without a row counts for the least that it can, also without a component.
    return [component for component in alone if component.rows]


def _best_alone(component: Component, values: Sequence[int]) -> bool:
    weighting = weighting_of(component.problem)
    form = covering_form_of(component.problem, weighting)
    chosen = {n for n, column in enumerate(component.columns) if values[column]}
    cost = sum(cost for c, cost in zip(form.columns, form.costs, strict=True) if c in chosen)
    try:
        return best_of(form, cutoff=cost)[()][0] == cost
    except TooManyError:
        return False


def _proof(component: Component, values: Sequence[int], tiers: int) -> ComponentProof | None:
    """Prove a component; None where it costs the least that its rules can, which needs no rows."""
    problem = component.problem
    reached = tuple(
        sum(costs[n] for n, column in enumerate(component.columns) if values[column])
        for costs in problem.costs[:tiers]
    )
    if _shares_capacities(component):
        return _by_multipliers(component, reached)
    weighting = weighting_of(problem, tiers)
    costs = [weighting.together(by_tier) for by_tier in zip(*problem.costs[:tiers], strict=True)]
    target = weighting.together(reached)
    if _least(problem, costs) == target:
        return None
    if len(problem.row_columns) > prover.MOST_WORK:
        raise UnprovenError  # a tree begins by looking at every row once
    tree = tree_of(problem, costs, target)
    return _told(component, reached, weighting.weights, tree)


def _least(problem: Problem, costs: Sequence[int]) -> int:
    derived = sum(min(0, cost) for cost in costs[problem.derived :])
    return derived + sum(
        min((costs[column] for column in choice_set), default=0)
        for choice_set in problem.choice_sets
    )


def _relaxed(component: Component, values: Sequence[int], watch: Watch) -> ComponentProof | None:
    """Prove the first tier of a component, by the LP tree where our own becomes too large."""
    with suppress(UnprovenError):
        return _proof(component, values, 1)
    from minkader.solver.branch_and_bound import search  # noqa: PLC0415 (numpy and GLOP, only for this)

    costs = component.problem.costs[0]
    value = sum(costs[n] for n, column in enumerate(component.columns) if values[column])
    hint = [values[column] for column in component.columns]
    made = search(component.problem, costs, watch, hint=hint, record=True)
    if made.found.proven and made.found.bound < value:
        raise BetterError
    if not made.nodes or made.found.infeasible:
        raise UnprovenError
    return _told(component, (value,), (made.denominator,), made.nodes)


def _told(
    component: Component, values: tuple[int, ...], weights: tuple[int, ...], tree: list[Node]
) -> ComponentProof:
    used = sorted({row for node in tree if node[0] != "branch" for row, _ in node[1]})
    new = {row: place for place, row in enumerate(used)}
    told = [
        node if node[0] == "branch" else [node[0], [[new[r], y] for r, y in node[1]], *node[2:]]
        for node in tree
    ]
    rows = tuple(component.rows[row] for row in used)
    return ComponentProof(component.choice_sets, component.columns, rows, values, weights, told)


def _shares_capacities(component: Component) -> bool:
    return bool(component.problem.capacities) and len(component.choice_sets) > _SMALL


def _by_multipliers(component: Component, reached: tuple[int, ...]) -> ComponentProof:
    """Prove the first tier under shared capacities: a multiplier for each relaxes them."""
    problem = component.problem
    alone = split(problem, capacities=())
    fronts = [_front(problem, uncoupled) for uncoupled in alone]
    caps = [-problem.rhs[row] for row in problem.capacities]
    unit, multipliers = multipliers_of(fronts, caps)
    costs = [unit * cost for cost in problem.costs[0]]
    for row, multiplier in zip(problem.capacities, multipliers, strict=True):
        for column, coefficient in problem.terms(row):
            costs[column] -= multiplier * coefficient
    bound = -sum(multiplier * cap for multiplier, cap in zip(multipliers, caps, strict=True))
    blocks, trees = [], []
    for uncoupled, front in zip(alone, fronts, strict=True):
        target = min(
            unit * best[0] + sum(p * amount for p, amount in zip(multipliers, used, strict=True))
            for used, best in front.items()
        )
        bound += target
        blocks.append([list(uncoupled.columns), target])
        trees += _block(uncoupled, costs, target)
    if bound < unit * (reached[0] - 1) + 1:
        raise UnprovenError
    paid = [
        [row, multiplier]
        for row, multiplier in zip(problem.capacities, multipliers, strict=True)
        if multiplier
    ]
    return _told(component, reached, (unit,), [["split", paid, blocks], *trees])


def _front(problem: Problem, component: Component) -> Front:
    first = replace(component.problem, costs=component.problem.costs[:1], constants=[0])
    form = covering_form_of(first, weighting_of(first))
    place = {column: number for number, column in enumerate(component.columns)}
    for capacity, row in enumerate(problem.capacities):
        for column, coefficient in problem.terms(row):
            if column in place:
                uses = form.uses.get(place[column], ())
                form.uses[place[column]] = (*uses, (capacity, -coefficient))
    try:
        return best_of(form, capacities=range(len(problem.capacities)))
    except TooManyError:
        raise UnprovenError from None


def _block(component: Component, costs: Sequence[int], target: int) -> list[Node]:
    mine = [costs[column] for column in component.columns]
    # Its rows and columns as the whole component numbers them.
    return [
        ["branch", component.columns[node[1]]]
        if node[0] == "branch"
        else [node[0], [[component.rows[row], y] for row, y in node[1]]]
        for node in tree_of(component.problem, mine, target)
    ]

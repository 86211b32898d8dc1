# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""One component solved without some of its columns, capacities relaxed: propagate, split, solve."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from minkader.solver.component import (
    InfeasibleError,
    Settings,
    Solution,
    search_component,
    solve_component,
)
from minkader.solver.components import decompose, subproblem
from minkader.solver.covering_form import CoveringForm
from minkader.solver.presolve.propagation import propagate
from minkader.solver.presolve.reduced import Fixed

Demand = tuple[int, int, int]
"""Use at the best, use of an equal at most, and how many have uncounted equals."""


@dataclass
class Settled(Fixed):
    """What is fixed, and the solution of each component that is left (None: no solution)."""

    solutions: list[Solution] | None = field(default_factory=list)

    @cached_property
    def capacities(self) -> frozenset[int]:
        """Return the capacities that a component may use."""
        return frozenset(c for found in self.solutions or () for c in found.may_use)

    @cached_property
    def coupling(self) -> frozenset[int]:
        """Return the capacities of which some component may use more than one."""
        several = (found.may_use for found in self.solutions or () if len(found.may_use) > 1)
        return frozenset(capacity for capacities in several for capacity in capacities)

    @cached_property
    def demand(self) -> dict[int, Demand]:
        """Return what the components ask of each capacity, each at its own best."""
        asked = dict.fromkeys(self.capacities, (0, 0, 0))
        for found in self.solutions or ():
            for capacity in found.may_use:
                best = found.used.get(capacity, 0)
                equals = found.count is not None and found.count > 1
                most = found.span.get(capacity, 0) if equals else best
                sure, might, uncounted = asked[capacity]
                asked[capacity] = (sure + best, might + most, uncounted + (found.count is None))
        return asked


def settle(
    form: CoveringForm, off: Sequence[int], settings: Settings, *, propagated: bool = False
) -> Settled:
    """Solve a form without some columns, capacities relaxed.

    Args:
        form: the form.
        off: the places of the columns that are taken away.
        settings: how to solve it.
        propagated: it is one component and nothing is left to propagate where no column is off.

    Raises:
        InfeasibleError: where it has no solution.
    """
    settled = Settled()
    components, solutions = [form], list[Solution]()
    if off or not propagated:
        reduced = propagate(form, off=off)
        if reduced is None:
            raise InfeasibleError
        settled.absorb(reduced)
        free, components = decompose(reduced.form)
        alone = (subproblem(free, [number], ()) for number in range(free.choice_sets))
        solutions = [search_component(one, settings) for one in alone]
    for component in components:
        reduced, mine = solve_component(component, settings)
        settled.absorb(reduced)
        solutions += mine
    settled.solutions = solutions
    return settled

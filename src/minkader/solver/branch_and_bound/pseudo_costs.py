# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What branching on a column did to the bound, to foresee what it will do: pseudo-costs.

Bénichou et al., Experiments in mixed-integer linear programming (1971).
"""

from typing import Any, Final

import numpy as np

from minkader.solver.branch_and_bound.duals import Places
from minkader.solver.branch_and_bound.relaxation import Floats

_HAIR: Final = 1e-6


class PseudoCosts:
    """How much the bound goes up for each unit that a column is moved, on average, both ways."""

    def __init__(self, size: int) -> None:
        self.sums = np.zeros((2, size))
        self.counts = np.zeros((2, size))

    def learn(self, column: int, up: bool, moved: float, gained: float) -> None:
        """Take in what moving a column did."""
        self.sums[int(up), column] += gained / max(moved, _HAIR)
        self.counts[int(up), column] += 1

    def expected(self, columns: Places, values: Floats) -> Floats:
        """Return the score of branching on each of some columns, where they have these values."""
        average = self.sums.sum(axis=1) / np.maximum(self.counts.sum(axis=1), 1)
        counts, sums = self.counts[:, columns], self.sums[:, columns]
        pseudo_costs = np.where(counts > 0, sums / np.maximum(counts, 1), average[:, None])
        return np.asarray(weighed(pseudo_costs[0] * values, pseudo_costs[1] * (1 - values)))


def weighed(one: Any, other: Any) -> Any:  # noqa: ANN401 (floats, or arrays of them)
    """Weigh what two branches gain: their product (Achterberg, Constraint integer programming)."""
    return np.maximum(one, 1.0) * np.maximum(other, 1.0)

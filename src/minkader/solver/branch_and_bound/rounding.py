# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make a solution out of a fractional one: round, repair greedily, and take out what is not needed.

The greedy score works on what the multipliers leave of the costs, as in Caprara, Fischetti & Toth
(A heuristic method for the set covering problem, 1999). Nothing here proves anything: a solution
is checked row by row.
"""

import numpy as np
from numpy.typing import NDArray

from minkader.solver.branch_and_bound.duals import Frame, Some, Whole


class Rounding:
    """Rounds over one frame."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._costs = frame.costs.astype(np.float64)
        self._coefficients = frame.coefficients.astype(np.float64)
        self._filled = frame.filled

    def solution(
        self, values: NDArray[np.float64], reduced_costs: Whole, allowed: Some
    ) -> NDArray[np.int64] | None:
        """Return the column of each choice set of a solution, None where the repair finds none."""
        frame = self._frame
        order = np.lexsort((-np.where(allowed, values, -1.0), frame.owners))
        chosen = order[frame.starts]
        short = frame.short(chosen).astype(np.float64)
        if not self._repaired(chosen, short, reduced_costs.astype(np.float64), allowed):
            return None
        self._thin(chosen, short, allowed)
        return chosen

    def _add(self, short: NDArray[np.float64], column: int, sign: int) -> None:
        mine = slice(self._frame.pointers[column], self._frame.pointers[column + 1])
        short[self._frame.rows[mine]] += sign * self._coefficients[mine]

    def _repaired(
        self,
        chosen: NDArray[np.int64],
        short: NDArray[np.float64],
        reduced_costs: NDArray[np.float64],
        allowed: Some,
    ) -> bool:
        frame = self._frame
        for _ in range(2 * len(frame.starts) + 2):
            if short.max(initial=0.0) <= 0:
                return True
            mine = chosen[frame.owners]
            gains = self._gains(short)
            gains -= self._losses(short)[mine]
            price = self._costs - self._costs[mine] + reduced_costs
            usable = allowed & (gains > 0)
            usable[chosen] = False
            if not usable.any():
                return False
            price = np.maximum(price, 1.0)
            column = int(np.argmax(np.where(usable, gains / price, -1.0)))
            self._switch(chosen, short, column)
        return False

    def _gains(self, short: NDArray[np.float64]) -> NDArray[np.float64]:
        # How much less the rows fall short in all with a column more.
        gains = np.zeros(len(self._frame.names))
        if len(self._filled):
            here = short[self._frame.rows]
            by_entry = np.maximum(here, 0.0) - np.maximum(here - self._coefficients, 0.0)
            gains[self._filled] = np.add.reduceat(by_entry, self._frame.pointers[self._filled])
        return gains

    def _losses(self, short: NDArray[np.float64]) -> NDArray[np.float64]:
        # How much more the rows fall short in all with a column less.
        losses = np.zeros(len(self._frame.names))
        if len(self._filled):
            here = short[self._frame.rows]
            by_entry = np.maximum(here + self._coefficients, 0.0) - np.maximum(here, 0.0)
            losses[self._filled] = np.add.reduceat(by_entry, self._frame.pointers[self._filled])
        return losses

    def _switch(self, chosen: NDArray[np.int64], short: NDArray[np.float64], column: int) -> None:
        choice_set = self._frame.owners[column]
        self._add(short, int(chosen[choice_set]), 1)
        self._add(short, column, -1)
        chosen[choice_set] = column

    def _thin(self, chosen: NDArray[np.int64], short: NDArray[np.float64], allowed: Some) -> None:
        # The dearest first: go to the cheapest column of the choice set with which all rows hold.
        frame = self._frame
        least = np.minimum.reduceat(np.where(allowed, self._costs, np.inf), frame.starts)
        extra = np.where(self._losses(short)[chosen] > 0, 0.0, self._costs[chosen] - least)
        ends = [*frame.starts[1:].tolist(), len(frame.names)]
        for choice_set in np.argsort(-extra, kind="stable").tolist():
            if extra[choice_set] <= 0:
                break
            before = int(chosen[choice_set])
            cheaper = [
                column
                for column in range(int(frame.starts[choice_set]), ends[choice_set])
                if allowed[column] and self._costs[column] < self._costs[before]
            ]
            for column in sorted(cheaper, key=self._costs.__getitem__):
                self._switch(chosen, short, column)
                if short.max(initial=0.0) <= 0:
                    break
                self._switch(chosen, short, before)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A problem whose columns and capacities are numbered over a larger whole."""

from collections.abc import Sequence
from typing import NamedTuple

from minkader.problem.numbers import Problem
from minkader.solver.covering_form import NOBODY, CoveringForm, Weighting, covering_form_of


class Numbered(NamedTuple):
    """A problem, and the number in the whole of each of its columns and of each of its capacities.

    Ties are broken by these numbers, so what is laid together keeps the order of the whole.
    """

    problem: Problem
    columns: Sequence[int]
    capacities: Sequence[int] = ()

    def form(self, weighting: Weighting) -> CoveringForm:
        """Return the problem in covering form, numbered over the whole."""
        form = covering_form_of(self.problem, weighting)
        form.columns = [c if c == NOBODY else self.columns[c] for c in form.columns]
        form.uses = {
            column: tuple((self.capacities[of], used) for of, used in uses)
            for column, uses in form.uses.items()
        }
        return form

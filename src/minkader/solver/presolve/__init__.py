# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make a covering form smaller without losing one of its best solutions.

Every step takes a form and returns a smaller one with the columns that it fixed. None of them
loses a solution that is best on all tiers, so the tie-break and the number of equals stay too.
"""

from collections.abc import Callable
from typing import Final

from minkader.solver.covering_form import CoveringForm
from minkader.solver.presolve.dominated_columns import without_dominated_columns
from minkader.solver.presolve.reduced import Reduced
from minkader.solver.presolve.substitution import without_substituted_columns
from minkader.solver.presolve.subsumed_rows import without_subsumed_rows

STEPS: Final[dict[str, Callable[[CoveringForm], Reduced | None]]] = {
    "undominated": without_dominated_columns,
    "unimplied": without_subsumed_rows,
    "unsubstituted": without_substituted_columns,
}
"""The steps, by the names that an answer gives them, in the order in which they are taken."""

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What CP-SAT and the LP tree say alike of one objective over one component."""

from typing import NamedTuple


class Minimised(NamedTuple):
    """Values of all columns (None: none found), a lower bound, and whether it is done.

    `infeasible` is only said where it is proven; `proven` where the value equals the bound.
    """

    values: list[int] | None
    bound: int
    proven: bool
    infeasible: bool = False

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What components are held at: what was not found is held at nothing."""

from minkader.solver.component import Settings, Solution
from minkader.solver.covering_form import CoveringForm, Weighting
from minkader.solver.incremental.settled import Settled
from minkader.solver.incremental.sharing import Sharing
from minkader.solver.incremental.undo_log import UndoLog
from minkader.solver.watch import Watch


def test_component_of_which_nothing_was_found_is_held_at_nothing() -> None:
    """Protects a search that was stopped: no columns are no empty solution."""
    sharing = Sharing(0, Settings(Weighting((1,)), Watch()), UndoLog())
    found = Solution(CoveringForm(), [], [0], proven=True)
    stopped = Solution(CoveringForm(), None, [0], proven=False)
    sharing.put(0, Settled(solutions=[found]))
    sharing.put(1, Settled(solutions=[found, stopped]))
    assert sharing.ones(0) == []
    assert sharing.ones(1) is None

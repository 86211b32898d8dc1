# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Problems that are kept solved: columns off, capacities changed, rows added, and all of it undone.

`settled` solves one component without some columns; it is all that `engine`, a problem that changes
step by step, and `variants`, a problem that is asked what it costs otherwise, have in common with
each other and need of the solver. `sharing` holds components against capacities from one change to
the next, `extension` adds rows, `undo_log` takes changes back.
"""

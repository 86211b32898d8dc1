# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that can be put back: whatever is written, dropped and written again."""

import random

from minkader.solver.incremental.undo_log import UndoLog


def test_tables_go_back_cut_by_cut() -> None:
    """Protects undo: random changes, taken back in turn, each to what stood there."""
    for seed in range(50):
        draw = random.Random(seed)
        log = UndoLog()
        tables = [log.table({key: key for key in range(3)}), log.table(dict[int, int]())]
        log.cut()
        cuts = []
        for _ in range(6):
            before = [dict(table) for table in tables]
            for _ in range(draw.randrange(12)):
                table, key = draw.choice(tables), draw.randrange(5)
                if draw.random() < 0.4:
                    table.drop(key)
                else:
                    table[key] = draw.randrange(9)
            cuts.append((before, log.cut()))
        for before, notes in reversed(cuts):
            log.undo(notes)
            assert [dict(table) for table in tables] == before


def test_what_is_not_cut_goes_back_too() -> None:
    log = UndoLog()
    table = log.table({"a": 1})
    table["b"] = 2
    table.drop("a")
    log.undo(log.cut())
    assert table == {"a": 1}
    assert not any(log.cut())

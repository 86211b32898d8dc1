# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that can be put back: whatever is written, dropped and written again."""

import random

from minkader.questions.study.journal import Journal


def test_tables_go_back_page_by_page() -> None:
    """Protects undo: random pages, taken back in turn, each to what stood there."""
    for seed in range(50):
        draw = random.Random(seed)
        journal = Journal()
        tables = [journal.table({key: key for key in range(3)}), journal.table(dict[int, int]())]
        journal.turned()
        pages = []
        for _ in range(6):
            before = [dict(table) for table in tables]
            for _ in range(draw.randrange(12)):
                table, key = draw.choice(tables), draw.randrange(5)
                if draw.random() < 0.4:
                    table.drop(key)
                else:
                    table[key] = draw.randrange(9)
            pages.append((before, journal.turned()))
        for before, notes in reversed(pages):
            journal.back(notes)
            assert [dict(table) for table in tables] == before


def test_page_that_is_not_turned_goes_back_too() -> None:
    journal = Journal()
    table = journal.table({"a": 1})
    table["b"] = 2
    table.drop("a")
    journal.back(journal.turned())
    assert table == {"a": 1}
    assert not any(journal.turned())

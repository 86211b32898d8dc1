# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of a view as csv: as a Dutch Excel opens it, and never a formula."""

import csv as reader

from hypothesis import given

from minkader.render import csv
from minkader.words.view import AmountCell, ChangeCell, FlatTable, NumberCell, TextCell, View
from tests.render.views import VIEWS


def _rows(view: View) -> list[list[str]]:
    text = csv.render(view)
    assert text.startswith("\ufeff")
    return list(reader.reader(text.removeprefix("\ufeff").splitlines(), delimiter=";"))


def _told(*cells: TextCell | NumberCell | AmountCell | ChangeCell) -> list[str]:
    return _rows(View("", [], FlatTable(["kop"] * len(cells), [cells])))[1]


def test_lines_end_as_a_spreadsheet_wants_and_heads_stand_first() -> None:
    table = FlatTable(["regel", "vorm"], [[TextCell("A; B"), TextCell('zegt "ja"')]])
    assert csv.render(View("", [], table)) == '\ufeffregel;vorm\r\n"A; B";"zegt ""ja"""\r\n'


def test_number_is_written_as_a_program_reads_it() -> None:
    cells = (NumberCell(1234, "1.234"), AmountCell(-2500, "euros", "−2.500 euro"))
    assert _told(*cells) == ["1234", "-2500"]


def test_change_is_told_with_both_sides() -> None:
    assert _told(ChangeCell(TextCell("was"), TextCell("wordt"))) == ["was → wordt"]


def test_text_that_a_spreadsheet_would_run_is_made_text() -> None:
    for evil in ("=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "\rx"):
        assert _told(TextCell(evil))[0].startswith("'") or evil == "\rx"
    assert _told(TextCell("-12"), TextCell("22"), TextCell("a=b")) == ["-12", "22", "a=b"]


@given(VIEWS)
def test_no_cell_of_any_view_is_a_formula(view: View) -> None:
    for row in _rows(view):
        for cell in row:
            assert cell[:1] not in ("=", "+", "@")
            assert cell[:1] != "-" or cell[1:].isdecimal()

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A view on a terminal: never wider than asked, nothing lost that is not marked, plain bytes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkader.render import terminal
from minkader.render.graphemes import graphemes, width
from minkader.words.view import (
    Band,
    Block,
    Cell,
    ChangeCell,
    Clipped,
    Column,
    Entry,
    FlatTable,
    FormCell,
    Grid,
    Item,
    Next,
    NumberCell,
    Paragraph,
    RuleCell,
    Section,
    Spread,
    TextCell,
    View,
)
from tests.render.views import FAMILY, VIEWS, view

WIDTHS = pytest.mark.parametrize("columns", [40, 80, 120])


def _lines(*blocks: Block, columns: int = 80) -> list[str]:
    return terminal.render(view(*blocks), width=columns).splitlines()[2:]


@given(VIEWS, st.integers(40, 120), st.booleans())
def test_no_line_of_any_view_is_wider_than_asked(drawn: View, columns: int, colour: bool) -> None:
    text = terminal.render(drawn, width=columns, colour=colour)
    for line in re.sub("\x1b\\[[0-9;]*m", "", text).splitlines():
        assert width(line) <= columns, line
        assert colour or line == line.rstrip()


@given(VIEWS, st.integers(40, 120))
def test_colour_changes_no_letter(drawn: View, columns: int) -> None:
    """Protects who sees no colour, and whoever reads the answer from a file."""
    coloured = terminal.render(drawn, width=columns, colour=True)
    plain = terminal.render(drawn, width=columns)
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain
    assert "\x1b" not in plain


@given(VIEWS, st.integers(40, 120))
def test_joined_picture_is_never_taken_apart(drawn: View, columns: int) -> None:
    text = terminal.render(drawn, width=columns)
    people = {letter for letter in FAMILY if letter != "\u200d"}
    for cluster in graphemes(text):
        if people & set(cluster):
            assert cluster == FAMILY


@WIDTHS
def test_wide_title_is_cut_by_what_a_screen_shows(columns: int) -> None:
    """A fixed bug (C14): a title of wide characters gave lines of 108 columns on a screen of 80."""
    title = Column("titel", fit="rest", least=8)
    cells: list[Cell] = [RuleCell("HEK"), TextCell("規" * 90), FormCell("permit", "vergunning")]
    grid = Grid([Column("regel", fit="above"), title, Column("vorm", fit="below")], [Entry(cells)])
    (line,) = _lines(grid, columns=columns)
    assert columns - 1 <= width(line) <= columns
    assert line.endswith("規…  vergunning") or line.endswith("規…   vergunning")


@WIDTHS
def test_word_of_two_hundred_letters_is_broken(columns: int) -> None:
    """A fixed bug (C14): such a word gave a line of 218 columns."""
    lines = _lines(Item("W" * 200, mark="!"), columns=columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join(line.strip("! ") for line in lines) == "W" * 200


def test_id_of_a_rule_is_never_cut() -> None:
    name = "R" * 80
    grid = Grid([Column(fit="above", most=24), Column(fit="rest")],
                [Entry([RuleCell(name), TextCell("Een titel")])])  # fmt: skip
    lines = _lines(grid, columns=40)
    assert "".join(lines[:-1]).replace(" ", "") == name
    assert lines[-1].endswith("Een titel")


def test_wider_screen_is_used_up_to_its_limit() -> None:
    text = "woord " * 100
    assert max(map(len, _lines(Paragraph(text), columns=200))) in range(115, 121)
    assert max(map(len, _lines(Paragraph(text), columns=10))) in range(35, 41)


def test_title_gets_what_is_wider() -> None:
    cells: list[Cell] = [
        RuleCell("A"),
        TextCell("t" * 100),
        ChangeCell(TextCell("was"), TextCell("wordt")),
    ]
    grid = Grid([Column(), Column(fit="rest", most=28), Column(fit="below")], [Entry(cells)])
    for columns, letters in ((80, 27), (120, 67)):
        (line,) = _lines(grid, columns=columns)
        assert line.count("t…") == 1
        assert f"A  {'t' * letters}…  was → wordt" in line


def test_change_that_does_not_fit_stands_below_and_the_title_takes_its_place() -> None:
    change = ChangeCell(FormCell("permit", "vergunning"), FormCell(None, "geen regel " * 6))
    rows = [
        Entry([RuleCell("A"), TextCell("t" * 70), change]),
        Entry([RuleCell("B"), TextCell("t" * 70), FormCell("permit", "vergunning")]),
    ]
    columns = [Column(), Column(fit="rest", least=24), Column(fit="below")]
    lines = _lines(Grid(columns, rows), columns=80)
    assert lines[0] == f"  A  {'t' * 70}"
    assert lines[1].startswith("      vergunning → geen regel")
    assert lines[-1].endswith("…  vergunning")


def test_numbers_stand_under_their_heads() -> None:
    rows = [Entry([TextCell("een-hele-lange-naam-n"), NumberCell(4, "4"), NumberCell(12, "12")])]
    heads = [
        Column("scenario", fit="above"),
        Column("regels", right=True),
        Column("zwaarte", right=True),
    ]
    assert _lines(Grid(heads, rows, heads=True), columns=40) == [
        "  scenario               regels  zwaarte",
        "  een-hele-lange-naam-n       4       12",
    ]


def test_numbers_that_do_not_fit_beside_a_name_stand_under_it() -> None:
    rows = [Entry([TextCell("n" * 38), NumberCell(4, "4"), NumberCell(12, "12")])]
    heads = [Column("naam", fit="above"), Column("a", right=True), Column("b", right=True)]
    assert _lines(Grid(heads, rows), columns=40) == ["  " + "n" * 38, "    4  12"]


def test_cells_that_fit_no_line_together_stand_under_each_other_with_their_heads() -> None:
    rows = [Entry([TextCell("a" * 30), TextCell("b" * 30), TextCell("")], mark="+")]
    heads = [Column("een"), Column("twee"), Column("drie")]
    assert _lines(Grid(heads, rows), columns=40) == ["  + " + "a" * 30, "    twee: " + "b" * 30]


def test_band_and_items_stand_where_the_grid_says() -> None:
    rows: list[Entry | Band] = [
        Band("Samen"),
        Entry([TextCell("A")], under=[Item("omdat", mark="-")]),
    ]
    assert _lines(Grid([Column()], rows, indent=9)) == ["  Samen", "  A", "         - omdat"]


def test_tail_is_never_cut() -> None:
    assert _lines(Clipped("x" * 60, ": a → b", depth=1), columns=40) == [
        "  " + "x" * 30 + "…: a → b"
    ]
    lines = _lines(Clipped("x", "t" * 50), columns=40)
    assert "".join(lines).replace(" ", "") == "x" + "t" * 50


def test_text_against_the_right_edge_goes_below_where_both_do_not_fit() -> None:
    assert _lines(Spread("links", "rechts"), columns=40) == ["links" + " " * 29 + "rechts"]
    assert _lines(Spread("links " * 7, "rechts"), columns=40) == [
        "links links links links links links",
        "  links",
        "  rechts",
    ]


def test_command_to_paste_is_never_broken() -> None:
    command = "minkader what-if " + "x" * 200
    told = terminal.render(view(Paragraph("A"), next=[Next("Volgende vraag:", command)]))
    assert told.splitlines()[-2:] == ["Volgende vraag:", f"  {command}"]


def test_only_headings_are_bold_and_only_marks_have_a_colour() -> None:
    told = terminal.render(
        View(
            "Titel",
            [Section([Item("a - b", mark="-"), Item("- c"), Item("d", mark="*")], heading="Kop")],
            FlatTable([], []),
            lead=[Clipped("A", strong=True)],
        ),
        colour=True,
    )
    assert told.splitlines() == [
        "\x1b[1mTitel\x1b[0m",
        "\x1b[1mA\x1b[0m",
        "",
        "\x1b[1mKop\x1b[0m",
        "  \x1b[31m-\x1b[0m a - b",
        "  - c",
        "  * d",
    ]


def test_page_that_has_to_fit_loses_detail_first_and_then_blank_lines() -> None:
    lines = [Paragraph(f"regel {n}") for n in range(6)]
    sections = [Section(lines, brief=lines[:3]), Section([Paragraph("slot")])]
    page = View("Titel", sections, FlatTable([], []))
    long = terminal.render(page).splitlines()
    assert len(long) == 10  # as it is: a title, six lines, one more, and two blank ones
    for screen, count in ((10, 10), (9, 8), (8, 8), (7, 7), (6, 5), (5, 5), (1, 5)):
        assert len(terminal.render(page._replace(screen=screen)).splitlines()) == count

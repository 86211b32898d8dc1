# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A view as a page: every tag closed, nothing in a text that runs, nothing lost."""

from html.parser import HTMLParser

from hypothesis import given

from minkader.render import html
from minkader.words.view import (
    Band,
    Clipped,
    Column,
    Entry,
    FlatTable,
    Grid,
    Item,
    Next,
    Paragraph,
    Section,
    Spread,
    TextCell,
    View,
)
from tests.render.views import VIEWS, view

TAGS = {
    "div", "h3", "h4", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


class Whole(HTMLParser):
    """Read a page, and hold that every tag is one of ours and closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag that is opened."""
        assert tag in TAGS
        assert all(name in {"style", "class", "colspan"} for name, _ in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        self.texts.append(data)


@given(VIEWS)
def test_page_of_any_view_is_whole(drawn: View) -> None:
    texts = Whole(html.render(drawn)).texts
    if drawn.title:
        assert any(text.startswith(drawn.title) for text in texts)


def test_page_shows_what_a_view_holds_in_its_order() -> None:
    evil = "<script>alert('&')</script>"
    grid = Grid(
        [Column("regel"), Column("titel")],
        [
            Band("Samen:"),
            Entry([TextCell("A"), TextCell(evil)], mark="+", under=[Item("omdat", mark="!")]),
        ],
    )
    sections = [
        Section([Item("een", mark="1."), Item("twee", depth=2), Paragraph("Tekst."), grid],
                heading="KOP", aside="30 uur"),
    ]  # fmt: skip
    told = View(
        "Titel", sections, FlatTable([], []), [Next("Volgende vraag:", "minkader solve x")],
        aside="vandaag", lead=[Spread("links", "(rechts)"), Clipped("A", ": b", strong=True)],
    )  # fmt: skip
    page = html.render(told)
    assert "<script" not in page
    assert Whole(page).texts == [
        "Titel (vandaag)", "links (rechts)", "A: b", "KOP (30 uur)", "1. een", "twee", "Tekst.",
        "regel", "titel", "Samen:", "+ A", evil, "! omdat",
    ]  # fmt: skip


def test_grid_without_heads_has_no_row_for_them() -> None:
    page = html.render(view(Grid([Column()], [Entry([TextCell("A")])])))
    assert "<thead>" not in page
    assert Whole(page).texts == ["Titel", "A"]

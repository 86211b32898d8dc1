# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A view: an answer as people read it, in one language, before any medium has laid it out.

Every question has a module `minkader.words.<question>` with `view(answer, telling) -> View`; every
medium a module `minkader.render.<medium>` with `render(view, …) -> str`. A view knows no width, no
colour and no file format: what a medium may do where room is short stands here as data (`Column`,
`Clipped`, `brief`, `gap`). All of it is frozen and cheap to make, and imports nothing.

    View       title, lead, sections, next questions, and the answer as one flat table
    Section    a heading and blocks: Paragraph, Item, Spread, Clipped, Typed, Grid
    Grid       rows on a screen: each an Entry (cells, and items under it) or a Band across
    FlatTable  rows for other programs: other columns than on a screen, one row a record

Texts hold one line each, already in the language of the view. Depth counts steps of two columns
from the left edge.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

Mark = str
"""What a line begins with: `+` comes or can be, `-` goes, `~` changes, `!` can't be; `*`, `1.`."""


class TextCell(NamedTuple):
    """Words, or nothing."""

    text: str


class NumberCell(NamedTuple):
    """A whole number: as a program writes it, and (`text`) as people read it."""

    value: int
    text: str


class AmountCell(NamedTuple):
    """A number of something: euros, hours a year, weeks; `text` says the unit too."""

    value: int
    unit: str
    text: str


class RuleCell(NamedTuple):
    """The id of a rule: what other commands are asked with, so no medium ever cuts it."""

    text: str


class FormCell(NamedTuple):
    """A form (its code, None: no rule any more), and what stands behind it, such as hours."""

    code: str | None
    said: str
    note: str = ""

    @property
    def text(self) -> str:
        """Return the form and its note."""
        return f"{self.said}  {self.note}" if self.note else self.said


class ChangeCell(NamedTuple):
    """What something was, and what it becomes."""

    before: "TextCell | NumberCell | AmountCell | FormCell"
    after: "TextCell | NumberCell | AmountCell | FormCell"

    @property
    def text(self) -> str:
        """Return both sides with an arrow between them."""
        return f"{self.before.text} → {self.after.text}"


Cell = TextCell | NumberCell | AmountCell | RuleCell | FormCell | ChangeCell


class Paragraph(NamedTuple):
    """Running text; later lines get `hang` columns more."""

    text: str
    depth: int = 0
    hang: int = 0


class Item(NamedTuple):
    """One line of a list; later lines get `hang` columns more."""

    text: str
    mark: Mark = ""
    depth: int = 1
    hang: int = 2


class Spread(NamedTuple):
    """Two texts on one line, the second against the right edge; below it where both don't fit."""

    left: str
    right: str = ""


class Clipped(NamedTuple):
    """One line that is cut where it is too long; never its tail. `strong`: a heading of its own."""

    text: str
    tail: str = ""
    depth: int = 0
    strong: bool = False


class Typed(NamedTuple):
    """One line as somebody types it: never wrapped nor cut."""

    text: str
    depth: int = 1


class Column(NamedTuple):
    """A column of a grid, and what a narrow medium may do with it.

    `fit` says what becomes of a cell that is wider than its column:

    * `cut`: it is cut, with a mark where something went;
    * `above`: it stands on a line of its own, above the rest of its row;
    * `below`: it stands on a line of its own, below; the `rest` column takes its place;
    * `rest`: as `cut`, and this column takes what the others leave. One column at most is this.

    A `below` column is as wide as its cells that are no change; where the `rest` column would get
    less than its `least` then, all its cells go below.
    """

    head: str = ""
    fit: Literal["cut", "above", "below", "rest"] = "cut"
    least: int = 0
    """Columns that it takes at least, on a screen."""
    most: int | None = None
    """Columns that it takes at most, on a screen of 80."""
    widest: int | None = None
    """Columns that it takes at most on a wider screen; half of what is wider may go here."""
    right: bool = False
    """Cells stand against the right edge: numbers."""


class Entry(NamedTuple):
    """A row of a grid: a cell for each column, and the items that belong to it."""

    cells: Sequence[Cell]
    mark: Mark = ""
    """Stands before the first cell, also where other rows of the grid have none."""
    under: Sequence[Item] = ()
    """Their depth is not looked at: the grid says where they stand (`indent`)."""


class Band(NamedTuple):
    """A line across a grid: what the entries below it share."""

    text: str


class Grid(NamedTuple):
    """Rows on a screen; where they can't fit side by side, cells stand under each other."""

    columns: Sequence[Column]
    rows: Sequence[Entry | Band]
    heads: bool = False
    """Show the heads of the columns on a screen too; other media always do."""
    indent: int = 6
    """Columns before what stands under a row."""
    depth: int = 1


Block = Paragraph | Item | Spread | Clipped | Typed | Grid


class Section(NamedTuple):
    """Blocks under a heading; without one it is what stands on its own, such as the closing."""

    blocks: Sequence[Block]
    heading: str = ""
    aside: str = ""
    """What stands beside the heading, against the right edge."""
    gap: bool = True
    """A blank line above it."""
    brief: Sequence[Block] | None = None
    """What may stand there instead where the page has to fit (`View.screen`)."""


class Next(NamedTuple):
    """A question to ask next, as a command that can be pasted: it is never wrapped nor cut."""

    label: str
    command: str


class FlatTable(NamedTuple):
    """An answer as one flat table: for a spreadsheet or another program."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


class View(NamedTuple):
    """An answer in one language; `lead` stands under the title, without a blank line."""

    title: str
    sections: Sequence[Section]
    table: FlatTable
    next: Sequence[Next] = ()
    aside: str = ""
    """What stands beside the title, against the right edge."""
    lead: Sequence[Block] = ()
    next_gap: bool = False
    """A blank line above the next questions."""
    screen: int | None = None
    """Lines that it should fit in: `brief` blocks first, then no blank lines."""

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Views of every shape, at random, and some by hand."""

from hypothesis import strategies as st

from minkader.words.view import (
    AmountCell,
    Band,
    Block,
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

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
"""Four people joined to one picture."""
WORDS = st.sampled_from(
    [
        "regel", "een", "Erfafscheiding", "→", "−3", "W" * 200, "x" * 43, "規則規則", "ＡＢ",
        "e\u0301le\u0301gant", FAMILY, FAMILY * 30, "\U0001f1f3\U0001f1f1", "1\ufe0f\u20e3",
        "न्दी", "👍🏽", "کتاب‌ها", "=1+1", "(2.500", "euro)", "a-b-c", "",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=12).map(" ".join).map(str.strip)
_MARKS = st.sampled_from(["", "+", "-", "~", "!", "*", "1."])
_PLAIN = st.one_of(
    st.builds(TextCell, TEXTS),
    st.builds(FormCell, st.just("permit"), TEXTS, TEXTS),
    st.builds(NumberCell, st.integers(-9999, 9999), st.just("1.234")),
    st.builds(AmountCell, st.integers(0, 9), st.just("euros"), st.just("9 euro")),
)
CELLS = st.one_of(_PLAIN, st.builds(RuleCell, WORDS), st.builds(ChangeCell, _PLAIN, _PLAIN))
_DEPTHS = st.integers(0, 30)
ITEMS = st.builds(Item, TEXTS, _MARKS, _DEPTHS, st.integers(0, 4))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Draw a grid: some columns, at most one of which takes the rest."""
    fits = draw(st.lists(st.sampled_from(["cut", "above"]), min_size=1, max_size=5))
    rest = draw(st.sampled_from([None, "rest", "below"]))
    if rest is not None:
        fits.insert(draw(st.integers(1, len(fits))), "rest")
    if rest == "below":
        fits.insert(draw(st.integers(1, len(fits))), "below")
    columns = [
        Column(
            draw(WORDS),
            fit,  # type: ignore[arg-type]
            draw(st.integers(0, 24)),
            draw(st.one_of(st.none(), st.integers(1, 30))),
            draw(st.one_of(st.none(), st.integers(1, 40))),
            draw(st.booleans()),
        )
        for fit in fits
    ]
    cells = st.lists(CELLS, min_size=len(columns), max_size=len(columns))
    rows = st.one_of(
        st.builds(Entry, cells, _MARKS, st.lists(ITEMS, max_size=2)), st.builds(Band, TEXTS)
    )
    listed = draw(st.lists(rows, min_size=1, max_size=4))
    return Grid(columns, listed, draw(st.booleans()), draw(st.integers(0, 16)), draw(_DEPTHS))


BLOCKS = st.lists(
    st.one_of(
        st.builds(Paragraph, TEXTS, _DEPTHS, st.integers(0, 4)),
        ITEMS,
        st.builds(Spread, TEXTS, TEXTS),
        st.builds(Clipped, TEXTS, TEXTS, _DEPTHS, st.booleans()),
        grids(),
    ),
    max_size=3,
)
SECTIONS = st.builds(Section, BLOCKS, TEXTS, TEXTS, st.booleans(), st.one_of(st.none(), BLOCKS))
TABLES = st.builds(
    lambda row: FlatTable(["hoofd"] * len(row), [row]), st.lists(CELLS, min_size=1, max_size=4)
)
VIEWS = st.builds(
    View,
    TEXTS,
    st.lists(SECTIONS, max_size=3),
    TABLES,
    st.lists(st.builds(Next, TEXTS, st.just("minkader solve x")), max_size=2),
    TEXTS,
    BLOCKS,
    st.booleans(),
    st.one_of(st.none(), st.integers(1, 24)),
)


def view(*blocks: Block, **more: object) -> View:
    """Return a view of one section."""
    return View("Titel", [Section(blocks)], FlatTable(["a"], []), **more)  # type: ignore[arg-type]

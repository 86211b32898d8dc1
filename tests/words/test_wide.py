# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Titles that are wide on a screen, from the file to the line."""

import pytest

import minkader as mk
from minkader.render.graphemes import graphemes, width
from tests.render.views import FAMILY
from tests.tiny import FALLBACK, document, lesser, option, rule

TITLES = {"WIJD": "規則" * 60, "LANG": "w" * 200, "SAMEN": FAMILY * 40, "PERZISCH": "کتاب\u200cها"}


@pytest.fixture(scope="module")
def wide() -> mk.RuleSet:
    """Load rules with such titles, one of which residents can take over."""
    rules = [
        rule(
            name,
            title=title,
            form="permit",
            guards=["mooi"],
            options=[option("self_management", group="g", hours_per_year=4, guards=["mooi"],
                            fallback=FALLBACK)],
            release={"fallback": FALLBACK},
        )
        for name, title in TITLES.items()
    ]  # fmt: skip
    return mk.load(
        document(
            *rules,
            title="規" * 90,
            interests={"mooi": {**lesser(), "title": FAMILY * 30}},
            groups={"g": {"title": "w" * 90, "capacity": 9}},
            scenarios={"s": {"keep": ["WIJD"]}},
        )
    )


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_line_is_wider_than_the_screen_shows_and_joined_letters_stay_joined(
    tongue: str, wide: mk.RuleSet, columns: int
) -> None:
    """A fixed bug (C14): lines of 108 and 218 columns, and joined emoji taken apart."""
    answers = [
        mk.solve(wide),
        mk.what_if(wide, keep=["SAMEN"]),
        mk.what_if(wide, release=list(TITLES)),
        mk.scenarios(wide),
        *(mk.show(wide, name) for name in TITLES),
    ]
    for answer in answers:
        lines = answer.text(width=columns).splitlines()
        for line in (line for line in lines if not line.startswith("  minkader ")):
            assert width(line) <= columns, line
            assert all(c == FAMILY for c in graphemes(line) if c[0] in FAMILY)
    assert TITLES["PERZISCH"] in answers[-1].text()

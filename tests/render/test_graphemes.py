# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader takes for one character, and how many columns it takes."""

import subprocess
import sys

import pytest

from minkader.render.graphemes import cut, fitted, graphemes, pieces, width
from tests.render.views import FAMILY

NETHERLANDS = "\U0001f1f3\U0001f1f1"
BELGIUM = "\U0001f1e7\U0001f1ea"


@pytest.mark.parametrize(
    ("text", "clusters", "columns"),
    [
        ("", [], 0),
        ("één → 2", list("één → 2"), 7),
        ("e\u0301a", ["e\u0301", "a"], 2),
        ("\u0301a", ["\u0301", "a"], 1),
        ("表示", ["表", "示"], 4),
        (f"a{FAMILY}b", ["a", FAMILY, "b"], 4),
        (
            "\U0001f1f3\U0001f1f1\U0001f1e7\U0001f1ea",
            ["\U0001f1f3\U0001f1f1", "\U0001f1e7\U0001f1ea"],
            4,
        ),
        ("1\ufe0f\u20e3", ["1\ufe0f\u20e3"], 2),
        ("👍🏽!", ["👍🏽", "!"], 3),
        ("❤\ufe0f\u200d🔥", ["❤\ufe0f\u200d🔥"], 2),
        ("👩\u200d⚕\ufe0f", ["👩\u200d⚕\ufe0f"], 2),
        ("न्दी", ["न्", "दी"], 2),
        ("ب\u200cه", ["ب\u200c", "ه"], 2),
        ("ﾊ", ["ﾊ"], 1),
    ],
)
def test_text_is_split_and_measured_as_a_terminal_shows_it(
    text: str, clusters: list[str], columns: int
) -> None:
    assert list(graphemes(text)) == clusters
    assert width(text) == columns


def test_cut_keeps_what_is_one_character_whole() -> None:
    assert cut("abcdef", 4) == "abc…"
    assert cut("abcd", 4) == "abcd"
    assert cut("表示表示", 5) == "表示…"
    assert cut("表示表示", 6) == "表示…"
    assert cut(FAMILY * 3, 5) == f"{FAMILY * 2}…"
    assert cut("abc", 0) == ""


def test_pieces_are_the_text_and_none_is_wider() -> None:
    assert list(pieces("abcdefg", 3)) == ["abc", "def", "g"]
    assert list(pieces(f"{FAMILY}表示", 3)) == [FAMILY, "表", "示"]
    assert list(pieces("表", 1)) == ["表"]  # no line is that narrow, and nothing gets lost


def test_cell_takes_exactly_its_columns() -> None:
    assert fitted("表", 4) == "表  "
    assert fitted("表", 4, right=True) == "  表"
    assert fitted("abc", 2) == "a…"
    assert fitted("表示", 2) == "… "


def test_tables_of_letters_are_only_loaded_where_a_text_asks_for_them() -> None:
    """Protects the start: most answers need them not."""
    program = (
        "import sys; from minkader.render.graphemes import width;"
        "width('Één regel → geen · −3 …'); assert 'unicodedata' not in sys.modules;"
        "width('表'); assert 'unicodedata' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The language: which one, numbers, dates, lists, free text."""

from collections.abc import Iterator

import pytest

from minkader.words import language, terms
from minkader.words.language import date, figures, listed, number, plain, say, shortened, spoken


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Leave the language to the environment, which says nothing yet."""
    for name in ("MINKADER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    language.choose(None)
    yield monkeypatch
    language.choose(None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "fr_FR.UTF-8"}, "nl"),
        ({"LANG": "C"}, "nl"),
        ({"MINKADER_LANG": "en", "LANG": "nl_NL"}, "en"),
        ({"MINKADER_LANG": "EN"}, "en"),
        ({"MINKADER_LANG": "xx", "LC_ALL": "en_US"}, "en"),
        ({"LC_ALL": "nl_BE", "LANG": "en_US"}, "nl"),
    ],
)
def test_language_is_what_the_environment_says_else_dutch(
    environment: pytest.MonkeyPatch, said: dict[str, str], expected: str
) -> None:
    for name, value in said.items():
        environment.setenv(name, value)
    assert language.current() == expected


def test_language_of_the_machine_counts_where_the_environment_is_silent(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setattr("locale.getlocale", lambda: ("en_US", "UTF-8"))
    assert language.current() == "en"

    def broken() -> None:
        raise ValueError

    environment.setattr("locale.getlocale", broken)
    assert language.current() == "nl"


def test_language_that_is_chosen_goes_before_the_environment(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("MINKADER_LANG", "nl")
    language.choose("en")
    assert language.current() == "en"


def test_number_has_the_points_of_its_language(tongue: str) -> None:
    expected = {"nl": ["0", "999", "1.000", "1.234.567"], "en": ["0", "999", "1,000", "1,234,567"]}
    assert [number(n) for n in (0, 999, 1000, 1234567)] == expected[tongue]
    assert say(("{n}", "{n}"), n=12345) == {"nl": "12.345", "en": "12,345"}[tongue]


def test_count_picks_the_word_for_one_or_many(tongue: str) -> None:
    pair = ("{n} {n:regel|regels}", "{n} {n:rule|rules}")
    expected = {"nl": ["0 regels", "1 regel", "2 regels"], "en": ["0 rules", "1 rule", "2 rules"]}
    assert [say(pair, n=n) for n in range(3)] == expected[tongue]


def test_date_is_written_in_words(tongue: str) -> None:
    expected = {"nl": ["1 januari 2026", "31 mei 1999"], "en": ["1 January 2026", "31 May 1999"]}
    assert [date("2026-01-01"), date("1999-05-31")] == expected[tongue]
    months = {date(f"2026-{month:02}-09") for month in range(1, 13)}
    assert len(months) == 12


def test_words_are_listed_as_a_sentence_does(tongue: str) -> None:
    last = {"nl": "en", "en": "and"}[tongue]
    assert [listed([]), listed(["a"]), listed(["a", "b"])] == ["", "a", f"a {last} b"]
    assert listed(["a", "b", "c"]) == f"a, b {last} c"


def test_free_text_without_english_stays_dutch_and_is_marked(tongue: str) -> None:
    assert spoken({"nl": "Huis", "en": "House"}) == {"nl": "Huis", "en": "House"}[tongue]
    assert spoken({"nl": "Huis"}) == {"nl": "Huis", "en": "Huis (nl)"}[tongue]
    assert spoken(None) == ""


def test_free_text_cannot_fool_a_screen() -> None:
    assert plain("rood \x1b[31m\nen\tklaar\u202e \x07!") == "rood [31m en klaar !"
    assert plain("Café € ë → …") == "Café € ë → …"


def test_window_is_said_in_either_language_however_the_file_gives_it(tongue: str) -> None:
    written = ["1 dag", "2 days", "1 weken", "3weeks", "12 maanden", "1 month", "1 jaar", "2 years"]
    expected = {
        "nl": "1 dag|2 dagen|1 week|3 weken|12 maanden|1 maand|1 jaar|2 jaar",
        "en": "1 day|2 days|1 week|3 weeks|12 months|1 month|1 year|2 years",
    }
    assert "|".join(map(terms.window, written)) == expected[tongue]


def test_reference_is_said_without_signs(tongue: str) -> None:
    expected = {
        "nl": ["A", "A bij de gemeente", "A als vergunning"],
        "en": ["A", "A with the municipality", "A as permit"],
    }
    assert [terms.reference(ref) for ref in ("A", "A@kept", "A@permit")] == expected[tongue]


def test_category_of_the_file_itself_is_said_as_it_is(tongue: str) -> None:
    assert terms.term(terms.CATEGORIES, "eigen-soort") == "eigen-soort"
    assert terms.term(terms.CATEGORIES, "order") == {"nl": "orde", "en": "order"}[tongue]


def test_long_value_is_cut_with_a_mark() -> None:
    assert shortened("afgekapt", 5) == "afge…"
    assert shortened("heel", 5) == "heel"


def test_count_that_nobody_can_read_is_told_by_its_size(tongue: str) -> None:
    assert figures("999") == "999"
    point = {"nl": ".", "en": ","}[tongue]
    assert figures("1" + "0" * 14) == f"100{point}000{point}000{point}000{point}000"
    assert figures("7" + "1" * 300) == {"nl": "minstens 10^300", "en": "at least 10^300"}[tongue]

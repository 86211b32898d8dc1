# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes to a document: what is read as what, and everything that is refused with its place."""

import hashlib
import json
from decimal import Decimal

import pytest

from minkader.formats.locate import read
from minkader.formats.yaml import DEEPEST, parse
from minkader.ruleset.errors import UnreadableError
from minkader.ruleset.findings import Finding, shown
from minkader.ruleset.nouns import RuleSet

GOOD = """\
minkader: 1
id: klein
title: Klein
rules:
- {id: A, title: Regel}
"""


def good(more: str = "", **instead: str) -> RuleSet:
    """Read the good text, with lines behind it or values replaced."""
    return read(_text(more, instead).encode(), "klein.yaml")


def _text(more: str, instead: dict[str, str]) -> str:
    text = GOOD
    for old, new in instead.items():
        assert f"{old}: " in text
        text = text.replace(f"{old}: ", f"{old}: {new} #", 1)
    return text + more


def findings(content: bytes | str) -> list[Finding]:
    """Refuse a file."""
    with pytest.raises(UnreadableError) as caught:
        read(content if isinstance(content, bytes) else content.encode(), "klein.yaml")
    return list(caught.value.findings)


def placed(content: bytes | str) -> list[tuple[str, int | None, int | None, str | None]]:
    """Refuse a file, with code, line, column and path of each finding."""
    return [
        (found.code, found.where.line, found.where.column, found.where.path)
        for found in findings(content)
    ]


# What is read as what.


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("22.10", "22.10"),
        ("1:30", "1:30"),
        ("2026-01-01", "2026-01-01"),
        ("1_000", "1_000"),
        ("0777", "0777"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        ("+5", "+5"),
        (".inf", ".inf"),
        ("true", "true"),
        ("'null'", "null"),
        ("=", "="),
    ],
)
def test_text_is_taken_as_written(written: str, value: str) -> None:
    """Protects YAML 1.2 from the traps of 1.1, and ids and titles from becoming numbers."""
    assert good(title=written).title.nl == value


def test_id_of_digits_stays_text_wherever_it_stands() -> None:
    read_ = good("- {id: 22.10, title: x, requires: [22.11]}\n- {id: 22.11, title: 1.50}\n")
    assert [rule.id for rule in read_.rules] == ["A", "22.10", "22.11"]
    assert read_.rules[1].requires == ("22.11",)
    assert read_.rules[2].title.nl == "1.50"
    assert read_.document["rules"][1]["id"] == "22.10"


def test_id_of_many_digits_stays_text() -> None:
    digits = "1" * 80
    assert good(f"- {{id: {digits}, title: x}}\n").rules[1].id == digits


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("12", 12),
        ("-12", -12),
        ("+12", 12),
        ("012", 12),
        ("0o17", 15),
        ("0xff", 255),
        ("1.50", Decimal("1.50")),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("1e3", Decimal(1000)),
        ("-1.5E-3", Decimal("-0.0015")),
        ("null", None),
        ("~", None),
        ("", None),
        ("no", "no"),
        ("1:30", "1:30"),
        ("2026-01-01", "2026-01-01"),
        (".nan", ".nan"),
        ("1_0", "1_0"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("|\n  x\n", "x\n"),
    ],
)
def test_scalar_is_of_the_core_schema(written: str, value: object) -> None:
    found = parse(f"k: {written}").document["k"]
    assert (found, type(found)) == (value, type(value))


def test_byte_order_mark_and_line_ends_change_nothing() -> None:
    plain = good()
    assert read(b"\xef\xbb\xbf" + GOOD.encode()) == plain
    assert read(GOOD.replace("\n", "\r\n").encode()) == plain
    assert read(f"%YAML 1.2\n---\n{GOOD}...\n".encode()) == plain


def test_json_is_read_too_with_tabs_and_characters_in_two_halves() -> None:
    rules = [{"id": "A", "title": "a\\ud83d"}]
    document = {"minkader": 1, "id": "klein", "title": "Hek \U0001f600\t/", "rules": rules}
    text = json.dumps(document, indent="\t")
    assert "\\ud83d\\ude00" in text
    found = read(text.encode())
    assert found.title.nl == "Hek \U0001f600\t/"
    assert found.rules[0].title.nl == "a\\ud83d"


def test_half_a_character_is_refused_even_behind_a_backslash() -> None:
    text = '{"minkader":1,"id":"a","title":"x\\\\ud83d\\ude00","rules":[{"id":"A","title":"A"}]}'
    assert [found.code for found in findings(text)] == ["MK007"]


def test_tab_in_yaml_that_only_looks_like_json_is_left_alone() -> None:
    text = '{minkader: 1, id: a, title: "x\ty", rules: [{id: A, title: A}]}'
    assert read(text.encode()).title.nl == "x\ty"


# What is refused.


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "MK006"),
        (b"  \n\t\n", "MK006"),
        (b"# alleen een opmerking\n", "MK006"),
        (GOOD.encode("utf-16"), "MK005"),
        (GOOD.encode("utf-16-le"), "MK005"),
        (GOOD.encode("utf-32"), "MK005"),
        (b"\x00\x01\x02", "MK005"),
        (b"PK\x03\x04\x00\x00", "MK005"),
        (b"%PDF-1.7\n\x80\xff", "MK005"),
        (b"---\n", "MK014"),
        (b"- 1\n", "MK014"),
        (b"klein\n", "MK014"),
        (b"12\n", "MK014"),
        (b"a: [\n", "MK007"),
        (b"a: b: c\n", "MK007"),
        (b"\ta: b\n", "MK007"),
        (b"a: 'x\n", "MK007"),
        (b"a: x\x01y\n", "MK007"),
    ],
)
def test_file_that_is_no_ruleset_is_refused(content: bytes, code: str) -> None:
    assert [found.code for found in findings(content)] == [code]


def test_another_encoding_names_its_line() -> None:
    content = GOOD.replace("Regel", "Ren\N{LATIN SMALL LETTER E WITH ACUTE}").encode("latin-1")
    (found,) = findings(content)
    assert (found.code, found.where.line, found.values["found"]) == ("MK005", 5, "other")


def test_control_character_names_its_line_and_column() -> None:
    assert placed(GOOD + "note: \N{LATIN SMALL LETTER E WITH ACUTE}x\x7f\n") == [
        ("MK007", 6, 9, None)
    ]


def test_file_past_the_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(GOOD.encode(), max_size=10)
    (found,) = caught.value.findings
    assert (found.code, found.values) == ("MK004", {"found": len(GOOD), "most": 10})


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("note: &a x\n", "&a"),
        ("note: *a\n", "*a"),
        ("note: !!str x\n", "tag:yaml.org,2002:str"),
        ("note: !eigen x\n", "!eigen"),
        ("note: ! x\n", "!"),
        ("note: !!map {nl: x}\n", "tag:yaml.org,2002:map"),
        ("note: &a {nl: x}\n", "&a"),
        ("area: !!python/object/apply:os.system [ls]\n", None),
        ("<<: {note: x}\n", "<<"),
        ("&a note: x\n", "&a"),
        ("rules: &a [x]\n", "&a"),
    ],
)
def test_anchor_alias_tag_and_merge_key_are_refused(line: str, found: str | None) -> None:
    (refused,) = [finding for finding in findings(GOOD + line) if finding.code == "MK009"]
    assert refused.where.line == 6
    if found is not None:
        assert refused.values["found"] == found


def test_bomb_of_aliases_is_refused_at_once() -> None:
    bomb = "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(50))
    assert [found.code for found in findings(bomb)] == ["MK009"]


def test_quoted_merge_key_is_a_key_like_others() -> None:
    assert [found.code for found in findings(GOOD + '"<<": x\n')] == ["MK020"]


def test_key_twice_names_the_first_line_and_reading_goes_on() -> None:
    found = findings(GOOD + "id: b\nnote: []\nid: c\n")
    assert [(f.code, f.where.line, f.values.get("first")) for f in found] == [
        ("MK008", 6, 2),
        ("MK022", 7, None),
        ("MK008", 8, 2),
    ]


def test_key_twice_in_a_list_of_rules_names_its_path() -> None:
    assert placed(GOOD + "- {id: B, title: x, title: y}\n") == [
        ("MK008", 6, 21, "rules[1].title"),
    ]


@pytest.mark.parametrize("key", ["[a]", "{a: b}", "? [a]\n"])
def test_key_that_is_no_scalar_is_refused(key: str) -> None:
    assert [found.code for found in findings(f"{GOOD}{key}: 1\n")] == ["MK013"]


def test_number_key_is_text() -> None:
    (found,) = findings(GOOD + "5: x\n")
    assert (found.code, found.where.path) == ("MK020", "5")


@pytest.mark.parametrize("digits", ["9" * 6000, "-" + "1" * 31, "0x" + "f" * 40, "1." + "0" * 40])
def test_number_of_very_many_digits_is_refused(digits: str) -> None:
    (found,) = findings(f"{GOOD}- {{id: B, title: x, weight: {digits}}}\n")
    assert (found.code, found.where.line, found.where.path) == ("MK011", 6, "rules[1].weight")
    assert found.values["digits"] == len(digits)


def test_number_of_very_many_digits_is_refused_as_text_too() -> None:
    assert [found.code for found in findings(GOOD.replace("Regel", "9" * 6000))] == ["MK011"]


@pytest.mark.parametrize("power", ["99999999999999", "400", "-400"])
def test_number_with_a_huge_exponent_is_refused(power: str) -> None:
    policy = f"policy: {{objections_at_most: 1e{power}}}\n"
    assert [found.code for found in findings(GOOD + policy)] == ["MK011"]


def test_long_number_is_told_beside_what_stops_reading() -> None:
    text = f"{GOOD}note: *a\n".replace("minkader: 1", "minkader: " + "9" * 40)
    assert [found.code for found in findings(text)] == ["MK009", "MK011"]


def test_top_that_is_a_long_number_is_no_ruleset() -> None:
    assert {found.code for found in findings("9" * 40)} == {"MK014"}


@pytest.mark.parametrize(
    "nested",
    ["[" * 50_000, "{a: " * 50_000, '{"a":' * 50_000, "- " * 50_000, "[" * 50_000 + "]" * 50_000],
)
def test_nesting_fifty_thousand_deep_is_refused(nested: str) -> None:
    assert [found.code for found in findings(nested)] == ["MK010"]


def test_nesting_is_counted_exactly() -> None:
    assert parse("[" * DEEPEST + "]" * DEEPEST).document
    with pytest.raises(UnreadableError):
        parse("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))


def test_second_document_is_refused() -> None:
    assert placed(f"{GOOD}---\n{GOOD}") == [("MK012", 6, 1, None)]


def test_value_that_is_missing_is_no_default() -> None:
    """Protects from `release:` and `classification:` that somebody left open."""
    found = placed(
        f"{GOOD}- id: B\n  title: x\n  release:\n  guards: [~]\n  classification: null\n"
    )
    assert found == [
        ("MK021", 8, 3, "rules[1].release"),
        ("MK021", 9, 12, "rules[1].guards[0]"),
        ("MK021", 10, 3, "rules[1].classification"),
    ]


def test_path_is_written_as_people_read_it() -> None:
    assert shown(("rules", 3, "options", 0, "form")) == "rules[3].options[0].form"
    assert shown(()) == ""


# The fingerprint.


def test_fingerprint_is_of_what_the_file_says() -> None:
    """Protects the definition of the fingerprint, word for word."""
    found = good(["policy: {objections_at_most: 0.50}\n", "{id: 22.10, title: Hé}\n"][0])
    document = {
        "minkader": 1,
        "id": "klein",
        "title": "Klein",
        "rules": [{"id": "A", "title": "Regel"}],
        "policy": {"objections_at_most": 0.5},
    }
    said = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert found.sha256 == hashlib.sha256(said.encode()).hexdigest()


def test_fingerprint_keeps_ids_as_written_and_text_in_utf_8() -> None:
    found = good("- {id: 22.10, title: Hé}\n")
    rules = [{"id": "A", "title": "Regel"}, {"id": "22.10", "title": "Hé"}]
    document = {"minkader": 1, "id": "klein", "title": "Klein", "rules": rules}
    said = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert found.sha256 == hashlib.sha256(said.encode()).hexdigest()


def test_fingerprint_does_not_see_layout_comments_and_order() -> None:
    other = "# c\nrules:\n  -   title: 'Regel'\n      id: A\nid: klein\nminkader: 1\ntitle: Klein\n"
    assert read(other.encode()).sha256 == good().sha256
    assert read(json.dumps(good().document).encode()).sha256 == good().sha256
    assert good(title="Anders").sha256 != good().sha256

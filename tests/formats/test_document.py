# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""All errors in one pass, each where it stands in the file; none that is only an echo."""

import pytest

from minkader.formats import shape
from minkader.formats.document import kind_of
from minkader.formats.locate import load
from minkader.formats.yaml import LONGEST_NUMBER
from minkader.ruleset.errors import UnreadableError
from minkader.ruleset.findings import Path
from minkader.ruleset.nouns import RuleSet
from tests.formats.test_yaml import GOOD, findings, placed
from tests.tiny import Json, codes, document, lesser, refused, rule

MANY = """\
minkader: 1
id: veel
interests:
  brand: {title: Brand, ground: saftey}
  beeld: {title: Beeld, category: order, together: [[B, ZZ]]}
rules:
- {id: A, guards: [brandd]}
- {id: B, title: B, form: permitt, guards: [nergens]}
- id: C
  title: C
  guards: [niets]
  options:
  - {guards: [beeld]}
  - {form: release}
  - {form: permit, group: wie}
  - {form: prohibition, guards: [beeld]}
- {id: D, title: D, weight: -1, requires: [E]}
scenarios:
  x: {title: X, keep: [E]}
"""


def test_all_errors_are_found_in_one_pass_where_they_stand() -> None:
    """Protects places: what was cut before reading on must not shift the lines of the rest."""
    assert placed(MANY) == [
        ("MK021", 1, 1, "title"),
        ("MK024", 4, 25, "interests.brand.ground"),
        ("MK030", 5, 57, "interests.beeld.together[0][1]"),
        ("MK021", 7, 3, "rules[0].title"),
        ("MK030", 7, 20, "rules[0].guards[0]"),
        ("MK024", 8, 21, "rules[1].form"),
        ("MK030", 8, 45, "rules[1].guards[0]"),
        ("MK030", 11, 12, "rules[2].guards[0]"),
        ("MK021", 13, 5, "rules[2].options[0].form"),
        ("MK032", 14, 5, "rules[2].options[1]"),
        ("MK037", 15, 20, "rules[2].options[2].group"),
        ("MK023", 17, 21, "rules[3].weight"),
        ("MK030", 17, 44, "rules[3].requires[0]"),
        ("MK030", 19, 24, "scenarios.x.keep[0]"),
    ]


def test_error_before_an_item_that_was_cut_keeps_its_place() -> None:
    """Protects places on both sides of a cut: only what comes after it has moved up."""
    cut = GOOD + "- {id: Q, title: Q, guards: [niets]}\n- 5\n- {id: R, title: R, guards: [niets]}\n"
    assert placed(cut) == [
        ("MK030", 6, 30, "rules[1].guards[0]"),
        ("MK022", 7, 3, "rules[2]"),
        ("MK030", 8, 30, "rules[3].guards[0]"),
    ]


def test_every_error_names_whom_it_is_about() -> None:
    subjects = {found.where.path: found.subjects for found in findings(MANY)}
    assert subjects["title"] == ()
    assert subjects["interests.brand.ground"] == ("brand",)
    assert subjects["rules[0].title"] == ("A",)
    assert subjects["rules[3].weight"] == ("D",)
    assert subjects["scenarios.x.keep[0]"] == ("x",)


def test_rule_without_an_id_is_told_by_its_place() -> None:
    assert placed(GOOD + "- {title: x}\n") == [("MK021", 6, 3, "rules[1].id")]


def test_missing_id_is_told_once() -> None:
    assert placed(GOOD + "- {id: null, title: x}\n") == [("MK021", 6, 4, "rules[1].id")]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("id", "a b", "MK025"),
        ("id", [], "MK022"),
        ("title", "", "MK027"),
        ("title", {}, "MK021"),
        ("minkader", 2, "MK019"),
        ("rules", 5, "MK022"),
        ("rules", {}, "MK022"),
        ("rules", [5], "MK022"),
        ("interests", [], "MK022"),
        ("interests", {"a b": lesser()}, "MK025"),
        ("policy", [], "MK022"),
        ("valid_on", "nu", "MK025"),
        ("source", 5, "MK022"),
        ("area", "Wijk", "MK022"),
    ],
)
def test_one_wrong_part_is_one_error(key: str, value: object, code: str) -> None:
    """Protects from errors that are only the echo of another."""
    assert codes(rule("A"), **{key: value}) == [code]


@pytest.mark.parametrize("key", ["minkader", "id", "title", "rules"])
def test_missing_part_is_named(key: str) -> None:
    whole = document(rule("A"))
    del whole[key]
    with pytest.raises(UnreadableError) as caught:
        load(whole)
    assert [(f.code, f.values) for f in caught.value.findings] == [("MK021", {"key": key})]


def test_what_is_sound_is_checked_beside_what_is_broken() -> None:
    """Protects "found in one pass": a missing title hides no unknown name."""
    asking = {**rule("A", guards=["x"]), "title": []}
    assert sorted(codes(asking, rule("B", requires=["y"]), title=[])) == [
        "MK022",
        "MK022",
        "MK030",
        "MK030",
    ]


def test_interest_called_title_or_id_is_like_any_other() -> None:
    interests = {"title": {"title": "x"}, "id": lesser(severity=9)}
    found = refused(rule("A"), interests=interests)
    assert [f.where.path for f in found] == ["interests.title", "interests.id.severity"]


def test_echo_of_a_broken_noun_is_not_told() -> None:
    """Protects from "neither ground nor category" where the ground is a slip of the pen."""
    assert codes(rule("A"), interests={"i": {"title": "x", "ground": "saftey"}}) == ["MK024"]
    assert codes(rule("A"), interests={"i": {"title": "x", "ground": None}}) == ["MK021"]


def test_rule_whose_form_is_broken_is_not_judged_by_a_default() -> None:
    """Protects from errors that only follow from `general_rule`."""
    lock = {"kind": "bandwidth", "lightest": "permit"}
    assert codes(rule("A", form="pemit", lock=lock), rule("B", requires=["A@prohibition"])) == [
        "MK024"
    ]


def test_names_are_checked_too_in_a_rule_whose_form_is_broken() -> None:
    """Protects "all are found in one pass": the mended file has no error left."""
    broken = rule("A", form="pemit", guards=["nergens"], requires=["ZZ"])
    assert codes(broken, rule("B", requires=["A@prohibition"])) == ["MK024", "MK030", "MK030"]


def test_many_errors_are_all_found() -> None:
    rules = [rule(f"R{n}", weight=-1, guards=["x"]) for n in range(300)]
    found = codes(*rules)
    assert (found.count("MK023"), found.count("MK030")) == (300, 300)


def test_expected_and_found_are_named() -> None:
    (found,) = refused(rule("A", weight="veel"))
    assert found.values == {"expected": "whole_number", "found": "text"}


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({}, "mapping"),
        ([], "list"),
        ("", "text"),
        (True, "boolean"),
        (None, "nothing"),
        (1, "number"),
    ],
)
def test_kind_of_a_value_has_a_name(value: object, kind: str) -> None:
    assert kind_of(value) == kind


# Documents from Python.


def test_document_from_python_has_no_places_and_no_file() -> None:
    (found,) = refused(rule("A", weight=-1))
    assert (found.where.file, found.where.line, found.where.column) == (None, None, None)
    assert found.where.path == "rules[0].weight"


def test_document_is_not_changed_by_changing_what_was_given() -> None:
    given = document(rule("A"))
    read = load(given)
    before = read.document["rules"][0]["title"]
    given["rules"][0]["title"] = "anders"
    assert read.document["rules"][0]["title"] == before


def _deep() -> Json:
    whole: Json = {}
    inner = whole
    for _ in range(100_000):
        inner["a"] = {}
        inner = inner["a"]
    return whole


@pytest.mark.parametrize(
    "note",
    [b"bytes", {1, 2}, object(), "\ud800", _deep(), {(): 1}, 10**5000, 10**LONGEST_NUMBER],
    ids=["bytes", "set", "object", "half", "deep", "key", "huge", "long"],
)
def test_document_that_no_file_could_hold_is_refused(note: object) -> None:
    with pytest.raises(UnreadableError) as caught:
        load(document(rule("A", weight=note)))
    assert all(found.where.line is None for found in caught.value.findings)


def test_document_that_holds_itself_is_refused() -> None:
    whole = document(rule("A"))
    whole["note"] = whole
    with pytest.raises(UnreadableError):
        load(whole)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_number_that_is_none_is_refused(bad: float) -> None:
    assert codes(rule("A"), policy={"objections_at_most": bad}) == ["MK022"]


def test_document_with_an_anchor_has_its_parse_errors_without_a_place() -> None:
    (found,) = refused(rule("A", title="\udc00"))
    assert (found.code, found.where.line) == ("MK007", None)


# The shape.


def _shape_at(path: Path) -> shape.Shape | None:
    return shape.at(shape.of(RuleSet), path)


def test_shape_knows_keys_lists_tables_and_text() -> None:
    rules = _shape_at(("rules", 3))
    assert rules is not None
    assert "guards" in rules.fields
    texts: list[Path] = [
        ("rules", 0, "id"),
        ("rules", 0, "title"),
        ("rules", 0, "title", "nl"),
        ("rules", 0, "options", 1, "stances", "x"),
        ("interests", "i", "together", 0, 1),
        ("measures", "m", "stances", "s", "r", "permit"),
    ]
    for path in texts:
        found = _shape_at(path)
        assert found is not None
        assert found.text, path
    others: list[Path] = [("rules", 0, "weight"), ("groups", "g", "capacity"), ("rules",), ()]
    for path in others:
        found = _shape_at(path)
        assert found is not None
        assert not found.text, path
    assert _shape_at(("onbekend", "x")) is None

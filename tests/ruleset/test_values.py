# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Page 5, "Every field": what each value may be, and with which code it is refused otherwise."""

from decimal import Decimal
from typing import Annotated

import pytest
from pydantic import TypeAdapter, ValidationError, WithJsonSchema

from minkader.questions.answering.notebook import Notebook
from minkader.ruleset.errors import (
    VOICE,
    MinkaderError,
    SelfCheckError,
    UnreadableError,
    Voice,
    WrongUseError,
)
from minkader.ruleset.findings import Finding, Place
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.reference import Reference, read, split
from minkader.ruleset.rule import Release, Rule
from minkader.ruleset.values import ID_PATTERN, Id, Interval, Text
from minkader.ruleset.vocabulary import (
    MUNICIPAL_FORMS,
    RESIDENT_FORMS,
    Form,
    Instrument,
    Kind,
    Stance,
)
from tests.tiny import FALLBACK, Json, codes, lesser, option, reads, refused, rule, ruleset


def _rule(**fields: object) -> Rule:
    return ruleset(rule("A", **fields)).rules[0]


def _released(release: object) -> Release:
    found = _rule(release=release).release
    assert found is not None
    return found


# Free text, ids, references.


def test_text_is_dutch_or_both_languages_and_dutch_alone_is_enough() -> None:
    plain, both = _rule(title="Hek").title, _rule(title={"nl": "Hek", "en": "Fence"}).title
    assert plain == Text(nl="Hek") == _rule(title={"nl": "Hek"}).title
    assert (both.spoken("nl"), both.spoken("en")) == (("Hek", False), ("Fence", False))
    assert plain.spoken("en") == ("Hek", True)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("", "MK027"),
        ({"nl": ""}, "MK027"),
        ({"en": "Fence"}, "MK021"),
        ({"nl": "Hek", "fr": "Clôture"}, "MK020"),
        (["Hek"], "MK022"),
        ({"nl": []}, "MK022"),
    ],
)
def test_text_of_another_shape_is_refused(title: object, code: str) -> None:
    assert codes(rule("A", title=title))[0] == code


@pytest.mark.parametrize("good", ["A", "9", "22.10", "a-b_c.d:e", "x" * 80])
def test_id_is_letters_digits_and_a_few_marks(good: str) -> None:
    assert ruleset(rule(good)).rules[0].id == good


@pytest.mark.parametrize("bad", ["-a", ".a", "a b", "a@b", "é", "x" * 81, "a\n"])
def test_id_of_another_shape_is_refused(bad: str) -> None:
    assert codes(rule(bad)) == ["MK025"]


def test_what_one_field_says_of_its_type_stays_with_that_field() -> None:
    """A fixed bug: fields shared what they take, and pydantic wrote on it for each of them."""
    plain = TypeAdapter(Id)
    one = TypeAdapter(Annotated[Id, WithJsonSchema({"const": "x"})])
    assert one.json_schema() == {"const": "x"}
    assert plain.json_schema() == {"type": "string", "pattern": ID_PATTERN}


@pytest.mark.parametrize(
    ("written", "asked"),
    [("A", None), ("A@kept", "kept"), ("A@permit", Form.PERMIT), ("22.26:x@kept", "kept")],
)
def test_reference_is_a_rule_and_what_is_asked_of_it(written: str, asked: object) -> None:
    assert read(written) == Reference(written.partition("@")[0], asked, written)  # type: ignore[arg-type]


def test_reference_is_cut_at_its_first_mark() -> None:
    assert split("A@kept") == ("A", "kept")
    assert split("A") == ("A", None)


@pytest.mark.parametrize("bad", ["A@", "@kept", "A@kept@kept", "A kept", "A@Kept"])
def test_reference_of_another_shape_is_refused(bad: str) -> None:
    assert codes(rule("A"), rule("B", requires=[bad])) == ["MK025"]


# Numbers.


@pytest.mark.parametrize("good", [0, 1, 10**9])
def test_number_is_whole_and_at_most_a_thousand_million(good: int) -> None:
    assert _rule(weight=good).weight == good


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (-1, "MK023"),
        (10**9 + 1, "MK023"),
        (1.0, "MK022"),
        (1.5, "MK022"),
        (True, "MK022"),
        ("1", "MK022"),
        ([1], "MK022"),
    ],
)
def test_number_of_another_shape_is_refused(bad: object, code: str) -> None:
    assert codes(rule("A", weight=bad)) == [code]


@pytest.mark.parametrize(("bad", "code"), [(0, "MK023"), (6, "MK023"), (2.5, "MK022")])
def test_severity_and_likelihood_are_one_to_five(bad: object, code: str) -> None:
    assert codes(rule("A"), interests={"i": lesser(severity=bad)}) == [code]
    assert codes(rule("A"), interests={"i": lesser(likelihood=bad)}) == [code]


@pytest.mark.parametrize(("bad", "code"), [(-1, "MK023"), (6, "MK023"), ("3", "MK022")])
def test_power_and_stake_are_zero_to_five(bad: object, code: str) -> None:
    assert codes(rule("A"), stakeholders={"s": {"power": bad}}) == [code]
    assert not ruleset(rule("A"), stakeholders={"s": {"power": 0}}).stakeholders["s"].power


def test_at_least_is_one_or_more() -> None:
    assert codes(rule("A"), interests={"i": lesser(at_least=0)}) == ["MK023"]


@pytest.mark.parametrize(
    ("written", "low", "high"), [(5, 5, 5), ([3, 9], 3, 9), ([4, 4], 4, 4), (0, 0, 0)]
)
def test_capacity_is_a_number_or_an_interval(written: object, low: int, high: int) -> None:
    read = ruleset(rule("A"), groups={"g": {"capacity": written}})
    assert read.groups["g"].capacity == Interval(low=low, high=high)
    assert ruleset(rule("A"), groups={"g": {}}).groups["g"].capacity.high == 0


@pytest.mark.parametrize(
    ("bad", "code"),
    [([9, 3], "MK022"), ([1], "MK022"), ([1, 2, 3], "MK022"), ("5", "MK022"), ([0, -1], "MK023")],
)
def test_interval_of_another_shape_is_refused(bad: object, code: str) -> None:
    assert codes(rule("A"), groups={"g": {"capacity": bad}})[0] == code
    assert codes(rule("A", effect_radius=bad))[0] == code


@pytest.mark.parametrize("good", [0, 1, 0.3, 0.5])
def test_share_is_the_decimal_as_written(good: float) -> None:
    read = ruleset(rule("A"), policy={"objections_at_most": good})
    assert read.policy.objections_at_most == Decimal(str(good))


@pytest.mark.parametrize(
    ("bad", "code"), [(1.01, "MK023"), (-0.1, "MK023"), (True, "MK022"), ("0.5", "MK022")]
)
def test_share_outside_zero_to_one_is_refused(bad: object, code: str) -> None:
    assert codes(rule("A"), policy={"objections_at_most": bad}) == [code]


def _fallen(**fields: object) -> Json:
    return rule("A", release={"fallback": {**FALLBACK, **fields}})


@pytest.mark.parametrize("good", [5, 0.5, -3])
def test_threshold_may_be_any_decimal(good: float) -> None:
    fallback = _released({"fallback": {**FALLBACK, "threshold": good}}).fallback
    assert fallback is not None
    assert fallback.threshold == Decimal(str(good))


@pytest.mark.parametrize(
    "good", ["12 maanden", "1 jaar", "2 weken", "30dagen", "1 year", "6 months", "1 week", "1 day"]
)
def test_window_is_a_number_and_a_unit(good: str) -> None:
    assert reads(_fallen(window=good))


@pytest.mark.parametrize("bad", ["maand", "12", "1,5 jaar", "12  maanden", "99999 dagen", "1 uur"])
def test_window_of_another_shape_is_refused(bad: str) -> None:
    assert codes(_fallen(window=bad)) == ["MK025"]


def test_fallback_has_a_municipal_form_and_defaults() -> None:
    assert codes(_fallen(form="self_management")) == ["MK028"]
    assert reads(_fallen(form="permit", when="below", weeks=0))
    fallback = _released({"fallback": FALLBACK}).fallback
    assert fallback is not None
    assert (fallback.when, fallback.weeks) == ("above", 26)


@pytest.mark.parametrize("missing", list(FALLBACK))
def test_fallback_names_everything_that_it_must(missing: str) -> None:
    fallback = {key: value for key, value in FALLBACK.items() if key != missing}
    assert codes(rule("A", release={"fallback": fallback})) == ["MK021"]


@pytest.mark.parametrize("bad", ["2026-02-30", "26-01-01", "2026-1-1", "20260101", "morgen"])
def test_date_is_a_day_that_exists(bad: str) -> None:
    assert codes(rule("A"), valid_on=bad) == ["MK025"]
    assert ruleset(rule("A"), valid_on="2024-02-29").valid_on == "2024-02-29"


@pytest.mark.parametrize("bad", ["true", 1, 0])
def test_yes_or_no_is_true_or_false(bad: object) -> None:
    assert codes(rule("A", assumed=bad)) == ["MK022"]


# Lists.


@pytest.mark.parametrize(
    "fields",
    [
        {"guards": ["i", "i"]},
        {"guards": ["i", "I"]},
        {"grounds": ["safety", "safety"]},
        {"requires": ["B", "B"]},
        {"requires": ["B", "b"]},
    ],
)
def test_name_stands_once_in_a_list(fields: Json) -> None:
    """Protects "a name twice in one list" and "unique ignoring case"."""
    assert "MK026" in codes(rule("A", **fields), rule("B"), interests={"i": lesser()})


@pytest.mark.parametrize("part", ["interests", "groups", "stakeholders", "measures", "scenarios"])
def test_ids_are_unique_ignoring_case(part: str) -> None:
    noun = lesser() if part == "interests" else {"title": "x"}
    assert codes(rule("A"), **{part: {"aa": noun, "AA": noun}}) == ["MK026"]


def test_conditions_are_unique_ignoring_case() -> None:
    assert codes(rule("A"), groups={"g": {"has": ["a", "A"]}}) == ["MK026"]


def test_order_holds_each_tier_once_and_at_least_one() -> None:
    assert codes(rule("A"), policy={"order": ["kept", "kept"]}) == ["MK026"]
    assert codes(rule("A"), policy={"order": []}) == ["MK027"]
    assert codes(rule("A"), policy={"order": ["steady"]}) == ["MK024"]


def test_ruleset_has_at_least_one_rule_and_a_known_version() -> None:
    assert codes() == ["MK027"]
    assert codes(rule("A"), minkader=2) == ["MK019"]


@pytest.mark.parametrize("bad", [True, "1", 1.0])
def test_version_is_the_number_one_and_nothing_like_it(bad: object) -> None:
    assert codes(rule("A"), minkader=bad) == ["MK022"]


# Nouns.


def test_interest_has_a_ground_or_a_category_and_never_both() -> None:
    both = lesser(ground="safety")
    assert refused(rule("A"), interests={"i": both})[0].values == {"found": "both"}
    assert codes(rule("A"), interests={"i": {"title": "x"}}) == ["MK033"]


def test_together_holds_no_empty_set_and_none_twice() -> None:
    rules = (rule("A"), rule("B"))
    assert codes(*rules, interests={"i": lesser(together=[[]])}) == ["MK027"]
    assert codes(*rules, interests={"i": lesser(together=[["A", "B"], ["B", "A"]])}) == ["MK026"]
    assert reads(*rules, interests={"i": lesser(together=[["A", "B"], ["B"]])})


def test_lightest_stands_with_bandwidth_and_is_municipal() -> None:
    assert codes(rule("A", lock={"kind": "bandwidth"})) == ["MK040"]
    assert codes(rule("A", lock={"kind": "full", "lightest": "permit"})) == ["MK040"]
    bad = {"kind": "bandwidth", "lightest": "self_management"}
    assert codes(rule("A", lock=bad)) == ["MK028"]


def test_form_and_ceiling_are_municipal() -> None:
    assert codes(rule("A", form="self_management")) == ["MK028"]
    assert codes(rule("A", ceiling="release")) == ["MK028"]


def test_option_is_no_release() -> None:
    assert codes(rule("A", options=[option("release")])) == ["MK032"]


@pytest.mark.parametrize(
    "fields",
    [{"group": "g"}, {"hours_per_year": 0}, {"fallback": FALLBACK}, {"instrument": "policy"}],
)
def test_municipal_option_has_nothing_that_residents_need(fields: Json) -> None:
    found = refused(rule("A", options=[option("permit", **fields)]), groups={"g": {}})
    assert [(f.code, f.values["key"]) for f in found] == [("MK037", *fields)]


@pytest.mark.parametrize(
    ("form", "fields", "instrument"),
    [
        ("self_management", {}, Instrument.AGREEMENT),
        ("neighbour_agreement", {}, Instrument.PLAN_CONDITION),
        ("neighbour_notice", {}, Instrument.PLAN_CONDITION),
        ("neighbour_notice", {"instrument": "policy"}, Instrument.POLICY),
        ("permit", {}, None),
    ],
)
def test_instrument_is_what_is_usual_for_the_form_unless_said(
    form: str, fields: Json, instrument: Instrument | None
) -> None:
    found = _rule(options=[option(form, **fields)]).options[0]
    assert (found.carried_by, found.hours) == (instrument, 0)


@pytest.mark.parametrize(
    "bad",
    ["ooit", {"never": "x", "stances": {}}, {"never": ""}, {"never": None}, ["never"], {"when": 1}],
)
def test_release_of_another_shape_is_refused(bad: object) -> None:
    assert codes(rule("A", release=bad))


def test_reason_that_is_left_open_is_no_never() -> None:
    """Protects nouns that no file said: `{never: null}` is refused without the reader too."""
    with pytest.raises(ValidationError):
        Rule.model_validate({"id": "A", "title": "A", "release": {"never": None}})


def test_release_says_never_or_how() -> None:
    assert _released("never").refused
    assert _released({"never": "x"}).never == Text(nl="x")
    assert not _released({}).refused


@pytest.mark.parametrize(
    ("kind", "counts"),
    [("restriction", 1), ("exemption", 0), ("definition", 0), ("procedure", 0)],
)
def test_weight_is_one_for_a_restriction_and_otherwise_nothing(kind: str, counts: int) -> None:
    assert _rule(kind=kind).counts == counts
    assert _rule(kind=kind, weight=4).counts == 4


def test_source_of_a_rule_set_may_be_plain_text() -> None:
    plain = ruleset(rule("A"), source="Omgevingsplan").source
    assert plain == ruleset(rule("A"), source={"citation": "Omgevingsplan"}).source


def test_unknown_key_names_the_nearest_known_ones() -> None:
    (found,) = refused(rule("A", gaurds=["i"]))
    assert (found.code, found.values["near"]) == ("MK020", ("guards", "grounds"))


def test_unknown_word_names_the_nearest_known_one() -> None:
    (found,) = refused(rule("A", form="pemit"))
    assert found.code == "MK024"
    assert found.values["near"] == ("permit",)


def test_note_and_assumed_stand_on_every_noun_but_not_on_fallback_and_release() -> None:
    said: Json = {"note": "geschat", "assumed": True}
    assert reads(
        rule("A", options=[option("permit", **said)], **said),
        interests={"i": lesser(**said)},
        groups={"g": said},
        stakeholders={"s": said},
        measures={"m": said},
        scenarios={"c": said},
        policy=said,
        **said,
    )
    assert codes(rule("A", release=said)) == ["MK020", "MK020"]
    assert codes(_fallen(**said)) == ["MK020", "MK020"]


def test_rulesets_are_equal_where_they_say_the_same() -> None:
    """Protects equality from the place where something was read."""
    one, other = ruleset(rule("A")), ruleset(rule("A"))
    assert one == other.read_from({"x": 1}, {(): Place(line=1, column=1)}, "elders.yaml")
    assert one != ruleset(rule("B"))
    assert one != "A"


def test_place_of_a_path_is_that_of_its_nearest_known_parent() -> None:
    read = ruleset(rule("A"))
    assert read.place(("rules", 0)) is None
    placed = read.read_from({}, {("rules",): Place(line=3, column=1)}, "f.yaml")
    assert placed.place(("rules", 7, "x")) == Place("f.yaml", 3, 1)
    assert placed.place(("title",)) is None
    assert placed.file == "f.yaml"


def test_document_is_what_was_written_without_defaults() -> None:
    read = ruleset(rule("A", classification=None))
    assert read.document["rules"] == [{"id": "A", "title": "A"}]
    assert isinstance(read, RuleSet)


# Words.


def test_forms_stand_on_rungs_from_heavy_to_light() -> None:
    assert [form.rung for form in MUNICIPAL_FORMS] == [6, 5, 4, 3, 2, 1]
    assert all(form.municipal and not form.resident for form in MUNICIPAL_FORMS)
    assert all(form.resident and not form.municipal for form in RESIDENT_FORMS)
    assert not Form.RELEASE.municipal
    assert not Form.RELEASE.resident
    assert len(MUNICIPAL_FORMS) + len(RESIDENT_FORMS) + 1 == len(Form)


def test_only_exemptions_and_definitions_follow() -> None:
    assert [kind for kind in Kind if kind.follows] == [Kind.EXEMPTION, Kind.DEFINITION]


def test_objections_and_blocks_are_against() -> None:
    assert [stance for stance in Stance if stance.against] == [Stance.OBJECTS, Stance.BLOCKS]


# Errors.


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UnreadableError([Finding(code="MK001")]), 3),
        (WrongUseError([Finding(code="MK051")]), 2),
        (SelfCheckError("row", {"a": 1}), 70),
        (MinkaderError("x"), 70),
    ],
)
def test_error_says_what_the_command_line_ends_with(error: MinkaderError, code: int) -> None:
    assert error.exit_code == code


def test_error_and_answer_have_a_name_before_words_are_there() -> None:
    """Protects the lower rooms: an error there is told even where nobody loaded `words`."""
    assert Voice().say(SelfCheckError("row", {})) == "SelfCheckError"
    assert Notebook().page(Interval(low=0, high=1)) == "Interval"


def test_error_is_told_by_whoever_is_introduced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VOICE, "say", lambda error: f"hier: {error.args[0]}")
    assert str(SelfCheckError("row", {})) == "hier: row"


def test_wrong_use_holds_every_finding_and_names_the_first() -> None:
    error = WrongUseError([Finding(code="MK051"), Finding(code="MK052")])
    assert error.finding.code == "MK051"
    assert len(error.findings) == 2

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Between the nouns: names that exist, references that can hold, fields that fit."""

import pytest

from minkader.ruleset.circles import circles, strongly_connected
from minkader.ruleset.consistency import change_faults, nearest
from minkader.ruleset.findings import Finding
from minkader.ruleset.nouns import Changes
from tests.tiny import Json, codes, lesser, option, reads, refused, rule, ruleset, safe


def _told(findings: list[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.where.path) for finding in findings]


# Names.

_PARTS: Json = {
    "interests": {"i": lesser()},
    "groups": {"g": {}},
    "stakeholders": {"s": {}},
    "measures": {"m": {}},
}


@pytest.mark.parametrize(
    ("fields", "parts", "path"),
    [
        ({"guards": ["x"]}, {}, "rules[0].guards[0]"),
        ({"requires": ["x"]}, {}, "rules[0].requires[0]"),
        ({"excludes": ["x@kept"]}, {}, "rules[0].excludes[0]"),
        ({"kind": "exemption", "relaxes": ["x"]}, {}, "rules[0].relaxes[0]"),
        ({"release": {"stances": {"x": "objects"}}}, {}, "rules[0].release.stances.x"),
        (
            {"options": [option("permit", stances={"x": "objects"})]},
            {},
            "rules[0].options[0].stances.x",
        ),
        ({"options": [option("permit", requires=["x"])]}, {}, "rules[0].options[0].requires[0]"),
        ({"options": [option("permit", guards=["x"])]}, {}, "rules[0].options[0].guards[0]"),
        (
            {"options": [option("self_management", group="x")]},
            {},
            "rules[0].options[0].group",
        ),
        ({}, {"interests": {"i": lesser(together=[["x"]])}}, "interests.i.together[0][0]"),
        ({}, {"stakeholders": {"s": {"cares_for": ["x"]}}}, "stakeholders.s.cares_for[0]"),
        ({}, {"measures": {"m": {"capacity": {"x": 1}}}}, "measures.m.capacity.x"),
        ({}, {"measures": {"m": {"lifts_locks": ["x"]}}}, "measures.m.lifts_locks[0]"),
        ({}, {"measures": {"m": {"stances": {"x": {}}}}}, "measures.m.stances.x"),
        ({}, {"measures": {"m": {"stances": {"s": {"x": {}}}}}}, "measures.m.stances.s.x"),
        ({}, {"scenarios": {"c": {"drop_interests": ["x"]}}}, "scenarios.c.drop_interests[0]"),
        ({}, {"scenarios": {"c": {"grounds": {"x": []}}}}, "scenarios.c.grounds.x"),
        (
            {},
            {"scenarios": {"c": {"classification": {"x": "none"}}}},
            "scenarios.c.classification.x",
        ),
        ({}, {"scenarios": {"c": {"capacity": {"x": 1}}}}, "scenarios.c.capacity.x"),
        ({}, {"scenarios": {"c": {"adopt": ["x"]}}}, "scenarios.c.adopt[0]"),
        ({}, {"scenarios": {"c": {"stances": {"x": {}}}}}, "scenarios.c.stances.x"),
        ({}, {"scenarios": {"c": {"lift_locks": ["x"]}}}, "scenarios.c.lift_locks[0]"),
        ({}, {"scenarios": {"c": {"keep": ["x"]}}}, "scenarios.c.keep[0]"),
        ({}, {"scenarios": {"c": {"release": ["x"]}}}, "scenarios.c.release[0]"),
        ({}, {"scenarios": {"c": {"form": {"x": "permit"}}}}, "scenarios.c.form.x"),
        (
            {},
            {"scenarios": {"c": {"add_interests": {"n": lesser(together=[["x"]])}}}},
            "scenarios.c.add_interests.n.together[0][0]",
        ),
    ],
)
def test_name_that_nobody_declares_is_refused_where_it_stands(
    fields: Json, parts: Json, path: str
) -> None:
    found = refused(rule("A", **fields), **{**_PARTS, **parts})
    assert _told(found) == [("MK030", path)]
    assert found[0].values["found"] == "x"


def test_unknown_name_comes_with_the_nearest_known_one() -> None:
    (found,) = refused(rule("A", guards=["fier"]), interests={"fire": lesser()})
    assert found.values["near"] == ("fire",)
    assert nearest("FIER", ["fire", "Fired", "x"]) == ("fire", "Fired")


def test_rule_stands_once_ignoring_case() -> None:
    (found,) = refused(rule("Aa"), rule("aA"))
    assert (found.code, found.values["first"]) == ("MK026", "Aa")


def test_names_of_broken_nouns_are_known_all_the_same() -> None:
    """Protects "no error breeds another"."""
    broken = rule("B", form="pemit")
    asking = rule("A", requires=["B", "B@permit"], guards=["i"])
    assert codes(asking, broken, interests={"i": {"title": "x"}}) == ["MK024", "MK033"]


# References.


@pytest.mark.parametrize("written", ["B@permit", "B@release", "B@nonsense"])
def test_reference_asks_for_today_or_a_listed_form(written: str) -> None:
    (found,) = refused(rule("A", requires=[written]), rule("B", options=[option("duty_of_care")]))
    assert found.code == "MK031"
    assert found.values["forms"] == ("general_rule", "duty_of_care", "kept")


def test_reference_may_ask_for_a_form_that_a_lock_takes_away() -> None:
    locked = rule("B", lock={"kind": "full"}, options=[option("duty_of_care")])
    assert reads(rule("A", requires=["B@duty_of_care", "B@general_rule"]), locked)


def test_reference_asks_for_the_ceiling_and_not_for_the_form_it_replaced() -> None:
    capped = rule("B", form="prohibition", ceiling="permit")
    assert reads(rule("A", requires=["B@permit"]), capped)
    assert codes(rule("A", requires=["B@prohibition"]), capped) == ["MK031"]


def test_rule_of_another_holder_is_asked_for_in_no_form() -> None:
    assert codes(rule("A", requires=["S@general_rule"]), rule("S", holder="state")) == ["MK031"]
    assert reads(rule("A", requires=["S@kept"]), rule("S", holder="state"))


@pytest.mark.parametrize(
    "fields",
    [
        {"requires": ["A"]},
        {"excludes": ["A@kept"]},
        {"options": [option("permit", requires=["A"])]},
    ],
)
def test_rule_neither_requires_nor_excludes_itself(fields: Json) -> None:
    assert codes(rule("A", **fields)) == ["MK041"]


def test_definition_that_requires_itself_is_told_once() -> None:
    assert codes(rule("A", kind="definition", requires=["A"])) == ["MK041"]


# Circles.


def test_exemptions_relax_each_other_in_no_circle() -> None:
    found = refused(
        rule("E", kind="exemption", relaxes=["F"]), rule("F", kind="exemption", relaxes=["E"])
    )
    assert [(f.code, f.values["circle"]) for f in found] == [("MK041", ("E", "F", "E"))]
    assert codes(rule("E", kind="exemption", relaxes=["E"])) == ["MK041"]


def test_definitions_require_each_other_in_no_circle() -> None:
    found = refused(
        rule("C", kind="definition", requires=["D@kept"]),
        rule("D", kind="definition", requires=["C"]),
    )
    assert [f.code for f in found] == ["MK041"]


def test_other_rules_may_require_each_other() -> None:
    assert reads(rule("A", requires=["B"]), rule("B", requires=["A"]))
    assert reads(rule("A", requires=["D"]), rule("D", kind="definition", requires=["A"]))


def test_circle_of_an_exemption_over_a_definition_is_none() -> None:
    """Protects "among definitions alone": together they are the least set's business."""
    assert reads(
        rule("E", kind="exemption", relaxes=["D"], requires=["D"]), rule("D", kind="definition")
    )


def test_components_come_before_those_that_lead_to_them() -> None:
    graph = {"a": ["b", "x"], "b": ["c"], "c": ["b", "d"], "d": []}
    assert strongly_connected(graph) == [["d"], ["b", "c"], ["a"]]


def test_circle_is_the_shortest_through_its_first_name() -> None:
    graph = {"a": ["b", "d"], "b": ["c", "z"], "c": ["a"], "d": ["a", "b"], "e": ["e"], "z": []}
    assert circles(graph) == [["a", "d"], ["e"]]


def test_long_chain_overflows_no_stack() -> None:
    chain = {str(number): [str(number + 1)] for number in range(20_000)}
    assert circles(chain) == []
    assert len(circles({**chain, "20000": ["0"]})[0]) == 20_001


# What does not fit.


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("options", [option("permit")]),
        ("guards", ["i"]),
        ("release", {}),
        ("release", "never"),
        ("lock", {"kind": "none"}),
        ("ceiling", "permit"),
    ],
)
def test_exemption_and_definition_have_no_decision_of_their_own(key: str, value: object) -> None:
    parts = {"interests": {"i": lesser()}}
    for kind in ("exemption", "definition"):
        assert codes(rule("E", kind=kind, **{key: value}), **parts) == ["MK038"]


def test_relaxes_stands_on_exemptions_only() -> None:
    assert codes(rule("A", relaxes=["B"]), rule("B")) == ["MK038"]
    assert codes(rule("A", holder="state", relaxes=["B"]), rule("B")) == ["MK038"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("options", [option("permit")]),
        ("release", {}),
        ("lock", {"kind": "full"}),
        ("ceiling", "permit"),
    ],
)
def test_rule_of_another_holder_has_nothing_to_decide(key: str, value: object) -> None:
    assert codes(rule("S", holder="state", **{key: value})) == ["MK039"]


@pytest.mark.parametrize("key", ["options", "guards"])
def test_empty_list_means_the_same_as_left_out(key: str) -> None:
    empty: Json = {key: []}
    assert reads(rule("E", kind="exemption", **empty), rule("S", holder="state", **empty))


def test_higher_law_that_binds_only_the_municipality_guards_nothing() -> None:
    parts = {"interests": {"i": lesser()}}
    duty = rule("S", holder="state", kind="authority_duty", guards=["i"])
    assert codes(duty, **parts) == ["MK039"]
    assert reads(rule("S", holder="state", guards=["i"]), **parts)


@pytest.mark.parametrize("kind", ["exemption", "definition"])
def test_another_holder_s_exemption_guards_nothing_either(kind: str) -> None:
    guarding = rule("S", holder="state", kind=kind, guards=["i"])
    assert codes(guarding, interests={"i": lesser()}) == ["MK038"]


@pytest.mark.parametrize(
    ("form", "ceiling", "listed"),
    [
        ("permit", None, "permit"),
        ("prohibition", "permit", "prohibition"),
        ("prohibition", "permit", "permit"),
    ],
)
def test_option_in_today_s_form_is_refused(form: str, ceiling: str | None, listed: str) -> None:
    (found,) = refused(rule("A", form=form, ceiling=ceiling, options=[option(listed)]))
    assert (found.code, found.values["why"]) == ("MK035", "today")


def test_form_is_listed_once() -> None:
    (found,) = refused(rule("A", options=[option("permit"), option("permit")]))
    assert (found.code, found.values["why"]) == ("MK035", "twice")


def test_lightest_is_not_heavier_than_today() -> None:
    lock = {"kind": "bandwidth", "lightest": "permit"}
    assert codes(rule("A", form="general_rule", lock=lock)) == ["MK040"]
    assert codes(rule("A", form="permit", ceiling="general_rule", lock=lock)) == ["MK040"]
    assert reads(rule("A", form="permit", lock=lock))


def test_option_guards_only_what_its_rule_guards() -> None:
    parts = {"interests": {"i": lesser(), "j": lesser()}}
    listed = option("duty_of_care", guards=["j"])
    assert codes(rule("A", guards=["i"], options=[listed]), **parts) == ["MK036"]
    # A slip of the pen in the rule's own guards is told once.
    assert codes(rule("A", guards=["jj"], options=[listed]), **parts) == ["MK030"]


def test_resident_option_never_guards_what_cannot_be_delegated() -> None:
    parts = {"interests": {"i": safe(non_delegable="Wet"), "j": safe()}}
    residents = option("self_management", guards=["i"])
    (found,) = refused(rule("A", guards=["i"], options=[residents]), **parts)
    assert (found.code, found.subjects) == ("MK034", ("A", "i"))
    assert reads(rule("A", guards=["i"], options=[option("permit", guards=["i"])]), **parts)


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("A", False),
        ("A@neighbour_notice", False),
        ("A@kept", True),
        ("A@general_rule", True),
        ("S", False),
    ],
)
def test_set_of_a_non_delegable_interest_is_surely_municipal(written: str, sound: bool) -> None:
    rules = (rule("A", options=[option("neighbour_notice")]), rule("S", holder="state"))
    interests = {"i": safe(non_delegable="Wet", together=[[written]])}
    if sound:
        assert reads(*rules, interests=interests)
    else:
        assert codes(*rules, interests=interests) == ["MK034"]


# Scenarios.


def test_rule_is_pinned_once() -> None:
    for pins in (
        {"keep": ["A"], "release": ["A"]},
        {"keep": ["A"], "form": {"A": "permit"}},
        {"release": ["A"], "form": {"A": "release"}},
    ):
        (found,) = refused(rule("A"), scenarios={"c": pins})
        assert (found.code, found.values["why"]) == ("MK042", "twice")


def test_rule_of_another_holder_takes_no_pin() -> None:
    (found,) = refused(rule("S", holder="state"), scenarios={"c": {"keep": ["S"]}})
    assert (found.code, found.values["why"]) == ("MK042", "holder")


def test_added_interest_has_an_id_that_the_file_has_not() -> None:
    for name in ("i", "I"):
        scenarios = {"c": {"add_interests": {name: lesser()}}}
        assert codes(rule("A"), interests={"i": lesser()}, scenarios=scenarios) == ["MK043"]


def test_pin_on_a_form_that_is_never_listed_is_a_clash_and_no_error() -> None:
    assert reads(rule("A"), scenarios={"c": {"form": {"A": "permit"}}})


def test_changes_from_outside_are_checked_in_the_same_words() -> None:
    read = ruleset(rule("A"))
    assert [f.code for f in change_faults(read, Changes(keep=("B",)))] == ["MK030"]
    assert change_faults(read, Changes(keep=("A",))) == []
    path = ("scenarios", "c")
    (fault,) = change_faults(read, Changes(keep=("B",)), path)
    assert (fault.path, fault.subjects) == ((*path, "keep", 0), ("c",))

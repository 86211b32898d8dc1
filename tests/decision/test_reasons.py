# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`because`: one change at a time, every code."""

from minkader.decision.reasons import CODES, Reasons
from minkader.decision.situation import Situation
from minkader.decision.validity import Book
from tests.tiny import FALLBACK, framework, lesser, option, rule, safe, situation

REPORTED = {"fallback": "reported"}
HANDED = option("neighbour_notice")
Told = list[tuple[str, ...]]


def _why(here: Situation, rule_id: str, **forms: str | None) -> Told:
    # Code, form (or "") and subjects of every reason.
    reasons = Reasons(Book(here), framework(here, **forms))
    return [
        (reason.code, str(reason.form or ""), *reason.subjects)
        for reason in reasons.of(here.by_id[rule_id])
    ]


def test_every_cause_that_took_a_form_away_is_told_in_the_order_of_the_codes() -> None:
    here = situation(
        rule(
            "A",
            kind="procedure",
            guards=["i"],
            lock={"kind": "full"},
            classification="proposed",
            release={"never": "x"},
            options=[
                option(
                    "self_management",
                    needs=["n"],
                    group="g",
                    stances={"a": "blocks", "b": "objects"},
                )
            ],
        ),
        interests={"i": lesser()},
        groups={"g": {}},
        stakeholders={"a": {"may_block": True}, "b": {}},
        scenario={"keep": ["A"]},
    )
    assert _why(here, "A") == [
        ("lock", "self_management"),
        ("proposed", "self_management"),
        ("pinned", "self_management"),
        ("veto", "self_management", "a"),
        ("objections", "self_management"),
        ("needs_unmet", "self_management", "n"),
        ("fallback_missing", "self_management"),
        ("lock", "release"),
        ("proposed", "release"),
        ("pinned", "release"),
        ("release_not_stated", "release"),
        ("fallback_missing", "release"),
    ]


def test_bandwidth_and_unclassified_have_codes_of_their_own() -> None:
    lock = {"kind": "bandwidth", "lightest": "general_rule"}
    here = situation(
        rule("A", lock=lock),
        rule("B", classification=None),
    )
    assert _why(here, "A") == [("bandwidth", "release")]
    assert _why(here, "B") == [("unclassified", "release")]


def test_forms_are_told_from_heavy_to_light_and_heavier_ones_not_at_all() -> None:
    lock = {"kind": "full"}
    options = [
        option("prohibition"),
        option("duty_of_care"),
        option("self_management"),
        option("neighbour_notice"),
        option("general_rule"),
    ]
    here = situation(rule("A", form="permit", lock=lock, options=options))
    forms = [form for _, form, *_ in _why(here, "A")]
    assert forms == [
        "general_rule",
        "duty_of_care",
        "self_management",
        "neighbour_notice",
        "release",
    ]


def test_rule_in_a_lighter_form_says_why_it_is_not_lighter_still() -> None:
    options = [option("duty_of_care", guards=["i"]), option("information_duty", guards=["i"])]
    here = situation(
        rule("A", form="permit", guards=["i"], options=options),
        interests={"i": safe()},
        policy=REPORTED,
    )
    assert _why(here, "A", A="duty_of_care") == [("only_guard", "release", "i")]


def test_delegated_and_released_rules_have_no_reason() -> None:
    here = situation(rule("A", options=[HANDED]))
    assert _why(here, "A", A="neighbour_notice") == _why(here, "A", A="release") == []


def test_only_guard_and_needed_together_are_told_apart() -> None:
    here = situation(
        rule("A", guards=["i"]),
        rule("B"),
        rule("C"),
        interests={"i": safe(), "j": safe(together=[["B", "C"]])},
        policy=REPORTED,
    )
    assert _why(here, "A") == [("only_guard", "release", "i")]
    assert _why(here, "B") == [("needed_together", "release", "j")]


def test_implicit_interest_names_its_ground() -> None:
    assert _why(situation(rule("A", grounds=["health"])), "A") == [
        ("implicit_interest", "release", "health")
    ]


def test_required_and_excluded_name_both_rules() -> None:
    here = situation(
        rule("A", requires=["B"], options=[option("neighbour_notice", requires=["C"])]),
        rule("B"),
        rule("C"),
        rule("X", excludes=["C"]),
    )
    assert _why(here, "B", C="release") == [("required_by", "release", "A", "B")]
    found = _why(here, "A", C="release")
    assert ("required_by", "neighbour_notice", "A", "C") in found


def test_excluded_form_names_what_bars_it() -> None:
    here = situation(
        rule("A", form="permit", options=[option("duty_of_care")]),
        rule("X", holder="state", excludes=["A@duty_of_care"]),
    )
    assert _why(here, "A")[0] == ("excluded_by", "duty_of_care", "X", "A@duty_of_care")


def test_capacity_names_the_group_that_has_no_hours_left() -> None:
    twenty = option("self_management", group="g", hours_per_year=20)
    here = situation(
        rule("A", release="never", options=[twenty]),
        rule("B", options=[twenty]),
        groups={"g": {"capacity": 30}},
    )
    assert _why(here, "A", B="self_management") == [
        ("capacity", "self_management", "g"),
        ("release_not_stated", "release"),
    ]


def test_every_constraint_that_the_change_breaks_is_told() -> None:
    here = situation(
        rule("A", guards=["i"], grounds=["health"]),
        rule("B", requires=["A"]),
        interests={"i": safe()},
        policy=REPORTED,
    )
    codes = [code for code, *_ in _why(here, "A")]
    assert codes == ["only_guard", "implicit_interest", "required_by"]


def test_cheaper_names_the_first_tier_that_rises() -> None:
    here = situation(
        rule("A", guards=["i"], release={"fallback": FALLBACK}),
        interests={"i": lesser(severity=2)},
        policy={"order": ["residual", "kept"]},
    )
    assert _why(here, "A") == [("cheaper", "release", "residual")]


def test_lighter_form_can_cost_hours() -> None:
    here = situation(
        rule("A", options=[option("neighbour_notice", hours_per_year=1)], release="never"),
        policy={"order": ["effort", "kept"]},
    )
    assert _why(here, "A") == [
        ("cheaper", "neighbour_notice", "effort"),
        ("release_not_stated", "release"),
    ]


def test_exemption_that_would_lapse_is_counted_in_what_it_costs() -> None:
    """Protects the price of a change: what follows it counts too."""
    here = situation(
        rule("A", weight=0, guards=["i"]),
        rule("E", kind="exemption", relaxes=["A"], weight=1),
        interests={"i": lesser()},
        policy={"order": ["residual", "kept"], "fallback": "reported"},
    )
    assert _why(here, "A") == [("cheaper", "release", "residual")]


def test_tie_where_nothing_rises_in_the_order() -> None:
    here = situation(rule("A", weight=0), policy={"order": ["kept"]})
    assert _why(here, "A") == [("tie", "release")]


def test_fall_is_no_reason_at_all() -> None:
    """Protects an answer that is not proven: it may be improved, and says nothing then."""
    assert _why(situation(rule("A")), "A") == []


def test_change_that_moves_a_follower_tells_what_its_lapse_breaks() -> None:
    here = situation(
        rule("A"),
        rule("E", kind="exemption", relaxes=["A"]),
        interests={"i": safe(together=[["E"]])},
    )
    assert _why(here, "A") == [("needed_together", "release", "i")]


def test_follows_names_those_that_keep_it_in_force() -> None:
    here = situation(
        rule("A", requires=["D"]),
        rule("B", requires=["D"]),
        rule("E", kind="exemption", relaxes=["A", "B"]),
        rule("D", kind="definition"),
    )
    assert _why(here, "E", B="release") == [("follows", "", "A")]
    assert _why(here, "D", B="release") == [("follows", "", "A")]
    assert _why(here, "E", A="release", B="release") == [("follows", "")]


def test_external_is_its_own_reason() -> None:
    assert _why(situation(rule("A"), rule("S", holder="state")), "S") == [("external", "")]


def test_codes_are_those_of_the_page_each_once() -> None:
    assert len(set(CODES)) == len(CODES) == 21

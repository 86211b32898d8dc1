# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""From "In force" to "Tiers" in docs/model.md: is a framework valid, and what is it worth?"""

import pytest

from minkader.decision.kinds import KINDS
from minkader.decision.situation import Situation
from minkader.decision.validity import Book, Chosen, follow, tiers
from minkader.ruleset.vocabulary import Tier
from tests.tiny import (
    broken,
    framework,
    lesser,
    option,
    place,
    rule,
    safe,
    situation,
)

HANDED = option("neighbour_notice")
GUARDING = option("neighbour_notice", guards=["i"])
REPORTED = {"fallback": "reported"}


def _worth(here: Situation, **forms: str | None) -> dict[Tier, int]:
    return tiers(here, framework(here, **forms))


# Guarding.


def test_today_guards_all_an_option_what_it_lists_and_a_release_nothing() -> None:
    options = [HANDED, option("duty_of_care", guards=["i"])]
    here = situation(
        rule("A", guards=["i"], options=options), interests={"i": safe()}, policy=REPORTED
    )
    assert not broken(here)
    assert not broken(here, A="duty_of_care")
    assert broken(here, A="neighbour_notice") == [("guard", "i")]
    assert broken(here, A="release") == [("guard", "i")]


def test_resident_option_guards_where_it_says_so() -> None:
    here = situation(
        rule("A", guards=["i"], options=[GUARDING]), interests={"i": safe()}, policy=REPORTED
    )
    assert not broken(here, A="neighbour_notice")


def test_at_least_counts_rules_and_sets_one_each() -> None:
    here = situation(
        rule("A", guards=["i"]),
        rule("B"),
        rule("C"),
        interests={"i": safe(at_least=2, together=[["B", "C@kept"], ["B"]])},
        policy=REPORTED,
    )
    assert not broken(here)
    assert not broken(here, A="release")
    assert not broken(here, C="release")
    assert broken(here, A="release", C="release") == [("guard", "i")]
    assert broken(here, B="release") == [("guard", "i")]


@pytest.mark.parametrize(
    ("reference", "handed_over", "lighter"),
    [
        ("B", True, True),
        ("B@kept", False, True),
        ("B@neighbour_notice", True, False),
        ("B@duty_of_care", False, True),
        ("B@general_rule", False, False),
    ],
)
def test_reference_holds_as_it_asks(reference: str, handed_over: bool, lighter: bool) -> None:
    """Protects references: in force, kept, or in one form; nothing of it where released."""
    here = situation(
        rule("B", options=[HANDED, option("duty_of_care")]),
        interests={"i": safe(together=[[reference]])},
        policy=REPORTED,
    )
    assert (not broken(here, B="neighbour_notice")) is handed_over
    assert (not broken(here, B="duty_of_care")) is lighter
    assert ("guard", "i") in broken(here, B="release")


def test_reference_to_today_asks_for_the_ceiling_that_took_its_place() -> None:
    here = situation(
        rule("A", form="prohibition", ceiling="permit"),
        interests={"i": safe(together=[["A@permit"]])},
        policy=REPORTED,
    )
    assert not broken(here)


def test_lapsed_definition_holds_no_reference_to_its_form() -> None:
    """Protects "in that form": one that lapsed stands in none."""
    here = situation(
        rule("A", requires=["D"]),
        rule("D", kind="definition"),
        interests={"i": safe(together=[["D@general_rule"]])},
        policy=REPORTED,
    )
    assert not broken(here)
    assert broken(here, A="release") == [("guard", "i")]


def test_rule_of_another_holder_guards_and_is_kept_whatever_is_decided() -> None:
    here = situation(
        rule("A", guards=["i"]),
        rule("BBL", holder="state", guards=["i"]),
        interests={"i": safe(), "j": safe(together=[["BBL@kept"]])},
        policy=REPORTED,
    )
    assert not broken(here, A="release")


def test_dropped_interest_asks_nothing_and_an_added_one_does() -> None:
    here = situation(
        rule("A", guards=["i"]),
        interests={"i": safe()},
        policy=REPORTED,
        scenario={"drop_interests": ["i"], "add_interests": {"j": safe(together=[["A"]])}},
    )
    assert broken(here, A="release") == [("guard", "j")]


def test_interest_that_nothing_can_guard_is_broken_even_with_everything_kept() -> None:
    assert broken(situation(rule("A"), interests={"i": safe()})) == [("guard", "i")]


# Implicit interests.


def test_ground_without_a_declared_interest_of_it_keeps_the_rule() -> None:
    here = situation(
        rule("A", grounds=["safety", "health"], guards=["i"], options=[HANDED]),
        interests={"i": safe(), "j": lesser()},
        policy=REPORTED,
    )
    assert here.implicit == (("A", "health"),)
    assert broken(here, A="neighbour_notice") == [("guard", "i"), ("implicit", "A", "health")]


def test_dropped_interest_is_declared_still_and_a_place_in_together_is_not() -> None:
    dropped = situation(
        rule("A", grounds=["safety"], guards=["i"]),
        interests={"i": safe()},
        scenario={"drop_interests": ["i"]},
    )
    assert dropped.implicit == ()
    together = situation(rule("A", grounds=["safety"]), interests={"i": safe(together=[["A"]])})
    assert together.implicit == (("A", "safety"),)


def test_no_implicit_interest_for_exemptions_definitions_and_other_holders() -> None:
    here = situation(
        rule("A"),
        rule("E", kind="exemption", relaxes=["A"], grounds=["safety"]),
        rule("D", kind="definition", grounds=["safety"]),
        rule("S", holder="state", grounds=["safety"]),
    )
    assert here.implicit == ()


# Requires and excludes.


def test_rule_in_force_needs_what_it_requires() -> None:
    here = situation(rule("A", requires=["B@kept"], options=[HANDED]), rule("B", options=[HANDED]))
    assert not broken(here)
    assert broken(here, B="neighbour_notice") == [("requires", "A", "B@kept")]
    assert broken(here, A="neighbour_notice", B="release") == [("requires", "A", "B@kept")]
    assert not broken(here, A="release", B="release")


def test_option_requires_only_where_it_is_chosen() -> None:
    here = situation(rule("A", options=[option("neighbour_notice", requires=["B"])]), rule("B"))
    assert not broken(here, B="release")
    assert broken(here, A="neighbour_notice", B="release") == [("requires", "A", "B")]


def test_requirement_that_rule_and_option_share_is_one_constraint() -> None:
    options = [option("neighbour_notice", requires=["B"])]
    here = situation(rule("A", requires=["B"], options=options), rule("B"))
    assert broken(here, A="neighbour_notice", B="release") == [("requires", "A", "B")]


def test_two_that_exclude_each_other_are_never_both_in_force() -> None:
    here = situation(rule("A", excludes=["B"], options=[HANDED]), rule("B", options=[HANDED]))
    assert broken(here) == [("excludes", "A", "B")]
    assert broken(here, A="neighbour_notice", B="neighbour_notice") == [("excludes", "A", "B")]
    assert not broken(here, A="release")
    assert not broken(here, B="release")


def test_rule_of_another_holder_requires_and_excludes() -> None:
    state = rule("S", holder="state", requires=["A"], excludes=["B"])
    here = situation(state, rule("A"), rule("B"))
    assert broken(here) == [("excludes", "S", "B")]
    assert broken(here, A="release", B="release") == [("requires", "S", "A")]


def test_rules_that_require_each_other_stay_both_or_go_both() -> None:
    here = situation(rule("A", requires=["B"]), rule("B", requires=["A"]))
    assert not broken(here)
    assert not broken(here, A="release", B="release")
    assert broken(here, A="release") == [("requires", "B", "A")]


# What follows others.


def _in_force(here: Situation, **forms: str | None) -> list[str]:
    chosen = Chosen(here, framework(here, **forms))
    return [here.rules[at].rule.id for at in here.followers if chosen.at(at).in_force]


def test_exemption_is_in_force_exactly_when_a_rule_it_relaxes_is_kept_or_another_s() -> None:
    here = situation(
        rule("A", options=[HANDED]),
        rule("B"),
        rule("S", holder="state"),
        rule("E", kind="exemption", relaxes=["A", "B"]),
        rule("F", kind="exemption", relaxes=["S"]),
    )
    assert _in_force(here) == _in_force(here, A="release") == ["E", "F"]
    assert _in_force(here, A="neighbour_notice", B="release") == ["F"]


@pytest.mark.parametrize("reference", ["D", "D@kept", "D@general_rule"])
def test_definition_is_in_force_exactly_when_a_rule_in_force_requires_it(reference: str) -> None:
    here = situation(
        rule("A", options=[option("neighbour_notice", requires=[reference])]),
        rule("D", kind="definition"),
    )
    assert _in_force(here) == []
    assert _in_force(here, A="neighbour_notice") == ["D"]
    other = situation(rule("S", holder="state", requires=["D"]), rule("D", kind="definition"))
    assert _in_force(other) == ["D"]


def test_following_goes_along_a_chain() -> None:
    here = situation(
        rule("D", kind="definition"),
        rule("E", kind="exemption", relaxes=["A"], requires=["D"]),
        rule("A"),
    )
    assert _in_force(here) == ["D", "E"]
    assert _in_force(here, A="release") == []


def test_nothing_holds_itself_up() -> None:
    """Protects the least set: an exemption that only its own definition would keep lapses."""
    here = situation(
        rule("E", kind="exemption", relaxes=["D"], requires=["D"]), rule("D", kind="definition")
    )
    assert _in_force(here) == []


def test_follower_in_another_state_than_the_others_leave_it_is_broken() -> None:
    here = situation(rule("A"), rule("E", kind="exemption", relaxes=["A"]))
    assert broken(here, E=None) == [("follows", "E")]
    assert broken(here, A="release", E="general_rule") == [("follows", "E")]


def test_follower_that_is_free_stays_and_others_follow_it() -> None:
    here = situation(
        rule("E", kind="exemption", relaxes=["E2"]),
        rule("E2", kind="exemption", relaxes=["A"]),
        rule("A"),
    )
    assert follow(here, [0, 0, 1], free={1}) == [0, 0, 1]
    assert follow(here, [0, 0, 0], free={1}) == [0, 0, 0]
    assert follow(here, [0, 1, 0], free={1}) == [1, 1, 0]


# Capacity and pins.


def test_hours_of_a_group_stay_within_its_capacity() -> None:
    twenty = option("self_management", group="g", hours_per_year=20)
    here = situation(
        rule("A", options=[twenty]), rule("B", options=[twenty]), groups={"g": {"capacity": 39}}
    )
    assert not broken(here, A="self_management")
    assert broken(here, A="self_management", B="self_management") == [("capacity", "g")]


def test_option_without_a_group_takes_nobody_s_hours() -> None:
    here = situation(
        rule("A", options=[option("self_management", hours_per_year=20)]), groups={"g": {}}
    )
    assert not broken(here, A="self_management")
    assert _worth(here, A="self_management")[Tier.EFFORT] == 20


def test_pin_is_broken_by_every_other_choice() -> None:
    here = situation(
        rule("A", options=[HANDED]), rule("B"), scenario={"keep": ["A"], "release": ["B"]}
    )
    assert broken(here, A="neighbour_notice") == [("pin", "A"), ("pin", "B")]
    assert not broken(here, B="release")


def test_pin_on_a_follower_is_a_condition_on_the_others() -> None:
    rules = (rule("A"), rule("E", kind="exemption", relaxes=["A"]))
    gone = situation(*rules, scenario={"release": ["E"]})
    assert broken(gone) == [("pin", "E")]
    assert not broken(gone, A="release")
    for pin in ({"keep": ["E"]}, {"form": {"E": "general_rule"}}):
        stays = situation(*rules, scenario=pin)
        assert not broken(stays)
        assert broken(stays, A="release") == [("pin", "E")]


def test_follower_pinned_to_a_form_that_is_not_today_s_is_always_broken() -> None:
    here = situation(
        rule("A"), rule("E", kind="exemption", relaxes=["A"]), scenario={"form": {"E": "permit"}}
    )
    assert broken(here) == broken(here, A="release") == [("pin", "E")]


def test_choice_that_is_taken_away_breaks_what_took_it() -> None:
    here = situation(rule("A", lock={"kind": "full"}, classification="proposed"))
    assert broken(here, A="release") == [("lock", "A"), ("proposed", "A")]


# The book.


def test_constraints_stand_in_the_order_of_the_kinds_and_of_the_file() -> None:
    here = situation(
        rule("B", grounds=["health"], requires=["A"], excludes=["C"], classification="proposed"),
        rule("A", release="never", ceiling="permit", options=[option("prohibition")]),
        rule("C", kind="definition"),
        rule("D", lock={"kind": "full"}, classification=None),
        groups={"g": {}, "h": {}},
        interests={"i": safe(), "h": safe()},
        scenario={"keep": ["A"]},
    )
    told = [(constraint.kind, constraint.subjects) for constraint in Book(here).constraints]
    assert told == [
        ("guard", ("i",)),
        ("guard", ("h",)),
        ("implicit", ("B", "health")),
        ("lock", ("D",)),
        ("ceiling", ("A",)),
        ("unclassified", ("D",)),
        ("proposed", ("B",)),
        ("no_release", ("A",)),
        ("requires", ("B", "A")),
        ("excludes", ("B", "C")),
        ("follows", ("C",)),
        ("capacity", ("g",)),
        ("capacity", ("h",)),
        ("pin", ("A",)),
    ]
    assert [kind for kind in KINDS if kind in {kind for kind, _ in told}] == list(
        dict.fromkeys(kind for kind, _ in told)
    )


def test_constraint_says_where_it_stands() -> None:
    release = rule("A", release={"stances": {"a": "blocks"}})
    listed = option("permit", stances={"a": "blocks"}, needs=["x"])
    here = situation(
        release,
        rule("B", options=[listed], excludes=["A"]),
        stakeholders={"a": {"may_block": True}},
        policy={"objections_at_most": 1},
        scenario={"add_interests": {"new": safe(together=[["A"]])}},
    )
    paths = {c.subjects: c.path for c in Book(here).constraints}
    assert paths["a", "A", "release"] == ("rules", 0, "release")
    assert paths["a", "B", "permit"] == paths["B", "permit", "x"] == ("rules", 1, "options", 0)
    assert paths["B", "A"] == ("rules", 1, "excludes", 0)
    assert paths["new",] == ()  # said by a flag, as far as this situation knows


# Tiers.


def test_kept_sums_weights_and_intensity_the_rungs_of_what_counts() -> None:
    here = situation(
        rule("A", form="permit", weight=3),
        rule("B", form="prohibition", weight=0),
        rule("C", options=[HANDED]),
        rule("P", kind="procedure"),
        rule("E", kind="exemption", relaxes=["A"], weight=2, form="duty_of_care"),
        rule("S", holder="state", weight=9),
    )
    worth = _worth(here, C="neighbour_notice")
    assert worth[Tier.KEPT] == 3 + 2
    assert worth[Tier.INTENSITY] == 5 + 1
    assert _worth(here, A="release")[Tier.KEPT] == 1


def test_residual_sums_the_lesser_interests_that_are_not_guarded() -> None:
    here = situation(
        rule("A", guards=["i", "j"]),
        interests={
            "i": lesser(severity=2, likelihood=3),
            "j": lesser(severity=5, likelihood=5, at_least=2),
            "k": safe(),
        },
        policy=REPORTED,
    )
    assert _worth(here)[Tier.RESIDUAL] == 25
    assert _worth(here, A="release")[Tier.RESIDUAL] == 6 + 25


def test_effort_sums_the_hours_of_the_chosen_options() -> None:
    options = [option("self_management", hours_per_year=7), option("neighbour_notice")]
    here = situation(rule("A", options=options))
    assert _worth(here, A="self_management")[Tier.EFFORT] == 7
    assert _worth(here, A="neighbour_notice")[Tier.EFFORT] == _worth(here)[Tier.EFFORT] == 0


def test_chosen_finds_a_choice_by_rule() -> None:
    here = situation(rule("A"), rule("B"))
    chosen = Chosen(here, framework(here, B="release"))
    assert chosen.of("B").form == "release"
    assert chosen.choices[1] == place(here, "B", "release")

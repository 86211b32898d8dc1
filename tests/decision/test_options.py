# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Options and kinds: which options exist, and why others do not."""

import pytest

from minkader.decision.availability import Grants
from minkader.decision.situation import situate, stances_on
from minkader.ruleset.nouns import Changes
from minkader.ruleset.vocabulary import Decision, Form, Stance
from tests.tiny import (
    FALLBACK,
    causes,
    choice,
    framework,
    lesser,
    option,
    rule,
    ruleset,
    safe,
    situation,
    there,
)

CROWD: dict[str, object] = {f"p{number}": {} for number in range(10)}


def test_options_stand_from_release_over_residents_as_listed_to_heavy() -> None:
    """Protects the order of `steady`."""
    options = [
        option("permit"),
        option("neighbour_notice"),
        option("duty_of_care"),
        option("self_management"),
    ]
    here = situation(rule("A", options=options))
    assert there(here, "A") == [
        "release",
        "neighbour_notice",
        "self_management",
        "duty_of_care",
        "general_rule",
        "permit",
    ]


def test_today_and_release_exist_without_being_named() -> None:
    here = situation(rule("A", form="permit"))
    assert there(here, "A") == ["release", "permit"]
    assert choice(here, "A", "release").decision is Decision.RELEASED


@pytest.mark.parametrize("kind", ["procedure", "authority_duty"])
def test_duty_is_released_only_where_the_file_says_so(kind: str) -> None:
    """Protects "nobody loses a duty of the municipality by silence"."""
    assert causes(situation(rule("A", kind=kind)), "A", "release") == [("no_release", "A")]
    assert there(situation(rule("A", kind=kind, release={})), "A") == ["release", "general_rule"]


@pytest.mark.parametrize("never", ["never", {"never": "te gevaarlijk"}])
def test_release_never_takes_the_release_away_and_nothing_else(never: object) -> None:
    here = situation(rule("A", release=never, options=[option("duty_of_care")]))
    assert causes(here, "A", "release") == [("no_release", "A")]
    assert there(here, "A") == ["duty_of_care", "general_rule"]


# Ceiling.


def test_ceiling_takes_the_place_of_a_heavier_form_with_the_same_guards() -> None:
    here = situation(
        rule("A", form="prohibition", ceiling="permit", guards=["i"]),
        interests={"i": safe()},
    )
    assert there(here, "A") == ["permit"]
    assert choice(here, "A", "permit").guards == ("i",)
    assert framework(here) == [1]


def test_ceiling_above_today_changes_nothing() -> None:
    here = situation(rule("A", form="permit", ceiling="prohibition"))
    assert there(here, "A") == ["release", "permit"]


def test_ceiling_takes_away_what_is_heavier_and_keeps_what_is_equal() -> None:
    options = [option("permit"), option("prohibition"), option("notification_duty")]
    here = situation(rule("A", form="general_rule", ceiling="permit", options=options))
    assert causes(here, "A", "prohibition") == [("ceiling", "A")]
    assert there(here, "A") == ["release", "general_rule", "notification_duty", "permit"]


# Locks and classification.


def test_full_lock_leaves_today_alone() -> None:
    here = situation(rule("A", lock={"kind": "full"}, options=[option("permit")]))
    assert there(here, "A") == ["general_rule"]
    assert causes(here, "A", "permit") == causes(here, "A", "release") == [("lock", "A")]


def test_bandwidth_leaves_municipal_forms_at_least_as_heavy_as_its_lightest() -> None:
    lock = {"kind": "bandwidth", "lightest": "information_duty"}
    options = [
        option("general_rule"),
        option("information_duty"),
        option("prohibition"),
        option("neighbour_notice"),
    ]
    here = situation(rule("A", form="permit", lock=lock, options=options))
    assert there(here, "A") == ["information_duty", "permit", "prohibition"]
    assert causes(here, "A", "neighbour_notice") == [("bandwidth", "A")]
    assert causes(here, "A", "release") == [("bandwidth", "A")]


@pytest.mark.parametrize("lock", [{"kind": "none"}, None])
def test_no_lock_takes_nothing_away(lock: object) -> None:
    fields = {"lock": lock} if lock else {}
    assert there(situation(rule("A", **fields)), "A") == ["release", "general_rule"]


def test_unclassified_rule_keeps_today_whatever_proposals_do() -> None:
    here = situation(rule("A", classification=None), policy={"proposals": "decide"})
    assert causes(here, "A", "release") == [("unclassified", "A")]


def test_proposed_rule_keeps_today_until_proposals_are_decided() -> None:
    proposed = rule("A", classification="proposed")
    assert causes(situation(proposed), "A", "release") == [("proposed", "A")]
    assert there(situation(proposed, policy={"proposals": "decide"}), "A")[0] == "release"


# Stances.


def _blocked(**stakeholder: object) -> list[tuple[str, ...]]:
    free = rule("A", release={"stances": {"p0": "blocks"}})
    return causes(situation(free, stakeholders={**CROWD, "p0": stakeholder}), "A", "release")


def test_block_takes_away_only_where_its_speaker_may_block() -> None:
    assert _blocked(may_block=True) == [("veto", "p0", "A", "release")]
    assert _blocked(may_block=False) == _blocked() == []


def test_vetoes_are_told_in_the_order_of_the_file() -> None:
    free = rule("A", release={"stances": {"b": "blocks", "a": "blocks"}})
    blockers = {"a": {"may_block": True}, "b": {"may_block": True}, "c": {}, "d": {}}
    here = situation(free, stakeholders=blockers)
    assert causes(here, "A", "release") == [("veto", w, "A", "release") for w in ("a", "b")]


def _against(count: int, stance: str, at_most: float | None, crowd: int = 10) -> bool:
    stances = {f"p{number}": stance for number in range(count)}
    here = situation(
        rule("A", release={"stances": stances}),
        stakeholders={f"p{number}": {} for number in range(crowd)},
        policy={} if at_most is None else {"objections_at_most": at_most},
    )
    return causes(here, "A", "release") == [("objections", "A", "release")]


@pytest.mark.parametrize("stance", ["objects", "blocks"])
def test_objections_are_a_share_of_all_stakeholders(stance: str) -> None:
    """Protects the count: objections and blocks, over everybody in the file."""
    assert not _against(5, stance, None)
    assert _against(6, stance, None)
    assert not _against(1, stance, 0.5, crowd=2)


@pytest.mark.parametrize(("tenths", "share"), [(3, 0.3), (6, 0.6), (7, 0.7)])
def test_objections_are_compared_as_the_decimal_is_written(tenths: int, share: float) -> None:
    """Protects 0.3 of ten: three is not more than 0.3, whatever binary fractions say."""
    assert not _against(tenths, "objects", share)
    assert _against(tenths + 1, "objects", share)


@pytest.mark.parametrize("stance", ["supports", "tolerates"])
def test_support_is_no_objection(stance: str) -> None:
    assert not _against(10, stance, 0)


def test_share_of_zero_refuses_one_objection_and_one_refuses_none() -> None:
    assert _against(1, "objects", 0)
    assert not _against(10, "objects", 1)


def test_stance_on_today_takes_nothing_away() -> None:
    """Protects "the status quo can't be blocked"."""
    here = situation(
        rule("A", form="permit"),
        stakeholders={"a": {"may_block": True}},
        scenario={"stances": {"a": {"A": {"permit": "blocks"}}}},
    )
    assert "permit" in there(here, "A")
    assert stances_on(here, "A", Form.PERMIT) == {"a": Stance.BLOCKS}


# Needs.


def test_needs_are_met_by_the_group_s_own_means_only() -> None:
    options = [
        option("self_management", group="g", needs=["a", "b", "c"]),
        option("neighbour_notice", needs=["a"]),
    ]
    here = situation(rule("A", options=options), groups={"g": {"has": ["a"]}, "h": {"has": ["b"]}})
    assert causes(here, "A", "self_management") == [
        ("needs", "A", "self_management", "b"),
        ("needs", "A", "self_management", "c"),
    ]
    assert causes(here, "A", "neighbour_notice") == [("needs", "A", "neighbour_notice", "a")]


def test_needs_of_a_municipal_form_are_met_by_measures_alone() -> None:
    lighter = rule("A", options=[option("duty_of_care", needs=["a"])])
    parts = {"measures": {"m": {"provides": ["a"]}}}
    assert causes(situation(lighter, **parts), "A", "duty_of_care")
    here = situation(lighter, scenario={"adopt": ["m"]}, **parts)
    assert not causes(here, "A", "duty_of_care")


def test_adopted_measure_provides_to_every_group() -> None:
    options = [
        option("self_management", group="g", needs=["a"]),
        option("neighbour_notice", group="h", needs=["a"]),
        option("neighbour_agreement", needs=["a"]),
    ]
    here = situation(
        rule("A", options=options),
        groups={"g": {}, "h": {}},
        measures={"m": {"provides": ["a"]}},
        scenario={"adopt": ["m"]},
    )
    assert len(there(here, "A")) == 5


# Fallback.

RESIDENT = option("neighbour_notice")


@pytest.mark.parametrize("form", ["release", "neighbour_notice"])
def test_fallback_is_asked_of_whoever_lets_go_of_something_guarded(form: str) -> None:
    here = situation(rule("A", guards=["i"], options=[RESIDENT]), interests={"i": lesser()})
    assert causes(here, "A", form) == [("fallback", "A", form)]


def test_fallback_is_asked_of_a_member_of_a_together_set_even_where_dropped() -> None:
    """Protects "as written, dropped interests too"."""
    together = {"i": lesser(together=[["A@kept"]])}
    scenario = {"drop_interests": ["i"]}
    here = situation(rule("A"), interests=together, scenario=scenario)
    assert causes(here, "A", "release") == [("fallback", "A", "release")]


def test_fallback_is_not_asked_for_a_set_that_the_scenario_adds() -> None:
    added = {"new": lesser(together=[["A"]])}
    here = situation(rule("A"), scenario={"add_interests": added})
    assert not causes(here, "A", "release")


def test_fallback_is_not_asked_of_municipal_forms_or_where_nothing_is_guarded() -> None:
    options = [option("duty_of_care")]
    here = situation(rule("A", guards=["i"], options=options), interests={"i": lesser()})
    assert not causes(here, "A", "duty_of_care")
    assert not causes(situation(rule("A", options=[RESIDENT])), "A", "neighbour_notice")


def test_fallback_named_or_only_reported_takes_nothing_away() -> None:
    guarded = {"interests": {"i": lesser()}}
    named = rule(
        "A",
        guards=["i"],
        release={"fallback": FALLBACK},
        options=[option("neighbour_notice", fallback=FALLBACK)],
    )
    assert len(there(situation(named, **guarded), "A")) == 3
    bare = rule("A", guards=["i"], options=[RESIDENT])
    assert len(there(situation(bare, policy={"fallback": "reported"}, **guarded), "A")) == 3


def test_causes_are_told_in_the_order_of_the_kinds() -> None:
    here = situation(
        rule(
            "A",
            guards=["i"],
            classification="proposed",
            lock={"kind": "full"},
            release={"stances": {"a": "blocks"}},
            kind="procedure",
        ),
        interests={"i": lesser()},
        stakeholders={"a": {"may_block": True}},
    )
    kinds = [kind for kind, *_ in causes(here, "A", "release")]
    assert kinds == ["lock", "proposed", "veto", "objections", "fallback"]


# Exemptions, definitions, other holders.


def test_exemption_and_definition_are_lapsed_or_in_force_and_nothing_else() -> None:
    here = situation(
        rule("A"),
        rule("E", kind="exemption", relaxes=["A"], classification=None, form="permit"),
        rule("D", kind="definition", classification=None),
    )
    for name, form in (("E", "permit"), ("D", "general_rule")):
        lapsed, in_force = here.by_id[name].choices
        assert (lapsed.form, lapsed.decision) == (None, Decision.LAPSED)
        assert (in_force.form, in_force.decision) == (form, Decision.KEPT)


@pytest.mark.parametrize("holder", ["state", "province", "water_board", "civil_law", "other"])
def test_rule_of_another_holder_has_one_choice_in_force(holder: str) -> None:
    here = situation(
        rule("A", holder=holder, guards=["i"], classification=None), interests={"i": safe()}
    )
    (only,) = here.by_id["A"].choices
    assert (only.decision, only.guards, only.exists) == (Decision.EXTERNAL, ("i",), True)
    assert only.in_force
    assert only.kept


# Scenario.


def test_scenario_replaces_grounds_and_classification() -> None:
    here = situation(
        rule("A", grounds=["safety"]),
        rule("B"),
        scenario={"grounds": {"A": [], "B": ["health"]}, "classification": {"A": "none"}},
    )
    assert here.implicit == (("B", "health"),)
    assert causes(here, "A", "release") == [("unclassified", "A")]


def test_scenario_drops_and_adds_interests() -> None:
    here = situation(
        rule("A"),
        interests={"i": safe(), "j": lesser()},
        scenario={"drop_interests": ["i"], "add_interests": {"k": safe(together=[["A"]])}},
    )
    assert list(here.interests) == ["j", "k"]


def test_capacity_is_the_low_end_replaced_by_the_scenario_then_raised_by_measures() -> None:
    here = situation(
        rule("A"),
        groups={"g": {"capacity": [10, 90]}, "h": {"capacity": 20}, "k": {}},
        measures={"m": {"capacity": {"g": 5, "h": 5}}, "n": {"capacity": {"g": 1}}},
        scenario={"capacity": {"h": [7, 9]}, "adopt": ["m", "n"]},
    )
    assert here.capacity == {"g": 16, "h": 12, "k": 0}


def test_later_stance_replaces_an_earlier_one() -> None:
    """Protects the order: the file, measures as adopted, then the scenario's own."""
    said = {"a": {"A": {"release": "objects"}}, "b": {"A": {"release": "objects"}}}
    here = situation(
        rule("A", release={"stances": {"a": "tolerates", "b": "supports", "c": "supports"}}),
        stakeholders={"a": {}, "b": {}, "c": {}},
        measures={"m": {"stances": said}, "n": {"stances": {"a": {"A": {"release": "blocks"}}}}},
        scenario={"adopt": ["n", "m"], "stances": {"b": {"A": {"release": "tolerates"}}}},
    )
    stances = stances_on(here, "A", Form.RELEASE)
    assert stances == {"a": "objects", "b": "tolerates", "c": "supports"}


@pytest.mark.parametrize(
    "scenario", [{"adopt": ["m"]}, {"lift_locks": ["A", "B"]}, {"lift_locks": ["A"]}]
)
def test_lifted_lock_is_gone_and_one_that_is_not_there_changes_nothing(
    scenario: dict[str, object],
) -> None:
    here = situation(
        rule("A", lock={"kind": "full"}),
        rule("B"),
        measures={"m": {"lifts_locks": ["A"]}},
        scenario=scenario,
    )
    assert there(here, "A") == there(here, "B") == ["release", "general_rule"]


def test_measure_does_nothing_until_it_is_adopted() -> None:
    here = situation(
        rule("A", lock={"kind": "full"}),
        measures={"m": {"lifts_locks": ["A"]}},
        scenario={},
    )
    assert there(here, "A") == ["general_rule"]


def test_stance_on_an_option_that_is_not_there_changes_nothing() -> None:
    here = situation(
        rule("A"),
        stakeholders={"a": {"may_block": True}},
        scenario={"stances": {"a": {"A": {"self_management": "blocks"}}}},
    )
    assert there(here, "A") == ["release", "general_rule"]


@pytest.mark.parametrize(
    ("pin", "left"),
    [
        ({"keep": ["A"]}, ["duty_of_care", "general_rule"]),
        ({"release": ["A"]}, ["release"]),
        ({"form": {"A": "duty_of_care"}}, ["duty_of_care"]),
        ({"form": {"A": "release"}}, ["release"]),
        ({"form": {"A": "permit"}}, []),
    ],
)
def test_pin_leaves_what_it_names(pin: dict[str, object], left: list[str]) -> None:
    options = [option("duty_of_care"), option("neighbour_notice")]
    assert there(situation(rule("A", options=options), scenario=pin), "A") == left


# What a mend adds.


def test_grants_meet_conditions_of_a_group_or_of_one_option_alone() -> None:
    options = [
        option("self_management", group="g", needs=["a"]),
        option("neighbour_notice", needs=["a"]),
        option("duty_of_care", needs=["a"]),
    ]
    read = ruleset(rule("A", options=options), groups={"g": {}})
    met = frozenset({("a", "g"), ("a", "A@duty_of_care")})
    here = situate(read, Changes(), grants=Grants(conditions=met))
    assert there(here, "A") == ["release", "self_management", "duty_of_care", "general_rule"]


def test_grants_name_a_fallback_for_one_form() -> None:
    read = ruleset(rule("A", guards=["i"], options=[RESIDENT]), interests={"i": lesser()})
    grants = Grants(fallbacks=frozenset({("A", Form.RELEASE)}))
    assert there(situate(read, grants=grants), "A") == ["release", "general_rule"]


def test_change_says_where_in_the_file_it_was_made() -> None:
    read = ruleset(rule("A"), rule("B"), scenarios={"s": {"keep": ["A"]}})
    here = situate(read, read.scenarios["s"], scenario="s")
    assert here.said_at("keep", "A") == ("scenarios", "s", "keep", "A")
    assert here.said_at("keep", "B") == ()
    assert situate(read, read.scenarios["s"]).said_at("keep", "A") == ()

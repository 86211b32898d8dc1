# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lint: each code by itself, what is no finding, and the work limit."""

from typing import Any

import pytest

from minkader.formats.locate import load, read
from minkader.questions.check import check
from minkader.questions.lint.never import never_guarded
from minkader.questions.lint.sight import Sight
from minkader.questions.lint.whole import lint
from minkader.ruleset.findings import Finding, Severity
from minkader.solver.watch import Watch
from tests.depth import seeds, some
from tests.generator import make
from tests.oracle import answer as oracle
from tests.tiny import FALLBACK, document, lesser, option, rule, ruleset, safe

Json = dict[str, Any]


def found(code: str, *rules: Json, **parts: object) -> list[Finding]:
    """List the findings of one code."""
    return [finding for finding in lint(ruleset(*rules, **parts)).findings if finding.code == code]


def names(code: str, *rules: Json, **parts: object) -> list[str]:
    """List the first subject of the findings of one code."""
    return [finding.subjects[0] for finding in found(code, *rules, **parts)]


def places(code: str, *rules: Json, **parts: object) -> list[str | None]:
    """List the places of the findings of one code."""
    return [finding.where.path for finding in found(code, *rules, **parts)]


STATE = rule("WET", holder="state", guards=["veilig"])


HARD = (
    rule("LOCK", lock={"kind": "full"}, excludes=["A"]),
    rule("A", guards=["mooi"], release={"fallback": FALLBACK}),
    rule("B", guards=["ook"]),
)
"""A rule that is locked and excludes what guards `mooi`."""


# Who guards.


def test_rule_that_only_guards_what_others_guard_is_redundant() -> None:
    (finding,) = found("MK104", rule("A", guards=["veilig"]), STATE, interests={"veilig": safe()})
    assert finding.subjects == ("A",)
    assert finding.values == {"others": ("WET",)}
    assert (finding.severity, finding.where.path) == (Severity.NOTE, "rules[0]")


@pytest.mark.parametrize(
    ("fields", "interest"),
    [
        ({"classification": "proposed"}, safe()),
        ({"classification": None}, safe()),
        ({"lock": {"kind": "full"}}, safe()),
        ({"grounds": ["health"]}, safe()),
        ({"guards": []}, safe()),
        ({"holder": "province"}, safe()),
        ({"guards": ["veilig", "mooi"]}, safe()),
        ({}, safe(at_least=2)),
    ],
    ids=["proposed", "none", "locked", "implicit", "nothing", "not ours", "more", "too few"],
)
def test_rule_that_may_be_needed_is_not_redundant(fields: Json, interest: Json) -> None:
    """Protects "when in doubt a rule stays": whoever may be needed is not called redundant."""
    mine = rule("A", **{"guards": ["veilig"], **fields})
    assert not names("MK104", mine, STATE, interests={"veilig": interest, "mooi": lesser()})


def test_rule_that_another_requires_or_a_set_needs_is_not_redundant() -> None:
    mine = rule("A", guards=["veilig"])
    interests = {"veilig": safe(), "samen": safe(together=[["A", "B"]])}
    assert not names("MK104", mine, STATE, rule("B", requires=["A"]), interests=interests)
    assert not names("MK104", mine, STATE, rule("B"), interests=interests)


def test_member_of_a_set_is_redundant_where_sets_of_others_are_enough() -> None:
    others = [rule("X", holder="state"), rule("Y", holder="province")]
    interests = {"samen": safe(together=[["A", "B"], ["X", "Y"]])}
    (first, _) = found("MK104", rule("A"), rule("B"), *others, interests=interests)
    assert first.values == {"others": ("X+Y",)}


def test_interest_that_nothing_guards_is_an_error_only_where_it_is_essential() -> None:
    rules = [rule("A"), rule("B", options=[option("duty_of_care")])]
    interests = {
        "brand": safe(),
        "mooi": lesser(),
        "set": safe(together=[["A"]]),
        "nooit": safe(together=[["B@permit", "B@duty_of_care"], ["B", "D"]]),
    }
    told = found("MK107", *rules[:1], rule("B", form="permit", options=rules[1]["options"]),
                 rule("D", kind="definition"), interests=interests)  # fmt: skip
    assert [(f.subjects[0], f.severity, f.values["why"]) for f in told] == [
        ("brand", Severity.ERROR, "essential"),
        ("mooi", Severity.WARNING, "lesser"),
        ("nooit", Severity.ERROR, "essential"),
    ]


def test_essential_interest_on_a_duty_of_care_alone() -> None:
    soft = rule("A", form="duty_of_care", guards=["veilig"])
    (finding,) = found("MK109", soft, interests={"veilig": safe()})
    assert finding.values == {"rules": ("A",)}
    assert not names("MK109", soft, interests={"veilig": lesser()})
    assert not names("MK109", soft, STATE, interests={"veilig": safe()})
    task = rule("A", form="duty_of_care", kind="authority_duty", guards=["veilig"])
    assert not names("MK109", task, interests={"veilig": safe()})
    lowered = rule("A", form="permit", ceiling="duty_of_care", guards=["veilig"])
    assert names("MK109", lowered, interests={"veilig": safe()}) == ["veilig"]
    in_set = {"veilig": safe(together=[["A", "B"]])}
    assert names("MK109", rule("A", form="duty_of_care"), rule("B", form="duty_of_care"),
                 interests=in_set) == ["veilig"]  # fmt: skip
    assert not names("MK109", rule("A", form="duty_of_care"), rule("B"), interests=in_set)


# What no framework can do.


def test_interest_with_fewer_guards_than_it_asks_is_never_guarded() -> None:
    (finding,) = found("MK108", rule("A", guards=["mooi"]), interests={"mooi": lesser(at_least=2)})
    assert (finding.subjects, finding.values) == (("mooi",), {"least": 2})
    assert finding.severity is Severity.WARNING


def test_lesser_interest_that_only_conflicts_leave_open_is_proven_by_solving() -> None:
    """Protects the claim "in no framework": the rule that guards it can never be in force."""
    told = lint(ruleset(*HARD[:2], interests={"mooi": lesser()}))
    assert [f.code for f in told.findings] == ["MK105", "MK108"]


def test_essential_interest_is_named_where_it_alone_leaves_no_framework() -> None:
    told = lint(ruleset(*HARD, interests={"mooi": safe(), "ook": safe()})).findings
    assert [(f.code, f.subjects) for f in told if f.code in ("MK108", "MK116")] == [
        ("MK108", ("mooi",)),
        ("MK116", ("klein",)),
    ]


def test_no_framework_for_another_reason_is_said_besides() -> None:
    always = [rule("X", holder="state", excludes=["Y"]), rule("Y", holder="state")]
    told = lint(ruleset(rule("A"), *always, interests={"brand": safe()})).findings
    assert [(f.code, f.severity) for f in told] == [
        ("MK105", Severity.ERROR),
        ("MK107", Severity.ERROR),
        ("MK116", Severity.ERROR),
    ]
    # Where nothing guards an interest, that is all there is to say.
    alone = lint(ruleset(rule("A"), interests={"brand": safe()})).findings
    assert [f.code for f in alone] == ["MK107"]


def test_rule_set_without_a_framework_is_never_called_sound() -> None:
    """Protects who runs `check` in a pipeline: infeasible is an error, and feasible is none."""
    seen = set()
    for seed in seeds(500, least=20):
        made = make(seed)[0]
        feasible = oracle(made, None, trust=False).status == "proven"
        errors = [f for f in lint(load(made)).findings if f.severity is Severity.ERROR]
        assert bool(errors) != feasible, seed
        seen.add(feasible)
    assert seen == {True, False}


def test_lesser_interest_is_never_guarded_only_where_the_oracle_finds_no_framework() -> None:
    """Protects MK108 both ways: an interest made essential is feasible exactly where it is not."""
    seen = set()
    for seed in seeds(300, least=40):
        made = make(seed)[0]
        if oracle(made, None, trust=False).status != "proven":
            continue
        told = {f.subjects[0] for f in lint(load(made)).findings if f.code in ("MK107", "MK108")}
        for name, interest in made.get("interests", {}).items():  # type: ignore[attr-defined]
            if "category" in interest:
                wanted = {key: value for key, value in interest.items() if key != "category"}
                interests = {**made["interests"], name: {**wanted, "ground": "safety"}}  # type: ignore[dict-item]
                possible = oracle({**made, "interests": interests}, None, trust=False)
                assert (possible.status == "proven") == (name not in told), (seed, name)
                seen.add(possible.status)
    assert seen == {"proven", "infeasible"}


def test_past_the_work_limit_what_is_left_is_said_to_be_undecided() -> None:
    """Protects the honest partial answer: nothing is proven that was not worked out."""
    sight = Sight(ruleset(*HARD, interests={"mooi": lesser(), "ook": lesser()}))
    assert never_guarded(sight, Watch(), most=0) == ([], ("klein", "mooi", "ook"))
    found_, undecided = never_guarded(sight, Watch(), most=5)
    assert not [f for f in found_ if f.code == "MK108"]
    assert undecided == ("mooi", "ook")
    assert never_guarded(sight, Watch())[1] == ()


def test_essential_interests_past_the_work_limit_are_undecided_too() -> None:
    sight = Sight(ruleset(*HARD, interests={"mooi": safe(), "ook": safe()}))
    full, undecided = never_guarded(sight, Watch())
    assert ([f.code for f in full], undecided) == (["MK116", "MK108"], ())
    for most in range(5, 28):
        told, open_ = never_guarded(sight, Watch(), most=most)
        assert [f for f in told if f not in full] == []
        assert bool(open_) or told == full


def test_check_that_is_stopped_says_what_it_did_not_decide() -> None:
    rules = ruleset(*HARD[:2], interests={"mooi": lesser()})
    assert check(rules, stop=lambda: True).undecided == ("klein", "mooi")
    assert check(rules, time_limit=0).undecided == ("klein", "mooi")
    assert check(rules).undecided == ()


# What points at what.


def test_rules_of_today_that_conflict_are_named_with_their_reference() -> None:
    told = found(
        "MK105",
        rule("A", requires=["D", "B@permit"]),
        rule("B", options=[option("permit")]),
        rule("C", excludes=["A@kept"]),
        rule("D", kind="definition"),
    )
    assert [(f.subjects, f.values["why"], f.where.path) for f in told] == [
        (("A",), "requires", "rules[0].requires[1]"),
        (("C",), "excludes", "rules[2].excludes[0]"),
    ]
    assert {f.severity for f in told} == {Severity.WARNING}


def test_conflict_that_an_option_only_would_have_is_no_conflict_of_today() -> None:
    later = option("neighbour_notice", requires=["B@permit"])
    assert not names("MK105", rule("A", options=[later]), rule("B", options=[option("permit")]))


def test_what_nothing_uses_is_named() -> None:
    told = found(
        "MK106",
        rule("A", options=[option("neighbour_notice", group="g1", stances={"s1": "supports"})]),
        rule("B", release={"stances": {"s2": "objects"}}),
        rule("D1", kind="definition"),
        rule("D2", kind="definition"),
        rule("C", requires=["D1"]),
        groups={"g1": {}, "g2": {"capacity": 10}},
        stakeholders={"s1": {}, "s2": {}, "s3": {}, "s4": {}, "s5": {}},
        measures={"m1": {"hours": 5}, "m2": {"stances": {"s3": {"B": {"release": "supports"}}}}},
        scenarios={"x": {"stances": {"s4": {"B": {"release": "supports"}}}}},
    )
    assert [(f.values["noun"], f.subjects[0], f.severity.value) for f in told] == [
        ("group", "g2", "note"),
        ("stakeholder", "s5", "note"),
        ("measure", "m1", "note"),
        ("rule", "D2", "warning"),
    ]


def test_definition_that_only_a_dead_rule_requires_is_not_used() -> None:
    dead = rule("E", kind="exemption", requires=["D"])
    assert names("MK106", rule("D", kind="definition"), dead) == ["D"]
    alive = rule("E", kind="exemption", requires=["D"], relaxes=["A"])
    assert not names("MK106", rule("D", kind="definition"), alive, rule("A"))


def test_what_changes_nothing_is_named_with_its_place() -> None:
    told = places(
        "MK115",
        rule("A", lock={"kind": "none"}, options=[option("permit", needs=["pas"])]),
        rule("B", lock={"kind": "full"}, excludes=["D"]),
        rule("D", kind="exemption"),
        rule("E", options=[option("self_management", needs=["nooit"])]),
        rule("F", requires=["E@self_management"]),
        rule("G", options=[option("permit", requires=["D"]), option("prohibition")]),
        rule("W", holder="state"),
        interests={"i": safe(together=[["A@permit", "A@general_rule"], ["A@kept", "B"]])},
        stakeholders={"s": {}},
        measures={
            "m": {
                "lifts_locks": ["A", "B"],
                "provides": ["pas", "anders"],
                "stances": {"s": {"A": {"permit": "objects", "prohibition": "objects"}}},
            }
        },
        scenarios={
            "x": {
                "lift_locks": ["W"],
                "stances": {"s": {"W": {"release": "blocks"}, "A": {"release": "blocks"}}},
            }
        },
    )
    assert sorted(str(place) for place in told) == [
        "interests.i.together[0]",
        "measures.m.lifts_locks[0]",
        "measures.m.provides[1]",
        "measures.m.stances.s.A.prohibition",
        "rules[1].excludes[0]",
        "rules[4].requires[0]",
        "rules[5].options[0].requires[0]",
        "scenarios.x.lift_locks[0]",
        "scenarios.x.stances.s.W.release",
    ]


def test_same_text_is_found_whatever_its_case_and_spaces() -> None:
    told = found("MK110", rule("A", title="Kleur  schuur"), rule("B", title="kleur\nSchuur"),
                 rule("C", title="Kleur schuur", summary="Groot."), rule("D"))  # fmt: skip
    assert [(f.subjects, f.values["why"]) for f in told] == [(("B", "A"), "text")]
    assert not names("MK110", rule("A", title="X"), rule("B", title="X", holder="state"))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"wId": "w1"}, {"wId": "w1"}, True),
        ({"wId": "w1"}, {"wId": "w2"}, False),
        ({"article": "1.1"}, {"article": "1.1"}, True),
        ({"article": "1.1", "citation": "Plan"}, {"article": "1.1", "citation": " plan "}, True),
        ({"article": "1.1", "citation": "Plan"}, {"article": "1.1", "citation": "APV"}, False),
        ({"citation": "Plan"}, {"citation": "Plan"}, False),
    ],
)
def test_same_place_with_the_same_guards_is_found(first: Json, second: Json, same: bool) -> None:
    guards = {"guards": ["veilig"]}
    one = rule("A", source=first, **guards)
    interests = {"veilig": safe()}
    assert (
        bool(names("MK110", one, rule("B", source=second, **guards), interests=interests)) == same
    )
    other = rule("B", source=second)
    assert not names("MK110", one, other, interests=interests)
    # Where both say what they are about, their writer told them apart.
    told = rule("A", source=first, summary="Klein.", **guards)
    apart = rule("B", source=second, summary="Groot.", **guards)
    assert not names("MK110", told, apart, interests=interests)


# What a rule may become.


def test_option_that_nothing_can_bring_back_is_named() -> None:
    told = found(
        "MK111",
        rule("A", ceiling="general_rule", options=[option("permit"), option("duty_of_care")]),
        rule("B", options=[option("self_management", needs=["pas", "geld"], group="g")]),
        rule("C", options=[option("self_management", needs=["pas"], group="g")]),
        rule("D", options=[option("duty_of_care", needs=["cursus"])]),
        rule("E", options=[option("duty_of_care", needs=["pas"])]),
        rule("F", lock={"kind": "full"}, options=[option("duty_of_care")]),
        groups={"g": {"has": ["pas"]}},
        measures={"m": {"provides": ["cursus"]}},
    )
    assert [(f.where.path, f.values["why"], f.values["missing"]) for f in told] == [
        ("rules[0].options[0]", "ceiling", ()),
        ("rules[1].options[0]", "needs", ("geld",)),
        ("rules[4].options[0]", "needs", ("pas",)),
    ]


def test_offer_that_only_wants_a_fallback_is_named() -> None:
    notice = option("neighbour_notice", guards=["mooi"])
    with_it = option("neighbour_notice", guards=["mooi"], fallback=FALLBACK)
    rules = [
        rule("A", guards=["mooi"], options=[notice]),
        rule("B", guards=["mooi"], options=[with_it]),
        rule("C", guards=["mooi"], release={}),
        rule("D", guards=["mooi"]),
        rule("E", release={}, options=[option("neighbour_notice")]),
        rule("F", guards=["mooi"], release="never", lock={"kind": "full"}, options=[notice]),
    ]
    told = found("MK112", *rules, interests={"mooi": lesser()})
    assert [(f.where.path, f.values["form"]) for f in told] == [
        ("rules[0].options[0]", "neighbour_notice"),
        ("rules[2].release", "release"),
    ]
    reported = {"policy": {"fallback": "reported"}, "interests": {"mooi": lesser()}}
    assert not names("MK112", *rules, **reported)


def test_exemption_that_relaxes_nothing_in_force_is_named() -> None:
    told = names(
        "MK113",
        rule("NIETS", kind="exemption"),
        rule("GOED", kind="exemption", relaxes=["A"]),
        rule("OP-GOED", kind="exemption", relaxes=["GOED"]),
        rule("OP-NIETS", kind="exemption", relaxes=["NIETS"]),
        rule("RIJK", kind="exemption", holder="state"),
        rule("A"),
    )
    assert told == ["NIETS", "OP-NIETS"]


def test_release_without_a_reason_is_named() -> None:
    duty: Json = {"kind": "authority_duty", "release": {}}
    told = found(
        "MK114",
        rule("A", release="never"),
        rule("B", release={"never": "De wet"}),
        rule("C", **duty),
        rule("D", **duty, reviewed={"by": "jurist"}),
        rule("E", **duty, note="De raad wil dit."),
        rule("F", release={}),
        rule("G", kind="procedure"),
    )
    assert [(f.subjects[0], f.values["why"]) for f in told] == [("A", "never"), ("C", "duty")]


# The whole.


def test_findings_stand_in_the_order_of_the_file_and_are_the_same_twice() -> None:
    text = b"""\
minkader: 1
id: x
title: X
rules:
- {id: A, title: A, release: never}
- {id: B, title: B, form: permit, ceiling: general_rule}
groups:
  g: {title: G}
"""
    told = [(f.code, f.where.line) for f in lint(read(text, "x.yaml")).findings]
    assert told == [("MK114", 5), ("MK101", 6), ("MK106", 8)]
    for seed in some(range(0, 1500, 50), least=10):
        made = make(seed)[0]
        assert lint(load(made)) == lint(load(made))


def test_shipped_rule_sets_have_the_findings_that_an_officer_agrees_with() -> None:
    """Protects from noise: whoever adds a code reads what it says of these two."""
    told = [(f.code, f.subjects[0]) for f in lint(load("voorbeeld")).findings]
    assert told == [("MK104", "ACCESS-ROAD")]
    codes = [f.code for f in lint(load("boomgaardshoek")).findings]
    assert codes == ["MK109"] * 6 + ["MK112", "MK101"]


def test_document_without_any_trouble_has_no_finding() -> None:
    clean = document(rule("A", guards=["veilig"]), interests={"veilig": safe()})
    assert lint(load(clean)).findings == ()

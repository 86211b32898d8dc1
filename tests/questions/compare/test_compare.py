# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes from A to B: the laws over mutated rule sets, the claims, scenarios, the limits."""

import copy
import random
from collections import Counter
from functools import cache
from typing import Any

import pytest

import minkader as mk
from minkader.questions.answering.answers import to_json
from minkader.questions.compare import Compared
from minkader.questions.compare.documents import plain
from minkader.questions.compare.effects import MOST_EFFECTS, most
from minkader.questions.compare.relation import FrameworkSide, GeneralCase
from minkader.questions.compare.replay import Replay, Stage
from minkader.words import language
from minkader.words.compare import SCREEN
from tests.depth import seeds
from tests.generator import make
from tests.questions.compare.pairs import named, pairs, with_other_ids
from tests.reading import text_of
from tests.tiny import document, lesser, option, rule, ruleset, safe

COUNT = seeds(250, least=100)
FEW = seeds(80, least=15)
MIRROR = {"equal": "equal", "lighter": "stricter", "stricter": "lighter", None: None}
RUNGS = {
    "prohibition": 7, "permit": 6, "notification_duty": 5, "information_duty": 4,
    "general_rule": 3, "duty_of_care": 2,
}  # fmt: skip


@cache
def compared() -> list[tuple[mk.RuleSet, mk.RuleSet, Compared, Compared]]:
    """Compare every pair once, both ways."""
    return [
        (a, b, mk.compare(a, b, alone=0), mk.compare(b, a, alone=0)) for a, b in pairs(len(COUNT))
    ]


def test_there_are_pairs_of_every_kind() -> None:
    """Protects the laws below from being empty."""
    relations = Counter(there.relation for _, _, there, _ in compared())
    assert min(relations[r] for r in ("equal", "lighter", "stricter", "incomparable")) > 1
    hows = Counter(p.how for _, _, there, _ in compared() for p in there.matching.pairs)
    assert hows["text"] > 10
    outcomes = Counter(r.outcome for _, _, there, _ in compared() for r in there.rules)
    assert len(outcomes) > 8


def test_comparing_a_rule_set_with_itself_is_equal_and_empty() -> None:
    for seed in seeds(60):
        rules = mk.load(make(seed)[0])
        found = mk.compare(rules, rules)
        assert (found.added, found.gone, found.changed, found.others) == ((),) * 4
        assert found.differences == ()
        assert found.effects == ()
        assert found.untried == 0
        assert {pair.how for pair in found.matching.pairs} == {"id"}
        assert found.relation in ("equal", None)
        assert found.cases == ()
        assert all(one.relation == "equal" and not one.cases for one in found.relations)


def test_the_other_way_round_mirrors_every_claim() -> None:
    for _, _, there, back in compared():
        assert {(p.a, p.b, p.how, p.score) for p in there.matching.pairs} == {
            (p.b, p.a, p.how, p.score) for p in back.matching.pairs
        }
        assert set(there.added) == set(back.gone)
        assert back.relation == MIRROR.get(there.relation, there.relation)
        mirrored = {r.interest: MIRROR.get(r.relation, r.relation) for r in there.relations}
        assert mirrored == {r.interest: r.relation for r in back.relations}
        assert {(r.interest, r.guards_a, r.guards_b) for r in there.relations} == {
            (r.interest, r.guards_b, r.guards_a) for r in back.relations
        }


def test_rules_are_matched_one_to_one_and_each_has_one_outcome() -> None:
    for a, b, there, _ in compared():
        found = there.matching.pairs
        assert len({p.a for p in found}) == len({p.b for p in found}) == len(found)
        assert [r.a for r in there.rules if r.a] == [rule.id for rule in a.rules]
        assert {r.b for r in there.rules if r.b} == {rule.id for rule in b.rules}
        assert len(there.rules) == len(a.rules) + len(b.rules) - len(found)
        if there.counts is not None:
            assert sum(there.counts.model_dump().values()) == len(there.rules)
            tally = Counter(r.outcome for r in there.rules)
            assert {k: v for k, v in there.counts.model_dump().items() if v} == dict(tally)


def _weight(answer: mk.Framework, name: str | None) -> int:
    if name is None:
        return 0
    held = answer.rule(name)
    if held.decision in ("released", "lapsed"):
        return 0
    return RUNGS.get(str(held.form), 1)


def test_every_case_holds_in_the_frameworks_that_are_shown() -> None:
    """Protects the claims with a third reading: straight from the two answers."""
    seen = 0
    for _, _, there, _ in compared():
        cases: list[tuple[str | None, GeneralCase]] = [(None, case) for case in there.cases]
        cases += [(one.interest, case) for one in there.relations for case in one.cases]
        for interest, case in cases:
            assert case.rules
            for pair in case.rules:
                old, new = _weight(there.a, pair.a), _weight(there.b, pair.b)
                if interest is None or "apart" not in (case.a.state, case.b.state):
                    shows = "lighter" if new < old else "stricter" if new > old else "incomparable"
                    assert case.shows == shows
                    seen += 1
        for one in there.relations:
            shown = [case.shows for case in one.cases]
            assert len(shown) == len(set(shown)) <= 2
            assert (one.relation == "equal") == (not shown)
            assert len(shown) < 2 or set(shown) == {"lighter", "stricter"}
            assert len(shown) != 1 or shown == [one.relation]
    assert seen > len(COUNT) // 4


def test_equal_as_a_whole_means_that_every_rule_weighs_the_same() -> None:
    for _, _, there, _ in compared():
        if there.relation is not None:
            moved = [r for r in there.rules if _weight(there.a, r.a) != _weight(there.b, r.b)]
            assert (there.relation == "equal") <= (not moved)
            assert bool(moved) <= (there.relation != "equal")


def test_other_ids_give_the_same_relations() -> None:
    for seed in FEW:
        draw = random.Random(seed)
        written = named(make(seed)[0], draw)
        a, b = mk.load(written), mk.load(with_other_ids(written, draw))
        found = mk.compare(a, b, alone=0)
        assert found.relation in ("equal", None)
        assert {pair.how for pair in found.matching.pairs} <= {"wId", "article", "text"}
        assert [(p.a, p.b) for p in found.matching.pairs] == [
            (one.id, other.id) for one, other in zip(a.rules, b.rules, strict=True)
        ]
        assert (found.changed, found.others, found.effects) == ((), (), ())
        assert all(one.relation == "equal" for one in found.relations)


def test_renaming_changes_no_relation_to_another_rule_set() -> None:
    for seed, (a, b) in enumerate(pairs(len(FEW))):
        other = mk.load(with_other_ids(dict(b.document), random.Random(seed)))
        match = [(r.a, other.rules[_place(b, r.b)].id if r.b else None) for r in _rules(a, b)]
        plainly, renamed = mk.compare(a, b, alone=0), mk.compare(a, other, alone=0, match=match)
        assert renamed.relation == plainly.relation
        assert [r.relation for r in renamed.relations] == [r.relation for r in plainly.relations]


def _rules(a: mk.RuleSet, b: mk.RuleSet) -> Any:  # noqa: ANN401 (rules side by side)
    return mk.compare(a, b, alone=0).rules


def _place(rules: mk.RuleSet, name: str) -> int:
    return [rule.id for rule in rules.rules].index(name)


def test_same_question_gives_the_same_bytes() -> None:
    def told(a: mk.RuleSet, b: mk.RuleSet) -> str:
        found = mk.compare(a, b, alone=3)
        quiet = {side: getattr(found, side).model_copy(update={"measured": None}) for side in "ab"}
        return found.model_copy(update=quiet).model_dump_json(warnings=False)

    for a, b in list(pairs(15)):
        assert told(a, b) == told(mk.load(dict(a.document)), b)


def test_summary_fits_one_screen() -> None:
    language.choose("nl")
    for a, _b, there, _ in compared():
        if there.counts is not None:
            text = text_of(there, a, ("een", "twee"))
            assert len(text.splitlines()) <= SCREEN
            assert max(map(len, text.splitlines())) <= 80
    language.choose(None)


# Claims are replayed.

LIGHT = document(
    rule("A", form="permit", guards=["mooi"], release="never"),
    rule("B", form="permit", guards=["mooi"], release="never"),
    rule("C", form="duty_of_care", guards=["mooi", "veilig"], release="never"),
    interests={"mooi": lesser(), "veilig": safe()},
)


def _changed(**forms: str) -> dict[str, Any]:
    made = copy.deepcopy(LIGHT)
    for written in made["rules"]:
        written["form"] = forms.get(written["id"], written["form"])
    return made


def test_claim_carries_the_case_of_the_most_rules_and_no_more() -> None:
    found = mk.compare(
        mk.load(LIGHT), mk.load(_changed(A="general_rule", B="general_rule", C="permit"))
    )
    assert found.relation == "incomparable"
    lighter, stricter = found.cases
    assert (lighter.shows, [pair.a for pair in lighter.rules]) == ("lighter", ["A", "B"])
    assert (lighter.a.form, lighter.b.form) == ("permit", "general_rule")
    assert (stricter.shows, [pair.a for pair in stricter.rules]) == ("stricter", ["C"])
    by_interest = {one.interest: one for one in found.relations}
    assert by_interest["veilig"].relation == "stricter"
    assert len(by_interest["veilig"].cases) == 1
    assert (by_interest["mooi"].guards_a, by_interest["mooi"].guards_b) == (3, 3)


def test_rule_that_no_longer_guards_makes_its_interest_lighter_though_it_stays() -> None:
    made = copy.deepcopy(LIGHT)
    made["rules"][0]["guards"] = []
    found = mk.compare(mk.load(LIGHT), mk.load(made))
    assert found.relation == "equal"
    mooi = next(one for one in found.relations if one.interest == "mooi")
    assert (mooi.relation, mooi.guards_a, mooi.guards_b) == ("lighter", 3, 2)
    (case,) = mooi.cases
    assert (case.a.state, case.b.state) == ("kept", "apart")


def _replay(a: mk.RuleSet, b: mk.RuleSet, found: Compared) -> Replay:
    rules = [(rule.a, rule.b) for rule in found.rules]
    return Replay(Stage(a, found.a), Stage(b, found.b), rules)


def _wrong_claims(found: Compared) -> list[Any]:
    mooi, veilig = found.relations
    case = mooi.cases[0]
    return [
        [mooi.model_copy(update={"relation": "equal", "cases": ()}), veilig],
        [mooi.model_copy(update={"relation": "stricter"}), veilig],
        [mooi.model_copy(update={"guards_b": 1}), veilig],
        [mooi.model_copy(update={"at_least_a": 2}), veilig],
        [mooi.model_copy(update={"cases": ()}), veilig],
        [mooi.model_copy(update={"cases": (case, case)}), veilig],
        [mooi.model_copy(update={"cases": (case.model_copy(update={"rules": ()}),)}), veilig],
        [mooi.model_copy(update={"cases": (case.model_copy(update={"b": case.a}),)}), veilig],
        [
            mooi.model_copy(update={"cases": (case.model_copy(update={"shows": "stricter"}),)}),
            veilig,
        ],
        [mooi],
    ]


@pytest.mark.parametrize("number", range(10))
def test_claim_that_does_not_hold_is_never_shown(number: int) -> None:
    a, b = mk.load(LIGHT), mk.load(_changed(A="general_rule"))
    found = mk.compare(a, b)
    _replay(a, b, found).interests(found.relations)
    with pytest.raises(mk.SelfCheckError) as caught:
        _replay(a, b, found).interests(_wrong_claims(found)[number])
    assert caught.value.report["why"] in ("claim", "guards", "unclaimed")


def test_claim_about_the_whole_is_replayed_too() -> None:
    a, b = mk.load(LIGHT), mk.load(_changed(A="general_rule"))
    found = mk.compare(a, b)
    _replay(a, b, found).whole("lighter", found.cases)
    for relation, cases in (
        ("equal", ()),
        ("stricter", found.cases),
        ("incomparable", found.cases),
    ):
        with pytest.raises(mk.SelfCheckError):
            _replay(a, b, found).whole(relation, cases)  # type: ignore[arg-type]


def test_framework_that_is_not_valid_is_never_replayed() -> None:
    a = mk.load(LIGHT)
    answer = mk.solve(a)
    assert answer.rules is not None
    released = answer.rules[2].model_copy(update={"decision": "released", "form": None})
    for rules, why in (
        ((*answer.rules[:2], released), "broken"),
        ((*answer.rules[:2], released.model_copy(update={"group": "x"})), "no such choice"),
    ):
        with pytest.raises(mk.SelfCheckError) as caught:
            Stage(a, answer.model_copy(update={"rules": rules}))
        assert caught.value.report["why"] == why


def test_joint_set_protects_and_is_counted_as_one_guard() -> None:
    sets = {"veilig": safe(together=[["A@kept", "B"]])}
    rules = [rule(name, options=[option("duty_of_care")], release="never") for name in "AB"]
    a = ruleset(*rules, interests=sets)
    b = ruleset(rules[0], {**rules[1], "options": []}, interests=sets)
    found = mk.compare(a, b)
    (one,) = found.relations
    assert (one.relation, one.rules, one.guards_a, one.guards_b) == ("stricter", ("B",), 1, 1)
    assert FrameworkSide(a, found.a).guards("no-such") is None


def test_relation_names_rules_as_a_does_and_by_b_s_name_where_a_has_none() -> None:
    """Protects the list of an interest: a renamed rule, one of A alone, and one of B alone."""

    def guarding(name: str, title: str, **fields: object) -> dict[str, Any]:
        return rule(name, title=title, guards=["veilig"], release="never", **fields)

    interests = {"veilig": safe()}
    a = ruleset(guarding("OUD", "Geluid na tien uur"), guarding("WEG", "Vuur"), interests=interests)
    b = ruleset(
        guarding("NIEUW", "Geluid na tien uur", form="permit"),
        guarding("ERBIJ", "Hekken"),
        interests=interests,
    )
    found = mk.compare(a, b, match=[("OUD", "NIEUW"), ("WEG", None), (None, "ERBIJ")])
    (one,) = found.relations
    assert one.rules == ("OUD", "WEG", "ERBIJ")


def test_residents_in_another_way_are_incomparable_with_one_case() -> None:
    def held(form: str) -> mk.RuleSet:
        written = rule("A", options=[option(form, hours_per_year=1)], release="never")
        return ruleset(written, policy={"fallback": "reported"})

    found = mk.compare(held("self_management"), held("neighbour_notice"))
    assert found.relation == "incomparable"
    (case,) = found.cases
    assert case.shows == "incomparable"
    assert found.counts is not None
    assert found.counts.delegated == 1


# Outcomes.


def _one(before: Any, after: Any) -> str | None:  # noqa: ANN401 (a rule, or none)
    always = rule("Z", release="never")
    sides = [
        ruleset(always, *([] if one is None else [one]), policy={"fallback": "reported"})
        for one in (before, after)
    ]
    found = mk.compare(*sides, alone=0)
    return found.rules[-1].outcome


KEPT = rule("R", release="never")
HEAVY = rule("R", form="permit", release="never")
GIVEN = rule("R", options=[option("neighbour_notice")], release="never")
GONE = rule("R")
STATE = rule("R", holder="state")


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (KEPT, KEPT, "kept"),
        (KEPT, HEAVY, "replaced"),
        (KEPT, GONE, "dropped"),
        (KEPT, None, "dropped"),
        (GIVEN, None, "dropped"),
        (GIVEN, GONE, "dropped"),
        (KEPT, GIVEN, "handed_over"),
        (GIVEN, KEPT, "taken_back"),
        (GIVEN, GIVEN, "delegated"),
        (None, KEPT, "new"),
        (None, GIVEN, "new"),
        (GONE, KEPT, "returned"),
        (GONE, GIVEN, "returned"),
        (GONE, GONE, "free"),
        (None, GONE, "free"),
        (STATE, KEPT, "external"),
        (STATE, None, "external"),
    ],
)
def test_each_step_has_its_own_class(before: Any, after: Any, outcome: str) -> None:  # noqa: ANN401
    assert _one(before, after) == outcome


def test_rule_under_another_id_is_replaced_and_not_gone_and_new() -> None:
    a = ruleset(rule("OUD", title="Geen geluid na tien uur", release="never"))
    b = ruleset(rule("NIEUW", title="Geen geluid na tien uur", release="never"))
    found = mk.compare(a, b)
    assert [(r.a, r.b, r.how, r.outcome) for r in found.rules] == [
        ("OUD", "NIEUW", "text", "replaced")
    ]
    assert (found.added, found.gone, found.differences) == ((), (), ())
    assert (found.changed, found.effects) == ((), ())  # a name is no difference


def test_rule_of_b_with_the_name_of_another_rule_of_a_keeps_its_own_name() -> None:
    a = ruleset(rule("X", release="never"), rule("Y", requires=["X"], release="never"))
    b = ruleset(rule("Z", release="never"), rule("X", requires=["Z"], release="never"))
    found = mk.compare(a, b, match=[("X", "Z"), (None, "X")])
    assert found.added == ("X",)
    assert found.gone == ("Y",)
    assert [(r.a, r.b) for r in found.rules] == [("X", "Z"), ("Y", None), (None, "X")]
    assert {(e.noun, e.id) for e in found.effects} == {("rules", "X"), ("rules", "Y")} | {
        ("rules", "X")
    }


# Effects alone.


def test_compare_says_what_each_difference_does_alone() -> None:
    made = plain(mk.load("voorbeeld").document)
    made["rules"] = [one for one in made["rules"] if one["id"] != "SHED-COLOUR"]
    made["groups"]["vereniging"]["capacity"] = 10
    found = mk.compare(mk.load("voorbeeld"), mk.load(made))
    effects = {effect.id: effect for effect in found.effects}
    assert found.gone == ("SHED-COLOUR",)
    gone = {total.name: (total.before, total.after) for total in effects["SHED-COLOUR"].totals}
    assert gone["tier.kept"] == (4, 3)
    assert effects["vereniging"].moved == 1
    assert [change.id for change in found.others] == ["vereniging"]
    (field,) = found.others[0].fields
    assert (field.field, field.a, field.b) == ("capacity", [130, 300], 10)
    assert found.relation == "incomparable"


def test_compare_says_so_where_a_difference_cannot_stand_alone() -> None:
    made = plain(mk.load("voorbeeld").document)
    made["interests"]["new"] = {"title": "New", "category": "order"}
    made["rules"][0]["guards"].append("new")
    found = mk.compare(mk.load("voorbeeld"), mk.load(made))
    alone = {(effect.noun, effect.id): effect.alone for effect in found.effects}
    assert alone == {("rules", "ACCESS-ROAD"): False, ("interests", "new"): True}


@pytest.mark.parametrize("alone", [0, 1, 5])
def test_differences_past_the_limit_are_counted(alone: int) -> None:
    a, b = mk.load("voorbeeld"), mk.load("boomgaardshoek")
    found = mk.compare(a, b, alone=alone)
    assert len(found.effects) == alone
    everything = len([*found.added, *found.gone, *found.changed, *found.others])
    assert found.untried == everything - alone
    assert found.relation == mk.compare(a, b, alone=0).relation


def test_limit_is_counted_in_solves_and_in_rules() -> None:
    assert most(None, 10) == MOST_EFFECTS
    assert most(None, 2000) == 5
    assert most(None, 10**6) == 1
    assert most(7, 10**6) == 7


def test_stopped_comparison_is_not_proven_and_says_what_it_left_out() -> None:
    a, b = mk.load("voorbeeld"), mk.load("boomgaardshoek")
    found = mk.compare(a, b, stop=lambda: True)
    assert found.a.status == found.b.status == "not_proven"
    assert found.matching.texts == "stopped"
    assert found.effects == ()
    assert found.untried > 100
    assert found.relation is not None  # of what is shown


def test_progress_tells_how_many_differences_were_tried() -> None:
    told: list[tuple[str, int, int]] = []

    def progress(step: str, done: int, total: int, best: int | None, bound: int | None) -> None:
        told.append((step, done, total))

    mk.compare(mk.load("voorbeeld"), mk.load("boomgaardshoek"), alone=4, progress=progress)
    assert [(done, total) for step, done, total in told if step == "effects"] == [
        (n, 4) for n in range(4)
    ]
    assert any(step == "match" for step, _, _ in told)


# Scenarios.


def test_two_scenarios_of_one_file() -> None:
    rules = mk.load("voorbeeld")
    found = mk.compare(rules, scenario="proef", with_scenario="zonder-vereniging")
    assert (found.a.input.scenario, found.b.input.scenario) == ("proef", "zonder-vereniging")
    assert (found.added, found.gone, found.changed, found.others) == ((),) * 4
    said = {field.field: (field.a, field.b) for field in found.scenarios}
    assert said["capacity"] == (None, {"vereniging": 0})
    assert said["adopt"] == (["cursus"], None)
    assert found.a.objectives == mk.solve(rules, scenario="proef").objectives
    assert found.counts is not None
    assert {e.id for e in found.effects} == set(said)


def test_effect_of_one_word_of_a_scenario_is_that_of_a_what_if() -> None:
    rules = mk.load("voorbeeld")
    found = mk.compare(rules, with_scenario="zonder-vereniging")
    (effect,) = found.effects
    asked = mk.what_if(rules, capacity={"vereniging": 0})
    assert (effect.noun, effect.id, effect.alone) == ("said", "capacity", True)
    assert effect.moved == len(asked.differences)
    changed = [total for total in asked.totals if total.before != total.after]
    assert list(effect.totals) == changed


def test_no_scenario_on_one_side() -> None:
    rules = mk.load("voorbeeld")
    there = mk.compare(rules, with_scenario="proef")
    back = mk.compare(rules, scenario="proef", with_scenario="-")
    assert back.b.input.scenario is None
    assert MIRROR.get(there.relation, there.relation) == back.relation


def test_dropped_and_added_interests_belong_to_their_scenario() -> None:
    rules = ruleset(
        rule("A", guards=["mooi"], release="never"),
        interests={"mooi": lesser()},
        scenarios={
            "s": {
                "drop_interests": ["mooi"],
                "add_interests": {
                    "stil": {"title": "Stil", "ground": "health", "together": [["A"]]}
                },
            }
        },
    )
    found = mk.compare(rules, with_scenario="s")
    told = {one.interest: one for one in found.relations}
    assert (told["mooi"].relation, told["mooi"].guards_b) == ("lighter", None)
    assert (told["stil"].relation, told["stil"].guards_a, told["stil"].guards_b) == (
        "stricter", None, 1,
    )  # fmt: skip
    assert found.relation == "equal"


def test_two_files_may_take_two_scenarios() -> None:
    a, b = mk.load("voorbeeld"), mk.load("boomgaardshoek")
    found = mk.compare(a, b, scenario="proef", with_scenario="minder-uren", alone=0)
    assert (found.a.input.scenario, found.b.input.scenario) == ("proef", "minder-uren")
    assert {field.field for field in found.scenarios} >= {"capacity", "adopt"}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "MK073"),
        ({"scenario": "proef"}, "MK073"),
        ({"with_scenario": "-"}, "MK074"),
        ({"scenario": "proef", "with_scenario": "proef"}, "MK074"),
        ({"with_scenario": "prof"}, "MK051"),
        ({"with_scenario": "proef", "match": [("HEDGE", "HEDGE")]}, "MK075"),
        ({"with_scenario": "proef", "alone": -1}, "MK076"),
        ({"with_scenario": "proef", "alon": 1}, "MK057"),
    ],
)
def test_wrong_use_is_refused_clearly(asked: dict[str, Any], code: str) -> None:
    with pytest.raises(mk.WrongUseError) as caught:
        mk.compare(mk.load("voorbeeld"), **asked)
    assert caught.value.finding.code == code


def test_without_a_framework_there_is_no_claim_and_no_count() -> None:
    rules = mk.load("voorbeeld")
    made = plain(rules.document)
    made["groups"]["vereniging"]["capacity"] = 10
    found = mk.compare(rules, mk.load(made), scenario="proef")
    assert found.b.status == "infeasible"
    assert (found.relation, found.counts, found.relations, found.cases) == (None, None, (), ())
    assert all(one.outcome is None for one in found.rules)


def test_json_keeps_its_keys() -> None:
    import json  # noqa: PLC0415 (this test alone)

    rules = mk.load("voorbeeld")
    told = json.loads(to_json(mk.compare(rules, with_scenario="proef")))
    assert set(told) == {
        "formatVersion", "question", "tool", "a", "b", "matching", "rules", "counts", "added",
        "gone", "changed", "others", "scenarios", "differences", "effects", "untried", "relation",
        "cases", "relations", "totals",
    }  # fmt: skip
    assert set(told["counts"]) >= {"kept", "replaced", "dropped", "handedOver", "takenBack"}
    assert set(told["relations"][0]) == {
        "interest", "relation", "rules", "cases", "guardsA", "guardsB", "atLeastA", "atLeastB",
    }  # fmt: skip

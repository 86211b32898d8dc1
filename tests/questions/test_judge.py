# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`check --framework`: a framework is judged, whoever made it, and every claim held against it."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import minkader as mk
from minkader.formats.claimed import Claimed, load_answer
from minkader.questions import judge as judging
from minkader.questions.answering.answers import Framework
from minkader.questions.judge import Judged
from minkader.questions.judge.claims import Truth, claims
from minkader.questions.judge.reading import asked_as
from minkader.ruleset.errors import SelfCheckError, UnreadableError
from minkader.ruleset.nouns import Changes, RuleSet
from tests.depth import seeds, some
from tests.generator import make
from tests.oracle import answer as oracle
from tests.tiny import FALLBACK, document, rule, ruleset, safe, tangled

Json = dict[str, Any]
NO_CLAIMS = {
    "formatVersion", "question", "tool", "input", "proof", "certifiedTiers", "byHand",
    "secondOpinion", "findings", "measured",
}  # fmt: skip
"""What an answer carries besides claims: who made it, on what input, by which means."""


def said(answer: Framework) -> Json:
    """Return an answer as its JSON says it."""
    made: Json = json.loads(answer.to_json())
    return made


def judged(rules: RuleSet, answer: Framework | Json, **flags: Any) -> Judged:  # noqa: ANN401
    """Judge an answer."""
    found = mk.check(rules, framework=answer, **flags).framework
    assert found is not None
    return found


def false(found: Judged) -> list[str]:
    """Name the claims that are false."""
    return [claim.what for claim in found.false_claims]


@pytest.fixture(scope="module")
def voorbeeld() -> RuleSet:
    return mk.load("voorbeeld")


@pytest.fixture
def answer(voorbeeld: RuleSet) -> Json:
    return said(mk.solve(voorbeeld))


# What is right.


@pytest.mark.parametrize("ties", ["steady", "any"])
def test_every_answer_of_solve_is_right(ties: Any) -> None:  # noqa: ANN401
    """Protects both sides: what `solve` says of itself, and how it is judged."""
    seen = set()
    for seed in seeds(150, least=10):
        made, scenario, trust = make(seed)
        rules = mk.load(made)
        found = mk.solve(rules, scenario=scenario, trust_proposals=trust, ties=ties)
        told = judged(rules, found)
        assert told.right, (seed, told)
        assert told.valid == (True if found.rules is not None else None)
        seen.add(told.status)
    assert seen == {"proven", "infeasible"}


@pytest.mark.parametrize("name", ["voorbeeld", "boomgaardshoek"])
def test_answer_of_a_shipped_rule_set_is_right_in_every_scenario(name: str) -> None:
    rules = mk.load(name)
    for scenario in (None, *rules.scenarios):
        found = judged(rules, mk.solve(rules, scenario=scenario, fallback="reported"))
        assert found.right
        assert found.input.scenario == scenario
        assert found.input.policy.fallback == "reported"
        assert found.looked_at > 50


def test_changes_and_policy_of_the_answer_are_those_that_count(voorbeeld: RuleSet) -> None:
    changes = Changes(adopt=("cursus",), keep=("FLAGPOLE",), capacity={})
    asked = {"changes": changes, "order": ["effort", "kept"], "trust_proposals": True}
    found = mk.solve(voorbeeld, **asked)  # type: ignore[arg-type]
    told = judged(voorbeeld, found)
    assert told.right
    assert told.input.policy.order == ("effort", "kept")
    assert told.input.policy.proposals == "decide"
    # The same forms asked without the pin are not the smallest.
    loose = said(found)
    loose["input"]["changes"] = {}
    assert judged(voorbeeld, loose).smaller is not None


def test_added_interest_and_stance_survive_the_way_through_json(voorbeeld: RuleSet) -> None:
    words: Json = {
        "add_interests": {"rust": {"title": "Rust", "ground": "health", "together": [["HEDGE"]]}},
        "stances": {"wijkagent": {"FRONT-DORMER": {"neighbour_agreement": "blocks"}}},
        "capacity": {"vereniging": [20, 40]},
        "drop_interests": ["street-view"],
    }
    found = mk.what_if(voorbeeld, **words).answer
    assert found.rule("FRONT-DORMER").form == "permit"
    assert judged(voorbeeld, found).right


def test_keys_of_another_version_are_ignored(voorbeeld: RuleSet, answer: Json) -> None:
    answer["colour"] = {"new": 1}
    answer["tool"] = "minkader 99"
    for row in (answer["input"], answer["input"]["policy"], answer["rules"][0], answer["counts"]):
        row["later"] = [1, 2]
    for key in ("capacity", "openNorms", "byHand", "secondOpinion", "reported"):
        del answer[key]
    del answer["rules"][0]["because"], answer["rules"][1]["fallback"]
    assert judged(voorbeeld, answer).right


# What is wrong.


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    """List the path of every value in a document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    if not isinstance(value, dict | list) or not value:
        yield path


def tampered(answer: Json, path: tuple[Any, ...]) -> Json:
    """Return an answer in which one value is another."""
    made = copy.deepcopy(answer)
    holder: Any = made
    for step in path[:-1]:
        holder = holder[step]
    value = holder[path[-1]]
    other: Any = "x" if isinstance(value, str | None) else [value, "x"]
    if isinstance(value, bool):
        other = not value
    elif isinstance(value, int):
        other = value + 1
    holder[path[-1]] = other
    return made


def claimed_paths(answer: Json) -> list[tuple[Any, ...]]:
    """List every value that is a claim: an answer could not say another and be right."""
    paths = [path for path in leaves(answer) if path[0] not in NO_CLAIMS]
    # To say less than is so is no lie: a tier that is not called proven, a clash's own places.
    modest = {"proven", "origin"}
    return [path for path in paths if not modest & set(path)]


@pytest.mark.parametrize(
    "flags",
    [{}, {"scenario": "proef"}, {"fallback": "reported", "order": ["residual", "kept"]}],
    ids=["now", "proef", "reported"],
)
def test_no_value_of_an_answer_can_be_another(voorbeeld: RuleSet, flags: Any) -> None:  # noqa: ANN401
    """Protects against a framework that was changed by hand: whatever it was, it is found."""
    answer = said(mk.solve(voorbeeld, **flags))
    paths = claimed_paths(answer)
    assert len(paths) > 100
    for path in paths:
        try:
            found = judged(voorbeeld, tampered(answer, path))
        except UnreadableError:
            continue
        assert not found.right, path


def test_no_value_of_a_clash_can_be_another(voorbeeld: RuleSet) -> None:
    answer = said(mk.what_if(voorbeeld, release=["ACCESS-ROAD"], keep=["FLAGPOLE"]).answer)
    assert answer["status"] == "infeasible"
    for path in claimed_paths(answer):
        try:
            found = judged(voorbeeld, tampered(answer, path))
        except UnreadableError:
            continue
        assert not found.right, path


@pytest.mark.parametrize("seed", some(range(0, 1500, 25)))
def test_other_frameworks_are_valid_and_worth_what_the_oracle_says(seed: int) -> None:
    """Protects validity and values: each rule in each of its forms, the others as they were."""
    made, scenario, trust = make(seed)
    rules = mk.load(made)
    found = mk.solve(rules, scenario=scenario, trust_proposals=trust)
    best = oracle(made, scenario, trust)
    for place, one in enumerate(found.rules or ()):
        for decision, form in (("released", None), ("kept", one.today)):
            changed = said(found)
            changed["rules"][place] |= {"decision": decision, "form": form}
            try:
                told = judged(rules, changed)
            except UnreadableError as error:
                assert {finding.code for finding in error.findings} == {"MK064"}  # noqa: PT017
                continue
            values = [tier.value or 0 for tier in told.objectives]
            optimum = [best.tiers[tier] for tier in best.objectives]
            if told.valid:
                assert values >= optimum
                assert (told.smaller is None) == (values == optimum)
            if [one.form, one.decision] != [form, decision]:
                assert not told.right


def test_invalid_framework_names_every_constraint_that_it_breaks(
    voorbeeld: RuleSet, answer: Json
) -> None:
    rows = {row["id"]: row for row in answer["rules"]}
    rows["ACCESS-ROAD"] |= {"decision": "released", "form": None}
    rows["PAVE-CAP"] |= {"decision": "released", "form": None}
    found = judged(voorbeeld, answer)
    assert (found.valid, found.right, found.smaller) == (False, False, None)
    assert [(one.kind, one.subjects, one.origin.line) for one in found.broken] == [
        ("guard", ("rain-storage",), 11),
        ("fallback", ("ACCESS-ROAD", "release"), 21),
        ("fallback", ("PAVE-CAP", "release"), 46),
    ]
    assert not any(tier.proven for tier in found.objectives)
    assert found.false_claims[0].model_dump() == {
        "what": "status", "claimed": "proven", "found": "invalid",
    }  # fmt: skip


def test_valid_framework_that_is_not_the_smallest_says_how_much_smaller(
    voorbeeld: RuleSet, answer: Json
) -> None:
    rows = {row["id"]: row for row in answer["rules"]}
    rows["FLAGPOLE"] |= {"decision": "kept", "form": "notification_duty"}
    found = judged(voorbeeld, answer)
    assert found.valid
    assert found.smaller is not None
    assert found.smaller.model_dump() == {
        "tier": "kept", "value": 5, "found": 4, "unit": "rules",
    }  # fmt: skip
    assert "status" in false(found)
    assert "objectives.kept.value" in false(found)


def test_framework_of_equal_value_is_not_the_steady_one() -> None:
    kept = [rule(name, guards=["veilig"], release={"fallback": FALLBACK}) for name in "AB"]
    rules = ruleset(*kept, interests={"veilig": safe()})
    found = said(mk.solve(rules))
    first, second = found["rules"]
    first["decision"], second["decision"] = second["decision"], first["decision"]
    first["form"], second["form"] = second["form"], first["form"]
    for row in found["rules"]:
        del row["because"], row["fallback"]
    assert false(judged(rules, found)) == ["ties.A", "ties.B"]
    found["input"]["ties"] = "any"
    assert judged(rules, found).right


def test_infeasible_is_held_against_a_framework_that_there_is(
    voorbeeld: RuleSet, answer: Json
) -> None:
    lie = {**answer, "status": "infeasible", "rules": None, "objectives": [], "counts": None}
    found = judged(voorbeeld, lie)
    assert (found.valid, found.best) == (None, "proven")
    assert found.false_claims[0].found == "feasible"


def test_proven_without_a_framework_is_false(voorbeeld: RuleSet, answer: Json) -> None:
    found = judged(voorbeeld, {**answer, "rules": None})
    assert found.false_claims[0].found == "no_framework"


def test_framework_where_none_is_possible_is_invalid(voorbeeld: RuleSet, answer: Json) -> None:
    answer["input"]["changes"] = {"release": ["ACCESS-ROAD"]}
    found = judged(voorbeeld, answer)
    assert (found.valid, found.best) == (False, "infeasible")


def test_clash_that_is_larger_than_the_smallest_is_no_smallest(voorbeeld: RuleSet) -> None:
    found = said(mk.what_if(voorbeeld, release=["ACCESS-ROAD"]).answer)
    more = {"kind": "guard", "subjects": ["rain-storage"], "origin": {"file": None, "line": None}}
    found["clash"]["constraints"].append(more)
    assert false(judged(voorbeeld, found)) == ["clash.size"]
    found["clash"]["size"] = "irreducible"
    assert false(judged(voorbeeld, found)) == ["clash.size"]
    found["clash"]["constraints"].pop()
    assert judged(voorbeeld, found).right
    found["clash"]["constraints"] = [more]
    assert false(judged(voorbeeld, found)) == ["clash.constraints"]
    found["clash"]["constraints"] = [{"kind": "guard", "subjects": ["niets"]}]
    assert false(judged(voorbeeld, found)) == ["clash.constraints"]


def test_rule_set_that_changed_since_is_judged_as_it_is_now(answer: Json) -> None:
    made = dict(mk.load("voorbeeld").document)
    made["title"] = "Anders"
    found = judged(mk.load(made), answer)
    assert (found.right, found.same_input) == (True, False)


# What cannot be judged.


def refused(rules: RuleSet, answer: Any) -> list[tuple[str, str | None]]:  # noqa: ANN401
    """Return code and place of what is said against an answer."""
    with pytest.raises(UnreadableError) as caught:
        mk.check(rules, framework=answer)
    return [(finding.code, finding.where.path) for finding in caught.value.findings]


def test_what_is_no_answer_is_refused_with_its_place(
    voorbeeld: RuleSet, answer: Json, tmp_path: Path
) -> None:
    path = tmp_path / "kader.json"
    for text in ("regels: 4", "", "[" * 100_000, "9" * 10_000):
        path.write_text(text, encoding="utf-8")
        assert refused(voorbeeld, path)[0][0] in ("MK060", "MK006", "MK061")
    path.write_text('{"formatVersion": 1,\n "a" 2}', encoding="utf-8")
    with pytest.raises(UnreadableError) as caught:
        load_answer(path)
    where = caught.value.findings[0].where
    assert (where.file, where.line, where.column) == ("kader.json", 2, 6)
    path.write_text("[1]", encoding="utf-8")
    assert refused(voorbeeld, path) == [("MK061", None)]
    assert refused(voorbeeld, {**answer, "formatVersion": 2}) == [("MK065", "formatVersion")]
    assert refused(voorbeeld, {**answer, "question": "what_if"}) == [("MK061", "question")]
    del answer["rules"][2]["decision"]
    answer["input"]["policy"]["order"] = ["kept", "kept"]
    assert refused(voorbeeld, answer) == [("MK061", "rules[2].decision")]


@pytest.mark.parametrize("order", [["kept", "kept"], ["mooi"]])
def test_order_that_means_nothing_is_refused(
    voorbeeld: RuleSet, answer: Json, order: list[str]
) -> None:
    answer["input"]["policy"]["order"] = order
    assert refused(voorbeeld, answer) == [("MK061", "input.policy.order")]


def test_framework_of_another_rule_set_is_refused(answer: Json) -> None:
    assert refused(mk.load("boomgaardshoek"), answer) == [("MK062", "input.id")]


def test_scenario_and_changes_that_are_not_there_are_refused(
    voorbeeld: RuleSet, answer: Json
) -> None:
    answer["input"]["scenario"] = "weg"
    assert refused(voorbeeld, answer) == [("MK051", "input.scenario")]
    answer["input"] |= {"scenario": None, "changes": {"keep": ["NIETS"]}}
    assert refused(voorbeeld, answer) == [("MK030", "input.changes.keep[0]")]
    answer["input"]["changes"] = {"later": 1}
    assert refused(voorbeeld, answer) == [("MK020", "input.changes.later")]


def test_every_rule_that_is_missing_unknown_twice_or_in_no_form_of_its_own_is_named(
    voorbeeld: RuleSet, answer: Json
) -> None:
    rows = answer["rules"]
    rows[0]["id"] = "ACCES-ROAD"
    rows[1]["form"] = "prohibition"
    rows.append(dict(rows[3]))
    with pytest.raises(UnreadableError) as caught:
        mk.check(voorbeeld, framework=answer)
    told = [(f.code, f.values["found"], f.values.get("why")) for f in caught.value.findings]
    assert told == [
        ("MK063", "ACCES-ROAD", "unknown"),
        ("MK063", "PAVE-CAP", "twice"),
        ("MK063", "ACCESS-ROAD", "missing"),
        ("MK064", "delegated prohibition", None),
    ]
    assert caught.value.findings[0].values["near"] == ("ACCESS-ROAD",)


# Stopped, and faults of our own.


def test_search_that_is_stopped_leaves_open_what_it_does_not_know() -> None:
    """Protects the honest partial answer: nothing unproven is confirmed or denied."""
    rules = tangled()
    found = mk.solve(rules)
    told = judged(rules, found, stop=lambda: True)
    assert (told.valid, told.best, told.smaller) == (True, "not_proven", None)
    assert "status" in told.undecided
    assert not told.false_claims
    assert (told.right, told.open) == (False, True)
    assert judged(rules, found, time_limit=0).open


def test_stopped_search_that_knows_better_says_so_all_the_same() -> None:
    rules = tangled()
    found = said(mk.solve(rules, stop=lambda: True))
    assert judged(rules, found).right  # it never said to be proven
    found["status"] = "proven"
    told = judged(rules, found)
    assert told.smaller is not None
    assert false(told) == ["status"]


def test_bound_of_an_answer_that_was_stopped_is_held_against_the_optimum() -> None:
    rules = tangled()
    found = said(mk.solve(rules, stop=lambda: True))
    found["objectives"][0]["bound"] = 4
    assert false(judged(rules, found)) == ["objectives.kept.bound"]


def test_tier_that_is_called_proven_in_an_answer_that_is_not_is_held_to_it() -> None:
    rules = tangled()
    found = said(mk.solve(rules, stop=lambda: True))
    found["objectives"][0]["proven"] = True
    assert false(judged(rules, found)) == ["objectives.kept.proven"]
    assert "objectives.kept.proven" in judged(rules, found, stop=lambda: True).undecided
    found["rules"] = None
    assert "objectives.kept.proven" in false(judged(rules, found))


def test_infeasible_that_nobody_worked_out_stays_open(voorbeeld: RuleSet, answer: Json) -> None:
    rules = tangled(scenarios={"s": {"release": ["R0"]}})
    found = said(mk.solve(rules, scenario="s"))
    lie = {**found, "status": "infeasible", "rules": None}
    assert "status" in judged(rules, lie, stop=lambda: True).undecided


def _mine(rules: RuleSet, found: Framework) -> tuple[Claimed, Framework]:
    return load_answer(said(found)), found


def test_framework_that_beats_what_we_proved_is_a_fault_of_our_own(
    voorbeeld: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed, ours = _mine(voorbeeld, mk.solve(voorbeeld))
    worse = tuple(tier.model_copy(update={"value": 9, "bound": 9}) for tier in ours.objectives)
    lie = ours.model_copy(update={"objectives": worse})
    monkeypatch.setattr(judging, "answered", lambda *_: lie)
    with pytest.raises(SelfCheckError) as caught:
        mk.check(voorbeeld, framework=claimed)
    assert caught.value.what == "beaten"


def test_equal_optima_that_we_did_not_count_are_no_claim(voorbeeld: RuleSet) -> None:
    claimed, ours = _mine(voorbeeld, mk.solve(voorbeeld))
    uncounted = ours.model_copy(update={"equal_optima": None})
    asked = asked_as(voorbeeld, claimed)
    truth = Truth(asked, uncounted, ours.objectives, ours, valid=True)
    assert claims(claimed, truth)[1] == ()


def test_document_of_two_rules_is_judged_from_a_path_too(tmp_path: Path) -> None:
    rules = mk.load(document(rule("A"), rule("B", lock={"kind": "full"})))
    path = tmp_path / "kader.json"
    path.write_text(mk.solve(rules).to_json(), encoding="utf-8")
    found = mk.check(rules, framework=path).framework
    assert found is not None
    assert (found.file, found.right) == ("kader.json", True)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`solve`: its answer, its flags, what it rests on, and what stops it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from minkader.decision.validity import Book
from minkader.formats.locate import load, read
from minkader.questions import solve as solving
from minkader.questions.answering.answers import Framework, Objective, decimal, to_json
from minkader.questions.asking.asked import ask, overlaid, spoken
from minkader.questions.lint.whole import lint
from minkader.questions.solve import solve
from minkader.ruleset.errors import SelfCheckError, WrongUseError
from minkader.ruleset.nouns import Changes
from minkader.solver.pipeline import Outcome
from minkader.solver.pipeline import solve as solve_numbers
from minkader.version import VERSION
from tests.reading import text_of
from tests.solver.test_watch import Stopper
from tests.tiny import FALLBACK, Json, lesser, option, rule, ruleset, safe, tangled

REPORTED = {"fallback": "reported"}
HANDED = option("neighbour_notice")

# The answer as JSON.

LAYOUT = [
    "formatVersion",
    "question",
    "tool",
    "input",
    "status",
    "proof",
    "certifiedTiers",
    "objectives",
    "rules",
    "counts",
    "today",
    "equalOptima",
    "restsOnProposals",
    "restsOnAssumed",
    "openNorms",
    "findings",
    "measured",
]


def _json(answer: Framework) -> Any:  # noqa: ANN401 (a document)
    return json.loads(answer.to_json())


def test_json_has_the_keys_of_the_page_in_its_order() -> None:
    told = _json(solve(load("voorbeeld")))
    assert [key for key in told if key in LAYOUT] == LAYOUT
    assert list(told["input"]) == ["id", "sha256", "scenario", "changes", "policy", "ties"]
    assert list(told["input"]["policy"]) == ["order", "fallback", "objectionsAtMost", "proposals"]
    assert list(told["objectives"][0]) == ["tier", "value", "bound", "unit", "proven"]
    assert list(told["rules"][0]) == [
        "id",
        "decision",
        "form",
        "today",
        "group",
        "hoursPerYear",
        "needs",
        "instrument",
        "fallback",
        "classification",
        "because",
    ]
    assert list(told["rules"][0]["because"][0]) == ["code", "form", "subjects"]
    counts = ["kept", "delegated", "released", "lapsed", "external", "stillInPlan"]
    assert list(told["counts"]) == counts
    assert list(told["measured"]) == ["seconds", "steps"]
    assert "clash" not in told
    assert "mend" not in told


def test_json_is_the_example_of_the_page() -> None:
    """Protects the example of the contract, value by value."""
    told = _json(solve(load("voorbeeld")))
    policy = {
        "order": ["kept", "intensity", "residual", "effort"],
        "fallback": "required",
        "objectionsAtMost": "0.5",
        "proposals": "keep",
    }
    assert told["formatVersion"] == 1
    assert (told["question"], told["tool"]) == ("solve", f"minkader {VERSION}")
    assert told["input"] | {"sha256": ""} == {
        "id": "voorbeeldbuurt",
        "sha256": "",
        "scenario": None,
        "changes": {},
        "policy": policy,
        "ties": "steady",
    }
    assert len(told["input"]["sha256"]) == 64
    tiers = ["kept", "intensity", "residual", "effort"]
    assert (told["status"], told["proof"], told["certifiedTiers"]) == ("proven", "certified", tiers)
    kept = {"tier": "kept", "value": 4, "bound": 4, "unit": "rules", "proven": True}
    assert told["objectives"][0] == kept
    assert told["rules"][0] == {
        "id": "ACCESS-ROAD",
        "decision": "kept",
        "form": "general_rule",
        "today": "general_rule",
        "group": None,
        "hoursPerYear": 0,
        "needs": [],
        "instrument": None,
        "fallback": None,
        "classification": "confirmed",
        "because": [{"code": "fallback_missing", "form": "release", "subjects": []}],
    }
    assert told["counts"] == {
        "kept": 4,
        "delegated": 2,
        "released": 1,
        "lapsed": 0,
        "external": 1,
        "stillInPlan": 2,
    }
    assert (told["today"], told["equalOptima"]) == ({"kept": 7}, "1")
    assert told["restsOnProposals"] == told["restsOnAssumed"] == told["openNorms"] == []
    assert told["findings"] == []


def test_handed_over_rule_tells_who_how_and_when_it_comes_back() -> None:
    dormer = solve(load("voorbeeld")).rule("FRONT-DORMER")
    assert (dormer.decision, dormer.form, dormer.group) == (
        "delegated",
        "neighbour_agreement",
        "vereniging",
    )
    assert (dormer.hours_per_year, dormer.instrument) == (20, "plan_condition")
    assert dormer.fallback is not None
    assert dormer.fallback.model_dump(by_alias=True) == {
        "indicator": {"nl": "klachten"},
        "unit": {"nl": "per jaar"},
        "threshold": "5",
        "when": "above",
        "window": "12 maanden",
        "owner": {"nl": "wijkmanager"},
        "form": "permit",
        "weeks": 26,
    }
    assert dormer.because == ()


def test_infeasible_adds_clash_and_mend_and_has_no_framework() -> None:
    locked = rule("A", lock={"kind": "full"})
    told = _json(solve(ruleset(locked, scenarios={"s": {"release": ["A"]}}), scenario="s"))
    assert (told["status"], told["proof"]) == ("infeasible", "certified")
    assert told["rules"] is told["counts"] is told["equalOptima"] is None
    assert all(o["value"] is o["bound"] is None and not o["proven"] for o in told["objectives"])
    origin = {"file": None, "line": None}
    assert told["clash"] == {
        "size": "smallest",
        "constraints": [
            {"kind": "lock", "subjects": ["A"], "origin": origin},
            {"kind": "pin", "subjects": ["A"], "origin": origin},
        ],
    }
    costs = {"euros": 0, "hours": 0, "weeks": 0}
    assert told["mend"] == [
        {"changes": [{"kind": "unpin", "rule": "A"}], "asks": 0, **costs},
        {"changes": [{"kind": "lift_lock", "rule": "A"}], "asks": 1, **costs},
    ]


def test_same_input_gives_the_same_bytes_apart_from_what_was_measured() -> None:
    for name, scenario in (("voorbeeld", "proef"), ("boomgaardshoek", None)):
        first, second = (solve(load(name), scenario=scenario) for _ in range(2))
        assert first.measured.seconds > 0
        unmeasured = [a.model_copy(update={"measured": first.measured}) for a in (first, second)]
        assert to_json(unmeasured[0]) == to_json(unmeasured[1])


def test_json_is_utf_8_with_one_line_end() -> None:
    read_ = ruleset(
        rule("A", title="Hé"), rule("B", release={"fallback": FALLBACK | {"unit": "é"}})
    )
    told = solve(read_).to_json()
    assert "é" in told
    assert told.endswith("}\n")
    assert not told.endswith("\n\n")


def test_rule_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        solve(ruleset(rule("A"))).rule("B")


def test_objective_knows_its_gap() -> None:
    def gap(value: int | None, bound: int | None) -> int | None:
        return Objective(tier="kept", value=value, bound=bound, unit="rules", proven=False).gap

    assert (gap(5, 3), gap(None, 3), gap(5, None)) == (2, None, None)


# Decisions and counts.


def test_decisions_are_counted_and_carry_what_they_need() -> None:
    answer = solve(
        ruleset(
            rule("K", grounds=["safety"], form="permit"),
            rule("D", release="never", options=[option("self_management", hours_per_year=3)]),
            rule("N", release="never", options=[HANDED]),
            rule("R", weight=5),
            rule("E", kind="exemption", relaxes=["R"]),
            rule("F", kind="exemption", relaxes=["K"]),
            rule("S", holder="state", form="prohibition"),
        )
    )
    assert answer.counts is not None
    assert answer.counts.model_dump() == {
        "kept": 2,
        "delegated": 2,
        "released": 1,
        "lapsed": 1,
        "external": 1,
        "still_in_plan": 1,
    }
    assert answer.today.kept == 1 + 1 + 1 + 5
    told = {r.id: (r.decision, r.form, r.instrument) for r in answer.rules or ()}
    assert told == {
        "K": ("kept", "permit", None),
        "D": ("delegated", "self_management", "agreement"),
        "N": ("delegated", "neighbour_notice", "plan_condition"),
        "R": ("released", None, None),
        "E": ("lapsed", None, None),
        "F": ("kept", "general_rule", None),
        "S": ("external", "prohibition", None),
    }


def test_tier_outside_the_order_is_reported_and_not_optimised() -> None:
    read_ = ruleset(rule("A", guards=["i"]), interests={"i": lesser(severity=3)}, policy=REPORTED)
    answer = solve(read_, order=["kept"])
    assert [objective.tier for objective in answer.objectives] == ["kept"]
    told = {o.tier: (o.value, o.bound, o.proven) for o in answer.reported}
    assert told == {
        "intensity": (0, None, False),
        "residual": (3, None, False),
        "effort": (0, None, False),
    }
    assert answer.input.policy.order == ("kept",)


def test_infeasible_reports_no_tier() -> None:
    locked = ruleset(rule("A"), interests={"i": safe()}, policy={"order": ["kept"]})
    assert solve(locked).reported == ()


# Flags.


def test_order_says_what_goes_first() -> None:
    read_ = ruleset(
        rule("A", guards=["i"], release={"fallback": FALLBACK}), interests={"i": lesser()}
    )
    assert solve(read_).rule("A").decision == "released"
    assert solve(read_, order=["residual", "kept"]).rule("A").decision == "kept"


def test_trust_decides_proposals_as_if_they_were_confirmed() -> None:
    read_ = ruleset(rule("A", classification="proposed"))
    assert solve(read_).rule("A").decision == "kept"
    trusted = solve(read_, trust_proposals=True)
    assert trusted.rule("A").decision == "released"
    assert trusted.input.policy.proposals == "decide"


def test_fallback_reported_lets_go_and_says_what_is_missing() -> None:
    read_ = ruleset(
        rule("A", guards=["i"]),
        rule("B", guards=["i"], release={"fallback": FALLBACK}),
        interests={"i": lesser()},
    )
    assert solve(read_).rule("A").decision == "kept"
    loose = solve(read_, fallback="reported")
    assert loose.rule("A").decision == "released"
    assert [(f.code, f.subjects) for f in loose.findings] == [("MK102", ("A",))]
    assert loose.input.policy.fallback == "reported"


def test_second_opinion_is_told_where_it_was_asked() -> None:
    assert solve(load("voorbeeld")).second_opinion is None
    assert solve(load("voorbeeld"), second_opinion=True).second_opinion == "agrees"
    assert solve(tangled(), second_opinion=True, time_limit=0).second_opinion == "unknown"


def test_ties_any_has_the_same_values() -> None:
    for name in ("voorbeeld", "boomgaardshoek"):
        steady, other = (solve(load(name), ties=ties) for ties in ("steady", "any"))
        assert steady.objectives == other.objectives
        assert (steady.input.ties, other.input.ties) == ("steady", "any")


def test_flags_come_on_top_of_the_scenario_and_are_said_in_its_words() -> None:
    read_ = ruleset(
        rule("A", options=[HANDED]),
        rule("B"),
        groups={"g": {"capacity": 5}},
        scenarios={"s": {"keep": ["A", "B"], "capacity": {"g": 7}}},
    )
    top = Changes.model_validate({"form": {"A": "neighbour_notice"}, "capacity": {"g": [1, 9]}})
    answer = solve(read_, scenario="s", changes=top)
    assert answer.rule("A").decision == "delegated"
    assert answer.rule("B").decision == "kept"
    assert answer.input.scenario == "s"
    assert answer.input.changes == {"capacity": {"g": [1, 9]}, "form": {"A": "neighbour_notice"}}


def test_overlaid_changes_join_lists_update_tables_and_replace_pins() -> None:
    base: Json = {
        "drop_interests": ["i"],
        "adopt": ["m"],
        "capacity": {"g": 1, "h": 2},
        "stances": {"p": {"A": {"permit": "objects", "release": "blocks"}}},
        "keep": ["A", "B"],
        "form": {"C": "permit"},
    }
    top: Json = {
        "drop_interests": ["j", "i"],
        "adopt": ["n"],
        "capacity": {"g": 9},
        "stances": {"p": {"A": {"permit": "supports"}}, "q": {"B": {"permit": "objects"}}},
        "release": ["A", "C"],
    }
    joined = overlaid(Changes.model_validate(base), Changes.model_validate(top))
    assert joined.drop_interests == ("i", "j")
    assert joined.adopt == ("m", "n")
    assert {group: span.low for group, span in joined.capacity.items()} == {"g": 9, "h": 2}
    assert joined.stances == {
        "p": {"A": {"permit": "supports", "release": "blocks"}},
        "q": {"B": {"permit": "objects"}},
    }
    assert (joined.keep, joined.release, joined.form) == (("B",), ("A", "C"), {})


def test_changes_are_spoken_as_a_file_would_write_them() -> None:
    said: Json = {
        "drop_interests": ["i"],
        "grounds": {"A": ["safety"]},
        "capacity": {"g": 5, "h": [1, 2]},
        "lift_locks": ["A"],
        "keep": ["A"],
    }
    assert spoken(Changes.model_validate(said)) == said
    assert spoken(Changes()) == {}


@pytest.mark.parametrize(
    ("written", "told"), [(0.5, "0.5"), (1, "1"), (0.30, "0.3"), (0, "0"), (1e-7, "0.0000001")]
)
def test_share_is_told_as_a_plain_decimal(written: float, told: str) -> None:
    read_ = ruleset(rule("A"), policy={"objections_at_most": written})
    assert ask(read_).input.policy.objections_at_most == told


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        ({"scenario": "nergens"}, "MK051"),
        ({"fallback": "misschien"}, "MK052"),
        ({"order": ["kept", "kept"]}, "MK053"),
        ({"order": []}, "MK053"),
        ({"order": ["steady"]}, "MK053"),
        ({"changes": Changes(keep=("X",))}, "MK030"),
        ({"changes": Changes(keep=("S",))}, "MK042"),
        ({"changes": Changes(keep=("A",), release=("A",))}, "MK042"),
    ],
)
def test_question_without_a_meaning_is_wrong_use(flags: Json, code: str) -> None:
    with pytest.raises(WrongUseError) as caught:
        solve(ruleset(rule("A"), rule("S", holder="state"), scenarios={"s": {}}), **flags)
    assert caught.value.finding.code == code
    assert caught.value.exit_code == 2


def test_unknown_scenario_names_the_nearest_and_all() -> None:
    with pytest.raises(WrongUseError) as caught:
        solve(load("voorbeeld"), scenario="proff")
    values = caught.value.finding.values
    assert (values["near"], values["known"]) == (("proef",), ("zonder-vereniging", "proef"))


# What it rests on.


def _rests(answer: Framework) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return answer.rests_on_proposals, answer.rests_on_assumed


def test_proposed_rules_that_moved_and_those_whose_guarding_let_another_go() -> None:
    read_ = ruleset(
        rule("LEFT", classification="proposed"),
        rule("GUARD", classification="proposed", guards=["i"], release="never"),
        rule("GONE", guards=["i"]),
        rule("IDLE", classification="proposed", release="never", guards=["j"]),
        rule("OTHER", classification="proposed", holder="state", guards=["i"]),
        rule("FOLLOW", classification="proposed", kind="exemption", relaxes=["GONE"]),
        interests={"i": safe(), "j": safe()},
        policy=REPORTED,
    )
    assert solve(read_, trust_proposals=True).rests_on_proposals == ("LEFT", "GUARD")


def test_handed_over_or_released_rules_rest_on_what_is_assumed() -> None:
    own = {"assumed": True}
    read_ = ruleset(
        rule("RULE", **own),
        rule("OPTION", release="never", options=[option("neighbour_notice", **own)]),
        rule("GROUP", release="never", options=[option("self_management", group="g")]),
        rule("GUARDED", guards=["i"]),
        rule("KEPT", grounds=["safety"], **own),
        rule("NONE"),
        groups={"g": own},
        interests={"i": lesser(**own)},
        policy=REPORTED,
    )
    assert solve(read_).rests_on_assumed == ("RULE", "OPTION", "GROUP", "GUARDED")


def test_open_norms_are_listed_whatever_is_decided() -> None:
    read_ = ruleset(rule("A", open_norm="redelijke eisen"), rule("B", grounds=["health"]))
    assert solve(read_).open_norms == ("A",)


def test_what_is_unwise_in_the_file_is_found_with_its_place() -> None:
    text = """\
minkader: 1
id: klein
title: Klein
stakeholders:
  a: {title: A, may_block: true}
  b: {title: B, may_block: true, block_basis: Verdrag}
rules:
- {id: A, title: A, form: permit, ceiling: general_rule}
- {id: B, title: B, form: permit, ceiling: permit}
"""
    read_ = read(text.encode(), "klein.yaml")
    found = solve(read_).findings
    assert [(f.code, f.severity, f.subjects, f.where.line, f.where.path) for f in found] == [
        ("MK101", "warning", ("A",), 8, "rules[0].form"),
        ("MK103", "warning", ("a",), 5, "stakeholders.a.may_block"),
    ]
    # An answer carries no more of lint than that: `check` says the rest.
    others = {f.code for f in lint(read_).findings if f not in found}
    assert others == {"MK106"}


# Stopped.


@pytest.mark.parametrize("flags", [{"time_limit": 0}, {"stop": lambda: True}])
def test_stop_at_once_shows_today_with_its_bound(flags: Json) -> None:
    """Protects the rule that nothing unproven is called minimal; today is the best known."""
    answer = solve(tangled(), **flags)
    assert (answer.status, answer.proof, answer.equal_optima) == ("not_proven", None, None)
    assert [(o.value, o.bound, o.proven) for o in answer.objectives] == [
        (5, 0, False),
        (10, None, False),
        (0, None, False),
        (0, None, False),
    ]
    assert answer.counts is not None
    assert answer.counts.kept == 5
    assert answer.objectives[0].gap == 5


def test_stop_before_anything_is_found_has_bounds_only() -> None:
    answer = solve(tangled(scenarios={"s": {"release": ["R0"]}}), scenario="s", time_limit=0)
    assert (answer.status, answer.rules, answer.counts) == ("not_proven", None, None)
    assert [(o.value, o.bound) for o in answer.objectives] == [(None, 2), *[(None, None)] * 3]
    assert _rests(answer) == ((), ())


def test_wherever_it_is_stopped_the_bound_is_below_the_optimum() -> None:
    optimum = solve(tangled()).objectives
    statuses = set()
    for after in range(12):
        answer = solve(tangled(), stop=Stopper(after))
        statuses.add(answer.status)
        assert answer.objectives[0].bound is not None
        assert answer.objectives[0].bound <= (optimum[0].value or 0)
        for objective, best in zip(answer.objectives, optimum, strict=True):
            assert not objective.proven or objective.value == best.value
    assert statuses == {"proven", "not_proven"}


def test_stop_while_the_clash_is_sought_says_irreducible() -> None:
    # The first looks go to the parts, the next ones to the clash.
    rules = [rule(f"R{n}", requires=[f"R{n + 1}"]) for n in range(5)]
    read_ = ruleset(*rules, rule("R5"), scenarios={"s": {"keep": ["R0"], "release": ["R5"]}})
    sizes = set()
    for after in range(20):
        answer = solve(read_, scenario="s", stop=Stopper(after))
        if answer.clash is not None:
            sizes.add(answer.clash.size)
    assert sizes == {"smallest", "irreducible"}


def test_progress_is_told_by_step() -> None:
    told: list[str] = []
    solve(tangled(), progress=lambda step, *_: told.append(step))
    assert set(told) == {"solve", "certify"}


# Its own check.


def _checked(outcome: Outcome, choices: list[int] | None) -> tuple[Objective, ...]:
    asked = ask(ruleset(rule("A", grounds=["safety"]), policy={"order": ["kept", "effort"]}))
    return solving.checked(asked, Book(asked.situation), outcome, choices)


@pytest.mark.parametrize(
    ("bounds", "proven", "choices", "what"),
    [
        ([0, 0], True, [0], "invalid"),
        ([2, 0], True, [1], "bound"),
        ([1, 1], True, [1], "bound"),
        ([0, 0], True, [1], "unproven"),
        ([1, None], True, [1], "unproven"),
    ],
)
def test_answer_that_fails_its_own_check_is_never_shown(
    bounds: list[int | None], proven: bool, choices: list[int], what: str
) -> None:
    with pytest.raises(SelfCheckError, match=what) as caught:
        _checked(Outcome([0], bounds, proven), choices)
    report: Mapping[str, Any] = caught.value.report
    assert report["document"]["id"] == "klein"
    assert report["input"]["ties"] == "steady"


def test_value_behind_an_open_tier_is_not_called_proven() -> None:
    objectives = _checked(Outcome([0], [0, 0], proven=False), [1])
    assert [objective.proven for objective in objectives] == [False, False]
    objectives = _checked(Outcome([0], [1, None], proven=False), [1])
    assert [objective.proven for objective in objectives] == [True, False]


def test_infeasible_where_today_is_valid_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects from a false infeasible: today's framework is an answer that nobody can deny."""
    none = Outcome(None, [None] * 4, proven=False, infeasible=True)
    monkeypatch.setattr(solving, "solve_numbers", lambda *_, **__: none)
    with pytest.raises(SelfCheckError, match="infeasible"):
        solve(ruleset(rule("A")))


def test_answer_past_the_limit_of_counting_has_no_count(monkeypatch: pytest.MonkeyPatch) -> None:
    def uncounted(*asked: Any, **rest: Any) -> Outcome:  # noqa: ANN401 (passed on)
        return replace(solve_numbers(*asked, **rest), equal=None)

    monkeypatch.setattr(solving, "solve_numbers", uncounted)
    answer = solve(ruleset(rule("A")))
    assert (answer.status, answer.equal_optima) == ("proven", None)


# Counts of any size.


@pytest.mark.parametrize("power", [0, 1, 14, 3999, 4299, 4300, 5000, 13_000, 40_000])
def test_count_of_any_size_is_written_in_full(power: int) -> None:
    """A fixed bug: 15,000 rules with two ways each ended in an error of Python's own."""
    assert decimal(10**power) == "1" + "0" * power
    assert decimal(10**power - 1) == ("9" * power or "0")


def test_answer_with_more_equals_than_python_writes_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def many(*given: Any, **flags: Any) -> Outcome:  # noqa: ANN401
        return replace(solve_numbers(*given, **flags), equal=3**20_000)

    monkeypatch.setattr(solving, "solve_numbers", many)
    rules = ruleset(rule("A"))
    answer = solve(rules, certificate=False)
    assert len(answer.equal_optima or "") == 9543
    assert "10^9542" in text_of(answer, rules, "klein", 80)
    assert str(answer.equal_optima) in answer.to_json()

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would mend: against every set of at most three changes, written into the document itself."""

import copy
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pytest

from minkader.formats.locate import load
from minkader.problem.numbers import Problem
from minkader.questions.answering.answers import Change, Mend
from minkader.questions.asking.asked import ask
from minkader.questions.clash.mend import mends
from minkader.questions.solve import solve
from minkader.ruleset.errors import SelfCheckError
from minkader.solver.pipeline import Outcome
from minkader.solver.pipeline import solve as solve_numbers
from minkader.solver.watch import Watch
from tests import oracle
from tests.depth import seeds
from tests.generator import make
from tests.oracle_document import Choice, choices, is_decided, situate
from tests.tiny import FALLBACK, Json, option, rule, ruleset, safe

SEEDS: Final = sorted({*seeds(400, least=100), 387})
"""The last one is the only one of 400 that a confirmed proposal mends."""
MOST_CANDIDATES: Final = 11
PLENTY: Final = 10**6

Said = tuple[str, ...]
"""A change: its kind, and whom it is about."""


# Every change of every kind, read from the document.


def _candidates(doc: Json, scenario: str, trust: bool) -> list[Said]:
    changes = doc["scenarios"][scenario]
    found: list[Said] = [
        ("unpin", name) for key in ("keep", "release", "form") for name in changes.get(key, ())
    ]
    found += [("adopt", m) for m in doc.get("measures", {}) if m not in changes.get("adopt", ())]
    found += [("raise_capacity", group) for group in doc.get("groups", {})]
    here = situate(doc, scenario, trust=trust)
    for r in filter(is_decided, here.rules.values()):
        for choice in choices(r):
            kinds = oracle.takes_away(here, r, choice)
            for cause in kinds:
                found += _against(cause, choice, ("no_release", (r["id"],)) in kinds)
    return [*dict.fromkeys([*found, *_stances(doc, changes)])]


def _against(cause: oracle.Constraint, choice: Choice, no_release: bool) -> Iterator[Said]:
    kind, (rule_id, *more) = cause[0], cause[1]
    if kind == "proposed":
        yield ("confirm", rule_id)
    elif kind in ("lock", "bandwidth"):
        yield ("lift_lock", rule_id)
    elif kind == "needs" and choice.group is not None:
        yield ("meet_condition", choice.group, more[1])
    elif kind == "needs":
        yield ("meet_condition", rule_id, *more)
    elif kind == "fallback" and not no_release:
        yield ("name_fallback", rule_id, more[0])


def _stances(doc: Json, changes: Json) -> Iterator[Said]:
    tables = [changes.get("stances", {})]
    tables += [measure.get("stances", {}) for measure in doc.get("measures", {}).values()]
    for r in doc["rules"]:
        release = r["release"] if isinstance(r.get("release"), dict) else {}
        for form in (*r.get("options", ()), {**release, "form": "release"}):
            said = {who: {r["id"]: {form["form"]: s}} for who, s in form.get("stances", {}).items()}
            tables.append(said)
    for table in tables:
        for who, rules in table.items():
            for rule_id, forms in rules.items():
                for form, stance in forms.items():
                    if stance in ("objects", "blocks"):
                        yield ("change_stance", who, rule_id, form)


# Each change, written down.


def _written(doc: Json, scenario: str, changes: tuple[Said, ...]) -> Json:
    mended = copy.deepcopy(doc)
    for kind, *about in sorted(changes):
        _WRITE[kind](mended, mended["scenarios"][scenario], *about)
    return mended


def _unpin(_: Json, scenario: Json, rule_id: str) -> None:
    for key in ("keep", "release"):
        scenario[key] = [pinned for pinned in scenario.get(key, ()) if pinned != rule_id]
    scenario.get("form", {}).pop(rule_id, None)


def _rule(doc: Json, rule_id: str) -> Json:
    found: Json = next(r for r in doc["rules"] if r["id"] == rule_id)
    return found


def _option(doc: Json, rule_id: str, form: str) -> Json:
    r = _rule(doc, rule_id)
    if form == "release":
        found: Json = r.setdefault("release", {})
        return found
    return next(o for o in r["options"] if o["form"] == form)


def _name_fallback(doc: Json, _: Json, rule_id: str, form: str) -> None:
    _option(doc, rule_id, form)["fallback"] = FALLBACK


def _meet(doc: Json, _: Json, who: str, *what: str) -> None:
    if len(what) == 1:
        doc["groups"][who].setdefault("has", []).append(what[0])
    else:
        form, need = what
        _option(doc, who, form)["needs"].remove(need)


def _soften(_: Json, scenario: Json, who: str, rule_id: str, form: str) -> None:
    stances = scenario.setdefault("stances", {}).setdefault(who, {})
    stances.setdefault(rule_id, {})[form] = "tolerates"


_WRITE: Final[dict[str, Callable[..., None]]] = {
    "unpin": _unpin,
    "name_fallback": _name_fallback,
    "confirm": lambda _, s, r: s.setdefault("classification", {}).update({r: "confirmed"}),
    "adopt": lambda _, s, m: s.update(adopt=[*s.get("adopt", ()), m]),
    "raise_capacity": lambda _, s, g: s.setdefault("capacity", {}).update({g: PLENTY}),
    "change_stance": _soften,
    "meet_condition": _meet,
    "lift_lock": lambda _, s, r: s.setdefault("lift_locks", []).append(r),
}


def _valid(doc: Json, scenario: str, trust: bool) -> Iterator[oracle.Framework]:
    here = situate(doc, scenario, trust=trust)
    return (found for found in oracle.frameworks(here) if not oracle.broken(here, found))


def _minimal(doc: Json, scenario: str, trust: bool) -> list[tuple[Said, ...]]:
    found: list[tuple[Said, ...]] = []
    candidates = _candidates(doc, scenario, trust)
    for size in (1, 2, 3):
        for changes in itertools.combinations(candidates, size):
            if not any(set(smaller) <= set(changes) for smaller in found):
                mended = _written(doc, scenario, changes)
                if next(_valid(mended, scenario, trust), None) is not None:
                    found.append(changes)
    return found


# What a set costs.


def _cost(doc: Json, scenario: str, trust: bool, changes: tuple[Said, ...]) -> tuple[int, ...]:
    kinds = [kind for kind, *_ in changes]
    measures = [doc["measures"][about[0]] for kind, *about in changes if kind == "adopt"]
    asks = sum(kinds.count(kind) for kind in ("change_stance", "meet_condition", "lift_lock"))
    hours = sum(m.get("hours", 0) for m in measures) + _short(doc, scenario, trust, changes)
    weeks = max((m.get("weeks", 0) for m in measures), default=0)
    return asks, sum(m.get("euros", 0) for m in measures), hours, weeks


def _short(doc: Json, scenario: str, trust: bool, changes: tuple[Said, ...]) -> int:
    raised = [about[0] for kind, *about in changes if kind == "raise_capacity"]
    if not raised:
        return 0
    others = tuple(change for change in changes if change[0] != "raise_capacity")
    capacity = situate(_written(doc, scenario, others), scenario, trust=trust).capacity

    def lacking(framework: oracle.Framework) -> int:
        used = {g: sum(c.hours for c in framework.values() if c.group == g) for g in raised}
        return sum(max(0, used[g] - capacity[g]) for g in raised)

    return min(map(lacking, _valid(_written(doc, scenario, changes), scenario, trust)))


def _said(change: Change) -> Said:
    keys = ("stakeholder", "rule", "form", "group", "measure", "condition")
    return change.kind, *(str(getattr(change, key)) for key in keys if getattr(change, key))


def _told(mend: Mend) -> frozenset[Said]:
    return frozenset(map(_said, mend.changes))


def _costs(mend: Mend) -> tuple[int, ...]:
    return mend.asks, mend.euros, mend.hours, mend.weeks


def _cases() -> Iterator[tuple[int, Json, str, bool]]:
    for seed in SEEDS:
        doc, scenario, trust = make(seed)
        doc = copy.deepcopy(doc)
        if scenario is None:
            scenario = "geen"
            doc.setdefault("scenarios", {})["geen"] = {"title": "Geen"}  # type: ignore[index]
        if oracle.answer(doc, scenario, trust).status == "infeasible":
            yield seed, doc, scenario, trust


def test_mends_are_all_minimal_sets_of_at_most_three_changes() -> None:
    """Protects `mend` whole: which sets, what each costs, and from cheapest to dearest."""
    compared, kinds = 0, set()
    for seed, doc, scenario, trust in _cases():
        if len(_candidates(doc, scenario, trust)) > MOST_CANDIDATES:
            continue
        expected = {
            frozenset(changes): _cost(doc, scenario, trust, changes)
            for changes in _minimal(doc, scenario, trust)
        }
        found = solve(load(doc), scenario=scenario, trust_proposals=trust).mend or ()
        assert {_told(mend) for mend in found} <= set(expected), seed
        assert [_costs(mend) for mend in found] == sorted(expected.values())[:20], seed
        assert all(expected[_told(mend)] == _costs(mend) for mend in found), seed
        kinds |= {change.kind for mend in found for change in mend.changes}
        compared += 1
    assert compared > len(SEEDS) // 8
    assert kinds == set(_WRITE)


# One at a time.


def _mended(*rules: Json, scenario: Json, **parts: object) -> list[tuple[set[Said], Said]]:
    read = ruleset(*rules, scenarios={"s": scenario}, **parts)
    found = solve(read, scenario="s").mend or ()
    return [(set(_told(mend)), tuple(map(str, _costs(mend)))) for mend in found]


def test_hours_that_fall_short_are_told_by_group() -> None:
    """Protects what a talk with residents needs: not that it is too much, but how much."""
    read = ruleset(
        rule("A", options=[option("self_management", group="g", hours_per_year=70)]),
        rule("B", options=[option("self_management", group="g", hours_per_year=25)]),
        groups={"g": {"capacity": [60, 200]}},
        scenarios={"s": {"form": {"A": "self_management", "B": "self_management"}}},
    )
    raised = [
        ([change.kind for change in mend.changes], mend.hours, mend.changes[-1].hours)
        for mend in solve(read, scenario="s").mend or ()
    ]
    assert raised == [
        (["unpin"], 0, None),
        (["raise_capacity"], 35, 35),
    ]


def test_only_the_first_twenty_are_told() -> None:
    locked = [rule(f"R{n}", lock={"kind": "full"}) for n in range(3)]
    everything = _mended(*locked, scenario={"release": [r["id"] for r in locked]})
    assert len(everything) == 2**3
    measures = {f"m{n}": {"lifts_locks": ["R0"], "euros": 100 - n} for n in range(30)}
    many = _mended(locked[0], scenario={"release": ["R0"]}, measures=measures)
    assert len(many) == 20
    euros = [int(cost[1]) for _, cost in many]
    assert euros == sorted(euros)


def test_what_more_than_three_changes_would_mend_is_not_told() -> None:
    locked = [rule(f"R{n}", lock={"kind": "full"}) for n in range(4)]
    assert _mended(*locked, scenario={"release": [r["id"] for r in locked]}) == []


def _clashing(count: int) -> list[Json]:
    # Each pair: a lock keeps the one, which excludes the other, which is the only guard.
    return [
        written
        for n in range(count)
        for written in (
            rule(f"L{n}", lock={"kind": "full"}, excludes=[f"G{n}"]),
            rule(f"G{n}", guards=[f"i{n}"]),
        )
    ]


@pytest.mark.parametrize(("count", "locks"), [(3, [{("lift_lock", f"L{n}") for n in range(3)}]),
                                              (4, [])])  # fmt: skip
def test_clashes_without_a_pin_are_mended_by_three_changes_and_never_by_more(
    count: int, locks: list[set[Said]]
) -> None:
    """Protects the depth where no pin shows beforehand how many changes it takes."""
    found = _mended(
        *_clashing(count),
        scenario={},
        interests={f"i{n}": safe() for n in range(count)},
        policy={"fallback": "reported"},
    )
    assert [changes for changes, _ in found] == locks


def test_essential_interest_is_never_offered_for_dropping() -> None:
    assert solve(ruleset(rule("A"), interests={"i": safe()})).mend == ()


def test_weeks_count_the_longest_and_the_rest_adds_up() -> None:
    lock = {"kind": "full"}
    costs: Json = {"hours": 1, "euros": 10, "weeks": 5}
    found = _mended(
        rule("A", lock=lock, release={"never": "x"}, options=[option("duty_of_care")]),
        rule("B", lock=lock),
        measures={
            "m": {**costs, "lifts_locks": ["A"]},
            "n": {**costs, "weeks": 7, "lifts_locks": ["B"]},
        },
        scenario={"form": {"A": "duty_of_care"}, "release": ["B"]},
    )
    assert ({("adopt", "m"), ("adopt", "n")}, ("0", "20", "2", "7")) in found


def test_adopted_measure_that_harms_mends_no_more_than_without_it() -> None:
    """Protects "inclusion-minimal": every smaller part of a set is tried, whatever it holds."""
    stances = {"a": {"A": {"release": "blocks"}}}
    found = _mended(
        rule("A", lock={"kind": "full"}),
        stakeholders={"a": {"may_block": True}, "b": {}},
        measures={"m": {"lifts_locks": ["A"], "stances": stances}},
        scenario={"release": ["A"]},
    )
    told = [changes for changes, _ in found]
    assert {("unpin", "A")} in told
    assert {("lift_lock", "A")} in told
    assert {("adopt", "m"), ("change_stance", "a", "A", "release")} in told
    assert len(told) == 3


def test_search_that_is_stopped_tells_what_it_found() -> None:
    read = ruleset(rule("A", lock={"kind": "full"}), scenarios={"s": {"release": ["A"]}})
    here = ask(read, scenario="s").situation
    assert mends(here, Watch(stop=lambda: True)) == ()


def test_mend_that_cannot_be_priced_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def lie(problem: Problem, *rest: object, **more: object) -> Outcome:
        found = solve_numbers(problem, *rest, **more)  # type: ignore[arg-type]
        return replace(found, chosen=None) if problem.costs else found

    monkeypatch.setattr("minkader.questions.clash.mend.solve", lie)
    with pytest.raises(SelfCheckError, match="mend"):
        _mended(
            rule("A", options=[option("self_management", group="g", hours_per_year=7)]),
            groups={"g": {}},
            scenario={"form": {"A": "self_management"}},
        )


def test_objections_are_softened_by_a_talk_with_whoever_objects_or_by_a_measure() -> None:
    """Protects from offering a talk with somebody who does not object at all."""
    stances = {"a": "objects", "b": "objects", "c": "tolerates"}
    found = _mended(
        rule("A", release={"stances": stances}),
        stakeholders={"a": {}, "b": {}, "c": {}},
        measures={
            "m": {"stances": {"b": {"A": {"release": "supports"}}}, "euros": 9},
            "n": {"stances": {"b": {"A": {"permit": "supports"}}}},
        },
        scenario={"release": ["A"]},
    )
    assert found == [
        ({("unpin", "A")}, ("0", "0", "0", "0")),
        ({("adopt", "m")}, ("0", "9", "0", "0")),
        ({("change_stance", "a", "A", "release")}, ("1", "0", "0", "0")),
        ({("change_stance", "b", "A", "release")}, ("1", "0", "0", "0")),
    ]


def test_veto_is_lifted_by_a_talk_or_by_a_measure() -> None:
    found = _mended(
        rule("A", release={"stances": {"a": "blocks"}}),
        stakeholders={"a": {"may_block": True}, "b": {}},
        measures={"m": {"stances": {"a": {"A": {"release": "tolerates"}}}}},
        scenario={"release": ["A"]},
    )
    told = [changes for changes, _ in found]
    assert {("adopt", "m")} in told
    assert {("change_stance", "a", "A", "release")} in told

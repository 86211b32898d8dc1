# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would mend: against every set of at most three changes, written into the document itself."""

import copy
import itertools
from collections.abc import Callable, Iterator
from typing import Final

from minkader.formats.locate import load
from minkader.questions.answers import Change, Mend
from minkader.questions.solve import solve
from tests import oracle
from tests.generator import make
from tests.oracle_document import Choice, choices, is_decided, situate
from tests.tiny import FALLBACK, Json

SEEDS: Final = range(600)
MOST_CANDIDATES: Final = 13
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
    assert compared > 100
    assert kinds == set(_WRITE)

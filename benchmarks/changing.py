# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What if: single changes of every kind on a large rule set that is kept solved, and back.

Times are those of the processor: one thread, on a machine that others share.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, Final

import minkader as mk
from benchmarks.generate import municipality
from benchmarks.measure import tell
from benchmarks.peers import Said, apart, ask, from_problem, here
from minkader.problem.numbers import Problem
from minkader.problem.translation import Translation, translate
from minkader.questions.asking.asked import ask as situate
from minkader.ruleset.nouns import RuleSet
from minkader.solver.components import split

SECONDS: Final = 60.0
_TOGETHER: Final = 2**33
_Change = dict[str, Any]


def changing(
    sizes: Sequence[str] = (), runs: int = 2200, peers: int = 110, wholes: int = 3
) -> None:
    """Change a generated rule set and undo it, over and over; then ask CP-SAT the same."""
    for size in sizes or ("10000",):
        ruleset = mk.load(municipality(int(size), people=True))
        began = time.perf_counter()
        study = mk.Study(ruleset)
        first = {"first_s": round(time.perf_counter() - began, 2), "values": study.values}
        tell(f"what-if: {size} rules", {"seed": 1, **first, **_binding(study, ruleset)})
        changes = list(_changes(ruleset, random.Random(1), runs))
        _told(size, _timed(study, changes))
        some = changes[:peers]
        _peers(size, study, ruleset, some, wholes)


def _binding(study: mk.Study, ruleset: RuleSet) -> dict[str, int]:
    # A group binds where everything would be better with hours without end.
    binding = 0
    for group in ruleset.groups:
        step = study.change(capacity={group: 10**6})
        binding += step.before != step.after
        study.undo()
    return {"groups": len(ruleset.groups), "groups_that_bind": binding}


def _changes(rules: RuleSet, draw: random.Random, runs: int) -> Iterator[_Change]:
    makers = _makers(rules, draw)
    for number in range(runs):
        kind = list(makers)[number % len(makers)]
        yield {kind: makers[kind]()}


def _makers(rules: RuleSet, draw: random.Random) -> dict[str, Callable[[], Any]]:
    interests, groups, measures = list(rules.interests), list(rules.groups), list(rules.measures)
    everyone, people = list(rules.rules), list(rules.stakeholders)
    flexible = [rule for rule in everyone if rule.options]
    locked = [rule.id for rule in everyone if rule.lock is not None]
    fresh = count()

    def stances() -> dict[str, Any]:
        rule = draw.choice(flexible)
        stance = draw.choice(["supports", "objects", "blocks"])
        return {draw.choice(people): {rule.id: {str(rule.options[0].form): stance}}}

    def added() -> dict[str, Any]:
        place = draw.randrange(len(everyone))
        near = sorted({rule.id for rule in everyone[place : place + 3]})
        name = f"nieuw-{next(fresh)}"
        return {name: {"title": name, "ground": "health", "together": [near]}}

    def form() -> dict[str, str]:
        rule = draw.choice(flexible)
        return {rule.id: str(draw.choice(rule.options).form)}

    return {
        "drop_interests": lambda: [draw.choice(interests)],
        "add_interests": added,
        "grounds": lambda: {draw.choice(everyone).id: draw.choice([["safety"], ["health"], []])},
        "classification": lambda: {
            draw.choice(everyone).id: draw.choice(["none", "proposed", "confirmed"])
        },
        "capacity": lambda: {draw.choice(groups): draw.randint(0, 150)},
        "adopt": lambda: [draw.choice(measures)],
        "stances": stances,
        "lift_locks": lambda: [draw.choice(locked)],
        "keep": lambda: [draw.choice(everyone).id],
        "release": lambda: [draw.choice(everyone).id],
        "form": form,
    }


def _timed(study: mk.Study, changes: Sequence[_Change]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    for change in changes:
        (kind,) = change
        began = time.process_time()
        step = study.change(**change)
        changed = time.process_time()
        study.undo()
        undone = time.process_time()
        key = kind if step.status == "proven" else f"{kind}, no framework"
        times.setdefault(key, []).append(changed - began)
        times.setdefault("change, all kinds", []).append(changed - began)
        times.setdefault("undo, all kinds", []).append(undone - changed)
    return times


def _told(size: str, times: dict[str, list[float]]) -> None:
    for kind, seconds in sorted(times.items()):
        tell(f"what-if: {size} rules, {kind}", _spread(seconds))


def _spread(seconds: Sequence[float]) -> dict[str, Any]:
    ordered = sorted(seconds)
    return {
        "median_ms": round(1000 * statistics.median(ordered), 2),
        "p95_ms": round(1000 * ordered[int(0.95 * len(ordered))], 2),
        "most_ms": round(1000 * ordered[-1], 2),
        "runs": len(ordered),
    }


def _peers(
    size: str, study: mk.Study, ruleset: RuleSet, changes: Sequence[_Change], wholes: int
) -> None:
    # CP-SAT on what the change touches alone, and (a few times) on the whole; ours beside it.
    # Reading, translating and finding what is touched are not in its time.
    ours, parts, whole = list[float](), list[float](), list[Said]()
    differ = 0
    for change in changes:
        began = time.process_time()
        step = study.change(**change)
        ours.append(time.process_time() - began)
        study.undo()
        asked = situate(ruleset, changes=_read(study, change))
        translation = translate(asked.situation)
        part = _touched(translation, change)
        began = time.process_time()
        _asked(part)
        parts.append(time.process_time() - began)
        if len(whole) < wholes and step.after is not None:
            answer = _asked(translation.problem)
            whole.append(answer)
            differ += answer.proven and apart(
                translation.problem, _TOGETHER, answer.values
            ) != list(step.after.values())
    tell(f"what-if: {size} rules, same changes, ours", _spread(ours))
    tell(f"what-if: {size} rules, CP-SAT on the touched part", _spread(parts))
    told = _spread([said.build_s + said.cpu_s for said in whole])
    proven = sum(said.proven for said in whole)
    tell(
        f"what-if: {size} rules, CP-SAT on the whole", {**told, "proven": proven, "differ": differ}
    )


def _read(study: mk.Study, change: _Change) -> mk.Changes:
    study.change(**change)
    said = study.changes
    study.undo()
    return said


def _asked(problem: Problem) -> Said:
    peer = here(("cpsat",))["cpsat"]
    return ask(peer, from_problem(problem, _TOGETHER), SECONDS)


def _touched(translation: Translation, change: _Change) -> Problem:
    """Return the parts (tied by hours too) of the rules that a change is about, as one problem."""
    rules = _about(translation.situation.ruleset, change)
    place = {rule: group for group, rule in enumerate(translation.rule_of)}
    groups = {place[rule] for rule in rules if rule in place}
    parts = [p.problem for p in split(translation.problem) if not groups.isdisjoint(p.choice_sets)]
    return _joined(parts)


def _about(ruleset: RuleSet, change: _Change) -> set[str]:
    ((kind, said),) = change.items()
    names = set(said)
    if kind == "stances":
        return {rule for rules in said.values() for rule in rules}
    if kind == "add_interests":
        sets = (near for interest in said.values() for near in interest["together"])
        return {rule for near in sets for rule in near}
    if kind == "drop_interests":
        return {rule.id for rule in ruleset.rules if not names.isdisjoint(rule.guards)}
    if kind == "adopt":
        names = {group for name in said for group in ruleset.measures[name].capacity}
    if kind in ("adopt", "capacity"):
        return {r.id for r in ruleset.rules if any(way.group in names for way in r.options)}
    return names


def _joined(parts: Sequence[Problem]) -> Problem:
    # Groups of all parts first, derived columns behind them, as a problem has them.
    if len(parts) == 1:
        return parts[0]
    tiers = len(parts[0].costs) if parts else 1
    joined = Problem.with_tiers(tiers)
    places = [dict[int, int]() for _ in parts]
    for part, place in zip(parts, places, strict=True):
        for group in part.choice_sets:
            place.update(zip(group, joined.add_choice_set(len(group)), strict=True))
    for part, place in zip(parts, places, strict=True):
        place.update((c, joined.add_derived()) for c in range(part.derived, part.columns))
        for tier, costs in enumerate(part.costs):
            for column, cost in enumerate(costs):
                joined.costs[tier][place[column]] = cost
        for row, least in enumerate(part.rhs):
            terms = [(place[column], factor) for column, factor in part.terms(row)]
            joined.add_row(terms, least, part.origins[row])
    return joined

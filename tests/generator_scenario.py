# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The measures and scenarios of a generated rule set, and the sets of rules that guard together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator_references import reference
from tests.generator_rules import (
    CONDITIONS,
    GROUNDS,
    MUNICIPAL,
    RESIDENT,
    Draw,
    Json,
    Names,
    Sketch,
    stance,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def draw_together(draw: Draw, rules: list[Sketch], *, non_delegable: bool) -> list[list[str]]:
    """Draw sets of references, none twice."""
    sets: list[list[str]] = []
    for _ in range(draw.choice([1, 1, 2])):
        members = draw.some(rules, 3, 1)
        refs = [reference(draw, rule, held_by_municipality=non_delegable) for rule in members]
        if sorted(refs) not in map(sorted, sets):
            sets.append(refs)
    return sets


def draw_measures(draw: Draw, names: Names, rules: list[Sketch]) -> dict[str, Json]:
    """Draw a few measures."""
    return {
        f"m{number}": _measure(draw, names, rules) for number in range(draw.choice([0, 1, 2, 2, 3]))
    }


def _measure(draw: Draw, names: Names, rules: list[Sketch]) -> Json:
    measure: Json = {"title": draw.text("Maatregel")}
    costs = {"hours": draw.randint(0, 40), "euros": draw.randint(0, 5000), "weeks": 26}
    measure |= {key: value for key, value in costs.items() if draw.often(60)}
    if draw.often(65):
        measure["provides"] = draw.some(CONDITIONS, 3, 1)
    if names.groups and draw.often(45):
        measure["capacity"] = {draw.choice(names.groups): draw.choice([10, 30, 60])}
    if draw.often(45):
        measure["lifts_locks"] = draw.some(_lockable(rules), 2)
    if draw.often(45):
        measure["stances"] = _stances(draw, names, rules)
    return measure


def _lockable(rules: list[Sketch]) -> list[str]:
    """List the locked rules, and one that is not: lifting that lock changes nothing."""
    locked = [rule.id for rule in rules if "lock" in rule.doc]
    return [*locked, *[rule.id for rule in rules if rule.decided and rule.id not in locked][:1]]


def _stances(draw: Draw, names: Names, rules: list[Sketch]) -> Json:
    """Draw stances: on listed forms, a release, today's form, and on options that are not there."""
    decided = [rule for rule in rules if rule.decided]
    changed: Json = {}
    for name in draw.some(names.stakeholders, 2):
        changed[name] = {
            rule.id: {
                form: stance(draw)
                for form in draw.some(["release", *rule.forms, draw.choice(RESIDENT)], 3, 1)
            }
            for rule in draw.some(decided, 2)
        }
    return changed


def draw_scenarios(
    draw: Draw, names: Names, rules: list[Sketch], measures: dict[str, Json]
) -> dict[str, Json]:
    """Draw up to two scenarios."""
    scenarios = {}
    for number in range(draw.choice([0, 1, 1, 2])):
        scenario: Json = {"title": draw.text("Als het anders gaat")}
        for name, write in _changes(draw, names, rules).items():
            if draw.often(30):
                scenario[name] = write()
        if measures and draw.often(70):
            adopted = draw.some(list(measures), 3, 1)
            scenario["adopt"] = adopted
            for name in adopted:
                scenario |= _against(draw, measures[name])
        scenarios[f"s{number}"] = scenario | _pins(draw, rules)
    return scenarios


def _against(draw: Draw, measure: Json) -> Json:
    """Change what an adopted measure changes too: a later stance, a capacity to add to."""
    change: Json = {}
    capacity, said = measure.get("capacity"), measure.get("stances")
    if isinstance(capacity, dict) and draw.often(60):
        change["capacity"] = {group: hours(draw) for group in capacity}
    if isinstance(said, dict) and draw.often(60):
        change["stances"] = {
            name: {
                rule: {form: stance(draw) for form in by_form} for rule, by_form in rules.items()
            }
            for name, rules in said.items()
        }
    return change


def _changes(draw: Draw, names: Names, rules: list[Sketch]) -> dict[str, Callable[[], object]]:
    """Say how each field of a scenario is drawn, but for the pins."""
    municipal = [rule.id for rule in rules if not rule.external]
    tags = ["none", "proposed", "confirmed", "confirmed"]
    return {
        "drop_interests": lambda: draw.some(list(names.interests), 2, 1),
        "add_interests": lambda: _added(draw, rules),
        "grounds": lambda: {r: draw.some(GROUNDS, 1) for r in draw.some(municipal, 2)},
        "classification": lambda: {r: draw.choice(tags) for r in draw.some(municipal, 2)},
        "capacity": lambda: {group: hours(draw) for group in draw.some(names.groups, 2)},
        "stances": lambda: _stances(draw, names, rules),
        "lift_locks": lambda: draw.some(_lockable(rules), 2),
    }


def hours(draw: Draw) -> int | list[int]:
    """Draw a capacity: a number or an interval."""
    low = draw.choice([0, 0, 10, 30, 50, 80])
    interval = [low, low + draw.choice([0, 40, 90])]
    return interval if draw.often(50) else low


def _added(draw: Draw, rules: list[Sketch]) -> dict[str, Json]:
    added: dict[str, Json] = {}
    for name in draw.choice([["new"], ["new"], ["new", "newer"]]):
        interest: Json = {"title": draw.text(name)}
        if draw.often(50):
            interest["ground"] = draw.choice(GROUNDS)
        else:
            interest |= {"category": "order", "severity": draw.randint(1, 5)}
        interest["together"] = draw_together(draw, rules, non_delegable=False)
        added[name] = interest
    return added


def _pins(draw: Draw, rules: list[Sketch]) -> Json:
    """Pin a few rules, each once; a form that the rule never lists is a clash, not an error."""
    keep, release, form = [], [], {}
    for rule in rules:
        way = draw.weighted({"": 78, "keep": 9, "release": 6, "form": 7})
        if rule.external or not way:
            continue
        if way == "keep":
            keep.append(rule.id)
        elif way == "release":
            release.append(rule.id)
        else:
            form[rule.id] = _pinned_form(draw, rule)
    pins: Json = {"keep": keep, "release": release, "form": form}
    return {key: value for key, value in pins.items() if value}


def _pinned_form(draw: Draw, rule: Sketch) -> str:
    never_listed = rule.decided and draw.often(30)
    return draw.choice([*MUNICIPAL, *RESIDENT] if never_listed else rule.forms)

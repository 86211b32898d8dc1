# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small valid rule sets, made from a seed: what the oracle and the product are compared on.

Every field of docs/model.md that can change an answer occurs, in combinations that nobody would
think of. Every document is valid: a reader that refuses one is wrong, or this file is. Which
features a case has, and so whether the cases are varied enough: `generator_features`.
"""

from __future__ import annotations

from tests.generator_features import FEATURES, features
from tests.generator_references import refer
from tests.generator_rules import CONDITIONS, GROUNDS, Draw, Json, Names, Sketch, draw_rules
from tests.generator_scenario import draw_measures, draw_scenarios, draw_together, hours

__all__ = ["FEATURES", "features", "make"]

TIERS = ["kept", "intensity", "residual", "effort"]
TEN = 10  # so that three are exactly 0.3, which no binary fraction is
CATEGORIES = ["amenity", "appearance", "order", "heritage"]


def make(seed: int, *, small: bool = True) -> tuple[dict[str, object], str | None, bool]:
    """Make a document, the scenario to apply and whether proposals are trusted.

    A small one has at most six rules and 200 choices of options, another nine and 4,000.
    """
    draw = Draw(seed)
    interests = {_interest_id(draw, n): _interest(draw) for n in range(draw.randint(0, 4))}
    groups = {f"g{n}": _group(draw) for n in range(draw.randint(0, 2))}
    people = {f"p{n}": _stakeholder(draw, interests) for n in range(_crowd(draw))}
    names = Names(
        interests={i: _ground(interest) for i, interest in interests.items()},
        non_delegable={i for i, interest in interests.items() if "non_delegable" in interest},
        groups=list(groups),
        stakeholders=list(people),
        loose=draw.often(40),
    )
    count = draw.choice([1, 2, 3, 4, 4, 5, 5, 6, 6]) if small else draw.randint(5, 9)
    rules = draw_rules(draw, names, count, frameworks=200 if small else 4000)
    refer(draw, rules)
    for i, interest in interests.items():
        if draw.often(35):
            narrow = i in names.non_delegable
            interest["together"] = draw_together(draw, rules, non_delegable=narrow)
        if draw.often(85):
            _make_guardable(i, interest, rules)
    measures = draw_measures(draw, names, rules)
    scenarios = draw_scenarios(draw, names, rules, measures)
    document: Json = {"minkader": 1, "id": f"seed-{seed}", "title": draw.text("Proefbuurt")}
    parts = {
        "policy": _policy(draw, len(people)),
        "interests": interests,
        "groups": groups,
        "stakeholders": people,
        "measures": measures,
        "scenarios": scenarios,
    }
    document |= {key: part for key, part in parts.items() if part}
    document["rules"] = [rule.finish() for rule in rules]
    scenario = draw.choice(list(scenarios)) if scenarios and draw.often(80) else None
    return document, scenario, draw.often(25)


def _crowd(draw: Draw) -> int:
    """Draw how many stakeholders there are."""
    return draw.choice([0, 1, 2, 3, 3, 4, 4, 5, 5, TEN, TEN])


def _policy(draw: Draw, crowd: int) -> Json:
    policy: Json = {}
    if draw.often(55):
        policy["order"] = draw.some(TIERS, 4, 1)
    if draw.often(55):
        policy["fallback"] = draw.choice(["required", "reported"])
    if draw.often(75):
        shares = [0.3, 0.6, 0.7] if crowd == TEN else [0, 0.2, 0.25, 0.34, 0.5, 0.6, 1]
        policy["objections_at_most"] = draw.choice(shares)
    if draw.often(50):
        policy["proposals"] = draw.choice(["keep", "decide"])
    return policy


def _interest_id(draw: Draw, number: int) -> str:
    """Name an interest, now and then as a rule is named: the two lists are apart."""
    return draw.choice([f"i{number}", f"i{number}", f"R{number}"])


def _interest(draw: Draw) -> Json:
    interest: Json = {"title": draw.text("Belang")}
    if draw.often(50):
        interest["ground"] = draw.choice(GROUNDS)
        if draw.often(25):
            interest["non_delegable"] = draw.text("Wet veiligheidsregio's 3")
    else:
        interest["category"] = draw.choice(CATEGORIES)
    if draw.often(18):
        interest["at_least"] = draw.choice([1, 2, 2, 2, 3])
    if draw.often(60):
        interest |= {"severity": draw.randint(1, 5), "likelihood": draw.randint(1, 5)}
    if draw.often(8):
        interest |= {"note": draw.text("geschat"), "assumed": True, "basis": draw.text("beleid")}
    return interest


def _make_guardable(interest_id: str, interest: Json, rules: list[Sketch]) -> None:
    """Ask no more of an essential interest than there is; one that nothing guards is lesser."""
    sets = interest.get("together", [])
    assert isinstance(sets, list)
    guards = len(sets) + sum(interest_id in rule.guards for rule in rules)
    at_least = interest.get("at_least", 1)
    assert isinstance(at_least, int)
    if "ground" not in interest or guards >= at_least:
        return
    interest.pop("at_least", None)
    if not guards:
        interest.pop("non_delegable", None)
        del interest["ground"]
        interest["category"] = "nature"


def _ground(interest: Json) -> str | None:
    ground = interest.get("ground")
    return ground if isinstance(ground, str) else None


def _group(draw: Draw) -> Json:
    group: Json = {"title": draw.text("Bewonersvereniging")}
    if draw.often(85):
        group["capacity"] = hours(draw)
    if draw.often(45):
        group["has"] = draw.some(CONDITIONS, 2, 1)
    if draw.often(40):
        group["households"] = draw.randint(1, 300)
    return group


def _stakeholder(draw: Draw, interests: dict[str, Json]) -> Json:
    stakeholder: Json = {"title": draw.text("Belanghebbende")}
    if draw.often(30):
        stakeholder["may_block"] = draw.often(85)
        if draw.often(60):
            stakeholder["block_basis"] = draw.text("Afspraak in de proef")
    if draw.often(40):
        stakeholder |= {"power": draw.randint(0, 5), "stake": draw.randint(0, 5)}
    if draw.often(40):
        stakeholder["cares_for"] = draw.some(list(interests), 2)
    return stakeholder

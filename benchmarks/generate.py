# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rule sets of any size, made from a seed: clusters of rules that share interests and chains.

With `people` a rule set also has stakeholders with stances, measures, conditions and locks, so that
every field of a scenario has something to change; and fewer hours, so that many groups fall short.
"""

import copy
import random
from typing import Any

from minkader.ruleset.nouns import RuleSet

CLUSTER = 12
"""Rules in a cluster: about what shares an interest in a real plan."""
_MUNICIPAL = ("permit", "notification_duty", "information_duty", "general_rule", "duty_of_care")
_FALLBACK = {
    "indicator": "klachten",
    "unit": "per jaar",
    "threshold": 5,
    "window": "12 maanden",
    "owner": "wijkmanager",
}


def municipality(rules: int, seed: int = 1, people: bool = False) -> dict[str, Any]:
    """Make a rule set of so many rules; the same for the same seed."""
    draw = random.Random(seed)
    document: dict[str, Any] = {
        "minkader": 1,
        "id": f"gemeente-{rules}",
        "title": f"Gemeente met {rules} regels",
        "interests": {},
        "groups": {},
        "rules": [],
    }
    for first in range(0, rules, CLUSTER):
        size = min(CLUSTER, rules - first)
        _cluster(draw, document, first, size)
    if people:
        _people(random.Random(seed), document)
    return document


def shared(document: dict[str, Any]) -> dict[str, Any]:
    """Make all groups of a rule set one, with half of their hours, for which everybody waits."""
    groups = document["groups"]
    name, (*_, one) = next(iter(groups)), groups.values()
    hours = sum(group["capacity"] for group in groups.values()) // 2
    document["groups"] = {name: {**one, "capacity": hours}}
    for option in (option for rule in document["rules"] for option in rule.get("options", ())):
        if "group" in option:
            option["group"] = name
    return document


def changed(rules: RuleSet) -> dict[str, Any]:
    """Return a rule set with one rule less, and one group with fewer hours."""
    document = copy.deepcopy(dict(rules.document))
    del document["rules"][-1]
    group = next(iter(document["groups"]))
    document["groups"][group]["capacity"] = 30
    return document


def _people(draw: random.Random, document: dict[str, Any]) -> None:
    document["stakeholders"] = {
        name: {"title": name, "may_block": name == "waterschap"}
        | ({"block_basis": "Waterwet"} if name == "waterschap" else {})
        for name in ("bewoners", "ondernemers", "waterschap")
    }
    document["measures"] = {}
    for group in document["groups"].values():
        group["capacity"] //= 2
    for number, rule in enumerate(document["rules"]):
        if draw.random() < 0.1:
            rule["lock"] = {"kind": "full", "basis": "Besluit bouwwerken leefomgeving"}
        for option in rule["options"]:
            if draw.random() < 0.3:
                option["needs"] = [f"voorwaarde-{number}"]
    for first, group in enumerate(document["groups"]):
        document["measures"][f"m{first}"] = _measure(document["rules"], first, group)


def _measure(rules: list[dict[str, Any]], cluster: int, group: str) -> dict[str, Any]:
    # It gives a street some hours, meets its conditions, and lifts its first lock.
    street = rules[cluster * CLUSTER : (cluster + 1) * CLUSTER]
    needs = [name for rule in street for way in rule["options"] for name in way.get("needs", ())]
    return {
        "title": f"Maatregel {cluster}",
        "hours": 20,
        "euros": 500,
        "capacity": {group: 20},
        "provides": list(dict.fromkeys(needs)),
        "lifts_locks": [rule["id"] for rule in street if "lock" in rule][:1],
    }


def _cluster(draw: random.Random, document: dict[str, Any], first: int, size: int) -> None:
    interests = [f"i{first}-{n}" for n in range(max(2, size * 3 // 4))]
    for place, name in enumerate(interests):
        essential = place % 2 == 0
        kind = {"ground": "safety"} if essential else {"category": "amenity"}
        risk = {} if essential else {"severity": draw.randint(1, 5), "likelihood": 2}
        document["interests"][name] = {"title": name, **kind, **risk}
    group = f"g{first}"
    document["groups"][group] = {"title": group, "capacity": 40 * size // 4}
    for number in range(first, first + size):
        document["rules"].append(_rule(draw, number, first, interests, group))
    guarded = {name for rule in document["rules"][first:] for name in rule["guards"]}
    for name in interests:
        if name not in guarded:
            del document["interests"][name]  # nothing could guard it: no framework at all


def _rule(
    draw: random.Random, number: int, first: int, interests: list[str], group: str
) -> dict[str, Any]:
    guards = draw.sample(interests, min(len(interests), draw.randint(1, 3)))
    today = draw.choice(_MUNICIPAL[:4])
    lighter = [form for form in _MUNICIPAL if _MUNICIPAL.index(form) > _MUNICIPAL.index(today)]
    options: list[dict[str, Any]] = []
    if draw.random() < 0.5:
        options.append({"form": draw.choice(lighter), "guards": guards[:1]})
    if draw.random() < 0.4:
        hours = draw.randint(1, 6) * 10
        options.append(
            {
                "form": "neighbour_agreement",
                "group": group,
                "hours_per_year": hours,
                "guards": guards[-1:],
                "fallback": dict(_FALLBACK),
            }
        )
    rule: dict[str, Any] = {
        "id": f"R{number}",
        "title": f"Regel {number}",
        "form": today,
        "guards": guards,
        "classification": "confirmed" if draw.random() < 0.9 else "proposed",
        "options": options,
        "release": {"fallback": dict(_FALLBACK)},
        "source": {"citation": "Omgevingsplan", "article": f"22.{number}"},
    }
    if number > first and draw.random() < 0.2:
        rule["requires"] = [f"R{draw.randrange(first, number)}"]
    return rule

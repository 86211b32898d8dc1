# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pairs of generated rule sets, one made from the other by a few changes: what compare is for."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import minkader as mk
from minkader.questions.compare.renaming import renamed
from tests.generator import make

Json = dict[str, Any]
_SYLLABLES = ("ba", "ko", "li", "mu", "ne", "po", "ra", "si", "tu", "ve", "wo", "zi")


def named(document: Json, draw: random.Random) -> Json:
    """Return every rule a title of its own, so that a text points at one rule."""
    made = copy.deepcopy(document)
    for rule in made["rules"]:
        rule["title"] = " ".join("".join(draw.choices(_SYLLABLES, k=4)) for _ in range(4))
        rule.pop("summary", None)
    return made


def with_other_ids(document: Json, draw: random.Random) -> Json:
    """Return every rule another id, everywhere."""
    ids = [rule["id"] for rule in document["rules"]]
    names = {old: f"N{draw.randrange(10**9)}-{place}" for place, old in enumerate(ids)}
    return renamed(document, names)


def mutated(document: Json, draw: random.Random) -> Json:
    """Change a few things: rename a rule, drop one, give one another form, drop an interest."""
    made = copy.deepcopy(document)
    for _ in range(draw.randint(1, 4)):
        rule = draw.choice(made["rules"])
        what = draw.choice(["rename", "drop", "classify", "weight", "release", "title"])
        if what == "rename":
            made = renamed(made, {r["id"]: r["id"] for r in made["rules"]} | {rule["id"]: "NEW"})
        elif what == "drop" and len(made["rules"]) > 1:
            made["rules"].remove(rule)
        elif what == "classify":
            rule["classification"] = draw.choice(["none", "confirmed"])
        elif what == "weight":
            rule["weight"] = draw.randint(0, 3)
        elif what == "release" and rule.get("kind", "restriction") == "restriction":
            rule["release"] = "never"
        elif what == "title":
            rule["title"] = "Heel iets anders"
    return made


def pairs(count: int) -> Iterator[tuple[mk.RuleSet, mk.RuleSet]]:
    """Return pairs that can be read: the generated one, and what became of it."""
    for seed in range(count):
        draw = random.Random(seed)
        document = named(make(seed)[0], draw)
        try:
            yield mk.load(document), mk.load(mutated(document, draw))
        except mk.UnreadableError:
            continue  # what was dropped is still pointed at

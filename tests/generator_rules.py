# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of a generated rule set, each alone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import prod
from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
Json = dict[str, object]

MUNICIPAL = [
    "duty_of_care",
    "general_rule",
    "information_duty",
    "notification_duty",
    "permit",
    "prohibition",
]
RESIDENT = ["self_management", "neighbour_agreement", "neighbour_notice"]
GROUNDS = ["safety", "health", "area_transcending"]
CONDITIONS = ["legal_entity", "trained", "inspected"]
HOLDERS = ["state", "province", "water_board", "civil_law", "other"]
KINDS = {"restriction": 58, "exemption": 14, "definition": 13, "procedure": 8, "authority_duty": 7}
RIVAL = "rival-"
FOLLOWERS = ("exemption", "definition")


class Draw(Random):
    """Draw from a seed: the same on every machine."""

    def often(self, percent: float) -> bool:
        """Say yes this often."""
        return self.random() * 100 < percent

    def weighted(self, shares: dict[str, int]) -> str:
        """Pick a key by its share."""
        return self.choices(list(shares), list(shares.values()))[0]

    def some(self, items: Sequence[T], at_most: int, at_least: int = 0) -> list[T]:
        """Pick a few different items, in any order."""
        most = min(at_most, len(items))
        return self.sample(items, self.randint(min(at_least, most), most))

    def text(self, words: str) -> str | dict[str, str]:
        """Write free text in one of its three ways."""
        two_languages = {"nl": words, "en": words}
        ways: list[str | dict[str, str]] = [words, words, {"nl": words}, two_languages]
        return self.choice(ways)

    def threshold(self) -> int | float:
        """Pick the threshold of a fallback."""
        return self.choice([0, 3, 5, 2.5])

    def fallback(self) -> Json:
        """Write a fallback."""
        fallback: Json = {
            "indicator": self.text("klachten"),
            "unit": self.text("per jaar"),
            "threshold": self.threshold(),
            "window": self.choice(["12 months", "1 jaar", "6 weken", "30 days"]),
            "owner": self.text("wijkmanager"),
        }
        extra: Json = {"when": "below", "form": self.choice(MUNICIPAL), "weeks": 10}
        return fallback | {key: value for key, value in extra.items() if self.often(25)}


@dataclass
class Names:
    """Hold what the rules may name: interests with their ground (none if lesser), and the rest.

    In a loose rule set nearly every rule can go, so that what is left is a choice.
    """

    interests: dict[str, str | None]
    non_delegable: set[str]
    groups: list[str]
    stakeholders: list[str]
    loose: bool


@dataclass
class Sketch:
    """Hold one rule under construction: what others need to know of it, and its document."""

    id: str
    kind: str
    external: bool
    written: str
    today: str
    doc: Json
    options: list[Json] = field(default_factory=list)
    requires: list[str] = field(default_factory=list)
    excludes: list[str] = field(default_factory=list)
    relaxes: list[str] = field(default_factory=list)

    @property
    def decided(self) -> bool:
        """Say whether the rule has options of its own."""
        return not self.external and self.kind not in FOLLOWERS

    @property
    def guards(self) -> list[str]:
        """List the interests that the rule guards."""
        guards = self.doc.get("guards", [])
        assert isinstance(guards, list)
        return guards

    @property
    def forms(self) -> list[str]:
        """List the forms that a reference may ask for."""
        return [] if self.external else [self.today, *(str(o["form"]) for o in self.options)]

    def finish(self) -> Json:
        """Return the rule as it is written in the file; empty lists are left out."""
        lists = {
            "options": self.options,
            "requires": self.requires,
            "excludes": self.excludes,
            "relaxes": self.relaxes,
        }
        return self.doc | {key: value for key, value in lists.items() if value}


def draw_rules(draw: Draw, names: Names, count: int, frameworks: int) -> list[Sketch]:
    """Draw rules, each alone, that together have at most so many choices of options."""
    contested, rivals = _rivals(draw, names, count)
    form = draw.choice(MUNICIPAL[:3])
    left = {i: ground for i, ground in names.interests.items() if i != contested}
    others = replace(names, interests=left)
    rules = [
        _rival(draw, names, number, contested, form)
        if number in rivals
        else _rule(draw, others, number)
        for number in range(count)
    ]
    decided = [rule for rule in rules if rule.decided]
    while prod(len(rule.options) + 2 for rule in decided) > frameworks:
        max(decided, key=lambda rule: len(rule.options)).options.pop()
    return rules


# One rule alone.


def _rivals(draw: Draw, names: Names, count: int) -> tuple[str, list[int]]:
    """Pick an essential interest for equal rules to guard: which of them goes is a free choice."""
    essential = [i for i, ground in names.interests.items() if ground]
    if not essential or not draw.often(45):
        return "", []
    last = [number for number in (count - 2, count - 1) if number >= 0]
    anywhere = draw.some(range(count), 3, 2)
    return draw.choice(essential), last if draw.often(60) else anywhere


def _rival(draw: Draw, names: Names, number: int, interest: str, form: str) -> Sketch:
    id_ = f"{RIVAL}{number}"
    doc: Json = {"id": id_, "title": draw.text(id_), "form": form, "guards": [interest]}
    doc |= {"classification": "confirmed", "release": {"fallback": draw.fallback()}}
    rule = Sketch(id_, "restriction", external=False, written=form, today=form, doc=doc)
    if draw.often(70):
        rule.options = [_option(draw, names, rule, draw.choice(RESIDENT))]
    return rule


def _rule(draw: Draw, names: Names, number: int) -> Sketch:
    rule = _bare_rule(draw, number)
    unsure = 3 if names.loose else 26
    tag = draw.weighted({"confirmed": 100 - unsure, "proposed": unsure, "none": 4, "left out": 4})
    if tag != "left out":
        rule.doc["classification"] = tag
    if draw.often(30):
        rule.doc["weight"] = draw.choice([0, 0, 1, 2, 3])
    if rule.kind in ("restriction", "procedure") or rule.decided:
        rule.doc["guards"] = draw.some(list(names.interests), 3, 1 if names.loose else 0)
    _ground(draw, names, rule)
    if rule.decided:
        _decide(draw, names, rule)
    elif not rule.external and draw.often(8):
        rule.doc |= {"options": [], "guards": []}
    _annotate(draw, rule.doc)
    return rule


def _bare_rule(draw: Draw, number: int) -> Sketch:
    kind, external = draw.weighted(KINDS), draw.often(13)
    id_ = draw.choice([f"R{number}", f"R{number}", f"22.{number}0", f"rule-{number}:a"])
    doc: Json = {"id": id_, "title": draw.text(id_)}
    form = "general_rule"
    if kind != "restriction" or draw.often(10):
        doc["kind"] = kind
    if external or draw.often(5):
        doc["holder"] = draw.choice(HOLDERS) if external else "municipality"
    if draw.often(75):
        doc["form"] = form = draw.choice(MUNICIPAL)
    return Sketch(id_, kind, external, form, form, doc)


def _ground(draw: Draw, names: Names, rule: Sketch) -> None:
    matched = sorted({ground for i in rule.guards if (ground := names.interests[i])})
    if draw.often(25):
        rule.doc["grounds"] = draw.some(matched, 2)
    elif draw.often(5 if names.loose else 16):
        rule.doc["grounds"] = draw.some(GROUNDS, 2)


def _decide(draw: Draw, names: Names, rule: Sketch) -> None:
    if draw.often(22):
        ceiling = draw.choice(MUNICIPAL)
        rule.doc["ceiling"] = ceiling
        rule.today = min(rule.written, ceiling, key=MUNICIPAL.index)
    if draw.often(4 if names.loose else 30):
        rule.doc["lock"] = _lock(draw, rule.today)
    listed = draw.some([*MUNICIPAL, *RESIDENT, *RESIDENT], 4)
    for form in dict.fromkeys(listed):
        if form not in (rule.written, rule.today):
            rule.options.append(_option(draw, names, rule, form))
    release = _release(draw, names, rule)
    if release is not None:
        rule.doc["release"] = release


def _lock(draw: Draw, today: str) -> Json:
    kind = draw.weighted({"full": 45, "bandwidth": 40, "none": 15})
    lock: Json = {"kind": kind}
    if kind == "bandwidth":
        lock["lightest"] = draw.choice(MUNICIPAL[: MUNICIPAL.index(today) + 1])
    if draw.often(70):
        lock["basis"] = draw.text("Omgevingswet 5.1")
    return lock


def _option(draw: Draw, names: Names, rule: Sketch, form: str) -> Json:
    resident = form in RESIDENT
    able = [i for i in rule.guards if not resident or i not in names.non_delegable]
    option: Json = {"form": form, "stances": stances(draw, names)}
    if draw.often(80):
        option["guards"] = able if draw.often(60) else draw.some(able, 2)
    if draw.often(25):
        option["needs"] = draw.some(CONDITIONS, 2, 1)
    if draw.often(5):
        option["assumed"] = True
    if resident:
        option |= _carried(draw, names)
    return option


def _carried(draw: Draw, names: Names) -> Json:
    """Write what only a resident form has."""
    carried: Json = {}
    if names.groups and draw.often(65):
        carried["group"] = draw.choice(names.groups)
    if draw.often(75):
        carried["hours_per_year"] = draw.choice([0, 10, 20, 30, 30, 60])
    if draw.often(95 if names.loose else 65):
        carried["fallback"] = draw.fallback()
    if draw.often(20):
        kinds = ["agreement", "plan_condition", "policy"]
        carried["instrument"] = draw.choice(kinds)
    return carried


def stances(draw: Draw, names: Names) -> dict[str, str]:
    """Draw what a few stakeholders say of an option."""
    said = 20 if names.loose else 40
    return {name: stance(draw) for name in names.stakeholders if draw.often(said)}


def stance(draw: Draw) -> str:
    """Draw a stance."""
    return draw.weighted({"supports": 30, "tolerates": 25, "objects": 25, "blocks": 20})


def _release(draw: Draw, names: Names, rule: Sketch) -> str | Json | None:
    shares = {"left out": 40, "empty": 15, "said": 35, "never": 6, "never why": 6}
    if names.loose or rule.kind != "restriction":
        shares["said"] = 400 if names.loose else 60
    kind = draw.weighted(shares)
    if kind == "said":
        release: Json = {"fallback": draw.fallback()} if draw.often(85) else {}
        if draw.often(25 if names.loose else 65):
            release["stances"] = stances(draw, names)
        return release
    known: dict[str, str | Json] = {
        "empty": {},
        "never": "never",
        "never why": {"never": draw.text("wettelijke taak")},
    }
    return known.get(kind)


def _annotate(draw: Draw, doc: Json) -> None:
    """Add what says something to a reader and changes no framework."""
    extra: Json = {
        "summary": draw.text("Samenvatting"),
        "source": {"citation": draw.text("Omgevingsplan"), "article": "22.14", "wId": "w1"},
        "open_norm": draw.text("redelijke eisen"),
        "reviewed": {"by": "jurist", "on": "2025-11-01"},
        "note": draw.text("verzonnen"),
        "assumed": True,
        "effect_radius": draw.choice([50, [20, 80]]),
    }
    doc |= {key: value for key, value in extra.items() if draw.often(10)}

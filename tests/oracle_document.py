# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the oracle reads: the fields, what one rule says alone, and what a scenario changes.

What all of it means for a framework stands in `oracle`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

MUNICIPAL = (
    "duty_of_care",
    "general_rule",
    "information_duty",
    "notification_duty",
    "permit",
    "prohibition",
)
RUNG = {form: rung for rung, form in enumerate(MUNICIPAL, start=1)}
FOLLOWERS = ("exemption", "definition")

Stances = dict[str, dict[str, dict[str, str]]]


class OptionDoc(TypedDict, total=False):
    """Name the fields of an option, and of a release, that matter here."""

    form: str
    guards: list[str]
    needs: list[str]
    requires: list[str]
    stances: dict[str, str]
    group: str
    hours_per_year: int
    fallback: dict[str, object]
    never: object


class LockDoc(TypedDict, total=False):
    """Name the fields of a lock that matter here."""

    kind: str
    lightest: str


class RuleDoc(TypedDict, total=False):
    """Name the fields of a rule that matter here."""

    id: str
    kind: str
    holder: str
    form: str
    weight: int
    grounds: list[str]
    guards: list[str]
    requires: list[str]
    excludes: list[str]
    relaxes: list[str]
    lock: LockDoc
    ceiling: str
    options: list[OptionDoc]
    release: str | OptionDoc
    classification: str


class InterestDoc(TypedDict, total=False):
    """Name the fields of an interest that matter here."""

    ground: str
    at_least: int
    together: list[list[str]]
    severity: int
    likelihood: int


class GroupDoc(TypedDict, total=False):
    """Name the fields of a group that matter here."""

    capacity: int | list[int]
    has: list[str]


class StakeholderDoc(TypedDict, total=False):
    """Name the field of a stakeholder that matters here."""

    may_block: bool


class ChangeDoc(TypedDict, total=False):
    """Name the fields of a scenario that matter here; a measure has some of them."""

    drop_interests: list[str]
    add_interests: dict[str, InterestDoc]
    grounds: dict[str, list[str]]
    classification: dict[str, str]
    capacity: dict[str, int | list[int]]
    adopt: list[str]
    provides: list[str]
    stances: Stances
    lift_locks: list[str]
    lifts_locks: list[str]
    keep: list[str]
    release: list[str]
    form: dict[str, str]


class PolicyDoc(TypedDict, total=False):
    """Name the fields of a policy."""

    order: list[str]
    fallback: str
    objections_at_most: float
    proposals: str


class Document(TypedDict, total=False):
    """Name the fields of a rule set that matter here."""

    policy: PolicyDoc
    interests: dict[str, InterestDoc]
    groups: dict[str, GroupDoc]
    stakeholders: dict[str, StakeholderDoc]
    measures: dict[str, ChangeDoc]
    rules: list[RuleDoc]
    scenarios: dict[str, ChangeDoc]


@dataclass(frozen=True)
class Situation:
    """Hold a document after its scenario: all that the answer depends on."""

    document: Document
    interests: dict[str, InterestDoc]
    rules: dict[str, RuleDoc]
    capacity: dict[str, int]
    provided: frozenset[str]
    stances: Stances
    pins: dict[str, str]
    decide_proposals: bool

    @property
    def policy(self) -> PolicyDoc:
        """Return the policy as written."""
        return self.document.get("policy", {})


@dataclass(frozen=True)
class Choice:
    """Hold what one rule is in one framework; `number` is its place in the rule's own order."""

    form: str
    number: int = 0
    today: bool = False
    guards: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    hours: int = 0
    group: str | None = None
    fallback: bool = False

    @property
    def kept(self) -> bool:
        """Say whether the rule is in a municipal form, or of another holder."""
        return self.form in RUNG or self.form == "external"

    @property
    def in_force(self) -> bool:
        """Say whether the rule binds anybody at all."""
        return self.form not in ("release", "lapsed")


def is_external(rule: RuleDoc) -> bool:
    """Say whether another holder than the municipality holds the rule."""
    return rule.get("holder", "municipality") != "municipality"


def is_follower(rule: RuleDoc) -> bool:
    """Say whether the rule is an exemption or definition of the municipality."""
    return not is_external(rule) and rule.get("kind", "restriction") in FOLLOWERS


def is_decided(rule: RuleDoc) -> bool:
    """Say whether the rule has options of its own."""
    return not is_external(rule) and not is_follower(rule)


def weight(rule: RuleDoc) -> int:
    """Return what a kept rule counts for."""
    return rule.get("weight", 1 if rule.get("kind", "restriction") == "restriction" else 0)


def counts(rule: RuleDoc) -> bool:
    """Say whether core, open, never and necessary speak of the rule."""
    return not is_external(rule) and weight(rule) > 0


def form_of(rule: RuleDoc) -> str:
    """Return today's form: the ceiling where the written form is heavier."""
    form = rule.get("form", "general_rule")
    return min(form, rule.get("ceiling", form), key=RUNG.__getitem__)


def choices(rule: RuleDoc) -> list[Choice]:
    """List every option of a decided rule in its own order, those taken away too."""
    release = rule.get("release", OptionDoc())
    dropped = Choice("release", fallback=not isinstance(release, str) and "fallback" in release)
    listed = [
        Choice(
            option["form"],
            guards=tuple(option.get("guards", [])),
            needs=tuple(option.get("needs", [])),
            requires=tuple(option.get("requires", [])),
            hours=option.get("hours_per_year", 0),
            group=option.get("group"),
            fallback="fallback" in option,
        )
        for option in rule.get("options", [])
    ]
    ordered = [dropped, *sorted([*listed, today(rule)], key=lambda c: RUNG.get(c.form, 0))]
    return [replace(choice, number=number) for number, choice in enumerate(ordered)]


def today(rule: RuleDoc) -> Choice:
    """Return the rule as it is now."""
    return Choice(form_of(rule), number=1, today=True, guards=tuple(rule.get("guards", [])))


# The scenario.


def situate(document: Mapping[str, object], scenario: str | None, *, trust: bool) -> Situation:
    """Apply a scenario to a document, in the order of docs/model.md."""
    doc = cast("Document", document)
    change = doc.get("scenarios", {})[scenario] if scenario is not None else ChangeDoc()
    measures = [doc.get("measures", {})[name] for name in change.get("adopt", [])]
    interests = {**doc.get("interests", {}), **change.get("add_interests", {})}
    return Situation(
        document=doc,
        interests={i: v for i, v in interests.items() if i not in change.get("drop_interests", [])},
        rules={rule["id"]: _changed(rule, change, measures) for rule in doc["rules"]},
        capacity=_capacity(doc, change, measures),
        provided=frozenset(c for measure in measures for c in measure.get("provides", [])),
        stances=_stances(doc, [*measures, change]),
        pins={
            **dict.fromkeys(change.get("keep", []), "keep"),
            **dict.fromkeys(change.get("release", []), "release"),
            **change.get("form", {}),
        },
        decide_proposals=trust or doc.get("policy", {}).get("proposals", "keep") == "decide",
    )


def _changed(rule: RuleDoc, change: ChangeDoc, measures: list[ChangeDoc]) -> RuleDoc:
    lifted = [
        *change.get("lift_locks", []),
        *(r for m in measures for r in m.get("lifts_locks", [])),
    ]
    changed = rule.copy()
    if rule["id"] in change.get("grounds", {}):
        changed["grounds"] = change["grounds"][rule["id"]]
    if rule["id"] in change.get("classification", {}):
        changed["classification"] = change["classification"][rule["id"]]
    if rule["id"] in lifted:
        changed["lock"] = {"kind": "none"}
    return changed


def _capacity(doc: Document, change: ChangeDoc, measures: list[ChangeDoc]) -> dict[str, int]:
    capacity = {}
    for name, group in doc.get("groups", {}).items():
        hours = change.get("capacity", {}).get(name, group.get("capacity", 0))
        added = sum(low(measure.get("capacity", {}).get(name, 0)) for measure in measures)
        capacity[name] = low(hours) + added
    return capacity


def low(hours: int | list[int]) -> int:
    """Return a number, or the low end of an interval."""
    return hours[0] if isinstance(hours, list) else hours


def _stances(doc: Document, changes: list[ChangeDoc]) -> Stances:
    stances: Stances = {name: {} for name in doc.get("stakeholders", {})}
    for rule in doc["rules"]:
        release = rule.get("release", OptionDoc())
        said = {option["form"]: option.get("stances", {}) for option in rule.get("options", [])}
        said["release"] = {} if isinstance(release, str) else release.get("stances", {})
        for form, by_name in said.items():
            for name, stance in by_name.items():
                stances[name].setdefault(rule["id"], {})[form] = stance
    for change in changes:
        for name, by_rule in change.get("stances", {}).items():
            for rule_id, by_form in by_rule.items():
                stances[name].setdefault(rule_id, {}).update(by_form)
    return stances

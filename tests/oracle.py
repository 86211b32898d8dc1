# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The oracle: the answer to a small rule set, by trying every choice of options.

It reads the plain JSON document of a rule set and shares nothing with `src/minkader`, so that a
wrong reading of the model there shows as a difference here. It follows docs/model.md sentence by
sentence and is written to be read, not to be fast. It takes documents that are valid; which ones
are not is no business of this file. `oracle_document` reads the fields and applies the scenario;
`oracle_clash` names the smallest clash of a rule set that has no framework.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from tests.oracle_document import (
    RUNG,
    Choice,
    InterestDoc,
    RuleDoc,
    Situation,
    choices,
    counts,
    form_of,
    is_decided,
    is_external,
    is_follower,
    situate,
    today,
    weight,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ORDER = ["kept", "intensity", "residual", "effort"]

Constraint = tuple[str, tuple[str, ...]]
Row = tuple[str, str, str | None, str | None]
Framework = dict[str, Choice]

LAPSED = Choice("lapsed")


@dataclass(frozen=True)
class Oracle:
    """Hold the exact answer, under the names that the contract gives its parts."""

    status: str
    objectives: dict[str, int] = field(default_factory=dict)
    tiers: dict[str, int] = field(default_factory=dict)
    rules: list[Row] = field(default_factory=list)
    equalOptima: int = 0  # noqa: N815  the contract's own name
    minimum: int = 0
    minimumSets: int = 0  # noqa: N815  the contract's own name
    core: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    necessary: list[str] = field(default_factory=list)


def answer(
    document: Mapping[str, object], scenario: str | None = None, trust: bool = False
) -> Oracle:
    """Answer a rule set by trying every framework."""
    return solve(situate(document, scenario, trust=trust))


def solve(here: Situation) -> Oracle:
    """Answer a situation by trying every framework."""
    valid = [framework for framework in frameworks(here) if not broken(here, framework)]
    if not valid:
        return Oracle("infeasible")
    order = here.policy.get("order") or ORDER
    values = [tiers(here, framework) for framework in valid]
    aims = [[value[tier] for tier in order] for value in values]
    best = [at for at, aim in enumerate(aims) if aim == min(aims)]
    shown = min(best, key=lambda at: [choice.number for choice in valid[at].values()])
    least = min(value["kept"] for value in values)
    counted = [rule_id for rule_id, rule in here.rules.items() if counts(rule)]
    kept = [frozenset(r for r in counted if framework[r].kept) for framework in valid]
    minima = {held for held, value in zip(kept, values, strict=True) if value["kept"] == least}
    in_all, in_some = frozenset.intersection(*minima), frozenset.union(*minima)
    return Oracle(
        status="proven",
        objectives={tier: values[shown][tier] for tier in order},
        tiers=values[shown],
        rules=[row(here.rules[r], choice) for r, choice in valid[shown].items()],
        equalOptima=len(best),
        minimum=least,
        minimumSets=len(minima),
        core=[r for r in counted if r in in_all],
        open=[r for r in counted if r in in_some - in_all],
        never=[r for r in counted if r not in in_some],
        necessary=[r for r in counted if all(r in held for held in kept)],
    )


def row(rule: RuleDoc, choice: Choice) -> Row:
    """Write one rule of a framework as the contract does."""
    if is_external(rule):
        return rule["id"], "external", form_of(rule), None
    if not choice.in_force:
        return rule["id"], "released" if choice.form == "release" else "lapsed", None, None
    return rule["id"], "kept" if choice.kept else "delegated", choice.form, choice.group


# What takes one option away.


def takes_away(here: Situation, rule: RuleDoc, choice: Choice) -> set[Constraint]:
    """Name every constraint that takes an option of a decided rule away."""
    causes = _pinned(here, rule, choice)
    if choice.today:
        return causes
    return (
        causes
        | _tied(here, rule, choice)
        | _opposed(here, rule, choice)
        | _unmet(here, rule, choice)
    )


def _pinned(here: Situation, rule: RuleDoc, choice: Choice) -> set[Constraint]:
    pin = here.pins.get(rule["id"], choice.form)
    fits = choice.kept if pin == "keep" else choice.form == pin
    return set() if fits else {("pin", (rule["id"],))}


def _tied(here: Situation, rule: RuleDoc, choice: Choice) -> set[Constraint]:
    lock, rung = rule.get("lock", {}), RUNG.get(choice.form, 0)
    tag = rule.get("classification", "none")
    bandwidth = lock.get("kind") == "bandwidth" and rung < RUNG[lock["lightest"]]
    causes = {
        "lock": lock.get("kind") == "full",
        "bandwidth": bandwidth,
        "ceiling": "ceiling" in rule and rung > RUNG[rule["ceiling"]],
        "unclassified": tag == "none",
        "proposed": tag == "proposed" and not here.decide_proposals,
        "no_release": choice.form == "release" and not _may_release(rule),
    }
    return {(kind, (rule["id"],)) for kind, holds_here in causes.items() if holds_here}


def _may_release(rule: RuleDoc) -> bool:
    if "release" not in rule:
        return rule.get("kind", "restriction") == "restriction"
    return rule["release"] != "never" and "never" not in rule["release"]


def _opposed(here: Situation, rule: RuleDoc, choice: Choice) -> set[Constraint]:
    said = {
        name: by_rule[rule["id"]][choice.form]
        for name, by_rule in here.stances.items()
        if choice.form in by_rule.get(rule["id"], {})
    }
    people = here.document.get("stakeholders", {})
    causes: set[Constraint] = {
        ("veto", (name, rule["id"], choice.form))
        for name, stance in said.items()
        if stance == "blocks" and people[name].get("may_block", False)
    }
    against = sum(stance in ("objects", "blocks") for stance in said.values())
    at_most = Fraction(str(here.policy.get("objections_at_most", 0.5)))
    if against > at_most * len(people):
        causes.add(("objections", (rule["id"], choice.form)))
    return causes


def _unmet(here: Situation, rule: RuleDoc, choice: Choice) -> set[Constraint]:
    groups = here.document.get("groups", {})
    has = groups[choice.group].get("has", []) if choice.group is not None else []
    met = here.provided.union(has)
    causes: set[Constraint] = {
        ("needs", (rule["id"], choice.form, need)) for need in choice.needs if need not in met
    }
    required = here.policy.get("fallback", "required") == "required"
    if required and not choice.kept and not choice.fallback and _guards_something(here, rule):
        causes.add(("fallback", (rule["id"], choice.form)))
    return causes


def _guards_something(here: Situation, rule: RuleDoc) -> bool:
    """Read the file as written: an interest that the scenario drops counts, an added one not."""
    sets = [
        refs for i in here.document.get("interests", {}).values() for refs in i.get("together", [])
    ]
    named = {target(reference) for refs in sets for reference in refs}
    return bool(rule.get("guards")) or rule["id"] in named


# Whole frameworks.


def frameworks(here: Situation) -> Iterator[Framework]:
    """Try every choice of the options that exist; exemptions and definitions follow."""
    decided = [rule for rule in here.rules.values() if is_decided(rule)]
    exist = [[c for c in choices(rule) if not takes_away(here, rule, c)] for rule in decided]
    for picks in product(*exist):
        yield settle(here, {rule["id"]: pick for rule, pick in zip(decided, picks, strict=True)})


def settle(
    here: Situation, picks: Mapping[str, Choice], freed: Mapping[str, Choice] | None = None
) -> Framework:
    """Add what follows from the picks: the least set of exemptions and definitions in force.

    `freed` holds followers that are given, whatever the model says of them.
    """
    given = {**picks, **(freed or {})}
    framework = {r: given.get(r, LAPSED) for r in here.rules}
    for r, rule in here.rules.items():
        if is_external(rule):
            framework[r] = Choice("external", guards=tuple(rule.get("guards", [])))
    waiting = [r for r, rule in here.rules.items() if is_follower(rule) and r not in given]
    while called := [r for r in waiting if _called_for(here, framework, here.rules[r])]:
        framework.update({r: today(here.rules[r]) for r in called})
        waiting = [r for r in waiting if r not in called]
    return framework


def _called_for(here: Situation, framework: Framework, rule: RuleDoc) -> bool:
    if rule.get("kind") == "exemption":
        return any(framework[relaxed].kept for relaxed in rule.get("relaxes", []))
    return any(rule["id"] == target(q) for r in here.rules for q in demands(here, framework, r))


def demands(here: Situation, framework: Framework, rule_id: str) -> list[str]:
    """List what a rule requires as it stands: nothing unless it is in force."""
    if not framework[rule_id].in_force:
        return []
    return [*here.rules[rule_id].get("requires", []), *framework[rule_id].requires]


def target(reference: str) -> str:
    """Return the rule that a reference names."""
    return reference.partition("@")[0]


def holds(framework: Framework, reference: str) -> bool:
    """Say whether a reference holds."""
    rule_id, _, asked = reference.partition("@")
    choice = framework[rule_id]
    if asked == "kept":
        return choice.kept
    return choice.form == asked if asked else choice.in_force


def guarded(interest_id: str, interest: InterestDoc, framework: Framework) -> bool:
    """Say whether enough guards of an interest hold."""
    sets = interest.get("together", [])
    rules = sum(interest_id in choice.guards for choice in framework.values())
    together = sum(all(holds(framework, reference) for reference in refs) for refs in sets)
    return rules + together >= interest.get("at_least", 1)


def broken(here: Situation, framework: Framework) -> set[Constraint]:
    """Name every constraint on rules together that a framework breaks."""
    causes: set[Constraint] = {
        ("guard", (i,))
        for i, interest in here.interests.items()
        if "ground" in interest and not guarded(i, interest, framework)
    }
    for r, rule in here.rules.items():
        causes |= {
            ("requires", (r, q)) for q in demands(here, framework, r) if not holds(framework, q)
        }
        if framework[r].in_force:
            refs = rule.get("excludes", [])
            causes |= {("excludes", (r, q)) for q in refs if holds(framework, q)}
        if is_decided(rule) and not framework[r].kept:
            causes |= {("implicit", (r, ground)) for ground in unguarded_grounds(here, rule)}
        if is_follower(rule):
            causes |= _follower_pinned(here, rule, framework[r])
    for name, hours in here.capacity.items():
        if sum(c.hours for c in framework.values() if c.group == name) > hours:
            causes.add(("capacity", (name,)))
    return causes


def _follower_pinned(here: Situation, rule: RuleDoc, choice: Choice) -> set[Constraint]:
    return _pinned(here, rule, replace(choice, form="release") if choice == LAPSED else choice)


def unguarded_grounds(here: Situation, rule: RuleDoc) -> list[str]:
    """List the grounds of a rule that none of its guards has: its implicit interests."""
    declared = here.document.get("interests", {})
    covered = {declared[i].get("ground") for i in rule.get("guards", [])}
    return [ground for ground in rule.get("grounds", []) if ground not in covered]


def tiers(here: Situation, framework: Framework) -> dict[str, int]:
    """Measure a framework on every tier."""
    kept = [r for r, rule in here.rules.items() if not is_external(rule) and framework[r].kept]
    lost = [
        interest.get("severity", 1) * interest.get("likelihood", 1)
        for i, interest in here.interests.items()
        if "ground" not in interest and not guarded(i, interest, framework)
    ]
    return {
        "kept": sum(weight(here.rules[r]) for r in kept),
        "intensity": sum(RUNG[framework[r].form] for r in kept if weight(here.rules[r]) > 0),
        "residual": sum(lost),
        "effort": sum(choice.hours for choice in framework.values()),
    }

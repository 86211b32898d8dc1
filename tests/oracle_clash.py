# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The smallest clash of an infeasible rule set, by trying every assignment.

An assignment gives every rule any of its options, whatever takes them away, and every exemption or
definition any state. Each breaks some named constraints. Constraints clash when every assignment
breaks one of them, so that the smallest clash is the smallest set that meets every broken set.
Which one it is among equals, and in what order it is told: by kind as docs/model.md lists them,
then by place in the file.
"""

from __future__ import annotations

from itertools import count, product
from typing import TYPE_CHECKING

from tests.oracle import LAPSED, Constraint, broken, settle, takes_away
from tests.oracle_document import (
    Choice,
    Situation,
    choices,
    is_decided,
    is_follower,
    situate,
    today,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KINDS = [
    "guard",
    "implicit",
    "lock",
    "bandwidth",
    "ceiling",
    "unclassified",
    "proposed",
    "no_release",
    "veto",
    "objections",
    "needs",
    "fallback",
    "requires",
    "excludes",
    "follows",
    "capacity",
    "pin",
]
Broken = frozenset[Constraint]


def smallest_clash(
    document: Mapping[str, object],
    scenario: str | None = None,
    trust: bool = False,
    wanted: tuple[str, frozenset[str]] | None = None,
) -> list[Constraint]:
    """Name the smallest clash, in the order of docs/model.md; nothing where a framework exists.

    `wanted` says that a rule takes one of some forms: what clashes with that.
    """
    here = situate(document, scenario, trust=trust)
    sets = broken_sets(here, wanted)
    if frozenset() in sets:
        return []
    places = {constraint: place(here, constraint) for constraint in frozenset().union(*sets)}
    for size in count(1):
        clashes = [sorted(clash, key=places.__getitem__) for clash in _meeting(sets, size)]
        if clashes:
            return min(clashes, key=lambda clash: [places[constraint] for constraint in clash])
    raise AssertionError


def broken_sets(here: Situation, wanted: tuple[str, frozenset[str]] | None = None) -> list[Broken]:
    """List what each assignment breaks, but for those that break all that another does."""
    least: list[Broken] = []
    for picks, gone in _picks(here):
        if wanted is not None and picks[wanted[0]].form not in wanted[1]:
            continue
        if any(known <= gone for known in least):
            continue
        for freed in _freed(here):
            causes = gone | broken(here, settle(here, picks, freed))
            causes |= {("follows", (rule_id,)) for rule_id in freed}
            if not any(known <= causes for known in least):
                least = [known for known in least if not causes <= known] + [causes]
    return least


def _picks(here: Situation) -> Iterator[tuple[dict[str, Choice], Broken]]:
    """Try every option of every decided rule, with what takes the chosen ones away."""
    decided = [rule for rule in here.rules.values() if is_decided(rule)]
    options = [[(c, takes_away(here, rule, c)) for c in choices(rule)] for rule in decided]
    for chosen in product(*options):
        picks = {rule["id"]: choice for rule, (choice, _) in zip(decided, chosen, strict=True)}
        yield picks, frozenset().union(*(causes for _, causes in chosen))


def _freed(here: Situation) -> Iterator[dict[str, Choice]]:
    """Try leaving out every set of `follows`: such a rule is in force or lapsed, as it likes."""
    followers = [rule for rule in here.rules.values() if is_follower(rule)]
    for states in product(*([None, LAPSED, today(rule)] for rule in followers)):
        pairs = zip(followers, states, strict=True)
        yield {rule["id"]: state for rule, state in pairs if state is not None}


def _meeting(sets: list[Broken], size: int) -> set[Broken]:
    """Find every set of at most so many constraints that meets all the given sets."""
    if not sets:
        return {frozenset()}
    if size == 0:
        return set()
    return {
        rest | {constraint}
        for constraint in min(sets, key=len)
        for rest in _meeting([other for other in sets if constraint not in other], size - 1)
    }


# Where a constraint stands.


def place(here: Situation, constraint: Constraint) -> tuple[int, ...]:
    """Return the kind and then the place in the file of a constraint."""
    kind, subjects = constraint
    return KINDS.index(kind), *_within(here, kind, subjects)


def _within(here: Situation, kind: str, subjects: tuple[str, ...]) -> tuple[int, ...]:
    if kind == "guard":
        return (list(here.interests).index(subjects[0]),)
    if kind == "capacity":
        return (list(here.capacity).index(subjects[0]),)
    if kind == "veto":
        name, rule_id, form = subjects
        return *_in_rule(here, rule_id, form), list(here.stances).index(name)
    rule_id, *more = subjects
    if kind in ("implicit", "requires", "excludes"):
        return _rule(here, rule_id), _lists(here, kind, rule_id).index(more[0])
    if kind == "needs":
        form, need = more
        return *_in_rule(here, rule_id, form), _needs(here, rule_id, form).index(need)
    return _in_rule(here, rule_id, more[0]) if more else (_rule(here, rule_id),)


def _rule(here: Situation, rule_id: str) -> int:
    return list(here.rules).index(rule_id)


def _in_rule(here: Situation, rule_id: str, form: str) -> tuple[int, int]:
    """Place an option: as listed, a release after them."""
    listed = [option["form"] for option in here.rules[rule_id].get("options", [])]
    return _rule(here, rule_id), [*listed, "release"].index(form)


def _lists(here: Situation, kind: str, rule_id: str) -> list[str]:
    """List the grounds or references of a rule; what its options require comes last."""
    rule = here.rules[rule_id]
    if kind == "implicit":
        return rule.get("grounds", [])
    if kind == "excludes":
        return rule.get("excludes", [])
    by_option = [q for option in rule.get("options", []) for q in option.get("requires", [])]
    return [*rule.get("requires", []), *by_option]


def _needs(here: Situation, rule_id: str, form: str) -> list[str]:
    options = here.rules[rule_id].get("options", [])
    return [need for o in options if o["form"] == form for need in o.get("needs", [])]

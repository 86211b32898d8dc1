# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an answer says of itself, held against what is so. Keys that we do not know are no claims.

Not looked at: who made it and how long that took (`tool`, `measured`), findings, and by what
means it was proven (`proof`, `certifiedTiers`, `byHand`, `secondOpinion`): `verify` reads proofs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from minkader.formats.claimed import Claimed
from minkader.problem.translation import translate
from minkader.questions.answers import Framework, Objective
from minkader.questions.ask import Asked
from minkader.ruleset.findings import Answer
from minkader.ruleset.validity import Book
from minkader.solver.whole import solve


class Claim(Answer):
    """Something that an answer says and that is not so: what, said, and what is."""

    what: str
    claimed: Any
    found: Any


@dataclass(frozen=True)
class Truth:
    """What is so: our own answer, and what an answer with their framework would say."""

    asked: Asked
    ours: Framework
    objectives: Sequence[Objective]
    described: Framework | None
    valid: bool | None


Held = tuple[str, Any, Any]
"""What is claimed, what it says, what is so; the last one is `OPEN` where nobody knows yet."""
OPEN: Final = object()

_OF_THE_FRAMEWORK: Final = (
    "counts", "today", "capacity", "restsOnProposals", "restsOnAssumed", "openNorms",
)  # fmt: skip
_OF_A_RULE: Final = (
    "today", "group", "hoursPerYear", "needs", "instrument", "fallback", "classification",
)  # fmt: skip


def claims(claimed: Claimed, truth: Truth) -> tuple[int, tuple[Claim, ...], tuple[str, ...]]:
    """Hold every claim against the truth.

    Returns:
        How many were looked at, those that are false, and the names of those left open.
    """
    held = list(_held(claimed, truth))
    undecided = tuple(what for what, _, found in held if found is OPEN)
    false = tuple(
        Claim(what=what, claimed=said, found=found)
        for what, said, found in held
        if found is not OPEN and not _same(said, found)
    )
    return len(held), false, undecided


def _same(said: object, found: object) -> bool:
    # In Python true is 1; in JSON it is not.
    return said == found and isinstance(said, bool) == isinstance(found, bool)


def _held(claimed: Claimed, truth: Truth) -> Iterator[Held]:
    said = claimed.document
    yield "status", claimed.status, _status(claimed.status, truth)
    yield from _objectives(said, truth)
    if truth.described is not None:
        yield from _framework(said, truth, truth.described)
    if claimed.status == "infeasible":
        yield from _clash(said, truth)
    elif claimed.status == "proven" and said.get("equalOptima") is not None:
        ours = truth.ours
        found = ours.equal_optima if ours.status == "proven" else OPEN
        if found is not None:  # we did not count them either
            yield "equalOptima", said["equalOptima"], found


def _status(claimed: str, truth: Truth) -> object:
    # What the status of this answer should have been.
    if claimed == "infeasible":
        ours = truth.ours
        if ours.status == "infeasible" or ours.rules is not None:
            return "infeasible" if ours.status == "infeasible" else "feasible"
        return OPEN
    if claimed == "not_proven":
        return "not_proven" if truth.ours.status != "infeasible" else "infeasible"
    if not truth.valid:
        return "invalid" if truth.described is not None else "no_framework"
    if all(one.proven for one in truth.objectives):
        return "proven"
    return OPEN if _undecided(truth) else "not_smallest"


def _undecided(truth: Truth) -> bool:
    # Up to the tier where our search stopped nothing is better; whether there is, is open.
    for one, best in zip(truth.objectives, truth.ours.objectives, strict=True):
        if best.value is not None and one.value != best.value:
            return one.value is not None and one.value < best.value
        if not best.proven:
            return True
    return False


def _objectives(said: Mapping[str, Any], truth: Truth) -> Iterator[Held]:
    values = {str(one.tier): one.value for one in truth.objectives}
    if truth.described is not None:
        values |= {str(one.tier): one.value for one in truth.described.reported}
    rows = [row for row in _list(said.get("objectives")) if isinstance(row, dict)]
    tiers = [row.get("tier") for row in rows]
    yield "objectives", tiers, list(map(str, truth.asked.situation.policy.order))
    for key, told in (("objectives", rows), ("reported", _list(said.get("reported")))):
        for row in told:
            if isinstance(row, dict) and row.get("tier") in values:
                yield f"{key}.{row['tier']}.value", row.get("value"), values[row["tier"]]
    for row, best in zip(rows, truth.ours.objectives, strict=False):
        bound = row.get("bound")
        if isinstance(bound, int) and row.get("tier") == best.tier:
            yield f"objectives.{best.tier}.bound", bound, _bound(bound, best)


def _bound(bound: int, best: Objective) -> object:
    # A bound is true where it is no more than the best: then it is what it should be.
    if best.bound is not None and bound <= best.bound:
        return bound
    if best.proven:
        return best.bound
    if best.value is not None and bound > best.value:
        return best.value
    return OPEN


def _framework(said: Mapping[str, Any], truth: Truth, described: Framework) -> Iterator[Held]:
    found = described.model_dump(mode="json", by_alias=True)
    for key in _OF_THE_FRAMEWORK:
        if key in said:
            yield from _told(key, said[key], found[key])
    rows = {row["id"]: row for row in found["rules"]}
    keys = (*_OF_A_RULE, "because") if truth.valid else _OF_A_RULE
    for row in _list(said["rules"]):
        for key in keys:
            if key in row:
                yield from _told(f"rules.{row['id']}.{key}", row[key], rows[row["id"]][key])
    yield "rules", [row["id"] for row in said["rules"]], list(rows)
    if truth.valid and truth.asked.input.ties == "steady" and said["status"] == "proven":
        yield from _steady(truth, described)


def _steady(truth: Truth, described: Framework) -> Iterator[Held]:
    # Among equals only one is the answer: the first in the order of `steady`.
    if all(one.proven for one in truth.objectives) and truth.ours.status == "proven":
        theirs = {rule.id: str(rule.form or rule.decision) for rule in described.rules or ()}
        for rule in truth.ours.rules or ():
            yield f"ties.{rule.id}", theirs[rule.id], str(rule.form or rule.decision)


def _told(what: str, said: object, found: object) -> Iterator[Held]:
    # Of a table only the keys that we know are claims.
    if isinstance(said, dict) and isinstance(found, dict):
        for key, value in found.items():
            if key in said:
                yield from _told(f"{what}.{key}", said[key], value)
    elif isinstance(said, list) and isinstance(found, list) and len(said) == len(found):
        for place, (one, other) in enumerate(zip(said, found, strict=True)):
            yield from _told(f"{what}[{place}]", one, other)
    else:
        yield what, said, found


def _clash(said: Mapping[str, Any], truth: Truth) -> Iterator[Held]:
    # Held against page 5 itself: do these together leave no framework? Is no smaller set enough?
    clash, ours = said.get("clash"), truth.ours.clash
    if not isinstance(clash, dict) or ours is None:
        return
    names = [
        (str(row.get("kind")), tuple(map(str, _list(row.get("subjects")))))
        for row in _list(clash.get("constraints"))
        if isinstance(row, dict)
    ]
    real = [(member.kind, member.subjects) for member in ours.constraints]
    yield "clash.constraints", _clashing(truth, names, real), True
    if clash.get("size") == "smallest" and ours.size == "smallest":
        yield "clash.size", len(names), len(real)


def _clashing(truth: Truth, names: Sequence[Any], real: Sequence[Any]) -> bool:
    if sorted(names) == sorted(real):
        return True
    situation = truth.asked.situation
    known = {(one.kind, one.subjects) for one in Book(situation).constraints}
    if not set(names) <= known:
        return False
    return solve(translate(situation, frozenset(names)).problem, steady=False).infeasible


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []

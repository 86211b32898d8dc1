# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an answer says of itself, held against what is so. Keys that we do not know are no claims.

Not looked at: who made it and how long that took (`tool`, `measured`), findings, and by what
means it was proven (`proof`, `certifiedTiers`, `byHand`, `secondOpinion`): `verify` reads proofs.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from minkader.decision.validity import Book
from minkader.formats.claimed import Claimed
from minkader.problem.translation import translate
from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import Framework, Objective, to_json
from minkader.questions.asking.asked import Asked
from minkader.solver import solve


class FalseClaim(Answer):
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
    described: Framework
    """What an answer with their framework says; without rules where it holds none."""
    valid: bool | None


Held = tuple[str, Any, Any]
"""What is claimed, what it says, what is so; the last one is `OPEN` where nobody knows yet."""
OPEN: Final = object()

_OF_THE_FRAMEWORK: Final = (
    "counts", "today", "capacity", "reported", "restsOnProposals", "restsOnAssumed", "openNorms",
)  # fmt: skip
_OF_A_RULE: Final = (
    "today", "group", "hoursPerYear", "needs", "instrument", "fallback", "classification",
)  # fmt: skip


def claims(claimed: Claimed, truth: Truth) -> tuple[int, tuple[FalseClaim, ...], tuple[str, ...]]:
    """Hold every claim against the truth.

    Returns:
        How many were looked at, those that are false, and the names of those left open.
    """
    held = list(_held(claimed, truth))
    undecided = tuple(what for what, _, found in held if found is OPEN)
    false = tuple(
        FalseClaim(what=what, claimed=said, found=found)
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
    found: dict[str, Any] = truth.described.model_dump(mode="json", by_alias=True)
    for key in _OF_THE_FRAMEWORK:
        if key in said:
            yield from _told(key, said[key], found[key])
    if truth.described.rules is not None:
        yield from _rules(said, truth, found["rules"])
    if claimed.status == "infeasible":
        yield from _clash(said, truth)
    if said.get("equalOptima") is not None:
        yield from _equal(said["equalOptima"], truth.ours)


def _equal(said: object, ours: Framework) -> Iterator[Held]:
    if ours.status != "proven":
        yield "equalOptima", said, OPEN if ours.status == "not_proven" else None
    elif ours.equal_optima is not None:  # where we did not count them we cannot say
        yield "equalOptima", said, ours.equal_optima


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
        return "no_framework" if truth.described.rules is None else "invalid"
    if all(one.proven for one in truth.objectives):
        return "proven"
    return OPEN if _undecided(truth) else "not_smallest"


def _undecided(truth: Truth) -> bool:
    # Up to the tier where our search stopped nothing is better; whether there is, is open. What is
    # not valid is not the best, however far the search came.
    if not truth.valid:
        return False
    for one, best in zip(truth.objectives, truth.ours.objectives, strict=False):
        if best.value is not None and one.value != best.value:
            return one.value is not None and one.value < best.value
        if not best.proven:
            return True
    return False


def _objectives(said: Mapping[str, Any], truth: Truth) -> Iterator[Held]:
    rows = [row for row in _list(said.get("objectives")) if isinstance(row, dict)]
    tiers = [row.get("tier") for row in rows]
    yield "objectives", tiers, list(map(str, truth.asked.situation.policy.order))
    for row, best in zip(rows, truth.ours.objectives, strict=False):
        if row.get("tier") == best.tier:
            yield from _sure(row, best, truth, whole=said.get("status") == "proven")


def _sure(row: Mapping[str, Any], best: Objective, truth: Truth, *, whole: bool) -> Iterator[Held]:
    # Of one tier: its value, its unit, how sure it says to be, and its bound. Where the whole is
    # called proven, the status has said how sure every tier is.
    what = f"objectives.{best.tier}"
    mine = next((one for one in truth.objectives if one.tier == best.tier), None)
    if "value" in row:  # without a framework there is none
        yield f"{what}.value", row["value"], mine.value if mine else None
    if "unit" in row:
        yield f"{what}.unit", row["unit"], str(best.unit)
    if row.get("proven") is True and not whole:
        proven = mine is not None and mine.proven
        yield f"{what}.proven", True, OPEN if not proven and _undecided(truth) else proven
    if row.get("bound") is not None:
        yield f"{what}.bound", row["bound"], _bound(row["bound"], best)


def _bound(bound: object, best: Objective) -> object:
    # A bound is true where it is no more than the best: then it is what it should be.
    if not isinstance(bound, int):
        return best.bound
    if best.bound is not None and bound <= best.bound:
        return bound
    if best.proven:
        return best.bound
    if best.value is not None and bound > best.value:
        return best.value
    return OPEN


def _rules(said: Mapping[str, Any], truth: Truth, found: Sequence[Any]) -> Iterator[Held]:
    rows = {row["id"]: row for row in found}
    keys = (*_OF_A_RULE, "because") if truth.valid else _OF_A_RULE
    for row in said["rules"]:
        for key in keys:
            if key in row:
                yield from _told(f"rules.{row['id']}.{key}", row[key], rows[row["id"]][key])
    yield "rules", [row["id"] for row in said["rules"]], list(rows)
    if truth.valid and truth.asked.input.ties == "steady" and said["status"] == "proven":
        yield from _steady(truth)


def _steady(truth: Truth) -> Iterator[Held]:
    # Among equals only one is the answer: the first in the order of `steady`.
    if all(one.proven for one in truth.objectives) and truth.ours.status == "proven":
        theirs = {rule.id: str(rule.form or rule.decision) for rule in truth.described.rules or ()}
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
    # Against the meaning itself: do these leave no framework? Is no smaller set enough?
    clash, ours = said.get("clash"), truth.ours.clash
    if not isinstance(clash, dict) or ours is None:
        return  # without a clash of ours the status itself is false, or open
    names = [
        (str(row.get("kind")), tuple(map(str, _list(row.get("subjects")))))
        for row in _list(clash.get("constraints"))
        if isinstance(row, dict)
    ]
    real = [(member.kind, member.subjects) for member in ours.constraints]
    clashing = _clashing(truth, names, real)
    yield "clash.constraints", clashing, True
    if clashing and "size" in clash:
        smallest = ours.size == "smallest" and len(names) == len(real)
        # What is smallest may be called irreducible too; what is neither is larger than need be.
        known = {"irreducible", "smallest"} if smallest else {"irreducible"}
        right = clash["size"] in known and not _reducible(truth, names, real)
        yield "clash.size", clash["size"], clash["size"] if right else "larger"
    if "mend" in said:
        yield from _told("mend", said["mend"], json.loads(to_json(truth.ours))["mend"])


_Names = Sequence[tuple[str, tuple[str, ...]]]


def _clashing(truth: Truth, names: _Names, real: _Names) -> bool:
    if sorted(names) == sorted(real):
        return True
    situation = truth.asked.situation
    known = {one.name for one in Book(situation).constraints}
    return set(names) <= known and _no_framework(truth, names)


def _reducible(truth: Truth, names: _Names, real: _Names) -> bool:
    if sorted(names) == sorted(real):
        return False
    rests = ([other for other in names if other != name] for name in names)
    return len(set(names)) < len(names) or any(_no_framework(truth, rest) for rest in rests)


def _no_framework(truth: Truth, names: _Names) -> bool:
    problem = translate(truth.asked.situation, frozenset(names)).problem
    return solve(problem, steady=False).infeasible


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []

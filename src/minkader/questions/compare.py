# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes from A to B? Two rule sets side by side, matched by id, and both frameworks."""

from collections.abc import Iterator
from typing import Any, Literal, Unpack

from minkader.formats.locate import load
from minkader.questions.answers import FORMAT_VERSION, TOOL, Framework
from minkader.questions.ask import Flags, shared_out
from minkader.questions.difference import Held, Total, totals
from minkader.questions.documents import Change, changes_between, with_change
from minkader.questions.relation import InterestRelation, Relation, overall, relations
from minkader.questions.solve import solve
from minkader.ruleset.errors import UnreadableError, WrongUseError
from minkader.ruleset.findings import Answer
from minkader.ruleset.nouns import RuleSet


class Effect(Answer):
    """What one difference alone does to the answer of A.

    `alone` is false where A with this difference alone has no meaning (it needs others); then, and
    where nothing changes, there are no totals. `moved` counts rules that are held differently.
    """

    noun: str
    id: str
    alone: bool
    status: str | None
    moved: int | None
    totals: tuple[Total, ...]


class HeldDifference(Answer):
    """One rule that the two frameworks hold differently; None where it is not there."""

    id: str
    a: Held | None
    b: Held | None


class Compared(Answer):
    """The answer to `compare`: rules added, gone and changed, both frameworks, and the relation.

    `relation` says what B is beside A: `equal`, `lighter`, `stricter` or `incomparable`; None where
    one of them has no framework.
    """

    format_version: int = FORMAT_VERSION
    question: Literal["compare"] = "compare"
    tool: str = TOOL
    a: Framework
    b: Framework
    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[Change, ...]
    others: tuple[Change, ...]
    differences: tuple[HeldDifference, ...]
    effects: tuple[Effect, ...]
    relation: Relation | None
    relations: tuple[InterestRelation, ...]
    totals: tuple[Total, ...]


def compare(
    a: RuleSet, b: RuleSet, *, scenario: str | None = None, **flags: Unpack[Flags]
) -> Compared:
    """Compare two rule sets: what differs, what both frameworks do, and what each difference does.

    Args:
        a: the rule set to compare with.
        b: the other rule set.
        scenario: a scenario that both have.
        flags: as in `solve`, for every framework alike; a time limit is shared out.

    Raises:
        WrongUseError: where a flag has no meaning for one of them.
        SelfCheckError: where an answer fails minkader's own check.
    """
    found = changes_between(a.document, b.document)
    shared = shared_out(flags, 2 + len(found))
    before = solve(a, scenario=scenario, **shared)
    after = solve(b, scenario=scenario, **shared)
    rules = [change for change in found if change.noun == "rules"]
    return Compared(
        a=before,
        b=after,
        added=tuple(change.id for change in rules if change.how == "added"),
        gone=tuple(change.id for change in rules if change.how == "gone"),
        changed=tuple(change for change in rules if change.how == "changed"),
        others=tuple(change for change in found if change.noun != "rules"),
        differences=tuple(_held_differently(before, after)),
        effects=tuple(_effect(a, before, change, scenario, shared, b) for change in found),
        relation=overall(before, after),
        relations=relations(a, before, b, after),
        totals=totals(before, after),
    )


def _held_differently(before: Framework, after: Framework) -> Iterator[HeldDifference]:
    if before.rules is None or after.rules is None:
        return  # without a framework on both sides nothing is held differently
    old, new = _held(before), _held(after)
    for rule in dict.fromkeys((*old, *new)):
        if old.get(rule) != new.get(rule):
            yield HeldDifference(id=rule, a=old.get(rule), b=new.get(rule))


def _held(answer: Framework) -> dict[str, Held]:
    return {
        rule.id: Held(decision=rule.decision, form=rule.form, group=rule.group)
        for rule in answer.rules or ()
    }


def _effect(  # noqa: PLR0913, PLR0917 (both sides, and how to solve)
    a: RuleSet,
    before: Framework,
    change: Change,
    scenario: str | None,
    flags: Flags,
    b: RuleSet,
) -> Effect:
    said: dict[str, Any] = {"noun": change.noun, "id": change.id}
    try:
        changed = load(with_change(a.document, b.document, change))
        after = solve(changed, scenario=scenario, **flags)
    except (UnreadableError, WrongUseError):
        return Effect(**said, alone=False, status=None, moved=None, totals=())
    moved = len(list(_held_differently(before, after)))
    different = tuple(t for t in totals(before, after) if t.before != t.after)
    return Effect(**said, alone=True, status=after.status, moved=moved, totals=different)

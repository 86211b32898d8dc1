# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each difference does alone: A with that difference and nothing else, solved again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from minkader.formats.document import read_changes, to_ruleset
from minkader.formats.parsed import Parsed
from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import Framework
from minkader.questions.answering.difference import Total, totals
from minkader.questions.asking.asked import Flags
from minkader.questions.compare.documents import DocumentChange, FieldChange, with_change
from minkader.questions.compare.outcomes import held
from minkader.questions.solve import solve
from minkader.ruleset.errors import UnreadableError, WrongUseError
from minkader.ruleset.nouns import Changes, RuleSet
from minkader.solver.watch import Watch

MOST_EFFECTS: Final = 100
"""How many differences are tried alone at most, unless somebody asks for more."""
MOST_RULES: Final = 10_000
"""How many rules those solves have together at most; one is always tried."""
Difference = DocumentChange | FieldChange
"""A noun that differs, or what two scenarios say otherwise of one thing."""
SAID: Final = "said"
"""The noun of a difference between two scenarios of one file."""


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


@dataclass(frozen=True)
class Base:
    """What every difference is tried on: A under its scenario, and its framework."""

    ruleset: RuleSet
    scenario: str | None
    answer: Framework
    flags: Flags


def most(asked: int | None, rules: int) -> int:
    """Return how many differences are tried: what is asked, or what the work limit allows."""
    return max(1, min(MOST_EFFECTS, MOST_RULES // rules)) if asked is None else asked


def effects(
    base: Base, differences: Sequence[Difference], b: Mapping[str, Any], watch: Watch
) -> tuple[Effect, ...]:
    """Try differences from A to the document `b` alone, one after the other, until a stop."""
    tried: list[Effect] = []
    for difference in differences:
        if watch.stopped:
            break
        watch.tell("effects", len(tried), len(differences), None, None)
        tried.append(_effect(base, difference, b))
    return tuple(tried)


def _effect(base: Base, difference: Difference, b: Mapping[str, Any]) -> Effect:
    noun, name = _named(difference)
    try:
        after = _solved(base, difference, b)
    except (UnreadableError, WrongUseError):
        return Effect(noun=noun, id=name, alone=False, status=None, moved=None, totals=())
    return Effect(
        noun=noun,
        id=name,
        alone=True,
        status=after.status,
        moved=_moved(base.answer, after),
        totals=tuple(t for t in totals(base.answer, after) if t.before != t.after),
    )


def _named(difference: Difference) -> tuple[str, str]:
    if isinstance(difference, DocumentChange):
        return difference.noun, difference.id
    return SAID, difference.field


def _solved(base: Base, difference: Difference, b: Mapping[str, Any]) -> Framework:
    flags = cast(Flags, {"certificate": False, **base.flags})
    if isinstance(difference, FieldChange):
        changes = _with_field(difference)
        name = base.scenario
        top = base.ruleset.scenarios[name] if name is not None else Changes()
        return solve(base.ruleset, changes=top.model_copy(update=changes), **flags)
    # Both documents were read before, so what is put together from them need not be parsed.
    changed = to_ruleset(Parsed(document=with_change(base.ruleset.document, b, difference)))
    return solve(changed, scenario=base.scenario, **flags)


def _with_field(difference: FieldChange) -> dict[str, Any]:
    if difference.b is None:
        return {
            difference.field: Changes.model_fields[difference.field].get_default(
                call_default_factory=True
            )
        }
    read = read_changes({difference.field: difference.b})
    return {difference.field: getattr(read, difference.field)}


def _moved(before: Framework, after: Framework) -> int:
    if before.rules is None or after.rules is None:
        return 0
    old, new = ({rule.id: held(rule) for rule in answer.rules or ()} for answer in (before, after))
    return sum(old.get(rule) != new.get(rule) for rule in {**old, **new})

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A comparison as rows of a table: one row a rule, then what else differs, then the interests."""

from collections.abc import Iterator

from minkader.questions.answering.difference import Held
from minkader.questions.compare import Compared
from minkader.questions.compare.documents import DocumentChange
from minkader.questions.compare.effects import SAID, Effect
from minkader.questions.compare.outcomes import RuleOutcome
from minkader.words import fields, terms
from minkader.words.compare import HOWS, OUTCOMES, RELATIONS, Sides
from minkader.words.difference import held
from minkader.words.language import Pair, say

Rows = list[list[str]]
_HEADS: tuple[Pair, ...] = (
    ("soort", "kind"),
    ("naam in A", "name in A"),
    ("naam in B", "name in B"),
    ("titel", "title"),
    ("herkend", "matched"),
    ("score", "score"),
    ("houdt A", "held in A"),
    ("houdt B", "held in B"),
    ("uitkomst", "outcome"),
    ("verschil", "difference"),
    ("regels anders", "moved"),
)


def compared(answer: Compared, sides: Sides) -> Rows:
    """Give one row a rule, one a difference of another noun, one an interest with its relation."""
    effects = {(effect.noun, effect.id): effect for effect in answer.effects}
    changed = {change.id: change for change in answer.changed}
    table = [[say(head) for head in _HEADS]]
    table += [_rule(rule, sides, changed, effects) for rule in answer.rules]
    table += [_other(change, effects) for change in answer.others]
    for field in answer.scenarios:
        told = fields.change(field.field, field.a, field.b)
        said = _moved(effects.get((SAID, field.field)))
        table.append(_row("scenarios", difference=told, moved=said))
    return table + list(_interests(answer, sides))


def _row(noun: str, **cells: str) -> list[str]:
    names = (
        "a", "b", "title", "how", "score", "held_a", "held_b", "outcome", "difference", "moved",
    )  # fmt: skip
    return [terms.term(terms.LISTS, noun), *(cells.get(name, "") for name in names)]


def _rule(
    rule: RuleOutcome,
    sides: Sides,
    changed: dict[str, DocumentChange],
    effects: dict[tuple[str, str], Effect],
) -> list[str]:
    name = rule.a or rule.b or ""
    change = changed.get(name) if rule.a is not None else None
    return _row(
        "rules",
        a=rule.a or "",
        b=rule.b or "",
        title=sides.title(rule.a, rule.b),
        how="" if rule.how is None else say(HOWS[rule.how]),
        score="" if rule.score is None else str(rule.score),
        held_a=_held(rule.held_a),
        held_b=_held(rule.held_b),
        outcome="" if rule.outcome is None else say(OUTCOMES[rule.outcome]),
        difference=_fields(change) if change is not None else "",
        moved=_moved(effects.get(("rules", name))),
    )


def _held(how: Held | None) -> str:
    return "" if how is None else held(how)


def _fields(change: DocumentChange) -> str:
    return "; ".join(fields.change(field.field, field.a, field.b) for field in change.fields)


def _other(change: DocumentChange, effects: dict[tuple[str, str], Effect]) -> list[str]:
    sides = {
        "a": change.id if change.how != "added" else "",
        "b": change.id if change.how != "gone" else "",
    }
    told = _fields(change) or terms.term(terms.CHANGES, change.how)
    moved = _moved(effects.get((change.noun, change.id)))
    return _row(change.noun, difference=told, moved=moved, **sides)


def _moved(effect: Effect | None) -> str:
    return "" if effect is None or effect.moved is None else str(effect.moved)


def _interests(answer: Compared, sides: Sides) -> Iterator[list[str]]:
    for one in answer.relations:
        yield _row(
            "interests",
            a="" if one.guards_a is None else one.interest,
            b="" if one.guards_b is None else one.interest,
            title=sides.interest(one.interest),
            held_a="" if one.guards_a is None else str(one.guards_a),
            held_b="" if one.guards_b is None else str(one.guards_b),
            outcome=say(RELATIONS[one.relation]),
            difference=", ".join(one.rules),
        )

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
from minkader.words.compare.sides import HOWS, OUTCOMES, RELATIONS, Sides
from minkader.words.difference import held
from minkader.words.language import Pair, number, say
from minkader.words.view import Cell, FlatTable, NumberCell, TextCell

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


def comparison_table(answer: Compared, sides: Sides) -> FlatTable:
    """Return one row a rule, one any other difference, one an interest with its relation."""
    effects = {(effect.noun, effect.id): effect for effect in answer.effects}
    changed = {change.id: change for change in answer.changed}
    rows = [_rule(rule, sides, changed, effects) for rule in answer.rules]
    rows += [_other(change, effects) for change in answer.others]
    for field in answer.scenarios:
        told = fields.change(field.field, field.a, field.b)
        said = _moved(effects.get((SAID, field.field)))
        rows.append(_row("scenarios", difference=told, moved=said))
    return FlatTable([say(head) for head in _HEADS], [*rows, *_interests(answer, sides)])


def _row(noun: str, **cells: str | int | None) -> list[Cell]:
    names = (
        "a", "b", "title", "how", "score", "held_a", "held_b", "outcome", "difference", "moved",
    )  # fmt: skip
    return [TextCell(terms.term(terms.LISTS, noun)), *(_cell(cells.get(name)) for name in names)]


def _cell(said: str | int | None) -> Cell:
    if isinstance(said, int):
        return NumberCell(said, number(said))
    return TextCell(said or "")


def _rule(
    rule: RuleOutcome,
    sides: Sides,
    changed: dict[str, DocumentChange],
    effects: dict[tuple[str, str], Effect],
) -> list[Cell]:
    name = rule.a or rule.b or ""
    change = changed.get(name) if rule.a is not None else None
    return _row(
        "rules",
        a=rule.a or "",
        b=rule.b or "",
        title=sides.title(rule.a, rule.b),
        how="" if rule.how is None else say(HOWS[rule.how]),
        score=rule.score,
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


def _other(change: DocumentChange, effects: dict[tuple[str, str], Effect]) -> list[Cell]:
    sides = {
        "a": change.id if change.how != "added" else "",
        "b": change.id if change.how != "gone" else "",
    }
    told = _fields(change) or terms.term(terms.CHANGES, change.how)
    moved = _moved(effects.get((change.noun, change.id)))
    return _row(change.noun, difference=told, moved=moved, **sides)


def _moved(effect: Effect | None) -> int | None:
    return None if effect is None else effect.moved


def _interests(answer: Compared, sides: Sides) -> Iterator[list[Cell]]:
    for one in answer.relations:
        yield _row(
            "interests",
            a="" if one.guards_a is None else one.interest,
            b="" if one.guards_b is None else one.interest,
            title=sides.interest(one.interest),
            held_a=one.guards_a,
            held_b=one.guards_b,
            outcome=say(RELATIONS[one.relation]),
            difference=", ".join(one.rules),
        )

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""All of a comparison in words, behind its summary: matches, files, rules, interests, effects."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from minkader.questions.compare import Compared
from minkader.questions.compare.documents import DocumentChange
from minkader.questions.compare.effects import SAID, Effect
from minkader.questions.compare.relation import InterestRelation
from minkader.words import fields, terms
from minkader.words.compare.sides import (
    HOWS,
    OUTCOMES,
    RELATIONS,
    Sides,
    case_name,
    case_step,
)
from minkader.words.difference import held, signed
from minkader.words.language import Pair, say, spoken
from minkader.words.view import Item, Paragraph, Section

_MATCHED: Final[Pair] = ("Onder een andere naam herkend:", "Recognised under another name:")
_SCORE: Final[Pair] = ("{how}, {n} van 100", "{how}, {n} of 100")
_FILES: Final[Pair] = ("Wat de bestanden anders zeggen:", "What the files say differently:")
_SAID: Final[Pair] = ("Wat de scenario's anders zeggen:", "What the scenarios say differently:")
_SAME: Final[Pair] = ("De bestanden zeggen hetzelfde.", "The files say the same.")
_HELD: Final[Pair] = ("Anders gehouden:", "Held differently:")
_NOT_THERE: Final[Pair] = ("is er niet", "is not there")
_INTERESTS: Final[Pair] = ("Per belang:", "For each interest:")
_GUARDS: Final[Pair] = (
    "{one} → {other} {other:beschermer|beschermers}, ten minste {least}",
    "{one} → {other} {other:guard|guards}, at least {least}",
)
_ONLY_IN: Final[Pair] = ("alleen in {side}", "in {side} only")
_EFFECTS: Final[Pair] = ("Wat elk verschil alleen doet:", "What each difference does alone:")
_UNTRIED: Final[Pair] = (
    "{n} {n:verschil is|verschillen zijn} niet alleen geprobeerd; --alone probeert er meer.",
    "{n} {n:difference was|differences were} not tried alone; --alone tries more.",
)
_NOT_ALONE: Final[Pair] = ("kan niet alleen", "cannot stand alone")
_NO_FRAMEWORK: Final[Pair] = ("dan is er geen kader", "then there is no framework")
_NO_EFFECT: Final[Pair] = ("verandert niets", "changes nothing")
_MOVED: Final[Pair] = ("{n} {n:regel|regels} anders", "{n} {n:rule|rules} held differently")
_MARKS: Final = {"added": "+", "gone": "-", "changed": "~"}


def every_difference(answer: Compared, sides: Sides) -> Iterator[Section]:
    """Yield each part of a comparison that has something to tell."""
    yield from _matched(answer, sides)
    yield from _files(answer, sides)
    yield from _scenarios(answer)
    yield from _held(answer, sides)
    yield from _interests(answer, sides)
    yield from _effects(answer)


def _listed(heading: Pair, items: Sequence[Item]) -> Iterator[Section]:
    if items:
        yield Section(items, heading=say(heading))


def _item(text: str, mark: str = "") -> Item:
    return Item(text, mark=mark, hang=4)


def _matched(answer: Compared, sides: Sides) -> Iterator[Section]:
    found = [pair for pair in answer.matching.pairs if pair.how != "id"]
    scores = (say(_SCORE, how=say(HOWS[pair.how]), n=pair.score) for pair in found)
    told = zip(found, scores, strict=True)
    yield from _listed(
        _MATCHED, [_item(f"{sides.rule(pair.a, pair.b)}: {score}") for pair, score in told]
    )


def _files(answer: Compared, sides: Sides) -> Iterator[Section]:
    if sides.named[1] is None:
        return  # one file
    items = [_item(_rule(sides.rule(name, None)), "-") for name in answer.gone]
    items += [_item(_rule(sides.rule(None, name)), "+") for name in answer.added]
    changes = (*answer.changed, *answer.others)
    items += [_item(_change(change, sides), _MARKS[change.how]) for change in changes]
    if items:
        yield from _listed(_FILES, items)
    else:
        yield Section([Paragraph(say(_SAME))])


def _rule(named: str) -> str:
    return f"{terms.term(terms.LISTS, 'rules')} {named}"


def _change(change: DocumentChange, sides: Sides) -> str:
    told = "; ".join(fields.change(field.field, field.a, field.b) for field in change.fields)
    if change.noun == "ruleset":
        return told or terms.term(fields.FIELDS, change.id)
    noun = terms.term(terms.LISTS, change.noun)
    name = f"{noun} {_named(change, sides)}"
    return f"{name}: {told}" if told else name


def _named(change: DocumentChange, sides: Sides) -> str:
    """Say a noun: its id, and its title in the side that has it."""
    if change.noun == "rules":
        return sides.rule(change.id, None)
    ruleset = sides.b if change.how == "added" else sides.a
    noun: Any = getattr(ruleset, change.noun)[change.id]
    title = spoken(noun.title.in_languages)
    return change.id if title == change.id else f"{change.id} ({title})"


def _scenarios(answer: Compared) -> Iterator[Section]:
    told = (fields.change(field.field, field.a, field.b) for field in answer.scenarios)
    yield from _listed(_SAID, [_item(one, "~") for one in told])


def _held(answer: Compared, sides: Sides) -> Iterator[Section]:
    items = []
    for rule in answer.rules:
        if rule.outcome and rule.held_a != rule.held_b:
            before = say(_NOT_THERE) if rule.held_a is None else held(rule.held_a)
            after = say(_NOT_THERE) if rule.held_b is None else held(rule.held_b)
            outcome = terms.term(OUTCOMES, str(rule.outcome))
            said = f"{sides.rule(rule.a, rule.b)}: {before} → {after} ({outcome})"
            items.append(_item(said, "~"))
    yield from _listed(_HELD, items)


def _interests(answer: Compared, sides: Sides) -> Iterator[Section]:
    items = []
    for one in answer.relations:
        relation = say(RELATIONS[one.relation])
        items.append(_item(f"{sides.interest(one.interest)}: {relation} ({_guards(one)})"))
        items += [Item(f"{case_name(case, sides)}{case_step(case)}", depth=2) for case in one.cases]
    yield from _listed(_INTERESTS, items)


def _guards(one: InterestRelation) -> str:
    if one.guards_a is None or one.guards_b is None:
        return say(_ONLY_IN, side="B" if one.guards_a is None else "A")
    least = {str(one.at_least_a): None, str(one.at_least_b): None}
    return say(_GUARDS, one=one.guards_a, other=one.guards_b, least=" → ".join(least))


def _effects(answer: Compared) -> Iterator[Section]:
    # What does the same is told on one line.
    told: dict[str, list[str]] = {}
    for effect in answer.effects:
        told.setdefault(_effect(effect), []).append(_tried(effect))
    items = [_item(f"{', '.join(names)}: {said}") for said, names in told.items()]
    if answer.untried:
        items.append(Item(say(_UNTRIED, n=answer.untried), depth=0))
    if answer.effects:
        yield from _listed(_EFFECTS, items)
    elif items:
        yield Section(items)


def _tried(effect: Effect) -> str:
    if effect.noun in ("ruleset", SAID):
        return terms.term(fields.FIELDS, effect.id)
    return effect.id


def _effect(effect: Effect) -> str:
    if not effect.alone:
        return say(_NOT_ALONE)
    if effect.status == "infeasible":
        return say(_NO_FRAMEWORK)
    if not effect.moved and not effect.totals:
        return say(_NO_EFFECT)
    return ", ".join([say(_MOVED, n=effect.moved or 0), *_tiers(effect)])


def _tiers(effect: Effect) -> Sequence[str]:
    return [
        f"{terms.term(terms.TIERS, t.name.removeprefix('tier.'))} {signed(t.after - t.before)}"
        for t in effect.totals
        if t.name.startswith("tier.") and t.before is not None and t.after is not None
    ]

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""All of a comparison in words, behind its summary: matches, files, rules, interests, effects."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from minkader.questions.compare import Compared
from minkader.questions.compare.documents import Change
from minkader.questions.compare.effects import SAID, Effect
from minkader.questions.compare.relation import InterestRelation
from minkader.words import fields, terms
from minkader.words.compare import HOWS, OUTCOMES, RELATIONS, Sides, case_text
from minkader.words.difference import held, signed
from minkader.words.language import Pair, say, spoken
from minkader.words.layout import wrapped

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


def groups(answer: Compared, sides: Sides, width: int) -> Iterator[Iterator[str]]:
    """Give each part of a comparison, as lines."""
    yield _matched(answer, sides, width)
    yield _files(answer, sides, width)
    yield _scenarios(answer, width)
    yield _held(answer, sides, width)
    yield _interests(answer, sides, width)
    yield _effects(answer, width)


def _matched(answer: Compared, sides: Sides, width: int) -> Iterator[str]:
    found = [pair for pair in answer.matching.pairs if pair.how != "id"]
    if found:
        yield say(_MATCHED)
    for pair in found:
        score = say(_SCORE, how=say(HOWS[pair.how]), n=pair.score)
        yield from wrapped(f"{sides.rule(pair.a, pair.b)}: {score}", width, "  ", "    ")


def _files(answer: Compared, sides: Sides, width: int) -> Iterator[str]:
    if sides.named[1] is None:
        return  # one file
    changes = [*answer.changed, *answer.others]
    if not (changes or answer.added or answer.gone):
        yield say(_SAME)
        return
    yield say(_FILES)
    for name in answer.gone:
        yield from wrapped(f"- {_rule(sides.rule(name, None))}", width, "  ", "    ")
    for name in answer.added:
        yield from wrapped(f"+ {_rule(sides.rule(None, name))}", width, "  ", "    ")
    for change in changes:
        yield from wrapped(f"{_MARKS[change.how]} {_change(change, sides)}", width, "  ", "    ")


def _rule(named: str) -> str:
    return f"{terms.term(terms.LISTS, 'rules')} {named}"


def _change(change: Change, sides: Sides) -> str:
    told = "; ".join(fields.change(field.field, field.a, field.b) for field in change.fields)
    if change.noun == "ruleset":
        return told or terms.term(fields.FIELDS, change.id)
    noun = terms.term(terms.LISTS, change.noun)
    name = f"{noun} {_named(change, sides)}"
    return f"{name}: {told}" if told else name


def _named(change: Change, sides: Sides) -> str:
    """Say a noun: its id, and its title in the side that has it."""
    if change.noun == "rules":
        return sides.rule(change.id, None)
    ruleset = sides.b if change.how == "added" else sides.a
    noun: Any = getattr(ruleset, change.noun)[change.id]
    title = spoken(noun.title.in_languages)
    return change.id if title == change.id else f"{change.id} ({title})"


def _scenarios(answer: Compared, width: int) -> Iterator[str]:
    if answer.scenarios:
        yield say(_SAID)
    for field in answer.scenarios:
        told = fields.change(field.field, field.a, field.b)
        yield from wrapped(f"~ {told}", width, "  ", "    ")


def _held(answer: Compared, sides: Sides, width: int) -> Iterator[str]:
    found = [rule for rule in answer.rules if rule.outcome and rule.held_a != rule.held_b]
    if found:
        yield say(_HELD)
    for rule in found:
        before = say(_NOT_THERE) if rule.held_a is None else held(rule.held_a)
        after = say(_NOT_THERE) if rule.held_b is None else held(rule.held_b)
        outcome = terms.term(OUTCOMES, str(rule.outcome))
        told = f"~ {sides.rule(rule.a, rule.b)}: {before} → {after} ({outcome})"
        yield from wrapped(told, width, "  ", "    ")


def _interests(answer: Compared, sides: Sides, width: int) -> Iterator[str]:
    if answer.relations:
        yield say(_INTERESTS)
    for one in answer.relations:
        told = f"{sides.interest(one.interest)}: {say(RELATIONS[one.relation])} ({_guards(one)})"
        yield from wrapped(told, width, "  ", "    ")
        for case in one.cases:
            yield from wrapped(case_text(case, sides), width, "    ", "  ")


def _guards(one: InterestRelation) -> str:
    if one.guards_a is None or one.guards_b is None:
        return say(_ONLY_IN, side="B" if one.guards_a is None else "A")
    least = {str(one.at_least_a): None, str(one.at_least_b): None}
    return say(_GUARDS, one=one.guards_a, other=one.guards_b, least=" → ".join(least))


def _effects(answer: Compared, width: int) -> Iterator[str]:
    if answer.effects:
        yield say(_EFFECTS)
    # What does the same is told on one line.
    told: dict[str, list[str]] = {}
    for effect in answer.effects:
        told.setdefault(_effect(effect), []).append(_tried(effect))
    for text_of, names in told.items():
        yield from wrapped(f"{', '.join(names)}: {text_of}", width, "  ", "    ")
    if answer.untried:
        yield from wrapped(say(_UNTRIED, n=answer.untried), width, "", "  ")


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

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `compare` in words: what differs, what it does, and the relation."""

import json
import shlex
from collections.abc import Iterator
from typing import Any, Final

from minkader.questions.compare import Compared, Effect, HeldDifference
from minkader.questions.documents import Change
from minkader.ruleset.nouns import RuleSet
from minkader.words import closing, terms
from minkader.words.difference import held, signed, together
from minkader.words.further import further
from minkader.words.language import Pair, say, spoken
from minkader.words.layout import shortened, wrapped
from minkader.words.reasons import Reasoner

_SAME: Final[Pair] = ("De bestanden zeggen hetzelfde.", "The files say the same.")
_ADDED: Final[Pair] = ("Regels erbij: {names}", "Rules added: {names}")
_GONE: Final[Pair] = ("Regels weg: {names}", "Rules gone: {names}")
_CHANGED: Final[Pair] = ("Veranderd:", "Changed:")
_FRAMEWORKS: Final[Pair] = ("Anders gehouden:", "Held otherwise:")
_NOT_THERE: Final[Pair] = ("is er niet", "is not there")
_EFFECTS: Final[Pair] = ("Wat elk verschil alleen doet:", "What each difference does alone:")
_NOT_ALONE: Final[Pair] = ("kan niet alleen", "cannot stand alone")
_NO_FRAMEWORK: Final[Pair] = ("dan is er geen kader", "then there is no framework")
_NO_EFFECT: Final[Pair] = ("verandert niets", "changes nothing")
_MOVED: Final[Pair] = ("{n} {n:regel|regels} anders", "{n} {n:rule|rules} otherwise")
_RELATIONS: Final[dict[str, Pair]] = {
    "equal": ("B is even zwaar als A.", "B is equal to A."),
    "lighter": ("B is lichter dan A.", "B is lighter than A."),
    "stricter": ("B is strenger dan A.", "B is stricter than A."),
    "incomparable": (
        "B is hier lichter en daar strenger, of anders van aard.",
        "B is lighter here and stricter there, or of another nature.",
    ),
}
_WORDS: Final[dict[str, Pair]] = {
    "lighter": ("lichter", "lighter"),
    "stricter": ("strenger", "stricter"),
    "incomparable": ("anders", "otherwise"),
}
_NONE: Final[Pair] = ("{side} heeft geen kader.", "{side} has no framework.")
_NONE_YET: Final[Pair] = (
    "Voor {side} is nog geen kader gevonden.",
    "No framework was found for {side} yet.",
)
_ELSE: Final[Pair] = ("veranderd", "changed")
_NOTHING: Final[Pair] = ("niets", "nothing")
_LONGEST_VALUE: Final = 30


def text(answer: Compared, a: RuleSet, b: RuleSet, named: tuple[str, str], width: int = 80) -> str:
    """Say a comparison: what differs, what the frameworks do, and the relation."""
    titles = [spoken(ruleset.title.model_dump(exclude_none=True)) for ruleset in (a, b)]
    lines = []
    for letter, title, name in zip("AB", titles, named, strict=True):
        lines += wrapped(f"{letter}  {title} ({name})", width, "", "   ")
    lines.append("")
    lines += _files(answer, width)
    if answer.differences:
        lines += ["", say(_FRAMEWORKS)]
        for difference in answer.differences:
            lines += wrapped(_held(difference), width, "  ", "    ")
    if answer.effects:
        lines += ["", say(_EFFECTS)]
        lines += _effects(answer, width)
    lines.append("")
    lines += _relation(answer, width)
    missing = _without_framework(answer, (a, b), width)
    lines += missing or together(answer.totals, width)
    lines += closing.short(answer.b, width)
    scenario = answer.b.input.scenario
    flag = f" --scenario {scenario}" if scenario else ""
    lines += further(named[1], f"solve {shlex.quote(named[1])}{flag}")
    return "\n".join(lines) + "\n"


def _without_framework(
    answer: Compared, rulesets: tuple[RuleSet, RuleSet], width: int
) -> list[str]:
    """Say which side has no framework, and why; empty where both have one."""
    told: list[str] = []
    for side, framework, ruleset in zip("AB", (answer.a, answer.b), rulesets, strict=True):
        if framework.status == "infeasible":
            told.append(say(_NONE, side=side))
            told += closing.infeasible(framework, Reasoner(ruleset), width, most_mends=1)
        elif framework.rules is None:
            told.append(say(_NONE_YET, side=side))
    return told


def _files(answer: Compared, width: int) -> Iterator[str]:
    if not (answer.added or answer.gone or answer.changed or answer.others):
        yield say(_SAME)
    for pair, names in ((_ADDED, answer.added), (_GONE, answer.gone)):
        if names:
            yield from wrapped(say(pair, names=", ".join(names)), width, "", "  ")
    if answer.changed or answer.others:
        yield say(_CHANGED)
        for change in (*answer.changed, *answer.others):
            yield from _change(change, width)


def _change(change: Change, width: int) -> Iterator[str]:
    name = change.id if change.noun in ("rules", "ruleset") else f"{change.noun}.{change.id}"
    if change.how != "changed":
        yield f"  {'+' if change.how == 'added' else '-'} {name}"
    for field in change.fields:
        what = name if field.field == name else f"{name} {field.field}"
        old, new = _value(field.a), _value(field.b)
        told = f"~ {what}: {old} → {new}" if old != new else f"~ {what}: {say(_ELSE)}"
        yield from wrapped(told, width, "  ", "    ")


def _value(value: Any) -> str:  # noqa: ANN401 (any value of a document)
    if value is None:
        return say(_NOTHING)
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shortened(told, _LONGEST_VALUE)


def _held(difference: HeldDifference) -> str:
    before = say(_NOT_THERE) if difference.a is None else held(difference.a)
    after = say(_NOT_THERE) if difference.b is None else held(difference.b)
    return f"~ {difference.id}: {before} → {after}"


def _effects(answer: Compared, width: int) -> Iterator[str]:
    # What does the same is told on one line.
    told: dict[str, list[str]] = {}
    for effect in answer.effects:
        told.setdefault(_effect(effect), []).append(effect.id)
    for text_of, names in told.items():
        yield from wrapped(f"{', '.join(names)}: {text_of}", width, "  ", "    ")


def _effect(effect: Effect) -> str:
    if not effect.alone:
        return say(_NOT_ALONE)
    if effect.status == "infeasible":
        return say(_NO_FRAMEWORK)
    if not effect.moved and not effect.totals:
        return say(_NO_EFFECT)
    told = [say(_MOVED, n=effect.moved or 0)]
    for total in effect.totals:
        if total.name.startswith("tier.") and total.before is not None and total.after is not None:
            name = terms.term(terms.TIERS, total.name.removeprefix("tier."))
            told.append(f"{name} {signed(total.after - total.before)}")
    return ", ".join(told)


def _relation(answer: Compared, width: int) -> Iterator[str]:
    if answer.relation is None:
        return
    yield say(_RELATIONS[answer.relation])
    for one in answer.relations:
        if one.relation != "equal":
            told = f"{one.interest}: {say(_WORDS[one.relation])} ({', '.join(one.rules)})"
            yield from wrapped(told, width, "  ", "    ")

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A rule that went: who guards its interests now, and what alone would bring it back.

Each loss is solved again before it is told: a group that stops, a condition that lapses, somebody
who blocks the form, a guard that is lost.
"""

from collections.abc import Iterator
from typing import Literal

from minkader.questions.difference import Held, held_as
from minkader.questions.solved import Solved
from minkader.ruleset.choices import Choice, Placed
from minkader.ruleset.findings import Answer
from minkader.ruleset.reference import read, split
from minkader.ruleset.shift import Standing
from minkader.ruleset.situation import Situation

LossKind = Literal["group_stops", "condition_lapses", "blocked", "guard_lost"]


class Guarding(Answer):
    """Who guards an interest of the rule in the answer.

    `rules` guard it alone, `sets` together; `guarded`: enough of them do. `risk`: the risk points
    that it costs where it is a lesser interest that nobody guards (0: it is guarded).
    """

    interest: str
    essential: bool
    at_least: int
    rules: tuple[str, ...]
    sets: tuple[tuple[str, ...], ...]
    guarded: bool
    risk: int


class Loss(Answer):
    """What alone brings a rule back, and how it is held then.

    `group_stops` G · `condition_lapses` C · `blocked` S… (each may block) · `guard_lost` R I.
    """

    kind: LossKind
    subjects: tuple[str, ...]
    to: Held


def guarding(standing: Standing, placed: Placed) -> tuple[Guarding, ...]:
    """Tell who guards each interest of a rule, those that the situation dropped left out."""
    situation, chosen = standing.situation, standing.chosen
    return tuple(
        _guarding(standing, name)
        for name in _interests(situation, placed)
        if name in situation.interests and chosen is not None
    )


def _interests(situation: Situation, placed: Placed) -> list[str]:
    mine = list(placed.rule.guards)
    for name, interest in situation.interests.items():
        if any(split(ref)[0] == placed.rule.id for refs in interest.together for ref in refs):
            mine.append(name)
    return list(dict.fromkeys(mine))


def _guarding(standing: Standing, name: str) -> Guarding:
    situation, chosen = standing.situation, standing.chosen
    interest = situation.interests[name]
    guarded = chosen.guarded(name)
    essential = interest.ground is not None
    risk = 0 if guarded or essential else interest.severity * interest.likelihood
    return Guarding(
        interest=name,
        essential=essential,
        at_least=interest.at_least,
        rules=tuple(
            situation.rules[index].rule.id
            for index in situation.guards_of[name]
            if name in chosen.at(index).guards
        ),
        sets=tuple(tuple(refs) for refs in interest.together if chosen.all_hold(refs)),
        guarded=guarded,
        risk=risk,
    )


def losses(solved: Solved, placed: Placed) -> tuple[Loss, ...]:
    """List what alone brings a rule back.

    Raises:
        UnknownError: where that was stopped.
    """
    found = []
    for kind, subjects, gone in _tried(solved, placed):
        best = solved.without(gone)
        place = dict(best.moves).get(placed.index) if best is not None else None
        if place is not None and placed.choices[place].kept:
            held = held_as(placed.choices[place])
            found.append(Loss(kind=kind, subjects=subjects, to=held))
    return tuple(found)


_Tried = tuple[LossKind, tuple[str, ...], list[int]]


def _tried(solved: Solved, placed: Placed) -> Iterator[_Tried]:
    present = solved.standing.chosen.at(placed.index)
    if present.group is not None:
        yield "group_stops", (present.group,), _options(solved, group=present.group)
    for condition in present.listed.needs if present.listed else ():
        yield "condition_lapses", (condition,), _options(solved, need=condition)
    stakeholders = solved.situation.ruleset.stakeholders
    blockers = tuple(name for name, who in stakeholders.items() if who.may_block)
    if blockers:
        place = solved.standing.choices[placed.index]
        yield "blocked", blockers, solved.columns(placed.index, [place])
    yield from _guards(solved, placed)


def _options(solved: Solved, group: str | None = None, need: str | None = None) -> list[int]:
    def lost(choice: Choice) -> bool:
        if group is not None:
            return choice.group == group
        return choice.listed is not None and need in choice.listed.needs

    rules = solved.situation.rules
    return [
        column
        for (index, place), column in solved.translation.column_of.items()
        if lost(rules[index].choices[place])
    ]


def _guards(solved: Solved, placed: Placed) -> Iterator[_Tried]:
    # Each rule that guards one of its interests now, alone or in a set, does so no more.
    situation, chosen = solved.situation, solved.standing.chosen
    for name in _interests(situation, placed):
        if name not in situation.interests:
            continue
        alone = {i for i in situation.guards_of[name] if name in chosen.at(i).guards}
        sets = [refs for refs in situation.interests[name].together if chosen.all_hold(refs)]
        joint = {situation.by_id[split(ref)[0]].index: ref for refs in sets for ref in refs}
        for index in sorted({*alone, *joint} - {placed.index}):
            other = situation.rules[index]
            if not other.rule.external:
                places = [
                    place
                    for place, choice in enumerate(other.choices)
                    if (index in alone and name in choice.guards)
                    or (index in joint and _holds(choice, joint[index]))
                ]
                yield "guard_lost", (other.rule.id, name), solved.columns(index, places)


def _holds(choice: Choice, written: str) -> bool:
    asked = read(written).asked
    if asked is None:
        return choice.in_force
    if asked == "kept":
        return choice.kept
    return choice.in_force and choice.form is asked

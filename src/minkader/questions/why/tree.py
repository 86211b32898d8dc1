# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A clash as a tree of reasons: from the rule that is asked about, down to what can be pointed at.

Each constraint stands in it once, under the one through which it concerns the rule: a smallest
clash hangs together, for what touches nothing of the rest would clash, or not, by itself. So there
is no circle, and one fact is one leaf.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from minkader.decision.kinds import reads_all
from minkader.decision.validity import Book, Constraint
from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import ClashMember, LinePlace
from minkader.questions.clash.linked import led
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.values import Text


class Node(Answer):
    """One named constraint as a reason, and why nothing else can take its place.

    `rule`: through which rule it concerns the reason above it (None: the rule set as a whole).
    `article`: that of the rule that says it (None: no rule does). `basis`: what law or whose
    agreement it rests on.
    """

    kind: str
    subjects: tuple[str, ...]
    origin: LinePlace
    rule: str | None
    article: str | None
    basis: Mapping[str, str] | None
    reasons: tuple["Node", ...]


@dataclass
class _Grown:
    """A node while the tree grows."""

    member: ClashMember
    rule: str | None
    reasons: list["_Grown"] = field(default_factory=list)


def tree(book: Book, members: Sequence[ClashMember], rule: str) -> tuple[Node, ...]:
    """Lay the members of a clash out as reasons, from one rule on, the nearest first."""
    situation = book.situation
    told = {(member.kind, member.subjects): member for member in members}
    left = {name: c for c in book.constraints if (name := c.name) in told}
    top: list[_Grown] = []
    queue = deque([(situation.by_id[rule].index, top)])
    seen = {situation.by_id[rule].index}
    while queue:
        index, reasons = queue.popleft()
        name_here = situation.rules[index].rule.id
        for name, constraint in list(left.items()):
            touches = _touches(book, constraint)
            if index in touches:
                grown = _Grown(told[name], name_here)
                reasons.append(grown)
                del left[name]
                for other in dict.fromkeys(touches):
                    if other not in seen:
                        seen.add(other)
                        queue.append((other, grown.reasons))
    top += [_Grown(told[name], None) for name in left]
    return tuple(_told(situation.ruleset, one) for one in top)


def _touches(book: Book, constraint: Constraint) -> tuple[int, ...]:
    if constraint.kind == "follows":
        return led(book.situation, constraint.touches[0])
    return constraint.touches


def _told(ruleset: RuleSet, grown: _Grown) -> Node:
    member = grown.member
    return Node(
        kind=member.kind,
        subjects=member.subjects,
        origin=member.origin,
        rule=grown.rule,
        article=_article(ruleset, member),
        basis=_basis(ruleset, member),
        reasons=tuple(_told(ruleset, one) for one in grown.reasons),
    )


def _article(ruleset: RuleSet, member: ClashMember) -> str | None:
    place = _SAID_BY[member.kind]
    if place is None:
        return None
    source = next(rule.source for rule in ruleset.rules if rule.id == member.subjects[place])
    return source.article if source is not None else None


_SAID_BY: Final[dict[str, int | None]] = {
    "guard": None,
    "implicit": 0,
    "lock": 0,
    "bandwidth": 0,
    "ceiling": 0,
    "unclassified": 0,
    "proposed": 0,
    "no_release": 0,
    "veto": 1,
    "objections": 0,
    "needs": 0,
    "fallback": 0,
    "requires": 0,
    "excludes": 0,
    "follows": 0,
    "capacity": None,
    "pin": None,
}
"""Which subject of each kind is the rule that says it; None: an interest, a group or a question
does, and stands in no article."""
reads_all(__name__, _SAID_BY)


def _basis(ruleset: RuleSet, member: ClashMember) -> Mapping[str, str] | None:
    find = _BASIS.get(member.kind)
    text = None if find is None else find(ruleset, member.subjects[0])
    return None if text is None else text.in_languages


def _of_the_lock(ruleset: RuleSet, rule: str) -> Text | None:
    lock = next(one.lock for one in ruleset.rules if one.id == rule)
    return lock.basis if lock is not None else None


def _of_the_release(ruleset: RuleSet, rule: str) -> Text | None:
    release = next(one.release for one in ruleset.rules if one.id == rule)
    return release.never if release is not None else None


def _of_the_veto(ruleset: RuleSet, stakeholder: str) -> Text | None:
    return ruleset.stakeholders[stakeholder].block_basis


def _of_the_interest(ruleset: RuleSet, name: str) -> Text | None:
    interest = ruleset.interests.get(name)  # one that only a scenario knows has none
    return None if interest is None else interest.non_delegable or interest.basis


_BASIS: Final[dict[str, Callable[[RuleSet, str], Text | None]]] = {
    "guard": _of_the_interest,
    "lock": _of_the_lock,
    "bandwidth": _of_the_lock,
    "no_release": _of_the_release,
    "veto": _of_the_veto,
}
"""Where the file says on what a constraint rests; the other kinds rest on what they are."""

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A clash as a tree of reasons: from the rule that is asked about, down to what can be pointed at.

Each constraint stands in it once, under the one through which it concerns the rule: a smallest
clash hangs together, for what touches nothing of the rest would clash, or not, by itself. So there
is no circle, and one fact is one leaf.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from minkader.decision.validity import Book, Constraint
from minkader.questions.answering.answers import ClashMember, Origin
from minkader.questions.clash import led, name_of
from minkader.ruleset.findings import Answer
from minkader.ruleset.nouns import RuleSet


class Node(Answer):
    """One named constraint as a reason, and why nothing else can take its place.

    `rule`: through which rule it concerns the reason above it (None: the rule set as a whole).
    `article`: that of the rule that says it (None: no rule does). `basis`: what law or whose
    agreement it rests on.
    """

    kind: str
    subjects: tuple[str, ...]
    origin: Origin
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
    left = {name: c for c in book.constraints if (name := name_of(c)) in told}
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
    # Of the rule that says it: an interest, a group or a question stands in no article.
    if member.kind in ("guard", "capacity", "pin"):
        return None
    says = member.subjects[1 if member.kind == "veto" else 0]
    source = next(rule.source for rule in ruleset.rules if rule.id == says)
    return source.article if source is not None else None


def _basis(ruleset: RuleSet, member: ClashMember) -> Mapping[str, str] | None:
    text = None
    first = member.subjects[0]
    if member.kind in ("lock", "bandwidth"):
        lock = next(rule.lock for rule in ruleset.rules if rule.id == first)
        text = lock.basis if lock is not None else None
    elif member.kind == "no_release":
        release = next(rule.release for rule in ruleset.rules if rule.id == first)
        text = release.never if release is not None else None
    elif member.kind == "veto":
        text = ruleset.stakeholders[first].block_basis
    elif member.kind == "guard" and first in ruleset.interests:
        interest = ruleset.interests[first]
        text = interest.non_delegable or interest.basis
    return None if text is None else text.in_languages

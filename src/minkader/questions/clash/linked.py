# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rules hang together: through constraints, and exemptions with what they follow."""

from collections.abc import Iterator

from minkader.decision.situation import Situation
from minkader.decision.validity import Book


def linked_with(book: Book, index: int, *, lesser: bool = False) -> list[int]:
    """List the rules that hang together with one, by lesser interests too where asked."""
    linked = components_of(book, lesser=lesser)
    return [other for other, root in enumerate(linked) if root == linked[index]]


def components_of(book: Book, *, lesser: bool = False) -> list[int]:
    """Return for each rule, by index, a number that those that hang together share.

    Rules of other holders are in force whatever is decided: they tie nothing together.
    """
    rules = book.situation.rules
    parent = list(range(len(rules)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    touched = [constraint.touches for constraint in book.constraints]
    if lesser:
        together: dict[str, list[int]] = {}
        for index, names in book.situation.lesser_of.items():
            for name in names:
                together.setdefault(name, []).append(index)
        touched += map(tuple, together.values())
    for touches in (*touched, *_led(book.situation)):
        own = [index for index in touches if not rules[index].rule.external]
        for other in own[1:]:
            parent[root(other)] = root(own[0])
    return [root(node) for node in range(len(parent))]


def _led(situation: Situation) -> Iterator[tuple[int, ...]]:
    # An exemption or definition hangs together with those that it follows.
    return (led(situation, index) for index in situation.followers)


def led(situation: Situation, index: int) -> tuple[int, ...]:
    """Return an exemption or definition, by index, with all rules that it may follow."""
    rule = situation.rules[index].rule
    users = (user for user, _ in situation.users.get(rule.id, ()))
    relaxed = (situation.by_id[name].index for name in rule.relaxes)
    return (index, *users, *relaxed)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rules hang together: through constraints, and exemptions with what they follow."""

from collections.abc import Iterator

from minkader.decision.situation import Situation
from minkader.decision.validity import Book
from minkader.solver import connected_components


def linked_with(book: Book, index: int, *, lesser: bool = False) -> list[int]:
    """List the rules that hang together with one, by lesser interests too where asked."""
    linked = components_of(book, lesser=lesser)
    return [other for other, root in enumerate(linked) if root == linked[index]]


def components_of(book: Book, *, lesser: bool = False) -> list[int]:
    """Return for each rule, by index, a number that those that hang together share.

    Rules of other holders are in force whatever is decided: they tie nothing together.
    """
    rules = book.situation.rules
    touched = [constraint.touches for constraint in book.constraints]
    if lesser:
        together: dict[str, list[int]] = {}
        for index, names in book.situation.lesser_of.items():
            for name in names:
                together.setdefault(name, []).append(index)
        touched += map(tuple, together.values())
    own = (
        [index for index in touches if not rules[index].rule.external]
        for touches in (*touched, *_led(book.situation))
    )
    found = [0] * len(rules)
    for root, members in connected_components(len(rules), own).items():
        for index in members:
            found[index] = root
    return found


def _led(situation: Situation) -> Iterator[tuple[int, ...]]:
    # An exemption or definition hangs together with those that it follows.
    return (led(situation, index) for index in situation.followers)


def led(situation: Situation, index: int) -> tuple[int, ...]:
    """Return an exemption or definition, by index, with all rules that it may follow."""
    rule = situation.rules[index].rule
    users = (user for user, _ in situation.users.get(rule.id, ()))
    relaxed = (situation.by_id[name].index for name in rule.relaxes)
    return (index, *users, *relaxed)

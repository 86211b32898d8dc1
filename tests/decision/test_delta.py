# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a few moved rules change, against looking at everything anew; and a situation cut down."""

import random
from collections import Counter

from minkader.decision.delta import Standing
from minkader.decision.restriction import restrict
from minkader.decision.validity import Book, follow, tiers
from minkader.formats.locate import load
from minkader.questions.asking.asked import ask
from tests.generator import make
from tests.tiny import rule, ruleset, safe


def test_moved_rules_break_and_cost_what_everything_anew_says() -> None:
    """Protects the short way: guards counted on, and only what is touched looked at."""
    seen = Counter[str]()
    for seed in range(300):
        document, scenario, trust = make(seed)
        situation = ask(load(document), scenario=scenario, trust_proposals=trust).situation
        book, draw = Book(situation), random.Random(seed)
        choices = follow(situation, [placed.today for placed in situation.rules])
        if book.broken(choices):
            continue
        standing = Standing(book, choices)
        for placed in situation.rules:
            if placed.rule.external or placed.rule.follows:
                continue
            shift = standing.moved(placed.index, draw.randrange(len(placed.choices)))
            new = shift.changed.choices
            assert {c.name for c in shift.broken()} == {c.name for c in book.broken(new)}
            assert shift.follows()
            before, after = tiers(situation, choices), tiers(situation, new)
            assert shift.rise() == {tier: after[tier] - before[tier] for tier in before}
            seen["broken" if shift.broken() else "holds"] += 1
            seen["followed"] += len(shift.moved) > 1
    assert min(seen["broken"], seen["holds"], seen["followed"]) > 20


def test_follower_that_is_moved_alone_does_not_follow() -> None:
    situation = ask(ruleset(rule("A"), rule("U", kind="exemption", relaxes=["A"]))).situation
    standing = Standing(Book(situation), [placed.today for placed in situation.rules])
    assert not standing.with_moves({1: 0}).follows()
    assert standing.with_moves({}).follows()


def test_cut_keeps_every_constraint_of_its_rules_and_where_it_stands() -> None:
    rules = ruleset(
        rule("X", guards=["j"]),
        rule("A", guards=["i"], requires=["W"]),
        rule("B", guards=["i"]),
        rule("W", holder="state", guards=["i", "j"], requires=["V", "X"]),
        rule("V", holder="state"),
        interests={"i": safe(at_least=2), "j": safe()},
    )
    whole = ask(rules).situation
    piece = restrict(whole, [1, 2])
    assert [placed.rule.id for placed in piece.situation.rules] == ["A", "B", "W"]
    assert [placed.index for placed in piece.situation.rules] == [0, 1, 2]
    assert piece.path(("rules", 1, "requires")) == ("rules", 2, "requires")
    assert piece.path(("interests", "i")) == ("interests", "i")
    names = {constraint.name for constraint in Book(piece.situation).constraints}
    about = {
        constraint.name
        for constraint in Book(whole).constraints
        if {1, 2} & set(constraint.touches)
    }
    assert about == names

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The translation into numbers says the same as plain Python, and every row knows its origin."""

import itertools
from collections.abc import Iterator

from minkader.decision.situation import Situation
from minkader.decision.validity import Book, tiers
from minkader.formats.locate import load
from minkader.problem.numbers import worth
from minkader.problem.translation import Translation, translate
from minkader.questions.asking.asked import ask
from tests.generator import make
from tests.solver.numbers import solutions
from tests.tiny import framework, lesser, option, rule, safe, situation

REPORTED = {"fallback": "reported"}


def _situation(seed: int) -> Situation:
    document, scenario, trust = make(seed)
    return ask(load(document), scenario=scenario, trust_proposals=trust).situation


def _choices(translation: Translation, values: list[int]) -> list[int]:
    groups = translation.problem.choice_sets
    return translation.choices([next(c for c in group if values[c]) for group in groups])


def _everything(here: Situation) -> Iterator[list[int]]:
    ways = [range(len(placed.choices)) for placed in here.rules]
    return (list(choices) for choices in itertools.product(*ways))


def test_solutions_are_the_valid_frameworks_and_worth_the_same() -> None:
    """Protects the whole translation: nothing lost, nothing added, every tier equal."""
    compared = 0
    for seed in range(250):
        here = _situation(seed)
        translation = translate(here)
        free = translation.problem.columns - translation.problem.derived
        if free > 6 or len(list(itertools.islice(_everything(here), 1500))) == 1500:
            continue
        book = Book(here)
        valid = {tuple(choices) for choices in _everything(here) if not book.broken(choices)}
        found = {}
        for values in solutions(translation.problem):
            choices = tuple(_choices(translation, values))
            assert choices not in found, "derived columns must be fixed by the others"
            found[choices] = worth(translation.problem, values)
        assert set(found) == valid, seed
        order = here.policy.order
        for choices, worths in found.items():
            expected = tiers(here, choices)
            assert worths == [expected[tier] for tier in order], seed
        compared += bool(valid)
    assert compared > 100


def test_solutions_without_a_constraint_are_the_frameworks_that_may_break_it() -> None:
    """Protects explanations: leaving out one named constraint leaves out that one alone."""
    compared = 0
    for seed in range(60):
        here = _situation(seed)
        book = Book(here)
        names = [constraint.name for constraint in book.constraints]
        if len(list(itertools.islice(_everything(here), 400))) == 400:
            continue
        broken = {
            tuple(choices): {constraint.name for constraint in book.broken(choices)}
            for choices in _everything(here)
        }
        for left_out in (name for name in names if name[0] != "follows"):
            translation = translate(here, frozenset(names) - {left_out})
            if translation.problem.columns - translation.problem.derived <= 6:
                found = {
                    tuple(_choices(translation, values))
                    for values in solutions(translation.problem)
                }
                expected = {choices for choices, gone in broken.items() if gone <= {left_out}}
                assert found == expected, (seed, left_out)
                compared += 1
    assert compared > 200


def test_every_row_comes_from_a_named_constraint_or_defines_a_column() -> None:
    for seed in range(200):
        here = _situation(seed)
        names = {constraint.name for constraint in Book(here).constraints}
        for row in translate(here).problem.rows:
            assert row.origin in names or row.origin[0] == "defining", (seed, row)


def test_framework_goes_to_columns_and_back() -> None:
    for seed in range(200):
        here = _situation(seed)
        translation = translate(here)
        today = framework(here)
        columns = translation.columns(today)
        if columns is not None:
            assert translation.choices(columns) == today


def test_framework_with_an_option_that_is_gone_has_no_columns() -> None:
    here = situation(rule("A", lock={"kind": "full"}), rule("S", holder="state"))
    translation = translate(here)
    assert translation.columns(framework(here, A="release")) is None
    assert translation.columns(framework(here)) == [0]


def test_rule_of_another_holder_has_no_columns() -> None:
    here = situation(rule("S", holder="state"), rule("A"))
    problem = translate(here).problem
    assert (len(problem.choice_sets), problem.columns) == (1, 2)


def test_option_that_only_a_dropped_constraint_takes_away_is_there_again() -> None:
    here = situation(rule("A", lock={"kind": "full"}))
    assert translate(here).problem.choice_sets == [range(1)]
    assert translate(here, frozenset()).problem.choice_sets == [range(2)]


def test_follower_whose_constraint_is_dropped_is_free() -> None:
    here = situation(rule("A"), rule("E", kind="exemption", relaxes=["A"]))
    assert translate(here).problem.rows
    assert not translate(here, frozenset()).problem.rows


def test_tier_outside_the_order_costs_nothing() -> None:
    here = situation(
        rule("A", guards=["i"]), interests={"i": lesser()}, policy={"order": ["effort"]}
    )
    assert not any(translate(here).problem.costs[0])


def test_interest_that_nothing_can_guard_is_a_constant_or_a_row_that_fails() -> None:
    here = situation(rule("A"), interests={"i": lesser(severity=3), "j": safe()})
    problem = translate(here).problem
    assert problem.constants == [0, 0, 3, 0]
    assert [(row.terms, row.rhs, row.origin) for row in problem.rows] == [
        ((), 1, ("guard", ("j",)))
    ]


def test_interest_of_one_rule_costs_where_that_rule_lets_go() -> None:
    """Protects the short cut: one guard needs no column of its own."""
    here = situation(
        rule("A", guards=["i"], options=[option("duty_of_care", guards=["i"])]),
        interests={"i": lesser(severity=2, likelihood=2)},
        policy={**REPORTED, "order": ["residual"]},
    )
    problem = translate(here).problem
    assert (problem.columns, problem.costs) == (3, [[4, 0, 0]])


def test_higher_law_guards_for_certain() -> None:
    here = situation(
        rule("S", holder="state", guards=["i", "j"]),
        rule("A", guards=["i"]),
        interests={"i": safe(), "j": lesser(together=[["S"]])},
        policy=REPORTED,
    )
    problem = translate(here).problem
    assert not problem.rows
    assert not any(problem.costs[2])


def test_set_with_a_member_that_can_never_hold_guards_nothing() -> None:
    here = situation(
        rule("A", lock={"kind": "full"}, options=[option("duty_of_care")]),
        rule("B"),
        interests={"i": safe(together=[["A@duty_of_care", "B"]])},
    )
    (row,) = translate(here).problem.rows
    assert (row.terms, row.origin) == ((), ("guard", ("i",)))

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The smallest clash: the law of mutation, what is told of it, and where it gives up."""

from collections.abc import Iterator

import pytest

from minkader.decision.situation import Situation
from minkader.decision.validity import Book
from minkader.formats.locate import load, read
from minkader.problem.numbers import Name, Problem
from minkader.questions import clash
from minkader.questions.answering.answers import Clash
from minkader.questions.asking.asked import ask
from minkader.questions.solve import solve
from minkader.ruleset.errors import SelfCheckError
from minkader.solver.pipeline import solve as solve_numbers
from minkader.solver.watch import Watch
from tests.depth import seeds
from tests.generator import make
from tests.oracle import answer
from tests.oracle_clash import broken_sets
from tests.oracle_document import situate
from tests.tiny import Json, option, rule, safe, situation

SEEDS = seeds(300, least=100)


def _infeasible() -> Iterator[tuple[int, Json, str | None, bool]]:
    for seed in SEEDS:
        document, scenario, trust = make(seed)
        if answer(document, scenario, trust).status == "infeasible":
            yield seed, document, scenario, trust


def _situation(document: Json, scenario: str | None, trust: bool) -> Situation:
    return ask(load(document), scenario=scenario, trust_proposals=trust).situation


def _told(found: Clash) -> list[tuple[str, ...]]:
    return [(member.kind, *member.subjects) for member in found.constraints]


def _clash(here: Situation) -> list[tuple[str, ...]]:
    return _told(clash.smallest(Book(here), Watch()))


def test_without_any_one_member_the_others_hold_together() -> None:
    """The law of mutation, judged by the oracle: everything that could be chosen is tried."""
    tried = 0
    for seed, document, scenario, trust in _infeasible():
        here = _situation(document, scenario, trust)
        members = {(m.kind, m.subjects) for m in clash.smallest(Book(here), Watch()).constraints}
        gone = broken_sets(situate(document, scenario, trust=trust))
        assert all(members & broken for broken in gone), seed
        for left_out in members:
            assert any(not (members - {left_out}) & broken for broken in gone), (seed, left_out)
            tried += 1
    assert tried > len(SEEDS) // 3


def test_every_member_says_in_which_line_it_stands() -> None:
    text = """\
minkader: 1
id: klem
title: Klem
rules:
- id: A
  title: A
  lock: {kind: full, basis: Wet}
scenarios:
  weg:
    title: Weg
    release: [A]
"""
    found = solve(read(text.encode(), "map/klem.yaml"), scenario="weg").clash
    assert found is not None
    assert [(m.kind, m.origin.line) for m in found.constraints] == [("lock", 7), ("pin", 11)]
    assert {m.origin.file for m in found.constraints} == {"map/klem.yaml"}


def test_member_that_no_file_says_has_no_line() -> None:
    here = situation(rule("A", lock={"kind": "full"}), scenario={"release": ["A"]})
    origins = [member.origin for member in clash.smallest(Book(here), Watch()).constraints]
    assert {(origin.file, origin.line) for origin in origins} == {(None, None)}


def test_option_that_two_constraints_take_away_clashes_with_either_and_the_first_is_told() -> None:
    here = situation(
        rule("A", lock={"kind": "full"}, classification=None), scenario={"release": ["A"]}
    )
    assert _clash(here) == [("lock", "A"), ("pin", "A")]


def test_pin_on_a_form_that_is_never_listed_clashes_alone() -> None:
    assert _clash(situation(rule("A"), scenario={"form": {"A": "permit"}})) == [("pin", "A")]


def test_interest_that_nothing_can_guard_clashes_alone() -> None:
    assert _clash(situation(rule("A"), interests={"i": safe()})) == [("guard", "i")]


def test_rules_of_other_holders_clash_whatever_is_decided() -> None:
    """Protects constraints that touch no rule of the municipality."""
    here = situation(
        rule("S", holder="state", excludes=["P"]), rule("P", holder="province"), rule("A")
    )
    assert _clash(here) == [("excludes", "S", "P")]


def test_follower_takes_part_in_a_clash() -> None:
    here = situation(
        rule("A", grounds=["health"]),
        rule("E", kind="exemption", relaxes=["A"]),
        scenario={"release": ["E"]},
    )
    assert _clash(here) == [("implicit", "A", "health"), ("follows", "E"), ("pin", "E")]


def test_parts_without_a_clash_are_left_out() -> None:
    spare = [rule(f"R{number}", guards=["j"]) for number in range(40)]
    here = situation(
        *spare,
        rule("A", options=[option("self_management", group="g", hours_per_year=9)]),
        groups={"g": {"capacity": 8}},
        interests={"j": safe()},
        scenario={"form": {"A": "self_management"}},
    )
    assert _clash(here) == [("capacity", "g"), ("pin", "A")]


# Where it gives up.


def _knotted() -> Situation:
    rules = [rule(f"R{n}", requires=[f"R{n + 1}"]) for n in range(5)]
    spare = rule("R6", requires=["R0"])
    return situation(*rules, rule("R5"), spare, scenario={"keep": ["R0"], "release": ["R5"]})


@pytest.mark.parametrize("stopped", [True, False])
def test_clash_past_its_limit_is_irreducible_and_says_so(
    stopped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not stopped:
        monkeypatch.setattr(clash, "MOST_ROUNDS", 1)
    watch = Watch(stop=lambda: stopped)
    found = clash.smallest(Book(_knotted()), watch)
    assert found.size == "irreducible"
    assert sorted(_told(found)) == sorted(_clash(_knotted()))


def test_progress_tells_the_rounds() -> None:
    told: list[str] = []
    clash.smallest(Book(_knotted()), Watch(progress=lambda step, *_: told.append(step)))
    assert told
    assert set(told) == {"clash"}


# What is caught.


def test_clash_of_a_feasible_situation_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects "solved again alone": a clash that is none is never told."""
    here = situation(rule("A"), scenario={"keep": ["A"]})
    monkeypatch.setattr(clash._ClashSearch, "run", lambda *_: ([], True))
    with pytest.raises(SelfCheckError, match="clash_feasible"):
        clash.smallest(Book(here), Watch())


def test_clash_that_only_the_solver_sees_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects from a false infeasible that our own search repeats: CP-SAT tries it too."""
    here = situation(rule("A", guards=["i"]), interests={"i": safe()})
    book = Book(here)
    monkeypatch.setattr(clash._ClashSearch, "run", lambda *_: ([book.constraints[0]], True))
    monkeypatch.setattr(clash._ClashSearch, "framework", lambda *_: None)
    with pytest.raises(SelfCheckError, match="clash_feasible"):
        clash.smallest(book, Watch())


def test_clash_with_a_member_too_many_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects "and without each member"."""
    here = situation(
        rule("A", lock={"kind": "full"}, classification=None), scenario={"release": ["A"]}
    )
    book = Book(here)
    monkeypatch.setattr(clash._ClashSearch, "run", lambda *_: (list(book.constraints), True))
    with pytest.raises(SelfCheckError, match="clash_reducible"):
        clash.smallest(book, Watch())


def test_solver_that_hits_nothing_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def lie(problem: Problem, *rest: object, **more: object) -> object:
        found = solve_numbers(problem, *rest, **more)  # type: ignore[arg-type]
        if ("hit", ()) not in problem.origins:
            return found
        return type(found)(None, [None], proven=False, infeasible=True)

    monkeypatch.setattr("minkader.questions.clash.solve", lie)
    with pytest.raises(SelfCheckError, match="hitting"):
        clash.smallest(Book(_knotted()), Watch())


def test_name_of_a_constraint_is_its_kind_and_subjects() -> None:
    names: list[Name] = [c.name for c in Book(_knotted()).constraints]
    assert names[0] == ("requires", ("R0", "R1"))

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A problem that is changed step by step: each answer that of a solve from scratch, and undone."""

import random
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field

import pytest

from minkader.problem.numbers import Problem
from minkader.solver import component
from minkader.solver.components import Component, split
from minkader.solver.incremental.engine import Incremental
from minkader.solver.incremental.extension import Extension
from minkader.solver.incremental.numbered import Numbered
from minkader.solver.pipeline import solve
from tests.solver.test_capacity import pairs


def _numbered(made: Problem, of: Component) -> Numbered:
    # One component with its share of every capacity, which limits nothing.
    problem = deepcopy(of.problem)
    place = {column: number for number, column in enumerate(of.columns)}
    for row in made.capacities:
        terms = [(place[c], -used) for c, used in made.terms(row) if c in place]
        problem.add_capacity(terms, 10**6, ("capacity", ()))
    return Numbered(problem, of.columns, range(len(made.capacities)))


@dataclass
class _Now:
    """A problem as it is now: columns off by choice set, capacities, clauses that are added."""

    made: Problem
    off: dict[int, tuple[int, ...]]
    caps: dict[int, int]
    clauses: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def problem(self) -> Problem:
        """Write it as one problem."""
        whole = deepcopy(self.made)
        for columns in self.off.values():
            for column in columns:
                whole.add_row([(column, -1)], 0, ("off", ()))
        for capacity, amount in self.caps.items():
            whole.rhs[whole.capacities[capacity]] = -amount
        for clause in self.clauses.values():
            whole.add_row([(column, 1) for column in clause], 1, ("added", ()))
            whole.constants[0] += 1
        return whole


class _Changing:
    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        made = pairs(seed, 1 + seed % 3)
        components = split(made, capacities=())
        home = {s: n for n, one in enumerate(components) for s in one.choice_sets}
        numbered = [_numbered(made, one) for one in components]
        capacities = {n: -made.rhs[row] for n, row in enumerate(made.capacities)}
        self.now = _Now(made, dict.fromkeys(home, ()), capacities)
        self.home, self.first = home, len(components)
        self.engine = Incremental(numbered, home, len(made.capacities), len(made.costs))
        self.engine.start(self.now.off, self.now.caps, {})

    def change(self) -> _Now:
        """Make a random change of a random kind."""
        draw, now = self.draw, deepcopy(self.now)
        off, caps, added = dict[int, tuple[int, ...]](), dict[int, int](), dict[str, Extension]()
        removed: list[str] = []
        match draw.choice(["off", "caps", "added", "removed"]):
            case "off":
                (key,) = draw.sample(sorted(self.home), 1)
                off[key] = draw.choice([(), (2 * key,), (2 * key + 1,)])
            case "caps":
                caps[draw.choice(sorted(now.caps))] = draw.randint(0, 12)
            case "added":
                name = draw.choice("ab")
                now.clauses[name] = clause = tuple(draw.sample(range(now.made.columns), 3))
                added[name] = self._extension(clause, self.first + "ab".index(name))
            case _:
                removed = [*now.clauses][:1]
                for name in removed:
                    del now.clauses[name]
        now.off.update(off)
        now.caps.update(caps)
        self.engine.change(off, caps, added, removed)
        return now

    def _extension(self, clause: tuple[int, ...], number: int) -> Extension:
        sets = sorted({column // 2 for column in clause})
        problem = Problem.with_tiers(2)
        for _ in sets:
            problem.add_choice_set(2)
        terms = [(2 * sets.index(column // 2) + column % 2, 1) for column in clause]
        problem.add_row(terms, 1, ("added", ()))
        problem.constants[0] = 1
        columns = [column for one in sets for column in (2 * one, 2 * one + 1)]
        joins = {self.home[one] for one in sets}
        return self.engine.extension(Numbered(problem, columns), joins, number)

    def check(self) -> str:
        """Hold it against a solve from scratch: whether there is one, its costs, its equals."""
        found, engine = solve(self.now.problem()), self.engine
        ones = {number: engine.ones(number) for number in engine.components}
        feasible = not engine.sharing.exceeded and None not in ones.values()
        assert feasible is not found.infeasible
        if not feasible:
            return "infeasible"
        costs = [engine.cost(number, mine or []) for number, mine in ones.items()]
        assert [sum(tier) for tier in zip(*costs, strict=True)] == found.bounds
        chosen = sorted(column for mine in ones.values() for column in mine or [])
        assert chosen == found.chosen
        assert engine.sharing.equal() == found.equal
        return "scarce" if engine.sharing.scarce else "enough"


@pytest.mark.parametrize("few", [component.FEW, 0])
def test_every_change_is_a_solve_from_scratch_and_can_be_undone(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects all of it: columns off, capacities, rows that join components, and back."""
    monkeypatch.setattr(component, "FEW", few)
    seen = Counter[str]()
    for seed in range(60):
        changing = _Changing(seed)
        seen[changing.check()] += 1
        changing.engine.log.cut()
        past = []
        for _ in range(8):
            before, changing.now = changing.now, changing.change()
            past.append((before, changing.engine.log.cut()))
            seen[changing.check()] += 1
        for before, notes in reversed(past):
            changing.engine.log.undo(notes)
            changing.now = before
            changing.check()
    assert min(seen[word] for word in ("infeasible", "scarce", "enough")) > 20

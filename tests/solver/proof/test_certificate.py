# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trees that prove: read by a small checker of the test itself, judged by trying everything."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

import pytest

from minkader.problem.numbers import Problem, worth
from minkader.solver.proof import certificate, prover
from minkader.solver.proof.certificate import ComponentProof, prove, prove_infeasible
from minkader.solver.proof.prover import BetterError, UnprovenError
from minkader.solver.search.bits import TooManyError
from minkader.solver.watch import Watch
from tests.solver.numbers import best, problem, random_problem, solutions

SEEDS: Final = 500
NOT_ONE: Final = -1
"""What a derived column is where it is 0."""

Ways = dict[int, set[int]]


class Tree:
    """Read one tree, node by node, over the rows and costs of the whole problem."""

    def __init__(self, made: Problem, component: ComponentProof) -> None:
        self.made = made
        self.component = component
        self.owners = made.owners()
        self.nodes = iter(component.tree)

    def proves(self) -> bool:
        """Return whether the tree proves what the component claims, and nothing is left over."""
        made, component = self.made, self.component
        ways: Ways = {
            choice_set: set(made.choice_sets[choice_set]) for choice_set in component.choice_sets
        }
        for column in component.columns[sum(map(len, ways.values())) :]:
            assert column >= made.derived
            ways[self.owners[column]] = {NOT_ONE, column}
        assert {*component.columns} == {c for mine in ways.values() for c in mine} - {NOT_ONE}
        cost: Counter[int] = Counter()
        target = 1 - sum(component.weights[-1:])
        for tier, (weight, value) in enumerate(
            zip(component.weights, component.values, strict=True)
        ):
            cost.update({column: weight * made.costs[tier][column] for column in component.columns})
            target += weight * value
            behind = range(tier + 1, len(component.weights))
            later = sum(component.weights[n] * self._most(n, ways) for n in behind)
            assert weight >= component.weights[-1] + later
        return self._holds(ways, cost, target) and next(self.nodes, None) is None

    def _most(self, tier: int, ways: Ways) -> int:
        costs = [*self.made.costs[tier], 0]  # the last one for what is not 1
        return sum(max(costs[column] for column in mine) for mine in ways.values())

    def _holds(self, ways: Ways, cost: Counter[int], target: int) -> bool:
        kind, said, *more = next(self.nodes)
        if kind == "branch":
            column = self.component.columns[said]
            mine = ways[self.owners[column]]
            return all(
                self._holds({**ways, self.owners[column]: left}, cost, target)
                for left in (mine & {column}, mine - {column})
            )
        paid = Counter(cost)
        bound = sum(self._take(row, y, ways, paid) for row, y in said)
        if kind == "split":
            return self._apart(ways, paid, target - bound, more[0])
        if not all(ways.values()):
            rest: Ways = {owner: set() for owner in ways}
        else:
            least = {owner: min(paid[c] for c in mine) for owner, mine in ways.items()}
            bound += sum(least.values())
            room = target - bound
            rest = {o: {c for c in mine if paid[c] - least[o] < room} for o, mine in ways.items()}
        if kind == "leaf":
            return not any(rest.values())  # nothing is left: the bound itself is enough
        assert kind == "fix"
        return self._holds(rest, cost, target)

    def _take(self, row: int, y: int, ways: Ways, paid: Counter[int]) -> int:
        number = self.component.rows[row]
        assert y >= 0
        for column, coefficient in self.made.terms(number):
            assert self.owners[column] in ways
            paid[column] -= y * coefficient
        return y * self.made.rhs[number]

    def _apart(self, ways: Ways, paid: Counter[int], due: int, blocks: list[Any]) -> bool:
        left = dict(ways)
        components = []
        for places, target in blocks:
            columns = {self.component.columns[place] for place in places}
            mine = {owner: left.pop(owner) for owner in {self.owners[c] for c in columns}}
            assert {c for way in mine.values() for c in way} - {NOT_ONE} <= columns
            components.append((mine, target))
            due -= target
        due -= sum(min(paid[c] for c in way) for way in left.values())
        return due <= 0 and all(self._holds(mine, paid, target) for mine, target in components)


def proven(made: Problem, components: list[ComponentProof], tiers: int) -> list[int]:
    """Return what all components prove together on the first tiers, and what is in none."""
    fixed = [column for component in components for column in component.columns]
    assert len(fixed) == len({*fixed})
    total = list(made.constants[:tiers])
    for component in components:
        assert len(component.values) == tiers
        assert Tree(made, component).proves()
        total = [sum(pair) for pair in zip(total, component.values, strict=True)]
    for choice_set in (
        choice_set for choice_set in made.choice_sets if not {*choice_set} & {*fixed}
    ):
        least = _least(made, choice_set, tiers)
        total = [sum(pair) for pair in zip(total, least, strict=True)]
    return total


def _least(made: Problem, choice_set: Sequence[int], tiers: int) -> list[int]:
    return min([made.costs[tier][column] for tier in range(tiers)] for column in choice_set)


def feasible(seeds: int) -> Iterator[tuple[Problem, list[int], list[int]]]:
    """Make problems with a solution: a best one, and what it is worth."""
    for seed in range(seeds):
        made = random_problem(seed)
        found = best(made)
        if found is not None:
            yield made, found[0], found[1]


def test_best_solution_is_proven_on_every_tier() -> None:
    """Protects the maker of trees: whatever is best by trying everything can be proven."""
    shared = 0
    for made, values, reached in feasible(SEEDS):
        tiers, components = prove(made, values)
        assert tiers == len(made.costs)
        assert proven(made, components, tiers) == reached
        shared += any({*component.rows} & {*made.capacities} for component in components)
    assert shared > 10


def test_what_costs_the_least_that_it_can_rhs_no_component() -> None:
    """Protects the length of certificates: a component says what its rules alone do not."""
    some = 0
    for made, values, _ in feasible(SEEDS):
        tiers, components = prove(made, values)
        for component in components:
            least = [
                _least(made, made.choice_sets[choice_set], tiers)
                for choice_set in component.choice_sets
            ]
            assert [sum(costs) for costs in zip(*least, strict=True)] < list(component.values)
            some += 1
    assert some > 100


def test_every_best_solution_is_proven_not_only_the_first() -> None:
    """Protects `--ties any`: the proof rests on the values, not on which of equals is shown."""
    for made, _, reached in feasible(SEEDS // 5):
        for values in solutions(made):
            if worth(made, values) == reached:
                tiers, components = prove(made, values)
                assert proven(made, components, tiers) == reached


def test_worse_solution_is_never_proven_best() -> None:
    """Protects against a lie: what is proven is the truth, and not what the solution is worth.

    Where it is only worse in a choice set without a row nothing is due there: the components add up
    to the best, and the checker of the whole refuses the claim.
    """
    counts = Counter[str]()
    for made, _, reached in feasible(SEEDS // 4):
        worse = [values for values in solutions(made) if worth(made, values) != reached]
        for values in worse[:: max(1, len(worse) // 5)]:
            counts[_tried(made, values, reached)] += 1
    assert counts["better"] > 100
    assert counts["truth"] > 20


def _tried(made: Problem, values: list[int], reached: list[int]) -> str:
    try:
        tiers, components = prove(made, values)
    except BetterError:
        return "better"
    assert proven(made, components, tiers) == reached[:tiers]
    return "truth"


def test_tree_checker_of_this_test_refuses_more_than_is_true() -> None:
    """Protects the test: the same trees with a value one higher prove nothing."""
    tried = 0
    for made, values, _ in feasible(SEEDS):
        _, components = prove(made, values)
        for component in components:
            for tier, value in enumerate(component.values):
                more = (*component.values[:tier], value + 1, *component.values[tier + 1 :])
                told = ComponentProof(
                    component.choice_sets,
                    component.columns,
                    component.rows,
                    more,
                    component.weights,
                    component.tree,
                )
                assert not Tree(made, told).proves()
                tried += 1
    assert tried > 100


def test_problem_without_a_solution_is_proven_to_have_none() -> None:
    """Protects both sides: no solution is proven, and a solution is never proven away."""
    none = 0
    for seed in range(SEEDS):
        made = random_problem(seed)
        if next(solutions(made), None) is not None:
            with pytest.raises(BetterError):
                prove_infeasible(made)
            continue
        component = prove_infeasible(made)
        assert (component.values, component.weights) == ((), ())
        assert Tree(made, component).proves()
        none += 1
    assert none > 50


def test_choice_set_without_a_column_is_proven_to_have_no_solution() -> None:
    """Protects a rule of which everything was taken away."""
    made = problem(2, 0, rows=[({0: 1}, 1)])
    assert Tree(made, prove_infeasible(made)).proves()


@pytest.mark.parametrize("most", [0, 1, 2, 4, 8])
def test_limit_of_nodes_gives_fewer_tiers_and_never_a_wrong_tree(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects the limit: what it cuts off is not proven, what is proven holds."""
    monkeypatch.setattr(prover, "MOST_NODES", most)
    counts = Counter[bool]()
    for made, values, reached in feasible(SEEDS // 4):
        tiers, components = prove(made, values)
        assert tiers or not components
        assert all(len(component.tree) <= most for component in components)
        if tiers:
            assert proven(made, components, tiers) == reached[:tiers]
        counts[tiers == len(made.costs)] += 1
    assert counts[True]
    assert counts[False] or most > 4


@pytest.mark.parametrize("most", [0, 1])
def test_limit_of_nodes_leaves_no_false_proof_of_no_solution(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects the other answer in the same way."""
    monkeypatch.setattr(prover, "MOST_NODES", most)
    for seed in range(SEEDS // 4):
        made = random_problem(seed)
        try:
            component = prove_infeasible(made)
        except (BetterError, UnprovenError):
            continue
        assert next(solutions(made), None) is None
        assert Tree(made, component).proves()


@pytest.mark.parametrize("small", [0, 1, 2])
def test_component_that_shares_capacities_is_proven_by_prices(
    small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects the way for many rules of one group: the first tier, by a multiplier."""
    monkeypatch.setattr(certificate, "_SMALL", small)
    split = unproven = 0
    for made, values, reached in feasible(2 * SEEDS):
        if made.capacities:
            tiers, components = prove(made, values)
            if not tiers:
                unproven += 1
                continue
            assert proven(made, components, tiers) == reached[:tiers]
            priced = [component for component in components if component.tree[0][0] == "split"]
            assert not priced or tiers == 1
            split += len(priced)
            others = [v for v in solutions(made) if worth(made, v)[0] > reached[0]]
            for other in others[:: max(1, len(others) // 3)]:
                assert _tried(made, other, reached) in ("better", "truth")
    assert split > 20
    assert unproven < split


def test_stopped_watch_proves_nothing() -> None:
    """Protects whoever stops: no half of a proof."""
    watch = Watch()
    watch.stop()
    tried = 0
    for made, values, _ in feasible(SEEDS // 10):
        if prove(made, values)[1]:  # there is something to prove
            assert prove(made, values, watch) == (0, [])
            tried += 1
    assert tried > 10


@pytest.mark.parametrize("small", [1, 60])
def test_search_that_takes_too_long_leaves_no_false_proof(
    small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects components too large to search: capacities stay in, nothing is on trust.

    Where a component would be proven by prices, there is no proof without its fronts.
    """

    def gives_up(*_: object, **__: object) -> object:
        raise TooManyError

    monkeypatch.setattr(certificate, "_SMALL", small)
    monkeypatch.setattr(certificate, "best_of", gives_up)
    counts = Counter[int]()
    for made, values, reached in feasible(SEEDS):
        if made.capacities:
            tiers, components = prove(made, values)
            if tiers:
                assert proven(made, components, tiers) == reached[:tiers]
            counts[tiers] += 1
    assert (counts[0] > 0) == (small == 1)
    assert counts[len(counts)] or counts[1]


@pytest.mark.parametrize("passes", [0, 1])
def test_fewer_passes_over_the_rows_prove_as_much(
    passes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects branching: weak bounds make a tree larger, and no less true."""
    monkeypatch.setattr(prover, "_PASSES", passes)
    for made, values, reached in feasible(SEEDS // 4):
        tiers, components = prove(made, values)
        assert proven(made, components, tiers) == reached[:tiers]


def test_component_with_more_terms_than_a_tree_may_look_at_is_not_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Protects time and certificates alike: what is left out could not have been proven."""
    began: list[int] = []
    real = prover.tree_of

    def counting(made: Problem, costs: Sequence[int], target: int) -> list[list[Any]]:
        began.append(len(made.row_columns))
        return real(made, costs, target)

    monkeypatch.setattr(certificate, "tree_of", counting)
    made = problem(2, 2, rows=[({1: 1, 3: 1}, 1), ({0: 1, 2: 1}, 1)], costs=[{1: 2, 3: 3}])
    values = [0, 1, 1, 0]
    assert prove(made, values)[0] == 1
    assert began == [4]
    for most, tried in ((3, []), (4, [4])):
        began.clear()
        monkeypatch.setattr(prover, "MOST_WORK", most)
        assert prove(made, values) == (0, [])
        assert began == tried


# Thorough: the LP tree where ours becomes too large.


def test_thorough_proof_of_the_first_tier_holds_where_our_own_tree_gets_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Protects hard cores: the LP tree is read by the same rules, and lies as little."""
    monkeypatch.setattr(prover, "MOST_NODES", 1)
    larger = 0
    for made, values, reached in feasible(SEEDS // 2):
        plain = prove(made, values)
        tiers, components = prove(made, values, thorough=True)
        if plain[0]:
            assert (tiers, components) == plain
            continue
        assert tiers == 1
        assert proven(made, components, 1) == reached[:1]
        larger += 1
    assert larger > 10


def test_thorough_proof_of_a_worse_solution_finds_the_better_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = problem(
        2,
        2,
        2,
        rows=[({1: 1, 3: 1}, 1), ({3: 1, 5: 1}, 1), ({1: 1, 5: 1}, 1)],
        costs=[{1: 1, 3: 1, 5: 1}],
    )
    monkeypatch.setattr(prover, "MOST_NODES", 0)
    assert proven(made, prove(made, [0, 1, 0, 1, 1, 0], thorough=True)[1], 1) == [2]
    with pytest.raises(BetterError):
        prove(made, [0, 1, 0, 1, 0, 1], thorough=True)


def test_thorough_proof_that_is_stopped_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = problem(2, 2, rows=[({1: 1, 3: 1}, 1)], costs=[{1: 2, 3: 3}])
    monkeypatch.setattr(prover, "MOST_NODES", 0)
    assert prove(made, [0, 1, 1, 0], thorough=True)[0] == 1
    for asked in range(4):  # before a component, before the LP tree, within it
        answers = [*[False] * asked, *[True] * 9]
        watch = Watch(stop=partial(next, iter(answers)))
        assert prove(made, [0, 1, 1, 0], watch, thorough=True) == (0, []) or asked > 2

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Count the best solutions of a part exactly, within a limit counted in nodes.

Branches on one group, splits what is left into pieces that share no open row, multiplies over
the pieces and adds over the branches; equal pieces are counted once. It finds the optimum on its
own way, which `whole.py` holds against the solver's.
Source of the idea: AND/OR search (Dechter and Mateescu, 2007).
"""

from collections.abc import Iterable, Sequence
from typing import Final

from minkader.problem import Problem

MOST_NODES: Final = 20_000
Costs = tuple[int, ...]
Best = tuple[Costs, int] | None
"""The best cost on every tier and how many solutions reach it; None where there is none."""
_Domains = dict[int, tuple[int, ...]]
_Needs = dict[int, int]
_NOTHING: Final = -1
"""The option of a derived column that is 0."""


class TooManyError(Exception):
    """Raised where the node limit is reached."""


def count_best(problem: Problem, most_nodes: int = MOST_NODES, budget: Costs | None = None) -> Best:
    """Give the best cost tuple (constants apart) and the number of solutions that reach it.

    Solutions above the `budget` are not looked for: where there is none within it, None.

    Raises:
        TooManyError: past `most_nodes` branchings.
    """
    return _Counter(problem, most_nodes).best(budget)


class _Counter:
    def __init__(self, problem: Problem, most_nodes: int) -> None:
        self.nodes = most_nodes
        self.costs = problem.costs
        self.zero = (0,) * len(problem.costs)
        self.domains: _Domains = {g: tuple(group) for g, group in enumerate(problem.groups)}
        self.owner = [g for g, group in enumerate(problem.groups) for _ in group]
        for column in range(problem.derived, problem.columns):
            self.owner.append(len(self.domains))
            self.domains[len(self.domains)] = (_NOTHING, column)
        self.rows = [dict(row.terms) for row in problem.rows]
        self.at_least = [row.at_least for row in problem.rows]
        self.rows_of: dict[int, set[int]] = {variable: set() for variable in self.domains}
        self.members: list[set[int]] = []
        for place, row in enumerate(self.rows):
            self.members.append({self.owner[column] for column in row})
            for variable in self.members[-1]:
                self.rows_of[variable].add(place)
        self.memo: dict[object, tuple[Best, Costs | None]] = {}
        """What was found for a piece, and within which budget (None: without one)."""
        self.least: dict[tuple[int, ...], tuple[int, ...]] = {}

    def best(self, budget: Costs | None = None) -> Best:
        empty_rows = zip(self.rows, self.at_least, strict=True)
        if any(not row and need > 0 for row, need in empty_rows) or not all(self.domains.values()):
            return None
        needs = dict(enumerate(self.at_least))
        return self._pieces(dict(self.domains), needs, set(needs), budget)

    def _pieces(
        self, domains: _Domains, needs: _Needs, touched: set[int], budget: Costs | None
    ) -> Best:
        """Filter, take out what is decided, and multiply over what hangs together."""
        filtered = self._filtered(domains, needs, touched)
        if filtered is None:
            return None
        domains, needs, cost = filtered
        pieces = self._connected(domains, needs)
        least = [self._least((v, domains[v]) for v in piece) for piece in pieces]
        total, count = cost, 1
        for place, piece in enumerate(pieces):
            rows = {row for variable in piece for row in self.rows_of[variable] if row in needs}
            mine = {variable: domains[variable] for variable in piece}
            # What the others cost at least is no room for this one.
            left = budget
            for other in (total, *least[place + 1 :]):
                left = None if left is None else _minus(left, other)
            found = self._branched(mine, {row: needs[row] for row in sorted(rows)}, left)
            if found is None:
                return None
            total = _plus(total, found[0])
            count *= found[1]
        return total, count

    def _branched(self, domains: _Domains, needs: _Needs, budget: Costs | None) -> Best:
        key = (tuple(domains.items()), tuple(needs.items()))
        if key in self.memo:
            known, within = self.memo[key]
            if known is not None or within is None or (budget is not None and budget <= within):
                return known
        self.nodes -= 1
        if self.nodes < 0:
            raise TooManyError
        variable = max(domains, key=lambda v: (len(self.rows_of[v] & needs.keys()), -v))
        others = self._least(v for v in domains.items() if v[0] != variable)
        found: Best = None
        for option in sorted(domains[variable], key=self._cost):
            limit = budget if found is None else found[0]
            # The least of each tier on its own is no more than any solution costs.
            if limit is not None and _plus(others, self._cost(option)) > limit:
                break
            touched = self.rows_of[variable] & needs.keys()
            one = self._pieces({**domains, variable: (option,)}, needs, touched, limit)
            found = _better(found, one)
        self.memo[key] = (found, budget)
        return found

    def _least(self, domains: Iterable[tuple[int, tuple[int, ...]]]) -> tuple[int, ...]:
        least = self.zero
        for _, options in domains:
            if options not in self.least:
                costs = [self._cost(option) for option in options]
                self.least[options] = tuple(map(min, zip(*costs, strict=True)))
            least = _plus(least, self.least[options])
        return least

    def _filtered(
        self, domains: _Domains, needs: _Needs, touched: set[int]
    ) -> tuple[_Domains, _Needs, Costs] | None:
        domains, needs, cost = dict(domains), dict(needs), self.zero
        queue = set(touched)
        while queue:
            row = queue.pop()
            changed = self._tightened(row, domains, needs)
            if changed is None:
                return None
            for variable in changed:
                queue |= self.rows_of[variable] & needs.keys()
        for variable in [v for v, options in domains.items() if len(options) == 1]:
            cost = _plus(cost, self._take(variable, domains, needs))
        return domains, needs, cost

    def _take(self, variable: int, domains: _Domains, needs: dict[int, int]) -> tuple[int, ...]:
        (option,) = domains.pop(variable)
        for row in self.rows_of[variable] & needs.keys():
            needs[row] -= self.rows[row].get(option, 0)
        return self._cost(option)

    def _cost(self, option: int) -> tuple[int, ...]:
        return tuple(costs.get(option, 0) for costs in self.costs)

    def _tightened(self, row: int, domains: _Domains, needs: dict[int, int]) -> list[int] | None:
        terms = self.rows[row]
        reach = {
            variable: [terms.get(option, 0) for option in domains[variable]]
            for variable in self.members[row]
            if variable in domains
        }
        most = sum(max(values) for values in reach.values())
        if most < needs[row]:
            return None
        if sum(min(values) for values in reach.values()) >= needs[row]:
            # Holds whatever is chosen. What is decided already must still be told apart.
            del needs[row]
            return []
        changed = []
        for variable, values in reach.items():
            slack = most - max(values)
            kept = tuple(
                option
                for option, value in zip(domains[variable], values, strict=True)
                if slack + value >= needs[row]
            )
            if len(kept) < len(values):
                domains[variable] = kept
                changed.append(variable)
        return changed

    def _connected(self, domains: _Domains, needs: dict[int, int]) -> list[list[int]]:
        left = dict.fromkeys(domains)
        found = []
        while left:
            piece = [next(iter(left))]
            del left[piece[0]]
            for variable in piece:
                for row in self.rows_of[variable] & needs.keys():
                    for other in sorted(self.members[row] & left.keys()):
                        del left[other]
                        piece.append(other)
            found.append(sorted(piece))
        return found


def _plus(one: Sequence[int], other: Sequence[int]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _minus(one: Costs, other: Costs) -> Costs:
    return tuple(a - b for a, b in zip(one, other, strict=True))


def _better(one: Best, other: Best) -> Best:
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        return one[0], one[1] + other[1]
    return min(one, other)

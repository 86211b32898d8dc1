# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Irredundant frameworks and blocking groups, by duality: each hits every one of the other kind.

A blocking group is a smallest set of rules that cannot all go at once. A set of rules that can
stay alone, and of which nothing can go, hits every blocking group, and none smaller does; so one
kind is found from the other (Liffiton, Previti, Malik and Marques-Silva, Fast, flexible MUS
enumeration, 2016). Rules of different blocks do not touch each other: numbers are multiplied.
Limits are counted in rounds, never in seconds.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final

from minkader.decision.options import Placed
from minkader.problem.numbers import Problem
from minkader.questions.answering.answers import decimal
from minkader.questions.answering.solved import SolvedSituation
from minkader.questions.choices.answer import Blocking, Irredundant
from minkader.solver import UnknownError, Variants, solve

MOST_ROUNDS: Final = 500
"""Sets and groups that are looked for among rules that hang together."""
_Rules = frozenset[int]


def irredundant_of(
    solved: SolvedSituation, counted: Sequence[Placed], necessary: Collection[str], most: int
) -> Irredundant:
    """Find the irredundant frameworks and the blocking groups of a situation.

    Args:
        solved: the situation with `kept` as its only tier.
        counted: the rules that count.
        necessary: those of them that every framework keeps, by id.
        most: how many sets and groups to list among rules that hang together.
    """
    found = _Stays(solved, counted, necessary)
    rules_by_block = list(found.blocks())
    blocks = []
    for number, rules in enumerate(rules_by_block):
        solved.variants.watch.tell("irredundant", number, len(rules_by_block), None, None)
        blocks.append(_BlockSets(found, rules))
    alone = [frozenset({index}) for index in sorted(found.necessary)]
    apart = [*alone, *(group for block in blocks for group in block.apart())]
    count: int | None = 1
    for block in blocks:
        count = None if count is None or not block.complete else count * len(block.sets)
    return Irredundant(
        count=None if count is None else decimal(count),
        parts=tuple(
            Blocking(
                rules=found.ids(block.rules),
                count=str(len(block.sets)) if block.complete else None,
                sets=tuple(found.ids(one) for one in block.sets[:most]),
                groups=tuple(found.ids(one) for one in block.groups[:most]),
            )
            for block in blocks
        ),
        apart=tuple(found.ids(group) for group in apart),
        at_least=sum(found.least(group) for group in apart),
    )


class _Stays:
    """What can stay alone, asked of the solved situation."""

    def __init__(
        self, solved: SolvedSituation, counted: Sequence[Placed], necessary: Collection[str]
    ) -> None:
        self.solved = solved
        self.rules = {placed.index: placed for placed in counted}
        self.variants: Variants = solved.variants
        column_of = solved.translation.column_of
        self.keeping: dict[int, list[int]] = {
            index: [
                column_of[index, place]
                for place, choice in enumerate(placed.choices)
                if choice.kept and (index, place) in column_of
            ]
            for index, placed in self.rules.items()
        }
        self.owner = {column: i for i, columns in self.keeping.items() for column in columns}
        self.necessary = {i for i, placed in self.rules.items() if placed.rule.id in necessary}

    def blocks(self) -> Iterator[list[int]]:
        """Group the rules that can go or stay by block."""
        blocks: dict[int, list[int]] = {}
        for index, columns in self.keeping.items():
            block = next(filter(None, map(self.variants.block_with, columns)), None)
            if block is not None and index not in self.necessary:
                blocks.setdefault(block.name, []).append(index)
        yield from blocks.values()

    def can_stay_without(self, rules: Iterable[int]) -> _Rules | None:
        """Return what stays in some valid framework without some rules; None where there is none.

        Raises:
            UnknownError: where that was not worked out.
        """
        off = [column for index in rules for column in self.keeping[index]]
        variant = self.variants.best(off)
        if variant is None:
            return None
        return frozenset(self.owner[column] for column in variant.ones if column in self.owner)

    def ids(self, rules: Iterable[int]) -> tuple[str, ...]:
        """Return the names of rules, in the order of the file."""
        return tuple(self.rules[index].rule.id for index in sorted(rules))

    def least(self, group: _Rules) -> int:
        """Return the least weight that a blocking group keeps."""
        return min(self.rules[index].rule.counts for index in group)


class _BlockSets:
    """The rules of one block: its smallest sets and its blocking groups."""

    def __init__(self, found: _Stays, rules: Sequence[int]) -> None:
        self.found = found
        self.rules = list(rules)
        self.all = frozenset(rules)
        self.sets: list[_Rules] = []
        self.groups: list[_Rules] = []
        self.complete = False
        with suppress(UnknownError):
            self._look()

    def _look(self) -> None:
        for _ in range(MOST_ROUNDS):
            wanted = self._hitting()
            if wanted is None:
                self.complete = True
                return
            stays = self.found.can_stay_without(self.all - wanted)
            if stays is None:
                self.groups.append(self._group(self.all - wanted))
            else:
                self.sets.append(self._set(stays & self.all))

    def _set(self, stays: _Rules) -> _Rules:
        for index in sorted(stays):
            smaller = self.found.can_stay_without((self.all - stays) | {index})
            if index in stays and smaller is not None:
                stays = smaller & self.all
        return stays

    def _group(self, off: _Rules) -> _Rules:
        for index in sorted(off):
            if self.found.can_stay_without(off - {index}) is None:
                off -= {index}
        return off

    def _hitting(self) -> _Rules | None:
        """Return the smallest set that hits every group and holds none of the sets; None: none."""
        problem = Problem.with_tiers(1)
        place = {index: 2 * n for n, index in enumerate(self.rules)}
        for index in self.rules:
            problem.add_choice_set(2)  # it stays, or it goes
            problem.costs[0][place[index]] = 1
        for group in self.groups:
            problem.add_row([(place[index], 1) for index in sorted(group)], 1, ("hit", ()))
        for one in self.sets:
            problem.add_row([(place[index] + 1, 1) for index in sorted(one)], 1, ("new", ()))
        outcome = solve(problem)
        if outcome.chosen is None:
            return None
        return frozenset(i for n, i in enumerate(self.rules) if outcome.chosen[n] == place[i])

    def apart(self) -> list[_Rules]:
        """Choose blocking groups that share no rule and together keep as much as they can."""
        problem = Problem.with_tiers(1)
        for number, group in enumerate(self.groups):
            problem.add_choice_set(2)  # taken, or not
            problem.costs[0][2 * number + 1] = self.found.least(group)
        for index in self.rules:
            both = [2 * n + 1 for n, group in enumerate(self.groups) if index in group]
            if len(both) > 1:
                problem.add_row([(c, 1) for c in both], len(both) - 1, ("apart", ()))
        chosen = solve(problem).chosen or []
        return [group for n, group in enumerate(self.groups) if chosen[n] == 2 * n]

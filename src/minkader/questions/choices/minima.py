# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The minimum sets: how many there are, as a product over rules that hang together, and the first.

Only forms that stand in some minimum are left in; rules of different blocks do not touch each
other there, so their numbers are multiplied.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, product

from minkader.questions.answering.answers import decimal
from minkader.questions.answering.solved import SolvedSituation
from minkader.questions.choices.answer import OpenDecision
from minkader.solver import Block


class Minima:
    """The minimum sets of a situation, block by block."""

    def __init__(
        self, solved: SolvedSituation, unused: Collection[int], open_rules: Sequence[int], most: int
    ) -> None:
        """Count and list.

        Args:
            solved: the situation with `kept` as its only tier.
            unused: columns that stand in no minimum.
            open_rules: the rules, by index, that stay in some minimum and not in all.
            most: how many sets to list, of each decision and of the whole.

        Raises:
            UnknownError: where that was stopped.
        """
        self.solved = solved
        self.most = most
        self.minimum = solved.variants.costs
        self.decisions: list[OpenDecision] = []
        self.total: int | None = 1
        """The number of minimum sets; None where a block could not be counted."""
        variants = solved.variants
        inside: dict[Block, list[int]] = {}
        for index in open_rules:
            found = map(variants.block_with, solved.columns(index))
            inside.setdefault(next(block for block in found if block), []).append(index)
        for number, (block, rules) in enumerate(inside.items()):
            variants.watch.tell("minima", number, len(inside), None, None)
            ways = variants.sets_of(block, unused)
            self.total = None if self.total is None or ways is None else self.total * ways
            self.decisions.append(self._decided(rules, ways))

    def listed(self) -> tuple[tuple[str, ...], ...]:
        """List the first minimum sets: the open rules that stay; the last decision varies first."""
        order = {rule.rule.id: n for n, rule in enumerate(self.solved.situation.rules)}
        whole = product(*(decision.sets for decision in self.decisions))
        sets = (sum(chosen, ()) for chosen in islice(whole, self.most))
        return tuple(tuple(sorted(found, key=order.__getitem__)) for found in sets)

    def _decided(self, rules: list[int], ways: int | None) -> OpenDecision:
        found = islice(self._sets(rules, (), ()), self.most)
        return OpenDecision(
            rules=self._ids(rules),
            ways=None if ways is None else decimal(ways),
            sets=tuple(self._ids(kept) for kept in found),
        )

    def _ids(self, rules: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.solved.situation.rules[index].rule.id for index in rules)

    def _sets(
        self, rules: Sequence[int], kept: tuple[int, ...], off: tuple[int, ...]
    ) -> Iterator[tuple[int, ...]]:
        """List the sets of a decision, in the order of the file, what may go first."""
        if not rules:
            yield kept
            return
        index, *rest = rules
        placed = self.solved.situation.rules[index]
        column_of = self.solved.translation.column_of
        sides: tuple[list[int], list[int]] = ([], [])
        for place, choice in enumerate(placed.choices):
            if (index, place) in column_of:
                sides[choice.kept].append(column_of[index, place])
        let_go, stays = sides
        for without, more in ((stays, ()), (let_go, (index,))):
            tried = (*off, *without)
            if self._minimum(tried):
                yield from self._sets(rest, (*kept, *more), tried)

    def _minimum(self, off: tuple[int, ...]) -> bool:
        variant = self.solved.variants.best(off)
        return variant is not None and variant.costs == self.minimum

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The minimum sets: how many there are, as a product over rules that hang together, and the first.

Only forms that stand in some minimum are left in; rules of different blocks (`variants.py`) do
not touch each other there, so their numbers are multiplied.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, product

from minkader.questions.answering.answers import decimal
from minkader.questions.answering.solved import Solved
from minkader.questions.choices.answer import Decision
from minkader.solver.incremental import Block
from minkader.solver.search.bits import StoppedError, TooManyError
from minkader.solver.search.projected import count_sets


class Minima:
    """The minimum sets of a situation, block by block."""

    def __init__(
        self, solved: Solved, unused: Collection[int], open_rules: Sequence[int], most: int
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
        self.unused = unused
        self.most = most
        self.minimum = solved.variants.costs
        self.decisions: list[Decision] = []
        self.total: int | None = 1
        """The number of minimum sets; None where a part could not be counted."""
        variants = solved.variants
        rooms: dict[Block, list[int]] = {}
        for index in open_rules:
            column = next(c for c in solved.columns(index) if c in variants.home)
            number, _ = variants.home[column]
            rooms.setdefault(variants.block_of[number], []).append(index)
        for number, (block, rules) in enumerate(rooms.items()):
            variants.watch.tell("minima", number, len(rooms), None, None)
            ways = self._ways(block)
            self.total = None if self.total is None or ways is None else self.total * ways
            self.decisions.append(self._decided(rules, ways))

    def listed(self) -> tuple[tuple[str, ...], ...]:
        """List the first minimum sets: the open rules that stay; the last decision varies first."""
        order = {rule.rule.id: n for n, rule in enumerate(self.solved.situation.rules)}
        whole = product(*(decision.sets for decision in self.decisions))
        sets = (sum(chosen, ()) for chosen in islice(whole, self.most))
        return tuple(tuple(sorted(found, key=order.__getitem__)) for found in sets)

    def _decided(self, rules: list[int], ways: int | None) -> Decision:
        found = islice(self._sets(rules, (), ()), self.most)
        return Decision(
            rules=self._ids(rules),
            ways=None if ways is None else decimal(ways),
            sets=tuple(self._ids(kept) for kept in found),
        )

    def _ids(self, rules: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.solved.situation.rules[index].rule.id for index in rules)

    def _ways(self, block: Block) -> int | None:
        variants = self.solved.variants
        parts = [
            (part, [n for n, column in enumerate(part.columns) if column in self.unused])
            for part in (variants.components[number] for number in block.components)
        ]
        caps = {capacity: variants.caps[capacity] for capacity in block.capacities}
        (cost,) = variants.costs_of(block)
        try:
            return count_sets(parts, caps, cost, variants.settings.stop)
        except (TooManyError, StoppedError):
            return None

    def _sets(
        self, rules: Sequence[int], kept: tuple[int, ...], gone: tuple[int, ...]
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
            tried = (*gone, *without)
            if self._minimum(tried):
                yield from self._sets(rest, (*kept, *more), tried)

    def _minimum(self, gone: tuple[int, ...]) -> bool:
        variant = self.solved.variants.best(gone)
        return variant is not None and variant.costs == self.minimum

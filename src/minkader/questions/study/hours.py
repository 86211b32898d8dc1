# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which pieces of which rooms use whose hours, and how those hours are shared out.

Groups whose hours one piece may use together are shared out together: a cluster. Only clusters
that a change touches are shared out anew (`solver/share.py`).
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from minkader.questions.study.journal import Journal, Table
from minkader.questions.study.settled import Demand, Settled
from minkader.solver.capacity import within_capacities
from minkader.solver.component import InfeasibleError, Settings, Solution
from minkader.solver.components import connected

_Piece = tuple[int, int]
"""A room and the number of one of its pieces."""


class Hours:
    """The rooms that are settled, and what each of their pieces is held at."""

    def __init__(self, groups: int, settings: Settings, journal: Journal) -> None:
        self.settings = settings
        self.settled = journal.table(dict[int, Settled]())
        self.users = journal.table((group, frozenset[int]()) for group in range(groups))
        """The rooms of which a piece may use a group's hours."""
        self.used = journal.table((group, 0) for group in range(groups))
        """Hours that are decided already, by group."""
        self.held: Table[_Piece, list[int]] = journal.table()
        """The columns that are 1 in each piece; none where it has no room within the hours."""
        self.tying = journal.table((group, frozenset[int]()) for group in range(groups))
        """The rooms of which a piece may use a group's hours and those of another group."""
        self.demand: Table[int, Demand] = journal.table(
            (group, (0, 0, 0)) for group in range(groups)
        )
        """What all pieces that may use a group's hours ask of it."""
        self.full = journal.table(dict[int, bool]())
        """Groups whose hours cannot be shared out."""
        self.tight: Table[int, int | None] = journal.table()
        """Groups that do not have enough for everybody: in how many ways that are as good their
        hours can be shared out. The first of a cluster counts for all of it."""

    def put(self, number: int, new: Settled | None) -> set[int]:
        """Put a room in the place of the old one, or nothing; give the groups it concerns."""
        old = self.settled.get(number)
        self.settled.drop(number)
        concerned = set[int]()
        if old is not None:
            concerned |= self._take(number, old, -1)
            for place in range(len(old.solutions or ())):
                self.held.drop((number, place))
        if new is not None:
            self.settled[number] = new
            concerned |= self._take(number, new, 1)
            for place, found in enumerate(new.solutions or ()):
                if found.columns is not None:
                    self.held[number, place] = found.columns
        return concerned

    def _take(self, number: int, mine: Settled, sign: int) -> set[int]:
        for table, groups in ((self.users, mine.groups), (self.tying, mine.tying)):
            for group in groups:
                others = table[group]
                table[group] = others | {number} if sign > 0 else others - {number}
        for group, amounts in mine.demand.items():
            sure, might, uncounted = (sign * amount for amount in amounts)
            had = self.demand[group]
            self.demand[group] = (had[0] + sure, had[1] + might, had[2] + uncounted)
        for group, amount in mine.used.items():
            self.used[group] += sign * amount
        return {*mine.groups, *mine.used}

    def ones(self, number: int) -> list[int] | None:
        """Give the columns of a room that are 1; None where it has no framework."""
        mine = self.settled.get(number)
        if mine is None or mine.solutions is None:
            return None
        columns = list(mine.fixed)
        for place in range(len(mine.solutions)):
            held = self.held.get((number, place))
            if held is None:
                return None
            columns += held
        return columns

    def equal(self) -> int | None:
        """Count the frameworks that are as good; None where a part was not counted."""
        alone = (
            found.count
            for mine in self.settled.values()
            for found in mine.solutions or ()
            if not any(group in self.tight for group in found.capacities)
        )
        equal = 1
        for count in (*alone, *self.tight.values()):
            if count is None:
                return None
            equal *= count
        return equal

    def share(self, clusters: Iterable[Collection[int]], caps: Mapping[int, int]) -> set[int]:
        """Share out the hours of groups anew; give the rooms of which a piece moved.

        `caps` is what there is of each group, decided hours included.
        """
        moved: set[int] = set()
        for cluster in clusters:
            left = {group: caps[group] - self.used[group] for group in cluster}
            ease = self._at_ease(left)
            if ease and not any(group in self.tight for group in cluster):
                continue  # every piece is held at its own best
            pieces = self._pieces(cluster)
            ones = self._shared([self._found(piece) for piece in pieces], left, ease=ease)
            moved |= {piece[0] for piece in pieces if self._hold(piece, ones)}
        return moved

    def _at_ease(self, left: Mapping[int, int]) -> bool:
        """Tell whether every group of a cluster has enough for the best of all, and its equals."""
        counted = not any(self.demand[group][2] for group in left)
        return all(self.demand[group][counted] <= hours for group, hours in left.items())

    def _pieces(self, cluster: Collection[int]) -> list[_Piece]:
        return [
            (number, place)
            for number in sorted(set().union(*(self.users[group] for group in cluster)))
            for place, found in enumerate(self.settled[number].solutions or ())
            if any(group in cluster for group in found.capacities)
        ]

    def _shared(
        self, solutions: list[Solution], left: Mapping[int, int], *, ease: bool
    ) -> set[int] | None:
        # The columns that are 1 where some groups share out their hours; None: they fall short.
        for group in left:
            self.full.drop(group)
            self.tight.drop(group)
        try:
            joined = within_capacities(
                solutions, left, replace(self.settings, scarce=frozenset(left))
            )
        except InfeasibleError:
            for group in left:
                self.full[group], self.tight[group] = True, 1
            return None
        if not ease:
            counts = [found.count for found in joined]
            known = [count for count in counts if count is not None]
            for group in left:
                self.tight[group] = 1
            self.tight[min(left)] = math.prod(known) if len(known) == len(counts) else None
        return {column for found in joined for column in found.columns or ()}

    def _hold(self, piece: _Piece, ones: set[int] | None) -> bool:
        # Tell whether a piece is held otherwise than before.
        before, now = self.held.get(piece), None
        if ones is not None:
            now = [column for column in self._found(piece).form.columns if column in ones]
        if before == now:
            return False
        if now is None:
            self.held.drop(piece)
        else:
            self.held[piece] = now
        return True

    def _found(self, piece: _Piece) -> Solution:
        return (self.settled[piece[0]].solutions or [])[piece[1]]

    def clusters(self, touched: Collection[int]) -> list[set[int]]:
        """Give the clusters of some groups."""
        seen, queue = set(touched), list(touched)
        ties: list[list[int]] = []
        while queue:
            for number in self.tying[queue.pop()]:
                for found in self.settled[number].solutions or ():
                    if not seen.isdisjoint(found.capacities):
                        ties.append(list(found.capacities))
                        queue += set(found.capacities) - seen
                        seen.update(found.capacities)
        order = sorted(seen)
        place = {group: number for number, group in enumerate(order)}
        root_of = connected(len(order), [[place[group] for group in tie] for tie in ties])
        clusters: dict[int, set[int]] = {}
        for group, root in zip(order, root_of, strict=True):
            clusters.setdefault(root, set()).add(group)
        return list(clusters.values())

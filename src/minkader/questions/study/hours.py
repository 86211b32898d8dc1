# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which pieces of which rooms use whose hours, and how those hours are shared out.

Groups whose hours one piece may use together are shared out together: a cluster. Only clusters
that a change touches are shared out anew (`solver/share.py`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from minkader.questions.study.journal import Journal, Table
from minkader.questions.study.settled import Settled
from minkader.solver.part import Found, InfeasibleError, Settings
from minkader.solver.share import within_budgets
from minkader.solver.split import roots

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
        self.full = journal.table(dict[int, bool]())
        """Groups whose hours cannot be shared out."""
        self.counts: Table[int, int | None] = journal.table((group, 1) for group in range(groups))
        """In how many ways that are as good the hours of each group can be shared out."""

    def put(self, number: int, new: Settled | None) -> set[int]:
        """Put a room in the place of the old one, or nothing; give the groups it concerns."""
        old = self.settled.get(number)
        self.settled.drop(number)
        concerned = set[int]()
        if old is not None:
            concerned |= self._take(number, old, -1)
            for place in range(len(old.founds or ())):
                self.held.drop((number, place))
        if new is not None:
            self.settled[number] = new
            concerned |= self._take(number, new, 1)
            for place, found in enumerate(new.founds or ()):
                if not found.budgets and found.columns is not None:
                    self.held[number, place] = found.columns
        return concerned

    def _take(self, number: int, mine: Settled, sign: int) -> set[int]:
        for group in mine.groups:
            others = self.users[group]
            self.users[group] = others | {number} if sign > 0 else others - {number}
        for group, amount in mine.used.items():
            self.used[group] += sign * amount
        return {*mine.groups, *mine.used}

    def ones(self, number: int) -> list[int] | None:
        """Give the columns of a room that are 1; None where it has no framework."""
        mine = self.settled.get(number)
        if mine is None or mine.founds is None:
            return None
        columns = list(mine.taken)
        for place in range(len(mine.founds)):
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
            for found in mine.founds or ()
            if not found.budgets
        )
        equal = 1
        for count in (*alone, *self.counts.values()):
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
            pieces = self._pieces(cluster)
            ones = self._shared(cluster, [self._found(piece) for piece in pieces], caps)
            moved |= {piece[0] for piece in pieces if self._hold(piece, ones)}
        return moved

    def _pieces(self, cluster: Collection[int]) -> list[_Piece]:
        return [
            (number, place)
            for number in sorted(set().union(*(self.users[group] for group in cluster)))
            for place, found in enumerate(self.settled[number].founds or ())
            if any(group in cluster for group in found.budgets)
        ]

    def _shared(
        self, cluster: Collection[int], founds: list[Found], caps: Mapping[int, int]
    ) -> set[int] | None:
        # The columns that are 1 where some groups share out their hours; None: they fall short.
        left = {group: caps[group] - self.used[group] for group in cluster}
        for group in cluster:
            self.full.drop(group)
        try:
            joined = within_budgets(founds, left, replace(self.settings, live=frozenset(cluster)))
        except InfeasibleError:
            for group in cluster:
                self.full[group] = True
            return None
        self._count(cluster, joined)
        return {column for found in joined for column in found.columns or ()}

    def _hold(self, piece: _Piece, ones: set[int] | None) -> bool:
        # Tell whether a piece is held otherwise than before.
        before, now = self.held.get(piece), None
        if ones is not None:
            now = [column for column in self._found(piece).normal.columns if column in ones]
        if before == now:
            return False
        if now is None:
            self.held.drop(piece)
        else:
            self.held[piece] = now
        return True

    def _count(self, cluster: Collection[int], joined: Sequence[Found]) -> None:
        equal: int | None = 1
        for found in joined:
            equal = None if equal is None or found.count is None else equal * found.count
        for group in cluster:  # the first of a cluster counts for all of it
            self.counts[group] = equal if group == min(cluster) else 1

    def _found(self, piece: _Piece) -> Found:
        return (self.settled[piece[0]].founds or [])[piece[1]]

    def clusters(self, touched: Collection[int]) -> list[set[int]]:
        """Give the clusters of some groups."""
        seen, queue = set(touched), list(touched)
        ties: list[list[int]] = []
        while queue:
            for number in self.users[queue.pop()]:
                for found in self.settled[number].founds or ():
                    if len(found.budgets) > 1 and not seen.isdisjoint(found.budgets):
                        ties.append(list(found.budgets))
                        queue += set(found.budgets) - seen
                        seen.update(found.budgets)
        order = sorted(seen)
        place = {group: number for number, group in enumerate(order)}
        root_of = roots(len(order), [[place[group] for group in tie] for tie in ties])
        clusters: dict[int, set[int]] = {}
        for group, root in zip(order, root_of, strict=True):
            clusters.setdefault(root, set()).add(group)
        return list(clusters.values())

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A problem that is kept solved while columns go off, capacities change and rows are added.

What a change touches is solved anew, capacities relaxed; blocks of capacities that it concerns are
shared out anew. All of it stands in tables that note what they held, so that a change is undone
without solving. The answer is exactly that of a solve from scratch.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from minkader.ruleset.uncollected import uncollected
from minkader.solver.component import InfeasibleError, Settings
from minkader.solver.components import connected_components
from minkader.solver.covering_form import Weighting
from minkader.solver.incremental.extension import Extended, Extension
from minkader.solver.incremental.numbered import Numbered
from minkader.solver.incremental.settled import Settled, settle
from minkader.solver.incremental.sharing import Sharing
from minkader.solver.incremental.undo_log import UndoLog
from minkader.solver.watch import Watch

_BEYOND: Final = 2**60
"""More than any tier of any problem can come to."""


class Impact(NamedTuple):
    """The components that were solved anew or are held otherwise, and the capacities concerned."""

    components: set[int]
    capacities: set[int]


class Incremental:
    """Components that extensions join, kept solved.

    `log` notes whatever changes; whoever keeps more beside it makes tables of the same log.
    """

    def __init__(
        self,
        components: Sequence[Numbered],
        home: Mapping[int, int],
        capacities: int,
        tiers: int,
    ) -> None:
        """Take in what never changes.

        Args:
            components: problems that share no row, numbered over all of them.
            home: for each key under which columns go off, its component.
            capacities: how many capacities there are.
            tiers: how many tiers they have.
        """
        places = reversed(range(tiers))
        self._weighting = weighting = Weighting(tuple(_BEYOND**place for place in places))
        self._forms = [component.form(weighting) for component in components]
        self._home = home
        self._keys: list[list[int]] = [[] for _ in components]
        for key, number in home.items():
            self._keys[number].append(key)
        scarce = frozenset(range(capacities))
        self._settings = Settings(weighting, Watch(), scarce=scarce)
        self.log = log = UndoLog()
        self.sharing = Sharing(capacities, self._settings, log)
        self.off = log.table(dict[int, tuple[int, ...]]())
        """The columns that are off, by key."""
        self.caps = log.table(dict[int, int]())
        self.extensions = log.table(dict[str, Extension]())
        self.components = log.table(dict[int, Extended]())
        self._number = log.table(dict[int, int]())
        """The number of the extended component that each component is in."""

    def start(
        self,
        off: Mapping[int, tuple[int, ...]],
        capacities: Mapping[int, int],
        added: Mapping[str, Extension],
    ) -> Impact:
        """Solve everything for the first time: every key, every capacity, the extensions there."""
        for key, columns in off.items():
            self.off[key] = columns
        for name, extension in added.items():
            self.extensions[name] = extension
        touched = self._lay(range(len(self._forms)), self.extensions)
        return self._solved(touched, capacities)

    def change(
        self,
        off: Mapping[int, tuple[int, ...]],
        capacities: Mapping[int, int],
        added: Mapping[str, Extension],
        removed: Collection[str] = (),
    ) -> Impact:
        """Change the columns that are off under some keys, capacities, and extensions.

        An extension that is added in the place of another of its name replaces that.
        """
        touched = self._joined_anew(added, removed) if added or removed else set[int]()
        for key, columns in off.items():
            if columns != self.off[key]:
                self.off[key] = columns
                touched.add(self.number(key))
        return self._solved(touched, capacities)

    def extension(self, numbered: Numbered, joins: Iterable[int], number: int) -> Extension:
        """Return an extension of some components by the rows of a problem.

        Args:
            numbered: the problem, over choice sets that these components have.
            joins: their numbers.
            number: what tells it from every other extension and component.
        """
        constant = self._weighting.together(numbered.problem.constants)
        return Extension(numbered.form(self._weighting), frozenset(joins), number, constant)

    def number(self, key: int) -> int:
        """Return the number of the extended component that a key is in."""
        return self._number[self._home[key]]

    def ones(self, number: int) -> list[int] | None:
        """Return the columns of an extended component that are 1; None where none fit."""
        return self.sharing.ones(number)

    def cost(self, number: int, ones: Collection[int]) -> tuple[int, ...]:
        """Return what the columns of an extended component that are 1 cost on every tier."""
        return self._weighting.by_tier(self.components[number].cost(ones))

    @uncollected()
    def _solved(self, touched: set[int], capacities: Mapping[int, int]) -> Impact:
        for capacity, amount in capacities.items():
            self.caps[capacity] = amount
        concerned = set(capacities)
        for number in sorted(touched):
            component = self.components.get(number)
            new = None if component is None else self._settled(component)
            concerned |= self.sharing.put(number, new)
        blocks = self.sharing.blocks(concerned)
        moved = self.sharing.share(blocks, self.caps)
        return Impact(touched | moved, concerned.union(*blocks))

    def _settled(self, component: Extended) -> Settled:
        place, keys = component.place, self._keys
        off = [place[c] for n in component.members for key in keys[n] for c in self.off[key]]
        try:
            return settle(component.form, off, self._settings)
        except InfeasibleError:
            return Settled(solutions=None)

    # Extensions --------------------------------------------------------------------------------

    def _joined_anew(self, added: Mapping[str, Extension], removed: Iterable[str]) -> set[int]:
        """Join components anew that some extensions touch; return the numbers of old and new."""
        names = [*removed, *added]
        touched = [self.extensions[name] for name in names if name in self.extensions]
        touched += added.values()
        for name in removed:
            self.extensions.drop(name)
        for name, extension in added.items():
            self.extensions[name] = extension
        gone = {self._number[member] for extension in touched for member in extension.joins}
        gone.update(one.number for one in touched if one.number in self.components)
        members, left = set[int](), dict.fromkeys(added)
        for number in gone:
            members.update(self.components[number].members)
            left.update(dict.fromkeys(self.components[number].extensions))
            self.components.drop(number)
        there = {name: self.extensions[name] for name in left if name in self.extensions}
        return gone | self._lay(sorted(members), there)

    def _lay(self, members: Sequence[int], extensions: Mapping[str, Extension]) -> set[int]:
        """Lay components and the extensions that join them together; return the new numbers."""
        place = {member: number for number, member in enumerate(members)}
        ordered = sorted(extensions.items(), key=lambda item: item[1].number)
        ties = [[place[member] for member in sorted(one.joins)] for _, one in ordered]
        inside: dict[int, list[int]] = {}
        for root, nodes in connected_components(len(members), ties).items():
            inside[members[root]] = mine = [members[node] for node in nodes]
            for member in mine:
                self._number[member] = members[root]
        beside: dict[int, list[tuple[str, Extension]]] = {number: [] for number in inside}
        for name, extension in ordered:  # one that joins nothing is a component of its own
            joins = min(extension.joins, default=None)
            number = extension.number if joins is None else self._number[joins]
            beside.setdefault(number, []).append((name, extension))
        for number, extending in beside.items():
            together = inside.get(number, [])
            self.components[number] = Extended(
                together, [self._forms[member] for member in together], extending
            )
        return set(beside)

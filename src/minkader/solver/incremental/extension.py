# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that are added to components for a while, and the components that they join."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from minkader.solver.capacity import merge
from minkader.solver.covering_form import NOBODY, CoveringForm


@dataclass(frozen=True, eq=False)
class Extension:
    """Rows, derived columns and costs over choice sets that components have.

    `form` names its columns as the components do; a choice set that begins with nobody is derived,
    and its own. `joins` are the components that it touches. `number` tells it from every other
    extension and component, `constant` is what it costs whatever is chosen.
    """

    form: CoveringForm
    joins: frozenset[int]
    number: int
    constant: int = 0

    def add_to(self, form: CoveringForm, place: dict[int, int]) -> None:
        """Add it to a form that has its choice sets; `place` says where columns stand."""
        mine, at = self.form, list[int]()
        for first, end in pairwise(mine.starts):
            derived = mine.columns[first] == NOBODY
            for column in range(first, end):
                name = mine.columns[column]
                if derived:
                    at.append(len(form.columns))
                    form.columns.append(name)
                    form.costs.append(mine.costs[column])
                    place[name] = at[-1]
                else:
                    at.append(place[name])
                    form.costs[at[-1]] += mine.costs[column]
            if derived:
                form.starts.append(len(form.columns))
        for row, rhs in zip(mine.rows, mine.rhs, strict=True):
            form.rows.append({at[column]: coefficient for column, coefficient in row.items()})
            form.rhs.append(rhs)


class Extended:
    """Components that extensions join, as one form, capacities relaxed."""

    def __init__(
        self,
        members: Sequence[int],
        forms: Sequence[CoveringForm],
        extensions: Collection[tuple[str, Extension]],
    ) -> None:
        """Lay components and extensions together.

        Args:
            members: the numbers of the components.
            forms: their forms.
            extensions: what extends them, by name.
        """
        self.members = members
        self.extensions = [name for name, _ in extensions]
        base = forms[0] if len(forms) == 1 else merge(forms)
        self.form = form = CoveringForm(
            list(base.starts), [], [], list(base.costs), base.uses, list(base.columns)
        )
        self.place = {column: place for place, column in enumerate(base.columns)}
        for _, extension in extensions:
            extension.add_to(form, self.place)
        form.rows += base.rows
        form.rhs += base.rhs
        self.constant = sum(extension.constant for _, extension in extensions)

    def cost(self, ones: Collection[int]) -> int:
        """Return what the columns that are 1 cost, with what is due whatever is chosen."""
        return self.constant + sum(self.form.costs[self.place[column]] for column in ones)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that note what stood in them before they change, so that a change can be taken back."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")

_NOTHING: Final = object()
"""What is noted where nothing stood."""
Notes = list[dict[Any, Any]]
"""For each table of a log what stood at the keys that changed."""


class LoggedTable(dict[_K, _V]):
    """A table to which is written with `[]` and `drop` only: those note what stood there."""

    def __init__(self, first: Mapping[_K, _V] | Iterable[tuple[_K, _V]]) -> None:
        super().__init__(first)
        self.before: dict[_K, Any] = {}

    def __setitem__(self, key: _K, value: _V) -> None:
        """Write a value, and note what stood there."""
        if key not in self.before:
            self.before[key] = self.get(key, _NOTHING)
        super().__setitem__(key, value)

    def drop(self, key: _K) -> None:
        """Take a key away where it is there, and note what stood there."""
        if key in self:
            self.before.setdefault(key, self[key])
            super().__delitem__(key)

    def restore(self, before: Mapping[_K, Any]) -> None:
        """Put back what was noted."""
        for key, value in before.items():
            if value is _NOTHING:
                self.pop(key, None)
            else:
                super().__setitem__(key, value)


class UndoLog:
    """The tables of which the changes are noted together."""

    def __init__(self) -> None:
        self._tables: list[LoggedTable[Any, Any]] = []

    def table(self, first: Mapping[_K, _V] | Iterable[tuple[_K, _V]] = ()) -> LoggedTable[_K, _V]:
        """Return a new table; what it begins with is no change."""
        made: LoggedTable[_K, _V] = LoggedTable(first)
        self._tables.append(made)
        return made

    def cut(self) -> Notes:
        """Return what was noted since the last time, and begin anew."""
        notes = [table.before for table in self._tables]
        for table in self._tables:
            table.before = {}
        return notes

    def undo(self, notes: Notes) -> None:
        """Put every table back to what was noted; what was noted since is forgotten."""
        for table, before in zip(self._tables, notes, strict=True):
            table.before = {}
            table.restore(before)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kinds of named constraints, and that whoever reads them reads them all.

A reader that skips a kind gives wrong answers without a word. So each states the kinds that it
reads as data beside the code that reads them, and is refused when it is imported otherwise.
"""

from collections.abc import Iterable
from typing import Final

KINDS: Final = (
    "guard", "implicit", "lock", "bandwidth", "ceiling", "unclassified", "proposed", "no_release",
    "veto", "objections", "needs", "fallback", "requires", "excludes", "follows", "capacity", "pin",
)  # fmt: skip
"""Every kind, in the order that a clash prefers."""


class UnknownKindError(TypeError):
    """Raised at import where a reader misses a kind of constraint, or reads one that is none."""

    def __init__(self, reader: str, kind: str, what: str) -> None:
        super().__init__(f"{reader} {what} of constraint {kind!r} (minkader.decision.kinds)")
        self.reader = reader
        self.kind = kind


def reads_all(reader: str, known: Iterable[str]) -> None:
    """Refuse a reader of kinds that does not know every kind and nothing else.

    Args:
        reader: the name of the module that reads them.
        known: the kinds that it reads.

    Raises:
        UnknownKindError: naming the reader and the first kind that is amiss.
    """
    read = set(known)
    for kind in KINDS:
        if kind not in read:
            raise UnknownKindError(reader, kind, "does not read the kind")
    for kind in sorted(read.difference(KINDS)):
        raise UnknownKindError(reader, kind, "reads an unknown kind")

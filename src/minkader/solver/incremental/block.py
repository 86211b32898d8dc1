# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Components that share capacities, and what they add up to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """Components that share capacities, and the capacities; the first component is its name."""

    components: tuple[int, ...]
    capacities: tuple[int, ...]

    @property
    def name(self) -> int:
        """Return what tells it from other blocks: short, where there are many components."""
        return self.components[0]


@dataclass(frozen=True)
class Tally:
    """What some columns cost on every tier, and use of every capacity."""

    costs: tuple[int, ...]
    used: tuple[int, ...]

    def with_change(self, old: "Tally", new: "Tally") -> "Tally":
        """Return the sum with one part of it changed."""
        costs = zip(self.costs, old.costs, new.costs, strict=True)
        used = zip(self.used, old.used, new.used, strict=True)
        return Tally(tuple(s - o + n for s, o, n in costs), tuple(s - o + n for s, o, n in used))

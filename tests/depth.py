# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How deep the tests look: quick where somebody waits for them, deep in CI (`CI=true`).

One knob, `MINKADER_SEEDS`: on how many generated rule sets the laws are tried. Every other size
follows from it. Nothing is left out where it is low, only tried on fewer cases.
"""

import os
from collections.abc import Iterable
from typing import Final, TypeVar

Item = TypeVar("Item")
DEEP: Final = os.environ.get("CI") == "true"
_ALL: Final = 1500
_SEEDS: Final = int(os.environ.get("MINKADER_SEEDS", _ALL if DEEP else _ALL // 5))
PROFILE: Final = os.environ.get("HYPOTHESIS_PROFILE", "deep" if DEEP else "quick")
"""The profile of Hypothesis; `deep` gives the same cases on every run."""


def seeds(deep: int, least: int = 1) -> range:
    """Return the seeds that a test tries.

    Args:
        deep: how many in CI.
        least: how many show everything that the test wants to have seen; never fewer.
    """
    return range(max(least, deep * _SEEDS // _ALL))


def some(items: Iterable[Item], least: int = 1) -> list[Item]:
    """Return the items that a test tries, spread evenly: all in CI, never fewer than `least`."""
    every = list(items)
    count = min(len(every), len(seeds(len(every), least)))
    return [every[place * len(every) // count] for place in range(count)]

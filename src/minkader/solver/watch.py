# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a long computation is watched and stopped: progress, a stop request, a time limit."""

import time
from collections.abc import Callable
from typing import NamedTuple, Protocol


class Progress(Protocol):
    """Called now and then with the step, how far it is, and the best and bound so far."""

    def __call__(
        self, step: str, done: int, total: int, best: int | None, bound: int | None
    ) -> None:
        """Show how far a computation is."""


class Part(NamedTuple):
    """Which part of a whole is worked on, and what all others cost on the first tier.

    `bound` is the least that they can cost, `best` what they cost as far as is known (None: not).
    `known` is the best of the whole that was known before.
    """

    done: int
    total: int
    best: int | None
    bound: int
    known: int | None


class Watch:
    """Carry progress and stop through every step; `seconds_left` is None without a limit."""

    def __init__(
        self,
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
        time_limit: float | None = None,
    ) -> None:
        self._progress = progress
        self._stop = stop
        self._end = None if time_limit is None else time.monotonic() + time_limit
        self._stopped = False
        self._part: Part | None = None

    def tell(self, step: str, done: int, total: int, best: int | None, bound: int | None) -> None:
        """Report progress to whoever asked for it."""
        self._part = None
        if self._progress is not None:
            self._progress(step, done, total, best, bound)

    def enter(self, part: "Part") -> None:
        """Note which part is worked on: what is found inside it can be told of the whole."""
        self._part = part

    def enter_pieces(self) -> None:
        """Note that the part is worked on in pieces: what one of them costs is not all of it."""
        if self._part is not None:
            self._part = self._part._replace(best=None)

    def tell_inside(self, best: int | None, bound: int) -> None:
        """Report what is known of the part that is worked on, on the first tier."""
        part = self._part
        if self._progress is not None and part is not None:
            whole = part.known
            if best is not None and part.best is not None:
                whole = part.best + best if whole is None else min(whole, part.best + best)
            self._progress("solve", part.done, part.total, whole, part.bound + bound)

    def stop(self) -> None:
        """Ask every step to stop as soon as it can (a Ctrl-C that a solver caught)."""
        self._stopped = True

    @property
    def followed(self) -> bool:
        """Tell whether somebody asked to be told how far it is."""
        return self._progress is not None

    @property
    def endless(self) -> bool:
        """Tell that nobody will ever say stop: no need to ask."""
        return self._stop is None and self._end is None and not self._stopped

    @property
    def stopped(self) -> bool:
        """Tell whether to stop: asked for, or the time is up."""
        if not self._stopped:
            asked = self._stop is not None and self._stop()
            self._stopped = asked or self.seconds_left == 0
        return self._stopped

    @property
    def seconds_left(self) -> float | None:
        """Give the seconds that are left, 0 where the time is up, None where there is no limit."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

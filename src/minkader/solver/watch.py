# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a long computation is watched and stopped: progress, a stop request, a time limit."""

import time
from collections.abc import Callable
from typing import NamedTuple, Protocol


class StoppedError(Exception):
    """Raised where somebody asked to stop, or (in a tree) the limit in nodes is reached."""


class Progress(Protocol):
    """Called now and then with the step, how far it is, and the best and bound so far."""

    def __call__(
        self, step: str, done: int, total: int, best: int | None, bound: int | None
    ) -> None:
        """Show how far a computation is."""


class InComponent(NamedTuple):
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
        self._component: InComponent | None = None

    def tell(self, step: str, done: int, total: int, best: int | None, bound: int | None) -> None:
        """Report progress to whoever asked for it."""
        self._component = None
        if self._progress is not None:
            self._progress(step, done, total, best, bound)

    def enter(self, component: "InComponent") -> None:
        """Note which component is worked on: what is found inside it can be told of the whole."""
        self._component = component

    def enter_components(self) -> None:
        """Note that the component falls apart: what one of its own costs is not all of it."""
        if self._component is not None:
            self._component = self._component._replace(best=None)

    def tell_inside(self, best: int | None, bound: int) -> None:
        """Report what is known of the component that is worked on, on the first tier."""
        component = self._component
        if self._progress is not None and component is not None:
            whole = component.known
            if best is not None and component.best is not None:
                whole = (
                    component.best + best if whole is None else min(whole, component.best + best)
                )
            self._progress("solve", component.done, component.total, whole, component.bound + bound)

    def stop(self) -> None:
        """Ask every step to stop as soon as it can (a Ctrl-C that a solver caught)."""
        self._stopped = True

    @property
    def followed(self) -> bool:
        """Return whether somebody asked to be told how far it is."""
        return self._progress is not None

    @property
    def endless(self) -> bool:
        """Return whether nobody will ever say stop: no need to ask."""
        return self._stop is None and self._end is None and not self._stopped

    @property
    def stopped(self) -> bool:
        """Return whether to stop: asked for, or the time is up."""
        if not self._stopped:
            asked = self._stop is not None and self._stop()
            self._stopped = asked or self.seconds_left == 0
        return self._stopped

    @property
    def seconds_left(self) -> float | None:
        """Return the seconds left: 0 where the time is up, None without a limit."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A long question on a terminal: a bar after a second, and Ctrl-C that keeps the best found."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

import click

from minkader.words.commands import PROGRESS, STEP, STEPS, STOPPING
from minkader.words.language import say

_QUIET: Final = 1.0
"""Seconds of work before a bar is shown."""
_EVERY: Final = 0.2


class Watching:
    """Show progress and hear a Ctrl-C: `progress` and `stop` of every question."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = 0.0
        self._stopped = False

    def progress(
        self, step: str, done: int, total: int, best: int | None, bound: int | None
    ) -> None:
        """Draw the bar, on a terminal only."""
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self._began < _QUIET or now - self._shown < _EVERY:
            return
        self._shown = now
        told = say(
            STEP if best is None and bound is None else PROGRESS,
            step=say(STEPS[step]),
            done=done,
            total=total,
            best="?" if best is None else best,
            bound="?" if bound is None else bound,
        )
        click.echo(f"\r\x1b[K{told}", nl=False, err=True)

    def stop(self) -> bool:
        """Return whether somebody pressed Ctrl-C."""
        return self._stopped

    def interrupted(self, _signal: int, _frame: FrameType | None) -> None:
        """Take a Ctrl-C: the first one asks to stop, the second one stops at once."""
        if self._stopped:
            raise KeyboardInterrupt
        self._stopped = True
        click.echo(say(STOPPING), err=True)

    def close(self) -> None:
        """Wipe the bar."""
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)


@contextmanager
def watched() -> Iterator[Watching]:
    """Watch a question; the Ctrl-C of before is back afterwards."""
    watching = Watching()
    before = signal.signal(signal.SIGINT, watching.interrupted)
    try:
        yield watching
    finally:
        signal.signal(signal.SIGINT, before)
        watching.close()

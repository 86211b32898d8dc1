# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How every command reads, writes and ends: exit codes, unreadable files, our own faults."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from minkader.cli.start import columns
from minkader.ruleset.errors import SelfCheckError, UnreadableError, WrongUseError
from minkader.words.commands import (
    NOT_OVER_ITSELF,
    NOT_TWICE,
    NOT_WRITTEN,
    REPORT_WRITTEN,
    STANDARD_OUTPUT,
    STOPPED,
    WRITTEN,
)
from minkader.words.language import say

if TYPE_CHECKING:
    from minkader.ruleset.findings import Finding

ANSWERED: Final = 0
NEGATIVE: Final = 1
WRONG_USE: Final = 2
NOT_PROVEN: Final = 4
_NARROWEST: Final = 40
_USUAL: Final = 80


def width() -> int:
    """Return the width of the terminal, or what COLUMNS says; 80 where there is none."""
    return max(_NARROWEST, columns() or _USUAL)


def code_of(outcome: str) -> int:
    """Return the exit code of what became of a question."""
    return {"answered": ANSWERED, "negative": NEGATIVE, "not_proven": NOT_PROVEN}[outcome]


def colours() -> bool:
    """Return whether standard output is a terminal that shows bold and colours, and may.

    `NO_COLOR` as https://no-color.org asks: set, to anything but nothing.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


@contextmanager
def ended(as_json: bool = False) -> Iterator[None]:
    """Turn every error into words on stderr and the exit code of docs/model.md."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit):
        raise
    except KeyboardInterrupt:
        click.echo(say(STOPPED), err=True)
        sys.exit(NOT_PROVEN)
    except Exception as error:
        _end(error, as_json)


def _end(error: Exception, as_json: bool) -> NoReturn:
    if isinstance(error, UnreadableError | WrongUseError):
        if as_json and isinstance(error, UnreadableError):
            _give_findings(error)
        _say_findings(error.findings)
        sys.exit(error.exit_code)
    if isinstance(error, OSError):
        _not_written(error)
    if not isinstance(error, SelfCheckError):  # whatever else is our own fault too
        import traceback  # noqa: PLC0415 (only our own faults need it)

        error = SelfCheckError(type(error).__name__, {"traceback": traceback.format_exc()})
    _own_fault(error)


def _give_findings(error: UnreadableError) -> None:
    findings = [finding.model_dump(mode="json", by_alias=True) for finding in error.findings]
    told = {"status": "unreadable", "findings": findings}
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


def _say_findings(findings: Sequence[Finding]) -> None:
    from minkader.render.terminal import blocks  # noqa: PLC0415 (only an error needs it)
    from minkader.words.faults import items  # noqa: PLC0415

    click.echo(blocks(items(findings), width=width()), err=True, nl=False)


def _own_fault(error: SelfCheckError) -> NoReturn:
    import tempfile  # noqa: PLC0415 (only our own faults need it)

    click.echo(str(error), err=True)
    report = json.dumps({"what": error.what, **error.report}, default=str)
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="minkader-", suffix=".json", delete=False
        ) as file:
            file.write(report)
        click.echo(say(REPORT_WRITTEN, path=file.name), err=True)
    except OSError:  # nowhere to write it: then it stands here
        click.echo(report, err=True)
    sys.exit(error.exit_code)


def _not_written(error: OSError) -> NoReturn:
    if error.errno == errno.EPIPE:  # nobody reads any more, `| head`: click ends that quietly
        raise error
    click.echo(_cannot_write(say(STANDARD_OUTPUT), error), err=True)
    sys.exit(WRONG_USE)


def _cannot_write(path: str, error: OSError) -> str:
    from minkader.words.problems import problem  # noqa: PLC0415 (only an error needs it)

    return say(NOT_WRITTEN, path=path, problem=problem(error.strerror or str(error)))


def write(text: str, output: str | None, sources: Sequence[str]) -> None:
    """Write an answer to a file, or to standard output; never over the rule set itself."""
    if output is None:
        click.echo(text, nl=False)
        return
    if any(_is_source(output, source) for source in sources):
        raise click.UsageError(say(NOT_OVER_ITSELF, path=output))
    try:
        Path(output).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.UsageError(_cannot_write(output, error)) from None
    click.echo(say(WRITTEN, path=output), err=True)


def apart(one: str | None, other: str | None) -> None:
    """Refuse to write two things to one file: the second would wipe out the first."""
    if one is not None and other is not None and Path(one).resolve() == Path(other).resolve():
        raise click.UsageError(say(NOT_TWICE, path=one))


def _is_source(output: str, source: str) -> bool:
    from minkader.formats.locate import find  # noqa: PLC0415 (loaded by then)

    return source != "-" and Path(output).exists() and Path(output).samefile(find(source))

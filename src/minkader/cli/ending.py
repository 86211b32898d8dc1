# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How every command reads, writes and ends: exit codes, unreadable files, our own faults."""

import csv
import io
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click

from minkader.ruleset.errors import MinkaderError, SelfCheckError, UnreadableError
from minkader.words.commands import REPORT_WRITTEN, WRITTEN
from minkader.words.language import say

ANSWERED: Final = 0
NEGATIVE: Final = 1
NOT_PROVEN: Final = 4
_NARROWEST: Final = 40


def width() -> int:
    """Give the width of the terminal; 80 where there is none."""
    return max(_NARROWEST, shutil.get_terminal_size((80, 24)).columns)


@contextmanager
def ended(as_json: bool = False) -> Iterator[None]:
    """Turn minkader's errors into words on stderr and the exit code of design page 5."""
    try:
        yield
    except UnreadableError as error:
        if as_json:
            findings = [
                finding.model_dump(mode="json", by_alias=True) for finding in error.findings
            ]
            told = {"status": "unreadable", "findings": findings}
            click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        _say_findings(error)
        sys.exit(error.exit_code)
    except SelfCheckError as error:
        click.echo(str(error), err=True)
        click.echo(say(REPORT_WRITTEN, path=_report(error)), err=True)
        sys.exit(error.exit_code)
    except MinkaderError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)


def _say_findings(error: UnreadableError) -> None:
    from minkader.words.faults import findings_text  # noqa: PLC0415 (only an error needs it)

    click.echo(findings_text(error.findings), err=True)


def _report(error: SelfCheckError) -> str:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="minkader-", suffix=".json", delete=False
    ) as file:
        json.dump({"what": error.what, **error.report}, file, default=str, ensure_ascii=False)
    return file.name


def write(text: str, output: str | None) -> None:
    """Write an answer to a file, or to standard output."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        Path(output).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.FileError(output, hint=error.strerror or str(error)) from None
    click.echo(say(WRITTEN, path=output), err=True)


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """Write rows as a Dutch Excel reads them: semicolons, a byte order mark, no formulas."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    return "\ufeff" + written.getvalue()


def _harmless(cell: str) -> str:
    # A cell that begins like a formula is run by Excel: an apostrophe makes it text.
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def told(
    form: str,
    *,
    text: Callable[[], str],
    to_json: Callable[[], str],
    rows: Callable[[], Sequence[Sequence[str]]],
) -> str:
    """Give an answer in the form that is asked for."""
    if form == "json":
        return to_json()
    return as_csv(rows()) if form == "csv" else text()


def chosen_form(form: str, as_json: bool) -> str:
    """Give the form of the answer: `--json` is short for `--format json`."""
    return "json" if as_json else form


def leave(code: int) -> None:
    """End the command with an exit code."""
    if code:
        click.get_current_context().exit(code)


Keywords = dict[str, Any]

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find and open a rule set: a path, a folder, `-` (standard input), or a shipped one by name."""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NoReturn

from minkader.formats.document import to_ruleset
from minkader.formats.parsed import Parsed
from minkader.formats.yaml import parse
from minkader.ruleset.consistency import nearest
from minkader.ruleset.errors import UnreadableError
from minkader.ruleset.findings import Finding, Place
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.uncollected import uncollected

LARGEST_FILE: Final = 32 * 1024 * 1024
_DECIMAL: Final = re.compile(r'"\\u0000decimal:([-+0-9.eE]+)"')
_NAMES: Final = ("ruleset.yaml", "ruleset.yml", "ruleset.json")


def load(source: str | Path | Mapping[str, Any], *, max_size: int = LARGEST_FILE) -> RuleSet:
    """Load a rule set.

    Args:
        source: a path, a folder that holds `ruleset.yaml`, `-` for standard input, the name of a
            shipped rule set, or a document (a mapping as JSON gives it).
        max_size: the largest file that is read, in bytes.

    Raises:
        UnreadableError: with every finding, where there is no rule set or it has no meaning.
    """
    if isinstance(source, Mapping):
        return to_ruleset(_said(source))
    if str(source) == "-":
        return read(sys.stdin.buffer.read(max_size + 1), "-", max_size=max_size)
    path = find(source)
    return read(_content(path, max_size), path.name, max_size=max_size)


def text_of(path: Path, *, max_size: int = LARGEST_FILE) -> str:
    """Return the text of a file.

    Raises:
        UnreadableError: where it cannot be opened, is too large, empty, or no UTF-8.
    """
    return decoded(_content(path, max_size), path.name, max_size=max_size)


def _content(path: Path, max_size: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > max_size:
            _refuse("MK004", path.name, found=size, most=max_size)
        return path.read_bytes()
    except OSError as error:
        _refuse("MK003", path.name, problem=error.strerror or str(error))


def _said(document: Mapping[str, Any]) -> Parsed:
    # Through JSON, so that a document from Python can hold nothing that a file cannot.
    try:
        parsed = parse(_DECIMAL.sub(r"\1", json.dumps(dict(document), default=_marked)))
    except (TypeError, ValueError, RecursionError) as error:
        _refuse("MK007", None, problem=str(error))
    except UnreadableError as error:
        raise UnreadableError([_nowhere(finding) for finding in error.findings]) from None
    findings = [_nowhere(finding) for finding in parsed.findings]
    long = {path: _nowhere(finding) for path, finding in parsed.long.items()}
    return replace(parsed, places={}, findings=findings, long=long)


def _marked(value: object) -> str:
    # A decimal of a document that was read before is written as it stands, digit for digit.
    if isinstance(value, Decimal):
        return f"\0decimal:{value}"
    raise TypeError(f"{type(value).__name__} {value!r}")


def _nowhere(finding: Finding) -> Finding:
    where = Place(path=finding.where.path)
    return finding.model_copy(update={"where": where})


def read(content: bytes, file: str | None = None, *, max_size: int = LARGEST_FILE) -> RuleSet:
    """Read a rule set from the bytes of a file (YAML or JSON in UTF-8).

    Raises:
        UnreadableError: with every finding, where the bytes are no rule set.
    """
    text = decoded(content, file, max_size=max_size)
    with uncollected():
        return to_ruleset(parse(text, file), file)


def decoded(content: bytes, file: str | None, *, max_size: int = LARGEST_FILE) -> str:
    """Return the text that bytes hold.

    Raises:
        UnreadableError: where they are too many, empty, or no UTF-8.
    """
    if len(content) > max_size:
        _refuse("MK004", file, found=len(content), most=max_size)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse("MK005", file, found="UTF-16")
    if b"\0" in content:
        _refuse("MK005", file, found="binary")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        where = Place(file=file, line=line)
        raise UnreadableError(
            [Finding(code="MK005", where=where, values={"found": "other"})]
        ) from None
    if not text.strip():
        _refuse("MK006", file)
    return text


def _refuse(code: str, file: str | None, **values: str | int | tuple[str, ...]) -> NoReturn:
    raise UnreadableError([Finding(code=code, where=Place(file=file), values=values)])


def find(source: str | Path) -> Path:
    """Find the file of a rule set: a path, a folder, or the name of a shipped one.

    Raises:
        UnreadableError: where there is no such file, or the folder holds no rule set.
    """
    path = Path(source)
    try:
        if not path.exists():
            path = shipped().get(str(source), path)
        if path.is_dir():
            return _in_folder(path)
        if path.exists():
            return path
    except (OSError, ValueError) as error:
        _refuse("MK003", str(source)[:200], problem=str(error))
    near = nearest(path.name, tuple(shipped()))
    _refuse("MK001", str(source)[:200], near=near, shipped=tuple(shipped()))


def _in_folder(folder: Path) -> Path:
    for name in _NAMES:
        if (folder / name).is_file():
            return folder / name
    _refuse("MK002", str(folder), expected=_NAMES[0])


def shipped() -> dict[str, Path]:
    """List the rule sets that come with minkader: name to folder, in order of name."""
    here = Path(__file__).resolve()
    installed, checkout = here.parents[1] / "rulesets", here.parents[3] / "rulesets"
    root = installed if installed.is_dir() else checkout
    if not root.is_dir():
        return {}
    return {path.name: path for path in sorted(root.iterdir()) if (path / _NAMES[0]).is_file()}

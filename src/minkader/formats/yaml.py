# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text in YAML 1.2 (so JSON too) to a plain document, with the place of every path.

Only what a rule set needs: mappings, lists, scalars of the core schema. Anchors, aliases, tags
and merge keys are refused, a key that stands twice too. Works on the parser's events, so that
deep nesting cannot overflow a stack. What the document means is `document.py`'s.
"""

import json
import re
from decimal import Decimal
from typing import Any, Final, NoReturn, Protocol

import yaml

from minkader.formats.parsed import Parsed
from minkader.ruleset.errors import UnreadableError
from minkader.ruleset.findings import Finding, Path, Place, shown

DEEPEST: Final = 64
LONGEST_NUMBER: Final = 30

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE]([-+]?[0-9]+))?")
_STARTS_NUMBER: Final = "+-.0123456789"
_WORDS: Final = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_PAIR: Final = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\.")
"""Two halves of one character; or any other escape, so that no half is looked for inside it."""


class _Mark(Protocol):
    """Where the parser stands; lines and columns count from 0."""

    line: int
    column: int


class _Char:
    """A character that the parser refuses, by its place in bytes."""

    def __init__(self, text: str, place: int) -> None:
        before = text.encode()[:place].decode(errors="ignore")
        self.line = before.count("\n")
        self.column = len(before) - before.rfind("\n") - 1


def parse(text: str, file: str | None = None) -> Parsed:
    """Parse a text into a document.

    Findings that leave the rest readable (a key twice, a long number) are collected.

    Raises:
        UnreadableError: where the text is no YAML at all, or holds what a rule set may not.
    """
    builder = _Builder(file)
    try:
        loader = LOADER(_as_yaml(text))
        try:
            for event in iter(loader.get_event, None):
                builder.take(event)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or ""
        if "nesting" in problem:  # the parser's own limit, past which it gives no events at all
            builder.refuse("MK010", mark, most=DEEPEST)
        builder.refuse("MK007", mark, problem="tab" if _on_tab(text, mark) else problem)
    except yaml.reader.ReaderError as error:
        builder.refuse("MK007", _Char(text, error.position), problem=error.reason)
    if not builder.documents:
        builder.refuse("MK006", None)
    builder.parsed.document = builder.levels[0].container[0]
    return builder.parsed


def _on_tab(text: str, mark: _Mark | None) -> bool:
    # The commonest slip: a line that is indented with a tab.
    rows = text.splitlines()
    if mark is None or mark.line >= len(rows):
        return False
    return rows[mark.line][mark.column : mark.column + 1] == "\t"


def _as_yaml(text: str) -> str:
    # Two things are JSON and not what libyaml takes: tabs between tokens, and a character outside
    # the basic plane written as a pair. In valid JSON a tab stands only between tokens.
    if not text.lstrip().startswith("{") or not ("\t" in text or "\\u" in text):
        return text
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    return _PAIR.sub(_joined, text.replace("\t", " "))


def _joined(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[0]
    pair = bytes.fromhex(match[1] + match[2]).decode("utf-16-be")
    return f"\\U{ord(pair):08x}"


class _Level:
    """One mapping or list that is being built, or the whole, which is like a list of one."""

    __slots__ = ("container", "next", "path")

    def __init__(self, container: Any, path: Path, first: Path | None) -> None:  # noqa: ANN401
        self.container = container
        self.path = path
        self.next = first
        """Where the next value comes; None in a mapping that waits for a key."""


class _Builder:
    def __init__(self, file: str | None) -> None:
        self.file = file
        self.parsed = Parsed()
        self.levels = [_Level([], (), ())]
        self.documents = 0

    def refuse(self, code: str, mark: _Mark | None, **values: str | int) -> NoReturn:
        """Stop reading with one finding on top of those found so far."""
        self._note(code, mark, self._path(), values)
        raise UnreadableError([*self.parsed.findings, *self.parsed.long.values()])

    def _note(
        self, code: str, mark: _Mark | None, path: Path, values: dict[str, str | int]
    ) -> None:
        self.parsed.findings.append(self._finding(code, mark, path, values))

    def _finding(
        self, code: str, mark: _Mark | None, path: Path, values: dict[str, str | int]
    ) -> Finding:
        where = Place(
            file=self.file,
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
            path=shown(path) or None,
        )
        return Finding(code=code, where=where, values=values)

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.levels.pop()
        elif isinstance(event, yaml.AliasEvent):
            self.refuse("MK009", event.start_mark, found=f"*{event.anchor}")
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.refuse("MK012", event.start_mark)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marked(event)
        if len(self.levels) > DEEPEST:
            self.refuse("MK010", event.start_mark, most=DEEPEST)
        level = self.levels[-1]
        path = level.next
        if path is None:
            self.refuse("MK013", event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            inner = _Level({}, path, None)
        else:
            inner = _Level([], path, (*path, 0))
        self._put(level, path, inner.container, event.start_mark)
        self.levels.append(inner)

    def _refuse_marked(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> NoReturn:
        found = event.tag if event.anchor is None else f"&{event.anchor}"
        self.refuse("MK009", event.start_mark, found=str(found))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marked(event)
        level = self.levels[-1]
        path = level.next
        if path is None:
            self._take_key(level, event)
            return
        value: object = event.value
        if event.implicit[0] and not event.style:
            value = self._resolved(event)
            if not isinstance(value, str):
                self.parsed.written[path] = event.value
        self._put(level, path, value, event.start_mark)

    def _take_key(self, level: _Level, event: yaml.ScalarEvent) -> None:
        key = event.value
        if key == "<<" and event.implicit[0]:
            self.refuse("MK009", event.start_mark, found="<<")
        path = (*level.path, key)
        if key in level.container:
            first = self.parsed.places[path].line or 0
            self._note("MK008", event.start_mark, path, {"found": key, "first": first})
        else:
            # A key's place is where people look; a value's own place replaces it for lists.
            self.parsed.places[path] = _place(event.start_mark)
        level.next = path

    def _path(self) -> Path:
        if len(self.levels) == 1:
            return ()
        level = self.levels[-1]
        return level.path if level.next is None else level.next

    def _put(self, level: _Level, path: Path, value: object, mark: _Mark | None) -> None:
        container = level.container
        if type(container) is list:
            self.parsed.places[path] = _place(mark)
            container.append(value)
            level.next = (*level.path, len(container))
        else:
            container.setdefault(path[-1], value)
            level.next = None

    def _resolved(self, event: yaml.ScalarEvent) -> object:
        text = event.value
        if text in _WORDS:
            return _WORDS[text]
        if text[0] not in _STARTS_NUMBER:
            return text
        if _INTEGER.fullmatch(text):
            return int(text) if self._short(event, text) else text
        if _BASED.fullmatch(text):
            return int(text, 0) if self._short(event, text) else text
        match = _DECIMAL.fullmatch(text)
        if match is None:
            return text
        power = match[4] or "0"
        small = len(power) <= 4 and abs(int(power)) <= LONGEST_NUMBER  # noqa: PLR2004 (4 digits)
        return Decimal(text) if self._short(event, text) and small else self._too_long(event)

    def _short(self, event: yaml.ScalarEvent, text: str) -> bool:
        if len(text) <= LONGEST_NUMBER:
            return True
        self._too_long(event)
        return False

    def _too_long(self, event: yaml.ScalarEvent) -> str:
        path = self._path()
        values: dict[str, str | int] = {"digits": len(event.value), "most": LONGEST_NUMBER}
        self.parsed.long[path] = self._finding("MK011", event.start_mark, path, values)
        return str(event.value)


def _place(mark: _Mark | None) -> Place:
    return _START if mark is None else Place(None, mark.line + 1, mark.column + 1)


_START: Final = Place(line=1, column=1)

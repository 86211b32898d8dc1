# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read what the codes of findings say, from `findings/`: only when one is told.

A file there holds a family of codes, and says itself how to write one. That every code is whole,
in both languages, is not checked here: the tests do, once for everybody.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import yaml

from minkader.formats.yaml import LOADER
from minkader.words.language import LANGUAGES, Pair

FAMILIES: Final = {
    "MK00": "reading",
    "MK01": "reading",
    "MK02": "reading",
    "MK03": "between",
    "MK04": "between",
    "MK05": "asking",
    "MK06": "judging",
    "MK07": "comparing",
    "MK10": "lint",
    "MK11": "lint",
}
"""With what the codes of each family begin."""
_FOLDER: Final = Path(__file__).parent / "findings"


class Example(NamedTuple):
    """What gives a code, and the same mended.

    A `file` is a piece of a rule set (whole where it begins with `minkader:` or `-`); a `command`
    is typed; an `answer` is a piece of what `solve --json` wrote; `python` is a call.
    """

    failing: str
    mended: str
    kind: Literal["file", "command", "answer", "python"] = "file"


class Code(NamedTuple):
    """What one code says.

    `names` are the words of the model among its values, to be said as words: `forms` in force,
    or the `kinds` of value that a file can hold. All other values are told as they are.
    """

    message: Pair
    mend: Pair
    variants: Mapping[str, Pair] = {}
    example: Example | None = None
    names: Literal["forms", "kinds"] | None = None


def code(known: str) -> Code:
    """Return what a code says.

    Raises:
        KeyError: where there is no such code.
    """
    return family(FAMILIES[known[:4]])[known]


@cache
def family(name: str) -> Mapping[str, Code]:
    """Return the codes of a family, in the order of its file."""
    return {known: _code(**written) for known, written in texts(name).items()}


@cache
def texts(name: str) -> Mapping[str, Any]:
    """Return a file as it is written: `names`, `values` and `problems` hold no codes."""
    content = (_FOLDER / f"{name}.yaml").read_bytes()
    written: dict[str, Any] = yaml.load(content, LOADER)  # noqa: S506 (the safe one)
    return written


def pair(text: Mapping[str, str]) -> Pair:
    """Return a text of such a file with both languages side by side."""
    nl, en = (text[language] for language in LANGUAGES)
    return nl, en


def _code(
    message: Mapping[str, str],
    mend: Mapping[str, str],
    variants: Mapping[str, Mapping[str, str]] | None = None,
    example: dict[str, Any] | None = None,
    names: Literal["forms", "kinds"] | None = None,
) -> Code:
    return Code(
        pair(message),
        pair(mend),
        {why: pair(text) for why, text in (variants or {}).items()},
        Example(**example) if example else None,
        names,
    )

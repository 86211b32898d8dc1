# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""For each code something that gives it, and the same mended: shown by `explain-code`.

Each example stands once. A test loads or runs every one of them: the first gives that code and
no other, the second does not.
"""

from typing import Final

from minkader.words.example import Example
from minkader.words.examples_asking import ASKING
from minkader.words.examples_between import BETWEEN
from minkader.words.examples_comparing import COMPARING
from minkader.words.examples_lint import LINTED
from minkader.words.examples_reading import READING

EXAMPLES: Final[dict[str, Example]] = {
    **READING,
    **BETWEEN,
    **ASKING,
    **COMPARING,
    **LINTED,
}
NOT_SHOWN: Final = ("MK002", "MK003", "MK004", "MK005", "MK006", "MK010")
"""Codes about a folder, the right to read, the size, bytes, nothing, and 65 levels: no example."""

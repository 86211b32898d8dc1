# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every format makes of a file: a plain document, and where each path of it stands."""

from dataclasses import dataclass, field
from typing import Any

from minkader.ruleset.findings import Finding, Path, Place


@dataclass
class Parsed:
    """A document, the place of every path, and numbers as written."""

    document: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    written: dict[Path, str] = field(default_factory=dict)
    """Plain scalars that were read as something else than text, as they stand in the file."""
    long: dict[Path, Finding] = field(default_factory=dict)
    """What to say of numbers too long to read, left as text: an error unless text is expected."""
    findings: list[Finding] = field(default_factory=list)

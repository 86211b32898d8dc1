# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A reference from one rule to another: `RULE`, `RULE@kept` or `RULE@FORM`."""

from functools import lru_cache
from typing import Literal, NamedTuple

from minkader.ruleset.vocabulary import Form

Asked = Form | Literal["kept"] | None


class Reference(NamedTuple):
    """Which rule is meant, and what is asked of it: in force (None), kept, or one form."""

    rule: str
    asked: Asked
    written: str


def split(written: str) -> tuple[str, str | None]:
    """Cut a reference as written into the rule and what stands behind the `@`."""
    rule, at, asked = written.partition("@")
    return rule, asked if at else None


@lru_cache(maxsize=65536)
def read(written: str) -> Reference:
    """Read a reference that the reader of the file accepted.

    Raises:
        ValueError: where no form has that name; the reader reports it as a finding first.
    """
    rule, asked = split(written)
    if asked is None or asked == "kept":
        return Reference(rule, "kept" if asked else None, written)
    return Reference(rule, Form(asked), written)

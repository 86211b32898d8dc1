# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer is: frozen, in codes and values, with camelCase keys in JSON."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from minkader.questions.answering.notebook import NOTEBOOK


class Answer(BaseModel):
    """Carry codes and values of an answer; frozen, with camelCase keys in JSON."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        populate_by_name=True,
        defer_build=True,
    )

    def _repr_html_(self) -> str:
        """Show this answer as a notebook does: a small page, without scripts."""
        return NOTEBOOK.page(self)

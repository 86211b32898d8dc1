# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shape of the nouns, for the reader: which keys stand where, and which values are text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from minkader.ruleset.findings import Path


@dataclass
class Shape:
    """What may stand at a path: known keys, a shape for every item, text."""

    fields: Mapping[str, "Shape"] = field(default_factory=dict)
    items: "Shape | None" = None
    text: bool = False

    def step(self, key: str | int) -> "Shape | None":
        """Return the shape one step down."""
        return self.fields.get(str(key)) if self.fields else self.items


@lru_cache(maxsize=8)
def of(model: type[BaseModel]) -> Shape:
    """Return the shape of a whole model."""
    return _shape(model, {})


def at(root: Shape, path: Path) -> Shape | None:
    """Return the shape at a path; None where no known key leads there."""
    shape: Shape | None = root
    for step in path:
        if shape is None:
            return None
        shape = shape.step(step)
    return shape


def _shape(annotation: Any, seen: dict[type, Shape]) -> Shape:  # noqa: ANN401 (any annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen[annotation] = shape = Shape()
            shape.fields = {
                name: _shape(info.annotation, seen)
                for name, info in annotation.model_fields.items()
            }
            shape.text = annotation.__name__ == "Text"
        return seen[annotation]
    if isinstance(annotation, type) and issubclass(annotation, str):
        return Shape(text=True)
    if get_origin(annotation) is dict:
        return Shape(items=_shape(get_args(annotation)[1], seen))
    if get_origin(annotation) is tuple:
        return Shape(items=_shape(get_args(annotation)[0], seen))
    inner = [_shape(part, seen) for part in get_args(annotation) if part is not type(None)]
    return inner[0] if inner else Shape()

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The set covering instances of OR-Library, as numbers and as rule sets.

They are read from `shared/data/orlib-scp` beside the checkout, or under `MINKADER_SHARED`; its
README says where they come from and what their known optima are. A row is an interest with a
ground of safety, a column a rule that guards it, with its cost as weight.
"""

import gzip
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from minkader.problem.numbers import Name, Problem

_HERE: Final = Path(__file__).resolve().parents[2] / "shared"
FOLDER: Final = Path(os.environ.get("MINKADER_SHARED", str(_HERE))) / "data" / "orlib-scp"
_GUARD: Final[Name] = ("guard", ())


@dataclass(frozen=True)
class Cover:
    """An instance: the cost of every column, and the columns (from 0) that cover each row."""

    name: str
    costs: list[int]
    rows: list[list[int]]


@dataclass(frozen=True)
class Known:
    """What the literature says of an instance: its value, and whether that is proven optimal."""

    value: int
    optimal: bool


def cover(name: str, folder: Path = FOLDER) -> Cover:
    """Read an instance."""
    packed = (folder / f"{name}.txt.gz").read_bytes()
    numbers = [int(word) for word in gzip.decompress(packed).split()]
    return _by_column(name, numbers) if name.startswith("rail") else _by_row(name, numbers)


def _by_row(name: str, numbers: list[int]) -> Cover:
    count, columns = numbers[:2]
    place = 2 + columns
    rows = []
    for _ in range(count):
        end = place + 1 + numbers[place]
        rows.append([column - 1 for column in numbers[place + 1 : end]])
        place = end
    return Cover(name, numbers[2 : 2 + columns], rows)


def _by_column(name: str, numbers: list[int]) -> Cover:
    count, columns = numbers[:2]
    place = 2
    costs: list[int] = []
    rows: list[list[int]] = [[] for _ in range(count)]
    for column in range(columns):
        cost, length = numbers[place : place + 2]
        costs.append(cost)
        for row in numbers[place + 2 : place + 2 + length]:
            rows[row - 1].append(column)
        place += 2 + length
    return Cover(name, costs, rows)


@cache
def known(folder: Path = FOLDER) -> dict[str, Known]:
    """Read the known values of all instances from the README beside them."""
    text = (folder / "README.md").read_text(encoding="utf-8")
    row = re.compile(r"^\| (\w+) \|(?: \d+ \|){3} (\d+) \| (opt|best-known) \|", re.MULTILINE)
    return {name: Known(int(value), said == "opt") for name, value, said in row.findall(text)}


def problem(of: Cover) -> Problem:
    """Return an instance as numbers: a group of two columns for each rule, released or kept."""
    made = Problem.with_tiers(1)
    for _ in of.costs:
        made.add_choice_set(2)
    for column, cost in enumerate(of.costs):
        made.costs[0][2 * column + 1] = cost
    for row in of.rows:
        made.add_row([(2 * column + 1, 1) for column in row], 1, _GUARD)
    return made


def document(of: Cover) -> dict[str, Any]:
    """Return an instance as a rule set, in the document that a file would hold."""
    guards: list[list[str]] = [[] for _ in of.costs]
    for number, row in enumerate(of.rows, 1):
        for column in row:
            guards[column].append(f"i{number}")
    return {
        "minkader": 1,
        "id": of.name,
        "title": f"OR-Library {of.name}",
        "policy": {"fallback": "reported"},
        "interests": {
            f"i{number}": {"title": f"Rij {number}", "ground": "safety"}
            for number in range(1, len(of.rows) + 1)
        },
        "rules": [
            {
                "id": f"R{number}",
                "title": f"Kolom {number}",
                "form": "general_rule",
                "weight": cost,
                "guards": mine,
                "classification": "confirmed",
            }
            for number, (cost, mine) in enumerate(zip(of.costs, guards, strict=True), 1)
        ],
    }

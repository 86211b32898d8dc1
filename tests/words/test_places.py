# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A place is told alike wherever it stands: in a text, in a workbook, in a clash."""

import pytest

from minkader.questions.answering.answers import ClashMember, Input, PolicyUsed, to_json
from minkader.ruleset.findings import NOWHERE, Finding, Place
from minkader.words import places
from minkader.words.faults import finding_text
from minkader.words.reasons import Reasoner
from tests.tiny import rule, ruleset


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (NOWHERE, ""),
        (Place(file="a.yaml"), "a.yaml"),
        (Place(file="a.yaml", line=5), "a.yaml:5"),
        (Place(file="a.yaml", line=5, column=7), "a.yaml:5:7"),
        (Place(file="a.xlsx", sheet="Regels"), "a.xlsx:Regels"),
        (Place(file="a.xlsx", sheet="Regels", cell="B7"), "a.xlsx:Regels!B7"),
        (Place(cell="B7"), "B7"),
    ],
)
def test_place_is_told_by_what_its_file_has(place: Place, told: str) -> None:
    assert places.said(place) == told


def test_finding_in_a_workbook_is_told_with_its_sheet_and_cell() -> None:
    """Protects from a finding that points at a whole workbook."""
    where = Place(file="a.xlsx", sheet="Regels", cell="B7", path="rules[3].form")
    told = finding_text(Finding(code="MK021", where=where, values={"key": "form"}))
    assert told.startswith("a.xlsx:Regels!B7 rules[3].form: MK021 ")


def test_member_of_a_clash_is_told_with_its_cell_while_its_json_has_file_and_line() -> None:
    made = ruleset(rule("A"))
    origin = Place(file="a.xlsx", sheet="Regels", cell="B7")
    member = ClashMember(kind="lock", subjects=("A",), origin=origin)
    policy = PolicyUsed(order=(), fallback="required", objections_at_most="0", proposals="keep")
    asked = Input(id="x", sha256="", scenario=None, changes={}, policy=policy, ties="steady")
    assert Reasoner(made).member(member, asked).endswith(" (a.xlsx:Regels!B7)")
    assert '"origin": {\n  "file": "a.xlsx",\n  "line": null\n }' in to_json(member)

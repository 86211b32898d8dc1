# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keys of a rule-set file in words: every key has a name, and values are said as words."""

from typing import Any

import pytest

from minkader.ruleset import nouns
from minkader.ruleset.rule import Rule
from minkader.words import fields

NOUNS = (
    nouns.Interest, nouns.Group, nouns.Stakeholder, nouns.Measure, nouns.Scenario, Rule,
)  # fmt: skip
OF_THE_FILE = ("policy", "title", "municipality", "area", "valid_on", "source")


def test_every_key_that_can_differ_has_a_name() -> None:
    known = {key for noun in NOUNS for key in noun.model_fields} | set(OF_THE_FILE)
    assert set(fields.FIELDS) == known - {"id"}  # a rule with another id is another, or renamed


@pytest.mark.parametrize(
    ("field", "old", "new", "told"),
    [
        ("form", None, "permit", "vorm niet genoemd → vergunning"),
        ("guards", ["a", "b"], [], "beschermt a, b → niet genoemd"),
        ("assumed", True, False, "verzonnen ja → nee"),
        ("capacity", [130, 300], 10.0, "uren per jaar 130–300 → 10"),
        ("capacity", {"g": 1}, {"g": 2}, "uren per jaar g 1 → g 2"),
        ("grounds", ["safety"], ["health"], "gronden veiligheid → gezondheid"),
        ("title", {"nl": "Oud"}, "Nieuw", "titel Oud → Nieuw"),
        ("options", [{"form": "permit"}], None, "andere vormen vergunning → niet genoemd"),
        ("options", [{"form": "permit"}], [{"form": "permit", "guards": []}],
         "andere vormen veranderd"),
        ("together", [["A"]], None, "samen beschermd door 1 onderdeel → niet genoemd"),
        ("lock", {"kind": "full"}, None, "slot 1 onderdeel → niet genoemd"),
        ("release", "never", None, "loslaten nooit → niet genoemd"),
    ],
)  # fmt: skip
def test_change_of_a_field_is_said_in_words(
    dutch: None,
    field: str,
    old: Any,  # noqa: ANN401 (any value of a document)
    new: Any,  # noqa: ANN401
    told: str,
) -> None:
    assert fields.change(field, old, new) == told

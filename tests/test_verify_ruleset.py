# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checker of certificates refuses a rule set that says what it cannot read."""

from collections.abc import Sequence
from typing import Any, Final

import pytest
from pydantic import BaseModel

import minkader as mk
from minkader import verify
from minkader.formats.locate import load
from minkader.ruleset import nouns
from minkader.ruleset import rule as rules
from minkader.ruleset.values import Interval, Noun, Remarkable, Text
from tests.certificates import LEAF, TWO, Change, certified, changed, two, why
from tests.test_verify_reading import asked
from tests.tiny import FALLBACK, Json, document, option, rule, ruleset, safe

EVERYTHING: Final = document(
    rule(
        "A",
        summary="Alles",
        source={"citation": "artikel 1"},
        guards=["fire"],
        lock={"kind": "none"},
        options=[option("neighbour_agreement", group="g", fallback={**FALLBACK})],
        release={"fallback": FALLBACK},
        reviewed={"by": "jurist"},
    ),
    area={"name": "Buurt"},
    source={"citation": "plan"},
    policy={"order": ["kept"]},
    interests={"fire": {"title": "Brand", "category": "order"}},
    groups={"g": {"capacity": [10, 20]}},
    stakeholders={"p": {"may_block": True}},
    measures={"m": {"capacity": {"g": 5}}},
    scenarios={"s": {"adopt": ["m"], "add_interests": {"calm": safe()}}},
)
"""A rule set with every noun that there is."""
NOUNS: Final[dict[str, list[str | int]]] = {
    "rule set": [],
    "rule set.area": ["area"],
    "rule set.source": ["source"],
    "rule set.policy": ["policy"],
    "rule set.interests.fire": ["interests", "fire"],
    "rule set.groups.g": ["groups", "g"],
    "rule set.stakeholders.p": ["stakeholders", "p"],
    "rule set.measures.m": ["measures", "m"],
    "rule set.scenarios.s": ["scenarios", "s"],
    "rule set.scenarios.s.add_interests.calm": ["scenarios", "s", "add_interests", "calm"],
    "rule set.rules[0]": ["rules", 0],
    "rule set.rules[0].source": ["rules", 0, "source"],
    "rule set.rules[0].lock": ["rules", 0, "lock"],
    "rule set.rules[0].options[0]": ["rules", 0, "options", 0],
    "rule set.rules[0].options[0].fallback": ["rules", 0, "options", 0, "fallback"],
    "rule set.rules[0].release": ["rules", 0, "release"],
    "rule set.rules[0].release.fallback": ["rules", 0, "release", "fallback"],
    "rule set.rules[0].reviewed": ["rules", 0, "reviewed"],
}
"""Each of those nouns, as the checker calls its place, and the way to it."""
MODELS: Final[dict[str, type[BaseModel]]] = {
    "rule set": nouns.RuleSet,
    "area": nouns.Area,
    "source": rules.Source,
    "policy": nouns.Policy,
    "interest": nouns.Interest,
    "group": nouns.Group,
    "stakeholder": nouns.Stakeholder,
    "measure": nouns.Measure,
    "scenario": nouns.Scenario,
    "changes": nouns.Changes,
    "rule": rules.Rule,
    "lock": rules.Lock,
    "option": rules.Option,
    "release": rules.Release,
    "fallback": rules.Fallback,
    "review": rules.Review,
}
"""The nouns of the product under the names that they have in the checker."""


def test_rule_set_with_every_noun_is_certified() -> None:
    """Protects the tests below: nothing but the made-up field can be what is refused."""
    load(EVERYTHING)
    for scenario in (None, "s"):
        assert why(certified(EVERYTHING, scenario), EVERYTHING) is None


@pytest.mark.parametrize("place", NOUNS)
def test_made_up_field_of_any_noun_is_refused(place: str) -> None:
    """Protects against a constraint that the checker would pass over: `budget: 20` anywhere."""
    text = changed(EVERYTHING, ([*NOUNS[place], "budget"], 20))
    certificate = certified(EVERYTHING) | {"input": asked(text)}
    assert why(certificate, text) == f"{place}.budget: unknown_field"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (["budget"], "input.budget"),
        (["policy", "budget"], "input.policy.budget"),
        (["changes", "budget"], "input.changes.budget"),
        (["changes", "add_interests", "x", "budget"], "input.changes.add_interests.x.budget"),
    ],
)
def test_made_up_field_of_the_question_is_refused(path: list[str], place: str) -> None:
    """Protects against a proof of less than was asked."""
    certificate = certified(EVERYTHING)
    certificate["input"]["changes"] = {"add_interests": {"x": safe()}}
    assert why(changed(certificate, (["input", *path], 20)), EVERYTHING) == (
        f"{place}: unknown_field"
    )


def test_checker_knows_the_fields_of_every_noun() -> None:
    """Protects whoever adds a field: the checker must be taught what it demands, or nothing."""
    fields = {noun: set(known) for noun, known in verify.FIELDS.items()}
    assert {noun: set(model.model_fields) for noun, model in MODELS.items()} == {
        noun: known for noun, known in fields.items() if noun not in ("input", "asked")
    }
    certificate = mk.solve(ruleset(rule("A")), certificate=True).certificate
    assert certificate is not None
    assert fields["input"] == set(certificate["input"])
    assert fields["asked"] == set(certificate["input"]["policy"])


def test_no_noun_of_the_product_is_missing_here() -> None:
    """Protects the list above: a noun that is added must stand in it."""
    found = {
        thing
        for module in (nouns, rules)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Noun)
    }
    assert found - {Noun, Remarkable, Text, Interval} == set(MODELS.values())


def _said(**more: object) -> Change:
    return ["rules", 0], {**TWO["rules"][0], **more}


def _agreement(**more: object) -> Change:
    return _said(options=[option("neighbour_agreement", fallback=FALLBACK, **more)])


RULE_SETS: Final[dict[str, tuple[Sequence[Change], str]]] = {
    "version": ([(["minkader"], 2)], "rule_set_version"),
    "no rules": ([(["rules"], None)], "malformed"),
    "kind of rule": ([_said(kind="quota")], "unknown_word"),
    "kind of an outsider's rule": ([_said(kind="quota", holder="state")], "unknown_word"),
    "holder": ([_said(holder="neighbours")], "unknown_word"),
    "form": ([_said(form="tax")], "unknown_word"),
    "ceiling": ([_said(ceiling="tax")], "unknown_word"),
    "form of an option": ([_said(options=[option("tax")])], "unknown_word"),
    "lock": ([_said(lock={"kind": "half"})], "unknown_word"),
    "lightest": ([_said(lock={"kind": "bandwidth", "lightest": "tax"})], "unknown_word"),
    "classification": ([_said(classification="hoped")], "unknown_word"),
    "stance": ([_agreement(stances={"p": "vetoes"})], "unknown_word"),
    "option without a form": ([_said(options=[{}])], "missing"),
    "hours": ([_agreement(hours_per_year=-1)], "too_small"),
    "group": ([_agreement(group="g")], "unknown_group"),
    "stakeholder": (
        [
            _agreement(stances={"p": "blocks"}),
            (["stakeholders"], {person: {} for person in "abc"}),
        ],
        "unknown_stakeholder",
    ),
    "reference": ([_said(requires=["X"])], "unknown_reference"),
    "reference of a set": (
        [(["interests", "fire"], safe(together=[["X"]]))], "unknown_reference"
    ),
    "rule twice": ([(["rules", 1, "id"], "A")], "rule_twice"),
    "form twice": ([_said(options=[option("permit"), option("permit")])], "form_twice"),
}  # fmt: skip
"""What is changed in a rule set, and the sentence with which that is refused."""


@pytest.mark.parametrize("name", RULE_SETS)
def test_rule_set_that_cannot_be_read_is_refused(name: str) -> None:
    """Protects against a word that is read as the nearest one, and a name that nothing has."""
    changes, refused = RULE_SETS[name]
    text: Any = changed(TWO, *changes)
    certificate: Json = two(LEAF) | {"input": asked(text)}
    assert why(certificate, text) == f"input, rule set: {refused}"

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Document B in the names of A: a rule that has a partner is called as its partner is.

So two documents can be laid side by side by id, and a rule that was only renamed is no change in
all the places that point at it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from minkader.questions.compare.matching import Matching

Document = Mapping[str, Any]
_Name = Callable[[str], str]
_BY_RULE: Final = ("grounds", "classification", "form")
_OF_RULES: Final = ("lift_locks", "keep", "release")


def names_of(matching: Matching) -> dict[str, str]:
    """Return for every rule of B the name it gets: its partner's, or one that no rule of A has."""
    names = {pair.b: pair.a for pair in matching.pairs}
    taken = {*names.values(), *matching.only_a}
    for rule in matching.only_b:
        name = rule
        while name in taken:
            name = f"B.{name}"
        names[rule] = name
        taken.add(name)
    return names


def renamed(document: Document, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a document whose rules are called otherwise, wherever something points at them."""
    if all(name == other for name, other in names.items()):
        return dict(document)

    def name(rule: str) -> str:
        return names.get(rule, rule)

    made = dict(document)
    made["rules"] = [_rule(rule, name) for rule in document["rules"]]
    for noun, change in (
        ("interests", _interest),
        ("measures", _measure),
        ("scenarios", _scenario),
    ):
        if noun in made:
            made[noun] = {key: change(part, name) for key, part in document[noun].items()}
    return made


def _rule(rule: Document, name: _Name) -> dict[str, Any]:
    made = {**rule, "id": name(rule["id"])}
    for key in ("requires", "excludes"):
        if key in rule:
            made[key] = [_reference(written, name) for written in rule[key]]
    if "relaxes" in rule:
        made["relaxes"] = [name(other) for other in rule["relaxes"]]
    if "options" in rule:
        made["options"] = [_option(option, name) for option in rule["options"]]
    return made


def _option(option: Document, name: _Name) -> dict[str, Any]:
    if "requires" not in option:
        return dict(option)
    return {**option, "requires": [_reference(written, name) for written in option["requires"]]}


def _reference(written: str, name: _Name) -> str:
    rule, at, asked = written.partition("@")
    return f"{name(rule)}{at}{asked}"


def _interest(interest: Document, name: _Name) -> dict[str, Any]:
    if "together" not in interest:
        return dict(interest)
    sets = [[_reference(written, name) for written in refs] for refs in interest["together"]]
    return {**interest, "together": sets}


def _measure(measure: Document, name: _Name) -> dict[str, Any]:
    made = dict(measure)
    if "lifts_locks" in measure:
        made["lifts_locks"] = [name(rule) for rule in measure["lifts_locks"]]
    return _stances(made, name)


def _stances(made: dict[str, Any], name: _Name) -> dict[str, Any]:
    if "stances" in made:
        made["stances"] = {
            who: {name(rule): forms for rule, forms in rules.items()}
            for who, rules in made["stances"].items()
        }
    return made


def _scenario(scenario: Document, name: _Name) -> dict[str, Any]:
    made = dict(scenario)
    for key in _OF_RULES:
        if key in made:
            made[key] = [name(rule) for rule in made[key]]
    for key in _BY_RULE:
        if key in made:
            made[key] = {name(rule): said for rule, said in made[key].items()}
    if "add_interests" in made:
        added = made["add_interests"].items()
        made["add_interests"] = {key: _interest(part, name) for key, part in added}
    return _stances(made, name)

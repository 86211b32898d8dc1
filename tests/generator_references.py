# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the rules of a generated rule set say of each other."""

from __future__ import annotations

from tests.generator_rules import MUNICIPAL, RIVAL, Draw, Sketch


def reference(draw: Draw, rule: Sketch, *, held_by_municipality: bool = False) -> str:
    """Refer to a rule in one of the three ways, or only so that the municipality holds it."""
    forms = [f for f in rule.forms if f in MUNICIPAL or not held_by_municipality]
    ways = ["@kept", *(f"@{draw.choice(forms)}" for _ in range(1) if forms)]
    return rule.id + draw.choice(ways if held_by_municipality else ["", "", *ways])


def refer(draw: Draw, rules: list[Sketch]) -> None:
    """Let the rules require, exclude and relax each other; no forbidden cycle comes of it."""
    for rule in rules:
        _refer(draw, rule, rules)
    _bind_definitions(draw, rules)
    _tie_knots(draw, rules)
    _settle_a_tie(draw, rules)


def _may_require(rule: Sketch, other: Sketch, rules: list[Sketch]) -> bool:
    if rule is other:
        return False
    both_define = rule.kind == other.kind == "definition"
    return not both_define or rules.index(rule) < rules.index(other)


def _refer(draw: Draw, rule: Sketch, rules: list[Sketch]) -> None:
    others = [other for other in rules if other is not rule]
    able = [other for other in others if _may_require(rule, other, rules)]
    if draw.often(20):
        rule.requires = [reference(draw, other) for other in draw.some(able, 2)]
    if draw.often(16 if rule.external else 9):
        rule.excludes = [reference(draw, other) for other in draw.some(others, 1)]
    for option in rule.options:
        if able and draw.often(15):
            option["requires"] = [reference(draw, draw.choice(able))]
    if rule.kind == "exemption":
        later = rules[rules.index(rule) + 1 :]
        free = [other for other in others if other.kind != "exemption" or other in later]
        rule.relaxes = [other.id for other in draw.some(free, 2, 1)]


def _bind_definitions(draw: Draw, rules: list[Sketch]) -> None:
    """Let most definitions be required by somebody."""
    for definition in rules:
        if definition.kind != "definition" or not draw.often(75):
            continue
        able = [rule for rule in rules if _may_require(rule, definition, rules)]
        defining = [rule for rule in able if rule.kind == "definition"]
        if defining and draw.often(60):
            able = defining
        for rule in draw.some(able, 2):
            asked = reference(draw, definition)
            if rule.options and draw.often(40):
                draw.choice(rule.options)["requires"] = [asked]
            elif asked not in rule.requires:
                rule.requires.append(asked)


def _tie_knots(draw: Draw, rules: list[Sketch]) -> None:
    """Tie the knots that chance seldom ties: rules that hang on each other."""
    decided = [rule for rule in rules if rule.decided]
    exemptions = [rule for rule in rules if rule.kind == "exemption"]
    definitions = [rule for rule in rules if rule.kind == "definition"]
    if len(decided) > 1 and draw.often(10):
        one, other = draw.sample(decided, 2)
        one.requires, other.requires = [other.id], [one.id]
    if exemptions and definitions and draw.often(40):
        exemption, definition = draw.choice(exemptions), draw.choice(definitions)
        exemption.relaxes = [definition.id]
        exemption.requires = [reference(draw, definition)]
    if len(exemptions) > 1 and draw.often(40):
        exemptions[0].relaxes = [exemptions[1].id]


def _settle_a_tie(draw: Draw, rules: list[Sketch]) -> None:
    """Let what follows, early in the file, hang on the last of rules that are equal but for it."""
    rivals = [rule for rule in rules if rule.id.startswith(RIVAL)]
    early = rules[: rules.index(rivals[0])] if len(rivals) > 1 and draw.often(80) else []
    for rule in early:
        if rule.kind == "exemption":
            rule.relaxes = [rivals[-1].id]
        elif rule.kind == "definition":
            rivals[-1].requires = [rule.id]

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a generated case mattered: seen from the oracle, by trying every framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle import ORDER, broken, frameworks, solve, takes_away, tiers
from tests.oracle_document import RuleDoc, Situation, choices, form_of, is_decided, is_follower

if TYPE_CHECKING:
    from collections.abc import Iterator


def true(table: dict[str, bool]) -> Iterator[str]:
    """Name what holds."""
    return (name for name, holds in table.items() if holds)


def of_options(here: Situation, rule: RuleDoc) -> Iterator[str]:
    """Name what one constraint alone takes away."""
    for choice in choices(rule):
        causes = takes_away(here, rule, choice)
        stances = (by_rule.get(rule["id"], {}) for by_rule in here.stances.values())
        if choice.today and any(choice.form in by_form for by_form in stances):
            yield "stance_today"
        if any(kind == "fallback" for kind, _ in causes):
            yield "fallback_missing"
        if len(causes) == 1:
            yield from (f"alone_{kind}" for kind, _ in causes)


def of_reasons(here: Situation) -> Iterator[str]:
    """Name the constraints that some framework breaks alone."""
    for framework in frameworks(here):
        causes = broken(here, framework)
        if len(causes) == 1:
            yield from (f"alone_{kind}" for kind, _ in causes)


def of_answer(here: Situation) -> Iterator[str]:
    """Name what the answer shows."""
    result = solve(here)
    yield f"shown_{result.status}"
    if result.status == "infeasible":
        return
    rules = [(here.rules[r], decision, form) for r, decision, form, _ in result.rules]
    yield from (f"shown_{decision}" for _, decision, _ in rules if decision != "external")
    yield from true(
        {
            "shown_lighter": any(
                decision == "kept" and form != form_of(rule) for rule, decision, form in rules
            ),
            "shown_follower_in_force": any(
                decision == "kept" and is_follower(rule) for rule, decision, _ in rules
            ),
            "shown_lesser_lost": result.tiers["residual"] > 0,
            "shown_ties": result.equalOptima > 1,
            "shown_tie_by_follower": result.equalOptima > 1 and _follower_settles_tie(here),
            "shown_core": bool(result.core),
            "shown_open": bool(result.open),
            "shown_never": bool(result.never),
            "shown_necessary": bool(result.necessary),
        }
    )


def _follower_settles_tie(here: Situation) -> bool:
    """Say whether leaving exemptions and definitions out of `steady` gives another answer."""
    order = here.policy.get("order") or ORDER
    valid = [framework for framework in frameworks(here) if not broken(here, framework)]
    values = [tuple(tiers(here, framework)[tier] for tier in order) for framework in valid]
    best = [f for f, value in zip(valid, values, strict=True) if value == min(values)]
    decided = [r for r, rule in here.rules.items() if is_decided(rule)]
    by_all = min(best, key=lambda framework: [choice.number for choice in framework.values()])
    return by_all != min(best, key=lambda framework: [framework[r].number for r in decided])

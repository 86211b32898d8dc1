# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What puts exemptions and definitions in force: a reading of its own."""

from collections.abc import Mapping

from minkader.decision.options import Placed
from minkader.decision.situation import Situation
from minkader.ruleset.vocabulary import Kind
from minkader.second.claims import ALWAYS, Fact


def follows(placed: Placed) -> bool:
    """Return whether this is an own exemption or definition."""
    return not placed.rule.external and placed.rule.kind in (Kind.EXEMPTION, Kind.DEFINITION)


def wants(placed: Placed) -> dict[str, set[int]]:
    """List what a rule in force requires, itself or by its option, and in which choices."""
    found: dict[str, set[int]] = {}
    for place, choice in enumerate(placed.choices):
        if choice.in_force:
            by_option = choice.listed.requires if choice.listed else ()
            for written in (*placed.rule.requires, *by_option):
                found.setdefault(written, set()).add(place)
    return found


def followers_in_force(situation: Situation) -> dict[int, Fact]:
    """Return for each exemption or definition which choices of decided rules put it in force.

    A rule leads a follower in some of its choices; a follower in force leads others in turn. The
    least set that is in force is what can be reached from the choices made. So walk back
    from each follower and gather the choices that a walk from it ends in.
    """
    leads = _leads(situation)
    return {follower: _reached_from(follower, situation, leads) for follower in leads}


def _leads(situation: Situation) -> dict[int, dict[int, set[int]]]:
    leads: dict[int, dict[int, set[int]]] = {
        placed.index: {} for placed in situation.rules if follows(placed)
    }
    at = {placed.rule.id: placed for placed in situation.rules}
    for placed in situation.rules:
        for written, places in wants(placed).items():
            target = at[written.partition("@")[0]]
            if follows(target) and target.rule.kind is Kind.DEFINITION:
                leads[target.index].setdefault(placed.index, set()).update(places)
        if follows(placed) and placed.rule.kind is Kind.EXEMPTION:
            for relaxed in (at[name] for name in placed.rule.relaxes):
                kept = {place for place, choice in enumerate(relaxed.choices) if choice.kept}
                leads[placed.index].setdefault(relaxed.index, set()).update(kept)
    return leads


def _reached_from(
    follower: int, situation: Situation, leads: Mapping[int, Mapping[int, set[int]]]
) -> Fact:
    ways: dict[int, frozenset[int]] = {}
    ahead, seen = [follower], {follower}
    while ahead:
        for lead, places in leads[ahead.pop()].items():
            if situation.rules[lead].rule.external:
                return ALWAYS
            if lead not in leads:
                ways[lead] = ways.get(lead, frozenset()) | places
            elif lead not in seen:
                seen.add(lead)
                ahead.append(lead)
    return Fact(ways)

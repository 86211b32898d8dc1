# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of each rule from A to B: every rule in exactly one class, counted apart."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal

from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import RuleAnswer
from minkader.questions.answering.difference import Held, held_in
from minkader.questions.compare.matching import How, Matching
from minkader.questions.compare.relation import Beside
from minkader.ruleset.nouns import RuleSet

Outcome = Literal[
    "kept", "replaced", "dropped", "handed_over", "taken_back", "new", "returned", "delegated",
    "free", "external",
]  # fmt: skip


class RuleOutcome(Answer):
    """One rule of A, of B or of both: how the two were matched, how each holds it, the outcome.

    `outcome` is None where one side has no framework.
    """

    a: str | None
    b: str | None
    how: How | None
    score: int | None
    held_a: Held | None
    held_b: Held | None
    outcome: Outcome | None


class OutcomeCounts(Answer):
    """How many rules came out how.

    Kept: in the same form under the same id. Replaced: kept in another form or under another id.
    Dropped: held in A, let go or not there in B. Handed over: kept in A, with residents in B; taken
    back the other way round. New: not there in A; returned: let go in A, held in B. Delegated: with
    residents in both. Free: held in neither. External: of another holder in one of them.
    """

    kept: int
    replaced: int
    dropped: int
    handed_over: int
    taken_back: int
    new: int
    returned: int
    delegated: int
    free: int
    external: int


_STEPS: Final[dict[tuple[str, str], Outcome]] = {
    ("kept", "delegated"): "handed_over",
    ("delegated", "kept"): "taken_back",
    ("delegated", "delegated"): "delegated",
    ("gone", "kept"): "returned",
    ("gone", "delegated"): "returned",
    ("absent", "kept"): "new",
    ("absent", "delegated"): "new",
    ("kept", "gone"): "dropped",
    ("kept", "absent"): "dropped",
    ("delegated", "gone"): "dropped",
    ("delegated", "absent"): "dropped",
}


def beside(matching: Matching, a: RuleSet) -> list[Beside]:
    """List every rule once: those of A in its order, then what only B has."""
    partner = {pair.a: pair.b for pair in matching.pairs}
    listed: list[Beside] = [(rule.id, partner.get(rule.id)) for rule in a.rules]
    return listed + [(None, rule) for rule in matching.only_b]


def outcomes(
    rules: Sequence[Beside],
    matching: Matching,
    old: dict[str, RuleAnswer],
    new: dict[str, RuleAnswer],
) -> tuple[RuleOutcome, ...]:
    """Say of every rule what became of it; `old` and `new` are empty without a framework."""
    how = {pair.a: pair for pair in matching.pairs}
    both = bool(old and new)
    found = []
    for one, other in rules:
        before, after = old.get(one or ""), new.get(other or "")
        pair = how.get(one or "")
        found.append(
            RuleOutcome(
                a=one,
                b=other,
                how=pair.how if pair else None,
                score=pair.score if pair else None,
                held_a=held(before),
                held_b=held(after),
                outcome=_outcome(before, after) if both else None,
            )
        )
    return tuple(found)


def held(rule: RuleAnswer | None) -> Held | None:
    """Return how a rule is held; None where it is not there."""
    return None if rule is None else held_in(rule)


def _outcome(before: RuleAnswer | None, after: RuleAnswer | None) -> Outcome:
    old, new = _where(before), _where(after)
    if "external" in (old, new):
        return "external"
    if before is not None and after is not None and (old, new) == ("kept", "kept"):
        same = (before.id, before.form) == (after.id, after.form)
        return "kept" if same else "replaced"
    return _STEPS.get((old, new), "free")


def _where(rule: RuleAnswer | None) -> str:
    if rule is None:
        return "absent"
    return "gone" if rule.decision in ("released", "lapsed") else rule.decision


def counted(rules: Sequence[RuleOutcome]) -> OutcomeCounts | None:
    """Count the outcomes; None where there are none."""
    found: Counter[str] = Counter(rule.outcome for rule in rules if rule.outcome is not None)
    if not found:
        return None
    return OutcomeCounts(**{name: found.get(name, 0) for name in OutcomeCounts.model_fields})

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Certificates for tests of the checker: by hand for tiny rule sets, or made by brute force."""

import copy
import json
from collections.abc import Sequence
from math import prod
from typing import Any, Final

from minkader.verify import Reading, Refused, check, read
from tests.shared import lines
from tests.test_verify_reading import asked, best
from tests.tiny import FALLBACK, document, option, rule, safe

Json = dict[str, Any]
Change = tuple[Sequence[str | int], object]
"""Where something else is written, and what."""


class Maker:
    """Make a certificate with one part by branching on every rule: simple, and far too large."""

    def __init__(self, text: Json, request: Json, count: int = 4) -> None:
        self.here = read(text, request)
        self.names = [list(name) for name in self.here.number]
        self.rows = list(self.here.rows)
        found = best(self.here)
        self.order = [] if found is None else self.here.policy["order"][:count]
        self.values = [] if found is None else list(found[0].values())[:count]
        self.weights = weights(self.here, self.order)
        self.target = 1 - sum(self.weights[-1:])
        for tier, weight, value in zip(self.order, self.weights, self.values, strict=True):
            self.target += weight * (value - self.here.constants[tier])
        self.made = {
            "formatVersion": 1,
            "input": request,
            "status": "infeasible" if found is None else "proven",
            "claims": [
                {"tier": t, "value": v} for t, v in zip(self.order, self.values, strict=True)
            ],
            "framework": None if found is None else found[1],
            "parts": [self._part()],
        }

    def _part(self) -> Json:
        tiers = zip(self.order, self.values, strict=True)
        return {
            "rules": list(self.here.of_rule),
            "options": self.names,
            "rows": [
                {"name": [name], "terms": [[c, f] for c, f in sorted(terms)], "atLeast": least}
                for (terms, least), name in self.here.rows.items()
            ],
            "values": [value - self.here.constants[tier] for tier, value in tiers],
            "weights": self.weights,
            "tree": self._tree(list(self.here.of_rule.values()), []),
        }

    def _tree(self, left: Sequence[Sequence[int]], chosen: list[int]) -> list[Any]:
        # Branch until every rule is chosen, then on derived columns, then close with one row.
        if left:
            return self._ways(left[0], left[1:], chosen)
        return self._derived([d[0] for d in self.here.derived], chosen)

    def _ways(
        self, own: Sequence[int], left: Sequence[Sequence[int]], chosen: list[int]
    ) -> list[Any]:
        if not own:
            return [["leaf", []]]
        first = self._tree(left, [*chosen, own[0]])
        if len(own) == 1:
            return first
        return [["branch", own[0]], *first, *self._ways(own[1:], left, chosen)]

    def _derived(self, derived: list[int], chosen: list[int]) -> list[Any]:
        if not derived:
            return [["leaf", self._close(chosen)]]
        one = self._derived(derived[1:], [*chosen, derived[0]])
        return [["branch", derived[0]], *one, *self._derived(derived[1:], chosen)]

    def _close(self, chosen: list[int]) -> list[list[int]]:
        spent = 0
        for tier, weight in zip(self.order, self.weights, strict=True):
            spent += weight * sum(self.here.costs[tier].get(column, 0) for column in chosen)
        if spent >= self.target:
            return []
        return next(
            [[number, self.target - spent]]
            for number, (terms, least) in enumerate(self.rows)
            if sum(f for c, f in terms if c in chosen) < least
        )


def weights(here: Reading, order: Sequence[str]) -> list[int]:
    """Weigh tiers by hand for a part that holds everything; the last one weighs 1."""
    made: list[int] = []
    later = 0
    for tier in reversed(order):
        made.insert(0, 1 + later)
        most = [max((here.costs[tier][c] for c in own), default=0) for own in here.of_rule.values()]
        later += made[0] * (sum(most) + sum(here.costs[tier][d[0]] for d in here.derived))
    return made


def certified(
    text: Json, scenario: str | None = None, *, trust: bool = False, count: int = 4
) -> Json:
    """Make a certificate for a document by brute force, of so many tiers."""
    return Maker(text, asked(text, scenario, trust=trust), count).made


def written(text: Json, claims: dict[str, int], framework: Json, *parts: Json) -> Json:
    """Write a certificate by hand."""
    return {
        "formatVersion": 1,
        "input": asked(text),
        "status": "proven",
        "claims": [{"tier": tier, "value": value} for tier, value in claims.items()],
        "framework": framework,
        "parts": list(parts),
    }


def why(certificate: object, text: object) -> str | None:
    """Return where and why a certificate is refused, as JSON would bring it; None if accepted."""
    try:
        check(json.loads(json.dumps(certificate)), json.loads(json.dumps(text)))
    except Refused as refused:
        return f"{refused.where}: {refused.code}"
    return None


def changed(whole: Json, *changes: Change) -> Json:
    """Return a copy with something else at a path, or at each of several."""
    copied: Json = copy.deepcopy(whole)
    for path, value in changes:
        at: Any = copied
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
    return copied


TWO: Final = document(
    rule("A", guards=["fire"], release={"fallback": FALLBACK}),
    rule("B", guards=["fire"], release={"fallback": FALLBACK}),
    rule("C", guards=["flood"], release={"fallback": FALLBACK}),
    rule("D", release={}),
    rule("E", release={}),
    interests={"fire": safe(), "flood": safe(at_least=1)},
)
"""A or B guards fire, C guards flood, D and E are free."""


def two(tree: list[Any], **part: Any) -> Json:  # noqa: ANN401
    """Write a certificate for `TWO` with A, B, C in one part, D and E in none."""
    whole = {
        "rules": ["A", "B", "C"],
        "options": [[r, f] for r in "ABC" for f in ("release", "general_rule")],
        "rows": [
            {"name": ["guard", "fire"], "terms": [[1, 1], [3, 1]], "atLeast": 1},
            {"name": ["guard", "flood"], "terms": [[5, 1]], "atLeast": 1},
        ],
        "values": [2],
        "weights": [1],
        "tree": tree,
    }
    framework = {rule: "general_rule" if rule in "BC" else "release" for rule in "ABCDE"}
    return written(TWO, {"kept": 2}, framework, whole | part)


LEAF: Final = [["leaf", [[0, 1], [1, 1]]]]


def triples(last: object, tree: list[Any]) -> tuple[Json, Json]:
    """Of every three of four rules one must stay: two in all, and no whole multipliers say so."""
    trios = ["ABC", "ABD", "ACD", "BCD"]
    text = document(
        *(
            rule(r, guards=[t for t in trios if r in t], release={"fallback": FALLBACK})
            for r in "ABCD"
        ),
        interests={trio: safe() for trio in trios},
    )
    part = {
        "rules": list("ABCD"),
        "options": [[r, f] for r in "ABCD" for f in ("release", "general_rule")],
        "rows": [
            {"name": [t], "terms": [[2 * "ABCD".index(r) + 1, 1] for r in t], "atLeast": 1}
            for t in trios
        ],
        "values": [2],
        "weights": [last],
        "tree": tree,
    }
    framework = {r: "general_rule" if r in "AB" else "release" for r in "ABCD"}
    return written(text, {"kept": 2}, framework, part), text


def handed() -> tuple[Json, Json, Json]:
    """Write a rule that residents take over in ten hours: the truth, and that it would be kept."""
    text = document(
        rule("A", release="never", options=[option("self_management", hours_per_year=10)]),
        policy={"order": ["kept", "effort"], "fallback": "reported"},
    )
    part = {
        "rules": ["A"],
        "options": [["A", "self_management"], ["A", "general_rule"]],
        "rows": [],
        "values": [0, 10],
        "weights": [11, 1],
        "tree": [["leaf", []]],
    }
    right = written(text, {"kept": 0, "effort": 10}, {"A": "self_management"}, part)
    wrong = written(
        text, {"kept": 1, "effort": 0}, {"A": "general_rule"}, part | {"values": [1, 0]}
    )
    return text, right, wrong


def small(most: int) -> list[Json]:
    """List the cases of the contract with at most so many choices of columns."""
    found = []
    for case in lines("contract/cases.jsonl"):
        here = read(case["ruleset"], asked(case["ruleset"], case["scenario"], trust=case["trust"]))
        sizes = [max(len(columns), 1) for columns in here.of_rule.values()]
        if prod(sizes) << len(here.derived) <= most:
            found.append(case)
    return found

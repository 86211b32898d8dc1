# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Certificates: how large they are, how long making and checking them takes (processor time)."""

import json
import time
from collections.abc import Sequence
from typing import Any, Final

import minkader as mk
from benchmarks.generate import municipality as written
from benchmarks.measure import tell
from benchmarks.municipality import municipality as numbered
from benchmarks.orlib import cover, document
from minkader import verify
from minkader.problem.translation import translate
from minkader.questions.asking.asked import Asked, ask
from minkader.questions.solve.certify import proven
from minkader.ruleset.nouns import RuleSet
from minkader.solver.pipeline import solve
from minkader.solver.proof.certificate import prove
from minkader.solver.watch import Watch

LIMIT: Final = 120.0
_DOCUMENTS: Final = ("boomgaardshoek", "10000")
_NUMBERS: Final = ("100000",)
_COVERS: Final = ("scp41", "scp51", "scp61", "scpa1")


def certifying(names: Sequence[str] = ()) -> None:
    """Make and check certificates: of a shipped rule set, of so many rules, of an instance.

    A number of rules with `n` behind it is made as numbers only: there is no document to check it
    against, so it is made and measured, not checked.
    """
    numbers = [f"{size}n" for size in _NUMBERS]
    for name in names or (*_DOCUMENTS, *numbers, *_COVERS):
        if name.endswith("n") and name[:-1].isdigit():
            _of_numbers(int(name[:-1]))
        else:
            # A covering problem has one tier that says anything, and ties without end.
            alone = name.startswith(("scp", "rail"))
            asked = ask(_read(name), order=["kept"]) if alone else ask(_read(name))
            tell(f"certificate: {name}", _of(asked, steady=not alone))


def _read(name: str) -> RuleSet:
    if name.isdigit():
        return mk.load(written(int(name)))
    if name.startswith(("scp", "rail")):
        return mk.load(document(cover(name)))
    return mk.load(name)


def _of(asked: Asked, steady: bool) -> dict[str, Any]:
    # Making and checking apart: as `solve` does with certificate=True, step by step.
    ruleset = asked.situation.ruleset
    translation = translate(asked.situation)
    began = time.process_time()
    outcome = solve(translation.problem, Watch(time_limit=LIMIT), steady=steady)
    solved = time.process_time()
    told: dict[str, Any] = {"rules": len(ruleset.rules), "solve_s": round(solved - began, 3)}
    if not outcome.proven:
        return {**told, "certificate": None, "why": "not solved in time"}
    watch = Watch(time_limit=LIMIT)
    certificate = proven(asked, translation, outcome.values, watch, thorough=True)
    made = time.process_time()
    if certificate is None:
        return {**told, "certificate": None, "tried_s": round(made - solved, 3)}
    whole = ruleset.exported()
    ready = time.process_time()
    report = verify.check(certificate, whole)
    checked = time.process_time()
    return {
        **told,
        "make_s": round(made - solved - (checked - ready), 3),
        "check_s": round(checked - ready, 3),
        "kb": round(len(json.dumps(certificate, separators=(",", ":"))) / 1000, 1),
        "tiers": [claim["tier"] for claim in certificate["claims"]],
        "parts": report.parts,
        "nodes": report.nodes,
    }


def _of_numbers(rules: int) -> None:
    problem = numbered(rules)
    began = time.process_time()
    outcome = solve(problem)
    solved = time.process_time()
    tiers, parts = prove(problem, outcome.values)
    made = time.process_time()
    told = {
        "rules": rules,
        "solve_s": round(solved - began, 3),
        "make_s": round(made - solved, 3),
        "tiers": tiers,
        "parts": len(parts),
        "nodes": sum(len(part.tree) for part in parts),
        "trees_kb": round(
            sum(len(json.dumps(part.tree, separators=(",", ":"))) for part in parts) / 1000, 1
        ),
    }
    tell(f"certificate: {rules} rules as numbers", told)

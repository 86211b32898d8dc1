# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the certificate of an answer, and let the independent checker decide.

What it means stands in `docs/certificate.md`. Nothing counts as certified before
`minkader.verify`, which shares nothing with the rest, has accepted it.
"""

from collections.abc import Sequence
from typing import Any, Final

from minkader import verify
from minkader.problem.translation import Translation
from minkader.questions.answering.answers import TOOL
from minkader.questions.asking.asked import Asked
from minkader.ruleset.errors import SelfCheckError
from minkader.solver.proof.certificate import PartProof, prove, prove_infeasible
from minkader.solver.proof.prover import BetterError, UnprovenError
from minkader.solver.watch import Watch

Certificate = dict[str, Any]

MOST_ROWS: Final = 5_000
"""Rows up to which a certificate is made without being asked for."""


def wanted(translation: Translation, said: bool | None) -> bool:
    """Return whether to make a certificate: as was said, or where there are not too many rows."""
    return len(translation.problem.at_least) <= MOST_ROWS if said is None else said


def proven(
    asked: Asked,
    translation: Translation,
    values: Sequence[int],
    watch: Watch,
    *,
    thorough: bool = False,
) -> Certificate | None:
    """Certify a best framework on as many tiers as can be proven; None where not even on one.

    Args:
        asked: what was asked.
        translation: its problem.
        values: 0 or 1 for each column of the framework.
        watch: who follows it and may stop it.
        thorough: take the time that a large proof takes.

    Raises:
        SelfCheckError: where something better turns up, or the checker refuses the certificate.
    """
    problem = translation.problem
    try:
        tiers, parts = prove(problem, values, watch, thorough=thorough)
    except BetterError as better:
        raise SelfCheckError("better", {"values": list(values), **asked.report()}) from better
    if not tiers:
        return None
    order = asked.situation.policy.order[:tiers]
    worths = [
        constant + sum(cost for cost, value in zip(costs, values, strict=True) if value)
        for constant, costs in zip(problem.constants, problem.costs, strict=True)
    ]
    names = translation.named()
    framework = {
        str(names[column][0]): names[column][1]
        for column in range(problem.derived)
        if values[column]
    }
    claims = [{"tier": str(t), "value": v} for t, v in zip(order, worths, strict=False)]
    told = [_part(translation, names, part) for part in parts]
    return _checked(asked, "proven", claims, framework, told)


def infeasible(asked: Asked, translation: Translation) -> Certificate | None:
    """Certify that there is no framework; None where that takes too large a proof.

    Raises:
        SelfCheckError: where there is a framework, or the checker refuses the certificate.
    """
    try:
        part = prove_infeasible(translation.problem)
    except UnprovenError:
        return None
    except BetterError as better:
        raise SelfCheckError("infeasible", asked.report()) from better
    told = _part(translation, translation.named(), part)
    return _checked(asked, "infeasible", [], None, [told])


def _checked(
    asked: Asked,
    status: str,
    claims: list[dict[str, Any]],
    framework: dict[str, str | int] | None,
    parts: list[dict[str, Any]],
) -> Certificate:
    certificate: Certificate = {
        "formatVersion": 1,
        "tool": TOOL,
        "input": asked.input.model_dump(mode="json", by_alias=True),
        "status": status,
        "claims": claims,
        "framework": framework,
        "parts": parts,
    }
    try:
        verify.check(certificate, asked.situation.ruleset.exported())
    except verify.Refused as refused:
        report = {"where": refused.where, "certificate": certificate, **asked.report()}
        raise SelfCheckError("certificate", report) from refused
    return certificate


def _part(
    translation: Translation, names: Sequence[tuple[str | int, ...]], part: PartProof
) -> dict[str, Any]:
    problem = translation.problem
    place = {column: number for number, column in enumerate(part.columns)}
    return {
        "rules": [translation.rule_of[group] for group in part.groups],
        "options": [list(names[column]) for column in part.columns],
        "rows": [
            {
                "name": [problem.origins[row][0], *problem.origins[row][1]],
                "terms": [[place[column], factor] for column, factor in problem.terms(row)],
                "atLeast": problem.at_least[row],
            }
            for row in part.rows
        ],
        "values": list(part.values),
        "weights": list(part.weights),
        "tree": part.tree,
    }

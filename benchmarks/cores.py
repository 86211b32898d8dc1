# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hard cores: the covering instances of OR-Library, ours against other solvers, in one run."""

import math
import statistics
import time
from collections.abc import Sequence
from typing import Any, Final

import minkader as mk
from benchmarks.measure import tell
from benchmarks.orlib import Cover, cover, document, known, problem
from benchmarks.peers import Said, ask, from_cover, here, missing
from minkader.solver.pipeline import solve
from minkader.solver.watch import Watch

SECONDS: Final = 60.0
"""How long anybody may take over one instance."""
RUNS: Final = 3
SOME: Final = (
    *("scp41", "scp42", "scp43", "scp44", "scp45", "scp51", "scp52", "scp53"),
    *("scp61", "scp62", "scp63", "scp64", "scp65", "scpa1", "scpb1", "scpc1", "scpd1"),
)
"""What is measured where nothing is asked for."""
_EVERYBODY: Final = ("cpsat", "cpsat-no-presolve", "highs", "scip", "clingo")
OURS: Final = "minkader"


def cores(names: Sequence[str] = (), runs: int = RUNS, peers: Sequence[str] = _EVERYBODY) -> None:
    """Time ours and every peer on some instances, in turns; then tell how they compare."""
    _warm()
    rows = [_instance(cover(name), runs, peers) for name in names or SOME]
    tell("cores: together", {"instances": len(rows), **_compared(rows)})


def door(names: Sequence[str] = (), seconds: float | None = SECONDS) -> None:
    """Time the public door on rule sets made of some instances; check what it claims."""
    for name in names or SOME:
        read = cover(name)
        began = time.perf_counter()
        ruleset = mk.load(document(read))
        loaded = time.perf_counter()
        answer = mk.solve(ruleset, order=["kept"], ties="any", time_limit=seconds)
        solved = time.perf_counter()
        (objective,) = answer.objectives
        told = {
            "status": answer.status,
            "proof": answer.proof,
            "value": objective.value,
            "bound": objective.bound,
            "load_s": round(loaded - began, 3),
            "solve_s": round(solved - loaded, 3),
            **_judged(name, objective.value, objective.bound, answer.status == "proven"),
        }
        tell(f"door: {name}", told)


def _warm() -> None:
    # The first solve of a process loads numpy and GLOP, which is no part of solving.
    solve(problem(cover("scp41")), steady=False)


def ours(read: Cover) -> Said:
    """Solve an instance as numbers, with no tie-break."""
    began = time.perf_counter()
    made = problem(read)
    built, work = time.perf_counter(), time.process_time()
    outcome = solve(made, Watch(time_limit=SECONDS), steady=False)
    ended, worked = time.perf_counter(), time.process_time()
    value = None
    if outcome.chosen is not None:
        value = sum(made.costs[0][column] for column in outcome.chosen)
    times = (built - began, ended - built, worked - work)
    return Said(outcome.proven, [value], outcome.bounds[0], *times)


def _instance(read: Cover, runs: int, peers: Sequence[str]) -> dict[str, dict[str, Any]]:
    model = from_cover(read)
    solvers = here(peers)
    times: dict[str, list[Said]] = {}
    for _ in range(runs):
        times.setdefault(OURS, []).append(ours(read))
        for name, peer in solvers.items():
            mine = times.setdefault(name, [])
            if all(said.proven for said in mine):  # once out of time is enough
                mine.append(ask(peer, model, SECONDS))
    row = {name: _row(read.name, saids) for name, saids in times.items()}
    tell(f"cores: {read.name}", {**row, "not_installed": missing()})
    return row


def _row(name: str, saids: Sequence[Said]) -> dict[str, Any]:
    last = saids[-1]
    proven = all(said.proven for said in saids)
    return {
        "solve_s": round(statistics.median(said.solve_s for said in saids), 4),
        "cpu_s": round(statistics.median(said.cpu_s for said in saids), 4),
        "build_s": round(statistics.median(said.build_s for said in saids), 4),
        "proven": proven,
        "value": last.values[-1],
        "bound": last.bound,
        "runs": len(saids),
        **_judged(name, last.values[-1], last.bound, proven),
    }


def _judged(name: str, value: int | None, bound: int | None, proven: bool) -> dict[str, Any]:
    # Only what is wrong is said: a proven value that is not the optimum, a bound above it.
    said = known()[name]
    wrong = proven and (value != said.value if said.optimal else (value or 0) > said.value)
    if wrong or (bound or 0) > said.value:
        return {"wrong": f"known: {said.value}"}
    return {}


def _compared(rows: Sequence[dict[str, dict[str, Any]]]) -> dict[str, Any]:
    names = list(rows[0])
    shared = [row for row in rows if all(said["proven"] for said in row.values())]
    return {
        "proven": {name: sum(row[name]["proven"] for row in rows) for name in names},
        "all_prove": len(shared),
        "geometric_mean_cpu_s": {
            name: _geometric([_seconds(r, name) for r in shared]) for name in names
        },
        "ratio_to_ours": {
            name: _ratios(
                [row for row in rows if row[name]["proven"] and row[OURS]["proven"]], name
            )
            for name in names
            if name != OURS
        },
    }


def _seconds(row: dict[str, dict[str, Any]], name: str) -> float:
    return max(float(row[name]["cpu_s"]), 0.0005)


def _ratios(rows: Sequence[dict[str, dict[str, Any]]], name: str) -> dict[str, Any]:
    # Above 1: ours is faster. Over the instances that both prove; the worst is theirs.
    found = [_seconds(row, name) / _seconds(row, OURS) for row in rows]
    if not found:
        return {"instances": 0}
    return {
        "instances": len(found),
        "geometric": _geometric(found),
        "worst": round(min(found), 2),
        "best": round(max(found), 1),
    }


def _geometric(numbers: Sequence[float]) -> float | None:
    if not numbers:
        return None
    return round(math.exp(statistics.fmean(math.log(number) for number in numbers)), 4)

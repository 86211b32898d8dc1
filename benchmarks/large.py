# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Growing generated municipalities with capacity: all tiers, ours alone, and against others."""

import json
import math
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.measure import tell
from benchmarks.municipality import municipality
from benchmarks.peers import Said, ask, from_problem, here, missing
from minkader.problem.numbers import Problem, broken_row, worth
from minkader.solver.pipeline import solve
from minkader.solver.watch import Watch

SIZES: Final = ("1000", "10000", "100000", "1000000")
SECONDS: Final = 60.0
_TOGETHER: Final = 2**33
"""How far a weighted sum of tiers may reach: two tiers fit, and floats keep units apart."""


def large(sizes: Sequence[str] = (), crossing: float = 0.0, limit: float | None = None) -> None:
    """Solve each size in a process of its own: seconds, peak memory, growth between sizes."""
    before: tuple[int, float] | None = None
    for size in sizes or SIZES:
        code = f"from benchmarks.large import one; one({int(size)}, {crossing}, {limit})"
        child = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE)
        told = json.loads(child.stdout)
        if before is not None:
            steps = math.log(int(size) / before[0])
            told["exponent"] = round(math.log(told["solve_cpu_s"] / before[1]) / steps, 2)
        before = int(size), told["solve_cpu_s"]
        tell(f"large: {size} rules, crossing {crossing}", told)


def crossing(sizes: Sequence[str] = ()) -> None:
    """Solve municipalities of which a hundredth of the links cross streets, ten minutes at most."""
    large(sizes or ("10000", "100000"), 0.01, 600.0)


def one(rules: int, share: float, limit: float | None) -> None:
    """Generate and solve one municipality, check it, and print what it took."""
    began = time.perf_counter()
    problem = municipality(rules, crossing=share)
    built, work = time.perf_counter(), time.process_time()
    outcome = solve(problem, Watch(time_limit=limit))
    solved, worked = time.perf_counter(), time.process_time()
    told = {
        "seed": 1,
        "build_s": round(built - began, 3),
        "solve_s": round(solved - built, 3),
        "solve_cpu_s": round(worked - work, 3),
        "peak_mb": _peak(),
        "proven": outcome.proven,
        "bounds": outcome.bounds,
        "equal_digits": None if outcome.equal is None else len(str(outcome.equal)),
        "checked": outcome.proven and _holds(problem, outcome.values, outcome.bounds),
        "steps_s": {name: round(step.seconds, 2) for name, step in outcome.steps.items()},
    }
    print(json.dumps(told))


def _peak() -> int:
    # What the system says of children counts their parent's memory too; Linux knows its own.
    status = Path("/proc/self/status")
    if status.exists():
        words = status.read_text(encoding="utf-8").split()
        return int(words[words.index("VmHWM:") + 1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _holds(problem: Problem, values: Sequence[int], bounds: Sequence[int | None]) -> bool:
    # With lists of numbers only: one column of each group, every row, every tier.
    alone = all(sum(values[column] for column in group) == 1 for group in problem.choice_sets)
    return alone and broken_row(problem, values) is None and worth(problem, values) == bounds


def against(sizes: Sequence[str] = (), runs: int = 3) -> None:
    """Solve all tiers with ours and with SCIP, HiGHS and CP-SAT, in turns, in one run.

    Each of them tier after tier and with two tiers in one weighted sum (`pairs`).
    """
    for size in sizes or ("1000", "10000"):
        problem = municipality(int(size))
        times: dict[str, list[Said]] = {}
        for _ in range(runs):
            _round(problem, times)
        told = {name: _told(saids) for name, saids in times.items()}
        tell(f"against: {size} rules", {"seed": 1, **told, "not_installed": missing()})


def _round(problem: Problem, times: dict[str, list[Said]]) -> None:
    for steady in (True, False):
        name = "minkader" if steady else "minkader, any of the best"
        began, work = time.perf_counter(), time.process_time()
        outcome = solve(problem, steady=steady)
        took, worked = time.perf_counter() - began, time.process_time() - work
        times.setdefault(name, []).append(
            Said(outcome.proven, list(outcome.bounds), outcome.bounds[-1], 0.0, took, worked)
        )
    for name, peer in here(("scip", "highs", "cpsat")).items():
        for way, most in (("tiers", 1), ("pairs", _TOGETHER)):
            mine = times.setdefault(f"{name}, {way}", [])
            if all(said.proven for said in mine):  # once out of time is enough
                mine.append(ask(peer, from_problem(problem, most), SECONDS))


def _told(saids: Sequence[Said]) -> dict[str, Any]:
    took = sorted(said.solve_s for said in saids)
    return {
        "solve_s": round(took[len(took) // 2], 3),
        "cpu_s": round(statistics.median(said.cpu_s for said in saids), 3),
        "build_s": round(saids[0].build_s, 3),
        "proven": all(said.proven for said in saids),
        "values": saids[-1].values,
        "bound": saids[-1].bound,
        "runs": len(saids),
    }

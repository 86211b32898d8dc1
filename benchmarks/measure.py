# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measure: whole processes and functions, medians over several runs, the machine beside them."""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import metadata
from typing import Any

PACKAGES = ("minkader", "ortools", "pydantic", "click", "PyYAML", "python-constraint2")
PEERS = ("highspy", "pyscipopt", "clingo", "cpmpy", "flamapy-sat")
"""What minkader does not depend on, and is measured against where it is installed."""


def machine() -> dict[str, Any]:
    """Say where and with what was measured."""
    return {
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.system(),
        "load": round(os.getloadavg()[0], 1),
        "versions": {name: _version(name) for name in (*PACKAGES, *PEERS)},
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def function(run: Callable[[], object], runs: int = 5) -> dict[str, Any]:
    """Time a function: median, least and most seconds."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - began)
    return _told(seconds)


def process(arguments: list[str], runs: int = 7) -> dict[str, Any]:
    """Time minkader as a whole process, and give its peak memory in MB."""
    command = [sys.executable, "-m", "minkader", *arguments]
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return {**_told(seconds), "peak_mb_so_far": peak}


def _told(seconds: list[float]) -> dict[str, Any]:
    return {
        "median_s": round(statistics.median(seconds), 4),
        "least_s": round(min(seconds), 4),
        "most_s": round(max(seconds), 4),
        "runs": len(seconds),
    }


def tell(name: str, result: dict[str, Any]) -> None:
    """Print one result as a line of JSON."""
    print(json.dumps({"what": name, **result}), flush=True)

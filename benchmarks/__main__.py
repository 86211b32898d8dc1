# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m benchmarks [NAME[:WHAT,…] …]`: a line of JSON for every measurement.

Behind the colon stands what to measure where a part has a choice: sizes, or instances.
"""

import sys
from collections.abc import Callable, Sequence
from typing import Final

import yaml

import minkader as mk
from benchmarks.certifying import certifying
from benchmarks.changing import changing
from benchmarks.cores import cores, door
from benchmarks.explainers import absent
from benchmarks.explaining import explaining
from benchmarks.generate import changed, municipality
from benchmarks.large import against, crossing, large
from benchmarks.measure import function, machine, process, tell
from benchmarks.peers import missing
from minkader.formats.locate import read
from minkader.questions.asking.asked import ask
from minkader.questions.solve import answered
from minkader.second import second_opinion
from minkader.solver.watch import Watch


def processes() -> None:
    """Time whole processes, from `--help` to an answer."""
    for arguments in (
        ["--help"],
        ["solve", "voorbeeld"],
        ["solve", "boomgaardshoek"],
        ["solve", "boomgaardshoek", "--json"],
        ["check", "voorbeeld", "--cases"],
    ):
        tell(" ".join(("minkader", *arguments)), process(arguments))


def reading() -> None:
    """Time reading rule sets of growing size."""
    for rules in (600, 6000):
        content = yaml.safe_dump(municipality(rules), allow_unicode=True).encode()
        kib = len(content) // 1024
        tell(f"read {rules} rules", {**function(lambda c=content: read(c)), "kib": kib})  # type: ignore[misc]


def second() -> None:
    """Time the second opinion against the solver, on growing rule sets, in the same run."""
    for rules in (12, 48, 192, 768):
        ruleset = mk.load(municipality(rules))
        asked = ask(ruleset)
        answer = function(lambda a=asked: answered(a, Watch()), runs=3)  # type: ignore[misc]
        opinion = second_opinion(asked.situation)
        other = function(lambda a=asked: second_opinion(a.situation), runs=3)  # type: ignore[misc]
        first = answered(asked, Watch())
        values = [objective.value for objective in first.objectives]
        agrees = None if opinion is None else list(opinion.values) == values
        told = {"solver_s": answer["median_s"], "second_s": other["median_s"], "agrees": agrees}
        tell(f"second opinion, {rules} rules", told)


def scale() -> None:
    """Time a whole solve on growing generated municipalities."""
    for rules in (100, 1000, 10_000):
        ruleset = mk.load(municipality(rules))
        asked = ask(ruleset)
        result = function(lambda a=asked: answered(a, Watch()), runs=3)  # type: ignore[misc]
        tell(f"solve {rules} generated rules", result)


def questions() -> None:
    """Time what-if and compare, on the real rule set and on growing generated ones."""
    real = mk.load("boomgaardshoek")
    tell(
        "what-if boomgaardshoek",
        function(lambda: mk.what_if(real, capacity={"bewonersvereniging": 300})),
    )
    tell("scenarios boomgaardshoek", function(lambda: mk.scenarios(real)))
    tell("compare boomgaardshoek", function(lambda: mk.compare(real, mk.load(changed(real)))))
    for rules in (1000, 10_000):
        made = mk.load(municipality(rules))
        other = mk.load(changed(made))
        group = next(iter(made.groups))
        asked = function(lambda a=made, g=group: mk.what_if(a, capacity={g: 20}), runs=3)  # type: ignore[misc]
        tell(f"what-if, {rules} generated rules", asked)
        compared = function(lambda a=made, b=other: mk.compare(a, b), runs=3)  # type: ignore[misc]
        tell(f"compare, {rules} generated rules, 2 differences", compared)


BENCHMARKS: Final[dict[str, Callable[[], None]]] = {
    "processes": processes,
    "reading": reading,
    "second": second,
    "scale": scale,
    "questions": questions,
}
"""What measures one thing, in some minutes."""
LONG: Final[dict[str, Callable[[Sequence[str]], None]]] = {
    "large": large,
    "crossing": crossing,
    "against": against,
    "cores": cores,
    "door": door,
    "what-if": changing,
    "certificates": certifying,
    "explain": explaining,
}
"""What takes sizes or instances, and up to an hour; only where it is named."""


def main() -> None:
    """Run the benchmarks named, or all that take minutes."""
    tell("machine", {**machine(), "not_installed": sorted({*missing(), *absent()})})
    for said in sys.argv[1:] or list(BENCHMARKS):
        name, _, what = said.partition(":")
        if name in LONG:
            LONG[name]([one for one in what.split(",") if one])
        else:
            BENCHMARKS[name]()


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Peers that explain: CPMpy's smallest and irreducible clash, flamapy's conflict, clingo's brave.

All get the same instance: groups of which one column is 1, clauses where a row is one (sums where
not), and named constraints that may be dropped. Each runs in a process of its own, as itself, with
one thread; what is not done within the limit is stopped. Importing a package is not in its time.
"""

import importlib
import multiprocessing
import re
import resource
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import islice, product
from multiprocessing.connection import Connection
from typing import Any, Final

from minkader.problem.numbers import Name, Problem, Term

_MOST_CLAUSES: Final = 1000
"""A row that makes more clauses than this is given as a sum."""
Clause = tuple[tuple[int, bool], ...]
"""Columns of which one at least is 1 (True) or 0 (False)."""


@dataclass(frozen=True)
class Sum:
    """A row that is no clause."""

    terms: tuple[Term, ...]
    at_least: int


@dataclass
class Rows:
    """What one named constraint asks, or all that always holds."""

    clauses: list[Clause] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)


@dataclass(frozen=True)
class Instance:
    """Columns in groups (one of each is 1), what always holds, and what may be dropped."""

    columns: int
    groups: list[range]
    hard: Rows
    soft: dict[Name, Rows]
    costs: Sequence[int]

    @property
    def clauses_only(self) -> bool:
        """Return whether every row is a clause."""
        return not any(rows.sums for rows in (self.hard, *self.soft.values()))


def instance(
    problem: Problem, named: Collection[Name] = (), gone: dict[Name, list[int]] | None = None
) -> Instance:
    """Read a problem: rows of `named` may be dropped, and so may what takes columns away.

    Rows that nothing can break are left out.
    """
    owners = problem.owners()
    hard, soft = Rows(), dict[Name, Rows]()
    for row, at_least in enumerate(problem.rhs):
        terms = tuple(problem.terms(row))
        if _least(terms, owners) < at_least:
            name = problem.origins[row]
            rows = soft.setdefault(name, Rows()) if name in named else hard
            clauses = _clauses(terms, at_least, owners)
            if clauses is None:
                rows.sums.append(Sum(terms, at_least))
            else:
                rows.clauses += clauses
    for name, columns in (gone or {}).items():
        soft.setdefault(name, Rows()).clauses += [((column, False),) for column in columns]
    return Instance(problem.columns, problem.choice_sets, hard, soft, problem.costs[0])


def _least(terms: Sequence[Term], owners: Sequence[int]) -> int:
    # The least that a row can come to, one column of each group (its others count as 0).
    least: dict[int, int] = {}
    for column, factor in terms:
        owner = owners[column]
        least[owner] = min(least.get(owner, 0), factor)
    return sum(least.values())


def _clauses(terms: Sequence[Term], at_least: int, owners: Sequence[int]) -> list[Clause] | None:
    # Of a group one column is 1, so a row with factors 1 and -1 asks: where every group that
    # counts against it is in such a column, one of the others is 1.
    against: dict[int, list[int]] = {}
    for column, factor in terms:
        if factor == -1:
            against.setdefault(owners[column], []).append(column)
        elif factor != 1:
            return None
    if at_least != 1 - len(against):
        return None
    plus = tuple((column, True) for column, factor in terms if factor == 1)
    found = list(islice(product(*against.values()), _MOST_CLAUSES + 1))
    if len(found) > _MOST_CLAUSES:
        return None
    return [(*plus, *((column, False) for column in minus)) for minus in found]


# Running --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heard:
    """What a peer said (None: not within the limit, or it failed), and what it took."""

    said: Any
    build_s: float
    cpu_s: float
    clock_s: float
    failed: str | None = None


Timed = tuple[Any, float]
"""What was said, and the seconds that building the model took."""


def within(seconds: float, run: Callable[[], Timed]) -> Heard:
    """Let somebody work in a process of its own for so many seconds by the clock."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    child = context.Process(target=_child, args=(run, there))
    child.start()
    there.close()
    heard: Heard | None = None
    if here.poll(seconds):
        try:
            heard = here.recv()
        except EOFError:
            heard = Heard(None, 0.0, 0.0, time.perf_counter() - began, "ended without a word")
    else:
        child.kill()
    child.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return heard or Heard(None, 0.0, cpu, time.perf_counter() - began)


def _child(run: Callable[[], Timed], there: Connection) -> None:
    began, work = time.perf_counter(), time.process_time()
    try:
        said, build = run()
        failed = None
    except Exception as error:  # whatever a peer does is told
        said, build, failed = None, 0.0, f"{type(error).__name__}: {error}"[:200]
    cpu, clock = time.process_time() - work, time.perf_counter() - began
    there.send(Heard(said, build, cpu, clock, failed))


# CPMpy ----------------------------------------------------------------------------------------


def cpmpy(tool: str) -> Callable[[Instance], Timed]:
    """Return `mus` (irreducible), `quickxplain` (the same) or `smus` (of the fewest members)."""

    def asked(asked_of: Instance) -> Timed:
        began = time.process_time()
        cp: Any = importlib.import_module("cpmpy")
        explain: Any = importlib.import_module("cpmpy.tools.explain.mus")
        _one_thread()
        columns = cp.boolvar(shape=(asked_of.columns,))
        hard = [cp.sum([columns[c] for c in group]) == 1 for group in asked_of.groups]
        hard += _expressions(cp, columns, asked_of.hard)
        names, soft = list(asked_of.soft), []
        for rows in asked_of.soft.values():
            expressions = _expressions(cp, columns, rows)
            soft.append(cp.all(expressions) if len(expressions) > 1 else expressions[0])
        place = {id(expression): number for number, expression in enumerate(soft)}
        built = time.process_time() - began
        found = getattr(explain, tool)(soft, hard, solver="ortools")
        return [names[place[id(expression)]] for expression in found], built

    return asked


def _expressions(cp: Any, columns: Any, rows: Rows) -> list[Any]:  # noqa: ANN401 (no types here)
    made = [
        cp.any([columns[c] if positive else ~columns[c] for c, positive in clause])
        if len(clause) != 1
        else (columns[clause[0][0]] if clause[0][1] else ~columns[clause[0][0]])
        for clause in rows.clauses
    ]
    made += [
        cp.sum([factor * columns[c] for c, factor in row.terms]) >= row.at_least
        for row in rows.sums
    ]
    return made


def _one_thread() -> None:
    # The tools pass no parameters on, and CP-SAT takes as many threads as there are cores.
    solvers: Any = importlib.import_module("cpmpy.solvers.ortools")
    plain = solvers.CPM_ortools.solve

    def solve(self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (no types here)
        return plain(self, *args, num_workers=1, **kwargs)

    solvers.CPM_ortools.solve = solve


# flamapy --------------------------------------------------------------------------------------


def flamapy_conflict(asked_of: Instance) -> Timed:
    """Return one conflict (QuickXPlain: irreducible), as `PySATConflict` gives the first."""
    began = time.process_time()
    models: Any = importlib.import_module("flamapy.metamodels.pysat_diagnosis_metamodel.models")
    operations: Any = importlib.import_module(
        "flamapy.metamodels.pysat_diagnosis_metamodel.operations"
    )
    if not asked_of.clauses_only:
        raise ValueError("not all rows are clauses")
    model = models.DiagnosisModel()
    model.variables = {f"x{c}": c + 1 for c in range(asked_of.columns)}
    model.features = {c + 1: f"x{c}" for c in range(asked_of.columns)}
    model.add_clause_to_map("always", [*_exactly(asked_of.groups), *_literals(asked_of.hard)])
    for number, rows in enumerate(asked_of.soft.values()):
        model.add_clause_to_map(f"c{number}", list(_literals(rows)))
    operation = operations.PySATConflict()
    operation.set_max_conflicts(1)
    built = time.process_time() - began
    conflict, _ = operation.execute(model).get_result()
    names = list(asked_of.soft)
    return [names[int(number)] for number in re.findall(r"c(\d+)", conflict[8:])], built


def flamapy_backbone(asked_of: Instance, kept: Sequence[Sequence[int]]) -> Timed:
    """Return which rules have one of their `kept` columns always (core), and which never (dead)."""
    began = time.process_time()
    models: Any = importlib.import_module("flamapy.metamodels.pysat_metamodel.models")
    operations: Any = importlib.import_module("flamapy.metamodels.pysat_metamodel.operations")
    if not asked_of.clauses_only:
        raise ValueError("not all rows are clauses")
    model = models.PySATModel()
    clauses = [*_exactly(asked_of.groups), *_literals(asked_of.hard)]
    for number, columns in enumerate(kept):
        feature = asked_of.columns + number + 1
        model.variables[str(number)] = feature
        model.features[feature] = str(number)
        clauses.append([-feature, *(column + 1 for column in columns)])
        clauses += [[feature, -column - 1] for column in columns]
    for clause in clauses:
        model.add_clause(clause)
    built = time.process_time() - began
    found = operations.PySATBackbone().execute(model).get_result()
    return {side: sorted(map(int, found[side])) for side in ("core", "dead")}, built


def _exactly(groups: Iterable[range]) -> Iterator[list[int]]:
    for group in groups:
        literals = [column + 1 for column in group]
        yield literals
        for place, one in enumerate(literals):
            yield from ([-one, -other] for other in literals[place + 1 :])


def _literals(rows: Rows) -> Iterator[list[int]]:
    return ([c + 1 if positive else -c - 1 for c, positive in clause] for clause in rows.clauses)


# clingo ---------------------------------------------------------------------------------------


_ENCODING: Final = """
#defined free/1. #defined pos/2. #defined neg/2. #defined s/2. #defined t/3. #defined cost/2.
1 { x(C) : g(G,C) } 1 :- g(G,_).
{ x(C) } :- free(C).
:- k(K); not x(C) : pos(K,C); x(C) : neg(K,C).
:- s(R,B), #sum { F,C : x(C), t(R,C,F) } < B.
:~ x(C), cost(C,W). [W,C]
kept(N) :- x(C), keeps(N,C).
#show kept/1.
"""
"""The instance as facts and an encoding over them, as its guide has it."""


def clingo(mode: str, asked_of: Instance, kept: Sequence[Sequence[int]], seconds: float) -> Timed:
    """Return the rules that are kept in all optima (`cautious`) or in some (`brave`)."""
    began = time.process_time()
    package: Any = importlib.import_module("clingo")
    options = ["--opt-mode=optN", f"--enum-mode={mode}", "--opt-strategy=usc"]
    control = package.Control(options)
    facts = [f"g({n},{c})." for n, group in enumerate(asked_of.groups) for c in group]
    facts += [f"free({c})." for c in range(asked_of.groups[-1].stop, asked_of.columns)]
    for number, clause in enumerate(asked_of.hard.clauses):
        facts.append(f"k({number}).")
        facts += [f"{'pos' if yes else 'neg'}({number},{c})." for c, yes in clause]
    for number, row in enumerate(asked_of.hard.sums):
        facts.append(f"s({number},{row.at_least}).")
        facts += [f"t({number},{c},{factor})." for c, factor in row.terms]
    facts += [f"cost({c},{cost})." for c, cost in enumerate(asked_of.costs) if cost]
    facts += [f"keeps({n},{c})." for n, columns in enumerate(kept) for c in columns]
    facts.append(_ENCODING)
    control.add("base", [], "\n".join(facts))
    control.ground([("base", [])])
    built = time.process_time() - began
    last: list[list[int]] = [[]]

    def seen(model: Any) -> None:  # noqa: ANN401 (clingo has no types here)
        last[0] = sorted(symbol.arguments[0].number for symbol in model.symbols(shown=True))

    with control.solve(on_model=seen, async_=True) as handle:
        if not handle.wait(seconds):
            handle.cancel()
        if not handle.get().exhausted:
            raise TimeoutError("not exhausted")
    return last[0], built


EXPLAINERS: Final = {"cpmpy": "cpmpy", "flamapy": "flamapy.metamodels", "clingo": "clingo"}
"""Every peer with the module it needs."""


def absent() -> list[str]:
    """List the peers whose package is not installed here."""
    return [name for name, module in EXPLAINERS.items() if not _there(module)]


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def warm(names: Iterable[str]) -> None:
    """Import what some peers need, so that it is in nobody's time."""
    needed = {
        "cpmpy": ("cpmpy", "cpmpy.tools.explain.mus", "cpmpy.solvers.ortools"),
        "flamapy": (
            "flamapy.metamodels.pysat_diagnosis_metamodel.operations",
            "flamapy.metamodels.pysat_metamodel.operations",
        ),
        "clingo": ("clingo",),
    }
    for name in names:
        for module in needed[name]:
            importlib.import_module(module)

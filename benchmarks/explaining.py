# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions that explain: how long each takes, and beside peers that answer the same.

`boomgaardshoek`, or a number of generated rules: our own questions. With `clash-` before it: the
smallest clash of letting a rule go, on the room it hangs together with and on the whole. With
`minima-`: which rules all minima keep, and some. With `backbone-`: which rules every valid
framework keeps. A number with `free` behind it has hours without end: then all rows are clauses.
What a peer says is held against ours.
"""

import math
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import minkader as mk
from benchmarks import explainers
from benchmarks.explainers import Heard, Instance, instance, within
from benchmarks.generate import changed, municipality, shared
from benchmarks.measure import tell
from minkader.decision.delta import Standing
from minkader.decision.restriction import restrict
from minkader.decision.situation import Situation
from minkader.decision.validity import Book
from minkader.problem.numbers import Name, Problem
from minkader.problem.translation import Translation
from minkader.questions import clash
from minkader.questions.answering.solved import SolvedSituation, places_of
from minkader.questions.asking.asked import ask
from minkader.questions.clash.linked import linked_with
from minkader.questions.solve import answered
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.vocabulary import Tier
from minkader.solver.incremental.variants import Variants
from minkader.solver.pipeline import solve
from minkader.solver.watch import Watch

_WHOLE: Final = "ours"
_SETS: Final = "ours, the sets alone"
SECONDS: Final = 60.0
"""How long anybody may take over one instance, by the clock."""
RULES: Final = 20
"""Rules whose clash is looked for on their room, half of them with more than one member."""
WHOLES: Final = {"boomgaardshoek": 10, "1000": 6}
"""Of these, on the whole (elsewhere: two)."""
RUNS: Final = 3
_FREE: Final = "free"
"""Behind a size: hours without end."""
_ONE: Final = "one"
"""Behind a size: one group with half of the hours."""
_REAL: Final = "boomgaardshoek"
_SCENARIOS: Final = (None, "alles-bevestigd")
_SOME: Final = (_REAL, "1000", "10000", "clash-1000", "minima-1000", "backbone-1000free")


def explaining(names: Sequence[str] = ()) -> None:
    """Measure what is named: our questions on a rule set, or one of them beside peers."""
    explainers.warm(set(explainers.EXPLAINERS) - set(explainers.absent()))
    mk.solve(mk.load("voorbeeld"))  # the first solve of a process loads numpy
    beside = {"clash": _clashes, "minima": _minima, "backbone": _backbone}
    for name in names or _SOME:
        part, _, of = name.partition("-")
        if part in beside:
            beside[part](of)
        elif name == _REAL:
            _real()
        else:
            _generated(name)


def _read(name: str) -> RuleSet:
    size = name.removesuffix(_FREE).removesuffix(_ONE)
    if not size.isdigit():
        return mk.load(name)
    document = municipality(int(size))
    if name.endswith(_ONE):
        document = shared(document)
    for group in document["groups"].values() if name.endswith(_FREE) else ():
        group["capacity"] = 10**6
    return mk.load(document)


# Our questions --------------------------------------------------------------------------------


def _real() -> None:
    ruleset = _read(_REAL)
    for scenario in _SCENARIOS:
        flags: dict[str, Any] = {} if scenario is None else {"scenario": scenario}
        name = f"explaining: {_REAL}, {scenario or 'default'}"
        verdicts: dict[str, list[tuple[float, float]]] = {}
        for rule in ruleset.rules:
            said, took = _took(lambda r=rule.id, f=flags: mk.why(ruleset, r, **f))  # type: ignore[misc]
            verdicts.setdefault(said.verdict, []).append(took)
        for verdict, times in verdicts.items():
            tell(f"{name}, why, {verdict}", {"rules": len(times), **_spread(times)})
        runs = [_took(lambda f=flags: mk.choices(ruleset, **f))[1] for _ in range(5)]  # type: ignore[misc]
        tell(f"{name}, choices", _spread(runs))
    runs = [_took(lambda: mk.check(ruleset))[1] for _ in range(5)]
    tell(f"explaining: {_REAL}, check", _spread(runs))
    other = mk.load(changed(ruleset))
    runs = [_took(lambda: mk.compare(ruleset, other))[1] for _ in range(5)]
    tell(f"explaining: {_REAL}, compare, 2 differences", _spread(runs))


def _generated(size: str) -> None:
    ruleset = _read(size)
    runs = 1 if len(ruleset.rules) > 1000 else 3
    for verdict, rule in _one_of_each(ruleset).items():
        times = []
        for _ in range(runs):
            said, took = _took(lambda r=rule: mk.why(ruleset, r))  # type: ignore[misc]
            times.append(took)
            verdict = said.verdict  # noqa: PLW2901 (what it says itself)
        members = len(said.clash.constraints) if said.clash else None
        told = {"seed": 1, "rule": rule, "members": members, **_spread(times)}
        tell(f"explaining: {size} rules, why, {verdict}", told)
    other = mk.load(changed(ruleset))
    asked: dict[str, Callable[[], object]] = {
        "choices": lambda: mk.choices(ruleset),
        "check": lambda: mk.check(ruleset),
        "compare, 2 differences": lambda: mk.compare(ruleset, other),
    }
    for question, ask_it in asked.items():
        times = [_took(ask_it)[1] for _ in range(runs)]
        tell(f"explaining: {size} rules, {question}", {"seed": 1, **_spread(times)})


def _took(run: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    began, work = time.perf_counter(), time.process_time()
    said = run()
    return said, (time.process_time() - work, time.perf_counter() - began)


def _spread(times: Sequence[tuple[float, float]]) -> dict[str, Any]:
    cpu, clock = [one for one, _ in times], [one for _, one in times]
    return {
        "cpu_s": round(statistics.median(cpu), 4),
        "most_cpu_s": round(max(cpu), 4),
        "clock_s": round(statistics.median(clock), 4),
        "most_clock_s": round(max(clock), 4),
        "runs": len(times),
    }


def _one_of_each(ruleset: RuleSet) -> dict[str, str]:
    found: dict[str, str] = {}
    for verdict, rule in _verdicts(ruleset):
        found.setdefault(verdict, rule)
        if len(found) == 3:
            break
    return found


def _verdicts(ruleset: RuleSet) -> Iterator[tuple[str, str]]:
    # Rules in an order drawn from a seed, with what `why` will say of each.
    asked = ask(ruleset)
    situation = asked.situation
    standing = Standing(Book(situation), places_of(situation, answered(asked, Watch())))
    solved = SolvedSituation(standing, situation.policy.order, Watch())
    order = [p for p in situation.rules if p.rule.counts and not p.rule.external]
    order = [p for p in order if not p.rule.follows]
    random.Random(1).shuffle(order)
    for placed in order:
        if not standing.chosen.at(placed.index).kept:
            yield "went", placed.rule.id
            continue
        kept = [place for place, choice in enumerate(placed.choices) if choice.kept]
        found = solved.without(solved.columns(placed.index, kept))
        yield ("impossible" if found is None else "cheaper"), placed.rule.id


# Clashes --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _BlockSets:
    """Where a clash is looked for."""

    book: Book
    wanted: clash.Wanted

    @property
    def instance(self) -> Instance:
        """Return it in numbers: what takes options away is a constraint like any other."""
        situation = self.book.situation
        off: dict[Name, set[tuple[int, int]]] = {}
        for placed in situation.rules:
            for place, choice in enumerate(placed.choices):
                for cause in choice.causes:
                    off.setdefault(cause, set()).add((placed.index, place))
        names = [constraint.name for constraint in self.book.constraints]
        rows = [name for name in names if name not in off]
        made = clash.translated(situation, self.wanted, frozenset(rows))
        column_of = made.column_of
        columns = {
            name: sorted(column_of[one] for one in mine if one in column_of)
            for name, mine in off.items()
        }
        return instance(made.problem, frozenset(rows), {n: c for n, c in columns.items() if c})

    def ours(self) -> tuple[list[Name], float]:
        """Find the smallest clash as `why` does, its checks included."""
        found = clash.smallest(self.book, Watch(), self.wanted)
        if found.size != "smallest":
            raise ValueError(found.size)
        return [(member.kind, member.subjects) for member in found.constraints], 0.0

    def is_clash(self, names: Sequence[Name]) -> bool:
        """Return whether no framework satisfies these constraints."""
        made = clash.translated(self.book.situation, self.wanted, frozenset(names))
        return bool(solve(made.problem, steady=False).infeasible)


def _whole(book: Book, index: int) -> _BlockSets:
    placed = book.situation.rules[index]
    places = (place for place, choice in enumerate(placed.choices) if not choice.kept)
    return _BlockSets(book, clash.Wanted(index, frozenset(places)))


def _cut(whole: _BlockSets) -> _BlockSets:
    piece = restrict(whole.book.situation, linked_with(whole.book, whole.wanted.index))
    local = clash.Wanted(piece.members.index(whole.wanted.index), whole.wanted.places)
    return _BlockSets(Book(piece.situation), local)


def _clashes(name: str) -> None:
    ruleset = _read(name)
    book = Book(ask(ruleset, order=["kept"]).situation)
    wholes = [_whole(book, index) for index in _picked(ruleset, book)]
    _beside(f"clash on the room: {name}", [_cut(whole) for whole in wholes])
    _beside(f"clash on the whole: {name}", wholes[: WHOLES.get(name, 2)])


def _picked(ruleset: RuleSet, book: Book) -> list[int]:
    # Half with one member, half with more (as far as there are), in turns, more first.
    lone, more = list[int](), list[int]()
    for verdict, rule in _verdicts(ruleset):
        if verdict == "impossible":
            index = book.situation.by_id[rule].index
            names, _ = _whole(book, index).ours()
            (lone if len(names) == 1 else more).append(index)
        if min(len(lone), len(more)) >= RULES // 2:
            break
    pairs = zip(more[: RULES // 2], lone[: RULES // 2], strict=False)
    turns = [index for pair in pairs for index in pair]
    left = [index for index in (*more, *lone) if index not in turns]
    return [*turns, *left][:RULES]


def _beside(what: str, blocks: Sequence[_BlockSets]) -> None:
    asked: dict[str, Callable[[Instance], explainers.Timed]] = {}
    missing = explainers.absent()
    if "cpmpy" not in missing:
        asked = {f"cpmpy {tool}": explainers.cpmpy(tool) for tool in ("mus", "quickxplain", "smus")}
    if "flamapy" not in missing:
        asked["flamapy conflict"] = explainers.flamapy_conflict
    rows: dict[str, list[tuple[Heard, dict[str, Any]]]] = {}
    sizes, constraints, over = list[int](), list[int](), set[str]()
    for block in blocks:
        made = block.instance
        constraints.append(len(made.soft))
        ours = within(SECONDS, block.ours)
        rows.setdefault("ours", []).append((ours, {}))
        smallest = len(ours.said or ())
        sizes.append(smallest)
        for peer, run in asked.items():
            if peer in over:
                continue
            heard = within(SECONDS, lambda r=run, m=made: r(m))  # type: ignore[misc]
            if heard.said is None and heard.failed is None:
                over.add(peer)  # once out of time is enough
            judged = {} if heard.said is None else _judged(block, heard.said, smallest)
            rows.setdefault(peer, []).append((heard, judged))
    told = {
        "rules": len(blocks),
        "constraints": round(statistics.median(constraints)),
        "members": sizes,
        "not_installed": missing,
    }
    tell(what, told)
    for peer, heards in rows.items():
        tell(f"{what}, {peer}", _row(heards, rows["ours"]))


def _judged(block: _BlockSets, said: Sequence[Name], smallest: int) -> dict[str, Any]:
    return {"clash": block.is_clash(said), "more": len(said) - smallest}


def _row(
    heards: Sequence[tuple[Heard, dict[str, Any]]], ours: Sequence[tuple[Heard, dict[str, Any]]]
) -> dict[str, Any]:
    done = [heard for heard, _ in heards if heard.said is not None]
    pairs = [
        (heard.cpu_s, beside.cpu_s)
        for (heard, _), (beside, _) in zip(heards, ours, strict=False)
        if heard.said is not None and beside.said is not None
    ]
    judged = [one for _, one in heards if one]
    told: dict[str, Any] = {"asked": len(heards), "answered": len(done)}
    if done:
        told["cpu_s"] = round(statistics.median(heard.cpu_s for heard in done), 4)
        told["build_cpu_s"] = round(statistics.median(heard.build_s for heard in done), 4)
        told["most_cpu_s"] = round(max(heard.cpu_s for heard in done), 4)
        logs = [math.log(theirs / mine) for theirs, mine in pairs]
        told["ratio"] = round(math.exp(statistics.fmean(logs)), 2)
        told["worst_ratio"] = round(min(theirs / mine for theirs, mine in pairs), 2)
    if judged:
        told["no_clash"] = sum(not one["clash"] for one in judged)
        told["larger"] = sum(one["more"] > 0 for one in judged)
        told["smaller"] = sum(one["more"] < 0 for one in judged)
    failed = sorted({heard.failed for heard, _ in heards if heard.failed})
    return {**told, "failed": failed} if failed else told


# Minima and backbone --------------------------------------------------------------------------


def _minima(name: str) -> None:
    ruleset, made = _both(name)

    def clingo(mode: str) -> Callable[[], explainers.Timed]:
        return lambda: explainers.clingo(mode, made.instance, made.kept, SECONDS)

    peers = {f"clingo {mode}": clingo(mode) for mode in ("cautious", "brave")}
    runs = _in_turns(ruleset, made, peers if "clingo" not in explainers.absent() else {})
    said = runs[_WHOLE][0].said
    stays = sorted(set(range(len(made.rules))) - set(made.places(said["never"])))
    core = sorted(made.places(said["core"]))
    want: dict[str, Any] = {"clingo cautious": core, "clingo brave": stays}
    want[_SETS] = {"core": core, "some": stays}
    _told_beside(f"minima: {name}", runs, want, made)


def _backbone(name: str) -> None:
    ruleset, made = _both(name)
    peers = {
        "flamapy backbone": lambda: explainers.flamapy_backbone(made.instance, made.kept),
    }
    runs = _in_turns(ruleset, made, peers if "flamapy" not in explainers.absent() else {})
    said = runs[_WHOLE][0].said
    necessary, off = sorted(made.places(said["necessary"])), sorted(made.places(said["gone"]))
    want = {
        "flamapy backbone": {"core": necessary, "dead": off},
        _SETS: {"necessary": necessary, "gone": off},
    }
    _told_beside(f"backbone: {name}", runs, want, made)


def _both(name: str) -> tuple[RuleSet, "_Kept"]:
    ruleset = _read(name)
    return ruleset, _kept(ask(ruleset, order=["kept"]).situation)


def _in_turns(
    ruleset: RuleSet, made: "_Kept", peers: dict[str, Callable[[], explainers.Timed]]
) -> dict[str, list[Heard]]:
    runs: dict[str, list[Heard]] = {}
    ours = {_WHOLE: lambda: _standings(ruleset), _SETS: lambda: (made.sets(), 0.0)}
    for _ in range(RUNS if len(made.rules) < 3000 else 1):
        for who, run in {**ours, **peers}.items():
            limit = SECONDS if who in peers else 4 * SECONDS
            runs.setdefault(who, []).append(within(limit, run))
    return runs


@dataclass(frozen=True)
class _Kept:
    """A whole problem for its fewest rules, and which columns keep each rule that counts."""

    instance: Instance
    problem: Problem
    kept: list[list[int]]
    off: list[list[int]]
    rules: list[str]

    def places(self, rules: Sequence[str]) -> list[int]:
        """Return the numbers of some rules."""
        place = {rule: number for number, rule in enumerate(self.rules)}
        return [place[rule] for rule in rules]

    def sets(self) -> dict[str, list[int]]:
        """Sort the rules as the peers do: alone, with no price, no witness and no check."""
        variants = Variants(self.problem)
        sides: dict[str, list[int]] = {"core": [], "some": [], "necessary": [], "gone": []}
        for number, (kept, off) in enumerate(zip(self.kept, self.off, strict=True)):
            without = variants.best(kept)
            within_it = variants.best(off) if kept else None
            if without is None or without.costs != variants.costs:
                sides["core"].append(number)
            if within_it is not None and within_it.costs == variants.costs:
                sides["some"].append(number)
            if without is None:
                sides["necessary"].append(number)
            if within_it is None:
                sides["gone"].append(number)
        return sides


def _kept(situation: Situation) -> _Kept:
    policy = situation.policy.model_copy(update={"order": (Tier.KEPT,)})
    made = Translation(replace(situation, policy=policy))
    columns: dict[str, tuple[list[int], list[int]]] = {}
    for (index, place), column in made.column_of.items():
        placed = situation.rules[index]
        if placed.rule.counts:
            off, kept = columns.setdefault(placed.rule.id, ([], []))
            (kept if placed.choices[place].kept else off).append(column)
    kept_of = [kept for _, kept in columns.values()]
    gone_of = [off for off, _ in columns.values()]
    return _Kept(instance(made.problem), made.problem, kept_of, gone_of, list(columns))


def _standings(ruleset: RuleSet) -> explainers.Timed:
    said = mk.choices(ruleset, order=["kept"])
    off = [one.id for one in said.rules if one.keep.price is None]
    told = {"core": said.core, "never": said.never, "necessary": said.necessary, "gone": off}
    return told, 0.0


def _told_beside(
    what: str, runs: dict[str, list[Heard]], want: dict[str, Any], made: _Kept
) -> None:
    mine = statistics.median(heard.cpu_s for heard in runs[_WHOLE])
    told = {"columns": made.instance.columns, "not_installed": explainers.absent()}
    tell(what, told)
    for peer, heards in runs.items():
        done = [heard for heard in heards if heard.said is not None]
        row: dict[str, Any] = {"asked": len(heards), "answered": len(done)}
        failed = sorted({heard.failed for heard in heards if heard.failed})
        if failed:
            row["failed"] = failed
        if done:
            cpu = statistics.median(heard.cpu_s for heard in done)
            row["cpu_s"] = round(cpu, 3)
            row["clock_s"] = round(statistics.median(heard.clock_s for heard in done), 3)
            row["build_cpu_s"] = round(statistics.median(heard.build_s for heard in done), 3)
            if peer != _WHOLE:
                row["ratio"] = round(cpu / mine, 3)
                row["agrees"] = all(_same(heard.said, want[peer]) for heard in done)
        else:
            row["cpu_s_in_vain"] = round(max(heard.cpu_s for heard in heards), 3)
        tell(f"{what}, {peer}", row)


def _same(said: Any, want: Any) -> bool:  # noqa: ANN401 (a list of rules, or lists by name)
    if isinstance(want, dict):
        return all(said[name] == rules for name, rules in want.items())
    return bool(said == want)

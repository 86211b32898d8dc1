# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`choices`: what every framework needs, what some do, and what each form costs."""

from collections import Counter
from itertools import chain
from typing import Any, Final

import pytest

from minkader.formats.locate import load
from minkader.questions.answering.solved import HeldOtherwise
from minkader.questions.choices import choices
from minkader.questions.choices.answer import Choices, FormWay, Way
from minkader.questions.solve import solve
from minkader.solver.incremental import variants
from minkader.solver.search import projected
from tests.depth import seeds, some
from tests.generator import make
from tests.oracle import ORDER, Framework, broken, frameworks, tiers
from tests.oracle_document import Situation, counts, situate
from tests.shared import lines
from tests.tiny import Json, document, lesser, option, rule, ruleset, safe, tangled

SEEDS: Final = seeds(150, least=30)
Held = tuple[str, str | None]


def _asked(document: Json, scenario: str | None, trust: bool, **flags: Any) -> Choices:  # noqa: ANN401
    return choices(load(document), scenario=scenario, trust_proposals=trust, **flags)


def test_choices_gives_every_answer_of_the_contract() -> None:
    wrong = []
    keys = ("core", "open", "never", "necessary")
    for number, case in some(enumerate(lines("contract/cases.jsonl"))):
        expected = case["expect"]
        found = _asked(case["ruleset"], case["scenario"], case["trust"], certificate=False)
        told: dict[str, Any] = {key: list(getattr(found, key)) for key in keys}
        if found.status == "proven":
            told["minimum"] = found.minimum
            told["minimumSets"] = int(found.minimum_sets or 0)
            told["equalOptima"] = int(found.equal_optima or 0)
        else:
            expected = {key: expected.get(key, []) for key in keys}
        if any(expected[key] != said for key, said in told.items()):
            wrong.append((number, told))
    assert not wrong


class _Tried:
    """Every valid framework of a case, as the oracle finds them."""

    def __init__(self, document: Json, scenario: str | None, trust: bool) -> None:
        self.here: Situation = situate(document, scenario, trust=trust)
        self.valid = [f for f in frameworks(self.here) if not broken(self.here, f)]
        self.order = self.here.policy.get("order") or ORDER

    def aim(self, framework: Framework) -> list[int]:
        values = tiers(self.here, framework)
        return [values[tier] for tier in self.order]

    def best(self, held: Any) -> list[int] | None:  # noqa: ANN401 (what a framework must hold)
        return min((self.aim(f) for f in self.valid if held(f)), default=None)

    def moved(self, answer: Choices, moves: tuple[HeldOtherwise, ...]) -> Framework | None:
        """Find the framework that is the answer but for some moves; None: it is not valid."""
        held: dict[str, Held] = {r.id: (r.decision, r.form) for r in answer.answer.rules or ()}
        held.update({one.id: (one.to.decision, one.to.form) for one in moves})
        return next((f for f in self.valid if all(_is(f, r, h) for r, h in held.items())), None)


def _is(framework: Framework, rule_id: str, held: Held) -> bool:
    choice, (decision, form) = framework[rule_id], held
    if decision == "external":
        return choice.form == "external"
    if form is None:
        return not choice.in_force
    return choice.in_force and choice.form == form


def test_every_price_and_witness_is_what_trying_every_framework_gives() -> None:
    """Protects the prices: the best with each form, beside the best of all."""
    seen = Counter[str]()
    for seed in SEEDS:
        document, scenario, trust = make(seed)
        answer = _asked(document, scenario, trust, certificate=False)
        if answer.status != "proven":
            continue
        tried = _Tried(document, scenario, trust)
        for one in answer.rules:
            _looked(tried, answer, one.keep, seen, lambda f, r=one.id: f[r].kept)
            _looked(tried, answer, one.let_go, seen, lambda f, r=one.id: not f[r].kept)
            for form in one.forms:
                held = _held(one.id, form)
                _looked(tried, answer, form, seen, held)
                assert form.standing == _standing(tried, held), (seed, one.id, form)
                seen[form.standing] += 1
    assert min(seen[word] for word in ("necessary", "core", "open", "never", "impossible")) > 0
    assert min(seen["price"], seen["free"], seen["none"], seen["minimum"]) > 0


def _held(rule_id: str, form: FormWay) -> Any:  # noqa: ANN401
    if form.form in (None, "release"):
        return lambda framework: not framework[rule_id].in_force
    return lambda framework: framework[rule_id].in_force and framework[rule_id].form == form.form


def _looked(
    tried: _Tried,
    answer: Choices,
    way: Way,
    seen: Counter[str],
    held: Any,  # noqa: ANN401
) -> None:
    best = tried.best(held)
    if best is None:
        assert way.price is None
        assert way.witness is None
        seen["none"] += 1
        return
    least = tried.best(lambda _: True)
    assert least is not None
    assert way.price is not None
    assert list(way.price.values()) == [b - a for a, b in zip(least, best, strict=True)]
    seen["price" if any(way.price.values()) else "free"] += 1
    assert way.witness is not None
    witness = tried.moved(answer, way.witness)
    assert witness is not None
    assert held(witness)
    assert tried.aim(witness) == best
    if way.minimum is not None:
        shown = tried.moved(answer, way.minimum)
        assert shown is not None
        assert held(shown)
        assert tiers(tried.here, shown)["kept"] == answer.minimum
        seen["minimum"] += 1


def _standing(tried: _Tried, held: Any) -> str:  # noqa: ANN401
    kept = [tiers(tried.here, f)["kept"] for f in tried.valid]
    minima = [f for f, count in zip(tried.valid, kept, strict=True) if count == min(kept)]
    if not any(map(held, tried.valid)):
        return "impossible"
    if all(map(held, tried.valid)):
        return "necessary"
    if all(map(held, minima)):
        return "core"
    return "open" if any(map(held, minima)) else "never"


def test_irredundant_sets_and_blocking_groups_are_those_of_trying_every_framework() -> None:
    """Protects duality: nothing is left out, nothing can become smaller, the bound holds."""
    seen = Counter[str]()
    for seed in SEEDS:
        document, scenario, trust = make(seed)
        answer = _asked(document, scenario, trust, certificate=False, irredundant=True, most=99)
        if answer.irredundant is None:
            continue
        tried = _Tried(document, scenario, trust)
        counted = [r for r, noun in tried.here.rules.items() if counts(noun)]
        kept = {frozenset(r for r in counted if f[r].kept) for f in tried.valid}
        smallest = {one for one in kept if not any(other < one for other in kept)}
        groups = _blocking(counted, kept)
        found = answer.irredundant
        assert found.count == str(len(smallest)), seed
        told = {frozenset(g) for part in found.parts for g in part.groups}
        needed = {frozenset({r}) for r in answer.necessary}
        assert told | needed == groups, seed
        for part in found.parts:
            inside = {one & set(part.rules) for one in smallest}
            assert {frozenset(one) for one in part.sets} == inside, seed
        assert {frozenset(group) for group in found.apart} <= groups
        shared = list(chain.from_iterable(found.apart))
        assert len(shared) == len(set(shared))
        assert found.at_least <= (answer.minimum or 0)
        seen["exact" if found.at_least == answer.minimum else "short"] += 1
        seen["many"] += len(smallest) > 1
    assert min(seen["exact"], seen["many"]) > 0


def _blocking(counted: list[str], kept: set[frozenset[str]]) -> set[frozenset[str]]:
    """Find the smallest sets of rules of which every framework keeps one."""
    groups: set[frozenset[str]] = set()
    for bits in sorted(range(1, 1 << len(counted)), key=lambda bits: bits.bit_count()):
        group = frozenset(r for n, r in enumerate(counted) if bits >> n & 1)
        if not any(known <= group for known in groups) and all(group & one for one in kept):
            groups.add(group)
    return groups


def test_minimum_sets_are_listed_as_they_are_counted() -> None:
    """Protects the list: the sets of each decision, the first ones, and of the whole."""
    pairs = [
        rule("A", guards=["i"]), rule("B", guards=["i"]),
        rule("C", guards=["j"]), rule("D", guards=["j"]), rule("E", guards=["j"]),
    ]  # fmt: skip
    fallback = {"indicator": "x", "unit": "y", "threshold": 1, "window": "1 jaar", "owner": "z"}
    for one in pairs:
        one["release"] = {"fallback": fallback}
    rules = ruleset(*pairs, interests={"i": safe(), "j": safe(at_least=2)})
    found = choices(rules)
    assert found.minimum_sets == "6"
    assert [(one.rules, one.ways) for one in found.decisions] == [
        (("A", "B"), "2"),
        (("C", "D", "E"), "3"),
    ]
    assert found.decisions[1].sets == (("D", "E"), ("C", "E"), ("C", "D"))
    assert found.minima[:2] == (("B", "D", "E"), ("B", "C", "E"))
    assert len(found.minima) == 6
    assert len(choices(rules, most=2).minima) == 2


def _hours(shared: int) -> Json:
    # Two rules that residents can take over, with hours for one of them.
    away = option("self_management", group="g", hours_per_year=10)
    one = rule("A", options=[away], release="never")
    other = rule("B", options=[away], release="never")
    return document(one, other, groups={"g": {"capacity": shared}})


def test_hours_that_rules_share_tie_their_choices_together() -> None:
    found = choices(load(_hours(10)))
    assert found.open == ("A", "B")
    assert found.minimum_sets == "2"
    assert [one.sets for one in found.decisions] == [(("B",), ("A",))]
    assert choices(load(_hours(20))).never == ("A", "B")


def test_what_takes_too_many_branchings_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projected, "MOST_BRANCHES", 0)
    found = choices(load(_hours(10)))
    assert found.minimum_sets is None
    assert found.status == "proven"
    assert found.open == ("A", "B")


def test_what_takes_too_much_work_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variants, "MOST_HARD", -1)
    found = choices(load(_hours(10)))
    assert found.status == "not_proven"
    assert found.unknown == ("A", "B")
    assert found.rules == ()


def test_without_a_framework_there_is_no_choice() -> None:
    rules = ruleset(rule("A"), interests={"i": safe()})
    found = choices(rules)
    assert (found.status, found.minimum, found.unknown) == ("infeasible", None, ())
    assert found.answer.clash is not None


def test_stopped_before_there_is_an_answer_everything_is_unknown() -> None:
    found = choices(load(_hours(10)), stop=lambda: True)
    assert found.status == "not_proven"
    assert found.unknown == ("A", "B")


@pytest.mark.parametrize("looks", range(0, 60, 3))
def test_stopped_at_any_moment_it_says_what_is_known(looks: int) -> None:
    """A fixed bug: a stop while blocking groups were sought ended in a fault of our own."""
    left = iter([False] * looks)
    found = choices(tangled(), irredundant=True, stop=lambda: next(left, True))
    assert found.status in ("proven", "not_proven")
    assert found.status == "proven" or found.minimum_sets is None
    if found.answer.status == "proven":
        assert found.minimum == 3


def test_with_another_order_a_minimum_is_shown_beside_the_price() -> None:
    fallback = {"indicator": "x", "unit": "y", "threshold": 1, "window": "1 jaar", "owner": "z"}
    rules = ruleset(
        rule("A", guards=["m"], release={"fallback": fallback}),
        interests={"m": lesser(severity=5)},
        policy={"order": ["residual", "kept"]},
    )
    found = choices(rules)
    (one,) = found.rules
    assert one.standing == "never"
    assert one.let_go.price == {"residual": 5, "kept": -1}
    assert [(m.id, m.to.decision) for m in one.let_go.minimum or ()] == [("A", "released")]
    assert solve(rules).rule("A").decision == "kept"

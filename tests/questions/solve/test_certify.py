# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Certificates of the product: made for every answer, changed a thousand times, and lied about."""

import copy
import hashlib
import json
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

import pytest

from minkader import verify
from minkader.formats.locate import load
from minkader.problem.numbers import Problem, worth
from minkader.problem.translation import translate
from minkader.questions import solve as solving
from minkader.questions.answering.answers import Framework
from minkader.questions.asking.asked import ask
from minkader.questions.solve import certify, solve
from minkader.ruleset.errors import MinkaderError, SelfCheckError
from minkader.ruleset.nouns import RuleSet
from minkader.solver.pipeline import Outcome
from minkader.solver.pipeline import solve as solve_numbers
from minkader.solver.proof import certificate as making
from tests.depth import seeds, some
from tests.generator import make
from tests.oracle import answer as judged
from tests.shared import lines
from tests.solver.numbers import picked, solutions
from tests.test_verify_reading import best, cost, forms, frameworks
from tests.tiny import Json, document, rule, safe, tangled

SEEDS: Final = seeds(200, least=40)
LIES: Final = seeds(150, least=40)
CHANGES: Final = seeds(3000, least=600)
OTHERS: Final = seeds(700, least=200)
Case = tuple[Json, str | None, bool]


def asked_for(
    text: Json, scenario: str | None, trust: bool, *, certificate: bool = True
) -> Framework:
    """Ask for an answer with its certificate, or without."""
    return solve(load(text), scenario=scenario, trust_proposals=trust, certificate=certificate)


def holds_on_all_tiers(found: Framework, ruleset: RuleSet) -> bool:
    """Return whether an answer has a certificate on every tier, as a file would bring it."""
    proof = json.loads(json.dumps(found.certificate))
    report = verify.check(proof, ruleset.exported())
    tiers = {} if found.status == "infeasible" else {o.tier: o.value for o in found.objectives}
    return (
        proof == found.certificate
        and found.proof == "certified"
        and list(found.certified_tiers) == list(tiers)
        and report.claims == tiers
    )


# Everything that is small is certified ------------------------------------------------------------


def test_every_case_of_the_contract_is_certified_on_every_tier() -> None:
    """Protects the promise for small rule sets: nobody has to take the solver's word."""
    wrong = []
    counts = Counter[str]()
    for number, case in some(enumerate(lines("contract/cases.jsonl")), least=100):
        found = asked_for(case["ruleset"], case["scenario"], case["trust"])
        assert found.status == case["expect"]["status"]
        counts[found.status] += 1
        if not holds_on_all_tiers(found, load(case["ruleset"])):
            wrong.append(number)
    assert not wrong
    assert min(counts.values()) > 1
    assert {*counts} == {"proven", "infeasible"}


def test_generated_rule_sets_are_certified_on_every_tier() -> None:
    """Protects combinations that nobody would think of, and what they claim, by the oracle."""
    wrong = []
    for seed in SEEDS:
        text, scenario, trust = make(seed)
        found = asked_for(text, scenario, trust)
        told = judged(text, scenario, trust)
        claims = found.certificate["claims"] if found.certificate else None
        expected = [{"tier": tier, "value": value} for tier, value in told.objectives.items()]
        if not holds_on_all_tiers(found, load(text)) or claims != expected:
            wrong.append(seed)
    assert not wrong


@pytest.mark.parametrize("name", ["voorbeeld", "boomgaardshoek"])
def test_shipped_rule_set_is_certified_in_every_scenario(name: str) -> None:
    """Protects the examples that everybody sees first; without being asked for."""
    ruleset = load(name)
    for scenario in (None, *ruleset.scenarios):
        assert holds_on_all_tiers(solve(ruleset, scenario=scenario), ruleset), scenario


# Asked for or not ---------------------------------------------------------------------------------


def test_certificate_is_made_unless_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the flag, and large rule sets: there a proof is only made when asked for."""
    ruleset = load("voorbeeld")
    without = solve(ruleset, certificate=False)
    assert (without.proof, without.certified_tiers, without.certificate) == ("solver", (), None)
    monkeypatch.setattr(certify, "MOST_ROWS", 0)
    assert solve(ruleset).proof == "solver"
    assert solve(ruleset, certificate=True).proof == "certified"
    none = load(document(rule("A"), interests={"x": safe()}))
    assert solve(none).certificate is None
    assert solve(none, certificate=True).proof == "certified"


@pytest.mark.parametrize("until", ["certify", None])
def test_stopped_watch_gives_an_answer_without_a_certificate(until: str | None) -> None:
    """Protects Ctrl-C: what was found is told, half a proof is not."""
    told: list[str] = []

    def progress(step: str, done: int, total: int, best: int | None, bound: int | None) -> None:
        told.append(step)

    found = solve(
        load("boomgaardshoek"),
        certificate=True,
        progress=progress,
        stop=lambda: until is None or until in told,
    )
    assert found.proof != "certified"
    assert (found.certified_tiers, found.certificate) == ((), None)
    assert found.status == ("not_proven" if until is None else "proven")
    assert found.rules


def test_tree_that_proves_nothing_is_our_own_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the rule that only the checker certifies: whatever the maker writes."""
    monkeypatch.setattr(making, "tree_of", lambda *_: [["leaf", []]])
    with pytest.raises(SelfCheckError) as caught:
        solve(tangled(), certificate=True)
    assert caught.value.what == "certificate"
    assert "certificate" in caught.value.report
    with pytest.raises(SelfCheckError):
        solve(load(document(rule("A"), interests={"x": safe()})), certificate=True)


# Changed certificates -----------------------------------------------------------------------------


@cache
def _small() -> list[tuple[Case, Json]]:
    # Small cases with their certificates, of which the checker's own reading can try everything.
    found = []
    for seed in SEEDS:
        text, scenario, trust = make(seed)
        proof = json.loads(json.dumps(asked_for(text, scenario, trust).certificate))
        here = verify.read(text, proof["input"])
        nodes = sum(len(part["tree"]) for part in proof["parts"])
        if nodes > 1 and math.prod(map(len, here.of_rule.values())) < 200:
            found.append(((text, scenario, trust), proof))
    return found


def _part(draw: random.Random, proof: Json) -> Json:
    found: Json = draw.choice(proof["parts"])
    return found


def _nudged(draw: random.Random, holder: Any, key: Any) -> None:  # noqa: ANN401
    holder[key] = draw.choice([holder[key] + 1, holder[key] - 1, holder[key] * 2, 0])


def _multiplier(draw: random.Random, proof: Json) -> None:
    pairs = [
        pair
        for part in proof["parts"]
        for node in part["tree"]
        if node[0] != "branch"
        for pair in node[1]
    ]
    _nudged(draw, draw.choice(pairs), draw.choice([0, 1, 1]))


def _row(draw: random.Random, proof: Json) -> None:
    rows = draw.choice([part["rows"] for part in proof["parts"] if part["rows"]])
    at = draw.randrange(len(rows))
    match draw.randrange(4):
        case 0:
            del rows[at]
        case 1:
            rows.append(rows.pop(at))
        case 2:
            _nudged(draw, rows[at], "atLeast")
        case 3:
            _nudged(draw, draw.choice(rows[at]["terms"]), draw.choice([0, 1]))


def _node(draw: random.Random, proof: Json) -> None:
    tree = _part(draw, proof)["tree"]
    at = draw.randrange(len(tree))
    match draw.randrange(4):
        case 0:
            del tree[at]
        case 1:
            tree.insert(at, copy.deepcopy(draw.choice(tree)))
        case 2:
            tree[at][0] = draw.choice(["leaf", "fix", "branch"])
        case 3:
            tree[at] = ["branch", draw.randrange(6)]


def _option(draw: random.Random, proof: Json) -> None:
    options = _part(draw, proof)["options"]
    one, other = (draw.randrange(len(options)) for _ in range(2))
    if draw.random() < 0.5:
        options[one], options[other] = options[other], options[one]
    else:
        options[one] = [options[other][0], *options[one][1:]]


def _form(draw: random.Random, proof: Json) -> None:
    framework = proof["framework"]
    one, other = (draw.choice(list(framework)) for _ in range(2))
    framework[one] = draw.choice([framework[other], "release", "general_rule", "permit"])


def _claim(draw: random.Random, proof: Json) -> None:
    if draw.random() < 0.3:  # fewer tiers: still true, where the tree allows it
        for told in (
            proof["claims"],
            *(p[k] for p in proof["parts"] for k in ("values", "weights")),
        ):
            told.pop()
    else:
        _nudged(draw, draw.choice(proof["claims"]), "value")


def _value(draw: random.Random, proof: Json) -> None:
    values = _part(draw, proof)["values"]
    at = draw.randrange(len(values))
    _nudged(draw, values, at)
    if draw.random() < 0.5:
        proof["claims"][at]["value"] = draw.randrange(8)


def _weight(draw: random.Random, proof: Json) -> None:
    weights = _part(draw, proof)["weights"]
    _nudged(draw, weights, draw.randrange(len(weights)))


def _whole(draw: random.Random, proof: Json) -> None:
    match draw.randrange(6):
        case 0:
            proof["input"]["sha256"] = proof["input"]["sha256"][::-1]
        case 1:
            del proof["parts"][draw.randrange(len(proof["parts"]))]
        case 2:
            proof["parts"].append(copy.deepcopy(draw.choice(proof["parts"])))
        case 3:
            proof["status"] = draw.choice(["proven", "infeasible"])
        case 4:
            proof |= {"status": "infeasible", "claims": [], "framework": None}
            proof["parts"] = [draw.choice(proof["parts"]) | {"values": [], "weights": []}]
        case 5:
            draw.shuffle(proof["input"]["policy"]["order"])


WAYS: Final[list[Callable[[random.Random, Json], None]]] = [
    _multiplier, _row, _node, _option, _form, _claim, _value, _weight, _whole,
]  # fmt: skip


def _true(text: Json, proof: Json) -> bool:
    """Tell by trying everything whether what a certificate claims is true, framework and all."""
    here = verify.read(text, proof["input"])
    found = best(here)
    claims = {claim["tier"]: claim["value"] for claim in proof["claims"]}
    if found is None or not claims:
        return found is None and not claims
    reached = (
        {tier: cost(here, chosen, tier) for tier in claims}
        for chosen in frameworks(here)
        if forms(here, chosen) == proof["framework"]
    )
    return list(claims.items()) == list(found[0].items())[: len(claims)] and claims in reached


def _accepted(proof: Json, text: Json) -> bool:
    try:
        verify.check(proof, text)
    except verify.Refused:
        return False
    return True


def test_changed_certificate_is_refused_unless_what_it_claims_is_true() -> None:
    """Protects soundness: a number, a row, a form, a branch, a claim, a weight, the hash."""
    draw = random.Random(7)  # fixed
    made = _small()
    counts = Counter[tuple[str, bool]]()
    for n in CHANGES:
        (text, _, _), old = made[n % len(made)]
        proof = copy.deepcopy(old)
        way = draw.choice(WAYS)
        try:
            way(draw, proof)
        except (IndexError, TypeError, ValueError):
            continue  # nothing there to change
        if proof != old:
            passed = _accepted(proof, text)
            counts[way.__name__, passed] += 1
            assert not passed or _true(text, proof), (way, proof)
    for way in WAYS:
        assert counts[way.__name__, False] > len(CHANGES) // 100, counts
    survivors = sum(count for (_, passed), count in counts.items() if passed)
    assert 0 < survivors < sum(counts.values()) / 3


def _altered(draw: random.Random, text: Json) -> None:
    # A change of the rule set that leaves it readable, and may change what is best.
    one = draw.choice(text["rules"])
    other = draw.choice(text["rules"])
    own = one.get("holder", "municipality") == "municipality"
    match draw.randrange(6):
        case 0:
            one["weight"] = draw.randrange(4)
        case 1 if own:
            one["classification"] = draw.choice(["none", "confirmed", "proposed"])
        case 2:
            one.pop(draw.choice(["guards", "requires", "excludes", "grounds", "lock"]), None)
        case 3 if one is not other:
            one.setdefault("requires", []).append(f"{other['id']}@kept")
        case 4:
            text.setdefault("policy", {})["fallback"] = draw.choice(["required", "reported"])
        case _:
            one["title"] = "Anders"


def test_certificate_of_another_rule_set_or_scenario_is_refused_unless_it_is_true_there_too() -> (
    None
):
    """Protects the reading: with the right hash, the proof must hold for what the file now says."""
    draw = random.Random(8)  # fixed
    made = _small()
    counts = Counter[bool]()
    for n in OTHERS:
        (old, scenario, trust), proof = copy.deepcopy(made[n % len(made)])
        text = copy.deepcopy(old)
        _altered(draw, text)
        if draw.random() < 0.2:
            scenario = draw.choice([None, *text.get("scenarios", {})])
        try:
            asked = ask(load(text), scenario=scenario, trust_proposals=trust)
        except MinkaderError:
            continue  # no rule set any more
        if text != old:
            assert not _accepted(proof, text)
        proof["input"] = asked.input.model_dump(mode="json", by_alias=True)
        passed = _accepted(proof, json.loads(json.dumps(text)))
        counts[passed] += 1
        if passed:
            told = judged(text, scenario, trust)
            claims = [{"tier": tier, "value": value} for tier, value in told.objectives.items()]
            assert proof["claims"] == claims[: len(proof["claims"])]
            assert bool(claims) == (proof["status"] == "proven")
    assert min(counts.values()) > len(OTHERS) // 7


# A solver that lies -------------------------------------------------------------------------------


def _problems() -> Iterator[tuple[Case, Problem, Outcome]]:
    for seed in LIES:
        text, scenario, trust = make(seed)
        here = ask(load(text), scenario=scenario, trust_proposals=trust).situation
        problem = translate(here).problem
        size = math.prod(map(len, problem.choice_sets)) << (problem.columns - problem.derived)
        if size < 3000:
            yield (text, scenario, trust), problem, solve_numbers(problem)


def _worse(problem: Problem, truth: Outcome) -> Outcome | None:
    # A valid framework that is not best, with bounds that pretend it is.
    for values in solutions(problem) if truth.proven else ():
        if worth(problem, values) != worth(problem, truth.values):
            bounds: Sequence[int | None] = worth(problem, values)
            return Outcome(picked(problem, values), [*bounds], proven=True, equal=1, values=values)
    return None


def _worse_on_the_last(problem: Problem, truth: Outcome) -> Outcome | None:
    for values in solutions(problem) if truth.proven else ():
        told, right = worth(problem, values), worth(problem, truth.values)
        if told[:-1] == right[:-1] and told != right:
            return Outcome(picked(problem, values), [*told], proven=True, equal=1, values=values)
    return None


def _no_framework(problem: Problem, truth: Outcome) -> Outcome | None:
    nothing: list[int | None] = [None] * len(problem.costs)
    return Outcome(None, nothing, proven=False, infeasible=True) if truth.proven else None


def _too_good(problem: Problem, truth: Outcome) -> Outcome | None:
    if not truth.proven or not truth.bounds[0]:
        return None
    return replace(truth, bounds=[truth.bounds[0] - 1, *truth.bounds[1:]])


def _too_bad(problem: Problem, truth: Outcome) -> Outcome | None:
    if not truth.proven or truth.bounds[-1] is None:
        return None
    return replace(truth, bounds=[*truth.bounds[:-1], truth.bounds[-1] + 1])


def _broken(problem: Problem, truth: Outcome) -> Outcome | None:
    # The cheapest column of each rule, whatever the rows say.
    least = [
        min(g, key=lambda c: [costs[c] for costs in problem.costs])
        for g in problem.choice_sets
        if g
    ]
    values = [int(column in least) for column in range(problem.columns)]
    if not truth.proven or least in [picked(problem, values) for values in solutions(problem)]:
        return None
    bounds: Sequence[int | None] = worth(problem, values)
    return Outcome(least, [*bounds], proven=True, equal=1, values=values)


def _other_values(problem: Problem, truth: Outcome) -> Outcome | None:
    # Shows one framework and hands another one to whoever certifies.
    lie = _worse(problem, truth)
    return None if lie is None else replace(lie, values=truth.values)


Lie = Callable[[Problem, Outcome], Outcome | None]


def _told(lie: Lie, monkeypatch: pytest.MonkeyPatch, *, certificate: bool = True) -> Counter[str]:
    """Tell a lie about many rule sets: what came of it; certified and false fails at once."""
    counts = Counter[str]()
    for (text, scenario, trust), problem, truth in _problems():
        outcome = lie(problem, truth)
        if outcome is None:
            continue
        monkeypatch.setattr(solving, "solve_numbers", lambda *_, told=outcome, **__: told)
        try:
            found = asked_for(text, scenario, trust, certificate=certificate)
        except SelfCheckError:
            counts["own fault"] += 1
            continue
        right = judged(text, scenario, trust)
        if found.proof == "certified":
            assert found.status == right.status
            tiers = {o.tier: o.value for o in found.objectives if o.tier in found.certified_tiers}
            assert tiers.items() <= right.objectives.items()
            assert list(found.certified_tiers) == list(right.objectives)[: len(tiers)]
        counts[str(found.proof)] += 1
    return counts


@pytest.mark.parametrize("lie", [_no_framework, _too_good, _too_bad, _broken])
def test_lie_that_plain_python_can_see_is_our_own_fault(
    lie: Lie, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects answers without a certificate: validity, values, bounds, a clash that is none."""
    counts = _told(lie, monkeypatch, certificate=False)
    assert {*counts} == {"own fault"}
    assert counts["own fault"] > len(LIES) // 10


@pytest.mark.parametrize("lie", [_worse, _worse_on_the_last])
def test_framework_that_is_not_best_is_never_certified_as_best(
    lie: Lie, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects "proven": a valid lie passes unless a proof is made, and who makes it finds out."""
    unproven = _told(lie, monkeypatch, certificate=False)
    assert {*unproven} == {"solver"}
    assert unproven["solver"] > len(LIES) // 10
    assert _told(lie, monkeypatch) == {"own fault": unproven["solver"]}


def test_certificate_is_of_the_framework_that_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the answer: a proof of another framework, however right, says nothing of it."""
    assert {*_told(_other_values, monkeypatch)} == {"own fault"}


def test_mistake_in_the_translation_is_not_certified(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects against a wrong problem: the checker reads the rule set for itself."""
    right = translate

    def wrong(*args: Any) -> Any:  # noqa: ANN401
        made = right(*args)
        made.problem.costs[0] = [0] * made.problem.columns
        return made

    monkeypatch.setattr(solving, "translate", wrong)
    with pytest.raises(SelfCheckError):
        solve(load("voorbeeld"), certificate=True)


def test_hash_is_of_the_document_that_was_read() -> None:
    """Protects `minkader export`: the same bytes are hashed by everybody."""
    ruleset = load("voorbeeld")
    found = solve(ruleset, certificate=True).certificate
    told = json.dumps(ruleset.exported(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert found is not None
    assert found["input"]["sha256"] == hashlib.sha256(told.encode()).hexdigest()

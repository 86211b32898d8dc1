# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checker's own reading of a rule set, tried out by brute force over its columns and rows."""

import hashlib
import json
from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from minkader.formats.locate import load
from minkader.problem.numbers import Row
from minkader.problem.translation import Translation, translate
from minkader.questions.asking.asked import ask
from minkader.verify import Reading, read
from tests.depth import seeds
from tests.generator import make
from tests.oracle import answer
from tests.shared import lines
from tests.tiny import document, rule

Json = dict[str, Any]
SEEDS: Final = seeds(600, least=100)
ORDER: Final = ["kept", "intensity", "residual", "effort"]


def asked(document: Json, scenario: str | None = None, *, trust: bool = False, **said: Any) -> Json:  # noqa: ANN401
    """Write the input of a certificate; `said` replaces keys of the policy or is the changes."""
    policy = document.get("policy", {})
    told = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return {
        "id": document["id"],
        "sha256": hashlib.sha256(told.encode()).hexdigest(),
        "scenario": scenario,
        "changes": said,
        "policy": {
            "order": policy.get("order") or ORDER,
            "fallback": policy.get("fallback", "required"),
            "objectionsAtMost": str(policy.get("objections_at_most", 0.5)),
            "proposals": "decide" if trust else policy.get("proposals", "keep"),
        },
        "ties": "steady",
    }


def frameworks(here: Reading) -> Iterator[set[int]]:
    """Return every choice of columns that all rows allow, derived ones with it, in steady order."""
    for choice in product(*here.of_rule.values()):
        chosen = set(choice)
        here.complete(chosen)
        if all(sum(f for c, f in terms if c in chosen) >= least for terms, least in here.rows):
            yield chosen


def cost(here: Reading, chosen: set[int], tier: str) -> int:
    """Add up what a choice costs on a tier."""
    return here.constants[tier] + sum(here.costs[tier].get(column, 0) for column in chosen)


def forms(here: Reading, chosen: set[int]) -> dict[str, str]:
    """Name the form of every rule of the municipality."""
    names = {column: name for name, column in here.number.items()}
    own = [column for columns in here.of_rule.values() for column in columns if column in chosen]
    return {str(names[column][0]): str(names[column][1]) for column in own}


Best = tuple[dict[str, int], dict[str, str], int] | None


def best(here: Reading) -> Best:
    """Return the optimum, the steady framework and how many frameworks are as good."""
    order = here.policy["order"]
    found = [([cost(here, chosen, t) for t in order], chosen) for chosen in frameworks(here)]
    if not found:
        return None
    least = min(values for values, _ in found)
    equal = [chosen for values, chosen in found if values == least]
    return dict(zip(order, least, strict=True)), forms(here, equal[0]), len(equal)


def expected(status: str, objectives: dict[str, int], rules: Any, equal: int) -> Best:  # noqa: ANN401
    """Write an answer of the contract or the oracle as `best` does; no externals, no followers."""
    if status == "infeasible":
        return None
    named = {
        id_: "release" if decision == "released" else form
        for id_, decision, form, _ in rules
        if decision != "external"
    }
    return objectives, named, equal


def same(here: Reading, wanted: Best) -> bool:
    """Compare, with exemptions and definitions as `in_force` and `lapsed`."""
    found = best(here)
    if found is None or wanted is None:
        return found == wanted
    for name, form in found[1].items():
        if form in ("in_force", "lapsed") and (wanted[1][name] is None) == (form == "lapsed"):
            wanted[1][name] = form
    return found == wanted


def test_reading_gives_every_answer_of_the_contract() -> None:
    """Protects the proof of the right problem: the model in numbers, by the checker's reading."""
    wrong = []
    for number, case in enumerate(lines("contract/cases.jsonl")):
        told = case["expect"]
        here = read(case["ruleset"], asked(case["ruleset"], case["scenario"], trust=case["trust"]))
        values = [told.get(key) for key in ("status", "objectives", "rules", "equalOptima")]
        if not same(here, expected(*values)):
            wrong.append(number)
    assert not wrong


def test_reading_gives_the_oracle_s_answer_to_generated_rule_sets() -> None:
    """Protects combinations that nobody would think of; scenarios and policies with them."""
    wrong = []
    for seed in SEEDS:
        document, scenario, trust = make(seed)
        told = answer(document, scenario, trust)
        here = read(document, asked(document, scenario, trust=trust))
        if not same(here, expected(told.status, told.objectives, told.rules, told.equalOptima)):
            wrong.append(seed)
    assert not wrong


# Against the translation of the product -----------------------------------------------------------


def _binds(row: Row) -> bool:
    # A row that every choice of zeros and ones fulfils proves nothing, and the checker has none.
    return sum(min(factor, 0) for _, factor in row.terms) < row.rhs


def _named(translation: Translation) -> dict[int, tuple[str | int, ...]]:
    # Name every column of a translation as docs/certificate.md does.
    names: dict[int, tuple[str | int, ...]] = {}
    for (index, place), column in translation.column_of.items():
        placed = translation.situation.rules[index]
        form = placed.choices[place].form
        if placed.rule.follows:
            names[column] = (
                placed.rule.id,
                "in_force" if placed.choices[place].in_force else "lapsed",
            )
        else:
            names[column] = (placed.rule.id, "release" if form is None else str(form))
    for column, (kind, *rest) in translation.derived_of.items():
        names[column] = (kind, rest[0], *map(int, rest[1:]))
    return names


def test_every_row_and_cost_of_the_translation_is_one_of_the_reading() -> None:
    """Protects certificates: a proof over the product's rows is one over the checker's."""
    wrong = []
    bare = 0
    for seed in SEEDS:
        text, scenario, trust = make(seed)
        question = ask(load(text), scenario=scenario, trust_proposals=trust)
        translation = translate(question.situation)
        here = read(text, question.input.model_dump(mode="json", by_alias=True))
        names = _named(translation)
        bare += not all(map(_binds, translation.problem.rows))
        assert translation.named() == [names[column] for column in sorted(names)]
        number = {column: here.number.get(name) for column, name in names.items()}
        rows = [
            (frozenset((number[column], factor) for column, factor in row.terms), row.rhs)
            for row in translation.problem.rows
            if _binds(row)
        ]
        costs = [
            {number[column]: n for column, n in enumerate(costs) if n}
            for costs in translation.problem.costs
        ]
        mine = [{c: n for c, n in here.costs[t].items() if n} for t in here.policy["order"]]
        constants = [here.constants[tier] for tier in here.policy["order"]]
        same_costs = costs == mine and constants == translation.problem.constants
        if None in number.values() or not here.rows.keys() >= {*rows} or not same_costs:
            wrong.append(seed)
    assert not wrong
    assert bare < len(SEEDS) // 4


def _split(text: Json, name: str, left: set[str]) -> tuple[Json, Json]:
    # The same scenario, some of its words in the file and the others as changes on top.
    scenario = text["scenarios"][name]
    top = {key: scenario[key] for key in sorted(scenario.keys() - {"title", *left})}
    below = {key: value for key, value in scenario.items() if key not in top}
    return {**text, "scenarios": {**text["scenarios"], name: below}}, top


def test_changes_on_top_are_read_as_words_of_the_scenario() -> None:
    """Protects `input.changes`: the same words mean the same, wherever they were said."""
    tried = 0
    for seed in SEEDS:
        text, scenario, trust = make(seed)
        if scenario is not None:
            told = read(text, asked(text, scenario, trust=trust))
            for left in ({"keep", "capacity"}, {"adopt", "stances"}):
                below, top = _split(text, scenario, left)
                here = read(below, {**asked(below, scenario, trust=trust), "changes": top})
                assert (here.rows, here.costs, here.number) == (told.rows, told.costs, told.number)
                tried += bool(top)
    assert tried > len(SEEDS) // 10


def test_pin_on_top_replaces_the_pin_of_the_scenario() -> None:
    """Protects what-if: the last word on a rule counts, lists are joined."""
    text = document(
        rule("A"), rule("B"), rule("C"), scenarios={"s": {"keep": ["A", "B"], "drop_interests": []}}
    )
    here = read(text, {**asked(text, "s"), "changes": {"release": ["A"], "keep": ["C"]}})
    assert [len(here.of_rule[name]) for name in "ABC"] == [1, 1, 1]
    assert ("A", "release") in here.number

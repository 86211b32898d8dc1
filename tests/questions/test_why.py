# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`why`: the smallest clash with letting a rule go, or the price, or what brings it back."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import pytest

from minkader.decision.situation import Situation
from minkader.formats.locate import load
from minkader.problem.numbers import Name
from minkader.questions import clash
from minkader.questions.asking.asked import ask
from minkader.questions.solve import solve
from minkader.questions.why import Why, why
from minkader.questions.why.tree import Node
from minkader.ruleset.errors import WrongUseError
from minkader.solver.incremental import variants
from minkader.solver.lexicographic import solve_lexicographically
from minkader.solver.watch import Watch
from tests.depth import seeds, some
from tests.generator import make
from tests.oracle import ORDER, Framework, broken, frameworks, holds, target, tiers
from tests.oracle_clash import smallest_clash
from tests.oracle_document import Situation as Situation_
from tests.oracle_document import choices, is_decided, situate
from tests.tiny import FALLBACK, Json, lesser, option, rule, ruleset, safe

MUNICIPAL: Final = {
    "prohibition", "permit", "notification_duty", "information_duty", "general_rule",
    "duty_of_care",
}  # fmt: skip


def _nodes(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _nodes(node.reasons)


def test_reasons_are_the_smallest_clash_with_letting_a_rule_go() -> None:
    """Protects the answer: as many constraints as trying everything needs, and the same ones."""
    seen = Counter[str]()
    for seed in seeds(75, least=15):
        document, scenario, trust = make(seed)
        rules = load(document)
        if solve(rules, scenario=scenario, trust_proposals=trust).status != "proven":
            continue
        here = situate(document, scenario, trust=trust)
        for noun in filter(is_decided, here.rules.values()):
            forms = frozenset(choice.form for choice in choices(noun)) - MUNICIPAL
            asked: dict[str, Any] = {"scenario": scenario, "trust_proposals": trust}
            found = why(rules, noun["id"], **asked)
            seen[found.verdict] += 1
            _held_against(found, document, scenario, trust, (noun["id"], forms))
            for form in sorted(choice.form for choice in choices(noun)):
                told = why(rules, noun["id"], not_form=form, **asked)
                wanted = (noun["id"], frozenset({form}))
                _held_against(told, document, scenario, trust, wanted)
    assert set(seen) == {"impossible", "cheaper", "tie", "went"}
    assert seen["impossible"] > seen.total() // 5


def _held_against(
    found: Why,
    document: Json,
    scenario: str | None,
    trust: bool,
    wanted: tuple[str, frozenset[str]],
) -> None:
    here = situate(document, scenario, trust=trust)
    valid = [f for f in frameworks(here) if not broken(here, f)]
    with_it = [f for f in valid if f[wanted[0]].form in wanted[1]]
    if found.verdict in ("went", "is_so"):
        assert with_it
        return
    order = here.policy.get("order") or ORDER
    if with_it:
        best, least = (
            min([tiers(here, f)[tier] for tier in order] for f in some) for some in (with_it, valid)
        )
        assert found.price is not None
        assert list(found.price.values()) == [b - a for a, b in zip(least, best, strict=True)]
        assert found.verdict == ("cheaper" if any(found.price.values()) else "tie")
        return
    assert found.verdict == "impossible"
    assert found.clash is not None
    members = [(m.kind, m.subjects) for m in found.clash.constraints]
    assert members == smallest_clash(document, scenario, trust, wanted)
    told = [(node.kind, node.subjects) for node in _nodes(found.reasons)]
    assert sorted(told) == sorted(members)  # each once: no circle, no fact twice
    assert all(wanted[0] == node.rule for node in found.reasons)


@pytest.mark.parametrize(
    ("name", "scenario"),
    [("voorbeeld", None), ("voorbeeld", "proef"), ("boomgaardshoek", None),
     ("boomgaardshoek", "alles-bevestigd")],
)  # fmt: skip
def test_every_kept_rule_of_the_shipped_rule_sets_survives_mutation(
    name: str, scenario: str | None
) -> None:
    """Protects the reasons: CP-SAT, which did not find them, clashes with all, with no fewer."""
    rules = load(name)
    situation = ask(rules, scenario=scenario).situation
    answered = solve(rules, scenario=scenario).rules or ()
    kept = some((one for one in answered if one.decision == "kept"), least=4)
    seen = 0
    for one in kept:
        found = why(rules, one.id, scenario=scenario, certificate=False)
        if found.verdict != "impossible":
            continue
        assert found.clash is not None
        assert found.clash.size == "smallest"
        placed = situation.by_id[one.id]
        places = frozenset(p for p, choice in enumerate(placed.choices) if not choice.kept)
        wanted = clash.Wanted(placed.index, places)
        names = [(m.kind, m.subjects) for m in found.clash.constraints]
        assert not _feasible(situation, wanted, names)
        for left_out in names:
            assert _feasible(situation, wanted, [name for name in names if name != left_out])
        seen += 1
        assert all(node.origin.line is not None for node in _nodes(found.reasons))
    assert seen > len(kept) // 2


def _feasible(situation: Situation, wanted: clash.Wanted, names: list[Name]) -> bool:
    problem = clash.translated(situation, wanted, frozenset(names)).problem
    return not solve_lexicographically(problem, Watch(), steady=False).infeasible


Told = dict[tuple[str, tuple[str, ...]], str | None]


def test_what_brings_a_rule_back_is_what_trying_every_framework_gives() -> None:
    """Protects the losses, told and not told: each kind against the oracle, both ways."""
    seen = Counter[str]()
    for seed in seeds(225, least=160):
        document, scenario, trust = make(seed)
        here = situate(document, scenario, trust=trust)
        every = list(frameworks(here))
        now = _steady(here, [f for f in every if not broken(here, f)])
        if now is None:
            continue
        rules = load(document)
        for noun in filter(is_decided, here.rules.values()):
            if not now[noun["id"]].kept:
                found = why(rules, noun["id"], scenario=scenario, trust_proposals=trust)
                told: Told = {
                    (x.kind, x.subjects): None if x.to is None else x.to.form for x in found.losses
                }
                assert told == dict(_losses(here, every, now, noun["id"])), (seed, noun["id"])
                seen.update(loss.kind for loss in found.losses)
                seen.update("none" for loss in found.losses if loss.to is None)
    assert min(seen[kind] for kind in ("group_stops", "blocked", "guard_lost", "none")) > 1


def _steady(here: Situation_, valid: list[Framework]) -> Framework | None:
    order = here.policy.get("order") or ORDER

    def aim(framework: Framework) -> tuple[list[int], list[int]]:
        values = tiers(here, framework)
        return [values[tier] for tier in order], [c.number for c in framework.values()]

    return min(valid, key=aim, default=None)


def _losses(
    here: Situation_, every: list[Framework], now: Framework, rule_id: str
) -> Iterator[tuple[tuple[str, tuple[str, ...]], str | None]]:
    valid = [f for f in every if not broken(here, f)]
    tried: list[tuple[str, tuple[str, ...], Framework | None]] = []
    present = now[rule_id]
    if present.group is not None:
        left = [f for f in valid if all(c.group != present.group for c in f.values())]
        tried.append(("group_stops", (present.group,), _steady(here, left)))
    for need in dict.fromkeys(present.needs):
        left = [f for f in valid if all(need not in c.needs for c in f.values())]
        tried.append(("condition_lapses", (need,), _steady(here, left)))
    people = here.document.get("stakeholders", {})
    blockers = tuple(name for name, who in people.items() if who.get("may_block", False))
    if blockers:
        left = [f for f in valid if f[rule_id].form != present.form]
        tried.append(("blocked", blockers, _steady(here, left)))
    for other, interest in _guards_now(here, now, rule_id):
        without = _unguarded(here, other, interest)
        left = [_stripped(f, other, interest) for f in every]
        best = _steady(without, [f for f in left if not broken(without, f)])
        tried.append(("guard_lost", (other, interest), best))
    for kind, subjects, best in tried:
        if best is None or best[rule_id].kept:
            yield (kind, subjects), None if best is None else best[rule_id].form


def _guards_now(here: Situation_, now: Framework, rule_id: str) -> Iterator[tuple[str, str]]:
    for name, interest in here.interests.items():
        sets = interest.get("together", [])
        about = {target(ref) for refs in sets for ref in refs}
        if name not in here.rules[rule_id].get("guards", []) and rule_id not in about:
            continue
        joint = {target(r) for refs in sets if all(holds(now, q) for q in refs) for r in refs}
        for other in here.rules:
            if other != rule_id and (name in now[other].guards or other in joint):
                yield other, name


def _stripped(framework: Framework, other: str, interest: str) -> Framework:
    choice = framework[other]
    guards = tuple(name for name in choice.guards if name != interest)
    return {**framework, other: replace(choice, guards=guards)}


def _unguarded(here: Situation_, other: str, interest: str) -> Situation_:
    noun = here.interests[interest].copy()
    noun["together"] = [
        refs for refs in here.interests[interest].get("together", [])
        if other not in {target(ref) for ref in refs}
    ]  # fmt: skip
    return replace(here, interests={**here.interests, interest: noun})


def test_guard_that_may_not_go_itself_can_still_be_lost() -> None:
    """A fixed bug: a lock on the other guard made its loss impossible, and nothing was told."""
    fixed = rule("B", guards=["i"], lock={"kind": "full", "basis": "Wet 1"})
    rules = ruleset(
        rule("A", guards=["i"], release={"fallback": FALLBACK}), fixed, interests={"i": safe()}
    )
    (loss,) = why(rules, "A").losses
    assert (loss.kind, loss.subjects) == ("guard_lost", ("B", "i"))
    assert loss.to is not None
    assert loss.to.decision == "kept"


def test_guard_of_another_holder_can_be_lost_too() -> None:
    rules = ruleset(
        rule("A", guards=["i"], release={"fallback": FALLBACK}),
        rule("X", holder="state", guards=["i"]),
        interests={"i": safe()},
    )
    assert [loss.subjects for loss in why(rules, "A").losses] == [("X", "i")]


def test_each_loss_is_told_with_whom_it_is_about() -> None:
    away = option(
        "self_management", group="g", hours_per_year=4, needs=["c"], guards=["m"],
        fallback=FALLBACK,
    )  # fmt: skip
    rules = ruleset(
        rule("A", form="permit", guards=["m", "i"], options=[away]),
        rule("B", guards=["i"], release={"fallback": FALLBACK}),
        interests={"m": lesser(), "i": safe()},
        groups={"g": {"capacity": 5, "has": ["c"]}},
        stakeholders={"s": {"may_block": True, "block_basis": "proef"}},
    )
    found = why(rules, "A")
    assert found.verdict == "went"
    assert [(loss.kind, loss.subjects) for loss in found.losses] == [
        ("group_stops", ("g",)),
        ("condition_lapses", ("c",)),
        ("blocked", ("s",)),
        ("guard_lost", ("B", "i")),
    ]
    lesser_one, essential = found.guards
    assert (lesser_one.rules, lesser_one.guarded, lesser_one.risk) == (("A",), True, 0)
    assert (essential.essential, essential.rules) == (True, ("B",))


def test_guards_that_hold_together_are_told_and_can_be_lost() -> None:
    away = option("neighbour_agreement", fallback=FALLBACK)
    rules = ruleset(
        rule("A", form="permit", options=[away], release="never"),
        rule("B", form="permit", release="never"),
        rule("C", guards=["i"]),
        interests={"i": safe(together=[["A", "B@permit"]]), "j": safe()},
        **{"scenarios": {"zonder": {"drop_interests": ["j"]}}},
    )
    found = why(rules, "A", scenario="zonder", changes=None)
    assert found.verdict == "went"
    (guards,) = found.guards
    assert guards.sets == (("A", "B@permit"),)


def test_rule_that_stays_to_guard_is_explained_down_to_who_cannot() -> None:
    rules = ruleset(
        rule("A", guards=["i"], release={"fallback": FALLBACK}),
        rule("B", guards=["i"], release={"fallback": FALLBACK}),
        interests={"i": safe(non_delegable="Wet 3")},
        scenarios={"s": {"release": ["B"]}},
    )
    found = why(rules, "A", scenario="s")
    assert found.verdict == "impossible"
    (guard,) = found.reasons
    assert (guard.kind, guard.rule, guard.basis) == ("guard", "A", {"nl": "Wet 3"})
    (pin,) = guard.reasons
    assert (pin.kind, pin.rule) == ("pin", "B")
    assert why(rules, "A").verdict == "went"
    assert why(rules, "B").verdict == "tie"


def test_lock_and_veto_and_refusal_are_told_with_their_basis() -> None:
    rules = ruleset(
        rule("A", form="permit", lock={"kind": "full", "basis": "Wet 1"}),
        rule(
            "B", guards=["m"], options=[option("neighbour_notice", stances={"s": "blocks"},
            fallback=FALLBACK)], release={"never": "Raad"},
        ),
        interests={"m": lesser()},
        stakeholders={"s": {"may_block": True, "block_basis": "Convenant"}},
    )  # fmt: skip
    (lock,) = why(rules, "A").reasons
    assert (lock.kind, lock.basis) == ("lock", {"nl": "Wet 1"})
    refused, veto = why(rules, "B").reasons
    assert (refused.kind, refused.basis) == ("no_release", {"nl": "Raad"})
    assert (veto.kind, veto.basis) == ("veto", {"nl": "Convenant"})


def test_what_is_no_decision_is_told_as_such() -> None:
    rules = ruleset(
        rule("A", source={"citation": "Plan", "article": "1"}),
        rule("U", kind="exemption", relaxes=["A"]),
        rule("W", holder="state"),
        scenarios={"s": {"keep": ["A"]}},
    )
    assert why(rules, "U", scenario="s").verdict == "follows"
    assert why(rules, "U", scenario="s").leaders == ("A",)
    assert why(rules, "W").verdict == "external"
    (pin,) = why(rules, "A", scenario="s").reasons
    assert (pin.kind, pin.article) == ("pin", None)  # a question stands in no article


def test_article_is_that_of_the_rule_that_says_it() -> None:
    """A fixed bug: the article of the rule through which a reason concerns another was told."""
    said = [
        rule("A", requires=["B"], release="never", source={"citation": "OP", "article": "1.1"}),
        rule("B", requires=["C"], source={"citation": "OP", "article": "1.2"}),
        rule("C"),
    ]
    (second,) = why(ruleset(*said), "C").reasons
    first, *refused = second.reasons
    told = [(n.subjects, n.article) for n in (second, first)]
    assert told == [(("B", "C"), "1.2"), (("A", "B"), "1.1")]
    assert not refused
    assert [(n.kind, n.article) for n in first.reasons] == [("no_release", "1.1")]


def test_form_above_the_ceiling_is_told_as_such() -> None:
    rules = ruleset(rule("A", form="permit", ceiling="general_rule"))
    assert why(rules, "A", not_form="permit").verdict == "above_ceiling"


def test_form_that_a_rule_has_or_never_lists_is_told_as_such() -> None:
    rules = ruleset(rule("A"))
    assert why(rules, "A", not_form="release").verdict == "is_so"
    assert why(rules, "A", not_form="permit").verdict == "not_listed"


def test_names_that_are_not_there_are_refused() -> None:
    rules = ruleset(rule("A"))
    with pytest.raises(WrongUseError, match="MK054"):
        why(rules, "B")
    with pytest.raises(WrongUseError, match="MK058"):
        why(rules, "A", not_form="permitt")


def test_without_a_framework_the_clash_is_that_of_solve() -> None:
    found = why(ruleset(rule("A"), interests={"i": safe()}), "A")
    assert found.verdict == "infeasible"
    assert found.clash is not None


def test_stopped_or_past_the_limit_it_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = ruleset(rule("A", guards=["i"]), rule("B"), interests={"i": safe()})
    assert why(rules, "A", stop=lambda: True).verdict == "unknown"
    monkeypatch.setattr(variants, "MOST_HARD", -1)
    assert why(rules, "A").status == "not_proven"
    assert why(rules, "B").verdict == "unknown"


def test_past_the_work_limit_a_clash_is_called_irreducible(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clash, "MOST_ROUNDS", 0)
    rules = ruleset(rule("A", guards=["i"]), interests={"i": safe()})
    found = why(rules, "A")
    assert found.clash is not None
    assert found.clash.size == "irreducible"

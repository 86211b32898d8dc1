# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`Study`: change after change, each answer exactly that of a solve from scratch."""

import random
from collections import Counter
from typing import Any

import pytest

from minkader.formats.locate import load
from minkader.questions.solve import solve
from minkader.questions.study import Step, Study
from minkader.questions.study.kept import Kept
from minkader.questions.study.rule_components import RuleComponents
from minkader.ruleset.errors import SelfCheckError, WrongUseError
from minkader.ruleset.nouns import UNCHANGED, RuleSet
from minkader.ruleset.values import Interval
from minkader.ruleset.vocabulary import Form
from minkader.solver.incremental.sharing import Sharing
from tests.depth import seeds
from tests.generator import make
from tests.tiny import Json, lesser, option, rule, ruleset, safe, tangled

SEEDS = seeds(150, least=30)


def _told(answer: Any) -> list[tuple[str, str, str | None, str | None]]:  # noqa: ANN401
    return [(r.id, r.decision, r.form, r.group) for r in answer.rules or ()]


def _same(study: Study, rules: RuleSet, **asked: Any) -> None:  # noqa: ANN401 (flags of solve)
    """Hold a study against a solve from scratch: status, every tier, every rule, the count."""
    answer = solve(rules, changes=study.changes, certificate=False, **asked)
    if answer.status == "infeasible":
        assert study.values is None
        return
    values = {o.tier: o.value for o in (*answer.objectives, *answer.reported)}
    assert study.values == {str(tier): value for tier, value in values.items()}
    shown = study.framework()
    assert _told(shown) == _told(answer)
    assert shown.equal_optima == answer.equal_optima
    assert shown.counts == answer.counts
    assert [r.because for r in shown.rules or ()] == [r.because for r in answer.rules or ()]


def _single(document: Json) -> list[Json]:
    # Every change that a scenario of the document makes, one at a time.
    found: list[Json] = []
    for scenario in (document.get("scenarios") or {}).values():
        for word, said in scenario.items():
            if isinstance(said, dict) and word != "title":
                found += [{word: {name: value}} for name, value in said.items()]
            elif isinstance(said, list):
                found += [{word: [name]} for name in said]
    return found


def test_study_is_a_solve_from_scratch_after_every_change() -> None:
    """Protects the whole of it: random changes of every field, taken back or not."""
    seen = Counter[str]()
    for seed in SEEDS:
        document, scenario, trust = make(seed)
        rules, draw = load(document), random.Random(seed)
        asked: Json = {"scenario": scenario, "trust_proposals": trust}
        study = Study(rules, **asked)
        _same(study, rules, **asked)
        changes, depth = _single(document), 0
        for _ in range(6 if changes else 0):
            if depth and draw.random() < 0.3:
                depth, word, step = depth - 1, "undo", study.undo()
            else:
                change = draw.choice(changes)
                depth, word, step = depth + 1, *change, study.change(**change)
            seen.update([word, step.status])
            _same(study, rules, **asked)
    words = {
        "drop_interests", "add_interests", "grounds", "classification", "capacity", "adopt",
        "stances", "lift_locks", "keep", "release", "form", "undo", "proven", "infeasible",
    }  # fmt: skip
    assert words <= set(seen)


def test_step_says_what_moved_and_what_it_is_worth() -> None:
    study = Study(load("voorbeeld"))
    step = study.change(adopt=["cursus"], capacity={"vereniging": [150, 150]})
    assert (step.status, [m.id for m in step.moved]) == ("proven", ["HEDGE"])
    assert (step.moved[0].before.decision, step.moved[0].after.decision) == ("kept", "delegated")
    assert step.before is not None
    assert step.after is not None
    assert (step.before["kept"], step.after["kept"]) == (4, 3)
    back = study.undo()
    assert (back.before, back.after) == (step.after, step.before)


def test_step_without_a_framework_moves_nothing_and_can_be_taken_back() -> None:
    rules = load("voorbeeld")
    study = Study(rules)
    first = study.framework()
    step = study.change(form={"HEDGE": "self_management"})
    assert (step.status, step.after, step.moved) == ("infeasible", None, ())
    assert study.values is None
    assert study.framework().clash is not None
    study.undo()
    assert _told(study.framework()) == _told(first)


def test_hours_are_shared_out_anew_where_they_change() -> None:
    """Protects the join: rules that share nothing but hours, and too few of them."""
    rules = [
        rule(f"R{n}", options=[option("neighbour_agreement", group="g", hours_per_year=10 + n)],
             release="never")
        for n in range(6)
    ]  # fmt: skip
    read = ruleset(
        *rules,
        groups={"g": {"title": "G", "capacity": 25}},
        policy={"fallback": "reported"},
    )
    study = Study(read)
    _same(study, read)
    first = study.values
    for hours in (0, 10, 33, 12, 500):
        study.change(capacity={"g": hours})
        _same(study, read)
    study.change(keep=["R0"])
    _same(study, read)
    while study.changes != UNCHANGED:
        study.undo()
        _same(study, read)
    assert study.values == first


def test_group_of_the_whole_town_is_shared_out_only_where_it_falls_short() -> None:
    """Protects the sums by group: most changes look at no piece but their own."""
    rules = [
        rule(f"R{n}", options=[option("neighbour_agreement", group="g", hours_per_year=10)],
             release="never")
        for n in range(20)
    ]  # fmt: skip
    read = ruleset(
        *rules,
        groups={"g": {"title": "G", "capacity": 200}},
        policy={"fallback": "reported"},
    )
    study = Study(read)
    for changes, tight in (
        ({"keep": ["R3"]}, False),
        ({"capacity": {"g": 120}}, True),
        ({"keep": ["R4"]}, True),
        ({"capacity": {"g": 180}}, False),
        ({"release": ["R5"]}, False),
    ):
        study.change(**changes)
        assert bool(study._kept.solver.sharing.scarce) == tight
        _same(study, read)


@pytest.mark.parametrize("hours", [0, 30, 45, 500])
def test_piece_too_hard_to_search_keeps_within_its_hours(
    monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    """A mended bug: what CP-SAT had solved took part in no sharing out of hours."""
    monkeypatch.setattr("minkader.solver.component.FIRST_NODES", 0)
    rules = [
        rule(f"R{n}", options=[option("neighbour_agreement", group="g", hours_per_year=10 + n)],
             release="never", guards=["i"])
        for n in range(5)
    ]  # fmt: skip
    read = ruleset(
        *rules,
        interests={"i": safe()},
        groups={"g": {"title": "G", "capacity": hours}},
        policy={"fallback": "reported"},
    )
    study = Study(read)
    for _ in range(2):  # how many are as good may stay uncounted
        answer = solve(read, changes=study.changes, certificate=False)
        assert _told(study.framework()) == _told(answer)
        study.change(keep=["R1"])


def _dominated(hours: int) -> RuleSet:
    """Make a component of more than twelve rules in which presolve settles hours.

    R0 cannot stay as it is; of its two ways with hours the cheaper one does all that the other
    does, and only where the whole component is looked at.
    """
    ways = [
        option("neighbour_agreement", group="g", hours_per_year=10, guards=["i"]),
        option("self_management", group="g", hours_per_year=12),
    ]
    rules = [
        rule("R0", options=ways, release="never", guards=["i"]),
        rule("L", lock={"kind": "full"}, excludes=["R0@kept"]),
        *(rule(f"R{n}", guards=["i"]) for n in range(1, 15)),
        rule("S", options=[option("neighbour_agreement", group="g", hours_per_year=10)],
             release="never"),
    ]  # fmt: skip
    return ruleset(
        *rules,
        interests={"i": safe(at_least=3)},
        groups={"g": {"title": "G", "capacity": hours}},
        policy={"fallback": "reported"},
    )


@pytest.mark.parametrize("hours", [9, 10, 19, 20, 30])
def test_hours_that_presolve_settles_in_a_large_component_count(hours: int) -> None:
    """Protects what is left for others beside what is fixed on the way, change after change."""
    read = _dominated(hours)
    study = Study(read)
    _same(study, read)
    used = study._kept.solver.sharing.used
    assert used[0] == 10
    study.change(keep=["R1"])
    _same(study, read)
    study.change(keep=["S"])
    _same(study, read)
    study.undo()
    study.undo()
    assert used[0] == 10
    _same(study, read)


def _sizes(study: Study) -> list[int]:
    # How many rules hang together, largest first; those of other holders and lone interests apart.
    kept = study._kept
    components = kept.solver.components.values()
    sizes = (
        sum(len(kept.encoded[member].component.rules) for member in component.members)
        for component in components
    )
    return sorted((size for size in sizes if size), reverse=True)


def test_added_interest_ties_components_for_as_long_as_it_is_there() -> None:
    read = ruleset(rule("A"), rule("B"), rule("C"))
    study = Study(read)
    assert _sizes(study) == [1, 1, 1]
    study.change(add_interests={"i": safe(title="I", together=[["A", "B"]])})
    _same(study, read)
    assert _sizes(study) == [2, 1]
    study.change(add_interests={"j": safe(title="J")})
    assert study.values is None
    study.undo()
    study.undo()
    _same(study, read)
    assert _sizes(study) == [1, 1, 1]


def test_interest_added_elsewhere_under_the_same_name_leaves_no_component_tied() -> None:
    """A mended bug: fifty times the same name at other rules made one component of all of them."""
    names = [f"R{n}" for n in range(60)]
    read = ruleset(*(rule(name) for name in names))
    study = Study(read)
    for first in range(50):
        study.change(add_interests={"i": safe(title="I", together=[names[first : first + 3]])})
        assert _sizes(study) == [3] + [1] * 57
        if first % 2:
            study.undo()
            study.undo()
            assert _sizes(study) == [1] * 60
    _same(study, read)


def test_interests_that_share_a_rule_tie_until_one_of_them_goes() -> None:
    """Protects the cut: a tie of others stays where one interest moves elsewhere."""
    read = ruleset(*(rule(name) for name in "ABCDE"))
    study = Study(read)
    study.change(add_interests={"i": safe(title="I", together=[["A", "B"]])})
    study.change(add_interests={"j": lesser(title="J", together=[["B", "C"], ["D@kept"]])})
    assert _sizes(study) == [4, 1]
    _same(study, read)
    study.change(add_interests={"j": lesser(title="J", together=[["D", "E"]], severity=3)})
    assert _sizes(study) == [2, 2, 1]
    _same(study, read)
    study.undo()
    assert _sizes(study) == [4, 1]
    _same(study, read)


def test_wrong_change_is_refused_and_changes_nothing() -> None:
    study = Study(load("voorbeeld"))
    before = study.values
    for words in ({"keep": ["NIETS"]}, {"capacity": {"niemand": 3}}, {"kep": ["HEDGE"]}):
        with pytest.raises(WrongUseError):
            study.change(**words)
    assert study.values == before
    with pytest.raises(IndexError):
        study.undo()


def test_changes_of_a_study_are_a_copy() -> None:
    study = Study(load("voorbeeld"))
    study.changes.capacity["vereniging"] = Interval(low=0, high=0)
    study.change(keep=["HEDGE"])
    study.changes.form["FLAGPOLE"] = Form.RELEASE
    study.undo()
    assert study.changes == UNCHANGED


def test_flag_that_a_study_cannot_take_is_refused_and_not_ignored() -> None:
    """A fixed bug: `change(trust_proposals=True)` changed nothing and said nothing."""
    rules = load("boomgaardshoek")
    with pytest.raises(WrongUseError):
        Study(rules, time_limit=3)  # type: ignore[call-arg]
    study = Study(rules, trust_proposals=True)
    flags: list[Any] = [{"trust_proposals": False}, {"order": ["effort"]}, {"ties": "any"}]
    for flag in flags:
        with pytest.raises(WrongUseError):
            study.change(**flag)


def test_components_lose_no_rule_and_no_interest() -> None:
    """Protects the cut: every rule of the municipality and every interest in one component."""
    for seed in range(100):
        rules = load(make(seed)[0])
        components = RuleComponents(rules).components
        own = [index for index, mine in enumerate(rules.rules) if not mine.external]
        assert sorted(index for component in components for index in component.rules) == own
        assert sorted(name for component in components for name in component.interests) == sorted(
            rules.interests
        )


def test_component_that_was_solved_wrong_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects every step: plain Python checks each component whose framework changed."""
    study = Study(tangled())
    true = Sharing.share

    def lying(self: Sharing, *asked: Any) -> set[int]:  # noqa: ANN401 (passed on)
        moved = true(self, *asked)
        for piece, columns in list(self.held.items()):
            self.held[piece] = [column - column % 2 for column in columns]
        return moved

    monkeypatch.setattr(Sharing, "share", lying)
    with pytest.raises(SelfCheckError, match="study"):
        study.change(keep=["R0"])


def test_hours_that_do_not_fit_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    read = ruleset(
        rule("A", options=[option("neighbour_agreement", group="g", hours_per_year=10)],
             release="never"),
        groups={"g": {"title": "G", "capacity": 10}},
        policy={"fallback": "reported"},
    )  # fmt: skip
    study = Study(read)
    monkeypatch.setattr(Sharing, "share", lambda *_: set())
    with pytest.raises(SelfCheckError, match="study"):
        study.change(capacity={"g": 5})


def test_change_that_fails_leaves_the_study_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the notes: whatever a change did before it failed is put back."""
    read = load("voorbeeld")
    study = Study(read)
    with monkeypatch.context() as broken:
        broken.setattr(Kept, "_check_hours", _fail)
        with pytest.raises(SelfCheckError):
            study.change(keep=["HEDGE"], capacity={"vereniging": 5}, add_interests={"i": safe()})
    assert study.changes == UNCHANGED
    _same(study, read)
    with pytest.raises(IndexError):
        study.undo()
    study.change(capacity={"vereniging": 5})
    _same(study, read)


def _fail(*_: Any) -> None:  # noqa: ANN401 (whatever is asked)
    raise SelfCheckError("study", {})


def test_undo_checks_what_it_puts_back() -> None:
    study = Study(load("voorbeeld"))
    study.change(adopt=["cursus"], capacity={"vereniging": [150, 150]})
    kept = study._kept
    place = next(n for n, table in enumerate(kept.log._tables) if table is kept.choices)
    notes = study._history[-1].made.notes[place]
    assert notes  # HEDGE moved
    notes.update((index, choice - 1) for index, choice in notes.items())
    with pytest.raises(SelfCheckError, match="study"):
        study.undo()


def test_undo_solves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the speed of going back, counted in solves."""
    read = load("voorbeeld")
    study = Study(read)
    words: list[Json] = [
        {"keep": ["HEDGE"]},
        {"add_interests": {"i": safe(together=[["HEDGE", "FLAGPOLE"]])}},
        {"capacity": {"vereniging": 5}},
    ]
    values = [study.values]
    for word in words:
        study.change(**word)
        values.append(study.values)
    monkeypatch.setattr("minkader.solver.incremental.engine.settle", _fail)
    monkeypatch.setattr("minkader.solver.incremental.sharing.within_capacities", _fail)
    for after, before in zip(values[:0:-1], values[-2::-1], strict=True):
        step = study.undo()
        assert (step.before, step.after, study.values) == (after, before, before)
    _same(study, read)


def test_step_is_a_frozen_answer() -> None:
    step = Study(load("voorbeeld")).change(release=["FLAGPOLE"])
    assert isinstance(step, Step)
    with pytest.raises(ValueError, match="frozen"):
        step.status = "infeasible"  # type: ignore[misc]

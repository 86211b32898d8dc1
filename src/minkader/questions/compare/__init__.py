# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes from A to B? Two rule sets side by side, or two scenarios of one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NoReturn, TypeVar, Unpack

from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import (
    FORMAT_VERSION,
    TOOL,
    About,
    Framework,
    Outcome,
    outcome_of,
)
from minkader.questions.answering.difference import Held, Total, totals
from minkader.questions.asking.asked import Flags, refuse_unknown, shared_out, watch_of
from minkader.questions.compare.documents import (
    DocumentChange,
    FieldChange,
    changes_between,
    fields_between,
)
from minkader.questions.compare.effects import Base, Difference, Effect, effects, most
from minkader.questions.compare.matching import Matches, Matching, matched, said_of
from minkader.questions.compare.outcomes import (
    OutcomeCounts,
    RuleOutcome,
    beside,
    counted,
    outcomes,
)
from minkader.questions.compare.relation import (
    Beside,
    FrameworkSide,
    GeneralCase,
    InterestRelation,
    Relation,
    overall,
    relations,
)
from minkader.questions.compare.renaming import names_of, renamed
from minkader.questions.compare.replay import Replay, Stage
from minkader.questions.solve import solve
from minkader.ruleset.errors import WrongUseError
from minkader.ruleset.findings import Finding
from minkader.ruleset.nouns import Changes, RuleSet

NO_SCENARIO: Final = "-"
"""What says that B is taken as its file stands; no scenario can have this name."""


class HeldDifference(Answer):
    """One rule that the two frameworks hold differently; None where it is not there.

    `id` is its id in A, or in B where A does not have it; `renamed` its id in B where that differs.
    """

    id: str
    renamed: str | None
    a: Held | None
    b: Held | None


class Compared(About):
    """The answer to `compare`: the rules side by side, both frameworks, and the relation.

    `relation` says what B is beside A: `equal`, `lighter`, `stricter` or `incomparable`; None where
    one of them has no framework. `cases` show it. `scenarios` is what the two scenarios say
    otherwise, where they are two. `untried` counts differences that were not tried alone.
    """

    format_version: int = FORMAT_VERSION
    question: Literal["compare"] = "compare"
    tool: str = TOOL
    a: Framework
    b: Framework
    matching: Matching
    rules: tuple[RuleOutcome, ...]
    counts: OutcomeCounts | None
    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[DocumentChange, ...]
    others: tuple[DocumentChange, ...]
    scenarios: tuple[FieldChange, ...]
    differences: tuple[HeldDifference, ...]
    effects: tuple[Effect, ...]
    untried: int
    relation: Relation | None
    cases: tuple[GeneralCase, ...]
    relations: tuple[InterestRelation, ...]
    totals: tuple[Total, ...]

    @property
    def outcome(self) -> Outcome:
        """Return what became of the question."""
        return outcome_of(self.a.status, self.b.status)


def compare(  # noqa: PLR0913 (what to compare, by name)
    a: RuleSet,
    b: RuleSet | None = None,
    *,
    scenario: str | None = None,
    with_scenario: str | None = None,
    match: Matches | None = None,
    alone: int | None = None,
    **flags: Unpack[Flags],
) -> Compared:
    """Compare two rule sets, or two scenarios of one.

    What differs, what became of each rule, how the frameworks relate (each claim replayed, with
    the cases that show it), and what each difference does alone.

    Args:
        a: the rule set to compare with.
        b: the other rule set; None: a itself, under another scenario.
        scenario: a scenario of both, or of A alone where `with_scenario` is given.
        with_scenario: the scenario of B; `-`: none, B as its file stands.
        match: which rules belong together: a file, or pairs of ids (None: has no partner).
        alone: how many differences are tried alone at most; None: what the work limit allows.
        flags: as in `solve`, for every framework alike; a time limit is shared out.

    Raises:
        WrongUseError: where there is nothing to compare, or a flag or name has no meaning.
        UnreadableError: where the file of `match` cannot be read.
        SelfCheckError: where an answer or a claim fails minkader's own check.
    """
    refuse_unknown(flags, Flags)
    _refuse_nonsense(b, scenario, with_scenario, match, alone)
    other = a if b is None else b
    of_b = _scenario_of_b(scenario, with_scenario)
    watch = watch_of(flags)
    matching = matched(a, other, said_of(match, a, other), watch)
    names = names_of(matching)
    document = renamed(other.document, names)
    found = changes_between(a.document, document)
    said = _said(a.document, document, scenario, of_b)
    differences: list[Difference] = [*found, *said]
    trying = differences[: most(alone, len(a.rules))]
    shared = shared_out(flags, 2 + len(trying))
    before = solve(a, scenario=scenario, **shared)
    after = solve(other, scenario=of_b, **shared)
    tried = effects(Base(a, scenario, before, shared), trying, document, watch)
    own = {names[rule]: rule for rule in matching.only_b}
    rules = [_in_own_name(change, own) for change in found if change.noun == "rules"]
    pairs = beside(matching, a)
    told = outcomes(pairs, matching, _by_id(before), _by_id(after))
    relation, cases, by_interest = _related((a, before), (other, after), pairs)
    return Compared(
        a=before,
        b=after,
        matching=matching,
        rules=told,
        counts=counted(told),
        added=tuple(change.id for change in rules if change.how == "added"),
        gone=tuple(change.id for change in rules if change.how == "gone"),
        changed=tuple(change for change in rules if change.how == "changed"),
        others=tuple(change for change in found if change.noun != "rules"),
        scenarios=said,
        differences=tuple(_held_differently(told, before, after)),
        effects=tuple(_in_own_name(effect, own) for effect in tried),
        untried=len(differences) - len(tried),
        relation=relation,
        cases=cases,
        relations=by_interest,
        totals=totals(before, after),
    ).about(a)


def _refuse_nonsense(
    b: RuleSet | None,
    scenario: str | None,
    with_scenario: str | None,
    match: Matches | None,
    alone: int | None,
) -> None:
    if alone is not None and alone < 0:
        _wrong("MK076", found=alone)
    if b is not None:
        return
    if with_scenario is None:
        _wrong("MK073")
    if _scenario_of_b(scenario, with_scenario) == scenario:
        _wrong("MK074", found=scenario or NO_SCENARIO)
    if match is not None:
        _wrong("MK075")


def _wrong(code: str, **values: str | int) -> NoReturn:
    raise WrongUseError([Finding(code=code, values=values)])


def _scenario_of_b(scenario: str | None, with_scenario: str | None) -> str | None:
    if with_scenario is None:
        return scenario
    return None if with_scenario == NO_SCENARIO else with_scenario


def _said(
    a: Mapping[str, Any], b: Mapping[str, Any], of_a: str | None, of_b: str | None
) -> tuple[FieldChange, ...]:
    """List what two scenarios say otherwise; nothing where it is one, or one is not there."""
    if of_a == of_b:
        return ()
    old, new = (
        {
            key: said
            for key, said in _scenario(document, name).items()
            if key in Changes.model_fields
        }
        for document, name in ((a, of_a), (b, of_b))
    )
    return tuple(fields_between(old, new))


def _scenario(document: Mapping[str, Any], name: str | None) -> Mapping[str, Any]:
    found: Mapping[str, Any] = document.get("scenarios", {}).get(name, {})
    return found


def _related(
    a: tuple[RuleSet, Framework], b: tuple[RuleSet, Framework], rules: Sequence[Beside]
) -> tuple[Relation | None, tuple[GeneralCase, ...], tuple[InterestRelation, ...]]:
    """Relate two frameworks, and replay every claim before it is shown."""
    if a[1].rules is None or b[1].rules is None:
        return None, (), ()
    one, other = FrameworkSide(*a), FrameworkSide(*b)
    relation, cases = overall(one, other, rules)
    by_interest = relations(one, other, rules)
    replay = Replay(Stage(*a), Stage(*b), rules)
    replay.whole(relation, cases)
    replay.interests(by_interest)
    return relation, cases, by_interest


_Named = TypeVar("_Named", DocumentChange, Effect)


def _in_own_name(one: _Named, own: Mapping[str, str]) -> _Named:
    """Call a rule that only B has as B calls it."""
    if one.noun != "rules" or one.id not in own:
        return one
    return one.model_copy(update={"id": own[one.id]})


def _by_id(answer: Framework) -> dict[str, Any]:
    return {rule.id: rule for rule in answer.rules or ()}


def _held_differently(
    rules: Sequence[RuleOutcome], before: Framework, after: Framework
) -> Iterator[HeldDifference]:
    if before.rules is None or after.rules is None:
        return  # without a framework on both sides nothing is held differently
    for rule in rules:
        if rule.held_a != rule.held_b:
            name = rule.a if rule.a is not None else str(rule.b)
            other = rule.b if rule.b not in (None, name) else None
            yield HeldDifference(id=name, renamed=other, a=rule.held_a, b=rule.held_b)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why does this rule stay, or why could it go? The smallest clash, or the price, or its guards.

What stays because nothing else is possible gets the smallest set of named constraints that clash
with letting it go, as a tree (`tree.py`). What stays because that is cheaper gets the price, and
the framework that does without it. What went gets who guards its interests now, and what alone
would bring it back (`guards_now.py`).
"""

from collections.abc import Mapping, Sequence
from typing import Literal, Unpack

from minkader.decision.delta import Standing
from minkader.decision.options import Placed
from minkader.decision.validity import Book
from minkader.questions import clash
from minkader.questions.answering.answers import (
    FORMAT_VERSION,
    TOOL,
    About,
    Clash,
    Framework,
    Input,
    Outcome,
    RuleAnswer,
    outcome_of,
)
from minkader.questions.answering.solved import HeldOtherwise, SolvedSituation, moves_of, places_of
from minkader.questions.asking.asked import Asked, Flags, ask, watch_of
from minkader.questions.solve import answered
from minkader.questions.why.guards_now import Guarding, Loss, guarding, losses
from minkader.questions.why.tree import Node, tree
from minkader.ruleset.consistency import nearest
from minkader.ruleset.errors import WrongUseError
from minkader.ruleset.findings import Finding
from minkader.ruleset.nouns import Changes, RuleSet
from minkader.ruleset.vocabulary import Form
from minkader.solver import UnknownError, Watch

Verdict = Literal[
    "impossible", "cheaper", "tie", "follows", "external", "went", "is_so", "not_listed",
    "above_ceiling", "infeasible", "unknown",
]  # fmt: skip


class Why(About):
    """The answer to `why`: what stands between a rule and being let go, or taking a form.

    `verdict` says which of the rest there is:
    `impossible`: `clash` and `reasons` (the same as a tree); `cheaper`, `tie`: `price` on each tier
    of the order, and what the framework `without` it holds otherwise; `follows`: `leaders`;
    `went`: `guards`, and what alone brings it back (`losses`); `is_so`: it has that form;
    `not_listed`: the rule never lists that form; `above_ceiling`: higher law allows none so heavy;
    `infeasible`: there is no framework at all, and `clash` says why; `unknown`: not worked out,
    for it was stopped.
    """

    format_version: int = FORMAT_VERSION
    question: Literal["why"] = "why"
    tool: str = TOOL
    input: Input
    status: Literal["proven", "not_proven", "infeasible"]
    id: str
    not_form: str | None
    verdict: Verdict
    held: RuleAnswer | None
    clash: Clash | None = None
    reasons: tuple[Node, ...] = ()
    price: Mapping[str, int] | None = None
    without: tuple[HeldOtherwise, ...] | None = None
    leaders: tuple[str, ...] = ()
    guards: tuple[Guarding, ...] = ()
    losses: tuple[Loss, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """Return what became of the question."""
        return outcome_of(self.status)


def why(
    ruleset: RuleSet,
    rule: str,
    *,
    not_form: Form | str | None = None,
    scenario: str | None = None,
    changes: Changes | None = None,
    **flags: Unpack[Flags],
) -> Why:
    """Tell why a rule stays, or what guards its interests now that it went.

    Args:
        ruleset: the rules.
        rule: the id of one of them.
        not_form: ask why the rule does not take this form (`release` too).
        scenario: the name of a scenario.
        changes: changes on top of the scenario.
        flags: as in `solve`.

    Raises:
        WrongUseError: where there is no such rule, form or scenario.
        SelfCheckError: where an answer fails minkader's own check.
    """
    asked = ask(ruleset, scenario=scenario, changes=changes, **flags)
    placed = asked.situation.by_id.get(rule)
    if placed is None:
        near = nearest(rule, tuple(asked.situation.by_id))
        raise WrongUseError([Finding(code="MK054", values={"found": rule, "near": near})])
    form = _form(not_form)
    watch = watch_of(flags)
    answer = answered(asked, watch, flags.get("certificate"))
    return _Asking(asked, placed, form, answer, watch).told().about(ruleset)


def _form(said: Form | str | None) -> Form | None:
    if said is None or said in list(Form):
        return None if said is None else Form(said)
    known = tuple(map(str, Form))
    values = {"found": str(said), "near": nearest(str(said), known), "known": known}
    raise WrongUseError([Finding(code="MK058", values=values)])


class _Asking:
    def __init__(
        self, asked: Asked, placed: Placed, form: Form | None, answer: Framework, watch: Watch
    ) -> None:
        self.asked = asked
        self.situation = asked.situation
        self.placed = placed
        self.form = form
        self.answer = answer
        self.watch = watch

    def told(self) -> Why:
        answer, rule = self.answer, self.placed.rule
        if answer.status != "proven":
            verdict: Verdict = "infeasible" if answer.status == "infeasible" else "unknown"
            return self._why(verdict, clash=answer.clash)
        if rule.external or rule.follows:
            (because,) = answer.rule(rule.id).because
            return self._why("external" if rule.external else "follows", leaders=because.subjects)
        return self._decided()

    def _decided(self) -> Why:
        answer, placed = self.answer, self.placed
        self.standing = Standing(Book(self.situation), places_of(self.situation, answer))
        present = self.standing.choices[placed.index]
        if self.form is None:
            if not placed.choices[present].kept:
                return self._went()
            return self._not([p for p, choice in enumerate(placed.choices) if not choice.kept])
        places = [p for p, choice in enumerate(placed.choices) if choice.form is self.form]
        if present in places:
            return self._why("is_so", guards=guarding(self.standing, placed))
        if places:
            return self._not(places)
        above = placed.rule.today is not placed.rule.form and self.form is placed.rule.form
        return self._why("above_ceiling" if above else "not_listed")

    def _not(self, places: Sequence[int]) -> Why:
        """Tell why the rule is in none of some choices."""
        try:
            solved = self._solved()
            others = set(range(len(self.placed.choices))) - set(places)
            found = solved.without(solved.columns(self.placed.index, sorted(others)))
        except UnknownError:
            return self._why("unknown")
        if found is None:
            return self._clash(places)
        order = self.situation.policy.order
        price = {
            str(tier): cost - worth
            for tier, cost, worth in zip(order, found.costs, solved.worth, strict=True)
        }
        dearer = any(price.values())
        without = moves_of(self.standing, found)
        return self._why("cheaper" if dearer else "tie", price=price, without=without)

    def _clash(self, places: Sequence[int]) -> Why:
        wanted = clash.Wanted(self.placed.index, frozenset(places))
        found = clash.smallest(self.standing.book, self.watch, wanted)
        reasons = tree(self.standing.book, found.constraints, self.placed.rule.id)
        return self._why("impossible", clash=found, reasons=reasons)

    def _went(self) -> Why:
        guards = guarding(self.standing, self.placed)
        try:
            found = losses(self.standing, self.placed, self.watch)
            return self._why("went", guards=guards, losses=found)
        except UnknownError:
            return self._why("unknown", guards=guards)

    def _solved(self) -> SolvedSituation:
        return SolvedSituation(self.standing, self.situation.policy.order, self.watch)

    def _why(self, verdict: Verdict, **said: object) -> Why:
        answer = self.answer
        held = answer.rule(self.placed.rule.id) if answer.rules is not None else None
        status = "not_proven" if verdict == "unknown" else answer.status
        return Why.model_validate(
            {
                "input": self.asked.input,
                "status": status,
                "id": self.placed.rule.id,
                "not_form": None if self.form is None else str(self.form),
                "verdict": verdict,
                "held": held,
                **said,
            }
        )

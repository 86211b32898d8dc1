# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where is there still a choice? Which rules every framework needs, which some, which none.

For every rule that counts, and for each of its forms: the best framework with it (its price), and
whether a minimum has it. Minimum sets are counted exactly, as a product over rules that hang
together.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Unpack

from minkader.decision.options import Choice, Placed
from minkader.decision.situation import Situation
from minkader.questions.answering.answers import Framework, decimal
from minkader.questions.answering.solved import FoundFramework, HeldOtherwise, moves_of, places_of
from minkader.questions.asking.asked import Asked, Flags, ask, watch_of
from minkader.questions.choices.answer import (
    Choices,
    FormStanding,
    FormWay,
    RuleChoices,
    Standing,
    Way,
)
from minkader.questions.choices.irredundant import irredundant_of
from minkader.questions.choices.minima import Minima
from minkader.questions.choices.ways import FormFound, Ways
from minkader.questions.solve import answered
from minkader.ruleset.errors import WrongUseError
from minkader.ruleset.findings import Finding
from minkader.ruleset.nouns import Changes, RuleSet
from minkader.ruleset.uncollected import uncollected
from minkader.ruleset.vocabulary import Tier
from minkader.solver import UnknownError, Watch

MOST_LISTED: Final = 10
"""Sets that are listed where nobody says how many."""


def choices(
    ruleset: RuleSet,
    *,
    scenario: str | None = None,
    changes: Changes | None = None,
    most: int = MOST_LISTED,
    irredundant: bool = False,
    **flags: Unpack[Flags],
) -> Choices:
    """Tell which rules are necessary, core, open and never needed, and what each form costs.

    Args:
        ruleset: the rules.
        scenario: the name of one of its scenarios.
        changes: changes on top of the scenario.
        most: how many sets to list, of each decision and of the whole.
        irredundant: look for irredundant frameworks and blocking groups too.
        flags: as in `solve`.

    Raises:
        WrongUseError: where scenario, changes, order or `most` have no meaning for this rule set.
        SelfCheckError: where an answer fails minkader's own check.
    """
    if most < 0:
        raise WrongUseError([Finding(code="MK059", values={"found": most})])
    asked = ask(ruleset, scenario=scenario, changes=changes, **flags)
    watch = watch_of(flags)
    answer = answered(asked, watch, flags.get("certificate"))
    if answer.status != "proven":
        return _without(asked, answer)
    with uncollected():
        try:
            ways = Ways(asked.situation, places_of(asked.situation, answer), watch)
        except UnknownError:
            return _without(asked, answer)
        return _Choosing(asked, answer, ways, watch).told(most, irredundant=irredundant)


def _counted(situation: Situation) -> Iterable[Placed]:
    return (placed for placed in situation.rules if not placed.rule.external and placed.rule.counts)


def _without(asked: Asked, answer: Framework) -> Choices:
    counted = tuple(placed.rule.id for placed in _counted(asked.situation))
    return Choices(
        status="infeasible" if answer.status == "infeasible" else "not_proven",
        answer=answer,
        minimum=_least_known(answer),
        minimum_sets=None,
        equal_optima=answer.equal_optima,
        necessary=(),
        core=(),
        open=(),
        never=(),
        unknown=() if answer.status == "infeasible" else counted,
        decisions=(),
        minima=(),
        rules=(),
    ).about(asked.situation.ruleset)


def _least_known(answer: Framework) -> int | None:
    first = answer.objectives[0]
    return first.value if first.tier == Tier.KEPT and first.proven else None


@dataclass(frozen=True)
class _KeptOrGone:
    """The ways of keeping a rule, or of letting it go."""

    found: Sequence[FormFound]

    @property
    def known(self) -> bool:
        return all(one.known for one in self.found)

    @property
    def exists(self) -> bool:
        return any(one.best is not None for one in self.found)

    @property
    def kept(self) -> int | None:
        return min((one.kept for one in self.found if one.kept is not None), default=None)

    def best(self) -> FoundFramework | None:
        founds = [one.best for one in self.found if one.best is not None]
        return min(founds, key=lambda found: found.costs, default=None)

    def least(self) -> FoundFramework | None:
        founds = [one.least for one in self.found if one.least is not None]
        return min(founds, key=lambda found: found.costs[0], default=None)


class _Choosing:
    def __init__(self, asked: Asked, answer: Framework, ways: Ways, watch: Watch) -> None:
        self.asked = asked
        self.situation = asked.situation
        self.answer = answer
        self.ways = ways
        self.watch = watch
        self.order = [str(tier) for tier in self.situation.policy.order]
        self.unused: set[int] = set()
        """Columns that stand in no minimum."""
        self.moved: dict[FoundFramework, tuple[HeldOtherwise, ...]] = {}
        """What was told of a framework: the best with a form is most often that of a side too."""

    def told(self, most: int, *, irredundant: bool) -> Choices:
        counted = list(_counted(self.situation))
        rules = []
        for number, placed in enumerate(counted):
            self.watch.tell("choices", number, len(counted), None, None)
            rules.append(self._rule(placed))
        standing: dict[str, list[str]] = {}
        for rule in rules:
            standing.setdefault(rule.standing, []).append(rule.id)
        unknown = tuple(standing.get("unknown", ()))
        opened = set(standing.get("open", ()))
        minima = None
        if not unknown:
            open_rules = [p.index for p in counted if p.rule.id in opened]
            with suppress(UnknownError):
                minima = Minima(self.ways.least, self.unused, open_rules, most)
        core = {*standing.get("necessary", ()), *standing.get("core", ())}
        found = None
        if irredundant and not unknown:
            needed = standing.get("necessary", [])
            found = irredundant_of(self.ways.least, counted, needed, most)
        return Choices(
            status="not_proven" if minima is None else "proven",
            answer=self.answer,
            minimum=self.ways.minimum,
            minimum_sets=None if minima is None or minima.total is None else decimal(minima.total),
            equal_optima=self.answer.equal_optima,
            necessary=tuple(standing.get("necessary", ())),
            core=tuple(rule.id for rule in rules if rule.id in core),
            open=tuple(standing.get("open", ())),
            never=tuple(standing.get("never", ())),
            unknown=unknown,
            decisions=tuple(minima.decisions) if minima else (),
            minima=minima.listed() if minima else (),
            rules=tuple(rules),
            irredundant=found,
        ).about(self.situation.ruleset)

    def _rule(self, placed: Placed) -> RuleChoices:
        found = {one.place: one for one in self.ways.forms(placed)}
        sides: dict[bool, list[FormFound]] = {True: [], False: []}
        for place, one in found.items():
            sides[placed.choices[place].kept].append(one)
            if one.known and one.kept != self.ways.minimum:
                self.unused.add(self.ways.least.translation.column_of[placed.index, place])
        keep, let_go = _KeptOrGone(sides[True]), _KeptOrGone(sides[False])
        return RuleChoices(
            id=placed.rule.id,
            standing=self._standing(keep, let_go),
            keep=self._way(keep),
            let_go=self._way(let_go),
            forms=tuple(
                self._form(choice, found.get(place), found)
                for place, choice in reversed(list(enumerate(placed.choices)))
            ),
        )

    def _standing(self, keep: _KeptOrGone, let_go: _KeptOrGone) -> Standing:
        if not (keep.known and let_go.known):
            return "unknown"
        if not let_go.exists:
            return "necessary"
        if let_go.kept != self.ways.minimum:
            return "core"
        return "open" if keep.kept == self.ways.minimum else "never"

    def _way(self, side: _KeptOrGone) -> Way:
        if not side.known or not side.exists:
            return Way(price=None, witness=None, possible=False if side.known else None)
        return Way(**self._shown(side.best(), side.least()))

    def _shown(
        self, best: FoundFramework | None, least: FoundFramework | None
    ) -> dict[str, object]:
        if best is None:
            return {"price": None, "witness": None, "possible": False}
        costs = self.ways.best.costs
        rise = [new - old for new, old in zip(best.costs, costs, strict=True)]
        shown: dict[str, object] = {
            "possible": True,
            "price": dict(zip(self.order, rise, strict=True)),
            "witness": self._moves(best),
        }
        a_minimum = least is not None and least.costs[0] == self.ways.minimum
        if a_minimum and not self.ways.first:
            shown["minimum"] = self._moves(least)
        return shown

    def _form(
        self, choice: Choice, found: FormFound | None, every: dict[int, FormFound]
    ) -> FormWay:
        shown: dict[str, object] = {"price": None, "witness": None, "possible": False}
        standing: FormStanding = "impossible"
        if found is not None and not found.known:
            standing, shown["possible"] = "unknown", None
        elif found is not None and found.best is not None:
            shown = self._shown(found.best, found.least)
            others = [one for one in every.values() if one is not found]
            standing = self._form_standing(found, others)
        return FormWay(form=choice.form, group=choice.group, standing=standing, **shown)

    def _form_standing(self, found: FormFound, others: Sequence[FormFound]) -> FormStanding:
        if not all(one.known for one in others):
            return "unknown"
        if all(one.best is None for one in others):
            return "necessary"
        if found.kept != self.ways.minimum:
            return "never"
        minimal = any(one.kept == self.ways.minimum for one in others)
        return "open" if minimal else "core"

    def _moves(self, found: FoundFramework | None) -> tuple[HeldOtherwise, ...] | None:
        if found is None:
            return None
        if found not in self.moved:
            self.moved[found] = moves_of(self.ways.standing, found)
        return self.moved[found]

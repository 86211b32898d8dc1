# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The choices of each rule with measures adopted and changes made, and what took each one away.

The causes of design page 5's options 1 to 4; `situation.py` puts the whole together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from minkader.decision.options import Choice, Name, Placed
from minkader.ruleset.nouns import Changes, Policy, RuleSet
from minkader.ruleset.reference import split
from minkader.ruleset.rule import Rule
from minkader.ruleset.vocabulary import (
    Classification,
    Decision,
    FallbackPolicy,
    Form,
    LockKind,
    ProposalPolicy,
    Stance,
)

_NEVER_LISTED: Final = -1


class Grants(NamedTuple):
    """What a mend adds that no scenario can say: conditions met and fallbacks named."""

    conditions: frozenset[tuple[str, str]] = frozenset()
    """Pairs of a condition and who meets it: a group, or `RULE@FORM` for an option without one."""
    fallbacks: frozenset[tuple[str, Form]] = frozenset()


class World:
    """The ruleset with its measures adopted and its changes made, for listing choices."""

    def __init__(
        self,
        ruleset: RuleSet,
        changes: Changes,
        policy: Policy,
        grants: Grants,
        sets: frozenset[str] | None = None,
    ) -> None:
        self.ruleset = ruleset
        self.changes = changes
        self.policy = policy
        self.grants = grants
        self.in_sets = in_sets(ruleset) if sets is None else sets
        self.adopted = adopted = [ruleset.measures[name] for name in changes.adopt]
        self.provided = {condition for measure in adopted for condition in measure.provides}
        self.lifted = {rule for measure in adopted for rule in measure.lifts_locks}
        self.lifted.update(changes.lift_locks)
        self.stances: dict[tuple[str, Form], dict[str, Stance]] = {}
        for table in (*(measure.stances for measure in adopted), changes.stances):
            for stakeholder, rules in table.items():
                for rule, forms in rules.items():
                    for form, stance in forms.items():
                        self.stances.setdefault((rule, form), {})[stakeholder] = stance
        self.blockers = {
            name for name, stakeholder in ruleset.stakeholders.items() if stakeholder.may_block
        }

    def placed(self, index: int, rule: Rule) -> Placed:
        """Place one rule: its tags under the changes, its choices, its pin."""
        grounds = self.changes.grounds.get(rule.id, rule.grounds)
        classification = self.changes.classification.get(rule.id, rule.classification)
        choices = ways(rule)
        if rule.external:
            return Placed(rule, index, grounds, classification, choices)
        if not rule.follows:
            causes = (tuple(self._causes(rule, classification, choice)) for choice in choices)
            choices = tuple(
                choice._replace(causes=taken) if taken else choice
                for choice, taken in zip(choices, causes, strict=True)
            )
        return Placed(rule, index, grounds, classification, choices, *self._pin(rule, choices))

    def _pin(self, rule: Rule, choices: Sequence[Choice]) -> tuple[str | None, int | None]:
        # What the changes pin a rule to, and the choice that this asks for.
        name = rule.id
        if name in self.changes.keep:
            return "keep", None
        wanted: Form | None
        if name in self.changes.release:
            wanted = Form.RELEASE
        elif name in self.changes.form:
            wanted = self.changes.form[name]
        else:
            return None, None
        form = None if rule.follows and wanted is Form.RELEASE else wanted
        hits = (place for place, choice in enumerate(choices) if choice.form is form)
        pin = "release" if wanted is Form.RELEASE else "form"
        return pin, next(hits, _NEVER_LISTED)

    def _causes(self, rule: Rule, classification: Classification, choice: Choice) -> Iterator[Name]:
        # In the order of the kinds of page 5. Today's form always exists.
        name = rule.id
        if choice.form is rule.today or choice.form is None:
            return
        yield from self._higher_law(rule, choice.form)
        yield from self._unsure(rule, classification)
        if choice.form is Form.RELEASE and not _may_be_released(rule):
            yield "no_release", (name,)
        yield from self._stance_causes(rule, choice, choice.form)
        for condition in self._unmet(rule, choice):
            yield "needs", (name, str(choice.form), condition)
        if self._lacks_fallback(rule, choice, choice.form):
            yield "fallback", (name, str(choice.form))

    def _higher_law(self, rule: Rule, form: Form) -> Iterator[Name]:
        lock = LockKind.NONE if rule.id in self.lifted else rule.lock_kind
        if lock is LockKind.FULL:
            yield "lock", (rule.id,)
        if lock is LockKind.BANDWIDTH and form.rung < _lightest(rule).rung:
            yield "bandwidth", (rule.id,)
        if rule.ceiling is not None and form.rung > rule.ceiling.rung:
            yield "ceiling", (rule.id,)

    def _unsure(self, rule: Rule, classification: Classification) -> Iterator[Name]:
        if classification is Classification.NONE:
            yield "unclassified", (rule.id,)
        keeps_proposals = self.policy.proposals is ProposalPolicy.KEEP
        if classification is Classification.PROPOSED and keeps_proposals:
            yield "proposed", (rule.id,)

    def _stance_causes(self, rule: Rule, choice: Choice, form: Form) -> Iterator[Name]:
        stances = self.stances_on(rule, choice, form)
        for stakeholder in self.ruleset.stakeholders:
            if stances.get(stakeholder) is Stance.BLOCKS and stakeholder in self.blockers:
                yield "veto", (stakeholder, rule.id, str(form))
        against = sum(stance.against for stance in stances.values())
        everyone = len(self.ruleset.stakeholders)
        if against > Fraction(self.policy.objections_at_most) * everyone:
            yield "objections", (rule.id, str(form))

    def stances_on(self, rule: Rule, choice: Choice, form: Form) -> dict[str, Stance]:
        """Return who says what of an option: the file, then measures, then the scenario."""
        return {**_written_stances(rule, choice), **self.stances.get((rule.id, form), {})}

    def _unmet(self, rule: Rule, choice: Choice) -> Iterator[str]:
        if choice.listed is None:
            return
        group = choice.group
        met = self.provided if group is None else {*self.provided, *self.ruleset.groups[group].has}
        who = group or f"{rule.id}@{choice.form}"
        for condition in choice.listed.needs:
            if condition not in met and (condition, who) not in self.grants.conditions:
                yield condition

    def _lacks_fallback(self, rule: Rule, choice: Choice, form: Form) -> bool:
        return (
            self.policy.fallback is FallbackPolicy.REQUIRED
            and lacks_fallback(rule, choice, rule.id in self.in_sets)
            and (rule.id, form) not in self.grants.fallbacks
        )


def capacity(
    ruleset: RuleSet, changes: Changes, groups: Iterable[str] | None = None
) -> dict[str, int]:
    """Return groups' hours a year: the low end, replaced by changes, raised by measures."""
    hours: dict[str, int] = {}
    for name in ruleset.groups if groups is None else groups:
        said = changes.capacity.get(name, ruleset.groups[name].capacity)
        more = (ruleset.measures[measure].capacity.get(name, 0) for measure in changes.adopt)
        hours[name] = said.low + sum(more)
    return hours


def in_sets(ruleset: RuleSet) -> frozenset[str]:
    """Return the rules that stand in a `together` set of the file, as written."""
    return frozenset(
        split(written)[0]
        for interest in ruleset.interests.values()
        for members in interest.together
        for written in members
    )


def lacks_fallback(rule: Rule, choice: Choice, in_set: bool) -> bool:
    """Return whether an option lets go of something guarded without naming a fallback.

    `in_set` says whether the rule stands in a `together` set of the file.
    """
    guards_something = bool(rule.guards) or in_set
    goes = choice.decision in (Decision.DELEGATED, Decision.RELEASED)
    return guards_something and goes and choice.fallback is None


def ways(rule: Rule) -> tuple[Choice, ...]:
    """Return every choice that a rule could have, whatever takes it away, in the order of `steady`.

    Release, residents' options as listed, municipal forms from light to heavy; of an exemption or
    definition lapsed and in force.
    """
    if rule.external:
        return (Choice(rule.today, Decision.EXTERNAL, rule.guards),)
    if rule.follows:
        return (Choice(None, Decision.LAPSED), Choice(rule.today, Decision.KEPT))
    fallback = None if rule.release is None else rule.release.fallback
    released = Choice(Form.RELEASE, Decision.RELEASED, fallback=fallback)
    resident = [
        Choice(option.form, Decision.DELEGATED, option.guards, option, option.fallback)
        for option in rule.options
        if option.form.resident
    ]
    municipal = [
        Choice(option.form, Decision.KEPT, option.guards, option)
        for option in rule.options
        if option.form.municipal
    ]
    municipal.append(Choice(rule.today, Decision.KEPT, rule.guards))
    municipal.sort(key=lambda choice: choice.form.rung if choice.form else 0)
    return (released, *resident, *municipal)


def _lightest(rule: Rule) -> Form:
    return rule.lock.lightest if rule.lock and rule.lock.lightest else rule.today


def _may_be_released(rule: Rule) -> bool:
    if rule.release is not None:
        return not rule.release.refused
    return rule.kind.value == "restriction"


def _written_stances(rule: Rule, choice: Choice) -> Mapping[str, Stance]:
    if choice.listed is not None:
        return choice.listed.stances
    return rule.release.stances if rule.release is not None else {}

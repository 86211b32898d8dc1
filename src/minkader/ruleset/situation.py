# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A rule set under a scenario: which options exist, and why each missing one does not.

Lives here: the order in which changes work, capacities, conditions, stances, locks, pins.
Not here: whether a framework is valid (`validity.py`), what is best (`solver/`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from minkader.ruleset.choices import Cause, Choice, Placed
from minkader.ruleset.findings import Path
from minkader.ruleset.nouns import (
    Changes,
    Interest,
    Policy,
    Release,
    Rule,
    RuleSet,
)
from minkader.ruleset.reference import split
from minkader.ruleset.vocabulary import (
    Classification,
    Decision,
    FallbackPolicy,
    Form,
    Ground,
    LockKind,
    ProposalPolicy,
    Stance,
)

_NEVER_LISTED: Final = -1


@dataclass(frozen=True)
class Grants:
    """What a mend adds that no scenario can say: conditions met and fallbacks named."""

    conditions: frozenset[tuple[str, str]] = frozenset()
    """Pairs of a condition and who meets it: a group, or `RULE@FORM` for an option without one."""
    fallbacks: frozenset[tuple[str, Form]] = frozenset()


@dataclass(frozen=True)
class Situation:
    """A rule set, changes on it and a policy, worked out: what can be chosen, and within what."""

    ruleset: RuleSet
    changes: Changes
    policy: Policy
    rules: tuple[Placed, ...]
    interests: Mapping[str, Interest]
    capacity: Mapping[str, int]
    grants: Grants = field(default_factory=Grants)
    scenario: str | None = None
    """The name of the scenario of the file that the changes come from, if any."""

    @cached_property
    def by_id(self) -> Mapping[str, Placed]:
        """Give the placed rule of an id."""
        return {placed.rule.id: placed for placed in self.rules}

    @cached_property
    def implicit(self) -> tuple[tuple[str, Ground], ...]:
        """List the implicit interests: a rule and a ground that none of its guards declares."""
        return tuple(
            (placed.rule.id, ground)
            for placed in self.rules
            if not placed.rule.external and not placed.rule.follows
            for ground in placed.grounds
            if not any(self._declares(interest, ground) for interest in placed.rule.guards)
        )

    def _declares(self, interest: str, ground: Ground) -> bool:
        declared = self.ruleset.interests.get(interest)
        return declared is not None and declared.ground is ground

    @cached_property
    def guards_of(self) -> Mapping[str, tuple[int, ...]]:
        """List for each interest the rules whose present form may guard it, by index."""
        found: dict[str, list[int]] = {interest: [] for interest in self.interests}
        for placed in self.rules:
            for interest in placed.rule.guards:
                if interest in found:
                    found[interest].append(placed.index)
        return {interest: tuple(rules) for interest, rules in found.items()}

    @cached_property
    def in_sets(self) -> frozenset[str]:
        """Give the rules that stand in a `together` set of the file, dropped interests' too."""
        return in_sets(self.ruleset)

    def demands(self, index: int) -> Mapping[str, frozenset[int]]:
        """List each reference that a rule requires, with the choices in which it does."""
        placed = self.rules[index]
        found: dict[str, set[int]] = {}
        for place, choice in enumerate(placed.choices):
            written = placed.rule.requires if choice.in_force else ()
            for ref in (*written, *(choice.listed.requires if choice.listed else ())):
                found.setdefault(ref, set()).add(place)
        return {ref: frozenset(places) for ref, places in found.items()}

    @cached_property
    def users(self) -> Mapping[str, tuple[tuple[int, frozenset[int]], ...]]:
        """List for each rule who requires it, by index, and in which choices."""
        found: dict[str, list[tuple[int, frozenset[int]]]] = {}
        for placed in self.rules:
            for ref, places in self.demands(placed.index).items():
                found.setdefault(split(ref)[0], []).append((placed.index, places))
        return {rule: tuple(users) for rule, users in found.items()}

    def said_at(self, key: str, name: str) -> Path:
        """Give the path in the file where a change was said; empty where a flag said it."""
        scenario = self.ruleset.scenarios.get(self.scenario or "")
        if self.scenario is None or scenario is None or name not in getattr(scenario, key):
            return ()
        return ("scenarios", self.scenario, key, name)

    @cached_property
    def followers(self) -> tuple[int, ...]:
        """Give the exemptions and definitions that follow others, by index."""
        return tuple(placed.index for placed in self.rules if placed.rule.follows)

    @cached_property
    def leads(self) -> frozenset[int]:
        """Give the rules, by index, that an exemption or definition follows."""
        relaxed = {
            self.by_id[name].index
            for placed in self.rules
            if placed.rule.follows
            for name in placed.rule.relaxes
        }
        definitions = {placed.rule.id for placed in self.rules if placed.rule.follows}
        users = {user for rule in definitions for user, _ in self.users.get(rule, ())}
        return frozenset(relaxed | users)

    @cached_property
    def lesser_of(self) -> Mapping[int, tuple[str, ...]]:
        """List for each rule, by index, the lesser interests that its choice may leave open."""
        found: dict[int, list[str]] = {}
        for name, interest in self.interests.items():
            if interest.ground is None:
                members = {split(ref)[0] for refs in interest.together for ref in refs}
                touched = {*self.guards_of[name], *(self.by_id[rule].index for rule in members)}
                for index in touched:
                    found.setdefault(index, []).append(name)
        return {index: tuple(names) for index, names in found.items()}


def situate(
    ruleset: RuleSet,
    changes: Changes | None = None,
    policy: Policy | None = None,
    *,
    grants: Grants | None = None,
    scenario: str | None = None,
) -> Situation:
    """Work out a situation: apply the changes in the order of page 5, then list the choices.

    The changes must have passed `consistency.change_faults`.
    """
    changes = changes or Changes()
    policy = policy or ruleset.policy
    grants = grants or Grants()
    world = _World(ruleset, changes, policy, grants)
    interests = {
        name: interest
        for name, interest in ruleset.interests.items()
        if name not in changes.drop_interests
    }
    interests.update(changes.add_interests)
    rules = tuple(world.placed(index, rule) for index, rule in enumerate(ruleset.rules))
    capacity = world.capacity()
    return Situation(ruleset, changes, policy, rules, interests, capacity, grants, scenario)


def stances_on(situation: Situation, rule: str, form: Form) -> dict[str, Stance]:
    """Give who says what of one option of one rule in a situation."""
    world = _World(situation.ruleset, situation.changes, situation.policy, situation.grants)
    placed = situation.by_id[rule]
    choice = next(choice for choice in placed.choices if choice.form is form)
    return world.stances_on(placed.rule, choice, form)


class _World:
    """The ruleset with its measures adopted and its changes made, for listing choices."""

    def __init__(
        self,
        ruleset: RuleSet,
        changes: Changes,
        policy: Policy,
        grants: Grants,
    ) -> None:
        self.ruleset = ruleset
        self.changes = changes
        self.policy = policy
        self.grants = grants
        self.in_sets = in_sets(ruleset)
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

    def capacity(self) -> dict[str, int]:
        """Give each group's hours a year: the low end, replaced by changes, raised by measures."""
        hours = {name: group.capacity.low for name, group in self.ruleset.groups.items()}
        hours.update({name: span.low for name, span in self.changes.capacity.items()})
        for measure in self.adopted:
            for group, more in measure.capacity.items():
                hours[group] += more
        return hours

    def placed(self, index: int, rule: Rule) -> Placed:
        """Place one rule: its tags under the changes, its choices, its pin."""
        placed = Placed(
            rule,
            index,
            self.changes.grounds.get(rule.id, rule.grounds),
            self.changes.classification.get(rule.id, rule.classification),
            (),
        )
        if rule.external:
            external = Choice(rule.today, Decision.EXTERNAL, rule.guards)
            return replace(placed, choices=(external,))
        if rule.follows:
            lapsed, in_force = Choice(None, Decision.LAPSED), Choice(rule.today, Decision.KEPT)
            return self._pin(replace(placed, choices=(lapsed, in_force)))
        choices = tuple(
            replace(choice, causes=tuple(self._causes(placed, choice)))
            for choice in _universe(rule)
        )
        return self._pin(replace(placed, choices=choices))

    def _pin(self, placed: Placed) -> Placed:
        name = placed.rule.id
        if name in self.changes.keep:
            return replace(placed, pin="keep")
        wanted: Form | None
        if name in self.changes.release:
            wanted = Form.RELEASE
        elif name in self.changes.form:
            wanted = self.changes.form[name]
        else:
            return placed
        form = None if placed.rule.follows and wanted is Form.RELEASE else wanted
        hits = (place for place, choice in enumerate(placed.choices) if choice.form is form)
        pin = "release" if wanted is Form.RELEASE else "form"
        return replace(placed, pin=pin, pinned=next(hits, _NEVER_LISTED))

    def _causes(self, placed: Placed, choice: Choice) -> Iterator[Cause]:
        # In the order of the kinds of page 5. Today's form always exists.
        rule, name = placed.rule, placed.rule.id
        if choice.form is rule.today or choice.form is None:
            return
        yield from self._higher_law(rule, choice.form)
        yield from self._unsure(placed)
        if choice.form is Form.RELEASE and not _may_be_released(rule):
            yield Cause("no_release", (name,))
        yield from self._stance_causes(rule, choice, choice.form)
        for condition in self._unmet(rule, choice):
            yield Cause("needs", (name, str(choice.form), condition))
        if self._lacks_fallback(rule, choice, choice.form):
            yield Cause("fallback", (name, str(choice.form)))

    def _higher_law(self, rule: Rule, form: Form) -> Iterator[Cause]:
        lock = LockKind.NONE if rule.id in self.lifted else rule.lock_kind
        if lock is LockKind.FULL:
            yield Cause("lock", (rule.id,))
        if lock is LockKind.BANDWIDTH and form.rung < _lightest(rule).rung:
            yield Cause("bandwidth", (rule.id,))
        if rule.ceiling is not None and form.rung > rule.ceiling.rung:
            yield Cause("ceiling", (rule.id,))

    def _unsure(self, placed: Placed) -> Iterator[Cause]:
        if placed.classification is Classification.NONE:
            yield Cause("unclassified", (placed.rule.id,))
        keeps_proposals = self.policy.proposals is ProposalPolicy.KEEP
        if placed.classification is Classification.PROPOSED and keeps_proposals:
            yield Cause("proposed", (placed.rule.id,))

    def _stance_causes(self, rule: Rule, choice: Choice, form: Form) -> Iterator[Cause]:
        stances = self.stances_on(rule, choice, form)
        for stakeholder in self.ruleset.stakeholders:
            if stances.get(stakeholder) is Stance.BLOCKS and stakeholder in self.blockers:
                yield Cause("veto", (stakeholder, rule.id, str(form)))
        against = sum(stance.against for stance in stances.values())
        everyone = len(self.ruleset.stakeholders)
        if against > Fraction(self.policy.objections_at_most) * everyone:
            yield Cause("objections", (rule.id, str(form)))

    def stances_on(self, rule: Rule, choice: Choice, form: Form) -> dict[str, Stance]:
        """Give who says what of an option: the file, then measures, then the scenario."""
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


def in_sets(ruleset: RuleSet) -> frozenset[str]:
    """Give the rules that stand in a `together` set of the file, as written."""
    return frozenset(
        split(written)[0]
        for interest in ruleset.interests.values()
        for members in interest.together
        for written in members
    )


def lacks_fallback(rule: Rule, choice: Choice, in_set: bool) -> bool:
    """Tell whether an option lets go of something guarded without naming a fallback.

    `in_set` says whether the rule stands in a `together` set of the file.
    """
    guards_something = bool(rule.guards) or in_set
    goes = choice.decision in (Decision.DELEGATED, Decision.RELEASED)
    return guards_something and goes and choice.fallback is None


def _universe(rule: Rule) -> tuple[Choice, ...]:
    # Every choice that the rule could have, whatever takes it away, in the order of `steady`:
    # release, residents' options as listed, municipal forms from light to heavy.
    release = rule.release or Release()
    released = Choice(Form.RELEASE, Decision.RELEASED, fallback=release.fallback)
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

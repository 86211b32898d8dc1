# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked: a rule set, a scenario, changes on top and a policy, read before any question."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple, TypedDict, Unpack, cast

from minkader.decision.situation import Situation, situate
from minkader.formats.document import read_changes
from minkader.questions.answering.answers import Input, PolicyUsed
from minkader.ruleset.consistency import Fault, change_faults, nearest
from minkader.ruleset.errors import WrongUseError
from minkader.ruleset.findings import Finding, Place, Values, shown
from minkader.ruleset.nouns import UNCHANGED, Changes, Policy, RuleSet
from minkader.ruleset.vocabulary import FallbackPolicy, ProposalPolicy, Tier
from minkader.solver.watch import Progress, Watch

Ties = Literal["steady", "any"]
_PINS: Final = ("keep", "release", "form")


class PolicyFlags(TypedDict, total=False):
    """What stands in the place of the rule set's policy."""

    trust_proposals: bool
    """Decide proposed rules as if they were confirmed."""
    fallback: FallbackPolicy | str | None
    """`required` or `reported`, in the place of the rule set's policy."""
    order: Sequence[Tier | str] | None
    """The tiers to minimise, in order, in the place of the policy's."""


class Flags(PolicyFlags, total=False):
    """What every question takes besides what it is about."""

    ties: Ties
    """`any` skips the tie-break: any best framework, the same values."""
    time_limit: float | None
    """Seconds after which the best found is given, with its bounds."""
    certificate: bool | None
    """Whether to write a proof that anyone can check; None: where the rule set is not too large."""
    progress: Progress | None
    """Called with step, done, total, best, bound."""
    stop: Callable[[], bool] | None
    """Asked now and then whether to stop with the best found."""


class Words(TypedDict, total=False):
    """Changes in the words of a scenario."""

    drop_interests: Sequence[str]
    add_interests: Mapping[str, Any]
    grounds: Mapping[str, Sequence[str]]
    classification: Mapping[str, str]
    capacity: Mapping[str, int | Sequence[int]]
    adopt: Sequence[str]
    stances: Mapping[str, Mapping[str, Mapping[str, str]]]
    lift_locks: Sequence[str]
    keep: Sequence[str]
    release: Sequence[str]
    form: Mapping[str, str]


class WordsAndFlags(Words, Flags, total=False):
    """Changes in the words of a scenario, besides the flags of every question."""


class Asked(NamedTuple):
    """A situation, and the input block that every answer about it carries."""

    situation: Situation
    input: Input

    def report(self) -> dict[str, Any]:
        """Return what somebody needs to repeat this question: the input and the document."""
        return {
            "input": self.input.model_dump(mode="json", by_alias=True),
            "document": dict(self.situation.ruleset.document),
        }


def policy_of(used: PolicyUsed) -> Policy:
    """Return the policy that an answer was made under."""
    return Policy(
        order=tuple(map(Tier, used.order)),
        fallback=FallbackPolicy(used.fallback),
        objections_at_most=Decimal(used.objections_at_most),
        proposals=ProposalPolicy(used.proposals),
    )


def watch_of(flags: Flags) -> Watch:
    """Return the watch that the flags of a question ask for."""
    return Watch(flags.get("progress"), flags.get("stop"), flags.get("time_limit"))


def ask(
    ruleset: RuleSet,
    *,
    scenario: str | None = None,
    changes: Changes | None = None,
    **flags: Unpack[Flags],
) -> Asked:
    """Read what is asked of a rule set.

    Raises:
        WrongUseError: where the scenario is not there, or changes, order or fallback mean nothing.
    """
    base = _scenario(ruleset, scenario)
    top = changes or UNCHANGED
    refuse(change_faults(ruleset, top))
    refuse_unknown(flags, Flags)
    policy = _policy(ruleset.policy, flags)
    situation = situate(ruleset, overlaid(base, top), policy, scenario=scenario)
    said = Input(
        id=ruleset.id,
        sha256=ruleset.sha256,
        scenario=scenario,
        changes=spoken(top),
        policy=PolicyUsed(
            order=tuple(policy.order),
            fallback=policy.fallback,
            objections_at_most=format(policy.objections_at_most.normalize(), "f"),
            proposals=policy.proposals,
        ),
        ties=flags.get("ties", "steady"),
    )
    return Asked(situation, said)


def refuse(faults: Sequence[Fault]) -> None:
    """Refuse changes that have faults.

    Raises:
        WrongUseError: with a finding for each.
    """
    if faults:
        raise WrongUseError(
            [
                Finding(
                    code=fault.code,
                    where=Place(path=shown(fault.path)),
                    subjects=tuple(subject for subject in fault.subjects if subject),
                    values=fault.values,
                )
                for fault in faults
            ]
        )


def changed(changes: Changes | None, given: WordsAndFlags) -> tuple[Changes, Flags]:
    """Take the words of a scenario out of what was given: the changes, and the flags that are left.

    Raises:
        WrongUseError: where a word is not known, or what it says has no meaning.
    """
    refuse_unknown(given, WordsAndFlags)
    words = {key: value for key, value in given.items() if key in Changes.model_fields}
    flags = {key: value for key, value in given.items() if key not in words}
    said = read_changes(words) if words else UNCHANGED
    rest = cast(Flags, flags)
    return (said if changes is None else overlaid(changes, said)), rest


def shared_out(flags: Flags, solves: int) -> Flags:
    """Return the flags for one of several solves: a time limit is shared out equally."""
    limit = flags.get("time_limit")
    return flags if limit is None else {**flags, "time_limit": limit / solves}


def without_policy(flags: Flags) -> Flags:
    """Return the flags without those that stand in the place of the rule set's policy."""
    policy = PolicyFlags.__annotations__
    return cast(Flags, {name: said for name, said in flags.items() if name not in policy})


def _wrong(code: str, **values: str | int | tuple[str, ...]) -> WrongUseError:
    said: Values = values
    return WrongUseError([Finding(code=code, values=said)])


def _scenario(ruleset: RuleSet, name: str | None) -> Changes:
    if name is None:
        return UNCHANGED
    if name not in ruleset.scenarios:
        known = tuple(ruleset.scenarios)
        raise _wrong("MK051", found=name, near=nearest(name, known), known=known)
    return ruleset.scenarios[name]


def _policy(policy: Policy, flags: Flags) -> Policy:
    update: dict[str, Any] = {}
    fallback, order = flags.get("fallback"), flags.get("order")
    if flags.get("trust_proposals"):
        update["proposals"] = ProposalPolicy.DECIDE
    if fallback is not None:
        update["fallback"] = _word(FallbackPolicy, str(fallback), "MK052")
    if order is not None:
        tiers = tuple(_word(Tier, str(tier), "MK053") for tier in order)
        if not tiers or len(set(tiers)) < len(tiers):
            raise _wrong("MK053", found=",".join(map(str, order)), known=tuple(Tier))
        update["order"] = tiers
    return policy.model_copy(update=update)


def refuse_unknown(given: Mapping[str, object], taken: type) -> None:
    """Refuse names that a TypedDict does not have: Python checks none behind `**`.

    Raises:
        WrongUseError: a slip of the pen, or what this question cannot take, must not be ignored.
    """
    names = tuple(taken.__annotations__)
    for name in given:
        if name not in names:
            raise _wrong("MK057", found=name, near=nearest(name, names), known=names)


def _word(words: type[FallbackPolicy] | type[Tier], found: str, code: str) -> Any:  # noqa: ANN401
    if found not in list(words):
        raise _wrong(code, found=found, known=tuple(words))
    return words(found)


def overlaid(base: Changes, top: Changes) -> Changes:
    """Put changes on top of a scenario: lists are joined, tables updated, pins replaced."""
    pinned = {*top.keep, *top.release, *top.form}
    joined: dict[str, Any] = {}
    for name in Changes.model_fields:
        below, above = getattr(base, name), getattr(top, name)
        if not above and not (pinned and name in _PINS):
            joined[name] = below
            continue
        left = [item for item in below if name not in _PINS or item not in pinned]
        if name == "stances":
            joined[name] = _stanced(below, above)
        elif isinstance(below, Mapping):
            joined[name] = {**{item: below[item] for item in left}, **above}
        else:
            joined[name] = tuple(dict.fromkeys((*left, *above)))
    return Changes.model_construct(**joined)


def _stanced(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = {who: {rule: dict(forms) for rule, forms in t.items()} for who, t in below.items()}
    for who, rules in above.items():
        for rule, forms in rules.items():
            merged.setdefault(who, {}).setdefault(rule, {}).update(forms)
    return merged


def spoken(changes: Changes) -> dict[str, Any]:
    """Say changes back in scenario words: only what is there, as a file would write it."""
    if not any(getattr(changes, name) for name in Changes.model_fields):
        return {}
    said = changes.model_dump(mode="json", exclude_defaults=True)
    for group, span in said.get("capacity", {}).items():
        low, high = span["low"], span["high"]
        said["capacity"][group] = low if low == high else [low, high]
    return {key: value for key, value in said.items() if value}

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked: a rule set, a scenario, changes on top and a policy, read before any question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from minkader.questions.answers import Input, PolicyUsed
from minkader.ruleset.consistency import change_faults, nearest
from minkader.ruleset.errors import WrongUseError
from minkader.ruleset.findings import Finding, Values, Where, shown
from minkader.ruleset.nouns import Changes, Policy, RuleSet
from minkader.ruleset.situation import Grants, Situation, situate
from minkader.ruleset.vocabulary import FallbackPolicy, ProposalPolicy, Tier

_PINS: Final = ("keep", "release", "form")


@dataclass(frozen=True)
class Asked:
    """A situation, and the input block that every answer about it carries."""

    situation: Situation
    input: Input

    def report(self) -> dict[str, Any]:
        """Give what somebody needs to repeat this question: the input and the document."""
        return {
            "input": self.input.model_dump(mode="json", by_alias=True),
            "document": dict(self.situation.ruleset.document),
        }


def ask(  # noqa: PLR0913 (every flag of a question, by name)
    ruleset: RuleSet,
    *,
    scenario: str | None = None,
    changes: Changes | None = None,
    trust_proposals: bool = False,
    fallback: FallbackPolicy | str | None = None,
    order: Sequence[Tier | str] | None = None,
    ties: Literal["steady", "any"] = "steady",
    grants: Grants | None = None,
) -> Asked:
    """Read what is asked of a rule set.

    Raises:
        WrongUseError: where the scenario is not there, or changes, order or fallback mean nothing.
    """
    base = _scenario(ruleset, scenario)
    top = changes or Changes()
    if faults := change_faults(ruleset, top):
        first = faults[0]
        where = Where(path=shown(first.path))
        raise WrongUseError(
            Finding(code=first.code, where=where, subjects=first.subjects, values=first.values)
        )
    policy = _policy(ruleset.policy, trust_proposals, fallback, order)
    situation = situate(ruleset, overlaid(base, top), policy, grants=grants, scenario=scenario)
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
        ties=ties,
    )
    return Asked(situation, said)


def _wrong(code: str, **values: str | int | tuple[str, ...]) -> WrongUseError:
    said: Values = values
    return WrongUseError(Finding(code=code, values=said))


def _scenario(ruleset: RuleSet, name: str | None) -> Changes:
    if name is None:
        return Changes()
    if name not in ruleset.scenarios:
        known = tuple(ruleset.scenarios)
        raise _wrong("MK051", found=name, near=nearest(name, known), known=known)
    return ruleset.scenarios[name]


def _policy(
    policy: Policy,
    trust_proposals: bool,
    fallback: FallbackPolicy | str | None,
    order: Sequence[Tier | str] | None,
) -> Policy:
    update: dict[str, Any] = {}
    if trust_proposals:
        update["proposals"] = ProposalPolicy.DECIDE
    if fallback is not None:
        update["fallback"] = _word(FallbackPolicy, str(fallback), "MK052")
    if order is not None:
        tiers = tuple(_word(Tier, str(tier), "MK053") for tier in order)
        if not tiers or len(set(tiers)) < len(tiers):
            raise _wrong("MK053", found=",".join(map(str, order)), known=tuple(Tier))
        update["order"] = tiers
    return policy.model_copy(update=update)


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
    said = changes.model_dump(mode="json", exclude_defaults=True)
    for group, span in said.get("capacity", {}).items():
        low, high = span["low"], span["high"]
        said["capacity"][group] = low if low == high else [low, high]
    return {key: value for key, value in said.items() if value}

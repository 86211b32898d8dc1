# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which changes could loosen one member of a clash, kind by kind."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from minkader.decision.kinds import reads_all
from minkader.decision.situation import Situation, stances_on
from minkader.questions.answering.answers import Change, ClashMember
from minkader.ruleset.nouns import Measure
from minkader.ruleset.vocabulary import Form


def loosening(situation: Situation, member: ClashMember) -> Iterator[Change]:
    """List the changes that could loosen one member of a clash."""
    by = _LOOSENED_BY[member.kind]
    if by is None:
        return
    yield from by.changes(situation, *member.subjects)
    for name, measure in situation.ruleset.measures.items():
        if name not in situation.changes.adopt and by.measure(measure, *member.subjects):
            yield Change(kind="adopt", measure=name)


def _no_measure(_: Measure, *__: str) -> bool:
    return False


class _By(NamedTuple):
    """What loosens a kind: changes about its subjects, and whether a measure touches them."""

    changes: Callable[..., Iterable[Change]]
    measure: Callable[..., bool] = _no_measure


def _one(kind: str, *keys: str) -> Callable[..., list[Change]]:
    # A change of this kind about the subjects of the member, which the keys name in order.
    return lambda _, *subjects: [Change(kind=kind, **dict(zip(keys, subjects, strict=True)))]


def _met(situation: Situation, rule: str, form: str, condition: str) -> Iterator[Change]:
    group = next(choice.group for choice in situation.by_id[rule].choices if choice.form == form)
    if group is not None:
        yield Change(kind="meet_condition", group=group, condition=condition)
    else:
        yield Change(kind="meet_condition", rule=rule, form=form, condition=condition)


def _softer(situation: Situation, rule: str, form: str) -> Iterator[Change]:
    for who, stance in stances_on(situation, rule, Form(form)).items():
        if stance.against:
            yield Change(kind="change_stance", stakeholder=who, rule=rule, form=form)


def _provides(measure: Measure, _: str, __: str, condition: str) -> bool:
    return condition in measure.provides


def _adds_hours(measure: Measure, group: str) -> bool:
    return group in measure.capacity


def _lifts(measure: Measure, rule: str) -> bool:
    return rule in measure.lifts_locks


def _has_a_stance(measure: Measure, *subjects: str) -> bool:
    *_, rule, form = subjects
    return any(Form(form) in rules.get(rule, {}) for rules in measure.stances.values())


_LOOSENED_BY: Final[dict[str, _By | None]] = {
    "guard": None,
    "implicit": None,
    "lock": _By(_one("lift_lock", "rule"), _lifts),
    "bandwidth": _By(_one("lift_lock", "rule"), _lifts),
    "ceiling": None,
    "unclassified": None,
    "proposed": _By(_one("confirm", "rule")),
    "no_release": None,
    "veto": _By(_one("change_stance", "stakeholder", "rule", "form"), _has_a_stance),
    "objections": _By(_softer, _has_a_stance),
    "needs": _By(_met, _provides),
    "fallback": _By(_one("name_fallback", "rule", "form")),
    "requires": None,
    "excludes": None,
    "follows": None,
    "capacity": _By(_one("raise_capacity", "group"), _adds_hours),
    "pin": _By(_one("unpin", "rule")),
}
"""What loosens a constraint of each kind; None: no change does, short of another rule set."""
reads_all(__name__, _LOOSENED_BY)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `what-if` in words: what was asked, what changes, the totals."""

import shlex
from collections.abc import Iterator, Mapping
from typing import Any, Final

from minkader.questions.what_if import WhatIf
from minkader.ruleset.nouns import RuleSet
from minkader.words import closing, difference, terms
from minkader.words.further import ask_next, clashing
from minkader.words.language import Pair, say
from minkader.words.reasons import Reasoner
from minkader.words.telling import Telling
from minkader.words.view import Block, Item, Paragraph, Section, View

_HEAD: Final[Pair] = ("Wat als · {named}", "What if · {named}")
_BASE: Final[Pair] = ("Tegenover: {base}", "Compared with: {base}")
_NOW: Final[Pair] = ("zoals het bestand nu is", "the file as it stands")
_SCENARIO: Final[Pair] = ("scenario {name}", "scenario {name}")
_UNCHANGED: Final[Pair] = (
    "Het huidige kader blijft zoals het is.",
    "The present framework stays as it is.",
)
_NOW_THERE_IS: Final[Pair] = (
    "Daar is geen kader; hiermee wel.",
    "That has no framework; this has one.",
)
_DECIDED: Final[Pair] = ("voorstellen beslissen mee", "proposals are decided too")
_FALLBACKS: Final[dict[str, Pair]] = {
    "required": ("met de eis van een terugval", "asking for a fallback"),
    "reported": ("zonder de eis van een terugval", "without asking for a fallback"),
}
_ORDERED: Final[Pair] = ("doelen op volgorde: {order}", "tiers in order: {order}")
_ASKED: Final[dict[str, Pair]] = {
    "keep": ("{what} houden", "keep {what}"),
    "release": ("{what} loslaten", "release {what}"),
    "form": ("{what} als {value}", "{what} as {value}"),
    "capacity": ("groep {what} {value} uur/jaar", "group {what} {value} hours/year"),
    "drop_interests": ("zonder belang {what}", "without interest {what}"),
    "add_interests": ("met belang {what}", "with interest {what}"),
    "grounds": ("grond van {what}: {value}", "ground of {what}: {value}"),
    "classification": ("indeling van {what}: {value}", "classification of {what}: {value}"),
    "adopt": ("maatregel {what}", "measure {what}"),
    "stances": ("{what}: {value}", "{what}: {value}"),
    "lift_locks": ("zonder slot op {what}", "without lock on {what}"),
}


def view(answer: WhatIf, told: Telling) -> View:
    """Return what was asked and what changes; where it is infeasible, why and the cheapest mend."""
    ruleset, after = told.ruleset, answer.answer
    reasoner = Reasoner(ruleset)
    sections = [*_sections(answer, reasoner), closing.sure(after)]
    named = shlex.quote(told.name)
    return View(
        title=say(_HEAD, named=told.name),
        lead=list(_lead(answer, ruleset)),
        sections=sections,
        next=ask_next(named, _question(answer, ruleset, named)),
        table=(
            closing.no_framework_table(after, reasoner)
            if after.rules is None
            else difference.table(answer.differences, ruleset)
        ),
    )


def _lead(answer: WhatIf, ruleset: RuleSet) -> Iterator[Item]:
    base = answer.base.input.scenario
    yield Item(say(_BASE, base=say(_SCENARIO, name=base) if base else say(_NOW)))
    for asked in (*_asked(answer, ruleset), *_policy(answer)):
        yield Item(asked, mark="*")


def _sections(answer: WhatIf, reasoner: Reasoner) -> Iterator[Section]:
    if answer.answer.status == "infeasible":
        yield from closing.no_framework(answer.answer, reasoner, most_mends=1)
        if answer.base.rules is not None:
            yield Section([Paragraph(say(_UNCHANGED))], gap=False)
        return
    changes: Block = Paragraph(say(_NOW_THERE_IS))
    if answer.base.status != "infeasible":
        changes = difference.told(answer.differences, reasoner.ruleset)
    yield Section([changes, difference.summed(answer.totals)])


def _asked(answer: WhatIf, ruleset: RuleSet) -> Iterator[str]:
    scenario = answer.answer.input.scenario
    if scenario is not None:
        yield say(_SCENARIO, name=scenario)
    for key, said in answer.answer.input.changes.items():
        if isinstance(said, Mapping):
            for what, value in said.items():
                yield say(_ASKED[key], what=what, value=_value(key, value))
        else:
            for what in said:
                cost = closing.cost(ruleset.measures[what]) if key == "adopt" else ""
                yield say(_ASKED[key], what=what) + cost


def _policy(answer: WhatIf) -> Iterator[str]:
    # Flags that stand in the place of the policy are changes too.
    now, then = answer.base.input.policy, answer.answer.input.policy
    if now.proposals != then.proposals:
        yield say(_DECIDED)
    if now.fallback != then.fallback:
        yield say(_FALLBACKS[then.fallback])
    if now.order != then.order:
        yield say(_ORDERED, order=", ".join(terms.term(terms.TIERS, tier) for tier in then.order))


def _value(key: str, value: Any) -> str:  # noqa: ANN401 (what a scenario may hold)
    if key == "form":
        return terms.form(str(value))
    if key == "classification":
        return terms.term(terms.CLASSIFICATIONS, str(value))
    if key == "grounds":
        return ", ".join(terms.term(terms.GROUNDS, ground) for ground in value) or "-"
    if key == "stances":
        return ", ".join(
            f"{rule} {terms.form(form)} {terms.term(terms.STANCES, stance)}"
            for rule, forms in value.items()
            for form, stance in forms.items()
        )
    return "–".join(map(str, value)) if isinstance(value, list) else str(value)


def _question(answer: WhatIf, ruleset: RuleSet, named: str) -> str:
    moved = [difference.id for difference in answer.differences if difference.move == "back"]
    if answer.answer.status == "infeasible":
        return clashing(answer.answer, ruleset, named)
    return f"show {named} {moved[0]}" if moved else f"scenarios {named}"

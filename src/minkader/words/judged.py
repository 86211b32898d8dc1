# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of a framework that was judged, in words."""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from minkader.questions.judge import Better, Judged
from minkader.questions.judge.claims import FalseClaim
from minkader.ruleset.nouns import RuleSet
from minkader.words import terms
from minkader.words.language import Pair, listed, plain, say, shortened
from minkader.words.reasons import Reasoner, objective
from minkader.words.view import Block, Item, Paragraph

SHOWN: Final = 20
"""How many false claims a terminal shows before it counts the rest."""
_NAMED: Final = 3
"""How many claims that are left open are named."""
_LONGEST: Final = 60
"""How much of a value is shown."""

_OF: Final[Pair] = ("Het kader van {tool}", "The framework of {tool}")
_OF_SCENARIO: Final[Pair] = (
    "Het kader van {tool}, scenario {scenario}",
    "The framework of {tool}, scenario {scenario}",
)
_CHANGED: Final[Pair] = (
    "De regelset is veranderd sinds dit kader. Het is nagekeken op de regelset van nu.",
    "The rule set has changed since this framework. It was checked against that of today.",
)
_VALID: Final[Pair] = ("Dit kader is geldig.", "This framework is valid.")
_INVALID: Final[Pair] = (
    "Dit kader is niet geldig. Het breekt {n} {n:eis|eisen}:",
    "This framework is not valid. It breaks {n} {n:constraint|constraints}:",
)
_NO_FRAMEWORK: Final[Pair] = (
    "Dit antwoord bevat geen kader.",
    "This answer holds no framework.",
)
_COUNTED: Final[Pair] = ("Nagerekend: {tiers}.", "Recomputed: {tiers}.")
_SMALLER: Final[Pair] = (
    "Het kan kleiner: {found} in plaats van {value}.",
    "It can be smaller: {found} instead of {value}.",
)
_BEST: Final[Pair] = ("Beter kan niet.", "It cannot be better.")
_OPEN: Final[Pair] = (
    "Of het beter kan, is niet bewezen: het zoeken is eerder gestopt.",
    "Whether it can be better is not proven: the search was stopped early.",
)
_IMPOSSIBLE: Final[Pair] = (
    "Er is geen kader mogelijk.",
    "No framework is possible.",
)
_TRUE: Final[Pair] = (
    "Wat het antwoord van zichzelf zegt, klopt ({n} {n:uitspraak|uitspraken} nagekeken).",
    "What the answer says of itself is true ({n} {n:statement|statements} looked at).",
)
_FALSE: Final[Pair] = (
    "{n} van de {total} uitspraken in het antwoord {n:klopt|kloppen} niet:",
    "{n} of the {total} statements in the answer {n:is|are} not true:",
)
_CLAIM: Final[Pair] = (
    "{what}: er staat {claimed}, het is {found}",
    "{what}: it says {claimed}, it is {found}",
)
_MORE: Final[Pair] = ("… en nog {n}; --json toont alle.", "… and {n} more; --json shows all.")
_LEFT: Final[Pair] = (
    "Niet beslist: {names}.",
    "Not decided: {names}.",
)
_LEFT_MORE: Final[Pair] = (
    "Niet beslist: {names} en nog {n}.",
    "Not decided: {names} and {n} more.",
)
_ANSWERS: Final[dict[str, Pair]] = {
    "invalid": ("niet geldig", "not valid"),
    "no_framework": ("zonder kader", "without a framework"),
    "not_smallest": ("niet het beste", "not the best"),
    "feasible": ("wel mogelijk", "possible"),
    "proven": ("het beste", "the best"),
    "not_proven": ("niet bewezen", "not proven"),
    "infeasible": ("onmogelijk", "impossible"),
}


def head(judged: Judged) -> str:
    """Say whose framework was judged."""
    tool = plain(judged.tool) or say(("een ander programma", "another program"))
    if judged.input.scenario is None:
        return f"{say(_OF, tool=tool)}."
    return f"{say(_OF_SCENARIO, tool=tool, scenario=judged.input.scenario)}."


def blocks(judged: Judged, ruleset: RuleSet) -> Iterator[Block]:
    """Yield what became of a framework: valid, how good, and what it says of itself."""
    if not judged.same_input:
        yield Paragraph(say(_CHANGED), hang=2)
    yield Paragraph(judgement(judged), hang=2)
    for constraint in constraints(judged, ruleset):
        yield Item(constraint)
    if judged.objectives:
        told = [objective(one.tier, one.value) for one in judged.objectives]
        yield Paragraph(say(_COUNTED, tiers=", ".join(told)), hang=2)
    if good := _how_good(judged):
        yield Paragraph(good, hang=2)
    yield from _said(judged)


def rows(judged: Judged, ruleset: RuleSet) -> Iterator[tuple[str, str, str]]:
    """Yield a row each: whether it is valid, what it breaks, what is smaller, what is not true."""
    name = judged.file or ""
    yield say(("kader", "framework")), name, judgement(judged)
    for constraint in constraints(judged, ruleset):
        yield say(("gebroken eis", "broken constraint")), name, constraint
    if judged.smaller is not None:
        yield say(("kleiner", "smaller")), name, better(judged.smaller)
    for one in judged.false_claims:
        yield say(("klopt niet", "not true")), name, claim(one)


def judgement(judged: Judged) -> str:
    """Say whether a framework is valid."""
    if judged.valid is None:
        return say(_NO_FRAMEWORK)
    return say(_VALID) if judged.valid else say(_INVALID, n=len(judged.broken))


def constraints(judged: Judged, ruleset: RuleSet) -> list[str]:
    """Say each constraint that a framework breaks, and where it stands."""
    reasoner = Reasoner(ruleset)
    return [reasoner.member(member, judged.input) for member in judged.broken]


def _how_good(judged: Judged) -> str:
    if judged.smaller is not None:
        return better(judged.smaller)
    if judged.best == "infeasible":
        return say(_IMPOSSIBLE)
    if judged.valid and all(one.proven for one in judged.objectives):
        return say(_BEST)
    return "" if judged.best == "proven" else say(_OPEN)


def better(smaller: Better) -> str:
    """Say what is smaller than a framework, and how much."""
    found = objective(smaller.tier, smaller.found)
    return say(_SMALLER, found=found, value=smaller.value)


def _said(judged: Judged) -> Iterator[Block]:
    if judged.undecided:
        yield Paragraph(_left(judged.undecided), hang=2)
    if not judged.false_claims:
        yield Paragraph(say(_TRUE, n=judged.looked_at - len(judged.undecided)), hang=2)
        return
    yield Paragraph(say(_FALSE, n=len(judged.false_claims), total=judged.looked_at), hang=2)
    for one in judged.false_claims[:SHOWN]:
        yield Item(claim(one))
    rest = len(judged.false_claims) - SHOWN
    if rest > 0:
        yield Item(say(_MORE, n=rest))


def _left(undecided: Sequence[str]) -> str:
    rest = len(undecided) - _NAMED
    if rest > 0:
        return say(_LEFT_MORE, names=", ".join(undecided[:_NAMED]), n=rest)
    return say(_LEFT, names=listed(undecided))


def claim(one: FalseClaim) -> str:
    """Say one statement of an answer that is not true."""
    return say(
        _CLAIM, what=one.what, claimed=_value(one, one.claimed), found=_value(one, one.found)
    )


def _value(one: FalseClaim, value: object) -> str:
    if one.what == "status" and isinstance(value, str):
        return terms.term(_ANSWERS, value)
    said = plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return shortened(said, _LONGEST)

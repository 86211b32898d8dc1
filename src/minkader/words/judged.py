# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of a framework that was judged, in words."""

import json
from collections.abc import Sequence
from typing import Final

from minkader.questions.judge import Better, Judged
from minkader.questions.judge.claims import Claim
from minkader.ruleset.nouns import RuleSet
from minkader.words import terms
from minkader.words.language import Pair, listed, plain, say
from minkader.words.layout import shortened, wrapped
from minkader.words.reasons import Reasoner, objective

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


def lines(judged: Judged, ruleset: RuleSet, width: int = 80) -> list[str]:
    """Say what became of a framework: valid, how good, and what it says of itself."""
    told = [_head(judged)]
    if not judged.same_input:
        told.append(say(_CHANGED))
    told.append(verdict(judged))
    wrapped_ = [line for sentence in told for line in wrapped(sentence, width, "", "  ")]
    wrapped_ += [
        line
        for constraint in constraints(judged, ruleset)
        for line in wrapped(constraint, width, "  ", "  ")
    ]
    rest = [*_values(judged), _how_good(judged), *_said(judged)]
    return wrapped_ + [line for sentence in rest for line in _laid(sentence, width)]


def _laid(sentence: str, width: int) -> list[str]:
    indent = "  " if sentence.startswith("  ") else ""
    return wrapped(sentence.strip(), width, indent, "  ") if sentence else []


def _head(judged: Judged) -> str:
    tool = plain(judged.tool) or say(("een ander programma", "another program"))
    if judged.input.scenario is None:
        return f"{say(_OF, tool=tool)}."
    return f"{say(_OF_SCENARIO, tool=tool, scenario=judged.input.scenario)}."


def verdict(judged: Judged) -> str:
    """Say whether a framework is valid."""
    if judged.valid is None:
        return say(_NO_FRAMEWORK)
    return say(_VALID) if judged.valid else say(_INVALID, n=len(judged.broken))


def constraints(judged: Judged, ruleset: RuleSet) -> list[str]:
    """Say each constraint that a framework breaks, and where it stands."""
    reasoner = Reasoner(ruleset)
    return [reasoner.member(member, judged.input) for member in judged.broken]


def _values(judged: Judged) -> list[str]:
    if not judged.objectives:
        return []
    told = [objective(one.tier, one.value) for one in judged.objectives]
    return [say(_COUNTED, tiers=", ".join(told))]


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


def _said(judged: Judged) -> list[str]:
    told = []
    if judged.undecided:
        told.append(_left(judged.undecided))
    if not judged.false_claims:
        return [*told, say(_TRUE, n=judged.looked_at - len(judged.undecided))]
    told.append(say(_FALSE, n=len(judged.false_claims), total=judged.looked_at))
    told += [f"  {claim(one)}" for one in judged.false_claims[:SHOWN]]
    rest = len(judged.false_claims) - SHOWN
    return [*told, f"  {say(_MORE, n=rest)}"] if rest > 0 else told


def _left(undecided: Sequence[str]) -> str:
    rest = len(undecided) - _NAMED
    if rest > 0:
        return say(_LEFT_MORE, names=", ".join(undecided[:_NAMED]), n=rest)
    return say(_LEFT, names=listed(undecided))


def claim(one: Claim) -> str:
    """Say one statement of an answer that is not true."""
    return say(
        _CLAIM, what=one.what, claimed=_value(one, one.claimed), found=_value(one, one.found)
    )


def _value(one: Claim, value: object) -> str:
    if one.what == "status" and isinstance(value, str):
        return terms.term(_ANSWERS, value)
    said = plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return shortened(said, _LONGEST)

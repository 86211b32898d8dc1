# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A comparison on one screen: who is compared, what became of the rules, and how B relates to A."""

from collections.abc import Iterator
from typing import Final

from minkader.questions.compare import Compared
from minkader.words import closing
from minkader.words.compare.sides import (
    HOWS,
    OUTCOMES,
    RELATIONS,
    Sides,
    case_name,
    case_step,
)
from minkader.words.difference import summed
from minkader.words.language import Pair, number, say, spoken
from minkader.words.reasons import Reasoner
from minkader.words.view import (
    Block,
    Clipped,
    Column,
    Entry,
    Grid,
    NumberCell,
    Paragraph,
    Section,
    TextCell,
)

_SIDE: Final[Pair] = ("{letter}  {title} ({name})", "{letter}  {title} ({name})")
_UNDER: Final[Pair] = (
    "{letter}  {title} ({name}), scenario {scenario}",
    "{letter}  {title} ({name}), scenario {scenario}",
)
_BARE: Final[Pair] = (
    "{letter}  {title} ({name}), zonder scenario",
    "{letter}  {title} ({name}), without a scenario",
)
_IN_BOTH: Final[Pair] = (
    "{n} {n:regel|regels} in allebei{how}",
    "{n} {n:rule|rules} in both{how}",
)
_ONLY_A: Final[Pair] = ("{n} alleen in A", "{n} in A only")
_ONLY_B: Final[Pair] = ("{n} alleen in B", "{n} in B only")
_TEXTS: Final[dict[str, Pair]] = {
    "extra_missing": (
        "Teksten zijn niet vergeleken. Dat kan met: pip install minkader[formats]",
        "Texts were not compared. To do so: pip install minkader[formats]",
    ),
    "too_many": (
        "Teksten zijn niet vergeleken: dat zijn er te veel.",
        "Texts were not compared: there are too many.",
    ),
    "stopped": (
        "Teksten zijn niet vergeleken: er werd gestopt.",
        "Texts were not compared: it was stopped.",
    ),
}
_ALWAYS: Final = ("kept", "replaced", "dropped", "handed_over")
_WHERE_ANY: Final = ("taken_back", "new", "returned")
_THE_REST: Final = ("delegated", "free", "external")
_CLAIMS: Final[dict[str, Pair]] = {
    "equal": ("B houdt elke regel even zwaar als A.", "B holds every rule as heavily as A."),
    "lighter": ("B is lichter dan A:", "B is lighter than A:"),
    "stricter": ("B is strenger dan A:", "B is stricter than A:"),
    "incomparable": (
        "B is hier lichter en daar strenger, of anders van aard:",
        "B is lighter here and stricter there, or of another nature:",
    ),
}
INTERESTS: Final[dict[str, Pair]] = {
    "lighter": (
        "Lichter voor {n} {n:belang|belangen}: {names}",
        "Lighter for {n} {n:interest|interests}: {names}",
    ),
    "stricter": (
        "Strenger voor {n} {n:belang|belangen}: {names}",
        "Stricter for {n} {n:interest|interests}: {names}",
    ),
    "incomparable": (
        "Anders voor {n} {n:belang|belangen}: {names}",
        "Differently for {n} {n:interest|interests}: {names}",
    ),
    "equal": ("Gelijk voor {n} {n:belang|belangen}", "Equal for {n} {n:interest|interests}"),
}
_INTERESTS: Final[Pair] = ("Belangen", "Interests")
_NONE: Final[Pair] = ("{side} heeft geen kader.", "{side} has no framework.")
_NONE_YET: Final[Pair] = (
    "Voor {side} is nog geen kader gevonden.",
    "No framework was found for {side} yet.",
)
_TIED: Final[Pair] = (
    "A of B heeft meer kaders die even goed zijn; met een ander kan het verschil anders zijn.",
    "A or B has more frameworks as good as this; with another the difference may change.",
)


def lead(answer: Compared, sides: Sides) -> Iterator[Block]:
    """Yield who is compared, and which rules are in both."""
    frameworks = zip("AB", (sides.a, sides.b), (answer.a, answer.b), strict=True)
    for (letter, ruleset, framework), name in zip(
        frameworks, (sides.named[0], sides.of_b), strict=True
    ):
        title = spoken(ruleset.title.in_languages)
        scenario = framework.input.scenario
        pair = _UNDER if scenario is not None else _BARE if answer.scenarios else _SIDE
        said = say(pair, letter=letter, title=title, name=name, scenario=scenario)
        yield Clipped(said, strong=True)
    yield Paragraph(_matching(answer), hang=2)
    if answer.matching.texts in _TEXTS:
        yield Paragraph(say(_TEXTS[answer.matching.texts]), hang=2)


def summarised(answer: Compared, sides: Sides) -> Iterator[Section]:
    """Yield what became of the rules, how B relates to A, and the totals."""
    if answer.counts is not None:
        yield Section(list(_counts(answer, sides)))
    if answer.relation is not None:
        found = {
            relation: [one.interest for one in answer.relations if one.relation == relation]
            for relation in INTERESTS
        }
        claimed: list[Block] = [Paragraph(say(_CLAIMS[answer.relation])), *_cases(answer, sides)]
        named: list[Block] = [
            Clipped(_interests(name, each, sides)) for name, each in found.items() if each
        ]
        counted = [f"{say(RELATIONS[name])} {len(each)}" for name, each in found.items() if each]
        short = Paragraph(f"{say(_INTERESTS)}: {' · '.join(counted)}", hang=2)
        yield Section([*claimed, *named], brief=[*claimed, short])
    yield from _without_framework(answer, sides)
    if answer.counts is not None:
        yield Section([summed(answer.totals)])


def both_sure(answer: Compared) -> Section:
    """Return how sure both frameworks are, and that they are no decision."""
    proofs = [closing.proof(answer.a), closing.proof(answer.b)]
    said = proofs[:1] if proofs[0] == proofs[1] else [f"A: {proofs[0]}", f"B: {proofs[1]}"]
    if answer.counts is not None and {answer.a.equal_optima, answer.b.equal_optima} != {"1"}:
        said.append(say(_TIED))
    return Section([Paragraph(" ".join([*said, closing.no_decision()]))])


def _matching(answer: Compared) -> str:
    matching = answer.matching
    hows = [pair.how for pair in matching.pairs]
    found = [f"{number(hows.count(how))} {say(pair)}" for how, pair in HOWS.items() if how in hows]
    how = "" if set(hows) <= {"id"} else f" ({', '.join(found)})"
    told = [say(_IN_BOTH, n=len(hows), how=how)]
    for pair, only in ((_ONLY_A, matching.only_a), (_ONLY_B, matching.only_b)):
        if only:
            told.append(say(pair, n=len(only)))
    return " · ".join(told)


def _counts(answer: Compared, sides: Sides) -> Iterator[Block]:
    counts: dict[str, int] = {} if answer.counts is None else answer.counts.model_dump()
    longest = max(len(say(OUTCOMES[name])) for name in (*_ALWAYS, *_WHERE_ANY))
    columns = (Column(least=longest), Column(right=True), Column(fit="rest"))
    rows = [
        Entry(
            (
                TextCell(say(OUTCOMES[name])),
                NumberCell(counts[name], number(counts[name])),
                TextCell("" if name == "kept" else _which(answer, sides, name)),
            )
        )
        for name in (*_ALWAYS, *_WHERE_ANY)
        if counts[name] or name in _ALWAYS
    ]
    yield Grid(columns, rows, depth=0)
    rest = [f"{say(OUTCOMES[name])} {number(counts[name])}" for name in _THE_REST if counts[name]]
    if rest:
        yield Paragraph(" · ".join(rest), hang=2)


def _which(answer: Compared, sides: Sides, outcome: str) -> str:
    found = [rule for rule in answer.rules if rule.outcome == outcome]
    if len(found) == 1:
        return sides.rule(found[0].a, found[0].b)
    return ", ".join(str(rule.a or rule.b) for rule in found)


def _cases(answer: Compared, sides: Sides) -> Iterator[Clipped]:
    for case in answer.cases:
        yield Clipped(case_name(case, sides), tail=case_step(case), depth=1)


def _interests(relation: str, found: list[str], sides: Sides) -> str:
    return say(INTERESTS[relation], n=len(found), names="; ".join(map(sides.interest, found)))


def _without_framework(answer: Compared, sides: Sides) -> Iterator[Section]:
    """Yield which side has no framework, and why; nothing where both have one."""
    for side, framework, ruleset in zip(
        "AB", (answer.a, answer.b), (sides.a, sides.b), strict=True
    ):
        if framework.status == "infeasible":
            yield Section([Paragraph(say(_NONE, side=side))])
            yield from closing.no_framework(framework, Reasoner(ruleset), most_mends=1)
        elif framework.rules is None:
            yield Section([Paragraph(say(_NONE_YET, side=side))])

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `choices` in words: what every framework needs, and where the choice is."""

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from minkader.questions.choices.answer import Choices, Irredundant, OpenDecision, RuleChoices, Way
from minkader.ruleset.nouns import RuleSet
from minkader.words import closing, terms
from minkader.words.further import ask_next, asked_with
from minkader.words.language import Pair, figures, listed, number, say, spoken
from minkader.words.reasons import Reasoner
from minkader.words.telling import Telling
from minkader.words.view import (
    Block,
    Cell,
    Column,
    Entry,
    FlatTable,
    Grid,
    Item,
    NumberCell,
    Paragraph,
    RuleCell,
    Section,
    TextCell,
    View,
)
from minkader.words.why import priced

HEAD: Final[Pair] = ("{title} · waar nog een keuze is", "{title} · where there is a choice")
_LEAST: Final[Pair] = (
    "Het minimum is {n} {n:regel|regels}. Daarvoor {is_} er {ways} {many}.",
    "The minimum is {n} {n:rule|rules}. There {is_} {ways} {many} to do that.",
)
_LEAST_WEIGHED: Final[Pair] = (
    "Het minimum is {n}, gewogen. Daarvoor {is_} er {ways} {many}.",
    "The minimum is {n}, weighed. There {is_} {ways} {many} to do that.",
)
_UNCOUNTED: Final[Pair] = (
    "Het minimum is {n}. Op hoeveel manieren dat kan, is niet geteld.",
    "The minimum is {n}. In how many ways that is possible was not counted.",
)
SECTIONS: Final[dict[str, Pair]] = {
    "necessary": ("onmisbaar", "necessary"),
    "core": ("kern", "core"),
    "open": ("keuze", "open"),
    "never": ("nooit nodig", "never needed"),
    "unknown": ("niet uitgezocht", "not worked out"),
}
_SHOWN: Final = ("open", "core", "never", "unknown", "necessary")
"""What there is to choose first, what cannot be otherwise last."""
_MEANS: Final[dict[str, Pair]] = {
    "necessary": ("zonder deze is er geen kader", "without these there is no framework"),
    "core": ("in elk kader met zo weinig regels", "in every framework with this few rules"),
    "open": ("in sommige wel, in andere niet", "in some of them, not in others"),
    "never": ("in geen kader met zo weinig regels", "in no framework with this few rules"),
    "unknown": ("het zoeken is eerder gestopt", "the search was stopped early"),
}
_WITHOUT: Final[Pair] = ("weg: {price}", "without it: {price}")
_WITH: Final[Pair] = ("houden: {price}", "with it: {price}")
_CANNOT_STAY: Final[Pair] = ("houden kan niet", "it cannot stay")
_EQUAL: Final[Pair] = ("even goed", "just as good")
_DECISIONS: Final[Pair] = (
    "Wat de raad kan kiezen, zonder dat er meer regels blijven:",
    "What the council can choose, without more rules staying:",
)
_KEEP: Final[Pair] = ("houd {names}", "keep {names}")
_NONE: Final[Pair] = ("houd er geen van", "keep none of them")
_AMONG: Final[Pair] = ("Van {names}:", "Of {names}:")
_MORE: Final[Pair] = (
    "… van {ways} manieren; --list toont er meer.",
    "… of {ways} ways; --list shows more of them.",
)
_MANY: Final[Pair] = (
    "… en meer; hoeveel is niet geteld.",
    "… and more; how many was not counted.",
)
_IRREDUNDANT: Final[Pair] = (
    "Er {is_} {count} {many} waaruit niets weg kan.",
    "There {is_} {count} {many} from which nothing can go.",
)
_IRREDUNDANT_MANY: Final[Pair] = (
    "Verzamelingen regels waaruit niets weg kan: niet alle gevonden.",
    "Sets of rules from which nothing can go: not all were found.",
)
_APART: Final[Pair] = (
    "{n:Van deze groep|Deze groepen delen geen regel; van elke} moet er een blijven:",
    "{n:Of this group|These groups share no rule; of each} one has to stay:",
)
_SO: Final[Pair] = ("Dus met minder dan {n} kan het niet.", "So fewer than {n} is impossible.")
_SHORT: Final[Pair] = (
    "Daarom blijven er ten minste {n}; dat het er {minimum} zijn, volgt hier niet uit.",
    "So at least {n} stay; that it takes {minimum} does not follow from this.",
)
_WAYS: Final[Pair] = ("{n:manier|manieren}", "{n:way|ways}")
_SETS: Final[Pair] = (
    "{n:verzameling|verzamelingen} regels",
    "{n:set|sets} of rules",
)
_IS: Final[Pair] = ("{n:is|zijn}", "{n:is|are}")
_TITLE: Final = 34


def view(answer: Choices, told: Telling) -> View:
    """Return which rules are needed, where the choice is, and what each choice costs."""
    reasoner = Reasoner(told.ruleset)
    named = shlex.quote(told.name)
    sections: list[Section] = []
    if answer.status == "infeasible":
        sections += closing.no_framework(answer.answer, reasoner)
    if answer.decisions:
        blocks = [block for decision in answer.decisions for block in _decision(decision)]
        sections.append(Section(blocks, heading=say(_DECISIONS)))
    sections += _sections(answer, reasoner)
    if answer.irredundant is not None:
        sections.append(Section(list(_irredundant(answer.irredundant, answer.minimum or 0))))
    return View(
        title=say(HEAD, title=spoken(told.ruleset.title.in_languages)),
        lead=list(_lead(answer, told.ruleset)),
        sections=[*sections, closing.sure(answer.answer, gap=True)],
        next=ask_next(named, _question(answer, told.ruleset, named)),
        table=_table(answer, reasoner),
    )


def _lead(answer: Choices, ruleset: RuleSet) -> Iterator[Block]:
    if answer.minimum is not None:
        yield Paragraph(least(answer, ruleset))
    counts = Counter(rule.standing for rule in answer.rules)
    told = [f"{say(SECTIONS[name])} {counts[name]}" for name in _SHOWN if counts[name]]
    if told:
        yield Paragraph(" · ".join(told), hang=2)


def _counted(pair: Pair, count: str) -> str:
    # The word for one or for many, beside a number that may have any number of figures.
    return say(pair, n=1 if count == "1" else 2)


def least(answer: Choices, ruleset: RuleSet) -> str:
    """Say the fewest rules that can stay, and in how many ways."""
    minimum, ways = answer.minimum or 0, answer.minimum_sets
    if ways is None:
        return say(_UNCOUNTED, n=minimum)
    plain = all(rule.counts in (0, 1) for rule in ruleset.rules)
    told = {"ways": figures(ways), "many": _counted(_WAYS, ways), "is_": _counted(_IS, ways)}
    return say(_LEAST if plain else _LEAST_WEIGHED, n=minimum, **told)


def _sections(answer: Choices, reasoner: Reasoner) -> Iterator[Section]:
    rules: dict[str, list[RuleChoices]] = {}
    for rule in answer.rules:
        rules.setdefault(rule.standing, []).append(rule)
    for standing in _SHOWN:
        mine = rules.get(standing, [])
        if mine:
            name = say(SECTIONS[standing]).upper()
            yield Section(
                [Grid(_columns(), [_entry(rule, reasoner) for rule in mine])],
                heading=f"{name} {len(mine)} ({say(_MEANS[standing])})",
            )
    if not answer.rules and answer.unknown:
        yield Section([], heading=f"{say(SECTIONS['unknown']).upper()} {len(answer.unknown)}")


def _columns() -> tuple[Column, ...]:
    rule, title, _, other = (say(head) for head in _HEADS)
    return (
        Column(rule, fit="above"),
        Column(title, fit="rest", least=_TITLE, most=_TITLE),
        Column(other, fit="below"),
    )


def _entry(rule: RuleChoices, reasoner: Reasoner) -> Entry:
    title = spoken(reasoner.rules[rule.id].title.in_languages)
    return Entry((RuleCell(rule.id), TextCell(title), TextCell(price(rule))))


def price(rule: RuleChoices) -> str:
    """Say what the other way of holding a rule costs: the one that the answer does not take."""
    if rule.standing in ("necessary", "unknown"):
        return ""
    stays = rule.keep.witness == ()
    other = rule.let_go if stays else rule.keep
    if other.price is None:
        return say(_CANNOT_STAY)
    return say(_WITHOUT if stays else _WITH, price=_way(other))


def _way(way: Way) -> str:
    return priced(way.price or {}) or say(_EQUAL)


def _decision(decision: OpenDecision) -> Iterator[Block]:
    yield Item(say(_AMONG, names=listed(decision.rules)))
    for kept in decision.sets:
        yield Item(f"- {say(_KEEP, names=listed(kept)) if kept else say(_NONE)}", depth=2)
    if decision.ways is None:
        yield Item(say(_MANY), depth=2)
    elif decision.ways != str(len(decision.sets)):
        yield Item(say(_MORE, ways=figures(decision.ways)), depth=2)


def _irredundant(found: Irredundant, minimum: int) -> Iterator[Block]:
    if found.count is None:
        yield Paragraph(say(_IRREDUNDANT_MANY))
    else:
        told = {
            "count": figures(found.count),
            "many": _counted(_SETS, found.count),
            "is_": _counted(_IS, found.count),
        }
        yield Paragraph(say(_IRREDUNDANT, **told))
    if found.apart:
        yield Paragraph(say(_APART, n=len(found.apart)))
        yield from _groups(found.apart)
        enough = found.at_least >= minimum
        so = say(_SO, n=minimum) if enough else say(_SHORT, n=found.at_least, minimum=minimum)
        yield Paragraph(so)


def _groups(groups: Sequence[Sequence[str]]) -> Iterator[Block]:
    alone = [group[0] for group in groups if len(group) == 1]
    if alone:
        yield Item(f"- {' / '.join(alone)}")
    for group in groups:
        if len(group) > 1:
            yield Item(f"- {listed(group, _OR)}")


_OR: Final[Pair] = ("of", "or")


def _question(answer: Choices, ruleset: RuleSet, named: str) -> str:
    """Return the next question, as a command."""
    flags = asked_with(answer.answer.input, ruleset)
    for rules in (answer.open, answer.core, answer.never):
        if rules:
            return f"why {named} {rules[0]}{flags}"
    return f"solve {named}{flags}"


_HEADS: Final[tuple[Pair, ...]] = (
    ("regel", "rule"),
    ("titel", "title"),
    ("plaats", "standing"),
    ("anders", "otherwise"),
)
_PRICES: Final[tuple[Pair, ...]] = (
    ("houden: {tier}", "with it: {tier}"),
    ("weg: {tier}", "without it: {tier}"),
)


def _table(answer: Choices, reasoner: Reasoner) -> FlatTable:
    """Return one row a rule that counts: where it stands, and the prices of both ways."""
    if answer.status == "infeasible":
        return closing.no_framework_table(answer.answer, reasoner)
    tiers = [tier.tier for tier in answer.answer.objectives]
    heads = [say(head) for head in _HEADS[:3]]
    for head in _PRICES:
        heads += [say(head, tier=terms.term(terms.TIERS, tier)) for tier in tiers]
    rows: list[Sequence[Cell]] = [
        [
            RuleCell(rule.id),
            TextCell(spoken(reasoner.rules[rule.id].title.in_languages)),
            TextCell(say(SECTIONS[rule.standing])),
            *_prices(rule.keep, tiers),
            *_prices(rule.let_go, tiers),
        ]
        for rule in answer.rules
    ]
    return FlatTable(heads, rows)


def _prices(way: Way, tiers: Sequence[str]) -> Iterator[Cell]:
    for tier in tiers:
        if way.price is None:
            yield TextCell("")
        else:
            yield NumberCell(way.price[tier], number(way.price[tier]))

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `choices` in words: what every framework needs, and where the choice is."""

import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from minkader.questions.choices.answer import Choices, Irredundant, OpenDecision, RuleChoices, Way
from minkader.ruleset.nouns import RuleSet
from minkader.words import closing
from minkader.words.further import asked_with, further
from minkader.words.language import Pair, figures, listed, say, spoken
from minkader.words.layout import columns, wrapped
from minkader.words.reasons import Reasoner
from minkader.words.why import priced

HEAD: Final[Pair] = ("{title} · waar nog een keuze is", "{title} · where there is a choice")
_LEAST: Final[Pair] = (
    "Het minste is {n} {n:regel|regels}. Daarvoor {is_} er {ways} {many}.",
    "The least is {n} {n:rule|rules}. There {is_} {ways} {many} to do that.",
)
_LEAST_WEIGHED: Final[Pair] = (
    "Het minste is {n}, gewogen. Daarvoor {is_} er {ways} {many}.",
    "The least is {n}, weighed. There {is_} {ways} {many} to do that.",
)
_UNCOUNTED: Final[Pair] = (
    "Het minste is {n}. Op hoeveel manieren dat kan, is niet geteld.",
    "The least is {n}. In how many ways that can be was not counted.",
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
    "core": ("in elk kader met zo weinig regels", "in every framework with so few rules"),
    "open": ("in sommige wel, in andere niet", "in some of them, not in others"),
    "never": ("in geen kader met zo weinig regels", "in no framework with so few rules"),
    "unknown": ("het zoeken is eerder gestopt", "the search was stopped early"),
}
_WITHOUT: Final[Pair] = ("weg: {price}", "without it: {price}")
_WITH: Final[Pair] = ("houden: {price}", "with it: {price}")
_CANNOT_STAY: Final[Pair] = ("houden kan niet", "it cannot stay")
_EQUAL: Final[Pair] = ("even goed", "as good")
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


def text(answer: Choices, ruleset: RuleSet, named: str, width: int = 80) -> str:
    """Say which rules are needed, where the choice is, and what each choice costs."""
    title = spoken(ruleset.title.in_languages)
    lines = [*wrapped(say(HEAD, title=title), width, "", "  ")]
    if answer.status == "infeasible":
        lines += [*closing.infeasible(answer.answer, Reasoner(ruleset), width)]
    if answer.minimum is not None:
        lines += wrapped(least(answer, ruleset), width)
    lines += _counts(answer, width)
    if answer.decisions:
        lines += ["", *wrapped(say(_DECISIONS), width)]
        for decision in answer.decisions:
            lines += _decision(decision, width)
    lines += _sections(answer, ruleset, width)
    if answer.irredundant is not None:
        lines += ["", *_irredundant(answer.irredundant, answer.minimum or 0, width)]
    lines += ["", *closing.short(answer.answer, width)]
    lines += further(named, question(answer, ruleset, shlex.quote(named)))
    return "\n".join(lines) + "\n"


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


def _counts(answer: Choices, width: int) -> list[str]:
    counts = Counter(rule.standing for rule in answer.rules)
    told = [f"{say(SECTIONS[name])} {counts[name]}" for name in _SHOWN if counts[name]]
    return wrapped(" · ".join(told), width, "", "  ") if told else []


def _sections(answer: Choices, ruleset: RuleSet, width: int) -> Iterator[str]:
    titles = {rule.id: spoken(rule.title.in_languages) for rule in ruleset.rules}
    rules: dict[str, list[RuleChoices]] = {}
    for rule in answer.rules:
        rules.setdefault(rule.standing, []).append(rule)
    for standing in _SHOWN:
        mine = rules.get(standing, [])
        if mine:
            name = say(SECTIONS[standing]).upper()
            yield ""
            yield from wrapped(f"{name} {len(mine)} ({say(_MEANS[standing])})", width)
            longest = max(len(rule.id) for rule in mine)
            for rule in mine:
                yield from _row(rule, titles, longest, width)
    if not answer.rules and answer.unknown:
        yield ""
        yield f"{say(SECTIONS['unknown']).upper()} {len(answer.unknown)}"


def _row(rule: RuleChoices, titles: Mapping[str, str], longest: int, width: int) -> Iterator[str]:
    told = price(rule)
    head = f"  {columns([rule.id, titles[rule.id]], [longest, _TITLE])}"
    if len(head.ljust(longest + _TITLE + 4)) + len(told) + 2 <= width:
        yield f"{head.ljust(longest + _TITLE + 4)}  {told}".rstrip()
    else:
        yield f"  {columns([rule.id, titles[rule.id]], [longest, width - longest - 4])}"
        yield from wrapped(told, width, "      ", "  ")


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


def _decision(decision: OpenDecision, width: int) -> Iterator[str]:
    yield from wrapped(say(_AMONG, names=listed(decision.rules)), width, "  ", "  ")
    for kept in decision.sets:
        told = say(_KEEP, names=listed(kept)) if kept else say(_NONE)
        yield from wrapped(f"- {told}", width, "    ", "  ")
    if decision.ways is None:
        yield f"    {say(_MANY)}"
    elif decision.ways != str(len(decision.sets)):
        yield f"    {say(_MORE, ways=figures(decision.ways))}"


def _irredundant(found: Irredundant, minimum: int, width: int) -> Iterator[str]:
    if found.count is None:
        yield from wrapped(say(_IRREDUNDANT_MANY), width)
    else:
        told = {
            "count": figures(found.count),
            "many": _counted(_SETS, found.count),
            "is_": _counted(_IS, found.count),
        }
        yield from wrapped(say(_IRREDUNDANT, **told), width)
    if found.apart:
        yield from wrapped(say(_APART, n=len(found.apart)), width)
        yield from _groups(found.apart, width)
        enough = found.at_least >= minimum
        so = say(_SO, n=minimum) if enough else say(_SHORT, n=found.at_least, minimum=minimum)
        yield from wrapped(so, width)


def _groups(groups: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    alone = [group[0] for group in groups if len(group) == 1]
    if alone:
        yield from wrapped(f"- {' / '.join(alone)}", width, "  ", "  ")
    for group in groups:
        if len(group) > 1:
            yield from wrapped(f"- {listed(group, _OR)}", width, "  ", "  ")


_OR: Final[Pair] = ("of", "or")


def question(answer: Choices, ruleset: RuleSet, named: str) -> str:
    """Give the next question, as a command."""
    flags = asked_with(answer.answer.input, ruleset)
    for rules in (answer.open, answer.core, answer.never):
        if rules:
            return f"why {named} {rules[0]}{flags}"
    return f"solve {named}{flags}"

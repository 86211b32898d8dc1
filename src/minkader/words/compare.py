# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `compare` in words: the summary, which fits one screen; all of it where asked."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from minkader.questions.compare import NO_SCENARIO, Compared
from minkader.questions.compare.relation import Case, Stand
from minkader.ruleset.nouns import Policy, RuleSet
from minkader.words import closing, terms
from minkader.words.difference import together
from minkader.words.further import clashing, further
from minkader.words.language import Pair, number, say, spoken
from minkader.words.layout import shortened, wrapped
from minkader.words.reasons import Reasoner
from minkader.words.telling import NAMELESS

SCREEN: Final = 24
"""Lines of a screen: blank lines go first where the summary would not fit."""
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
HOWS: Final[dict[str, Pair]] = {
    "id": ("op naam", "by name"),
    "wId": ("op wId", "by wId"),
    "article": ("op artikel", "by article"),
    "text": ("op tekst", "by text"),
    "said": ("zoals u zei", "as you said"),
}
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
OUTCOMES: Final[dict[str, Pair]] = {
    "kept": ("gehouden", "kept"),
    "replaced": ("vervangen", "replaced"),
    "dropped": ("losgelaten of weg", "dropped"),
    "handed_over": ("overgedragen", "handed over"),
    "taken_back": ("teruggenomen", "taken back"),
    "new": ("nieuw", "new"),
    "returned": ("teruggekeerd", "returned"),
    "delegated": ("blijft bij bewoners", "stays with residents"),
    "free": ("blijft los", "stays released"),
    "external": ("van een ander", "held by others"),
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
_CASE: Final[Pair] = ("{n} {n:regel|regels}, zoals {name}", "{n} {n:rule|rules}, such as {name}")
STANDS: Final[dict[str, Pair]] = {
    "kept": ("houden ({form})", "keep ({form})"),
    "delegated": ("{form}", "{form}"),
    "released": ("loslaten", "release"),
    "lapsed": ("vervallen", "lapse"),
    "external": ("van een ander ({form})", "held by others ({form})"),
    "absent": ("is er niet", "is not there"),
    "apart": ("{form}, beschermt dit niet", "{form}, does not guard this"),
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
RELATIONS: Final[dict[str, Pair]] = {
    "equal": ("gelijk", "equal"),
    "lighter": ("lichter", "lighter"),
    "stricter": ("strenger", "stricter"),
    "incomparable": ("anders", "different"),
}
_NONE: Final[Pair] = ("{side} heeft geen kader.", "{side} has no framework.")
_NONE_YET: Final[Pair] = (
    "Voor {side} is nog geen kader gevonden.",
    "No framework was found for {side} yet.",
)
_TIED: Final[Pair] = (
    "A of B heeft meer kaders die even goed zijn; met een ander kan het verschil anders zijn.",
    "A or B has more frameworks as good as this; with another the difference may change.",
)
_ALL: Final[Pair] = ("Alle verschillen:", "All differences:")


@dataclass(frozen=True)
class Sides:
    """Both rule sets, as somebody named them: B is None where both are one file."""

    a: RuleSet
    b: RuleSet
    named: tuple[str, str | None]
    match: str | None = None

    @property
    def of_b(self) -> str:
        """Give the name under which B was read."""
        return self.named[0] if self.named[1] is None else self.named[1]

    def rule(self, a: str | None, b: str | None) -> str:
        """Say a rule: its id and title; both ids where they differ."""
        name = str(b if a is None else a)
        ids = name if b in (None, name) else f"{name} ({b})"
        title = self.title(a, b)
        return ids if title in (name, b) else f"{ids} {title}"

    def title(self, a: str | None, b: str | None) -> str:
        """Say the title of a rule, as A gives it where A has it."""
        titles = self._titles[0 if a is not None else 1]
        return spoken(titles[str(b if a is None else a)])

    @cached_property
    def _titles(self) -> tuple[dict[str, dict[str, str]], ...]:
        return tuple(
            {rule.id: rule.title.in_languages for rule in ruleset.rules}
            for ruleset in (self.a, self.b)
        )

    def interest(self, name: str) -> str:
        """Say an interest by its title; one that only a scenario adds too."""
        for ruleset in (self.b, self.a):
            added = (scenario.add_interests for scenario in ruleset.scenarios.values())
            for interests in (ruleset.interests, *added):
                if name in interests:
                    return spoken(interests[name].title.in_languages)
        return name


def text(answer: Compared, sides: Sides, width: int = 80, everything: bool = False) -> str:
    """Say a comparison: a summary of one screen, and all of it behind that where asked."""
    from minkader.words import compare_all  # noqa: PLC0415 (only where asked for)

    groups = list(_summary(answer, sides, width, tight=False))
    end = [list(_sure(answer, width)), list(_next(answer, sides, everything))]
    if everything:
        more = [list(group) for group in compare_all.groups(answer, sides, width)]
        return _put([*groups, *more, *end], "\n\n")
    if _lines([*groups, *end]) > SCREEN:
        groups = list(_summary(answer, sides, width, tight=True))
    groups = [group for group in (*groups, *end) if group]
    fits = _lines(groups) + len(groups) - 1 <= SCREEN
    return _put(groups, "\n\n" if fits else "\n")


def _lines(groups: Sequence[Sequence[str]]) -> int:
    return sum(map(len, groups))


def _put(groups: Sequence[Sequence[str]], between: str) -> str:
    return between.join("\n".join(group) for group in groups if group) + "\n"


def _summary(answer: Compared, sides: Sides, width: int, tight: bool) -> Iterator[list[str]]:
    yield [*_heads(answer, sides, width), *_matching(answer, width)]
    yield list(_counts(answer, sides, width))
    yield list(_relation(answer, sides, width, tight))
    yield list(_without_framework(answer, sides, width))
    if answer.counts is not None:
        yield list(together(answer.totals, width))


def _heads(answer: Compared, sides: Sides, width: int) -> Iterator[str]:
    named = (sides.named[0], sides.of_b)
    frameworks = (answer.a, answer.b)
    for letter, ruleset, name, framework in zip(
        "AB", (sides.a, sides.b), named, frameworks, strict=True
    ):
        title = spoken(ruleset.title.in_languages)
        scenario = framework.input.scenario
        pair = _UNDER if scenario is not None else _BARE if answer.scenarios else _SIDE
        said = say(pair, letter=letter, title=title, name=name, scenario=scenario)
        yield shortened(said, width)


def _matching(answer: Compared, width: int) -> Iterator[str]:
    matching = answer.matching
    hows = [pair.how for pair in matching.pairs]
    found = [f"{number(hows.count(how))} {say(pair)}" for how, pair in HOWS.items() if how in hows]
    how = "" if set(hows) <= {"id"} else f" ({', '.join(found)})"
    told = [say(_IN_BOTH, n=len(hows), how=how)]
    for pair, only in ((_ONLY_A, matching.only_a), (_ONLY_B, matching.only_b)):
        if only:
            told.append(say(pair, n=len(only)))
    yield from wrapped(" · ".join(told), width, "", "  ")
    if matching.texts in _TEXTS:
        yield from wrapped(say(_TEXTS[matching.texts]), width, "", "  ")


def _counts(answer: Compared, sides: Sides, width: int) -> Iterator[str]:
    if answer.counts is None:
        return
    counts = answer.counts.model_dump()
    longest = max(len(say(OUTCOMES[name])) for name in (*_ALWAYS, *_WHERE_ANY))
    most = max(len(number(count)) for count in counts.values())
    for name in (*_ALWAYS, *_WHERE_ANY):
        if counts[name] or name in _ALWAYS:
            head = f"{say(OUTCOMES[name]).ljust(longest)}  {number(counts[name]).rjust(most)}"
            which = "" if name == "kept" else _which(answer, sides, name)
            yield shortened(f"{head}  {which}".rstrip(), width)
    rest = [f"{say(OUTCOMES[name])} {number(counts[name])}" for name in _THE_REST if counts[name]]
    if rest:
        yield from wrapped(" · ".join(rest), width, "", "  ")


def _which(answer: Compared, sides: Sides, outcome: str) -> str:
    found = [rule for rule in answer.rules if rule.outcome == outcome]
    if len(found) == 1:
        return sides.rule(found[0].a, found[0].b)
    return ", ".join(str(rule.a or rule.b) for rule in found)


def _relation(answer: Compared, sides: Sides, width: int, tight: bool) -> Iterator[str]:
    if answer.relation is None:
        return
    yield say(_CLAIMS[answer.relation])
    for case in answer.cases:
        yield f"  {case_text(case, sides, width - 2)}"
    found = {
        relation: [one.interest for one in answer.relations if one.relation == relation]
        for relation in INTERESTS
    }
    if tight:
        counted = [f"{say(RELATIONS[name])} {len(each)}" for name, each in found.items() if each]
        yield from wrapped(f"{say(_INTERESTS)}: {' · '.join(counted)}", width, "", "  ")
        return
    for relation, each in found.items():
        if each:
            names = "; ".join(map(sides.interest, each))
            yield shortened(say(INTERESTS[relation], n=len(each), names=names), width)


def case_text(case: Case, sides: Sides, width: int | None = None) -> str:
    """Say a general case: which rules, how A holds them and how B does; the step is never cut."""
    first = case.rules[0]
    name = sides.rule(first.a, first.b)
    if len(case.rules) > 1:
        name = say(_CASE, n=len(case.rules), name=first.a or first.b)
    step = f": {stand(case.a)} → {stand(case.b)}"
    return f"{name if width is None else shortened(name, width - len(step))}{step}"


def stand(said: Stand) -> str:
    """Say how a rule stands on one side."""
    return say(STANDS[said.state], form=terms.form(said.form))


def _without_framework(answer: Compared, sides: Sides, width: int) -> Iterator[str]:
    """Say which side has no framework, and why; nothing where both have one."""
    for side, framework, ruleset in zip(
        "AB", (answer.a, answer.b), (sides.a, sides.b), strict=True
    ):
        if framework.status == "infeasible":
            yield say(_NONE, side=side)
            yield from closing.infeasible(framework, Reasoner(ruleset), width, most_mends=1)
        elif framework.rules is None:
            yield say(_NONE_YET, side=side)


def _sure(answer: Compared, width: int) -> Iterator[str]:
    proofs = [closing.proof(answer.a), closing.proof(answer.b)]
    said = proofs[:1] if proofs[0] == proofs[1] else [f"A: {proofs[0]}", f"B: {proofs[1]}"]
    if answer.counts is not None and {answer.a.equal_optima, answer.b.equal_optima} != {"1"}:
        said.append(say(_TIED))
    yield from wrapped(" ".join([*said, closing.no_decision()]), width)


def _next(answer: Compared, sides: Sides, everything: bool) -> Iterator[str]:
    if NAMELESS in sides.named:
        yield from further(NAMELESS, "")
    elif everything or _alike(answer):
        yield from further(sides.of_b, _question(answer, sides))
    else:
        yield say(_ALL)
        yield f"  minkader {command(answer, sides)} --all"


def _alike(answer: Compared) -> bool:
    """Tell that there is nothing more to show than the summary says."""
    told = (answer.differences, answer.changed, answer.others, answer.scenarios, answer.added)
    by_id = all(pair.how == "id" for pair in answer.matching.pairs)
    return by_id and not any((*told, answer.gone))


def _question(answer: Compared, sides: Sides) -> str:
    name = shlex.quote(sides.of_b)
    scenario = answer.b.input.scenario
    flag = f" --scenario {scenario}" if scenario else ""
    if answer.b.status == "infeasible":
        return clashing(answer.b, sides.b, name)
    back = [rule.b for rule in answer.rules if rule.outcome in ("taken_back", "returned")]
    return f"show {name} {back[0]}{flag}" if back else f"solve {name}{flag}"


def command(answer: Compared, sides: Sides) -> str:
    """Write the command that asked for this answer."""
    words = ["compare", *(shlex.quote(name) for name in sides.named if name is not None)]
    of_a, of_b = answer.a.input.scenario, answer.b.input.scenario
    if of_a is not None:
        words.append(f"--scenario {of_a}")
    if of_a != of_b:
        words.append(f"--with-scenario {of_b or NO_SCENARIO}")
    if sides.match is not None:
        words.append(f"--match {shlex.quote(sides.match)}")
    return " ".join([*words, *_policy(answer, sides.a.policy)])


def _policy(answer: Compared, policy: Policy) -> Sequence[str]:
    used = answer.a.input.policy
    said = []
    if used.proposals != policy.proposals:
        said.append("--trust-proposals")
    if used.fallback != policy.fallback:
        said.append(f"--fallback {used.fallback}")
    if used.order != tuple(policy.order):
        said.append(f"--order {','.join(used.order)}")
    return said

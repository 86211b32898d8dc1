# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two sides that are compared, and how a rule or an interest of either is said."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from minkader.questions.compare import Compared
from minkader.questions.compare.relation import GeneralCase, Stand
from minkader.ruleset.nouns import RuleSet
from minkader.words import terms
from minkader.words.language import Pair, say, spoken
from minkader.words.telling import Telling

HOWS: Final[dict[str, Pair]] = {
    "id": ("op naam", "by name"),
    "wId": ("op wId", "by wId"),
    "article": ("op artikel", "by article"),
    "text": ("op tekst", "by text"),
    "said": ("zoals u zei", "as you said"),
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
RELATIONS: Final[dict[str, Pair]] = {
    "equal": ("gelijk", "equal"),
    "lighter": ("lichter", "lighter"),
    "stricter": ("strenger", "stricter"),
    "incomparable": ("anders", "different"),
}


@dataclass(frozen=True)
class Sides:
    """Both rule sets, as somebody named them: the second name is None where both are one file."""

    a: RuleSet
    b: RuleSet
    named: tuple[str, str | None]
    match: str | None = None

    @property
    def of_b(self) -> str:
        """Return the name under which B was read."""
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


def sides_of(answer: Compared, told: Telling) -> Sides:
    """Return the sides of a comparison, as somebody named them."""
    named = (told.named, None) if isinstance(told.named, str) else told.named
    return Sides(told.ruleset, answer.b.ruleset or told.ruleset, named, told.match)


def case_name(case: GeneralCase, sides: Sides) -> str:
    """Say which rules a general case is about: the rule, or how many and one of them."""
    first = case.rules[0]
    if len(case.rules) > 1:
        return say(_CASE, n=len(case.rules), name=first.a or first.b)
    return sides.rule(first.a, first.b)


def case_step(case: GeneralCase) -> str:
    """Say how A holds the rules of a general case and how B does."""
    return f": {stand(case.a)} → {stand(case.b)}"


def stand(said: Stand) -> str:
    """Say how a rule stands on one side."""
    return say(STANDS[said.state], form=terms.form(said.form))

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reasons, members of a clash and mends in words: short, and ending in something to point at."""

from collections.abc import Iterator, Sequence
from typing import Final

from minkader.questions.answers import Because, Change, ClashMember, Mend, RuleAnswer
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.vocabulary import UNITS, Tier
from minkader.words import terms
from minkader.words.language import Pair, listed, number, say, spoken

_BECAUSE: Final[dict[str, Pair]] = {
    "lock": ("hoger recht legt deze regel vast{basis}", "higher law fixes this rule{basis}"),
    "bandwidth": (
        "hoger recht staat dit niet lichter toe{basis}",
        "higher law allows nothing lighter{basis}",
    ),
    "ceiling": ("zwaarder dan hoger recht toestaat", "heavier than higher law allows"),
    "unclassified": (
        "nog niet nagegaan wat deze regel beschermt",
        "not checked yet what this rule protects",
    ),
    "proposed": ("een voorstel, nog niet bevestigd", "a proposal, not confirmed yet"),
    "pinned": ("het scenario zet deze regel vast", "the scenario pins this rule"),
    "release_not_stated": (
        "het bestand zegt niet dat dit mag vervallen",
        "the file does not say that this may go",
    ),
    "veto": ("{who} houdt dit tegen", "{who} blocks this"),
    "objections": ("te veel bezwaren", "too many objections"),
    "needs_unmet": ("{group} mist {what}{measures}", "{group} lacks {what}{measures}"),
    "fallback_missing": ("er is geen terugval genoemd", "no fallback is named"),
    "only_guard": ("niets anders beschermt genoeg: {what}", "nothing else guards enough: {what}"),
    "needed_together": (
        "nodig, samen met andere, voor: {what}",
        "needed, with others, for: {what}",
    ),
    "implicit_interest": (
        "de enige regel voor de eigen grond: {ground}",
        "the only rule for its own ground: {ground}",
    ),
    "required_by": ("{who} vraagt {what}", "{who} requires {what}"),
    "excluded_by": ("{who} gaat niet samen met {what}", "{who} excludes {what}"),
    "capacity": ("{group} heeft te weinig uren", "{group} has too few hours"),
    "cheaper": ("dit kost meer: {what}", "this costs more: {what}"),
    "tie": (
        "even goed; de volgorde van het bestand beslist",
        "just as good; the order of the file decides",
    ),
    "follows": ("volgt {what}", "follows {what}"),
    "external": ("van {holder}", "held by {holder}"),
}
_NOBODY: Final[Pair] = ("de groep", "the group")


class Reasoner:
    """Say reasons about one rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.rules = {rule.id: rule for rule in ruleset.rules}

    def lines(self, rule: RuleAnswer) -> Iterator[str]:
        """Say why a rule did not become lighter: one line for forms that share their reasons."""
        by_form: dict[str | None, list[str]] = {}
        for because in rule.because:
            by_form.setdefault(because.form, []).append(self.because(rule.id, because))
        shared: dict[tuple[str, ...], list[str | None]] = {}
        for form, reasons in by_form.items():
            shared.setdefault(tuple(dict.fromkeys(reasons)), []).append(form)
        for told, forms in shared.items():
            named = ", ".join(terms.form(form) for form in forms if form is not None)
            yield f"{named}: {'; '.join(told)}" if named else "; ".join(told)

    def because(self, rule: str, because: Because) -> str:
        """Say one reason."""
        subjects = because.subjects
        values: dict[str, object] = {
            "basis": self._basis(rule),
            "who": self._who(because),
            "what": self._what(because),
            "group": self._group(rule, because),
            "measures": self._measures(because),
            "ground": terms.term(terms.GROUNDS, subjects[0]) if subjects else "",
            "holder": terms.term(terms.HOLDERS, self.rules[rule].holder),
        }
        return say(_BECAUSE[because.code], **values)

    def _basis(self, rule: str) -> str:
        lock = self.rules[rule].lock
        if lock is None or lock.basis is None:
            return ""
        return f" ({spoken(lock.basis.model_dump(exclude_none=True))})"

    def _who(self, because: Because) -> str:
        if because.code == "veto":
            return self.stakeholder(because.subjects[0])
        return because.subjects[0] if because.subjects else ""

    def _what(self, because: Because) -> str:
        subjects = because.subjects
        if because.code in ("only_guard", "needed_together"):
            return listed([self.interest(name) for name in subjects])
        if because.code == "cheaper":
            return terms.term(terms.TIERS, subjects[0])
        if because.code == "follows":
            return listed(subjects) or say(("geen regel", "no rule"))
        return subjects[-1] if subjects else ""

    def _group(self, rule: str, because: Because) -> str:
        if because.code == "capacity":
            return self.group(because.subjects[0])
        for option in self.rules[rule].options:
            if option.form == because.form and option.group:
                return self.group(option.group)
        return say(_NOBODY)

    def _measures(self, because: Because) -> str:
        if because.code != "needs_unmet":
            return ""
        names = [
            name
            for name, measure in self.ruleset.measures.items()
            if because.subjects[0] in measure.provides
        ]
        if not names:
            return ""
        return say((" (maatregel {names})", " (measure {names})"), names=", ".join(names))

    def interest(self, name: str) -> str:
        """Say the title of an interest; one that only a scenario knows by its id."""
        interest = self.ruleset.interests.get(name)
        return name if interest is None else spoken(interest.title.model_dump(exclude_none=True))

    def group(self, name: str) -> str:
        """Say the title of a group."""
        return spoken(self.ruleset.groups[name].title.model_dump(exclude_none=True))

    def stakeholder(self, name: str) -> str:
        """Say the title of a stakeholder."""
        return spoken(self.ruleset.stakeholders[name].title.model_dump(exclude_none=True))

    # Clashes ----------------------------------------------------------------------------------

    def member(self, member: ClashMember) -> str:
        """Say one member of a clash as a sentence."""
        subjects = member.subjects
        told = say(_MEMBERS[member.kind], **self._member_values(member.kind, subjects))
        where = ""
        if member.origin.line is not None:
            where = say(
                (" (regel {n} van het bestand)", " (line {n} of the file)"), n=member.origin.line
            )
        return f"{told}{where}"

    def _member_values(self, kind: str, subjects: Sequence[str]) -> dict[str, object]:
        rule = subjects[1] if kind == "veto" else subjects[0]
        values: dict[str, object] = {"rule": rule, "what": subjects[-1], "basis": ""}
        if kind == "guard":
            values["what"] = self.interest(subjects[0])
        elif kind == "implicit":
            values["what"] = terms.term(terms.GROUNDS, subjects[1])
        elif kind == "veto":
            values["who"] = self.stakeholder(subjects[0])
            values["form"] = terms.form(subjects[2])
        elif kind in ("objections", "fallback", "needs"):
            values["form"] = terms.form(subjects[1])
        elif kind == "capacity":
            values["what"] = self.group(subjects[0])
        elif kind in ("lock", "bandwidth"):
            values["basis"] = self._basis(rule)
        return values

    def mend(self, mend: Mend) -> str:
        """Say a set of changes that mends, and what it costs."""
        told = listed([self.change(change) for change in mend.changes])
        costs = [
            say(pair, n=value)
            for pair, value in zip(
                _COSTS, (mend.asks, mend.euros, mend.hours, mend.weeks), strict=True
            )
            if value
        ]
        return f"{told} ({', '.join(costs) or say(_FREE)})"

    def change(self, change: Change) -> str:
        """Say one change that mends."""
        values = {
            "rule": change.rule or "",
            "form": terms.form(change.form),
            "group": self.group(change.group) if change.group else say(_NOBODY),
            "measure": change.measure or "",
            "who": self.stakeholder(change.stakeholder) if change.stakeholder else "",
            "condition": change.condition or "",
            "hours": number(change.hours or 0),
        }
        return say(_CHANGES[change.kind], **values)


_MEMBERS: Final[dict[str, Pair]] = {
    "guard": ("{what} moet beschermd blijven", "{what} must stay guarded"),
    "implicit": (
        "{rule} blijft, want niets anders bewaakt de grond {what}",
        "{rule} stays, since nothing else guards its ground: {what}",
    ),
    "lock": ("hoger recht legt {rule} vast{basis}", "higher law fixes {rule}{basis}"),
    "bandwidth": (
        "hoger recht staat {rule} niet lichter toe{basis}",
        "higher law allows {rule} no lighter{basis}",
    ),
    "ceiling": (
        "hoger recht staat {rule} niet zwaarder toe",
        "higher law allows {rule} no heavier",
    ),
    "unclassified": (
        "van {rule} is niet nagegaan wat die beschermt",
        "nobody checked yet what {rule} protects",
    ),
    "proposed": ("{rule} is een voorstel, niet bevestigd", "{rule} is a proposal, not confirmed"),
    "no_release": (
        "het bestand zegt niet dat {rule} mag vervallen",
        "the file does not say that {rule} may go",
    ),
    "veto": ("{who} houdt {form} van {rule} tegen", "{who} blocks {form} of {rule}"),
    "objections": (
        "tegen {form} van {rule} zijn te veel bezwaren",
        "there are too many objections to {form} of {rule}",
    ),
    "needs": (
        "voor {form} van {rule} ontbreekt {what}",
        "for {form} of {rule} this is missing: {what}",
    ),
    "fallback": (
        "voor {form} van {rule} is geen terugval genoemd",
        "for {form} of {rule} no fallback is named",
    ),
    "requires": ("{rule} vraagt {what}", "{rule} requires {what}"),
    "excludes": ("{rule} gaat niet samen met {what}", "{rule} excludes {what}"),
    "follows": (
        "{rule} volgt andere regels en staat niet op zichzelf",
        "{rule} follows other rules and does not stand alone",
    ),
    "capacity": ("{what} heeft niet meer uren", "{what} has no more hours"),
    "pin": ("{rule} is vastgezet", "{rule} is pinned"),
}
_CHANGES: Final[dict[str, Pair]] = {
    "unpin": ("zet {rule} niet meer vast", "pin {rule} no more"),
    "name_fallback": (
        "noem een terugval voor {form} van {rule}",
        "name a fallback for {form} of {rule}",
    ),
    "confirm": ("bevestig het voorstel voor {rule}", "confirm the proposal for {rule}"),
    "adopt": ("neem maatregel {measure}", "take measure {measure}"),
    "raise_capacity": (
        "geef {group} {hours} uur per jaar meer",
        "give {group} {hours} hours a year more",
    ),
    "change_stance": (
        "vraag {who} om {form} van {rule} te gedogen",
        "ask {who} to tolerate {form} of {rule}",
    ),
    "meet_condition": ("regel {condition} voor {group}", "arrange {condition} for {group}"),
    "lift_lock": (
        "vraag hoger gezag om {rule} vrij te geven",
        "ask the higher authority to free {rule}",
    ),
}
_COSTS: Final[tuple[Pair, ...]] = (
    ("{n} {n:verzoek|verzoeken}", "{n} {n:request|requests}"),
    ("{n} euro", "{n} euros"),
    ("{n} uur", "{n} hours"),
    ("{n} {n:week|weken}", "{n} {n:week|weeks}"),
)
_FREE: Final[Pair] = ("kost niets", "costs nothing")


def objective(tier: str, value: int | None) -> str:
    """Say a tier and its value with its unit."""
    if value is None:
        return f"{terms.term(terms.TIERS, tier)} ?"
    name = terms.term(terms.TIERS, tier)
    if tier == Tier.KEPT:
        return f"{name} {number(value)}"
    return f"{name} {number(value)} {say(terms.UNITS[UNITS[Tier(tier)]], n=value)}"

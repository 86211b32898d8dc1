# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reasons, members of a clash and mends in words: short, and ending in something to point at."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from minkader.decision.kinds import reads_all
from minkader.decision.reasons import Reason
from minkader.questions.answering.answers import (
    Change,
    ClashMember,
    Input,
    Mend,
    RuleAnswer,
)
from minkader.ruleset.consistency import forms_of
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.values import Text
from minkader.ruleset.vocabulary import UNITS, Form, Tier
from minkader.words import places, terms
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
        "nobody has checked yet what this rule protects",
    ),
    "proposed": ("een voorstel, nog niet bevestigd", "a proposal, not confirmed yet"),
    "pinned": ("deze vraag zet de regel vast", "this question pins the rule"),
    "release_not_stated": (
        "het bestand zegt niet dat dit mag vervallen",
        "the file does not say that this may go",
    ),
    "release_never": (
        "het bestand zegt dat dit nooit mag vervallen{basis}",
        "the file says that this may never go{basis}",
    ),
    "veto": ("{who} houdt dit tegen", "{who} blocks this"),
    "objections": ("te veel bezwaren", "too many objections"),
    "needs_unmet": ("{group} mist {what}{measures}", "{group} lacks {what}{measures}"),
    "needs_unmet_alone": ("{what} ontbreekt{measures}", "{what} is missing{measures}"),
    "fallback_missing": ("er is geen terugval genoemd", "no fallback is named"),
    "only_guard": ("niets anders beschermt {what} genoeg", "nothing else guards {what} enough"),
    "needed_together": (
        "samen met andere regels nodig voor {what}",
        "needed, together with other rules, for {what}",
    ),
    "implicit_interest": (
        "de grond is {ground}, en daarvoor is geen belang genoemd",
        "the ground is {ground}, and no interest is named for it",
    ),
    "required_by": ("{who} heeft {what} nodig", "{who} requires {what}"),
    "excluded_by": ("{who} gaat niet samen met {what}", "{who} excludes {what}"),
    "capacity": ("{group} heeft te weinig uren", "{group} has too few hours"),
    "cheaper": ("dit kost meer: {what}", "this costs more: {what}"),
    "tie": (
        "even goed; de volgorde van het bestand beslist",
        "just as good; the order of the file decides",
    ),
    "follows": ("volgt {what}", "follows {what}"),
    "follows_none": (
        "geen regel die blijft heeft dit nodig",
        "no rule that stays needs this",
    ),
    "external": ("van {holder}", "held by {holder}"),
}


class Reasoner:
    """Say reasons about one rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.rules = {rule.id: rule for rule in ruleset.rules}

    def lines(self, rule: RuleAnswer) -> Iterator[str]:
        """Say why a rule did not become lighter: one line for forms that share their reasons."""
        by_form: dict[str | None, list[str]] = {}
        for reason in rule.because:
            by_form.setdefault(reason.form, []).append(self.because(rule.id, reason))
        shared: dict[tuple[str, ...], list[str | None]] = {}
        for form, reasons in by_form.items():
            shared.setdefault(tuple(dict.fromkeys(reasons)), []).append(form)
        for told, forms in shared.items():
            named = ", ".join(terms.form(form) for form in forms if form is not None)
            yield f"{named}: {'; '.join(told)}" if named else "; ".join(told)

    def because(self, rule: str, reason: Reason) -> str:
        """Say one reason."""
        subjects = reason.subjects
        code = reason.code
        if code == "release_not_stated" and self._never(rule):
            code = "release_never"
        elif code == "follows" and not subjects:
            code = "follows_none"
        elif code == "needs_unmet" and self._group(rule, reason) is None:
            code = "needs_unmet_alone"
        values: dict[str, object] = {
            "basis": self._why_never(rule) if code == "release_never" else self._basis(rule),
            "who": self._who(reason),
            "what": self._what(reason),
            "group": self._group(rule, reason),
            "measures": self._measures(reason),
            "ground": terms.term(terms.GROUNDS, subjects[0]) if subjects else "",
            "holder": terms.term(terms.HOLDERS, self.rules[rule].holder),
        }
        return say(_BECAUSE[code], **values)

    def _basis(self, rule: str) -> str:
        lock = self.rules[rule].lock
        return "" if lock is None else _bracketed(lock.basis)

    def _never(self, rule: str) -> bool:
        release = self.rules[rule].release
        return release is not None and release.refused

    def _why_never(self, rule: str) -> str:
        release = self.rules[rule].release
        return "" if release is None else _bracketed(release.never)

    def _who(self, reason: Reason) -> str:
        if reason.code == "veto":
            return self.stakeholder(reason.subjects[0])
        return reason.subjects[0] if reason.subjects else ""

    def _what(self, reason: Reason) -> str:
        subjects = reason.subjects
        if reason.code in ("only_guard", "needed_together"):
            return listed([self.interest(name) for name in subjects])
        if reason.code == "cheaper":
            return terms.term(terms.TIERS, subjects[0])
        if reason.code == "follows":
            return listed(subjects)
        if reason.code in ("required_by", "excluded_by"):
            return terms.reference(subjects[-1])
        return subjects[-1] if subjects else ""

    def _group(self, rule: str, reason: Reason) -> str | None:
        if reason.code == "capacity":
            return self.group(reason.subjects[0])
        for option in self.rules[rule].options:
            if option.form == reason.form and option.group:
                return self.group(option.group)
        return None

    def _measures(self, reason: Reason) -> str:
        if reason.code != "needs_unmet":
            return ""
        names = [
            name
            for name, measure in self.ruleset.measures.items()
            if reason.subjects[0] in measure.provides
        ]
        if not names:
            return ""
        return say((" (maatregel {names})", " (measure {names})"), names=", ".join(names))

    def interest(self, name: str) -> str:
        """Say the title of an interest; one that only a scenario knows by its id."""
        interest = self.ruleset.interests.get(name)
        return name if interest is None else spoken(interest.title.in_languages)

    def group(self, name: str) -> str:
        """Say the title of a group."""
        return spoken(self.ruleset.groups[name].title.in_languages)

    def stakeholder(self, name: str) -> str:
        """Say the title of a stakeholder."""
        return spoken(self.ruleset.stakeholders[name].title.in_languages)

    # Clashes ----------------------------------------------------------------------------------

    def member(self, member: ClashMember, asked: Input) -> str:
        """Say one member of a clash as a sentence, and where it stands in the file."""
        kind, subjects = member.kind, member.subjects
        if kind == "pin":
            told = self._pin(subjects[0], asked)
        elif kind == "no_release" and self._never(subjects[0]):
            why = self._why_never(subjects[0])
            told = say(_MEMBERS["release_never"], rule=subjects[0], basis=why)
        else:
            told = say(_MEMBERS[kind], **self._member_values(kind, subjects))
        if kind == "guard":
            told = self._guarded(subjects[0], told, asked)
        where = places.said(member.origin)
        return f"{told} ({where})" if where else told

    def _guarded(self, name: str, told: str, asked: Input) -> str:
        """Add what could guard an interest, and how much of it is asked; or that nothing does."""
        scenario = self.ruleset.scenarios.get(asked.scenario or "")
        interests = {**self.ruleset.interests, **(scenario.add_interests if scenario else {})}
        declared = interests.get(name)
        added = asked.changes.get("add_interests", {}).get(name)
        sets = [] if declared is None else list(declared.together)
        at_least = 1 if declared is None else declared.at_least
        if added is not None:
            sets, at_least = list(added.get("together", ())), added.get("at_least", 1)
        guards = [rule.id for rule in self.ruleset.rules if name in rule.guards]
        guards += [self.together(refs) for refs in sets]
        names = listed(list(dict.fromkeys(guards)))
        if not guards:
            return f"{told}; {say(_NO_GUARD)}"
        return f"{told}; {say(_GUARDS if at_least == 1 else _SEVERAL, names=names, n=at_least)}"

    def together(self, refs: Sequence[str]) -> str:
        """Say what guards jointly; one alone needs no word for it."""
        named = [terms.reference(ref) for ref in refs]
        return named[0] if len(named) == 1 else say(_TOGETHER, names=" + ".join(named))

    def _pin(self, rule: str, asked: Input) -> str:
        """Say how a rule is pinned: changes on top go before those of the scenario."""
        scenario = self.ruleset.scenarios.get(asked.scenario or "")
        below = {} if scenario is None else scenario.model_dump(mode="json")
        for pins in (asked.changes, below):
            if rule in pins.get("keep", ()):
                return say(_PINS["keep"], rule=rule)
            if rule in pins.get("release", ()):
                return say(_PINS["release"], rule=rule)
            if rule in pins.get("form", {}):
                form = pins["form"][rule]
                told = say(_PINS["form"], rule=rule, form=terms.form(form))
                known = {"release", *map(str, forms_of(self.rules[rule]))}
                return told if form in known else f"{told}; {say(_NEVER_LISTED)}"
        return say(_PINS["keep"], rule=rule)

    def _member_values(self, kind: str, subjects: Sequence[str]) -> dict[str, object]:
        values: dict[str, object] = {"basis": ""}
        told = dict(zip(_SUBJECTS[kind], subjects, strict=True))
        for role, subject in told.items():
            name, said = _ROLES[role]
            values[name] = said(self, subject)
        if "form" in told:
            values["course"] = course(told["rule"], told["form"])
        if kind in ("lock", "bandwidth"):
            values["basis"] = self._basis(subjects[0])
        return values

    def mend(self, mend: Mend) -> str:
        """Say a set of changes that mends, and what it costs."""
        told = listed([self.change(change) for change in mend.changes])
        costs = [
            say(pair, n=value)
            for pair, value in zip(
                COSTS, (mend.asks, mend.euros, mend.hours, mend.weeks), strict=True
            )
            if value
        ]
        return f"{told} ({', '.join(costs) or say(_FREE)})"

    def change(self, change: Change) -> str:
        """Say one change that mends."""
        values = {
            "rule": change.rule or "",
            "course": course(change.rule or "", change.form),
            "group": self.group(change.group) if change.group else "",
            "measure": change.measure or "",
            "who": self.stakeholder(change.stakeholder) if change.stakeholder else "",
            "condition": change.condition or "",
            "hours": number(change.hours or 0),
        }
        kind = change.kind
        if kind == "meet_condition" and not change.group:
            kind = "meet_condition_alone"
        return say(_CHANGES[kind], **values)


def course(rule: str, form: str | None) -> str:
    """Say what would become of a rule: a form of it, or its release."""
    if form in (None, Form.RELEASE):
        return say(_RELEASING, rule=rule)
    return say(_FORM_OF, rule=rule, form=terms.form(form))


def _bracketed(text: Text | None) -> str:
    return "" if text is None else f" ({spoken(text.in_languages)})"


_RELEASING: Final[Pair] = ("het loslaten van {rule}", "releasing {rule}")
_FORM_OF: Final[Pair] = ("{form} van {rule}", "{form} of {rule}")
_NO_GUARD: Final[Pair] = (
    "geen regel noemt dit bij guards",
    "no rule names this under guards",
)
_GUARDS: Final[Pair] = ("dat kan door {names}", "that can be done by {names}")
_SEVERAL: Final[Pair] = (
    "er zijn er {n} nodig van {names}",
    "it takes {n} of {names}",
)
_TOGETHER: Final[Pair] = ("({names})", "({names})")
_NEVER_LISTED: Final[Pair] = (
    "die vorm staat niet bij deze regel",
    "this rule does not list that form",
)
_PINS: Final[dict[str, Pair]] = {
    "keep": ("gevraagd is: {rule} blijft", "asked for: {rule} stays"),
    "release": ("gevraagd is: {rule} wordt losgelaten", "asked for: {rule} is released"),
    "form": ("gevraagd is: {rule} wordt {form}", "asked for: {rule} becomes {form}"),
}


_SUBJECTS: Final[dict[str, tuple[str, ...]]] = {
    "guard": ("interest",),
    "implicit": ("rule", "ground"),
    "lock": ("rule",),
    "bandwidth": ("rule",),
    "ceiling": ("rule",),
    "unclassified": ("rule",),
    "proposed": ("rule",),
    "no_release": ("rule",),
    "veto": ("stakeholder", "rule", "form"),
    "objections": ("rule", "form"),
    "needs": ("rule", "form", "condition"),
    "fallback": ("rule", "form"),
    "requires": ("rule", "reference"),
    "excludes": ("rule", "reference"),
    "follows": ("rule",),
    "capacity": ("group",),
    "pin": ("rule",),
}
"""What the subjects of each kind of constraint are."""
reads_all(__name__, _SUBJECTS)
_ROLES: Final[dict[str, tuple[str, Callable[[Reasoner, str], str]]]] = {
    "rule": ("rule", lambda _, rule: rule),
    "form": ("form", lambda _, form: terms.form(form)),
    "stakeholder": ("who", Reasoner.stakeholder),
    "interest": ("what", Reasoner.interest),
    "ground": ("what", lambda _, ground: terms.term(terms.GROUNDS, ground)),
    "condition": ("what", lambda _, condition: condition),
    "reference": ("what", lambda _, written: terms.reference(written)),
    "group": ("what", Reasoner.group),
}
"""For each role of a subject its name in a sentence, and how it is told."""
_MEMBERS: Final[dict[str, Pair]] = {
    "guard": ("{what} moet beschermd blijven", "{what} must stay guarded"),
    "implicit": (
        "{rule} blijft: de grond is {what}, en daarvoor is geen belang genoemd",
        "{rule} stays: its ground is {what}, and no interest is named for it",
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
        "nobody has checked yet what {rule} protects",
    ),
    "proposed": ("{rule} is een voorstel, niet bevestigd", "{rule} is a proposal, not confirmed"),
    "no_release": (
        "het bestand zegt niet dat {rule} mag vervallen",
        "the file does not say that {rule} may go",
    ),
    "release_never": (
        "het bestand zegt dat {rule} nooit mag vervallen{basis}",
        "the file says that {rule} may never go{basis}",
    ),
    "veto": ("{who} houdt {course} tegen", "{who} blocks {course}"),
    "objections": (
        "tegen {course} zijn te veel bezwaren",
        "there are too many objections to {course}",
    ),
    "needs": (
        "voor {course} ontbreekt {what}",
        "{course} lacks {what}",
    ),
    "fallback": (
        "voor {course} is geen terugval genoemd",
        "no fallback is named for {course}",
    ),
    "requires": ("{rule} heeft {what} nodig", "{rule} requires {what}"),
    "excludes": ("{rule} gaat niet samen met {what}", "{rule} excludes {what}"),
    "follows": (
        "{rule} volgt andere regels en staat niet op zichzelf",
        "{rule} follows other rules and does not stand alone",
    ),
    "capacity": ("{what} heeft niet genoeg uren", "{what} does not have enough hours"),
}
reads_all(__name__, {"pin", *_MEMBERS} - {"release_never"})
_CHANGES: Final[dict[str, Pair]] = {
    "unpin": ("laat {rule} vrij in de vraag", "leave {rule} free in the question"),
    "name_fallback": (
        "noem een terugval voor {course}",
        "name a fallback for {course}",
    ),
    "confirm": ("bevestig het voorstel voor {rule}", "confirm the proposal for {rule}"),
    "adopt": ("neem maatregel {measure}", "take measure {measure}"),
    "raise_capacity": (
        "geef {group} {hours} uur per jaar meer",
        "give {group} {hours} hours a year more",
    ),
    "change_stance": (
        "vraag {who} om {course} te gedogen",
        "ask {who} to tolerate {course}",
    ),
    "meet_condition": ("zorg bij {group} voor {condition}", "give {group} {condition}"),
    "meet_condition_alone": (
        "zorg voor {condition} bij {course}",
        "arrange {condition} for {course}",
    ),
    "lift_lock": (
        "vraag het hoger gezag om {rule} vrij te geven",
        "ask the higher authority to unlock {rule}",
    ),
}
COSTS: Final[tuple[Pair, ...]] = (
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

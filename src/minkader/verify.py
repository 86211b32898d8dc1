# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Check a certificate: is this really the smallest framework? One file, nothing of minkader.

`python -I -S verify.py CERTIFICATE RULESET [--lang en]`: 0 accepted, 1 refused, 3 unreadable.

What a certificate says stands in docs/certificate.md, what a rule set means in docs/model.md. Read
this file from top to bottom:

1. Shapes and names: the fields of a rule set that it knows; whatever else there is, it refuses, for
   it cannot know what that demands.
2. The question: what the rule set says after the scenario and the changes (`Circumstances`), and
   which forms that leaves to a rule (`Alternative`).
3. The reading: columns, rows and costs, made of the rule set alone (`Reading`).
4. The proof: the framework and the parts of the certificate, held against them (`Report`).
5. Words: every sentence that it says, in Dutch and English. Nothing is decided there.

All arithmetic is in whole numbers of any size. Nothing is trusted: not one row, cost or name of the
certificate counts unless the reading has it too.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

Json = Mapping[str, Any]
Columns = Sequence[int]
"""Columns of which at most one is 1, so that their sum is 0 or 1."""
Row = tuple[frozenset[tuple[int, int]], int]
"""Columns with their factors, and the least that they may add up to."""
Allowed = dict[str | int, Columns]
"""For each rule (its id) and each derived column (its number): the columns that may be 1."""

FACT: Final = -1
"""A column that is always 1: a rule of another holder is in force whatever is decided."""
NOTHING: Final = -2
"""What a derived column takes when it is 0: no column at all, and no cost."""

# 1. Shapes and names ------------------------------------------------------------------------------


class Refused(Exception):  # noqa: N818  an answer, not an error
    """Say why a certificate is refused (in Dutch and English) and where."""

    def __init__(self, code: str, where: str = "") -> None:
        self.code, self.where, self.message = code, where, REFUSALS[code]


def _need(holds: object, code: str, where: str = "") -> None:
    if not holds:
        raise Refused(code, where)


def _field(table: Any, key: str) -> Any:  # noqa: ANN401  anything may stand there
    _need(isinstance(table, dict), "not_table")
    return _named(table, key, "missing")


def _named(table: Mapping[Any, Any], name: object, otherwise: str) -> Any:  # noqa: ANN401
    _need(name in table, otherwise)
    return table[name]


def _list(value: Any) -> list[Any]:  # noqa: ANN401  anything may stand there
    if not isinstance(value, list):
        raise Refused("not_list")
    return value


def _whole(value: Any, least: int | None = 0) -> int:  # noqa: ANN401  anything may stand there
    if type(value) is not int:  # to Python, true is an int as well
        raise Refused("not_whole")
    if least is not None and value < least:
        raise Refused("too_small")
    return value


def _word(value: str, known: Iterable[str]) -> str:
    _need(value in known, "unknown_word")
    return value


FORMS: Final = "duty_of_care general_rule information_duty notification_duty permit prohibition"
RUNG: Final = {form: rung for rung, form in enumerate(FORMS.split(), 1)}
"""The forms of the municipality, from light to heavy. Any other form has rung 0."""
RESIDENTS: Final = ("self_management", "neighbour_agreement", "neighbour_notice")
FOLLOWERS: Final = ("exemption", "definition")
"""Kinds of rules that nobody decides about: each is there for the sake of other rules."""
KINDS: Final = ("restriction", "procedure", "authority_duty", *FOLLOWERS)
HOLDERS: Final = ("municipality", "state", "province", "water_board", "civil_law", "other")
LOCKS: Final = ("none", "full", "bandwidth")
CLASSES: Final = ("none", "proposed", "confirmed")
STANCES: Final = ("supports", "tolerates", "objects", "blocks")
AGAINST: Final = ("objects", "blocks")

CHANGES: Final = (
    "drop_interests add_interests=interest grounds classification capacity adopt stances "
    "lift_locks keep release form"
)
NOUNS: Final = {
    "rule set": "minkader id title note assumed municipality valid_on area=area source=source "
    "policy=policy interests=interest groups=group stakeholders=stakeholder measures=measure "
    "rules=rule scenarios=scenario",
    "area": "name geometry",
    "source": "citation url article wId eId",
    "policy": "order fallback objections_at_most proposals note assumed",
    "interest": "title ground category non_delegable at_least together severity likelihood basis "
    "note assumed",
    "group": "title capacity households has note assumed",
    "stakeholder": "title power stake cares_for may_block block_basis note assumed",
    "measure": "title hours euros weeks provides capacity lifts_locks stances note assumed",
    "scenario": f"{CHANGES} title note assumed",
    "rule": "id title summary source=source kind holder form weight grounds guards requires "
    "excludes relaxes lock=lock ceiling options=option release=release classification "
    "reviewed=review open_norm work_area effect_radius note assumed",
    "lock": "kind lightest basis",
    "option": "form guards needs requires stances group hours_per_year fallback=fallback "
    "instrument note assumed",
    "release": "never stances fallback=fallback",
    "fallback": "indicator unit threshold window owner when form weeks",
    "review": "by on",
    "input": "id sha256 scenario changes=changes policy=asked ties",
    "changes": CHANGES,
    "asked": "order fallback objectionsAtMost proposals",
}
"""The fields of each noun of a rule set and of the question; `=`: the noun that stands in a field.

Many mean nothing to the proof, a title for one. They stand here so that a field that does mean
something is never passed over."""
FIELDS: Final = {
    noun: dict(field.partition("=")[::2] for field in fields.split())
    for noun, fields in NOUNS.items()
}
"""The same, split up: field by field the noun in it, or nothing."""
NAMED: Final = ("interests", "groups", "stakeholders", "measures", "scenarios", "add_interests")
"""Fields that hold many of their noun, each under its own name."""


def _know_fields(noun: str, said: Any, where: str) -> None:  # noqa: ANN401
    """Refuse a field that no noun here has. What has another shape is left to who reads it."""
    if not isinstance(said, dict):
        return
    for field, value in said.items():
        _need(field in FIELDS[noun], "unknown_field", f"{where}.{field}")
        if inner := FIELDS[noun][field]:
            for place, one in _each(field, value):
                _know_fields(inner, one, f"{where}.{field}{place}")


def _each(field: str, said: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
    if field in NAMED and isinstance(said, dict):
        return [(f".{name}", one) for name, one in said.items()]
    if isinstance(said, list):
        return [(f"[{n}]", one) for n, one in enumerate(said)]
    return [("", said)]


# 2. The question ----------------------------------------------------------------------------------


def _joined(sources: Iterable[Json], key: str) -> dict[str, Any]:
    """Put one field of several sources together: lists one behind the other, tables on top."""
    found = dict[str, Any]()
    for source in sources:
        more = source.get(key, {})
        found |= more if isinstance(more, dict) else dict.fromkeys(more)
    return found


class Circumstances:
    """What the rule set says, besides its rules, after the scenario and the changes on top."""

    def __init__(self, document: Json, asked: Json) -> None:
        self.policy: Json = _field(asked, "policy")
        _word(_field(self.policy, "fallback"), ("required", "reported"))
        _word(_field(self.policy, "proposals"), ("keep", "decide"))
        self.stakeholders: Json = document.get("stakeholders", {})
        share = _field(self.policy, "objectionsAtMost")
        _need(share.replace(".", "", 1).isdecimal(), "objections")
        self.objections_at_most = Fraction(share) * len(self.stakeholders)

        layers: list[Json] = [_field(asked, "changes")]
        if (scenario := _field(asked, "scenario")) is not None:
            layers = [_named(document.get("scenarios", {}), scenario, "unknown_scenario"), *layers]
        measures: Json = document.get("measures", {})
        names = _joined(layers, "adopt")
        adopted = [_named(measures, name, "unknown_measure") for name in names]

        self._set_interests(document, layers)
        self._set_hours(document, layers, adopted)
        self.grounds = _joined(layers, "grounds")
        self.classification = _joined(layers, "classification")
        self.pins = dict[str, str]()  # the last word on a rule counts
        for layer in layers:
            self.pins |= {rule: pin for pin in ("keep", "release") for rule in layer.get(pin, ())}
            self.pins |= layer.get("form", {})
        self.provided = _joined(adopted, "provides")
        self.unlocked = _joined(adopted, "lifts_locks") | _joined(layers, "lift_locks")
        self.stances = [source.get("stances", {}) for source in (*adopted, *layers)]

    def _set_interests(self, document: Json, layers: list[Json]) -> None:
        self.declared: Json = document.get("interests", {})
        dropped = _joined(layers, "drop_interests")
        self.interests = {name: i for name, i in self.declared.items() if name not in dropped}
        self.interests |= _joined(layers, "add_interests")
        sets = [refs for i in self.declared.values() for refs in i.get("together", ())]
        self.in_a_set = {reference.partition("@")[0] for refs in sets for reference in refs}

    def _set_hours(self, document: Json, layers: list[Json], adopted: list[Json]) -> None:
        self.groups: Json = document.get("groups", {})
        hours = {name: group.get("capacity", 0) for name, group in self.groups.items()}
        hours |= _joined(layers, "capacity")
        low = {group: n[0] if type(n) is list else n for group, n in hours.items()}
        self.capacity = Counter({group: _whole(n) for group, n in low.items()})
        for measure in adopted:
            more = measure.get("capacity", {})
            self.capacity.update({group: _whole(n) for group, n in more.items()})


class Alternative(NamedTuple):
    """One form that a rule may take, and what that does."""

    form: str
    answers: Sequence[str]
    """The words after the `@` of a reference, "" where there is none, and pins that it fulfils."""
    rung: int = 0
    asks: Sequence[str] = ()
    guards: Sequence[str] = ()
    group: str | None = None
    hours: int = 0


def _in_force(form: str, said: Json, rule: Json) -> Alternative:
    """Return a form in which the rule is in force, with what the rule or option says of it."""
    kept = ("kept", "keep") if form in RUNG or form == "external" else ()
    asks = dict.fromkeys((*rule.get("requires", ()), *said.get("requires", ())))
    return Alternative(form, ("", form, *kept), RUNG.get(form, 0), [*asks], said.get("guards", ()))


def _today(rule: Json) -> Alternative:
    """Return the form of today, or its ceiling where that is lighter."""
    form = rule.get("form", "general_rule")
    ceiling = rule.get("ceiling", form)
    lightest = min(_word(form, RUNG), _word(ceiling, RUNG), key=RUNG.__getitem__)
    return _in_force(lightest, rule, rule)


def _alternatives(rule: Json, here: Circumstances) -> list[Alternative]:
    """List the forms that a rule of the municipality may take, today's first."""
    today = _today(rule)
    if rule.get("kind") in FOLLOWERS:  # a pin takes nothing away here: it is a row
        return [Alternative("lapsed", ("release",)), today._replace(form="in_force")]
    found = [today, *_released(rule, here)]
    for option in _list(rule.get("options", [])):
        form = _word(_field(option, "form"), (*RUNG, *RESIDENTS))
        if _exists(rule, form, option, here):
            hours = _whole(option.get("hours_per_year", 0))
            there = _in_force(form, option, rule)
            found.append(there._replace(group=option.get("group"), hours=hours))
    pin = here.pins.get(rule["id"])
    return [alternative for alternative in found if pin in (None, *alternative.answers)]


def _released(rule: Json, here: Circumstances) -> list[Alternative]:
    """List the release of a rule, where it may go. Only of a restriction need the file not say."""
    restriction = rule.get("kind", "restriction") == "restriction"
    release = rule.get("release", {} if restriction else "never")
    there = "never" not in release and _exists(rule, "release", release, here)
    return [Alternative("release", ("release",))] if there else []


def _exists(rule: Json, form: str, said: Json, here: Circumstances) -> bool:
    """Return whether nothing takes away a form that the rule set offers."""
    stances = _stances(rule["id"], form, said, here)
    possible = [  # a list: each is looked at, so that none hides what this file does not know
        _is_classified(rule, here),
        _is_lawful(rule, form, here),
        _has_means(said, here),
        _has_fallback(rule, form, said, here),
    ]
    return all(possible) and _is_tolerated(stances, here)


def _is_classified(rule: Json, here: Circumstances) -> bool:
    own: str = rule.get("classification", "none")
    said = here.classification.get(rule["id"], own)
    trusted = ("confirmed",) if here.policy["proposals"] == "keep" else ("confirmed", "proposed")
    return _word(said, CLASSES) in trusted


def _is_lawful(rule: Json, form: str, here: Circumstances) -> bool:
    """Return whether higher law leaves room for it: no lock forbids it, no ceiling either."""
    lock: Json = rule.get("lock", {})
    floor = 0
    if _word(lock.get("kind", "none"), LOCKS) != "none" and rule["id"] not in here.unlocked:
        # A full lock names no lightest form: no other form is heavy enough.
        floor = RUNG[_word(lock["lightest"], RUNG)] if "lightest" in lock else len(RUNG) + 1
    heaviest = RUNG[rule["ceiling"]] if "ceiling" in rule else len(RUNG)
    return floor <= RUNG.get(form, 0) <= heaviest


def _has_means(said: Json, here: Circumstances) -> bool:
    """Return whether the group, or a measure that was adopted, meets every condition."""
    group = _named(here.groups, said["group"], "unknown_group") if "group" in said else {}
    return {*said.get("needs", ())} <= {*here.provided, *group.get("has", ())}


def _has_fallback(rule: Json, form: str, said: Json, here: Circumstances) -> bool:
    """Return whether somebody says when a rule that protects something comes back."""
    protects = rule.get("guards") or rule["id"] in here.in_a_set
    stays = here.policy["fallback"] == "reported" or form in RUNG
    return stays or "fallback" in said or not protects


def _stances(name: str, form: str, said: Json, here: Circumstances) -> dict[str, str]:
    """Return what each stakeholder thinks of a form: as the option says, or as was said later."""
    stances = {**said.get("stances", {})}
    for source in here.stances:  # of adopted measures, of the scenario, of the changes
        for person, rules in source.items():
            if form in rules.get(name, ()):
                stances[person] = rules[name][form]
    return stances


def _is_tolerated(stances: dict[str, str], here: Circumstances) -> bool:
    """Return whether not too many object, and nobody blocks it who may."""
    against = [person for person, stance in stances.items() if _word(stance, STANCES) in AGAINST]
    if len(against) > here.objections_at_most:
        return False
    blocking = [person for person in against if stances[person] == "blocks"]
    known = (_named(here.stakeholders, person, "unknown_stakeholder") for person in blocking)
    return not any(person.get("may_block") for person in known)


# 3. The reading -----------------------------------------------------------------------------------


class Reading:
    """The columns, rows and costs of a rule set, as the question sees it."""

    def __init__(self, document: Json, asked: Json) -> None:
        self.here = Circumstances(document, asked)
        self.policy = self.here.policy
        self.number = dict[tuple[str | int, ...], int]()  # of a column, by its name
        self.home = list[str | int]()  # of a column: its rule, or itself where it is derived
        # Derived columns: number, sums, and whether it is 1 when so many sums hold, or when not.
        self.derived = list[tuple[int, list[Columns], int, bool]]()
        self.rows = dict[Row, str]()
        self.costs = {tier: Counter[int]() for tier in ("kept", "intensity", "residual", "effort")}
        self.constants = Counter[str]()
        self.rules: dict[str, Json] = {rule["id"]: rule for rule in _field(document, "rules")}
        _need(len(self.rules) == len(document["rules"]), "rule_twice")
        # Of a follower: what holds it up, in which columns.
        self.supports: dict[str, dict[str, set[int]]] = {name: {} for name in self.rules}
        self.options = {name: self._place(name, rule) for name, rule in self.rules.items()}
        self.of_rule: Allowed = {n: [*o] for n, o in self.options.items() if FACT not in o}
        _need(self.here.pins.keys() <= self.of_rule.keys(), "pin_elsewhere")
        self._protect()
        for name, rule in self.rules.items():
            self._exclude(name, rule)
            self._keep_unguarded(name, rule)
        self._require()
        self._follow()
        self._cap()

    # Columns and what they cost

    def _place(self, name: str, rule: Json) -> dict[int, Alternative]:
        """Return a rule its columns, from light to heavy, or the fact that it is in force."""
        kind = _word(rule.get("kind", "restriction"), KINDS)
        if _word(rule.get("holder", "municipality"), HOLDERS) != "municipality":
            return {FACT: _in_force("external", rule, rule)}
        weight, found = _whole(rule.get("weight", int(kind == "restriction"))), {}
        for option in sorted(_alternatives(rule, self.here), key=lambda option: option.rung):
            column = self._column(name, name, option.form)
            found[column] = option
            self.costs["kept"][column] = weight if option.rung else 0
            self.costs["intensity"][column] = option.rung if weight else 0
            self.costs["effort"][column] = option.hours
        if kind in FOLLOWERS and name in self.here.pins:
            self._row(f"pin {name}", 1, (1, _answering(found, self.here.pins[name])))
        return found

    def _column(self, home: str | int, *name: str | int) -> int:
        _need(name not in self.number, "form_twice")
        self.home.append(home)
        return self.number.setdefault(name, len(self.number))

    def _row(self, name: str, least: int, *sums: tuple[int, Iterable[int]]) -> None:
        """Add a row: factors times sums of columns. Leave out what can never be broken."""
        terms = Counter[int]()
        for factor, columns in sums:
            terms.update(dict.fromkeys(columns, factor))
        least -= terms.pop(FACT, 0)
        if sum(factor for factor in terms.values() if factor < 0) < least:
            row = frozenset(term for term in terms.items() if term[1]), least
            self.rows.setdefault(row, name)

    def _refer(self, reference: str) -> Columns:
        """Return the columns that fulfil a reference: RULE, RULE@kept or RULE@FORM."""
        name, _, form = reference.partition("@")
        return _answering(_named(self.options, name, "unknown_reference"), form)

    # Interests

    def _protect(self) -> None:
        """Hold every essential interest, and let every lesser one cost what it is worth."""
        guards = self._guards()
        for name, interest in self.here.interests.items():
            held, sets = guards[name], interest.get("together", ())
            held += [self._set(name, n, references) for n, references in enumerate(sets)]
            least = _whole(interest.get("at_least", 1))
            if "ground" in interest:
                self._row(f"guard {name}", least, *((1, guard) for guard in held))
            else:
                sums = [guard for guard in held if guard and guard != [FACT]]
                self._lose(name, interest, sums, least - held.count([FACT]))

    def _guards(self) -> dict[str, list[Columns]]:
        """Return for each interest the rules that guard it today: the columns that still do."""
        guards: dict[str, list[Columns]] = {name: [] for name in self.here.interests}
        for rule, options in self.options.items():
            for name in guards.keys() & self.rules[rule].get("guards", ()):
                guards[name].append([c for c, o in options.items() if name in o.guards])
        return guards

    def _set(self, interest: str, n: int, references: Iterable[str]) -> Columns:
        """Return the columns that say whether all references of a set hold."""
        parts = [part for part in map(self._refer, references) if part != [FACT]]
        if not all(parts):  # one of them can never hold
            return []
        if len(parts) <= 1:  # facts alone, or one reference beside them
            return parts[0] if parts else [FACT]
        column = [self._column(len(self.home), "together", interest, n)]
        self.derived.append((column[0], parts, len(parts), True))
        for part in parts:
            self._row("defining", 0, (1, part), (-1, column))
        self._row("defining", 1 - len(parts), (1, column), *((-1, part) for part in parts))
        return column

    def _lose(self, name: str, interest: Json, sums: list[Columns], missing: int) -> None:
        """Let it cost something when fewer than `missing` of these sums hold."""
        worth = _whole(interest.get("severity", 1)) * _whole(interest.get("likelihood", 1))
        if missing < 1:
            return
        if missing > len(sums):
            self.constants["residual"] += worth
            return
        home = self.home[sums[0][0]]
        if len(sums) == 1 and isinstance(home, str):  # a single rule: its other columns pay
            others = self.options[home].keys() - sums[0]
            self.costs["residual"].update(dict.fromkeys(others, worth))
            return
        lost = [self._column(len(self.home), "lost", name, 0)]
        self.derived.append((lost[0], sums, missing, False))
        self.costs["residual"][lost[0]] = worth
        less = missing - len(sums) - 1
        self._row("defining", missing, *((1, guard) for guard in sums), (missing, lost))
        self._row("defining", -len(sums), *((-1, guard) for guard in sums), (less, lost))

    # Rules and rules

    def _exclude(self, name: str, rule: Json) -> None:
        for other in rule.get("excludes", ()):
            both = [(-1, self._refer(reference)) for reference in (name, other)]
            self._row(f"excludes {name} {other}", -1, *both)

    def _keep_unguarded(self, name: str, rule: Json) -> None:
        """Keep a rule with a ground of which no interest says what is protected."""
        guarded = [self.here.declared.get(i, {}) for i in rule.get("guards", ())]
        named = {interest.get("ground") for interest in guarded}
        kept = self._refer(f"{name}@kept")
        own: Iterable[str] = rule.get("grounds", ())
        for ground in self.here.grounds.get(name, own):
            if ground not in named and rule.get("kind") not in FOLLOWERS:
                self._row(f"implicit {name} {ground}", 1, (1, kept))

    def _require(self) -> None:
        """Let whatever a form asks for hold, and remember which definitions are asked for."""
        asks = dict[tuple[str, str], list[int]]()  # by rule and reference: the columns that ask
        for name, options in self.options.items():
            for column, option in options.items():
                for reference in option.asks:
                    asks.setdefault((name, reference), []).append(column)
        for (name, reference), asking in asks.items():
            wanted, target = self._refer(reference), reference.partition("@")[0]
            if wanted != [FACT]:
                self._row(f"requires {name} {reference}", 0, (1, wanted), (-1, asking))
            if self.rules[target].get("kind") == "definition":
                self.supports[target].setdefault(name, set()).update(asking)

    def _follow(self) -> None:
        """Keep an exemption or definition in force exactly while a rule holds it up."""
        rules = {str(name): self.rules[str(name)] for name in self.of_rule}
        followers = {name: r for name, r in rules.items() if r.get("kind") in FOLLOWERS}
        for name, rule in followers.items():
            kept = {other: {*self._refer(f"{other}@kept")} for other in rule.get("relaxes", ())}
            self.supports[name].update(kept)
        reach = _reach({name: self.supports[name] for name in followers})
        for name in followers:
            self._hold_up(name, _circle(name, reach))

    def _hold_up(self, name: str, circle: set[str]) -> None:
        """Let followers that hold up each other, a circle, stand or fall by what is outside."""
        force, outside = self._refer(name), list[Iterable[int]]()
        for member in circle:
            outside += [held for o, held in self.supports[member].items() if o not in circle]
        self._row(f"follows {name}", 0, *((1, held) for held in outside), (-1, force))
        for held in (*outside, *(self._refer(other) for other in circle - {name})):
            self._row(f"follows {name}", 0, (1, force), (-1, held))

    def _cap(self) -> None:
        """Let no group give more hours than it has."""
        taken = dict[str, list[tuple[int, Columns]]]()
        for options in self.options.values():
            for column, option in options.items():
                if option.group is not None:
                    taken.setdefault(option.group, []).append((-option.hours, [column]))
        for group, most in self.here.capacity.items():
            self._row(f"capacity {group}", -most, *taken.get(group, ()))

    def complete(self, chosen: set[int]) -> None:
        """Add the derived columns that are 1 where these columns of rules are."""
        for column, sums, least, holds in self.derived:
            held = sum(not chosen.isdisjoint(part) for part in sums)
            if (held >= least) is holds:
                chosen.add(column)


def _answering(options: Mapping[int, Alternative], word: str) -> Columns:
    """Return the columns of a rule that answer to a word: of a reference, or of a pin."""
    return [column for column, option in options.items() if word in option.answers]


def _reach(supports: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return for each follower the followers that hold it up, directly or through others."""
    reach = {name: supports.keys() & held for name, held in supports.items()}
    grown = True
    while grown:
        before = sum(map(len, reach.values()))
        for others in reach.values():
            others.update(*[reach[other] for other in others])
        grown = sum(map(len, reach.values())) > before
    return reach


def _circle(name: str, reach: Mapping[str, set[str]]) -> set[str]:
    """Return a follower with those that it holds up and that hold it up."""
    return {name} | {other for other in reach[name] if name in reach[other]}


# 4. The proof -------------------------------------------------------------------------------------


class Subproblem(NamedTuple):
    """What a tree works on: prove that whatever is still allowed costs at least the target."""

    allowed: Allowed
    cost: Mapping[int, int]
    target: int


class Derivation:
    """The steps that the tree of a part may take, on the columns and rows of that part."""

    def __init__(self, here: Reading, columns: list[int], rows: list[Row]) -> None:
        self.home, self.columns, self.rows = here.home, columns, rows

    def column(self, number: object) -> int:
        """Return the column that has this number in the part."""
        place = _whole(number)
        _need(place < len(self.columns), "column_number")
        return self.columns[place]

    def step(self, now: Subproblem, node: list[Any]) -> list[Subproblem]:
        """Take one step; return what is left to prove after it, in order."""
        kind, *said = node
        if kind == "leaf":
            return self._leaf(now, *said)
        if kind == "fix":
            return self._fix(now, *said)
        if kind == "branch":
            return self._branch(now, *said)
        _need(kind == "split", "unknown_node")
        return self._split(now, *said)

    def _leaf(self, now: Subproblem, pairs: object) -> list[Subproblem]:
        cost, bound = self._priced(now, pairs)
        _need(_room(now, bound, now.allowed, _leasts(now.allowed, cost)) <= 0, "leaf_weak")
        return []

    def _fix(self, now: Subproblem, pairs: object) -> list[Subproblem]:
        """Go on without the columns that alone would lift the bound to the target."""
        cost, bound = self._priced(now, pairs)
        leasts = _leasts(now.allowed, cost)
        room, left = _room(now, bound, now.allowed, leasts), dict[str | int, Columns]()
        for home, columns in now.allowed.items():
            below = leasts[home] + room
            left[home] = [column for column in columns if cost.get(column, 0) < below]
        return [now._replace(allowed=left)]

    def _branch(self, now: Subproblem, number: object) -> list[Subproblem]:
        """Look at a column that is 1 first, then at the same one that is 0."""
        column = self.column(number)
        home = self.home[column]
        _need(home in now.allowed, "branch_outside")
        one = [other for other in now.allowed[home] if other == column]
        zero = [other for other in now.allowed[home] if other != column]
        return [now._replace(allowed={**now.allowed, home: way}) for way in (one, zero)]

    def _split(self, now: Subproblem, pairs: object, blocks: object) -> list[Subproblem]:
        """Prove each block on its own; what is in no block counts for the least it can."""
        cost, bound = self._priced(now, pairs)
        rest = {**now.allowed}
        found = [self._block(rest, cost, *block) for block in _list(blocks)]
        bound += sum(block.target for block in found)
        _need(_room(now, bound, rest, _leasts(rest, cost)) <= 0, "split_weak")
        return found

    def _block(
        self, rest: Allowed, cost: Mapping[int, int], options: object, target: object
    ) -> Subproblem:
        """Take whole rules out of the rest."""
        columns = [self.column(number) for number in _list(options)]
        homes = dict.fromkeys(self.home[column] for column in columns)
        here = rest.keys() >= homes.keys() and cost.keys() >= {*columns}
        _need(here, "block_outside")
        inner = {home: rest.pop(home) for home in homes}
        own = {*chain.from_iterable(inner.values())} - {NOTHING}
        _need(own <= {*columns} and len({*columns}) == len(columns), "block_partial")
        return Subproblem(inner, {c: cost[c] for c in columns}, _whole(target, None))

    def _priced(self, now: Subproblem, pairs: object) -> tuple[dict[int, int], int]:
        """Return what columns cost less what the rows pay, and what the rows add up to at least."""
        cost, bound = {**now.cost}, 0
        for number, multiplier in _list(pairs):
            _need(_whole(number) < len(self.rows), "row_number")
            terms, least = self.rows[number]
            bound += _whole(multiplier) * least
            for column, factor in terms:
                if self.home[column] not in now.allowed:
                    raise Refused("row_outside")
                cost[column] = cost.get(column, 0) - multiplier * factor
        return cost, bound


def _leasts(allowed: Allowed, cost: Mapping[int, int]) -> dict[str | int, int]:
    """Return for each rule and each derived column the least that it can cost."""
    return {
        home: min([cost.get(column, 0) for column in columns], default=0)
        for home, columns in allowed.items()
    }


def _room(now: Subproblem, bound: int, allowed: Allowed, leasts: Mapping[str | int, int]) -> int:
    """Return how far the bound, with the least of everything, falls short of the target."""
    if not all(allowed.values()):  # nothing is left to a rule: there is no framework here at all
        return 0
    return now.target - bound - sum(leasts.values())


class Report:
    """What was proven (no claims: that there is no framework), and how large the proof is."""

    def __init__(self) -> None:
        self.at = "input, rule set"  # where the check is now: told where it refuses
        self.claims = dict[str, int]()
        self.parts = self.rows = self.nodes = 0

    def prove(self, certificate: Json, document: Json) -> None:
        """Check everything that a certificate says.

        Raises:
            Refused: where something is not proven.
        """
        self.here = _read_question(certificate, document)
        self.at = "claims, framework"
        parts = _list(_field(certificate, "parts"))
        self._claim(certificate)
        # What columns may still be, of rules and derived columns that stand in no part yet.
        self.free: Allowed = {**self.here.of_rule}
        self.free |= {derived[0]: (NOTHING, derived[0]) for derived in self.here.derived}
        self.sums = Counter({tier: self.here.constants[tier] for tier in self.claims})
        if self.claims:
            self._framework(_field(certificate, "framework"))
        else:
            alone = _field(certificate, "framework") is None and len(parts) == 1
            _need(alone, "no_framework")
        for n, part in enumerate(parts):
            self._part(part, f"parts[{n}]")
        self.at = "claims"
        if self.claims:
            self._add_up()

    def _claim(self, certificate: Json) -> None:
        claims = _list(_field(certificate, "claims"))
        order = _list(_field(self.here.policy, "order"))
        told = [(_field(claim, "tier"), _whole(_field(claim, "value"))) for claim in claims]
        self.claims = dict(told)
        _need(len(self.claims) == len(told), "tier_twice")
        _need([*self.claims] == order[: len(told)], "order")
        status = "proven" if claims else "infeasible"
        _need(_field(certificate, "status") == status, "status")
        _need(self.here.costs.keys() >= self.claims.keys(), "unknown_tier")
        self.costs = {tier: self.here.costs[tier] for tier in self.claims}

    def _framework(self, framework: Any) -> None:  # noqa: ANN401
        """Hold the framework against every row and every claim."""
        here = self.here
        _need(isinstance(framework, dict), "not_table")
        _need(here.number.keys() >= {*framework.items()}, "unknown_form")
        chosen = {here.number[item] for item in framework.items()}
        decided = Counter(here.home[column] for column in chosen)
        _need(decided == Counter([*here.of_rule]), "undecided")
        here.complete(chosen)
        for (terms, least), name in here.rows.items():
            self.at = f"framework: {name}"
            _need(sum(f for column, f in terms if column in chosen) >= least, "broken")
        for tier, costs in self.costs.items():
            self.at = f"claims: {tier}"
            value = here.constants[tier] + sum(costs[column] for column in chosen)
            _need(value == self.claims[tier], "framework_value")

    def _part(self, part: Json, where: str) -> None:
        """Check one part: its columns, its rows, its values and the tree that proves them."""
        self.at, self.parts = where, self.parts + 1
        columns, allowed = self._take(part)
        derivation = Derivation(self.here, columns, [])
        for n, row in enumerate(_list(_field(part, "rows"))):
            self.at, self.rows = f"{where}.rows[{n}]", self.rows + 1
            derivation.rows.append(self._row(derivation, row))
        self.at = f"{where}.weights"
        waiting = [self._weigh(part, columns, allowed)]
        for n, node in enumerate(_list(_field(part, "tree"))):
            self.at, self.nodes = f"{where} tree[{n}]", self.nodes + 1
            _need(waiting, "tree_long")
            waiting += reversed(derivation.step(waiting.pop(), _list(node)))
        _need(not waiting, "tree_short")

    def _take(self, part: Json) -> tuple[list[int], Allowed]:
        """Take whole rules and derived columns that no other part has."""
        here, rules = self.here, _list(_field(part, "rules"))
        names = [tuple(name) for name in _list(_field(part, "options"))]
        _need(here.number.keys() >= {*names}, "unknown_option")
        _need(here.of_rule.keys() >= {*rules}, "unknown_rule")
        columns = [here.number[name] for name in names]
        homes = rules + [column for column in columns if here.home[column] == column]
        _need(len({*homes}) == len(homes) and self.free.keys() >= {*homes}, "in_two_parts")
        allowed = {home: self.free.pop(home) for home in homes}
        whole = Counter(chain.from_iterable(allowed.values()))
        del whole[NOTHING]
        _need(whole == Counter(columns), "options")
        return columns, allowed

    def _row(self, derivation: Derivation, row: Json) -> Row:
        pairs = _list(_field(row, "terms"))
        terms = [(derivation.column(number), _whole(factor, None)) for number, factor in pairs]
        found = frozenset(terms), _whole(_field(row, "atLeast"), None)
        _need(len(found[0]) == len(terms), "term_twice")
        _need(found in self.here.rows, "unknown_row")
        return found

    def _weigh(self, part: Json, columns: list[int], allowed: Allowed) -> Subproblem:
        """Make one number of the tiers, so that better tier by tier is less in that number.

        Each weight is at least the last one plus all that later tiers can come to. So whatever is
        better costs less by at least the last weight, and the target is just above that.
        """
        weights, values = _list(_field(part, "weights")), _list(_field(part, "values"))
        _need(len(weights) == len(values) == len(self.costs), "weights")
        last = _whole(weights[-1], 1) if weights else 0
        target, later, cost = 1 - last, 0, dict.fromkeys(columns, 0)
        for tier, weight, value in reversed([*zip(self.costs, weights, values, strict=True)]):
            costs = self.costs[tier]
            _need(_whole(weight, 1) >= last + later, "weight")
            most = [max([costs[column] for column in way]) for way in allowed.values()]
            later += weight * sum(most)
            cost = {column: so_far + weight * costs[column] for column, so_far in cost.items()}
            target += weight * _whole(value)
            self.sums[tier] += value
        return Subproblem(allowed, cost, target)

    def _add_up(self) -> None:
        """Count what stands in no part for the least it can cost, tier by tier; then compare."""
        for columns in self.free.values():
            least = min([cost[column] for cost in self.costs.values()] for column in columns)
            self.sums.update(dict(zip(self.costs, least, strict=True)))
        _need(self.sums == self.claims, "sum")


def _read_question(certificate: Json, document: Json) -> Reading:
    """Return the reading of the rule set, where the certificate is of this very rule set."""
    told = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()
    asked = _field(certificate, "input")
    _need(_field(asked, "sha256") == digest, "other_rule_set")
    _need(_field(certificate, "formatVersion") == 1, "certificate_version")
    _need(_field(document, "minkader") == 1, "rule_set_version")
    _know_fields("rule set", document, "rule set")
    _know_fields("input", asked, "input")
    return read(document, asked)


def read(document: Json, asked: Json) -> Reading:
    """Return the columns, rows and costs of a rule set, for what the certificate says was asked."""
    return Reading(document, asked)


def check(certificate: Json, document: Json) -> Report:
    """Return what a certificate proves of a rule set.

    Raises:
        Refused: where it proves less than it says, or is malformed in whatever way.
    """
    report = Report()
    try:
        report.prove(certificate, document)
    except Refused as refused:
        raise Refused(refused.code, refused.where or report.at) from None
    except Exception:  # too many to name: what is no pair, no key, too deep, too large
        raise Refused("malformed", report.at) from None
    return report


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError  # a key that stands twice can be read in two ways
    return dict(pairs)


def _told(report: Report, english: bool) -> list[str]:
    """Return the lines about a certificate that was accepted."""
    counts = []
    for noun, words in COUNTED.items():
        count = getattr(report, noun)
        counts.append(f"{count} {words[english][count != 1]}")
    lines = [WORDS["accepted"][english].format(*counts)]
    lines += [WORDS["least"][english].format(*claim) for claim in report.claims.items()]
    return lines if report.claims else [*lines, WORDS["none"][english]]


def main(argv: Sequence[str] | None = None) -> int:
    """Check the certificate and the rule set in two files, and tell what was proven."""
    parser = argparse.ArgumentParser(description="minkader: check a certificate")
    parser.add_argument("files", nargs=2, metavar=("CERTIFICATE", "RULESET"))
    parser.add_argument("--lang", choices=("nl", "en"), default="nl")
    given = parser.parse_args(argv)
    english = given.lang == "en"
    try:
        files = [Path(name).read_bytes() for name in given.files]
        report = check(*(json.loads(file, object_pairs_hook=_once) for file in files))
        status, lines = 0, _told(report, english)
    except Refused as no:
        where, why = ascii(no.where), no.message[english]
        status, lines = 1, [WORDS["refused"][english].format(where, why)]
    except (OSError, ValueError, RecursionError):
        status, lines = 3, [WORDS["unreadable"][english]]
    sys.stdout.write("\n".join((*lines, "")))
    return status


# 5. Words -----------------------------------------------------------------------------------------

REFUSALS: Final = {
    # Shapes
    "malformed": ("Wat hier staat, heeft niet de juiste vorm.",
                  "What is written here does not have the right shape."),
    "missing": ("Hier ontbreekt een veld.", "A field is missing here."),
    "not_table": ("Hier horen velden met een naam te staan.", "This is not a set of named fields."),
    "not_list": ("Dit is geen lijst.", "This is not a list."),
    "not_whole": ("Dit is geen geheel getal.", "This is not a whole number."),
    "too_small": ("Dit getal is te klein.", "This number is too small."),
    # The question and the rule set
    "other_rule_set": ("Dit bewijs hoort bij een andere regelset.",
                       "This proof belongs to another rule set."),
    "certificate_version": ("Deze controle kent deze versie van het bewijs niet.",
                            "This checker does not know this version of the certificate."),
    "rule_set_version": ("Deze controle kent deze versie van de regelset niet.",
                         "This checker does not know this version of the rule set."),
    "unknown_field": ("Deze controle kent dit veld niet en weet dus niet wat het eist.",
                      "This checker does not know this field, so it cannot know what it demands."),
    "unknown_word": ("In de regelset of de vraag staat een woord dat deze controle niet kent.",
                     "The rule set or the question uses a word that this checker does not know."),
    "objections": ("Het aandeel bezwaren in de vraag is geen getal.",
                   "The share of objections in the question is not a number."),
    "unknown_scenario": ("De regelset heeft het scenario van de vraag niet.",
                         "The rule set does not have the scenario of the question."),
    "unknown_measure": ("De vraag neemt een maatregel die de regelset niet heeft.",
                        "The question adopts a measure that the rule set does not have."),
    "unknown_group": ("Een vorm noemt een bewonersgroep die de regelset niet heeft.",
                      "A form names a group of residents that the rule set does not have."),
    "unknown_stakeholder": ("Een vorm wordt geblokkeerd door iemand die de regelset niet kent.",
                            "A form is blocked by somebody whom the rule set does not know."),
    "unknown_reference": ("De regelset verwijst naar een regel die er niet is.",
                          "The rule set refers to a rule that it does not have."),
    "rule_twice": ("Twee regels van de regelset hebben dezelfde naam.",
                   "Two rules of the rule set have the same id."),
    "form_twice": ("Een regel van de regelset heeft twee keer dezelfde vorm.",
                   "A rule of the rule set has the same form twice."),
    "pin_elsewhere": ("De vraag zet een regel vast die niet van de gemeente is.",
                      "The question pins a rule that is not the municipality's."),
    # Claims and framework
    "tier_twice": ("Hier staan twee waarden voor hetzelfde doel.",
                   "Two values are claimed for the same tier."),
    "order": ("De doelen van het bewijs zijn niet de eerste doelen van de vraag.",
              "The tiers of the proof are not the first tiers of the question."),
    "unknown_tier": ("Deze controle kent dit doel niet.", "This checker does not know this tier."),
    "status": ("De status past niet bij wat er bewezen wordt.",
               "The status does not fit what is proven."),
    "no_framework": ("Bij een bewijs dat geen kader voldoet, hoort één deel en geen kader.",
                     "A proof that there is no framework has one part and shows no framework."),
    "unknown_form": ("Het kader noemt een regel of een vorm die niet kan.",
                     "The framework names a rule or a form that is not available."),
    "undecided": ("Het kader zegt niet van elke regel wat ermee gebeurt.",
                  "The framework does not decide every rule."),
    "broken": ("Het kader houdt zich niet aan deze eis.", "The framework breaks this row."),
    "framework_value": ("Het kader haalt de waarde niet die het bewijs noemt.",
                        "The framework does not reach the value that is claimed."),
    "sum": ("De delen tellen niet op tot de waarden die het bewijs noemt.",
            "The parts do not add up to the values that are claimed."),
    # Parts
    "unknown_option": ("Dit deel noemt een vorm die niet kan.",
                       "This part names an option that is not available."),
    "unknown_rule": ("Dit deel noemt een regel die de gemeente niet heeft.",
                     "This part names a rule that the municipality does not have."),
    "in_two_parts": ("Iets in dit deel staat ook al ergens anders in het bewijs.",
                     "Something in this part already stands elsewhere in the proof."),
    "options": ("De vormen van dit deel zijn niet precies alle vormen van zijn regels.",
                "The options of this part are not exactly those of its rules."),
    "column_number": ("Dit deel heeft geen vorm met dit nummer.",
                      "This part does not have an option with this number."),
    "row_number": ("Dit deel heeft geen eis met dit nummer.",
                   "This part does not have a row with this number."),
    "term_twice": ("In deze eis staat een term twee keer.", "A term of this row is written twice."),
    "unknown_row": ("Deze eis volgt niet uit de regelset.",
                    "This row does not follow from the rule set."),
    "weights": ("Er zijn niet evenveel gewichten en waarden als doelen.",
                "There are not as many weights and values as tiers."),
    "weight": ("Een gewicht is te klein: latere doelen kunnen zo zwaarder wegen.",
               "A weight is too small: later tiers could outweigh this one."),
    # Trees
    "unknown_node": ("Deze controle kent deze soort stap niet.",
                     "This checker does not know this kind of step."),
    "tree_long": ("Deze stap is er een te veel: alles was al bewezen.",
                  "This step is one too many: everything was already proven."),
    "tree_short": ("Het bewijs houdt op voordat alle gevallen zijn bekeken.",
                   "The proof ends before every case has been looked at."),
    "branch_outside": ("Deze stap kiest iets dat hier niet meer meedoet.",
                       "This step branches on something that is not part of this case."),
    "row_outside": ("Deze stap gebruikt een eis die ook over iets anders gaat.",
                    "This step uses a row that reaches outside this case."),
    "leaf_weak": ("Deze stap bewijst de waarde niet.", "This step does not prove the value."),
    "split_weak": ("De blokken van deze stap tellen niet op tot de waarde.",
                   "The blocks of this step do not add up to the value."),
    "block_outside": ("Een blok noemt iets dat hier niet meedoet of al in een blok staat.",
                      "A block names something outside this case, or of another block."),
    "block_partial": ("Een blok heeft een regel niet helemaal, of een vorm dubbel.",
                      "A block does not hold a whole rule, or holds an option twice."),
}  # fmt: skip
"""Why a certificate is refused: a sentence for each fault, in Dutch and English."""

WORDS: Final = {
    "accepted": ("Klopt: {}, {}, {}.", "Right: {}, {}, {}."),
    "least": ("{}: {} is het laagste dat kan.", "{}: {} is the least there can be."),
    "none": ("Geen enkel kader voldoet.", "There is no valid framework."),
    "refused": ("Afgekeurd, bij {}: {}", "Refused, at {}: {}"),
    "unreadable": ("Een van de bestanden is geen leesbare JSON.",
                   "One of the files is not readable JSON."),
}  # fmt: skip
"""What else this program says."""

COUNTED: Final = {
    "parts": (("deel", "delen"), ("part", "parts")),
    "rows": (("eis", "eisen"), ("row", "rows")),
    "nodes": (("stap", "stappen"), ("step", "steps")),
}
"""What an accepted proof is counted in: one of it, or another number of it."""


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks between nouns: names that exist, references that can hold, fields that fit their kind.

A rule set that fails one of these has no meaning, so each is an error on reading (`MK0xx`).
What is only unwise is lint and lives in `questions/lint/`.
"""

from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from minkader.ruleset import reference
from minkader.ruleset.circles import circles
from minkader.ruleset.findings import Path, Values
from minkader.ruleset.nouns import Changes, Interest, RuleSet, Stances
from minkader.ruleset.rule import Option, Rule
from minkader.ruleset.vocabulary import Form, Kind

_NONE: Final[Values] = {}


class Fault(NamedTuple):
    """One thing that is wrong: its code, where it stands, about whom, with which values."""

    code: str
    path: Path
    subjects: tuple[str, ...] = ()
    values: Values = _NONE


class Names(NamedTuple):
    """The names that a document declares, those of broken nouns too: no error breeds another."""

    rules: Collection[str]
    interests: Collection[str]
    groups: Collection[str]
    stakeholders: Collection[str]
    measures: Collection[str]


Faults = Iterator[Fault]


def faults(ruleset: RuleSet, names: Names) -> list[Fault]:
    """List everything between the nouns that takes the meaning away, in the order of the file."""
    return list(_Checker(ruleset, names).all())


class _Checker:
    def __init__(self, ruleset: RuleSet, names: Names) -> None:
        self.ruleset = ruleset
        self.names = names
        self.by_id = {rule.id: rule for rule in ruleset.rules}

    def all(self) -> Faults:
        yield from self._ids_once()
        for name, interest in self.ruleset.interests.items():
            yield from self._interest(("interests", name), name, interest)
        for name, stakeholder in self.ruleset.stakeholders.items():
            for place, cared in enumerate(stakeholder.cares_for):
                path: Path = ("stakeholders", name, "cares_for", place)
                yield from self._known("interest", cared, self.names.interests, path, (name,))
        for name, measure in self.ruleset.measures.items():
            at: Path = ("measures", name)
            for group in measure.capacity:
                yield from self._group(group, (*at, "capacity", group), (name,))
            yield from self._rules(measure.lifts_locks, (*at, "lifts_locks"), (name,))
            yield from self._stances(measure.stances, (*at, "stances"), (name,))
        for place, rule in enumerate(self.ruleset.rules):
            yield from self._rule(("rules", place), rule)
        yield from self._circles()
        for name, scenario in self.ruleset.scenarios.items():
            yield from self.changes(("scenarios", name), name, scenario)

    def _ids_once(self) -> Faults:
        seen: dict[str, str] = {}
        for place, rule in enumerate(self.ruleset.rules):
            if rule.id.lower() in seen:
                values: Values = {"found": rule.id, "first": seen[rule.id.lower()]}
                yield Fault("MK026", ("rules", place, "id"), (rule.id,), values)
            seen.setdefault(rule.id.lower(), rule.id)

    # Names ------------------------------------------------------------------------------------

    def _known(
        self, noun: str, found: str, known: Collection[str], path: Path, subjects: tuple[str, ...]
    ) -> Faults:
        if found not in known:
            values: Values = {"noun": noun, "found": found, "near": nearest(found, known)}
            yield Fault("MK030", path, subjects, values)

    def _group(self, found: str, path: Path, subjects: tuple[str, ...]) -> Faults:
        yield from self._known("group", found, self.names.groups, path, subjects)

    def _rules(self, found: Collection[str], path: Path, subjects: tuple[str, ...]) -> Faults:
        for place, rule in enumerate(found):
            yield from self._known("rule", rule, self.names.rules, (*path, place), subjects)

    def _speaker(self, found: str, path: Path, subjects: tuple[str, ...]) -> Faults:
        yield from self._known("stakeholder", found, self.names.stakeholders, path, subjects)

    def _stances(self, stances: Stances, path: Path, subjects: tuple[str, ...]) -> Faults:
        for stakeholder, rules in stances.items():
            yield from self._speaker(stakeholder, (*path, stakeholder), subjects)
            for rule in rules:
                at = (*path, stakeholder, rule)
                yield from self._known("rule", rule, self.names.rules, at, subjects)

    def _reference(self, written: str, path: Path, subjects: tuple[str, ...]) -> Faults:
        name, asked = reference.split(written)
        if name not in self.names.rules:
            yield from self._known("rule", name, self.names.rules, path, subjects)
            return
        rule = self.by_id.get(name)
        if rule is None or asked is None or asked == "kept":
            return
        forms = () if rule.external else tuple(map(str, forms_of(rule)))
        if asked not in forms:
            # The nearest form, where a slip of the pen; else every form that can be asked for.
            values: Values = {"found": written, "rule": name, "forms": (*forms, "kept")}
            yield Fault("MK031", path, (*subjects, name), values)

    # Nouns ------------------------------------------------------------------------------------

    def _interest(self, path: Path, name: str, interest: Interest) -> Faults:
        for row, members in enumerate(interest.together):
            for place, written in enumerate(members):
                at = (*path, "together", row, place)
                yield from self._reference(written, at, (name,))
                if interest.non_delegable is not None and not _surely_municipal(written):
                    yield Fault("MK034", at, (name,), {"found": written, "interest": name})

    def _rule(self, path: Path, rule: Rule) -> Faults:
        for place, interest in enumerate(rule.guards):
            at = (*path, "guards", place)
            yield from self._known("interest", interest, self.names.interests, at, (rule.id,))
        for key, written in (("requires", rule.requires), ("excludes", rule.excludes)):
            for place, ref in enumerate(written):
                yield from self._link((*path, key, place), rule, key, ref)
        yield from self._rules(rule.relaxes, (*path, "relaxes"), (rule.id,))
        yield from self._fits(path, rule)
        yield from self._lightest(path, rule)
        yield from self._options(path, rule)
        if rule.release is not None:
            for stakeholder in rule.release.stances:
                at = (*path, "release", "stances", stakeholder)
                yield from self._speaker(stakeholder, at, (rule.id,))

    def _fits(self, path: Path, rule: Rule) -> Faults:
        for code, unfit, applies in _UNFIT:
            if applies(rule):
                for key in unfit:
                    if getattr(rule, key) not in (None, ()):
                        values: Values = {
                            "key": key,
                            "kind": str(rule.kind),
                            "holder": str(rule.holder),
                        }
                        yield Fault(code, (*path, key), (rule.id,), values)

    def _lightest(self, path: Path, rule: Rule) -> Faults:
        lightest = rule.lock.lightest if rule.lock else None
        if lightest is not None and lightest.rung > rule.today.rung:
            values: Values = {"found": str(lightest), "today": str(rule.today)}
            yield Fault("MK040", (*path, "lock", "lightest"), (rule.id,), values)

    def _options(self, path: Path, rule: Rule) -> Faults:
        seen = {rule.form, rule.today}
        for place, option in enumerate(rule.options):
            at = (*path, "options", place)
            if option.form in seen:
                today = option.form in (rule.form, rule.today)
                values: Values = {"found": str(option.form), "why": "today" if today else "twice"}
                yield Fault("MK035", (*at, "form"), (rule.id,), values)
            seen.add(option.form)
            yield from self._option(at, rule, option)

    def _option(self, path: Path, rule: Rule, option: Option) -> Faults:
        for place, interest in enumerate(option.guards):
            yield from self._option_guard((*path, "guards", place), rule, option, interest)
        for place, written in enumerate(option.requires):
            yield from self._link((*path, "requires", place), rule, "requires", written)
        for stakeholder in option.stances:
            yield from self._speaker(stakeholder, (*path, "stances", stakeholder), (rule.id,))
        if option.group is not None:
            yield from self._group(option.group, (*path, "group"), (rule.id,))

    def _option_guard(self, path: Path, rule: Rule, option: Option, interest: str) -> Faults:
        known = self.names.interests
        if interest not in known:
            yield from self._known("interest", interest, known, path, (rule.id,))
        elif interest not in rule.guards:
            # Unless the rule's own guards hold a slip of the pen, told already.
            if all(guarded in known for guarded in rule.guards):
                yield Fault("MK036", path, (rule.id,), {"found": interest})
        elif option.form.resident and self._non_delegable(interest):
            values: Values = {"found": str(option.form), "interest": interest}
            yield Fault("MK034", path, (rule.id, interest), values)

    def _link(self, path: Path, rule: Rule, key: str, written: str) -> Faults:
        yield from self._reference(written, path, (rule.id,))
        if reference.split(written)[0] == rule.id:
            values: Values = {"key": key, "circle": (rule.id, rule.id)}
            yield Fault("MK041", path, (rule.id,), values)

    def _non_delegable(self, interest: str) -> bool:
        declared = self.ruleset.interests.get(interest)
        return declared is not None and declared.non_delegable is not None

    def _circles(self) -> Faults:
        place = {rule.id: place for place, rule in enumerate(self.ruleset.rules)}
        relaxed = {rule.id: list(rule.relaxes) for rule in self.ruleset.rules if rule.relaxes}
        definitions = {
            rule.id: [reference.split(written)[0] for written in rule.requires]
            for rule in self.ruleset.rules
            if rule.kind is Kind.DEFINITION
        }
        for key, graph in (("relaxes", relaxed), ("requires", definitions)):
            for circle in circles(graph):
                if key == "requires" and len(circle) == 1:
                    continue  # a rule that requires itself is told already
                values: Values = {"key": key, "circle": (*circle, circle[0])}
                yield Fault("MK041", ("rules", place[circle[0]], key), tuple(circle), values)

    # Changes ----------------------------------------------------------------------------------

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(name.lower() for name in self.names.interests)

    def changes(self, path: Path, name: str, changes: Changes) -> Faults:
        """Check a scenario, or what flags ask for."""
        about = (name,)
        for place, interest in enumerate(changes.drop_interests):
            at = (*path, "drop_interests", place)
            yield from self._known("interest", interest, self.names.interests, at, about)
        for interest, added in changes.add_interests.items():
            at = (*path, "add_interests", interest)
            if interest.lower() in self._folded:
                yield Fault("MK043", at, (name, interest), {"found": interest})
            yield from self._interest(at, interest, added)
        for key in ("grounds", "classification"):
            for rule in getattr(changes, key):
                at = (*path, key, rule)
                yield from self._known("rule", rule, self.names.rules, at, about)
        for group in changes.capacity:
            yield from self._group(group, (*path, "capacity", group), about)
        for place, measure in enumerate(changes.adopt):
            at = (*path, "adopt", place)
            yield from self._known("measure", measure, self.names.measures, at, about)
        yield from self._stances(changes.stances, (*path, "stances"), about)
        yield from self._rules(changes.lift_locks, (*path, "lift_locks"), about)
        yield from self._pins(path, name, changes)

    def _pins(self, path: Path, name: str, changes: Changes) -> Faults:
        pinned: set[str] = set()
        places = [("keep", place, rule) for place, rule in enumerate(changes.keep)]
        places += [("release", place, rule) for place, rule in enumerate(changes.release)]
        keyed: list[tuple[str, int | str, str]] = [*places, *(("form", r, r) for r in changes.form)]
        for key, place, found in keyed:
            at = (*path, key, place)
            yield from self._known("rule", found, self.names.rules, at, (name,))
            rule = self.by_id.get(found)
            if rule is not None and rule.external:
                yield Fault("MK042", at, (name, found), {"found": found, "why": "holder"})
            if found in pinned:
                yield Fault("MK042", at, (name, found), {"found": found, "why": "twice"})
            pinned.add(found)


_UNFIT: Final[tuple[tuple[str, tuple[str, ...], Callable[[Rule], bool]], ...]] = (
    ("MK038", ("options", "guards", "release", "lock", "ceiling"), lambda rule: rule.follows),
    ("MK038", ("relaxes",), lambda rule: rule.kind is not Kind.EXEMPTION),
    ("MK039", ("options", "release", "lock", "ceiling"), lambda rule: rule.external),
    (
        "MK039",
        ("guards",),
        lambda rule: rule.external and rule.kind is Kind.AUTHORITY_DUTY,
    ),
    (
        "MK038",
        ("guards",),
        lambda rule: rule.external and rule.kind.follows,
    ),
)
"""Code, the fields that must stay empty, and the rules for which that is so (page 5, Kinds)."""


def change_faults(ruleset: RuleSet, changes: Changes, path: Path = ()) -> list[Fault]:
    """List what is wrong with changes that come from outside the file (flags, Python)."""
    name = path[-1] if path and isinstance(path[-1], str) else ""
    return list(_Checker(ruleset, names_of(ruleset)).changes(path, str(name), changes))


class ChangeChecker:
    """Checks changes to one rule set, again and again."""

    def __init__(self, ruleset: RuleSet) -> None:
        names = names_of(ruleset)
        self._checker = _Checker(ruleset, names._replace(rules=frozenset(names.rules)))

    def faults(self, changes: Changes) -> list[Fault]:
        """List what is wrong with changes that come from outside the file."""
        return list(self._checker.changes((), "", changes))


def names_of(ruleset: RuleSet) -> Names:
    """Return the names that a rule set declares."""
    return Names(
        [rule.id for rule in ruleset.rules],
        ruleset.interests,
        ruleset.groups,
        ruleset.stakeholders,
        ruleset.measures,
    )


def forms_of(rule: Rule) -> tuple[Form, ...]:
    """Return the forms that a reference may ask for: today's and every listed one."""
    return (rule.today, *(option.form for option in rule.options))


def _surely_municipal(written: str) -> bool:
    asked = reference.split(written)[1]
    return asked == "kept" or (asked is not None and asked in _MUNICIPAL)


_MUNICIPAL: Final = frozenset(str(form) for form in Form if form.municipal)


def nearest(found: str, known: Collection[str]) -> tuple[str, ...]:
    """Return up to three known words that look like the one found, nearest first."""
    import difflib  # noqa: PLC0415 (only an error needs it)

    folded = {word.lower(): word for word in sorted(known, reverse=True)}
    return tuple(folded[hit] for hit in difflib.get_close_matches(found.lower(), folded, 3, 0.6))

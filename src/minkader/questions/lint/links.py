# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lint about what points at what: conflicts, what nothing uses, what changes nothing, doubles."""

from collections.abc import Iterable, Iterator

from minkader.decision.validity import Constraint
from minkader.questions.lint.sight import Findings, Sight, at
from minkader.ruleset.findings import Path, Severity
from minkader.ruleset.nouns import Stances
from minkader.ruleset.reference import split
from minkader.ruleset.rule import Rule
from minkader.ruleset.vocabulary import Form, Kind, LockKind


def conflicting(sight: Sight) -> Findings:
    """MK105: find what the rules of today break among themselves: a `requires` or an `excludes`.

    Of today: every rule in today's form, exemptions and definitions as they follow. An error
    where neither side is the municipality's, for then no framework is valid.
    """
    chosen = sight.today
    for constraint in sight.book.constraints:
        if constraint.kind in ("requires", "excludes") and not constraint.holds(chosen):
            rule, written = constraint.subjects
            both = (rule, split(written)[0])
            ours = any(not sight.situation.by_id[name].rule.external for name in both)
            severity = Severity.WARNING if ours else Severity.ERROR
            path = _path(sight, constraint)
            yield at(
                sight.ruleset, "MK105", path, rule, severity=severity,
                other=written, key=constraint.kind, why=constraint.kind,
            )  # fmt: skip


def _path(sight: Sight, constraint: Constraint) -> Path:
    rule, written = constraint.subjects
    placed = sight.situation.by_id[rule]
    path: Path = ("rules", placed.index)
    if constraint.kind == "excludes":
        return constraint.path
    return (*path, "requires", placed.rule.requires.index(written))


def unused(sight: Sight) -> Findings:
    """MK106: find what is declared while nothing uses it.

    A group that no option names; a stakeholder without a stance anywhere; a measure that gives
    nothing; an own definition that no rule in force can ever require. A note, but of a definition
    a warning: it is never in force.
    """
    for noun, name in (*_idle_groups(sight), *_silent(sight), *_empty_measures(sight)):
        path: Path = (f"{noun}s", name)
        note = Severity.NOTE
        yield at(sight.ruleset, "MK106", path, name, severity=note, noun=noun, found=name)
    for place, rule in sight.rules():
        if rule.kind is Kind.DEFINITION and rule.id not in sight.alive:
            path = ("rules", place)
            yield at(
                sight.ruleset, "MK106", path, rule.id, noun="rule", found=rule.id, why="definition"
            )


def _idle_groups(sight: Sight) -> Iterator[tuple[str, str]]:
    named = {option.group for rule in sight.ruleset.rules for option in rule.options}
    return (("group", name) for name in sight.ruleset.groups if name not in named)


def _silent(sight: Sight) -> Iterator[tuple[str, str]]:
    ruleset = sight.ruleset
    heard: set[str] = set()
    for rule in ruleset.rules:
        heard.update(*(option.stances for option in rule.options))
        heard.update(rule.release.stances if rule.release else ())
    heard.update(*(measure.stances for measure in ruleset.measures.values()))
    heard.update(*(scenario.stances for scenario in ruleset.scenarios.values()))
    return (("stakeholder", name) for name in ruleset.stakeholders if name not in heard)


def _empty_measures(sight: Sight) -> Iterator[tuple[str, str]]:
    for name, measure in sight.ruleset.measures.items():
        if not (measure.provides or measure.capacity or measure.lifts_locks or measure.stances):
            yield "measure", name


def without_effect(sight: Sight) -> Findings:
    """MK115: find what points at something that is not there, so that it changes nothing.

    A lock lifted where there is none; a stance on a form that the rule never has; a condition
    that no option needs; a reference, or a set, that can never hold (a rule that is never in
    force, an option that can never exist, two forms at once).
    """
    for name, measure in sight.ruleset.measures.items():
        path: Path = ("measures", name)
        yield from _no_lock(sight, (*path, "lifts_locks"), measure.lifts_locks, name)
        yield from _no_form(sight, (*path, "stances"), measure.stances, name)
    for name, scenario in sight.ruleset.scenarios.items():
        path = ("scenarios", name)
        yield from _no_lock(sight, (*path, "lift_locks"), scenario.lift_locks, name)
        yield from _no_form(sight, (*path, "stances"), scenario.stances, name)
    yield from _not_needed(sight)
    yield from _never_holds(sight)


def _no_lock(sight: Sight, path: Path, lifted: Iterable[str], name: str) -> Findings:
    for place, found in enumerate(lifted):
        if sight.situation.by_id[found].rule.lock_kind is LockKind.NONE:
            yield at(
                sight.ruleset, "MK115", (*path, place), name, found=found, rule=found, why="lock"
            )


def _no_form(sight: Sight, path: Path, stances: Stances, name: str) -> Findings:
    for who, rules in stances.items():
        for rule, forms in rules.items():
            known = _forms(sight.situation.by_id[rule].rule)
            for form in forms:
                if form not in known:
                    yield at(
                        sight.ruleset, "MK115", (*path, who, rule, form), name,
                        found=str(form), rule=rule, why="form",
                    )  # fmt: skip


def _forms(rule: Rule) -> set[Form]:
    listed = {rule.form, rule.today, *(option.form for option in rule.options)}
    return listed if rule.external or rule.follows else {*listed, Form.RELEASE}


def _not_needed(sight: Sight) -> Findings:
    needed = {need for rule in sight.ruleset.rules for o in rule.options for need in o.needs}
    for name, measure in sight.ruleset.measures.items():
        for place, found in enumerate(measure.provides):
            if found not in needed:
                path = ("measures", name, "provides", place)
                yield at(sight.ruleset, "MK115", path, name, found=found, why="provides")


def _never_holds(sight: Sight) -> Findings:
    for path, subject, refs in _referring(sight):
        if not sight.can_hold(refs):
            found = " + ".join(refs)
            yield at(sight.ruleset, "MK115", path, subject, found=found, why="never")


def _referring(sight: Sight) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    for name, interest in sight.ruleset.interests.items():
        for row, refs in enumerate(interest.together):
            yield ("interests", name, "together", row), name, refs
    for place, rule in enumerate(sight.ruleset.rules):
        path: Path = ("rules", place)
        for key in ("requires", "excludes"):
            for nth, ref in enumerate(getattr(rule, key)):
                yield (*path, key, nth), rule.id, (ref,)
        for row, option in enumerate(rule.options):
            for nth, ref in enumerate(option.requires):
                yield (*path, "options", row, "requires", nth), rule.id, (ref,)


def twice(sight: Sight) -> Findings:
    """MK110: find two own rules that are the same text, each told with the first of them.

    The same title and summary (whatever the case and spaces); or the same place (the wId, else
    citation and article) with the same guards, where a missing summary leaves open how they
    differ. A note.
    """
    texts: dict[object, str] = {}
    places: dict[object, Rule] = {}
    for place, rule in sight.rules():
        path: Path = ("rules", place)
        first = texts.setdefault(_text(rule), rule.id)
        why = "text"
        if first == rule.id and (key := _source(rule)) is not None:
            other = places.setdefault(key, rule)
            first = rule.id if rule.summary and other.summary else other.id
            why = "source"
        if first != rule.id:
            note = Severity.NOTE
            yield at(
                sight.ruleset, "MK110", path, rule.id, first, severity=note,
                rule=rule.id, other=first, why=why,
            )  # fmt: skip


def _text(rule: Rule) -> tuple[str, str]:
    summary = rule.summary.nl if rule.summary else ""
    return _folded(rule.title.nl), _folded(summary)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _source(rule: Rule) -> object:
    source = rule.source
    if source is None:
        return None
    cited = source.citation.nl if source.citation else ""
    written = source.wId or (source.article and (_folded(cited), source.article))
    return (written, frozenset(rule.guards)) if written else None

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mend of every lint code, done to a document as its message tells an officer to do it."""

import copy
import re
from collections.abc import Callable
from typing import Any, cast

from minkader.formats.locate import load
from minkader.questions.solve import solve
from minkader.ruleset.findings import Finding
from minkader.ruleset.vocabulary import Form
from tests.tiny import FALLBACK

Json = dict[str, Any]
Mend = Callable[[Json, Finding], None]


def mended(document: Json, finding: Finding) -> Json:
    """Return the document with one finding mended."""
    made: Json = copy.deepcopy(document)
    MENDS[finding.code](made, finding)
    return made


def _rule(document: Json, finding: Finding) -> Json:
    found: Json = next(rule for rule in document["rules"] if rule["id"] == finding.subjects[0])
    return found


def _at(document: Json, finding: Finding) -> tuple[Any, Any]:
    """Return what holds the place of a finding, and the key or number of the place in it."""
    steps = _steps(document, finding.where.path or "")
    for step in steps[:-1]:
        document = document[step]
    return document, steps[-1]


def _steps(document: Any, path: str) -> list[Any]:  # noqa: ANN401 (any document)
    # A name may hold a point too: at each level the longest that is there is meant.
    steps: list[Any] = []
    while path:
        if path.startswith("["):
            number, path = re.fullmatch(r"\[(\d+)\]\.?(.*)", path).groups()  # type: ignore[union-attr]
            step: Any = int(number)
        else:
            step = max((key for key in document if _begins(path, key)), key=len)
            path = path[len(step) :].removeprefix(".")
        steps.append(step)
        document = document[step]
    return steps


def _begins(path: str, key: str) -> bool:
    return path == key or path.startswith((f"{key}.", f"{key}["))


def _add_rule(document: Json, **fields: object) -> str:
    """Add a rule under a name that is not there yet; give the name."""
    taken = {rule["id"] for rule in document["rules"]}
    name = next(name for n in range(10**6) if (name := f"mend-{n}") not in taken)
    document["rules"].append({"id": name, "title": name, **fields})
    return name


def _lower_form(document: Json, finding: Finding) -> None:
    _rule(document, finding)["form"] = finding.values["ceiling"]


def _name_basis(document: Json, finding: Finding) -> None:
    document["stakeholders"][finding.subjects[0]]["block_basis"] = "Verdrag"


def _guard_more(document: Json, finding: Finding) -> None:
    name = f"mend-{len(document['interests'])}"
    document["interests"][name] = {"title": name, "category": "order"}
    _rule(document, finding).setdefault("guards", []).append(name)


def _take_away(document: Json, finding: Finding) -> None:
    holder, key = _at(document, finding)
    del holder[key]


def _use(document: Json, finding: Finding) -> None:
    noun, name = finding.values["noun"], finding.subjects[0]
    if noun == "rule":
        _delete(document, finding)
    elif noun == "group":
        _add_rule(document, options=[{"form": "neighbour_notice", "group": name}])
    elif noun == "stakeholder":
        _add_rule(document, release={"stances": {name: "tolerates"}})
    else:
        document["measures"][name]["lifts_locks"] = [_add_rule(document, lock=LOCK)]


LOCK = {"kind": "full", "basis": "Wet 1.1"}


def _guard(document: Json, finding: Finding) -> None:
    # As many as it needs, that nothing holds back.
    interest = document["interests"][finding.subjects[0]]
    for _ in range(interest.get("at_least", 1)):
        _add_rule(document, guards=[finding.subjects[0]])


def _tell_apart(document: Json, finding: Finding) -> None:
    for name in finding.subjects:
        rule = next(rule for rule in document["rules"] if rule["id"] == name)
        rule["summary"] = f"Dit is {name}."


def _make_possible(document: Json, finding: Finding) -> None:
    # Either meet the need, or take the option away and whatever asks for it.
    if finding.values["why"] == "needs":
        measures = document.setdefault("measures", {})
        provides = list(cast(tuple[str, ...], finding.values["missing"]))
        measures[f"mend-{len(measures)}"] = {"title": "Mend", "provides": provides}
        return
    _forget(document, f"{finding.subjects[0]}@{_form(document, finding)}")
    _take_away(document, finding)


def _form(document: Json, finding: Finding) -> str:
    holder, place = _at(document, finding)
    return str(holder[place]["form"])


def _forget(document: Json, written: str) -> None:
    """Take a reference away wherever it stands; a set that has it goes as a whole."""
    scenarios = document.get("scenarios", {}).values()
    added = [i for scenario in scenarios for i in scenario.get("add_interests", {}).values()]
    for interest in (*document.get("interests", {}).values(), *added):
        sets = interest.get("together", [])
        interest["together"] = [members for members in sets if written not in members]
    for rule in document["rules"]:
        for holder in (rule, *rule.get("options", [])):
            for key in {"requires", "excludes"} & set(holder):
                holder[key] = [ref for ref in holder[key] if ref != written]


def _make_one_possible(document: Json, finding: Finding) -> None:
    # What an officer does: ask for the clash, take one member of it away, ask again.
    while (clash := solve(load(document), certificate=False).clash) is not None:
        kinds = ("guard", "excludes", "requires")
        member = next(m for kind in kinds for m in clash.constraints if m.kind == kind)
        if member.kind == "guard":
            _guard(document, Finding(code="MK107", subjects=member.subjects))
            continue
        name, written = member.subjects
        rule = next(rule for rule in document["rules"] if rule["id"] == name)
        for holder in (rule, *rule.get("options", [])):
            if member.kind in holder:
                holder[member.kind] = [ref for ref in holder[member.kind] if ref != written]


def _name_fallback(document: Json, finding: Finding) -> None:
    holder, key = _at(document, finding)
    holder[key]["fallback"] = FALLBACK


def _delete(document: Json, finding: Finding) -> None:
    """Take an exemption or definition away that is never in force, and whatever names it."""
    name = finding.subjects[0]
    _add_rule(document)  # a file has at least one rule
    document["rules"] = [rule for rule in document["rules"] if rule["id"] != name]
    for asked in ("", "@kept", *(f"@{form}" for form in Form)):
        _forget(document, f"{name}{asked}")
    for rule in document["rules"]:
        if name in rule.get("relaxes", ()):
            rule["relaxes"].remove(name)
    for measure in document.get("measures", {}).values():
        _unsay(measure, name)
    for scenario in document.get("scenarios", {}).values():
        _unsay(scenario, name)


def _unsay(said: Json, name: str) -> None:
    for key in ("keep", "release", "lifts_locks", "lift_locks"):
        if key in said:
            said[key] = [rule for rule in said[key] if rule != name]
    for table in (said.get("grounds"), said.get("classification"), said.get("form")):
        if table:
            table.pop(name, None)
    for rules in said.get("stances", {}).values():
        rules.pop(name, None)


def _say_why(document: Json, finding: Finding) -> None:
    rule = _rule(document, finding)
    if finding.values["why"] == "never":
        rule["release"] = {"never": "De wet"}
    else:
        rule["reviewed"] = {"by": "jurist"}


MENDS: dict[str, Mend] = {
    "MK101": _lower_form,
    "MK103": _name_basis,
    "MK104": _guard_more,
    "MK105": _take_away,
    "MK106": _use,
    "MK107": _guard,
    "MK108": _guard,
    "MK109": _guard,
    "MK110": _tell_apart,
    "MK111": _make_possible,
    "MK112": _name_fallback,
    "MK113": _delete,
    "MK114": _say_why,
    "MK115": _take_away,
    "MK116": _make_one_possible,
}

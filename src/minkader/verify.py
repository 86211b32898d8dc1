# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Check a certificate: is this really the smallest framework? One file, nothing of minkader.

`python -I -S verify.py CERTIFICATE RULESET [--lang en]`: 0 accepted, 1 refused, 3 unreadable.
`Reading` makes columns, rows and costs of the rule set, by its own reading of design page 5;
`Report` holds framework and proof against them (docs/certificate.md). All in whole numbers.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

FORMS: Final = "duty_of_care general_rule information_duty notification_duty permit prohibition"
RUNG: Final = {form: rung for rung, form in enumerate(FORMS.split(), 1)}
FOLLOWERS: Final = ("exemption", "definition")
FACT, NOTHING = -1, -2  # a column that is always 1 (of another holder); a derived one that is 0
WORDS: Final = {
    "document": ("Dit bewijs hoort bij een andere regelset.", "The proof is of another rule set."),
    "kind": ("Hier staat niet wat er moet staan.", "This is not what must stand here."),
    "rule": ("Een regel, vorm of eis hoort hier niet.", "A rule, form or row is wrong here."),
    "broken": ("Het kader houdt zich niet aan deze eis.", "The framework breaks this row."),
    "value": ("De waarde klopt niet.", "The value is wrong."),
    "weak": ("Dit bewijst de waarde niet.", "This does not prove the value."),
    "unreadable": ("Een bestand is geen leesbare JSON.", "A file is no readable JSON."),
    "refused": ("Afgekeurd, bij {}: {}", "Refused, at {}: {}"),
    "none": ("Geen enkel kader voldoet.", "There is no valid framework."),
    "least": ("{}: {} is het laagste dat kan.", "{}: {} is the least there can be."),
    "accepted": ("Klopt: {} delen, {} eisen, {} stappen.", "Right: {} parts, {} rows, {} steps."),
}
Json = Mapping[str, Any]
Columns = Sequence[int]  # of which at most one is 1: an expression that is 0 or 1
Row = tuple[frozenset[tuple[int, int]], int]  # columns with factors, and their least sum
Open = dict[str | int, Columns]  # what each rule and each derived column may still be
State = tuple[Open, dict[int, int], int]  # with what columns cost, and a target


class Refused(Exception):  # noqa: N818  an answer, no error
    """Tell where something is wrong, and what, in Dutch and English."""

    def __init__(self, where: str, code: str) -> None:
        self.where, self.message = where, WORDS.get(code, WORDS["kind"])


def _need(holds: bool, code: str = "kind") -> None:
    if not holds:
        raise ValueError(code)


def _list(value: Any) -> list[Any]:  # noqa: ANN401  anything may stand there
    _need(isinstance(value, list))
    return [*value]


def _whole(value: Any, least: int | None = 0) -> int:  # noqa: ANN401  anything may stand there
    _need(type(value) is int and (least is None or value >= least))  # true is no number
    return int(value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    _need(len(dict(pairs)) == len(pairs))  # a key twice can be read in two ways
    return dict(pairs)


def _joined(sources: Iterable[Json], key: str) -> dict[str, Any]:
    found = dict[str, Any]()  # lists are put together, tables updated key by key
    for more in (source.get(key, {}) for source in sources):
        found |= more if isinstance(more, dict) else dict.fromkeys(more)
    return found


class Reading:
    """The columns, rows and costs of a rule set, by this file's own reading of page 5."""

    def __init__(self, document: Json, asked: Json) -> None:
        self.number, self.home = dict[tuple[str | int, ...], int](), list[str | int]()
        self.derived, self.constants = list[tuple[int, list[Columns], int, bool]](), Counter[str]()
        self.rows, self.taken = dict[Row, str](), dict[str | None, list[tuple[int, Columns]]]()
        self.costs = {t: Counter[int]() for t in ("kept", "intensity", "residual", "effort")}
        self.document, self.policy, name = document, asked["policy"], asked["scenario"]
        self.people: Json = document.get("stakeholders", {})
        _need(self.policy["objectionsAtMost"].replace(".", "", 1).isdecimal())
        self.most = Fraction(self.policy["objectionsAtMost"]) * len(self.people)
        self._change([{} if name is None else document["scenarios"][name], asked["changes"]])
        self.rules: dict[str, Json] = {rule["id"]: rule for rule in document["rules"]}
        self.options = {name: self._placed(name, rule) for name, rule in self.rules.items()}
        self.of_rule: Open = {n: [*o] for n, o in self.options.items() if FACT not in o}
        _need(len(self.rules) == len(document["rules"]) and {*self.pins} <= {*self.of_rule}, "rule")
        self._guards()
        self._links()
        followers = (name for name, rule in self.rules.items() if rule.get("kind") in FOLLOWERS)
        self._follow([name for name in followers if name in self.of_rule])
        for group, most in self.capacity.items():
            self._row(f"capacity {group}", -most, *self.taken.get(group, ()))

    def _change(self, layers: list[Json]) -> None:  # the scenario, then the changes on top
        self.declared, groups = self.document.get("interests", {}), self.document.get("groups", {})
        dropped = _joined(layers, "drop_interests")
        self.interests = {n: i for n, i in self.declared.items() if n not in dropped}
        self.interests |= _joined(layers, "add_interests")
        self.grounds, self.tags = _joined(layers, "grounds"), _joined(layers, "classification")
        self.pins = dict[str, str]()
        for layer in layers:
            self.pins |= {rule: pin for pin in ("keep", "release") for rule in layer.get(pin, ())}
            self.pins |= layer.get("form", {})
        adopted = [self.document["measures"][name] for name in _joined(layers, "adopt")]
        has = {n: g.get("capacity", 0) for n, g in groups.items()} | _joined(layers, "capacity")
        self.capacity = Counter({g: _whole(n[0] if type(n) is list else n) for g, n in has.items()})
        for more in (measure.get("capacity", {}) for measure in adopted):
            self.capacity.update({group: _whole(hour) for group, hour in more.items()})
        self.provided = _joined(adopted, "provides")
        self.lifted = _joined(adopted, "lifts_locks") | _joined(layers, "lift_locks")
        self.stances = [source.get("stances", {}) for source in (*adopted, *layers)]
        sets = (refs for i in self.declared.values() for refs in i.get("together", ()))
        self.joint = {reference.partition("@")[0] for refs in sets for reference in refs}

    def _column(self, home: str | int, *name: str | int) -> int:
        _need(name not in self.number, "rule")  # a form twice
        self.home.append(home)
        return self.number.setdefault(name, len(self.number))

    def _placed(self, name: str, rule: Json) -> dict[int, Json]:  # the columns of a rule
        kind, form = rule.get("kind", "restriction"), rule.get("form", "general_rule")
        pin = self.pins.get(name)
        if rule.get("holder", "municipality") != "municipality":
            return {FACT: self._option(rule, rule, "external")}
        today = self._option(rule, rule, min(form, rule.get("ceiling", form), key=RUNG.__getitem__))
        if kind in FOLLOWERS:
            options = [self._option({}, {}, "lapsed"), {**today, "form": "in_force"}]
        else:
            gone = rule.get("release", {} if kind == "restriction" else "never")
            listed = [] if "never" in gone else [{**gone, "form": "release"}]
            there = (o for o in listed + rule.get("options", []) if self._exists(rule, o))
            options = [today, *(self._option(option, rule, option["form"]) for option in there)]
            options = [option for option in options if pin in (None, *option["answers"])]
        weight, found = _whole(rule.get("weight", int(kind == "restriction"))), dict[int, Json]()
        for option in sorted(options, key=lambda option: int(option["rung"])):
            found[column := self._column(name, name, option["form"])] = option
            self.costs["kept"][column] = weight if option["rung"] else 0
            self.costs["intensity"][column] = option["rung"] if weight else 0
            self.costs["effort"][column] = hours = _whole(option.get("hours_per_year", 0))
            self.taken.setdefault(option.get("group"), []).append((-hours, [column]))
        if kind in FOLLOWERS and pin is not None:
            self._row(f"pin {name}", 1, (1, [c for c, o in found.items() if pin in o["answers"]]))
        return found

    def _option(self, said: Json, rule: Json, form: str) -> Json:  # and the references it fulfils
        answers = ["", form, "kept", "keep"] if form in (*RUNG, "external") else ["", form]
        asks = {*rule.get("requires", ()), *said.get("requires", ())}
        if form in ("release", "lapsed"):
            answers, asks = ["release"], set()
        return {**said, "form": form, "rung": RUNG.get(form, 0), "answers": answers, "asks": asks}

    def _exists(self, rule: Json, option: Json) -> bool:  # nothing takes it away
        name, form, rung = rule["id"], option["form"], RUNG.get(option["form"], 0)
        lock, stances = rule.get("lock", {}), {**option.get("stances", {})}
        locked = lock.get("kind", "none") != "none" and name not in self.lifted
        floor = RUNG.get(lock.get("lightest", ""), 7) if locked else 0
        for person, rules in (item for said in self.stances for item in said.items()):
            stances |= {person: rules[name][form]} if form in rules.get(name, ()) else {}
        vetoes = (self.people[p].get("may_block") for p, s in stances.items() if s == "blocks")
        against = sum(stance in ("objects", "blocks") for stance in stances.values())
        group = self.document["groups"][option["group"]] if "group" in option else {}
        trusted = {"keep": ("confirmed",), "decide": ("confirmed", "proposed")}
        free = self.tags.get(name, rule.get("classification")) in trusted[self.policy["proposals"]]
        light = floor <= rung <= RUNG.get(rule.get("ceiling", ""), 6)
        able = {*option.get("needs", ())} <= {*self.provided, *group.get("has", ())}
        loose = {"required": rung == 0, "reported": False}[self.policy["fallback"]]
        caught = not loose or "fallback" in option or not (rule.get("guards") or name in self.joint)
        return free and light and able and caught and against <= self.most and not any(vetoes)

    def _row(self, name: str, least: int, *sums: tuple[int, Iterable[int]]) -> None:
        terms = Counter[int]()
        for factor, columns in sums:
            terms.update(dict.fromkeys(columns, factor))
        least -= terms.pop(FACT, 0)
        if sum(min(factor, 0) for factor in terms.values()) < least:
            self.rows.setdefault((frozenset(t for t in terms.items() if t[1]), least), name)

    def _refers(self, written: str) -> Columns:  # the columns that fulfil a reference
        name, _, form = written.partition("@")
        return [c for c, option in self.options[name].items() if form in option["answers"]]

    def _guards(self) -> None:
        guards: dict[str, list[Columns]] = {name: [] for name in self.interests}
        for rule, options in self.options.items():
            for name in guards.keys() & self.rules[rule].get("guards", ()):
                guards[name].append([c for c, o in options.items() if name in o.get("guards", ())])
        for name, noun in self.interests.items():
            held = guards[name] + [self._set(name, *s) for s in enumerate(noun.get("together", ()))]
            least = _whole(noun.get("at_least", 1))
            if "ground" in noun:
                self._row(f"guard {name}", least, *((1, guard) for guard in held))
            else:
                worth = _whole(noun.get("severity", 1)) * _whole(noun.get("likelihood", 1))
                sums = [guard for guard in held if guard and guard != [FACT]]
                self._lost(name, sums, least - held.count([FACT]), worth)

    def _set(self, interest: str, n: int, references: Iterable[str]) -> Columns:
        parts = [part for part in map(self._refers, references) if part != [FACT]]
        if len(parts) <= 1 or not all(parts):
            return [*parts, [FACT]][0] if all(parts) else []
        column = [self._column(len(self.home), "together", interest, n)]
        self.derived.append((column[0], parts, len(parts), True))
        for part in parts:
            self._row("defining", 0, (1, part), (-1, column))
        self._row("defining", 1 - len(parts), (1, column), *((-1, part) for part in parts))
        return column

    def _lost(self, name: str, sums: list[Columns], missing: int, worth: int) -> None:
        if missing > len(sums):
            self.constants["residual"] += worth
        elif missing > 0 and len(sums) == 1 and isinstance(rule := self.home[sums[0][0]], str):
            self.costs["residual"].update(dict.fromkeys(self.options[rule].keys() - sums[0], worth))
        elif missing > 0:
            lost, less = [self._column(len(self.home), "lost", name, 0)], missing - len(sums) - 1
            self.derived.append((lost[0], sums, missing, False))
            self.costs["residual"][lost[0]] = worth
            self._row("defining", missing, *((1, guard) for guard in sums), (missing, lost))
            self._row("defining", -len(sums), *((-1, guard) for guard in sums), (less, lost))

    def _links(self) -> None:
        asks = dict[tuple[str, str], list[int]]()  # who requires what, in which columns
        for name, options in self.options.items():
            for reference, column in ((r, c) for c, o in options.items() for r in o["asks"]):
                asks.setdefault((name, reference), []).append(column)
            rule, kept = self.rules[name], self._refers(f"{name}@kept")
            for q in rule.get("excludes", ()):
                self._row(f"excludes {name} {q}", -1, *((-1, self._refers(r)) for r in (name, q)))
            named = {self.declared.get(i, {}).get("ground") for i in rule.get("guards", ())}
            tags: Any = self.grounds.get(name, rule.get("grounds", ()))
            for ground in {*tags} - named if rule.get("kind") not in FOLLOWERS else ():
                self._row(f"implicit {name} {ground}", 1, (1, kept))
        self.held: dict[str, dict[str, set[int]]] = {name: {} for name in self.rules}
        for (name, reference), asking in asks.items():
            if (wanted := self._refers(reference)) != [FACT]:
                self._row(f"requires {name} {reference}", 0, (1, wanted), (-1, asking))
            if self.rules[target := reference.partition("@")[0]].get("kind") == "definition":
                self.held[target].setdefault(name, set()).update(asking)

    def _follow(self, followers: list[str]) -> None:
        held = {name: self.held[name] for name in followers}  # who holds it up, in which columns
        for name, other in ((n, o) for n in followers for o in self.rules[n].get("relaxes", ())):
            held[name][other] = {*self._refers(f"{other}@kept")}
        reach = {name: held[name].keys() & held.keys() for name in held}
        while (more := {n: by.union(*(reach[o] for o in by)) for n, by in reach.items()}) != reach:
            reach = more
        for name, force in ((name, self._refers(name)) for name in followers):
            circle = {name, *(other for other in reach[name] if name in reach[other])}
            sums = [s for member in circle for o, s in held[member].items() if o not in circle]
            self._row(f"follows {name}", 0, *((1, support) for support in sums), (-1, force))
            for support in (*sums, *(self._refers(other) for other in circle - {name})):
                self._row(f"follows {name}", 0, (1, force), (-1, support))


class Report:
    """What was proven (no claims: that there is no framework), and how large the proof is."""

    at, parts, rows, nodes = "input, rule set", 0, 0, 0

    def __init__(self, certificate: Json, document: Json) -> None:
        try:
            self._check(certificate, document)
        except Exception as error:  # whatever is malformed, in whatever way, is refused
            raise Refused(self.at, str(error) if type(error) is ValueError else "kind") from None

    def _check(self, certificate: Json, document: Json) -> None:
        told = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()
        _need((asked := certificate["input"])["sha256"] == digest, "document")
        _need((certificate["formatVersion"], document["minkader"]) == (1, 1))
        self.here, self.at = read(document, asked), "claims, framework"
        claims, parts = _list(certificate["claims"]), _list(certificate["parts"])
        self.claims = _once([(claim["tier"], _whole(claim["value"])) for claim in claims])
        _need([*self.claims] == _list(asked["policy"]["order"])[: len(claims)])
        _need(certificate["status"] == ("proven" if claims else "infeasible"))
        self.costs = {tier: self.here.costs[tier] for tier in self.claims}
        self.sums = Counter({tier: self.here.constants[tier] for tier in self.claims})
        self.free = self.here.of_rule | {d[0]: (NOTHING, d[0]) for d in self.here.derived}
        if claims:
            self._framework(certificate["framework"])
        _need(bool(claims) or (certificate["framework"] is None and len(parts) == 1))
        for n, part in enumerate(parts):
            self._part(part, f"parts[{n}]")
        self.at = "claims"
        for columns in self.free.values() if claims else ():  # in no part: the least it can cost
            least = min([cost[c] for cost in self.costs.values()] for c in columns)
            self.sums.update(dict(zip(self.costs, least, strict=True)))
        _need(not claims or self.sums == self.claims, "value")

    def _framework(self, framework: dict[str, str]) -> None:
        here, chosen = self.here, {self.here.number[item] for item in framework.items()}
        _need(Counter(here.home[c] for c in chosen) == Counter({*here.of_rule}), "rule")
        for column, sums, least, holds in here.derived:
            if (sum(not chosen.isdisjoint(part) for part in sums) >= least) is holds:
                chosen.add(column)
        for (terms, least), name in here.rows.items():
            self.at = f"framework: {name}"
            _need(sum(f for column, f in terms if column in chosen) >= least, "broken")
        for tier, costs in self.costs.items():
            self.at, cost = f"claims: {tier}", sum(costs[column] for column in chosen)
            _need(self.sums[tier] + cost == self.claims[tier], "value")

    def _part(self, part: Json, where: str) -> None:
        self.at, self.parts, rules = where, self.parts + 1, _list(part["rules"])
        self.columns = [self.here.number[tuple(name)] for name in _list(part["options"])]
        derived = [c for c in self.columns if self.here.home[c] == c]
        start = {home: self.free.pop(home) for home in (*rules, *derived)}  # no part has it yet
        whole = sorted(c for columns in start.values() for c in columns if c != NOTHING)
        _need(whole == sorted(self.columns) and self.here.of_rule.keys() >= {*rules}, "rule")
        self.known = list[Row]()
        for n, row in enumerate(_list(part["rows"])):
            self.at, self.rows = f"{where}.rows[{n}]", self.rows + 1
            terms = [(self.columns[_whole(c)], _whole(f, None)) for c, f in _list(row["terms"])]
            self.known.append((frozenset(terms), _whole(row["atLeast"], None)))
            _need(self.known[-1] in self.here.rows and len({*terms}) == len(terms), "rule")
        self.at, later, worth = f"{where}.weights", 0, dict.fromkeys(self.columns, 0)
        weights, values = _list(part["weights"]), _list(part["values"])
        target = 1 - sum(weights[-1:])  # better is less by at least the last weight
        for tier, weight, value in reversed([*zip(self.costs, weights, values, strict=True)]):
            costs = self.costs[tier]  # a unit weighs more than all that later tiers can come to
            _need(_whole(weight, 1) >= weights[-1] + later, "value")
            later += weight * sum(max(costs[c] for c in columns) for columns in start.values())
            worth = {column: w + weight * costs[column] for column, w in worth.items()}
            target, self.sums[tier] = target + weight * _whole(value), self.sums[tier] + value
        self._prove(_list(part["tree"]), (start, worth, target), where)

    def _prove(self, tree: list[Any], state: State, where: str) -> None:
        waiting = [state]
        for n, node in enumerate(tree):
            self.at, self.nodes = f"{where} tree[{n}]", self.nodes + 1
            waiting += reversed(self._step(waiting.pop(), *_list(node)))
        _need(not waiting, "weak")

    def _step(self, state: State, kind: str, said: Any, *blocks: Any) -> list[State]:  # noqa: ANN401
        rest, cost, target = state
        _need(kind in ("branch", "leaf", "fix", "split") and len(blocks) == (kind == "split"))
        if kind == "branch":
            home = self.here.home[column := self.columns[_whole(said)]]
            ways = [[v for v in rest[home] if (v == column) is one] for one in (True, False)]
            return [({**rest, home: way}, cost, target) for way in ways]
        rest, less = {**rest}, {**cost}
        bound = self._priced(rest, less, _list(said))
        states = [self._block(rest, less, *block) for block in _list(blocks[0])] if blocks else []
        bound += sum(state[2] for state in states)
        leasts = {h: min((less.get(v, 0) for v in left), default=0) for h, left in rest.items()}
        room = target - bound - sum(leasts.values()) if all(rest.values()) else 0  # vacuous
        _need(kind == "fix" or room <= 0, "weak")
        for home, values in rest.items() if kind == "fix" else ():
            rest[home] = [v for v in values if less.get(v, 0) - leasts[home] < room]
        return [(rest, cost, target)] if kind == "fix" else states

    def _priced(self, rest: Open, cost: dict[int, int], pairs: list[Any]) -> int:
        bound = 0  # what the rows add up to at least; their columns cost so much less
        for row, multiplier in pairs:
            terms, least = self.known[_whole(row)]
            bound += _whole(multiplier) * least
            for column, factor in terms:
                _need(self.here.home[column] in rest, "rule")
                cost[column] = cost.get(column, 0) - multiplier * factor
        return bound

    def _block(self, rest: Open, cost: dict[int, int], options: Any, goal: Any) -> State:  # noqa: ANN401
        columns = [self.columns[_whole(option)] for option in _list(options)]
        inner = {home: rest.pop(home) for home in {self.here.home[c]: 0 for c in columns}}
        held = {c for values in inner.values() for c in values} - {NOTHING}
        _need(held <= {*columns} and len({*columns}) == len(columns), "rule")
        return inner, {column: cost[column] for column in columns}, _whole(goal, None)


def main(argv: Sequence[str] | None = None) -> int:
    """Check the certificate and the rule set in two files, and tell what was proven."""
    parser = argparse.ArgumentParser(description="minkader: check a certificate")
    parser.add_argument("files", nargs=2, metavar=("CERTIFICATE", "RULESET"))
    parser.add_argument("--lang", choices=("nl", "en"), default="nl")
    given = parser.parse_args(argv)
    files, english = map(Path, given.files), given.lang == "en"
    said = {code: pair[english] for code, pair in WORDS.items()}
    try:
        report = check(*(json.loads(f.read_bytes(), object_pairs_hook=_once) for f in files))
        status, lines = 0, [said["accepted"].format(report.parts, report.rows, report.nodes)]
        lines += [said["least"].format(*claim) for claim in report.claims.items()] or [said["none"]]
    except Refused as no:
        status, lines = 1, [said["refused"].format(ascii(no.where), no.message[english])]
    except (OSError, ValueError, RecursionError):
        status, lines = 3, [said["unreadable"]]
    sys.stdout.write("\n".join((*lines, "")))
    return status


read, check = Reading, Report  # what is wrong is raised as `Refused`

if __name__ == "__main__":
    sys.exit(main())

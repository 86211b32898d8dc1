# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why is there no framework? The smallest set of named constraints that cannot hold together.

By implicit hitting sets (Ignatiev, Previti, Liffiton and Marques-Silva, Smallest MUS extraction
with minimal hitting set dualization, 2015): whatever framework satisfies some constraints shows
which others it leaves broken; a clash must hit every such set; the smallest set that hits all
seen so far is a clash as soon as no framework satisfies it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from minkader.decision.restriction import Cut, cut
from minkader.decision.situation import Situation
from minkader.decision.validity import Book, Chosen, Constraint, follow
from minkader.problem.numbers import Name, Problem
from minkader.problem.translation import Translation, translate
from minkader.questions.answering.answers import Clash, ClashMember, Origin
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.findings import Path
from minkader.ruleset.nouns import RuleSet
from minkader.solver import Watch, has_solution, solve, split

MOST_ROUNDS: Final = 500
"""Rounds after which the smallest clash is given up for an irreducible one."""

_MOST_TRIES: Final = 8


@dataclass(frozen=True)
class Wanted:
    """What must hold besides, and is no member of the clash: a rule in one of some choices."""

    index: int
    places: frozenset[int]


def smallest(book: Book, watch: Watch, wanted: Wanted | None = None) -> Clash:
    """Find the smallest clash of an infeasible situation, the first in page 5's order.

    Past the work limit, or where the watch says stop: an irreducible one, and said so.

    Args:
        book: the constraints of the situation.
        watch: who follows it and may stop it.
        wanted: what is asked of one rule, where the situation alone is feasible.

    Raises:
        SelfCheckError: where the clash does not survive being solved again, alone and without
            each of its members.
    """
    whole = book.situation
    piece = Cut(whole, tuple(range(len(whole.rules))))
    if wanted is not None:
        piece = cut(whole, room_of(book, wanted.index))
        book = Book(piece.situation)
        wanted = Wanted(piece.members.index(wanted.index), wanted.places)
    search = _Search(book, wanted)
    members, size = search.run(watch)
    _checked(search, members)
    return Clash(
        size="smallest" if size else "irreducible",
        constraints=tuple(member_of(whole.ruleset, m, piece.path(m.path)) for m in members),
    )


def room_of(book: Book, index: int, *, lesser: bool = False) -> list[int]:
    """List the rules that hang together with one, by lesser interests too where asked."""
    linked = _linked(book, lesser=lesser)
    return [other for other, room in enumerate(linked) if room == linked[index]]


def member_of(ruleset: RuleSet, constraint: Constraint, path: Path) -> ClashMember:
    """Tell a named constraint, and where it stands in the file (an empty path: nowhere)."""
    place = ruleset.place(path) if path else None
    origin = Origin(file=ruleset.file if place else None, line=place[0] if place else None)
    return ClashMember(kind=constraint.kind, subjects=constraint.subjects, origin=origin)


def _checked(search: "_Search", members: Sequence[Constraint]) -> None:
    names = [name_of(member) for member in members]
    if search.framework(names) is not None or _holds_together(search, names):
        raise SelfCheckError("clash_feasible", {"clash": names})
    for left_out in names:
        others = [name for name in names if name != left_out]
        choices = search.framework(others)
        if choices is None or set(others) & set(search.broken(choices, others)):
            raise SelfCheckError("clash_reducible", {"clash": names, "without": left_out})


def _holds_together(search: "_Search", names: Collection[Name]) -> bool:
    # Tried on another way than it was found: a small part by CP-SAT, which no search asked.
    problem = translated(search.situation, search.wanted, frozenset(names)).problem
    return has_solution(problem)


def name_of(constraint: Constraint) -> Name:
    """Give the name of a constraint."""
    return constraint.kind, constraint.subjects


def translated(
    situation: Situation, wanted: Wanted | None, keep: Collection[Name] | None = None
) -> Translation:
    """Translate a situation with some named constraints (None: all), and what is wanted."""
    translation = translate(situation, keep)
    if wanted is not None:
        columns = (translation.column_of.get((wanted.index, place)) for place in wanted.places)
        terms = [(column, 1) for column in sorted(c for c in columns if c is not None)]
        translation.problem.add_row(terms, 1, ("wanted", ()))
    return translation


class _Search:
    def __init__(self, book: Book, wanted: Wanted | None) -> None:
        self.book = book
        self.situation = book.situation
        self.wanted = wanted
        self.within = _infeasible_rules(book, wanted)
        own = {placed.index for placed in self.situation.rules if not placed.rule.external}
        # What only other holders' rules touch holds or not whatever is decided: it counts too.
        self.constraints = {
            name_of(constraint): constraint
            for constraint in book.constraints
            if self.within & set(constraint.touches) or not own & set(constraint.touches)
        }
        self.order = {name: place for place, name in enumerate(self.constraints)}

    def run(self, watch: Watch) -> tuple[list[Constraint], bool]:
        broken: list[frozenset[Name]] = []
        clash: list[Name] = []
        for round_ in range(MOST_ROUNDS):
            choices = self.framework(clash)
            if choices is None:
                return [self.constraints[name] for name in clash], True
            if watch.stopped:
                break
            broken.append(self._least_broken(choices, clash))
            watch.tell("clash", round_, MOST_ROUNDS, len(clash), None)
            clash = self._hitting(broken)
        return [self.constraints[name] for name in self._irreducible()], False

    def _irreducible(self) -> list[Name]:
        # Large pieces are tried first, so that few solves are needed; the last round tries every
        # member that is left, which makes what remains irreducible.
        left = list(self.constraints)
        size = len(left)
        while size > 1:
            size = (size + 1) // 2
            for piece in [left[n : n + size] for n in range(0, len(left), size)]:
                others = [name for name in left if name not in piece]
                if self.framework(others) is None:
                    left = others
        return left

    def _least_broken(self, choices: Sequence[int], satisfied: Sequence[Name]) -> frozenset[Name]:
        # Small sets say more: try to satisfy what is broken too, one after the other. A set that
        # stays larger than need be is no less true, so after a few failures it is good enough.
        broken = self.broken(choices, satisfied)
        hopeless: list[Name] = []
        while min(len(broken), _MOST_TRIES) > len(hopeless):
            tried = next(name for name in broken if name not in hopeless)
            kept = [name for name in self.constraints if name not in broken] + [tried]
            better = self.framework(kept)
            if better is None:
                hopeless.append(tried)
            else:
                broken = self.broken(better, kept)
        return frozenset(broken)

    def framework(self, names: Collection[Name]) -> list[int] | None:
        """Find choices that satisfy the named constraints, near today's; None: there are none."""
        translation = translated(self.situation, self.wanted, frozenset(names))
        problem = translation.problem
        costs = [0] * problem.columns
        for (index, place), column in translation.column_of.items():
            costs[column] = int(place != self._near(index))
        problem.costs, problem.constants = [costs], [0]
        chosen = problem.starts[:-1]
        within = {translation.choice_set_of[index] for index in self.within}
        for part in split(problem):
            if part.choice_sets and not within & set(part.choice_sets):
                continue
            columns = solve(part.problem, steady=False).chosen
            if columns is None:
                return None
            for group, column in zip(part.choice_sets, columns, strict=True):
                chosen[group] = part.columns[column]
        return translation.choices(chosen)

    def _near(self, index: int) -> int:
        placed = self.situation.rules[index]
        return -1 if placed.rule.follows else placed.today

    def broken(self, choices: Sequence[int], satisfied: Collection[Name]) -> list[Name]:
        """List what a framework breaks, in order; exemptions and definitions by their least set."""
        chosen = Chosen(self.situation, choices)
        found = {
            name
            for name, constraint in self.constraints.items()
            if constraint.kind != "follows" and not constraint.holds(chosen)
        }
        found |= set(self._unfollowed(choices, satisfied))
        return sorted(found, key=self.order.__getitem__)

    def _unfollowed(self, choices: Sequence[int], satisfied: Collection[Name]) -> Iterator[Name]:
        # Followers that are not as the others leave them. Where two hold up each other, either
        # one is to blame: never one that this framework was made to satisfy.
        free: set[int] = set()
        while True:
            worked_out = follow(self.situation, choices, free)
            wrong = [
                index
                for index in self.situation.followers
                if index in self.within
                and worked_out[index] != choices[index]
                and (name := self._follows(index)) not in satisfied
                and name in self.constraints
            ]
            if not wrong:
                return
            free.add(wrong[0])
            yield self._follows(wrong[0])

    def _follows(self, index: int) -> Name:
        return "follows", (self.situation.rules[index].rule.id,)

    def _hitting(self, broken: Sequence[frozenset[Name]]) -> list[Name]:
        """Give the smallest set that hits every broken one, the first in order among equals."""
        seen = sorted(frozenset().union(*broken), key=self.order.__getitem__)
        place = {name: number for number, name in enumerate(seen)}
        problem = Problem.with_tiers(1)
        for number in range(len(seen)):
            problem.add_choice_set(2)
            problem.costs[0][2 * number] = 1
        for names in broken:
            problem.add_row(((2 * place[name], 1) for name in sorted(names)), 1, ("hit", ()))
        outcome = solve(problem)
        if outcome.chosen is None:
            raise SelfCheckError("hitting", {"broken": [sorted(names) for names in broken]})
        return [name for name in seen if outcome.chosen[place[name]] == 2 * place[name]]


def _infeasible_rules(book: Book, wanted: Wanted | None) -> frozenset[int]:
    # Every rule that hangs together with a part that has no solution, whatever took options away.
    problem = translated(book.situation, wanted).problem
    own = [placed.index for placed in book.situation.rules if not placed.rule.external]
    touches = {name_of(constraint): constraint.touches for constraint in book.constraints}
    bad = set() if wanted is None else {wanted.index}
    for part in split(problem):
        if solve(part.problem, steady=False).infeasible:
            bad |= {own[group] for group in part.choice_sets}
            # A row may have lost all its columns: its constraint still knows whom it touches.
            for row in part.problem.rows:
                bad |= set(touches.get(row.origin, ()))
    linked = _linked(book)
    rooms = {linked[index] for index in bad}
    return frozenset(index for index in own if linked[index] in rooms)


def _linked(book: Book, *, lesser: bool = False) -> list[int]:
    """Number the rules so that those that hang together have the same number.

    Rules of other holders are in force whatever is decided: they tie nothing together.
    """
    rules = book.situation.rules
    parent = list(range(len(rules)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    touched = [constraint.touches for constraint in book.constraints]
    if lesser:
        together: dict[str, list[int]] = {}
        for index, names in book.situation.lesser_of.items():
            for name in names:
                together.setdefault(name, []).append(index)
        touched += map(tuple, together.values())
    for touches in (*touched, *_led(book.situation)):
        own = [index for index in touches if not rules[index].rule.external]
        for other in own[1:]:
            parent[root(other)] = root(own[0])
    return [root(node) for node in range(len(parent))]


def _led(situation: Situation) -> Iterator[tuple[int, ...]]:
    # An exemption or definition hangs together with those that it follows.
    return (led(situation, index) for index in situation.followers)


def led(situation: Situation, index: int) -> tuple[int, ...]:
    """Give an exemption or definition, by index, with all rules that it may follow."""
    rule = situation.rules[index].rule
    users = (user for user, _ in situation.users.get(rule.id, ()))
    relaxed = (situation.by_id[name].index for name in rule.relaxes)
    return (index, *users, *relaxed)

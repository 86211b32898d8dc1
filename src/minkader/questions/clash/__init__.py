# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why is there no framework? The smallest set of named constraints that cannot hold together.

By implicit hitting sets (Ignatiev, Previti, Liffiton and Marques-Silva, Smallest MUS extraction
with minimal hitting set dualization, 2015): whatever framework satisfies some constraints shows
which others it leaves broken; a clash must hit every such set; the smallest set that hits all
seen so far is a clash as soon as no framework satisfies it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from minkader.decision.restriction import Restriction, restrict
from minkader.decision.situation import Situation
from minkader.decision.validity import Book, Chosen, Constraint, follow
from minkader.problem.numbers import Name, Problem
from minkader.problem.translation import Translation, translate
from minkader.questions.answering.answers import Clash, ClashMember
from minkader.questions.clash.linked import components_of, linked_with
from minkader.ruleset.errors import SelfCheckError
from minkader.ruleset.findings import NOWHERE, Path
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
    """Find the smallest clash of an infeasible situation, the first in the order of the kinds.

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
    around = Restriction(whole, tuple(range(len(whole.rules))))
    if wanted is not None:
        around = restrict(whole, linked_with(book, wanted.index))
        book = Book(around.situation)
        wanted = Wanted(around.members.index(wanted.index), wanted.places)
    search = _ClashSearch(book, wanted)
    members, size = search.run(watch)
    _checked(search, members)
    return Clash(
        size="smallest" if size else "irreducible",
        constraints=tuple(member_of(whole.ruleset, m, around.path(m.path)) for m in members),
    )


def member_of(ruleset: RuleSet, constraint: Constraint, path: Path) -> ClashMember:
    """Return a named constraint and where it stands in the file (an empty path: nowhere)."""
    found = ruleset.place(path) if path else None
    origin = NOWHERE if found is None else replace(found, column=None)
    return ClashMember(kind=constraint.kind, subjects=constraint.subjects, origin=origin)


def _checked(search: "_ClashSearch", members: Sequence[Constraint]) -> None:
    names = [member.name for member in members]
    if search.framework(names) is not None or _holds_together(search, names):
        raise SelfCheckError("clash_feasible", {"clash": names})
    for left_out in names:
        others = [name for name in names if name != left_out]
        choices = search.framework(others)
        if choices is None or set(others) & set(search.broken(choices, others)):
            raise SelfCheckError("clash_reducible", {"clash": names, "without": left_out})


def _holds_together(search: "_ClashSearch", names: Collection[Name]) -> bool:
    # Tried on another way than it was found: a small part by CP-SAT, which no search asked.
    problem = translated(search.situation, search.wanted, frozenset(names)).problem
    return has_solution(problem)


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


class _ClashSearch:
    def __init__(self, book: Book, wanted: Wanted | None) -> None:
        self.book = book
        self.situation = book.situation
        self.wanted = wanted
        self.within = _infeasible_rules(book, wanted)
        own = {placed.index for placed in self.situation.rules if not placed.rule.external}
        # What only other holders' rules touch holds or not whatever is decided: it counts too.
        self.constraints = {
            constraint.name: constraint
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
        # Large runs are tried first, so that few solves are needed; the last round tries every
        # member that is left, which makes what remains irreducible.
        left = list(self.constraints)
        size = len(left)
        while size > 1:
            size = (size + 1) // 2
            for tried in [left[n : n + size] for n in range(0, len(left), size)]:
                others = [name for name in left if name not in tried]
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
            wanted = [name for name in self.constraints if name not in broken] + [tried]
            better = self.framework(wanted)
            if better is None:
                hopeless.append(tried)
            else:
                broken = self.broken(better, wanted)
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
        """Return the smallest set that hits every broken one, the first in order among equals."""
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
    touches = {constraint.name: constraint.touches for constraint in book.constraints}
    bad = set() if wanted is None else {wanted.index}
    for part in split(problem):
        if solve(part.problem, steady=False).infeasible:
            bad |= {own[group] for group in part.choice_sets}
            # A row may have lost all its columns: its constraint still knows whom it touches.
            for row in part.problem.rows:
                bad |= set(touches.get(row.origin, ()))
    linked = components_of(book)
    roots = {linked[index] for index in bad}
    return frozenset(index for index in own if linked[index] in roots)

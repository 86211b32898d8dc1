# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What if, at the speed of thought: keep what was solved, solve anew what a change touches.

A change is solved in the streets that it touches (`street.py`), and the hours are shared out anew
among the streets of their groups. The answer is exactly that of a solve from scratch.
"""

from collections.abc import Mapping
from typing import Literal, Unpack, cast

from minkader.questions.answers import Framework
from minkader.questions.ask import (
    PolicyFlags,
    Words,
    WordsAndFlags,
    ask,
    changed,
    overlaid,
    refuse,
    refuse_unknown,
)
from minkader.questions.difference import Held
from minkader.questions.framework import described
from minkader.questions.solve import answered, checked
from minkader.questions.study.kept import Kept
from minkader.questions.study.touched import Touched, Touching
from minkader.ruleset.choices import Choice
from minkader.ruleset.consistency import ChangeChecker
from minkader.ruleset.findings import Answer
from minkader.ruleset.nouns import UNCHANGED, Changes, RuleSet
from minkader.ruleset.validity import Book
from minkader.ruleset.world import ways
from minkader.solver.watch import Watch
from minkader.solver.whole import Outcome


class Moved(Answer):
    """One rule that is held differently after a change."""

    id: str
    before: Held
    after: Held


class Step(Answer):
    """What a change did: the tiers before and after (None: no framework), and which rules moved.

    As in `what_if`, no rule moves where there is no framework before or after.
    """

    status: Literal["proven", "infeasible"]
    before: Mapping[str, int] | None
    after: Mapping[str, int] | None
    moved: tuple[Moved, ...]


class Study:
    """A rule set that is kept solved while it is changed, one change after the other."""

    def __init__(
        self, ruleset: RuleSet, *, scenario: str | None = None, **flags: Unpack[PolicyFlags]
    ) -> None:
        """Solve a rule set, to change it afterwards.

        Args:
            ruleset: the rules.
            scenario: the name of a scenario to begin with.
            flags: what stands in the place of the policy: trust_proposals, fallback, order. It
                holds for the whole study.

        Raises:
            WrongUseError: where scenario, flag or order have no meaning for this rule set.
        """
        refuse_unknown(flags, PolicyFlags)
        asked = ask(ruleset, scenario=scenario, **flags)
        self._ruleset, self._scenario, self._flags = ruleset, scenario, flags
        self._policy, self._base = asked.situation.policy, asked.situation.changes
        self._said, self._history = UNCHANGED, list[Changes]()
        self._checker, self._touching = ChangeChecker(ruleset), Touching(ruleset)
        self._kept = Kept(ruleset, self._policy)
        self._now = self._base
        streets = self._kept.streets
        streets.found((), self._now.add_interests, self._now.add_interests)
        everything = Touched(groups=set(ruleset.groups))
        self._kept.go(self._now, range(len(streets.streets)), everything)

    @property
    def values(self) -> dict[str, int] | None:
        """Give the value of every tier, in the order or not; None where there is no framework."""
        if not self._kept.feasible:
            return None
        return {str(tier): value for tier, value in self._kept.total.items()}

    @property
    def changes(self) -> Changes:
        """Give the changes made so far, on top of the scenario."""
        return self._said

    def change(self, changes: Changes | None = None, **words: Unpack[Words]) -> Step:
        """Make a change on top of those made before, and tell what it does.

        Args:
            changes: changes, as an object; the words come on top.
            words: in the words of a scenario: keep, release, form, capacity, drop_interests,
                add_interests, grounds, classification, adopt, stances, lift_locks.

        Raises:
            WrongUseError: where a word or a name has no meaning for this rule set.
            SelfCheckError: where the answer fails minkader's own check; the study ends there.
        """
        refuse_unknown(words, Words)
        asked, _ = changed(changes, cast(WordsAndFlags, words))
        refuse(self._checker.faults(asked))
        self._history.append(self._said)
        return self._go(overlaid(self._said, asked))

    def undo(self) -> Step:
        """Take the last change back.

        Raises:
            IndexError: where there is none.
        """
        return self._go(self._history.pop())

    def _go(self, said: Changes) -> Step:
        after = overlaid(self._base, said)
        kept, was = self._kept, self.values
        touched = self._touching.between(self._now, after)
        numbers = kept.streets.found(touched.rules, touched.interests, after.add_interests)
        before = kept.go(after, numbers, touched)
        self._said, self._now = said, after
        values = self.values
        both = was is not None and values is not None
        moved = [self._moved(index, place) for index, place in sorted(before.items()) if both]
        return Step(
            status="infeasible" if values is None else "proven",
            before=was,
            after=values,
            moved=tuple(one for one in moved if one.before != one.after),
        )

    def _moved(self, index: int, before: int) -> Moved:
        rule = self._ruleset.rules[index]
        found = ways(rule)
        return Moved(
            id=rule.id, before=_held(found[before]), after=_held(found[self._kept.choices[index]])
        )

    def framework(self) -> Framework:
        """Give the whole answer as it is now, as `solve` gives it.

        Where there is no framework `solve` looks for the smallest clash.
        """
        asked = ask(self._ruleset, scenario=self._scenario, changes=self._said, **self._flags)
        if not self._kept.feasible:
            return answered(asked, Watch(), certificate=False)
        bounds: list[int | None] = [self._kept.total[tier] for tier in self._policy.order]
        outcome = Outcome([], bounds, proven=True, equal=self._kept.equal())
        book, choices = Book(asked.situation), self._kept.choices
        objectives = checked(asked, book, outcome, choices)
        return described(
            asked, book, choices, status="proven", objectives=objectives, equal=outcome.equal
        )


def _held(choice: Choice) -> Held:
    form = choice.form if choice.in_force else None
    return Held(decision=choice.decision, form=form, group=choice.group)

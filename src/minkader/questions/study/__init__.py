# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What if, at the speed of thought: keep what was solved, solve anew what a change touches.

A change becomes columns off, capacities and rows (`kept.py`), which the solver takes in where they
touch. The answer is exactly that of a solve from scratch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Unpack, cast

from minkader.decision.availability import ways
from minkader.decision.validity import Book
from minkader.questions.answering.answer import Answer
from minkader.questions.answering.answers import Framework
from minkader.questions.answering.difference import Held, held_as
from minkader.questions.asking.asked import (
    PolicyFlags,
    Words,
    WordsAndFlags,
    ask,
    changed,
    overlaid,
    refuse,
    refuse_unknown,
)
from minkader.questions.solve import answered, checked
from minkader.questions.solve.framework import described
from minkader.questions.study.kept import Kept, Made
from minkader.questions.study.touched import Touching
from minkader.ruleset.consistency import ChangeChecker
from minkader.ruleset.nouns import UNCHANGED, Changes, RuleSet
from minkader.solver import Outcome, Watch


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


@dataclass(frozen=True)
class _Done:
    """A change that was made: what was said before, the changes in all, and how to go back."""

    said: Changes
    now: Changes
    step: Step
    made: Made


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
        self._said, self._history = UNCHANGED, list[_Done]()
        self._checker, self._touching = ChangeChecker(ruleset), Touching(ruleset)
        self._kept = Kept(ruleset, self._policy)
        self._now = self._base
        self._kept.begin(self._now)

    @property
    def values(self) -> dict[str, int] | None:
        """Return the value of every tier, in the order or not; None where there is no framework."""
        if not self._kept.feasible:
            return None
        return {str(tier): value for tier, value in self._kept.total.items()}

    @property
    def changes(self) -> Changes:
        """Return the changes made so far, on top of the scenario: a copy of one's own."""
        return self._said.model_copy(deep=True)

    def change(self, changes: Changes | None = None, **words: Unpack[Words]) -> Step:
        """Make a change on top of those made before, and return what it does.

        Args:
            changes: changes, as an object; the words come on top.
            words: in the words of a scenario: keep, release, form, capacity, drop_interests,
                add_interests, grounds, classification, adopt, stances, lift_locks.

        Raises:
            WrongUseError: where a word or a name has no meaning for this rule set.
            SelfCheckError: where the answer fails minkader's own check.
            In all of these cases the study stays as it was.
        """
        refuse_unknown(words, Words)
        asked, _ = changed(changes, cast(WordsAndFlags, words))
        refuse(self._checker.faults(asked))
        said = overlaid(self._said, asked)
        after = said if self._base is UNCHANGED else overlaid(self._base, said)
        was = self.values
        made = self._kept.go(after, self._touching.between(self._now, after))
        values = self.values
        both = was is not None and values is not None
        moved = [self._moved(index, place) for index, place in sorted(made.before.items()) if both]
        step = _step(was, values, [one for one in moved if one.before != one.after])
        self._history.append(_Done(self._said, self._now, step, made))
        self._said, self._now = said, after
        return step

    def undo(self) -> Step:
        """Take the last change back: what was kept of before is there again, and checked again.

        Raises:
            IndexError: where there is none.
            SelfCheckError: where what was kept fails minkader's own check; the study ends there.
        """
        done = self._history.pop()
        self._kept.back(done.made)
        self._said, self._now = done.said, done.now
        moved = [Moved(id=one.id, before=one.after, after=one.before) for one in done.step.moved]
        return _step(done.step.after, done.step.before, moved)

    def _moved(self, index: int, before: int) -> Moved:
        rule = self._ruleset.rules[index]
        found = ways(rule)
        before_held, after_held = held_as(found[before]), held_as(found[self._kept.choices[index]])
        return Moved(id=rule.id, before=before_held, after=after_held)

    def framework(self) -> Framework:
        """Return the whole answer as it is now, as `solve` gives it.

        Where there is no framework `solve` looks for the smallest clash.
        """
        asked = ask(self._ruleset, scenario=self._scenario, changes=self._said, **self._flags)
        if not self._kept.feasible:
            return answered(asked, Watch(), certificate=False)
        bounds: list[int | None] = [self._kept.total[tier] for tier in self._policy.order]
        outcome = Outcome([], bounds, proven=True, equal=self._kept.equal)
        book, kept = Book(asked.situation), self._kept.choices
        choices = [kept[index] for index in range(len(self._ruleset.rules))]
        objectives = checked(asked, book, outcome, choices)
        return described(
            asked, book, choices, status="proven", objectives=objectives, equal=outcome.equal
        )


def _step(
    before: Mapping[str, int] | None, after: Mapping[str, int] | None, moved: Sequence[Moved]
) -> Step:
    status: Literal["proven", "infeasible"] = "infeasible" if after is None else "proven"
    return Step(status=status, before=before, after=after, moved=tuple(moved))

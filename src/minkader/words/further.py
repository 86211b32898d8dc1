# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The next question, as a command that can be pasted and works."""

from collections.abc import Iterator
from typing import Final

from minkader.questions.answering.answers import Framework, Input
from minkader.ruleset.nouns import RuleSet
from minkader.words.language import Pair, current, say, usual
from minkader.words.telling import NAMELESS
from minkader.words.view import Next

NEXT: Final[Pair] = ("Volgende vraag:", "Next question:")
_SAVE: Final[Pair] = (
    "Bewaar de invoer in een bestand om verder te vragen:",
    "Save the input to a file to ask more:",
)
_FINDINGS: Final[Pair] = (
    "Er {n:is|zijn} {n} {n:aandachtspunt|aandachtspunten} in het bestand:",
    "There {n:is|are} {n} {n:point|points} to look at in the file:",
)
_FALLBACK: Final[Pair] = (
    "Zonder de eis van een terugval:",
    "Without asking for a fallback:",
)
BARE: Final = "MK102"
"""The finding of a rule that goes without a fallback: of the answer, not of the file."""


def ask(command: str, label: Pair = NEXT) -> Next:
    """Return a question as a command to paste, which answers in the language of this answer."""
    tongue = "" if current() == usual() else f" --lang {current()}"
    return Next(say(label), f"minkader {command}{tongue}")


def ask_next(named: str, command: str) -> tuple[Next, ...]:
    """Return a question about a rule set, by the (quoted) name under which it was read.

    Of one without a name no question can be pasted: what was typed has to be saved first.
    """
    return (ask("--help", _SAVE) if named == NAMELESS else ask(command),)


def next_questions(answer: Framework, ruleset: RuleSet, named: str) -> Iterator[Next]:
    """Yield what to ask next of an answer to `solve`; `named` is quoted already."""
    if named != NAMELESS:
        yield from _beside(answer, ruleset, named)
    yield from ask_next(named, _question(answer, ruleset, named))


def _beside(answer: Framework, ruleset: RuleSet, named: str) -> Iterator[Next]:
    # Everything but fallbacks is of the file itself, and what `check` says too.
    looked_at = [finding for finding in answer.findings if finding.code != BARE]
    if looked_at:
        count = len(looked_at)
        yield ask(f"check {named}")._replace(label=say(_FINDINGS, n=count))
    if answer.input.policy.fallback == "required" and _only_fallback_missing(answer):
        flags = asked_with(answer.input, ruleset)
        yield ask(f"solve {named}{flags} --fallback reported", _FALLBACK)


def _only_fallback_missing(answer: Framework) -> bool:
    """Return whether a form is refused for want of a fallback and nothing else."""
    codes: dict[tuple[str, str | None], set[str]] = {}
    for rule in answer.rules or ():
        for because in rule.because:
            codes.setdefault((rule.id, because.form), set()).add(because.code)
    return {"fallback_missing"} in codes.values()


def _question(answer: Framework, ruleset: RuleSet, named: str) -> str:
    if answer.status == "infeasible":
        return clashing(answer, ruleset, named)
    others = [name for name in ruleset.scenarios if name != answer.input.scenario]
    if others:
        return f"solve {named}{asked_with(answer.input, ruleset, others[0])}"
    return f"choices {named}{asked_with(answer.input, ruleset)}"


def clashing(answer: Framework, ruleset: RuleSet, named: str) -> str:
    """Return the command that shows the first rule of a clash; `named` is quoted already."""
    rules = {rule.id for rule in ruleset.rules}
    members = answer.clash.constraints if answer.clash is not None else ()
    about = [name for member in members for name in member.subjects if name in rules]
    if not about:
        return f"check {named}"
    return f"show {named} {about[0]}{asked_with(answer.input, ruleset)}"


def asked_with(said: Input, ruleset: RuleSet, scenario: str | None = None) -> str:
    """Return the flags that ask a question as this one was asked, or under another scenario."""
    policy, used = ruleset.policy, said.policy
    flags = [f" --scenario {scenario or said.scenario}" if scenario or said.scenario else ""]
    if used.proposals != policy.proposals:
        flags.append(" --trust-proposals")
    if used.fallback != policy.fallback:
        flags.append(f" --fallback {used.fallback}")
    if tuple(used.order) != tuple(policy.order):
        flags.append(f" --order {','.join(used.order)}")
    return "".join(flags)

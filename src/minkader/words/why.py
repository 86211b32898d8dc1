# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `why` in words: what stands in the way of letting a rule go, or guards it now."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from minkader.questions.answering.answers import ClashMember
from minkader.questions.answering.difference import held_in
from minkader.questions.answering.solved import HeldOtherwise
from minkader.questions.why import Why
from minkader.questions.why.tree import Node
from minkader.questions.why.went import Guarding, Loss
from minkader.ruleset.nouns import RuleSet
from minkader.words import closing, terms
from minkader.words.difference import held, signed
from minkader.words.fallback import back
from minkader.words.further import asked_with, further
from minkader.words.language import Pair, listed, number, say, spoken
from minkader.words.layout import spread, wrapped
from minkader.words.reasons import Reasoner

_STANDS: Final[Pair] = ("In het kleinste kader: {how}.", "In the smallest framework: {how}.")
_STANDS_BEST: Final[Pair] = ("In het beste kader: {how}.", "In the best framework: {how}.")
_STANDS_FOUND: Final[Pair] = (
    "In het beste kader dat gevonden is: {how}.",
    "In the best framework that was found: {how}.",
)
_VERDICTS: Final[dict[str, Pair]] = {
    "impossible": (
        "Deze regel kan niet weg. Dat botst met:",
        "This rule cannot go. That clashes with:",
    ),
    "impossible_form": ("De vorm {form} kan niet. Dat botst met:",
                        "The form {form} cannot be. That clashes with:"),
    "cheaper": (
        "Deze regel kan weg, maar dan wordt het kader slechter: {price}.",
        "This rule can go, but then the framework is worse: {price}.",
    ),
    "cheaper_form": (
        "De vorm {form} kan, maar dan wordt het kader slechter: {price}.",
        "The form {form} can be, but then the framework is worse: {price}.",
    ),
    "tie": (
        "Deze regel kan ook weg; dat is even goed. De volgorde van het bestand besliste.",
        "This rule can go too; that is just as good. The order of the file decided.",
    ),
    "tie_form": (
        "De vorm {form} kan ook; dat is even goed. De volgorde van het bestand besliste.",
        "The form {form} can be too; that is just as good. The order of the file decided.",
    ),
    "tie_any": (
        "Dit kan ook, en is even goed. Welke u kreeg, was toeval (--ties any).",
        "This can be too, and is just as good. Which one you got was chance (--ties any).",
    ),
    "above_ceiling": (
        "De vorm {form} is zwaarder dan hoger recht toestaat.",
        "The form {form} is heavier than higher law allows.",
    ),
    "follows": (
        "Deze regel volgt andere regels. Hij blijft om {leaders}.",
        "This rule follows other rules. It stays because of {leaders}.",
    ),
    "lapses": (
        "Deze regel volgt andere regels. Geen regel die blijft heeft hem nodig.",
        "This rule follows other rules. No rule that stays needs it.",
    ),
    "external": (
        "Deze regel is van {holder}. De gemeente beslist er niet over.",
        "This rule is held by {holder}. The municipality does not decide it.",
    ),
    "is_so": ("Deze regel heeft die vorm al.", "This rule has that form already."),
    "not_listed": (
        "De vorm {form} staat niet bij deze regel.",
        "This rule does not list the form {form}.",
    ),
    "infeasible": (
        "Er is geen kader. Vraag eerst waarom, met solve.",
        "There is no framework. Ask why first, with solve.",
    ),
    "unknown": (
        "Dit is niet uitgezocht: het zoeken is eerder gestopt.",
        "This was not worked out: the search was stopped early.",
    ),
}  # fmt: skip
_ONE: Final[Pair] = (
    "Dit is opnieuw uitgerekend. Zonder deze reden kan het wel.",
    "This was worked out again. Without this reason it can be done.",
)
_SMALLEST: Final[Pair] = (
    "Dit is opnieuw uitgerekend. Met minder dan {n} redenen botst het niet; zonder een ervan kan"
    " het wel.",
    "This was worked out again. With fewer than {n} reasons there is no clash; without one of them"
    " it can be done.",
)
_IRREDUCIBLE: Final[Pair] = (
    "Zonder een van deze redenen kan het wel. Of het met minder kan botsen, is niet uitgezocht.",
    "Without one of these reasons it can be done. Whether fewer can clash was not worked out.",
)
_WITHOUT: Final[Pair] = ("Het beste kader is dan anders in:", "The best framework then differs in:")
_GUARDS: Final[Pair] = ("Wat nu beschermt:", "What guards now:")
_NOBODY: Final[Pair] = ("niets meer (restrisico +{n})", "nothing any more (residual risk +{n})")
_NO_INTEREST: Final[Pair] = (
    "Deze regel beschermt geen genoemd belang.",
    "This rule guards no interest that is named.",
)
_FALLBACK: Final[Pair] = ("De terugval in het bestand:", "The fallback in the file:")
_BACK: Final[Pair] = ("Dit alleen brengt de regel terug:", "This alone brings the rule back:")
_NEVER_BACK: Final[Pair] = (
    "Van wat hier is nagegaan, brengt niets alleen de regel terug: {tried}.",
    "Of what was looked at here, nothing alone brings the rule back: {tried}.",
)
_TRIED: Final[Pair] = (
    "een groep stopt, een voorwaarde vervalt, iemand houdt tegen, een bescherming vervalt",
    "a group stops, a condition lapses, somebody blocks, a guard is lost",
)
_NO_FRAMEWORK: Final[Pair] = ("dan is er geen kader", "then there is no framework")
_LOSSES: Final[dict[str, Pair]] = {
    "group_stops": ("{what} stopt", "{what} stops"),
    "condition_lapses": ("{what} vervalt", "{what} lapses"),
    "blocked": ("{what} houdt deze vorm tegen", "{what} blocks this form"),
    "guard_lost": ("{rule} beschermt niet meer: {what}", "{rule} guards no more: {what}"),
}
_OR: Final[Pair] = ("of", "or")
_ARTICLE: Final[Pair] = ("artikel {article}", "article {article}")
_RESTS: Final[Pair] = ("{told}, op grond van {basis}", "{told}, based on {basis}")


def text(answer: Why, ruleset: RuleSet, named: str, width: int = 80) -> str:
    """Say why a rule stays, or what guards its interests now that it went."""
    lines = [*_head(answer, ruleset, width), "", *wrapped(verdict(answer, ruleset), width)]
    reasoner = Reasoner(ruleset)
    if answer.verdict == "impossible":
        for node, depth in walked(answer.reasons):
            told = f"- {reason(answer, node, reasoner)}"
            lines += wrapped(told, width, "  " + "    " * depth, "  ")
        lines += ["", *wrapped(_size(answer), width)]
    if answer.without:
        lines += [say(_WITHOUT), *_moves(answer.without, ruleset, width)]
    if answer.verdict in ("went", "is_so"):
        lines += [*_guards(answer, reasoner, width)]
    if answer.verdict == "went":
        lines += [*_losses(answer, reasoner, width)]
    lines += wrapped(closing.no_decision(), width)
    lines += further(named, question(answer, ruleset, shlex.quote(named)))
    return "\n".join(lines) + "\n"


def _head(answer: Why, ruleset: RuleSet, width: int) -> Iterator[str]:
    rule = next(rule for rule in ruleset.rules if rule.id == answer.id)
    title = spoken(rule.title.in_languages)
    article = rule.source.article if rule.source is not None and rule.source.article else ""
    yield spread(f"{answer.id} · {title}", article, width)
    if answer.held is not None and answer.verdict != "external":
        how = held_in(answer.held)
        first = answer.input.policy.order[0] == "kept"
        pair = _STANDS if first else _STANDS_BEST
        if answer.verdict == "unknown":
            pair = _STANDS_FOUND
        yield from wrapped(say(pair, how=held(how)), width, "  ")


def verdict(answer: Why, ruleset: RuleSet) -> str:
    """Say in a sentence or two why the rule is held as it is."""
    rule = next(rule for rule in ruleset.rules if rule.id == answer.id)
    code = answer.verdict
    if code == "went":
        how = answer.held.decision if answer.held is not None else ""
        return say(_WENT[how])
    key: str = code
    if code == "follows" and not answer.leaders:
        key = "lapses"
    if code == "tie" and answer.input.ties == "any":
        key = "tie_any"
    elif answer.not_form is not None and f"{code}_form" in _VERDICTS:
        key = f"{code}_form"
    return say(
        _VERDICTS[key],
        form=terms.form(answer.not_form),
        price=priced(answer.price or {}),
        leaders=listed(answer.leaders),
        holder=terms.term(terms.HOLDERS, rule.holder),
    )


_WENT: Final[dict[str, Pair]] = {
    "delegated": ("Deze regel gaat over naar bewoners.", "This rule goes over to residents."),
    "released": ("Deze regel wordt losgelaten.", "This rule is released."),
}


def priced(price: Mapping[str, int]) -> str:
    """Say how much more each tier costs, those that stay the same left out."""
    return ", ".join(
        f"{terms.term(terms.TIERS, tier)} {signed(rise)}" for tier, rise in price.items() if rise
    )


def walked(nodes: Sequence[Node], depth: int = 0) -> Iterator[tuple[Node, int]]:
    """Walk a tree of reasons from the top, each with how deep it stands."""
    for node in nodes:
        yield node, depth
        yield from walked(node.reasons, depth + 1)


def reason(answer: Why, node: Node, reasoner: Reasoner) -> str:
    """Say one reason, what it rests on, and the article of the rule that it goes through."""
    member = ClashMember(kind=node.kind, subjects=node.subjects, origin=node.origin)
    told = reasoner.member(member, answer.input)
    if node.basis is not None and node.kind in ("veto", "guard"):
        told = say(_RESTS, told=told, basis=spoken(node.basis))
    if node.article is not None and answer.id not in node.subjects[:1]:
        told = f"{told}; {say(_ARTICLE, article=node.article)}"
    return told


def _size(answer: Why) -> str:
    if answer.clash is None or answer.clash.size == "irreducible":
        return say(_IRREDUCIBLE)
    count = len(answer.clash.constraints)
    return say(_ONE) if count == 1 else say(_SMALLEST, n=count)


def _moves(moves: Sequence[HeldOtherwise], ruleset: RuleSet, width: int) -> Iterator[str]:
    titles = {rule.id: rule.title for rule in ruleset.rules}
    for one in moves:
        title = spoken(titles[one.id].in_languages)
        told = f"~ {one.id} {title}: {held(one.from_)} → {held(one.to)}"
        yield from wrapped(told, width, "  ", "    ")


def _guards(answer: Why, reasoner: Reasoner, width: int) -> Iterator[str]:
    if not answer.guards:
        yield from wrapped(say(_NO_INTEREST), width)
        return
    yield say(_GUARDS)
    for one in answer.guards:
        yield from wrapped(guarded(one, reasoner), width, "  ", "  ")


def guarded(one: Guarding, reasoner: Reasoner) -> str:
    """Say who guards an interest now."""
    told = list(one.rules)
    told += map(reasoner.together, one.sets)
    who = listed(told) if one.guarded else say(_NOBODY, n=number(one.risk))
    return f"{reasoner.interest(one.interest)}: {who}"


def _losses(answer: Why, reasoner: Reasoner, width: int) -> Iterator[str]:
    fallback = answer.held.fallback if answer.held is not None else None
    if answer.held is not None and fallback is not None:
        yield say(_FALLBACK)
        yield from wrapped(back(fallback, answer.held.today), width, "  ", "  ")
    if not answer.losses:
        yield from wrapped(say(_NEVER_BACK, tried=say(_TRIED)), width)
        return
    yield say(_BACK)
    for loss in answer.losses:
        yield from wrapped(f"+ {lost(loss, reasoner)}", width, "  ", "  ")


def lost(loss: Loss, reasoner: Reasoner) -> str:
    """Say a loss, and how the rule is held then."""
    what = loss.subjects[-1]
    if loss.kind == "group_stops":
        what = reasoner.group(what)
    elif loss.kind == "blocked":
        what = listed([reasoner.stakeholder(who) for who in loss.subjects], _OR)
    elif loss.kind == "guard_lost":
        what = reasoner.interest(what)
    told = say(_LOSSES[loss.kind], what=what, rule=loss.subjects[0])
    return f"{told} → {say(_NO_FRAMEWORK) if loss.to is None else held(loss.to)}"


def question(answer: Why, ruleset: RuleSet, named: str) -> str:
    """Return the next question, as a command."""
    flags = asked_with(answer.input, ruleset)
    base = f"{named}{flags}"
    if answer.verdict in ("cheaper", "tie") and answer.without:
        mine = next(one for one in answer.without if one.id == answer.id)
        form = mine.to.form
        wanted = f"--release {answer.id}" if form is None else f"--form {answer.id}={form}"
        return f"what-if {base} {wanted}"
    if answer.verdict == "went":
        return f"what-if {base} --keep {answer.id}"
    if answer.verdict in ("infeasible", "unknown"):
        return f"solve {base}"
    measure = _measure(answer, ruleset)
    if measure is not None:
        return f"what-if {base} --adopt {measure}"
    return f"show {named} {answer.id}{flags}"


def _measure(answer: Why, ruleset: RuleSet) -> str | None:
    """Return a measure that provides what a reason lacks."""
    members = answer.clash.constraints if answer.clash is not None else ()
    lacking = {member.subjects[-1] for member in members if member.kind == "needs"}
    for name, measure in ruleset.measures.items():
        if not lacking.isdisjoint(measure.provides):
            return name
    return None

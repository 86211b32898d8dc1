# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to `why` in words: what stands in the way of letting a rule go, or guards it now."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from minkader.questions.answering.answers import ClashMember
from minkader.questions.answering.difference import held_in
from minkader.questions.why import Why
from minkader.questions.why.guards_now import Guarding, Loss
from minkader.questions.why.tree import Node
from minkader.ruleset.nouns import RuleSet
from minkader.words import closing, terms
from minkader.words.difference import held, signed
from minkader.words.fallback import back
from minkader.words.further import ask_next, asked_with
from minkader.words.language import Pair, listed, number, say, spoken
from minkader.words.reasons import Reasoner
from minkader.words.telling import Telling
from minkader.words.view import (
    Block,
    Cell,
    FlatTable,
    Item,
    NumberCell,
    Paragraph,
    RuleCell,
    Section,
    TextCell,
    View,
)

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
                        "The form {form} is not possible. That clashes with:"),
    "cheaper": (
        "Deze regel kan weg, maar dan wordt het kader slechter: {price}.",
        "This rule can go, but then the framework is worse: {price}.",
    ),
    "cheaper_form": (
        "De vorm {form} kan, maar dan wordt het kader slechter: {price}.",
        "The form {form} is possible, but then the framework is worse: {price}.",
    ),
    "tie": (
        "Deze regel kan ook weg; dat is even goed. De volgorde van het bestand besliste.",
        "This rule can go too; that is just as good. The order of the file decided.",
    ),
    "tie_form": (
        "De vorm {form} kan ook; dat is even goed. De volgorde van het bestand besliste.",
        "The form {form} is possible too; that is just as good. The order of the file decided.",
    ),
    "tie_any": (
        "Dit kan ook, en is even goed. Welke u kreeg, was toeval (--ties any).",
        "This is possible too, and just as good. Which one you got was chance (--ties any).",
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
_NOBODY: Final[Pair] = ("niets meer (restrisico +{n})", "nothing any longer (residual risk +{n})")
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
    "guard_lost": ("{rule} beschermt {what} niet meer", "{rule} no longer guards {what}"),
}
_OR: Final[Pair] = ("of", "or")
_ARTICLE: Final[Pair] = ("artikel {article}", "article {article}")
_RESTS: Final[Pair] = ("{told}, op grond van {basis}", "{told}, based on {basis}")


def view(answer: Why, told: Telling) -> View:
    """Return why a rule stays, or what guards its interests now that it went."""
    reasoner = Reasoner(told.ruleset)
    rule = reasoner.rules[answer.id]
    named = shlex.quote(told.name)
    return View(
        title=f"{answer.id} · {spoken(rule.title.in_languages)}",
        aside=rule.source.article or "" if rule.source is not None else "",
        lead=list(_stands(answer)),
        sections=list(_sections(answer, reasoner)),
        next=ask_next(named, _question(answer, told.ruleset, named)),
        table=_table(answer, reasoner),
    )


def _stands(answer: Why) -> Iterator[Block]:
    if answer.held is not None and answer.verdict != "external":
        first = answer.input.policy.order[0] == "kept"
        pair = _STANDS if first else _STANDS_BEST
        if answer.verdict == "unknown":
            pair = _STANDS_FOUND
        yield Paragraph(say(pair, how=held(held_in(answer.held))), depth=1)


def _sections(answer: Why, reasoner: Reasoner) -> Iterator[Section]:
    said = Paragraph(verdict(answer, reasoner.ruleset))
    rest = [*_moves(answer, reasoner), *_guards(answer, reasoner), *_losses(answer, reasoner)]
    rest.append(Paragraph(closing.no_decision()))
    if answer.verdict != "impossible":
        yield Section([said, *rest])
        return
    reasons = (
        Item(f"- {reason(answer, node, reasoner)}", depth=1 + 2 * depth)
        for node, depth in walked(answer.reasons)
    )
    yield Section([said, *reasons])
    yield Section([Paragraph(_size(answer)), *rest])


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


def _moves(answer: Why, reasoner: Reasoner) -> Iterator[Block]:
    if answer.without:
        yield Paragraph(say(_WITHOUT))
    for one in answer.without or ():
        title = spoken(reasoner.rules[one.id].title.in_languages)
        told = f"{one.id} {title}: {held(one.from_)} → {held(one.to)}"
        yield Item(told, mark="~", hang=4)


def _guards(answer: Why, reasoner: Reasoner) -> Iterator[Block]:
    if answer.verdict not in ("went", "is_so"):
        return
    if not answer.guards:
        yield Paragraph(say(_NO_INTEREST))
        return
    yield Paragraph(say(_GUARDS))
    for one in answer.guards:
        yield Item(guarded(one, reasoner))


def guarded(one: Guarding, reasoner: Reasoner) -> str:
    """Say who guards an interest now."""
    told = list(one.rules)
    told += map(reasoner.together, one.sets)
    who = listed(told) if one.guarded else say(_NOBODY, n=number(one.risk))
    return f"{reasoner.interest(one.interest)}: {who}"


def _losses(answer: Why, reasoner: Reasoner) -> Iterator[Block]:
    if answer.verdict != "went":
        return
    fallback = answer.held.fallback if answer.held is not None else None
    if answer.held is not None and fallback is not None:
        yield Paragraph(say(_FALLBACK))
        yield Item(back(fallback, answer.held.today))
    if not answer.losses:
        yield Paragraph(say(_NEVER_BACK, tried=say(_TRIED)))
        return
    yield Paragraph(say(_BACK))
    for loss in answer.losses:
        yield Item(lost(loss, reasoner), mark="+")


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


def _question(answer: Why, ruleset: RuleSet, named: str) -> str:
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


_HEADS: Final[tuple[Pair, ...]] = (
    ("soort", "kind"),
    ("regel", "rule"),
    ("uitkomst", "outcome"),
    ("diepte", "depth"),
    ("artikel", "article"),
    ("plek", "line"),
)


def _table(answer: Why, reasoner: Reasoner) -> FlatTable:
    """Return one row a reason, with its depth, behind what is so instead or beside it."""
    rows: list[Sequence[Cell]] = [
        [TextCell(say(kind)), RuleCell(rule), TextCell(outcome), *[TextCell("")] * 3]
        for kind, rule, outcome in _beside(answer, reasoner)
    ]
    for node, depth in walked(answer.reasons):
        line = node.origin.line
        rows.append(
            [
                TextCell(say(("reden", "reason"))),
                RuleCell(node.rule or ""),
                TextCell(reason(answer, node, reasoner)),
                NumberCell(depth, number(depth)),
                TextCell(node.article or ""),
                TextCell("") if line is None else NumberCell(line, number(line)),
            ]
        )
    return FlatTable([say(head) for head in _HEADS], rows)


def _beside(answer: Why, reasoner: Reasoner) -> Iterator[tuple[Pair, str, str]]:
    yield ("antwoord", "answer"), answer.id, verdict(answer, reasoner.ruleset)
    for one in answer.without or ():
        yield ("anders", "otherwise"), one.id, f"{held(one.from_)} → {held(one.to)}"
    for guards in answer.guards:
        yield ("bescherming", "guarding"), answer.id, guarded(guards, reasoner)
    for loss in answer.losses:
        yield ("verlies", "loss"), answer.id, lost(loss, reasoner)

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer ends with: how sure it is, what it rests on, and what to ask next."""

from collections.abc import Iterator
from typing import Final

from minkader.questions.answering.answers import Framework, Objective
from minkader.ruleset.nouns import Measure, RuleSet
from minkader.words import terms
from minkader.words.further import BARE
from minkader.words.language import Pair, figures, listed, say, spoken
from minkader.words.reasons import COSTS, Reasoner, objective
from minkader.words.view import FlatTable, Item, Paragraph, Section, TextCell

_ORDER: Final[Pair] = ("In deze volgorde: {tiers}.", "In this order: {tiers}.")
_WEIGHED: Final[Pair] = (
    "Gewogen tellen de regels van nu voor {now}, de gehouden regels voor {kept}.",
    "Weighed, today's rules count for {now}, the kept rules for {kept}.",
)
_PROOFS: Final[dict[str, Pair]] = {
    "certified": (
        "Bewezen en nagerekend, gegeven deze invoer.",
        "Proven and recomputed, given this input.",
    ),
    "partly": (
        "Bewezen en nagerekend voor {tiers}; voor de rest optimaal volgens de solver, "
        "niet nagerekend.",
        "Proven and recomputed for {tiers}; for the rest optimal according to the solver, "
        "not recomputed.",
    ),
    "solver": (
        "Optimaal volgens de solver, niet nagerekend.",
        "Optimal according to the solver, not recomputed.",
    ),
    "none": (
        "Niet bewezen: het zoeken is eerder gestopt.",
        "Not proven: the search was stopped early.",
    ),
    "impossible": (
        "Bewezen en nagerekend: er is geen kader mogelijk.",
        "Proven and recomputed: no framework is possible.",
    ),
    "infeasible": (
        "Dit zegt de solver, het is niet nagerekend.",
        "This is what the solver says, it was not recomputed.",
    ),
}
_CERTAINTY: Final[dict[str, Pair]] = {
    "certified": ("bewezen en nagerekend", "proven and recomputed"),
    "solver": ("optimaal volgens de solver", "optimal according to the solver"),
    "not_proven": ("niet bewezen", "not proven"),
}
_CHECKED: Final[Pair] = (
    "Dat het niet met minder kan, is met de hand na te gaan.",
    "You can check by hand that it takes this many.",
)
_NO_OTHER_FORM: Final[Pair] = (
    "{n} {n:regel kan|regels kunnen} alleen bij de gemeente blijven.",
    "{n} {n:rule|rules} can only stay with the municipality.",
)
_SHARE_NO_RULE: Final[Pair] = (
    "{n} {n:belang houdt|belangen delen met elkaar geen regel en houden elk} "
    "een eigen regel: {names}.",
    "{n} {n:interest keeps a rule of its own|interests share no rule and each keep one of their"
    " own}: {names}.",
)
_SECOND: Final[dict[str, Pair]] = {
    "agrees": (
        "Een tweede programma kwam op hetzelfde uit.",
        "A second program came to the same answer.",
    ),
    "unknown": (
        "Het tweede programma gaf het op: deze vraag is er te groot voor.",
        "The second program gave up: this question is too large for it.",
    ),
}
_EQUAL: Final[Pair] = (
    "Er zijn {count} kaders die zo goed zijn.",
    "There are {count} frameworks as good as this.",
)
_ONE_EQUAL: Final[Pair] = ("Er is 1 kader dat zo goed is.", "There is 1 framework as good as this.")
_UNCOUNTED: Final[Pair] = (
    "Hoeveel kaders even goed zijn, is niet geteld.",
    "How many frameworks are as good as this was not counted.",
)
NOTHING_YET: Final[Pair] = ("Er is nog geen kader gevonden.", "No framework was found yet.")
_GAP: Final[Pair] = (
    "{tier}: gevonden {value}, ten minste {bound}, verschil hooguit {gap}.",
    "{tier}: found {value}, at least {bound}, difference at most {gap}.",
)
_BOUND: Final[Pair] = ("{tier}: ten minste {bound}.", "{tier}: at least {bound}.")
_IN_PLAN: Final[Pair] = (
    "{n} van de overgedragen regels {n:staat|staan} nog in het plan.",
    "{n} of the rules handed over still {n:stands|stand} in the plan.",
)
_NO_DECISION: Final[Pair] = (
    "Dit is geen besluit: de raad wijzigt het plan.",
    "This is not a decision: the council changes the plan.",
)
_LIMITS: Final[Pair] = (
    "Het rekent met wat in de invoer staat, en zegt niet of die klopt. Het zegt ook niet of de rest"
    " te handhaven is en of elke wijk gelijk wordt behandeld.",
    "It works with what the input says, and does not say whether that is right. Nor does it say"
    " whether the rest can be enforced, or whether every area is treated alike.",
)
_ASSUMED: Final[Pair] = (
    "Van de {total} overgedragen en losgelaten regels {n:rust|rusten} er {n} op aannames.",
    "Of the {total} rules handed over or released, {n} {n:rests|rest} on assumptions.",
)
_PROPOSALS: Final[Pair] = (
    "Dit antwoord rust op {n} {n:voorstel|voorstellen}: {names}.",
    "This answer rests on {n} {n:proposal|proposals}: {names}.",
)
_OPEN_NORMS: Final[Pair] = (
    "{n} {n:regel heeft|regels hebben} een open norm en {n:vraagt|vragen} een oordeel: {names}.",
    "{n} {n:rule has|rules have} an open norm and {n:calls|call} for a judgement: {names}.",
)
_NO_WAY_BACK: Final[Pair] = (
    "{n} {n:regel gaat|regels gaan} zonder terugval: {names}.",
    "{n} {n:rule goes|rules go} without a fallback: {names}.",
)
_CLASH: Final[Pair] = (
    "Deze {n} {n:punt gaat|punten gaan} niet samen (geen kleinere groep botst):",
    "These {n} {n:point|points} cannot hold together (no smaller group clashes):",
)
_ONE_CLASH: Final[Pair] = ("Dit ene punt is onmogelijk:", "This one point is impossible:")
_IRREDUCIBLE: Final[Pair] = (
    "Deze {n} punten gaan niet samen (zonder een ervan wel):",
    "These {n} points cannot hold together (without any one of them they can):",
)
_MENDS: Final[Pair] = ("Wat helpt, het goedkoopste eerst:", "What helps, cheapest first:")
_NO_MEND: Final[Pair] = (
    "Ook met drie veranderingen lukt het niet.",
    "Even three changes do not solve this.",
)
_MORE_MENDS: Final[Pair] = (
    "… en nog {n} {n:manier|manieren}; --json toont alle.",
    "… and {n} more {n:way|ways}; --json shows all.",
)


def cost(measure: Measure) -> str:
    """Say between brackets what a measure costs; nothing where it costs nothing."""
    amounts = zip(COSTS[1:], (measure.euros, measure.hours, measure.weeks), strict=True)
    told = [say(pair, n=amount) for pair, amount in amounts if amount]
    return f" ({', '.join(told)})" if told else ""


def _by_hand(answer: Framework, ruleset: RuleSet) -> Iterator[str]:
    told = answer.by_hand
    if told is not None and (told.no_other_form or told.share_no_rule):
        yield say(_CHECKED)
        if told.no_other_form:
            yield say(_NO_OTHER_FORM, n=len(told.no_other_form))
        if told.share_no_rule:
            names = _some(tuple(_titled(name, ruleset) for name in told.share_no_rule))
            yield say(_SHARE_NO_RULE, n=len(told.share_no_rule), names=names)


def _titled(interest: str, ruleset: RuleSet) -> str:
    # One that a flag added has no title in the file.
    found = ruleset.interests.get(interest)
    return spoken(found.title.in_languages) if found else interest


def fully_certified(answer: Framework) -> bool:
    """Return whether the checker accepted a proof of everything that the answer claims."""
    return answer.proof == "certified" and len(answer.certified_tiers) == (
        len(answer.objectives) if answer.status == "proven" else 0
    )


def certainty(answer: Framework) -> str:
    """Say in two or three words how sure an answer is."""
    if answer.status == "not_proven":
        return say(_CERTAINTY["not_proven"])
    return say(_CERTAINTY["certified" if fully_certified(answer) else "solver"])


def proof(answer: Framework) -> str:
    """Say how sure an answer is."""
    if answer.status == "infeasible":
        return say(_PROOFS["impossible" if answer.proof == "certified" else "infeasible"])
    if answer.proof == "certified" and not fully_certified(answer):
        names = [terms.term(terms.TIERS, tier) for tier in answer.certified_tiers]
        return say(_PROOFS["partly"], tiers=listed(names))
    return say(_PROOFS[answer.proof or "none"])


def no_decision() -> str:
    """Say that an answer is no decision."""
    return say(_NO_DECISION)


def sure(answer: Framework, gap: bool = False) -> Section:
    """Return how sure an answer is and that it is no decision, where others show what it says."""
    told = [proof(answer), *(_equal(answer) if answer.status == "proven" else ())]
    return Section([Paragraph(" ".join([*told, say(_NO_DECISION)]))], gap=gap)


def ending(answer: Framework, ruleset: RuleSet) -> Section:
    """Return how sure an answer is, and what it rests on."""
    blocks: list[Paragraph | Item] = []
    if answer.status == "not_proven":
        blocks.append(Paragraph(say(_PROOFS["none"])))
        if answer.rules is None:
            blocks.append(Paragraph(say(NOTHING_YET)))
        blocks += [Item(_bounds(tier)) for tier in answer.objectives]
    return Section([*blocks, Paragraph(" ".join(_sentences(answer, ruleset)))])


def no_framework(
    answer: Framework, reasoner: Reasoner, most_mends: int | None = None
) -> Iterator[Section]:
    """Yield why there is no framework, and what would help: `most_mends` ways, or all."""
    clash = answer.clash
    if clash is None:
        return
    members = clash.constraints
    intro = _CLASH if clash.size == "smallest" else _IRREDUCIBLE
    yield Section(
        [Item(reasoner.member(member, answer.input), mark="!") for member in members],
        heading=say(_ONE_CLASH if len(members) == 1 else intro, n=len(members)),
    )
    if not answer.mend:
        yield Section([Paragraph(say(_NO_MEND))])
        return
    shown = enumerate(answer.mend[:most_mends], 1)
    items = [Item(reasoner.mend(mend), mark=f"{place}.", hang=3) for place, mend in shown]
    rest = 0 if most_mends is None else len(answer.mend) - most_mends
    if rest > 0:
        items.append(Item(say(_MORE_MENDS, n=rest), hang=3))
    yield Section(items, heading=say(_MENDS))


def no_framework_table(answer: Framework, reasoner: Reasoner) -> FlatTable:
    """Return one row a member of the clash, then one a mend, where there is no framework."""
    heads = [say(("soort", "kind")), say(("uitkomst", "outcome"))]
    if answer.clash is None:
        told = [(say(("kader", "framework")), say(NOTHING_YET))]
    else:
        clash, mend = say(("botsing", "clash")), say(("wat helpt", "what helps"))
        told = [(clash, reasoner.member(one, answer.input)) for one in answer.clash.constraints]
        told += [(mend, reasoner.mend(found)) for found in answer.mend or ()]
    return FlatTable(heads, [[TextCell(kind), TextCell(said)] for kind, said in told])


def _bounds(tier: Objective) -> str:
    name = terms.term(terms.TIERS, tier.tier)
    if tier.bound is None:
        return ""
    if tier.value is None:
        return say(_BOUND, tier=name, bound=tier.bound)
    return say(_GAP, tier=name, value=tier.value, bound=tier.bound, gap=tier.gap or 0)


def _sentences(answer: Framework, ruleset: RuleSet) -> Iterator[str]:
    if answer.rules is not None:
        tiers = [objective(tier.tier, tier.value) for tier in answer.objectives]
        yield say(_ORDER, tiers=", ".join(tiers))
        yield from _weighed(answer)
    if answer.status != "not_proven":
        yield proof(answer)
    yield from _by_hand(answer, ruleset)
    if answer.status == "proven":
        yield from _equal(answer)
    if answer.second_opinion is not None:
        yield say(_SECOND[answer.second_opinion])
    if answer.counts is not None:
        yield from _rests(answer)
    bare = [name for f in answer.findings if f.code == BARE for name in f.subjects]
    if bare:
        yield say(_NO_WAY_BACK, n=len(bare), names=_some(tuple(bare)))
    yield say(_NO_DECISION)
    yield say(_LIMITS)


def _weighed(answer: Framework) -> Iterator[str]:
    kept = next((tier.value for tier in _all_tiers(answer) if tier.tier == "kept"), None)
    counts = answer.counts
    if counts is None or kept is None:
        return
    now = sum(1 for rule in answer.rules or () if rule.decision != "external")
    if (answer.today.kept, kept) != (now, counts.kept):
        yield say(_WEIGHED, now=answer.today.kept, kept=kept)


def _all_tiers(answer: Framework) -> tuple[Objective, ...]:
    return (*answer.objectives, *answer.reported)


def _equal(answer: Framework) -> Iterator[str]:
    if answer.equal_optima is None:
        yield say(_UNCOUNTED)
    elif answer.equal_optima == "1":
        yield say(_ONE_EQUAL)
    else:
        yield say(_EQUAL, count=figures(answer.equal_optima))


def _rests(answer: Framework) -> Iterator[str]:
    counts = answer.counts
    if counts is None:
        return
    gone = counts.delegated + counts.released
    if counts.still_in_plan:
        yield say(_IN_PLAN, n=counts.still_in_plan)
    if answer.rests_on_assumed:
        yield say(_ASSUMED, total=gone, n=len(answer.rests_on_assumed))
    for pair, names in ((_PROPOSALS, answer.rests_on_proposals), (_OPEN_NORMS, answer.open_norms)):
        if names:
            yield say(pair, n=len(names), names=_some(names))


def _some(names: tuple[str, ...], most: int = 8) -> str:
    if len(names) <= most:
        return listed(names)
    rest = say(("nog {n}", "{n} more"), n=len(names) - most)
    return f"{', '.join(names[:most])} {say(('en', 'and'))} {rest}"

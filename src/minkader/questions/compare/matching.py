# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rule of A is which rule of B: one to one, and how that was found.

What a person said goes first; then the same id, the same wId, the same article, and at last the
text. Each step only looks at the rules that are left, and only pairs what is alone on both sides
(text: the most alike first, ties by id). The same pairs come out with A and B the other way round.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, NoReturn

from minkader.formats.pairs import Said, read_pairs
from minkader.questions.answering.answer import Answer
from minkader.questions.compare.alike import BY_ARTICLE, Texts, alike, by_text
from minkader.ruleset.consistency import nearest
from minkader.ruleset.errors import UnreadableError, WrongUseError
from minkader.ruleset.findings import Finding, Place
from minkader.ruleset.nouns import RuleSet
from minkader.ruleset.rule import Rule
from minkader.solver.watch import Watch

How = Literal["id", "wId", "article", "text", "said"]
Matches = str | Path | Iterable[tuple[str | None, str | None]]
"""What a person says of pairs: a file, or pairs of ids (None: has no partner)."""
SURE: Final = 100
_Key = Callable[[Rule], object]


class MatchedRules(Answer):
    """A rule of A and the rule of B that it became; `score` says how sure, 100 at most."""

    a: str
    b: str
    how: How
    score: int


class Matching(Answer):
    """The pairs in the order of A, the rules without a partner, and whether texts were compared.

    `texts`: `compared`, `not_needed` (no rule was left on one of the sides), `extra_missing` (the
    extra `formats` is not installed), `too_many` (past the work limit) or `stopped`.
    """

    pairs: tuple[MatchedRules, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    texts: Texts


def matched(a: RuleSet, b: RuleSet, said: Sequence[Said], watch: Watch) -> Matching:
    """Match the rules of two rule sets; `said` has passed `said_of`."""
    left = _Left(a, b, said)
    for one in said:
        if one.a is not None and one.b is not None:
            left.pairs[one.a] = MatchedRules(a=one.a, b=one.b, how="said", score=SURE)
    left.take("id", ((rule.id, rule.id) for rule in left.of_a() if rule.id in left.b))
    left.take("wId", _alone(left, _wid))
    left.take("article", _alone(left, _article), least=BY_ARTICLE)
    texts, found = by_text(left.of_a(), left.of_b(), watch)
    for one_a, one_b, score in found:
        left.pair(one_a, one_b, "text", score)
    partners = {pair.b for pair in left.pairs.values()}
    return Matching(
        pairs=tuple(left.pairs[rule.id] for rule in a.rules if rule.id in left.pairs),
        only_a=tuple(rule.id for rule in a.rules if rule.id not in left.pairs),
        only_b=tuple(rule.id for rule in b.rules if rule.id not in partners),
        texts=texts,
    )


def said_of(match: Matches | None, a: RuleSet, b: RuleSet) -> list[Said]:
    """Read and check what a person says of pairs.

    Raises:
        UnreadableError: where a file says it, and it cannot be read or names what is not there.
        WrongUseError: where pairs name what is not there.
    """
    if match is None:
        return []
    from_file = isinstance(match, str | Path)
    said = read_pairs(Path(match)) if isinstance(match, str | Path) else _given(match)
    known = ({rule.id for rule in a.rules}, {rule.id for rule in b.rules})
    said = [one for place, one in enumerate(said) if place or not _heads(one, known)]
    findings = [finding for side in (0, 1) for finding in _wrong(said, side, known[side])]
    if findings:
        _refuse(findings, from_file)
    return said


def _given(match: Iterable[object]) -> list[Said]:
    said = []
    for place, pair in enumerate(match):
        where = Place(path=f"match[{place}]")
        sides = tuple(pair) if isinstance(pair, tuple | list) else ()
        if len(sides) != 2 or not any(sides):  # noqa: PLR2004 (A and B)
            _refuse([Finding(code="MK072", where=where, values={"found": str(pair)})], False)
        one, other = (str(side) if side else None for side in sides)
        said.append(Said(one, other, where))
    return said


def _heads(one: Said, known: tuple[set[str], set[str]]) -> bool:
    """Return whether a first line names the columns: `a;b`, where no rule has that name."""
    heads = (str(one.a).lower(), str(one.b).lower()) == ("a", "b")
    return heads and one.a not in known[0] and one.b not in known[1]


def _wrong(said: Sequence[Said], side: int, known: set[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for one in said:
        name = (one.a, one.b)[side]
        if name is None:
            continue
        values: dict[str, str | tuple[str, ...]] = {"found": name, "side": "AB"[side]}
        if name not in known:
            near = nearest(name, known)
            yield Finding(code="MK070", where=one.where, values={**values, "near": near})
        elif name in seen:
            yield Finding(code="MK071", where=one.where, values=values)
        seen.add(name)


def _refuse(findings: Sequence[Finding], from_file: bool) -> NoReturn:
    raise UnreadableError(findings) if from_file else WrongUseError(findings)


class _Left:
    """The rules that have no partner yet and may get one."""

    def __init__(self, a: RuleSet, b: RuleSet, said: Sequence[Said]) -> None:
        self.pairs: dict[str, MatchedRules] = {}
        spoken_a, spoken_b = {one.a for one in said}, {one.b for one in said}
        self.a = {rule.id: rule for rule in a.rules if rule.id not in spoken_a}
        self.b = {rule.id: rule for rule in b.rules if rule.id not in spoken_b}

    def of_a(self) -> list[Rule]:
        return list(self.a.values())

    def of_b(self) -> list[Rule]:
        return list(self.b.values())

    def take(self, how: How, found: Iterable[tuple[str, str]], least: int = 0) -> None:
        for one, other in list(found):
            score = alike(self.a[one], self.b[other]) if least else SURE
            if score >= least:
                self.pair(one, other, how, score)

    def pair(self, one: str, other: str, how: How, score: int) -> None:
        self.pairs[one] = MatchedRules(a=one, b=other, how=how, score=score)
        del self.a[one], self.b[other]


def _wid(rule: Rule) -> object:
    return None if rule.source is None else rule.source.wId


def _article(rule: Rule) -> object:
    # Two books that both have an article 5 are two articles.
    source = rule.source
    if source is None or source.article is None:
        return None
    return " ".join(source.article.lower().split()), rule.holder, rule.kind


def _cited(rule: Rule) -> str | None:
    citation = None if rule.source is None else rule.source.citation
    return None if citation is None else " ".join(citation.nl.lower().split())


def _alone(left: _Left, key: _Key) -> Iterator[tuple[str, str]]:
    """Return the pairs of rules that alone on their side have a key, from the same book."""
    ours, theirs = _by(left.of_a(), key), _by(left.of_b(), key)
    for value, rules in ours.items():
        others = theirs.get(value, [])
        if len(rules) == len(others) == 1:
            books = {_cited(rules[0]), _cited(others[0])} - {None}
            if key is _wid or len(books) < 2:  # noqa: PLR2004 (two books)
                yield rules[0].id, others[0].id


def _by(rules: Sequence[Rule], key: _Key) -> dict[object, list[Rule]]:
    found: dict[object, list[Rule]] = {}
    for rule in rules:
        if (value := key(rule)) is not None:
            found.setdefault(value, []).append(rule)
    return found

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How alike the texts of two rules are, from 0 to 100: titles, and summaries where both have one.

The thresholds were measured on the environment plans of Ermelo (2024) and Amersfoort (2021), two
versions of one text: of 566 pairs found at 80, all had the same heading. See docs/decisions.md.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal

from minkader.ruleset.rule import Rule
from minkader.solver import Watch

BY_ARTICLE: Final = 50
"""Under the same article a text may have been rewritten, but not become another."""
BY_TEXT: Final = 80
BY_TITLE: Final = 90
"""A title alone is short, and two rules about nearly the same are often named nearly the same."""
MOST_PAIRS: Final = 2_000_000
"""How many pairs of texts are compared at most: some seconds of work."""
_NUMBERS: Final = re.compile(r"\d+")

Texts = Literal["compared", "not_needed", "extra_missing", "too_many", "stopped"]
Found = tuple[str, str, int]


def alike(one: Rule, other: Rule) -> int:
    """Say how alike two rules are, without any extra; for one pair, for it is slow."""
    first, second = sorted(_texts(one, other))  # difflib minds the order
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return int(100 * matcher.ratio())


def _texts(one: Rule, other: Rule) -> tuple[str, str]:
    both = one.summary is not None and other.summary is not None
    return (_whole(one), _whole(other)) if both else (_title(one), _title(other))


def _title(rule: Rule) -> str:
    return _plain(rule.title.nl)


def _whole(rule: Rule) -> str:
    return _plain(f"{rule.title.nl} {rule.summary.nl if rule.summary else ''}")


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def by_text(
    ours: Sequence[Rule], theirs: Sequence[Rule], watch: Watch
) -> tuple[Texts, list[Found]]:
    """Pair rules of one kind and holder by their text: the most alike first, ties by id.

    Pairs nothing at all where the extra is missing, where there are too many, or when stopped.
    """
    if not ours or not theirs:
        return "not_needed", []
    if len(ours) * len(theirs) > MOST_PAIRS:
        return "too_many", []
    try:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 (an extra, and only here)
    except ImportError:
        return "extra_missing", []
    found: list[Found] = []
    shelves = _Shelves(theirs)
    for number, rule in enumerate(ours):
        if watch.stopped:
            return "stopped", []
        watch.tell("match", number, len(ours), None, None)
        found += shelves.near(rule, process.extract, fuzz.ratio)
    return "compared", list(_best(found))


class _Shelves:
    """The rules of B by kind, holder and what there is to compare: a title, or a summary too."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.texts: dict[tuple[object, ...], dict[str, str]] = {}
        for rule in rules:
            shelf = (rule.kind, rule.holder)
            self.texts.setdefault((*shelf, "title", rule.summary is not None), {})[rule.id] = (
                _title(rule)
            )
            if rule.summary is not None:
                self.texts.setdefault((*shelf, "whole"), {})[rule.id] = _whole(rule)

    def near(self, rule: Rule, extract: Any, ratio: Any) -> Iterator[Found]:  # noqa: ANN401
        shelf = (rule.kind, rule.holder)
        titles = [(*shelf, "title", False)]
        if rule.summary is None:
            titles.append((*shelf, "title", True))
        else:
            texts = self.texts.get((*shelf, "whole"), {})
            for _, score, name in extract(
                _whole(rule), texts, scorer=ratio, score_cutoff=BY_TEXT, limit=None
            ):
                yield rule.id, name, int(score)
        title = _title(rule)
        for key in titles:
            texts = self.texts.get(key, {})
            for text, score, name in extract(
                title, texts, scorer=ratio, score_cutoff=BY_TITLE, limit=None
            ):
                if _NUMBERS.findall(text) == _NUMBERS.findall(title):
                    yield rule.id, name, int(score)


def _best(found: list[Found]) -> Iterator[Found]:
    # Ties by both ids, whichever side they are of: the same pairs the other way round.
    taken: tuple[set[str], set[str]] = (set(), set())
    for one, other, score in sorted(found, key=lambda f: (-f[2], *sorted(f[:2]))):
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            yield one, other, score

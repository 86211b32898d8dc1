# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every sentence, in both languages: whole, the same blanks, short."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from minkader.words.commands import COMMANDS, GROUP
from tests.shared import ROOT

Pair = tuple[str, str]
SOURCES = [
    path
    for room in ("words", "cli")
    for path in sorted((ROOT / "src" / "minkader" / room).glob("*.py"))
    if path.name != "dutch.py"  # click's sentences, by their English
]
NO_SENTENCES = (ast.Compare, ast.For, ast.comprehension)
"""Where a tuple of two words is a list of names, not a sentence in two languages."""
LONGEST = 20
LANGUAGES = 2


def _string(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _pair(node: ast.AST) -> Pair | None:
    if not isinstance(node, ast.Tuple) or len(node.elts) != LANGUAGES:
        return None
    nl, en = map(_string, node.elts)
    return None if nl is None or en is None else (nl, en)


def _names(parent: ast.AST, child: ast.AST) -> bool:
    """Return whether a tuple is names: compared with, gone through, a key, the languages."""
    if isinstance(parent, ast.AnnAssign):
        return isinstance(parent.target, ast.Name) and parent.target.id == "LANGUAGES"
    if isinstance(parent, ast.Dict):
        return child in parent.keys and str(_pair(child)).startswith("('MK")
    return isinstance(parent, NO_SENTENCES)


def pairs(path: Path) -> Iterator[Pair]:
    """Find every sentence of a file, with its two languages."""
    for parent in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for child in ast.iter_child_nodes(parent):
            pair = _pair(child)
            if pair is not None and not _names(parent, child):
                yield pair


EVERY = [(path.stem, pair) for path in SOURCES for pair in pairs(path)]
HELP = [GROUP, *(pair for command in COMMANDS.values() for pair in command)]


def _blanks(text: str) -> set[str]:
    # A blank that only picks a word for one or many may be missing where there is one word.
    parsed = string.Formatter().parse(text)
    return {name for _, name, form, _ in parsed if name and "|" not in (form or "")}


def sentences(text: str) -> list[str]:
    """Split into sentences; a blank is one word, whatever it is filled with."""
    filled = re.sub(r"\{[^{}]*\}", "X", text.replace("{{", "(").replace("}}", ")"))
    return [part for part in re.split(r"[.:;!?\n]", filled) if part.strip()]


def test_pairs_are_found_in_every_file_with_sentences() -> None:
    files = {stem for stem, _ in EVERY}
    assert {"codes", "reasons", "closing", "solve", "show", "terms", "group"} <= files
    assert len(EVERY) > 300


@pytest.mark.parametrize("pair", [pair for _, pair in EVERY], ids=lambda pair: pair[1][:40])
def test_sentence_is_whole_in_both_languages(pair: Pair) -> None:
    nl, en = pair
    assert nl.strip()
    assert en.strip()
    assert _blanks(nl) == _blanks(en)
    for one_or_many in re.findall(r"\{\w+:([^}]*\|[^}]*)\}", nl + en):
        assert all(one_or_many.split("|"))


@pytest.mark.parametrize(
    "pair", [*(pair for _, pair in EVERY), *HELP], ids=lambda pair: pair[1][:40]
)
def test_sentence_has_at_most_twenty_words(pair: Pair) -> None:
    for said in pair:
        for sentence in sentences(said):
            assert len(sentence.split()) <= LONGEST, sentence


def test_long_sentence_would_be_found() -> None:
    assert len(sentences("een twee. drie {n:x|y z} vier")[1].split()) == 3


def test_no_dutch_sentence_is_left_english() -> None:
    # Words that English needs and Dutch has not: a translation that was forgotten.
    english = re.compile(r"\b(the|and|which|this|these|that|not|with)\b")
    dutch = re.compile(r"\b(de|het|een|niet|deze|dit|voor|met)\b")
    for name, (nl, en) in EVERY:
        assert not english.search(re.sub(r"--[\w-]+", "", nl)), (name, nl)  # a flag is a name
        plain = re.sub(r"\{[^{}]*\}", "", en)
        assert not dutch.search(plain), (name, en)

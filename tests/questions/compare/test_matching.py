# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rule of A is which of B: each step, what a person says, and two real versions of a plan."""

import builtins
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import pytest

import minkader as mk
from minkader.questions.compare import alike
from minkader.questions.compare.matching import Matches, Matching, matched, said_of
from minkader.solver.watch import Watch
from tests.shared import shared
from tests.tiny import rule, ruleset

TEXT = "Geen geluid na tien uur des avonds"


def matching(a: mk.RuleSet, b: mk.RuleSet, match: Matches | None = None) -> Matching:
    """Match two rule sets."""
    return matched(a, b, said_of(match, a, b), Watch())


def found(a: mk.RuleSet, b: mk.RuleSet, match: Matches | None = None) -> list[tuple[str, ...]]:
    """List the pairs that are found, and how."""
    return [(pair.a, pair.b, pair.how) for pair in matching(a, b, match).pairs]


def test_id_goes_before_wid_before_article_before_text() -> None:
    a = ruleset(
        rule("X", title=TEXT, source={"wId": "w1", "article": "1.1"}),
        rule("A2", title="Iets", source={"wId": "w2", "article": "1.2"}),
        rule("A3", title="Bomen kappen", source={"article": "1.3"}),
        rule("A4", title="Vuur in de tuin stoken", source={"article": "1.4"}),
    )
    b = ruleset(
        rule("B4", title="Vuur in de tuin stoken", source={"article": "9.9"}),
        rule("B3", title="Bomen kappen", source={"article": " 1.3 "}),
        rule("B2", title="Heel anders", source={"wId": "w2", "article": "1.4"}),
        rule("X", title="Vuur in de tuin stoken", source={"wId": "w9"}),
    )
    assert found(a, b) == [
        ("X", "X", "id"), ("A2", "B2", "wId"), ("A3", "B3", "article"), ("A4", "B4", "text"),
    ]  # fmt: skip


def test_wid_and_article_that_stand_twice_on_a_side_prove_nothing() -> None:
    a = ruleset(rule("A", source={"wId": "w", "article": "1"}))
    b = ruleset(
        rule("B", source={"wId": "w", "article": "1"}),
        rule("C", source={"wId": "w", "article": "1"}),
    )
    assert found(a, b) == []
    assert matching(a, b).only_b == ("B", "C")


@pytest.mark.parametrize(
    "other",
    [
        {"source": {"article": "5", "citation": "Verordening"}},
        {"title": "Iets dat er in niets op lijkt"},
        {"holder": "state"},
        {"kind": "procedure"},
    ],
)
def test_article_is_no_match_in_another_book_or_with_another_text(other: dict[str, Any]) -> None:
    a = ruleset(rule("A", title="Kabels", source={"article": "5", "citation": "Plan"}))
    same = rule("B", title="Kabel", source={"article": "5", "citation": "Plan"})
    assert found(a, ruleset(same)) == [("A", "B", "article")]
    hows = [how for _, _, how in found(a, ruleset({**same, **other}))]
    assert "article" not in hows


def test_article_without_a_book_is_the_same_article() -> None:
    a = ruleset(rule("A", title="Kabels", source={"article": "5", "citation": "Plan"}))
    assert found(a, ruleset(rule("B", title="Kabel", source={"article": "5"}))) == [
        ("A", "B", "article")
    ]


def test_text_is_compared_within_a_kind_and_a_holder() -> None:
    a = ruleset(rule("A", title=TEXT))
    for other in ({"kind": "procedure"}, {"holder": "state"}):
        assert found(a, ruleset(rule("B", title=TEXT, **other))) == []
    assert found(a, ruleset(rule("B", title=TEXT))) == [("A", "B", "text")]


def test_titles_alone_must_be_nearly_the_same_and_have_the_same_numbers() -> None:
    a = ruleset(rule("A", title="Erfafscheiding hoger dan 1 meter"))
    for title, expected in (
        ("Erfafscheiding hoger dan 1 meter.", True),
        ("Erfafscheiding hoger dan 2 meter", False),
        ("Erfafscheiding lager dan 1 meter aan de straat", False),
    ):
        assert bool(found(a, ruleset(rule("B", title=title)))) == expected


def test_summaries_are_compared_where_both_have_one() -> None:
    long = "Na tien uur des avonds is het verboden om buiten geluid te maken dat anderen stoort."
    a = ruleset(rule("A", title="Stilte", summary=long))
    assert found(a, ruleset(rule("B", title="Rust", summary=long))) == [("A", "B", "text")]
    assert found(a, ruleset(rule("B", title="Rust"))) == []
    assert found(a, ruleset(rule("B", title="Stilte"))) == [("A", "B", "text")]
    short = ruleset(rule("A", title="Stilte"))
    assert found(short, ruleset(rule("B", title="Stilte", summary=long))) == [("A", "B", "text")]


def test_most_alike_goes_first_and_ties_by_id() -> None:
    a = ruleset(rule("A1", title=TEXT), rule("A2", title=TEXT))
    b = ruleset(rule("B2", title=TEXT), rule("B1", title=TEXT))
    assert found(a, b) == [("A1", "B1", "text"), ("A2", "B2", "text")]
    near = ruleset(rule("A1", title=TEXT + "!"), rule("A2", title=TEXT))
    assert found(near, ruleset(rule("B", title=TEXT))) == [("A2", "B", "text")]


def test_score_says_how_sure() -> None:
    a = ruleset(rule("A", title=TEXT), rule("B", source={"wId": "w"}))
    b = ruleset(rule("C", title=TEXT + " is goed"[:4]), rule("D", source={"wId": "w"}))
    scores = {pair.how: pair.score for pair in matching(a, b).pairs}
    assert scores["wId"] == 100
    assert alike.BY_TITLE <= scores["text"] < 100


# Where texts are not compared.


def test_without_the_extra_it_still_answers_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def none(name: str, *arguments: Any, **more: Any) -> Any:  # noqa: ANN401 (what Python has)
        if name.startswith("rapidfuzz"):
            raise ImportError(name)
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", none)
    a = ruleset(rule("A", title=TEXT), rule("Z", title="Bomen", source={"article": "3"}))
    b = ruleset(rule("B", title=TEXT), rule("Y", title="Bomen", source={"article": "3"}))
    assert found(a, b) == [("Z", "Y", "article")]
    assert matching(a, b).texts == "extra_missing"
    assert matching(a, a).texts == "not_needed"


def test_too_many_texts_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = ruleset(rule("A", title=TEXT)), ruleset(rule("B", title=TEXT))
    monkeypatch.setattr(alike, "MOST_PAIRS", 0)
    assert matching(a, b).texts == "too_many"
    assert matching(a, b).pairs == ()


# What a person says.


def test_what_a_person_says_goes_before_everything() -> None:
    a, b = ruleset(rule("X"), rule("Y"), rule("Z")), ruleset(rule("X"), rule("Y"), rule("Z"))
    assert found(a, b, [("X", "Y"), ("Y", "X")]) == [
        ("X", "Y", "said"), ("Y", "X", "said"), ("Z", "Z", "id"),
    ]  # fmt: skip
    alone = matching(a, b, [("X", None), (None, "Z")])
    assert [(pair.a, pair.b) for pair in alone.pairs] == [("Y", "Y")]
    assert (alone.only_a, alone.only_b) == (("X", "Z"), ("X", "Z"))


def test_file_of_pairs_may_name_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "paren.csv"
    path.write_text("A;B\nX;Y\n", encoding="utf-8")
    assert found(ruleset(rule("X")), ruleset(rule("Y")), path) == [("X", "Y", "said")]
    assert found(ruleset(rule("X"), rule("A")), ruleset(rule("Y"), rule("B")), str(path)) == [
        ("X", "Y", "said"), ("A", "B", "said"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pairs", "codes"),
    [
        ([("XX", "Y")], ["MK070"]),
        ([("X", "YY")], ["MK070"]),
        ([("X", "Y"), ("X", None)], ["MK071"]),
        ([("X", "Y"), (None, "Y")], ["MK071"]),
        ([(None, None)], ["MK072"]),
        ([("X",)], ["MK072"]),
        (["XY"], ["MK072"]),
    ],
)
def test_wrong_pair_is_refused_with_its_place(pairs: list[Any], codes: list[str]) -> None:
    a, b = ruleset(rule("X")), ruleset(rule("Y"))
    with pytest.raises(mk.WrongUseError) as caught:
        said_of(pairs, a, b)
    assert [finding.code for finding in caught.value.findings] == codes
    assert str(caught.value.finding.where.path).startswith("match[")


def test_wrong_line_of_a_file_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "paren.csv"
    path.write_text("X;Y\nXX;\nX;\n", encoding="utf-8")
    with pytest.raises(mk.UnreadableError) as caught:
        said_of(path, ruleset(rule("X")), ruleset(rule("Y")))
    told = [(f.code, f.where.file, f.where.line) for f in caught.value.findings]
    assert told == [("MK070", "paren.csv", 2), ("MK071", "paren.csv", 3)]
    assert caught.value.findings[0].values["near"] == ("X",)


# Two real versions of one plan: nothing of their text stands in this repository.

STOP = "{https://standaarden.overheid.nl/stop/imop/tekst/}"
Lid = dict[str, str]


def _said(element: Tree.Element | None) -> str:
    return "" if element is None else " ".join(" ".join(element.itertext()).split())


def _amersfoort() -> Iterator[Lid]:
    archive = shared("data/real/stop-amersfoort-2021/1_Amersfoort.zip")
    with zipfile.ZipFile(archive) as files:
        root = Tree.fromstring(files.read("akn_nl_bill_gm0307_1.xml"))  # noqa: S314 (our own copy)
    for article in root.iter(f"{STOP}Artikel"):
        head = article.find(f"{STOP}Kop")
        number, title = (
            _said(None if head is None else head.find(f"{STOP}{name}"))
            for name in ("Nummer", "Opschrift")
        )
        for part in article.findall(f"{STOP}Lid") or [article]:
            text = _said(part.find(f"{STOP}Inhoud"))
            if text:
                lid = _said(part.find(f"{STOP}LidNummer")).rstrip(".")
                yield {"article": number, "lid": lid, "title": title, "text": text}


def _ermelo() -> Iterator[Lid]:
    with shared("data/real/derived/ermelo_rules.jsonl").open(encoding="utf-8") as file:
        for line in file:
            read = json.loads(line)
            if not read["vervallen"]:
                yield {
                    "article": read["artikel"],
                    "lid": read["lid"] or "",
                    "title": read["opschrift"] or "",
                    "text": read["tekst"],
                }


def _plan(
    leden: Iterator[Lid], letter: str, articles: bool
) -> tuple[mk.RuleSet, Mapping[str, Lid]]:
    named = {f"{letter}{place}": lid for place, lid in enumerate(leden)}
    rules = []
    for name, lid in named.items():
        article = {"source": {"article": f"{lid['article']} lid {lid['lid']}"}} if articles else {}
        rules.append(rule(name, title=lid["title"] or "-", summary=lid["text"], **article))
    return ruleset(*rules), named


def test_two_versions_of_a_real_plan_are_matched_by_text() -> None:
    (a, ours), (b, theirs) = _plan(_ermelo(), "e", False), _plan(_amersfoort(), "a", False)
    pairs = matching(a, b).pairs
    assert len(pairs) > 560
    assert {pair.how for pair in pairs} == {"text"}
    titles = [(ours[p.a]["title"].lower(), theirs[p.b]["title"].lower()) for p in pairs]
    assert all(one == other for one, other in titles)
    places = [
        (ours[p.a]["article"], ours[p.a]["lid"]) == (theirs[p.b]["article"], theirs[p.b]["lid"])
        for p in pairs
    ]
    assert sum(places) / len(places) > 0.98


def test_articles_of_a_real_plan_whose_text_moved_on_are_no_match() -> None:
    (a, ours), (b, theirs) = _plan(_ermelo(), "e", True), _plan(_amersfoort(), "a", True)
    pairs = matching(a, b).pairs
    hows = [pair.how for pair in pairs]
    assert hows.count("article") > 550
    assert hows.count("text") >= 3  # a paragraph that got another number
    assert all(ours[p.a]["title"].lower() == theirs[p.b]["title"].lower() for p in pairs)

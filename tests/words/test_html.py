# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as a page for notebooks: whole, harmless, in either language."""

from html.parser import HTMLParser
from typing import Any

import pytest

import minkader as mk
from minkader.formats.locate import load
from tests.tiny import document, rule

VOID = {"br", "hr"}


class Balanced(HTMLParser):
    """Return whether every tag is closed, and which tags there are."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag that is opened."""
        self.tags.add(tag)
        assert all(name in {"style", "class", "colspan"} for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag


def _page(answer: Any) -> str:  # noqa: ANN401 (any answer)
    page: str = answer._repr_html_()  # what a notebook calls
    parser = Balanced()
    parser.feed(page)
    assert not parser.open
    assert "script" not in parser.tags
    return page


def _answers() -> dict[str, Any]:
    rules = mk.load("voorbeeld")
    return {
        "solve": mk.solve(rules),
        "infeasible": mk.what_if(rules, form={"HEDGE": "self_management"}),
        "what_if": mk.what_if(rules, capacity={"vereniging": 0}),
        "scenarios": mk.scenarios(rules),
        "compare": mk.compare(rules, mk.load("boomgaardshoek")),
        "show": mk.show(rules, "HEDGE"),
        "check": mk.check(rules, cases=mk.load_cases("voorbeeld")),
        "why": mk.why(rules, "HEDGE"),
        "why_went": mk.why(rules, "FRONT-DORMER"),
        "why_cheaper": mk.why(mk.load("boomgaardshoek"), "BS-22.18-2"),
        "choices": mk.choices(rules),
        "no_choices": mk.choices(mk.load(_HOPELESS)),
        "judged": mk.check(rules, framework=mk.solve(rules, scenario="proef")),
    }


_HOPELESS = document(rule("A"), interests={"i": {"title": "Veilig", "ground": "safety"}})


ANSWERS = _answers()


@pytest.mark.parametrize("name", list(ANSWERS))
def test_answer_has_a_page(tongue: str, name: str) -> None:
    page = _page(ANSWERS[name])
    assert page.startswith('<div class="minkader"><h3>')
    assert "self_management" not in page
    assert "None" not in page


def test_page_says_the_decision_of_every_rule(tongue: str) -> None:
    page = _page(ANSWERS["solve"])
    words = {"nl": "vergunning → burenakkoord", "en": "permit → neighbour agreement"}
    assert words[tongue] in page
    assert "HEDGE" in page
    sure = {"nl": "Bewezen en nagerekend", "en": "Proven and recomputed"}
    assert sure[tongue] in page


def test_page_never_runs_what_a_title_says(dutch: None) -> None:
    evil = "<script>alert(1)</script>"
    rules = load(document(rule("A", title=evil), title=evil))
    page = _page(mk.solve(rules))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_answer_read_back_without_its_ruleset_still_shows_something() -> None:
    answer = mk.Framework.model_validate_json(mk.solve(mk.load("voorbeeld")).to_json())
    assert _page(answer).startswith("<pre>")

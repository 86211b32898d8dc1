# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings in words: every code has a message and a mend, and says its names."""

import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from minkader.formats.locate import load, read
from minkader.render.terminal import blocks
from minkader.ruleset.errors import MinkaderError, SelfCheckError, UnreadableError, WrongUseError
from minkader.ruleset.findings import Finding, Place
from minkader.words import codes, language
from minkader.words.explain import explained
from minkader.words.faults import error_text, finding_text, items
from minkader.words.language import Pair
from minkader.words.problems import problem
from tests.shared import ROOT, lines
from tests.tiny import document, rule

CODES = {
    known: code
    for name in dict.fromkeys(codes.FAMILIES.values())
    for known, code in codes.family(name).items()
}
TEXTS = [
    (f"{known} {place}", pair)
    for known, code in CODES.items()
    for place, pair in (("message", code.message), ("mend", code.mend), *code.variants.items())
]
SHORT = 20
"""Words in a sentence that a reader takes in at once."""


def given() -> str:
    """Return the source of all that can give a code: wherever it stands but where it is said."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src" / "minkader").rglob("*.py")
        if path.parent.name != "words" or path.name in ("explain.py", "closing.py")
    )


def fields(text: str) -> set[str]:
    """Return the names that a template fills in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_that_is_given_is_said_and_the_other_way_round() -> None:
    assert set(re.findall(r"\"(MK\d{3})\"", given())) == set(CODES)


def test_every_variant_is_given() -> None:
    whys = {why for code in CODES.values() for why in code.variants}
    assert whys <= set(re.findall(r"\"([a-z]+)\"", given()))


def test_every_code_stands_once_in_order_and_in_the_file_of_its_family() -> None:
    assert list(CODES) == sorted(CODES)
    for known, code in CODES.items():
        assert codes.code(known) is code
    folder = Path(codes.__file__).parent / "findings"
    named = {path.stem for path in folder.iterdir()} - {"names", "values", "problems"}
    assert named == set(codes.FAMILIES.values())
    heads = re.findall(r"^(MK\d{3}):", "\n".join(map(source, sorted(named))), re.M)
    assert sorted(heads) == list(CODES)


def source(name: str) -> str:
    """Return a file of texts as it stands."""
    path = Path(codes.__file__).parent / "findings" / f"{name}.yaml"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("place", "pair"), TEXTS, ids=[place for place, _ in TEXTS])
def test_text_says_the_same_names_in_both_languages_shortly(place: str, pair: Pair) -> None:
    assert fields(pair[0]) == fields(pair[1])
    for text in pair:
        assert text == text.strip()
        assert text[-1] in ".?"
        for sentence in re.split(r"(?<=[.?]) ", text):
            assert len(sentence.split()) <= SHORT, sentence


def test_files_hold_text_in_both_languages_and_nothing_else() -> None:
    """Protects what YAML would read as a number or a date, and a language left out."""

    def leaves(node: Any) -> Iterator[object]:  # noqa: ANN401 (a document)
        if not isinstance(node, dict):
            yield node
            return
        if "nl" in node:
            assert set(node) <= {"nl", "en"}
        for part in node.values():
            yield from leaves(part)

    for name in (*codes.FAMILIES.values(), "names", "values", "problems"):
        for leaf in leaves(dict(codes.texts(name))):
            assert isinstance(leaf, str), (name, leaf)
            assert leaf.strip(), name


_EXAMPLE = {"nl": "Fout", "en": "Wrong"}


@pytest.mark.parametrize("code", CODES)
def test_code_is_explained(tongue: str, code: str) -> None:
    # An example is shown as it is typed (test_examples.py): this is about what is said.
    told = (
        blocks(explained(code.lower()), width=60).split("\n\n" + _EXAMPLE[tongue])[0].splitlines()
    )
    assert told[0] == code
    head = {
        "nl": ("Een fout", "Een aandachtspunt"),
        "en": ("An error", "A point to look at"),
    }[tongue][code >= "MK100"]
    assert told[1].startswith(head)
    assert len(told) >= 5
    assert not re.search(r"[{}]", "".join(told).replace("{never", "").replace("…}", ""))
    assert all(len(line) <= 60 for line in told)


def test_code_that_is_not_there_is_wrong_use() -> None:
    with pytest.raises(WrongUseError) as caught:
        explained("MK999")
    assert caught.value.finding.code == "MK055"
    assert caught.value.exit_code == 2


def test_every_wrong_document_of_the_contract_is_told_in_both_languages() -> None:
    for case in lines("contract/errors.jsonl"):
        with pytest.raises(UnreadableError) as caught:
            load(case["ruleset"])
        told = []
        for tongue in language.LANGUAGES:
            language.choose(tongue)
            told.append(str(caught.value))
            language.choose(None)
            for name in case["names"]:
                assert name in told[-1], (case["wrong"], told[-1])
            assert not re.search(r"\{\w*\}", told[-1])
        assert told[0] != told[1]


def _refused(text: str) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read(text.encode(), "x.yaml")
    return caught.value


@pytest.mark.parametrize(
    ("text", "nl", "en"),
    [
        ("a: [1", "hier hoort een komma of ]", "did not find expected ',' or ']'"),
        ("a: b: c", "hier kan geen dubbele punt staan", "mapping values are not allowed"),
        ("a:\n\t- b", "alleen met spaties", "indent with spaces"),
        ('a: "\\q"', "achter \\ staat een teken dat daar niet kan", "unknown escape"),
        ("a: 'b", "het bestand houdt te vroeg op", "unexpected end of stream"),
        ("a: \x07", "er staat een stuurteken in", "control characters are not allowed"),
        ("a: 1\nb", "achter de sleutel ontbreekt een dubbele punt", "could not find expected ':'"),
        ("- a\nb: c", "hier hoort een streepje", "did not find expected '-' indicator"),
        ("%YAML 3.0\n---\na: 1", "deze versie van YAML is niet bekend", "incompatible YAML"),
    ],
)
def test_problem_of_the_parser_is_said_in_dutch_too(text: str, nl: str, en: str) -> None:
    error = _refused(text)
    for tongue, expected in (("nl", nl), ("en", en)):
        language.choose(tongue)
        assert expected in str(error)
        language.choose(None)


def test_problem_that_is_not_known_stays_english_and_is_marked(tongue: str) -> None:
    assert problem("odd") == {"nl": "odd (en)", "en": "odd"}[tongue]


def test_finding_names_file_line_column_path_and_subject(dutch: None) -> None:
    finding = Finding(
        code="MK024",
        where=Place(file="x.yaml", line=5, column=7, path="rules[0].form"),
        subjects=("A",),
        values={"found": "permt", "known": ("permit",), "near": ("permit",)},
    )
    assert finding_text(finding) == (
        "x.yaml:5:7 rules[0].form (A): MK024 Het woord permt is hier niet bekend.\n"
        "  Bedoelde u permit?"
    )


def test_finding_without_a_near_name_says_how_to_mend_it(dutch: None) -> None:
    finding = Finding(code="MK024", values={"found": "x", "known": ("a", "b"), "near": ()})
    assert finding_text(finding).splitlines()[1] == "  Kies uit: a, b."


@pytest.mark.parametrize(
    ("what", "nl", "en"),
    [
        ("date", "Dit is geen datum zoals 2026-01-01: x.", "This is not a date such as 2026-01-01"),
        ("id", "Dit kan geen naam zijn: x.", "This cannot be a name: x."),
        ("reference", "Dit is geen verwijzing naar een regel: x.", "not a reference to a rule: x."),
        ("window", "Dit is geen periode: x.", "This is not a period of time: x."),
    ],
)
def test_what_is_written_wrongly_is_said_by_what_it_should_be(
    tongue: str, what: str, nl: str, en: str
) -> None:
    """Protects "geen datum": one sentence around every kind said "niet een datum"."""
    told = finding_text(Finding(code="MK025", values={"what": what, "found": "x"}))
    message, mend = told.splitlines()
    assert {"nl": nl, "en": en}[tongue] in message
    assert mend.startswith({"nl": "  Schrijf ", "en": "  Write "}[tongue])
    assert mend != f"  Schrijf {what}."


def test_finding_fits_the_line(tongue: str) -> None:
    error = _refused("minkader: 1\nid: x\ntitle: X\nrules:\n- {id: A, title: A, form: zzz}\n")
    told = blocks(items(error.findings), width=50)
    assert all(len(line) <= 50 for line in told.splitlines())
    assert told.split() == blocks(items(error.findings)).split()


def test_findings_past_twenty_are_counted(tongue: str) -> None:
    rules = [rule(f"R{n}", form="zzz") for n in range(25)]
    with pytest.raises(UnreadableError) as caught:
        load(document(*rules))
    told = blocks(items(caught.value.findings))
    assert told.count("MK024") == 20
    assert told.splitlines()[-1].startswith({"nl": "… en nog 5 b", "en": "… and 5 more"}[tongue])
    assert str(caught.value).count("MK024") == 25


def test_value_that_is_empty_is_said(dutch: None) -> None:
    finding = Finding(code="MK053", values={"found": "", "known": ("kept",)})
    assert finding_text(finding).startswith("MK053 (leeg) is geen volgorde.")


def test_text_of_an_error_cannot_fool_a_screen(dutch: None) -> None:
    finding = Finding(code="MK020", values={"found": "a\x1b[31m\nb", "near": ()})
    for told in (finding_text(finding), blocks(items([finding]))):
        assert "\x1b" not in told
        assert len(told.splitlines()) == 2


def test_errors_of_every_kind_have_words(tongue: str) -> None:
    told = error_text(SelfCheckError("invalid", {}))
    assert "invalid" in told
    assert str(SelfCheckError("invalid", {})) == told
    assert error_text(MinkaderError()) == "MinkaderError"


@pytest.mark.parametrize("release", ["foo", {"never": "wet", "stances": {}}, 3])
def test_wrong_release_says_what_can_stand_there(tongue: str, release: object) -> None:
    """Protects the braces of what is expected: they once broke the sentence."""
    rules = [{"id": "A", "title": "A", "release": release}]
    with pytest.raises(UnreadableError) as caught:
        load({"minkader": 1, "id": "x", "title": "X", "rules": rules})
    assert "never" in str(caught.value) or release == 3
    assert caught.value.findings[0].code == "MK022"

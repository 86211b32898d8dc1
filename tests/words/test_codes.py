# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings in words: every code has a message and a mend, and says its names."""

import re

import pytest

from minkader.formats.locate import load, read
from minkader.ruleset.errors import MinkaderError, SelfCheckError, UnreadableError, WrongUseError
from minkader.ruleset.findings import Finding, Place
from minkader.words import codes, language
from minkader.words.explain import explained
from minkader.words.faults import error_text, finding_text, findings_text
from minkader.words.problems import problem
from tests.shared import ROOT, lines
from tests.tiny import document, rule


def emitted() -> set[str]:
    """Find every code that the program can give, wherever it stands but where it is said."""
    found: set[str] = set()
    for path in (ROOT / "src" / "minkader").rglob("*.py"):
        if path.parent.name != "words" or path.name in ("explain.py", "closing.py"):
            found |= set(re.findall(r"\"(MK\d{3})\"", path.read_text(encoding="utf-8")))
    return found


def test_every_code_that_is_given_is_said_and_the_other_way_round() -> None:
    assert emitted() == set(codes.MESSAGES)
    assert set(codes.FOUND_IS_A_KIND) <= set(codes.MESSAGES)
    assert {code for code, _ in codes.VARIANTS} <= set(codes.MESSAGES)


_EXAMPLE = {"nl": "Zo niet", "en": "Not so"}


@pytest.mark.parametrize("code", sorted(codes.MESSAGES))
def test_code_is_explained(tongue: str, code: str) -> None:
    # An example is shown as it is typed (test_examples.py): this is about what is said.
    told = explained(code.lower(), 60).split("\n\n" + _EXAMPLE[tongue])[0].splitlines()
    assert told[0] == code
    head = {
        "nl": ("Fout", "Aandachtspunt"),
        "en": ("Error", "Point to look at"),
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


def test_finding_fits_the_line(tongue: str) -> None:
    error = _refused("minkader: 1\nid: x\ntitle: X\nrules:\n- {id: A, title: A, form: zzz}\n")
    told = findings_text(error.findings, width=50)
    assert all(len(line) <= 50 for line in told.splitlines())
    assert told.split() == findings_text(error.findings).split()


def test_findings_past_twenty_are_counted(tongue: str) -> None:
    rules = [rule(f"R{n}", form="zzz") for n in range(25)]
    with pytest.raises(UnreadableError) as caught:
        load(document(*rules))
    told = findings_text(caught.value.findings)
    assert told.count("MK024") == 20
    assert told.splitlines()[-1].startswith({"nl": "… en nog 5 b", "en": "… and 5 more"}[tongue])
    assert str(caught.value).count("MK024") == 25


def test_value_that_is_empty_is_said(dutch: None) -> None:
    finding = Finding(code="MK053", values={"found": "", "known": ("kept",)})
    assert finding_text(finding).startswith("MK053 (leeg) is geen volgorde.")


def test_text_of_an_error_cannot_fool_a_screen(dutch: None) -> None:
    finding = Finding(code="MK020", values={"found": "a\x1b[31m\nb", "near": ()})
    for told in (finding_text(finding), finding_text(finding, 80)):
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

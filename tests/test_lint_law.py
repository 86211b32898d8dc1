# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The law of lint, over generated rule sets: every finding survives its own mend."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from minkader.formats.locate import load
from minkader.questions.lint.whole import lint
from minkader.ruleset.findings import Finding, Severity
from tests.generator import make
from tests.lint_mends import MENDS, Json, mended
from tests.test_laws import SEEDS

OF_ANSWERS = {"MK102"}
"""Codes that an answer gives and a file alone never."""
MOST_OF_A_CODE = max(40, SEEDS // 10)


def found_in(document: Json) -> list[Finding]:
    """Lint a document."""
    return list(lint(load(document)).findings)


def name_of(finding: Finding) -> tuple[object, ...]:
    """Tell findings apart, wherever in a list they stand."""
    values = {key: value for key, value in finding.values.items() if key != "others"}
    return finding.code, finding.subjects, tuple(sorted(values.items()))


@cache
def gathered() -> dict[str, list[tuple[int, Finding]]]:
    """Gather findings of every code from generated rule sets, some of each."""
    found: dict[str, list[tuple[int, Finding]]] = {code: [] for code in MENDS}
    for seed in range(SEEDS):
        for finding in found_in(make(seed)[0]):
            if len(found[finding.code]) < MOST_OF_A_CODE:
                found[finding.code].append((seed, finding))
    return found


def test_every_code_of_lint_has_a_mend() -> None:
    from minkader.words.codes import family  # noqa: PLC0415

    assert {*MENDS, *OF_ANSWERS} == set(family("lint"))


@pytest.mark.parametrize("code", MENDS)
def test_finding_survives_its_own_mend(code: str) -> None:
    """Protects "mend it and it is gone", and that no mend breaks what was whole."""
    assert gathered()[code], "the generator never shows this code"
    for seed, finding in gathered()[code]:
        document = make(seed)[0]
        before = Counter(map(name_of, found_in(document)))
        after = found_in(mended(document, finding))
        left = Counter(map(name_of, after))
        assert left[name_of(finding)] < before[name_of(finding)], (seed, finding)
        grave = {name_of(f) for f in after if f.severity is Severity.ERROR}
        assert grave <= set(before), (seed, finding, grave - set(before))


def mended_through(document: Json) -> Iterator[Finding]:
    """Mend a document one finding after the other until there is none."""
    for _ in range(100):
        found = found_in(document)
        if not found:
            return
        yield found[0]
        document.update(mended(document, found[0]))


@pytest.mark.parametrize("seed", range(0, SEEDS, max(1, SEEDS // 40)))
def test_mending_on_leads_to_a_rule_set_without_findings(seed: int) -> None:
    """Protects the officer from a circle of mends."""
    document = make(seed)[0]
    assert len(list(mended_through(document))) < 100
    assert not found_in(document)

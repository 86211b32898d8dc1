# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The flags of `what-if`: each says what a scenario of the file would say; none breaks it."""

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("flags", "changes"),
    [
        ("--keep HEDGE --keep FLAGPOLE", {"keep": ["HEDGE", "FLAGPOLE"]}),
        ("--release FLAGPOLE", {"release": ["FLAGPOLE"]}),
        ("--form FRONT-DORMER=permit", {"form": {"FRONT-DORMER": "permit"}}),
        ("--capacity vereniging=10", {"capacity": {"vereniging": 10}}),
        ("--drop-interest street-view", {"drop_interests": ["street-view"]}),
        ("--adopt cursus", {"adopt": ["cursus"]}),
        (
            "--stance wijkagent FRONT-DORMER neighbour_agreement blocks",
            {"stances": {"wijkagent": {"FRONT-DORMER": {"neighbour_agreement": "blocks"}}}},
        ),
        ("--ground FLAGPOLE=safety,health", {"grounds": {"FLAGPOLE": ["safety", "health"]}}),
        ("--classify SHED-COLOUR=confirmed", {"classification": {"SHED-COLOUR": "confirmed"}}),
    ],
)
def test_flag_says_what_a_scenario_would_say(
    spoken: Run, flags: str, changes: dict[str, object]
) -> None:
    ran = spoken(f"what-if voorbeeld {flags} --json")
    assert ran.code in (0, 1)
    assert ran.json["answer"]["input"]["changes"] == changes
    told = spoken(f"what-if voorbeeld {flags}").out
    assert told.splitlines()[2].startswith("  * ")


def test_interest_is_added_as_the_file_would_write_it(run: Run) -> None:
    written = "rust={title: Rust, ground: health, together: [[FLAGPOLE]]}"
    ran = run("what-if", "voorbeeld", "--add-interest", written, "--json", "--lang", "nl")
    assert ran.code == 0
    assert {d["id"] for d in ran.json["differences"]} == {"FLAGPOLE"}


def test_flags_come_on_top_of_a_scenario_and_another_may_be_the_base(spoken: Run) -> None:
    line = "what-if voorbeeld --base proef --scenario proef --capacity vereniging=150 --json"
    answer = spoken(line).json
    assert answer["base"]["input"]["scenario"] == "proef"
    assert answer["answer"]["input"]["changes"] == {"capacity": {"vereniging": 150}}
    assert {d["id"] for d in answer["differences"]} == {"FRONT-DORMER"}


@pytest.mark.parametrize(
    "flags",
    [
        "--form HEDGE",
        "--form =permit",
        "--form HEDGE=odd",
        "--form HEDGE=permit --form HEDGE=permit",
        "--keep HEDGE --release HEDGE",
        "--capacity vereniging=veel",
        "--capacity vereniging=²",
        "--capacity vereniging=--5",
        "--capacity vereniging=-5",
        "--capacity vereniging=10.5",
        "--capacity niemand=5",
        "--ground FLAGPOLE=mooi",
        "--classify FLAGPOLE=misschien",
        "--adopt niets",
        "--lift-lock niets",
        "--drop-interest niets",
        "--stance wijkagent HEDGE",
        "--stance niemand HEDGE permit blocks",
        "--stance wijkagent HEDGE permit odd",
        "--base niets",
    ],
)
def test_flag_that_means_nothing_is_wrong_use(run: Run, tongue: str, flags: str) -> None:
    ran = run("what-if", "voorbeeld", *flags.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize(
    "written",
    [
        "rust",
        "rust=[",
        "rust=5",
        "rust={}",
        "rust={title: Rust}",
        "street-view={title: X}",
        "r=&a {}",
    ],
)
def test_interest_that_cannot_be_read_is_wrong_use(run: Run, tongue: str, written: str) -> None:
    ran = run("what-if", "voorbeeld", "--add-interest", written)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_number_of_thousands_of_digits_is_wrong_use(run: Run) -> None:
    assert run("what-if", "voorbeeld", "--capacity", f"vereniging={'9' * 6000}").code == 2


def test_nothing_changed_is_told(run: Run, tongue: str) -> None:
    ran = run("what-if", "voorbeeld")
    assert ran.code == 0
    assert {"nl": "Er verandert niets.", "en": "Nothing changes."}[tongue] in ran.out

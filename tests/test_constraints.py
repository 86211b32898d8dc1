# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`constraints.txt`: whoever clones the project in a year runs the checks with these versions."""

from collections.abc import Iterator
from importlib.metadata import requires

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.shared import ROOT

INSTALL = '-e ".[dev]" -c constraints.txt'
PINNED = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _here(**other: str) -> dict[str, str]:
    return {**{key: str(value) for key, value in default_environment().items()}, **other}


def _holding(environment: dict[str, str]) -> list[str]:
    return [
        canonicalize_name(pin.name)
        for pin in PINNED
        if pin.marker is None or pin.marker.evaluate(environment)
    ]


def _needed(name: str, extra: str = "") -> Iterator[str]:
    """List the packages that a package needs here, itself included."""
    yield canonicalize_name(name)
    environment = _here(extra=extra)
    for needed in map(Requirement, requires(name) or ()):
        if needed.marker is None or needed.marker.evaluate(environment):
            yield from _needed(needed.name)


def test_every_package_that_the_checks_need_is_held() -> None:
    """Protects from a package that comes in newer, one day, and breaks who changed nothing."""
    assert {*_needed("minkader", "dev")} - {"minkader"} <= {*_holding(_here())}


@pytest.mark.parametrize("minor", [11, 12, 13, 14])
def test_each_package_has_one_version_on_each_python(minor: int) -> None:
    """Protects the conditions: a package that left a Python behind is held on all the same."""
    held = _holding(_here(python_version=f"3.{minor}", python_full_version=f"3.{minor}.0"))
    assert sorted({*held}) == sorted(held)
    everywhere = {canonicalize_name(pin.name) for pin in PINNED if "sys_" not in str(pin.marker)}
    assert everywhere <= {*held}
    assert all(str(pin.specifier).startswith("==") for pin in PINNED)


@pytest.mark.parametrize(
    ("page", "times"), [("README.md", 2), ("CONTRIBUTING.md", 1), (".ci/run", 1)]
)
def test_everybody_installs_with_them(page: str, times: int) -> None:
    assert (ROOT / page).read_text(encoding="utf-8").count(INSTALL) == times

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kind of constraint that a study or the translation does not know is refused at import."""

import json
import subprocess
import sys

import pytest

from minkader.decision.kinds import KINDS

RELOADED = """
import importlib, json, sys
from minkader.decision import kinds
module = importlib.import_module(sys.argv[1])
kinds.KINDS = tuple(json.loads(sys.argv[2]))
try:
    importlib.reload(module)
except kinds.UnknownKindError as error:
    print(json.dumps([error.reader, error.kind]))
"""


@pytest.mark.parametrize(
    "reader", ["minkader.problem.translation", "minkader.questions.study.kept"]
)
@pytest.mark.parametrize(("kinds", "amiss"), [((*KINDS, "budget"), "budget"), (KINDS[1:], "guard")])
def test_kind_that_is_not_read_is_refused(reader: str, kinds: tuple[str, ...], amiss: str) -> None:
    """A fixed fault: a budget over all groups was ignored, and what broke it called proven."""
    command = [sys.executable, "-c", RELOADED, reader, json.dumps(kinds)]
    ran = subprocess.run(command, capture_output=True, check=True, text=True)
    assert json.loads(ran.stdout) == [reader, amiss]

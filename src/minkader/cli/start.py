# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the command line does by hand to start faster, each with what it saves.

Measured on `minkader solve boomgaardshoek` (callgrind, CPython 3.11.7; docs/decisions.md). Whatever
saves next to nothing any more goes.
"""

import atexit
import gc
import os
import sys
from types import ModuleType
from typing import Any


def rest_the_collector() -> None:
    """Let Python look for no garbage: who goes on after the end turns that on again.

    A process that answers one question and ends: looking costs a tenth of its time, and looking
    once more at the very end, through all that is still in use, a thirtieth.
    """
    gc.disable()
    atexit.register(gc.freeze)


def skip_plugins_of_pydantic() -> None:
    """Hand pydantic an empty list of plug-ins, for this command has none.

    Looking for them loads importlib.metadata, and that email, socket and zipfile: 20 ms.
    """
    loader: Any = ModuleType("pydantic.plugin._loader")
    loader.get_plugins = tuple
    sys.modules.setdefault(loader.__name__, loader)


def columns() -> int:
    """Return the columns of the terminal, or what COLUMNS says; 0 where there is none.

    As shutil does, which would load three libraries that compress: 27 million instructions of some
    1,180.
    """
    try:
        said = os.environ.get("COLUMNS", "")
        told = int(said) if said.isdecimal() else 0
        return told or os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 0

# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find the best solution of a problem in numbers, prove it, and keep it best while it changes.

This is the face: everything outside imports from here, and what is here loads only where it is
used. Inside, one solve goes from covering form by presolve and components to capacities
(`pipeline`); nothing here knows what a rule is.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from minkader.solver.component import InfeasibleError
    from minkader.solver.components import connected_components, split
    from minkader.solver.covering_form import weighting_of
    from minkader.solver.incremental.block import Block
    from minkader.solver.incremental.engine import Impact, Incremental
    from minkader.solver.incremental.extension import Extension
    from minkader.solver.incremental.numbered import Numbered
    from minkader.solver.incremental.undo_log import Notes
    from minkader.solver.incremental.variants import UnknownError, Variant, Variants
    from minkader.solver.lexicographic import has_solution
    from minkader.solver.pipeline import Outcome, solve
    from minkader.solver.proof.certificate import ComponentProof, prove, prove_infeasible
    from minkader.solver.proof.prover import BetterError, UnprovenError
    from minkader.solver.watch import Progress, Watch

_HOMES: Final = {
    "component": ("InfeasibleError",),
    "components": ("connected_components", "split"),
    "covering_form": ("weighting_of",),
    "incremental.block": ("Block",),
    "incremental.engine": ("Impact", "Incremental"),
    "incremental.extension": ("Extension",),
    "incremental.numbered": ("Numbered",),
    "incremental.undo_log": ("Notes",),
    "incremental.variants": ("UnknownError", "Variant", "Variants"),
    "lexicographic": ("has_solution",),
    "pipeline": ("Outcome", "solve"),
    "proof.certificate": ("ComponentProof", "prove", "prove_infeasible"),
    "proof.prover": ("BetterError", "UnprovenError"),
    "watch": ("Progress", "Watch"),
}
_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "BetterError",
    "Block",
    "ComponentProof",
    "Extension",
    "Impact",
    "Incremental",
    "InfeasibleError",
    "Notes",
    "Numbered",
    "Outcome",
    "Progress",
    "UnknownError",
    "UnprovenError",
    "Variant",
    "Variants",
    "Watch",
    "connected_components",
    "has_solution",
    "prove",
    "prove_infeasible",
    "solve",
    "split",
    "weighting_of",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the face names)
    """Load what is named, once."""
    if name not in _HOME_OF:
        raise AttributeError(name)
    found = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found

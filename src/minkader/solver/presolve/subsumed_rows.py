# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Subsumed rows: another row holds only where they do."""

from minkader.solver.covering_form import CoveringForm
from minkader.solver.presolve.reduced import Reduced, remaining


def without_subsumed_rows(form: CoveringForm) -> Reduced | None:
    """Take away a row that holds wherever another row does.

    Among rows that any one column fulfils: the columns of the other are all columns of this one.
    """
    clauses = {
        number: frozenset(row)
        for number, row in enumerate(form.rows)
        if all(coefficient == form.rhs[number] for coefficient in row.values())
    }
    by_column: dict[int, list[int]] = {}
    for number in sorted(clauses, key=lambda number: (len(clauses[number]), number)):
        by_column.setdefault(min(clauses[number]), []).append(number)
    holds = bytearray(len(form.rows))
    for number, columns in clauses.items():
        for column in columns:
            for other in by_column.get(column, ()):
                if other != number and not holds[other] and clauses[other] <= columns:
                    if clauses[other] == columns and other > number:
                        continue
                    holds[number] = 1
                    break
            if holds[number]:
                break
    return remaining(form, bytearray(b"\x01") * len(form.columns), holds)

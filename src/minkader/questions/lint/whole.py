# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that lint says of a rule set, in the order of the file."""

from dataclasses import dataclass
from typing import Final

from minkader.questions.lint import answer, forms, guarding, links
from minkader.questions.lint.never import never_guarded
from minkader.questions.lint.sight import Sight
from minkader.ruleset.findings import Finding
from minkader.ruleset.nouns import RuleSet
from minkader.solver import Watch


@dataclass(frozen=True)
class Linted:
    """What was found, and the interests of which MK108 was not decided within the work limit."""

    findings: tuple[Finding, ...]
    undecided: tuple[str, ...] = ()


_LOOKS: Final = (
    guarding.redundant,
    links.conflicting,
    links.unused,
    guarding.unguarded,
    guarding.duty_of_care_alone,
    links.twice,
    forms.unreachable,
    forms.fallback_missing,
    forms.exemption_without_rule,
    forms.release_without_reason,
    links.without_effect,
)


def lint(ruleset: RuleSet, watch: Watch | None = None) -> Linted:
    """List what is unwise in a file, in its order; without a place, in the order of the codes."""
    sight = Sight(ruleset)
    found = [*answer.above_ceiling(ruleset), *answer.veto_without_basis(ruleset)]
    for look in _LOOKS:
        found += look(sight)
    never, undecided = never_guarded(sight, watch or Watch())
    found.extend(never)
    return Linted(tuple(sorted(found, key=_place)), undecided)


def _place(finding: Finding) -> tuple[int, int, str]:
    where = finding.where
    return where.line or 0, where.column or 0, finding.code

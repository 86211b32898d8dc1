# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The closed word lists of the decision model: forms, grounds, kinds, holders, stances, tiers.

Sentences about these words live in `words/`.
"""

from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """How a rule is held; municipal forms stand from heavy to light."""

    PROHIBITION = "prohibition"
    PERMIT = "permit"
    NOTIFICATION_DUTY = "notification_duty"
    INFORMATION_DUTY = "information_duty"
    GENERAL_RULE = "general_rule"
    DUTY_OF_CARE = "duty_of_care"
    SELF_MANAGEMENT = "self_management"
    NEIGHBOUR_AGREEMENT = "neighbour_agreement"
    NEIGHBOUR_NOTICE = "neighbour_notice"
    RELEASE = "release"

    @property
    def municipal(self) -> bool:
        """Return whether the municipality holds the rule in this form."""
        return self.rung > 0

    @property
    def resident(self) -> bool:
        """Return whether residents hold the rule in this form."""
        return self.rung == 0 and self is not Form.RELEASE

    @property
    def rung(self) -> int:
        """Return the place on the ladder: 6 (prohibition) to 1 (duty of care), 0 for the rest."""
        return _RUNGS.get(self, 0)


MUNICIPAL_FORMS: Final = tuple(form for form in Form)[:6]
RESIDENT_FORMS: Final = tuple(form for form in Form)[6:9]
_RUNGS: Final = {form: 6 - place for place, form in enumerate(MUNICIPAL_FORMS)}


class Ground(StrEnum):
    """The three grounds that make an interest essential."""

    SAFETY = "safety"
    HEALTH = "health"
    AREA_TRANSCENDING = "area_transcending"


class Kind(StrEnum):
    """What a rule does in the book."""

    RESTRICTION = "restriction"
    EXEMPTION = "exemption"
    DEFINITION = "definition"
    PROCEDURE = "procedure"
    AUTHORITY_DUTY = "authority_duty"

    @property
    def follows(self) -> bool:
        """Return whether rules of this kind follow others and are never decided themselves."""
        return self in (Kind.EXEMPTION, Kind.DEFINITION)


class Holder(StrEnum):
    """Whose rule it is; only the municipality's own rules are decided."""

    MUNICIPALITY = "municipality"
    STATE = "state"
    PROVINCE = "province"
    WATER_BOARD = "water_board"
    CIVIL_LAW = "civil_law"
    OTHER = "other"


class Classification(StrEnum):
    """How sure the file is that grounds and guards name everything that a rule protects."""

    NONE = "none"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


class Stance(StrEnum):
    """What a stakeholder says of one form of one rule."""

    SUPPORTS = "supports"
    TOLERATES = "tolerates"
    OBJECTS = "objects"
    BLOCKS = "blocks"

    @property
    def against(self) -> bool:
        """Return whether this stance counts among the objections."""
        return self in (Stance.OBJECTS, Stance.BLOCKS)


class LockKind(StrEnum):
    """How far higher law fixes a rule."""

    NONE = "none"
    FULL = "full"
    BANDWIDTH = "bandwidth"


class Instrument(StrEnum):
    """What carries a handed-over rule in law."""

    AGREEMENT = "agreement"
    PLAN_CONDITION = "plan_condition"
    POLICY = "policy"


class When(StrEnum):
    """On which side of its threshold an indicator makes a rule fall back."""

    ABOVE = "above"
    BELOW = "below"


class FallbackPolicy(StrEnum):
    """Whether a fallback is a condition or only reported as missing."""

    REQUIRED = "required"
    REPORTED = "reported"


class ProposalPolicy(StrEnum):
    """Whether proposed rules stay as they are or are decided like confirmed ones."""

    KEEP = "keep"
    DECIDE = "decide"


class Tier(StrEnum):
    """What is minimised, in the order of the policy."""

    KEPT = "kept"
    INTENSITY = "intensity"
    RESIDUAL = "residual"
    EFFORT = "effort"


UNITS: Final = {
    Tier.KEPT: "rules",
    Tier.INTENSITY: "rungs",
    Tier.RESIDUAL: "risk_points",
    Tier.EFFORT: "hours_per_year",
}


class Decision(StrEnum):
    """What an answer says of one rule."""

    KEPT = "kept"
    DELEGATED = "delegated"
    RELEASED = "released"
    LAPSED = "lapsed"
    EXTERNAL = "external"

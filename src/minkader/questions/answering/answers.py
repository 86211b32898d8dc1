# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answers: frozen models that become the JSON of page 5; key order is theirs."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, PlainSerializer, PrivateAttr, WithJsonSchema

from minkader.decision.reasons import Reason
from minkader.questions.answering.answer import Answer
from minkader.ruleset.findings import Finding, Place
from minkader.ruleset.nouns import RuleSet
from minkader.version import VERSION

FORMAT_VERSION = 1
_WRITTEN: Final = 4000
"""Figures that Python's own `str` writes of a whole number, and some to spare."""
TOOL = f"minkader {VERSION}"


def decimal(count: int) -> str:
    """Write a count as page 5 asks: a decimal string, of however many figures.

    Python refuses more than 4,300 figures at once (a guard against slow input), and as many ways
    as that are soon there: two for each of 15,000 rules.
    """
    figures = count.bit_length() * 3 // 10
    if figures < _WRITTEN:
        return str(count)
    tail = figures // 2
    head, rest = divmod(count, 10**tail)
    return decimal(head) + decimal(rest).zfill(tail)


class About(Answer):
    """An answer that knows which rule set it is about, outside its JSON: for titles in words."""

    _ruleset: RuleSet | None = PrivateAttr(default=None)

    @property
    def ruleset(self) -> RuleSet | None:
        """Return the rule set that this is about; None where it was read back from JSON."""
        return self._ruleset

    def about(self, ruleset: RuleSet) -> Self:
        """Remember the rule set that this is about; return itself."""
        self._ruleset = ruleset
        return self


class PolicyUsed(Answer):
    """The policy that an answer was made under."""

    order: tuple[str, ...]
    fallback: str
    objections_at_most: str
    proposals: str


class Input(Answer):
    """All that an answer depends on."""

    id: str
    sha256: str
    scenario: str | None
    changes: Mapping[str, Any]
    policy: PolicyUsed
    ties: Literal["steady", "any"]


class Objective(Answer):
    """One tier: value reached, proven lower bound (None: unknown), unit."""

    tier: str
    value: int | None
    bound: int | None
    unit: str
    proven: bool

    @property
    def gap(self) -> int | None:
        """Return how far the value may be from the optimum; None where that is unknown."""
        return None if self.value is None or self.bound is None else self.value - self.bound


class FallbackNamed(Answer):
    """When and how fast (weeks) a rule comes back, in which form; texts as the file gives them."""

    indicator: Mapping[str, str]
    unit: Mapping[str, str]
    threshold: str
    when: str
    window: str
    owner: Mapping[str, str]
    form: str
    weeks: int


class RuleAnswer(Answer):
    """What an answer says of one rule."""

    id: str
    decision: str
    form: str | None
    today: str
    group: str | None
    hours_per_year: int
    needs: tuple[str, ...]
    instrument: str | None
    fallback: FallbackNamed | None
    classification: str
    because: tuple[Reason, ...]


class Counts(Answer):
    """How many rules have which decision."""

    kept: int
    delegated: int
    released: int
    lapsed: int
    external: int
    still_in_plan: int


class Today(Answer):
    """Where the rule set stands now: the weight of today's rules."""

    kept: int


def _file_and_line(place: Place) -> dict[str, str | int | None]:
    return {"file": place.file, "line": place.line}


LinePlace = Annotated[
    Place,
    PlainSerializer(_file_and_line),
    WithJsonSchema(
        {
            "title": "Origin",
            "description": "Where a named constraint stands.",
            "type": "object",
            "properties": {
                "file": {"anyOf": [{"type": "string"}, {"type": "null"}], "title": "File"},
                "line": {"anyOf": [{"type": "integer"}, {"type": "null"}], "title": "Line"},
            },
            "required": ["file", "line"],
            "additionalProperties": False,
        },
        mode="serialization",
    ),
]
"""Where a named constraint stands; of its place JSON says file and line."""


class ClashMember(Answer):
    """One named constraint of a clash (kinds and subjects of page 5)."""

    kind: str
    subjects: tuple[str, ...]
    origin: LinePlace


class Clash(Answer):
    """Named constraints that cannot hold together; `smallest`: no smaller set clashes."""

    size: Literal["smallest", "irreducible"]
    constraints: tuple[ClashMember, ...]


class Change(Answer):
    """One change that mends: its kind and whom it is about; keys that do not apply are None."""

    kind: str
    rule: str | None = None
    form: str | None = None
    group: str | None = None
    measure: str | None = None
    stakeholder: str | None = None
    condition: str | None = None
    hours: int | None = None


class Mend(Answer):
    """A smallest set of changes that makes an infeasible input feasible, and what it costs."""

    changes: tuple[Change, ...]
    asks: int
    euros: int
    hours: int
    weeks: int


class ByHand(Answer):
    """Why no fewer rules can stay, to be checked by hand: these together are as many as stay."""

    no_other_form: tuple[str, ...]
    """Rules that have no form without the municipality."""
    share_no_rule: tuple[str, ...]
    """Essential interests that share no rule: each keeps at least one of its own."""


class StepTaken(Answer):
    """What one step of solving took away from the problem, and how long it took."""

    name: str
    columns: int
    rows: int
    seconds: float


class Measured(Answer):
    """What was measured while answering; the only part that differs from run to run."""

    seconds: float
    steps: tuple[StepTaken, ...] = ()


class Framework(About):
    """The answer to `solve`: one form for every rule, with its proof status and reasons."""

    format_version: int = FORMAT_VERSION
    question: Literal["solve"] = "solve"
    tool: str = TOOL
    input: Input
    status: Literal["proven", "not_proven", "infeasible"]
    proof: Literal["certified", "solver"] | None
    certified_tiers: tuple[str, ...] = ()
    by_hand: ByHand | None = None
    second_opinion: Literal["agrees", "unknown"] | None = None
    """What the second program says, where it was asked; `unknown`: it gave up."""
    objectives: tuple[Objective, ...]
    reported: tuple[Objective, ...] = ()
    """Tiers outside the order: their value in this framework, not optimised."""
    rules: tuple[RuleAnswer, ...] | None
    counts: Counts | None
    today: Today
    equal_optima: str | None
    capacity: Mapping[str, int] = Field(default_factory=dict)
    """Hours a year that each residents' group has in this situation."""
    rests_on_proposals: tuple[str, ...] = ()
    rests_on_assumed: tuple[str, ...] = ()
    open_norms: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    clash: Clash | None = None
    mend: tuple[Mend, ...] | None = None
    measured: Measured = Field(default_factory=lambda: Measured(seconds=0.0))
    _certificate: Mapping[str, Any] | None = PrivateAttr(default=None)

    @property
    def certificate(self) -> Mapping[str, Any] | None:
        """Return the proof that the checker accepted (`docs/certificate.md`); None: none."""
        return self._certificate

    def certified(self, certificate: Mapping[str, Any] | None) -> Self:
        """Return the same answer with its certificate; without one nothing changes."""
        if certificate is None:
            return self
        tiers = tuple(claim["tier"] for claim in certificate["claims"])
        answer = self.model_copy(update={"proof": "certified", "certified_tiers": tiers})
        answer._certificate = certificate
        return answer

    def to_json(self) -> str:
        """Write the answer as page 5 says: the same bytes for the same answer, one line end."""
        return to_json(self)

    def rule(self, rule: str) -> RuleAnswer:
        """Return what the answer says of one rule.

        Raises:
            KeyError: where there is no such rule, or no framework at all.
        """
        for answer in self.rules or ():
            if answer.id == rule:
                return answer
        raise KeyError(rule)


def to_json(answer: Answer) -> str:
    """Write any answer as JSON: camelCase keys, the order of the model, UTF-8, one line end.

    `clash`, `mend` and the keys of a change are left out where they do not apply.
    """
    document = answer.model_dump(mode="json", by_alias=True)
    for key in ("clash", "mend"):
        if key in document and document[key] is None:
            del document[key]
    for mend in document.get("mend") or ():
        mend["changes"] = [
            {key: value for key, value in change.items() if value is not None}
            for change in mend["changes"]
        ]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

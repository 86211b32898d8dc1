# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nouns of a rule-set file, one frozen pydantic model each; checks that need one noun only.

Checks between nouns live in `consistency.py`, their meaning in `situation.py` and `validity.py`.
"""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PrivateAttr,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from minkader.ruleset.findings import Path
from minkader.ruleset.values import (
    AtLeastOne,
    Date,
    FreeText,
    Id,
    Ids,
    Interval,
    Named,
    Noun,
    Number,
    OneToFive,
    Plain,
    References,
    Share,
    Span,
    UpToFive,
    Whole,
    Window,
    once,
)
from minkader.ruleset.vocabulary import (
    Classification,
    FallbackPolicy,
    Form,
    Ground,
    Holder,
    Instrument,
    Kind,
    LockKind,
    ProposalPolicy,
    Stance,
    Tier,
    When,
)


class Remarkable(Noun):
    """A noun that takes a `note` and can be marked as made up (`assumed`)."""

    note: FreeText | None = None
    assumed: bool = Field(default=False, strict=True)


class Area(Noun):
    """The area that a rule set is about."""

    name: FreeText | None = None
    geometry: Plain | None = None


class Policy(Remarkable):
    """How the rule set wants to be decided."""

    order: Annotated[tuple[Tier, ...], Field(min_length=1), AfterValidator(once)] = tuple(Tier)
    fallback: FallbackPolicy = FallbackPolicy.REQUIRED
    objections_at_most: Share = Decimal("0.5")
    proposals: ProposalPolicy = ProposalPolicy.KEEP


class Interest(Remarkable):
    """Something to protect: essential (with a ground) or lesser (with a category)."""

    title: FreeText
    ground: Ground | None = None
    category: Id | None = None
    non_delegable: FreeText | None = None
    at_least: AtLeastOne = 1
    together: tuple[References, ...] = ()
    severity: OneToFive = 1
    likelihood: OneToFive = 1
    basis: FreeText | None = None

    @model_validator(mode="after")
    def _ground_or_category(self) -> Self:
        if (self.ground is None) == (self.category is None):
            raise PydanticCustomError(
                "ground_or_category", "one", {"found": "both" if self.ground else "neither"}
            )
        sets = [frozenset(members) for members in self.together]
        for place, members in enumerate(sets):
            if not members:
                raise PydanticCustomError("empty_set", "empty")
            if members in sets[:place]:
                raise PydanticCustomError(
                    "set_twice", "twice", {"found": ", ".join(self.together[place])}
                )
        return self


class Group(Remarkable):
    """Residents who can take over the carrying out of rules; capacity in hours a year."""

    title: FreeText
    capacity: Span = Interval(low=0, high=0)
    households: Whole | None = None
    has: Ids = ()


class Stakeholder(Remarkable):
    """Somebody with a stake in the rules."""

    title: FreeText
    power: UpToFive | None = None
    stake: UpToFive | None = None
    cares_for: Ids = ()
    may_block: bool = Field(default=False, strict=True)
    block_basis: FreeText | None = None


Stances = dict[Id, dict[Id, dict[Form, Stance]]]
"""Stakeholder to rule to form to stance."""


class Measure(Remarkable):
    """A step that builds trust or means; hours and euros once, weeks of lead time."""

    title: FreeText
    hours: Whole = 0
    euros: Whole = 0
    weeks: Whole = 0
    provides: Ids = ()
    capacity: dict[Id, Whole] = Field(default_factory=dict)
    lifts_locks: Ids = ()
    stances: Stances = Field(default_factory=dict)


class Source(Noun):
    """Where a rule stands."""

    citation: FreeText | None = None
    url: Plain | None = None
    article: Plain | None = None
    wId: Plain | None = None  # noqa: N815 (the name that STOP gives it)
    eId: Plain | None = None  # noqa: N815


def _cited(value: object) -> object:
    return {"citation": value} if isinstance(value, str) else value


class Lock(Noun):
    """How higher law fixes a rule."""

    kind: LockKind
    lightest: Form | None = None
    basis: FreeText | None = None

    @model_validator(mode="after")
    def _lightest_with_bandwidth(self) -> Self:
        if (self.kind is LockKind.BANDWIDTH) != (self.lightest is not None):
            raise PydanticCustomError("lightest", "lightest")
        if self.lightest is not None and not self.lightest.municipal:
            raise PydanticCustomError("municipal", "municipal", {"found": str(self.lightest)})
        return self


class Fallback(Noun):
    """When a handed-over or released rule comes back, in which form and how fast (weeks)."""

    indicator: FreeText
    unit: FreeText
    threshold: Number
    window: Window
    owner: FreeText
    when: When = When.ABOVE
    form: Form | None = None
    weeks: Whole = 26

    @model_validator(mode="after")
    def _municipal_form(self) -> Self:
        if self.form is not None and not self.form.municipal:
            raise PydanticCustomError("municipal", "municipal", {"found": str(self.form)})
        return self


class Option(Remarkable):
    """One form that a rule may take besides today's."""

    form: Form
    guards: Ids = ()
    needs: Ids = ()
    requires: References = ()
    stances: dict[Id, Stance] = Field(default_factory=dict)
    group: Id | None = None
    hours_per_year: Whole | None = None
    fallback: Fallback | None = None
    instrument: Instrument | None = None

    @model_validator(mode="after")
    def _fits_its_form(self) -> Self:
        if self.form is Form.RELEASE:
            raise PydanticCustomError("option_release", "release")
        if self.form.municipal:
            for key in ("group", "hours_per_year", "fallback", "instrument"):
                if getattr(self, key) is not None:
                    raise PydanticCustomError(
                        "resident_only", "resident", {"key": key, "found": str(self.form)}
                    )
        return self

    @property
    def hours(self) -> int:
        """Give the resident effort in hours a year."""
        return self.hours_per_year or 0

    @property
    def carried_by(self) -> Instrument | None:
        """Give the instrument: as said, else what is usual for the form; None if municipal."""
        if self.form.municipal:
            return None
        usual = (
            Instrument.AGREEMENT if self.form is Form.SELF_MANAGEMENT else Instrument.PLAN_CONDITION
        )
        return self.instrument or usual


def _release(value: object) -> object:
    if value == "never":
        return {"never": None}
    if isinstance(value, str):
        raise PydanticCustomError("release", "release", {"found": value})
    if isinstance(value, Mapping) and "never" in value and len(value) > 1:
        raise PydanticCustomError("release_never", "never")
    if isinstance(value, Mapping) and "never" in value and value["never"] is None:
        raise PydanticCustomError("release_never", "never")
    return value


class Release(Noun):
    """What a rule says of its own release: never (and why), or with which stances and fallback."""

    never: FreeText | None = None
    stances: dict[Id, Stance] = Field(default_factory=dict)
    fallback: Fallback | None = None

    @property
    def refused(self) -> bool:
        """Tell whether this rule may never be released."""
        return "never" in self.model_fields_set


class Review(Noun):
    """Who confirmed a classification (a role, no name), and when."""

    by: Plain
    on: Date | None = None


class Rule(Remarkable):
    """One obligation, at the level of an article paragraph."""

    id: Id
    title: FreeText
    summary: FreeText | None = None
    source: Source | None = None
    kind: Kind = Kind.RESTRICTION
    holder: Holder = Holder.MUNICIPALITY
    form: Form = Form.GENERAL_RULE
    weight: Whole | None = None
    grounds: Annotated[tuple[Ground, ...], AfterValidator(once)] = ()
    guards: Ids = ()
    requires: References = ()
    excludes: References = ()
    relaxes: Ids = ()
    lock: Lock | None = None
    ceiling: Form | None = None
    options: tuple[Option, ...] = ()
    release: Annotated[Release, BeforeValidator(_release)] | None = None
    classification: Classification = Classification.NONE
    reviewed: Review | None = None
    open_norm: FreeText | None = None
    work_area: Plain | None = None
    effect_radius: Span | None = None

    @model_validator(mode="after")
    def _municipal_forms(self) -> Self:
        for form in (self.form, self.ceiling):
            if form is not None and not form.municipal:
                raise PydanticCustomError("municipal", "municipal", {"found": str(form)})
        return self

    @property
    def external(self) -> bool:
        """Tell whether somebody else holds this rule, so that it is never decided."""
        return self.holder is not Holder.MUNICIPALITY

    @property
    def follows(self) -> bool:
        """Tell whether this is an own exemption or definition, in force only through others."""
        return self.kind.follows and not self.external

    @property
    def counts(self) -> int:
        """Give the weight in the tier `kept`: by default 1 for a restriction, else 0."""
        if self.weight is not None:
            return self.weight
        return 1 if self.kind is Kind.RESTRICTION else 0

    @property
    def today(self) -> Form:
        """Give today's form, the ceiling in its place where it is heavier."""
        if self.ceiling is not None and self.form.rung > self.ceiling.rung:
            return self.ceiling
        return self.form

    @property
    def lock_kind(self) -> LockKind:
        """Give how far higher law fixes this rule."""
        return LockKind.NONE if self.lock is None else self.lock.kind


class Changes(Noun):
    """A set of changes to a rule set, in the words that file, flags and Python share."""

    drop_interests: Ids = ()
    add_interests: Named[Interest] = Field(default_factory=dict)
    grounds: dict[Id, Annotated[tuple[Ground, ...], AfterValidator(once)]] = Field(
        default_factory=dict
    )
    classification: dict[Id, Classification] = Field(default_factory=dict)
    capacity: dict[Id, Span] = Field(default_factory=dict)
    adopt: Ids = ()
    stances: Stances = Field(default_factory=dict)
    lift_locks: Ids = ()
    keep: Ids = ()
    release: Ids = ()
    form: dict[Id, Form] = Field(default_factory=dict)


class Scenario(Changes, Remarkable):
    """A set of changes with a title, as a rule set names it."""

    title: FreeText


def _version(value: int) -> int:
    if value != 1:
        raise PydanticCustomError("version", "version", {"found": str(value)})
    return value


Version = Annotated[Whole, AfterValidator(_version), WithJsonSchema({"const": 1})]


class RuleSet(Remarkable):
    """Everything about one area: the file that an officer writes.

    Carries, outside equality, the parsed document and where each path of it stood.
    """

    minkader: Version
    id: Id
    title: FreeText
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    municipality: Plain | None = None
    area: Area | None = None
    valid_on: Date | None = None
    source: Annotated[Source, BeforeValidator(_cited)] | None = None
    policy: Policy = Policy()
    interests: Named[Interest] = Field(default_factory=dict)
    groups: Named[Group] = Field(default_factory=dict)
    stakeholders: Named[Stakeholder] = Field(default_factory=dict)
    measures: Named[Measure] = Field(default_factory=dict)
    scenarios: Named[Scenario] = Field(default_factory=dict)

    _document: Mapping[str, Any] = PrivateAttr(default_factory=dict)
    _places: Mapping[Path, tuple[int, int]] = PrivateAttr(default_factory=dict)
    _file: str | None = PrivateAttr(default=None)

    def __eq__(self, other: object) -> bool:
        """Compare what two files say, not where they say it."""
        return isinstance(other, RuleSet) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    @property
    def document(self) -> Mapping[str, Any]:
        """Give the parsed document: as written, no defaults filled in."""
        return self._document

    @cached_property
    def sha256(self) -> str:
        """Give the fingerprint of what the file says, whatever its layout (page 5)."""
        said = json.dumps(
            self._document,
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
            default=float,  # decimals: as JSON would have given them
        )
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def file(self) -> str | None:
        """Give the name of the file that this was read from, without its folder."""
        return self._file

    def place(self, path: Path) -> tuple[int, int] | None:
        """Give line and column (from 1) of a path, or of its nearest parent that is known."""
        for end in range(len(path), -1, -1):
            if path[:end] in self._places:
                return self._places[path[:end]]
        return None

    def read_from(
        self,
        document: Mapping[str, Any],
        places: Mapping[Path, tuple[int, int]],
        file: str | None,
    ) -> Self:
        """Remember the document, the places of its paths and the file; return itself."""
        self._document = document
        self._places = places
        self._file = file
        return self

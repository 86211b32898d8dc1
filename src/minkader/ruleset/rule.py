# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A rule and what belongs to it: source, lock, options, release, fallback."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from minkader.ruleset.values import (
    Date,
    FreeText,
    Id,
    Ids,
    Noun,
    Number,
    Plain,
    References,
    Remarkable,
    Span,
    Whole,
    Window,
    before,
    once,
)
from minkader.ruleset.vocabulary import (
    Classification,
    Form,
    Ground,
    Holder,
    Instrument,
    Kind,
    LockKind,
    Stance,
    When,
)


class Source(Noun):
    """Where a rule stands."""

    citation: FreeText | None = None
    url: Plain | None = None
    article: Plain | None = None
    wId: Plain | None = None  # noqa: N815 (the name that STOP gives it)
    eId: Plain | None = None  # noqa: N815


def cited(value: object) -> object:
    """Take a text alone as the citation of a source."""
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
        """Return the resident effort in hours a year."""
        return self.hours_per_year or 0

    @property
    def carried_by(self) -> Instrument | None:
        """Return the instrument: as said, else what is usual for the form; None if municipal."""
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
        """Return whether this rule may never be released."""
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
    release: Annotated[Release, before(_release)] | None = None
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
        """Return whether somebody else holds this rule, so that it is never decided."""
        return self.holder is not Holder.MUNICIPALITY

    @property
    def follows(self) -> bool:
        """Return whether this is an own exemption or definition, in force only through others."""
        return self.kind.follows and not self.external

    @property
    def counts(self) -> int:
        """Return the weight in the tier `kept`: by default 1 for a restriction, else 0."""
        if self.weight is not None:
            return self.weight
        return 1 if self.kind is Kind.RESTRICTION else 0

    @property
    def today(self) -> Form:
        """Return today's form, the ceiling in its place where it is heavier."""
        if self.ceiling is not None and self.form.rung > self.ceiling.rung:
            return self.ceiling
        return self.form

    @property
    def lock_kind(self) -> LockKind:
        """Return how far higher law fixes this rule."""
        return LockKind.NONE if self.lock is None else self.lock.kind

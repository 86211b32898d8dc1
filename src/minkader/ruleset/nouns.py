# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nouns of a rule-set file, one frozen pydantic model each; checks that need one noun only.

Checks between nouns live in `consistency.py`, their meaning in `situation.py` and `validity.py`.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Final, Self

from pydantic import AfterValidator, Field, PrivateAttr, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from minkader.ruleset.findings import Path, Place, nearest_place
from minkader.ruleset.reference import split
from minkader.ruleset.rule import Rule, Source, cited
from minkader.ruleset.values import (
    AtLeastOne,
    Date,
    FreeText,
    Id,
    Ids,
    Interval,
    Named,
    Noun,
    OneToFive,
    Plain,
    References,
    Remarkable,
    Share,
    Span,
    UpToFive,
    Whole,
    before,
    once,
)
from minkader.ruleset.vocabulary import (
    Classification,
    FallbackPolicy,
    Form,
    Ground,
    ProposalPolicy,
    Stance,
    Tier,
)


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


USUAL: Final = Policy.model_construct()
"""The policy of a file that has none. Like the nouns below it is made without validating, so that
nothing need be built for it while this module loads."""


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

    @property
    def members(self) -> tuple[str, ...]:
        """Return the rules that stand in one of its sets, each once, as they come."""
        return tuple(dict.fromkeys(split(ref)[0] for refs in self.together for ref in refs))

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


NO_HOURS: Final = Interval.model_construct(low=0, high=0)
"""The capacity of a group that does not say."""


class Group(Remarkable):
    """Residents who can take over the carrying out of rules; capacity in hours a year."""

    title: FreeText
    capacity: Span = NO_HOURS
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


UNCHANGED: Final = Changes.model_construct()
"""No changes."""


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
    source: Annotated[Source, before(cited)] | None = None
    policy: Policy = USUAL
    interests: Named[Interest] = Field(default_factory=dict)
    groups: Named[Group] = Field(default_factory=dict)
    stakeholders: Named[Stakeholder] = Field(default_factory=dict)
    measures: Named[Measure] = Field(default_factory=dict)
    scenarios: Named[Scenario] = Field(default_factory=dict)

    _document: Mapping[str, Any] = PrivateAttr(default_factory=dict)
    _places: Mapping[Path, Place] = PrivateAttr(default_factory=dict)
    _file: str | None = PrivateAttr(default=None)

    def __eq__(self, other: object) -> bool:
        """Compare what two files say, not where they say it."""
        return isinstance(other, RuleSet) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    @property
    def document(self) -> Mapping[str, Any]:
        """Return the parsed document: as written, no defaults filled in."""
        return self._document

    @cached_property
    def sha256(self) -> str:
        """Return the fingerprint of what the file says, whatever its layout (page 5)."""
        said = json.dumps(
            self._document,
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
            default=float,  # decimals: as JSON would have given them
        )
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()

    def exported(self) -> dict[str, Any]:
        """Return the parsed document as plain JSON values, decimals as JSON gives them."""
        plain: dict[str, Any] = json.loads(json.dumps(self._document, default=float))
        return plain

    @property
    def file(self) -> str | None:
        """Return the name of the file that this was read from, without its folder."""
        return self._file

    def place(self, path: Path) -> Place | None:
        """Return where a path, or its nearest parent that is known, stands in the file."""
        found = nearest_place(self._places, path)
        return None if found is None else replace(found, file=self._file)

    def read_from(
        self,
        document: Mapping[str, Any],
        places: Mapping[Path, Place],
        file: str | None,
    ) -> Self:
        """Remember the document, the places of its paths and the file; return itself."""
        self._document = document
        self._places = places
        self._file = file
        return self

"""The policy document: one file, as a value.

A document is what one author wrote; the documents that it extends are resolved in `loading`. Whether the
names in it exist is checked there too, because it takes the inherited ones to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StrictInt, StrictStr, model_validator

from policykit.model.consequences import Ladder, Life, ReportingChannel, ResponseStep
from policykit.model.find import Detector
from policykit.model.part import FactValue, LocalWords, Name, Names, Part, WordList, Words
from policykit.model.rules import Accepted, Adjustment, Disclosure, Rule
from policykit.model.scales import Confidence, Outcome


class LevelEntry(Part):
    """A classification level; a bare name in the file is its `level`."""

    level: Name
    aliases: WordList = ()
    """What other schemes call it, such as `TLP:AMBER`; usable wherever a level is named."""
    means: LocalWords | None = None


def _level(value: Any) -> Any:
    return {"level": value} if isinstance(value, str) else value


class Channel(Part):
    """A place where texts go, and the highest level that it accepts."""

    accepts: Name
    title: LocalWords | None = None


class Fact(Part):
    """What the text cannot tell: its allowed values, a default, and the question that asks for it."""

    values: Annotated[tuple[FactValue, ...], Field(min_length=1)]
    default: FactValue | None = None
    question: LocalWords | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Fact:
        typed = [(type(v), v) for v in self.values]
        if len(set(typed)) != len(typed):
            raise ValueError("a value stands in `values` twice")
        if self.default is not None and (type(self.default), self.default) not in typed:
            raise ValueError("`default` is none of the `values`")
        return self


class Caps(Part):
    """The highest outcome that a finding of each confidence can have."""

    low: Outcome = Outcome.WARN
    medium: Outcome = Outcome.REVIEW
    high: Outcome = Outcome.BLOCK

    @model_validator(mode="after")
    def _ordered(self) -> Caps:
        if not self.low <= self.medium <= self.high:
            raise ValueError("a lower confidence may not be capped higher: expected low <= medium <= high")
        return self

    def of(self, confidence: Confidence) -> Outcome:
        """The cap of a confidence."""
        return (self.low, self.medium, self.high)[confidence.rank]


class Budget(Part):
    """How much one detector may find in one text, counted, never timed."""

    matches: Annotated[StrictInt, Field(ge=1)] = 200_000
    """How many places of a text a detector may match at."""
    code_points: Annotated[StrictInt, Field(ge=1)] = 50_000_000
    """How many code points its matches may cover."""


class Acceptance(Part):
    """What the author of a text may accept."""

    own_up_to: Name | None = None
    """The highest level of a rule whose findings in their own text an author may accept; the lowest level
    unless said. A forbid rule has no level: what it finds, somebody else accepts."""


class PolicyDocument(Part):
    """A policy as somebody wrote it."""

    policy: Name
    version: StrictInt | StrictStr = 1
    title: LocalWords | None = None
    extends: Names = ()
    """Shipped packs and files, each a layer below this one."""
    open: Names = ()
    """What a policy that extends this one may change: `rules`, `protect`, `absolute`, `detectors`, `levels`,
    `facts`, `channels`, `disclosures`, or the name of one of them."""
    life: Life = Life()
    time_zone: Words = "UTC"
    """The IANA time zone that dates are read in."""
    levels: (
        Annotated[tuple[Annotated[LevelEntry, BeforeValidator(_level)], ...], Field(min_length=1)] | None
    ) = None
    """The chain of levels, lowest first; `public, internal, confidential, restricted` unless said."""
    channels: Mapping[Name, Channel] = {}
    default_channel: Name | None = None
    facts: Mapping[Name, Fact] = {}
    categories: Mapping[Name, LocalWords] = {}
    """Classes of information beside the usual ones, each with what it means."""
    detectors: Mapping[Name, Detector] = {}
    rules: Mapping[Name, Rule] = {}
    adjust: Mapping[Name, Adjustment] = {}
    """Inherited rules that this policy tightens."""
    disclosures: Mapping[Name, Disclosure] = {}
    ladder: Ladder | None = None
    if_leaked: tuple[ResponseStep, ...] = ()
    report_to: tuple[ReportingChannel, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    acceptance: Acceptance = Acceptance()
    unanswered: Outcome | None = None
    """The highest outcome of a rule whose facts are unknown; `review` unless said."""
    caps: Caps | None = None
    pattern_width: Annotated[StrictInt, Field(ge=1, le=4000)] = 400
    """The greatest width of a match of a pattern, in code points."""
    budget: Budget = Budget()

    def __repr__(self) -> str:
        return f"PolicyDocument(policy={self.policy!r}, version={self.version!r}, rules={len(self.rules)})"

    __str__ = __repr__


DEFAULT_LEVELS: tuple[LevelEntry, ...] = tuple(
    LevelEntry(level=name) for name in ("public", "internal", "confidential", "restricted")
)

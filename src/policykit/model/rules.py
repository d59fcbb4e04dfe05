"""The five kinds of rule, and the examples that live inside them.

`classify` and `forbid` find what must not go out, `require` what must be told, `permit` names a carve-out
of given rules, `protect` shelters speech that nobody may punish. What each means is decided in `engine`;
here is only what may be written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, StrictStr, model_validator

from policykit.model.find import Find, Search
from policykit.model.part import (
    Day,
    FactValue,
    FactValues,
    LocalWords,
    Moment,
    Name,
    Names,
    Part,
    WordList,
    Words,
)
from policykit.model.scales import Outcome, Severity


class Example(Part):
    """One example of a rule; a bare string in the file is its `text`.

    In `hits`, the span that the rule must find is marked `«…»`. An example is judged in the context given,
    with the policy's default channel and defaults for the rest.
    """

    text: Annotated[StrictStr, Field(min_length=1)]
    outcome: Outcome | None = None
    """The outcome of the whole policy, where it matters."""
    also: Names = ()
    """Other rules that find something here too."""
    by: Names = ()
    """Under `set_aside`: the permits or protects that lower the finding."""
    channel: Name | None = None
    at: Moment | None = None
    stage: Literal["draft", "published"] = "draft"
    facts: Mapping[Name, FactValue] = {}
    why: Words | None = None
    """Under `known_gap`: the reason why the policy does not get this right yet."""


def _example(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Examples = tuple[Annotated[Example, BeforeValidator(_example)], ...]


class Common(Search):
    """What every rule may say."""

    title: LocalWords | None = None
    when: Mapping[Name, FactValues] = {}
    """The facts (or `channel`) under which the rule is live; every one of them must hold."""
    since: Moment | None = None
    """Live from this instant, or from the beginning of this day."""
    until: Moment | None = None
    """Live before this instant, or to the end of this day."""
    owner: Words | None = None
    source: Words | None = None
    """The law, standard or decision that the rule rests on."""
    review_by: Day | None = None
    hits: Examples = ()
    misses: Examples = ()
    set_aside: Examples = ()
    known_gap: Examples = ()


class Restrictive(Common):
    """What classify, forbid and require share."""

    category: Name
    severity: Severity | None = None
    """How grave a finding is; follows from the level, or from the outcome, unless said."""
    says: LocalWords | None = None
    """What the author of a text is told."""
    instead: LocalWords | None = None
    """What to write instead."""
    open: StrictBool = False
    """Whether a policy that extends this one may lift the rule or clear more of its matches."""


class Classify(Restrictive):
    """The text is at least `level`."""

    kind: Literal["classify"] = "classify"
    find: Find
    level: Name
    outcome: Outcome = Outcome.BLOCK
    """The outcome where the channel does not accept the level."""
    absolute: StrictBool = False
    """Neither permit nor protect lifts it."""
    until_stated: StrictBool = False
    """A match counts until the date that is stated near it; without one that can be read, always."""


class Forbid(Restrictive):
    """Conduct that no channel carries."""

    kind: Literal["forbid"] = "forbid"
    find: Find
    outcome: Outcome = Outcome.BLOCK
    absolute: StrictBool = False
    until_stated: StrictBool = False


class Require(Restrictive):
    """Something that the text must tell, where `find` matches or, without `find`, always."""

    kind: Literal["require"] = "require"
    disclose: Name
    outcome: Outcome = Outcome.REVIEW


class Permit(Common):
    """A named carve-out of the rules that it lifts."""

    kind: Literal["permit"] = "permit"
    lifts: Annotated[Names, Field(min_length=1)]
    span: Literal["match", "sentence", "text"] = "match"
    """What a match of this permit covers."""
    declassifies_to: Name | None = None
    """The level that a covered classify match counts as; without it the level stays."""
    reason: Words
    owner: Words


class Protect(Common):
    """Speech that nobody may punish, with its legal basis."""

    kind: Literal["protect"] = "protect"
    find: Find
    shields: Annotated[Names, Field(min_length=1)]
    """The categories whose findings it caps in its clause."""
    at_most: Outcome = Outcome.WARN
    basis: Annotated[Mapping[Name, Words], Field(min_length=1)]
    """The law it rests on, for each jurisdiction."""

    @model_validator(mode="after")
    def _bounded(self) -> Protect:
        if self.at_most > Outcome.REVIEW:
            raise ValueError("`at_most` of a protect is at most `review`: protected speech is never blocked")
        return self


Rule = Annotated[Classify | Forbid | Require | Permit | Protect, Field(discriminator="kind")]

RESTRICTIVE = (Classify, Forbid, Require)
"""The kinds that can raise an outcome; the other two can only lower one."""


class Adjustment(Part):
    """How a policy tightens an inherited rule, or clears matches of one that is open."""

    outcome: Outcome | None = None
    level: Name | None = None
    severity: Severity | None = None
    clear_if: Find | None = None
    """Matches inside one of these are none; for open rules only."""
    since: Moment | None = None
    until: Moment | None = None
    """A narrower window, for permits only."""


class Disclosure(Part):
    """Something a text must tell: accepted wordings, and where to put one."""

    place: Literal["start", "end", "anywhere"] | Annotated[StrictInt, Field(ge=1, le=100_000)] = "anywhere"
    """Where it counts: the first or last 140 code points, anywhere, or the first so many code points."""
    accept: Annotated[Mapping[Name, WordList], Field(min_length=1)]
    """Accepted wordings for each jurisdiction; `any` holds those that count everywhere."""
    reject: WordList = ()
    """Wordings that look like one and do not count."""
    says: LocalWords | None = None
    title: LocalWords | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        if isinstance(value, Mapping) and isinstance(value.get("accept"), str | list | tuple):
            return {**value, "accept": {"any": value["accept"]}}
        return value


class Accepted(Part):
    """A finding that somebody accepted: a permit for one keyed fingerprint."""

    rule: Name
    fingerprint: Annotated[StrictStr, Field(pattern=r"^[0-9a-f]{32}$")]
    reason: Words
    by: Words
    author: Words | None = None
    """Who wrote the text that it was found in, spelled as under `by`."""
    until: Moment

"""What an evaluation returns: a decision and everything in it.

Values only: frozen, comparable, picklable. None of them holds the judged text or any part of it, the words
of a rule's `find` or a term: spans point into the text that the caller has. `json.py` beside this file
writes them out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NoReturn

import attrs

from policykit.engine.context import FactValue, Stage
from policykit.model.consequences import ResponseStep
from policykit.model.scales import Confidence, Outcome, Severity
from policykit.text.spans import Span

Localised = str | Mapping[str, str]
"""A text for people: one, or one for each language."""

EvidenceKind = Literal[
    "find", "with", "sure_if", "doubt_if", "at_least", "fold", "hidden", "stated", "rejected", "reported"
]


@attrs.frozen(eq=False)
class Level:
    """A classification level of one policy's chain; compares only with levels of the same chain."""

    name: str
    rank: int
    """The position in the chain, from 0."""
    chain: tuple[str, ...] = attrs.field(repr=False)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str | int | float):
            # it would silently be false
            raise TypeError(
                "a level compares only with a level: ask for its `name`, or for `policy.level(…)`"
            )
        return isinstance(other, Level) and (self.name, self.chain) == (other.name, other.chain)

    def __hash__(self) -> int:
        return hash((self.name, self.chain))

    def _rank_of(self, other: object) -> int:
        if not isinstance(other, Level):
            raise TypeError("a level compares only with a level of the same policy")
        if other.chain != self.chain:
            raise TypeError("the levels belong to different chains")
        return other.rank

    def __lt__(self, other: Level) -> bool:
        return self.rank < self._rank_of(other)

    def __le__(self, other: Level) -> bool:
        return self.rank <= self._rank_of(other)

    def __gt__(self, other: Level) -> bool:
        return self.rank > self._rank_of(other)

    def __ge__(self, other: Level) -> bool:
        return self.rank >= self._rank_of(other)

    def __str__(self) -> str:
        return self.name


@attrs.frozen
class Evidence:
    """One thing that was found in support of, or against, a match.

    `name` is `<detector>` or, for words that stand in the rule itself, their place such as `find[2]`; for a
    fold its name, for something that markup hides where, for a stated end `date`, for what an external
    detector reported its name for it; never the words. `span` says where it stands.
    """

    kind: EvidenceKind
    name: str
    span: Span | None = None


@attrs.frozen
class Finding:
    """A match of a classify or forbid rule that counts.

    `level` is what the match makes of the text after any declassification (the lowest level for a forbid);
    `outcome` is what it leads to after caps, permits and protects; `because` says why in a sentence without
    the text; `undecided` is true where a fact is missing; `protected` are the protects whose span overlaps
    it; `fingerprint` is keyed, and None where the policy was loaded without a key.
    """

    rule_id: str
    kind: Literal["classify", "forbid"]
    category: str
    span: Span
    level: Level
    severity: Severity
    confidence: Confidence
    outcome: Outcome
    because: str
    evidence: tuple[Evidence, ...] = ()
    says: Localised | None = None
    instead: Localised | None = None
    absolute: bool = False
    undecided: bool = False
    protected: tuple[str, ...] = ()
    fingerprint: str | None = None


@attrs.frozen
class Disclosure:
    """Something that the text must tell and does not, or not where it counts.

    `spans` are the places that call for it (the whole text where the rule has no `find`); `accepted` are the
    wordings that would do, for the jurisdiction if it is known; `insert_at` is the offset, in code points of
    the text (of the first field), where one belongs.
    """

    rule_id: str
    disclose: str
    state: Literal["missing", "buried"]
    category: str
    spans: tuple[Span, ...]
    severity: Severity
    outcome: Outcome
    because: str
    accepted: tuple[str, ...]
    place: str
    insert_at: int
    evidence: tuple[Evidence, ...] = ()
    says: Localised | None = None
    instead: Localised | None = None
    undecided: bool = False
    protected: tuple[str, ...] = ()


@attrs.frozen
class SetAside:
    """What a permit or a protect lowered: kept visible, with the ids that did it."""

    rule_id: str
    category: str
    span: Span
    by: tuple[str, ...]
    was: Outcome
    now: Outcome
    level_was: Level
    level_now: Level


@attrs.frozen
class Question:
    """A fact that is missing and would change the outcome."""

    fact: str
    question: Localised
    values: tuple[FactValue, ...]
    rules: tuple[str, ...]
    """The rules that wait for it."""


@attrs.frozen
class Failure:
    """A rule that could not be evaluated in full, and why; never silence."""

    rule_id: str
    kind: str
    reason: str


@attrs.frozen
class PolicyStamp:
    """Which policy decided: its id, version and digest, and the versions that reading a text depends on.

    `pure` is false where an external detector took part that may answer differently another time.
    """

    id: str
    version: int | str
    digest: str
    library: str
    unicode: str
    pure: bool = True


@attrs.frozen
class Decision:
    """What a policy says to a text in a context.

    `level` is what the text holds; `breach` is true where that is more than the channel accepts. `findings`
    are sorted by place, then rule. `complete` is false only where the caller's `stop` cut the evaluation
    short. `response` is what to do about a leak: not empty only at stage `published`.

    A decision has no truth value, because "is it fine?" has two answers: ask `allowed` or `outcome`.
    """

    outcome: Outcome
    level: Level
    breach: bool
    policy: PolicyStamp
    channel: str
    stage: Stage = "draft"
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    questions: tuple[Question, ...] = ()
    failed: tuple[Failure, ...] = ()
    complete: bool = True
    response: tuple[ResponseStep, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether the text may go out as it is: the outcome is `allow` or `warn`."""
        return self.outcome <= Outcome.WARN

    def __bool__(self) -> NoReturn:
        raise TypeError("a decision has no truth value: ask `decision.allowed` or `decision.outcome`")

    def to_json(self, *, text: str | Mapping[str, str] | None = None, indent: int | None = None) -> str:
        """The decision as JSON, the same bytes for the same decision.

        `text` is the judged text (or the fields of the document): with it, each finding also shows the words
        it stands on. Without it, nothing of the text is written.
        """
        from policykit.engine.json import write_decision

        return write_decision(self, text=text, indent=indent)

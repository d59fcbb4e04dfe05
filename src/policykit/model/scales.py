"""The ordered scales of a policy: outcome, severity, confidence, and the fixed words beside them.

Each scale is an enumeration in ascending order whose members compare only with their own kind: comparing
an outcome with the string `"block"` is a mistake that would silently be false, so it raises.
"""

from __future__ import annotations

import enum
from typing import Any, NoReturn, Self


class Scale(enum.Enum):
    """An ordered enumeration, mildest member first; members compare only with their own kind."""

    @property
    def rank(self) -> int:
        """The position in ascending order, from 0."""
        return _RANKS[self]

    def _refuse(self, other: object) -> NoReturn:
        mine = type(self).__name__
        raise TypeError(
            f"{mine} compares only with {mine}: write `{mine}.{self.name}`, or `{mine}(…)` round the word"
        )

    def _rank_of(self, other: object) -> int:
        if type(other) is not type(self):
            self._refuse(other)
        return _RANKS[other]

    def __eq__(self, other: object) -> bool:
        if other is self:
            return True
        if isinstance(other, str | int | float):
            self._refuse(other)
        return NotImplemented if type(other) is not type(self) else False

    def __hash__(self) -> int:
        return hash(self._value_)

    def __lt__(self, other: Self) -> bool:
        return _RANKS[self] < self._rank_of(other)

    def __le__(self, other: Self) -> bool:
        return _RANKS[self] <= self._rank_of(other)

    def __gt__(self, other: Self) -> bool:
        return _RANKS[self] > self._rank_of(other)

    def __ge__(self, other: Self) -> bool:
        return _RANKS[self] >= self._rank_of(other)

    def __str__(self) -> str:
        return str(self._value_)

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self


class Outcome(Scale):
    """What a policy says to a text: `allow < warn < review < block`."""

    ALLOW = "allow"
    WARN = "warn"
    REVIEW = "review"
    BLOCK = "block"


class Severity(Scale):
    """How grave a finding is: `minor < moderate < serious < severe`."""

    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"
    SEVERE = "severe"


class Confidence(Scale):
    """Which evidence was present: `low < medium < high`. Never a number out of a model."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    def shifted(self, steps: int) -> Confidence:
        """The confidence `steps` higher (or lower, if negative), kept inside the scale."""
        return CONFIDENCES[max(0, min(len(CONFIDENCES) - 1, self.rank + steps))]


OUTCOMES: tuple[Outcome, ...] = tuple(Outcome)
SEVERITIES: tuple[Severity, ...] = tuple(Severity)
CONFIDENCES: tuple[Confidence, ...] = tuple(Confidence)
_RANKS: dict[object, int] = {m: i for scale in (Outcome, Severity, Confidence) for i, m in enumerate(scale)}

CATEGORIES: dict[str, str] = {
    "personal_data": "information about a person that identifies them",
    "credential": "what opens a door: passwords, keys, tokens, codes",
    "financial_nonpublic": "figures and plans that markets do not know yet",
    "trade_secret": "what gives an advantage because it is secret",
    "client_detail": "who the clients are and what is done for them",
    "proprietary_research": "results and plans of research that are not published",
    "security_detail": "weaknesses, defences and internal systems",
    "legal_privileged": "advice and strategy shared with counsel",
    "marking": "a text that says of itself that it is confidential",
    "embargo": "what may be told, but not yet",
    "undisclosed_endorsement": "praise from somebody with a connection that readers cannot see",
    "conduct": "threats, harassment and other acts done with words",
}
"""The categories every policy has, with what each means; a policy may declare more."""


def severity_of_level(rank: int, count: int) -> Severity:
    """The severity of a classify rule that names none: that of its level, the one of `rank` of `count`.

    The lowest level is minor, the highest severe, the others lie evenly between.
    """
    top = count - 1
    return SEVERITIES[0 if top == 0 else (rank * (len(SEVERITIES) - 1) + top // 2) // top]


def severity_of_outcome(outcome: Outcome) -> Severity:
    """The severity of a forbid or require rule that names none."""
    return SEVERITIES[max(outcome.rank - 1, 0)]

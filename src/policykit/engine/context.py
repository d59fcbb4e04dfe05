"""What the caller knows about a text that the text does not say.

A context is a plain value. Whether its channel, facts and values exist is a question for the policy it is
used with, which asks it before it reads the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import attrs

from policykit.errors import ContextError

FactValue = bool | int | str
Stage = Literal["draft", "published"]


def _typed(facts: tuple[tuple[str, FactValue], ...]) -> tuple[tuple[str, type, FactValue], ...]:
    # Python holds `True` equal to 1; as values of a fact they are two
    return tuple((name, type(value), value) for name, value in facts)


def _since_year_one(at: dt.datetime | None) -> dt.timedelta | None:
    # two moments of one zone compare by their wall clocks, which an hour that comes twice makes equal
    return (
        None if at is None else at.replace(tzinfo=None) - dt.datetime.min - (at.utcoffset() or dt.timedelta())
    )


@attrs.frozen(init=False)
class Context:
    """Where a text is going, when, at which stage, and the facts about it.

    `channel` is a channel of the policy (its default one where absent); `at` is the instant it goes out,
    with an offset (unknown where absent); `stage` is `"draft"` or `"published"`; every other keyword is a
    fact that the policy declares, such as `author="employee"`. Facts whose names are not identifiers go
    into the mapping `facts`.

    Raises `ContextError` for a naive `at`, an unknown stage and a value that no fact can have; unknown names
    are reported by the policy.

    >>> Context(channel="press", author="employee").facts
    (('author', 'employee'),)
    """

    channel: str | None
    at: dt.datetime | None = attrs.field(eq=_since_year_one)
    stage: Stage
    facts: tuple[tuple[str, FactValue], ...] = attrs.field(eq=_typed)

    def __init__(
        self,
        channel: str | None = None,
        *,
        at: dt.datetime | None = None,
        stage: Stage = "draft",
        facts: Mapping[str, FactValue] | None = None,
        **named: FactValue,
    ) -> None:
        if at is not None and (not isinstance(at, dt.datetime) or at.utcoffset() is None):
            raise ContextError("`at` needs an offset: expected a datetime with a time zone")
        if stage not in ("draft", "published"):
            raise ContextError("unknown stage: expected `draft` or `published`")
        if channel is not None and not isinstance(channel, str):
            raise ContextError("unknown channel: expected the name of one")
        together = {**(facts or {}), **named}
        for name, value in together.items():
            if not isinstance(value, bool | int | str):
                raise ContextError(
                    f"unknown value of `{name}`: expected words, a whole number, `true` or `false`"
                )
        self.__attrs_init__(channel, at, stage, tuple(sorted(together.items())))

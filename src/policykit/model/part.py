"""The base of every part of a policy document, and the small types they share.

Parts are frozen and refuse unknown keys. Scalars are not coerced (a number where words are expected is a
mistake, often a card number or a version); dates, enumerations and sequences are read from their JSON
forms, so that YAML, JSON and Python spell a policy alike. No part shows its content in `repr`: a policy
holds the very words that must not leave the organisation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StrictBool,
    StrictInt,
    StrictStr,
    StringConstraints,
    WithJsonSchema,
)


def _alias(name: str) -> str:
    """`with_` in Python is `with` in the file."""
    return name.rstrip("_")


class Part(BaseModel):
    """A piece of a policy document."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        alias_generator=_alias,
        populate_by_name=True,
        use_attribute_docstrings=True,
        defer_build=True,
    )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(sorted(self.model_fields_set))})"

    __str__ = __repr__


def listed(value: Any) -> Any:
    """One thing where a list is expected is a list of one."""
    return value if isinstance(value, list | tuple) else (value,)


_EXPECTED_MOMENT = (
    "expected a date such as `2026-12-01`, or a time with its offset such as `2026-12-01T09:00:00+01:00`"
)
_EXPECTED_DAY = "expected a date such as `2026-12-01`"


def _moment(value: Any) -> Any:
    """A date or an instant from its JSON form; a time without an offset is refused."""
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value) if len(value) == 10 else dt.datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(_EXPECTED_MOMENT) from None
    if not isinstance(value, dt.date) or (isinstance(value, dt.datetime) and value.tzinfo is None):
        raise ValueError(_EXPECTED_MOMENT)
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError(_EXPECTED_DAY) from None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise ValueError(_EXPECTED_DAY)


Name = Annotated[StrictStr, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\s<>`][^<>`\n]*$")]
"""An id: a rule, detector, level, channel, fact, value or step."""

Words = Annotated[StrictStr, StringConstraints(min_length=1)]
"""A text for people."""

LocalWords = Words | Mapping[Name, Words]
"""A text for people, or one for each language: `{en: …, de: …}`."""

FactValue = StrictBool | StrictInt | StrictStr
"""A value of a fact; `true` and `1` are different values."""

Names = Annotated[tuple[Name, ...], BeforeValidator(listed)]
WordList = Annotated[tuple[Words, ...], BeforeValidator(listed)]
FactValues = Annotated[tuple[FactValue, ...], BeforeValidator(listed), Field(min_length=1)]

Moment = Annotated[
    dt.datetime | dt.date,
    BeforeValidator(_moment),
    PlainSerializer(lambda value: value.isoformat(), return_type=str, when_used="json"),
    WithJsonSchema(
        {
            "type": "string",
            "examples": ["2026-12-01", "2026-12-01T09:00:00+01:00"],
            "title": "date or instant",
        }
    ),
]
"""A date in the policy's time zone, or an instant with its offset."""

Day = Annotated[dt.date, BeforeValidator(_day)]

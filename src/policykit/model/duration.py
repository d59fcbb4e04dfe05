"""Lengths of time as people write them: `15 minutes`, `72 hours`, `12 months`.

Months and years are calendar months: a month before 31 March is the last day of February. Arithmetic is
monotone, so a later moment never looks back to an earlier one.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

import attrs
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

_FORM = re.compile(r"(\d{1,5}) (minute|hour|day|week|month|year)s?\Z")
_SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}


@attrs.frozen
class Duration:
    """`count` units of time, `count` at least 1; `unit` is minute, hour, day, week, month or year."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    def after(self, moment: dt.datetime) -> dt.datetime:
        """The moment this long after `moment`."""
        return self._shifted(moment, self.count)

    def before(self, moment: dt.datetime) -> dt.datetime:
        """The moment this long before `moment`."""
        return self._shifted(moment, -self.count)

    def _shifted(self, moment: dt.datetime, count: int) -> dt.datetime:
        if self.unit in _SECONDS:
            return moment + dt.timedelta(seconds=count * _SECONDS[self.unit])
        months = moment.year * 12 + moment.month - 1 + count * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        if year < dt.MINYEAR or year > dt.MAXYEAR:
            return (dt.datetime.max if count > 0 else dt.datetime.min).replace(tzinfo=moment.tzinfo)
        day = min(moment.day, calendar.monthrange(year, month + 1)[1])
        return moment.replace(year=year, month=month + 1, day=day)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            parse_duration, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": r"^\d{1,5} (minute|hour|day|week|month|year)s?$",
            "examples": ["15 minutes", "12 months"],
        }


def parse_duration(value: object) -> Duration:
    """Read `value`, such as `"6 months"`.

    Raises `ValueError` where it is anything but a count of at least 1 and a unit.
    """
    if isinstance(value, Duration):
        return value
    form = _FORM.match(value) if isinstance(value, str) else None
    if form is None or int(form[1]) == 0:
        raise ValueError("expected a length of time such as `15 minutes`, `72 hours` or `12 months`")
    return Duration(int(form[1]), form[2])

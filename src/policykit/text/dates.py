"""Dates that a person wrote, with the time of day and the zone where these stand beside them.

Read are days with a year: ISO 8601, months by name in English, German, French and Spanish, and figures with
dots, slashes or hyphens. Where the writing leaves two readings (`01/12/2026`, midnight, a zone that does not
say whether it is summer), the later is taken: who asks wants to know from when on something holds for sure.

What a day without a year, a weekday, `tomorrow` or `until midnight` means depends on when it was written.
These are read where the caller tells that moment, because nothing here knows a clock or a locale. A weekday
or a time alone is the next one, and `Friday` on a Friday that of the next week, unless its time is still to
come; a day without a year is the nearest one.

Every expression has a greatest width, so reading is linear in the text.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import attrs

__all__ = ["FoundDate", "dates"]


@attrs.frozen
class FoundDate:
    """A date at [start, end) of a text, in code points, its time of day and zone included.

    `lifts` is a date where no time of day was told, a naive datetime where a time was told without a zone,
    and an aware one where both were.
    """

    start: int
    end: int
    lifts: dt.date | dt.datetime
    relative: bool = False
    """Whether the date means another day when it is written at another moment."""


_MONTHS = (
    "january jan januar jänner janvier janv enero ene",
    "february feb februar février févr fév febrero",
    "march mar märz maerz mär mrz mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug août agosto ago",
    "september sept sep septembre septiembre setiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre déc diciembre dic",
)
_WEEKDAYS = (
    "monday montag lundi lunes",
    "tuesday dienstag mardi martes",
    "wednesday mittwoch mercredi miércoles",
    "thursday donnerstag jeudi jueves",
    "friday freitag vendredi viernes",
    "saturday samstag sonnabend samedi sábado",
    "sunday sonntag dimanche domingo",
)
# some of them are words of another sense, which matters where no date stands beside them
_SHORT_WEEKDAYS = "mon tue tues wed thu thur thurs fri sat sun"
_NOON = "noon midday mittag mittags midi mediodía"
_MIDNIGHT = "midnight mitternacht minuit medianoche"

_OFFSETS: Mapping[str, int] = {
    # RFC 9110, section 5.6.7, and RFC 5322, section 4.3
    "UTC": 0, "UT": 0, "GMT": 0, "Z": 0,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    # whether it is summer is not said; standard time is the later reading
    "ET": -5, "CT": -6, "MT": -7, "PT": -8,
    # Directive 2000/84/EC and the zones of its member states; MEZ, MESZ: Einheiten- und Zeitgesetz, 4
    "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3,
    # Summer Time Act 1972 (GB); Imperial Ordinance 51 of 1886 (JP)
    "BST": 1, "JST": 9,
}  # fmt: skip
"""Hours ahead of UTC. A name that several countries own, such as IST, is not read."""


def _spellings(words: str) -> set[str]:
    """Each word as it is written, decomposed, and without its marks."""
    apart = [unicodedata.normalize("NFD", word) for word in words.split()]
    bare = ["".join(char for char in word if not unicodedata.combining(char)) for word in apart]
    return {*words.split(), *apart, *bare}


def _any_of(words: Iterable[str]) -> str:
    # an alternation takes the first branch that fits, so the longest comes first
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_MONTH_NUMBERS: Mapping[str, int] = {
    spelling: number for number, words in enumerate(_MONTHS, 1) for spelling in _spellings(words)
}
_GAP = r"[ \t\xa0\u2009\u202f]{0,3}"
_DAY = r"(?P<day>[0-3]?[0-9])"
_MONTH = rf"(?P<month>{_any_of(_MONTH_NUMBERS)})[.]?"
_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})(?![0-9])"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|ᵉʳ|[.º°ª])?"
_OF = r"(?:(?:of|de|del|the)[ ])?"
# what follows is not the rest of a word, number, path or version
_FRESH = r"(?<![\w/+-])(?<![0-9][.:])"


# Most policies await no date, and the months take a while to compile.
@cache
def _days() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(_FRESH + form, re.IGNORECASE)
        for form in (
            # 2026-12-01, 2026/12/01, 2026.12.01
            rf"(?P<year>(?:19|20|21)[0-9]{{2}})([-/.])(?P<month>[01]?[0-9])\2{_DAY}(?![0-9])",
            # 1 December 2026, 1er décembre 2026, 1. Dezember 2026, 1 de diciembre de 2026, 1-Dec-2026
            rf"{_DAY}{_ORDINAL}(?:-|{_GAP}){_OF}{_MONTH},?(?:-|{_GAP}){_OF}{_YEAR}",
            # December 1, 2026, Dec. 1st 2026, diciembre 1 de 2026
            rf"{_MONTH}{_GAP}{_OF}{_DAY}{_ORDINAL}(?:,|[ ]){_GAP}{_OF}{_YEAR}",
            # 1.12.2026, 1. 12. 26
            rf"(?P<first>[0-3]?[0-9])(?P<mark>[.]){_GAP}(?P<second>[0-3]?[0-9])[.]{_GAP}"
            r"(?P<year>(?:19|20|21)?[0-9]{2})(?![0-9]|[.][0-9])",
            # 01/12/2026, 12/1/26, 01-12-2026
            r"(?P<first>[0-3]?[0-9])(?P<mark>[/-])(?P<second>[0-3]?[0-9])(?P=mark)"
            r"(?P<year>(?:19|20|21)[0-9]{2}|(?<=/)[0-9]{2})(?![0-9]|[/-][0-9])",
        )
    )


_LATE = r"p\.?m\.?|abends|nachmittags|in the evening|in the afternoon|du soir|de la tarde|de la noche"
_EARLY = r"a\.?m\.?|morgens|früh|in the morning|du matin|de la mañana"


def _clock(signs: str) -> str:
    """A time of day with its zone; `signs` may stand before an offset that has no name in front of it."""
    offset = r"(?:1[0-4]|0?[0-9])(?::?[0-5][0-9])?"
    named = rf"(?-i:{_any_of(_OFFSETS)})(?:[+-]{offset})?"
    noon, midnight = _any_of(_spellings(_NOON)), _any_of(_spellings(_MIDNIGHT))
    return (
        rf"(?:(?:12{_GAP})?(?:(?P<noon>{noon})|(?P<midnight>{midnight}))(?!\w)"
        rf"|(?P<hour>[01]?[0-9]|2[0-4])"
        rf"(?:(?P<mark>:|[.]|{_GAP}(?:h|uhr){_GAP}|)(?P<minute>[0-5][0-9])"
        rf"(?::[0-5][0-9](?:[.,][0-9]{{1,9}})?)?)?(?![0-9])"
        rf"(?P<unit>{_GAP}(?:uhr|heures?|horas?|hours?|hrs?|h)(?!\w))?"
        rf"(?:{_GAP}(?P<half>(?P<late>{_LATE})|{_EARLY})(?!\w))?)"
        rf"(?:{_GAP}[(]?(?P<zone>{named}|{signs}{offset})(?!\w)[)]?)?"
    )


_WEEKDAY_NUMBERS: Mapping[str, int] = {
    spelling: number for number, words in enumerate(_WEEKDAYS) for spelling in _spellings(words)
}
_WEEKDAY = rf"(?:{_any_of({*_WEEKDAY_NUMBERS, *_SHORT_WEEKDAYS.split()})})"
_GREATEST_BEFORE = 80
"""How far in front of a day its time may begin, in code points."""


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<iso>T)(?=[0-9])|(?:{_GAP}[(]?{_WEEKDAY}[)]?(?!\w))?{_GAP}[-–—|,@/]?{_GAP}"
        rf"(?:(?:at|um|ab|à|a las?|a|from|kl[.]?)[ ])?){_clock('(?(iso)[+-]|[+])')}",
        re.IGNORECASE,
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"{_FRESH}{_clock('[+]')}{_GAP}[-–—|,/]?{_GAP}(?:(?:on|am|le|el|del|of|vom|du)[ ])?(?:the[ ])?"
        rf"(?:{_WEEKDAY}[.,]{{0,2}}{_GAP}(?:(?:the|den|le)[ ])?)?\Z",
        re.IGNORECASE,
    )


def dates(
    text: str, start: int = 0, end: int | None = None, *, now: dt.datetime | None = None
) -> Iterator[FoundDate]:
    """Yield every date that stands whole in [start, end) of `text`, in order, without overlaps.

    Offsets are code points; `end` is the end of the text where it is None. A day that no calendar has is
    not read, and a time that no clock shows leaves its day without one. With `now`, the aware instant of
    writing in the zone of the writer, dates that depend on it are read too, and marked as `relative`.

    >>> [found.lifts.isoformat() for found in dates("embargoed until 1 December 2026, 09:00 CET")]
    ['2026-12-01T09:00:00+01:00']
    >>> sunday = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    >>> [found.lifts.isoformat() for found in dates("embargo bis Freitag 9 Uhr", now=sunday)]
    ['2026-11-27T09:00:00']
    """
    end = len(text) if end is None else end
    told = list(_told(text, start, end))
    if now is None:
        yield from told
        return
    read = start
    edges = iter((*told, None))
    ahead = next(edges)
    for date in _untold(text, start, end, now):
        while ahead and ahead.start < date.end:
            yield ahead
            read, ahead = ahead.end, next(edges)
        if date.start >= read:
            yield date
            read = date.end
    yield from filter(None, (ahead, *edges))


def _told(text: str, start: int, end: int) -> Iterator[FoundDate]:
    """The dates that say their year."""
    read = start
    days = (found for form in _days() for found in form.finditer(text, start, end))
    for found in sorted(days, key=lambda found: found.span()):
        day = _day(found)
        # digits that go on behind `end` make it another date
        if day is None or found.start() < read or (found.end() == end and text[end : end + 1].isalnum()):
            continue
        date = _with_time(text, found, day, read, end)
        read = date.end
        yield date


def _day(found: re.Match[str]) -> dt.date | None:
    """The day of a match, the later of two readings, None where the calendar has neither."""
    written = found.groupdict()
    year = int(written["year"]) + (2000 if len(written["year"]) == 2 else 0)
    if "first" not in written:
        month = written["month"].lower()
        return _calendar(year, _MONTH_NUMBERS.get(month) or int(month), int(written["day"]))
    first, second = int(written["first"]), int(written["second"])
    day_first, month_first = _calendar(year, second, first), _calendar(year, first, second)
    # where dots are the custom, the day comes first
    if day_first is None or month_first is None or written["mark"] == ".":
        return day_first or month_first
    return max(day_first, month_first)


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _with_time(text: str, found: re.Match[str], day: dt.date, start: int, end: int) -> FoundDate:
    """The day with the time that stands behind it, or else in front of it, within [start, end)."""
    behind = _behind().match(text, found.end(), end)
    if behind and (instant := _instant(day, behind)):
        return FoundDate(found.start(), behind.end(), instant)
    before = _before().search(text, max(start, found.start() - _GREATEST_BEFORE), found.start())
    if before and (instant := _instant(day, before)):
        return FoundDate(before.start(), found.end(), instant)
    return FoundDate(found.start(), found.end(), day)


def _instant(day: dt.date, clock: re.Match[str]) -> dt.datetime | None:
    """The instant that a clock shows on a day, None where the figures are no time of day."""
    told = clock.groupdict()
    if told["noon"] or told["midnight"]:
        hour, minute = 12 if told["noon"] else 24, 0
    else:
        hour, minute = int(told["hour"]), int(told["minute"] or 0)
        # `9.30`, `0930` and `9` alone may be any number
        if not (told["mark"] or "").strip(". \t\xa0\u2009\u202f") and not (
            told["unit"] or told["half"] or told["zone"]
        ):
            return None
        if told["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if told["late"] else 0)
        if hour == 24 and minute:
            return None
    zone = None if told["zone"] is None else _offset(told["zone"])
    # 24:00, and midnight with it, is the end of the day
    return dt.datetime.combine(day, dt.time(), zone) + dt.timedelta(hours=hour, minutes=minute)


_ZONE = re.compile(r"([A-Z]*)(?:([+-])(1[0-4]|0?[0-9]):?([0-9]{2})?)?")


def _offset(zone: str) -> dt.timezone:
    """The offset that a zone stands for, such as `CET`, `UTC+1` or `+01:00`."""
    parts = _ZONE.fullmatch(zone)
    assert parts is not None
    name, sign, hours, minutes = parts.groups()
    further = dt.timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return dt.timezone(dt.timedelta(hours=_OFFSETS.get(name, 0)) + (-further if sign == "-" else further))


_TODAY = "today|heute|aujourd['’]hui|hoy"
_TONIGHT = r"tonight|this[ ]evening|heute[ ]abend|ce[ ]soir|esta[ ]noche"
# `morgen`, `mañana` are mornings, too
_TOMORROW = (
    r"tomorrow|demain|(?<!guten[ ])(?<!jeden[ ])(?<!heute[ ])(?<!am[ ])morgen"
    r"|(?<!la[ ])(?<!esta[ ])(?<!cada[ ])ma(?:ñ|n\u0303)ana"
)
_UNTIL = (
    r"until|till?|before|bis|vor|ab|jusqu['’](?:à|a\u0300)|avant|d(?:è|e\u0300)s"
    r"|hasta(?:[ ]las?)?|antes[ ]de(?:[ ]las?)?"
)
_NOT_YEAR = rf"(?![\w/-]|[.:,]?[0-9]|,?{_GAP}{_OF}(?:19|20|21)[0-9]{{2}})"
_THEN = rf"(?:,?{_GAP}(?:(?:the|den|dem|le|el)[ ])?)"
_SOME_MONTH = rf"(?:{_any_of(_MONTH_NUMBERS)})(?!\w)"
_DATE_FOLLOWS = rf"(?:{_SOME_MONTH}|[0-9]{{1,2}}(?:[./-][0-9]|{_ORDINAL}(?:-|{_GAP}){_OF}{_SOME_MONTH}))"


@cache
def _relative_days() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"{_FRESH}(?<![.]){form}", re.IGNORECASE)
        for form in (
            # 1 December, 1er décembre, 1. Dezember, 1 de diciembre
            rf"{_DAY}{_ORDINAL}(?:-|{_GAP}){_OF}{_MONTH}{_NOT_YEAR}",
            # December 1, Dec. 1st
            rf"{_MONTH}[ ](?:the[ ])?{_DAY}(?:st|nd|rd|th)?{_NOT_YEAR}",
            # 1.12.
            rf"{_DAY}[.](?P<month>[01]?[0-9])[.](?![\w/-])",
            # Friday, Monday the 30th, jueves 26
            rf"(?P<weekday>{_any_of(_WEEKDAY_NUMBERS)})(?!\w)(?!{_THEN}{_DATE_FOLLOWS})"
            rf"(?:{_THEN}{_DAY}(?:st|nd|rd|th|er|[.])?{_NOT_YEAR}(?!{_GAP}(?:[ap][.]?m|h|uhr|heures?)))?",
            rf"(?:(?P<tonight>{_TONIGHT})|(?P<today>{_TODAY})|(?P<tomorrow>{_TOMORROW}))(?!\w)",
        )
    )


@cache
def _times_alone() -> re.Pattern[str]:
    return re.compile(rf"{_FRESH}(?P<until>{_UNTIL})[ ]{_clock('[+]')}", re.IGNORECASE)


def _untold(text: str, start: int, end: int, now: dt.datetime) -> Iterator[FoundDate]:
    """The dates that need `now`, in order, without overlaps among themselves."""
    days = [found for form in _relative_days() for found in form.finditer(text, start, end)]
    read, found_days = start, []
    for found in sorted(days, key=lambda found: (found.start(), -found.end())):
        date = _near(text, found, read, end, now) if found.start() >= read else None
        if date is not None:
            found_days.append(date)
            read = date.end
    # a time that belongs to a day is not alone
    taken = {place for date in found_days for place in range(date.start, date.end)}
    times = (_next_time(found, now) for found in _times_alone().finditer(text, start, end))
    alone = [date for date in times if date and taken.isdisjoint(range(date.start, date.end))]
    yield from sorted([*found_days, *alone], key=lambda date: date.start)


def _next_time(clock: re.Match[str], now: dt.datetime) -> FoundDate | None:
    """The next moment at which a clock shows the time of a match."""
    lifts = _instant(now.date(), clock)
    if lifts is None:
        return None
    if not _is_later(lifts, now):
        lifts += dt.timedelta(days=1)
    # the little word in front is no part of the time
    return FoundDate(clock.end("until") + 1, clock.end(), lifts, relative=True)


def _near(text: str, found: re.Match[str], start: int, end: int, now: dt.datetime) -> FoundDate | None:
    """The day that a match means at `now`, with its time."""
    today, told = now.date(), found.groupdict()
    day: dt.date | None = today
    if told.get("weekday"):
        day = _of_the_week(told, today)
    elif "month" in told:
        month = _MONTH_NUMBERS.get(told["month"].lower()) or int(told["month"])
        days = (_calendar(today.year + years, month, int(told["day"])) for years in (-1, 0, 1))
        day = min(filter(None, days), key=lambda day: abs(day - today), default=None)
    elif told["tomorrow"]:
        day = today + dt.timedelta(days=1)
    if day is None:
        return None
    date = _with_time(text, found, day, start, end)
    lifts = date.lifts
    if told.get("weekday") and day == today and not _is_later(lifts, now):
        lifts += dt.timedelta(weeks=1)
    if told.get("tonight") and not isinstance(lifts, dt.datetime):
        lifts += dt.timedelta(days=1)
    return attrs.evolve(date, lifts=lifts, relative=True)


def _of_the_week(told: Mapping[str, str | None], today: dt.date) -> dt.date:
    """The next day of that name, and of that number where one is told and a month has both."""
    name = _WEEKDAY_NUMBERS[str(told["weekday"]).lower()]
    soon = today + dt.timedelta(days=(name - today.weekday()) % 7)
    weeks = [soon + dt.timedelta(weeks=later) for later in range(9)]
    return next((day for day in weeks if told["day"] and day.day == int(told["day"])), soon)


def _is_later(lifts: dt.date | dt.datetime, now: dt.datetime) -> bool:
    """Whether a time of day is told, and it is still to come."""
    if not isinstance(lifts, dt.datetime):
        return False
    return lifts.replace(tzinfo=lifts.tzinfo or now.tzinfo) > now

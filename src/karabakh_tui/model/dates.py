"""Uncertain dates: a strict parser for EDTF, with bounds, order and overlap.

All of levels 0 and 1 of ISO 8601-2:2019 and the Library of Congress's EDTF specification, and of level 2: seasons 25 to
41, exponents, significant digits, sets, qualified parts, and unspecified digits anywhere.

Bounds are days as written, inclusive. `~ ? %` do not widen them; open and unknown ends of intervals are infinite.
Seasons 21 to 24 are given the months of the northern hemisphere, winter ending in February of the next year.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from .calendar import civil_from_day, day_from_civil, days_in_month

YEAR_DIGITS = 18
"""Digits of a year at most: beyond that a date is a slip, and arithmetic on it a trap."""


class DateError(ValueError):
    """Text that is not a date: a sentence, and the offset in the text that it is about."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


class Precision(IntEnum):
    """How exactly a date is written, the finest first."""

    TIME = 0
    DAY = 1
    MONTH = 2
    SEASON = 3
    YEAR = 4
    DECADE = 5
    CENTURY = 6
    LONGER = 7


@dataclass(frozen=True, slots=True)
class Moment:
    """One date as written: its parts as text, `X` standing for any digit."""

    year: int | None
    """None where digits are unspecified."""
    month: int | None
    """1 to 12, or a season of 21 to 41; None where missing or unspecified."""
    day: int | None
    time: str
    precision: Precision
    approximate: bool
    uncertain: bool
    plain: bool
    """No part has unspecified digits."""
    significant: int | None
    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Span:
    """From one end to the other. An end that is None is open, or unknown where the flag says so."""

    start: Moment | None
    end: Moment | None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Set:
    """One of several dates, or all of them."""

    members: tuple[Moment | Span, ...]
    all_of: bool


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date with the certainty it has. Equal where it is written the same."""

    text: str
    """The EDTF string, as written."""
    earliest: float = field(compare=False)
    """The first day it could be: a day number, or minus infinity."""
    latest: float = field(compare=False)
    """The last day it could be: a day number, or infinity."""
    precision: Precision = field(compare=False)
    """Of its least exact part."""
    approximate: bool = field(compare=False)
    uncertain: bool = field(compare=False)
    form: Moment | Span | Set = field(compare=False, repr=False)

    def sort_key(self) -> tuple[float, float]:
        """Return the order of uncertain dates: earliest day, then latest day descending."""
        return (self.earliest, -self.latest)

    def overlaps(self, other: UncertainDate) -> bool:
        """Tell whether both could be on the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def within(self, other: UncertainDate) -> bool:
        """Tell whether every day this could be is a day that the other could be."""
        return other.earliest <= self.earliest and self.latest <= other.latest


def year_of(day: float) -> int | None:
    """Return the astronomical year of a day number; None for an infinity."""
    return None if math.isinf(day) else civil_from_day(int(day))[0]


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@lru_cache(maxsize=1 << 16)
def parse_date(text: str) -> UncertainDate:
    """Read an EDTF string.

    Raises:
        DateError: if it is not one, or names a day that does not exist, or runs backwards.
    """
    if len(text) == 10 and _DAY.fullmatch(text):
        year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
        if 1 <= month <= 12 and 1 <= day <= days_in_month(year, month):
            number = day_from_civil(year, month, day)
            moment = Moment(year, month, day, "", Precision.DAY, False, False, True, None, number, number)
            return UncertainDate(text, number, number, Precision.DAY, False, False, moment)
    if not text:
        raise DateError("a date is missing")
    if text[0] in "[{":
        return _whole(text, _set(text))
    if "/" in text:
        return _whole(text, _interval(text))
    return _whole(text, _moment(text, 0))


def _whole(text: str, form: Moment | Span | Set) -> UncertainDate:
    moments = _moments(form)
    earliest, latest = _bounds(form)
    return UncertainDate(
        text,
        earliest,
        latest,
        max(each.precision for each in moments),
        any(each.approximate for each in moments),
        any(each.uncertain for each in moments),
        form,
    )


def _moments(form: Moment | Span | Set) -> list[Moment]:
    if isinstance(form, Moment):
        return [form]
    if isinstance(form, Span):
        return [each for each in (form.start, form.end) if each is not None]
    return [moment for member in form.members for moment in _moments(member)]


def _bounds(form: Moment | Span | Set) -> tuple[float, float]:
    if isinstance(form, Moment):
        return form.earliest, form.latest
    if isinstance(form, Span):
        start = form.start.earliest if form.start else -math.inf
        return start, form.end.latest if form.end else math.inf
    bounds = [_bounds(member) for member in form.members]
    return min(low for low, _ in bounds), max(high for _, high in bounds)


def _interval(text: str) -> Span:
    """Read `start/end`; `..` is open, nothing is unknown (level 1)."""
    left, _, right = text.partition("/")
    if "/" in right:
        raise DateError("an interval has one `/`", len(left) + 1 + right.index("/"))
    start = None if left in ("", "..") else _moment(left, 0)
    end = None if right in ("", "..") else _moment(right, len(left) + 1)
    if start is None and end is None:
        raise DateError("an interval needs a date at one end at least")
    _refuse_times(text, start, end)
    if start and end and start.earliest > end.latest:
        raise DateError("the interval ends before it begins", len(left) + 1)
    return Span(start, end, unknown="" in (left, right))


def _refuse_times(text: str, *moments: Moment | None) -> None:
    if any(moment is not None and moment.time for moment in moments):
        raise DateError("a time of day stands in a single date only", text.index("T"))


def _set(text: str) -> Set:
    """Read `[..]`, one of, or `{..}`, all of (level 2)."""
    closing = "]" if text[0] == "[" else "}"
    if text[-1] != closing or len(text) < 3:
        raise DateError(f"a set that begins with `{text[0]}` holds dates and ends with `{closing}`", len(text) - 1)
    members = []
    at = 1
    for item in text[1:-1].split(","):
        members.append(_member(item, at))
        at += len(item) + 1
    return Set(tuple(members), all_of=closing == "}")


def _member(item: str, at: int) -> Moment | Span:
    if ".." not in item:
        moment = _moment(item, at)
        _refuse_times(item, moment)
        return moment
    left, _, right = item.partition("..")
    start = _moment(left, at) if left else None
    end = _moment(right, at + len(left) + 2) if right else None
    if start is None and end is None:
        raise DateError("a range in a set needs a date at one end at least", at)
    _refuse_times(item, start, end)
    if start and end and start.earliest > end.latest:
        raise DateError("the range ends before it begins", at + len(left) + 2)
    return Span(start, end)


_Q = "[?~%]?"
_MOMENT = re.compile(
    rf"(?P<q1>{_Q})(?P<year>-?[0-9X]{{4}}|Y-?[0-9]+(?:E[0-9]+)?)(?:S(?P<significant>[0-9]+))?(?P<q2>{_Q})"
    rf"(?:-(?P<q3>{_Q})(?P<month>[0-9X]{{2}})(?P<q4>{_Q})(?:-(?P<q5>{_Q})(?P<day>[0-9X]{{2}})(?P<q6>{_Q}))?)?"
    r"(?:T(?P<time>(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?))?",
    re.ASCII,
)


def _moment(text: str, at: int) -> Moment:
    """Read one date that stands at an offset of the whole text."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise _unreadable(text, at)
    marks = "".join(found[name] or "" for name in ("q1", "q2", "q3", "q4", "q5", "q6"))
    if found["time"] and (not found["day"] or marks or "X" in text):
        raise DateError("a time of day needs a whole day, without marks", at + text.index("T"))
    years, significant = _years(found, text, at)
    months, days = found["month"], found["day"]
    if months and months.isdigit() and int(months) > 20:
        if days:
            raise DateError(f"season {months} cannot have a day", at + found.start("day"))
        earliest, latest = _season(years, int(months), at + found.start("month"))
    else:
        earliest, latest = _ends(years, found["year"], months, days, at)
    exact_year = years.start if len(years) == 1 and significant is None else None
    return Moment(
        year=years.start if significant is not None and len(years) == 1 else exact_year,
        month=int(months) if months and months.isdigit() else None,
        day=int(days) if days and days.isdigit() else None,
        time=found["time"] or "",
        precision=_precision(found, exact_year is not None),
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
        plain="X" not in text and significant is None,
        significant=significant,
        earliest=earliest,
        latest=latest,
    )


def _unreadable(text: str, at: int) -> DateError:
    """Return what to say of text that is not a date, with what to write instead where that is plain."""
    if text != text.strip():
        return DateError("a date has no blanks around it", at)
    loose = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?", text, re.ASCII)
    if loose:
        parts = [loose[1], *(part.zfill(2) for part in loose.groups()[1:] if part)]
        return DateError(f"use {'-'.join(parts)}: months and days have two digits", at + 5)
    if re.fullmatch(r"[0-9]{1,3}", text, re.ASCII):
        return DateError(f"use {text.zfill(4)}: years have four digits", at)
    return DateError(f'"{text}" is not a date such as 1994-05-12, 1994-05, 1991~ or 1988/1994', at)


def _years(found: re.Match[str], text: str, at: int) -> tuple[range, int | None]:
    """Return the years that could be meant (a range with a step), and the written year where digits are significant."""
    written = found["year"]
    if written.startswith("Y"):
        year = _long_year(written, found, at)
        digits = len(str(abs(year)))
    elif "X" in written:
        if found["significant"]:
            raise DateError("significant digits go with a year without X", at)
        return _year_pattern(written), None
    else:
        if written == "-0000":
            raise DateError("there is no year -0000; 1 BCE is 0000", at)
        year, digits = int(written), 4
    if not found["significant"]:
        return range(year, year + 1), None
    if found["month"]:
        raise DateError("significant digits go with a year alone", at)
    kept = int(found["significant"]) if len(found["significant"]) < 3 else YEAR_DIGITS + 1
    if not 1 <= kept <= digits:
        raise DateError(
            f"a year of {digits} digits has 1 to {digits} significant ones", at + found.start("significant")
        )
    step = 10 ** (digits - kept)
    low = abs(year) // step * step
    years = range(low, low + step) if year >= 0 else range(-low - step + 1, -low + 1)
    return years, year


def _long_year(written: str, found: re.Match[str], at: int) -> int:
    """Read `Y` and a year of more than four digits, or one with an exponent (level 1 and 2)."""
    if found["month"]:
        raise DateError("a year written with Y stands alone", at)
    digits, _, exponent = written[1:].partition("E")
    size = len(digits.lstrip("-")) + (int(exponent) if len(exponent) < 4 and exponent else len(exponent) * 1000)
    if size > YEAR_DIGITS:
        raise DateError(f"a year has at most {YEAR_DIGITS} digits", at)
    year = int(digits + "0" * int(exponent or 0))
    if not exponent and not found["significant"] and (len(digits.lstrip("-")) < 5 or digits.lstrip("-")[0] == "0"):
        raise DateError("Y is for years of more than four digits", at)
    return year


def _year_pattern(written: str) -> range:
    """Return the range from the first to the last year of a pattern; `_matches` tells which of them are meant."""
    sign, digits = (-1, written[1:]) if written[0] == "-" else (1, written)
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    return range(low, high + 1) if sign > 0 else range(-high, -low + 1)


def _matches(pattern: str | None, value: int, width: int) -> bool:
    if pattern is None or "X" not in pattern:
        return True
    digits = str(abs(value)).zfill(width)
    return all(mark in ("X", digit) for mark, digit in zip(pattern.lstrip("-"), digits, strict=True))


_SEASONS = {
    **{21 + number: (3 + 3 * number, 3) for number in range(4)},
    **{25 + number: (3 + 3 * number, 3) for number in range(4)},
    **{29 + number: (9 + 3 * number, 3) for number in range(4)},
    **{33 + number: (1 + 3 * number, 3) for number in range(4)},
    **{37 + number: (1 + 4 * number, 4) for number in range(3)},
    **{40 + number: (1 + 6 * number, 6) for number in range(2)},
}
"""First month (past 12: of the next year) and number of months of each season (ISO 8601-2, 4.8)."""


def _season(years: range, season: int, at: int) -> tuple[int, int]:
    if season not in _SEASONS:
        raise DateError(f"{season} is neither a month (01 to 12) nor a season (21 to 41)", at)
    first, length = _SEASONS[season]
    start = years[0] + (first - 1) // 12, (first - 1) % 12 + 1
    last_month = first + length - 1
    end_year, end_month = years[-1] + (last_month - 1) // 12, (last_month - 1) % 12 + 1
    return day_from_civil(*start, 1), day_from_civil(end_year, end_month, days_in_month(end_year, end_month))


def _ends(years: range, written: str, months: str | None, days: str | None, at: int) -> tuple[int, int]:
    """Return the first and the last day that a pattern of year, month and day can mean."""
    pattern = written if "X" in written else None
    in_leap_year = _first(range(2000, 2001), None, months, days, forward=True)
    first = _first(years, pattern, months, days, forward=True) if in_leap_year else None
    last = _first(years[::-1], pattern, months, days, forward=False) if first is not None else None
    if first is None or last is None:
        raise DateError(_no_such_day(months, days), at)
    return first, last


def _no_such_day(months: str | None, days: str | None) -> str:
    if months and months.isdigit() and not 1 <= int(months) <= 12:
        return f"there is no month {months}"
    return f"there is no such day: {days} of month {months}" if days else f"there is no month {months}"


def _first(years: range, pattern: str | None, months: str | None, days: str | None, *, forward: bool) -> int | None:
    """Return the first day in the order of `years`, forward or backward in each, that fits the patterns."""
    months_in_order = range(1, 13) if forward else range(12, 0, -1)
    for year in years:
        if not _matches(pattern, year, 4):
            continue
        for month in months_in_order:
            if _fits(months, month):
                size = days_in_month(year, month)
                for day in range(1, size + 1) if forward else range(size, 0, -1):
                    if _fits(days, day):
                        return day_from_civil(year, month, day)
    return None


def _fits(pattern: str | None, value: int) -> bool:
    return pattern is None or all(mark in ("X", digit) for mark, digit in zip(pattern, f"{value:02d}", strict=True))


def _precision(found: re.Match[str], exact_year: bool) -> Precision:
    if found["time"]:
        return Precision.TIME
    if not exact_year:
        written = found["year"]
        return {1: Precision.DECADE, 2: Precision.CENTURY}.get(written.count("X"), Precision.LONGER)
    months, days = found["month"], found["day"]
    if not months or "X" in months:
        return Precision.YEAR
    if int(months) > 20:
        return Precision.SEASON
    return Precision.DAY if days and "X" not in days else Precision.MONTH

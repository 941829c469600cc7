"""One date as it is written: its parts, and the first and the last day that it can mean.

All of levels 0 and 1 of ISO 8601-2:2019 and the Library of Congress's EDTF specification, and of level 2: seasons 25 to
41, exponents, significant digits, qualified parts, and unspecified digits anywhere.

Seasons 21 to 24 are given the months of the northern hemisphere; winter (and the southern summer) ends in February of
the next year.
"""

from __future__ import annotations

import re
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from .calendar import day_from_civil, days_in_month

YEAR_DIGITS = 18
"""Digits of a year at most: beyond that a date is a slip, and arithmetic on it a trap."""


class DateError(ValueError):
    """Text that is not a date: a sentence, and the offset in the text that it is about."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


class Precision(IntEnum):
    """How exactly a date is known, the finest first."""

    TIME = 0
    DAY = 1
    MONTH = 2
    SEASON = 3
    YEAR = 4
    DECADE = 5
    CENTURY = 6
    LONGER = 7


class Moment(NamedTuple):
    """One date as written."""

    year: int | None
    """None where digits are unspecified; the estimate where only some are significant."""
    month: int | None
    """1 to 12, or a season of 21 to 41; None where missing or unspecified."""
    day: int | None
    time: str
    precision: Precision
    approximate: bool
    uncertain: bool
    earliest: int
    latest: int
    pattern: tuple[str, str, str] | None = None
    """Where digits are unspecified: year, month and day with `X` for any digit, empty where missing."""
    significant: bool = False
    """The year is an estimate: `earliest` and `latest` tell how far off it may be."""


_Q = "[?~%]?"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00"
_ZONE = r"Z|(?!-00(?::00)?\Z)[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?)"
_MOMENT = re.compile(
    rf"(?P<q1>{_Q})(?P<year>-?[0-9X]{{4}}|Y-?[0-9]+(?:E[0-9]+)?)(?:S(?P<significant>[0-9]+))?(?P<q2>{_Q})"
    rf"(?:-(?P<q3>{_Q})(?P<month>[0-9X]{{2}})(?P<q4>{_Q})(?:-(?P<q5>{_Q})(?P<day>[0-9X]{{2}})(?P<q6>{_Q}))?)?"
    rf"(?:T(?P<time>(?:{_CLOCK})(?:{_ZONE})?))?",
    re.ASCII,
)
_MARKED = {"~": (True, False), "?": (False, True), "%": (True, True)}
"""What each mark says: that a date is approximate, and that it is uncertain."""
_MARKS = ("q1", "q2", "q3", "q4", "q5", "q6")


def plain_day(text: str) -> Moment | None:
    """Return the day that most dates are, read fast; None for anything else, and for a day that does not exist."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    number = day.toordinal()
    return Moment(day.year, day.month, day.day, "", Precision.DAY, False, False, number, number)


def _plain_month_or_year(text: str) -> Moment | None:
    """Return a month or year without marks, read fast; None for anything else."""
    year, month = text[:4], text[5:]
    if not (text.isascii() and year.isdigit() and len(year) == 4):
        return None
    if len(text) == 4:
        number = int(year)
        first, last = day_from_civil(number, 1, 1), day_from_civil(number, 12, 31)
        return Moment(number, None, None, "", Precision.YEAR, False, False, first, last)
    if len(text) == 7 and text[4] == "-" and month.isdigit() and 1 <= int(month) <= 12:
        number, of_year = int(year), int(month)
        first = day_from_civil(number, of_year, 1)
        last = first + days_in_month(number, of_year) - 1
        return Moment(number, of_year, None, "", Precision.MONTH, False, False, first, last)
    return None


def _plain(text: str) -> Moment | None:
    """Return a day, month or year, unmarked or with one mark at its end, read fast; None for anything else."""
    mark = text[-1:]
    if mark not in _MARKED:
        return plain_day(text) or _plain_month_or_year(text)
    approximate, uncertain = _MARKED[mark]
    moment = plain_day(text[:-1]) or _plain_month_or_year(text[:-1])
    return moment and moment._replace(approximate=approximate, uncertain=uncertain)


def read_moment(text: str, at: int) -> Moment:
    """Read one date that stands at an offset of the whole text.

    Raises:
        DateError: if it is not one, or names a day that does not exist.
    """
    plain = _plain(text)
    if plain is not None:
        return plain
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise _unreadable(text, at)
    marks = "".join(found[name] or "" for name in _MARKS)
    if found["time"] and (not found["day"] or marks or "X" in text):
        raise DateError("a time of day needs a whole day, without marks", at + text.index("T"))
    years, estimate = _years(found, at)
    months, days = found["month"], found["day"]
    if months and months.isdigit() and int(months) > 20:
        earliest, latest = _season(years, found, at)
    else:
        earliest, latest = _ends(years, found, at)
    exact_year = years.start if len(years) == 1 else estimate
    return Moment(
        year=exact_year,
        month=int(months) if months and months.isdigit() else None,
        day=int(days) if days and days.isdigit() else None,
        time=found["time"] or "",
        precision=_precision(found, years),
        approximate=any(_MARKED[mark][0] for mark in marks),
        uncertain=any(_MARKED[mark][1] for mark in marks),
        earliest=earliest,
        latest=latest,
        pattern=(found["year"], months or "", days or "") if "X" in text else None,
        significant=estimate is not None,
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


def _years(found: re.Match[str], at: int) -> tuple[range, int | None]:
    """Return the range from the first to the last year that can be meant, and the estimate where one is written."""
    written = found["year"]
    if written == "-0000":
        raise DateError("there is no year -0000; 1 BCE is 0000", at)
    if "X" in written:
        if found["significant"]:
            raise DateError("significant digits go with a year without X", at)
        low, high = int(written.lstrip("-").replace("X", "0")), int(written.lstrip("-").replace("X", "9"))
        return _signed(low, high, negative=written[0] == "-"), None
    if written[0] == "Y":
        year = _long_year(written, found, at)
        digits = len(str(abs(year)))
    else:
        year, digits = int(written), 4
    if not found["significant"]:
        return range(year, year + 1), None
    if found["month"]:
        raise DateError("significant digits go with a year alone", at)
    kept = int(found["significant"]) if len(found["significant"]) < 3 else YEAR_DIGITS + 1
    if not 1 <= kept <= digits:
        message = f"a year of {digits} digits has 1 to {digits} significant ones"
        raise DateError(message, at + found.start("significant"))
    step = 10 ** (digits - kept)
    low = abs(year) // step * step
    return _signed(low, low + step - 1, negative=year < 0), year if step > 1 else None


def _signed(low: int, high: int, *, negative: bool) -> range:
    """Return the years between two numbers; before year 0 they count backwards and begin at -1."""
    return range(-high, -max(low, 1) + 1) if negative else range(low, high + 1)


def _long_year(written: str, found: re.Match[str], at: int) -> int:
    """Read `Y` and a year of more than four digits, or one with an exponent (level 1 and 2)."""
    if found["month"]:
        raise DateError("a year written with Y stands alone", at)
    number, _, exponent = written[1:].partition("E")
    digits = number.lstrip("-")
    if digits[0] == "0" or exponent[:1] == "0":
        raise DateError("a year written with Y has no leading zero", at)
    size = len(digits) + (int(exponent or 0) if len(exponent) < 4 else 1000)
    if size > YEAR_DIGITS:
        raise DateError(f"a year has at most {YEAR_DIGITS} digits", at)
    if size < 5:
        raise DateError("Y is for years of more than four digits", at)
    return int(number + "0" * int(exponent or 0))


def fits(pattern: str | None, value: int, width: int) -> bool:
    """Tell whether a number is one that a pattern of digits and `X` can mean."""
    if pattern is None:
        return True
    return all(mark in ("X", digit) for mark, digit in zip(pattern, f"{value:0{width}d}", strict=True))


_SEASONS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip
"""First month and number of months of each season (ISO 8601-2:2019, 4.8)."""


def _season(years: range, found: re.Match[str], at: int) -> tuple[int, int]:
    season = int(found["month"])
    if found["day"]:
        raise DateError(f"season {season} cannot have a day", at + found.start("day"))
    if season not in _SEASONS:
        message = f"{season} is neither a month (01 to 12) nor a season (21 to 41)"
        raise DateError(message, at + found.start("month"))
    first, length = _SEASONS[season]
    last = first + length - 1
    year, month = years[-1] + (last - 1) // 12, (last - 1) % 12 + 1
    return day_from_civil(years[0], first, 1), day_from_civil(year, month, days_in_month(year, month))


def _ends(years: range, found: re.Match[str], at: int) -> tuple[int, int]:
    """Return the first and the last day that a pattern of year, month and day can mean."""
    pattern = found["year"].lstrip("-") if "X" in found["year"] else None
    months, days = found["month"], found["day"]
    in_leap_year = _first(range(2000, 2001), None, months, days, forward=True)
    first = _first(years, pattern, months, days, forward=True) if in_leap_year else None
    last = _first(years[::-1], pattern, months, days, forward=False) if first is not None else None
    if first is None or last is None:
        raise _no_such_day(found, at)
    return first, last


def _no_such_day(found: re.Match[str], at: int) -> DateError:
    months, days = found["month"], found["day"]
    if not any(fits(months, month, 2) for month in range(1, 13)):
        return DateError(f"there is no month {months}", at + found.start("month"))
    return DateError(f"there is no such day: {days} of month {months}", at + found.start("day"))


def _first(years: range, pattern: str | None, months: str | None, days: str | None, *, forward: bool) -> int | None:
    """Return the first day in the order of `years`, forward or backward in each, that fits the patterns."""
    months_in_order = range(1, 13) if forward else range(12, 0, -1)
    for year in years:
        if not (pattern is None or fits(pattern, abs(year), 4)):
            continue
        for month in months_in_order:
            if fits(months, month, 2):
                size = days_in_month(year, month)
                for day in range(1, size + 1) if forward else range(size, 0, -1):
                    if fits(days, day, 2):
                        return day_from_civil(year, month, day)
    return None


def _precision(found: re.Match[str], years: range) -> Precision:
    if found["time"]:
        return Precision.TIME
    if len(years) > 1:
        return Precision.DECADE if len(years) <= 10 else Precision.CENTURY if len(years) <= 100 else Precision.LONGER
    months, days = found["month"], found["day"]
    if not months or "X" in months:
        return Precision.YEAR
    if int(months) > 20:
        return Precision.SEASON
    return Precision.DAY if days and "X" not in days else Precision.MONTH

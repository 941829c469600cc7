"""Day numbers of the proleptic Gregorian calendar, without limits on the year (ISO 8601-1, 5.2.2).

Day 1 is 0001-01-01, as in `datetime.date.toordinal`; year 0 is 1 BCE.
"""

from __future__ import annotations

_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS_IN = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Tell whether a year has 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month, 1 to 12."""
    return 29 if month == 2 and is_leap(year) else _DAYS_IN[month - 1]


def day_from_civil(year: int, month: int, day: int) -> int:
    """Return the day number of a date that exists."""
    before = year - 1
    leap = 1 if month > 2 and is_leap(year) else 0
    return before * 365 + before // 4 - before // 100 + before // 400 + _DAYS_BEFORE[month - 1] + leap + day


def civil_from_day(day: int) -> tuple[int, int, int]:
    """Return year, month and day of a day number."""
    cycles, rest = divmod(day - 1, 146_097)
    centuries = min(rest // 36_524, 3)
    rest -= centuries * 36_524
    quads, rest = divmod(rest, 1_461)
    years = min(rest // 365, 3)
    year = cycles * 400 + centuries * 100 + quads * 4 + years + 1
    of_year = rest - years * 365 + 1
    month = 12
    while of_year <= _DAYS_BEFORE[month - 1] + (1 if month > 2 and is_leap(year) else 0):
        month -= 1
    return year, month, of_year - _DAYS_BEFORE[month - 1] - (1 if month > 2 and is_leap(year) else 0)

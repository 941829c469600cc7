"""Periods of the calendar: from one day to another, by decades, years, months and days."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import NamedTuple

from .calendar import civil_from_day, day_from_civil

LAST_PLAIN_YEAR = 9999
"""Beyond this year, and as far before year 0, EDTF has years alone."""


class Unit(IntEnum):
    """What periods are made of, the shortest first."""

    DAY = 0
    MONTH = 1
    YEAR = 2
    DECADE = 3


class Period(NamedTuple):
    """From a first day to a last one, both included; an infinity is an open end."""

    first: float
    last: float

    @property
    def is_open(self) -> bool:
        """It has no beginning, or no end."""
        return math.isinf(self.first) or math.isinf(self.last)

    def overlaps(self, other: Period) -> bool:
        """Tell whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def covers(self, other: Period) -> bool:
        """Tell whether every day of the other is a day of this one."""
        return self.first <= other.first and other.last <= self.last

    def within(self, other: Period) -> Period:
        """Return what both have in common: there must be something."""
        return Period(max(self.first, other.first), min(self.last, other.last))


def number_of(day: float, unit: Unit) -> int:
    """Return the number of the unit that a day lies in; numbers of one unit follow one another."""
    year, month, _ = civil_from_day(int(day))
    return (int(day), year * 12 + month - 1, year, year // 10)[unit]


def first_day(number: int, unit: Unit) -> int:
    """Return the first day of the unit with a number."""
    if unit is Unit.DAY:
        return number
    if unit is Unit.MONTH:
        return day_from_civil(number // 12, number % 12 + 1, 1)
    return day_from_civil(number * 10 if unit is Unit.DECADE else number, 1, 1)


def period_of(first: int, last: int, unit: Unit) -> Period:
    """Return the period from one unit's number to another's."""
    return Period(first_day(first, unit), first_day(last + 1, unit) - 1)


def around(day: float, unit: Unit) -> Period:
    """Return the decade, year, month or day that a day lies in."""
    number = number_of(day, unit)
    return period_of(number, number, unit)


def unit_of(period: Period) -> Unit:
    """Return the longest unit that a period consists of, with nothing left over; open ends fit any."""
    return next(unit for unit in reversed(Unit) if _begins(period.first, unit) and _begins(period.last + 1, unit))


def _begins(day: float, unit: Unit) -> bool:
    return math.isinf(day) or first_day(number_of(day, unit), unit) == day


def widened(period: Period) -> Period | None:
    """Return the next longer units that hold a period; None where there are none, and for an open one."""
    unit = unit_of(period)
    if unit is Unit.DECADE or period.is_open:
        return None
    longer = Unit(unit + 1)
    return period_of(number_of(period.first, longer), number_of(period.last, longer), longer)


def narrowed(period: Period, anchor: float) -> Period | None:
    """Return the part of a closed period that holds a day of it; None for a single day.

    Of several units that is one of them; of one, the next shorter one.
    """
    unit = unit_of(period)
    while around(anchor, unit).covers(period):
        if unit is Unit.DAY:
            return None
        unit = Unit(unit - 1)
    return around(anchor, unit).within(period)


def part_of(whole: Period, anchor: float) -> Period | None:
    """Return the longest unit around a day that does not hold a whole period; None where even a day does."""
    for unit in reversed(Unit):
        part = around(anchor, unit)
        if not part.covers(whole):
            return part.within(whole) if whole.first <= anchor <= whole.last else part
    return None


def stepped(period: Period, step: int) -> Period | None:
    """Return the period of the same width just before (-1) or after (1); None beyond an open end."""
    if math.isinf(period.last):
        return Period(-math.inf, period.first - 1) if step < 0 else None
    if math.isinf(period.first):
        return Period(period.last + 1, math.inf) if step > 0 else None
    unit = unit_of(period)
    first, last = number_of(period.first, unit), number_of(period.last, unit)
    by = step * (last - first + 1)
    return period_of(first + by, last + by, unit)


def written(period: Period) -> str:
    """Return a period as a value of `date:`, as short as it can be: `1992`, `1992..1994`, `1992-05..`."""
    unit = unit_of(period)
    first = "" if math.isinf(period.first) else _date(int(period.first), unit)
    last = "" if math.isinf(period.last) else _date(int(period.last), unit)
    return first if first == last else f"{first}..{last}"


def _date(day: int, unit: Unit) -> str:
    year, month, of_month = civil_from_day(day)
    if abs(year) > LAST_PLAIN_YEAR:
        return f"Y{year}"
    words = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    if unit <= Unit.MONTH:
        words += f"-{month:02d}"
    return f"{words}-{of_month:02d}" if unit is Unit.DAY else words

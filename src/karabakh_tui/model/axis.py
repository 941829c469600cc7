"""An axis of time: columns of equal periods, as fine as there is room for, and words for some of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from .calendar import civil_from_day, days_in_month
from .date_text import MONTHS
from .periods import Period, Unit, first_day, number_of, period_of

MONTH_LETTERS = 3
BETWEEN_LABELS = 2
"""Cells that part two labels, at least."""

CONTEXT = {Unit.DAY: (Unit.MONTH, 1), Unit.MONTH: (Unit.YEAR, 2), Unit.YEAR: (Unit.DECADE, 2)}
"""What is shown around a span of days, months or years: so many of which longer units on either side."""

WORTH_A_WINDOW = 2
"""A part of the whole is shown alone where the whole is at least so many times as long."""


class Step(NamedTuple):
    """How long the columns of an axis are: so many days of a month, months or years."""

    unit: Unit
    size: int

    @property
    def days(self) -> float:
        """About how many days that is."""
        return self.size * {Unit.DAY: 1, Unit.MONTH: 30.4, Unit.YEAR: 365.2}[self.unit]

    def starts(self, first: int, last: int) -> Iterator[int]:
        """Yield the first day of each column, from the one that holds a first day to the one that holds a last."""
        if self.unit is Unit.DAY:
            yield from self._days(first, last)
            return
        number, end = number_of(first, self.unit), number_of(last, self.unit)
        if self.unit is Unit.MONTH or self.size % 5 == 0:  # else the years are counted from the first one
            number -= number % self.size
        for each in range(number, end + 1, self.size):
            yield first_day(each, self.unit)

    def _days(self, first: int, last: int) -> Iterator[int]:
        """Yield the first days of the parts of months: the last part of a month takes what is over."""
        starts: list[int] = []
        for number in range(number_of(first, Unit.MONTH), number_of(last, Unit.MONTH) + 1):
            day = first_day(number, Unit.MONTH)
            length = days_in_month(*civil_from_day(day)[:2])
            starts += range(day, day + (length if self.size == 1 else min(length, 30)), self.size)
        yield from starts[bisect_right(starts, first) - 1 : bisect_right(starts, last)]


def _steps() -> Iterator[Step]:
    """Yield the lengths of columns, the shortest first, without end."""
    yield from (Step(Unit.DAY, size) for size in (1, 2, 3, 5))
    yield from (Step(Unit.MONTH, size) for size in (1, 2, 3, 6))
    yield from (Step(Unit.YEAR, size) for size in (1, 2, 3, 4))
    for power in count():
        yield from (Step(Unit.YEAR, size * 10**power) for size in (5, 10, 20, 25))


class Axis:
    """Columns of time, next to each other."""

    def __init__(self, step: Step, starts: tuple[int, ...]) -> None:
        self.step = step
        self.starts = starts
        """The first day of each column, and the first day after the last one."""

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self.starts) - 1

    def period(self, first: int, last: int) -> Period:
        """Return the days from one column to another."""
        return Period(self.starts[first], self.starts[last + 1] - 1)

    def columns(self, period: Period) -> tuple[int, int] | None:
        """Return the first and the last column that a period touches; None where it lies outside."""
        if period.last < self.starts[0] or period.first >= self.starts[-1]:
            return None
        last = len(self) - 1
        return max(bisect_right(self.starts, period.first) - 1, 0), min(
            bisect_right(self.starts, period.last) - 1, last
        )

    def labels(self, cells: int) -> list[tuple[int, str]]:
        """Return words for columns of so many cells, the more important first."""
        per_cell = self.step.days / cells
        years = self._years(per_cell)
        months = self._months() if 30 / per_cell >= MONTH_LETTERS + BETWEEN_LABELS else []
        return years + months

    def _years(self, per_cell: float) -> list[tuple[int, str]]:
        longest = max(len(year_text(civil_from_day(day)[0])) for day in (self.starts[0], self.starts[-1]))
        every = next(
            step.size
            for step in _steps()
            if step.unit is Unit.YEAR and step.size not in (3, 4) and step.days / per_cell >= longest + BETWEEN_LABELS
        )
        first, last = (number_of(day, Unit.YEAR) for day in (self.starts[0], self.starts[-1] - 1))
        found = [(first_day(year, Unit.YEAR), year) for year in range(first + -first % every, last + 1, every)]
        return [(self._column(day), year_text(year)) for day, year in found if day >= self.starts[0]]

    def _months(self) -> list[tuple[int, str]]:
        first, last = (number_of(day, Unit.MONTH) for day in (self.starts[0], self.starts[-1] - 1))
        days = [
            (first_day(number, Unit.MONTH), MONTHS[number % 12][:MONTH_LETTERS]) for number in range(first, last + 1)
        ]
        return [(self._column(day), name) for day, name in days if day >= self.starts[0]]

    def _column(self, day: int) -> int:
        return bisect_right(self.starts, day) - 1


def axis(period: Period, most: int) -> Axis:
    """Return the finest axis of at most so many columns that holds a closed period."""
    first, last = int(period.first), int(period.last)
    for step in _steps():
        if (last - first) / step.days <= most + 1:
            starts = list(step.starts(first, last))
            if len(starts) <= most:
                return Axis(step, (*starts, _after(starts[-1], step)))
    raise AssertionError("steps grow without end")


def _after(start: int, step: Step) -> int:
    """Return the first day after the column that begins on a day."""
    if step.unit is not Unit.DAY:
        return first_day(number_of(start, step.unit) + step.size, step.unit)
    month = number_of(start, Unit.MONTH)
    starts = [*Step(Unit.DAY, step.size).starts(first_day(month, Unit.MONTH), first_day(month + 1, Unit.MONTH))]
    return starts[bisect_left(starts, start) + 1]


def window(span: Period | None, whole: Period) -> Period:
    """Return what to show of a whole: all of it, or the surroundings of a span that would be small in it."""
    if span is None or span.is_open or not span.overlaps(whole):
        return whole
    shown = span.within(whole)
    days = shown.last - shown.first + 1
    unit = Unit.DAY if days < 28 else Unit.MONTH if days < 365 else Unit.YEAR
    longer, aside = CONTEXT[unit]
    around = period_of(number_of(shown.first, longer) - aside, number_of(shown.last, longer) + aside, longer)
    around = around.within(whole)
    is_small = (whole.last - whole.first) >= WORTH_A_WINDOW * (around.last - around.first)
    return around if is_small else whole


def year_text(year: int) -> str:
    """Return an astronomical year as it is read."""
    return f"{year}" if year > 0 else f"{1 - year} BCE"


def end_labels(period: Period) -> tuple[str, str]:
    """Return what to write at both ends of a period: years; months and years where it is short."""
    words = []
    for day in period:
        year, month, _ = civil_from_day(int(day))
        short = period.last - period.first < 400
        words.append(f"{MONTHS[month - 1][:MONTH_LETTERS]} {year_text(year)}" if short else year_text(year))
    return words[0], words[1]

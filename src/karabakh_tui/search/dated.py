"""Which records could have happened, or certainly happened, at some time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from karabakh_tui.model.dates import Moment, Span, UncertainDate
from karabakh_tui.model.margin import widened
from karabakh_tui.model.records import ApproximateMargin, Event, Quote
from karabakh_tui.model.store import FactStore

from .nodes import DateComparison, Dates
from .rows import RowNumbers

Days = tuple[float, float]


class Dated(NamedTuple):
    """A row with the days that it could be."""

    row: int
    low: float
    high: float
    sure: bool
    """It is certain to be one of these days."""


def days_of(dates: Dates, margin: ApproximateMargin | None) -> list[Days]:
    """Return the days that a value of `date:` stands for, as ranges in order that do not touch."""
    if dates.single is not None:
        return _merged(_members(dates.single, margin))
    low = _bounds(dates.low, margin)[0] if dates.low else float("-inf")
    high = _bounds(dates.high, margin)[1] if dates.high else float("inf")
    return [(low, high)]


def _bounds(date: UncertainDate, margin: ApproximateMargin | None) -> Days:
    return widened(date, margin) or (date.earliest, date.latest)


def _members(date: UncertainDate, margin: ApproximateMargin | None) -> list[Days]:
    """Return the bounds of every date of a set; of another date its own."""
    if isinstance(date.form, (Moment, Span)):
        return [_bounds(date, margin)]
    found = []
    for member in date.form.members:
        if isinstance(member, Moment):
            found.append(_moment_bounds(member, date, margin))
            continue
        low = _moment_bounds(member.start, date, margin)[0] if member.start else float("-inf")
        high = _moment_bounds(member.end, date, margin)[1] if member.end else float("inf")
        found.append((low, high))
    return found


def _moment_bounds(moment: Moment, date: UncertainDate, margin: ApproximateMargin | None) -> Days:
    alone = UncertainDate(
        date.text,
        moment.earliest,
        moment.latest,
        moment.precision,
        moment.approximate,
        moment.uncertain,
        moment,
    )
    return _bounds(alone, margin)


def _merged(ranges: Iterable[Days]) -> list[Days]:
    merged: list[Days] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


class DatedRows:
    """The dated records of a store, `~` widened by the store's margin."""

    def __init__(self, store: FactStore, rows: RowNumbers) -> None:
        self._margin = store.header.approximate_margin
        self.all: list[Dated] = []
        for table in ("events", "quotes"):
            for row, record in zip(rows.rows(table), store.ordered(table), strict=True):
                assert isinstance(record, (Event, Quote))
                self.all.append(self._dated(row, record.date))

    def _dated(self, row: int, date: UncertainDate) -> Dated:
        if not date.approximate:
            return Dated(row, date.earliest, date.latest, not date.uncertain)
        bounds = widened(date, self._margin)
        low, high = bounds or (date.earliest, date.latest)
        return Dated(row, low, high, bounds is not None and not date.uncertain)

    def within(self, dates: Dates) -> set[int]:
        """Return the rows that could lie in a range of days, or that certainly do."""
        found: set[int] = set()
        for first, last in days_of(dates, self._margin):
            if dates.certain:
                found.update(row for row, low, high, sure in self.all if sure and first <= low and high <= last)
            else:
                found.update(row for row, low, high, _ in self.all if low <= last and first <= high)
        return found

    def compared(self, comparison: DateComparison) -> set[int]:
        """Return the rows that could lie before or after a date."""
        first, last = _bounds(comparison.date, self._margin)
        match comparison.operator:
            case "<":
                return {each.row for each in self.all if each.low < first}
            case "<=":
                return {each.row for each in self.all if each.low <= last}
            case ">":
                return {each.row for each in self.all if each.high > last}
            case _:
                return {each.row for each in self.all if each.high >= first}

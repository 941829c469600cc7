"""What happened at about the time of a record: the days around it, and the same month of other years."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import chain

from karabakh_tui.model.dates import Span, UncertainDate
from karabakh_tui.model.margin import widened
from karabakh_tui.model.periods import Period, Unit, around, first_day, number_of, written
from karabakh_tui.model.records import ApproximateMargin, Event, Quote
from karabakh_tui.model.store import FactStore

MOST_YEARS = 90
"""Years that one query can name: the nearest ones."""


def days_around(date: UncertainDate, days: int) -> Period | None:
    """Return the days of a date and so many before and after; None where it has an open end."""
    if math.isinf(date.earliest) or math.isinf(date.latest):
        return None
    return Period(date.earliest - days, date.latest + days)


def month_of(date: UncertainDate) -> int | None:
    """Return the number of the month in which a date lies, or begins; None where the month is not known."""
    form = date.form
    first, last = date.earliest, date.latest
    if isinstance(form, Span):
        if form.start is None:
            return None
        last = form.start.latest
    if math.isinf(first) or math.isinf(last) or number_of(first, Unit.MONTH) != number_of(last, Unit.MONTH):
        return None
    return number_of(first, Unit.MONTH)


def other_years(store: FactStore, month: int) -> list[int]:
    """Return the same month of other years, as far as facts certainly lie in it: the nearest ones, in order."""
    found = set(_months(store)).difference((month,))
    same = (each for each in found if (each - month) % 12 == 0)
    return sorted(sorted(same, key=lambda each: (abs(each - month), each))[:MOST_YEARS])


def _months(store: FactStore) -> Iterable[int]:
    margin = store.header.approximate_margin
    for record in chain[Event | Quote](store.events, store.quotes):
        if record.withdrawn is None:
            month = _certain_month(record.date, margin)
            if month is not None:
                yield month


def _certain_month(date: UncertainDate, margin: ApproximateMargin | None) -> int | None:
    """Return the month within which a date certainly lies."""
    bounds = None if date.uncertain else widened(date, margin)
    if bounds is None or math.isinf(bounds[0]) or math.isinf(bounds[1]):
        return None
    first, last = (number_of(day, Unit.MONTH) for day in bounds)
    return first if first == last else None


def months_query(months: Iterable[int]) -> str:
    """Return the query for what certainly lies in one of some months."""
    dates = [written(around(first_day(month, Unit.MONTH), Unit.MONTH)) for month in months]
    return f"date:={dates[0]}" if len(dates) == 1 else f"date:=[{','.join(dates)}]"

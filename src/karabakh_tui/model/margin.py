"""How far `~` reaches: the bounds of an approximate date, widened by the margin that its store declares."""

from __future__ import annotations

import math
import re

from .calendar import civil_from_day, day_from_civil, days_in_month
from .dates import Moment, Precision, Span, UncertainDate
from .records import ApproximateMargin

_DURATION = re.compile(r"P(?=\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?", re.ASCII)


def widened(date: UncertainDate, margin: ApproximateMargin | None) -> tuple[float, float] | None:
    """Return the first and the last day that a date could be, with `~` taken as wide as the margin says.

    A date without `~` keeps its bounds. None means that nobody knows: it has `~`, and there is no margin for it.
    """
    if not date.approximate:
        return date.earliest, date.latest
    form = date.form
    members = form.members if not isinstance(form, (Moment, Span)) else (form,)
    bounds = [_bounds(member, margin) for member in members]
    known = [each for each in bounds if each is not None]
    if len(known) < len(bounds):
        return None
    return min(low for low, _ in known), max(high for _, high in known)


def _bounds(member: Moment | Span, margin: ApproximateMargin | None) -> tuple[float, float] | None:
    if isinstance(member, Moment):
        return _moment(member, margin)
    start = _moment(member.start, margin) if member.start else (-math.inf, -math.inf)
    end = _moment(member.end, margin) if member.end else (math.inf, math.inf)
    return None if start is None or end is None else (start[0], end[1])


def _moment(moment: Moment, margin: ApproximateMargin | None) -> tuple[float, float] | None:
    if not moment.approximate:
        return moment.earliest, moment.latest
    duration = _declared(moment.precision, margin)
    if duration is None:
        return None
    months, days = duration
    return _moved(moment.earliest, -months) - days, _moved(moment.latest, months) + days


def _declared(precision: Precision, margin: ApproximateMargin | None) -> tuple[int, int] | None:
    """Return the margin for a precision in months and days; seasons count as months, what is longer as years."""
    if margin is None:
        return None
    if precision <= Precision.DAY:
        written = margin.day
    else:
        written = margin.month if precision <= Precision.SEASON else margin.year
    found = _DURATION.fullmatch(written) if written else None
    if found is None:
        return None
    years, months, weeks, days = (int(each or 0) for each in found.groups())
    return years * 12 + months, weeks * 7 + days


def _moved(day: int, months: int) -> int:
    """Return the same day of another month, or the last day where that month is shorter; last days stay last days."""
    if not months:
        return day
    year, month, of_month = civil_from_day(day)
    last = of_month == days_in_month(year, month)
    number = year * 12 + month - 1 + months
    year, month = number // 12, number % 12 + 1
    length = days_in_month(year, month)
    return day_from_civil(year, month, length if last else min(of_month, length))

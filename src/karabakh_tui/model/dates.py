"""Uncertain dates: a strict parser for EDTF (ISO 8601-2:2019), with bounds, order and overlap.

`moments` reads one date as it is written; here they are put together: intervals, and sets of dates.

Bounds are days as written, inclusive. `~ ? %` do not widen them; open and unknown ends of intervals are infinite.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from .calendar import civil_from_day
from .moments import YEAR_DIGITS as YEAR_DIGITS
from .moments import DateError as DateError
from .moments import Moment as Moment
from .moments import Precision as Precision
from .moments import plain_day, read_moment


class Span(NamedTuple):
    """From one end to the other. An end that is None is open, or unknown where the flag says so."""

    start: Moment | None
    end: Moment | None
    unknown: bool = False


class Set(NamedTuple):
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


@lru_cache(maxsize=1 << 16)
def parse_date(text: str) -> UncertainDate:
    """Read an EDTF string.

    Raises:
        DateError: if it is not one, or names a day that does not exist, or runs backwards.
    """
    day = plain_day(text)
    if day is not None:
        return UncertainDate(text, day.earliest, day.latest, Precision.DAY, False, False, day)
    if not text:
        raise DateError("a date is missing")
    if text[0] in "[{":
        return _whole(text, _set(text))
    if "/" in text:
        return _whole(text, _interval(text))
    return _whole(text, read_moment(text, 0))


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
    start = None if left in ("", "..") else read_moment(left, 0)
    end = None if right in ("", "..") else read_moment(right, len(left) + 1)
    if start is None and end is None:
        raise DateError("an interval needs a date at one end at least")
    _refuse_times(text, 0, start, end)
    if start and end and start.earliest > end.latest:
        raise DateError("the interval ends before it begins", len(left) + 1)
    return Span(start, end, unknown="" in (left, right))


def _refuse_times(text: str, at: int, *moments: Moment | None) -> None:
    if any(moment is not None and moment.time for moment in moments):
        raise DateError("a time of day stands in a single date only", at + text.index("T"))


def _set(text: str) -> Set:
    """Read `[..]`, one of, or `{..}`, all of (level 2)."""
    closing = "]" if text[0] == "[" else "}"
    if text[-1] != closing or len(text) < 3:
        raise DateError(f"a set that begins with `{text[0]}` ends with `{closing}` and holds dates", len(text) - 1)
    items = text[1:-1].split(",")
    members: list[Moment | Span] = []
    at = 1
    for number, item in enumerate(items):
        member = _member(item, at)
        if isinstance(member, Span):
            _refuse_open_inside(member, at, first=number == 0, last=number == len(items) - 1)
        members.append(member)
        at += len(item) + 1
    if len(members) == 1 and isinstance(members[0], Moment):
        raise DateError(f"a set of one date is that date: write {items[0]}")
    return Set(tuple(members), all_of=closing == "}")


def _refuse_open_inside(member: Span, at: int, *, first: bool, last: bool) -> None:
    if (member.start is None and not first) or (member.end is None and not last):
        raise DateError("`..` stands open at the beginning or the end of a set only", at)


def _member(item: str, at: int) -> Moment | Span:
    if ".." not in item:
        moment = read_moment(item, at)
        _refuse_times(item, at, moment)
        return moment
    left, _, right = item.partition("..")
    start = read_moment(left, at) if left else None
    end = read_moment(right, at + len(left) + 2) if right else None
    if start is None and end is None:
        raise DateError("a range in a set needs a date at one end at least", at)
    _refuse_times(item, at, start, end)
    if start and end:
        if start.precision is not end.precision:
            raise DateError("both ends of a range in a set are days, or months, or years", at + len(left) + 2)
        if start.earliest > end.latest:
            raise DateError("the range ends before it begins", at + len(left) + 2)
    return Span(start, end)

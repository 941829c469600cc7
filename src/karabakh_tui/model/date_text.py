"""Dates in words: with the certainty they have, never more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from .calendar import civil_from_day, days_in_month
from .dates import Moment, Precision, Set, Span, UncertainDate
from .moments import fits

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_SEASONS = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter",
    25: "spring (northern)", 26: "summer (northern)", 27: "autumn (northern)", 28: "winter (northern)",
    29: "spring (southern)", 30: "summer (southern)", 31: "autumn (southern)", 32: "winter (southern)",
    33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of",
    37: "first third of", 38: "second third of", 39: "last third of",
    40: "first half of", 41: "second half of",
}  # fmt: skip

_SHORT_SEASONS = {
    **{number: name.split()[0] for number, name in _SEASONS.items() if number <= 32},
    33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4", 37: "1/3", 38: "2/3", 39: "3/3", 40: "1/2", 41: "2/2",
}  # fmt: skip

SHORT_WIDTH = 7
"""Cells that `short_date` takes at most."""


def display_date(date: UncertainDate) -> str:
    """Return a date in words, such as `12 May 1994`, `about 1991` or `some time in 1988 – 1994`."""
    form = date.form
    if isinstance(form, Moment):
        return _moment(form)
    return _span(form) if isinstance(form, Span) else _set(form)


def _span(span: Span) -> str:
    if span.start and span.end:
        return _from_to(span.start, span.end)
    if span.start:
        return f"{_moment(span.start)} – unknown" if span.unknown else f"since {_moment(span.start)}"
    assert span.end is not None  # the parser refuses an interval without any date
    return f"unknown – {_moment(span.end)}" if span.unknown else f"until {_moment(span.end)}"


def _from_to(start: Moment, end: Moment) -> str:
    """Return an interval, its start without the month and year that its end repeats: `27 March – 5 April 1993`."""
    left = _moment(start)
    if _is_plain_part_of_year(start) and _is_plain_part_of_year(end) and start.year == end.year:
        if start.month != end.month:
            left = f"{start.day} {_month(start)}" if start.day else _month(start).removesuffix(" of")
        elif start.day and end.day:
            left = str(start.day)
    return f"{left} – {_moment(end)}"


def _is_plain_part_of_year(moment: Moment) -> bool:
    within_year = Precision.DAY <= moment.precision <= Precision.SEASON and moment.pattern is None
    return within_year and not (moment.approximate or moment.uncertain)


def _is_plain_day(moment: Moment) -> bool:
    return _is_plain_part_of_year(moment) and moment.day is not None


def _are_days_of_one_month(members: Sequence[Moment | Span]) -> TypeGuard[Sequence[Moment]]:
    return (
        all(isinstance(each, Moment) and _is_plain_day(each) for each in members)
        and len({(each.year, each.month) for each in members if isinstance(each, Moment)}) == 1
    )


def _set(form: Set) -> str:
    words = [_member(each, _joint(form)) for each in form.members]
    if _are_days_of_one_month(form.members):
        words[:-1] = [str(each.day) for each in form.members[:-1]]
    if len(words) > 1:
        return f"{', '.join(words[:-1])} {_joint(form)} {words[-1]}"
    only = form.members[0]
    closed = isinstance(only, Span) and only.start is not None and only.end is not None
    return f"some time in {words[0]}" if closed and not form.all_of else words[0]


def _joint(form: Set) -> str:
    return "and" if form.all_of else "or"


def _member(member: Moment | Span, joint: str) -> str:
    if isinstance(member, Moment):
        return _moment(member)
    if member.start and member.end:
        return _from_to(member.start, member.end)
    if member.start:
        return f"{_moment(member.start)} {joint} later"
    assert member.end is not None  # the parser refuses a range without any date
    return f"{_moment(member.end)} {joint} earlier"


def _moment(moment: Moment) -> str:
    """Return one date with its qualifiers."""
    if moment.pattern is not None:
        words = _unspecified(moment, moment.pattern)
        marks = ["approximate"] * moment.approximate + ["uncertain"] * moment.uncertain
        return f"{words} ({', '.join(marks)})" if marks else words
    about = "about " if moment.approximate or moment.significant else ""
    doubt = " (uncertain)" if moment.uncertain else ""
    if moment.significant:
        return f"{about}{_year(moment.year or 0)} ({_years(moment)}){doubt}"
    return f"{about}{_plain(moment)}{doubt}"


def _plain(moment: Moment) -> str:
    """Return a date without qualifiers and unspecified digits."""
    year = _year(moment.year or 0)
    if moment.month is None:
        return year
    if moment.day is None:
        return f"{_month(moment)} {year}"
    return f"{moment.day} {_month(moment)} {year}{_time(moment.time)}"


def _month(moment: Moment) -> str:
    """Return the name of a month or season."""
    number = moment.month or 1
    return MONTHS[number - 1] if number <= 12 else _SEASONS[number]


def _unspecified(moment: Moment, pattern: tuple[str, str, str]) -> str:
    """Return a date with unspecified digits: what is known of it, from the day to the year."""
    _, months, days = pattern
    if moment.month is None and moment.day is not None:
        return f"day {moment.day} of some month{_some_year(moment, ' in ')}"
    if moment.month is None:
        between = "" if months in ("", "XX") else _months_between(moment)
        return f"some time in {between}{_some_year(moment, ' ')}" if between else _whole_years(moment)
    if moment.day is not None:
        return f"{moment.day} {_month(moment)}{_some_year(moment, ' ')}"
    some_day = _days_between(moment, days) if days else ""
    month = _month(moment) if moment.year is not None else _month(moment).removesuffix(" of")
    return f"{some_day}{month}{_some_year(moment, ' ')}"


def _months_between(moment: Moment) -> str:
    first, last = civil_from_day(moment.earliest)[1], civil_from_day(moment.latest)[1]
    return MONTHS[first - 1] if first == last else f"{MONTHS[first - 1]} – {MONTHS[last - 1]}"


def _days_between(moment: Moment, days: str) -> str:
    """Return which days of its month a pattern can mean."""
    if days == "XX":
        return "some day in "
    year = moment.year if moment.year is not None else 2000  # a leap year: the month at its longest
    fitting = [day for day in range(1, days_in_month(year, moment.month or 1) + 1) if fits(days, day, 2)]
    return f"{fitting[0]} " if len(fitting) == 1 else f"some day in {fitting[0]} – {fitting[-1]} "


def _some_year(moment: Moment, before: str) -> str:
    """Return the end of a date whose year may be unspecified."""
    if moment.year is not None:
        return f"{before}{_year(moment.year)}"
    if _is_any_year(moment):
        return ", year unknown"
    return f", some year in {'the ' if _decade(moment) else ''}{_years(moment)}"


def _whole_years(moment: Moment) -> str:
    if moment.year is not None:
        return f"some time in {_year(moment.year)}"
    if _is_any_year(moment):
        return "year unknown"
    return _decade(moment) or f"some time in {_years(moment)}"


def _is_any_year(moment: Moment) -> bool:
    return moment.pattern is not None and moment.pattern[0] == "XXXX"


def _years(moment: Moment) -> str:
    """Return the years that a date can lie in: a decade by its name, else from the first to the last."""
    first, last = civil_from_day(moment.earliest)[0], civil_from_day(moment.latest)[0]
    return _decade(moment) or f"{_year(first)} – {_year(last)}"


def _decade(moment: Moment) -> str:
    first, last = civil_from_day(moment.earliest)[0], civil_from_day(moment.latest)[0]
    return f"{first}s" if 100 <= first <= 9999 and first % 10 == 0 and last - first == 9 else ""


def _year(year: int) -> str:
    """Return an astronomical year as it is read: 0 is 1 BCE, and a bare number of one or two digits is no year."""
    if year <= 0:
        return f"{_grouped(1 - year)} BCE"
    return f"{year} CE" if year < 100 else _grouped(year)


def _grouped(year: int) -> str:
    return f"{year:,}" if year > 9999 else str(year)


def _time(time: str) -> str:
    if not time:
        return ""
    clock, zone = time[:8], time[8:]
    return f", {clock}{' UTC' if zone == 'Z' else f' UTC{zone}' if zone else ''}"


def short_date(date: UncertainDate) -> str:
    """Return what a row says under the heading of its first year, in at most `SHORT_WIDTH` cells.

    `12-12`, `05`, nothing for a year; `~` before what is approximate, `?` after what is uncertain or one of several,
    `–` for an interval, `&` for all of several dates. Where they do not fit, the day goes, never a mark.
    """
    form = date.form
    if not isinstance(form, Set):
        return _fitting(_short(form), "")
    return _fitting(_short(form.members[0]), "&" if form.all_of else "?")


def _fitting(candidates: list[str], mark: str) -> str:
    """Return the first text that fits with its mark, which is not said twice; the last one always does."""
    marked = [text if text.endswith(mark) else text + mark for text in candidates]
    return next((text for text in marked if len(text) <= SHORT_WIDTH), marked[-1])


def _short(form: Moment | Span) -> list[str]:
    """Return short texts, the fullest first."""
    if isinstance(form, Moment):
        return _short_moment(form)
    end = _short_end(form.end)
    if form.start is None:
        return [end, "–"]
    texts = _short_moment(form.start)
    if form.start.month is None and form.start.year is not None and not form.start.significant:
        return [texts[0] + end, texts[0] + "–"]
    return [f"{text}–" for text in texts]


def _short_end(end: Moment | None) -> str:
    """Return the end of an interval as its year: `–1994`."""
    if end is None or end.year is None or not 0 < end.year <= 9999:
        return "–"
    return f"–{'~' if end.approximate or end.significant else ''}{end.year}{'?' if end.uncertain else ''}"


def _short_moment(moment: Moment) -> list[str]:
    about = "~" if moment.approximate or moment.significant else ""
    doubt = "?" if moment.uncertain else ""
    return [f"{about}{text}{doubt}" for text in _bodies(moment)]


def _bodies(moment: Moment) -> list[str]:
    """Return what stands between the marks, the fullest first."""
    if moment.year is None:
        last = civil_from_day(moment.latest)[0]
        return ["some"] if _is_any_year(moment) or not 0 < last <= 9999 else [_decade(moment) or f"–{last}", "some"]
    if moment.significant:
        return [str(moment.year), ""] if 100 <= moment.year <= 9999 else [""]
    if moment.month is None:
        return [""]
    if moment.month > 12:
        word = _SHORT_SEASONS[moment.month]
        return [word, word[:3]]
    month = f"{moment.month:02d}"
    return [month] if moment.day is None else [f"{month}-{moment.day:02d}", month]

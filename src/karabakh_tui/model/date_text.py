"""Dates in words: with the certainty they have, never more."""

from __future__ import annotations

from .calendar import civil_from_day
from .dates import Moment, Precision, Set, Span, UncertainDate

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
        return f"{_shared(span.start, span.end)} – {_moment(span.end)}"
    if span.start:
        return f"{_moment(span.start)} – unknown" if span.unknown else f"since {_moment(span.start)}"
    assert span.end is not None  # the parser refuses an interval without any date
    return f"unknown – {_moment(span.end)}" if span.unknown else f"until {_moment(span.end)}"


def _shared(start: Moment, end: Moment) -> str:
    """Return an interval's start without the month and year that its end repeats: `27 March – 5 April 1993`."""
    if not (_is_plain_day(start) and _is_plain_day(end)) or start.year != end.year:
        return _moment(start)
    month = "" if start.month == end.month else f" {MONTHS[(start.month or 1) - 1]}"
    return f"{start.day}{month}"


def _is_plain_day(moment: Moment) -> bool:
    return (
        moment.plain
        and moment.precision is Precision.DAY
        and not (moment.approximate or moment.uncertain)
        and moment.significant is None
    )


def _set(members: Set) -> str:
    words = [_member(each) for each in members.members]
    if members.all_of:
        return _listed(words, "and")
    if len(words) == 1 and isinstance(members.members[0], Span):
        return f"some time in {words[0]}" if " – " in words[0] else words[0]
    return _listed(words, "or")


def _member(member: Moment | Span) -> str:
    if isinstance(member, Moment):
        return _moment(member)
    if member.start and member.end:
        return f"{_moment(member.start)} – {_moment(member.end)}"
    if member.start:
        return f"{_moment(member.start)} or later"
    assert member.end is not None  # the parser refuses a range without any date
    return f"{_moment(member.end)} or earlier"


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _moment(moment: Moment) -> str:
    about = "about " if moment.approximate else ""
    doubt = " (uncertain)" if moment.uncertain else ""
    return f"{about}{_plain(moment)}{doubt}"


def _plain(moment: Moment) -> str:
    """Return the date itself, without its qualifiers."""
    if moment.significant is not None:
        return f"{_year(moment.significant)} ({_between(moment)})"
    if not moment.plain:
        return _unspecified(moment)
    year = _year(moment.year or 0)
    if moment.month is None:
        return year
    if moment.month > 20:
        return f"{_SEASONS[moment.month]} {year}"
    if moment.day is None:
        return f"{MONTHS[moment.month - 1]} {year}"
    return f"{moment.day} {MONTHS[moment.month - 1]} {year}{_time(moment.time)}"


def _unspecified(moment: Moment) -> str:
    """Return a date with unspecified digits: by its name where it has one, else by its bounds."""
    start, end = civil_from_day(moment.earliest), civil_from_day(moment.latest)
    if moment.month is None and moment.day is None and moment.precision is Precision.DECADE and start[0] > 0:
        whole = start[1:] == (1, 1) and end[1:] == (12, 31) and end[0] - start[0] == 9
        if whole and start[0] % 10 == 0:
            return f"{start[0]}s"
    if start[:2] == end[:2]:
        return f"some day in {MONTHS[start[1] - 1]} {_year(start[0])}" if end[2] - start[2] > 20 else _between(moment)
    if start[0] == end[0] and start[1:] == (1, 1) and end[1:] == (12, 31):
        return f"some time in {_year(start[0])}"
    return f"some time in {_between(moment)}"


def _between(moment: Moment) -> str:
    """Return the bounds, as years where they are whole ones."""
    start, end = civil_from_day(moment.earliest), civil_from_day(moment.latest)
    if start[1:] == (1, 1) and end[1:] == (12, 31):
        return f"{_year(start[0])} – {_year(end[0])}"
    return f"{_civil(*start)} – {_civil(*end)}"


def _civil(year: int, month: int, day: int) -> str:
    return f"{day} {MONTHS[month - 1]} {_year(year)}"


def _year(year: int) -> str:
    """Return an astronomical year as it is read: 0 is 1 BCE."""
    if year <= 0:
        return f"{_grouped(1 - year)} BCE"
    return _grouped(year)


def _grouped(year: int) -> str:
    return f"{year:,}" if year > 9999 else str(year)


def _time(time: str) -> str:
    if not time:
        return ""
    clock, zone = time[:8], time[8:]
    return f", {clock}{' UTC' if zone == 'Z' else f' UTC{zone}' if zone else ''}"


def short_date(date: UncertainDate) -> str:
    """Return what a row says under its year's heading: `12-12`, `05`, nothing for a year; `~ ? –` where it has them."""
    form = date.form
    member = form.members[0] if isinstance(form, Set) else form
    start = member.start if isinstance(member, Span) else member
    text = _short_moment(start)
    if isinstance(form, Set):
        text += " &" if form.all_of else " or"
    elif isinstance(form, Span):
        text += "–" if text else _until(form)
    return text[:SHORT_WIDTH]


def _until(span: Span) -> str:
    """Return the end of an interval of whole years: `–1994`."""
    year = span.end.year if span.end is not None else None
    return f"–{year}" if year is not None and 0 < year <= 9999 else "–"


def _short_moment(moment: Moment | None) -> str:
    if moment is None:
        return ""
    text = ""
    if moment.year is not None and moment.month is not None and moment.significant is None:
        text = _SHORT_SEASONS.get(moment.month, f"{moment.month:02d}")
        if moment.day is not None and moment.month <= 12:
            text += f"-{moment.day:02d}"
    return f"{'~' if moment.approximate else ''}{text}{'?' if moment.uncertain else ''}"


_SHORT_SEASONS = {
    number: name.split()[0][:6] for number, name in _SEASONS.items() if number <= 32
} | {33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4", 37: "1/3", 38: "2/3", 39: "3/3", 40: "1/2", 41: "2/2"}  # fmt: skip

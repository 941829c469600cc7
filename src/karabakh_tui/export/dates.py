"""Dates in the forms of bibliographies: none is more exact than the date is, and what is doubtful stays so."""

from __future__ import annotations

import math
from typing import Any

from karabakh_tui.model.calendar import civil_from_day
from karabakh_tui.model.date_text import MONTHS, display_date
from karabakh_tui.model.dates import Moment, Span, UncertainDate

Parts = tuple[int, ...]
"""A year, a year and month, or a year, month and day."""

_NORTHERN_SEASONS = range(21, 25)
_MACROS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_BARE_YEAR = 1000
"""A year before it is not read as one without `CE` or `BCE`."""


def _parts(moment: Moment | None) -> Parts | None:
    """Return the parts of a day, a month or a year of four digits at most; None for anything else."""
    if moment is None or moment.pattern is not None or moment.significant:
        return None
    if moment.year is None or not 1 <= moment.year <= 9999:
        return None
    if moment.month is None:
        return (moment.year,)
    if moment.month > 12:
        return None
    return (moment.year, moment.month) if moment.day is None else (moment.year, moment.month, moment.day)


def _is_marked(moment: Moment | None) -> bool:
    return moment is not None and (moment.approximate or moment.uncertain)


def _read_as_years(*parts: Parts | None) -> bool:
    return all(each is not None and each[0] >= _FIRST_BARE_YEAR for each in parts)


def chicago_date(date: UncertainDate | None) -> str:
    """Return a date as Chicago writes it: `April 2–8, 2001`, `[ca. 1991]`, `[July 2012?]`; `n.d.` where there is none.

    What Chicago has no form for is told in the words of the rest of the program.
    """
    if date is None:
        return "n.d."
    form = date.form
    if isinstance(form, Moment) and (parts := _parts(form)) and _read_as_years(parts):
        words = _with_marks(_month_first(parts), form)
        return f"[{words}]" if _is_marked(form) else words
    ends = _plain_ends(form)
    if ends is None:
        return display_date(date)
    start, end = ends
    within = _within_year(start, end)
    if within:
        return f"{within}, {start[0]}" if len(start) == 3 else f"{within} {start[0]}"
    return f"{_month_first(start)}–{_month_first(end)}"


def apa_date(date: UncertainDate | None) -> str:
    """Return a date as APA writes it: `2001, April 2–8`, `ca. 1991`, `2012, July?`; `n.d.` where there is none."""
    if date is None:
        return "n.d."
    form = date.form
    if isinstance(form, Moment) and (parts := _parts(form)) and _read_as_years(parts):
        return _with_marks(_year_first(parts), form)
    ends = _plain_ends(form)
    if ends is None:
        return display_date(date)
    start, end = ends
    within = _within_year(start, end)
    if within:
        return f"{start[0]}, {within}"
    return f"{_year_first(start)}–{_year_first(end)}"


def apa_year(date: UncertainDate | None) -> str:
    """Return what stands in APA's citation in the text: the year where one can be told, with its doubts."""
    if date is None:
        return "n.d."
    form = date.form
    if isinstance(form, Moment) and (parts := _parts(form)) and _read_as_years(parts):
        return _with_marks(str(parts[0]), form)
    ends = _plain_ends(form)
    if ends is None:
        return display_date(date)
    first, last = ends[0][0], ends[1][0]
    return str(first) if first == last else f"{first}–{last}"


def _with_marks(words: str, moment: Moment) -> str:
    return f"{'ca. ' if moment.approximate else ''}{words}{'?' if moment.uncertain else ''}"


def _plain_ends(form: object) -> tuple[Parts, Parts] | None:
    """Return both ends of an interval, where nothing about them is in doubt."""
    if not isinstance(form, Span) or _is_marked(form.start) or _is_marked(form.end):
        return None
    start, end = _parts(form.start), _parts(form.end)
    return (start, end) if start and end and _read_as_years(start, end) else None


def _within_year(start: Parts, end: Parts) -> str:
    """Return an interval within a year without that year: `April 2–8`, `September–December`."""
    if start[0] != end[0] or len(start) != len(end) or len(start) == 1:
        return ""
    first, last = MONTHS[start[1] - 1], MONTHS[end[1] - 1]
    if len(start) == 2:
        return first if first == last else f"{first}–{last}"
    return f"{first} {start[2]}–{end[2]}" if first == last else f"{first} {start[2]}–{last} {end[2]}"


def _month_first(parts: Parts) -> str:
    if len(parts) == 1:
        return str(parts[0])
    month = MONTHS[parts[1] - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{month} {parts[2]}, {parts[0]}"


def _year_first(parts: Parts) -> str:
    if len(parts) == 1:
        return str(parts[0])
    day = f" {parts[2]}" if len(parts) == 3 else ""
    return f"{parts[0]}, {MONTHS[parts[1] - 1]}{day}"


def csl_date(date: UncertainDate) -> dict[str, Any]:
    """Return a date as CSL-JSON has it: parts, a range for an interval, `circa` for `~` and `?`; else words."""
    form = date.form
    found: dict[str, Any] = {}
    if isinstance(form, Moment):
        season = _season(form)
        if season:
            found = {"date-parts": [[form.year]], "season": season}
        elif parts := _parts(form):
            found = {"date-parts": [list(parts)]}
    elif isinstance(form, Span):
        start, end = _parts(form.start), _parts(form.end)
        if start and end:
            found = {"date-parts": [list(start), list(end)]}
    if not found:
        return {"literal": display_date(date)}
    return {**found, "circa": True} if date.approximate or date.uncertain else found


def _season(moment: Moment) -> int:
    """Return a season of either hemisphere by its name, 1 to 4; 0 for anything else."""
    plain = moment.pattern is None and moment.year is not None and 1 <= moment.year <= 9999
    return (moment.month or 0) - 20 if plain and moment.month in _NORTHERN_SEASONS else 0


def biblatex_date(date: UncertainDate) -> str:
    """Return a date for BibLaTeX's `date`, which reads EDTF's first level; nothing where it has no form for it."""
    form = date.form
    if isinstance(form, Moment):
        return _biblatex_moment(form)
    if not isinstance(form, Span):
        return ""
    opened = "" if form.unknown else ".."
    start = opened if form.start is None else _biblatex_moment(form.start)
    end = opened if form.end is None else _biblatex_moment(form.end)
    if (form.start is not None and not start) or (form.end is not None and not end):
        return ""
    return f"{start}/{end}"


def _biblatex_moment(moment: Moment) -> str:
    season = _season(moment)
    parts = (moment.year or 0, season + 20) if season else _parts(moment)
    if not parts:
        return ""
    mark = "%" if moment.approximate and moment.uncertain else "~" if moment.approximate else "?"
    written = "-".join([f"{parts[0]:04d}", *(f"{each:02d}" for each in parts[1:])])
    return f"{written}{mark if _is_marked(moment) else ''}"


def bibtex_year_and_month(date: UncertainDate) -> tuple[str, str]:
    """Return a date for BibTeX's own fields: `2020` and `oct`; else all of it in words as the year, and no month."""
    form = date.form
    if isinstance(form, Moment) and not _is_marked(form) and (parts := _parts(form)) and _read_as_years(parts):
        return str(parts[0]), _MACROS[parts[1] - 1] if len(parts) > 1 else ""
    return chicago_date(date), ""


def ris_date(date: UncertainDate) -> str:
    """Return a date as RIS has it, `YYYY/MM/DD/words`: the parts that are sure, and all of it in words if need be."""
    form = date.form
    exact = isinstance(form, Moment) and not _is_marked(form) and _parts(form) is not None
    year, month, day = _sure_parts(date)
    return f"{year}/{month}/{day}/{'' if exact else display_date(date)}"


def ris_year(date: UncertainDate) -> str:
    """Return the year where nothing about it is in doubt."""
    return "" if date.approximate or date.uncertain else _sure_parts(date)[0]


def _sure_parts(date: UncertainDate) -> tuple[str, str, str]:
    """Return year, month and day as far as all days that a date can be share them; marks are not looked at."""
    if math.isinf(date.earliest) or math.isinf(date.latest):
        return "", "", ""
    first, last = civil_from_day(int(date.earliest)), civil_from_day(int(date.latest))
    if first[0] != last[0] or not 1 <= first[0] <= 9999:
        return "", "", ""
    year = f"{first[0]:04d}"
    if first[1] != last[1]:
        return year, "", ""
    month = f"{first[1]:02d}"
    return (year, month, f"{first[2]:02d}") if first[2] == last[2] else (year, month, "")

"""The bounds of an uncertain date as a bar: a firm core, and ends as soft as they are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from textual.content import Content

from karabakh_tui.model.axis import end_labels
from karabakh_tui.model.dates import Moment, Set, Span, UncertainDate
from karabakh_tui.model.margin import widened
from karabakh_tui.model.periods import Period
from karabakh_tui.model.records import ApproximateMargin

from .runs import MUTED, Run, content

NARROWEST = 12
"""Cells that a bar must have; it is left out where there are fewer."""
WIDEST = 60


class Firmness(IntEnum):
    """How sure it is that a day was one of those that a date means."""

    NONE = 0
    SOFT = 1
    """It could be: the date is doubtful, or open, or the day is within the margin of `~`."""
    WRITTEN = 2
    """It could be: the date as written leaves it open which of several days it was."""
    FIRM = 3
    """It is sure."""


SIGNS = {Firmness.NONE: "·", Firmness.SOFT: "░", Firmness.WRITTEN: "▒", Firmness.FIRM: "█"}
BEYOND_LEFT, BEYOND_RIGHT = "‹", "›"


class Piece(NamedTuple):
    """Days of one firmness."""

    days: Period
    firmness: Firmness


def is_exact(date: UncertainDate) -> bool:
    """Tell whether a date is one day, without any doubt."""
    return date.earliest == date.latest and not date.approximate and not date.uncertain


def pieces(date: UncertainDate, margin: ApproximateMargin | None) -> Iterator[Piece]:
    """Yield the days that a date can mean; some may be said twice, the firmer one is what counts."""
    form = date.form
    if isinstance(form, Moment):
        yield from _moment(form, margin)
    elif isinstance(form, Span):
        yield from _span(form, margin, between=Firmness.FIRM)
    else:
        yield from _set(form, margin)


def _moment(moment: Moment, margin: ApproximateMargin | None) -> Iterator[Piece]:
    days = Period(moment.earliest, moment.latest)
    wide = _wide(moment, margin)
    if moment.approximate:
        yield Piece(wide, Firmness.SOFT)
    if moment.uncertain or (moment.approximate and wide == days):
        yield Piece(days, Firmness.SOFT)
    else:
        is_day = moment.earliest == moment.latest and not moment.approximate
        yield Piece(days, Firmness.FIRM if is_day else Firmness.WRITTEN)


def _wide(moment: Moment, margin: ApproximateMargin | None) -> Period:
    """Return the days of one date, with `~` as wide as the store says."""
    alone = UncertainDate(
        "", moment.earliest, moment.latest, moment.precision, moment.approximate, moment.uncertain, moment
    )
    return Period(*(widened(alone, margin) or (moment.earliest, moment.latest)))


def _span(span: Span, margin: ApproximateMargin | None, between: Firmness) -> Iterator[Piece]:
    """Yield an interval: its ends as they are, and what certainly lies between them."""
    for end in (span.start, span.end):
        if end is not None:
            yield from _moment(end, margin)
    if span.start is not None and span.end is not None:
        first, last = _wide(span.start, margin).last, _wide(span.end, margin).first
        doubtful = span.start.uncertain or span.end.uncertain
        if not doubtful and span.start.latest + 1 < span.end.earliest:  # never less sure than the ends as written
            yield Piece(Period(span.start.latest + 1, span.end.earliest - 1), min(Firmness.WRITTEN, between))
        if first <= last:
            yield Piece(Period(first, last), Firmness.SOFT if doubtful else between)
    elif span.start is not None:
        yield Piece(Period(span.start.latest, math.inf), Firmness.SOFT)
    elif span.end is not None:
        yield Piece(Period(-math.inf, span.end.earliest), Firmness.SOFT)


def _set(form: Set, margin: ApproximateMargin | None) -> Iterator[Piece]:
    """Yield the members: each of them, or no more than one of them."""
    most = Firmness.FIRM if form.all_of else Firmness.WRITTEN
    for member in form.members:
        found = _moment(member, margin) if isinstance(member, Moment) else _span(member, margin, between=most)
        for piece in found:
            yield piece._replace(firmness=min(piece.firmness, most))


def bar(date: UncertainDate, margin: ApproximateMargin | None, shown: Period, width: int) -> str:
    """Return the bar of a date against the days shown, `width` cells wide; signs at its ends tell of what is beyond."""
    found = list(pieces(date, margin))
    cells = width - len(BEYOND_LEFT) - len(BEYOND_RIGHT)
    days = shown.last - shown.first + 1
    inside = [Firmness.NONE] * cells
    for (first, last), firmness in found:
        if first <= shown.last and last >= shown.first:
            begin = min(round((max(first, shown.first) - shown.first) * cells / days), cells - 1)
            end = round((min(last, shown.last) + 1 - shown.first) * cells / days)
            for cell in range(begin, max(end, begin + 1)):
                inside[cell] = max(inside[cell], firmness)
    left = BEYOND_LEFT if any(piece.days.first < shown.first for piece in found) else " "
    right = BEYOND_RIGHT if any(piece.days.last > shown.last for piece in found) else " "
    return left + "".join(SIGNS[each] for each in inside) + right


def bounds_line(date: UncertainDate, margin: ApproximateMargin | None, shown: Period, width: int) -> Content:
    """Return the bar between the words for the ends of the days shown; nothing where there is no room."""
    left, right = end_labels(shown)
    room = min(width - len(left) - len(right), WIDEST)
    if room < NARROWEST:
        return Content("")
    return content(Run(left, MUTED), Run(bar(date, margin, shown, room)), Run(right, MUTED))

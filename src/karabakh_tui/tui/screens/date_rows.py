"""The rows of the boxes that offer dates: events from a date on, and days around one."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence

from karabakh_tui.model.dates import DateError, UncertainDate, parse_date
from karabakh_tui.model.periods import written
from karabakh_tui.model.records import Event, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.density import Density
from karabakh_tui.search.nearby import days_around
from karabakh_tui.tui.text.dates import display_date

from .chooser import Choice
from .timing import date_of

DAYS_OFFERED = (1, 3, 7, 30, 90, 365)
MOST_DAYS = 100_000
EVENTS_OFFERED = 50
"""Events listed after a date that one goes to."""


def events_from(store: FactStore, places: Sequence[int]) -> Callable[[str], list[Choice]]:
    """Return what lists events of the timeline from a date on that is typed, or says what is wrong with it."""
    events = store.ordered("events")

    def find(text: str) -> list[Choice]:
        if not text.strip():
            return [Choice(None, "A date: 1994 · 1994-05 · 1994-05-12 · 199X · 1991~")]
        try:
            date = parse_date(text.strip())
        except DateError as error:
            return [Choice(None, error.message)]
        first = bisect_left(places, date.earliest, key=lambda place: earliest(events[place]))
        if first == len(places):
            return [Choice(None, f"No event listed is on or after {display_date(date)}.")]
        found = [events[place] for place in places[first : first + EVENTS_OFFERED]]
        return [Choice(event.ref, event.label, display_date(event.date)) for event in found if isinstance(event, Event)]

    return find


def earliest(record: Record) -> float:
    """Return the first day that an event could be."""
    date = date_of(record)
    return -math.inf if date is None else date.earliest


def days_offered(date: UncertainDate, density: Density | None) -> Callable[[str], list[Choice]]:
    """Return what lists numbers of days around a date, or the one that is typed, each with how much it finds."""

    def row(days: int) -> Choice:
        period = days_around(date, days)
        assert period is not None  # whoever asks has seen to it
        count = f"{density.whole.facts.count(period):,}" if density is not None else ""
        return Choice(f"date:{written(period)}", f"Within {days:,} day{'s' * (days != 1)}", count)

    def find(text: str) -> list[Choice]:
        number = text.strip()
        if not number:
            return [row(days) for days in DAYS_OFFERED]
        if number.isascii() and number.isdigit() and int(number) <= MOST_DAYS:
            return [row(int(number))]
        return [Choice(None, f"A number of days, up to {MOST_DAYS:,}")]

    return find

"""How many facts could have happened in a period: of a whole store, and of a result.

Facts are events and quotes. A fact counts in every period that it could lie in, so that the number for a period is the
number of facts that the query `date:` finds for it; withdrawn ones are left out.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from karabakh_tui.model.margin import widened
from karabakh_tui.model.periods import Period
from karabakh_tui.model.records import Event, Quote
from karabakh_tui.model.store import FactStore

from .result import Result

DATED_TABLES = ("events", "quotes")


class Overlaps:
    """Counts which of some uncertain dates could lie in a period, in no time at all."""

    def __init__(self, earliest: Iterable[float], latest: Iterable[float]) -> None:
        self._earliest = sorted(earliest)
        self._latest = sorted(latest)

    def __len__(self) -> int:
        """Return the number of dates."""
        return len(self._earliest)

    def count(self, period: Period) -> int:
        """Return how many could lie in a period: those that begin by its end, but those that ended before it."""
        return bisect_right(self._earliest, period.last) - bisect_left(self._latest, period.first)


class Counts(NamedTuple):
    """When some facts could have happened, and when the disputed ones among them."""

    facts: Overlaps
    disputed: Overlaps


class Density:
    """The dates of a store, ready to be counted."""

    def __init__(self, store: FactStore) -> None:
        self.store = store
        self._earliest: dict[str, list[float]] = {}
        self._latest: dict[str, list[float]] = {}
        for table in DATED_TABLES:
            self._earliest[table], self._latest[table] = _bounds(store, table)
        self._disputed = frozenset(
            place
            for place, record in enumerate(store.ordered("events"))
            if isinstance(record, Event) and record.status == "disputed"
        )
        self.whole = self._counts({table: range(len(store.records(table))) for table in DATED_TABLES})

    def of(self, result: Result) -> Counts:
        """Return the counts of what a result holds."""
        return self.whole if result.is_all else self._counts(result.matched)

    def _counts(self, matched: Mapping[str, Sequence[int]]) -> Counts:
        earliest: list[float] = []
        latest: list[float] = []
        for table in DATED_TABLES:
            places = self.standing(table, matched[table])
            earliest += map(self._earliest[table].__getitem__, places)
            latest += map(self._latest[table].__getitem__, places)
        disputed = sorted(self._disputed.intersection(self.standing("events", matched["events"])))
        return Counts(
            Overlaps(earliest, latest),
            Overlaps(
                map(self._earliest["events"].__getitem__, disputed), map(self._latest["events"].__getitem__, disputed)
            ),
        )

    def dates(self, facts: Iterable[tuple[str, int]]) -> Overlaps:
        """Return the dates of facts, each given by its table and its place in the order of that."""
        facts = list(facts)
        return Overlaps(
            (self._earliest[table][place] for table, place in facts),
            (self._latest[table][place] for table, place in facts),
        )

    def standing(self, table: str, places: Sequence[int]) -> Sequence[int]:
        """Return the places without those of withdrawn records."""
        withdrawn = self.store.withdrawn(table)
        return [place for place in places if place not in withdrawn] if withdrawn else places


def _bounds(store: FactStore, table: str) -> tuple[list[float], list[float]]:
    """Return the first and the last day of each record of a table, in its reading order, `~` as wide as it is."""
    margin = store.header.approximate_margin
    earliest: list[float] = []
    latest: list[float] = []
    for record in store.ordered(table):
        assert isinstance(record, (Event, Quote))
        date = record.date
        bounds = widened(date, margin) if date.approximate else None
        first, last = bounds or (date.earliest, date.latest)
        earliest.append(first)
        latest.append(last)
    return earliest, latest


def extent(store: FactStore) -> Period | None:
    """Return the days from the first to the last that a store tells of, open ends left out; None without a date."""
    dates = [record.date for record in chain[Event | Quote](store.events, store.quotes)]
    days = [day for date in dates for day in (date.earliest, date.latest) if not math.isinf(day)]
    return Period(min(days), max(days)) if days else None

"""Headings for a table in its reading order: years for what is dated, kinds for the rest."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from karabakh_tui.model.dates import year_of
from karabakh_tui.model.records import Event, Quote, Record
from karabakh_tui.model.store import FactStore


class Grouping(NamedTuple):
    """Where each group of a table's `FactStore.ordered` begins."""

    labels: tuple[str, ...]
    starts: tuple[int, ...]
    """The position of each group's first record."""


@lru_cache(maxsize=10)
def grouping(store: FactStore, table: str) -> Grouping:
    """Return the groups of a table; computed once for a store."""
    labels: list[str] = []
    starts: list[int] = []
    for position, record in enumerate(store.ordered(table)):
        label = heading(record)
        if not labels or label != labels[-1]:
            labels.append(label)
            starts.append(position)
    return Grouping(tuple(labels), tuple(starts))


def heading(record: Record) -> str:
    """Return the heading under which a record stands."""
    if isinstance(record, (Event, Quote)):
        return year_heading(year_of(record.date.earliest))
    return str(getattr(record, "kind", ""))


def year_heading(year: int | None) -> str:
    """Return an astronomical year as a heading; a date without a beginning has none."""
    if year is None:
        return "no known beginning"
    return str(year) if year > 0 else f"{1 - year} BCE"

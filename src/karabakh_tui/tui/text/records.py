"""From any record to its row and its page."""

from __future__ import annotations

from textual.content import Content

from karabakh_tui.model.periods import Period
from karabakh_tui.model.records import Event, Party, Place, Quote, Record, Source
from karabakh_tui.model.store import FactStore
from karabakh_tui.tui.widgets.document import Block, Columns

from .event import event_page, event_row
from .page import Page
from .party import party_page, party_row
from .place import place_page, place_row
from .quote import quote_page, quote_row
from .runs import Run, content
from .source import source_page, source_row


def record_row(record: Record, store: FactStore, width: int) -> Content:
    """Return a record as one line of a list, `width` cells wide."""
    if isinstance(record, Event):
        return event_row(record, store, width)
    if isinstance(record, Party):
        return party_row(record, store, width)
    if isinstance(record, Quote):
        return quote_row(record, store, width)
    if isinstance(record, Place):
        return place_row(record, store, width)
    if isinstance(record, Source):
        return source_row(record, width)
    return content(Run(record.label))


def record_page(
    record: Record, store: FactStore, shown: Period | None = None, cite: int | None = None
) -> list[Block | Columns]:
    """Return everything a record holds, and everything that points at it, as blocks of a page.

    Uncertain dates are drawn against the days of `shown`. `cite` is the position of the cite in focus.
    """
    page = Page(store, shown, cite)
    if isinstance(record, Event):
        event_page(page, record)
    elif isinstance(record, Party):
        party_page(page, record)
    elif isinstance(record, Quote):
        quote_page(page, record)
    elif isinstance(record, Place):
        place_page(page, record)
    elif isinstance(record, Source):
        source_page(page, record)
    else:
        page.tail(record)
    return page.blocks


def counts_of(store: FactStore) -> str:
    """Return how many events, parties and quotes a store has, in words."""
    words = {"events": "event", "parties": "party", "quotes": "quote"}
    numbers = {table: store.living(table) for table in words}
    return " · ".join(f"{number:,} {words[table] if number == 1 else table}" for table, number in numbers.items())

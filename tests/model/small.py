"""Small records and stores, with nothing in them but what a test is about."""

from __future__ import annotations

from typing import Any

from karabakh_tui.model.records import TABLES, Event, Party, Place, Quote, Record, Search, Source, StoreHeader
from karabakh_tui.model.store import FactStore

CITES = ({"source": "paper"},)


def source(record_id: str = "paper", **fields: Any) -> Source:
    return Source.model_validate({"id": record_id, "title": "A paper", "kind": "news", **fields})


def party(record_id: str, **fields: Any) -> Party:
    return Party.model_validate({"id": record_id, "name": record_id, "kind": "state", **fields})


def place(record_id: str, **fields: Any) -> Place:
    return Place.model_validate({"id": record_id, "name": record_id, "kind": "village", **fields})


def event(record_id: str, date: str = "1994", **fields: Any) -> Event:
    required = {"title": "An event", "kind": "clash", "status": "reported", "cites": CITES}
    return Event.model_validate({"id": record_id, "date": date, **required, **fields})


def quote(record_id: str, date: str = "1994", **fields: Any) -> Quote:
    return Quote.model_validate(
        {"id": record_id, "date": date, "speaker": "someone", "text": "Words.", "cites": CITES, **fields}
    )


def search(record_id: str, **fields: Any) -> Search:
    return Search.model_validate({"id": record_id, "title": "A search", "query": "bridge", **fields})


def store(*records: Record, **header: Any) -> FactStore:
    """Return a store of these records, in this order."""
    read = StoreHeader.model_validate({"id": "small", "title": "Small", "format": 1, **header})
    return FactStore(read, {table: [each for each in records if each.table == table] for table in TABLES})


def ids(records: tuple[Record, ...]) -> list[str]:
    return [record.id for record in records]

"""Which record points at which: every reference of a record, with the field it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .records import Account, Cite, Event, Figure, Party, Place, Quote, Record, Source


class Reference(NamedTuple):
    """A pointer from a field of one record to another record."""

    field: str
    """The field, with the position of a list's item: `accounts[1].by`."""
    table: str
    id: str


def references(record: Record) -> Iterator[Reference]:
    """Yield every reference that a record holds, in the order of its fields."""
    if isinstance(record, Event):
        yield from _of_event(record)
    elif isinstance(record, Quote):
        yield from _of_quote(record)
    elif isinstance(record, Party):
        yield from _of_party(record)
    elif isinstance(record, Place):
        yield from _of_place(record)
    elif isinstance(record, Source):
        yield from _one("standpoint", "parties", record.standpoint)
        yield from _one("based_on", "sources", record.based_on)
    yield from _one("replaced_by", record.table, record.replaced_by)


def _one(field: str, table: str, target: str | None) -> Iterator[Reference]:
    if target is not None:
        yield Reference(field, table, target)


def _many(field: str, table: str, targets: Iterable[str]) -> Iterator[Reference]:
    for number, target in enumerate(targets):
        yield Reference(f"{field}[{number}]", table, target)


def _cites(prefix: str, cites: Iterable[Cite]) -> Iterator[Reference]:
    for number, cite in enumerate(cites):
        yield Reference(f"{prefix}cites[{number}].source", "sources", cite.source)


def _figures(prefix: str, figures: Iterable[Figure]) -> Iterator[Reference]:
    for number, figure in enumerate(figures):
        yield from _cites(f"{prefix}figures[{number}].", figure.cites)


def _of_account(prefix: str, account: Account) -> Iterator[Reference]:
    yield Reference(f"{prefix}by", "parties", account.by)
    yield from _figures(prefix, account.figures)
    yield from _cites(prefix, account.cites)


def _of_event(event: Event) -> Iterator[Reference]:
    yield from _many("parties", "parties", event.parties)
    yield from _many("places", "places", event.places)
    yield from _figures("", event.figures)
    yield from _cites("", event.cites)
    for number, account in enumerate(event.accounts):
        yield from _of_account(f"accounts[{number}].", account)
    yield from _many("related", "events", event.related)
    yield from _one("part_of", "events", event.part_of)


def _of_quote(quote: Quote) -> Iterator[Reference]:
    yield Reference("speaker", "parties", quote.speaker)
    yield from _one("on_behalf_of", "parties", quote.on_behalf_of)
    yield from _one("event", "events", quote.event)
    yield from _many("places", "places", quote.places)
    yield from _cites("", quote.cites)


def _of_party(party: Party) -> Iterator[Reference]:
    for number, alias in enumerate(party.aliases):
        yield from _many(f"aliases[{number}].used_by", "parties", alias.used_by)
    yield from _many("part_of", "parties", party.part_of)
    yield from _cites("", party.cites)


def _of_place(place: Place) -> Iterator[Reference]:
    for number, alias in enumerate(place.aliases):
        yield from _many(f"aliases[{number}].used_by", "parties", alias.used_by)
    yield from _one("part_of", "places", place.part_of)
    yield from _cites("", place.cites)

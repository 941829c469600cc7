"""Which record points at which: every reference of a record, with the field it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .records import Alias, Cite, Event, Figure, Party, Place, Quote, Record, Source


class Reference(NamedTuple):
    """A pointer from a field of one record to another record."""

    field: str
    """The field, with the position of a list's item: `accounts[1].by`."""
    table: str
    id: str


REFERRING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sources": ("sources", "parties", "places", "events", "quotes"),
        "parties": ("sources", "parties", "places", "events", "quotes"),
        "places": ("places", "events", "quotes"),
        "events": ("events", "quotes"),
        "quotes": ("quotes",),
        "searches": ("searches",),
    }
)
"""For each table the tables whose records can point into it."""


def references(record: Record) -> list[Reference]:
    """Return every reference that a record holds, in the order of its fields."""
    found: list[Reference] = []
    if isinstance(record, Source):
        _one(found, "standpoint", "parties", record.standpoint)
        _one(found, "based_on", "sources", record.based_on)
    elif isinstance(record, Event):
        _of_event(found, record)
    elif isinstance(record, Quote):
        _of_quote(found, record)
    elif isinstance(record, Party):
        _aliases(found, record.aliases)
        _many(found, "part_of", "parties", record.part_of)
        _cites(found, "", record.cites)
    elif isinstance(record, Place):
        _aliases(found, record.aliases)
        _one(found, "part_of", "places", record.part_of)
        _cites(found, "", record.cites)
    _one(found, "replaced_by", record.table, record.replaced_by)
    return found


def _one(found: list[Reference], field: str, table: str, target: str | None) -> None:
    if target is not None:
        found.append(Reference(field, table, target))


def _many(found: list[Reference], field: str, table: str, targets: Iterable[str]) -> None:
    for number, target in enumerate(targets):
        found.append(Reference(f"{field}[{number}]", table, target))


def _cites(found: list[Reference], prefix: str, cites: Iterable[Cite]) -> None:
    for number, cite in enumerate(cites):
        found.append(Reference(f"{prefix}cites[{number}].source", "sources", cite.source))


def _figures(found: list[Reference], prefix: str, figures: Iterable[Figure]) -> None:
    for number, figure in enumerate(figures):
        _cites(found, f"{prefix}figures[{number}].", figure.cites)


def _aliases(found: list[Reference], aliases: Iterable[Alias]) -> None:
    for number, alias in enumerate(aliases):
        if alias.used_by:
            _many(found, f"aliases[{number}].used_by", "parties", alias.used_by)


def _of_event(found: list[Reference], event: Event) -> None:
    _many(found, "parties", "parties", event.parties)
    _many(found, "places", "places", event.places)
    _figures(found, "", event.figures)
    _cites(found, "", event.cites)
    for number, account in enumerate(event.accounts):
        prefix = f"accounts[{number}]."
        found.append(Reference(f"{prefix}by", "parties", account.by))
        _figures(found, prefix, account.figures)
        _cites(found, prefix, account.cites)
    _many(found, "related", "events", event.related)
    _one(found, "part_of", "events", event.part_of)


def _of_quote(found: list[Reference], quote: Quote) -> None:
    found.append(Reference("speaker", "parties", quote.speaker))
    _one(found, "on_behalf_of", "parties", quote.on_behalf_of)
    _one(found, "event", "events", quote.event)
    _many(found, "places", "places", quote.places)
    _cites(found, "", quote.cites)

"""Which record points at which: every reference of a record, with the field it stands in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .records import TABLES, Alias, Cite, Event, Figure, Party, Place, Quote, Record, Source


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


def references(record: Record, into: Collection[str] = TABLES) -> list[Reference]:
    """Return every reference that a record holds into some tables, in the order of its fields."""
    found = _Found(into)
    found.take(record)
    return found.references


def targets(records: Iterable[Record]) -> Mapping[str, set[str]]:
    """Return the ids in each table that records refer to."""
    found = _Targets()
    for record in records:
        found.take(record)
    return found.ids


class _Fields:
    """Goes through all fields of records that refer to others."""

    def one(self, field: str, table: str, target: str | None) -> None:
        """Take a field that holds a reference, or nothing."""
        raise NotImplementedError

    def many(self, field: str, table: str, targets: Iterable[str]) -> None:
        """Take a field that holds a list of references."""
        raise NotImplementedError

    def cites(self, prefix: str, cites: Iterable[Cite]) -> None:
        """Take a list of cites."""
        raise NotImplementedError

    def figures(self, prefix: str, figures: Iterable[Figure]) -> None:
        for number, figure in enumerate(figures):
            self.cites(f"{prefix}figures[{number}].", figure.cites)

    def aliases(self, aliases: Iterable[Alias]) -> None:
        for number, alias in enumerate(aliases):
            if alias.used_by:
                self.many(f"aliases[{number}].used_by", "parties", alias.used_by)

    def take(self, record: Record) -> None:
        """Take all fields of a record."""
        if isinstance(record, Source):
            self.one("standpoint", "parties", record.standpoint)
            self.one("based_on", "sources", record.based_on)
        elif isinstance(record, Event):
            self.event(record)
        elif isinstance(record, Quote):
            self.quote(record)
        elif isinstance(record, Party):
            self.aliases(record.aliases)
            self.many("part_of", "parties", record.part_of)
            self.cites("", record.cites)
        elif isinstance(record, Place):
            self.aliases(record.aliases)
            self.one("part_of", "places", record.part_of)
            self.cites("", record.cites)
        self.one("replaced_by", record.table, record.replaced_by)

    def event(self, event: Event) -> None:
        self.many("parties", "parties", event.parties)
        self.many("places", "places", event.places)
        self.figures("", event.figures)
        self.cites("", event.cites)
        for number, account in enumerate(event.accounts):
            prefix = f"accounts[{number}]."
            self.one(f"{prefix}by", "parties", account.by)
            self.figures(prefix, account.figures)
            self.cites(prefix, account.cites)
        self.many("related", "events", event.related)
        self.one("part_of", "events", event.part_of)

    def quote(self, quote: Quote) -> None:
        self.one("speaker", "parties", quote.speaker)
        self.one("on_behalf_of", "parties", quote.on_behalf_of)
        self.one("event", "events", quote.event)
        self.many("places", "places", quote.places)
        self.cites("", quote.cites)


class _Targets(_Fields):
    """What is referred to, whatever by."""

    def __init__(self) -> None:
        self.ids: dict[str, set[str]] = {table: set() for table in TABLES}

    def one(self, field: str, table: str, target: str | None) -> None:
        if target is not None:
            self.ids[table].add(target)

    def many(self, field: str, table: str, targets: Iterable[str]) -> None:
        self.ids[table].update(targets)

    def cites(self, prefix: str, cites: Iterable[Cite]) -> None:
        self.ids["sources"].update([cite.source for cite in cites])


class _Found(_Fields):
    """References into some tables; others are not even put into words, which is what takes long."""

    def __init__(self, into: Collection[str]) -> None:
        self.references: list[Reference] = []
        self._into = into
        self._sources = "sources" in into

    def one(self, field: str, table: str, target: str | None) -> None:
        if target is not None and table in self._into:
            self.references.append(Reference(field, table, target))

    def many(self, field: str, table: str, targets: Iterable[str]) -> None:
        if table in self._into:
            self.references += [Reference(f"{field}[{number}]", table, target) for number, target in enumerate(targets)]

    def cites(self, prefix: str, cites: Iterable[Cite]) -> None:
        if self._sources:
            self.references += [
                Reference(f"{prefix}cites[{number}].source", "sources", cite.source)
                for number, cite in enumerate(cites)
            ]

    def figures(self, prefix: str, figures: Iterable[Figure]) -> None:
        if self._sources:
            super().figures(prefix, figures)

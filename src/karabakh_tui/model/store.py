"""The loaded whole: immutable tables, look-up by id, an order for every table, and what points at what."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from sys import intern
from types import MappingProxyType
from typing import NamedTuple

from .records import (
    STANDARD_KINDS,
    TABLES,
    Event,
    Party,
    Place,
    Quote,
    Record,
    Search,
    Source,
    StoreHeader,
    kinds_of,
)
from .references import REFERRING, references


class Backlink(NamedTuple):
    """A record that points at another, and the field it does so from."""

    record: Record
    field: str


Links = defaultdict[str, list[Backlink]]


class FactStore:
    """All records of a store, in the order of the file. Never changed after it is made.

    Ids are unique in a table: whoever builds a store sees to it (`storage.read` sets a second one aside).
    """

    def __init__(
        self,
        header: StoreHeader,
        records: Mapping[str, Sequence[Record]],
        check: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.header = header
        self.check = check
        self._records = {table: tuple(records.get(table, ())) for table in TABLES}
        self._backlinks: dict[str, Links] = {}
        self._orders: dict[str, tuple[Record, ...]] = {}
        self._positions: dict[str, dict[str, int]] = {}
        self._withdrawn: dict[str, frozenset[int]] = {}
        self._by_id = {table: {record.id: record for record in rows} for table, rows in self._records.items()}

    def __len__(self) -> int:
        """Return the number of records in all tables."""
        return sum(len(rows) for rows in self._records.values())

    def records(self, table: str) -> tuple[Record, ...]:
        """Return a table's records in the order of the file."""
        return self._records[table]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources, in the order of the file."""
        return self._records["sources"]  # type: ignore[return-value]

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties, in the order of the file."""
        return self._records["parties"]  # type: ignore[return-value]

    @property
    def places(self) -> tuple[Place, ...]:
        """The places, in the order of the file."""
        return self._records["places"]  # type: ignore[return-value]

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, in the order of the file."""
        return self._records["events"]  # type: ignore[return-value]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes, in the order of the file."""
        return self._records["quotes"]  # type: ignore[return-value]

    @property
    def searches(self) -> tuple[Search, ...]:
        """The named searches, in the order of the file."""
        return self._records["searches"]  # type: ignore[return-value]

    def get(self, table: str, record_id: str) -> Record | None:
        """Return the record of that id, or of that former id; None where there is none."""
        found = self._by_id[table].get(record_id)
        return found if found is not None else self._by_former_id.get((table, record_id))

    def find(self, ref: str) -> Record | None:
        """Return the record at `table/id`, or None."""
        table, _, record_id = ref.partition("/")
        return self.get(table, record_id) if table in self._by_id else None

    @cached_property
    def _by_former_id(self) -> dict[tuple[str, str], Record]:
        return {
            (table, former): record
            for table, rows in self._records.items()
            for record in rows
            for former in record.former_ids
        }

    def withdrawn(self, table: str) -> frozenset[int]:
        """Return the places in `ordered(table)` of withdrawn records, which are left out of counts."""
        if table not in self._withdrawn:
            places = enumerate(self.ordered(table))
            self._withdrawn[table] = frozenset(place for place, record in places if record.withdrawn is not None)
        return self._withdrawn[table]

    def living(self, table: str) -> int:
        """Return how many of a table's records count: all that are not withdrawn."""
        return len(self._records[table]) - len(self.withdrawn(table))

    def ordered(self, table: str) -> tuple[Record, ...]:
        """Return a table in the order it is read in.

        Dated tables: earliest day, then latest day descending, then id (DESIGN: order of uncertain dates).
        Others: by kind in the order of the format's list, then by name, then by id.
        """
        if table not in self._orders:
            self._orders[table] = tuple(sorted(self._records[table], key=self._order_key))
        return self._orders[table]

    def positions(self, table: str) -> Mapping[str, int]:
        """Return each id's place in `ordered(table)`, counted from 0."""
        if table not in self._positions:
            self._positions[table] = {record.id: place for place, record in enumerate(self.ordered(table))}
        return self._positions[table]

    @cached_property
    def _kind_ranks(self) -> dict[str, dict[str, int]]:
        return {
            table: {kind: rank for rank, kind in enumerate(kinds_of(table, self.header))} for table in STANDARD_KINDS
        }

    def _order_key(self, record: Record) -> tuple[float, float, str, str, str]:
        if isinstance(record, (Event, Quote)):
            return (*record.date.sort_key(), "", "", record.id)
        kind = getattr(record, "kind", "")
        rank = self._kind_ranks.get(record.table, {}).get(kind, math.inf)  # unknown kinds last, each together
        return (rank, 0, kind, record.label.casefold(), record.id)

    def backlinks(self, record: Record) -> tuple[Backlink, ...]:
        """Return every record that points at this one, in the order of tables and of the file."""
        if record.table not in self._backlinks:
            self._backlinks |= self._links_into((record.table,))
        return tuple(self._backlinks[record.table].get(record.id, ()))

    def _links_into(self, tables: Sequence[str]) -> dict[str, Links]:
        """Return for each of some tables, and each id there, what points at it."""
        found: dict[str, Links] = {table: defaultdict(list) for table in tables}
        for table in TABLES:
            if any(table in REFERRING[each] for each in tables):
                for record in self._records[table]:
                    self._add_links(found, record)
        return found

    def _add_links(self, found: Mapping[str, Links], record: Record) -> None:
        for field, table, record_id in references(record, found):
            if record_id not in self._by_id[table]:
                target = self.get(table, record_id)
                if target is None:
                    continue
                record_id = target.id
            found[table][record_id].append(Backlink(record, intern(field)))  # few fields, many links

    def prepare_first_page(self) -> None:
        """Compute now what is asked for first: orders, what was withdrawn, and what points at the first event."""
        for table in TABLES:
            self.withdrawn(table)
        for event in self.ordered("events")[:1]:
            self.backlinks(event)

    def prepare(self) -> None:
        """Compute orders and back-references now, so that nobody waits for them later."""
        for table in TABLES:
            self.positions(table)
        self._backlinks |= self._links_into([table for table in TABLES if table not in self._backlinks])

    def side_of(self, party: Party) -> str | None:
        """Return the id of the party's side: its own, else the first one found through `part_of`."""
        seen: set[str] = set()
        waiting: list[Party] = [party]
        while waiting:
            here = waiting.pop(0)
            if here.side is not None:
                return here.side
            if here.id not in seen:  # a circle, or a second way to the same party
                seen.add(here.id)
                waiting.extend(self._known_parties(here.part_of))
        return None

    def _known_parties(self, ids: Iterable[str]) -> list[Party]:
        found = (self.get("parties", party_id) for party_id in ids)
        return [party for party in found if isinstance(party, Party)]

"""What fields match: every field of the language, answered from the records themselves."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from karabakh_tui.model.dates import Span
from karabakh_tui.model.records import Event, Party, Quote, Record, Source
from karabakh_tui.model.store import FactStore

from .dated import DatedRows
from .evidence import CITING_TABLES, cites_of, claims_of, independent, is_one_sided, sources_of
from .fold import fold
from .nodes import DateComparison, Dates, Field, Numbers, Term, Value
from .resolve import Resolver
from .rows import RowNumbers

Rows = frozenset[int]
RowsByValue = Mapping[str, set[int]]


class Fields:
    """Answers fields for one store; what a field needs is made when it is first asked for."""

    def __init__(self, store: FactStore, rows: RowNumbers, resolver: Resolver) -> None:
        self._store = store
        self._rows = rows
        self.resolver = resolver
        self.value = lru_cache(maxsize=256)(self._value)
        """Return the rows that have a value of a field."""
        self._answers: Mapping[str, Callable[[Any], Iterable[int]]] = {
            "date": self._date,
            "party": lambda term: self._about("parties", term),
            "place": lambda term: self._about("places", term),
            "speaker": lambda term: self._referring(self._speakers, "parties", term),
            "account": lambda term: self._referring(self._accounts, "parties", term),
            "table": lambda term: rows.rows(term.written),
            "kind": lambda term: _equal(self._by_kind, term),
            "status": lambda term: self._by_status.get(term.written, ()),
            "tag": lambda term: _equal(self._by_tag, term),
            "lang": self._language,
            "prec": lambda term: self._by_precision.get(term.written, ()),
            "source": self._source,
            "publisher": self._publisher,
            "standpoint": lambda term: self._referring(self._standpoints, "parties", term),
            "is": lambda term: self._being[term.written],
            "has": lambda term: self._having[term.written],
            "sources": self._number_of_sources,
        }

    def rows(self, field: Field) -> Rows:
        """Return the rows that have any of a field's values; not for the fields that search text, nor for stars."""
        return frozenset().union(*(self.value(field.name, value) for value in field.values))

    def _value(self, name: str, value: Value) -> Rows:
        return frozenset(self._answers[name](value))

    def _each(self, *tables: str) -> Iterator[tuple[int, Record]]:
        for table in tables:
            yield from zip(self._rows.rows(table), self._store.ordered(table), strict=True)

    def _grouped(self, tables: Iterable[str], values: Callable[[Any], Iterable[str | None]]) -> RowsByValue:
        found: dict[str, set[int]] = defaultdict(set)
        for row, record in self._each(*tables):
            for value in values(record):
                if value is not None:
                    found[value].add(row)
        return dict(found)

    # Dates

    @cached_property
    def dated(self) -> DatedRows:
        """Every dated record."""
        return DatedRows(self._store, self._rows)

    def _date(self, value: Dates | DateComparison) -> set[int]:
        return self.dated.within(value) if isinstance(value, Dates) else self.dated.compared(value)

    # Parties and places

    @cached_property
    def about(self) -> Sequence[tuple[int, ...]]:
        """The parties and places that each event and quote is about, in the order of rows."""
        return [tuple(self._targets(record)) for _, record in self._each("events", "quotes")]

    def targets(self, rows: Sequence[int]) -> set[int]:
        """Return the parties and places that the events and quotes among sorted rows are about."""
        first, after = self._rows.starts["events"], self._rows.rows("quotes").stop
        dated = rows[bisect_left(rows, first) : bisect_left(rows, after)]
        about = self.about
        return set(chain.from_iterable([about[row - first] for row in dated]))

    @cached_property
    def references(self) -> Mapping[int, set[int]]:
        """For each party and place the events and quotes that are about it."""
        found: dict[int, set[int]] = defaultdict(set)
        for row, targets in enumerate(self.about, start=self._rows.starts["events"]):
            for target in targets:
                found[target].add(row)
        return dict(found)

    def referring(self, rows: Iterable[int]) -> set[int]:
        """Return the events and quotes that refer to any of some parties and places, with an account or otherwise."""
        found: set[int] = set()
        for row in rows:
            found.update(self.references.get(row, ()), self._accounts.get(self._rows.record(row).id, ()))
        return found

    def _targets(self, record: Record) -> list[int]:
        if isinstance(record, Event):
            return self._rows.of("parties", record.parties) + self._rows.of("places", record.places)
        assert isinstance(record, Quote)
        parties = [record.speaker, *([record.on_behalf_of] if record.on_behalf_of else ())]
        return self._rows.of("parties", parties) + self._rows.of("places", record.places)

    @cached_property
    def parts(self) -> Mapping[int, set[int]]:
        """For each party and place what is directly a part of it."""
        found: dict[int, set[int]] = defaultdict(set)
        for row, record in self._each("parties", "places"):
            wholes = record.part_of if isinstance(record, Party) else (getattr(record, "part_of", None),)
            for whole in self._rows.of(record.table, filter(None, wholes)):
                found[whole].add(row)
        return dict(found)

    def with_parts(self, rows: Iterable[int]) -> set[int]:
        """Return rows of parties or places with everything that is a part of them."""
        found = set(rows)
        waiting = list(found)
        while waiting:
            new = self.parts.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        return found

    def _about(self, table: str, term: Term) -> set[int]:
        """Return what a value names, its parts, and what is about any of them."""
        targets: set[int] = set(self.resolver.resolve(table, term).rows)
        if not term.exact:
            targets = self.with_parts(targets)
        return targets.union(*(self.references.get(target, ()) for target in targets))

    def _referring(self, rows_by_id: RowsByValue, table: str, term: Term) -> set[int]:
        named = self.resolver.resolve(table, term).rows
        return set[int]().union(*(rows_by_id.get(self._rows.record(row).id, ()) for row in named))

    def _id_of(self, table: str, record_id: str) -> str:
        record = self._store.get(table, record_id)
        return record.id if record else record_id

    @cached_property
    def _speakers(self) -> RowsByValue:
        return self._grouped(["quotes"], lambda quote: [self._id_of("parties", quote.speaker)])

    @cached_property
    def _accounts(self) -> RowsByValue:
        return self._grouped(["events"], lambda event: [self._id_of("parties", each.by) for each in event.accounts])

    # Words of lists

    @cached_property
    def _by_kind(self) -> RowsByValue:
        return self._grouped(["sources", "parties", "places", "events"], lambda record: [record.kind])

    @cached_property
    def _by_status(self) -> RowsByValue:
        return self._grouped(["events"], lambda event: [event.status])

    @cached_property
    def _by_tag(self) -> RowsByValue:
        return self._grouped(["events", "quotes"], lambda record: record.tags)

    def listed(self, field: str) -> list[str]:
        """Return the kinds or tags that records have."""
        return list(self._by_kind if field == "kind" else self._by_tag)

    @cached_property
    def _by_precision(self) -> RowsByValue:
        return self._grouped(["events", "quotes"], lambda record: [record.date.precision.name.lower()])

    @cached_property
    def _by_language(self) -> RowsByValue:
        return self._grouped(
            ["sources", "quotes"],
            lambda each: [each.language, each.original_language] if isinstance(each, Quote) else [each.language],
        )

    def _language(self, term: Term) -> set[int]:
        """Match a language tag, and without `=` those that go on where it ends: `en` is also `en-GB`."""
        wanted = term.written.lower()
        found: set[int] = set()
        for language, rows in self._by_language.items():
            tag = language.lower()
            longer = not term.exact and tag.startswith(wanted if term.prefix else f"{wanted}-")
            if tag == wanted or longer:
                found |= rows
        return found

    # Sources

    @cached_property
    def _citing(self) -> Mapping[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for row, record in self._each(*CITING_TABLES):
            for source in self._rows.of("sources", {cite.source for cite in cites_of(record)}):
                found[source].add(row)
        return dict(found)

    def citing(self, sources: Iterable[int]) -> set[int]:
        """Return sources with the records that cite them."""
        sources = set(sources)
        return sources.union(*(self._citing.get(source, ()) for source in sources))

    def _source(self, term: Term) -> set[int]:
        return self.citing(self.resolver.resolve("sources", term).rows)

    @cached_property
    def _standpoints(self) -> RowsByValue:
        """For each party the sources that speak for it, and what rests on them."""
        found = self._grouped(["sources"], lambda source: [self._standpoint(source)])
        resting = self._grouped(
            CITING_TABLES,
            lambda record: map(self._standpoint, sources_of(self._store, claims_of(record))),
        )
        return {party: found.get(party, set()) | resting.get(party, set()) for party in {*found, *resting}}

    def _standpoint(self, source: Source) -> str | None:
        return self._id_of("parties", source.standpoint) if source.standpoint else None

    @cached_property
    def _publishers(self) -> RowsByValue:
        return self._grouped(["sources"], lambda source: [source.publisher])

    @cached_property
    def _folded_publishers(self) -> Mapping[str, str]:
        return {publisher: fold(publisher) for publisher in self._publishers}

    def _publisher(self, term: Term) -> set[int]:
        return self.citing(set[int]().union(*(self._publishers[each] for each in self.publishers_named(term))))

    def publishers_named(self, term: Term) -> list[str]:
        """Return the publishers that a value names: whole names before words of names."""
        if term.exact:
            return [term.written] if term.written in self._publishers else []
        text = " ".join(term.tokens)
        whole = [each for each, folded in self._folded_publishers.items() if folded == text]
        if whole and not term.prefix:
            return whole
        wanted = f" {text}" if term.prefix else f" {text} "
        return [each for each, folded in self._folded_publishers.items() if wanted in f" {folded} "]

    # What a record is and has

    @cached_property
    def _being(self) -> RowsByValue:
        found: dict[str, set[int]] = {
            "disputed": set(self._by_status.get("disputed", ())),
            "approximate": set(),
            "uncertain": set(),
            "ongoing": set(),
            "one-sided": set(),
            "withdrawn": set(),
        }
        for row, record in self._each("events", "quotes"):
            assert isinstance(record, (Event, Quote))
            if record.date.approximate:
                found["approximate"].add(row)
            if record.date.uncertain:
                found["uncertain"].add(row)
            if isinstance(record.date.form, Span) and record.date.form.end is None and not record.date.form.unknown:
                found["ongoing"].add(row)
        for row, record in self._each(*CITING_TABLES):
            if is_one_sided(self._store, sources_of(self._store, claims_of(record))):
                found["one-sided"].add(row)
        for table in self._rows.starts:
            found["withdrawn"].update(self._rows.starts[table] + place for place in self._store.withdrawn(table))
        return found

    @cached_property
    def _having(self) -> RowsByValue:
        return {
            "quote": self._quoted(),
            "coordinates": self._rows_where("places", lambda place: place.lat is not None and place.lon is not None),
            "archive": self._rows_where("sources", lambda source: source.archive_url is not None),
            "accounts": self._rows_where("events", lambda event: bool(event.accounts)),
            "figures": self._rows_where(
                "events", lambda event: bool(event.figures) or any(each.figures for each in event.accounts)
            ),
        }

    def _rows_where(self, table: str, holds: Callable[[Any], bool]) -> set[int]:
        return {row for row, record in self._each(table) if holds(record)}

    def _quoted(self) -> set[int]:
        """Return the events that quotes belong to, the parties that speak, and the places that quotes name."""
        found: set[int] = set()
        for quote in self._store.quotes:
            found.update(self._targets(quote))
            if quote.event:
                found.update(self._rows.of("events", [quote.event]))
        return found

    @cached_property
    def _source_counts(self) -> Mapping[int, int]:
        store = self._store
        return {
            row: independent(store, sources_of(store, cites_of(record))) for row, record in self._each(*CITING_TABLES)
        }

    def _number_of_sources(self, numbers: Numbers) -> set[int]:
        return {row for row, count in self._source_counts.items() if count in numbers}


def _equal(rows_by_value: RowsByValue, term: Term) -> set[int]:
    """Match a word of a list, with `*` those that begin so."""
    if term.exact:
        return set(rows_by_value.get(term.written, ()))
    wanted = " ".join(term.tokens)
    found: set[int] = set()
    for value, rows in rows_by_value.items():
        folded = fold(value)
        if folded == wanted or (term.prefix and folded.startswith(wanted)):
            found |= rows
    return found

"""The text of a record, column by column, folded for the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from karabakh_tui.model.records import Alias, Cite, Event, Figure, Party, Place, Quote, Record, Search, Source
from karabakh_tui.model.store import FactStore

from .fold import fold


class Columns(NamedTuple):
    """A record's folded text, by what it is; the order is that of the index's columns."""

    name: str = ""
    alias: str = ""
    title: str = ""
    quote: str = ""
    names: str = ""
    """Every name of the parties and places that the record refers to."""
    body: str = ""


class Texts:
    """Folds the records of one store; names of parties and places are folded once."""

    def __init__(self, store: FactStore) -> None:
        self._store = store
        self._all_names = lru_cache(maxsize=None)(self._fold_names)

    def columns(self, record: Record) -> Columns:
        """Return a record's text."""
        body = fold(" ".join(_common(record)))
        if isinstance(record, Event):
            refers = [("parties", each) for each in record.parties] + [("places", each) for each in record.places]
            refers += [("parties", account.by) for account in record.accounts]
            return Columns(
                title=fold(record.title),
                names=self._names(refers),
                body=f"{body} {fold(' '.join(_of_event(record)))}",
            )
        if isinstance(record, Quote):
            refers = [("parties", record.speaker), *(("places", each) for each in record.places)]
            if record.on_behalf_of:
                refers.append(("parties", record.on_behalf_of))
            return Columns(
                quote=fold(f"{record.text} {record.original or ''}"),
                names=self._names(refers),
                body=f"{body} {fold(' '.join(_of_quote(record)))}",
            )
        if isinstance(record, (Party, Place)):
            more = fold(" ".join(_of_party(record) if isinstance(record, Party) else _of_place(record)))
            return Columns(name=fold(record.name), alias=_aliases(record.aliases), body=f"{body} {more}")
        if isinstance(record, Source):
            return Columns(title=fold(record.title), body=f"{body} {fold(' '.join(_of_source(record)))}")
        assert isinstance(record, Search)
        return Columns(title=fold(record.title), body=f"{body} {fold(record.query)}")

    def _names(self, refers: Iterable[tuple[str, str]]) -> str:
        return " ".join(self._all_names(table, record_id) for table, record_id in dict.fromkeys(refers))

    def _fold_names(self, table: str, record_id: str) -> str:
        record = self._store.get(table, record_id)
        if not isinstance(record, (Party, Place)):
            return fold(record_id)
        return f"{fold(record.name)} {_aliases(record.aliases)}"


def _aliases(aliases: Iterable[Alias]) -> str:
    return " ".join(fold(alias.name) for alias in aliases)


def _common(record: Record) -> Iterator[str]:
    """Yield the text that every record may hold."""
    yield record.id
    yield from record.former_ids
    if record.note:
        yield record.note
    if record.withdrawn_why:
        yield record.withdrawn_why
    if record.extra:
        yield from _strings(record.extra)


def _strings(value: Any) -> Iterator[str]:
    """Yield every text and number in a free table, with the names of its fields."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _strings(item)
    else:
        yield str(value)


def _of_event(event: Event) -> Iterator[str]:
    yield from (event.date.text, event.kind, event.status, event.summary or "", *event.tags)
    for account in event.accounts:
        yield account.says
        yield from _of_cites(account.cites)
        yield from _of_figures(account.figures)
    yield from _of_figures(event.figures)
    yield from _of_cites(event.cites)


def _of_quote(quote: Quote) -> Iterator[str]:
    yield from (quote.date.text, quote.capacity or "", quote.translated_by or "", *quote.tags)
    yield from _of_cites(quote.cites)


def _of_party(party: Party) -> Iterator[str]:
    yield from (
        party.kind,
        party.role or "",
        party.summary or "",
        party.wikidata or "",
        unquote(party.url or ""),
    )
    yield from _of_cites(party.cites)


def _of_place(place: Place) -> Iterator[str]:
    yield from (place.kind, place.wikidata or "")
    yield from _of_cites(place.cites)


def _of_source(source: Source) -> Iterator[str]:
    yield from (
        source.kind,
        source.publisher or "",
        *source.authors,
        source.container or "",
        source.number or "",
    )
    yield from (source.pages or "", source.doi or "", source.isbn or "", unquote(source.url or ""))
    if source.published is not None:
        yield source.published.text


def _of_cites(cites: Iterable[Cite]) -> Iterator[str]:
    for cite in cites:
        if cite.at:
            yield cite.at
        if cite.words:
            yield cite.words


def _of_figures(figures: Iterable[Figure]) -> Iterator[str]:
    for figure in figures:
        yield from (figure.of, figure.who or "", figure.unit or "")
        yield from _of_cites(figure.cites)

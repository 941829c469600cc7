"""The text of a record, column by column, folded for the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from karabakh_tui.model.records import Cite, Event, Figure, Party, Place, Quote, Record, Search, Source
from karabakh_tui.model.store import FactStore

from .fold import BARRIER, fold, fold_together


class Columns(NamedTuple):
    """A record's folded text, by what it is; the order is that of the index's columns."""

    name: str = ""
    alias: str = ""
    title: str = ""
    quote: str = ""
    names: str = ""
    """Every name of the parties and places that the record refers to."""
    body: str = ""
    id: str = ""
    """Its id and former ids."""


class Written(NamedTuple):
    """A record's own text as it is written, by the index's columns."""

    name: Sequence[str] = ()
    alias: Sequence[str] = ()
    title: Sequence[str] = ()
    quote: Sequence[str] = ()
    body: Sequence[str] = ()
    id: Sequence[str] = ()


class Texts:
    """Folds the records of one store; names of parties and places are folded once."""

    def __init__(self, store: FactStore) -> None:
        self._store = store
        self._all_names = lru_cache(maxsize=None)(self._fold_names)

    def columns(self, record: Record) -> Columns:
        """Return a record's text, folded."""
        text = written(record)
        return Columns(
            name=fold_together(text.name),
            alias=fold_together(text.alias),
            title=fold_together(text.title),
            quote=fold_together(text.quote),
            names=_AROUND.join(self._all_names(table, each) for table, each in refers(record)),
            body=fold_together(text.body),
            id=fold_together(text.id),
        )

    def _fold_names(self, table: str, record_id: str) -> str:
        record = self._store.get(table, record_id)
        if not isinstance(record, (Party, Place)):
            return fold(record_id)
        return fold_together([record.name, *(alias.name for alias in record.aliases)])


_AROUND = f" {BARRIER} "


def written(record: Record) -> Written:
    """Return a record's own text, without the names of what it refers to."""
    ids = (record.id, *record.former_ids)
    body = list(_common(record))
    if isinstance(record, Event):
        body.extend(_of_event(record))
        return Written(title=(record.title,), body=body, id=ids)
    if isinstance(record, Quote):
        body.extend(_of_quote(record))
        return Written(quote=(record.text, record.original) if record.original else (record.text,), body=body, id=ids)
    if isinstance(record, (Party, Place)):
        body.extend(_of_party(record) if isinstance(record, Party) else _of_place(record))
        return Written(name=(record.name,), alias=[alias.name for alias in record.aliases], body=body, id=ids)
    if isinstance(record, Source):
        body.extend(_of_source(record))
        return Written(title=(record.title,), body=body, id=ids)
    assert isinstance(record, Search)
    return Written(title=(record.title,), body=[*body, record.query], id=ids)


def refers(record: Record) -> tuple[tuple[str, str], ...]:
    """Return the parties and places that an event or quote is about, each once, as table and id."""
    found: list[tuple[str, str]] = []
    if isinstance(record, Event):
        found = [("parties", each) for each in record.parties] + [("places", each) for each in record.places]
        found += [("parties", account.by) for account in record.accounts]
    elif isinstance(record, Quote):
        found = [("parties", record.speaker), *(("places", each) for each in record.places)]
        if record.on_behalf_of:
            found.append(("parties", record.on_behalf_of))
    return tuple(dict.fromkeys(found))


def _common(record: Record) -> Iterator[str]:
    """Yield the text that every record may hold."""
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
    yield event.summary or ""
    yield f"{event.kind} {event.status} {event.date.text}"
    yield from event.tags
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

"""The text of a record, column by column, folded for the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import unquote

from karabakh_tui.model.records import Cite, Event, Figure, Party, Place, Quote, Record, Search, Source
from karabakh_tui.model.store import FactStore

from .fold import apart, first_apart, fold_together


class Columns(NamedTuple):
    """A record's folded text, by what it is; the order is that of the index's columns."""

    name: str = ""
    alias: str = ""
    title: str = ""
    quote: str = ""
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
        named: list[Party | Place] = [*store.parties, *store.places]
        names = fold_together([record.name, *(alias.name for alias in record.aliases)] for record in named)
        self._names = {(record.table, record.id): folded for record, folded in zip(named, names, strict=True)}

    def columns(self, records: Sequence[Record]) -> list[Columns]:
        """Return the text of each record, folded."""
        texts = [written(record) for record in records]
        others = chain.from_iterable([(each.title, each.quote, each.body, each.id) for each in texts])
        folded = iter(fold_together(others))
        columns = []
        for record, title, quote, body, ids in zip(records, folded, folded, folded, folded, strict=True):
            name, alias = first_apart(self._names.get((record.table, record.id), ""))
            columns.append(Columns(name, alias, title, quote, body, ids))
        return columns

    def names(self, record: Party | Place) -> list[str]:
        """Return a record's names, folded, its own first."""
        return apart(self._names[record.table, record.id])


def written(record: Record) -> Written:
    """Return a record's own text, without the names of what it refers to."""
    ids = (record.id, *record.former_ids)
    body = _common(record)
    if isinstance(record, Source):
        return Written(title=(record.title,), body=body + _of_source(record), id=ids)
    if isinstance(record, Event):
        return Written(title=(record.title,), body=body + _of_event(record), id=ids)
    if isinstance(record, Quote):
        words = (record.text, record.original) if record.original else (record.text,)
        return Written(quote=words, body=body + _of_quote(record), id=ids)
    if isinstance(record, (Party, Place)):
        body += _of_party(record) if isinstance(record, Party) else _of_place(record)
        return Written(name=(record.name,), alias=[alias.name for alias in record.aliases], body=body, id=ids)
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


def _common(record: Record) -> list[str]:
    """Return the text that every record may hold."""
    return [record.note or "", record.withdrawn_why or "", *(_strings(record.extra) if record.extra else ())]


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


def _of_event(event: Event) -> list[str]:
    found = [event.summary or "", f"{event.kind} {event.status} {event.date.text}", *event.tags]
    for account in event.accounts:
        found += (account.says, *_of_cites(account.cites), *_of_figures(account.figures))
    return found + _of_figures(event.figures) + _of_cites(event.cites)


def _of_quote(quote: Quote) -> list[str]:
    own = [quote.date.text, quote.capacity or "", quote.translated_by or "", *quote.tags]
    return own + _of_cites(quote.cites)


def _of_party(party: Party) -> list[str]:
    own = [party.kind, party.role or "", party.summary or "", party.wikidata or "", unquote(party.url or "")]
    return own + _of_cites(party.cites)


def _of_place(place: Place) -> list[str]:
    return [place.kind, place.wikidata or "", *_of_cites(place.cites)]


def _of_source(source: Source) -> list[str]:
    optional = (source.publisher, source.container, source.number, source.pages, source.doi, source.isbn)
    published = source.published.text if source.published is not None else ""
    return [source.kind, *source.authors, *[text for text in optional if text], unquote(source.url or ""), published]


def _of_cites(cites: Iterable[Cite]) -> list[str]:
    return [text for cite in cites for text in (cite.at, cite.words) if text]


def _of_figures(figures: Iterable[Figure]) -> list[str]:
    return [
        text for each in figures for text in (each.of, each.who or "", each.unit or "", *_of_cites(each.cites)) if text
    ]

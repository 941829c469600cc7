"""The cites of a record, numbered as on its page, and the sources they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from karabakh_tui.model.records import Account, Cite, Event, Figure, Party, Place, Quote, Record, Source
from karabakh_tui.model.store import FactStore

from .errors import ExportError
from .text import one_line


def numbered_cites(store: FactStore, record: Record) -> tuple[Cite, ...]:
    """Return the cites of a record, each once, in the order of the numbers on its page; a source cites itself.

    Its own come first, then those of its figures, then those of its accounts in the order of their parties' names.
    """
    return tuple(dict.fromkeys(_cites(store, record)))


def _cites(store: FactStore, record: Record) -> Iterator[Cite]:
    if isinstance(record, Source):
        yield Cite(source=record.id)
    elif isinstance(record, (Party, Place, Quote)):
        yield from record.cites
    elif isinstance(record, Event):
        yield from record.cites
        yield from _of_figures(record.figures)
        for account in accounts_of(store, record):
            yield from account.cites
            yield from _of_figures(account.figures)


def _of_figures(figures: Iterable[Figure]) -> Iterator[Cite]:
    for figure in figures:
        yield from figure.cites


def in_focus(store: FactStore, record: Record, cite: int | None) -> tuple[Cite, ...]:
    """Return the cite at a position, counted from 0; all of them where none is named.

    Raises:
        ExportError: if the record has fewer.
    """
    cites = numbered_cites(store, record)
    if cite is None:
        return cites
    if not 0 <= cite < len(cites):
        how_many = {0: "no cites", 1: "1 cite"}.get(len(cites), f"{len(cites)} cites")
        raise ExportError(f"{record.ref} has {how_many}; there is no number {cite + 1}")
    return (cites[cite],)


def accounts_of(store: FactStore, event: Event) -> list[Account]:
    """Return an event's accounts in the order of their parties' names."""
    return sorted(event.accounts, key=lambda account: party_name(store, account.by))


def party_name(store: FactStore, party_id: str) -> str:
    """Return a party's name."""
    party = store.get("parties", party_id)
    return name_of(party) if party is not None else f"{party_id} (missing)"


def name_of(record: Record) -> str:
    """Return what a record is called; its id where that is blank."""
    return one_line(record.label) or record.id


def source_of(store: FactStore, cite: Cite) -> Source:
    """Return the source of a cite; one that says that it is missing, where the store lacks it."""
    source = store.get("sources", cite.source)
    return (
        source if isinstance(source, Source) else Source(id=cite.source, title=f"{cite.source} (missing)", kind="web")
    )

"""Who says so: what must never be left behind when the words of a fact are taken along."""

from __future__ import annotations

from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.records import Event, Quote, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.evidence import claims_of, is_one_sided, sides_of, sources_of

from .cited import accounts_of, party_name
from .text import one_line, sentence
from .work import voice


def standing(store: FactStore, record: Record) -> str:
    """Return how a record stands and on whose word.

    An event's status comes first; where it is contested or one side alone speaks, its sources are named. Nothing for
    other records on which more than one side, or none, speaks.
    """
    words = f"Status: {record.status}" if isinstance(record, Event) else ""
    side = only_side(store, record)
    if isinstance(record, Event) and (record.status != "established" or side):
        words = f"{words}; told by {'; '.join(_voices(store, record))}"
    if side:
        words = f"{words}; one-sided" if words else "One-sided"
        words = f"{words}: all its sources speak for {side}"
    return sentence(words)


def _voices(store: FactStore, event: Event) -> list[str]:
    """Return whose word the event's own words rest on, each once."""
    missing = [f"{cite.source} (missing)" for cite in event.cites if store.get("sources", cite.source) is None]
    return list(dict.fromkeys([*(voice(store, source) for source in sources_of(store, event.cites)), *missing]))


def accounts_named(store: FactStore, event: Event) -> str:
    """Return whose accounts of an event there are, without their words: `Accounts: Armenia (denies); Azerbaijan.`"""
    found = (
        f"{party_name(store, account.by)}{f' ({account.stance})' if account.stance else ''}"
        for account in accounts_of(store, event)
    )
    named = "; ".join(dict.fromkeys(found))
    return sentence(f"Accounts: {named}") if named else ""


def only_side(store: FactStore, record: Record) -> str:
    """Return the name of the side that all sources of a record speak for; nothing where there is no such side."""
    sources = sources_of(store, claims_of(record))
    if not is_one_sided(store, sources):
        return ""
    (side,) = sides_of(store, sources)
    return next((one_line(each.name) for each in store.header.sides if each.id == side), side or "")


def speaker(store: FactStore, quote: Quote) -> str:
    """Return who said a quote's words: name, office then held, on whose behalf, and when."""
    parts = [party_name(store, quote.speaker), one_line(quote.capacity or "")]
    if quote.on_behalf_of is not None:
        parts.append(f"on behalf of {party_name(store, quote.on_behalf_of)}")
    return ", ".join(filter(None, [*parts, display_date(quote.date)]))


def translation(quote: Quote) -> str:
    """Return whose translation a quote's words are; nothing where they are not known to be one."""
    if quote.translated_by is None and quote.original is None and quote.original_language is None:
        return ""
    from_language = f" from {one_line(quote.original_language)}" if quote.original_language else ""
    by = f" by {one_line(quote.translated_by)}" if quote.translated_by else ""
    return sentence(f"Translated{from_language}{by}")


def withdrawal(record: Record) -> str:
    """Return that a record was taken back, when and why; nothing where it was not."""
    if record.withdrawn is None:
        return ""
    why = f": {one_line(record.withdrawn_why)}" if record.withdrawn_why else ""
    instead = f"; replaced by {record.table}/{record.replaced_by}" if record.replaced_by else ""
    return sentence(f"Withdrawn from the record {display_date(record.withdrawn)}{why}{instead}")

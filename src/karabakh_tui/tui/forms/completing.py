"""What the word at the cursor of a form's field could become: records by name, words of closed lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.query import parse_query

from .fields import FormField, Kind

if TYPE_CHECKING:
    from karabakh_tui.search.index import Index

MOST = 40
"""Completions that are offered at most."""


class Offer(NamedTuple):
    """One thing that could be meant."""

    text: str
    """What is written into the field."""
    label: str
    aside: str = ""


class Offers(NamedTuple):
    """What could be meant, and the part of the text that it stands for."""

    items: list[Offer]
    start: int
    end: int


NOTHING = Offers([], 0, 0)


def offers(field: FormField, text: str, cursor: int, store: FactStore, index: Index | None) -> Offers:
    """Return what the word at the cursor could become; nothing where it is whole already."""
    if field.kind is Kind.CHOICE or field.kind is Kind.FLAG:
        words = field.choices or ("true", "false")
        begun = text.strip().casefold()
        found = [Offer(word, word) for word in words if begun in word]
        found.sort(key=lambda offer: not offer.text.startswith(begun))
        return NOTHING if begun in words else Offers(found, 0, len(text))
    if field.kind not in (Kind.REFERENCE, Kind.REFERENCES):
        return NOTHING
    start, end = (0, len(text)) if field.kind is Kind.REFERENCE else _item(text, cursor)
    begun = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    exact = store.get(field.table, begun)
    if not begun or (exact is not None and exact.id == begun):
        return NOTHING
    return Offers([_offer(record) for record in _named(field.table, begun, store, index)], start, end)


def _item(text: str, cursor: int) -> tuple[int, int]:
    """Return the part between commas that the cursor is in."""
    start = text.rfind(",", 0, cursor) + 1
    end = text.find(",", cursor)
    return start, len(text) if end < 0 else end


def _offer(record: Record) -> Offer:
    return Offer(record.id, record.label, record.id)


def _named(table: str, begun: str, store: FactStore, index: Index | None) -> list[Record]:
    """Return the records that a begun name or id could mean, the likeliest first."""
    records = [record for record in store.ordered(table) if record.id.startswith(begun.casefold())][:MOST]
    words = " ".join(re.findall(r"\w+", begun))
    if index is not None and words:
        text = f"table:{table} {words}"
        result = index.search(parse_query(text, len(text)))
        hits = index.ranked(result, "relevance", MOST) if result is not None else []
        records += [hit.record for hit in hits]
    return list({record.id: record for record in records if record.table == table}.values())[:MOST]

"""Asking an index: the shipped record's, made once, or a small store's."""

from __future__ import annotations

from functools import cache

from tests.model.small import store

from karabakh_tui.model.records import TABLES, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.paths import shipped_store
from karabakh_tui.search.index import Index
from karabakh_tui.search.query import parse_query, parse_strictly
from karabakh_tui.search.result import Result
from karabakh_tui.storage.read import read_store


@cache
def shipped() -> Index:
    """Return the index of the shipped record."""
    return Index.build(read_store(shipped_store()).store)


def index_of(*records: Record, **header: object) -> Index:
    """Return the index of a small store."""
    return Index.build(store(*records, **header))


def search(index: Index, text: str, starred: tuple[str, ...] = ()) -> Result:
    """Return what a text finds; a text that is not a query is an error of the test."""
    result = index.search(parse_strictly(text), starred)
    assert result is not None
    return result


def refs(index: Index, text: str, starred: tuple[str, ...] = ()) -> set[str]:
    """Return the addresses of what a text finds."""
    return refs_of(search(index, text, starred))


def refs_of(result: Result) -> set[str]:
    ordered = {table: result.store.ordered(table) for table in TABLES}
    return {ordered[table][place].ref for table in TABLES for place in result.matched[table]}


def ranked_refs(index: Index, text: str, limit: int | None = None) -> list[str]:
    """Return the addresses of what a text finds, the best first, as far as the text is understood."""
    result = index.search(parse_query(text))
    assert result is not None
    return [hit.record.ref for hit in index.ranked(result, limit=limit)]


def without_alias(records: FactStore, ref: str, number: int) -> FactStore:
    """Return a store in which one party or place lacks one alias."""
    return without_aliases(records, {ref: number})


def without_aliases(records: FactStore, numbers: dict[str, int]) -> FactStore:
    """Return a store in which parties and places lack one alias each."""
    changed: dict[str, list[Record]] = {}
    for table in TABLES:
        changed[table] = []
        for record in records.records(table):
            number = numbers.get(record.ref)
            if number is not None:
                aliases = record.aliases  # type: ignore[attr-defined]
                record = record.model_copy(update={"aliases": aliases[:number] + aliases[number + 1 :]})
            changed[table].append(record)
    return FactStore(records.header, changed)

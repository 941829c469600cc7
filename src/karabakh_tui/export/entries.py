"""The entries of a bibliography: each source once, with a note that tells what it was cited for and on whose word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from karabakh_tui.model.records import Cite, Record, Source
from karabakh_tui.model.store import FactStore

from .cited import source_of
from .plain import fact_in_a_line
from .text import one_line, sentence
from .work import Work, remarks, work_of

Cited = tuple[Record, tuple[Cite, ...]]
"""A record with those of its cites that are wanted."""


class Entry(NamedTuple):
    """A source, and what must be said with it."""

    work: Work
    notes: tuple[str, ...]


def entries(store: FactStore, cited: Iterable[Cited]) -> list[Entry]:
    """Return the sources of some records, each once, in the order in which they come up."""
    sources: dict[str, Source] = {}
    notes: dict[str, list[str]] = {}
    for record, cites in cited:
        fact = "" if isinstance(record, Source) else fact_in_a_line(store, record)
        places: dict[str, list[str]] = {}
        for cite in cites:
            source = source_of(store, cite)
            sources[source.id] = source
            places.setdefault(source.id, []).append(_place(cite))
        for source_id, found in places.items():
            if fact:
                notes.setdefault(source_id, []).append(" ".join(filter(None, [f"Cited for: {fact}", *found])))
    return [
        Entry(work_of(source), (*remarks(store, source), *notes.get(source_id, ())))
        for source_id, source in sources.items()
    ]


def _place(cite: Cite) -> str:
    """Return where in the source a cite points, and the words there."""
    at, words = one_line(cite.at or ""), one_line(cite.words or "")
    if not words:
        return sentence(f"Cited at: {at}") if at else ""
    return sentence(f"Cited at: {at}: “{words}”" if at else f"Cited words: “{words}”")

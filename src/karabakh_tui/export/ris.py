"""RIS records: a tag and a value a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .dates import ris_date, ris_year
from .entries import Entry
from .work import Work

_TYPES = {
    "news": "NEWS", "resolution": "GOVDOC", "treaty": "STAT", "report": "RPRT", "book": "BOOK", "dataset": "DATA",
    "law": "STAT", "judgment": "CASE", "encyclopedia": "ENCYC", "web": "ELEC",
}  # fmt: skip
"""All else is `GEN`, generic. A treaty is no `LEGAL`, which is read as a case."""

_PAGES = re.compile(r"(\w+)\s*[-–]\s*(\w+)")


def ris(entries: Iterable[Entry]) -> str:
    """Return entries as RIS; the id of each is its source's."""
    return "\n\n".join(_record(each) for each in entries)


def _record(entry: Entry) -> str:
    lines = [f"{tag}  - {value}" for tag, value in _values(entry) if value]
    return "\n".join([*lines, "ER  - "])


def _values(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield tags with values of one line each: no text of a work has more."""
    work = entry.work
    yield "TY", "CHAP" if work.kind == "book" and work.container else _TYPES.get(work.kind, "GEN")
    yield "ID", work.id
    for author in work.authors:
        yield "AU", author.inverted if author.given else _undivided(author.family)
    yield "TI", work.title
    yield "T2", work.container
    yield "PB", work.publisher
    if work.published is not None:
        yield "PY", ris_year(work.published)
        yield "DA", ris_date(work.published)
    yield "IS", work.number
    yield from _pages(work)
    yield "DO", work.doi
    yield "SN", work.isbn
    yield "UR", work.url  # a semicolon too stays: encoded, it would be another address
    if work.accessed is not None:
        yield "Y2", ris_date(work.accessed)
    yield "LA", work.language
    yield "M3", work.kind
    for note in entry.notes:
        yield "N1", note


def _undivided(body: str) -> str:
    """Return a body's name without commas: what follows one is read as a person's given name."""
    return re.sub(r"[\s,]*,\s*", " – ", body).strip()


def _pages(work: Work) -> Iterator[tuple[str, str]]:
    ends = _PAGES.fullmatch(work.pages)
    if ends:
        yield "SP", ends[1]
        yield "EP", ends[2]
    else:
        yield "SP", work.pages

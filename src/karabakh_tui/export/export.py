"""A record in a format: which formats it can be had in, and its text in one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from karabakh_tui.model.records import Cite, Quote, Record, Search
from karabakh_tui.model.store import FactStore

from . import apa, chicago
from .address import address_of, web_address
from .bibtex import bibtex
from .cited import in_focus, source_of
from .csl import csl_json
from .entries import Entry, entries
from .errors import ExportError
from .markdown import markdown
from .menu import FORMATS, Format
from .plain import plain_text
from .quotation import quotation
from .ris import ris

_BIBLIOGRAPHIES: dict[str, Callable[[Sequence[Entry]], str]] = {"bibtex": bibtex, "ris": ris, "csl-json": csl_json}
"""Formats in which several records make one list, each source in it once."""

_LINES = ("address", "id")
"""Formats of one line."""

_WRITERS: dict[str, Callable[[FactStore, Record, tuple[Cite, ...]], str]] = {
    "chicago": chicago.citations,
    "apa": lambda store, record, cites: apa.citations(store, cites),
    "quotation": quotation,
    "markdown": lambda store, record, cites: markdown(store, record),
    "plain": lambda store, record, cites: plain_text(store, record),
    "address": lambda store, record, cites: address_of(store, cites),
    "id": lambda store, record, cites: record.ref,
}


def formats_for(store: FactStore, record: Record, cite: int | None = None) -> tuple[Format, ...]:
    """Return the formats that a record can be had in, in the order of the menu; with a cite in focus, for that one.

    Raises:
        ExportError: if the record has no such cite.
    """
    cites = in_focus(store, record, cite)
    return tuple(each for each in FORMATS.values() if _is_possible(store, record, cites, each.name))


def export(store: FactStore, record: Record, name: str, cite: int | None = None) -> str:
    """Return a record in a format, without a line break at its end.

    `cite` is the position, from 0, of the cite in focus among `numbered_cites`. Without it bibliographic formats tell
    all cites, and an address is that of the first. Markdown and plain text tell the whole fact, whatever is in focus.

    Raises:
        ExportError: if the record cannot be had in that format, or has no such cite.
    """
    return export_several(store, [record], name, cite)


def export_several(store: FactStore, records: Sequence[Record], name: str, cite: int | None = None) -> str:
    """Return records in a format: bibliographies as one list, all else one after another.

    Raises:
        ExportError: if one of them cannot be had in that format, or has no such cite.
    """
    cited = [(record, in_focus(store, record, cite)) for record in records]
    for record, cites in cited:
        if not _is_possible(store, record, cites, name):
            raise ExportError(f"{record.ref} {_lack(name)}")
    if name in _BIBLIOGRAPHIES:
        return _BIBLIOGRAPHIES[name](entries(store, cited))
    between = "\n" if name in _LINES else "\n\n"
    return between.join(_WRITERS[name](store, record, cites) for record, cites in cited)


def _is_possible(store: FactStore, record: Record, cites: tuple[Cite, ...], name: str) -> bool:
    if name == "id":
        return True
    if name in ("plain", "markdown"):
        return not isinstance(record, Search)
    if name == "quotation":
        return isinstance(record, Quote) or any(cite.words for cite in cites)
    if name == "address":
        return any(web_address(source_of(store, cite).url) for cite in cites)
    return bool(cites)


def _lack(name: str) -> str:
    """Return what a record that cannot be had in a format lacks."""
    if name == "quotation":
        return "has no exact words to quote"
    if name == "address":
        return "has no address on the web"
    return "cites no source" if name not in ("plain", "markdown") else "is a search, which says nothing of its own"

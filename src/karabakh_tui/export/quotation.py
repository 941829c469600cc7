"""Exact words with who said them, when, and where they can be read."""

from __future__ import annotations

from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.records import Cite, Event, Quote, Record
from karabakh_tui.model.store import FactStore

from . import chicago
from .attribution import speaker, standing, translation, withdrawal
from .cited import name_of, source_of
from .errors import ExportError
from .text import lines, sentence
from .work import voice


def quotation(store: FactStore, record: Record, cites: tuple[Cite, ...]) -> str:
    """Return a quote's words, or a source's exact words where the cites hold them.

    Raises:
        ExportError: if there are no exact words.
    """
    if isinstance(record, Quote):
        return _of_quote(store, record, cites)
    worded = [cite for cite in cites if cite.words]
    if not worded:
        raise ExportError("there are no exact words to quote")
    return "\n\n".join(_of_source(store, record, cite) for cite in worded)


def _of_quote(store: FactStore, quote: Quote, cites: tuple[Cite, ...]) -> str:
    read_in = " ".join(chicago.note(store, cite) for cite in cites)
    result = [f"“{lines(quote.text)}”", f"— {sentence(speaker(store, quote))} {read_in}"]
    result += [translation(quote), standing(store, quote), withdrawal(quote)]
    if quote.original is not None:
        result.append(f"In the original: “{lines(quote.original)}”")
    return "\n".join(filter(None, result))


def _of_source(store: FactStore, record: Record, cite: Cite) -> str:
    """Return a source's words about a record, with how that record stands."""
    about = f"On {record.ref}"
    if isinstance(record, Event):
        about = f"On “{name_of(record)}” ({display_date(record.date)})"
    said = f"— {voice(store, source_of(store, cite))}: {chicago.note(store, cite)}"
    result = [f"“{lines(cite.words or '')}”", said, sentence(about), standing(store, record), withdrawal(record)]
    return "\n".join(filter(None, result))

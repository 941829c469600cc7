"""Plain text: the fact, how it stands, who says what, and where that can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from karabakh_tui.model.records import Cite, Event, Record, Source
from karabakh_tui.model.store import FactStore

from . import chicago
from .attribution import accounts_named
from .cited import numbered_cites
from .telling import Passage, telling
from .text import sentence
from .work import remarks, work_of

Marks = Callable[[Iterable[Cite]], str]
"""What follows words that rest on some cites."""


def plain_text(store: FactStore, record: Record) -> str:
    """Return a record as plain text, with all of its cites numbered as on its page."""
    if isinstance(record, Source):
        return "\n".join([chicago.entry(work_of(record)), *remarks(store, record), record.ref])
    numbers = {cite: number for number, cite in enumerate(numbered_cites(store, record), 1)}
    told = told_lines(store, record, lambda cites: "".join(f" [{numbers[cite]}]" for cite in dict.fromkeys(cites)))
    notes = [f"[{number}] {chicago.note(store, cite)}" for cite, number in numbers.items()]
    return "\n".join([*told, *(["", "Sources:", *notes] if notes else []), "", record.ref])


def fact_in_a_line(store: FactStore, record: Record) -> str:
    """Return what a record says, with how it stands and who says so, on one line and without its cites.

    An event is named, with whose accounts there are: all that they say would be told anew at each of its sources.
    """
    if isinstance(record, Event):
        about = telling(store, record)
        told = [about.heading, about.standing, accounts_named(store, record), f"See {record.ref}"]
    else:
        told = told_lines(store, record, lambda cites: "")
    return " ".join(sentence(line.replace("\n", " ")) for line in told if line)


def told_lines(store: FactStore, record: Record, marks: Marks) -> list[str]:
    """Return a record's words, a line each: what it is called, how it stands, then what is said and by whom."""
    told = telling(store, record)
    heading = [f"{told.heading}{marks(told.cites)}"] if told.heading else []
    standing = [told.standing] if told.standing else []
    return [*heading, *standing, *(_passage(each, marks) for each in told.passages), *told.remarks]


def _passage(passage: Passage, marks: Marks) -> str:
    words = f"“{passage.words}”" if passage.exact else passage.words
    who = f"{passage.who}: " if passage.who else ""
    return f"{who}{words}{marks(passage.cites)}"

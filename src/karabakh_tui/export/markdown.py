"""Markdown with footnotes (as Pandoc, GitHub and most others read them). Store text is never markup in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from karabakh_tui.model.records import Cite, Record, Source
from karabakh_tui.model.store import FactStore

from . import chicago
from .cited import numbered_cites
from .telling import Passage, telling
from .work import remarks, work_of

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&^$=+@]|:(?=\S)|-(?=-)|(?<=www)\.", re.IGNORECASE)
"""What marks something up anywhere in a line, in CommonMark or in a well-known extension of it."""

_AT_THE_START = re.compile(r"(\(?(?:[0-9]+|[ivxlcdm]+|[a-z]))([.)])|()([-:%])", re.IGNORECASE)
"""What begins an item of a list, a definition or a title."""


def escaped(text: str) -> str:
    """Return a text that reads as it is inside a line of Markdown; `unlisted` is for its beginning."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def unlisted(line: str) -> str:
    """Return a line at the beginning of which no list, definition or title begins."""
    found = _AT_THE_START.match(line)
    if found is None:
        return line
    before, sign = (found[1], found[2]) if found[2] else ("", found[4])
    return f"{before}\\{sign}{line[found.end() :]}"


WRITING = chicago.Writing(
    text=escaped,
    italic=lambda text: f"*{escaped(text)}*" if text else "",
    address=lambda address: f"<{address}>",
)


def markdown(store: FactStore, record: Record) -> str:
    """Return a record in Markdown, with a footnote for each of its cites."""
    if isinstance(record, Source):
        paragraphs = [chicago.entry(work_of(record), WRITING), *map(escaped, remarks(store, record))]
        return "\n\n".join(map(unlisted, paragraphs))
    labels = {
        cite: f"[^{record.table}-{record.id}-{number}]" for number, cite in enumerate(numbered_cites(store, record), 1)
    }
    told = telling(store, record)
    heading = f"**{escaped(told.heading)}**{_marks(labels, told.cites)}" if told.heading else ""
    paragraphs = [heading, escaped(told.standing)]
    paragraphs += [_passage(each, labels) for each in told.passages]
    paragraphs += [escaped(each) for each in told.remarks]
    notes = "\n".join(f"{label}: {unlisted(chicago.note(store, cite, WRITING))}" for cite, label in labels.items())
    return "\n\n".join([*(unlisted(each) for each in paragraphs if each), *([notes] if notes else [])])


def _marks(labels: dict[Cite, str], cites: Iterable[Cite]) -> str:
    return "".join(labels[cite] for cite in dict.fromkeys(cites))


def _passage(passage: Passage, labels: dict[Cite, str]) -> str:
    """Return words with who says them before them; a quotation stands apart, its speaker above it."""
    marks = _marks(labels, passage.cites)
    if passage.exact:
        return f"{escaped(passage.who)}:\n\n{_block_quote(passage.words)}{marks}"
    who = f"**{escaped(passage.who)}:** " if passage.who else ""
    return f"{who}{escaped(passage.words)}{marks}"


def _block_quote(words: str) -> str:
    """Return exact words as a quotation of its own, their line breaks kept."""
    paragraphs = re.split(r"\n{2,}", f"“{escaped(words)}”")
    return "\n>\n".join("\\\n".join(f"> {unlisted(line)}" for line in each.split("\n")) for each in paragraphs)

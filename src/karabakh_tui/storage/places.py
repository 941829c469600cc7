"""Where a record and its fields stand in the text. Nothing is looked for before somebody asks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from .pieces import HEADER
from .sections import Entry, Found, Path, end_of, entries, find, in_entry, items


class Span(NamedTuple):
    """A record's text: from its header to the next header of a record or table."""

    line: int
    """Counted from 1."""
    start: int
    """An offset in the text, in characters."""
    end: int


class Places:
    """Finds lines. Records' headers written plainly are found at a glance, all others by reading the text exactly."""

    def __init__(self, text: str, counts: Mapping[str, int]) -> None:
        self._text = text
        self._counts = counts
        """How many records the parser found in each table."""
        self._starts: dict[str, list[int]] = {}

    def line_of(self, offset: int) -> int:
        """Return the line, from 1, that an offset is in."""
        return bisect_right(self._lines, offset)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    def column_of(self, offset: int) -> int:
        """Return the column, from 1, that an offset is in."""
        return offset - self._text.rfind("\n", 0, offset)

    def text(self, span: Span) -> str:
        """Return the text of a span, without blank lines after it."""
        return self._text[span.start : span.end].rstrip()

    def record(self, table: str, number: int, record_id: object) -> Span:
        """Return the span of the n-th record of a table, counted from 0."""
        if table not in self._starts:
            plain = self._plain.get(table, [])
            self._starts[table] = plain if len(plain) == self._counts[table] else self._exact(table)
        span = self._span(self._starts[table][number])
        if isinstance(record_id, str) and record_id not in self.text(span):
            # What looked like a header was none, and another header did not look like one.
            self._starts[table] = self._exact(table)
            span = self._span(self._starts[table][number])
        return span

    @cached_property
    def _plain(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for match in HEADER.finditer(self._text):
            found.setdefault(match[1], []).append(match.start())
        return found

    @cached_property
    def _entries(self) -> list[Entry]:
        """Headers, and the keys before the first."""
        found: list[Entry] = []
        for entry in entries(self._text):
            if entry.header or not (found and found[-1].header):
                found.append(entry)
        return found

    def _exact(self, table: str) -> list[int]:
        headers = [entry.start for entry in self._entries if entry.many and entry.path == (table,)]
        if headers:
            return headers
        array = next(entry for entry in self._entries if entry.path == (table,))
        return list(items(self._text, array.value))

    def _span(self, start: int) -> Span:
        return Span(self.line_of(start), start, end_of(self._text, start))

    def table(self, name: str) -> list[Span]:
        """Return the spans of all that stands under a name at the top of the file, such as `store`."""
        found: list[Span] = []
        for entry in self._entries:
            if entry.path[0] == name and not (found and entry.start < found[-1].end):
                found.append(self._span(entry.start))
        return found

    def field(self, span: Span, path: Path) -> Found:
        """Return where a field of a record stands, or the nearest part of the record that holds it."""
        return find(self._text, span.start, span.end, path)

    def field_of_table(self, name: str, path: Path) -> Found:
        """Return where a field of a table stands; the table where it has no such field, else the text's start."""
        for entry in self._entries:
            found = None if entry.header else in_entry(self._text, entry, (name, *path))
            if found is not None:
                return found
        spans = self.table(name)
        if not spans:
            return Found(0, 0)
        if self._text[spans[0].start] == "[":
            return self.field(spans[0], path)
        return Found(spans[0].start, spans[0].start)

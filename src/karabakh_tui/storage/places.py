"""Where a record and its fields stand in the text. Nothing is looked for before somebody asks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from .pieces import HEADER
from .sections import Entry, Found, Path, after, entries, find, items, long_strings, part


class Span(NamedTuple):
    """A record's text: from its header to the next header of a record or table."""

    line: int
    """Counted from 1."""
    start: int
    """An offset in the text, in characters."""
    end: int


class _Parts(NamedTuple):
    """What is written of a record, in one place or in several."""

    table: str
    number: int
    spans: list[Span]
    entries: list[Entry]


class Places:
    """Finds lines. Records' headers written plainly are found at a glance, all others by reading the text exactly."""

    def __init__(self, text: str, counts: Mapping[str, int]) -> None:
        self._text = text
        self._counts = counts
        """How many records the parser found in each table."""
        self._starts: dict[str, list[int]] = {}
        self._lists: dict[str, Entry] = {}
        """The tables whose records are written as one list, `events = [{ ... }, { ... }]`."""
        self._last = _Parts("", 0, [], [])
        """Of the record that was looked into last."""

    def line_of(self, offset: int) -> int:
        """Return the line, from 1, that an offset is in."""
        return bisect_right(self._lines, offset)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    def column_of(self, offset: int) -> int:
        """Return the column, from 1, that an offset is in."""
        return offset - self._text.rfind("\n", 0, offset)

    def written(self, span: Span) -> str:
        """Return the text of a span, without blank lines after it."""
        return self._text[span.start : span.end].rstrip()

    # Records

    def record(self, table: str, number: int) -> Span:
        """Return the span of the n-th record of a table, counted from 0."""
        return self._parts(table, number).spans[0]

    def text(self, table: str, number: int) -> str:
        """Return everything that is written of the n-th record of a table."""
        return "\n\n".join(self.written(span) for span in self._parts(table, number).spans)

    def field(self, table: str, number: int, path: Path) -> Found:
        """Return where a field of the n-th record of a table stands, or the nearest part of the record to it."""
        parts = self._parts(table, number)
        place = number if table in self._lists else 0
        start = parts.spans[0].start
        return find(self._text, parts.entries, (table, place, *path)) or Found(start, start)

    def _parts(self, table: str, number: int) -> _Parts:
        """Return what is written of a record; that of the last one is kept, since one asks for field after field."""
        parts = self._last  # another thread may ask meanwhile
        if (parts.table, parts.number) != (table, number):
            start = self._starts_of(table)[number]
            if table in self._lists:
                span = Span(self.line_of(start), start, after(self._text, start))
                parts = _Parts(table, number, [span], [self._lists[table]])
            else:
                span, found = self._part(start)
                parts = _Parts(table, number, [span], found)
                self._add_strays(parts)
            self._last = parts
        return parts

    def _add_strays(self, parts: _Parts) -> None:
        """Add the parts of a record that stand away from it: an `[events.extra]` below a quote."""
        table, starts = parts.table, self._starts_of(parts.table)
        begin, after_next = parts.spans[0].end, parts.number + 1
        end = starts[after_next] if after_next < len(starts) else len(self._text)
        if re.compile(rf"^[ \t]*\[.*\b{table}\b.*\.", re.MULTILINE).search(self._text, begin, end) is None:
            return
        for entry in entries(self._text, begin, end):
            if entry.header and entry.path[0] == table and entry.start >= parts.spans[-1].end:
                span, found = self._part(entry.start)
                parts.spans.append(span)
                parts.entries.extend(found)

    def _part(self, start: int) -> tuple[Span, list[Entry]]:
        found, end = part(self._text, start)
        return Span(self.line_of(start), start, end), found

    def _starts_of(self, table: str) -> list[int]:
        if table not in self._starts:
            plain = self._plain.get(table, [])
            self._starts[table] = plain if len(plain) == self._counts[table] else self._exact(table)
        return self._starts[table]

    @cached_property
    def _plain(self) -> dict[str, list[int]]:
        """Return where headers stand that are written plainly, by table; lines in strings that look so are none."""
        strings = list(long_strings(self._text))
        begins = [begin for begin, _ in strings]
        found: dict[str, list[int]] = {}
        for match in HEADER.finditer(self._text):
            before = bisect_right(begins, match.start())
            if not before or match.start() >= strings[before - 1][1]:
                found.setdefault(match[1], []).append(match.start())
        return found

    def _exact(self, table: str) -> list[int]:
        headers = [entry.start for entry in self._entries if entry.many and entry.path == (table,)]
        if headers:
            return headers
        self._lists[table] = next(entry for entry in self._entries if entry.path == (table,))
        return list(items(self._text, self._lists[table].value))

    # What is not a record

    @cached_property
    def _entries(self) -> list[Entry]:
        """Headers, and the keys before the first."""
        found: list[Entry] = []
        for entry in entries(self._text):
            if entry.header or not (found and found[-1].header):
                found.append(entry)
        return found

    def table(self, name: str) -> list[Span]:
        """Return the spans of all that stands under a name at the top of the file, such as `store`."""
        return [span for span, _ in self._parts_of_table(name)]

    def _parts_of_table(self, name: str) -> list[tuple[Span, list[Entry]]]:
        found: list[tuple[Span, list[Entry]]] = []
        for entry in self._entries:
            if entry.path[0] == name and not (found and entry.start < found[-1][0].end):
                found.append(self._part(entry.start))
        return found

    def field_of_table(self, name: str, path: Path) -> Found:
        """Return where a field of a table stands; the table where it has no such field, else the text's start."""
        scope = [entry for _, entries_of_part in self._parts_of_table(name) for entry in entries_of_part]
        return find(self._text, scope, (name, *path)) or Found(0, 0)

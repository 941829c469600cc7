"""Where a record and its fields stand in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from karabakh_tui.model.records import TABLES

from .pieces import header_offsets


class Span(NamedTuple):
    """A record's text: from its header to the next header of a record or table."""

    line: int
    start: int
    end: int


_TABLE = re.compile(r"^[ \t]*\[\[?[ \t]*([A-Za-z0-9_\"'-]+)[^\n]*$", re.MULTILINE)


class Places:
    """Finds lines; knows them exactly where every record has a plain `[[table]]` header, as people write it.

    Where a header is written otherwise, or a string holds what looks like one, the counts do not agree and the
    records of that table are said to stand where the text names their id.
    """

    def __init__(self, text: str, data: Mapping[str, Any]) -> None:
        self._text = text
        self._offsets = header_offsets(text)
        self._exact = {
            table: len(self._offsets[table]) == len(rows) if isinstance(rows := data.get(table, []), list) else False
            for table in TABLES
        }
        self._lines: list[int] | None = None

    def line_of(self, offset: int) -> int:
        """Return the line, from 1, that an offset is in."""
        if self._lines is None:
            self._lines = [0, *(match.end() for match in re.finditer("\n", self._text))]
        return bisect_right(self._lines, offset)

    def column_of(self, offset: int) -> int:
        """Return the column, from 1, that an offset is in."""
        return offset - (self._text.rfind("\n", 0, offset) + 1) + 1

    def record(self, table: str, number: int, record_id: object = None) -> Span:
        """Return the span of the n-th record of a table."""
        if self._exact.get(table):
            start = self._offsets[table][number]
        else:
            start = self._by_id(table, record_id)
        return Span(self.line_of(start), start, self._end(start))

    def _by_id(self, table: str, record_id: object) -> int:
        if isinstance(record_id, str):
            named = re.search(rf"^[ \t]*id[ \t]*=[ \t]*[\"']{re.escape(record_id)}[\"']", self._text, re.MULTILINE)
            if named:
                return named.start()
        return self.table(table)

    def table(self, name: str) -> int:
        """Return where the text first names a table, or 0."""
        for match in _TABLE.finditer(self._text):
            if match[1].strip("\"'") == name:
                return match.start()
        key = re.search(rf"^[ \t]*{re.escape(name)}[ \t]*[=.]", self._text, re.MULTILINE)
        return key.start() if key else 0

    def _end(self, start: int) -> int:
        """Return where the next record begins: the first header that is not of a part of this record."""
        own = _TABLE.match(self._text, start)
        for match in _TABLE.finditer(self._text, own.end() if own else start):
            if not match[0].lstrip(" \t[").split("]")[0].count("."):
                return match.start()
        return len(self._text)

    def field(self, span: Span, path: Sequence[str | int]) -> int:
        """Return the offset of a field's key in a record's text, or of the record where it cannot be found."""
        start, end = span.start, span.end
        names = list(path)
        while names:
            name = names.pop(0)
            number = int(names.pop(0)) if names and isinstance(names[0], int) else 0
            parts = list(
                re.finditer(
                    rf"^[ \t]*\[\[[^\]\n]*\.{re.escape(str(name))}[ \t]*\]\]",
                    self._text[start:end],
                    re.MULTILINE,
                )
            )
            if number < len(parts) and names:
                end = start + parts[number + 1].start() if number + 1 < len(parts) else end
                start = start + parts[number].end()
                continue
            return self._key(start, end, str(name), parts[number].start() + start if number < len(parts) else None)
        return start

    def _key(self, start: int, end: int, name: str, part: int | None) -> int:
        if part is not None:
            return part
        key = re.compile(rf"^[ \t]*[\"']?({re.escape(name)})[\"']?[ \t]*[=.]", re.MULTILINE)
        found = key.search(self._text, start, end)
        return found.start(1) if found else start

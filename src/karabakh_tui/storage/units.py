"""A store's text cut into its records and tables, and what stands between them: together they are the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

import tomli

from karabakh_tui.errors import KarabakhError
from karabakh_tui.model.records import TABLES

from .exact import same
from .sections import Entry, after, entries

BYTE_ORDER_MARK = "\ufeff"


class UncertainError(KarabakhError):
    """It is not certain what belongs to what in a text, so nothing of it is changed."""

    exit_code = 4


class Key(NamedTuple):
    """What tells a record from all others, or a table from all others."""

    table: str
    id: str | None = None
    """None for what is no record, and for a record without an id."""
    occurrence: int = 0
    """Which of those with the same table and id, from 0: a text under work may have an id twice."""

    def __str__(self) -> str:
        """Return what people call it."""
        if self == END:
            return "the end of the file"
        if self.table not in TABLES:
            return f"[{self.table}]"
        again = f" ({self.occurrence + 1})" if self.occurrence else ""
        return f"{self.table}/{self.id or '?'}{again}"


END = Key("")
"""What stands after the last record or table."""


@dataclass(frozen=True)
class Unit:
    """One record or table in a text."""

    key: Key
    gap: str
    """What stands before it: blank lines and comments; the line break that ends what is before is the first of it."""
    body: str
    """From its header, or its key at the top of the file, to its last line, without that one's line break."""
    follows: Key | None
    """What stands before it; None for the first."""
    precedes: Key | None
    """What stands after it; None for the end."""

    @property
    def text(self) -> str:
        """What people take for it: its comments and itself."""
        return self.gap.lstrip() + self.body

    @property
    def data(self) -> Any:
        """What it says, read alone.

        Raises:
            UncertainError: if that cannot be read.
        """
        found = keyed(_parsed(self.body))
        if len(found) != 1:
            raise UncertainError(f"{self.key}: cannot be read without the rest of the file; edit the file by hand")
        return next(iter(found.values()))


class Cut:
    """A text in units."""

    def __init__(self, text: str) -> None:
        """Cut a text.

        Raises:
            UncertainError: if it is not TOML, or a record's parts are not in one place.
        """
        self._text = text.removeprefix(BYTE_ORDER_MARK)
        self.data = keyed(_parsed(self._text))
        """What the text says, by key."""
        self.units = MappingProxyType({unit.key: unit for unit in self._units()})
        """In the text's order; the last is `END`."""
        if self.units.keys() - {END} != self.data.keys():
            raise UncertainError("a record or table is not written in one place under headers; edit the file by hand")

    def sure(self, key: Key) -> Unit | None:
        """Return a unit after reading it alone: the cut is not trusted. None where there is none.

        Raises:
            UncertainError: if it says anything else than the text says at its place.
        """
        unit = self.units.get(key)
        if unit is not None and key != END and not same(unit.data, self.data[key]):
            raise UncertainError(f"{key}: it is not certain where it begins and ends; edit the file by hand")
        return unit

    def _units(self) -> Iterator[Unit]:
        keys = [None, *(key for key, _, _ in self._spans), END, None]
        done = 0
        spans = [*self._spans, (END, len(self._text), len(self._text))]
        for (key, start, end), follows, precedes in zip(spans, keys, keys[2:], strict=False):
            yield Unit(key, self._text[done:start], self._text[start:end], follows, precedes)
            done = end

    @cached_property
    def _spans(self) -> list[tuple[Key, int, int]]:
        spans: list[tuple[Key, int, int]] = []
        order: dict[str, Iterator[Key]] = {
            table: iter([key for key in self.data if key.table == table]) for table in {key.table for key in self.data}
        }
        for entry in entries(self._text):
            end = self._end_of_line(entry)
            if spans and _belongs(entry, spans[-1][0].table, self._text[spans[-1][1]]):
                spans[-1] = (spans[-1][0], spans[-1][1], end)
                continue
            key = next(order[entry.path[0]], None)
            if key is None or (entry.header and len(entry.path) > 1 and entry.path[0] in TABLES):
                raise UncertainError(f"line {self._line(entry.start)}: belongs to what stands elsewhere; edit by hand")
            spans.append((key, entry.start, end))
        return spans

    def _end_of_line(self, entry: Entry) -> int:
        """Return where the last line of a header or value ends, with a comment on it, without blanks after that."""
        end = self._text.find("\n", entry.start if entry.header else max(after(self._text, entry.value), entry.value))
        end = len(self._text) if end < 0 else end
        return entry.start + len(self._text[entry.start : end].rstrip(" \t\r"))

    def _line(self, offset: int) -> int:
        return self._text.count("\n", 0, offset) + 1


def _belongs(entry: Entry, name: str, begins: str) -> bool:
    """Tell whether a header or key goes on with the unit before it."""
    if not entry.header and begins == "[":
        return True
    begins_record = entry.header and entry.many and len(entry.path) == 1 and name in TABLES
    return entry.path[0] == name and not begins_record


def keyed(tables: Mapping[str, Any]) -> dict[Key, Any]:
    """Return the records of a text, each under its key, and its other tables, in the text's order."""
    found: dict[Key, Any] = {}
    counts: dict[tuple[str, str | None], int] = {}
    for name, value in tables.items():
        if name not in TABLES or not isinstance(value, list) or not value:
            found[Key(name)] = value
            continue
        for record in value:
            written = record.get("id") if isinstance(record, dict) else None
            record_id = written if isinstance(written, str) else None
            occurrence = counts.get((name, record_id), 0)
            counts[name, record_id] = occurrence + 1
            found[Key(name, record_id, occurrence)] = record
    return found


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError) as error:
        raise UncertainError(f"not TOML: {error}; mend it first") from None

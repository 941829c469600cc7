"""The whole of a store's text in the one layout: all in its order, and comments where they belong."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from karabakh_tui.model.records import TABLES, StoreHeader

from . import layout
from .cannot_edit import CannotEdit, line_at
from .exact import same
from .file_order import file_order
from .fragment import Field, Part, comments, end_below, line_break, parts_of, rest_of_line
from .sections import Path
from .verify import parsed, read_again

BOM = "\ufeff"

FIRST, LAST = ("store", *TABLES, "check"), len(TABLES) + 2

Block = list[str]
"""Comments on lines that follow one another."""


@dataclass
class _Unit:
    """A record, or a table that is none, with all its parts."""

    key: Path
    place: int
    """Its place in the file."""
    parts: list[Part] = field(default_factory=list)
    free: list[Block] = field(default_factory=list)
    """The comments before it that a blank line parts from it."""

    @property
    def name(self) -> str:
        return str(self.key[0]) if self.key else ""

    @property
    def rank(self) -> int:
        if not self.key:
            return -1
        return FIRST.index(self.name) if self.name in FIRST else LAST


def formatted(text: str, name: str = "") -> str:
    """Return a store's text in canonical layout; doing it again changes nothing.

    The text is the whole of the file, decoded as UTF-8 and nothing else. No value and no comment is lost: a comment
    stays above what it stands above, one that heads a table heads it still, and one that begins or ends the file
    does so still.

    Raises:
        CannotEdit: if it is not certain that the text says the same.
    """
    body = text.removeprefix(BOM)
    data = parsed(body, name)
    layouter = _Layouter(body, data)
    try:
        new = layouter.text()
        _verify(body, new, {**data, **layouter.sorted_rows})
    except CannotEdit as error:
        raise CannotEdit(error.message, error.line, name) from None
    return BOM * text.startswith(BOM) + new


def _verify(old: str, new: str, expected: dict[str, Any]) -> None:
    """Prove that a text says what another does, with its records in another order, and keeps its comments."""
    if not same(read_again(old, new), expected) or Counter(map(str.rstrip, comments(old))) != Counter(comments(new)):
        raise CannotEdit("the file would not say the same; it is left as it is")


class _Layouter:
    def __init__(self, body: str, data: dict[str, Any]) -> None:
        self.body = body
        self.eol = line_break(body)
        self.parts = parts_of(body)
        self.order = {table: file_order(table, data[table]) for table in TABLES if isinstance(data.get(table), list)}
        self.units = self._units()
        listed = {each.path[0] for each in self.parts[0].fields}
        self.sorted_rows = {
            table: [data[table][number] for number in order]
            for table, order in self.order.items()
            if table not in listed
        }

    def _units(self) -> list[_Unit]:
        found: dict[Path, _Unit] = {}
        for part in self.parts:
            depth = 2 if len(part.path) > 1 and isinstance(part.path[1], int) else 1
            key = part.path[:depth]
            unit = found.setdefault(key, _Unit(key, len(found)))
            if not unit.parts:
                unit.free = self._blocks_above(part)[0]
            unit.parts.append(part)
        return list(found.values())

    def _sort_key(self, unit: _Unit) -> tuple[int, int, int]:
        if unit.name in self.order and len(unit.key) == 2:
            return unit.rank, self.order[unit.name].index(int(unit.key[1])), unit.place
        return unit.rank, unit.place, 0

    # Comments

    def _blocks_above(self, part: Part) -> tuple[list[Block], Block]:
        """Return the comments above a part that stand apart from it, and those directly above it."""
        if part.place == 0:
            return [], []
        before = self.parts[part.place - 1]
        start = 0 if self._is_empty_root(before) else end_below(self.body, before.end)
        lines = self.body[start : part.start].split("\n")
        blocks = _blocks(lines if start == 0 else lines[1:])
        own = lines[-2].strip() if len(lines) > 1 else ""
        return (blocks[:-1], blocks[-1]) if own and blocks and (start == 0 or len(lines) > 2) else (blocks, [])

    def _is_empty_root(self, part: Part) -> bool:
        return part.place == 0 and not part.fields

    # Laying out

    def text(self) -> str:
        """Return the whole text."""
        units = [unit for unit in self.units if not self._is_empty_root(unit.parts[0])]
        headings: dict[str, list[Block]] = {}
        beginning: list[Block] = []
        for unit in units:
            if unit is units[0]:
                beginning, unit.free = unit.free, []
            if unit.rank < LAST and unit.name not in headings:
                headings[unit.name], unit.free = unit.free, []
        chunks = list(self._chunks(beginning))
        for unit in sorted(units, key=self._sort_key):
            chunks += self._chunks(headings.pop(unit.name, []))
            chunks += self._chunks(unit.free)
            chunks += self._unit(unit, first=not chunks)
        last = self.parts[-1]
        rest = self.body[0 if self._is_empty_root(last) else end_below(self.body, last.end) :]
        chunks += self._chunks(_blocks(rest.split("\n")))
        return (self.eol * 2).join(chunks) + self.eol if chunks else ""

    def _chunks(self, blocks: Iterable[Block]) -> Iterator[str]:
        return (self.eol.join(block) for block in blocks)

    def _unit(self, unit: _Unit, *, first: bool) -> Iterator[str]:
        for part in unit.parts:
            free, own = self._blocks_above(part)
            if part is not unit.parts[0]:
                yield from self._chunks(free)
            if own and first and part is unit.parts[0]:
                yield from self._chunks([own])  # a comment that begins the file is the file's own
                own = []
            yield self.eol.join([*own, *self._part(part)])

    def _part(self, part: Part) -> Iterator[str]:
        if part.place:
            yield self._header(part)
        above: dict[int, Block] = {}
        at = part.header_end
        for each in part.fields:
            above[each.start] = [line for block in _blocks(self.body[at : each.start].split("\n")) for line in block]
            at = rest_of_line(self.body, each.end)
        names = _names(part.path)
        for each in sorted(part.fields, key=lambda each: _rank(each.path[0], names)):
            yield from above[each.start]
            yield self._field(each)
        if not self._is_empty_root(part):
            below = self.body[part.end : end_below(self.body, part.end)]
            yield from (line for block in _blocks(below.split("\n")) for line in block)

    def _header(self, part: Part) -> str:
        written = self.body[part.start : part.header_end]
        many = written.lstrip(" \t").startswith("[[")
        name = ".".join(layout.key(step) for step in part.path if isinstance(step, str))
        return " ".join([f"[[{name}]]" if many else f"[{name}]", *map(str.rstrip, comments(written))])

    def _field(self, each: Field) -> str:
        key = ".".join(layout.key(step) for step in each.path)
        start = f"{key} = "
        note = self.body[each.end : rest_of_line(self.body, each.end)].strip()
        return f"{start}{self._value(each, len(start))}{f' {note}' if note else ''}"

    def _value(self, each: Field, column: int) -> str:
        """Return a value; a list is laid out anew unless it holds comments, and all else is left as it is written."""
        written = self.body[each.value : each.end]
        if not written.startswith(("[", "{")) or any(True for _ in comments(written)):
            return written
        name = each.path[-1]
        try:
            value = tomllib.loads(f"v = {written}")["v"]
        except tomllib.TOMLDecodeError:
            raise CannotEdit(f"{name}: this is newer than TOML 1.0", line_at(self.body, each.value)) from None
        return layout.value(layout.ordered({name: value}, ())[name], self.eol, column)


def _blocks(lines: Iterable[str]) -> list[Block]:
    """Return the comments on lines, those together that no blank line parts."""
    found: list[Block] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def _names(path: Path) -> Sequence[str]:
    """Return the fields of a part in their order."""
    words = [step for step in path if isinstance(step, str)]
    if words == ["store"]:
        return tuple(StoreHeader.model_fields)
    if len(words) == 1:
        return layout.RECORD_FIELDS.get(words[0], ())
    return layout.PART_FIELDS.get(words[-1], ()) if words and words[0] in layout.RECORD_FIELDS else ()


def _rank(name: str, names: Sequence[str]) -> int:
    return names.index(name) if name in names else len(names)

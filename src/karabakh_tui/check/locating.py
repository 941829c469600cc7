"""Where findings stand in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import tomli

from karabakh_tui.model.records import RECORD_TYPES, TABLES, Record
from karabakh_tui.storage.problems import clipped
from karabakh_tui.storage.read import Loaded
from karabakh_tui.storage.sections import Found
from karabakh_tui.storage.validate import Location, field_name, in_file, mended

from .rules import WHOLE_FILE, Finding


class Place(NamedTuple):
    """Where a finding stands, in the words and the order of a problem."""

    line: int
    column: int
    record: str
    field: str


def located(loaded: Loaded, found: Iterable[tuple[str, Finding]]) -> Iterator[tuple[str, Finding, Place]]:
    """Yield findings with their places, record by record: fields of one record are found together the fastest."""
    is_told_of = told_of(loaded)
    rests: dict[str, Any] = {}
    for code, finding in sorted(found, key=lambda each: _place_in_file(loaded, each[1])):
        yield code, finding, _place(loaded, code, finding, is_told_of, rests)


def told_of(loaded: Loaded) -> Callable[[Record], bool]:
    """Return what tells whether the reader told something of a record: lists in it may lack what was left out."""
    names = {problem.record for problem in loaded.problems}
    return lambda record: record.ref in names or f"{record.table}/{clipped(record.id, 60)}" in names


def _place_in_file(loaded: Loaded, finding: Finding) -> tuple[int, int]:
    record = finding.record
    if isinstance(record, Record):
        return TABLES.index(record.table), loaded.numbers[record.table][record.id]
    return -1, 0


def _place(
    loaded: Loaded, code: str, finding: Finding, is_told_of: Callable[[Record], bool], rests: dict[str, Any]
) -> Place:
    record, path = finding.record, finding.path
    if record == WHOLE_FILE:
        line, column = path
        return Place(int(line), int(column), "the file", "")
    if not isinstance(record, Record):
        return _of(loaded, code, loaded.places.field_of_table(record, path), f"[{record}]", path)
    if is_told_of(record):
        if record.ref not in rests:
            rests[record.ref] = _rest(loaded, record)
        path = in_file(rests[record.ref], path)
    found = loaded.places.field(record.table, loaded.numbers[record.table][record.id], path)
    return _of(loaded, code, found, record.ref, path)


def _of(loaded: Loaded, code: str, found: Found, record: str, path: Location) -> Place:
    """Return a place as the reader tells it: of a date its value, of anything else its key."""
    offset = found.value if code[1] == "2" else found.start
    return Place(loaded.places.line_of(offset), loaded.places.column_of(offset), clipped(record), field_name(path))


def _rest(loaded: Loaded, record: Record) -> Any:
    """Return what the file holds of a record in which something was left out, with gaps in lists."""
    written = loaded.places.text(record.table, loaded.numbers[record.table][record.id])
    try:
        data = tomli.loads(f"record = {written}")["record"] if written[0] == "{" else _first(tomli.loads(written))
    except ValueError:
        return None  # written in parts that cannot be read without the rest of the file: positions stay as they are
    return mended(RECORD_TYPES[record.table], data).rest


def _first(tables: dict[str, Any]) -> Any:
    """Return the record that a text of one record holds."""
    return next(iter(tables.values()))[0]

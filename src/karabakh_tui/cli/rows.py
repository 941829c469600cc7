"""The rows of a CSV or JSON file, each with its place in the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from karabakh_tui.errors import UsageError

from .strict_json import objects

DELIMITERS = ",;\t|"

JSON, JSON_LINES = (".json",), (".jsonl", ".ndjson")
"""How names of files end that are no CSV."""

LONGEST_CELL = 10_000_000
"""Characters of a cell; the standard library stops at 131,072, which an article's text can have."""


LONGEST_HEADER = 100_000
"""Characters of a header that are looked at for what parts its cells."""


DEEPEST = 20
"""Levels of objects in an object whose keys a mapping can name."""


class Row(NamedTuple):
    """One row of a table, or one object of a list."""

    place: str
    """The file, and the line or the number in it."""
    cells: Mapping[str, Any]


class Wrong(NamedTuple):
    """What is wrong at a place in a file, in a sentence."""

    place: str
    where: str
    """The column or the field; "" for all of it."""
    message: str

    def __str__(self) -> str:
        """Return it as a compiler would say it."""
        return ": ".join(filter(None, self))


class Table(NamedTuple):
    """What was read from a file."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    """The header's, or every key of an object; a key in a key as `outer.inner`."""
    wrong: tuple[Wrong, ...]
    has_header: bool
    """The columns stand in a line of the file, and cells are text."""


def read_rows(path: Path) -> Table:
    """Return the rows of a file; how its name ends says what it is.

    Raises:
        UsageError: if it cannot be read, is not UTF-8, or is no such file.
    """
    text = file_text(path)
    if path.suffix.lower() in JSON_LINES:
        return _of_objects(_json_lines(path, text), path)
    if path.suffix.lower() in JSON:
        return _of_objects(_json(path, text), path)
    return _csv(path, text)


def file_text(path: Path) -> str:
    """Return the text of a file, without a byte order mark.

    Raises:
        UsageError: if it cannot be read, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}:{line}: byte 0x{data[error.start]:02X} is not UTF-8; save it as UTF-8") from None


def _of_objects(found: Iterator[tuple[str, Any]], path: Path) -> Table:
    rows, wrong = [], []
    for place, each in found:
        if isinstance(each, dict):
            rows.append(Row(place, each))
        else:
            wrong.append(Wrong(place, "", "an object with a key for each field is needed here"))
    columns = tuple(dict.fromkeys(name for row in rows for name in _keys(row.cells)))
    return Table(tuple(rows), columns, tuple(wrong), has_header=False)


def _keys(cells: Mapping[str, Any], levels: int = DEEPEST) -> Iterator[str]:
    for name, value in cells.items():
        yield name
        if isinstance(value, dict) and levels:
            yield from (f"{name}.{inner}" for inner in _keys(value, levels - 1))


def cell_of(cells: Mapping[str, Any], column: str) -> Any:
    """Return what a row has in a column, which may be a key in a key; None where it has nothing there."""
    if column in cells or "." not in column:
        return cells.get(column)
    outer, _, inner = column.partition(".")
    within = cells.get(outer)
    return cell_of(within, inner) if isinstance(within, dict) else None


def _json(path: Path, text: str) -> Iterator[tuple[str, Any]]:
    data = _loaded(str(path), text)
    if not isinstance(data, list):
        raise UsageError(f"{path}: a list of objects is needed")
    for number, each in enumerate(data, 1):
        yield f"{path}: object {number}", each


def _json_lines(path: Path, text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", _loaded(f"{path}:{number}", line)


def _loaded(place: str, text: str) -> Any:
    try:
        return objects(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{place}: cannot be read as JSON: {error}") from None


def _csv(path: Path, text: str) -> Table:
    lines = _records(path, text, _delimiter(text))
    _, header = next(lines, (1, []))
    columns = [name.strip() for name in header]
    twice = next((name for number, name in enumerate(columns) if name in columns[:number]), None)
    if not any(columns):
        raise UsageError(f"{path}: holds nothing; the first line names the columns")
    if twice is not None:
        what = f'the column "{twice}" stands twice' if twice else "two columns have no name"
        raise UsageError(f"{path}:1: {what} in the header")
    rows, wrong = [], []
    for line, cells in lines:
        place = f"{path}:{line}"
        if len(cells) != len(columns):
            wrong.append(Wrong(place, "", f"{len(cells)} cells, where the header has {len(columns)}"))
        else:
            rows.append(Row(place, dict(zip(columns, cells, strict=True))))
    return Table(tuple(rows), tuple(columns), tuple(wrong), has_header=True)


def _records(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield rows that are not empty with the line they begin on.

    Raises:
        UsageError: where the text is no CSV.
    """
    before = csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        line = 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.replace("\r\n", "\n").strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(f"{path}:{line}: the row that begins here is no CSV: {error}") from None
    finally:
        csv.field_size_limit(before)


def _delimiter(text: str) -> str:
    """Return what parts the cells: the sign that cuts the header into the most."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([header[:LONGEST_HEADER]], delimiter=sign), [])))

"""One reader with two tempers: it raises at the first problem, or collects them all and goes on."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from karabakh_tui.errors import StoreError
from karabakh_tui.model.records import RECORD_TYPES, SEVERITIES, TABLES, Record, StoreHeader
from karabakh_tui.model.store import FactStore

from .pieces import Progress, parse
from .places import Places, Span
from .problems import Problem, Problems, Strict, did_you_mean
from .resolve import resolve
from .validate import field_name, validated


@dataclass(frozen=True)
class SetAside:
    """Something in the file that cannot be used as a record, kept as it is written."""

    table: str
    record_id: str | None
    line: int
    text: str
    problem: Problem


@dataclass(frozen=True)
class Loaded:
    """A store that was read, with everything that was found on the way."""

    path: Path
    store: FactStore
    problems: tuple[Problem, ...]
    """In the order of the file."""
    set_aside: tuple[SetAside, ...]
    places: Places
    numbers: Mapping[tuple[str, str], int]
    """Each record's place among those of its table in the file, from 0."""

    def span(self, record: Record) -> Span:
        """Return where a record stands in the file."""
        return self.places.record(record.table, self.numbers[record.table, record.id], record.id)


def read_store(path: Path, problems: Problems | None = None, progress: Progress | None = None) -> Loaded:
    """Read a fact store.

    Without `problems` the first problem is raised; with it, problems are collected there and the rest is read.

    Raises:
        StoreError: if the file cannot be read at all, or at the first problem.
    """
    text = read_text(path)
    return _Reader(path, text, problems or Strict(), progress).read()


def read_text(path: Path) -> str:
    """Return a store's text, without a byte order mark.

    Raises:
        StoreError: if there is no such regular file, or it is not UTF-8.
    """
    name = str(path)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # a FIFO must not make us wait
    except FileNotFoundError:
        raise StoreError(f"{name}: there is no such file; check the path") from None
    except OSError as error:
        raise StoreError(f"{name}: cannot be opened: {error.strerror or error}") from None
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise StoreError(f"{name}: is a directory; name the store's file in it")
        if not stat.S_ISREG(mode):
            raise StoreError(f"{name}: is not a regular file; name a TOML file")
        data = file.read()
    return _decoded(data, name)


def _decoded(data: bytes, name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise StoreError(f"{name}:1:1: is UTF-16; save it as UTF-8")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise StoreError(
            f"{name}:{line}:{column}: byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        ) from None


class _Reader:
    """One reading of one file."""

    def __init__(self, path: Path, text: str, problems: Problems, progress: Progress | None) -> None:
        self.path = path
        self.text = text.replace("\r\n", "\n")
        self.problems = problems
        self.data = parse(self.text, str(path), progress)
        self.places = Places(self.text, self.data)
        self.set_aside: list[SetAside] = []
        self.numbers: dict[tuple[str, str], int] = {}

    def read(self) -> Loaded:
        header = self._header()
        self._other_tables()
        records = {table: self._table(table) for table in TABLES}
        store = FactStore(header, records, self._check())
        resolve(store, self._tell_of)
        found = sorted(self.problems.found, key=lambda problem: (problem.line, problem.column))
        return Loaded(self.path, store, tuple(found), tuple(self.set_aside), self.places, self.numbers)

    # Telling

    def _tell(self, code: str, span: Span, record: str, path: tuple[str | int, ...], message: str) -> Problem:
        offset = self.places.field(span, path)
        problem = Problem(
            code,
            "error",
            str(self.path),
            self.places.line_of(offset),
            self.places.column_of(offset),
            record,
            field_name(path),
            message,
        )
        self.problems.add(problem)
        return problem

    def _tell_of(self, code: str, record: Record, path: tuple[str | int, ...], message: str) -> None:
        span = self.places.record(record.table, self.numbers[record.table, record.id], record.id)
        self._tell(code, span, record.ref, path, message)

    def _put_aside(self, table: str, record_id: str | None, span: Span, problem: Problem) -> None:
        text = self.text[span.start : span.end].rstrip()
        self.set_aside.append(SetAside(table, record_id, span.line, text, problem))

    # The tables

    def _span_of_table(self, name: str) -> Span:
        start = self.places.table(name)
        after = re.compile(r"^[ \t]*\[", re.MULTILINE).search(self.text, start + 1)
        return Span(self.places.line_of(start), start, after.start() if after else len(self.text))

    def _header(self) -> StoreHeader:
        data = self.data.get("store")
        span = self._span_of_table("store")
        stem = re.sub(r"[^a-z0-9]+", "-", self.path.stem.lower()).strip("-") or "store"
        default: dict[str, Any] = {"id": stem, "title": self.path.stem or stem, "format": 1}
        if not isinstance(data, dict):
            self._tell("E101", span, "[store]", (), "the [store] table with id, title and format is missing")
            return StoreHeader.model_validate(default)
        version = data.get("format")
        if isinstance(version, int) and not isinstance(version, bool) and version > 1:
            message = f"format {version} is newer than this program, which reads format 1"
            self._tell("E102", span, "[store]", ("format",), message)
            data = {**data, "format": 1}
        header = validated(StoreHeader, data, lambda code, path, message: self._header_slip(span, code, path, message))
        if isinstance(header, StoreHeader):
            return header
        usable = {name: value for name, value in data.items() if _is_header_field(name, value)}
        return StoreHeader.model_validate({**default, **usable})

    def _header_slip(self, span: Span, code: str, path: tuple[str | int, ...], message: str) -> None:
        self._tell("E101" if code == "E105" else code, span, "[store]", path, message)

    def _check(self) -> Mapping[str, str]:
        """Return the store's settings of rules, without those that cannot be read."""
        data = self.data.get("check", {})
        span = self._span_of_table("check")
        if not isinstance(data, dict):
            self._tell("E106", span, "[check]", (), "a table of rule codes is needed here")
            return {}
        kept = {}
        for code, severity in data.items():
            if severity in SEVERITIES:
                kept[code] = severity
            else:
                message = f"one of {', '.join(SEVERITIES)} is needed, not {severity!r}"
                self._tell("E106", span, "[check]", (code,), message)
        return kept

    def _other_tables(self) -> None:
        known = ("store", "check", *TABLES)
        for name in self.data:
            if name not in known:
                span = self._span_of_table(name)
                message = f"unknown table{did_you_mean(name, known)}"
                self._put_aside(name, None, span, self._tell("E103", span, f"[{name}]", (), message))

    def _table(self, table: str) -> list[Record]:
        rows = self.data.get(table, [])
        if not isinstance(rows, list):
            span = self._span_of_table(table)
            message = f"records are written [[{table}]], each with a header of its own"
            self._put_aside(table, None, span, self._tell("E105", span, f"[{table}]", (), message))
            return []
        kind = RECORD_TYPES[table]
        records: list[Record] = []
        numbers = self.numbers
        for number, data in enumerate(rows):
            try:
                record: Record | None = kind.model_validate(data)
            except ValidationError:
                record = self._mended(kind, table, number, data)
            if record is None:
                continue
            if (table, record.id) in numbers:
                self._second(record, number)
                continue
            numbers[table, record.id] = number
            records.append(record)
        return records

    def _mended(self, kind: type[Record], table: str, number: int, data: object) -> Record | None:
        """Return a record without its slips, or set it aside."""
        record_id = data.get("id") if isinstance(data, dict) else None
        span = self.places.record(table, number, record_id)
        name = f"{table}/{record_id}" if isinstance(record_id, str) else f"[[{table}]]"
        told: list[Problem] = []

        def report(code: str, path: tuple[str | int, ...], message: str) -> None:
            told.append(self._tell(code, span, name, path, message))

        if not isinstance(data, dict):
            report("E105", (), "a record is a table")
            record = None
        else:
            record = validated(kind, data, report)
        if record is None:
            reason = next((each for each in told if each.code == "E105"), told[-1])
            self._put_aside(table, record_id if isinstance(record_id, str) else None, span, reason)
        return record if isinstance(record, Record) else None

    def _second(self, record: Record, number: int) -> None:
        """Set aside a record whose id is taken."""
        span = self.places.record(record.table, number, record.id)
        first = self.places.record(record.table, self.numbers[record.table, record.id], record.id)
        message = f"the id is taken by the record on line {first.line}; this one is set aside"
        self._put_aside(record.table, record.id, span, self._tell("E107", span, record.ref, ("id",), message))


def _is_header_field(name: str, value: object) -> bool:
    """Tell whether a value will do for a field of the header."""
    base: dict[str, Any] = {"id": "x", "title": "x", "format": 1}
    try:
        StoreHeader.model_validate({**base, name: value})
    except ValidationError:
        return False
    return True

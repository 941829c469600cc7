"""One reader with two tempers: it raises the first problem, or collects them all and goes on."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from karabakh_tui.errors import StoreError
from karabakh_tui.model.records import SEVERITIES, TABLES, Record, StoreHeader
from karabakh_tui.model.store import FactStore

from .pieces import WHOLE, InseparableError, Progress, Tables, in_pieces, whole
from .problems import Problem, Problems, clipped, did_you_mean, written
from .rows import Rows, Second, Slips
from .text import read_text as read_text
from .validate import Location, field_name, in_file, mended

if TYPE_CHECKING:
    from .ahead import Ahead
    from .places import Places, Span
    from .sections import Found


class SetAside(NamedTuple):
    """Something in the file that cannot be used as a record, kept as it is written."""

    table: str
    record_id: str | None
    line: int
    text: str
    problem: Problem


@dataclass(frozen=True, eq=False)
class Loaded:
    """A store that was read, with everything that was found on the way."""

    path: Path
    store: FactStore
    problems: tuple[Problem, ...]
    """In the order of the file."""
    set_aside: tuple[SetAside, ...]
    """In the order of the file."""
    text: str
    """What was read."""
    counts: Mapping[str, int]
    """How many records each table of the file has, with those set aside."""
    numbers: Mapping[str, Mapping[str, int]]
    """For each table and id, the record's place among those of its table in the file, from 0."""

    @cached_property
    def places(self) -> Places:
        """Where everything stands in the text."""
        from .places import Places  # not before somebody asks

        return Places(self.text, self.counts)

    def span(self, record: Record) -> Span:
        """Return where a record stands in the file."""
        return self.places.record(record.table, self.numbers[record.table][record.id])


def read_store(
    path: Path,
    problems: Problems | None = None,
    progress: Progress | None = None,
    *,
    each_alone: bool = False,
    ahead: Ahead | None = None,
) -> Loaded:
    """Read a fact store.

    Without `problems` the first problem is raised; with it, problems are collected there and the rest is read.
    `each_alone` saves the time of seeing whether records fit together. `ahead` is what was begun earlier.

    Raises:
        StoreError: if the file cannot be read at all, or for its first problem.
    """
    text = read_text(path) if ahead is None else ahead.text
    tables = None if ahead is None else ahead.tables()
    try:
        with _no_garbage_collection(large=len(text) > WHOLE):
            loaded = _Reader(path, text, _rows(text, str(path), progress, tables)).read(each_alone=each_alone)
    except RecursionError:
        from .not_toml import nested_too_deeply

        raise StoreError(nested_too_deeply(str(path))) from None
    if problems is None and loaded.problems:
        raise StoreError(str(loaded.problems[0]))
    if problems is not None:
        problems.found.extend(loaded.problems)
    return loaded


@contextmanager
def _no_garbage_collection(*, large: bool) -> Iterator[None]:
    """Keep the collector from going through the growing heap again and again: it takes a third of the time.

    What a large file holds is left out for good (records form no circles): each pass over it would stop the screen.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        if large:
            gc.freeze()
    finally:
        if enabled:
            gc.enable()


def _rows(text: str, name: str, progress: Progress | None, tables: Tables | None) -> Rows:
    """Return the records of a text, which may have been parsed already.

    Raises:
        StoreError: if it is not TOML, or holds nothing.
    """
    rows = _in_pieces(text, progress) if len(text) > WHOLE else None
    if rows is None:
        rows = Rows()
        rows.take(whole(text, name) if tables is None else tables)
        if progress is not None:
            progress(len(text), len(text))
    if not rows.other and not any(rows.counts.values()):
        raise StoreError(f"{name}: holds nothing; a store begins with a [store] table")
    return rows


def _in_pieces(text: str, progress: Progress | None) -> Rows | None:
    """Return the records of a large text, read piece by piece; None where it can only be read whole."""
    rows = Rows()
    try:
        for piece in in_pieces(text, progress):
            rows.take(piece)
    except InseparableError:
        return None
    return rows


class _Reader:
    """Turns what one file holds into a store, and what is wrong with it into problems."""

    def __init__(self, path: Path, text: str, rows: Rows) -> None:
        self.path = path
        self.rows = rows
        self.text = text
        self.problems: list[Problem] = []
        self.set_aside: list[SetAside] = []

    @cached_property
    def places(self) -> Places:
        from .places import Places  # where there is something to tell

        return Places(self.text, self.rows.counts)

    def read(self, *, each_alone: bool) -> Loaded:
        header = self._header(self.rows.other.get("store"))
        self._unknown_tables()
        for slips in self.rows.slips:
            self._tell_slips(slips)
        for second in self.rows.seconds:
            self._tell_second(second)
        store = FactStore(header, self.rows.records, self._check(self.rows.other.get("check", {})))
        if not each_alone:
            from .resolve import resolve  # loaded where it is asked for, as is what tells of slips

            aside = {(each.table, each.record_id) for each in self.set_aside if each.record_id is not None}
            resolve(store, aside, self._tell_of)
        self.problems.sort(key=lambda problem: (problem.line, problem.column))
        self.set_aside.sort(key=lambda each: each.line)
        return Loaded(
            path=self.path,
            store=store,
            problems=tuple(self.problems),
            set_aside=tuple(self.set_aside),
            text=self.text,
            counts=self.rows.counts,
            numbers=self.rows.numbers,
        )

    # Telling

    def _tell(self, code: str, found: Found, record: str, path: Location, message: str) -> Problem:
        offset = found.value if code.startswith("E2") else found.start
        line, column = self.places.line_of(offset), self.places.column_of(offset)
        problem = Problem(code, "error", str(self.path), line, column, record, field_name(path), message)
        self.problems.append(problem)
        return problem

    def _tell_of(self, code: str, record: Record, path: Location, message: str) -> None:
        """Tell of a field of a record of the store, by its path in the record."""
        path = in_file(self.rows.rests.get((record.table, record.id)), path)
        number = self.rows.numbers[record.table][record.id]
        self._tell(code, self.places.field(record.table, number, path), record.ref, path, message)

    def _tell_slips(self, found: Slips) -> None:
        table, number, record_id = found.table, found.number, found.record_id
        name = f"{table}/{clipped(record_id, 60)}" if isinstance(record_id, str) else f"[[{table}]]"
        for slip in found.slips:
            message = f"{slip.message}; the record is set aside" if slip.fatal else slip.message
            problem = self._tell(slip.code, self.places.field(table, number, slip.path), name, slip.path, message)
            if found.set_aside and slip is next(each for each in found.slips if each.fatal):
                self._put_aside(table, number, record_id, problem)

    def _tell_second(self, second: Second) -> None:
        table, record_id = second.table, second.record_id
        line = self.places.record(table, second.number).line
        first = self.places.record(table, second.first).line
        message = f"the record on line {first} has this id; the one on line {line} is set aside"
        place = self.places.field(table, second.number, ("id",))
        problem = self._tell("E107", place, f"{table}/{clipped(record_id, 60)}", ("id",), message)
        self._put_aside(table, second.number, record_id, problem)

    def _put_aside(self, table: str, number: int, record_id: object, problem: Problem) -> None:
        written_id = record_id if isinstance(record_id, str) else None
        line, text = self.places.record(table, number).line, self.places.text(table, number)
        self.set_aside.append(SetAside(table, written_id, line, text, problem))

    # What is not a record

    def _tell_table(self, code: str, table: str, path: Location, message: str) -> Problem:
        found = self.places.field_of_table(table, path)
        return self._tell(code, found, f"[{clipped(table, 60)}]", path, message)

    def _header(self, data: object) -> StoreHeader:
        stem = re.sub(r"[^a-z0-9]+", "-", self.path.stem.lower()).strip("-") or "store"
        default: dict[str, Any] = {"id": stem, "title": self.path.stem or stem, "format": 1}
        if not isinstance(data, dict):
            message = "a table [store] with id, title and format is needed" + (", once" if data else "")
            self._tell_table("E101", "store", (), message)
            return StoreHeader.model_validate(default)
        version = data.get("format")
        if isinstance(version, int) and version > 1:
            message = f"format {written(version)} is newer than this program, which reads format 1"
            self._tell_table("E102", "store", ("format",), message)
            data = {**data, "format": 1}
        header, slips, _ = mended(StoreHeader, data)
        for slip in slips:
            self._tell_table("E101" if slip.fatal else slip.code, "store", slip.path, slip.message)
        if header is None:
            wrong = {slip.path[0] for slip in slips}
            header = mended(StoreHeader, {**data, **{name: default[name] for name in default if name in wrong}}).record
        return header if isinstance(header, StoreHeader) else StoreHeader.model_validate(default)

    def _check(self, data: object) -> Mapping[str, str]:
        """Return the store's settings of rules, without those that cannot be read."""
        if not isinstance(data, dict):
            self._tell_table("E106", "check", (), "a table of rule codes is needed here")
            return {}
        for code, severity in data.items():
            if severity not in SEVERITIES:
                message = f"one of {', '.join(SEVERITIES)} is needed, not {written(severity)}"
                self._tell_table("E106", "check", (code,), message)
        return {code: severity for code, severity in data.items() if severity in SEVERITIES}

    def _unknown_tables(self) -> None:
        known = ("store", "check", *TABLES)
        for name in self.rows.other:
            if name in TABLES:
                message = f"records are written [[{name}]], each with a header of its own"
                problem = self._tell_table("E105", name, (), message)
            elif name not in known:
                problem = self._tell_table("E103", name, (), f"unknown table{did_you_mean(name, known)}")
            else:
                continue
            for span in self.places.table(name):
                self.set_aside.append(SetAside(name, None, span.line, self.places.written(span), problem))

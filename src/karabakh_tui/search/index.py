"""The full-text index: SQLite's FTS5, in memory, over text that we fold ourselves.

Row ids follow the reading order of each table, one range of ids a table, so that what SQLite finds is in order already.
FTS5's query syntax is only ever built here, from folded tokens.
"""

from __future__ import annotations

import sqlite3
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from threading import Lock
from types import MappingProxyType

from karabakh_tui.errors import KarabakhError
from karabakh_tui.model.records import TABLES, Event, Quote, Record
from karabakh_tui.model.store import FactStore

from .query import Query, Term
from .result import Result, everything
from .texts import Columns, Texts

CHUNK = 200
"""Records added at a time; between two chunks others may run."""

Positions = tuple[int, ...]


class Index:
    """Finds records of one store. Built in one thread, it may be asked from another, one question at a time."""

    def __init__(self, store: FactStore, connection: sqlite3.Connection) -> None:
        self.store = store
        self._connection = connection
        self._lock = Lock()
        self._starts: dict[str, int] = {}
        start = 0
        for table in TABLES:
            self._starts[table] = start
            start += len(store.records(table))
        self._end = start
        self._named: dict[tuple[str, str], list[Positions]] = {}

    @classmethod
    def build(
        cls,
        store: FactStore,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Index:
        """Index every record; `progress` is told the records done and in all.

        Raises:
            KarabakhError: if this Python's SQLite has no FTS5.
        """
        connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        columns = ", ".join(Columns._fields)
        try:
            # `ascii` splits at ASCII punctuation and blanks alone; folding has left no other.
            connection.execute(
                f"CREATE VIRTUAL TABLE records USING fts5({columns}, content='', tokenize='ascii', prefix='1 2 3')"
            )
        except sqlite3.OperationalError as error:
            raise KarabakhError(f"this Python's SQLite cannot search text: {error}") from None
        connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab(records, row)")
        index = cls(store, connection)
        index._fill(progress, cancelled)
        return index

    def _fill(self, progress: Callable[[int, int], None] | None, cancelled: Callable[[], bool] | None) -> None:
        texts = Texts(self.store)
        marks = ", ".join("?" * (len(Columns._fields) + 1))
        insert = f"INSERT INTO records(rowid, {', '.join(Columns._fields)}) VALUES ({marks})"
        records = chain.from_iterable(self.store.ordered(table) for table in TABLES)
        self._connection.execute("BEGIN")
        done = 0
        while done < self._end and not (cancelled and cancelled()):
            rows = []
            for record in _taken(records, CHUNK):
                rows.append((done, *texts.columns(record)))
                done += 1
            self._connection.executemany(insert, rows)
            if progress is not None:
                progress(done, self._end)
            time.sleep(0)
        self._connection.execute("COMMIT")
        self._note_names()

    def _note_names(self) -> None:
        """Note which parties and places each event and quote names, as places in their tables' order."""
        for table in ("events", "quotes"):
            for target in ("parties", "places"):
                positions = self.store.positions(target)
                self._named[table, target] = [
                    tuple(positions[each] for each in _names(record, target) if each in positions)
                    for record in self.store.ordered(table)
                ]

    def interrupt(self) -> None:
        """End the search that is running, if any; it then returns None."""
        self._connection.interrupt()

    def search(self, query: Query) -> Result | None:
        """Return the records in which every term of a query is found; None if it was interrupted."""
        if not query.terms:
            return everything(self.store)
        with self._lock:
            try:
                expression = " AND ".join(self._expression(term) for term in query.terms)
                found = self._connection.execute(
                    "SELECT rowid FROM records WHERE records MATCH ? ORDER BY rowid", (expression,)
                ).fetchall()
            except sqlite3.OperationalError as error:
                if "interrupt" in str(error):
                    return None
                raise
        return self._result(query, [row for (row,) in found])

    def _expression(self, term: Term) -> str:
        """Return a term in FTS5's syntax; a last word that no record has is tried as a prefix."""
        prefix = term.prefix or not self._is_word(term.tokens[-1])
        phrase = f'"{" ".join(term.tokens)}"'
        return f"{phrase} *" if prefix else phrase

    def _is_word(self, token: str) -> bool:
        found = self._connection.execute("SELECT 1 FROM words WHERE term = ?", (token,))
        return found.fetchone() is not None

    def _result(self, query: Query, rows: list[int]) -> Result:
        matched: dict[str, Sequence[int]] = {}
        first = 0
        for table in TABLES:
            start = self._starts[table]
            after = bisect_left(rows, start + len(self.store.records(table)), lo=first)
            matched[table] = [row - start for row in rows[first:after]]
            first = after
        named = {target: self._named_by(matched, target) for target in ("parties", "places")}
        return Result(self.store, query, MappingProxyType(matched), MappingProxyType(named))

    def _named_by(self, matched: dict[str, Sequence[int]], target: str) -> list[int]:
        """Return what matching events and quotes name, without what matches itself."""
        named: set[int] = set()
        for table in ("events", "quotes"):
            names = self._named[table, target]
            named.update(chain.from_iterable(map(names.__getitem__, matched[table])))
        return sorted(named.difference(matched[target]))


def _taken(records: Iterator[Record], count: int) -> list[Record]:
    return list(islice(records, count))


def _names(record: Record, target: str) -> tuple[str, ...]:
    if isinstance(record, Event):
        return record.parties if target == "parties" else record.places
    assert isinstance(record, Quote)
    if target == "places":
        return record.places
    return (record.speaker, record.on_behalf_of) if record.on_behalf_of else (record.speaker,)

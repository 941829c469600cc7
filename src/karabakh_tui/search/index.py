"""The index of a store: SQLite's FTS5, in memory, over text that we fold ourselves, and the tables behind the fields.

Row ids follow the reading order of each table, one range of ids a table, so that what SQLite finds is in order already.
FTS5's query syntax is only ever built here, from folded tokens.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from itertools import chain, islice
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING

from karabakh_tui.errors import KarabakhError
from karabakh_tui.model.records import TABLES, Record
from karabakh_tui.model.store import FactStore

from .evaluate import Evaluator
from .fields import Fields
from .guess import guesses, nearest_name
from .names import NAMED_TABLES, Names
from .query import Query
from .rank import Hit, ranked
from .readings import Readings
from .resolve import Resolver
from .result import Guess, Result, everything
from .rows import RowNumbers
from .texts import Columns, Texts
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from .highlight import Matcher, Spans
    from .suggest import Suggestions
    from .why import Reason

CHUNK = 200
"""Records added at a time; between two chunks others may run."""
WRITTEN_AT_ONCE = 16 << 20
"""Bytes that FTS5 gathers before it writes: larger pieces need less merging, which halves the time."""


class Index:
    """Finds records of one store. Built in one thread, it may be asked from another, one question at a time."""

    def __init__(self, store: FactStore, connection: sqlite3.Connection) -> None:
        self.store = store
        self.connection = connection
        self.lock = RLock()
        self.rows = RowNumbers(store)

    @classmethod
    def build(
        cls,
        store: FactStore,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        once: bool = False,
    ) -> Index:
        """Index every record; `progress` is told the records done and in all.

        `once` leaves out what only pays where many queries follow: the index of beginnings of words.

        Raises:
            KarabakhError: if this Python's SQLite has no FTS5.
        """
        connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        columns = ", ".join(Columns._fields)
        beginnings = "" if once else ", prefix='1 2'"
        try:
            # `ascii` splits at ASCII punctuation and blanks alone; folding has left no other.
            connection.execute(
                f"CREATE VIRTUAL TABLE records USING fts5({columns}, content='', tokenize='ascii'{beginnings})"
            )
        except sqlite3.OperationalError as error:
            raise KarabakhError(f"this Python's SQLite cannot search text: {error}") from None
        connection.execute("INSERT INTO records(records, rank) VALUES ('hashsize', ?)", (WRITTEN_AT_ONCE,))
        connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab(records, row)")
        index = cls(store, connection)
        index._fill(progress, cancelled)
        return index

    def _fill(self, progress: Callable[[int, int], None] | None, cancelled: Callable[[], bool] | None) -> None:
        marks = ", ".join("?" * (len(Columns._fields) + 1))
        insert = f"INSERT INTO records(rowid, {', '.join(Columns._fields)}) VALUES ({marks})"
        records = chain.from_iterable(self.store.ordered(table) for table in TABLES)
        self.connection.execute("BEGIN")
        done = 0
        while done < self.rows.end and not (cancelled and cancelled()):
            columns = self.texts.columns(list(islice(records, CHUNK)))
            self.connection.executemany(insert, [(row, *each) for row, each in enumerate(columns, done)])
            done += len(columns)
            if progress is not None:
                progress(done, self.rows.end)
            time.sleep(0)
        self.connection.execute("COMMIT")

    def prepare(self) -> None:
        """Make now what the first searches would wait for: the tables behind results, fields and respelled words."""
        for made in ("about", "references", "parts", "dated"):
            with self.lock:
                getattr(self.fields, made)
        with self.lock:
            self.names.prepare()
            try:
                _ = self.vocabulary.all
            except sqlite3.OperationalError as error:
                if "interrupt" not in str(error):
                    raise  # else a search goes before; it is made when it is needed

    # What searching stands on

    @cached_property
    def texts(self) -> Texts:
        """The text of all records."""
        return Texts(self.store)

    @cached_property
    def names(self) -> Names:
        """The names of all parties and places."""
        return Names(self.store, self.rows, self.texts)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all records."""
        return Vocabulary(self.connection, self.names)

    @cached_property
    def readings(self) -> Readings:
        """What typed words can stand for."""
        return Readings(self.names, self.vocabulary)

    @cached_property
    def resolver(self) -> Resolver:
        """What the values of fields name."""
        return Resolver(self.store, self.rows, self.names, self.vocabulary)

    @cached_property
    def fields(self) -> Fields:
        """The tables behind the fields."""
        return Fields(self.store, self.rows, self.resolver)

    @cached_property
    def evaluator(self) -> Evaluator:
        """What finds the rows of a tree."""
        return Evaluator(self.connection, self.rows, self.readings, self.fields)

    # Searching

    def interrupt(self) -> None:
        """End the search that is running, if any; it then returns None."""
        self.connection.interrupt()

    def search(self, query: Query, starred: Collection[str] = ()) -> Result | None:
        """Return the records that a query matches; None if it was interrupted.

        `starred` holds the addresses (`table/id`) that `is:starred` stands for.
        """
        if query.root is None:
            return everything(self.store, query)
        with self.lock:
            try:
                rows = self.evaluator.rows(query.root, starred)
                return self._result(query, rows) if rows else self._nearest(query, starred)
            except sqlite3.OperationalError as error:
                if "interrupt" in str(error):
                    return None
                raise

    def _result(self, query: Query, rows: Sequence[int]) -> Result:
        """Return sorted rows as a result."""
        matched = self.rows.by_table(rows)
        about = self.rows.by_table(sorted(self.fields.targets(rows)))
        named = {table: sorted(set(about[table]).difference(matched[table])) for table in NAMED_TABLES}
        return Result(self.store, query, MappingProxyType(matched), MappingProxyType(named), self.guesses(query))

    def _nearest(self, query: Query, starred: Collection[str]) -> Result:
        """Return what the nearest whole name finds, where several words together find nothing."""
        guess = nearest_name(query, self.names, self.readings)
        if guess is not None:
            answered, guessed = guess
            rows = self.evaluator.rows(answered.root, starred) if answered.root else []
            if rows:
                return replace(self._result(answered, rows), query=query, answered=answered, guessed=(guessed,))
        return self._result(query, [])

    def ranked(self, result: Result, sort: str | None = None, limit: int | None = None) -> list[Hit]:
        """Return a result's records, or the first of them, by default in the query's own order, else the best first."""
        with self.lock:
            return ranked(self, result, sort, limit)

    # What goes with a result

    def why(self, query: Query, record: Record) -> tuple[Reason, ...]:
        """Return why a record matches a query: `Result.asked` is the one that it was found by."""
        from .why import why  # as the others below: a search that is asked nothing else need not load it

        with self.lock:
            return why(self, query, record)

    def highlights(self, query: Query) -> Callable[[str], Spans]:
        """Return what tells where the words of a query stand in a text, in order, without overlaps."""
        made = cache(partial(self._make_matcher, query))  # not before a text is to be looked at
        return lambda text: made().spans(text)

    def _make_matcher(self, query: Query) -> Matcher:
        from .highlight import matcher

        with self.lock:
            return matcher(self, query)

    def suggest(self, query: Query) -> Suggestions:
        """Return near spellings of a query's words, and how many records each of its words finds alone."""
        from .suggest import suggest

        with self.lock:
            return suggest(self, query)

    def guesses(self, query: Query) -> tuple[Guess, ...]:
        """Return the words of a query that no record has, with the words that are looked for instead."""
        return tuple(guesses(query, self.names, self.readings, self.resolver))

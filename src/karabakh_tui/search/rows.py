"""One number for every record of a store: reading order within a table, one range of numbers a table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from karabakh_tui.model.records import TABLES, Record
from karabakh_tui.model.store import FactStore


class RowNumbers:
    """Turns records and places in `FactStore.ordered` into row numbers of the index, and back."""

    def __init__(self, store: FactStore) -> None:
        self.store = store
        self.starts: dict[str, int] = {}
        start = 0
        for table in TABLES:
            self.starts[table] = start
            start += len(store.records(table))
        self.end = start
        self._bounds = list(self.starts.values())

    def row(self, table: str, record_id: str) -> int | None:
        """Return the row of a record, by its id or a former one."""
        position = self.store.positions(table).get(record_id)
        if position is None:
            record = self.store.get(table, record_id)
            position = None if record is None else self.store.positions(table)[record.id]
        return None if position is None else self.starts[table] + position

    def rows(self, table: str) -> range:
        """Return all rows of a table."""
        start = self.starts[table]
        return range(start, start + len(self.store.records(table)))

    def place(self, row: int) -> tuple[str, int]:
        """Return a row's table, and its place there."""
        number = bisect_right(self._bounds, row) - 1
        return TABLES[number], row - self._bounds[number]

    def record(self, row: int) -> Record:
        """Return the record of a row."""
        table, position = self.place(row)
        return self.store.ordered(table)[position]

    def by_table(self, rows: Sequence[int]) -> dict[str, Sequence[int]]:
        """Part sorted rows into the tables' places."""
        found: dict[str, Sequence[int]] = {}
        first = 0
        for table in TABLES:
            start = self.starts[table]
            after = bisect_left(rows, start + len(self.store.records(table)), lo=first)
            found[table] = [row - start for row in rows[first:after]]
            first = after
        return found

    def of(self, table: str, ids: Iterable[str]) -> list[int]:
        """Return the rows of those ids that the table has."""
        start, positions = self.starts[table], self.store.positions(table)
        found = []
        for each in ids:
            row = start + positions[each] if each in positions else self.row(table, each)
            if row is not None:
                found.append(row)
        return found

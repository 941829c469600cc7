"""A pane that lists the records of one table that a result holds."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.content import Content
from textual.reactive import var

from karabakh_tui.model.records import Record
from karabakh_tui.search.result import Result
from karabakh_tui.tui.messages import RecordHighlighted, RecordOpened
from karabakh_tui.tui.text.hits import FindHits
from karabakh_tui.tui.text.runs import MUTED, Run, content
from karabakh_tui.tui.widgets.row_list import NoRows, RowList, Rows

from .record_rows import DrawnRows, RecordRows

NONE = Content("  none")
NO_MATCH = Content("  nothing matches")


class RecordList(RowList):
    """The records of one table, under headings; its title counts them."""

    result: var[Result | None] = var(None)
    hits: var[Result | None] = var(None)
    """What a lifted search found: marked among all records."""
    find_hits: var[FindHits | None] = var(None)
    """Finds the words of the search in a row."""
    starred: var[frozenset[str]] = var(frozenset())
    """The addresses (`table/id`) of starred records: their rows have a sign."""

    def __init__(self, table: str, number: int, title: str, beside: Sequence[tuple[str, int, str]] = ()) -> None:
        self._is_behind = False
        self._drawn: DrawnRows = {}
        super().__init__(id=table)
        self.table = table
        self._beside = beside
        """The lists that have the same room: table, number and title of each."""
        self._number = number
        self._title = title
        self.border_title = content(Run(f"{number} {title}"))

    @property
    def record(self) -> Record | None:
        """The record under the cursor."""
        rows = self.rows
        return rows.record(self.cursor) if self.cursor is not None and isinstance(rows, RecordRows) else None

    @property
    def rows(self) -> Rows:
        """The rows; the first ones of a list that nobody sees yet are laid out when somebody asks for them."""
        if self._is_behind:
            self._lay_out()
        return self._rows

    @rows.setter
    def rows(self, rows: Rows) -> None:
        self._rows = rows

    def watch_result(self, result: Result | None) -> None:
        """Show a new result, with the cursor on the record it stood on where that is still there."""
        self._is_behind = result is not None
        if not (self.has_class("-elsewhere") and isinstance(self._rows, NoRows)):
            self.catch_up()

    def catch_up(self) -> None:
        """Show the present result, where an earlier one is shown still."""
        if self._is_behind:
            self._lay_out()

    def _lay_out(self) -> None:
        result, self._is_behind = self.result, False
        if result is None:
            return
        before = self.record
        if isinstance(self._rows, RecordRows) and self._rows.store is not result.store:
            self._drawn = {}
        rows = RecordRows(
            result.store,
            self.table,
            result.matched[self.table],
            result.named.get(self.table, ()),
            hits=self.hits.matched[self.table] if self.hits is not None else (),
            find_hits=self.find_hits,
            starred=self.starred,
            drawn=self._drawn,
        )
        self.border_title = self._counts(result)
        self.empty_text = NONE if result.is_all else NO_MATCH
        cursor = rows.row_of(before, matched=True) if before is not None else None
        self.set_rows(rows, cursor=cursor)

    def _counts(self, result: Result) -> Content:
        """Return the title: how many match, of how many, and how many are merely named."""
        all_of_them = result.store.living(self.table)
        matched = result.count(self.table)
        named = len(result.named.get(self.table, ()))
        counts = f"{matched:,}" if result.is_all else f"{matched:,}/{all_of_them:,}"
        more = f" +{named:,} named" if named else ""
        beside = ((f" · {number} {title} ", result.count(table)) for table, number, title in self._beside)
        others = "".join(f"{name}{count:,}" for name, count in beside if count)
        return content(Run(f"{self._number} {self._title} "), Run(f"{counts}{more}{others}", MUTED))

    def watch_starred(self, starred: frozenset[str]) -> None:
        """Give other rows the sign, with nothing else changed."""
        if isinstance(self._rows, RecordRows):
            self._rows.starred = starred
            self.refresh()

    def watch_hits(self) -> None:
        """Mark other hits, with nothing else changed."""
        self.watch_result(self.result)

    def go_to(self, record: Record) -> None:
        """Put the cursor on a record, where it is listed."""
        row = self.rows.row_of(record) if isinstance(self.rows, RecordRows) else None
        if row is not None:
            self.cursor = row

    def step_to_hit(self, step: int) -> bool:
        """Put the cursor on the next marked hit, or the one before; tell whether there is one."""
        if self.cursor is None or not isinstance(self.rows, RecordRows):
            return False
        row = self.rows.hit_row(self.cursor, step)
        if row is not None:
            self.cursor = row
        return row is not None

    @on(RowList.Highlighted)
    def _highlighted(self, event: RowList.Highlighted) -> None:
        event.stop()
        record = self.record
        self.post_message(RecordHighlighted(self.table, record.ref if record else None))

    @on(RowList.Selected)
    def _selected(self, event: RowList.Selected) -> None:
        event.stop()
        record = self.record
        if record is not None:
            self.post_message(RecordOpened(record.ref))

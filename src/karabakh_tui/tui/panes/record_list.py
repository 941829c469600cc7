"""A pane that lists the records of one table that a result holds."""

from __future__ import annotations

from textual import on
from textual.content import Content
from textual.reactive import var

from karabakh_tui.model.records import Record
from karabakh_tui.search.result import Result
from karabakh_tui.tui.messages import RecordHighlighted, RecordOpened
from karabakh_tui.tui.text.hits import FindHits
from karabakh_tui.tui.text.runs import MUTED, Run, content
from karabakh_tui.tui.widgets.row_list import RowList

from .record_rows import RecordRows

NONE = Content("  none")
NO_MATCH = Content("  nothing matches")


class RecordList(RowList):
    """The records of one table, under headings; its title counts them."""

    result: var[Result | None] = var(None)
    hits: var[Result | None] = var(None)
    """What a lifted search found: marked among all records."""
    find_hits: var[FindHits | None] = var(None)
    """Finds the words of the search in a row."""

    def __init__(self, table: str, number: int, title: str) -> None:
        super().__init__(id=table)
        self.table = table
        self._number = number
        self._title = title
        self.border_title = content(Run(f"{number} {title}"))

    @property
    def record(self) -> Record | None:
        """The record under the cursor."""
        if self.cursor is None or not isinstance(self.rows, RecordRows):
            return None
        return self.rows.record(self.cursor)

    def watch_result(self, result: Result | None) -> None:
        """Show a new result, with the cursor on the record it stood on where that is still there."""
        if result is None:
            return
        before = self.record
        rows = RecordRows(
            result.store,
            self.table,
            result.matched[self.table],
            result.named.get(self.table, ()),
            hits=self.hits.matched[self.table] if self.hits is not None else (),
            find_hits=self.find_hits,
        )
        self.border_title = self._counts(result)
        self.empty_text = NONE if result.is_all else NO_MATCH
        cursor = rows.row_of(before, matched=True) if before is not None else None
        self.set_rows(rows, cursor=cursor)

    def _counts(self, result: Result) -> Content:
        """Return the title: how many match, of how many, and how many are merely named."""
        all_of_them = len(result.store.records(self.table))
        matched = result.count(self.table)
        named = len(result.named.get(self.table, ()))
        counts = f"{matched:,}" if result.is_all else f"{matched:,}/{all_of_them:,}"
        more = f" +{named:,} named" if named else ""
        return content(Run(f"{self._number} {self._title} "), Run(f"{counts}{more}", MUTED))

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

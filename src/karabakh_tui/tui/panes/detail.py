"""The pane that shows one record whole."""

from __future__ import annotations

from textual import on
from textual.content import Content
from textual.reactive import var

from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.tui.messages import RecordOpened
from karabakh_tui.tui.text.hits import FindHits, page_with_hits
from karabakh_tui.tui.text.page import shortened
from karabakh_tui.tui.text.records import record_page
from karabakh_tui.tui.text.runs import Run, content
from karabakh_tui.tui.widgets.document import Document


class Detail(Document):
    """One record and everything that points at it; every reference is a link."""

    store: var[FactStore | None] = var(None)
    record: var[Record | None] = var(None, always_update=True)

    find_hits: FindHits | None = None
    """Finds the words of the search in the page."""

    def __init__(self) -> None:
        super().__init__(id="detail")

    def watch_record(self, record: Record | None) -> None:
        """Show another record from its top."""
        if record is None or self.store is None:
            self.border_title = Content("")
            self.set_blocks(())
            return
        self.border_title = content(Run(shortened(record.label, 200)))
        page = record_page(record, self.store)
        self.set_blocks(page if self.find_hits is None else page_with_hits(page, self.find_hits))

    def show(self, record: Record | None, find_hits: FindHits | None) -> None:
        """Show a record, with the words of a search marked; the page is made once."""
        self.find_hits = find_hits
        self.record = record

    @on(Document.Followed)
    def _followed(self, event: Document.Followed) -> None:
        event.stop()
        self.post_message(RecordOpened(event.target))

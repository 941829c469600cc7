"""The pane that shows one record whole."""

from __future__ import annotations

from textual import on
from textual.content import Content
from textual.reactive import var

from karabakh_tui.model.periods import Period
from karabakh_tui.model.records import Quote, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.show import cut, shortened
from karabakh_tui.tui.messages import RecordOpened
from karabakh_tui.tui.text.evidence import cite_anchor
from karabakh_tui.tui.text.hits import FindHits, page_with_hits
from karabakh_tui.tui.text.records import record_page
from karabakh_tui.tui.text.runs import STAR_SIGN, Run, content
from karabakh_tui.tui.widgets.document import Document

LONGEST_TITLE = 200
"""Letters of a title."""


class Detail(Document):
    """One record and everything that points at it; every reference is a link."""

    store: var[FactStore | None] = var(None)
    record: var[Record | None] = var(None, always_update=True)
    shown: var[Period | None] = var(None)
    """The days that the screen shows; uncertain dates are drawn against them."""

    starred: var[frozenset[str]] = var(frozenset())
    """The addresses (`table/id`) of starred records."""

    find_hits: FindHits | None = None
    """Finds the words of the search in the page."""
    cite: int | None = None
    """The position of the cite in focus among the cites of the record, counted from 0."""

    def __init__(self) -> None:
        super().__init__(id="detail")

    def watch_record(self) -> None:
        """Show another record from its top, with none of its cites in focus."""
        self.cite = None
        self._fill()

    def _fill(self) -> None:
        record = self.record
        if record is None or self.store is None:
            self.border_title = Content("")
            self.set_blocks(())
            return
        self._show_title()
        page = record_page(record, self.store, self.shown, self.cite)
        self.set_blocks(page if self.find_hits is None else page_with_hits(page, self.find_hits))

    def _show_title(self) -> None:
        if self.record is not None:
            star = f"{STAR_SIGN} " if self.record.ref in self.starred else ""
            self.border_title = content(Run(star), Run(_title(self.record)))

    def watch_starred(self) -> None:
        """Put a star before the title, or take it away."""
        self._show_title()

    def show_cite(self, cite: int) -> None:
        """Put a cite in focus: go to what the page tells of it."""
        self.cite = cite
        self._fill()
        self.go_to(cite_anchor(cite))

    def restore(self, link: int | None, scroll: int, cite: int | None = None) -> None:
        """Put cite, link and scroll back to where they were."""
        if cite is not None:
            self.show_cite(cite)
        super().restore(link, scroll)

    def show(self, record: Record | None, find_hits: FindHits | None) -> None:
        """Show a record, with the words of a search marked; the page is made once, and stays where it is if it can."""
        place = self.place if record is not None and record is self.record else (0, 0.0)
        self.find_hits = find_hits
        self.record = record
        if any(place):
            self.stand_at(*place)

    @on(Document.Followed)
    def _followed(self, event: Document.Followed) -> None:
        event.stop()
        self.post_message(RecordOpened(event.target))


def _title(record: Record) -> str:
    """Return what a record is called; a quotation's line breaks are blanks, those in a name are to be seen."""
    return shortened(record.label, LONGEST_TITLE) if isinstance(record, Quote) else cut(record.label, LONGEST_TITLE)

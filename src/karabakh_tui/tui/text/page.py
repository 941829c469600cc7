"""A record's page under construction: headings, lines and lists of links, with every gap marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.periods import Period
from karabakh_tui.model.records import Event, Quote, Record, Source
from karabakh_tui.model.store import FactStore
from karabakh_tui.show import shortened
from karabakh_tui.tui.widgets.document import Block, Columns

from .bounds import bounds_line, is_exact
from .dates import display_date
from .runs import HEADING, LINK, MUTED, STRUCK, Run, block, content, joined, label_style, status_run

SECTION_LIMIT = 100
"""Records listed in one section of a page; what is left out is counted on a line of its own."""

TEXT_LIMIT = 65_536
"""Characters of one text shown on a page; what is left out is counted."""


class Page:
    """Collects the blocks of one record's page."""

    def __init__(self, store: FactStore, shown: Period | None = None, cite: int | None = None) -> None:
        self.store = store
        self.shown = shown
        """The days against which uncertain dates are drawn."""
        self.cite = cite
        """The position of the cite in focus, counted from 0."""
        self.blocks: list[Block | Columns] = []

    def line(self, *runs: Run, indent: int = 0, hanging: int = 0, anchor: str | None = None) -> None:
        """Add a paragraph, with a name by which it can be gone to."""
        self.blocks.append(block(*runs, indent=indent, hanging=hanging, anchor=anchor))

    def gap(self) -> None:
        """Add an empty line, unless the page is empty or ends in one."""
        if self.blocks and self.blocks[-1] != block():
            self.blocks.append(block())

    def heading(self, text: str, count: int | None = None, more: str = "") -> None:
        """Begin a section, with the number of its entries where they are listed, and what else is to be said of it."""
        self.gap()
        number = [] if count is None else [Run(f" ({count})", MUTED)]
        self.line(Run(text, HEADING), *number, Run(more, MUTED))

    def text(self, text: str, style: str = "", indent: int = 0) -> None:
        """Add a text of any length, its line breaks kept; past the limit it is cut and says so."""
        self.line(Run(text[:TEXT_LIMIT], style, lines=True), indent=indent)
        if len(text) > TEXT_LIMIT:
            self.line(Run(f"… {len(text) - TEXT_LIMIT:,} characters more, in the file", MUTED), indent=indent)

    def field(self, name: str, *runs: Run) -> None:
        """Add a line `name  value`."""
        self.line(Run(f"{name}  ", MUTED), *runs, hanging=2)

    def optional(self, name: str, value: str | None) -> None:
        """Add a line `name  value` where there is a value."""
        if value:
            self.field(name, Run(value))

    def date(self, name: str, value: UncertainDate | None) -> None:
        """Add a dated line where there is a date."""
        if value is not None:
            self.field(name, Run(display_date(value)))

    def bounds(self, date: UncertainDate) -> None:
        """Add the bar of a date that is not one exact day, where there are days to draw it against."""
        if self.shown is not None and not is_exact(date):
            draw = partial(bounds_line, date, self.store.header.approximate_margin, self.shown)
            self.blocks.append(Block(content(), draw=draw))

    def link(self, table: str, record_id: str) -> list[Run]:
        """Return a link to a record by its label, or say that there is no such record."""
        record = self.store.get(table, record_id)
        if record is None:
            return [Run(record_id, STRUCK), Run(" (missing)", MUTED)]
        return [Run(record.label, label_style(record, LINK), record.ref)]

    def links(self, name: str, table: str, ids: Iterable[str]) -> None:
        """Add a line of links, where there are any."""
        groups = [self.link(table, record_id) for record_id in ids]
        if groups:
            self.field(name, *joined(groups))

    def section(self, title: str, records: Sequence[Record]) -> None:
        """Add a section that lists records as links, one a line, cut at the limit with a count."""
        if not records:
            return
        self.heading(title, len(records))
        for record in records[:SECTION_LIMIT]:
            self.entry(record)
        self.cut(len(records))

    def cut(self, count: int) -> None:
        """Say how many of `count` entries the limit leaves out."""
        if count > SECTION_LIMIT:
            self.line(Run(f"… {count - SECTION_LIMIT:,} more, not listed here", MUTED), indent=2)

    def entry(self, record: Record) -> None:
        """Add a record as a line of a list: its date where it has one, its name, its standing."""
        style = label_style(record, LINK)
        if isinstance(record, Event):
            runs = [
                Run(display_date(record.date) + "  ", MUTED),
                Run(record.title, style, record.ref),
                Run("  "),
                status_run(record),
            ]
        elif isinstance(record, Quote):
            runs = [
                Run(display_date(record.date) + "  ", MUTED),
                *self.speaker(record),
                Run(": "),
                Run(f"“{shortened(record.text)}”", style, record.ref),
                Run(f"  {self._first_publisher(record)}".rstrip(), MUTED),
            ]
        else:
            kind = getattr(record, "kind", "")
            runs = [Run(record.label, style, record.ref), Run(f"  {kind}", MUTED)]
        self.line(*runs, indent=2, hanging=2)

    def speaker(self, quote: Quote) -> list[Run]:
        """Return the name of a quote's speaker, unlinked."""
        party = self.store.get("parties", quote.speaker)
        return [Run(party.label if party else f"{quote.speaker} (missing)")]

    def _first_publisher(self, quote: Quote) -> str:
        """Return who has a quote: the publisher of the source it cites first, or that source's title."""
        source = self.store.get("sources", quote.cites[0].source) if quote.cites else None
        return (source.publisher or source.title) if isinstance(source, Source) else ""

    def tail(self, record: Record) -> None:
        """Add what every kind of record may hold: note, extra, checking, former ids, and its id."""
        if record.withdrawn is not None:
            self.gap()
            why = f": {record.withdrawn_why}" if record.withdrawn_why else ""
            self.line(Run(f"Withdrawn {display_date(record.withdrawn)}{why}", "bold"))
            if record.replaced_by:
                self.field("Replaced by", *self.link(record.table, record.replaced_by))
        self.gap()
        if record.note:
            self.field("Note", Run(record.note, lines=True))
        for name, value in record.extra.items():
            self.field(name, Run(str(value)))
        self.date("Checked", record.checked)
        if record.former_ids:
            self.optional("Former ids", ", ".join(record.former_ids))
        self.field("Id", Run(record.ref))

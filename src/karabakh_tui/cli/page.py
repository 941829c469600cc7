"""A page of plain text under construction: paragraphs, fields, and lists of records, wrapped to a width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.records import Event, Party, Quote, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.show import cut, shortened, show

from .console import BOLD, DIM, HEADING, STRUCK, Console
from .width import wrapped

LONGEST_NAME = 160
"""Letters of a record's name in a list of links."""

WIDEST = 100
"""Columns of a page at most: longer lines are hard to read."""

STATUS_SIGNS = {"established": "●", "reported": "○", "claimed": "◔", "disputed": "◐"}


class Page:
    """Collects the lines of one record's page; every text passes `show` on its way in."""

    def __init__(self, store: FactStore, console: Console) -> None:
        self.store = store
        self._console = console
        self._width = min(console.width, WIDEST)
        self._lines: list[str] = []

    def __str__(self) -> str:
        """Return the page."""
        return "".join(f"{line}\n" for line in self._lines)

    def line(self, text: str, *, indent: int = 0, hanging: int = 0, style: str = "") -> None:
        """Add a paragraph; its lines after the first stand `hanging` columns further in."""
        first, rest = " " * indent, " " * (indent + hanging)
        for line in wrapped(show(text, lines=True), self._width, first, rest):
            self._lines.append(self._console.styled(line, style))

    def gap(self) -> None:
        """Add an empty line, unless the page ends in one."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def title(self, record: Record, text: str) -> None:
        """Begin the page with what the record is called."""
        style = f"{BOLD};{STRUCK}" if record.withdrawn is not None else BOLD
        self.line(text, style=style)

    def heading(self, text: str, count: int | None = None) -> None:
        """Begin a section, with the number of its entries where they are listed."""
        self.gap()
        self.line(text if count is None else f"{text} ({count:,})", style=HEADING)

    def field(self, name: str, value: str | None) -> None:
        """Add `name: value`, where there is a value."""
        if value:
            self.line(f"{name}: {value}", hanging=2)

    def date(self, name: str, value: UncertainDate | None) -> None:
        """Add `name: date`, where there is a date."""
        self.field(name, display_date(value) if value is not None else None)

    def named(self, table: str, record_id: str) -> str:
        """Return a record's name with its address, or say that there is no such record."""
        record = self.store.get(table, record_id)
        if record is None:
            return f"{record_id} (missing)"
        return f"{show(cut(record.label, LONGEST_NAME))} {address(record)}"

    def links(self, name: str, table: str, ids: Iterable[str]) -> None:
        """Add the records of a field, one a line where there are several."""
        found = [self.named(table, record_id) for record_id in ids]
        if len(found) == 1:
            self.field(name, found[0])
        elif found:
            self.line(f"{name}:")
            for each in found:
                self.line(each, indent=2, hanging=2)

    def section(self, title: str, records: Sequence[Record]) -> None:
        """Add a section that lists records, where there are any."""
        if records:
            self.heading(title, len(records))
        for record in records:
            self.line(self.entry(record), indent=2, hanging=2)

    def entry(self, record: Record) -> str:
        """Return a record as an item of a list: its date where it has one, its name, its standing, its address."""
        if isinstance(record, Event):
            return f"{display_date(record.date)}  {record.title}  {status(record)} {address(record)}"
        if isinstance(record, Quote):
            said = f"{self.party_name(record.speaker)}: “{shortened(record.text)}”"
            return f"{display_date(record.date)}  {said} {address(record)}"
        return f"{record.label} {address(record)}"

    def party_name(self, party_id: str) -> str:
        """Return a party's name."""
        party = self.store.get("parties", party_id)
        return party.label if isinstance(party, Party) else f"{party_id} (missing)"

    def muted(self, text: str, *, indent: int = 0) -> None:
        """Add a paragraph of lesser weight."""
        self.line(text, indent=indent, hanging=2, style=DIM)


def address(record: Record) -> str:
    """Return where a record is found, in brackets, and whether it was withdrawn."""
    return f"({record.ref}, withdrawn)" if record.withdrawn is not None else f"({record.ref})"


def status(event: Event) -> str:
    """Return an event's status, as a sign and a word that stay on one line."""
    return f"{STATUS_SIGNS[event.status]}\u00a0{event.status}"

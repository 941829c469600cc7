"""A hit: a record that a query found, as every form of output needs it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from karabakh_tui.model.calendar import civil_from_day
from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.records import Event, Quote, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.show import show

from .console import BOLD, DIM, Console
from .formats import Cell
from .page import status
from .table import GAP, Column, table
from .width import cells, cut

FIELDS = ("table", "id", "label", "date", "earliest", "latest", "status", "why", "guess")
"""What a hit is, in JSON and in CSV."""


class Hit(NamedTuple):
    """A record with why it is there."""

    record: Record
    guess: bool
    """It is there for a spelling that was not typed."""
    why: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """Return the hit as plain data, under the names of `FIELDS`."""
        record, date = self.record, date_of(self.record)
        return {
            "table": record.table,
            "id": record.id,
            "label": record.label,
            "date": date.text if date else None,
            "earliest": day_text(date.earliest) if date else None,
            "latest": day_text(date.latest) if date else None,
            "status": record.status if isinstance(record, Event) else None,
            "why": list(self.why),
            "guess": self.guess,
        }

    def csv_cells(self) -> list[Cell]:
        """Return the hit as the cells of a row, in the order of `FIELDS`."""
        return list({**self.values(), "why": self.reasons}.values())

    @property
    def reasons(self) -> str:
        """Why it is there, in one text."""
        return "; ".join(self.why)

    def plain_cells(self, store: FactStore, *, explain: bool) -> list[Cell]:
        """Return the hit as the cells of a line: address, date, status, `guess`, name, and why."""
        date = date_of(self.record)
        cells: list[Cell] = [
            self.record.ref,
            date.text if date else None,
            self.record.status if isinstance(self.record, Event) else None,
            "guess" if self.guess else None,
            called(self.record, store),
        ]
        return [*cells, self.reasons] if explain else cells


def hit_table(hits: Sequence[Hit], store: FactStore, console: Console, *, explain: bool) -> str:
    """Return hits as a table; where the terminal is too narrow for one, each on two lines."""
    rows = [_row(hit, store) for hit in hits]
    if _room(rows, console.width) >= ROOM:
        header, *lines = table(COLUMNS, rows, console).splitlines()
        found = [header]
    else:
        lines = [_two_lines(row, console) for row in rows]
        found = []
    for hit, line in zip(hits, lines, strict=True):
        found.append(line)
        if explain and hit.why:
            found.append(f"  {cut(show(hit.reasons), console.width - 2)}")
    return "".join(f"{line}\n" for line in found)


COLUMNS = (Column("date", DIM), Column("record", BOLD, flexible=True), Column("what"), Column("id", DIM))

ROOM = 40
"""Columns that names need beside everything else, for a table."""

KINDS = {"quotes": "quote", "searches": "search"}
"""What a record of a table without kinds is."""


def _row(hit: Hit, store: FactStore) -> tuple[str, str, str, str]:
    """Return date, name, status or kind, and address."""
    record, date = hit.record, date_of(hit.record)
    guess = "(guess) " if hit.guess else ""
    what = status(record) if isinstance(record, Event) else str(getattr(record, "kind", KINDS.get(record.table, "")))
    return (display_date(date) if date else "", guess + called(record, store), what, record.ref)


def _room(rows: Sequence[tuple[str, str, str, str]], width: int) -> int:
    """Return the columns that names have beside everything else."""
    fixed = sum(max(cells(show(row[at])) for row in rows) for at in (0, 2, 3))
    return width - fixed - 3 * len(GAP)


def _two_lines(row: tuple[str, str, str, str], console: Console) -> str:
    """Return a name, and below it date, status or kind, and address."""
    date, name, what, ref = map(show, row)
    about = " · ".join(filter(None, (date, what, ref)))
    return f"{console.styled(cut(name, console.width), BOLD)}\n  {console.styled(about, DIM)}"


def called(record: Record, store: FactStore) -> str:
    """Return what a record is called in a list: words never without who said them."""
    if not isinstance(record, Quote):
        return record.label
    speaker = store.get("parties", record.speaker)
    return f"{speaker.label if speaker else record.speaker}: “{record.text}”"


def date_of(record: Record) -> UncertainDate | None:
    """Return the date that `date:` asks about and `--sort date` goes by; None for a record that has none."""
    return record.date if isinstance(record, (Event, Quote)) else None


def day_text(day: float) -> str | None:
    """Return a day as `1994-05-12` (ISO 8601; signed beyond four digits of the year); None for an open end."""
    if math.isinf(day):
        return None
    year, month, of_month = civil_from_day(int(day))
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{of_month:02d}"

"""The rows of a list pane: a result's records under their headings, laid out without touching each record."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from typing import NamedTuple

from textual.content import Content

from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.tui.text.hits import FindHits, with_hits
from karabakh_tui.tui.text.records import record_row
from karabakh_tui.tui.text.runs import HEADING, MUTED, STAR_SIGN, Run, content, spread

from .grouping import grouping

INDENT = 1
HIT_SIGN = "•"

DrawnRows = dict[tuple[int, int], Content]
"""Rows of a table that were drawn before, by the record's position and the width: other results have many of them."""
DRAWN_ROWS = 1000
"""How many are kept."""


class Section(NamedTuple):
    """A heading and the records under it."""

    label: str
    row: int
    """The heading's row."""
    positions: Sequence[int]
    """The result's positions that this section takes its records from."""
    first: int
    """Where its records begin in `positions`."""
    length: int
    named_only: bool
    """The records do not match; a matching record names them."""


class RecordRows:
    """Rows for a `RowList`: implements its protocol over positions of `FactStore.ordered`.

    Takes time in proportion to the number of headings, not of records.
    """

    def __init__(
        self,
        store: FactStore,
        table: str,
        matched: Sequence[int],
        named: Sequence[int] = (),
        *,
        hits: Sequence[int] = (),
        find_hits: FindHits | None = None,
        starred: Container[str] = (),
        drawn: DrawnRows | None = None,
    ) -> None:
        self.store = store
        self.table = table
        self.hits = hits
        """Positions that a lifted search found: they are marked among all others."""
        self._find_hits = find_hits
        self.starred = starred
        """The addresses (`table/id`) of records whose rows have a star."""
        self._drawn = {} if drawn is None else drawn
        self._records = store.ordered(table)
        self._withdrawn = sorted(store.withdrawn(table))
        self._sections: list[Section] = []
        self._length = 0
        self._add_groups(matched)
        if named:
            self._add_section("named in what was found", named, 0, len(named), named_only=True)
        self._starts = [section.row for section in self._sections]

    def _add_groups(self, positions: Sequence[int]) -> None:
        groups = grouping(self.store, self.table)
        ends = (*groups.starts[1:], len(self._records))[: len(groups.starts)]  # none in an empty table
        first = 0
        for label, end in zip(groups.labels, ends, strict=True):
            if first == len(positions):
                return
            after = bisect_left(positions, end, lo=first)
            if after > first:
                self._add_section(label, positions, first, after - first, named_only=False)
            first = after

    def _add_section(self, label: str, positions: Sequence[int], first: int, count: int, *, named_only: bool) -> None:
        self._sections.append(Section(label, self._length, positions, first, count, named_only))
        self._length += 1 + count

    def __len__(self) -> int:
        """Return the number of rows, headings included."""
        return self._length

    def selectable(self, index: int) -> bool:
        """Tell whether a row is a record; headings are not."""
        return self._section(index).row != index

    def heading_of(self, index: int) -> int:
        """Return the row of the heading that a row stands under."""
        return self._section(index).row

    def record(self, index: int) -> Record:
        """Return the record in a row that is not a heading."""
        return self._records[self._position(index)]

    def _position(self, index: int) -> int:
        """Return the position in the store's order of the record in a row."""
        section = self._section(index)
        return section.positions[section.first + index - section.row - 1]

    def row_of(self, record: Record, *, matched: bool = False) -> int | None:
        """Return the row in which a record stands, or None; with `matched`, only where it matches itself."""
        position = self.store.positions(self.table).get(record.id)
        if position is None:
            return None
        for section in self._sections:
            if matched and section.named_only:
                continue
            end = section.first + section.length
            place = bisect_left(section.positions, position, lo=section.first, hi=end)
            if place < end and section.positions[place] == position:
                return section.row + 1 + place - section.first
        return None

    def row(self, index: int, width: int) -> Content:
        """Return a row as one line of `width` cells."""
        section = self._section(index)
        if section.row == index:
            count = Run(f"{self._counted(section):,}", MUTED)
            return spread(content(Run(section.label, HEADING)), content(count), width)
        position = self._position(index)
        sign = self._sign(self._records[position], position)
        line = self._line(position, max(width - len(sign), 0))
        if section.named_only:
            line = line.stylize(MUTED)
        elif self._find_hits is not None:
            line = with_hits(line, self._find_hits)
        return Content.assemble(sign[:width], line)

    def _line(self, position: int, width: int) -> Content:
        """Return what is told of a record in its row."""
        line = self._drawn.get((position, width))
        if line is None:
            if len(self._drawn) > DRAWN_ROWS:
                self._drawn.clear()
            line = self._drawn[position, width] = record_row(self._records[position], self.store, width)
        return line

    def _counted(self, section: Section) -> int:
        """Return how many of a section's records count: withdrawn ones do not."""
        positions, first, end = section.positions, section.first, section.first + section.length
        begin = bisect_left(self._withdrawn, positions[first])
        gone = self._withdrawn[begin : bisect_right(self._withdrawn, positions[end - 1])]
        return section.length - sum(positions[bisect_left(positions, each, first, end)] == each for each in gone)

    def _sign(self, record: Record, position: int) -> str:
        """Return what stands before a row: that it is a marked hit, a star, or both."""
        sign = HIT_SIGN if self._is_hit(position) else ""
        return f"{sign}{STAR_SIGN if record.ref in self.starred else ''}" or " " * INDENT

    def hit_row(self, index: int, step: int) -> int | None:
        """Return the row of the next marked hit after a row, or before it with `step` -1; None where there is none."""
        position = self._position(index)
        place = bisect_right(self.hits, position) if step > 0 else bisect_left(self.hits, position) - 1
        if not 0 <= place < len(self.hits):
            return None
        return self.row_of(self._records[self.hits[place]])

    def _is_hit(self, position: int) -> bool:
        place = bisect_left(self.hits, position)
        return place < len(self.hits) and self.hits[place] == position

    def _section(self, index: int) -> Section:
        return self._sections[bisect_right(self._starts, index) - 1]

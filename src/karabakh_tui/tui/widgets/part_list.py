"""A short list inside a form: its items are added, opened and removed with a key each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from .row_list import RowList

MOST = 6
"""Rows shown at once; more are reached by scrolling."""

NONE = Content("none · a adds one")


class LineRows:
    """Rows that are known beforehand."""

    def __init__(self, lines: Sequence[Content]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._lines)

    def row(self, index: int, width: int) -> Content:
        """Return a row as one line."""
        return self._lines[index].truncate(width, ellipsis=True)

    def selectable(self, index: int) -> bool:
        """Every row can be chosen."""
        return True

    def heading_of(self, index: int) -> int | None:
        """There are no headings."""
        return None


class PartList(RowList):
    """The parts of a record, one a line."""

    DEFAULT_CSS = """
    PartList { height: 1; background: $surface; }
    PartList:focus { background-tint: $foreground 5%; }
    """
    BINDINGS = [
        Binding("enter", "select", "open", show=False),
        Binding("a,plus", "add", "add", show=False),
        Binding("D,delete,minus", "remove", "remove", show=False),
    ]

    @dataclass
    class Added(Message):
        """One more is wanted."""

        part_list: PartList

        @property
        def control(self) -> PartList:
            """The list."""
            return self.part_list

    @dataclass
    class Removed(Message):
        """One is to go."""

        part_list: PartList
        index: int

        @property
        def control(self) -> PartList:
            """The list."""
            return self.part_list

    def show_lines(self, lines: Sequence[Content], cursor: int = 0) -> None:
        """Show other items, harmless on any terminal already."""
        self.empty_text = NONE
        self.set_rows(LineRows(lines), cursor=cursor)
        self.styles.height = min(max(len(lines), 1), MOST)

    def action_add(self) -> None:
        """Ask for one more."""
        self.post_message(self.Added(self))

    def action_select(self) -> None:
        """Open the item under the cursor; where there is none, ask for one."""
        if self.cursor is None:
            self.action_add()
        else:
            super().action_select()

    def action_remove(self) -> None:
        """Take the item under the cursor out."""
        if self.cursor is not None:
            self.post_message(self.Removed(self, self.cursor))

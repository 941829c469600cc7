"""A list that draws only the rows one sees: opening or moving in 100,000 rows costs what it does in 100."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from .lines import Lines


class Rows(Protocol):
    """What a list shows. Nothing here may take time in proportion to the number of rows."""

    def __len__(self) -> int:
        """Return the number of rows."""

    def row(self, index: int, width: int) -> Content:
        """Return a row as one line of at most `width` cells, harmless on any terminal."""

    def selectable(self, index: int) -> bool:
        """Tell whether the cursor may stand on a row; headings are not selectable."""

    def heading_of(self, index: int) -> int | None:
        """Return the row of the heading that a row stands under."""


class NoRows:
    """An empty list."""

    def __len__(self) -> int:
        """Return 0."""
        return 0

    def row(self, index: int, width: int) -> Content:
        """Never asked."""
        raise IndexError(index)

    def selectable(self, index: int) -> bool:
        """Return False."""
        return False

    def heading_of(self, index: int) -> int | None:
        """Return None."""
        return None


class RowList(Lines, can_focus=True):
    """Rows with a cursor. A sign stands beside the cursor's row, so that it is seen without colour."""

    DEFAULT_CSS = """
    RowList {
        overflow-y: auto;
        & > .row-list--cursor { background: $panel; }
        &:focus > .row-list--cursor { background: $primary 40%; text-style: bold; }
        &:ansi > .row-list--cursor { text-style: underline; }
        &:ansi:focus > .row-list--cursor { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor"}
    BINDINGS = [
        Binding("up,k", "move(-1)", "up", id="list.up", show=False),
        Binding("down,j", "move(1)", "down", id="list.down", show=False),
        Binding("pageup", "page(-1.0)", "page up", id="list.page-up", show=False),
        Binding("pagedown", "page(1.0)", "page down", id="list.page-down", show=False),
        Binding("ctrl+u", "page(-0.5)", "half a page up", id="list.half-up", show=False),
        Binding("ctrl+d", "page(0.5)", "half a page down", id="list.half-down", show=False),
        Binding("home", "first", "first", id="list.first", show=False),
        Binding("end,G", "last", "last", id="list.last", show=False),
    ]

    CURSOR_SIGN = "▌"
    BLURRED_SIGN = "▏"

    cursor: reactive[int | None] = reactive(None, repaint=False, init=False)

    @dataclass
    class Highlighted(Message):
        """The cursor moved to another row, or there is none to stand on."""

        row_list: RowList
        index: int | None

        @property
        def control(self) -> RowList:
            """The list."""
            return self.row_list

    @dataclass
    class Selected(Message):
        """A row was chosen by Enter or by a click on the cursor's row."""

        row_list: RowList
        index: int

        @property
        def control(self) -> RowList:
            """The list."""
            return self.row_list

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.rows: Rows = NoRows()
        self.empty_text = Content("")
        self._top = 0
        """The first visible row, as the reader left it; sizes that do not allow for it change nothing here."""
        self.follows = True
        """The cursor is in sight: the reader has not left it by the wheel."""
        self._height = 0
        """The rows one saw after the last change of size."""
        self._first_g: tuple[int | None, int] | None = None
        """Where the list stood when `g` was pressed; a second one there goes to the first row."""

    def set_rows(self, rows: Rows, cursor: int | None = None, scroll: int | None = None) -> None:
        """Show other rows, with the cursor on a row (the nearest that it may stand on) and a first visible row."""
        self.rows = rows
        self.set_line_count(len(rows))
        self.set_reactive(RowList.cursor, self._landing(cursor or 0, 1))
        if scroll is not None:
            self.scroll_to(y=scroll, animate=False, immediate=True)
        self._show_cursor()
        self.refresh()

    def restore(self, cursor: int | None, scroll: int, *, follows: bool) -> None:
        """Put cursor and scroll back to where they were; where the cursor was in sight, it is, whatever the size."""
        self.set_reactive(RowList.cursor, None if cursor is None else self._landing(cursor, 1))
        self.scroll_to(y=scroll, animate=False, immediate=True)
        self.follows = follows
        if follows:
            self._show_cursor()
        self.refresh()

    # The cursor

    def _landing(self, index: int, direction: int) -> int | None:
        """Return the selectable row nearest to an index, looking in a direction first."""
        count = len(self.rows)
        if not count:
            return None
        index = min(max(index, 0), count - 1)
        for step in (direction, -direction):
            at = index
            while 0 <= at < count:
                if self.rows.selectable(at):
                    return at
                at += step
        return None

    def validate_cursor(self, cursor: int | None) -> int | None:
        """Keep the cursor on a row it may stand on."""
        return None if cursor is None else self._landing(cursor, 1)

    def watch_cursor(self, before: int | None, now: int | None) -> None:
        """Repaint the two rows concerned, and tell."""
        for row in (before, now):
            if row is not None:
                self._refresh_row(row)
        self._show_cursor()
        self.post_message(self.Highlighted(self, now))

    def _refresh_row(self, row: int) -> None:
        y = row - round(self.scroll_offset.y)
        if 0 <= y < self.size.height:
            self.refresh_line(row)

    def _show_cursor(self) -> None:
        """Scroll until the cursor's row can be seen, below the heading that stays at the top."""
        self.follows = True
        height = self.scrollable_content_region.height
        if self.cursor is None or height <= 0:
            return
        top, above = round(self.scroll_offset.y), 1 if height > 1 else 0
        heading = self.rows.heading_of(self.cursor)
        first = heading if heading == self.cursor - 1 else self.cursor - above
        if self.cursor - above < top:
            self.scroll_to(y=max(first, 0), animate=False, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)

    def scroll_once_sized(self, scroll: int) -> None:
        """Show the rows from one on as soon as the list has a size, as far as the cursor allows."""
        self._top = scroll

    def watch_scroll_y(self, before: float, now: float) -> None:
        """Note where the reader scrolls to; another size moves rows only as long as it lasts."""
        super().watch_scroll_y(before, now)
        if self.scrollable_content_region.height in (self._height, 0):
            self._top = round(now)
            self.follows = 0 <= (self.cursor or 0) - self._top < max(self._height, 1)

    def on_resize(self) -> None:
        """Show the rows that were there before any change of size, and the cursor if it was in sight."""
        self.scroll_to(y=self._top, animate=False, immediate=True)
        if self.follows:
            self._show_cursor()
        self._height = self.scrollable_content_region.height

    def move(self, by: int) -> None:
        """Move the cursor by a number of rows, over headings."""
        if self.cursor is None:
            return
        there = self._landing(self.cursor + by, 1 if by > 0 else -1)
        if there is not None:
            self._go(there)

    def _go(self, row: int | None) -> None:
        """Put the cursor on a row, in sight also where it stood there already and the wheel was turned."""
        if row == self.cursor:
            self._show_cursor()
        else:
            self.cursor = row

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.move(by)

    def action_page(self, pages: float) -> None:
        """Move the cursor by pages of the visible height."""
        height = max(self.scrollable_content_region.height - 1, 1)
        rows = max(round(height * abs(pages)), 1)
        self.move(rows if pages > 0 else -rows)

    def action_first(self) -> None:
        """Go to the first row, with its heading in sight."""
        self.cursor = self._landing(0, 1)
        self.scroll_to(y=0, animate=False, immediate=True)

    def action_last(self) -> None:
        """Go to the last row."""
        self._go(self._landing(len(self.rows) - 1, -1))

    def action_select(self) -> None:
        """Choose the cursor's row."""
        if self.cursor is not None:
            self.post_message(self.Selected(self, self.cursor))

    def on_key(self, event: events.Key) -> None:
        """Take `g g` as the way to the first row."""
        place = (self.cursor, round(self.scroll_offset.y))
        if event.key == "g":
            event.stop()
            if self._first_g == place:
                self.action_first()
            self._first_g = None if self._first_g == place else place
        else:
            self._first_g = None

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked row; a click on the cursor's row chooses it."""
        offset = event.get_content_offset(self)
        row = None if offset is None else self._row_at(offset.y)
        if row is None or not self.rows.selectable(row):
            return
        event.stop()
        if row == self.cursor:
            self.action_select()
        else:
            self.cursor = row

    # Drawing

    def _row_at(self, y: int) -> int | None:
        """Return the row that is drawn on a line: on the first one, maybe a heading from further up."""
        row = round(self.scroll_offset.y) + y
        if not 0 <= row < len(self.rows):
            return None
        if y == 0 and self.scrollable_content_region.height > 1 and row != self.cursor:
            heading = self.rows.heading_of(row)
            return row if heading is None else heading
        return row

    def segments(self, y: int, width: int) -> list[Segment]:
        """Return what fills one line."""
        row, base = self._row_at(y), self.visual_style
        if width <= 0:
            return []
        if row is None:
            empty = self.empty_text if y == 0 and not len(self.rows) else Content("")
            return self.look(base).segments(empty, width)
        sign = " "
        if row == self.cursor:
            base = self.get_visual_style("row-list--cursor")
            sign = self.CURSOR_SIGN if self.has_focus else self.BLURRED_SIGN
        look = self.look(base)
        return [Segment(sign, look.style()), *look.segments(self.rows.row(row, width - 1), width - 1)]

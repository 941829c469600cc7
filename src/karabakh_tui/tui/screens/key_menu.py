"""A small box of things to do, each with a key of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.getters import query_one
from textual.screen import ModalScreen

from karabakh_tui.show import show
from karabakh_tui.tui.text.runs import STRONG, Run, block, content
from karabakh_tui.tui.widgets.document import Document
from karabakh_tui.tui.widgets.row_list import RowList
from karabakh_tui.tui.widgets.wrapping import wrap

AROUND = 7
"""Cells of the box beside a row: border, padding, cursor, a blank, and scroll bar."""

WORDS_WIDTH = 76
"""Cells of a box that says more than its items, where there is room for them."""


class Item(NamedTuple):
    """Something to do."""

    key: str
    """The letter that does it."""
    text: str
    id: str


class ItemRows:
    """Rows for a `RowList`."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._items)

    def row(self, index: int, width: int) -> Content:
        """Return a row as one line."""
        item = self._items[index]
        return content(Run(" "), Run(item.key, STRONG), Run(f"  {item.text}")).truncate(width, ellipsis=True)

    def selectable(self, index: int) -> bool:
        """Every row can be chosen."""
        return True

    def heading_of(self, index: int) -> int | None:
        """There are no headings."""
        return None


class KeyMenu(ModalScreen[str | None]):
    """Press a letter to choose, or go to a row and press Enter. Returns the chosen item's id, or None."""

    BINDINGS = [Binding("escape", "leave", "close", show=False), Binding("enter", "choose", "choose", show=False)]
    AUTO_FOCUS = "RowList"

    rows = query_one(RowList)

    def __init__(self, title: str, items: Sequence[Item], words: str = "") -> None:
        super().__init__()
        self._heading = title
        self._items = items
        self._words = words

    def compose(self) -> ComposeResult:
        """Yield a box with what is to be said, if anything, and the items."""
        with Vertical(id="key-menu") as box:
            box.border_title = content(Run(self._heading))
            box.border_subtitle = content(Run("Esc closes"))
            if self._words:
                yield Document()
            yield RowList()

    def on_mount(self) -> None:
        """Show the items, and take the room that they need."""
        longest = max(cell_len(text) for text in (self._heading, *(f"{each.key}  {each.text}" for each in self._items)))
        width = min(max(longest + AROUND, WORDS_WIDTH if self._words else 0), self.app.size.width)
        self.query_one("#key-menu").styles.width = width
        self.rows.set_rows(ItemRows(self._items), cursor=0)
        self.rows.styles.height = len(self._items)
        if self._words:
            document = self.query_one(Document)
            document.set_blocks([block(Run(self._words, lines=True)), block()])
            document.styles.height = 1 + len(wrap(show(self._words, lines=True), width - AROUND))

    def on_key(self, event: Key) -> None:
        """Choose by a letter."""
        item = next((item for item in self._items if item.key == event.character), None)
        if item is not None:
            event.stop()
            self._choose(item)

    @on(RowList.Selected)
    def _selected(self, event: RowList.Selected) -> None:
        event.stop()
        self._choose(self._items[event.index])

    def on_click(self, event: Click) -> None:
        """Close on a click beside the box."""
        if event.widget is self:
            self.action_leave()

    def action_choose(self) -> None:
        """Choose the cursor's row."""
        self.rows.action_select()

    def action_leave(self) -> None:
        """Close without choosing."""
        if self.is_current:
            self.dismiss(None)

    def _choose(self, item: Item) -> None:
        if self.is_current:
            self.dismiss(item.id)

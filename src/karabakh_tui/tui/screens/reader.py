"""A page to read over the main screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Click, Key
from textual.getters import query_one
from textual.screen import ModalScreen

from karabakh_tui.tui.text.runs import Run, content
from karabakh_tui.tui.widgets.document import Block, Columns, Document


class Further(NamedTuple):
    """What else can be done with what one reads."""

    keys: tuple[str, ...]
    """In Textual's names."""
    words: str
    do: Callable[[], None]


class Reader(ModalScreen[None]):
    """Shows blocks of text; Esc or q closes."""

    BINDINGS = [Binding("escape,q", "close", "close", show=False)]
    AUTO_FOCUS = "Document"

    document = query_one(Document)

    def __init__(self, title: str, blocks: Sequence[Block | Columns], further: Further | None = None) -> None:
        super().__init__()
        self._heading = title
        self._blocks = blocks
        self._further = further

    def compose(self) -> ComposeResult:
        """Yield a box with the page."""
        with Vertical(id="reader") as box:
            box.border_title = content(Run(self._heading))
            further = f"{self._further.words} · " if self._further is not None else ""
            box.border_subtitle = content(Run(f"{further}Esc closes"))
            yield Document()

    def on_mount(self) -> None:
        """Show the page."""
        self.document.set_blocks(self._blocks)

    def on_key(self, event: Key) -> None:
        """Close, and do what else can be done."""
        if self._further is not None and event.key in self._further.keys and self.is_current:
            event.stop()
            self.dismiss(None)
            self._further.do()

    def on_click(self, event: Click) -> None:
        """Close on a click beside the box."""
        if event.widget is self:
            self.action_close()

    def action_close(self) -> None:
        """Go back to the main screen."""
        if self.is_current:
            self.dismiss(None)

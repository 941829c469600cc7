"""A page to read over the main screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Click
from textual.getters import query_one
from textual.screen import ModalScreen

from karabakh_tui.tui.text.runs import Run, content
from karabakh_tui.tui.widgets.document import Block, Columns, Document


class Reader(ModalScreen[None]):
    """Shows blocks of text; Esc or q closes."""

    BINDINGS = [Binding("escape,q", "close", "close", show=False)]
    AUTO_FOCUS = "Document"

    document = query_one(Document)

    def __init__(self, title: str, blocks: Sequence[Block | Columns]) -> None:
        super().__init__()
        self._heading = title
        self._blocks = blocks

    def compose(self) -> ComposeResult:
        """Yield a box with the page."""
        with Vertical(id="reader") as box:
            box.border_title = content(Run(self._heading))
            box.border_subtitle = content(Run("Esc closes"))
            yield Document()

    def on_mount(self) -> None:
        """Show the page."""
        self.document.set_blocks(self._blocks)

    def on_click(self, event: Click) -> None:
        """Close on a click beside the box."""
        if event.widget is self:
            self.action_close()

    def action_close(self) -> None:
        """Go back to the main screen."""
        if self.is_current:
            self.dismiss(None)

"""A record that two have changed, both ways: the reader chooses."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen

from karabakh_tui.storage.merge import Choice, Conflict
from karabakh_tui.tui.text.runs import MUTED, Run, block, content
from karabakh_tui.tui.widgets.document import Block, Columns, Document

COLUMN = 30
"""Cells that a version needs to stand beside the other."""


class ConflictScreen(ModalScreen[Choice | None]):
    """Shows both versions of a record. Returns `ours`, `theirs`, or None."""

    BINDINGS = [
        Binding("o", "take('ours')", "yours", show=False),
        Binding("t", "take('theirs')", "theirs", show=False),
        Binding("escape", "leave", "leave", show=False),
    ]
    AUTO_FOCUS = "Document"
    DEFAULT_CSS = """
    ConflictScreen { align: center middle; background: $background 60%; }
    #conflict { width: 100%; max-width: 140; height: 90%; border: round $accent; background: $surface; padding: 0 1; }
    #conflict Document { height: 1fr; }
    """

    document = query_one(Document)

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self._conflict = conflict

    def compose(self) -> ComposeResult:
        """Yield a box with both versions."""
        with Vertical(id="conflict") as box:
            box.border_title = content(Run(f"{self._conflict.record} was changed by another program too"))
            box.border_subtitle = content(Run("o keeps yours · t keeps theirs · Esc decides later"))
            yield Document()

    def on_mount(self) -> None:
        """Show both versions."""
        titles = content(Run("Yours")), content(Run("Theirs, on the disk"))
        cells = _version(self._conflict.ours), _version(self._conflict.theirs)
        self.document.set_blocks([Columns(titles, cells, COLUMN)])

    def action_take(self, whose: Choice) -> None:
        """Choose a version."""
        if self.is_current:
            self.dismiss(whose)

    def action_leave(self) -> None:
        """Choose none."""
        if self.is_current:
            self.dismiss(None)


def _version(text: str | None) -> tuple[Block, ...]:
    if text is None:
        return (block(Run("taken out", MUTED)),)
    return (block(Run(text, lines=True)),)

"""Several lines of text to write in."""

from __future__ import annotations

from textual.widgets import TextArea
from textual.widgets.text_area import EditResult, Location

from karabakh_tui.show import without_hidden

LONGEST_PASTE = 200_000
"""Characters of one paste that are kept."""


def clean(text: str) -> str:
    """Return a text with its line breaks, and nothing else in it that cannot be seen."""
    lines = text[:LONGEST_PASTE].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(without_hidden(line) for line in lines)


class TextBox(TextArea):
    """A box that takes nothing invisible, typed or pasted. Tab leaves it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TextBox {
        height: auto; min-height: 1; max-height: 10; border: none; padding: 0;
        &:focus { border: none; }
    }
    """

    def on_resize(self) -> None:
        """Draw all lines anew: Textual wraps them to the new width, and paints them only where their number changed."""
        self.refresh()

    def replace(
        self, insert: str, start: Location, end: Location, *, maintain_selection_offset: bool = True
    ) -> EditResult:
        """Put text in the place of a part."""
        kept = maintain_selection_offset
        return super().replace(clean(insert), start, end, maintain_selection_offset=kept)

"""A few words that take as many lines as they need."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Note(Widget):
    """Wrapped text; harmless already."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Note { height: auto; }
    """

    words: reactive[Content] = reactive(Content(""), layout=True)

    def render(self) -> Content:
        """Return the words."""
        return self.words

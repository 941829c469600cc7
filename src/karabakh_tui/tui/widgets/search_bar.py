"""A line to type a query into, with what came of it at its end."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input

from karabakh_tui.show import show

from .line import Line


def typed(text: str) -> str:
    """Return typed or pasted text as a query may hold it: on one line, nothing invisible."""
    return show("".join(letter if letter.isprintable() else " " for letter in text))


class QueryInput(Input):
    """An input that takes nothing invisible and no line breaks, typed or pasted."""

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert text, made visible."""
        super().insert_text_at_cursor(typed(text))


class SearchBar(Horizontal):
    """Posts what is typed, letter by letter; knows nothing of what is searched."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SearchBar { height: 1; background: $surface; }
    SearchBar > #search-sign { width: 2; color: $accent; text-style: bold; }
    SearchBar > Input { width: 1fr; height: 1; border: none; padding: 0; background: $surface; }
    SearchBar > Input:focus { border: none; }
    SearchBar > #search-status { width: auto; min-width: 0; max-width: 50%; padding: 0 1; }
    """
    BINDINGS = [
        Binding("down", "leave(True)", "results", id="search.down", show=False),
        Binding("escape", "leave(False)", "leave", id="search.leave", show=False),
    ]

    status: var[Content] = var(Content(""))

    input = query_one(QueryInput)

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.placeholder = placeholder
        """Said while nothing is typed; a literal, never text from a store."""

    @dataclass
    class Asked(Message):
        """The text changed; `final` when Enter was pressed."""

        text: str
        final: bool

    @dataclass
    class Left(Message):
        """The reader leaves the bar, for the results or for where they came from."""

        to_results: bool

    def compose(self) -> ComposeResult:
        """Yield the sign, the input and the status."""
        sign = Line(id="search-sign")
        sign.left = Content("/")
        yield sign
        yield QueryInput(compact=True, select_on_focus=False, placeholder=self.placeholder)
        yield Line(id="search-status")

    @property
    def value(self) -> str:
        """The text in the bar."""
        return self.input.value

    @property
    def cursor_position(self) -> int:
        """Where the cursor stands in the text."""
        return self.input.cursor_position

    @property
    def has_focus_within(self) -> bool:
        """Whether the reader is typing here."""
        return self.input.has_focus

    def set_value(self, text: str) -> None:
        """Put a text into the bar without asking it."""
        with self.input.prevent(Input.Changed):
            self.input.value = text
            self.input.cursor_position = len(text)

    def watch_status(self, status: Content) -> None:
        """Show what came of the query."""
        if self.is_mounted:
            line = self.query_one("#search-status", Line)
            line.right = status
            line.styles.width = status.cell_length + 2 if status else 0
            line.display = bool(status)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Asked(event.value, final=False))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Asked(event.value, final=True))

    def action_leave(self, to_results: bool) -> None:
        """Leave the bar; the text stays."""
        self.post_message(self.Left(to_results))

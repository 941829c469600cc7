"""A line to type a query into, with what came of it at its end."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip
from textual.widgets import Input

from karabakh_tui.show import without_hidden

from .line import Line

STEP = 8
"""Cells by which the room for the status grows: another width is a new layout of the screen."""

MORE = "…"
MARKED_FROM = 8
"""Cells of a bar from which an end behind which there is more is marked."""

LONGEST = 1000
"""Characters of a query that are kept; a paste that has more is cut with a mark."""


def typed(text: str) -> str:
    """Return typed or pasted text as a query may hold it: on one line, nothing invisible."""
    return "".join(" " if letter.isspace() else letter for letter in without_hidden(text))


def _stepped(width: int) -> int:
    return -(-width // STEP) * STEP


class QueryInput(Input, inherit_css=False):
    """An input that takes nothing invisible, no line breaks and nothing of absurd length, typed or pasted.

    Its styles are its own: Textual's are for a box with borders, and reading them would hold up the first frame.
    """

    COMPONENT_CLASSES = Input.COMPONENT_CLASSES
    virtual_size: reactive[Size] = reactive(Size(0, 0))
    """As Textual's, without a new layout of the screen for every letter: the input is as wide as it is."""
    DEFAULT_CSS = """
    QueryInput {
        width: 1fr; height: 1; background: $surface; color: $foreground; scrollbar-size-horizontal: 0; pointer: text;
        &:focus { background-tint: $foreground 5%; }
        & > .input--cursor {
            background: $input-cursor-background; color: $input-cursor-foreground;
            text-style: $input-cursor-text-style;
        }
        & > .input--selection { background: $input-selection-background; color: $input-selection-foreground; }
        & > .input--placeholder, & > .input--suggestion { color: $text-disabled; }
        &:ansi { background: ansi_default; color: ansi_default; }
        &:ansi > .input--cursor { background: ansi_white; color: ansi_black; }
        &:ansi > .input--placeholder, &:ansi > .input--suggestion { text-style: dim; color: ansi_default; }
    }
    QueryInput:nocolor > .input--cursor, QueryInput:nocolor > .input--selection { text-style: reverse; }
    """

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(select_on_focus=False, placeholder=placeholder, max_length=LONGEST)
        self._initial_value = False  # else Textual does not scroll to the end of what is pasted first

    def render_line(self, y: int) -> Strip:
        """Return the line, with a mark at an end behind which there is more."""
        line, width = super().render_line(y), self.size.width
        first, last = round(self.scroll_offset.x), round(self.scroll_offset.x) + width - 1
        cursor = cell_len(self.value[: self.cursor_position])
        before = 0 < first != cursor
        after = cell_len(self.value) > last + 1 and cursor != last
        if y or width < MARKED_FROM or not (before or after):
            return line
        mark = Strip([Segment(MORE, self.visual_style.rich_style)], 1)
        middle = line.crop(1 if before else 0, width - 1 if after else width)
        return Strip.join([*([mark] if before else []), middle, *([mark] if after else [])])

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of what is pasted, as one."""
        event.prevent_default()
        event.stop()
        self.replace(event.text, *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in the place of a part of the query."""
        room = LONGEST - len(self.value) + abs(end - start)
        clean = typed(text[: LONGEST + 1])
        super().replace(clean if len(clean) <= room or room < 1 else f"{clean[: room - 1]}…", start, end)


class QueryBar(Horizontal):
    """Posts what is typed, letter by letter; knows nothing of what is searched."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    QueryBar { height: 1; background: $surface; }
    QueryBar > #search-sign { width: 2; color: $accent; text-style: bold; }
    QueryBar > #search-status { width: auto; min-width: 0; max-width: 50%; padding: 0 1; }
    """

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

    def compose(self) -> ComposeResult:
        """Yield the sign, the input and the status."""
        sign = Line(id="search-sign")
        sign.left = Content("/")
        yield sign
        yield QueryInput(self.placeholder)
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
            line.styles.width = _stepped(status.cell_length + 2) if status else 0
            line.display = bool(status)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Asked(event.value, final=False))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Asked(event.value, final=True))


class SearchBar(QueryBar):
    """A query bar on a screen of results, with a list of completions and with earlier queries to go back to."""

    BINDINGS = [
        Binding("down", "vertical(1)", "down", id="search.down", show=False),
        Binding("up", "vertical(-1)", "up", id="search.up", show=False),
        Binding("tab", "take", "take", id="search.take", show=False),
        Binding("escape", "leave", "leave", id="search.leave", show=False),
    ]

    completing = False
    """Whether completions are shown: set by whoever shows them."""

    @dataclass
    class Left(Message):
        """The reader leaves the bar, for the results or for where they came from."""

        to_results: bool

    @dataclass
    class CompletionMoved(Message):
        """The next completion, or the one before, is to be chosen."""

        by: int

    class CompletionTaken(Message):
        """The chosen completion, or the first, is to be written into the bar."""

    class CompletionsClosed(Message):
        """The completions are to go away."""

    class Recalled(Message):
        """An earlier query is wanted."""

    def insert(self, start: int, end: int, text: str) -> None:
        """Write a text over a part of the query, and go on behind it."""
        value = self.value
        self.input.value = value[:start] + text + value[end:]
        self.input.cursor_position = start + len(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Tab to the screen while there is nothing to take."""
        return self.completing if action == "take" else True

    def action_vertical(self, by: int) -> None:
        """Move in the completions; without any, go down to the results or up to earlier queries."""
        if self.completing:
            self.post_message(self.CompletionMoved(by))
        elif by > 0:
            self.post_message(self.Left(to_results=True))
        else:
            self.post_message(self.Recalled())

    def action_take(self) -> None:
        """Take a completion."""
        self.post_message(self.CompletionTaken())

    def action_leave(self) -> None:
        """Close the completions; else leave the bar. The text stays."""
        self.post_message(self.CompletionsClosed() if self.completing else self.Left(to_results=False))

"""A list one narrows by typing: help, the command palette and the list of problems are made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.getters import query_one
from textual.screen import ModalScreen

from karabakh_tui.show import show
from karabakh_tui.tui.text.runs import MUTED, STRONG, Run, content, spread
from karabakh_tui.tui.widgets.note import Note
from karabakh_tui.tui.widgets.row_list import RowList
from karabakh_tui.tui.widgets.search_bar import QueryBar
from karabakh_tui.tui.widgets.wrapping import wrap


@dataclass(frozen=True)
class Choice:
    """One row that can be chosen; without an id it is a heading or an explanation."""

    id: str | None
    text: str
    aside: str = ""
    """What stands at the end of the row: a key, a kind."""
    also: str = ""
    """More words by which the row is found."""

    def holds(self, words: Sequence[str], heading: str = "") -> bool:
        """Tell whether every one of the (lower-case) words is in the row or in its heading."""
        text = f"{self.text} {self.aside} {self.also} {heading}".casefold()
        return all(word in text for word in words)


class ChoiceRows:
    """Rows for a `RowList`."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._choices)

    def row(self, index: int, width: int) -> Content:
        """Return a row as one line."""
        choice = self._choices[index]
        return spread(content(Run(choice.text, _style(choice))), content(Run(choice.aside, MUTED)), width)

    def longest_cut(self, width: int) -> str:
        """Return the longest text of those that are cut in rows of a width; nothing where none is."""
        longest = ""
        for choice in self._choices:
            text, aside = choice.text, choice.aside
            if len(text) > len(longest) and 2 * len(text) + len(aside) >= width and is_cut(choice, width):
                longest = text
        return longest

    def selectable(self, index: int) -> bool:
        """Tell whether a row can be chosen."""
        return self._choices[index].id is not None

    def heading_of(self, index: int) -> int | None:
        """Headings scroll with their rows."""
        return None


def _style(choice: Choice) -> str:
    return "" if choice.id is not None else STRONG


def is_cut(choice: Choice, width: int) -> bool:
    """Tell whether a row of a width has no room for the whole of what a choice says."""
    text = content(Run(choice.text))
    line = spread(text, content(Run(choice.aside, MUTED)), width)
    return not line.plain.startswith(text.plain)


BOX_WIDTH, BOX_MOST, AROUND = 90, 100, 4
"""Of the terminal's width, the box takes so many hundredths, so many columns at most, and its edges so many of them."""
SIGN_AND_BAR = 3
"""Cells of a row that are the cursor's sign and the scroll bar."""
KEPT_FREE, MOST_SAID = 0.25, 0.5
"""The part of the terminal's height, at most, that is kept free for the cursor's row in full, and that it takes."""


def filtered(choices: Sequence[Choice], text: str) -> list[Choice]:
    """Return the rows that hold every word of the text, in any order, each heading with those that stand under it.

    A row may hold a word in its heading.
    """
    words = text.casefold().split()
    found: list[Choice] = []
    heading: Choice | None = None
    is_shown = False
    for choice in choices:
        if choice.id is None:
            heading, is_shown = choice, not words
            found += [choice] if is_shown else []
        elif choice.holds(words, heading.text if heading is not None else ""):
            found += [heading, choice] if heading is not None and not is_shown else [choice]
            is_shown = True
    return found


class Chooser(ModalScreen[str | None]):
    """Type to narrow a list, Enter to choose. Returns the chosen row's id, or None."""

    BINDINGS = [
        Binding("escape", "leave", "close", show=False),
        Binding("down", "move(1)", "down", show=False),
        Binding("up", "move(-1)", "up", show=False),
        Binding("pagedown", "move(10)", "page down", show=False),
        Binding("pageup", "move(-10)", "page up", show=False),
        Binding("enter", "choose", "choose", show=False),
    ]
    AUTO_FOCUS = "QueryInput"

    bar = query_one(QueryBar)
    rows = query_one(RowList)
    whole = query_one(Note)
    """The cursor's row in full, where there are rows that are cut."""

    def __init__(self, title: str, find: Callable[[str], Sequence[Choice]]) -> None:
        super().__init__()
        self._heading = title
        self._find = find
        self._choices: Sequence[Choice] = ()
        self._asked_for: str | None = None
        """What is typed; None until the box is there."""

    def compose(self) -> ComposeResult:
        """Yield a box with a search bar and a list."""
        with Vertical(id="chooser") as box:
            box.border_title = content(Run(self._heading))
            box.border_subtitle = content(Run("type to find · Enter chooses · Esc closes"))
            yield QueryBar()
            yield RowList()
            yield Note()

    def on_mount(self) -> None:
        """Show everything there is to choose from."""
        self._fill("")

    def refill(self) -> None:
        """Find the rows anew for what is typed; a box that is only being opened finds them when it is there."""
        if self._asked_for is not None:
            self._fill(self._asked_for)

    def _fill(self, text: str) -> None:
        self._asked_for = text
        self._choices = self._find(text)
        first = next((row for row, choice in enumerate(self._choices) if choice.id is not None), None)
        self.rows.set_rows(ChoiceRows(self._choices), cursor=first)
        self._make_room()
        self.bar.status = content(Run(f"{sum(choice.id is not None for choice in self._choices):,}"))

    def _make_room(self) -> None:
        """Keep as much room below the list as the longest row needs that is cut, so that the list keeps its height."""
        rows, terminal = self.rows.rows, self.app.size
        width = min(terminal.width * BOX_WIDTH // 100, BOX_MOST) - AROUND
        longest = rows.longest_cut(width - SIGN_AND_BAR) if isinstance(rows, ChoiceRows) else ""
        self.whole.display = bool(longest)
        if longest:
            lines = 1 + len(wrap(show(longest), width))  # with the line above them
            self.whole.styles.max_height = max(int(terminal.height * MOST_SAID), 2)
            self.whole.styles.min_height = min(lines, max(int(terminal.height * KEPT_FREE), 2))
        self._say_whole()

    @on(RowList.Highlighted)
    def _say_whole(self) -> None:
        row = self.rows.cursor
        self.whole.words = content(Run(self._choices[row].text)) if row is not None else Content("")

    def on_resize(self) -> None:
        """Make room anew."""
        self._make_room()

    @on(QueryBar.Asked)
    def _asked(self, event: QueryBar.Asked) -> None:
        event.stop()
        if event.final:
            self._choose(self.rows.cursor)
        else:
            self._fill(event.text)

    @on(RowList.Selected)
    def _selected(self, event: RowList.Selected) -> None:
        event.stop()
        self._choose(event.index)

    def _choose(self, row: int | None) -> None:
        if row is not None and self.is_current:
            self.dismiss(self._choices[row].id)

    def on_click(self, event: Click) -> None:
        """Close on a click beside the box."""
        if event.widget is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Close without choosing."""
        if self.is_current:
            self.dismiss(None)

    def action_choose(self) -> None:
        """Choose the cursor's row."""
        self._choose(self.rows.cursor)

    def action_move(self, by: int) -> None:
        """Move the cursor while the search bar keeps the focus."""
        self.rows.move(by)

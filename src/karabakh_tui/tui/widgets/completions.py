"""A short list over the lists below it: what the word being typed could become. The search bar keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

MOST = 8
"""Rows shown at most; what is left out is counted in the last one."""


class Completion(NamedTuple):
    """One thing to take; `label` and `aside` are harmless already."""

    text: str
    """What is written into the search bar."""
    label: Content
    aside: Content


class CompletionList(Widget):
    """Rows of which one may be chosen; none is at first, so that Enter asks what was typed."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    CompletionList {
        layer: above; offset: 1 2; width: 60; max-width: 90%; height: auto; display: none;
        background: $panel; color: $foreground;
    }
    CompletionList.-shown { display: block; }
    """

    items: reactive[tuple[Completion, ...]] = reactive((), layout=True)
    cursor: reactive[int | None] = reactive(None)

    @dataclass
    class Clicked(Message):
        """A row was clicked."""

        item: Completion

    @property
    def shown(self) -> bool:
        """Whether there is anything to choose from."""
        return bool(self.items)

    @property
    def chosen(self) -> Completion | None:
        """The chosen row."""
        return None if self.cursor is None else self.items[self.cursor]

    def offer(self, items: Sequence[Completion]) -> None:
        """Show other rows, with none chosen; without any the list goes away."""
        self.cursor = None
        self.items = tuple(items)
        self.set_class(bool(items), "-shown")

    def move(self, by: int) -> None:
        """Choose the next row or the one before; past either end none is chosen."""
        places = [None, *range(min(len(self.items), MOST))]
        self.cursor = places[(places.index(self.cursor) + by) % len(places)]

    def render(self) -> Content:
        """Return the rows."""
        width = self.size.width or 60
        lines = [self._line(number, item, width) for number, item in enumerate(self.items[:MOST])]
        if len(self.items) > MOST:
            lines.append(Content.styled(f"  … {len(self.items) - MOST:,} more: type on".ljust(width), "dim"))
        return Content("\n").join(lines)

    def _line(self, number: int, item: Completion, width: int) -> Content:
        sign = "▌ " if number == self.cursor else "  "
        room = max(width - item.aside.cell_length - 4, 1)
        label = item.label.truncate(room, ellipsis=True)
        gap = width - 3 - label.cell_length - item.aside.cell_length
        line = Content.assemble(sign, label, " " * max(gap, 1), item.aside, " ")
        return line.stylize("reverse") if number == self.cursor else line

    def on_click(self, event: events.Click) -> None:
        """Take the clicked row."""
        if event.y < min(len(self.items), MOST):
            event.stop()
            self.post_message(self.Clicked(self.items[event.y]))

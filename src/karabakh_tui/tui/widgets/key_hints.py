"""The last line: which keys do what now. Clicking one does it."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

GAP = "  "

Hint = tuple[str, str, str]
"""A key, what it does in a word or two, and the action to run on a click (empty: none)."""


class KeyHints(Widget):
    """As many hints as fit, the first ones first; `…` says that there are more, behind the key for help."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyHints { height: 1; background: $panel; color: $foreground; }
    """

    hints: reactive[tuple[Hint, ...]] = reactive(())
    more = ""
    """The action to run on a click on `…`."""

    @dataclass
    class Chosen(Message):
        """A hint was clicked."""

        action: str

    def set_hints(self, hints: tuple[Hint, ...]) -> None:
        """Show other hints."""
        self.hints = hints

    def _fitting(self) -> tuple[list[Hint], bool]:
        """Return the hints that fit the width, and whether any was left out."""
        room = self.size.width - 2
        fitting: list[Hint] = []
        for hint in self.hints:
            size = Content(f"{hint[0]} {hint[1]}{GAP}").cell_length
            if size - len(GAP) + 1 > room:  # a blank before what says that there are more
                return fitting, True
            fitting.append(hint)
            room -= size
        return fitting, False

    def render(self) -> Content:
        """Return the line at the present width."""
        fitting, more = self._fitting()
        parts: list[Content | str | tuple[str, str]] = [" "]
        for key, words, _ in fitting:
            parts += [(key, "bold"), f" {words}{GAP}"]
        line = Content.assemble(*parts)
        if more:
            line = Content.assemble(line.truncate(max(min(line.cell_length, self.size.width - 1), 0)), "…")
        return line.truncate(max(self.size.width, 0))

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked hint says."""
        event.stop()
        fitting, more = self._fitting()
        if more and event.x >= self.size.width - 1:
            self._choose(self.more)
            return
        at = 1
        for key, words, action in [*fitting, ("", "…", self.more)] if more else fitting:
            size = Content(f"{key} {words}{GAP}").cell_length
            if at <= event.x < at + size:
                self._choose(action)
                return
            at += size

    def _choose(self, action: str) -> None:
        if action:
            self.post_message(self.Chosen(action))

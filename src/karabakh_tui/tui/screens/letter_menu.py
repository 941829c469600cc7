"""A small box in which every letter chooses, whether it is listed or not."""

from __future__ import annotations

from string import ascii_letters, digits

from textual.binding import Binding
from textual.events import Key

from karabakh_tui.state.reading import is_mark

from .key_menu import KeyMenu


class LetterMenu(KeyMenu):
    """Press a letter or a digit, or go to a row and press Enter. Returns the letter, or None."""

    # Before the list has them: j, k, g and G are letters here.
    BINDINGS = [Binding(each, f"letter({each!r})", show=False, priority=True) for each in ascii_letters + digits]

    def action_letter(self, letter: str) -> None:
        """Choose a letter."""
        if self.is_current:
            self.dismiss(letter)

    def on_key(self, event: Key) -> None:
        """Choose a letter of another script."""
        event.prevent_default()  # what the menu itself does with its own letters
        if event.character is not None and is_mark(event.character):
            event.stop()
            self.action_letter(event.character)

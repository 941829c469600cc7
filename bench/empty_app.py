"""The yardstick: the least that a Textual app can be, and one with an input that echoes what is typed."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Static

MARKER = "ready"


class EmptyApp(App[None]):
    """One word on the screen."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Yield the word."""
        yield Static(MARKER)


class EchoApp(EmptyApp):
    """One word and an input that has the focus."""

    def compose(self) -> ComposeResult:
        """Yield the word and the input."""
        yield Input()
        yield Static(MARKER)


if __name__ == "__main__":
    (EchoApp() if "echo" in sys.argv[1:] else EmptyApp()).run()

"""The terminal, guarded: what arrives there may be anything, and none of it may end the app."""

from __future__ import annotations

import os
import selectors
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message import Message

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
PASTE_PATIENCE = 1.0
"""Seconds without a byte after which a paste that was not ended counts as ended."""

LARGEST = 2000
"""Columns or rows of the largest terminal that is believed."""


class GuardedParser(XTermParser):
    """Textual's parser of terminal input, with sequences that name no character left out instead of raised."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        # Textual calls `chr()` on what the terminal sent: ESC[9999999~ would end the app.
        try:
            return list(super()._sequence_to_key_events(sequence, alt=alt))
        except (ValueError, OverflowError):
            return [events.Key(Keys.Ignore, None)]


class Feed:
    """Turns bytes from the terminal into messages, whatever they are."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._parser = GuardedParser()
        self._pasting = False
        self._last = time.monotonic()

    def messages(self, data: bytes, final: bool = False) -> list[Message]:
        """Return what some bytes mean."""
        text = self._decode(data, final)
        if not text:
            return []
        self._last = time.monotonic()
        begins, ends = text.rfind(PASTE_BEGINS), text.rfind(PASTE_ENDS)
        if begins != ends:
            self._pasting = begins > ends
        return self._guarded(text)

    def waited(self) -> list[Message]:
        """Return what it means that no byte came for a while."""
        if self._pasting and time.monotonic() - self._last > PASTE_PATIENCE:
            self._pasting = False
            return self._guarded(PASTE_ENDS)
        return self._guarded(None)

    def _guarded(self, text: str | None) -> list[Message]:
        found: list[Message] = []
        try:
            for message in self._parser.tick() if text is None else self._parser.feed(text):
                if not _is_absurd(message):
                    found.append(message)
        except (ValueError, OverflowError):
            # A number too long to be one; the parser has ended with it, and a new one goes on.
            self._parser = GuardedParser()
        return found


def _is_absurd(message: Message) -> bool:
    """Tell whether a report of the terminal's size names one that no terminal has."""
    if not isinstance(message, events.Resize):
        return False
    width, height = message.size
    return not (0 < width <= LARGEST and 0 < height <= LARGEST)


def driver_class() -> type[Driver] | None:
    """Return the driver to run on: the guarded one on Unix, Textual's own choice elsewhere."""
    if sys.platform == "win32":
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class GuardedDriver(LinuxDriver):
        """Textual's driver for Unix with its input guarded."""

        def run_input_thread(self) -> None:
            """Wait for input and pass on what it means."""
            feed = Feed()
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(0.1):
                        data = os.read(self.fileno, 4096)
                        if not data:
                            self.exit_event.wait(0.1)
                        found = feed.messages(data)
                        if not selector.select(0):
                            found += feed.waited()
                    else:
                        found = feed.waited()
                    for message in found:
                        self.process_message(message)

    return GuardedDriver


def terminal_problem(stdin: TextIO | None, stderr: TextIO | None) -> str | None:
    """Return why the app cannot open here, with what to run instead; None where it can."""
    instead = "run it in a terminal; `karabakh-tui --help` says what else it does"
    if stdin is None or not stdin.isatty():
        return f"the input is not a terminal: {instead}"
    if stderr is None or not stderr.isatty():
        return f"the error output is not a terminal, and the screen is drawn there: {instead}"
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return f"TERM says that this terminal cannot move its cursor: {instead}"
    return None

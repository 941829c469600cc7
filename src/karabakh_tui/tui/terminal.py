"""The terminal, guarded: what arrives there may be anything, and none of it may end the app."""

from __future__ import annotations

import os
import selectors
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from threading import Event
from typing import TYPE_CHECKING

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message import Message

ESCAPE = "\x1b"
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
PASTE_PATIENCE = 1.0
"""Seconds without a byte after which a paste that was not ended counts as ended."""

PASTE_LIMIT = 1_000_000
"""Characters of one paste that are kept."""

HELD_PATIENCE = 0.1
"""Seconds to wait for the rest of what may be the beginning of a paste."""

READ_SIZE = 65_536

EMPTY_READS = 10
"""Reads without a byte after which the terminal is gone, should the system not have said so."""

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

    def parse_mouse_code(self, code: str) -> Message | None:
        """Read a report of the mouse, in cells where the terminal told no size in pixels to reckon with."""
        sizes = (self.terminal_size, self.terminal_pixel_size)
        self.mouse_pixels = self.mouse_pixels and all(size is not None and all(size) for size in sizes)
        return super().parse_mouse_code(code)


class Feed:
    """Turns bytes from the terminal into messages, whatever they are.

    Pastes are gathered here: Textual's parser takes seconds for some megabytes, and never ends one that is unfinished.
    """

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._parser = GuardedParser()
        self._held = ""
        """What may be the beginning of a mark of a paste."""
        self._escaped = False
        """The parser was given an ESC last; what follows it may make a mark of it."""
        self._paste: list[str] | None = None
        """The pieces of a paste that goes on."""
        self._last = time.monotonic()

    def messages(self, data: bytes) -> list[Message]:
        """Return what some bytes mean."""
        text = self._held + self._decode(data)
        self._held = ""
        self._last = time.monotonic()
        if self._escaped and text.startswith(PASTE_BEGINS[1:]):
            self._parser = GuardedParser()
            text = ESCAPE + text
        found: list[Message] = []
        while text:
            mark = PASTE_BEGINS if self._paste is None else PASTE_ENDS
            before, met, text = text.partition(mark)
            if not met:
                before, self._held = _without_beginning(before, mark, 2 if self._paste is None else 1)
            if self._paste is None:
                found += self._keys(before)
                self._paste = [] if met else None
            else:
                self._paste.append(before)
                found += self._pasted() if met else []
        return found

    def waited(self) -> list[Message]:
        """Return what it means that no byte came for a while."""
        silence = time.monotonic() - self._last
        if self._paste is not None:
            return self._pasted() if silence > PASTE_PATIENCE else []
        if self._held and silence > HELD_PATIENCE:
            held, self._held = self._held, ""
            return self._keys(held)
        return self._keys(None)

    def _pasted(self) -> list[Message]:
        pieces, self._paste, self._held = self._paste or [], None, ""
        text = "".join(pieces)[:PASTE_LIMIT]
        return [events.Paste(text)] if text else []

    def _keys(self, text: str | None) -> list[Message]:
        """Return what a text means that is no paste; None: that time has passed."""
        if text == "":
            return []
        found: list[Message] = []
        try:
            for message in self._parser.tick() if text is None else self._parser.feed(text):
                if not _is_absurd(message):
                    found.append(message)
        except (ValueError, ArithmeticError):
            # A number too long to be one; the parser has ended with it, and a new one goes on.
            self._parser = GuardedParser()
        if text is not None:
            self._escaped = text.endswith(ESCAPE)
        elif found:
            self._escaped = False
        return found


def _without_beginning(text: str, mark: str, shortest: int) -> tuple[str, str]:
    """Return a text without what may be the beginning of a mark at its end, and that."""
    for length in range(len(mark) - 1, shortest - 1, -1):
        if text.endswith(mark[:length]):
            return text[:-length], text[-length:]
    return text, ""


def _is_absurd(message: Message) -> bool:
    """Tell whether a report of the terminal's size names one that no terminal has."""
    if not isinstance(message, events.Resize):
        return False
    width, height = message.size
    return not (0 < width <= LARGEST and 0 < height <= LARGEST)


def read_messages(fileno: int, end: Event, process: Callable[[Message], None]) -> bool:
    """Pass on what comes from a terminal until told to end, or until the terminal is gone; tell whether it is."""
    feed, empty = Feed(), 0
    with selectors.SelectSelector() as selector:
        selector.register(fileno, selectors.EVENT_READ)
        while not end.is_set() and empty < EMPTY_READS:
            found: list[Message] = []
            if selector.select(0.1):
                data = _read(fileno)
                found = feed.messages(data)
                empty = 0 if data else empty + 1
                if not data:
                    end.wait(0.1)
            if not selector.select(0):
                found += feed.waited()
            for message in found:
                process(message)
    return empty == EMPTY_READS


def _read(fileno: int) -> bytes:
    """Return what a terminal sent; nothing where it is gone."""
    try:
        return os.read(fileno, READ_SIZE)
    except OSError:
        return b""


def driver_class() -> type[Driver] | None:
    """Return the driver to run on: the guarded one on Unix, Textual's own choice elsewhere."""
    if sys.platform == "win32":
        return None
    from .driver import GuardedDriver

    return GuardedDriver

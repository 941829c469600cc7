"""What a command says: data to the standard output, talk to the error output, colour only on a terminal."""

from __future__ import annotations

import errno
import os
import sys
from typing import TextIO

from karabakh_tui.errors import KarabakhError
from karabakh_tui.show import show

PROGRAM = "karabakh-tui"
WIDTH = 80
"""Columns where there is no terminal to ask."""

BOLD, DIM, STRUCK, HEADING = "1", "2", "9", "1;36"


class OutputError(KarabakhError):
    """What was asked for cannot be written."""

    exit_code = 4


class Console:
    """The two outputs of a command."""

    def __init__(self, *, no_colour: bool = False) -> None:
        self.terminal = sys.stdout is not None and sys.stdout.isatty()
        self._colour = self.terminal and not no_colour and _colour_is_welcome()

    @property
    def width(self) -> int:
        """The columns of the terminal; 80 where there is none."""
        named = os.environ.get("COLUMNS", "")
        if named.isdigit() and int(named) > 0:
            return int(named)
        if self.terminal:
            try:
                return os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH
            except OSError:  # a terminal that does not tell its size
                return WIDTH
        return WIDTH

    def styled(self, text: str, style: str) -> str:
        """Return a text in a style, where there is colour; the text must have passed `show`."""
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and style and text else text

    def data(self, text: str) -> None:
        """Write what was asked for.

        Raises:
            BrokenPipeError: if nobody reads any more.
            OutputError: if it cannot be written.
        """
        if sys.stdout is None:
            raise OutputError("the output is closed; nothing was written")
        try:
            _write(sys.stdout, text)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"the output cannot be written: {error.strerror or error}") from None

    def talk(self, text: str) -> None:
        """Say something beside the data; line breaks stay."""
        tell(f"{PROGRAM}: {text}")


def _write(stream: TextIO, text: str) -> None:
    """Write a whole text; a stream without a buffer (`python -u`) may take only a part of it at a time."""
    stream.flush()
    rest = memoryview(text.encode(stream.encoding or "utf-8", stream.errors or "strict"))
    while rest:
        taken = stream.buffer.write(rest)
        if taken is None:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        rest = rest[taken:]
    stream.buffer.flush()


def tell(text: str) -> None:
    """Write a line to the error output. If even that is closed, there is nobody to tell."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{show(text, lines=True)}\n")
        sys.stderr.flush()
    except OSError:
        abandon(sys.stderr.fileno())


def abandon(descriptor: int) -> None:
    """Lead an output that cannot be written to nowhere, so that the interpreter does not try again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def write_any_letter() -> None:
    """Let the outputs write letters that their encoding lacks as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _colour_is_welcome() -> bool:
    """Tell whether the surroundings allow colour (no-color.org: only a value that is not empty counts)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"

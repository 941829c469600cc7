"""A program on a real pseudo-terminal: keys in, bytes and an emulated screen out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    "Enter": "\r", "Esc": "\x1b", "Tab": "\t", "S-Tab": "\x1b[Z", "Space": " ", "Backspace": "\x7f",
    "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D", "Home": "\x1b[H", "End": "\x1b[F",
    "PageUp": "\x1b[5~", "PageDown": "\x1b[6~", "Delete": "\x1b[3~", "F1": "\x1bOP", "Less": "<",
}  # fmt: skip

PATIENCE = 30.0
"""Seconds to wait for what must come; never reached where all is well."""

ORDINARY = {7: True, 25: True}
"""Modes of a terminal that are on before a program begins: lines wrap, the cursor is shown."""

_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


def decoded(keys: str) -> str:
    """Return what a terminal sends for keys: names in angle brackets (`<Enter>`, `<C-d>`), letters as they are."""

    def one(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith("C-") and len(name) == 3:
            return chr(ord(name[2].lower()) & 0x1F)
        return KEYS.get(name, match[0])

    return re.sub(r"<([A-Za-z0-9-]+)>", one, keys)


class Terminal:
    """A program with a terminal of its own; used as a context, which ends the program."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 100,
        rows: int = 30,
        environment: Mapping[str, str | None] | None = None,
    ) -> None:
        """Start the program; a variable that is None in `environment` is unset."""
        self.raw = bytearray()
        """Every byte that the program wrote."""
        self.exit_status: int | None = None
        """What the program ended with; negative: the signal that ended it."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        variables = _variables(environment or {})
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            _become(argv, variables, columns, rows)
        _set_size(self._terminal, columns, rows)
        self._attributes = termios.tcgetattr(self._terminal)

    def __enter__(self) -> Self:
        """Return the terminal."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program, with force where it still runs."""
        if not self._has_ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.exit_status = -signal.SIGKILL
        if self._terminal >= 0:
            os.close(self._terminal)

    # Reading

    def read(self, seconds: float) -> bool:
        """Read once, waiting so long at most; tell whether something came."""
        if not select.select([self._terminal], [], [], max(seconds, 0))[0]:
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:  # what a pseudo-terminal says on Linux when no program holds it any more
            data = b""
        self.raw += data
        return bool(data)

    def lines(self) -> list[str]:
        """Return the lines that stand on the screen."""
        self._feed()
        return [line.rstrip() for line in self._screen.display]

    def is_reversed(self, column: int, row: int) -> bool:
        """Tell whether a cell, counted from 0, is drawn with its colours exchanged."""
        self._feed()
        return bool(self._screen.buffer[row][column].reverse)

    def text(self) -> str:
        """Return what stands on the screen."""
        return "\n".join(self.lines())

    def _feed(self) -> None:
        data = bytes(self.raw[self._fed :])
        self._fed = len(self.raw)
        self._stream.feed(data.replace(b"\x1b[<u", b""))  # the emulator would print the u

    def wait_for(self, wanted: str | Callable[[str], bool], patience: float = PATIENCE) -> str:
        """Wait until a text is on the screen, or a predicate of the screen's text holds; return the screen's text.

        Raises:
            AssertionError: if it does not come.
        """
        end = time.monotonic() + patience
        while True:
            text = self.text()
            if (wanted in text) if isinstance(wanted, str) else wanted(text):
                return text
            if not self.read(0.05) and self._has_ended():
                raise AssertionError(f"ended with {self.exit_status} before {wanted!r}:\n{text}")
            if time.monotonic() > end:
                raise AssertionError(f"{wanted!r} did not come:\n{text}")
            self.settle(0.02, end - time.monotonic())  # looking at the screen takes long

    def settle(self, quiet: float = 0.15, patience: float = 5.0) -> None:
        """Wait until nothing was written for a while (less than a cursor's blink)."""
        end = time.monotonic() + patience
        while self.read(quiet) and time.monotonic() < end:
            pass

    # Writing

    def send(self, keys: str) -> None:
        """Press keys, all in one write."""
        self.send_bytes(decoded(keys).encode())

    def send_bytes(self, data: bytes) -> None:
        """Write bytes to the program, reading what it writes meanwhile; one that has ended takes none."""
        while data:
            readable, writable, _ = select.select([self._terminal], [self._terminal], [], PATIENCE)
            if readable and not self.read(0) and self._has_ended():
                return
            if writable:
                data = data[os.write(self._terminal, data[:2048]) :]
            if not readable and not writable:
                raise AssertionError(f"does not read its input:\n{self.text()}")

    def paste(self, text: str) -> None:
        """Paste a text as terminals do (bracketed)."""
        self.send_bytes(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def click(self, column: int, row: int) -> None:
        """Click on a cell, counted from 0."""
        place = f"{column + 1};{row + 1}"
        self.send_bytes(f"\x1b[<0;{place}M\x1b[<0;{place}m".encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the terminal's size."""
        self._feed()
        self._screen.resize(rows, columns)
        _set_size(self._terminal, columns, rows)

    # Ending

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as when a window is closed or a line breaks."""
        os.close(self._terminal)
        self._terminal = -1

    def wait_for_exit(self, patience: float = PATIENCE) -> int:
        """Wait until the program has ended; return its exit status as a shell tells it.

        Raises:
            AssertionError: if it does not end.
        """
        end = time.monotonic() + patience
        while not self._has_ended():
            if time.monotonic() > end:
                raise AssertionError(f"still running:\n{self.text() if self._terminal >= 0 else ''}")
            if self._terminal >= 0:
                self.read(0.05)
            else:
                time.sleep(0.05)
        while self._terminal >= 0 and self.read(0.05):
            pass
        assert self.exit_status is not None
        return self.exit_status if self.exit_status >= 0 else 128 - self.exit_status

    @property
    def is_running(self) -> bool:
        """Whether the program still runs."""
        return not self._has_ended()

    def _has_ended(self) -> bool:
        if self.exit_status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_status = os.waitstatus_to_exitcode(status)
        return self.exit_status is not None

    def last_words(self) -> str:
        """Return what was written after the alternate screen was left for the last time."""
        return self.raw[max(self.raw.rfind(b"\x1b[?1049l"), 0) :].decode(errors="replace")

    def left_behind(self) -> list[str]:
        """Return what is not as it was before the program began: modes of the terminal, and how it handles keys."""
        modes: dict[int, bool] = {}
        for match in _MODE.finditer(self.raw):
            modes.update((int(number), match[2] == b"h") for number in match[1].split(b";"))
        found = [f"mode {mode} is {on}" for mode, on in modes.items() if on != ORDINARY.get(mode, False)]
        if self.raw.count(b"\x1b[>") != self.raw.count(b"\x1b[<u"):
            found.append("the keyboard protocol is still changed")
        if termios.tcgetattr(self._terminal) != self._attributes:
            found.append("the terminal's line settings are still changed")
        return found


def program(*arguments: str) -> list[str]:
    """Return the command that runs the program under test."""
    return [sys.executable, "-m", "karabakh_tui", *arguments]


def _variables(changes: Mapping[str, str | None]) -> dict[str, str]:
    base: dict[str, str | None] = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    base.update(changes)
    return {name: value for name, value in base.items() if value is not None}


def _set_size(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _become(argv: Sequence[str], variables: Mapping[str, str], columns: int, rows: int) -> None:
    """Turn this forked process into the program."""
    try:
        _set_size(0, columns, rows)
        os.execvpe(argv[0], list(argv), dict(variables))
    finally:
        os._exit(127)

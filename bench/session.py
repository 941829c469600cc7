"""A program on a real pseudo-terminal: bytes and when they came, and no emulator while the clock runs."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

COLUMNS, ROWS = 120, 40
READ_SIZE = 1 << 16
UNSET = (
    "NO_COLOR",
    "COLUMNS",
    "LINES",
    "KARABAKH_TUI_STORE",
    "TEXTUAL",
    "TEXTUAL_THEME",
    "TEXTUAL_ANIMATIONS",
    "PYTHONDONTWRITEBYTECODE",  # no start would find its modules compiled
    "PYTHONUNBUFFERED",
)
"""Variables that change what is measured."""
CLOSING_TIME = 5.0
"""Seconds that a program gets to end after SIGTERM."""


class SessionError(Exception):
    """A program did not do what the measure waited for."""


class NotInstalledError(Exception):
    """There is no such program here."""


class Chunk(NamedTuple):
    """What one read gave."""

    arrived: float
    data: bytes


@dataclass(frozen=True)
class Burst:
    """What a program wrote, from when one began to look until it was quiet."""

    last: float
    """When the last byte came (`time.perf_counter`); when one began to look, if none came."""
    size: int
    """In bytes."""


class Session:
    """A program that runs on a terminal of 120 × 40 cells; used as a context."""

    def __init__(self, name: str, argv: Sequence[str], env: Mapping[str, str], cwd: Path) -> None:
        """Start the program in a directory, with no other environment than that."""
        self.name = name
        self.chunks: list[Chunk] = []
        self._text = bytearray()
        self.started = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            _become(argv, env, cwd)

    def __enter__(self) -> Self:
        """Return the session."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program."""
        self.close()

    @property
    def written(self) -> int:
        """How many bytes the program has written so far."""
        return len(self._text)

    def text(self, start: int = 0) -> bytes:
        """Return what the program wrote from an offset on."""
        return bytes(self._text[start:])

    def send(self, keys: bytes) -> float:
        """Write keys to the terminal; return when (`time.perf_counter`)."""
        now = time.perf_counter()
        os.write(self._terminal, keys)
        return now

    def read(self, seconds: float) -> bool:
        """Read once, waiting so long at most; tell whether something came.

        Raises:
            SessionError: if the program has ended.
        """
        ready, _, _ = select.select([self._terminal], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            data = os.read(self._terminal, READ_SIZE)
        except OSError:  # what a pseudo-terminal says on Linux when its program has gone
            data = b""
        if not data:
            raise SessionError(f"{self.name} ended: {self.last_words()}")
        self.chunks.append(Chunk(time.perf_counter(), data))
        self._text += data
        return True

    def until(self, wanted: re.Pattern[bytes], timeout: float, start: int = 0) -> float:
        """Read until a pattern stands in what was written since an offset; return when it came.

        Raises:
            SessionError: if it does not come in time.
        """
        end = time.perf_counter() + timeout
        while wanted.search(self._text, start) is None:
            left = end - time.perf_counter()
            if left <= 0 or (not self.read(left) and time.perf_counter() >= end):
                raise SessionError(f"{self.name}: no {wanted.pattern!r} in {timeout:.0f} s: {self.last_words()}")
        return self.chunks[-1].arrived

    def until_end(self, timeout: float) -> float:
        """Read until the program ends; return when.

        Raises:
            SessionError: if it does not end in time.
        """
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            try:
                self.read(end - time.perf_counter())
            except SessionError:
                return time.perf_counter()
        raise SessionError(f"{self.name} did not end in {timeout:.0f} s: {self.last_words()}")

    def until_quiet(self, silence: float, timeout: float, patience: float | None = None) -> Burst:
        """Read until nothing came for `silence` seconds (the first time: `patience`), or until the timeout."""
        start = time.perf_counter()
        before, chunks_before = self.written, len(self.chunks)
        wait = silence if patience is None else patience
        while time.perf_counter() - start < timeout and self.read(wait):
            wait = silence
        last = self.chunks[-1].arrived if len(self.chunks) > chunks_before else start
        return Burst(last, self.written - before)

    def last_words(self) -> str:
        """Return the end of what the program wrote, without control sequences."""
        start = max(self.written - 2000, 0)
        plain = re.sub(rb"\x1b\[[0-9;?<>=]*[A-Za-z]", b" ", self.text(start))
        if start:  # into the middle of a sequence, maybe
            plain = plain[plain.find(b" ") :]
        return " ".join(plain.decode("utf-8", errors="replace").split())[-300:] or "(nothing written)"

    def close(self) -> None:
        """End the program, with force where it does not go by itself."""
        if self.pid == 0:
            return
        os.kill(self.pid, signal.SIGTERM)
        end = time.perf_counter() + CLOSING_TIME
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            if time.perf_counter() > end:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                break
            self._drain()
        os.close(self._terminal)
        self.pid = 0

    def _drain(self) -> None:
        """Take what a program writes as it ends, so that it is not held up by a full terminal."""
        try:
            self.read(0.02)
        except SessionError:
            time.sleep(0.005)


def _become(argv: Sequence[str], env: Mapping[str, str], cwd: Path) -> None:
    """Turn this forked process into the program."""
    try:
        os.chdir(cwd)
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execvpe(argv[0], list(argv), dict(env))
    finally:
        os._exit(127)


def environment(home: Path) -> dict[str, str]:
    """Return the surroundings of every measured program: a plain terminal, and a home of its own."""
    result = {name: value for name, value in os.environ.items() if name not in UNSET}
    result |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "HOME": str(home)}
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        result[f"XDG_{name}_HOME"] = str(home / name.lower())
    return result


def screens(chunks: Sequence[Chunk]) -> Iterator[list[str]]:
    """Yield the lines that stood on the terminal after each read. Slow: only where no clock runs."""
    import pyte

    terminal = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(terminal)
    for chunk in chunks:
        stream.feed(chunk.data)
        yield [line.rstrip() for line in terminal.display]


def complete(chunks: Sequence[Chunk]) -> float:
    """Return when the text on the screen became what it then stayed."""
    seen = list(screens(chunks))
    last = len(seen) - 1
    while last and seen[last - 1] == seen[-1]:
        last -= 1
    return chunks[last].arrived


class Usage(NamedTuple):
    """What a process has used so far."""

    cpu_seconds: float
    wake_ups: int
    """How often one of its threads went to sleep, and so was woken."""
    peak_megabytes: float


def usage(pid: int) -> Usage:
    """Return what a process has used, all threads together (Linux: `/proc`)."""
    nanoseconds = wake_ups = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        nanoseconds += int((thread / "schedstat").read_text().split()[0])
        wake_ups += _status_number(thread / "status", "voluntary_ctxt_switches")
    peak = _status_number(Path(f"/proc/{pid}/status"), "VmHWM")
    return Usage(nanoseconds / 1e9, wake_ups, peak * 1024 / 1e6)


def _status_number(path: Path, name: str) -> int:
    """Return a number of a `/proc/.../status` file."""
    for line in path.read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise SessionError(f"{path} tells no {name}")

"""A store's text parsed by a process of its own, while this one loads what it needs to show or search the records.

Parsing takes a quarter of a start, and what is loaded meanwhile another half: side by side they take half as long.
Where there is no second processor, or anything is unusual, nothing is begun, and the text is parsed when it is read.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from karabakh_tui.errors import StoreError

from .text import read_text

SHORTEST, LONGEST = 50_000, 1_000_000
"""Bytes of a file for which it pays; longer ones are read in pieces, with a progress bar."""

Version = tuple[int, int, int, int]
"""Which file was read, and as it was when: device, inode, size, time of the last change in nanoseconds."""


class Ahead:
    """A text, and its tables once the other process has parsed it."""

    def __init__(self, text: str, version: Version, child: int, answer: int) -> None:
        self.text = text
        self._version = version
        self._child = child
        self._answer = answer
        """Where the tables are read from."""

    def tables(self) -> dict[str, Any] | None:
        """Return the text's tables, once; None where the other process had none to give, or read another text."""
        with open(self._answer, "rb") as answer:
            data = answer.read()
        os.waitpid(self._child, 0)
        with suppress(EOFError, ValueError, TypeError):  # it ended half-way
            version, tables = marshal.loads(data)
            if version == self._version and isinstance(tables, dict):
                return tables
        return None


def begin(path: Path) -> Ahead | None:
    """Begin to parse the file at a path; None where that does not pay or cannot be done: reading it will tell why."""
    if not hasattr(os, "posix_spawn") or not sys.executable or _processors() < 2:
        return None
    try:
        version = _version(path)
        if not SHORTEST <= version[2] <= LONGEST:
            return None
        text = read_text(path)
    except (OSError, StoreError):
        return None
    if "\r" in text:
        return None
    answer, theirs = os.pipe()
    _widen(answer)
    try:
        child = _spawn(path, theirs)
    except OSError:
        os.close(answer)
        return None
    finally:
        os.close(theirs)
    return Ahead(text, version, child, answer)


def _widen(answer: int) -> None:
    """Let a pipe hold the whole answer, where that can be done: the other process then need not wait for us."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(answer, fcntl.F_SETPIPE_SZ, 1 << 20)  # the most that one may ask for without leave


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _version(path: Path) -> Version:
    found = os.stat(path)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _spawn(path: Path, answer: int) -> int:
    """Start the other process; return its number. It neither reads what is typed nor says anything."""
    code = f"from {__name__} import parse; parse()"
    silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 2)]
    return os.posix_spawn(
        sys.executable,
        [sys.executable, "-c", code, str(path)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, answer, 1), *silent],
    )


def parse() -> None:
    """In the other process: send the tables; nothing where the text is no TOML, or holds what cannot be sent."""
    from tomli import loads

    path = Path(sys.argv[1])
    version = _version(path)
    data = marshal.dumps((version, loads(read_text(path))))
    with open(1, "wb") as answer:
        answer.write(data)
